//! Rehearsal: a changed rulebook tried on the whole book before it is adopted. Who moves, from which class to which.
//!
//! The rehearsed evaluation is a full one beside that in force, followed edit by edit: a moved threshold re-evaluates only the rules
//! it touches. That the list equals the real change is a property test (`tests/it/rehearsal.rs`).

use crate::domain::columns::{Bits, has_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::record::Text;
use crate::domain::report::moves::{Moves, moved, moves};
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::domain::world::World;

/// A rulebook tried on a book.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The evaluation as it would be.
    pub then: Evaluation,
}

impl Rehearsal {
    /// Begins with a changed rulebook. Nothing is evaluated that the change does not touch.
    pub fn new(world: &World, rulebook: &Rulebook) -> Result<Self, Vec<RuleIssue>> {
        let mut it = Self {
            then: world.evaluation.clone(),
        };
        it.change(world, rulebook)?;
        Ok(it)
    }

    /// Follows another edit of the rulebook. One that does not compile leaves the rehearsal as it was.
    pub fn change(&mut self, world: &World, rulebook: &Rulebook) -> Result<(), Vec<RuleIssue>> {
        self.then.set_rulebook(&world.book, &world.ledger, rulebook)
    }

    /// What becomes of a dimension, by its id: nothing where neither the rules in force nor the changed ones have it.
    pub fn moves(&self, now: &Evaluation, dimension: &str, most: usize) -> Option<Moves> {
        moves(now, &self.then, dimension, most)
    }

    /// See [`moved`].
    pub fn moved(&self, now: &Evaluation) -> Vec<(Text, usize)> {
        moved(now, &self.then)
    }

    /// See [`tagged`].
    pub fn tagged(&self, now: &Evaluation, tag: &str) -> (Vec<u32>, Vec<u32>) {
        tagged(now, &self.then, tag)
    }
}

/// Who would get an automatic tag, and who would lose it.
pub fn tagged(now: &Evaluation, then: &Evaluation, tag: &str) -> (Vec<u32>, Vec<u32>) {
    let bits = |e: &Evaluation| {
        let place = e.plan.tags.iter().position(|t| &*t.id == tag)?;
        Some(e.tags[place].clone())
    };
    let (before, after) = (bits(now).unwrap_or_default(), bits(then).unwrap_or_default());
    let only = |a: &Bits, b: &Bits| -> Vec<u32> {
        let rows = 0..now.columns.rows as u32;
        rows.filter(|s| has_bit(a, *s) && !has_bit(b, *s)).collect()
    };
    (only(&after, &before), only(&before, &after))
}
