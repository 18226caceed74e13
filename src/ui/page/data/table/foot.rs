//! The one press, and what it will do.

use crate::state::live::*;

use super::super::below::is_open;
use super::super::stages::ApplyButtons;
use super::desk::TableDesk;
use super::source::counted;
use super::tally::rows_of;
use crate::exchange::columns::{Mapping, Use};
use crate::exchange::plan::Counts;
use crate::state::sheets::Show as Sort;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::Button;

/// Whether the columns are as asked; tracked.
fn is_mapped(table: TableDesk, is: fn(&Mapping) -> bool) -> bool {
    table
        .wanted
        .with(|wanted| wanted.as_ref().is_some_and(|wanted| is(&wanted.mapping)))
}

/// Whether no column is taken for anything.
fn is_unmapped(mapping: &Mapping) -> bool {
    mapping.columns.iter().all(|mapped| mapped.used == Use::Out)
}

/// The foot.
#[component]
pub fn TableFoot() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let planned = move |read: fn(&crate::state::sheets::Planned) -> usize| {
        table
            .planned
            .with(|planned| planned.as_deref().map(read).unwrap_or_default())
    };
    let changes = move || planned(|p| p.changes);
    let left = move || planned(|p| p.counts.wrong + p.counts.asked);
    let counts = move || {
        table
            .planned
            .with(|p| p.as_deref().map_or_else(Counts::default, |p| p.counts))
    };
    let some = move || {
        let (t, n) = (t(), counts());
        let wrong = (n.wrong > 0).then(|| t.table_some_wrong(n.wrong));
        let asked = (n.asked > 0).then(|| t.table_some_asked(n.asked));
        format::clauses(wrong.into_iter().chain(asked), t.0)
    };
    let hides = move || table.hidden.get().is_none() && table.layout.with(|l| l.as_ref().is_some_and(|l| l.hidden > 0));
    let falls = Memo::new(move |_| table.planned.with(|p| p.as_deref().is_some_and(|p| is_open(&p.falls))));
    let open = move || planned(|p| p.questions.len()) + usize::from(hides()) + usize::from(falls.get());
    let blocked = Signal::derive(move || changes() == 0 || open() > 0 || table.planning.get());
    let why = move || match (open(), changes(), left()) {
        (1.., ..) => t().table_why_asked(open()),
        (0, 0, 0) if is_mapped(table, Mapping::is_of_report) => t().table_why_report().to_owned(),
        (0, 0, 0) if is_mapped(table, is_unmapped) => t().table_why_unmapped().to_owned(),
        (0, 0, 0) if counts().same == 0 => t().table_why_nothing().to_owned(),
        (0, 0, 0) => t().table_why_same().to_owned(),
        (0, 0, _) => t().table_why_none(some()),
        (0, _, 0) => t().table_why_undo().to_owned(),
        (0, ..) => t().table_why_left(some()),
    };
    let rows = move || planned(|p| rows_of(p, Sort::New) + rows_of(p, Sort::Changed));
    let words = move || {
        let (t, n) = (t(), counts());
        let subject = table
            .wanted
            .with(|wanted| wanted.as_ref().map(|wanted| wanted.mapping.subject));
        match (changes(), subject) {
            (0, _) | (_, None) => t.table_mode().to_owned(),
            (_, Some(subject)) => {
                let (records, rows) = (n.new + n.changed, rows());
                let what = counted(t, subject, records);
                // Several rows of one record: what the counts above say, and what is written, are two numbers.
                let what = if rows > records {
                    t.table_of_rows(rows, what)
                } else {
                    what
                };
                match n.brought {
                    0 => t.table_apply(what),
                    brought => t.table_apply_brings(what, t.customers(brought)),
                }
            }
        }
    };
    let problems = move || {
        view! {
            <Show when=move || { left() > 0 && open() == 0 }>
                <Button
                    text=move || t().table_problems(left())
                    icon="download"
                    attr:data-testid="import-problems"
                    on_click=Callback::new(move |_| table.save_problems())
                />
            </Show>
        }
    };
    let apply = Callback::new(move |()| table.apply());
    view! { <ApplyButtons why=why words=words blocked=blocked apply=apply beside=problems /> }
}
