//! The numbers of the review, its dimensions and its search; each narrows the list.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::use_desk;
use crate::domain::label::Lang;
use crate::domain::report::moves::Way;
use crate::domain::report::review::Reviewed;
use crate::state::review_list::{ALL, DECIDED, SEARCH, STATE, WAY};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::{ColumnsMenu, DimensionChips, SearchField, dimension_names};
use crate::ui::text::{T, use_text};
use crate::ui::tone::way_icon;
use crate::ui::widget::Icon;

/// How many moved, waiting, decided; each narrows the list.
#[component]
pub fn Numbers() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    let way = move |which: Way| {
        let key = which.word();
        let on = move || desk.filters.with(|f| f.way == Some(which));
        let n = move || desk.counts.with(|c| c.ways[which as usize]);
        view! {
            <button
                type="button"
                class="tally__item"
                aria-pressed=move || on().to_string()
                data-testid=format!("review-{key}")
                data-count=move || n().to_string()
                on:click=move |_| app.set_param(WAY, (!untrack(on)).then_some(key))
            >
                <span class="tally__label"><Icon name=way_icon(which) size=14 /> {move || t().way(which)}</span>
                <span class="tally__n">{move || format::count(n())}</span>
            </button>
        }
    };
    let state = move |decided: bool, text: fn(T) -> &'static str| {
        let on = move || desk.filters.with(|f| f.decided == Some(decided));
        let n = move || desk.counts.with(|c| if decided { c.decided } else { c.waiting });
        let (key, icon) = if decided {
            ("decided", "check-circle")
        } else {
            ("waiting", "clock")
        };
        let value = move || match (untrack(on), decided) {
            (true, _) => Some(ALL),
            (false, true) => Some(DECIDED),
            (false, false) => None,
        };
        view! {
            <button
                type="button"
                class="tally__item"
                aria-pressed=move || on().to_string()
                data-testid=format!("review-{key}")
                data-count=move || n().to_string()
                on:click=move |_| app.set_param(STATE, value())
            >
                <span class="tally__label"><Icon name=icon size=14 /> {move || text(t())}</span>
                <span class="tally__n">{move || format::count(n())}</span>
            </button>
        }
    };
    view! {
        <div class="tally tally--review" role="group" aria-label=move || t().review_counts()>
            {Way::ALL.map(way).into_iter().collect_view()}
            {state(false, |t| t.review_waiting())}
            {state(true, |t| t.review_decided())}
        </div>
    }
}

/// The search, the dimensions as chips.
#[component]
pub fn Dimensions() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    let count = move |id: &str| {
        let of = |moves: &Option<Arc<Vec<Reviewed>>>| {
            desk.filters
                .with(|f| moves.as_ref().map_or(0, |moves| f.count(moves, id)))
        };
        desk.moves.with(of)
    };
    let named = move |lang: Lang| {
        app.reviews
            .read(|look| dimension_names(&look.after.plan, lang))
            .unwrap_or_default()
    };
    let search = move |words: String| app.set_param(SEARCH, Some(words.as_str()).filter(|w| !w.trim().is_empty()));
    view! {
        <div class="toolbar" role="group" aria-label=move || t().review_filters()>
            <SearchField
                label=move || t().review_search()
                mark="review-search"
                words=Memo::new(move |_| app.param(SEARCH).unwrap_or_default())
                on_words=Callback::new(search)
            />
            <DimensionChips count=count named=Callback::new(named) />
            <ColumnsMenu page=desk />
        </div>
    }
}
