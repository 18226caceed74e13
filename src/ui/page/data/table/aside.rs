//! The rows of the sheet that are no records: sums, and the lines below the table. They are named, and each can be taken in after all.

use crate::state::live::*;

use super::desk::TableDesk;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::LinkButton;

/// The rows, folded; nothing where there are none.
#[component]
pub fn Aside() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let counts = Memo::new(move |_| {
        let of = table
            .layout
            .with(|l| l.as_ref().map(|l| (l.totals.len(), l.footers.len())));
        let (totals, footers) = of.unwrap_or_default();
        (totals, footers, table.taken_in.with(Vec::len))
    });
    let rows = Memo::new(move |_| {
        let aside = table
            .layout
            .with(|l| l.as_ref().map(|l| l.aside.clone()).unwrap_or_default());
        let mut rows: Vec<(u32, String)> = aside.into_iter().chain(table.taken_in.get()).collect();
        rows.sort_unstable();
        rows
    });
    let said = move || {
        let (t, (totals, footers, taken)) = (t(), counts.get());
        let parts = [
            (totals > 0).then(|| t.table_totals(totals)),
            (footers > 0).then(|| t.table_footers(footers)),
            (taken > 0).then(|| t.table_taken_in(taken)),
        ];
        format::clauses(parts.into_iter().flatten(), t.0)
    };
    let more = move || {
        let (totals, footers, taken) = counts.get();
        (totals + footers + taken).saturating_sub(rows.with(Vec::len))
    };
    let out = move || counts.with(|(totals, footers, _)| (totals + footers).to_string());
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <details class="sheetaside" data-testid="import-aside" data-rows=out>
                <summary>{said}</summary>
                <ul>
                    <For each=move || rows.get() key=Clone::clone children=|(at, text)| view! { <AsideRow at=at text=text /> } />
                </ul>
                <Show when=move || { more() > 0 }>
                    <p>{move || t().table_aside_more(more())}</p>
                </Show>
            </details>
        </Show>
    }
}

/// A row, with the way into the table, or out of it again.
#[component]
fn AsideRow(at: u32, text: String) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let is_taken = Memo::new(move |_| table.taken_in.with(|all| all.iter().any(|(row, _)| *row == at)));
    let own = StoredValue::new(text.clone());
    let words = move || {
        if is_taken.get() {
            t().table_take_out()
        } else {
            t().table_take_in()
        }
    };
    view! {
        <li data-at=at.to_string() data-taken=move || is_taken.get().to_string()>
            <small>{move || t().table_row_at(at)}</small>
            <span>{text}</span>
            <LinkButton
                text=words
                on_click=Callback::new(move |_| table.take_in(at, own.get_value(), !is_taken.get_untracked()))
            />
        </li>
    }
}
