//! The search: every word typed must stand in the name, a contact's name, a tag, the number or the code; or all of it is the end of a
//! phone number, or most of one. Texts are compared as people read them ([`crate::domain::fold`]).

use std::borrow::Cow;

use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::fold::{fold_into, folded, phone_digits};
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::world::World;

use super::keep;

/// Parts the fields of a customer; nobody types it.
const END: char = '\u{1f}';
/// Fewer digits than this end too many numbers to mean one.
const PHONE_DIGITS: usize = 3;
/// From so many digits on a number is meant that need not end with them.
const MOST_OF_A_PHONE: usize = 7;
/// Shorter parts stand in too many codes.
const PART_OF_A_CODE: usize = 6;
/// Longer ids were made by a machine, and nobody searches for one.
const LONGEST_NUMBER: usize = 20;

/// The folded text of every customer, in one piece, so that a search is one pass. Built once a version, when a search is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextIndex {
    rows: usize,
    words: Lines,
    phones: Lines,
    codes: Lines,
    numbers: Lines,
}

/// Lines of text in one piece: (slot, where the line ends).
#[derive(Clone, Debug, Default, PartialEq)]
struct Lines {
    text: String,
    ends: Vec<(u32, u32)>,
}

impl Lines {
    fn end(&mut self, slot: u32) {
        self.ends.push((slot, self.text.len() as u32));
    }

    /// Adds whoever's line has the needle.
    fn find(&self, needle: &str, found: &mut Bits) {
        let mut line = 0;
        for (at, _) in self.text.match_indices(needle) {
            while self.ends.get(line).is_some_and(|(_, end)| (*end as usize) <= at) {
                line += 1;
            }
            let Some((slot, _)) = self.ends.get(line) else { return };
            set_bit(found, *slot, true);
        }
    }
}

impl TextIndex {
    /// Collects what can be searched.
    pub fn build(world: &World) -> Self {
        let customers = &world.book.customers;
        let mut index = Self {
            rows: customers.slots(),
            ..Self::default()
        };
        for (slot, customer) in customers.iter() {
            for part in parts(customer) {
                fold_into(part, &mut index.words.text);
                index.words.text.push(END);
            }
            index.words.end(slot);
            for phone in customer.contacts.iter().filter_map(|c| c.phone.as_deref()) {
                index.phones.text.push_str(&phone_digits(phone));
                index.phones.text.push(END);
            }
            index.phones.end(slot);
            if let Some(number) = number(customer) {
                index.numbers.text.push_str(&compact(&folded(number)));
                index.numbers.text.push(END);
                index.numbers.end(slot);
            }
            if let Some(code) = &customer.uscc {
                fold_into(code, &mut index.codes.text);
                index.codes.end(slot);
            }
        }
        index
    }

    /// Who has every word, or the phone number. The names of automatic tags are searched too, as the user sees them.
    pub(super) fn find(&self, search: &str, world: &World, tag_names: &[String]) -> Bits {
        let mut all = world.evaluation.columns.live.clone();
        let words = words(search);
        if words.is_empty() {
            return all;
        }
        let tag_names: Vec<Cow<'_, str>> = tag_names.iter().map(|name| folded(name)).collect();
        for word in &words {
            let mut found = vec![0; bit_words(self.rows)];
            self.words.find(word, &mut found);
            if word.len() >= PART_OF_A_CODE {
                self.codes.find(word, &mut found);
            }
            if let Some(number) = as_number(word) {
                self.numbers.find(&number, &mut found);
            }
            phone(word).iter().for_each(|it| self.phones.find(it, &mut found));
            for (_, bits) in tag_names
                .iter()
                .zip(&world.evaluation.tags)
                .filter(|(name, _)| name.contains(&**word))
            {
                found.iter_mut().zip(bits).for_each(|(word, more)| *word |= more);
            }
            keep(&mut all, &found);
        }
        if words.len() > 1 {
            phone(&words.concat())
                .iter()
                .for_each(|it| self.phones.find(it, &mut all));
        }
        all
    }

    /// The first customers that the search finds: whose name begins with it, whose name has it, then those found by something else.
    pub fn people(&self, world: &World, search: &str, tag_names: &[String], most: usize) -> Vec<Person> {
        let words = words(search);
        let Some(first) = words.first() else { return Vec::new() };
        let found = self.find(search, world, tag_names);
        let [mut begin, mut named, mut other] = [const { Vec::<u32>::new() }; 3];
        let mut start = 0;
        for (slot, end) in &self.words.ends {
            let line = self.words.text.get(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            if !has_bit(&found, *slot) || !world.evaluation.exists(*slot) {
                continue;
            }
            let name = line.split(END).next().unwrap_or_default();
            let pot = match (
                name.starts_with(&**first),
                words.iter().all(|word| name.contains(&**word)),
            ) {
                (true, true) => &mut begin,
                (false, true) => &mut named,
                (_, false) => &mut other,
            };
            if pot.len() < most {
                pot.push(*slot);
            }
            if begin.len() == most {
                break;
            }
        }
        let named = begin.into_iter().chain(named).map(|slot| Person {
            slot,
            by: FoundBy::Name,
        });
        let other = other.into_iter().map(|slot| Person {
            slot,
            by: found_by(world, slot, &words, tag_names),
        });
        named.chain(other).take(most).collect()
    }
}

/// The words of a search, folded.
fn words(search: &str) -> Vec<Cow<'_, str>> {
    let words = search.split_whitespace().map(folded);
    words.filter(|word| !word.is_empty()).collect()
}

/// What the search looks into besides phone numbers; the name comes first.
fn parts(customer: &Customer) -> impl Iterator<Item = &str> {
    let contacts = customer.contacts.iter().filter_map(|c| c.name.as_deref());
    std::iter::once(&*customer.name).chain(contacts).chain(labels(customer))
}

/// Manual tags and the number.
fn labels(customer: &Customer) -> impl Iterator<Item = &str> {
    let tags = customer.tags.iter().chain(&customer.need_tags).map(|tag| &**tag);
    tags.chain(number(customer))
}

/// The customer's number, where people can read it.
fn number(customer: &Customer) -> Option<&str> {
    Some(customer.id.as_str()).filter(|id| id.len() <= LONGEST_NUMBER)
}

/// A number without hyphens, dots and the like: nobody types them.
fn compact(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A word as part of a customer's number; nothing where it has no digit or is too short for one.
fn as_number(folded: &str) -> Option<String> {
    let number = compact(folded);
    let has_digit = number.chars().any(|c| c.is_ascii_digit());
    Some(number).filter(|number| has_digit && number.len() >= PHONE_DIGITS)
}

/// What a line of phone numbers must have, where the words can be one: its end (`6142`, `138-0000-6142`), or most of it.
fn phone(folded: &str) -> Vec<String> {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let only = folded.chars().all(|c| c.is_ascii_digit() || "-+().".contains(c));
    let mut all = Vec::new();
    if only && digits.len() >= PHONE_DIGITS {
        let whole = phone_digits(&digits);
        all.push(digits + "\u{1f}");
        all.extend(Some(whole).filter(|whole| whole.len() >= MOST_OF_A_PHONE));
    }
    all
}

/// A customer that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The customer's slot.
    pub slot: u32,
    /// What has the words.
    pub by: FoundBy,
}

/// What a customer was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The name.
    Name,
    /// The contact at this place, by name or phone number.
    Contact(usize),
    /// A tag, the number or the code, as it stands in the book.
    Label(Text),
}

/// What a customer was found by whose name has not all words: the first thing that has one of them.
fn found_by(world: &World, slot: u32, words: &[Cow<'_, str>], tag_names: &[String]) -> FoundBy {
    let Some(customer) = world.book.customers.at(slot) else {
        return FoundBy::Name;
    };
    let name = folded(&customer.name);
    let has = |text: &str| {
        let text = folded(text);
        words
            .iter()
            .any(|word| !name.contains(&**word) && text.contains(&**word))
    };
    let numbers = phone(&words.concat());
    let contact = customer.contacts.iter().position(|contact| {
        let line = contact.phone.as_deref().map(|phone| phone_digits(phone) + "\u{1f}");
        contact.name.as_deref().is_some_and(has)
            || line.is_some_and(|line| numbers.iter().any(|number| line.contains(number.as_str())))
    });
    if let Some(place) = contact {
        return FoundBy::Contact(place);
    }
    let automatic = tag_names.iter().zip(&world.evaluation.tags);
    let automatic = automatic
        .filter(|(_, bits)| has_bit(bits, slot))
        .map(|(name, _)| name.as_str());
    let label = labels(customer)
        .chain(automatic)
        .chain(customer.uscc.as_deref())
        .find(|label| has(label));
    let numbers: Vec<String> = words.iter().filter_map(|word| as_number(word)).collect();
    let own = number(customer).filter(|own| {
        let own = compact(&folded(own));
        numbers.iter().any(|number| own.contains(number.as_str()))
    });
    let label = label.or(own);
    label.map_or(FoundBy::Name, |label| FoundBy::Label(label.into()))
}
