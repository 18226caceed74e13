//! The numbers of the review, its dimensions and its search; each narrows the list.

use crate::state::live::*;

use super::desk::{dimensions, use_desk};
use crate::domain::report::moves::Way;
use crate::state::review_list::{ALL, DECIDED, DIM, SEARCH, STATE, WAY};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Icon;

/// How many moved, waiting, decided; each narrows the list.
#[component]
pub fn Numbers() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    let way = move |which: Way, key: &'static str, icon: &'static str, text: fn(T) -> &'static str| {
        let on = move || desk.filters.with(|f| f.way == Some(which));
        let n = move || desk.counts.with(|c| if which == Way::Up { c.up } else { c.down });
        view! {
            <button
                type="button"
                class="tally__item"
                aria-pressed=move || on().to_string()
                data-testid=format!("review-{key}")
                data-count=move || n().to_string()
                on:click=move |_| app.set_param(WAY, (!untrack(on)).then_some(key))
            >
                <span class="tally__label"><Icon name=icon size=14 /> {move || text(t())}</span>
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
            {way(Way::Up, "up", "arrow-up", |t| t.review_up())}
            {way(Way::Down, "down", "arrow-down", |t| t.review_down())}
            {state(false, |t| t.review_waiting())}
            {state(true, |t| t.review_decided())}
        </div>
    }
}

/// The dimensions as chips, the search, decided or not.
#[component]
pub fn Dimensions() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    let all = Memo::new(move |before: Option<&Vec<_>>| match dimensions(desk) {
        none if none.is_empty() => before.cloned().unwrap_or_default(),
        some => some,
    });
    let chip = move |id: Option<String>, name: String, n: Option<usize>| {
        let key = id.clone();
        let on = move || desk.filters.with(|f| f.dimension == key);
        view! {
            <button
                type="button"
                class="btn btn--quiet btn--small"
                aria-pressed=move || on().to_string()
                on:click=move |_| app.set_param(DIM, id.as_deref())
            >
                {name}
                {n.map(|n| view! { <span class="muted">{format::count(n)}</span> })}
            </button>
        }
    };
    let chips = move || {
        let all = all.get().into_iter();
        let chosen = desk.filters.with(|f| f.dimension.clone());
        let shown = all.filter(|(id, _, n)| *n > 0 || chosen.as_deref() == Some(&**id));
        let shown = shown.map(|(id, name, n)| chip(Some(id.to_string()), name, Some(n)));
        view! {
            {chip(None, t().all().to_owned(), None)}
            {shown.collect_view()}
        }
    };
    let first = untrack(|| app.with_route(|r| r.param(SEARCH).map(str::to_owned)));
    let search = move |ev: web_sys::Event| {
        let words = event_target_value(&ev);
        app.set_param(SEARCH, Some(words.as_str()).filter(|w| !w.trim().is_empty()));
    };
    view! {
        <div class="toolbar" role="group" aria-label=move || t().review_filters()>
            <span class="toolbar__search">
                <Icon name="search" />
                <input
                    type="search"
                    data-list-search
                    data-testid="review-search"
                    aria-label=move || t().review_search()
                    placeholder=move || t().review_search()
                    value=first
                    on:input=search
                />
            </span>
            <span class="fchips fchips--scroll" role="group" aria-label=move || t().review_dimensions()>
                {chips}
            </span>
        </div>
    }
}
