//! The list on paper: a plain table of the rows shown, made when the browser is about to print and gone afterwards.

use crate::state::live::*;
use leptos::html;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;

use super::cells::{self, Row};
use super::columns::{self, Shown};
use super::conditions::{condition_words, value_name};
use super::list::List;
use crate::domain::columns::has_bit;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::query::Query;
use crate::ui::format;
use crate::ui::text::T;

/// More rows than this nobody reads on paper, and the browser takes long to lay them out.
const MOST: usize = 2_000;

/// A print-out.
struct Sheet {
    company: String,
    what: String,
    as_of: String,
    columns: Vec<Shown>,
    rows: Vec<Row>,
    sum: String,
    note: Option<String>,
}

/// Asks the browser to print, after the click's own work is done.
pub fn print() {
    next_frame(|| {
        let _ = window().print();
    });
}

/// Where the table stands while the browser prints. It is made in the event itself: the browser does not wait for effects.
pub fn print_area(list: List) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let made = StoredValue::new_local(None);
    on_window_event("beforeprint", move |_| {
        let Some(area) = area.get_untracked() else { return };
        if let Some(sheet) = sheet(list) {
            let handle = mount_to(area.unchecked_into(), move || view(sheet));
            made.set_value(Some(handle));
        }
    });
    on_window_event("afterprint", move |_| made.set_value(None));
    view! { <div class="print-only" node_ref=area></div> }
}

fn sheet(list: List) -> Option<Sheet> {
    let (query, keys) = (list.query.get_untracked(), list.columns.get_untracked());
    let rows = list.rows.get_untracked();
    let lang = list.app.lang.get_untracked();
    let company = list.app.session.company.get_untracked().unwrap_or_default();
    // Where some are selected, those are meant.
    let picked = list.picked.get_untracked();
    let any = list.picked_count.get_untracked() > 0;
    let slots: Vec<u32> = rows
        .iter()
        .copied()
        .filter(|slot| !any || has_bit(&picked, *slot))
        .collect();
    list.app.session.peek(|world| {
        let t = T(lang);
        let columns = columns::shown(&world.evaluation.plan, lang, &keys);
        let set = if any { picked } else { list.found.get_untracked() };
        let sum = crate::state::list::purchases(world, &set);
        let cut = slots.len() > MOST;
        let shown = slots
            .iter()
            .take(MOST)
            .filter_map(|slot| cells::row(world, lang, &columns, *slot));
        Sheet {
            company,
            what: format!("{}{}", t.printed_list(slots.len()), conditions(world, lang, &query)),
            as_of: format!("{} {}", t.as_of(), format::day(world.evaluation.as_of)),
            rows: shown.collect(),
            columns,
            sum: t.purchase_sum(format::wan_unit(sum, lang)),
            note: cut.then(|| t.print_cut(format::count(MOST), format::count(slots.len()))),
        }
    })
}

/// The conditions in words.
fn conditions(world: &World, lang: Lang, query: &Query) -> String {
    let t = T(lang);
    let filter = |f: &crate::state::query::Filter| {
        let names = f.any_of.iter().map(|v| value_name(world, lang, &f.key, v));
        let values = format::list(names, lang);
        let kind = condition_words(t, f.not, &values);
        format!("{} {kind}", columns::label(&world.evaluation.plan, lang, &f.key))
    };
    let search = Some(query.search.trim())
        .filter(|s| !s.is_empty())
        .map(|s| t.printed_search(s));
    let all: Vec<String> = query.filters.iter().map(filter).chain(search).collect();
    if all.is_empty() {
        String::new()
    } else {
        t.printed_where(all.join("; "))
    }
}

fn view(sheet: Sheet) -> impl IntoView {
    let class = |shown: &Shown| shown.is_number.then_some("num");
    let head = |shown: &Shown| view! { <th scope="col" class=class(shown)>{shown.head.clone()}</th> };
    let head = sheet.columns.iter().map(head).collect_view();
    let columns = sheet.columns;
    let row = |row: Row| {
        let cells = row.cells.into_iter().zip(&columns).skip(1);
        let cells = cells.map(|(cell, shown)| view! { <td class=class(shown)>{cell.on_paper()}</td> });
        view! {
            <tr>
                <th scope="row">{row.name.to_string()}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    let rows = sheet.rows.into_iter().map(row).collect_view();
    view! {
        <div class="letterhead">{sheet.company}</div>
        <div class="printmeta">
            <span>{sheet.what}</span>
            <span>{sheet.as_of}</span>
        </div>
        <table class="printlist">
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row" colspan=columns.len().to_string()>
                        {sheet.sum}
                    </th>
                </tr>
            </tfoot>
        </table>
        {sheet.note.map(|note| view! { <p class="printnote">{note}</p> })}
    }
}
