//! Whom the last change of a world touched: for what is derived beside it and follows it.

use std::sync::Arc;

/// A place on the way of a world.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Tells a world that was made anew from one that went on.
    world: Arc<()>,
    steps: u64,
    /// The slots of the customers that the last step touched; nothing where it was everybody.
    touched: Option<Vec<u32>>,
}

impl Trail {
    pub(super) fn step(&mut self, touched: Option<Vec<u32>>) {
        self.steps += 1;
        self.touched = touched;
    }

    /// Whether nothing happened since an earlier place.
    pub fn is_at(&self, before: &Self) -> bool {
        self.goes_on_from(before) && self.steps == before.steps
    }

    /// Whether its world went on from an earlier place, step by step: slots are what they were.
    pub fn goes_on_from(&self, before: &Self) -> bool {
        Arc::ptr_eq(&self.world, &before.world)
    }

    /// The customers touched since an earlier place: nothing where that is everybody, or not known any more.
    pub fn since(&self, before: &Self) -> Option<&[u32]> {
        match self
            .steps
            .checked_sub(before.steps)
            .filter(|_| self.goes_on_from(before))?
        {
            0 => Some(&[]),
            1 => self.touched.as_deref(),
            _ => None,
        }
    }
}
