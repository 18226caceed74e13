//! By what customers are known again.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::fold::folded;
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::twin::{Known, code, phones};

/// By what a customer is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MatchKey {
    /// The customer's number.
    Id,
    /// The unified social credit code.
    Code,
    /// A phone number, by its digits, with or without +86.
    Phone,
    /// The name, as it is compared.
    Name,
}

/// What a row says of a customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub id: Option<String>,
    pub code: Option<String>,
    pub phones: Vec<String>,
    pub name: Option<String>,
}

/// Whom a row means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Nobody,
    One(String),
    Several(Vec<String>),
}

/// Customers by what they are known by.
#[derive(Default)]
pub(super) struct Who {
    by: HashMap<(MatchKey, String), Vec<String>>,
    /// By what those share who may be the same.
    twins: HashMap<u64, Vec<String>>,
}

impl Named {
    /// What the row is known by where it is a customer of its own.
    pub(super) fn known(&self) -> Known {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Known::new(
            &text(&self.name),
            &text(&self.code),
            self.phones.iter().map(String::as_str),
        )
    }
}

impl Who {
    pub(super) fn of(book: &Book) -> Self {
        let mut who = Self::default();
        for (_, customer) in book.customers.iter() {
            who.add(customer);
            let free = |id: &&Text| book.customers.get(id).is_none();
            for merged in customer.merged_ids.iter().filter(free) {
                who.put(MatchKey::Id, merged.to_string(), customer.id.as_str());
            }
        }
        who
    }

    /// Adds what a customer is known by.
    pub(super) fn add(&mut self, customer: &Customer) {
        let id = customer.id.as_str();
        for key in Known::of(customer).keys() {
            let known = self.twins.entry(key).or_default();
            if !known.iter().any(|known| known == id) {
                known.push(id.to_owned());
            }
        }
        self.put(MatchKey::Id, id.to_owned(), id);
        self.put(MatchKey::Name, folded(&customer.name).into_owned(), id);
        if let Some(code) = customer.uscc.as_deref().and_then(code) {
            self.put(MatchKey::Code, code, id);
        }
        for phone in customer.contacts.iter().filter_map(|contact| contact.phone.as_deref()) {
            for digits in phones(phone) {
                self.put(MatchKey::Phone, digits, id);
            }
        }
    }

    /// Adds one thing that a customer is known by.
    pub(super) fn put(&mut self, key: MatchKey, value: String, id: &str) {
        let known = self.by.entry((key, value)).or_default();
        if !known.iter().any(|known| known == id) {
            known.push(id.to_owned());
        }
    }

    fn by(&self, key: MatchKey, named: &Named) -> Vec<String> {
        let get = |value: String| self.by.get(&(key, value)).cloned().unwrap_or_default();
        match key {
            MatchKey::Id => named.id.clone().map(get).unwrap_or_default(),
            MatchKey::Code => named.code.as_deref().and_then(code).map(get).unwrap_or_default(),
            MatchKey::Name => named
                .name
                .as_deref()
                .map(|name| get(folded(name).into_owned()))
                .unwrap_or_default(),
            MatchKey::Phone => {
                let mut all: Vec<String> = named
                    .phones
                    .iter()
                    .flat_map(|phone| phones(phone))
                    .flat_map(get)
                    .collect();
                all.sort_unstable();
                all.dedup();
                all
            }
        }
    }

    /// Whom a row means by these keys, the first that knows anybody.
    pub(super) fn meant(&self, keys: &[MatchKey], named: &Named) -> Meant {
        for key in keys {
            let mut found = self.by(*key, named);
            match found.len() {
                0 => {}
                1 => return Meant::One(found.remove(0)),
                _ => return Meant::Several(found),
            }
        }
        Meant::Nobody
    }

    /// Everybody who may be the same one.
    pub(super) fn twins(&self, known: &Known) -> Vec<String> {
        let mut all: Vec<String> = known
            .keys()
            .flat_map(|key| self.twins.get(&key))
            .flatten()
            .cloned()
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
