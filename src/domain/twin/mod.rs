//! Customers that may be one and the same: found by code, phone numbers, name, and whatever further key is given.
//!
//! [`likeness`] is the one judge of two; [`Index`] finds whom to ask it about: customers that share a key, never all with all; [`Pairs`]
//! remembers what it was told. Both follow the book by as many customers at a time as a page has time for. The list of duplicates, the
//! form of a customer and the preview of an import ask here.

mod belongings;
mod index;
mod merged;
mod name;
mod pairs;
mod places;
mod said;

pub use belongings::{Belongings, belongings};
pub use index::{Index, Twin};
pub use merged::{MergeChoices, MergePart, MergeQuestion, Taken, merged, merged_into, merged_names, questions};
pub use name::{NameParts, parts};
pub use pairs::{Pair, Pairs};
pub use places::is_place;
pub use said::{is_said, said};

use crate::domain::fnv::Fnv;
use crate::domain::fold::{folded, phone_digits, phone_numbers};
use crate::domain::kind::{Customer, CustomerKind};
use crate::domain::label::Label;
use crate::domain::pinyin::Readings;
use crate::domain::text::twin as say;
use crate::domain::uscc;

/// So many customers, or pairs, are looked at in one go; between two a page answers.
pub const SLICE: usize = 512;

/// Fewer digits are an extension that many may share.
const PHONE_DIGITS: usize = 7;

/// The phone numbers of a field, one by one as they are compared.
pub fn phones(text: &str) -> impl Iterator<Item = String> {
    let digits = phone_numbers(text).map(phone_digits);
    digits.filter(|digits| digits.len() >= PHONE_DIGITS)
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
    /// The names of those who were merged into it.
    merged: Vec<String>,
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
            merged: Vec::new(),
        }
    }

    /// By a customer's record.
    pub fn of(customer: &Customer) -> Self {
        let numbers = customer.contacts.iter().filter_map(|contact| contact.phone.as_deref());
        Self {
            is_person: customer.kind == Some(CustomerKind::Person),
            merged: merged_names(customer).map(|name| folded(name).into_owned()).collect(),
            ..Self::new(&customer.name, customer.uscc.as_deref().unwrap_or_default(), numbers)
        }
    }

    /// How the name sounds without legal form and place; nothing for one so short that many sound like it.
    fn sound(&self, readings: &Readings) -> Option<String> {
        self.parts.core.chars().nth(2)?;
        Some(readings.key(&self.parts.core))
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
        let merged = self.merged.iter().map(|name| key(b'n', name));
        named
            .chain(merged)
            .chain(coded)
            .chain(self.phones.iter().map(|phone| key(b'p', phone)))
    }

    /// Whether both have a code, and not the same one.
    pub fn has_other_code(&self, other: &Self) -> bool {
        self.code.is_some() && other.code.is_some() && self.code != other.code
    }

    /// Whether somebody of this name was merged into it.
    fn has_merged(&self, name: &str) -> bool {
        !name.is_empty() && self.merged.iter().any(|own| own == name)
    }

    /// Whether the name is one that many people have: no company's, and short.
    fn is_common(&self) -> bool {
        self.is_person || (!self.parts.is_company && self.parts.core.chars().nth(3).is_none())
    }
}

/// The bit that tells a key of sounds from the others.
const SOUND: u64 = 1;

/// A kind of key and its text.
fn key(kind: u8, text: &str) -> u64 {
    Fnv::default().and(&[kind]).and(text.as_bytes()).sum() & !SOUND
}

/// What those share whose names sound alike.
fn sound_key(sound: &str) -> u64 {
    key(b's', sound) | SOUND
}

/// What two customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TwinBy {
    /// The code: there is but one company with it.
    Code,
    /// The name.
    Name,
    /// The name of one, which somebody had who was merged into the other.
    Merged,
    /// The name without legal form and place.
    Core,
    /// A phone number.
    Phone,
    /// How the name sounds.
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
            Self::Merged => say::merged_name(),
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

/// The same by ear as well, where it is known how names sound.
pub fn likeness_by_ear(one: &Known, other: &Known, readings: Option<&Readings>) -> Option<Likeness> {
    let heard = |known: &Known| known.sound(readings?);
    let sound = heard(one);
    judged(one, other, sound.is_some() && sound == heard(other))
}

fn judged(one: &Known, other: &Known, sound: bool) -> Option<Likeness> {
    let is_one_code = one.code.is_some() && one.code == other.code;
    let other_code = one.has_other_code(other);
    let merged = one.has_merged(&other.name) || other.has_merged(&one.name);
    let name = !one.name.is_empty() && one.name == other.name || merged;
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
        // The same city, and a district that only one of them names.
        (true, false) if core && !here.is_empty() && !there.is_empty() && here != there => Strength::Weak,
        (true, true) => Strength::Strong,
        (true, false) if is_common => Strength::Weak,
        (true, false) if name && one.parts.is_company => Strength::Strong,
        (true, false) | (false, true) => Strength::Medium,
        (false, false) => Strength::Weak,
    };
    let all = [
        (is_one_code, TwinBy::Code),
        (name && !merged, TwinBy::Name),
        (merged, TwinBy::Merged),
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

#[cfg(test)]
mod tests;
