//! Orders that a list says were not paid. In a list of a shop whose layout is known they are none yet; elsewhere whoever has not paid may owe,
//! and only the person knows.

use std::collections::HashSet;

use super::Wanted;
use super::read::Said;
use crate::domain::label::Label;
use crate::exchange::columns::{Subject, says_whether_paid};
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Question};
use crate::exchange::words::{state_words, states_in};

/// So many rows stand with the question.
const EXAMPLES: usize = 5;
/// So many cells of a row.
const CELLS: usize = 3;

/// What the rows say of orders that were not paid.
#[derive(Default)]
pub(super) struct Unpaid {
    /// The columns of states, each with whether it says yes and no.
    states: Vec<(usize, bool)>,
    /// The one that the question stands at, and some rows.
    open: Option<(usize, Vec<(u32, String)>)>,
}

impl Unpaid {
    pub fn of(table: &Table, wanted: &Wanted) -> Self {
        let mapping = &wanted.mapping;
        if mapping.subject != Subject::Orders || mapping.known.is_some() {
            return Self::default();
        }
        let state = |column: &usize| (*column, table.columns.get(*column).is_some_and(says_whether_paid));
        Self {
            states: mapping.states.iter().map(state).collect(),
            open: None,
        }
    }

    /// The column that says of a row that it was not paid, and its word.
    fn said(&self, row: &TableRow, wanted: &Wanted) -> Option<(usize, String)> {
        self.states.iter().find_map(|(column, is_yes_or_no)| {
            let corrected = wanted.corrected_at(row.at, *column).map(str::to_owned);
            let word = corrected.or_else(|| Some(row.cells.get(*column)?.shown()))?;
            let word = word.trim();
            let words = state_words();
            let is_it = states_in(word).any(|state| {
                let has = |words: &HashSet<String>| words.contains(&*state);
                has(&words.unpaid) || has(&words.owed) || *is_yes_or_no && has(&words.not_paid)
            });
            is_it.then(|| (*column, word.to_owned()))
        })
    }

    /// Why a row stays out; where nobody said so far what becomes of such rows, it waits.
    pub fn settle(&mut self, row: &TableRow, wanted: &Wanted, said: &mut Said) -> Option<Label> {
        let (column, word) = self.said(row, wanted)?;
        let told = wanted.answers.iter().find_map(|(_, answer)| match answer {
            Answer::Unpaid(counts) => Some(*counts),
            _ => None,
        });
        match told {
            Some(true) => None,
            Some(false) => Some(say::other_sort(word)),
            None => {
                let (column, examples) = self.open.get_or_insert((column, Vec::new()));
                if examples.len() < EXAMPLES {
                    let others = row
                        .cells
                        .iter()
                        .map(Cell::shown)
                        .filter(|text| !text.is_empty() && *text != word);
                    let others = others.take(CELLS).collect::<Vec<_>>().join(" ");
                    examples.push((row.at, format!("{word} | {others}")));
                }
                said.wrong(Some(*column), say::asked_first());
                None
            }
        }
    }

    /// The one question about all of them.
    pub fn question(self) -> Option<Question> {
        let (column, examples) = self.open?;
        Some(Question::new(column, Ask::Unpaid, examples))
    }
}
