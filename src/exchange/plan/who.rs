//! By what customers are known again.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::read::Said;
use crate::domain::book::Book;
use crate::domain::field::mask::is_masked;
use crate::domain::fold::{alike, digits, folded};
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::twin::{Known, TwinBy, code, likeness, merged_names, phones};

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
    /// Whom one speaks to there: a name, an address.
    pub people: Vec<String>,
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
    /// Numbers of which the file, or the person, said whose they are.
    told: HashSet<String>,
    /// Numbers of customers that were merged, each with the one that they were merged into.
    merged: HashMap<String, String>,
    /// Names that nobody has any more, as they are compared.
    merged_names: HashSet<String>,
}

impl Named {
    /// By what a row of customers names one; `person`: who is the customer where no company is.
    pub fn of(said: &mut Said, person: Option<&str>) -> Self {
        let people = ["contact.name", "contact.email"];
        Self {
            id: said.take("id"),
            code: said.get("uscc").map(str::to_owned),
            phones: said.get("contact.phone").map(str::to_owned).into_iter().collect(),
            name: said.get("name").or(person).map(str::to_owned),
            people: people
                .into_iter()
                .filter_map(|key| said.get(key).map(str::to_owned))
                .collect(),
        }
    }

    /// What the row is known by where it is a customer of its own.
    pub(super) fn known(&self) -> Known {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Known::new(
            &text(&self.name),
            &text(&self.code),
            self.phones.iter().map(String::as_str),
        )
    }

    /// Whether the customer that has the row's number here is another one: the code and the name, or all that can be compared, say so. A
    /// number is no proof, as each book counts its own.
    pub(super) fn is_stranger(&self, mine: &Customer) -> bool {
        let (Some(name), known, own) = (&self.name, self.known(), Known::of(mine)) else {
            return false;
        };
        let has_other_code = known.has_other_code(&own);
        match likeness(&known, &own) {
            // A number that both can be called under ties nobody against name and code.
            Some(likeness) => has_other_code && likeness.by == [TwinBy::Phone],
            None => has_other_code || !(is_part(name, &mine.name) || self.knows_people_of(mine)),
        }
    }

    /// Whether a contact of the customer is named: by name, by address, or by the tail of a phone that is masked.
    fn knows_people_of(&self, mine: &Customer) -> bool {
        let tail = |phone: &str| phone.get(phone.len().checked_sub(4)?..).map(str::to_owned);
        let masked = self.phones.iter().filter(|phone| is_masked(phone));
        let tails: Vec<String> = masked.filter_map(|phone| tail(&digits(phone))).collect();
        mine.contacts.iter().any(|contact| {
            let mut said = [&contact.name, &contact.email].into_iter().flatten();
            let mut phones = contact.phone.iter().flat_map(|phone| phones(phone));
            said.any(|own| self.people.iter().any(|known| alike(known, own)))
                || phones.any(|own| tails.iter().any(|tail| own.ends_with(&**tail)))
        })
    }
}

/// Whether one name is a part of the other.
fn is_part(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let is_long = |name: &str| name.chars().nth(1).is_some();
    is_long(&one) && is_long(&other) && (one.contains(&*other) || other.contains(&*one))
}

impl Who {
    pub(super) fn of(book: &Book) -> Self {
        let mut who = Self::default();
        for (_, customer) in book.customers.iter() {
            who.add(customer);
            let free = |id: &&Text| book.customers.get(id).is_none();
            for merged in customer.merged_ids.iter().filter(free) {
                who.put(MatchKey::Id, merged.to_string(), customer.id.as_str());
                who.merged.insert(merged.to_string(), customer.id.to_string());
            }
        }
        who.add_merged_names(book);
        who
    }

    /// Names of customers that were merged lead to those who stayed, but where somebody has the name.
    fn add_merged_names(&mut self, book: &Book) {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for (_, customer) in book.customers.iter() {
            for name in merged_names(customer) {
                let who = all.entry(folded(name).into_owned()).or_default();
                who.push(customer.id.to_string());
            }
        }
        for (name, who) in all {
            self.by.entry((MatchKey::Name, name.clone())).or_insert_with(|| {
                self.merged_names.insert(name);
                who
            });
        }
    }

    /// Whether a name is nobody's but that of a customer who was merged.
    pub(super) fn is_merged_name(&self, name: &str) -> bool {
        self.merged_names.contains(&*folded(name))
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
        // A number that the file has for another one stays that one's.
        self.by
            .entry((MatchKey::Id, id.to_owned()))
            .or_insert_with(|| vec![id.to_owned()]);
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

    /// The file means this customer by a number, whoever else has it.
    pub(super) fn tell(&mut self, number: &str, id: &str) {
        self.by.insert((MatchKey::Id, number.to_owned()), vec![id.to_owned()]);
        self.told.insert(number.to_owned());
    }

    /// A name that nobody has means this customer in the rows that follow.
    pub(super) fn call(&mut self, named: &Named, id: &str) {
        if let Some(name) = named.name.as_deref() {
            let key = (MatchKey::Name, folded(name).into_owned());
            self.by.entry(key).or_insert_with(|| vec![id.to_owned()]);
        }
    }

    /// Whether that was said of a number.
    pub(super) fn is_told(&self, number: &str) -> bool {
        self.told.contains(number)
    }

    /// Whether a number was that of a customer who was merged into another one.
    pub(super) fn was_merged(&self, number: &str) -> bool {
        self.merged.contains_key(number)
    }

    /// The same, into this one.
    pub(super) fn was_merged_into(&self, number: &str, id: &str) -> bool {
        self.merged.get(number).is_some_and(|stays| stays == id)
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
