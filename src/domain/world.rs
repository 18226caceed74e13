//! The world: a book with everything derived from it, kept in step change by change.

use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::ledger::Ledger;
use crate::domain::rule::explain::Explainer;
use crate::domain::rule::{RuleIssue, Rulebook};

/// Above so many changes it is quicker to read the book anew than to follow each.
const REBUILD_ABOVE: usize = 5_000;

/// A book, its events packed, and its evaluation at an as-of date.
#[derive(Clone, Debug)]
pub struct World {
    /// The records.
    pub book: Book,
    /// The events by customer.
    pub ledger: Ledger,
    /// Metrics, classes and tags.
    pub evaluation: Evaluation,
}

impl World {
    /// Takes a book. A rulebook that does not compile gives way to the default one, and its issues are told: the book with its
    /// records must open in any case, and the stored rulebook is left as it is.
    pub fn new(book: Book, as_of: Day) -> (Self, Vec<RuleIssue>) {
        let ledger = Ledger::build(&book);
        match Evaluation::new(&book, &ledger, &book.head.rulebook, as_of) {
            Ok(evaluation) => (
                Self {
                    book,
                    ledger,
                    evaluation,
                },
                Vec::new(),
            ),
            Err(issues) => {
                let evaluation = Evaluation::with_default(&book, &ledger, as_of);
                (
                    Self {
                        book,
                        ledger,
                        evaluation,
                    },
                    issues,
                )
            }
        }
    }

    /// Carries out a change set and recomputes what it touches. A rulebook that does not compile is refused: nothing changes.
    pub fn apply(&mut self, set: &ChangeSet) -> Result<(), Vec<RuleIssue>> {
        let rulebook = set.changes.iter().find_map(|change| match change {
            Change::Head { before, after } if before.rulebook != after.rulebook => Some(&after.rulebook),
            _ => None,
        });
        if let Some(rulebook) = rulebook {
            self.check(rulebook)?;
        }
        self.book.apply(set);
        if set.changes.len() > REBUILD_ABOVE {
            self.ledger = Ledger::build(&self.book);
            self.evaluation = Evaluation::new(
                &self.book,
                &self.ledger,
                &self.book.head.rulebook,
                self.evaluation.as_of,
            )?;
            return Ok(());
        }
        let touched = self.ledger.apply(&self.book, set);
        self.evaluation.update(&self.book, &self.ledger, &touched);
        if let Some(rulebook) = rulebook {
            self.evaluation.set_rulebook(&self.book, &self.ledger, rulebook)?;
        }
        Ok(())
    }

    /// Says whether a rulebook could be put in force.
    pub fn check(&self, rulebook: &Rulebook) -> Result<(), Vec<RuleIssue>> {
        crate::domain::rule::plan::Plan::compile(rulebook).map(|_| ())
    }

    /// Looks at the book as of another day.
    pub fn set_as_of(&mut self, as_of: Day) {
        if self.evaluation.as_of != as_of {
            self.evaluation.set_as_of(&self.book, &self.ledger, as_of);
        }
    }

    /// Explains a customer.
    pub fn explainer(&self, slot: u32) -> Explainer<'_> {
        Explainer {
            book: &self.book,
            ledger: &self.ledger,
            evaluation: &self.evaluation,
            slot,
        }
    }
}
