//! The list on screen: head, rows, what stands over and below them.

use std::sync::Arc;

use crate::state::live::*;
use leptos::html;

use super::actions::BulkBar;
use super::cell::ListLine;
use super::column::{HeadSort, ListColumn, fitting, next_sort, widths};
use super::draw;
use super::grid::Grid;
use super::page::ListPage;
use super::picks::Whole;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Icon, LinkButton};

/// The columns on screen, with the place of their cells.
type Columns = Memo<Arc<Vec<(usize, ListColumn)>>>;

/// The list.
#[component]
pub fn ListTable<P: ListPage>(
    page: P,
    /// What stands in the place of the rows where there are none.
    #[prop(into)]
    message: ViewFn,
    /// What stands in the bulk bar before its actions.
    #[prop(optional, into)]
    bulk: Option<ViewFn>,
    /// How many are shown, where it takes more than a number.
    #[prop(optional, into)]
    counted: Option<ViewFn>,
    /// What the count line says besides.
    #[prop(optional, into)]
    more: Option<ViewFn>,
) -> impl IntoView {
    let t = use_text();
    let list = page.list();
    page.follow();
    let room = RwSignal::new(0);
    let is_chosen = move || {
        let lists = list.app.list_columns;
        lists.with(|lists| lists.get(P::WORDS.row_mark).is_some_and(|chosen| !chosen.is_empty()))
    };
    let columns: Columns = Memo::new(move |_| {
        let mut columns = page.arranged(list.app.lang.get());
        columns.retain(|(_, column)| column.place.screen);
        Arc::new(match P::HAS_WAYS {
            true => fitting(columns, room.get(), is_chosen()),
            false => columns,
        })
    });
    let widths = Memo::new(move |_| columns.with(|all| widths(all.iter().map(|(_, column)| column.width))));
    let nothing = Memo::new(move |_| page.rows().is_empty());
    let open = move |row| {
        let lang = list.app.lang.get_untracked();
        if let Some(line) = page.lines(&[row], lang).pop() {
            list.app.go(Route::parse(line.href()));
        }
    };
    view! {
        <Grid
            list=list
            label=move || (P::WORDS.label)(t())
            columns=Signal::derive(move || columns.with(|all| all.len()) + 1)
            template=Signal::derive(move || widths.with(|(template, _)| template.clone()))
            least_width=Signal::derive(move || widths.with(|(_, px)| *px))
            room=room
            head=move || view! { <ListHead page=page columns=columns /> }
            cells=Arc::new(move |row| self::row(page, columns, row).into_any())
            row_id=Arc::new(move |row| page.id(row))
            row_testid=P::WORDS.row_mark
            picked=Arc::new(move |row| page.is_picked(row))
            on_open=Callback::new(open)
            on_pick=Callback::new(move |(row, range)| page.pick(row, range))
            start_again=Signal::derive(move || page.again())
            picking=Signal::derive(move || P::ALWAYS_PICKS || list.picking.get())
        >
            <Show when=move || nothing.get()>
                <div class="grid__msg">{message.run()}</div>
            </Show>
            <BulkBar page=page more=bulk />
            <CountLine page=page counted=counted more=more />
        </Grid>
    }
}

/// The cells of a row. They are drawn anew only when what they say has changed; while it is worked out, they keep their words.
fn row<P: ListPage>(page: P, columns: Columns, row: Signal<u32>) -> impl IntoView {
    let list = page.list();
    let line = Memo::new(move |before: Option<&Option<ListLine>>| {
        let now = page.line(row.get(), list.app.lang.get());
        now.or_else(|| before.cloned().flatten())
    });
    move || {
        let line = line.get()?;
        let (columns, name) = (columns.get(), line.name().to_owned());
        let cell = |(at, column): &(usize, ListColumn)| {
            let cell = line.0.get(*at).cloned()?;
            Some(draw::cell(page, row, &name, cell, column))
        };
        let cells = columns.iter().map(cell).collect_view();
        let pick = pick(page, row, line);
        Some(view! {
            {pick}
            {cells}
        })
    }
}

fn pick<P: ListPage>(page: P, row: Signal<u32>, line: ListLine) -> impl IntoView {
    let t = use_text();
    view! {
        <div class="grid__cell" role="gridcell" data-col="pick">
            <label class="grid__pick">
                <input
                    type="checkbox"
                    tabindex="-1"
                    disabled=move || !page.can_pick(row.get())
                    aria-label=move || (P::WORDS.select_one)(t(), &line)
                    prop:checked=move || page.is_picked(row.get())
                    on:click=move |ev| {
                        if let Some(row) = row.try_get_untracked() {
                            page.pick(row, ev.shift_key());
                        }
                    }
                />
            </label>
        </div>
    }
}

#[component]
fn ListHead<P: ListPage>(page: P, columns: Columns) -> impl IntoView {
    let t = use_text();
    let list = page.list();
    let all = NodeRef::<html::Input>::new();
    let pickable = Memo::new(move |_| page.rows().iter().filter(|row| page.can_pick(**row)).count());
    Effect::new(move |_| {
        let Some(all) = all.get() else { return };
        let whole = list.picks.try_with(|picks| picks.whole(pickable.get()));
        all.set_checked(whole == Some(Whole::All));
        all.set_indeterminate(whole == Some(Whole::Some));
    });
    view! {
        <div class="grid__cell" role="columnheader" data-col="pick">
            <input
                type="checkbox"
                node_ref=all
                aria-label=move || (P::WORDS.select_all)(t())
                on:change=move |ev| page.pick_all(event_target_checked(&ev))
            />
        </div>
        {move || columns.get().iter().map(|(_, column)| head_cell(page, column)).collect_view()}
    }
}

fn head_cell<P: ListPage>(page: P, column: &ListColumn) -> impl IntoView + use<P> {
    let (class, key, words) = (
        draw::class(column.stand),
        column.key.to_string(),
        column.head().to_owned(),
    );
    let Some(head) = column.sort.clone() else {
        return view! {
            <div class=class role="columnheader" data-col=key>
                {words}
            </div>
        }
        .into_any();
    };
    let state = {
        let key = head.key.clone();
        move || {
            page.sort()
                .or_else(P::own_sort)
                .filter(|sort| sort.column == key)
                .map(|sort| sort.descending)
        }
    };
    let icon = state.clone();
    let icon =
        move || icon().map(|descending| view! { <Icon name=if descending { "arrow-down" } else { "arrow-up" } /> });
    view! {
        <div
            class=class
            role="columnheader"
            data-col=key
            title=column.explained.clone()
            aria-sort=move || match state() {
                None => "none",
                Some(true) => "descending",
                Some(false) => "ascending",
            }
        >
            <button type="button" class="grid__sort" on:click=move |_| order(page, &head)>
                {words}
                {icon}
            </button>
        </div>
    }
    .into_any()
}

fn order<P: ListPage>(page: P, head: &HeadSort) {
    let now = untrack(|| page.sort());
    page.order_by(next_sort(now.as_ref(), P::own_sort().as_ref(), head));
}

/// How many are shown, what else there is to say, which rows are in sight.
#[component]
fn CountLine<P: ListPage>(page: P, counted: Option<ViewFn>, more: Option<ViewFn>) -> impl IntoView {
    let t = use_text();
    let list = page.list();
    let shown = Memo::new(move |_| page.rows().len());
    let is_here = move || list.app.session.customer_count.get().is_some() && page.is_read();
    let in_sight = move || {
        let (first, last) = list.visible.get();
        (last > 0).then(|| t().rows_in_sight(format::count(first), format::count(last)))
    };
    let count = move || match &counted {
        Some(counted) => counted.run(),
        None => (P::WORDS.shown)(t(), shown.get()).into_any(),
    };
    let count = StoredValue::new(Arc::new(count) as Arc<dyn Fn() -> AnyView + Send + Sync>);
    view! {
        <div class="count">
            <Show when=is_here>
                <span role="status" data-testid=P::WORDS.count_mark data-count=move || shown.get().to_string()>
                    {move || count.try_get_value().map(|count| count())}
                </span>
            </Show>
            {more.map(|more| more.run())}
            <Show when=move || { shown.get() > 0 }>
                <span class="count__end">
                    <span class="count__rows">{in_sight}</span>
                    <span class="count__rows">{move || (P::WORDS.keys)(t())}</span>
                    {(!P::ALWAYS_PICKS).then(|| view! { <Picking page=page /> })}
                </span>
            </Show>
        </div>
    }
}

/// On phones: shows the boxes, or puts them away with the selection.
#[component]
fn Picking<P: ListPage>(page: P) -> impl IntoView {
    let t = use_text();
    let list = page.list();
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
            list.clear();
        }
    };
    view! {
        <span class="count__pick">
            <LinkButton text=word on_click=Callback::new(toggle) />
        </span>
    }
}
