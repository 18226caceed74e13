//! The cells of a row, which can be corrected where they stand.

use std::collections::HashSet;

use crate::state::live::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::desk::TableDesk;
use super::value::shown;
use crate::domain::field::Level;
use crate::exchange::plan::RowProblem;
use crate::state::sheets::ShownRow;
use crate::ui::focus;
use crate::ui::text::use_text;

/// The cells. A click, or Enter, opens one; the arrows go from one to the next.
#[component]
pub fn RowCells(
    row: ShownRow,
    /// The columns that are not imported.
    out: Memo<HashSet<usize>>,
    /// The columns that a question is open about.
    asked: Memo<HashSet<usize>>,
) -> impl IntoView {
    let t = use_text();
    let at = row.plan.at;
    let problems = row.plan.problems;
    let of = |place: usize| {
        let bad = problems.iter().filter(|problem| problem.level != Level::Warning);
        let own = bad.filter(|problem| problem.column == Some(place));
        own.cloned().collect::<Vec<RowProblem>>()
    };
    let first = (0..row.cells.len()).find(|place| !of(*place).is_empty()).unwrap_or(0);
    let editing = RwSignal::new(None::<usize>);
    let cell = |(place, text): (usize, String)| {
        let bad = of(place);
        let wrong = move || {
            let waits = |problem: &RowProblem| problem.waits(|column| asked.with(|asked| asked.contains(&column)));
            (!bad.is_empty()).then(|| if bad.iter().all(waits) { "asked" } else { "true" })
        };
        let content = move || {
            if editing.get() == Some(place) {
                return view! { <CellInput text=text.clone() at=at place=place editing=editing /> }.into_any();
            }
            let words = shown(t(), &text);
            let (name, title) = (words.clone(), words.clone());
            view! {
                <button
                    type="button"
                    class="sheetcell"
                    tabindex=if place == first { "0" } else { "-1" }
                    title=title
                    aria-label=move || t().table_cell(&name)
                    on:click=move |_| editing.set(Some(place))
                    on:keydown=step
                >
                    {words}
                </button>
            }
            .into_any()
        };
        view! {
            <td
                data-column=place.to_string()
                data-wrong=wrong
                data-out=move || out.with(|out| out.contains(&place)).then_some("true")
            >
                {content}
            </td>
        }
    };
    row.cells.into_iter().enumerate().map(cell).collect_view()
}

/// A cell that is being corrected.
#[component]
fn CellInput(text: String, at: u32, place: usize, editing: RwSignal<Option<usize>>) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let node = NodeRef::<leptos::html::Input>::new();
    let before = StoredValue::new(text.clone());
    next_frame(move || {
        if let Some(input) = node.try_get_untracked().flatten() {
            focus::on(&input);
            input.select();
        }
    });
    let typed = StoredValue::new(text.clone());
    let take = move || {
        let now = typed.try_get_value().unwrap_or_default();
        if before.try_update_value(|before| std::mem::replace(before, now.clone()) != now) == Some(true) {
            table.correct(at, place, now);
        }
    };
    // Who goes elsewhere in the midst of it has typed it all the same.
    on_cleanup(take);
    let end = move || {
        take();
        editing.try_set(None);
    };
    let key = move |ev: KeyboardEvent| match &*ev.key() {
        "Enter" if !ev.is_composing() => {
            ev.prevent_default();
            end();
        }
        "Escape" => {
            ev.stop_propagation();
            typed.set_value(before.get_value());
            editing.set(None);
        }
        _ => {}
    };
    view! {
        <input
            type="text"
            class="sheetcell"
            node_ref=node
            aria-label=move || t().table_correct()
            prop:value=text
            on:input=move |ev| {
                typed.set_value(event_target_value(&ev));
                table.desk.is_touched.set_value(true);
            }
            on:keydown=key
            on:blur=move |_| end()
        />
    }
}

/// Goes from cell to cell.
fn step(ev: KeyboardEvent) {
    let by: (i32, i32) = match &*ev.key() {
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        _ => return,
    };
    let Some(cell) = ev
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok()?.closest("td").ok()?)
    else {
        return;
    };
    let place: i32 = cell
        .get_attribute("data-column")
        .and_then(|place| place.parse().ok())
        .unwrap_or(0);
    let mut row = cell.parent_element();
    if by.0 != 0 {
        let beside = |row: web_sys::Element| {
            if by.0 > 0 {
                row.next_element_sibling()
            } else {
                row.previous_element_sibling()
            }
        };
        row = row.and_then(beside);
        while row
            .as_ref()
            .is_some_and(|row| row.class_list().contains("sheetrows__detail"))
        {
            row = row.and_then(beside);
        }
    }
    let next = row.and_then(|row| {
        row.query_selector(&format!("[data-column='{}'] .sheetcell", place + by.1))
            .ok()?
    });
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        ev.prevent_default();
        focus::on(&next);
    }
}
