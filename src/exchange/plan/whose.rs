//! Tables of which no column says whose a row is: most have no head, or their first row was taken for one.

use super::{MatchKey, Wanted};
use crate::exchange::columns::{Subject, Use};
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::values::{Answer, Ask, Question, is_value};

/// So many cells of a row stand with the question.
const CELLS: usize = 4;
/// So many rows, too.
const ROWS: usize = 3;

/// The question which column it is; nothing where one says it.
pub(super) fn question(table: &Table, wanted: &Wanted) -> Option<Question> {
    let mapping = &wanted.mapping;
    if mapping.is_of_report() {
        return None;
    }
    let has = |keys: &[&str]| {
        let is_it = |used: &Use| matches!(used, Use::Field(key) if keys.contains(&&**key));
        mapping.columns.iter().any(|mapped| is_it(&mapped.used))
    };
    let by_phone = wanted.keys.contains(&MatchKey::Phone);
    let is_named = match mapping.subject {
        Subject::Customers => has(&["name", "contact.company", "id", "uscc"]) || by_phone && has(&["contact.phone"]),
        _ => {
            has(&["customer", "customer.id", "customer.uscc", "customer.contact", "id"])
                || by_phone && has(&["customer.phone"])
        }
    };
    let is_told = wanted.answers.iter().any(|(_, answer)| *answer == Answer::PeopleAlone);
    let first = table.rows.first().filter(|_| !is_named && !is_told)?;
    let may_be = |(place, cell): (usize, &Cell)| {
        let is_free = mapping.columns.get(place).is_some_and(|mapped| mapped.used == Use::Out);
        let text = cell.shown();
        (is_free && !text.is_empty() && !is_value(&text)).then_some((place, text))
    };
    let columns: Vec<(usize, String)> = first.cells.iter().enumerate().filter_map(may_be).take(CELLS).collect();
    // People without a company are customers; where there is no head, what stands beside them may be theirs.
    let has_people = has(&["contact.name", "contact.first_name", "contact.last_name"]);
    if mapping.subject == Subject::Customers && has_people && (columns.is_empty() || !table.head.is_empty()) {
        return None;
    }
    let shown = |row: &TableRow| {
        let said = row.cells.iter().map(Cell::shown).filter(|text| !text.is_empty());
        (row.at, said.take(CELLS).collect::<Vec<_>>().join(" | "))
    };
    let column = columns.first().map_or(0, |(place, _)| *place);
    let examples = table.rows.iter().take(ROWS).map(shown).collect();
    Some(Question {
        columns,
        ..Question::new(column, Ask::Whose, examples)
    })
}
