//! Tickets that a word says are solved, and nothing says when.

use super::Wanted;
use super::column::ReadColumn;
use super::read::Said;
use crate::domain::book::Book;
use crate::domain::fold::alike;
use crate::domain::kind::Ticket;
use crate::domain::service::solved_sometime;
use crate::exchange::columns::Subject;
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Question};
use crate::exchange::words::SOLVED;

/// So many rows stand with the question.
const EXAMPLES: usize = 5;

/// The word of a row that says its ticket is solved.
fn word(row: &TableRow, wanted: &Wanted) -> Option<(usize, String)> {
    let column = wanted
        .mapping
        .states
        .first()
        .copied()
        .filter(|_| wanted.mapping.subject == Subject::Tickets)?;
    let corrected = wanted.corrected_at(row.at, column).map(str::to_owned);
    let said = corrected.or_else(|| Some(row.cells.get(column)?.shown()))?;
    SOLVED.iter().any(|word| alike(word, &said)).then_some((column, said))
}

fn told(wanted: &Wanted) -> Option<bool> {
    wanted.answers.iter().find_map(|(_, answer)| match answer {
        Answer::Solved(is) => Some(*is),
        _ => None,
    })
}

/// Asks when those were solved that say so without a time, and are not so in the book.
pub(super) fn question(book: &Book, table: &Table, wanted: &Wanted, columns: &[ReadColumn]) -> Option<Question> {
    let column = wanted
        .mapping
        .states
        .first()
        .copied()
        .filter(|_| told(wanted).is_none())?;
    let of = |key: &str| -> Vec<usize> {
        let is_it = |read: &&ReadColumn| read.field.as_ref().is_some_and(|field| field.key == key);
        columns.iter().filter(is_it).map(|read| read.column).collect()
    };
    let (when, ids) = (of("resolved_at"), of("id"));
    let is_solved = |id: &Cell| {
        let known = book.tickets.get(&id.shown());
        known.is_some_and(|ticket| ticket.resolved_at.is_some())
    };
    let has_time = |row: &TableRow| {
        let cell = |at: &usize| row.cells.get(*at);
        when.iter().filter_map(cell).any(|cell| !cell.is_blank()) || ids.iter().filter_map(cell).any(is_solved)
    };
    let open = table.rows.iter().filter(|row| !has_time(row));
    let said = open.filter_map(|row| Some((row.at, word(row, wanted)?.1)));
    let examples: Vec<(u32, String)> = said.take(EXAMPLES).collect();
    (!examples.is_empty()).then(|| Question::new(column, Ask::Solved, examples))
}

/// Solves a ticket as the row and the person say.
pub(super) fn solve(ticket: &mut Ticket, row: &TableRow, wanted: &Wanted, said: &mut Said) {
    let Some((column, _)) = word(row, wanted).filter(|_| ticket.resolved_at.is_none()) else {
        return;
    };
    match told(wanted) {
        None => said.ask(Some(column), say::asked_first()),
        Some(false) => {}
        Some(true) => *ticket = solved_sometime(ticket),
    }
}
