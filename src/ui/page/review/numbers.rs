//! The numbers of the review, its dimensions and its search; each narrows the list.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::{line, use_desk};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::report::moves::Way;
use crate::domain::report::review::{Reviewed, is_reviewed};
use crate::domain::world::World;
use crate::state::review::moves::Look;
use crate::state::review_list::{ALL, DECIDED, Filters, IS_LOST, KIND, LOST, SEARCH, STATE, WAY, kind_key};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::{ColumnsMenu, Conditions, DimensionChips, SearchField, dimension_names};
use crate::ui::settings;
use crate::ui::text::{T, use_text};
use crate::ui::tone::way_icon;
use crate::ui::widget::{Check, Icon, Popover, Select};

/// How many moved, waiting, decided; each narrows the list.
#[component]
pub fn Numbers() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    // Who is lost, or is not, is asked for by the count of those who are.
    let narrow = move |key, value: Option<&str>| {
        let route = untrack(|| app.route());
        app.replace(route.with_param(LOST, None).with_param(key, value));
    };
    let way = move |which: Way| {
        let key = which.word();
        let on = move || desk.filters.with(|f| f.way == Some(which) && f.is_lost.is_none());
        let n = move || {
            desk.counts
                .with(|c| c.ways.get(which as usize).copied().unwrap_or_default())
        };
        view! {
            <button
                type="button"
                class="tally__item"
                aria-pressed=move || on().to_string()
                data-testid=format!("review-{key}")
                data-count=move || n().to_string()
                on:click=move |_| narrow(WAY, (!untrack(on)).then_some(key))
            >
                <span class="tally__label"><Icon name=way_icon(which) size=14 /> {move || t().way(which)}</span>
                <span class="tally__n">{move || format::count(n())}</span>
            </button>
        }
    };
    let way = move |which: Way| match which {
        Way::Down => view! { <div class="tally__pair">{way(which)} {of_the_lost()}</div> }.into_any(),
        _ => way(which).into_any(),
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
                on:click=move |_| narrow(STATE, value())
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

/// How many of those for the worse are of customers who are lost already: the others can still be acted on, and stand first. It opens
/// them.
fn of_the_lost() -> impl IntoView {
    let (t, app, desk) = (use_text(), use_app(), use_desk());
    let lost = Memo::new(move |_| desk.counts.with(|counts| counts.lost));
    let on = move || {
        desk.filters
            .with(|f| f.is_lost == Some(true) && f.way == Some(Way::Down))
    };
    let choose = move |_| {
        let wanted = |value| (!untrack(on)).then_some(value);
        let route = untrack(|| app.route()).with_param(LOST, wanted(IS_LOST));
        app.replace(route.with_param(WAY, wanted(Way::Down.word())));
    };
    view! {
        <Show when=move || lost.get() != 0>
            <button
                type="button"
                class="tally__note"
                aria-pressed=move || on().to_string()
                data-testid="review-lost"
                data-count=move || lost.get().to_string()
                on:click=choose
            >
                {move || t().review_of_lost(lost.get())}
            </button>
        </Show>
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
            let count = |f: &Filters| {
                desk.among
                    .with(|among| moves.as_ref().map_or(0, |moves| f.count(moves, among, id)))
            };
            desk.filters.with(count)
        };
        desk.moves.with(of)
    };
    let named = move |lang: Lang| {
        app.reviews
            .read(|look| {
                let mut all = dimension_names(&look.after.plan, lang);
                all.retain(|(id, _)| is_reviewed(&look.world.book, look.after, id));
                all
            })
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
            <Kinds />
            <Conditions page=desk />
            <Reviewing />
            <ColumnsMenu page=desk />
        </div>
    }
}

/// One kind of move, from a class to a class, or all.
#[component]
fn Kinds() -> impl IntoView {
    let t = use_text();
    let (app, desk) = (use_app(), use_desk());
    let options = Memo::new(move |before: Option<&Vec<(String, String)>>| {
        let (t, lang) = (t(), app.lang.get());
        let kinds = |look: Look| -> Vec<(String, String)> {
            let of = |f: &Filters| desk.among.with(|among| f.kinds(look.moves, among));
            let named = |(item, n): (&Reviewed, usize)| {
                let said = line(&look, item, lang)?;
                let words = t.review_kind(&said.dimension, &said.from.name, &said.to.name, format::count(n));
                Some((kind_key(item), words))
            };
            desk.filters.with(of).into_iter().filter_map(named).collect()
        };
        let every = (String::new(), t.review_every_kind().to_owned());
        match app.reviews.read(kinds) {
            Some(kinds) => std::iter::once(every).chain(kinds).collect(),
            None => before.cloned().unwrap_or_else(|| vec![every]),
        }
    });
    // A kind of which all are decided is no kind to look at any more.
    Effect::new(move |before: Option<Vec<String>>| {
        let kinds: Vec<String> = options.with(|all| all.iter().map(|(kind, _)| kind.clone()).collect());
        let chosen = desk.filters.with_untracked(|f| f.kind.clone());
        if let (Some(before), Some(chosen)) = (before, chosen)
            && before.contains(&chosen)
            && !kinds.contains(&chosen)
        {
            app.set_param(KIND, None);
        }
        kinds
    });
    let value = move || desk.filters.with(|f| f.kind.clone().unwrap_or_default());
    let choose = move |kind: String| app.set_param(KIND, Some(kind.as_str()).filter(|kind| !kind.is_empty()));
    view! {
        <Select
            id="review-kind"
            label=move || t().review_kinds()
            options=options
            value=Signal::derive(value)
            on_change=Callback::new(choose)
            small=true
        />
    }
}

/// Which dimensions are reviewed: a setting of the book.
#[component]
fn Reviewing() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let open = RwSignal::new(false);
    let all = Memo::new(move |_| {
        let lang = app.lang.get();
        let named = |world: &World| -> Vec<(String, String, bool)> {
            let all = dimension_names(&world.evaluation.plan, lang).into_iter();
            all.map(|(id, name)| {
                let on = world.book.head.settings.reviews(&id);
                (id, name, on)
            })
            .collect()
        };
        app.session.read(named).unwrap_or_default()
    });
    let turn = move |id: String, on: bool| {
        let mut off: Vec<Text> = all.with_untracked(|all| {
            let off = all.iter().filter(|(_, _, on)| !on);
            off.map(|(id, ..)| Text::from(id.as_str())).collect()
        });
        off.retain(|other| **other != *id);
        if !on {
            off.push(id.into());
        }
        if let Some(command) = settings::changed(app, |settings| settings.not_reviewed = Some(off)) {
            app.session.dispatch(command);
        }
    };
    let row = move |(id, name, on): (String, String, bool)| {
        let mark = format!("reviews-{id}");
        view! {
            <li class="colpick__row" data-testid=mark>
                <Check text=name on=on on_change=Callback::new(move |on| turn(id.clone(), on)) />
            </li>
        }
    };
    view! {
        <Popover
            open=open
            title=move || t().review_which()
            button=move || view! { <Icon name="sliders" /> {move || t().review_which()} }
            end=true
        >
            <p class="small muted">{move || t().review_which_help()}</p>
            <ul class="colpick">
                <For each=move || all.get() key=Clone::clone children=row />
            </ul>
        </Popover>
    }
}
