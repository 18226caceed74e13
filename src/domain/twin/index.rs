//! Who shares what with whom: the keys of all customers, in order. It follows the book.

use super::{Known, Likeness, SOUND, is_said, judged, sound_key};
use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::pinyin::Readings;
use crate::domain::record::Text;
use crate::domain::sort::sort_by_key;
use crate::domain::table::Table;

/// Where more customers than this share a key, each is compared with its neighbours there, and not all with all.
const MOST_ALL: usize = 8;

/// Of so many customers that share a key it is asked whether they are the one that is typed. Where more do, the key tells nobody.
const MOST_TWINS: usize = 64;

/// A customer that may be the one that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Why it may be.
    pub likeness: Likeness,
    /// Its number.
    pub id: CustomerId,
    /// Its name.
    pub name: Text,
}

/// Customers by what those share who may be the same.
#[derive(Debug, Default)]
pub struct Index {
    /// Whom the keys are of, by slot: a change is known by them.
    held: Vec<Option<Held<Customer>>>,
    /// Keys with the slots that have them, in order.
    keys: Vec<(u64, u32)>,
    readings: Option<&'static Readings>,
    slots: usize,
    behind: Option<usize>,
    edition: u64,
}

impl Index {
    /// Of all customers, but for how their names sound.
    pub fn of(customers: &Table<Customer>) -> Self {
        let mut index = Self::default();
        index.follow(customers, None, usize::MAX);
        index
    }

    /// Brings it up to the customers, by so many at most; then [`Self::behind`] says whether more is to be done. `readings`: how names
    /// sound, once that is known; what is known stays so.
    pub fn follow(&mut self, customers: &Table<Customer>, readings: Option<&'static Readings>, most: usize) {
        if readings.is_some() && self.readings.is_none() {
            *self = Self {
                readings,
                edition: self.edition + 1,
                ..Self::default()
            };
        }
        let mut changed = self.changed(customers);
        self.slots = customers.slots();
        self.behind = changed.get(most).map(|_| changed.len() - most);
        changed.truncate(most);
        if !changed.is_empty() {
            self.edition += 1;
            self.take_out(&changed);
            self.put_in(customers, &changed);
        }
    }

    /// The slots whose customer is another one than before.
    fn changed(&self, customers: &Table<Customer>) -> Vec<u32> {
        let is_same = |slot: &u32| match (self.at(*slot), customers.at(*slot)) {
            (None, None) => true,
            (Some(one), Some(other)) => one.is_same(other),
            _ => false,
        };
        let slots = self.held.len().max(customers.slots()) as u32;
        (0..slots).filter(|slot| !is_same(slot)).collect()
    }

    fn take_out(&mut self, slots: &[u32]) {
        let mut gone: Bits = vec![0; bit_words(self.held.len())];
        let known = slots.iter().filter(|slot| self.at(**slot).is_some());
        let many = known.map(|slot| set_bit(&mut gone, *slot, true)).count();
        if many > 0 {
            self.keys.retain(|(_, slot)| !has_bit(&gone, *slot));
        }
    }

    fn put_in(&mut self, customers: &Table<Customer>, slots: &[u32]) {
        let mut more = Vec::with_capacity(slots.len() * 4);
        self.held.resize(self.held.len().max(customers.slots()), None);
        for slot in slots {
            let held = customers.at(*slot);
            if let Some(customer) = held {
                let keys = Known::of(customer);
                more.extend(keys.keys().chain(self.sound(&keys)).map(|key| (key, *slot)));
            }
            if let Some(place) = self.held.get_mut(*slot as usize) {
                *place = held.cloned();
            }
        }
        more.sort_unstable();
        merge(&mut self.keys, more);
    }

    /// What those share whose names sound like this one, once that is known.
    fn sound(&self, known: &Known) -> Option<u64> {
        Some(sound_key(&known.sound(self.readings?)?))
    }

    /// How many customers are still to be looked at; nothing once it is whole.
    pub fn behind(&self) -> Option<usize> {
        self.behind
    }

    /// Changes with what it holds.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The customer that the keys of a slot are of.
    pub(super) fn at(&self, slot: u32) -> Option<&Held<Customer>> {
        self.held.get(slot as usize)?.as_ref()
    }

    /// The customers that may be the one known by this, the surest first, apart from the customer itself and those it is not.
    pub fn twins(&self, customers: &Table<Customer>, known: &Known, own: &str) -> Vec<Twin> {
        let sound = self.sound(known);
        let mut slots: Vec<u32> = known.keys().chain(sound).flat_map(|key| self.with(key)).collect();
        slots.sort_unstable();
        slots.dedup();
        let twin = |slot: u32| {
            let other = customers
                .at(slot)
                .filter(|other| other.id.as_str() != own && !are_not_same(customers, own, other))?;
            let others = Known::of(other);
            Some(Twin {
                likeness: judged(known, &others, sound.is_some() && sound == self.sound(&others))?,
                id: other.id.clone(),
                name: other.name.clone(),
            })
        };
        let mut all: Vec<Twin> = slots.into_iter().filter_map(twin).collect();
        sort_by_key(&mut all, |twin| (twin.likeness.strength, twin.likeness.by.clone()));
        all
    }

    fn with(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        let from = self.keys.partition_point(|(known, _)| *known < key);
        let run = self.keys[from..].iter().take_while(move |(known, _)| *known == key);
        run.map(|(_, slot)| *slot).take(MOST_TWINS)
    }

    /// The pairs of slots that have a key in common, the lower first, in order, and whether they sound alike.
    pub(super) fn shared(&self) -> Vec<(u32, u32, bool)> {
        let mut found: Vec<(u32, u32, bool)> = Vec::new();
        for run in self.keys.chunk_by(|a, b| a.0 == b.0) {
            for (i, (key, one)) in run.iter().enumerate() {
                let rest = run.get(i + 1..).unwrap_or_default();
                let all = if run.len() > MOST_ALL { 1 } else { rest.len() };
                let others = rest.iter().take(all).filter(|(_, other)| other != one);
                found.extend(others.map(|(_, other)| (*one, *other, key & SOUND > 0)));
            }
        }
        // Of a pair that was found twice the one that sounds alike stays.
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup_by_key(|(one, other, _)| (*one, *other));
        found.reverse();
        found
    }
}

fn are_not_same(customers: &Table<Customer>, own: &str, other: &Customer) -> bool {
    customers.get(own).is_some_and(|own| is_said(own, other))
}

/// Puts keys in order among others, from the last one on: nothing is copied twice.
fn merge(all: &mut Vec<(u64, u32)>, mut more: Vec<(u64, u32)>) {
    let mut from = all.len();
    let mut to = from + more.len();
    all.resize(to, (0, 0));
    while let Some(last) = more.pop() {
        while from > 0 && all[from - 1] > last {
            (from, to) = (from - 1, to - 1);
            all[to] = all[from];
        }
        to -= 1;
        all[to] = last;
    }
}
