//! What the list of customers shows: conditions, search, order. Pure, and made for 100,000 customers.
//!
//! Conditions read the evaluation's class columns, word columns and tag sets, never texts, and give a set of slots (a bit each).
//! The order of all customers is worked out apart, once a version and sort: a narrowed list is the order walked with the set, so
//! typing into the search sorts nothing.
//!
//! Keys of conditions: a dimension's id, [`TAG`] (an automatic tag's id or a manual tag's text), a word of the customer's record
//! (`owner`, `region`, …), a metric (the values are ranges). The empty value stands for "has none".

mod found;
mod order;
mod ordered;
mod risk;
mod text;

#[cfg(test)]
mod tests;

pub use found::{FoundBy, Person, phone_part};
pub use order::{
    Collate, Column, PlacesReading, by_code_point, by_place, column, number_of, order, places, rows_by_text,
    text_places,
};
pub use ordered::{days, days_value, ordered_sum, purchases};
pub use risk::{count_at_risk, lost_at_risk, lost_last};
pub use text::TextIndex;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::query::{FIRST_DEAL, Filter, GAP, GROUP, ORDERED, Query, TAG};
use crate::domain::columns::{Bits, bit_words, count_bits, has_bit, set_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::field;
use crate::domain::fold::{alike, folded};
use crate::domain::marketing::group::{Group, groups, meets};
use crate::domain::metric::range::Range;
use crate::domain::metric::{self, Unit};
use crate::domain::record::Text;
use crate::domain::rule::fact::WORDS;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// The manual tags of a version: the text and who has it, the most frequent first. Spellings that look alike are one tag, under the
/// most frequent of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagIndex {
    /// The tags.
    pub tags: Vec<(Text, Bits)>,
}

impl TagIndex {
    /// Collects the manual tags of every customer.
    pub fn build(world: &World) -> Self {
        let words = bit_words(world.book.customers.slots());
        let mut spellings: HashMap<&str, (usize, Bits)> = HashMap::new();
        for (slot, customer) in world.book.customers.iter() {
            for tag in &customer.tags {
                let (many, bits) = spellings.entry(tag).or_insert_with(|| (0, vec![0; words]));
                *many += 1;
                set_bit(bits, slot, true);
            }
        }
        let mut tags: HashMap<Cow<'_, str>, (usize, Text, Bits)> = HashMap::new();
        for (spelling, (many, bits)) in spellings {
            let (most, text, all) = tags
                .entry(folded(spelling))
                .or_insert_with(|| (0, "".into(), vec![0; words]));
            if (many, &**text) > (*most, spelling) || text.is_empty() {
                (*most, *text) = (many, spelling.into());
            }
            all.iter_mut().zip(bits).for_each(|(word, more)| *word |= more);
        }
        let mut tags: Vec<(Text, Bits)> = tags.into_values().map(|(_, text, bits)| (text, bits)).collect();
        sort_by(&mut tags, |a, b| {
            count_bits(&b.1).cmp(&count_bits(&a.1)).then_with(|| a.0.cmp(&b.0))
        });
        Self { tags }
    }

    fn of(&self, tag: &str) -> Option<&Bits> {
        self.tags
            .iter()
            .find(|(text, _)| alike(text, tag))
            .map(|(_, bits)| bits)
    }
}

/// What is kept between two looks at the same version. What is not there is worked out on the way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Index<'a> {
    /// For the search.
    pub text: Option<&'a TextIndex>,
    /// For conditions on tags.
    pub tags: Option<&'a TagIndex>,
    /// The names of the automatic tags as the user sees them, in the rulebook's order: the search finds them too.
    pub tag_names: &'a [String],
}

/// Whether a condition needs the [`TagIndex`].
pub fn needs_tags(query: &Query) -> bool {
    query.filters.iter().any(|f| *f.key == *TAG)
}

/// Who meets every condition and the search.
pub fn matching(world: &World, query: &Query, index: Index<'_>) -> Bits {
    let mut found = world.evaluation.columns.live.clone();
    for filter in &query.filters {
        let met = met(world, filter, index);
        for (word, met) in found.iter_mut().zip(met) {
            *word &= if filter.not { !met } else { met };
        }
    }
    if !query.search.trim().is_empty() {
        let built;
        let text = match index.text {
            Some(text) => text,
            None => {
                built = TextIndex::build(world);
                &built
            }
        };
        keep(&mut found, &text.find(&query.search, world, index.tag_names));
    }
    found
}

/// The rows of a list: the order walked with the set of who is wanted.
pub fn rows(order: &[u32], wanted: &Bits) -> Vec<u32> {
    order.iter().copied().filter(|slot| has_bit(wanted, *slot)).collect()
}

/// A value that a condition may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value; empty for "has none".
    pub value: Text,
    /// How many of the customers looked at have it.
    pub count: usize,
    /// Of a tag: a rule put it there.
    pub by_rule: bool,
}

/// The values of a key with how many of `among` have each. Classes stand in the dimension's order, words and manual tags by
/// frequency, "has none" last.
pub fn values(world: &World, key: &str, among: &Bits, index: Index<'_>) -> Vec<Value> {
    let evaluation = &world.evaluation;
    let value = |value: &str, count: usize, by_rule: bool| Value {
        value: value.into(),
        count,
        by_rule,
    };
    if key == TAG {
        return tag_values(world, among, index);
    }
    // A set that was found before the book changed may name slots that are no more.
    if let Some(column) = word_of(evaluation, key).and_then(|word| evaluation.columns.words.get(word)) {
        let codes = slots(among).filter_map(|slot| column.codes.get(slot as usize));
        let (counts, none) = counted(codes.map(|code| *code as usize), column.words().len());
        let mut spellings: Vec<(&Text, usize)> = column.words().iter().zip(counts).collect();
        sort_by(&mut spellings, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let mut places: HashMap<Cow<'_, str>, usize> = HashMap::new();
        let mut all: Vec<Value> = Vec::new();
        for (word, many) in spellings {
            let place = *places.entry(folded(word)).or_insert(all.len());
            match all.get_mut(place) {
                Some(known) => known.count += many,
                None => all.push(value(word, many, false)),
            }
        }
        sort_by(&mut all, |a, b| {
            b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value))
        });
        all.push(value("", none, false));
        return all;
    }
    let dimension = evaluation.plan.dimension(key);
    let found = dimension.and_then(|d| Some((evaluation.plan.dimensions.get(d)?, evaluation.classes.get(d)?)));
    let Some((dimension, column)) = found else {
        return registered(world, key, among);
    };
    let found = slots(among).filter_map(|slot| column.get(slot as usize));
    let (counts, none) = counted(found.map(|class| usize::from(*class)), dimension.classes.len());
    let of = |place: usize| Some(value(&dimension.classes.get(place)?.id, *counts.get(place)?, false));
    let classes = dimension.order().into_iter().filter_map(of);
    classes.chain([value("", none, false)]).collect()
}

/// How many there are of each of so many codes, and of any other.
fn counted(codes: impl Iterator<Item = usize>, many: usize) -> (Vec<usize>, usize) {
    let (mut counts, mut others) = (vec![0; many], 0);
    codes.for_each(|code| *counts.get_mut(code).unwrap_or(&mut others) += 1);
    (counts, others)
}

/// What the sheet lacks, or yes and no: values that their registries know.
fn registered(world: &World, key: &str, among: &Bits) -> Vec<Value> {
    let values: Vec<Text> = match metric::find(key).map(|metric| metric.unit) {
        _ if key == GROUP => named(world).into_iter().map(|group| group.id).collect(),
        _ if key == GAP => (0..field::ITEMS.len()).map(|item| item.to_string().into()).collect(),
        Some(Unit::Flag) => vec![
            Range::from(1.0).to_string().into(),
            Range::below(1.0).to_string().into(),
        ],
        _ => Vec::new(),
    };
    let value = |value: Text| {
        let asked = Filter {
            key: key.into(),
            any_of: vec![value.clone()],
            not: false,
        };
        let found = met(world, &asked, Index::default());
        let count = found
            .iter()
            .zip(among)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum();
        Value {
            value,
            count,
            by_rule: false,
        }
    };
    values.into_iter().map(value).collect()
}

/// The slots of a set, ascending.
pub fn slots(bits: &Bits) -> impl Iterator<Item = u32> + '_ {
    bits.iter().enumerate().flat_map(|(word, bits)| {
        let mut rest = *bits;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            Some(word as u32 * 64 + bit)
        })
    })
}

/// Takes out of a set what is not in the other.
pub fn keep(set: &mut Bits, other: &Bits) {
    for (i, word) in set.iter_mut().enumerate() {
        *word &= other.get(i).copied().unwrap_or(0);
    }
}

/// The set of the rows that hold.
fn collect(rows: usize, holds: impl Fn(usize) -> bool) -> Bits {
    let mut bits = vec![0; bit_words(rows)];
    for (word, bits) in bits.iter_mut().enumerate() {
        for bit in 0..64.min(rows - word * 64) {
            *bits |= u64::from(holds(word * 64 + bit)) << bit;
        }
    }
    bits
}

/// The word column behind a key: of a dimension that is a text, or of the record.
fn word_of(evaluation: &Evaluation, key: &str) -> Option<usize> {
    match evaluation.plan.dimension_of(key) {
        Some(dimension) => dimension.text_of,
        None => WORDS.iter().position(|w| w.id == key),
    }
}

/// Who has one of the values. A key that nobody knows (a dimension that the rulebook lost) is met by nobody.
fn met(world: &World, filter: &Filter, index: Index<'_>) -> Bits {
    let evaluation = &world.evaluation;
    let rows = evaluation.columns.rows;
    let asks = |value: &str| filter.any_of.iter().any(|v| **v == *value);
    if *filter.key == *TAG {
        return tagged(world, &filter.any_of, index);
    }
    match &*filter.key {
        ORDERED => return ordered::ordered(world, &filter.any_of),
        FIRST_DEAL => return ordered::first_dealt(world, &filter.any_of),
        GAP => return lacking(world, &filter.any_of),
        GROUP => return grouped(world, &filter.any_of),
        _ => {}
    }
    let among = |wanted: &[bool], code: Option<usize>| code.and_then(|code| wanted.get(code)).copied();
    let none = asks("");
    if let Some(column) = word_of(evaluation, &filter.key).and_then(|word| evaluation.columns.words.get(word)) {
        let asked: HashSet<Cow<'_, str>> = filter.any_of.iter().map(|word| folded(word)).collect();
        let is_asked = |word: &Text| asked.contains(&folded(word));
        let wanted: Vec<bool> = column.words().iter().map(is_asked).collect();
        let code = |row: usize| column.codes.get(row).map(|code| *code as usize);
        return collect(rows, |row| among(&wanted, code(row)).unwrap_or(none));
    }
    let dimension = evaluation.plan.dimension(&filter.key);
    let found = dimension.and_then(|d| Some((evaluation.plan.dimensions.get(d)?, evaluation.classes.get(d)?)));
    let Some((dimension, column)) = found else {
        return match metric::index_of(&filter.key) {
            Some(column) => in_ranges(world, column, &filter.any_of),
            None => vec![0; bit_words(rows)],
        };
    };
    let wanted: Vec<bool> = dimension.classes.iter().map(|class| asks(&class.id)).collect();
    let code = |row: usize| column.get(row).map(|class| usize::from(*class));
    collect(rows, |row| among(&wanted, code(row)).unwrap_or(none))
}

fn named(world: &World) -> Vec<Group> {
    groups(&world.book.head.settings)
}

/// Who is in one of the groups. In one that is there no longer, or that the rules cannot read, is nobody.
fn grouped(world: &World, any_of: &[Text]) -> Bits {
    let mut bits: Bits = vec![0; bit_words(world.evaluation.columns.rows)];
    for group in named(world).iter().filter(|group| any_of.contains(&group.id)) {
        let found = meets(world, Some(&group.when)).unwrap_or_default();
        bits.iter_mut().zip(found).for_each(|(word, more)| *word |= more);
    }
    bits
}

fn lacking(world: &World, any_of: &[Text]) -> Bits {
    let wanted: Vec<&field::CompletenessItem> = any_of
        .iter()
        .filter_map(|value| field::ITEMS.get(value.parse::<usize>().ok()?))
        .collect();
    collect(world.evaluation.columns.rows, |row| {
        let met = world
            .ledger
            .row(row as u32)
            .touches
            .first()
            .is_some_and(|t| t.day <= world.evaluation.as_of);
        world.book.customers.at(row as u32).is_some_and(|customer| {
            field::gaps(customer, met).any(|gap| wanted.iter().any(|item| std::ptr::eq(*item, gap)))
        })
    })
}

/// Whose number lies in one of the ranges; the empty text asks for those without the number.
fn in_ranges(world: &World, column: usize, any_of: &[Text]) -> Bits {
    let columns = &world.evaluation.columns;
    let missing = any_of.iter().any(|text| text.is_empty());
    let ranges: Vec<Range> = any_of.iter().filter_map(|text| Range::parse(text)).collect();
    let numbers = columns.numbers.get(column).map(Vec::as_slice).unwrap_or_default();
    let holds = |number: f64| (missing && number.is_nan()) || ranges.iter().any(|range| range.holds(number));
    collect(columns.rows, |row| holds(numbers.get(row).copied().unwrap_or(f64::NAN)))
}

fn tagged(world: &World, wanted: &[Text], index: Index<'_>) -> Bits {
    let evaluation = &world.evaluation;
    let mut bits: Bits = vec![0; bit_words(evaluation.columns.rows)];
    let add = |bits: &mut Bits, more: &Bits| bits.iter_mut().zip(more).for_each(|(word, more)| *word |= more);
    let built;
    let manual = match index.tags {
        Some(tags) => tags,
        None => {
            built = TagIndex::build(world);
            &built
        }
    };
    for tag in wanted {
        if tag.is_empty() {
            let mut any: Bits = vec![0; bits.len()];
            evaluation.tags.iter().for_each(|more| add(&mut any, more));
            manual.tags.iter().for_each(|(_, more)| add(&mut any, more));
            bits.iter_mut().zip(any).for_each(|(word, any)| *word |= !any);
            continue;
        }
        let automatic = evaluation.plan.tags.iter().zip(&evaluation.tags);
        for (_, more) in automatic.filter(|(t, _)| t.id == *tag) {
            add(&mut bits, more);
        }
        if let Some(more) = manual.of(tag) {
            add(&mut bits, more);
        }
    }
    bits
}

fn tag_values(world: &World, among: &Bits, index: Index<'_>) -> Vec<Value> {
    let evaluation = &world.evaluation;
    let both = |bits: &Bits| bits.iter().zip(among).map(|(a, b)| (a & b).count_ones() as usize).sum();
    let value = |value: &Text, bits: &Bits, by_rule: bool| Value {
        value: value.clone(),
        count: both(bits),
        by_rule,
    };
    let built;
    let manual = match index.tags {
        Some(tags) => tags,
        None => {
            built = TagIndex::build(world);
            &built
        }
    };
    let automatic = evaluation.plan.tags.iter().zip(&evaluation.tags);
    let mut all: Vec<Value> = automatic.map(|(tag, bits)| value(&tag.id, bits, true)).collect();
    all.extend(manual.tags.iter().map(|(tag, bits)| value(tag, bits, false)));
    let none = tagged(
        world,
        &["".into()],
        Index {
            tags: Some(manual),
            ..index
        },
    );
    all.push(value(&"".into(), &none, false));
    all
}
