//! The search: every word typed must stand in the name, that of one who was merged into it, a contact's name, a tag, the number or the code; or all of it is the beginning
//! or the end of a phone number, or most of one. How a word is met, [`crate::domain::find`] says.

use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::find::{END, Place, Word, add_field, words};
use crate::domain::fold::{fold_into, folded, phone_digits, phone_numbers};
use crate::domain::held::Held;
use crate::domain::kind::Customer;
use crate::domain::pinyin::Readings;
use crate::domain::table::Table;
use crate::domain::twin::merged_names;
use crate::domain::world::World;

use super::keep;

/// Fewer digits than this end too many numbers to mean one.
const PHONE_DIGITS: usize = 3;
/// What ends a field, as a text.
const END_TEXT: &str = "\u{1f}";
/// From so many digits on a number is meant that need not end with them.
const MOST_OF_A_PHONE: usize = 7;
/// Shorter parts stand in too many codes.
const PART_OF_A_CODE: usize = 6;
/// Longer ids were made by a machine, and nobody searches for one.
const LONGEST_NUMBER: usize = 20;
/// So many customers are folded anew where one of them changed.
const CHUNK: usize = 1_024;

/// The folded texts of every customer. Made when a search is typed first, as many at a time as a page has time for; then it follows the
/// book.
#[derive(Debug, Default)]
pub struct TextIndex {
    rows: usize,
    chunks: Vec<Chunk>,
    readings: Option<&'static Readings>,
}

/// The texts of some customers whose slots follow each other.
#[derive(Debug, Default)]
struct Chunk {
    /// The customers that they are of, by whom a change is known.
    held: Vec<Option<Held<Customer>>>,
    words: Lines,
    phones: Lines,
    codes: Lines,
    numbers: Lines,
}

/// Lines of text in one piece: (slot, where the line ends).
#[derive(Debug, Default)]
struct Lines {
    text: String,
    ends: Vec<(u32, u32)>,
}

impl Lines {
    fn end(&mut self, slot: u32) {
        self.ends.push((slot, self.text.len() as u32));
    }

    fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |(slot, end)| {
            let line = self.text.get(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            (*slot, line)
        })
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

impl Chunk {
    fn build(customers: &Table<Customer>, from: usize) -> Self {
        let slots = from as u32..(from + CHUNK).min(customers.slots()) as u32;
        let mut chunk = Self::default();
        for slot in slots {
            let held = customers.at(slot);
            chunk.held.push(held.cloned());
            if let Some(customer) = held {
                chunk.add(slot, customer);
            }
        }
        chunk
    }

    fn add(&mut self, slot: u32, customer: &Customer) {
        for part in parts(customer) {
            add_field(part, &mut self.words.text);
        }
        self.words.end(slot);
        let phones = customer.contacts.iter().filter_map(|c| c.phone.as_deref());
        for number in phones.flat_map(phone_numbers) {
            self.phones.text.push_str(&phone_line(number));
        }
        self.phones.end(slot);
        for number in numbers(customer) {
            self.numbers.text.push_str(&compact(&folded(number)));
            self.numbers.text.push(END);
        }
        self.numbers.end(slot);
        if let Some(code) = &customer.uscc {
            fold_into(code, &mut self.codes.text);
            self.codes.text.push(END);
            self.codes.end(slot);
        }
    }

    /// Whether the customers are still those that it was made of.
    fn is_of(&self, customers: &Table<Customer>, from: usize) -> bool {
        let slots = from..(from + CHUNK).min(customers.slots());
        slots.len() == self.held.len()
            && slots
                .zip(&self.held)
                .all(|(slot, held)| match (held, customers.at(slot as u32)) {
                    (None, None) => true,
                    (Some(one), Some(other)) => one.is_same(other),
                    _ => false,
                })
    }
}

impl TextIndex {
    /// Collects what can be searched; Han characters by themselves alone.
    pub fn build(world: &World) -> Self {
        let mut index = Self::default();
        index.follow(&world.book.customers, None, usize::MAX);
        index
    }

    /// Brings it up to the customers, by so many at most, and tells whether anything changed; then [`Self::is_whole`] says whether more is
    /// to be done.
    pub fn follow(&mut self, customers: &Table<Customer>, readings: Option<&'static Readings>, most: usize) -> bool {
        let mut changed = readings.is_some() != self.readings.is_some() || self.rows != customers.slots();
        (self.readings, self.rows) = (readings, customers.slots());
        self.chunks.truncate(self.rows.div_ceil(CHUNK));
        let mut left = most.div_ceil(CHUNK);
        for (n, chunk) in self.chunks.iter_mut().enumerate() {
            if !chunk.is_of(customers, n * CHUNK) {
                *chunk = Chunk::build(customers, n * CHUNK);
                changed = true;
                left = left.saturating_sub(1);
            }
        }
        while left > 0 && !self.is_whole() {
            self.chunks.push(Chunk::build(customers, self.chunks.len() * CHUNK));
            changed = true;
            left -= 1;
        }
        changed
    }

    /// Whether every customer can be found.
    pub fn is_whole(&self) -> bool {
        self.chunks.len() * CHUNK >= self.rows
    }

    /// What was typed, as its words are looked for.
    pub fn words(&self, typed: &str) -> Vec<Word> {
        words(typed, self.readings)
    }

    /// The same words, which Han characters are met by only as everybody reads them.
    pub(super) fn common_words(&self, typed: &str) -> Vec<Word> {
        words(typed, self.readings.map(Readings::common))
    }

    /// Who has every word, or the phone number. The names of automatic tags are searched too, as the user sees them.
    pub fn find(&self, typed: &str, world: &World, tag_names: &[String]) -> Bits {
        self.find_words(
            &mut self.words(typed),
            world,
            tag_names,
            world.evaluation.columns.live.clone(),
        )
    }

    /// The same among some customers: the texts of others are not looked into.
    pub fn find_words(&self, words: &mut [Word], world: &World, tag_names: &[String], mut all: Bits) -> Bits {
        for word in words.iter_mut() {
            let mut found = vec![0; bit_words(self.rows)];
            let (number, phones) = (as_number(&word.text), phone(&word.text));
            for chunk in &self.chunks {
                for (slot, line) in chunk.words.iter() {
                    if has_bit(&all, slot) && word.find(line, Place::Within).is_some() {
                        set_bit(&mut found, slot, true);
                    }
                }
                if word.text.len() >= PART_OF_A_CODE {
                    chunk.codes.find(&word.text, &mut found);
                }
                number.iter().for_each(|it| chunk.numbers.find(it, &mut found));
                phones.iter().for_each(|it| chunk.phones.find(it, &mut found));
            }
            for (name, bits) in tag_names.iter().zip(&world.evaluation.tags) {
                if has(name, word) {
                    found.iter_mut().zip(bits).for_each(|(word, more)| *word |= more);
                }
            }
            keep(&mut all, &found);
        }
        if words.len() > 1 {
            let one = in_one(words);
            for chunk in &self.chunks {
                phone(&one).iter().for_each(|it| chunk.phones.find(it, &mut all));
                if is_code(&one) {
                    chunk.codes.find(&one, &mut all);
                }
            }
        }
        all
    }

    /// The line of every customer: name, contacts, tags, number.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u32, &str)> {
        self.chunks.iter().flat_map(|chunk| chunk.words.iter())
    }
}

/// The words as one, as who leaves blanks in a number means it.
pub(super) fn in_one(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// Whether a text has a word.
pub(super) fn has(text: &str, word: &mut Word) -> bool {
    let mut line = String::new();
    add_field(text, &mut line);
    word.find(&line, Place::Within).is_some()
}

/// Whether it can be a code that was typed with blanks.
pub(super) fn is_code(folded: &str) -> bool {
    folded.len() >= PART_OF_A_CODE
        && folded.chars().all(|c| c.is_ascii_alphanumeric())
        && folded.contains(|c: char| c.is_ascii_digit())
}

/// What the search looks into besides phone numbers; the name comes first. Who was merged into a customer is found by the name of before, too.
fn parts(customer: &Customer) -> impl Iterator<Item = &str> {
    let contacts = customer.contacts.iter().filter_map(|c| c.name.as_deref());
    let own = std::iter::once(&*customer.name).chain(contacts).chain(labels(customer));
    own.chain(merged_names(customer))
}

/// Manual tags and the numbers.
pub(super) fn labels(customer: &Customer) -> impl Iterator<Item = &str> {
    let tags = customer.tags.iter().chain(&customer.need_tags).map(|tag| &**tag);
    tags.chain(numbers(customer))
}

/// The customer's number and those of whoever was merged into it, where people can read them.
pub(super) fn numbers(customer: &Customer) -> impl DoubleEndedIterator<Item = &str> {
    let former = customer.merged_ids.iter().map(|id| &**id);
    let all = std::iter::once(customer.id.as_str()).chain(former);
    all.filter(|id| id.len() <= LONGEST_NUMBER)
}

/// A number without hyphens, dots and the like: nobody types them.
pub(super) fn compact(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A word as part of a customer's number; nothing where it has no digit or is too short for one.
pub(super) fn as_number(folded: &str) -> Option<String> {
    let number = compact(folded);
    let has_digit = number.chars().any(|c| c.is_ascii_digit());
    Some(number).filter(|number| has_digit && number.len() >= PHONE_DIGITS)
}

/// A phone number with a mark before and behind it.
pub(super) fn phone_line(number: &str) -> String {
    format!("{END}{}{END}", phone_digits(number))
}

/// What a line of phone numbers must have, where the words can be one: its beginning (`1380`, `0574`), its end (`6142`, `138-0000-6142`), or
/// most of it.
pub(super) fn phone(folded: &str) -> Vec<String> {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let only = folded.chars().all(|c| c.is_ascii_digit() || "-+().".contains(c));
    if !only || digits.len() < PHONE_DIGITS {
        return Vec::new();
    }
    let whole = phone_digits(&digits);
    let own = if folded.starts_with('+') {
        digits.strip_prefix("86")
    } else {
        None
    };
    let bare = own.unwrap_or(&digits).trim_start_matches('0');
    // Of long numbers the zeros in front are not kept.
    let beginnings = [bare, &digits].map(|digits| format!("{END}{digits}"));
    let begins = beginnings.into_iter().filter(|it| it.len() >= PHONE_DIGITS);
    let most = Some(whole).filter(|whole| whole.len() >= MOST_OF_A_PHONE);
    let mut all: Vec<String> = begins.chain(most).collect();
    all.push(digits + END_TEXT);
    all
}
