//! What was said of a table that is read in another way: with another head, with other rows, for another subject. A cell that was corrected
//! and a question that was answered hold as long as they are about the same thing.

use std::collections::HashMap;

use super::Wanted;
use crate::exchange::columns::{Mapping, Use};
use crate::exchange::layout::TableColumn;
use crate::exchange::values::{Answer, Ask, Question};

/// One reading of a sheet, with what the person said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidOfTable {
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// What they were taken for before anybody said anything.
    pub understood: Mapping,
    /// What is wanted of it.
    pub wanted: Wanted,
    /// What was asked and answered.
    pub answered: Vec<(Question, Answer)>,
}

impl SaidOfTable {
    /// Lays what was said on another reading of the same sheet, as far as it still applies there: how rows are taken, hidden rows and
    /// corrected cells always; whose rows are, what columns were said to be and what was answered of them where the rows are of the same
    /// subject; of another subject only how the cells of a column are read that is a field of the same kind.
    pub fn lay_on(&self, other: &mut Self) {
        let places: HashMap<usize, usize> = other
            .columns
            .iter()
            .enumerate()
            .map(|(i, own)| (own.place, i))
            .collect();
        let to = |column: usize| places.get(&self.columns.get(column)?.place).copied();
        let (own, new) = (&self.wanted, &mut other.wanted);
        (new.mode, new.keys, new.clears) = (own.mode, own.keys.clone(), own.clears);
        (new.takes_hidden, new.takes_cancelled) = (own.takes_hidden, own.takes_cancelled);
        for (at, column, text) in &own.corrected {
            if let Some(column) = to(*column) {
                new.corrected.retain(|(row, cell, _)| (*row, *cell) != (*at, column));
                new.corrected.push((*at, column, text.clone()));
            }
        }
        if own.mapping.subject == new.mapping.subject {
            (new.chosen, new.suggested) = (own.chosen.clone(), own.suggested.clone());
            (new.overruling, new.known_as) = (own.overruling.clone(), own.known_as.clone());
            let columns = own.mapping.columns.iter().zip(&self.understood.columns).enumerate();
            for (column, (mapped, _)) in columns.filter(|(_, (mapped, before))| mapped.used != before.used) {
                if let Some(told) = to(column).and_then(|column| new.mapping.columns.get_mut(column)) {
                    *told = mapped.clone();
                }
            }
        }
        for (question, answer) in &self.answered {
            if let Some(question) = self.still_asks(question, other, &to) {
                let is_it = |(known, _): &(Question, Answer)| {
                    (known.column, known.reason) == (question.column, question.reason)
                        && question.reason != Ask::Choices
                };
                let is_known = |known: &(Question, Answer)| *known == (question.clone(), answer.clone());
                other.answered.retain(|known| !is_it(known) && !is_known(known));
                other.answered.push((question, answer.clone()));
            }
        }
    }

    /// A question as it is about the columns of another reading; nothing where its column is something else there.
    fn still_asks(&self, question: &Question, other: &Self, to: &impl Fn(usize) -> Option<usize>) -> Option<Question> {
        let column = to(question.column)?;
        let used = |reading: &Self, column: usize| Some(reading.wanted.mapping.columns.get(column)?.used.clone());
        let kind = |reading: &Self, column: usize| match used(reading, column)? {
            Use::Field(key) => reading.wanted.mapping.subject.field(&key).map(|field| field.kind),
            _ => None,
        };
        let is_same_subject = self.wanted.mapping.subject == other.wanted.mapping.subject;
        let is_of_cells = matches!(
            question.reason,
            Ask::DateOrder
                | Ask::ShortYear
                | Ask::Republic
                | Ask::Unit
                | Ask::Sign
                | Ask::LostDigits
                | Ask::Serial
                | Ask::DayWords
                | Ask::Dayless
        );
        let holds = match is_same_subject {
            true => used(self, question.column) == used(other, column),
            false => {
                is_of_cells
                    && kind(self, question.column).is_some()
                    && kind(self, question.column) == kind(other, column)
            }
        };
        let beside = question.other.map(to);
        // Where the other column is gone, there is nothing to choose between.
        (holds && beside != Some(None)).then(|| Question {
            column,
            other: beside.flatten(),
            columns: question
                .columns
                .iter()
                .filter_map(|(column, cell)| Some((to(*column)?, cell.clone())))
                .collect(),
            ..question.clone()
        })
    }
}
