//! What became of tasks, found by the customer. It follows the table, whose slots stay: what is new lies behind what is known.

use hashbrown::HashMap;

use super::source::NOBODY;
use crate::domain::book::Book;
use crate::domain::held::Held;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::customer_of_task;

/// The slots of outcomes by the slot of their customer.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    slots: HashMap<u32, Vec<u32>>,
    /// Whose customer the book does not have, or not yet.
    strays: Vec<u32>,
    /// How many slots of the table are known.
    known: u32,
}

impl Outcomes {
    /// Takes in what came since the last time.
    pub fn follow(&mut self, book: &Book) {
        let all = u32::try_from(book.task_outcomes.slots()).unwrap_or(u32::MAX);
        let strays = std::mem::take(&mut self.strays);
        for slot in strays.into_iter().chain(self.known..all) {
            let customer = book.task_outcomes.key_at(slot).and_then(customer_of_task);
            match customer.and_then(|customer| owner(book, customer)) {
                Some(customer) => self.slots.entry(customer).or_default().push(slot),
                None => self.strays.push(slot),
            }
        }
        self.known = all;
    }

    /// What became of the tasks of a customer.
    pub fn of<'a>(&self, book: &'a Book, customer: u32) -> Vec<&'a Held<TaskOutcome>> {
        let slots = self.slots.get(&customer).into_iter().flatten();
        slots.filter_map(|slot| book.task_outcomes.at(*slot)).collect()
    }
}

fn owner(book: &Book, customer: &str) -> Option<u32> {
    if customer.is_empty() {
        return Some(NOBODY);
    }
    book.customers.slot(customer)
}
