//! What is to be answered of the columns of a table before its rows can be taken.

use super::column::{ReadColumn, columns};
use super::{Wanted, lunar, people};
use crate::domain::book::Book;
use crate::domain::field::FieldKind;
use crate::domain::fold::folded;
use crate::exchange::columns::is_several;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::values::{Ask, Question, raised};
use crate::exchange::words::{AREAS, PROVINCES};

/// What is still to be answered, in the order of the columns: all that a column raises, at once.
pub fn questions(book: &Book, table: &Table, wanted: &Wanted) -> Vec<Question> {
    questions_of(&columns(book, table, wanted), table, wanted)
}

/// Words that are asked about are not taken as they stand meanwhile.
pub(super) fn wait_for(columns: &mut [ReadColumn], questions: &[Question]) {
    for read in columns {
        let asks = |reason: Ask| questions.iter().any(|q| (q.column, q.reason) == (read.column, reason));
        read.reading.is_asked = asks(Ask::Choices);
        read.is_second = asks(Ask::SameField);
    }
}

/// See [`questions`]. Rows that are to stay out ask nothing, and a cell that was corrected asks what it says now.
pub(super) fn questions_of(columns: &[ReadColumn], table: &Table, wanted: &Wanted) -> Vec<Question> {
    let rows = || {
        let all = table.rows.iter();
        all.filter(|row| !row.is_hidden || wanted.takes_hidden != Some(false))
    };
    let ask = |read: &ReadColumn| {
        let cells = rows().filter_map(|row| {
            let cell = lunar::cell(columns, read, row, wanted);
            let is_time = read.time_of_day(&cell).is_some();
            (!is_time).then(|| (row.at, cell, read.row_day(columns, row, wanted)))
        });
        let kind = read.field.as_ref().map_or(FieldKind::LongText, |field| field.kind);
        let of_field = same_field(columns, read, rows(), wanted);
        of_field
            .into_iter()
            .chain(people::question(read, rows(), wanted))
            .chain(lunar::question(columns, read, rows(), wanted))
            .chain(raised(read.column, kind, &read.reading, cells))
            .collect::<Vec<_>>()
    };
    columns.iter().flat_map(ask).collect()
}

/// Whether an earlier column is the same field, and both say something else in a row.
fn same_field<'t>(
    columns: &[ReadColumn],
    read: &ReadColumn,
    rows: impl Iterator<Item = &'t TableRow>,
    wanted: &Wanted,
) -> Option<Question> {
    let key = read.field.as_ref()?.key;
    // What a place is made of stands in several columns (省, 市); two of one name are two places, and of a sales area and a city
    // one may be what the book calls the region.
    let is_area = |read: &ReadColumn| {
        let says = |words: &[&str]| words.iter().any(|word| folded(&read.heading).contains(word));
        says(&AREAS) && !says(&PROVINCES)
    };
    let is_place = |other: &ReadColumn| other.heading != read.heading && is_area(other) == is_area(read);
    let may_be_joined = |other: &ReadColumn| is_several(key) && (key != "region" || is_place(other));
    let is_other = |other: &&ReadColumn| {
        let is_same = other.field.as_ref().is_some_and(|field| field.key == key);
        other.column < read.column && is_same && !may_be_joined(other)
    };
    let other = columns.iter().find(is_other).filter(|_| !read.is_told_apart())?;
    let differ = rows.filter_map(|row| {
        let (one, two) = (wanted.cell(row, other.column), wanted.cell(row, read.column));
        // The time of a day is told in another column than it.
        if other.time_of_day(&one).is_some() != read.time_of_day(&two).is_some() {
            return None;
        }
        let (one, two) = (one.shown(), two.shown());
        let differs = !one.is_empty() && !two.is_empty() && folded(&one) != folded(&two);
        differs.then(|| (row.at, format!("{one} | {two}")))
    });
    let examples: Vec<(u32, String)> = differ.take(5).collect();
    (!examples.is_empty()).then(|| Question {
        other: Some(other.column),
        can_be_joined: is_several(key),
        ..Question::new(read.column, Ask::SameField, examples)
    })
}
