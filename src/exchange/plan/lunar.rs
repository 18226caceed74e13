//! Birthdays beside which a column says that they are kept by the lunar calendar: whether the days that stand there are of that one, or were turned into
//! the common one, only the person knows. In tables of our own they were. Of a day in words that may be of either, the column is what says of which it is.

use std::borrow::Cow;

use super::Wanted;
use super::column::ReadColumn;
use crate::domain::field::{FieldKind, FieldValue, Typing, parse};
use crate::domain::fold::alike;
use crate::exchange::grid::Cell;
use crate::exchange::layout::TableRow;
use crate::exchange::values::{Answer, Ask, Question, RowDay, as_lunar, is_lunar_day, of_calendar};

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

/// The column that says by which calendar a birthday is kept.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// Its place among the columns.
    place: usize,
    /// It has a head of our own tables, whose days in figures are of the common calendar.
    is_ours: bool,
}

/// The column beside a birthday that says its calendar.
pub(super) fn beside(columns: &[ReadColumn], birthday: &ReadColumn) -> Option<Beside> {
    let key = calendar_of(birthday.field.as_ref()?.key)?;
    let is_ours = |read: &ReadColumn| {
        let label = read.field.as_ref().map(|field| &field.label);
        label.is_some_and(|label| alike(&label.zh, &read.heading) || alike(&label.en, &read.heading))
    };
    let all = columns.iter().enumerate().filter(|(_, read)| read.is_of(key));
    let all = all.map(|(place, read)| Beside {
        place,
        is_ours: is_ours(read),
    });
    all.min_by_key(|beside| beside.is_ours)
}

/// Whether a row says by that column that its birthday is a lunar one; nothing where it does not say.
fn says(columns: &[ReadColumn], beside: Beside, row: &TableRow, wanted: &Wanted) -> Option<bool> {
    let calendar = columns.get(beside.place)?;
    let said = calendar.said(&wanted.cell(row, calendar.column), RowDay::Unsaid)?;
    let typing = Typing {
        today: wanted.today,
        offset: &wanted.offset,
        clock: "",
    };
    match parse(FieldKind::Flag, &said, typing) {
        Ok(FieldValue::Flag(is)) => Some(is),
        _ => None,
    }
}

/// Whether a row says so of a birthday that may be a day of the common calendar as well, as its cell does not say so itself.
fn is_said(columns: &[ReadColumn], read: &ReadColumn, row: &TableRow, wanted: &Wanted) -> bool {
    let Some(beside) = read.calendar.filter(|beside| !beside.is_ours) else {
        return false;
    };
    let shown = || wanted.cell(row, read.column).shown();
    says(columns, beside, row, wanted) == Some(true) && !is_lunar_day(&shown()) && as_lunar(&shown()).is_some()
}

/// A birthday of which nothing but the calendar is open (1990年八月十五), as a day of the one that its row says.
fn settled(columns: &[ReadColumn], read: &ReadColumn, row: &TableRow, wanted: &Wanted) -> Option<String> {
    let beside = read.calendar?;
    let shown = wanted.cell(row, read.column).shown();
    let of =
        |is_lunar: bool| of_calendar(&shown, is_lunar).filter(|_| says(columns, beside, row, wanted) == Some(is_lunar));
    of(true).or_else(|| of(false))
}

/// The cell of a row, said to be of the calendar that it is of where that is known.
pub(super) fn cell<'r>(columns: &[ReadColumn], read: &ReadColumn, row: &'r TableRow, wanted: &Wanted) -> Cow<'r, Cell> {
    let own = wanted.cell(row, read.column);
    // Asked of every cell.
    if read.calendar.is_none() {
        return own;
    }
    let answered = || {
        let is_lunar = read.is_answered(&Answer::LunarDays(true)) && is_said(columns, read, row, wanted);
        is_lunar.then(|| as_lunar(&own.shown())).flatten()
    };
    let said = settled(columns, read, row, wanted).or_else(answered);
    said.map_or(own, |said| Cow::Owned(Cell::text(&said)))
}

/// Whether a cell waits for what is said of such days.
pub(super) fn waits(columns: &[ReadColumn], read: &ReadColumn, row: &TableRow, wanted: &Wanted) -> bool {
    if read.calendar.is_none() {
        return false;
    }
    let mut answers = [true, false].map(Answer::LunarDays).into_iter();
    !answers.any(|answer| read.is_answered(&answer))
        && is_said(columns, read, row, wanted)
        && settled(columns, read, row, wanted).is_none()
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
