//! What is to be done, followed customer by customer beside its tasks.

use std::sync::Arc;

use super::arrange::{deeds, in_order, of_some, patched};
use super::beside::{of_review, of_tickets};
use super::deed::Deed;
use super::list::{TaskList, crossed};
use super::plan::CarePlan;
use crate::domain::columns::Bits;
use crate::domain::world::World;

/// The tasks of a book with what is to be done, in order. Where people have room for so many contacts a day, each task may move all
/// others: then all is arranged anew. Else only what is to be done with the customers that a change is about.
#[derive(Clone, Debug, Default)]
pub struct TaskDesk {
    list: TaskList,
    /// By customer until the first round is over, then in order.
    deeds: Arc<Vec<Deed>>,
    /// They are in order.
    is_readable: bool,
    /// The customers with tickets that are not done, in order.
    waiting: Vec<u32>,
    /// Who meets the conditions of service levels: with them the promises to their tickets change.
    served: Vec<Bits>,
}

impl TaskDesk {
    /// One without tasks: [`TaskDesk::step`] reads them.
    pub fn begin(world: &World, care: &CarePlan) -> Self {
        let list = TaskList::begin(world, care);
        Self {
            list,
            served: served(world, care),
            ..Self::default()
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, care: &CarePlan) -> bool {
        if self.list.is_readable() && !self.is_readable {
            self.put_in_order(world, care);
            return true;
        }
        let known = self.list.tasks().len();
        let from = self.list.customers_read();
        let more = self.list.step(world, care);
        if self.is_readable {
            if !more {
                self.follow(world, care);
            }
            return more;
        }
        // A slice reads customers whole.
        let slice = from as u32..self.list.customers_read() as u32;
        let tickets = of_tickets(world, care, slice, None, &mut self.waiting);
        if care.limits.day.is_none() {
            let new = self.list.tasks().get(known..).unwrap_or_default();
            let all = Arc::make_mut(&mut self.deeds);
            all.extend(of_some(world, care, new));
            all.extend(tickets);
        }
        more
    }

    /// A slice of its own behind the first round.
    fn put_in_order(&mut self, world: &World, care: &CarePlan) {
        let mut read = Arc::unwrap_or_clone(std::mem::take(&mut self.deeds));
        self.deeds = Arc::new(match care.limits.day {
            None => {
                read.extend(of_review(world, care, None));
                in_order(read)
            }
            Some(_) => deeds(world, care, self.list.tasks()),
        });
        self.is_readable = true;
    }

    /// Follows a change of the book: `touched` are the customers that it is about. The first round must be over.
    pub fn update(&mut self, world: &World, care: &CarePlan, touched: &[u32]) {
        self.list.update(world, care, touched);
        self.follow(world, care);
    }

    fn follow(&mut self, world: &World, care: &CarePlan) {
        // What a ticket was promised may follow from facts of customers that the change moved from afar.
        let now = served(world, care);
        let before = std::mem::replace(&mut self.served, now);
        let is_waiting = |slot: &u32| self.waiting.binary_search(slot).is_ok();
        let mut customers: Vec<u32> = crossed(&before, &self.served).filter(is_waiting).collect();
        customers.extend(self.list.moved());
        customers.sort_unstable();
        customers.dedup();
        self.waiting.retain(|slot| customers.binary_search(slot).is_err());
        let tickets = of_tickets(world, care, customers.iter().copied(), None, &mut self.waiting);
        self.waiting.sort_unstable();
        self.deeds = Arc::new(match care.limits.day {
            None => {
                let tasks: Vec<_> = customers
                    .iter()
                    .flat_map(|slot| self.list.of_customer(*slot))
                    .copied()
                    .collect();
                let mut new = of_some(world, care, &tasks);
                new.extend(tickets);
                new.extend(of_review(world, care, None));
                patched(&self.deeds, &customers, new)
            }
            Some(_) => deeds(world, care, self.list.tasks()),
        });
    }

    /// The customers with tickets that are not done, in order.
    pub fn waiting(&self) -> &[u32] {
        &self.waiting
    }

    /// Whether all is read but for the playbooks that look at the days before.
    pub fn is_readable(&self) -> bool {
        self.is_readable
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

fn served(world: &World, care: &CarePlan) -> Vec<Bits> {
    care.service.served(&world.evaluation.ground(&world.book))
}
