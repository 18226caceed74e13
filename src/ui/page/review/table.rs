//! The moves: their numbers, filters, and the list.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::desk::{Desk, Line, Told, dimensions, use_desk};
use crate::domain::kind::Decision;
use crate::domain::report::moves::Way;
use crate::state::review_list::{ALL, DECIDED, DIM, Order, SEARCH, SORT, STATE, WAY};
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::class_word::ClassWord;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Chip, EmptyState, Grid, Icon, Kind, Mark, MarkKind};

/// The columns of the list.
const TEMPLATE: &str =
    "44px minmax(148px, 1.5fr) minmax(84px, .8fr) minmax(196px, 1.4fr) minmax(220px, 3fr) 104px 168px";
/// The sum of their least widths, px.
const LEAST: &str = "964px";

/// The moves with their numbers and filters.
#[component]
pub fn Moves() -> impl IntoView {
    view! {
        <Numbers />
        <Dimensions />
        <List />
    }
}

/// How many moved, waiting, decided; each narrows the list.
#[component]
fn Numbers() -> impl IntoView {
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
fn Dimensions() -> impl IntoView {
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
    let first = untrack(|| app.with_route(|r| r.params().and_then(|p| p.get(SEARCH)).map(str::to_owned)));
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

#[component]
fn List() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let app = desk.app;
    let id_of = move |place| {
        let item = untrack(|| desk.at(place));
        let id = item.and_then(|item| {
            let id = app
                .session
                .peek(|w| w.book.customers.key_at(item.mover.slot).map(str::to_owned));
            Some(format!("{}/{}", id.flatten()?, item.dimension))
        });
        id.unwrap_or_default()
    };
    let open = move |place| {
        if let Some((chosen, _)) = desk.chosen(&[place]).pop() {
            app.go(Route::customer(&chosen.customer).with_param("why", Some(&chosen.dimension)));
        }
    };
    let again = move || desk.filters.with(|f| format!("{f:?}"));
    view! {
        <Grid
            label=move || t().review_list()
            rows=desk.rows
            columns=Signal::stored(7)
            template=Signal::stored(TEMPLATE.to_owned())
            least_width=Signal::stored(LEAST.to_owned())
            head=move || view! { <HeadRow /> }
            cells=Arc::new(move |place| row(desk, place).into_any())
            row_id=Arc::new(id_of)
            row_testid="review-row"
            picked=Arc::new(move |place| desk.is_picked(place))
            on_open=Callback::new(open)
            on_pick=Callback::new(move |place| desk.pick(place, false))
            start_again=Signal::derive(again)
            picking=Signal::stored(true)
        >
            <Message />
            <Bulk />
            <Foot />
        </Grid>
    }
}

#[component]
fn HeadRow() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let all = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let Some(all) = all.get() else { return };
        let (picked, count) = (desk.picked.with(|p| p.len()), desk.rows.with(|r| r.len()));
        all.set_checked(picked > 0 && picked == count);
        all.set_indeterminate(picked > 0 && picked < count);
    });
    let plain = move |col: &'static str, text: fn(T) -> &'static str| {
        view! {
            <div class="grid__cell" role="columnheader" data-col=col>
                {move || text(t())}
            </div>
        }
    };
    view! {
        <div class="grid__cell" role="columnheader" data-col="pick">
            <input
                type="checkbox"
                node_ref=all
                aria-label=move || t().review_select_all()
                on:change=move |ev| desk.pick_all(event_target_checked(&ev))
            />
        </div>
        <Sorted col="name" text=|t| t.review_col_customer() key="name" first=Order::Name(false) second=Order::Name(true) />
        {plain("dim", |t| t.review_col_dimension())}
        {plain("move", |t| t.review_col_move())}
        {plain("cause", |t| t.review_col_cause())}
        <Sorted
            col="amount"
            text=|t| t.review_col_purchase()
            key="-purchase"
            first=Order::Purchase(false)
            second=Order::Purchase(true)
        />
        {plain("decide", |t| t.review_col_decide())}
    }
}

/// A head that orders the list: once, the other way round, not.
#[component]
fn Sorted(
    col: &'static str,
    text: fn(T) -> &'static str,
    key: &'static str,
    first: Order,
    second: Order,
) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let order = move || desk.filters.with(|f| f.order);
    let other = match key.strip_prefix('-') {
        Some(rest) => rest.to_owned(),
        None => format!("-{key}"),
    };
    let sort = move |_| {
        let next = match untrack(order) {
            now if now == first => Some(other.as_str()),
            now if now == second => None,
            _ => Some(key),
        };
        desk.app.set_param(SORT, next);
    };
    let descending = move || match order() {
        now if now == first => Some(key.starts_with('-')),
        now if now == second => Some(!key.starts_with('-')),
        _ => None,
    };
    let state = move || match descending() {
        None => "none",
        Some(true) => "descending",
        Some(false) => "ascending",
    };
    let icon = move || descending().map(|d| view! { <Icon name=if d { "arrow-down" } else { "arrow-up" } /> });
    let class = if col == "amount" {
        "grid__cell num"
    } else {
        "grid__cell"
    };
    view! {
        <div class=class role="columnheader" data-col=col aria-sort=state>
            <button type="button" class="grid__sort" on:click=sort>
                {move || text(t())}
                {icon}
            </button>
        </div>
    }
}

fn row(desk: Desk, place: u32) -> impl IntoView {
    let data = desk.line(place);
    move || data.get().map(|line| cells(desk, place, line))
}

fn cells(desk: Desk, place: u32, line: Line) -> AnyView {
    let Line {
        name,
        href,
        dimension,
        from,
        to,
        way,
        cause,
        purchase,
        decided,
    } = line;
    let (pick_name, pick_dim, full_name) = (name.clone(), dimension.clone(), name.clone());
    let waits = decided.is_none();
    let (amount, exact) = purchase.unwrap_or_else(|| (desk.t().unknown().to_owned(), String::new()));
    let why = match &decided {
        Some(told) => told_words(desk.t(), told),
        None => cause,
    };
    let title = why.join("\n");
    let decision = match decided {
        Some(told) => decided_cell(told),
        None => buttons(desk, place, &name),
    };
    view! {
        <div class="grid__cell" role="gridcell" data-col="pick">
            <label class="grid__pick">
                <input
                    type="checkbox"
                    tabindex="-1"
                    disabled=!waits
                    aria-label=move || desk.t().review_select_one(&pick_name, &pick_dim)
                    prop:checked=move || desk.is_picked(place)
                    on:click=move |ev| desk.pick(place, ev.shift_key())
                />
            </label>
        </div>
        <div class="grid__cell" role="rowheader" data-col="name" title=full_name>
            <a href=href>{name}</a>
        </div>
        <div class="grid__cell soft" role="gridcell" data-col="dim">{dimension}</div>
        <div class="grid__cell" role="gridcell" data-col="move">{moved(desk.t(), from, to, way)}</div>
        <div class="grid__cell" role="gridcell" data-col="cause" title=title>
            {why.into_iter().map(|phrase| view! { <span>{phrase}</span> }).collect_view()}
        </div>
        <div class="grid__cell num" role="gridcell" data-col="amount" data-unit=desk.t().wan() title=exact>{amount}</div>
        <div class="grid__cell" role="gridcell" data-col="decide">{decision}</div>
    }
    .into_any()
}

/// Two chips with the way between them.
pub fn moved(t: T, from: ClassWord, to: ClassWord, way: Way) -> impl IntoView {
    let said = t.review_moved_from(&from.name, &to.name);
    let (icon, word) = match way {
        Way::Up => ("arrow-up", t.review_up()),
        Way::Down => ("arrow-down", t.review_down()),
    };
    view! {
        <span class="move" data-way=icon>
            <span class="visually-hidden">{word} " " {said}</span>
            <span class="move__pair" aria-hidden="true">
                <Icon name=icon size=14 />
                <Chip dim=from.dimension.to_string() rank=from.rank text=from.name />
                <Icon name="arrow-right" size=14 />
                <Chip dim=to.dimension.to_string() rank=to.rank text=to.name />
            </span>
        </span>
    }
}

fn told_words(t: T, told: &Told) -> Vec<String> {
    let action = (!told.action.is_empty()).then(|| t.review_decision_action(&told.action));
    let reason = Some(told.reason.clone()).filter(|reason| !reason.is_empty());
    reason.into_iter().chain(action).collect()
}

fn decided_cell(told: Told) -> AnyView {
    let kind = if told.held { MarkKind::Warn } else { MarkKind::Good };
    let icon = if told.held { "lock" } else { "check" };
    view! {
        <span class="verdict">
            <Mark text=told.word kind=kind icon=icon />
            <small>{told.day} " " {told.by}</small>
        </span>
    }
    .into_any()
}

fn buttons(desk: Desk, place: u32, name: &str) -> AnyView {
    let (confirm, hold) = (name.to_owned(), name.to_owned());
    view! {
        <span class="verdict">
            <Button
                text=move || desk.t().review_confirm()
                size="btn--small"
                attr:aria-label=move || desk.t().review_confirm_of(&confirm)
                attr:data-testid="review-confirm"
                on:click=move |_| desk.asked.set(Some((Decision::Confirm, vec![place])))
            />
            <Button
                text=move || desk.t().review_hold()
                kind=Kind::Quiet
                size="btn--small"
                attr:aria-label=move || desk.t().review_hold_of(&hold)
                attr:data-testid="review-hold"
                on:click=move |_| desk.asked.set(Some((Decision::Hold, vec![place])))
            />
        </span>
    }
    .into_any()
}

/// What stands in the place of the rows where there are none.
#[component]
fn Message() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let state = Memo::new(move |_| {
        let moves = desk.moves.with(|m| m.as_ref().map(|m| m.len()));
        let shown = desk.rows.with(|r| !r.is_empty());
        match (moves, shown) {
            (None, _) => 1,
            (_, true) => 0,
            (Some(0), _) => 2,
            _ if desk.counts.with(|c| c.waiting) == 0 && desk.filters.with(|f| f.decided == Some(false)) => 3,
            _ => 4,
        }
    });
    move || match state.get() {
        0 => ().into_any(),
        1 => view! {
            <div class="grid__msg" role="status">
                <div class="empty">
                    <p class="empty__title">{move || t().review_working()}</p>
                    <span class="skel" style:--w="40"></span>
                    <span class="skel" style:--w="30"></span>
                </div>
            </div>
        }
        .into_any(),
        2 => message(move || t().review_nobody(), move || t().review_nobody_help()),
        3 => message(move || t().review_all_done(), move || t().review_all_done_help()),
        _ => message(move || t().review_none_here(), || ""),
    }
}

fn message(
    title: impl Fn() -> &'static str + Send + Sync + 'static,
    text: impl Fn() -> &'static str + Send + Sync + 'static,
) -> AnyView {
    view! {
        <div class="grid__msg">
            <EmptyState title=title text=text />
        </div>
    }
    .into_any()
}

/// What can be done to the moves selected.
#[component]
fn Bulk() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let ask = move |decision| desk.asked.set(Some((decision, desk.picked_places())));
    view! {
        <Show when=move || desk.picked.with(|p| !p.is_empty())>
            <div class="bulk" role="toolbar" aria-label=move || t().for_selected()>
                <span class="bulk__n" role="status">
                    {move || t().review_selected(desk.picked.with(|p| p.len()))}
                </span>
                <Button
                    text=move || t().review_confirm()
                    kind=Kind::Quiet
                    icon="check"
                    size="btn--small"
                    attr:data-testid="review-confirm-all"
                    on:click=move |_| ask(Decision::Confirm)
                />
                <Button
                    text=move || t().review_hold()
                    kind=Kind::Quiet
                    icon="lock"
                    size="btn--small"
                    attr:data-testid="review-hold-all"
                    on:click=move |_| ask(Decision::Hold)
                />
                <button type="button" class="btn btn--quiet btn--small bulk__end" on:click=move |_| desk.pick_all(false)>
                    {move || t().unselect()}
                    <kbd>"Esc"</kbd>
                </button>
            </div>
        </Show>
    }
}

#[component]
fn Foot() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let shown = move || desk.rows.with(|rows| rows.len());
    view! {
        <div class="count">
            <span role="status" data-testid="review-shown" data-count=move || shown().to_string()>
                {move || t().review_shown(shown())}
            </span>
            <Show when=move || desk.app.reviews.busy.get()>
                <span class="is-warn">{move || t().review_working()}</span>
            </Show>
            <span class="count__end count__rows">{move || t().review_keys()}</span>
        </div>
    }
}
