//! What is to be done, followed customer by customer beside its tasks.

use std::sync::Arc;

use super::arrange::{deeds, in_order, of_some, patched};
use super::deed::Deed;
use super::list::TaskList;
use super::plan::CarePlan;
use crate::domain::world::World;

/// The tasks of a book with what is to be done, in order. Where people have room for so many contacts a day, each task may move all
/// others: then all is arranged anew. Else only what is to be done with the customers that a change is about.
#[derive(Clone, Debug, Default)]
pub struct TaskDesk {
    list: TaskList,
    /// By customer until the first round is over, then in order.
    deeds: Arc<Vec<Deed>>,
}

impl TaskDesk {
    /// One without tasks: [`TaskDesk::step`] reads them.
    pub fn begin(world: &World, care: &CarePlan) -> Self {
        let list = TaskList::begin(world, care);
        Self {
            list,
            ..Self::default()
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, care: &CarePlan) -> bool {
        let (known, was_readable) = (self.list.tasks().len(), self.list.is_readable());
        let more = self.list.step(world, care);
        if was_readable {
            if !more {
                self.follow(world, care);
            }
            return more;
        }
        if care.limits.day.is_none() {
            // A slice reads customers whole.
            let new = self.list.tasks().get(known..).unwrap_or_default();
            Arc::make_mut(&mut self.deeds).extend(of_some(world, care, new));
        }
        if self.list.is_readable() {
            self.deeds = Arc::new(match care.limits.day {
                None => in_order(Arc::unwrap_or_clone(std::mem::take(&mut self.deeds))),
                Some(_) => deeds(world, care, self.list.tasks()),
            });
        }
        more
    }

    /// Follows a change of the book: `touched` are the customers that it is about. The first round must be over.
    pub fn update(&mut self, world: &World, care: &CarePlan, touched: &[u32]) {
        self.list.update(world, care, touched);
        self.follow(world, care);
    }

    fn follow(&mut self, world: &World, care: &CarePlan) {
        self.deeds = Arc::new(match care.limits.day {
            None => {
                let moved = self.list.moved();
                let tasks: Vec<_> = moved
                    .iter()
                    .flat_map(|slot| self.list.of_customer(*slot))
                    .copied()
                    .collect();
                patched(&self.deeds, moved, of_some(world, care, &tasks))
            }
            Some(_) => deeds(world, care, self.list.tasks()),
        });
    }

    /// Whether all is read but for the playbooks that look at the days before.
    pub fn is_readable(&self) -> bool {
        self.list.is_readable()
    }

    /// The tasks.
    pub fn list(&self) -> &TaskList {
        &self.list
    }

    /// What is to be done, in order.
    pub fn deeds(&self) -> &Arc<Vec<Deed>> {
        &self.deeds
    }
}
