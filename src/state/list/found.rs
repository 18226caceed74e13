//! The customers that the search of the top bar offers, the best first, and what each was found by.

use std::ops::Range;

use super::text::{TextIndex, as_number, compact, has, in_one, is_code, numbers, phone};
use crate::domain::columns::has_bit;
use crate::domain::find::{Place, Word};
use crate::domain::fold::{fold_one_into, folded, phone_digits};
use crate::domain::kind::Customer;
use crate::domain::record::Text;
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
const RANKS: usize = 8;

impl TextIndex {
    /// The first customers that the search finds: those whose name or other texts begin with it, then those where a word does, then those
    /// that have it somewhere; a name before other texts, and the whole name first.
    pub fn people(&self, world: &World, typed: &str, tag_names: &[String], most: usize) -> Vec<Person> {
        let mut words = self.words(typed);
        if words.is_empty() {
            return Vec::new();
        }
        let found = self.find_words(&mut words, world, tag_names);
        let mut pots = [const { Vec::<u32>::new() }; RANKS];
        for (slot, line) in self.lines() {
            if !has_bit(&found, slot) || !world.evaluation.exists(slot) {
                continue;
            }
            let pot = pots.get_mut(rank(line, &mut words));
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
fn rank(line: &str, words: &mut [Word]) -> usize {
    let (mut best, mut is_other) = (Place::Within, false);
    for word in words {
        // What is not in the line is a number, whose end or beginning it is.
        let found = word.find(line, Place::Whole);
        let (place, field) = found.map_or((Place::Start, 1), |found| (found.place, found.field));
        best = best.min(match place {
            Place::Whole if field > 0 => Place::Start,
            _ => place,
        });
        is_other |= field > 0;
    }
    best as usize * 2 + usize::from(is_other)
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
        let line = phone_digits(phone) + "\u{1f}";
        numbers.iter().any(|number| line.contains(number.as_str()))
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

/// Which bytes of a phone number are the digits that were typed: its end, or where they stand in it.
pub fn phone_part(phone: &str, typed: &str) -> Option<Range<usize>> {
    let mut digits = String::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for (at, c) in phone.char_indices() {
        let mut one = String::new();
        fold_one_into(c, &mut one);
        if one.bytes().all(|c| c.is_ascii_digit()) && !one.is_empty() {
            places.extend(one.bytes().map(|_| at..at + c.len_utf8()));
            digits.push_str(&one);
        }
    }
    let all = crate::domain::fold::digits(typed);
    let short = phone_digits(typed);
    let find = |sought: &str| {
        let from = if digits.ends_with(sought) {
            Some(digits.len() - sought.len())
        } else {
            digits.find(sought)
        };
        from.map(|from| (from, from + sought.len()))
    };
    let (from, to) = [all, short]
        .iter()
        .filter(|it| !it.is_empty())
        .find_map(|it| find(it))?;
    Some(places.get(from)?.start..places.get(to.checked_sub(1)?)?.end)
}
