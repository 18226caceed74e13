//! The world: a book with everything derived from it, kept in step change by change.

mod rebuild;
mod trail;

pub use rebuild::{Derived, Rebuild};
pub use trail::Trail;

use crate::domain::book::{Book, Extent};
use crate::domain::change::{Change, ChangeSet};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::inquiry::explain::Explainer;
use crate::domain::ledger::Ledger;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::domain::versions;

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
    /// Whom the last change touched.
    pub trail: Trail,
    /// Which rules a day is looked at under.
    rules: RulesOf,
}

/// Which rules a day is looked at under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RulesOf {
    /// The rules in force today, whatever the day.
    #[default]
    Today,
    /// The rules that were in force on that day.
    ThatDay,
}

impl World {
    /// Takes a book. A rulebook that does not compile gives way to the default one, and its issues are told: the book with its
    /// records must open in any case, and the stored rulebook is left as it is.
    pub fn new(book: Book, as_of: Day) -> (Self, Vec<RuleIssue>) {
        Rebuild::new(book, as_of, RulesOf::default()).finish()
    }

    /// The world that a large change set leads to, to be made beside this one. A rulebook that does not compile is refused.
    pub fn after(&self, set: &ChangeSet) -> Result<Rebuild, Vec<RuleIssue>> {
        if let Some(rulebook) = new_rulebook(set) {
            self.check(rulebook)?;
        }
        Ok(Rebuild::new(self.book.clone(), self.evaluation.as_of, self.rules))
    }

    /// Whether a change set is so large that the world is made anew for it.
    pub fn is_large(set: &ChangeSet) -> bool {
        set.changes.len() > REBUILD_ABOVE
    }

    /// Carries out a change set and recomputes what it touches. A rulebook that does not compile is refused: nothing changes.
    pub fn apply(&mut self, set: &ChangeSet) -> Result<(), Vec<RuleIssue>> {
        if let Some(rulebook) = new_rulebook(set) {
            self.check(rulebook)?;
        }
        self.carry_out(set);
        Ok(())
    }

    /// Nothing in here can fail: what a book holds that is not sound (a stored rulebook) is met as at its opening.
    fn carry_out(&mut self, set: &ChangeSet) {
        if Self::is_large(set) {
            let mut rebuild = Rebuild::new(std::mem::take(&mut self.book), self.evaluation.as_of, self.rules);
            while rebuild.change(&set.changes) {}
            *self = rebuild.finish().0;
            return;
        }
        self.book.apply(set);
        let touched = self.ledger.apply(&self.book, set);
        self.evaluation.update(&self.book, &self.ledger, &touched);
        self.trail.step(Some(touched));
        // Versions come and go with the head, but for an import that brings older ones along.
        let versions = || {
            set.changes
                .iter()
                .any(|change| matches!(change, Change::RuleVersion(_)))
        };
        if new_rulebook(set).is_some() || versions() {
            self.follow_rules();
        }
    }

    /// Takes back a change set that was carried out and could not be saved. Slots that it took go with it (`extent` is the book's
    /// from before), so that slots stay those of the stored book.
    pub fn take_back(&mut self, set: ChangeSet, extent: &Extent) {
        self.carry_out(&set.inverse());
        self.book.trim(extent);
        let touched = self.ledger.apply(&self.book, &ChangeSet::default());
        self.evaluation.update(&self.book, &self.ledger, &touched);
        self.trail.step(None);
    }

    /// Which rules the day is looked at under.
    pub fn rules(&self) -> RulesOf {
        self.rules
    }

    /// The rulebook that the day is looked at under.
    pub fn rulebook(&self) -> &Rulebook {
        rulebook_of(&self.book, self.rules, self.evaluation.as_of)
    }

    fn follow_rules(&mut self) {
        let rulebook = self.rulebook().clone();
        if rulebook.in_use() == self.evaluation.plan.rulebook {
            return;
        }
        self.trail.step(None);
        let mut put = |rulebook: &Rulebook| self.evaluation.set_rulebook(&self.book, &self.ledger, rulebook);
        if put(&rulebook).is_err() {
            // A stored one that does not compile gives way to the default one, which does (tested).
            let _ = put(&Rulebook::default());
        }
    }

    /// Says whether a rulebook could be put in force.
    pub fn check(&self, rulebook: &Rulebook) -> Result<(), Vec<RuleIssue>> {
        Plan::compile(rulebook).map(|_| ())
    }

    /// Looks at the book as of another day.
    pub fn set_as_of(&mut self, as_of: Day) {
        self.look_at(as_of, self.rules);
    }

    /// Looks at the book as of a day, under today's rules or those of that day.
    pub fn look_at(&mut self, as_of: Day, rules: RulesOf) {
        let (moved, other) = (self.evaluation.as_of != as_of, self.rules != rules);
        self.rules = rules;
        if moved {
            self.trail.step(None);
            self.evaluation.set_as_of(&self.book, &self.ledger, as_of);
        }
        if other || (moved && rules == RulesOf::ThatDay) {
            self.follow_rules();
        }
    }

    /// Works all figures out anew: the formulas of some came later than the book.
    pub fn measure_again(&mut self) {
        self.trail.step(None);
        self.evaluation
            .set_as_of(&self.book, &self.ledger, self.evaluation.as_of);
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

/// The rules that a change set puts in force, where it does.
fn new_rulebook(set: &ChangeSet) -> Option<&Rulebook> {
    set.changes.iter().find_map(|change| match change {
        Change::Head { before, after } if before.rulebook != after.rulebook => Some(&after.rulebook),
        _ => None,
    })
}

/// The rulebook that a day is looked at under.
fn rulebook_of(book: &Book, rules: RulesOf, as_of: Day) -> &Rulebook {
    let then = versions::rulebook_on(book, as_of);
    match rules {
        // A version that no longer compiles gives way to the rules in force.
        RulesOf::ThatDay if Plan::compile(then).is_ok() => then,
        _ => &book.head.rulebook,
    }
}
