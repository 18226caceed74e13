//! The table: head, rows, what stands over and below them.

use std::sync::Arc;

use crate::state::live::*;
use leptos::html;

use super::bulk::Bulk;
use super::cells::{self, Cell, Row};
use super::columns::{self, Shown};
use super::list::{List, default_sort, use_list};
use super::message::Message;
use crate::domain::columns::count_bits;
use crate::state::list::Column;
use crate::state::query::Sort;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Grid, Icon, LinkButton};

/// The table.
#[component]
pub fn Table() -> impl IntoView {
    let list = use_list();
    let t = use_text();
    let session = list.app.session;
    let columns = Memo::new(move |_| {
        let lang = list.app.lang.get();
        let read = |world: &crate::domain::world::World| {
            let plan = &world.evaluation.plan;
            let shown = list.columns.with(|keys| columns::shown(plan, lang, keys));
            let widths = columns::widths(plan, lang, &shown);
            (Arc::new(shown), widths)
        };
        session.read(read).unwrap_or_default()
    });
    let shown = Signal::derive(move || columns.with(|(shown, _)| shown.clone()));
    let least = Signal::derive(move || columns.with(|(_, (_, px))| format!("{px}px")));
    let open = move |slot| {
        if let Some(id) = session
            .peek(|w| w.book.customers.at(slot).map(|c| c.id.clone()))
            .flatten()
        {
            list.app.go(Route::customer(&id));
        }
    };
    let id_of = move |slot| {
        let id = session.peek(|w| w.book.customers.key_at(slot).map(str::to_owned));
        id.flatten().unwrap_or_default()
    };
    view! {
        <Grid
            label=move || t().customers_title()
            rows=list.rows
            columns=Signal::derive(move || shown.with(|s| s.len()) + 1)
            template=Signal::derive(move || columns.with(|(_, (template, _))| template.clone()))
            least_width=least
            head=move || view! { <Head shown=shown /> }
            cells=Arc::new(move |slot| row(list, shown, slot).into_any())
            row_id=Arc::new(id_of)
            row_testid="customer-row"
            picked=Arc::new(move |slot| list.is_picked(slot))
            on_open=Callback::new(open)
            on_pick=Callback::new(move |slot| list.pick(slot, false))
            start_again=Signal::derive(move || list.narrowed_by())
            visible=list.visible
            picking=list.picking
            place=list.place
        >
            <Message />
            <Bulk />
            <CountLine />
        </Grid>
    }
}

/// The cells of a row. They are drawn anew only when what they say has changed.
fn row(list: List, shown: Signal<Arc<Vec<Shown>>>, slot: u32) -> impl IntoView {
    let data = Memo::new(move |_| {
        let lang = list.app.lang.get();
        let read = |world: &_| shown.with(|shown| cells::row(world, lang, shown, slot));
        list.app.session.read(read).flatten()
    });
    move || {
        let row = data.get()?;
        let pick = pick_cell(list, slot, &row);
        let shown = shown.get_untracked();
        let href = Route::customer(&row.id).to_hash();
        let cells = row.cells.into_iter().zip(shown.iter());
        let cells = cells.map(|(cell, shown)| body_cell(cell, shown, &href)).collect_view();
        Some(view! {
            {pick}
            {cells}
        })
    }
}

fn pick_cell(list: List, slot: u32, row: &Row) -> impl IntoView + use<> {
    let name = row.name.clone();
    view! {
        <div class="grid__cell" role="gridcell" data-col="pick">
            <label class="grid__pick">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || list.t().select_one(&name)
                    prop:checked=move || list.is_picked(slot)
                    on:click=move |ev| list.pick(slot, ev.shift_key())
                />
            </label>
        </div>
    }
}

fn body_cell(cell: Cell, shown: &Shown, href: &str) -> AnyView {
    let key = shown.key.to_string();
    let title = cell.title();
    if shown.column == Column::Name {
        let href = href.to_owned();
        return view! {
            <div class="grid__cell" role="rowheader" data-col=key title=title>
                <a href=href>{cell.view()}</a>
            </div>
        }
        .into_any();
    }
    let class = match shown.column {
        Column::Number(_) => "grid__cell num",
        Column::Word(_) | Column::Contact => "grid__cell soft",
        _ => "grid__cell",
    };
    let unit = match cell {
        Cell::Amount { unit, .. } => Some(unit),
        _ => None,
    };
    // The class of the style sheet's cell of tags.
    let key = if shown.column == Column::Tags {
        "tags".to_owned()
    } else {
        key
    };
    view! {
        <div class=class role="gridcell" data-col=key data-unit=unit title=title>
            {cell.view()}
        </div>
    }
    .into_any()
}

#[component]
fn Head(shown: Signal<Arc<Vec<Shown>>>) -> impl IntoView {
    let list = use_list();
    let all = NodeRef::<html::Input>::new();
    let count = move || list.rows.with(|rows| rows.len());
    Effect::new(move |_| {
        let Some(all) = all.get() else { return };
        let (picked, count) = (list.picked_count.get(), count());
        all.set_checked(picked > 0 && picked == count);
        all.set_indeterminate(picked > 0 && picked < count);
    });
    view! {
        <div class="grid__cell" role="columnheader" data-col="pick">
            <input
                type="checkbox"
                node_ref=all
                aria-label=move || list.t().select_all_shown()
                on:change=move |ev| list.pick_all(event_target_checked(&ev))
            />
        </div>
        {move || {
            let head = |shown: &Shown| head_cell(list, shown);
            shown.get().iter().map(head).collect_view()
        }}
    }
}

/// The order that a first click on a column's head gives.
fn descending_first(column: Column) -> bool {
    matches!(column, Column::Number(_) | Column::Day(_))
}

fn head_cell(list: List, shown: &Shown) -> impl IntoView + use<> {
    let Shown { key, column, head, .. } = shown.clone();
    let descending_first = descending_first(column);
    let class = if shown.is_number {
        "grid__cell num"
    } else {
        "grid__cell"
    };
    let own_key = key.clone();
    let state = move || -> Option<bool> {
        let of = |sort: &Sort| (*sort.column == *own_key).then_some(sort.descending);
        list.query
            .with(|q| q.sort.as_ref().map_or_else(|| of(&default_sort()), of))
    };
    let icon_state = state.clone();
    let sort_key = key.clone();
    let sort = move |_| {
        list.change(|query| {
            // The default order is shown at its head too: a click there turns it round.
            query.sort.get_or_insert_with(default_sort);
            query.sort_by(&sort_key, descending_first);
        });
    };
    let col = if column == Column::Tags {
        "tags".to_owned()
    } else {
        key.to_string()
    };
    view! {
        <div
            class=class
            role="columnheader"
            data-col=col
            aria-sort=move || match state() {
                None => "none",
                Some(true) => "descending",
                Some(false) => "ascending",
            }
        >
            <button type="button" class="grid__sort" on:click=sort>
                {head}
                {move || {
                    icon_state()
                        .map(|descending| {
                            view! { <Icon name=if descending { "arrow-down" } else { "arrow-up" } /> }
                        })
                }}
            </button>
        </div>
    }
}

/// Stands for a figure in words that are made before it is set.
const MARK: &str = "\u{1}";

/// A figure that stands out of its words, which have [`MARK`] in its place.
fn figure(words: &str, figure: String) -> impl IntoView + use<> {
    let (before, after) = words.split_once(MARK).unwrap_or((words, ""));
    view! {
        {before.to_owned()}
        <b>{figure}</b>
        {after.to_owned()}
    }
}

/// How many are shown, what they buy, which rows are in sight.
#[component]
fn CountLine() -> impl IntoView {
    let list = use_list();
    let t = use_text();
    let shown = Memo::new(move |_| list.found.with(count_bits));
    let all = move || list.app.session.customer_count.get().unwrap_or_default();
    let sum = move || figure(&t().purchase_sum(MARK), format::wan_unit(list.purchases.get(), t().0));
    let in_sight = move || {
        let (first, last) = list.visible.get();
        (last > 0).then(|| t().rows_in_sight(format::count(first), format::count(last)))
    };
    let is_here = move || list.app.session.customer_count.get().is_some();
    let count = move || {
        let (shown, all) = (shown.get(), all());
        if list.query.with(|q| q.is_narrowed()) {
            figure(&t().count_of(MARK, format::count(all)), format::count(shown)).into_any()
        } else {
            t().count_all(all).into_any()
        }
    };
    let count = move || {
        view! {
            <span data-testid="customer-count" data-count=move || shown.get().to_string() role="status">
                {count}
            </span>
        }
    };
    let has_rows = move || shown.get() > 0;
    view! {
        <div class="count">
            <Show when=is_here>{count}</Show>
            <Show when=has_rows>
                <span class="count__sum">{sum}</span>
                <span class="tagkey" data-by="rule">
                    {move || t().tags_by_rule()}
                </span>
                <span class="tagkey" data-by="person">
                    {move || t().tags_by_person()}
                </span>
                <span class="count__end">
                    <span class="count__rows">{in_sight}</span>
                    <Picking />
                </span>
            </Show>
        </div>
    }
}

/// On phones: shows the boxes, or puts them away with the selection.
#[component]
fn Picking() -> impl IntoView {
    let list = use_list();
    let t = use_text();
    let word = move || {
        if list.picking.get() {
            t().stop_selecting()
        } else {
            t().select()
        }
    };
    let toggle = move |_| {
        list.picking.update(|on| *on = !*on);
        if !list.picking.get_untracked() {
            list.pick_all(false);
        }
    };
    view! {
        <span class="count__pick">
            <LinkButton text=word on:click=toggle />
        </span>
    }
}
