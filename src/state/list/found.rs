//! The customers that the search of the top bar offers, the best first, and what each was found by.

use std::ops::Range;

use super::text::{TextIndex, as_number, compact, has, in_one, is_code, numbers, phone, phone_line};
use crate::domain::columns::has_bit;
use crate::domain::find::{Place, Word};
use crate::domain::fold::{digits, folded, phone_digits, phone_numbers};
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::twin::merged_names;
use crate::domain::world::World;

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
    /// This name, of one who was merged into it.
    Former(Text),
    /// The name of the contact at this place.
    Contact(usize),
    /// The phone number of the contact at this place.
    Phone(usize),
    /// A tag, by its name.
    Tag(Text),
    /// This number: the customer's own, or that of one who was merged into it.
    Number(Text),
    /// The credit code.
    Code,
}

/// How many kinds of place there are, in the name and elsewhere.
const PLACES: usize = 8;
/// And of those again where a word is met by a rare reading only.
const RANKS: usize = PLACES * 2;

impl TextIndex {
    /// The first customers that the search finds: those whose name or other texts begin with it, then those where a word does, then those
    /// that have it somewhere; a name before other texts, and the whole name first. Who has a word by a rare reading alone comes behind all
    /// others.
    pub fn people(&self, world: &World, typed: &str, tag_names: &[String], most: usize) -> Vec<Person> {
        let mut words = self.words(typed);
        if words.is_empty() {
            return Vec::new();
        }
        let mut common = self.common_words(typed);
        let found = self.find_words(&mut words, world, tag_names, world.evaluation.columns.live.clone());
        let one = in_one(&words);
        let mut pots = [const { Vec::<u32>::new() }; RANKS];
        for (slot, line) in self.lines() {
            if !has_bit(&found, slot) || !world.evaluation.exists(slot) {
                continue;
            }
            let begins = world
                .book
                .customers
                .at(slot)
                .is_some_and(|customer| begins_phone(customer, &one));
            let rare = if is_rare(line, &mut words, &mut common) {
                PLACES
            } else {
                0
            };
            let pot = pots.get_mut(rank(line, &mut words, begins) + rare);
            pot.into_iter()
                .filter(|pot| pot.len() < most)
                .for_each(|pot| pot.push(slot));
            if pots.first().is_some_and(|best| best.len() == most) {
                break;
            }
        }
        let best: Vec<u32> = pots.into_iter().flatten().take(most).collect();
        let person = |slot| Person {
            slot,
            by: found_by(world, slot, &mut words, tag_names),
        };
        best.into_iter().map(person).collect()
    }
}

/// How far behind a customer stands: by the best place of a word, and whether all words are of the name.
fn rank(line: &str, words: &mut [Word], begins: bool) -> usize {
    let (mut best, mut is_other) = (Place::Within, false);
    for word in words {
        // What is not in the line is a number, whose end or beginning it is.
        let number = if begins { Place::Start } else { Place::WordStart };
        let found = word.find(line, Place::Whole);
        let (place, field) = found.map_or((number, 1), |found| (found.place, found.field));
        best = best.min(match place {
            Place::Whole if field > 0 => Place::Start,
            _ => place,
        });
        is_other |= field > 0;
    }
    best as usize * 2 + usize::from(is_other)
}

/// Whether a line has a word by a rare reading alone.
fn is_rare(line: &str, words: &mut [Word], common: &mut [Word]) -> bool {
    let mut all = words.iter_mut().zip(common);
    all.any(|(word, common)| common.find(line, Place::Within).is_none() && word.find(line, Place::Within).is_some())
}

/// Whether a phone number of a customer begins with what was typed.
fn begins_phone(customer: &Customer, typed: &str) -> bool {
    let phones = customer.contacts.iter().filter_map(|contact| contact.phone.as_deref());
    let mut lines = phones.flat_map(phone_numbers).map(phone_line);
    let sought = phone(typed);
    sought
        .first()
        .is_some_and(|first| lines.any(|line| line.starts_with(&**first)))
}

/// What a customer was found by: the name where it has all words, else the first thing that has one of those that it has not.
fn found_by(world: &World, slot: u32, words: &mut [Word], tag_names: &[String]) -> FoundBy {
    let Some(customer) = world.book.customers.at(slot) else {
        return FoundBy::Name;
    };
    let one = in_one(words);
    let mut others: Vec<&mut Word> = words
        .iter_mut()
        .filter_map(|word| (!has(&customer.name, word)).then_some(word))
        .collect();
    let mut count = |text: &str| {
        others
            .iter_mut()
            .filter_map(|word| has(text, word).then_some(()))
            .count()
    };
    let mut has = |text: &str| count(text) > 0;
    if let Some(name) = merged_names(customer).find(|name| has(name)) {
        return FoundBy::Former(name.into());
    }
    if let Some(place) = customer
        .contacts
        .iter()
        .position(|c| c.name.as_deref().is_some_and(&mut has))
    {
        return FoundBy::Contact(place);
    }
    let automatic = tag_names.iter().zip(&world.evaluation.tags);
    let automatic = automatic
        .filter(|(_, bits)| has_bit(bits, slot))
        .map(|(name, _)| name.as_str());
    let own = customer.tags.iter().chain(&customer.need_tags).map(|tag| &**tag);
    if let Some(tag) = own.chain(automatic).find(|tag| has(tag)) {
        return FoundBy::Tag(tag.into());
    }
    // Of numbers that begin alike, the one that has most.
    let best = numbers(customer)
        .rev()
        .map(|number| (count(number), number))
        .max_by_key(|(many, _)| *many);
    if let Some((1.., number)) = best {
        return FoundBy::Number(number.into());
    }
    let words: Vec<&str> = others.iter().map(|word| word.text.as_str()).collect();
    by_number(customer, &words, &one).unwrap_or(FoundBy::Name)
}

/// The number that has one of the words, or all of them as one.
fn by_number(customer: &Customer, words: &[&str], one: &str) -> Option<FoundBy> {
    let is_one_of = |number: &str| {
        words
            .iter()
            .filter_map(|word| as_number(word))
            .any(|it| number.contains(&*it))
    };
    if let Some(number) = numbers(customer).find(|own| is_one_of(&compact(&folded(own)))) {
        return Some(FoundBy::Number(number.into()));
    }
    let numbers: Vec<String> = words.iter().chain([&one]).flat_map(|word| phone(word)).collect();
    let is_its = |phone: &str| {
        let mut lines = phone_numbers(phone).map(phone_line);
        lines.any(|line| numbers.iter().any(|number| line.contains(number.as_str())))
    };
    let phone = customer
        .contacts
        .iter()
        .position(|c| c.phone.as_deref().is_some_and(is_its));
    if phone.is_some() {
        return phone.map(FoundBy::Phone);
    }
    let code = folded(customer.uscc.as_deref()?);
    let is_code = |typed: &&str| is_code(typed) && code.contains(*typed);
    words
        .iter()
        .copied()
        .chain([one])
        .any(|typed| is_code(&typed))
        .then_some(FoundBy::Code)
}

/// So many digits at the end of a number are shown in any case.
const TAIL: usize = 4;

/// The number of a field that has the digits that were typed: those and its last ones, the others masked; and which bytes of that were
/// typed.
pub fn phone_part(phone: &str, typed: &str) -> Option<(String, Range<usize>)> {
    let (all, short) = (digits(typed), phone_digits(typed));
    let numbers: Vec<String> = phone_numbers(phone).map(digits).collect();
    // The number that ends so goes before one that has it somewhere.
    let find = |sought: &String| {
        let end = numbers.iter().find(|own| own.ends_with(&**sought));
        let own = end.or_else(|| numbers.iter().find(|own| own.contains(&**sought)))?;
        Some((own, own.rfind(&**sought)?, sought.len()))
    };
    let mut sought = [all, short].into_iter().filter(|it| !it.is_empty());
    let (own, from, length) = sought.find_map(|sought| find(&sought))?;
    let tail = own.len().saturating_sub(TAIL);
    let shown = own.char_indices().map(|(at, c)| {
        if at >= tail || (from..from + length).contains(&at) {
            c
        } else {
            '*'
        }
    });
    Some((shown.collect(), from..from + length))
}
