//! The search: every word typed must stand in the name, a contact's name or a tag, or be the end of a phone number.

use crate::domain::columns::{Bits, bit_words, set_bit};
use crate::domain::kind::Customer;
use crate::domain::world::World;

use super::keep;

/// Parts the fields of a customer; nobody types it.
const END: char = '\u{1f}';
/// Fewer digits than this end too many numbers to mean one.
const PHONE_DIGITS: usize = 3;

/// The text of every customer in lower case, in one piece, so that a search is one pass. Built once a version, when a search is
/// typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextIndex {
    rows: usize,
    words: Lines,
    phones: Lines,
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
                lower_into(part, &mut index.words.text);
                index.words.text.push(END);
            }
            index.words.end(slot);
            for phone in customer.contacts.iter().filter_map(|c| c.phone.as_deref()) {
                index.phones.text.extend(phone.chars().filter(char::is_ascii_digit));
                index.phones.text.push(END);
            }
            index.phones.end(slot);
        }
        index
    }

    /// Who has every word. The names of automatic tags are searched too, as the user sees them.
    pub(super) fn find(&self, search: &str, world: &World, tag_names: &[String]) -> Bits {
        let mut all: Option<Bits> = None;
        for word in search.to_lowercase().split_whitespace() {
            let mut found = vec![0; bit_words(self.rows)];
            self.words.find(word, &mut found);
            if let Some(tail) = phone_tail(word) {
                self.phones.find(&tail, &mut found);
            }
            for (name, bits) in tag_names.iter().zip(&world.evaluation.tags) {
                if name.to_lowercase().contains(word) {
                    found.iter_mut().zip(bits).for_each(|(word, more)| *word |= more);
                }
            }
            match &mut all {
                Some(all) => keep(all, &found),
                None => all = Some(found),
            }
        }
        all.unwrap_or_else(|| world.evaluation.columns.live.clone())
    }
}

/// What the search looks into besides phone numbers.
pub(super) fn parts(customer: &Customer) -> impl Iterator<Item = &str> {
    let contacts = customer.contacts.iter().filter_map(|c| c.name.as_deref());
    let tags = customer.tags.iter().chain(&customer.need_tags).map(|tag| &**tag);
    std::iter::once(&*customer.name).chain(contacts).chain(tags)
}

fn lower_into(text: &str, out: &mut String) {
    // Most names have no letters that have a case: those are copied whole.
    if has_upper(text) {
        out.extend(text.chars().flat_map(char::to_lowercase));
    } else {
        out.push_str(text);
    }
}

/// Whether a text has a letter that lower case would change. Chinese and its neighbours have none and are not looked up.
fn has_upper(text: &str) -> bool {
    text.chars().any(|c| c < '\u{2e80}' && c.is_uppercase())
}

/// The end of a phone number, where the word can be one: `6142`, `138-0000-6142`.
pub(super) fn phone_tail(word: &str) -> Option<String> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let only = word.chars().all(|c| c.is_ascii_digit() || "-+()".contains(c));
    (only && digits.len() >= PHONE_DIGITS).then(|| digits + "\u{1f}")
}

/// A customer that the search of the top bar found, and the contact whose name it was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The customer's slot.
    pub slot: u32,
    /// The contact's place, where the name of the customer itself has not the words.
    pub contact: Option<usize>,
}

/// The first customers with all words in their name or a contact's name; whose name begins with the words come first.
/// Nothing is built for it: it may be asked for at any key, and ends as soon as there are enough.
pub fn people(world: &World, search: &str, most: usize) -> Vec<Person> {
    let lower = search.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let has = |text: &str| words.iter().all(|word| contains(text, word));
    let (mut begin, mut within) = (Vec::new(), Vec::new());
    let customers = world.book.customers.iter();
    for (slot, customer) in customers.filter(|(slot, _)| world.evaluation.exists(*slot)) {
        if has(&customer.name) {
            let person = Person { slot, contact: None };
            if starts(&customer.name, words[0]) {
                begin.push(person);
            } else if within.len() < most {
                within.push(person);
            }
        } else if within.len() < most {
            let contact = customer
                .contacts
                .iter()
                .position(|c| c.name.as_deref().is_some_and(&has));
            within.extend(contact.map(|place| Person {
                slot,
                contact: Some(place),
            }));
        }
        if begin.len() == most {
            break;
        }
    }
    begin.extend(within);
    begin.truncate(most);
    begin
}

fn contains(text: &str, lower: &str) -> bool {
    if lower.is_ascii() {
        // Letters of either case, without a copy of the text.
        let needle = lower.as_bytes();
        let mut windows = text.as_bytes().windows(needle.len());
        windows.any(|w| w[0].eq_ignore_ascii_case(&needle[0]) && w.eq_ignore_ascii_case(needle))
    } else {
        text.contains(lower) || (has_upper(text) && text.to_lowercase().contains(lower))
    }
}

fn starts(text: &str, lower: &str) -> bool {
    let mut chars = text.chars().flat_map(char::to_lowercase);
    lower.chars().all(|c| chars.next() == Some(c))
}
