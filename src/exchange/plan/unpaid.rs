//! Orders that a list says were not paid, or of which nobody can tell. In a list of a shop whose layout is known they are none yet; elsewhere
//! whoever has not paid may owe, and only the person knows.

use super::Wanted;
use super::read::Said;
use crate::domain::label::Label;
use crate::exchange::columns::{StateOf, Subject};
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Question};
use crate::exchange::words::{StateWords, state_words};

/// So many rows stand with the question.
const EXAMPLES: usize = 5;
/// Of each word at most so many.
const OF_A_WORD: usize = 2;
/// So many cells of a row.
const CELLS: usize = 3;

/// A row: its number, its word, and what it says beside it.
type Example = (u32, String, String);

/// What the rows say of orders that were not paid.
#[derive(Default)]
pub(super) struct Unpaid {
    /// The columns of states, each with what they are of.
    states: Vec<(usize, StateOf)>,
    /// The one that the question stands at, and some rows.
    open: Option<(usize, Vec<Example>)>,
}

impl Unpaid {
    pub fn of(table: &Table, wanted: &Wanted) -> Self {
        let mapping = &wanted.mapping;
        if mapping.subject != Subject::Orders || mapping.known.is_some() {
            return Self::default();
        }
        let state = |column: &usize| Some((*column, StateOf::of(table.columns.get(*column)?)));
        Self {
            states: mapping.states.iter().filter_map(state).collect(),
            open: None,
        }
    }

    /// The column that says of a row that it was not paid, or does not say plainly that it was, and its word.
    fn said(&self, row: &TableRow, wanted: &Wanted) -> Option<(usize, String)> {
        self.states.iter().find_map(|(column, of)| {
            let corrected = wanted.corrected_at(row.at, *column).map(str::to_owned);
            let word = corrected.or_else(|| Some(row.cells.get(*column)?.shown()))?;
            let (word, words) = (word.trim(), state_words());
            let is_yes_or_no = *of == StateOf::PaidOrNot;
            let speaks = *of != StateOf::Orders || StateWords::is_of_payments(word);
            let is_it = words.says_unpaid(word, is_yes_or_no) || speaks && words.is_unknown_payment(word, is_yes_or_no);
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
            Some(false) => Some(say::unpaid_left_out(word)),
            None => {
                let (column, examples) = self.open.get_or_insert((column, Vec::new()));
                let known = examples.iter().filter(|(_, known, _)| *known == word).count();
                if examples.len() < EXAMPLES && known < OF_A_WORD {
                    let others = row
                        .cells
                        .iter()
                        .map(Cell::shown)
                        .filter(|text| !text.is_empty() && *text != word);
                    let others = others.take(CELLS).collect::<Vec<_>>().join(" ");
                    examples.push((row.at, word, others));
                }
                said.ask(Some(*column), say::asked_first());
                None
            }
        }
    }

    /// The one question about all of them.
    pub fn question(self) -> Option<Question> {
        let (column, examples) = self.open?;
        let shown = |(at, word, others): Example| (at, format!("{word} | {others}"));
        let examples = examples.into_iter().map(shown).collect();
        Some(Question::new(column, Ask::Unpaid, examples))
    }
}
