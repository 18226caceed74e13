//! What is wrong with the file: where, what it says, what happens to it.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::ImportDesk;
use super::more::MoreRows;
use super::names;
use crate::domain::change::Kind as RecordKind;
use crate::domain::check::Level;
use crate::domain::field;
use crate::domain::unmeant::Unmeant;
use crate::state::files::{self, Issue, Opened};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, ColumnHead, Kind, Mark, MarkKind, table_head};

/// Rows shown first, and more at a click.
const FIRST: usize = 20;
const MORE: usize = 200;

/// The list; nothing where nothing is wrong.
#[component]
pub fn IssueTable(opened: Arc<Opened>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = ImportDesk::get();
    let shown = RwSignal::new(FIRST);
    let opened = StoredValue::new(opened);
    let total = Memo::new(move |_| opened.with_value(|o| o.issues.of(desk.mode.get()).count()));
    let note = move || {
        opened.with_value(|o| {
            let (t, errors) = (t(), o.issues.errors(desk.mode.get()));
            let counts = t.issues_note(format::count(errors), format::count(o.issues.warnings));
            let counts = match o.issues.questions(desk.mode.get()) {
                0 => counts,
                n => format::clauses([t.issues_asked(n), counts], t.0),
            };
            match o.issues.is_cut() {
                true => format::clauses([counts, t.issues_cut(format::count(total.get()))], t.0),
                false => counts,
            }
        })
    };
    let rows = move || {
        let t = t();
        opened.with_value(|o| {
            let (mode, unmeant) = desk.how();
            let issues = o.issues.of(mode).take(shown.get());
            issues.map(|issue| row(t, issue, o, unmeant)).collect_view()
        })
    };
    let save = move |_| opened.with_value(|o| files::export_issues(app, o, desk.mode.get_untracked()));
    view! {
        <Show when=move || total.get() != 0>
            <header class="panel__head panel__head--ruled">
                <h3 class="panel__title">{move || t().issues()}</h3>
                <span class="panel__note">{note}</span>
                <span class="panel__end">
                    <Button
                        text=move || t().save_issues()
                        kind=Kind::Quiet
                        size="btn--small"
                        icon="download"
                        on_click=Callback::new(save)
                    />
                </span>
            </header>
            <div class="table-wrap" tabindex="0" role="region" aria-label=move || t().issues()>
                <table class="table issue-table">
                    {table_head(HEADS)}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <MoreRows total=total shown=shown step=MORE />
        </Show>
    }
}

const HEADS: [ColumnHead; 6] = [
    (T::issue_record, false),
    (T::issue_line, true),
    (T::issue_field, false),
    (T::issue_found, false),
    (T::issue_what, false),
    (T::issue_do, false),
];

/// What the file says at the place. A record that is taken as it is has it still; nothing is said where nothing is known.
fn found(t: T, issue: &Issue, opened: &Opened) -> String {
    let taken = || {
        let customer = opened.incoming.book.customers.get(issue.id.as_deref()?)?;
        let field = field::find(issue.field.as_deref()?)?;
        Some(field::format(field.kind, &(field.get)(customer)))
    };
    let text = match (&issue.found, issue.level, issue.kind) {
        (Some(found), ..) => Some(found.clone()),
        (None, Level::Warning, Some(RecordKind::Customer)) => taken(),
        (None, Level::Warning | Level::Question, _) => None,
        (None, Level::Error, _) => Some(String::new()),
    };
    match text {
        Some(text) if text.trim().is_empty() => t.nothing_found().to_owned(),
        text => text.unwrap_or_default(),
    }
}

fn row(t: T, issue: &Issue, opened: &Opened, unmeant: Option<Unmeant>) -> impl IntoView + use<> {
    // Who hands customers over reads no file; who writes one looks for the place in it.
    let is_book = !opened.is_handover();
    let record = match (issue.kind, issue.row) {
        (Some(kind), Some(row)) => t.issue_row(names::kind(t, kind), format::count(row + 1)),
        (Some(kind), None) => names::kind(t, kind).to_owned(),
        _ => t.issue_head().to_owned(),
    };
    let name = issue.field.as_deref().map(|path| names::field(t, issue.kind, path));
    let found = found(t, issue, opened);
    let quoted = (!found.is_empty()).then(|| view! { <span class="quote">{found}</span> });
    let (kind, word) = match issue.level {
        Level::Error => (MarkKind::Risk, t.issue_skip()),
        Level::Warning => (MarkKind::Warn, t.issue_keep()),
        Level::Question => match unmeant {
            None => (MarkKind::Warn, t.issue_ask()),
            Some(Unmeant::Keep) => (MarkKind::Warn, t.issue_keep()),
            Some(Unmeant::LeaveOut) => (MarkKind::Warn, t.issue_leave()),
        },
    };
    view! {
        <tr>
            <th scope="row">
                {record} <small>{issue.id.clone()}</small>
            </th>
            <td class="num">{is_book.then(|| format!("{}:{}", issue.line, issue.column))}</td>
            <td>{name} {is_book.then(|| view! { " " <small title=issue.place()>{issue.place()}</small> })}</td>
            <td>{quoted}</td>
            <td>{t.label(&issue.message)}</td>
            <td>
                <Mark text=word kind=kind />
            </td>
        </tr>
    }
}
