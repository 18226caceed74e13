//! Whose points changes would bring below nought: what an import is asked about before it is written, read in slices.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::account::{Account, Bought, Written, account};
use super::desk::thousandths;
use super::rules::{PointsRules, points_rules};
use crate::domain::book::Book;
use crate::domain::change::{Change, Delta};
use crate::domain::check::{Check, owner_of};
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::{Order, PointsEntry};
use crate::domain::sort::sort_by_key;

/// A customer of the book whose points would fall below nought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fall {
    /// The customer's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the balance would be on the day on which it is lowest, in thousandths of a point.
    pub balance: i64,
}

/// What an account is made of.
#[derive(Clone, Debug, Default)]
struct Parts {
    orders: Vec<Bought>,
    written: Vec<Written>,
}

impl Parts {
    fn account(mut self, rules: &PointsRules) -> Account {
        sort_by_key(&mut self.orders, |order| (order.day, order.slot));
        account(rules, &self.orders, &self.written, Day::MAX)
    }
}

/// The parts of a customer's account before and after the changes.
type Both = (Parts, Parts);

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Changes(usize),
    Orders(usize),
    Entries(usize),
    Accounts,
}

/// The reading. The same book and the same changes are given each time.
#[derive(Debug)]
pub struct Falls {
    stage: Stage,
    before: PointsRules,
    after: PointsRules,
    /// The customers that the changes are about; of other rules all.
    all: BTreeMap<String, Both>,
    /// The slots of what the changes take away or write over.
    orders: HashSet<u32>,
    entries: HashSet<u32>,
    told: Vec<Fall>,
}

impl Falls {
    /// Begins.
    pub fn begin(book: &Book) -> Self {
        let rules = points_rules(&book.head.settings);
        Self {
            stage: Stage::Changes(0),
            before: rules.clone(),
            after: rules,
            all: BTreeMap::new(),
            orders: HashSet::new(),
            entries: HashSet::new(),
            told: Vec::new(),
        }
    }

    /// Reads all at once: the customers in the order of their ids.
    pub fn of(book: &Book, changes: &[Change]) -> Vec<Fall> {
        let mut falls = Self::begin(book);
        while falls.step(book, changes, usize::MAX) {}
        falls.told
    }

    /// One slice of so many records. Tells whether there is more to do.
    pub fn step(&mut self, book: &Book, changes: &[Change], many: usize) -> bool {
        match self.stage {
            Stage::Changes(at) => {
                let to = at.saturating_add(many).min(changes.len());
                for (place, change) in changes.iter().enumerate().take(to).skip(at) {
                    self.hear(book, place, change);
                }
                self.stage = match to == changes.len() {
                    false => Stage::Changes(to),
                    true if self.is_idle(book) => return false,
                    true => Stage::Orders(0),
                };
            }
            Stage::Orders(at) => {
                let to = at.saturating_add(many).min(book.orders.slots());
                (at..to).for_each(|slot| self.order(book, slot as u32));
                self.stage = match to == book.orders.slots() {
                    true => Stage::Entries(0),
                    false => Stage::Orders(to),
                };
            }
            Stage::Entries(at) => {
                let to = at.saturating_add(many).min(book.points.slots());
                (at..to).for_each(|slot| self.entry(book, slot as u32));
                self.stage = match to == book.points.slots() {
                    true => Stage::Accounts,
                    false => Stage::Entries(to),
                };
            }
            Stage::Accounts => {
                for _ in 0..many {
                    let Some((id, parts)) = self.all.pop_first() else {
                        return false;
                    };
                    self.account(book, id, parts);
                }
            }
        }
        true
    }

    /// What was read.
    pub fn told(self) -> Vec<Fall> {
        self.told
    }

    /// Whether no account can differ: nothing is earned, written or taken away.
    fn is_idle(&self, book: &Book) -> bool {
        let earns = |rules: &PointsRules| rules.per_yuan > 0.0;
        let has_entries = || !book.points.is_empty() || self.all.values().any(|(_, after)| !after.written.is_empty());
        !earns(&self.before) && !earns(&self.after) && !has_entries() || !self.is_of_all() && self.all.is_empty()
    }

    fn is_of_all(&self) -> bool {
        self.before != self.after
    }

    fn hear(&mut self, book: &Book, place: usize, change: &Change) {
        match change {
            Change::Order(Delta { before, after }) => {
                let known = before.as_ref().and_then(|order| {
                    self.touch(order);
                    book.orders.slot(order.key())
                });
                self.orders.extend(known);
                // One that is new has a slot of its own behind those of the book.
                let slot = known.unwrap_or_else(|| (book.orders.slots() + place) as u32);
                if let Some(after) = after {
                    self.touch(after).1.orders.push(bought(slot, after));
                }
            }
            Change::Points(Delta { before, after }) => {
                if let Some(entry) = before {
                    self.touch(entry);
                    self.entries.extend(book.points.slot(entry.key()));
                }
                if let Some(after) = after {
                    let slot = (book.points.slots() + place) as u32;
                    self.touch(after).1.written.push(written(slot, after));
                }
            }
            Change::Head { after, .. } => self.after = points_rules(&after.settings),
            _ => {}
        }
    }

    fn touch<R: Check>(&mut self, record: &Held<R>) -> &mut Both {
        let id = owner_of(record).unwrap_or_default().to_owned();
        self.all.entry(id).or_default()
    }

    /// The parts of a customer that is looked at; nothing for any other.
    fn of_owner(&mut self, id: &str) -> Option<&mut Both> {
        if self.is_of_all() && !self.all.contains_key(id) {
            self.all.insert(id.to_owned(), Both::default());
        }
        self.all.get_mut(id)
    }

    fn order(&mut self, book: &Book, slot: u32) {
        let Some(order) = book.orders.at(slot) else { return };
        let is_kept = !self.orders.contains(&slot);
        if let Some(parts) = owner_of(order).and_then(|id| self.of_owner(id)) {
            let it = bought(slot, order);
            parts.0.orders.push(it);
            if is_kept {
                parts.1.orders.push(it);
            }
        }
    }

    fn entry(&mut self, book: &Book, slot: u32) {
        let Some(entry) = book.points.at(slot) else { return };
        let is_kept = !self.entries.contains(&slot);
        if let Some(parts) = owner_of(entry).and_then(|id| self.of_owner(id)) {
            let it = written(slot, entry);
            parts.0.written.push(it);
            if is_kept {
                parts.1.written.push(it);
            }
        }
    }

    /// Of whom the book does not have, the file brings the account as it is.
    fn account(&mut self, book: &Book, id: String, (before, after): Both) {
        let Some(customer) = book.customers.get(&id) else {
            return;
        };
        if let Some(below) = after.account(&self.after).below(&before.account(&self.before)) {
            let name = customer.name.to_string();
            let balance = below.balance;
            self.told.push(Fall { id, name, balance });
        }
    }
}

fn bought(slot: u32, order: &Held<Order>) -> Bought {
    order.look(|order| Bought {
        slot,
        day: order.date,
        fen: order.amount.0,
    })
}

fn written(slot: u32, entry: &Held<PointsEntry>) -> Written {
    entry.look(|entry| Written {
        slot,
        day: entry.date,
        delta: thousandths(entry.delta.value()),
    })
}
