//! Paper: what is printed of a page is made when the browser is about to print, and is gone afterwards.

use std::cell::Cell;

use crate::state::live::*;
use leptos::html;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;

use super::cell::ListLine;
use super::column::{ListColumn, Stand};
use super::page::ListPage;
use super::paper_fit::{PaperColumn, fitted};
use crate::state::App;
use crate::ui::format;
use crate::ui::text::T;

/// More rows than this nobody reads on paper, and the browser takes long to lay them out.
const MOST: usize = 2_000;

/// A table on paper.
#[derive(Clone, Debug, Default)]
pub struct PaperTable {
    /// The heads, and how their columns stand.
    pub heads: Vec<(String, Stand)>,
    /// The rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
    /// The line below.
    pub sum: Option<String>,
}

/// Asks the browser to print, after the click's own work is done.
pub fn print() {
    next_frame(|| {
        let _ = window().print();
    });
}

/// Where the sheet stands while the browser prints. It is made in the event itself: the browser does not wait for effects.
pub fn print_area(make: impl Fn() -> Option<AnyView> + 'static) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let made = StoredValue::new_local(None);
    on_window_event("beforeprint", move |_| {
        if let Some((area, sheet)) = area.get_untracked().zip(untrack(&make)) {
            made.set_value(Some(mount_to(area.unchecked_into(), move || sheet)));
        }
    });
    on_window_event("afterprint", move |_| made.set_value(None));
    view! { <div class="print-only" node_ref=area></div> }
}

thread_local! {
    /// How many pages are there that print a head of their own.
    static HEADS: Cell<usize> = const { Cell::new(0) };
}

/// Whose it is, what it is, and a remark at the right. Below the head of a page, what it is and the remark alone: a sheet says once whose it is.
pub fn letterhead(company: String, what: String, note: String) -> impl IntoView {
    view! {
        {(HEADS.get() == 0).then(|| view! { <div class="letterhead">{company}</div> })}
        {meta(what, note)}
    }
}

fn meta(what: String, note: String) -> impl IntoView {
    view! {
        <div class="printmeta">
            <span>{what}</span>
            <span>{note}</span>
        </div>
    }
}

/// The head of a page that is printed as it stands on the screen: it stands before all else that the page prints, and lists below it have none.
/// `says`, asked when it is printed: what the page is, and what narrows it, which follows the day.
pub fn head_area(app: App, says: impl Fn(T) -> (String, Vec<String>) + 'static) -> impl IntoView {
    HEADS.set(HEADS.get() + 1);
    on_cleanup(|| HEADS.set(HEADS.get().saturating_sub(1)));
    print_area(move || {
        let t = T(app.lang.get());
        let (what, narrowed) = says(t);
        let note = format::clauses(std::iter::once(t.as_of_day(app.as_of.get())).chain(narrowed), t.0);
        let company = app.session.company.get().unwrap_or_default();
        Some(view! { <div class="letterhead">{company}</div> {meta(what, note)} }.into_any())
    })
}

/// What stands on the screen, and what is printed in its place.
pub fn instead(screen: impl IntoView, make: impl Fn() -> Option<AnyView> + 'static) -> impl IntoView {
    view! {
        <div class="screen-only" style:display="contents">{screen}</div>
        {print_area(make)}
    }
}

/// A table, with the columns that the page has room for; those it has none for are named below it.
pub fn table(t: T, table: PaperTable) -> impl IntoView {
    let columns = fitted(&table.heads, &table.rows);
    let is_figure = |place: usize| table.heads.get(place).is_some_and(|(_, stand)| *stand == Stand::Figure);
    let class = |column: &PaperColumn| is_figure(column.place).then_some("num");
    let width = |column: &PaperColumn| view! { <col style:width=format!("{:.2}%", column.percent) /> };
    let head = |column: &PaperColumn| {
        let text = table.heads.get(column.place).map(|(text, _)| text.clone());
        view! { <th scope="col" class=class(column)>{text}</th> }
    };
    let row = |row: &Vec<String>| {
        let cell = |column: &PaperColumn| {
            let text = row.get(column.place).cloned();
            match column.place {
                0 => view! { <th scope="row">{text}</th> }.into_any(),
                _ => view! { <td class=class(column)>{text}</td> }.into_any(),
            }
        };
        view! { <tr>{columns.iter().map(cell).collect_view()}</tr> }
    };
    let is_out = |place: &usize| columns.iter().all(|column| column.place != *place);
    let out: Vec<&str> = (0..table.heads.len())
        .filter(is_out)
        .filter_map(|place| Some(&*table.heads.get(place)?.0))
        .collect();
    let note = (!out.is_empty()).then(|| t.print_left_out(format::list(out, t.0)));
    let sum = table.sum.as_ref().map(|sum| {
        view! {
            <tfoot>
                <tr>
                    <th scope="row" colspan=columns.len().to_string()>
                        {sum.clone()}
                    </th>
                </tr>
            </tfoot>
        }
    });
    view! {
        <table class="printlist">
            <colgroup>{columns.iter().map(width).collect_view()}</colgroup>
            <thead>
                <tr>{columns.iter().map(head).collect_view()}</tr>
            </thead>
            <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
            {sum}
        </table>
        {note.map(|note| view! { <p class="printnote">{note}</p> })}
    }
}

/// Where a list stands while the browser prints: the rows selected, or all shown.
pub fn list_area<P: ListPage>(page: P) -> impl IntoView {
    print_area(move || {
        Some(match page.is_read() {
            true => list_sheet(page).into_any(),
            false => unread_sheet(page).into_any(),
        })
    })
}

/// A list that is still being read says so: no rows, as a fact, would be wrong.
fn unread_sheet<P: ListPage>(page: P) -> impl IntoView {
    let app = page.list().app;
    let t = T(app.lang.get());
    letterhead(
        app.session.company.get().unwrap_or_default(),
        t.print_reading().to_owned(),
        t.as_of_day(app.as_of.get()),
    )
}

fn list_sheet<P: ListPage>(page: P) -> impl IntoView {
    let app = page.list().app;
    let t = T(app.lang.get());
    let rows = page.meant_rows();
    let (what, note) = page.paper(t, &rows);
    let mut columns = page.arranged(t.0);
    columns.retain(|(_, column)| column.place.paper);
    let head = |(_, column): &(usize, ListColumn)| (column.head().to_owned(), column.stand);
    let cell = |line: &ListLine, at: usize| line.0.get(at).map(|cell| cell.on_paper(t)).unwrap_or_default();
    let row = |line: ListLine| columns.iter().map(|(at, _)| cell(&line, *at)).collect();
    let lines = page.lines(rows.get(..MOST).unwrap_or(&rows), t.0);
    let list = PaperTable {
        heads: columns.iter().map(head).collect(),
        rows: lines.into_iter().map(row).collect(),
        sum: page.paper_sum(t, &rows),
    };
    let cut = (rows.len() > MOST).then(|| t.print_cut(format::count(MOST), format::count(rows.len())));
    let signs: Vec<_> = P::signs(t)
        .into_iter()
        .map(|sign| view! { <div>{sign}</div> })
        .collect();
    view! {
        {letterhead(app.session.company.get().unwrap_or_default(), what, note)}
        {table(t, list)}
        {cut.map(|note| view! { <p class="printnote">{note}</p> })}
        {(!signs.is_empty()).then(|| view! { <div class="signs">{signs}</div> })}
    }
}
