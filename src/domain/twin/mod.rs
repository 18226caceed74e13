//! Customers that may be one and the same: found by code, phone numbers, name, and whatever further key is given.
//!
//! [`likeness`] is the one judge of two; [`Index`] finds whom to ask it about: customers that share a key, never all with all. The list
//! of duplicates, the form of a customer and the preview of an import ask here.

mod belongings;
mod merged;
mod name;
mod places;

pub use belongings::{Belongings, belongings};
pub use merged::{MergeChoices, MergePart, MergeQuestion, Taken, merged, questions};
pub use name::{NameParts, parts};

use hashbrown::HashMap;

use crate::domain::fnv::Fnv;
use crate::domain::fold::{folded, phone_digits};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, CustomerKind};
use crate::domain::label::Label;
use crate::domain::pinyin::Readings;
use crate::domain::record::Text;
use crate::domain::sort::sort_by_key;
use crate::domain::table::Table;
use crate::domain::text::twin as say;
use crate::domain::uscc;

/// Fewer digits are an extension that many may share.
const PHONE_DIGITS: usize = 7;

/// Where more customers than this share a key, each is compared with its neighbours there, and not all with all.
const MOST_ALL: usize = 8;

/// The phone numbers of a cell, one by one as they are compared: several may stand beside each other.
pub fn phones(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(['/', '、', ',', '，', ';', '；', '\n']);
    parts.map(phone_digits).filter(|digits| digits.len() >= PHONE_DIGITS)
}

/// A code as it is compared; nothing for a blank one.
pub fn code(text: &str) -> Option<String> {
    Some(folded(&uscc::normal(text)).into_owned()).filter(|code| !code.is_empty())
}

/// What a customer is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    name: String,
    parts: NameParts,
    is_person: bool,
    code: Option<String>,
    phones: Vec<String>,
}

impl Known {
    /// By what is typed, or stands in a row.
    pub fn new<'a>(name: &str, code: &str, numbers: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<String> = numbers.flat_map(phones).collect();
        all.sort_unstable();
        all.dedup();
        Self {
            name: folded(name).into_owned(),
            parts: parts(name),
            is_person: false,
            code: self::code(code),
            phones: all,
        }
    }

    /// By a customer's record.
    pub fn of(customer: &Customer) -> Self {
        let numbers = customer.contacts.iter().filter_map(|contact| contact.phone.as_deref());
        Self {
            is_person: customer.kind == Some(CustomerKind::Person),
            ..Self::new(&customer.name, customer.uscc.as_deref().unwrap_or_default(), numbers)
        }
    }

    /// What those share who may be the same: a number each. Equal numbers are a hint; [`likeness`] decides.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let is_own = self.parts.core != self.name;
        let named = [Some(&self.parts.core), Some(&self.name).filter(|_| is_own)];
        let named = named
            .into_iter()
            .flatten()
            .filter(|name| !name.is_empty())
            .map(|name| key(b'n', name));
        let coded = self.code.iter().map(|code| key(b'c', code));
        named
            .chain(coded)
            .chain(self.phones.iter().map(|phone| key(b'p', phone)))
    }

    /// Whether the name is one that many people have: no company's, and short.
    fn is_common(&self) -> bool {
        self.is_person || (!self.parts.is_company && self.parts.core.chars().nth(3).is_none())
    }
}

/// A kind of key and its text.
fn key(kind: u8, text: &str) -> u64 {
    Fnv::default().and(&[kind]).and(text.as_bytes()).sum()
}

/// What two customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TwinBy {
    /// The code: there is but one company with it.
    Code,
    /// The name.
    Name,
    /// The name without legal form and place.
    Core,
    /// A phone number.
    Phone,
    /// A further key, such as how the name sounds.
    Sound,
}

/// How sure it is that two customers are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Hardly anything else is possible.
    Strong,
    /// Likely.
    Medium,
    /// Possible.
    Weak,
}

impl TwinBy {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Code => say::same_code(),
            Self::Name => say::same_name(),
            Self::Core => say::same_core(),
            Self::Phone => say::same_phone(),
            Self::Sound => say::same_sound(),
        }
    }
}

impl Strength {
    /// All, the strongest first.
    pub const ALL: [Self; 3] = [Self::Strong, Self::Medium, Self::Weak];

    /// The word in addresses and marks.
    pub fn word(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Medium => "medium",
            Self::Weak => "weak",
        }
    }

    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Strong => say::strong(),
            Self::Medium => say::medium(),
            Self::Weak => say::weak(),
        }
    }
}

/// Why two customers may be one, and what speaks against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// How sure it is.
    pub strength: Strength,
    /// What they have in common, the surest first.
    pub by: Vec<TwinBy>,
    /// Both have a code, and not the same one.
    pub other_code: bool,
    /// Both names say where, and not the same place.
    pub other_place: bool,
}

impl Likeness {
    /// All of it, a phrase each.
    pub fn reasons(&self) -> Vec<Label> {
        let against = [
            (self.other_code, say::other_code()),
            (self.other_place, say::other_place()),
        ];
        let against = against.into_iter().filter_map(|(is, label)| is.then_some(label));
        self.by.iter().map(|by| by.label()).chain(against).collect()
    }
}

/// How much two customers are alike; nothing where they are not.
pub fn likeness(one: &Known, other: &Known) -> Option<Likeness> {
    judged(one, other, false)
}

fn judged(one: &Known, other: &Known, sound: bool) -> Option<Likeness> {
    let is_one_code = one.code.is_some() && one.code == other.code;
    let other_code = one.code.is_some() && other.code.is_some() && !is_one_code;
    let name = !one.name.is_empty() && one.name == other.name;
    let core = !name && !one.parts.core.is_empty() && one.parts.core == other.parts.core;
    let phone = one.phones.iter().any(|phone| other.phones.contains(phone));
    let (here, there) = (&*one.parts.place, &*other.parts.place);
    let is_apart = !here.is_empty() && !there.is_empty() && !here.contains(there) && !there.contains(here);
    let other_place = core && is_apart;
    let is_common = one.is_common() || other.is_common();
    let strength = match (name || core, phone) {
        _ if is_one_code => Strength::Strong,
        // Two companies of one house share a name's core, and are two.
        (true, false) if core && other_code => return None,
        (false, false) if !sound => return None,
        _ if other_code || other_place => Strength::Weak,
        (true, true) => Strength::Strong,
        (true, false) if is_common => Strength::Weak,
        (true, false) if name && one.parts.is_company => Strength::Strong,
        (true, false) | (false, true) => Strength::Medium,
        (false, false) => Strength::Weak,
    };
    let all = [
        (is_one_code, TwinBy::Code),
        (name, TwinBy::Name),
        (core, TwinBy::Core),
        (phone, TwinBy::Phone),
        // What is written alike sounds alike.
        (sound && !name && !core, TwinBy::Sound),
    ];
    Some(Likeness {
        strength,
        by: all.into_iter().filter_map(|(is, by)| is.then_some(by)).collect(),
        other_code,
        other_place,
    })
}

/// A further key of a customer, such as how its name sounds: those who share one are alike ([`TwinBy::Sound`]). Whatever makes it may
/// load when it is wanted; without it the rest is found all the same.
pub type Further<'a> = &'a dyn Fn(&Customer) -> Option<String>;

/// How a name sounds without legal form and place; nothing for one so short that many sound like it.
pub fn sound(readings: &Readings, name: &str) -> Option<String> {
    let core = parts(name).core;
    core.chars().nth(2)?;
    Some(readings.key(&core))
}

/// Customers that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The slot of the one that came first.
    pub one: u32,
    /// The slot of the other.
    pub other: u32,
    /// Why.
    pub likeness: Likeness,
    /// The first slot of all that are likely one with these.
    pub group: u32,
    /// How many those are.
    pub group_size: usize,
}

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Keys with the slots that have them, in order.
    keys: Vec<(u64, u32)>,
}

impl Index {
    /// Of all customers.
    pub fn of(customers: &Table<Customer>) -> Self {
        let mut keys = Vec::with_capacity(customers.len() * 3);
        for (slot, customer) in customers.iter() {
            keys.extend(Known::of(customer).keys().map(|key| (key, slot)));
        }
        sort_by_key(&mut keys, |key| *key);
        Self { keys }
    }

    /// The customers that may be the one known by this, the surest first, apart from the customer itself and those it is not.
    pub fn twins(&self, customers: &Table<Customer>, known: &Known, own: &str) -> Vec<Twin> {
        let mut slots: Vec<u32> = known.keys().flat_map(|key| self.with(key)).collect();
        slots.sort_unstable();
        slots.dedup();
        let twin = |slot: u32| {
            let other = customers
                .at(slot)
                .filter(|other| other.id.as_str() != own && !are_not_same(customers, own, other))?;
            Some(Twin {
                likeness: likeness(known, &Known::of(other))?,
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
        run.map(|(_, slot)| *slot)
    }

    /// The pairs that may be one, apart from those that a person said are not: groups stand together, the surest first.
    pub fn pairs(&self, customers: &Table<Customer>, further: &[Further<'_>]) -> Vec<Pair> {
        let mut found: Vec<(u32, u32, bool)> = Vec::new();
        runs(&self.keys, |one, other| found.push((one, other, false)));
        for further in further {
            let key = |(slot, customer): (u32, &Held<Customer>)| Some((key(b's', &further(customer)?), slot));
            let mut keys: Vec<(u64, u32)> = customers.iter().filter_map(key).collect();
            sort_by_key(&mut keys, |key| *key);
            runs(&keys, |one, other| found.push((one, other, true)));
        }
        // Of a pair that was found twice the one with a further key is the last.
        sort_by_key(&mut found, |pair| *pair);
        found.reverse();
        found.dedup_by_key(|(one, other, _)| (*one, *other));
        let mut known: HashMap<u32, Known> = HashMap::new();
        let mut pairs = Vec::with_capacity(found.len());
        for (one, other, sound) in found {
            let (Some(first), Some(second)) = (customers.at(one), customers.at(other)) else {
                continue;
            };
            if is_said(first, second) {
                continue;
            }
            for (slot, customer) in [(one, first), (other, second)] {
                known.entry(slot).or_insert_with(|| Known::of(customer));
            }
            if let Some(likeness) = judged(&known[&one], &known[&other], sound) {
                pairs.push(Pair {
                    one,
                    other,
                    likeness,
                    group: one,
                    group_size: 2,
                });
            }
        }
        grouped(pairs)
    }
}

/// Calls with the pairs of slots, the lower first, that have a key in common.
fn runs(keys: &[(u64, u32)], mut pair: impl FnMut(u32, u32)) {
    for run in keys.chunk_by(|a, b| a.0 == b.0) {
        for (i, (_, one)) in run.iter().enumerate() {
            let rest = run.get(i + 1..).unwrap_or_default();
            let rest = if run.len() > MOST_ALL {
                rest.get(..1).unwrap_or_default()
            } else {
                rest
            };
            rest.iter()
                .filter(|(_, other)| other != one)
                .for_each(|(_, other)| pair(*one, *other));
        }
    }
}

/// Puts together what is likely one.
fn grouped(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut of: HashMap<u32, u32> = HashMap::new();
    let root = |of: &HashMap<u32, u32>, mut slot: u32| {
        while let Some(next) = of.get(&slot).filter(|next| **next != slot) {
            slot = *next;
        }
        slot
    };
    for pair in pairs.iter().filter(|pair| pair.likeness.strength != Strength::Weak) {
        let (one, other) = (root(&of, pair.one), root(&of, pair.other));
        let (first, later) = (one.min(other), one.max(other));
        of.insert(later, first);
        of.insert(first, first);
        // Ways stay short: those asked for lead to the first at once.
        of.insert(pair.one, first);
        of.insert(pair.other, first);
    }
    let mut sizes: HashMap<u32, (usize, Strength)> = HashMap::new();
    let slots: Vec<u32> = of.keys().copied().collect();
    for slot in slots {
        sizes.entry(root(&of, slot)).or_insert((0, Strength::Weak)).0 += 1;
    }
    for pair in &mut pairs {
        let (one, other) = (root(&of, pair.one), root(&of, pair.other));
        if let Some(size) = sizes.get_mut(&one).filter(|_| one == other) {
            size.1 = size.1.min(pair.likeness.strength);
            (pair.group, pair.group_size) = (one, size.0);
        }
    }
    let best = |pair: &Pair| {
        sizes
            .get(&pair.group)
            .filter(|_| pair.group_size > 2)
            .map_or(pair.likeness.strength, |size| size.1)
    };
    sort_by_key(&mut pairs, |pair| {
        (best(pair), pair.group, pair.likeness.strength, pair.one, pair.other)
    });
    pairs
}

/// Whether a person said that two customers are not the same; either of them may remember it.
pub fn is_said(one: &Customer, other: &Customer) -> bool {
    let says = |one: &Customer, other: &Customer| one.not_same_as.iter().any(|id| **id == *other.id.as_str());
    says(one, other) || says(other, one)
}

fn are_not_same(customers: &Table<Customer>, own: &str, other: &Customer) -> bool {
    customers.get(own).is_some_and(|own| is_said(own, other))
}

/// The pairs of slots of which a person said that they are not the same, the lower first.
pub fn said(customers: &Table<Customer>) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for (slot, customer) in customers.iter() {
        for id in &customer.not_same_as {
            let other = customers
                .slot(id)
                .filter(|other| *other != slot && customers.at(*other).is_some());
            all.extend(other.map(|other| (slot.min(other), slot.max(other))));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests;
