//! Birthdays beside which a column says that they are kept by the lunar calendar: whether the days that stand there are of that one, or were turned into
//! the common one, only the person knows. In tables of our own they were.

use std::borrow::Cow;

use super::Wanted;
use super::column::ReadColumn;
use crate::domain::fold::alike;
use crate::exchange::grid::Cell;
use crate::exchange::layout::TableRow;
use crate::exchange::values::{Answer, Ask, Question, RowDay, as_lunar, is_lunar_day};

/// So many rows stand with the question.
const EXAMPLES: usize = 5;

/// Birthdays, each with the field that says by which calendar it is kept.
const CALENDARS: [(&str, &str); 2] = [
    ("birthday", "birthday_lunar"),
    ("contact.birthday", "contact.birthday_lunar"),
];

/// The field that says by which calendar a birthday is kept.
pub(super) fn calendar_of(birthday: &str) -> Option<&'static str> {
    CALENDARS
        .iter()
        .find(|(own, _)| *own == birthday)
        .map(|(_, calendar)| *calendar)
}

/// The place among the columns of the one that says the calendar of a birthday, where it is headed in other words than ours.
pub(super) fn beside(columns: &[ReadColumn], birthday: &ReadColumn) -> Option<usize> {
    let key = calendar_of(birthday.field.as_ref()?.key)?;
    let is_foreign = |read: &ReadColumn| {
        let label = read.field.as_ref().map(|field| &field.label);
        label.is_some_and(|label| !alike(&label.zh, &read.heading) && !alike(&label.en, &read.heading))
    };
    columns.iter().position(|read| read.is_of(key) && is_foreign(read))
}

/// Whether a row says by that column that its birthday is a lunar one, and its cell does not say so itself.
fn is_said(columns: &[ReadColumn], calendar: usize, read: &ReadColumn, row: &TableRow, wanted: &Wanted) -> bool {
    let said = |calendar: &ReadColumn| calendar.said(&wanted.cell(row, calendar.column), RowDay::Unsaid);
    let is_lunar = columns.get(calendar).and_then(said).as_deref() == Some("yes");
    let shown = || wanted.cell(row, read.column).shown();
    is_lunar && !is_lunar_day(&shown()) && as_lunar(&shown()).is_some()
}

/// The cell of a row, said to be lunar where its column's days are.
pub(super) fn cell<'r>(columns: &[ReadColumn], read: &ReadColumn, row: &'r TableRow, wanted: &Wanted) -> Cow<'r, Cell> {
    let own = wanted.cell(row, read.column);
    // Asked of every cell.
    match read.calendar {
        Some(calendar)
            if read.is_answered(&Answer::LunarDays(true)) && is_said(columns, calendar, read, row, wanted) =>
        {
            as_lunar(&own.shown()).map_or(own, |said| Cow::Owned(Cell::text(&said)))
        }
        _ => own,
    }
}

/// Whether a cell waits for what is said of such days.
pub(super) fn waits(columns: &[ReadColumn], read: &ReadColumn, row: &TableRow, wanted: &Wanted) -> bool {
    let Some(calendar) = read.calendar else { return false };
    let mut answers = [true, false].map(Answer::LunarDays).into_iter();
    !answers.any(|answer| read.is_answered(&answer)) && is_said(columns, calendar, read, row, wanted)
}

/// Asks of which calendar the days of a column are.
pub(super) fn question<'t>(
    columns: &[ReadColumn],
    read: &ReadColumn,
    rows: impl Iterator<Item = &'t TableRow>,
    wanted: &Wanted,
) -> Option<Question> {
    let open = rows.filter(|row| waits(columns, read, row, wanted));
    let said = open.map(|row| (row.at, wanted.cell(row, read.column).shown()));
    let examples: Vec<(u32, String)> = said.take(EXAMPLES).collect();
    (!examples.is_empty()).then(|| Question::new(read.column, Ask::LunarDays, examples))
}
