//! The list in files and on paper: what moved, why, what was decided; on paper with lines to sign.

use crate::state::live::*;
use leptos::html;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;

use super::desk::{Desk, Line};
use crate::domain::report::moves::Way;
use crate::state::files;
use crate::ui::format;
use crate::ui::text::T;

/// More rows than this nobody reads on paper.
const MOST: usize = 2_000;

fn way(t: T, line: &Line) -> String {
    match line.way {
        Way::Up => t.review_up(),
        Way::Down => t.review_down(),
    }
    .to_owned()
}

fn shown(desk: Desk) -> Vec<u32> {
    let picked = desk.picked_places();
    if picked.is_empty() {
        desk.rows.get_untracked().to_vec()
    } else {
        picked
    }
}

/// Hands the moves selected, or all shown, to the user as a table for spreadsheets.
pub fn export(desk: Desk) {
    let t = untrack(|| desk.t());
    let head = [
        t.review_col_customer(),
        t.review_col_dimension(),
        t.review_col_way(),
        t.review_col_before(),
        t.review_col_after(),
        t.review_col_cause(),
        t.review_col_purchase(),
        t.review_col_decide(),
        t.review_col_on(),
        t.review_col_by(),
        t.review_col_reason(),
        t.review_col_action(),
    ];
    let row = |line: Line| {
        let told = line.decided.clone();
        let told = |read: fn(crate::ui::page::review::desk::Told) -> String| told.clone().map(read).unwrap_or_default();
        let amount = line.purchase.as_ref().map(|(_, exact)| exact.replace(['¥', ','], ""));
        vec![
            line.name.clone(),
            line.dimension.clone(),
            way(t, &line),
            line.from.name.clone(),
            line.to.name.clone(),
            line.cause.join("; "),
            amount.unwrap_or_default(),
            told(|d| d.word),
            told(|d| d.day),
            told(|d| d.by),
            told(|d| d.reason),
            told(|d| d.action),
        ]
    };
    let rows: Vec<Vec<String>> = desk.lines(&shown(desk)).into_iter().map(row).collect();
    files::export_list(desk.app, t.review_list_file(), &head.map(str::to_owned), &rows);
}

/// Where the sheet stands while the browser prints. It is made in the event itself: the browser does not wait for effects.
pub fn print_area(desk: Desk, matrix: Memo<bool>) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let made = StoredValue::new_local(None);
    on_window_event("beforeprint", move |_| {
        let Some(area) = area.get_untracked().filter(|_| !matrix.get_untracked()) else {
            return;
        };
        let handle = mount_to(area.unchecked_into(), move || sheet(desk));
        made.set_value(Some(handle));
    });
    on_window_event("afterprint", move |_| made.set_value(None));
    view! { <div class="print-only" node_ref=area></div> }
}

fn sheet(desk: Desk) -> impl IntoView {
    let t = untrack(|| desk.t());
    let places = shown(desk);
    let cut = places.len() > MOST;
    let lines = desk.lines(&places[..places.len().min(MOST)]);
    let row = |line: Line| {
        let why = match &line.decided {
            Some(told) => format!("{} {} {} {} {}", told.word, told.day, told.by, told.reason, told.action),
            None => line.cause.join("; "),
        };
        view! {
            <tr>
                <th scope="row">{line.name.clone()}</th>
                <td>{line.dimension.clone()}</td>
                <td>{way(t, &line)} " " {line.from.name.clone()} " → " {line.to.name.clone()}</td>
                <td>{why}</td>
                <td class="num">{line.purchase.map(|(wan, _)| wan)}</td>
                <td class="paper__blank"></td>
            </tr>
        }
    };
    let heads = [
        t.review_col_customer(),
        t.review_col_dimension(),
        t.review_col_move(),
        t.review_col_cause(),
        t.review_col_purchase(),
        t.review_col_decide(),
    ];
    let head = heads.map(|text| view! { <th scope="col">{text}</th> });
    let note = cut.then(|| t.print_cut(format::count(MOST), format::count(places.len())));
    view! {
        <div class="letterhead">{desk.app.session.company.get_untracked()}</div>
        <div class="printmeta">
            <span>{t.review_printed(untrack(|| desk.occasion_words(t)))}</span>
            <span>{t.review_shown(places.len())}</span>
        </div>
        <table class="printlist">
            <thead>
                <tr>{head.into_iter().collect_view()}</tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
        {note.map(|note| view! { <p class="printnote">{note}</p> })}
        <div class="signs">
            <div>{t.review_sign_by()}</div>
            <div>{t.review_sign_day()}</div>
        </div>
    }
}
