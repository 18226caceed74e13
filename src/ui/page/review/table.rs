//! The moves: their numbers, filters, and the list.

use std::sync::Arc;

use crate::state::live::*;
use leptos::html;

use super::desk::use_desk;
use super::numbers::{Dimensions, Numbers};
use super::row::row;
use crate::domain::kind::Decision;
use crate::state::review_list::{Order, SORT};
use crate::state::route::Route;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, Grid, Icon, Kind};

/// The columns of the list.
const TEMPLATE: &str =
    "44px minmax(148px, 1.5fr) minmax(104px, .8fr) minmax(240px, 1.6fr) minmax(200px, 2.6fr) 104px 168px";
/// The sum of their least widths, px.
const LEAST: &str = "1008px";

/// The moves with their numbers and filters.
#[component]
pub fn Moves() -> impl IntoView {
    view! {
        <Numbers />
        <Dimensions />
        <List />
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
