//! The list in files and on paper.

use crate::state::live::*;
use leptos::html;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;

use super::desk::{Desk, Line};
use crate::state::files;
use crate::ui::text::T;

fn heads(t: T) -> [&'static str; 8] {
    [
        t.review_col_customer(),
        t.review_col_dimension(),
        t.disagree_hand(),
        t.disagree_rules(),
        t.disagree_col_since(),
        t.disagree_col_until(),
        t.disagree_col_why(),
        t.disagree_col_by(),
    ]
}

fn texts(line: Line) -> Vec<String> {
    vec![
        line.name,
        line.dimension,
        line.hand.name,
        line.ruled.name,
        line.since,
        line.until,
        line.reason,
        line.by,
    ]
}

fn rows(desk: Desk) -> Vec<Vec<String>> {
    let picked = desk.picked_places();
    let all = desk.rows.get_untracked();
    let places = if picked.is_empty() { &all[..] } else { &picked };
    desk.lines(places).into_iter().map(texts).collect()
}

/// Hands the rows selected, or all shown, to the user as a table for spreadsheets.
pub fn export(desk: Desk) {
    let t = T(desk.app.lang.get_untracked());
    files::export_list(desk.app, t.disagree_file(), &heads(t).map(str::to_owned), &rows(desk));
}

/// Where the table stands while the browser prints. It is made in the event itself: the browser does not wait for effects.
pub fn print_area(desk: Desk) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let made = StoredValue::new_local(None);
    on_window_event("beforeprint", move |_| {
        if let Some(area) = area.get_untracked() {
            made.set_value(Some(mount_to(area.unchecked_into(), move || sheet(desk))));
        }
    });
    on_window_event("afterprint", move |_| made.set_value(None));
    view! { <div class="print-only" node_ref=area></div> }
}

fn sheet(desk: Desk) -> impl IntoView {
    let t = T(desk.app.lang.get_untracked());
    let head = heads(t).map(|text| view! { <th scope="col">{text}</th> });
    let row = |texts: Vec<String>| {
        view! { <tr>{texts.into_iter().map(|text| view! { <td>{text}</td> }).collect_view()}</tr> }
    };
    view! {
        <div class="letterhead">{desk.app.session.company.get_untracked()}</div>
        <div class="printmeta">
            <span>{t.disagreements_title()}</span>
            <span>{t.as_of_day(desk.app.as_of.get_untracked())}</span>
        </div>
        <table class="printlist">
            <thead>
                <tr>{head.into_iter().collect_view()}</tr>
            </thead>
            <tbody>{rows(desk).into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
