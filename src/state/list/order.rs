//! The order of a list by any of its columns. Who has no value stands last, whichever way the order goes; equals keep the
//! order in which they came into the book.

use std::collections::HashMap;

use crate::domain::columns::has_bit;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::rule::fact::{WORDS, number_column, score_fact};
use crate::domain::rule::plan::{NONE, Plan};
use crate::domain::sort::sort_by;
use crate::domain::world::World;
use crate::state::query::{Sort, TAG};

/// The place of each character among the others, equals alike: what the browser's collator knows and this module does not.
pub type Collate<'a> = &'a dyn Fn(&[char]) -> Vec<u32>;

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The customer's name.
    Name,
    /// The class of a dimension, by its place in the plan; where the dimension is the bands of a score, that score's column.
    Class(usize, Option<usize>),
    /// A word of the record, by its column.
    Word(usize),
    /// A number, by its column.
    Number(usize),
    /// The day that lies a number of days back.
    Day(usize),
    /// The tags.
    Tags,
    /// The first contact.
    Contact,
}

/// The column of a key: `name`, a dimension's id, `amount`, `last`, `last_order`, `tag`, `contact`, a word of the record, a
/// number by its fact.
pub fn column(plan: &Plan, key: &str) -> Option<Column> {
    Some(match key {
        "name" => Column::Name,
        "contact" => Column::Contact,
        TAG => Column::Tags,
        "amount" => Column::Number(Metric::AnnualPurchase as usize),
        "last" => Column::Day(Metric::DaysSinceLastInteraction as usize),
        "last_order" => Column::Day(Metric::DaysSinceLastOrder as usize),
        _ => match plan.dimensions.iter().enumerate().find(|(_, d)| *d.id == *key) {
            Some((d, dimension)) => match dimension.text_of {
                Some(word) => Column::Word(word),
                None => Column::Class(d, score_of(plan, key)),
            },
            None => match WORDS.iter().position(|w| w.id == key) {
                Some(word) => Column::Word(word),
                None => Column::Number(number_column(key, &plan.extra_columns)?),
            },
        },
    })
}

/// The column of the score whose bands a dimension is.
fn score_of(plan: &Plan, dimension: &str) -> Option<usize> {
    let bands = plan.rulebook.dimension(dimension)?.bands_of.as_ref()?;
    let score = plan.rulebook.scores.iter().find(|s| s.id == *bands)?;
    number_column(&score_fact(score), &plan.extra_columns)
}

/// The number that a customer's place in a column is told by; nothing where there is none.
pub fn number_of(evaluation: &Evaluation, column: Column, slot: u32) -> Option<f64> {
    match column {
        Column::Class(_, Some(number)) | Column::Number(number) => evaluation.column(slot, number),
        Column::Day(number) => evaluation.column(slot, number).map(|days| -days),
        Column::Class(d, None) => {
            let class = *evaluation.classes.get(d)?.get(slot as usize)?;
            (class != NONE).then(|| f64::from(evaluation.plan.dimensions.get(d).map_or(class, |d| d.stand(class))))
        }
        _ => None,
    }
}

/// Every customer in the order of a column. An unknown column leaves them as they came.
pub fn order(world: &World, sort: &Sort, collate: Collate<'_>) -> Vec<u32> {
    let evaluation = &world.evaluation;
    let live = (0..evaluation.columns.rows as u32).filter(|slot| has_bit(&evaluation.columns.live, *slot));
    let Some(column) = column(&evaluation.plan, &sort.column) else {
        return live.collect();
    };
    let texts = texts(world, column, collate);
    let place = |slot: u32| match &texts {
        Some(places) => places.get(slot as usize).copied().unwrap_or(f64::NAN),
        None => number_of(evaluation, column, slot).unwrap_or(f64::NAN),
    };
    by_place(live.map(|slot| (place(slot), slot)), sort.descending)
}

/// Rows in the order of their places. Who has none (NaN) stands last either way, and equals stand in the order of their numbers.
pub fn by_place(rows: impl Iterator<Item = (f64, u32)>, descending: bool) -> Vec<u32> {
    let (mut known, unknown): (Vec<_>, Vec<_>) = rows.partition(|(place, _)| !place.is_nan());
    sort_by(&mut known, |a, b| {
        let values = if descending {
            b.0.total_cmp(&a.0)
        } else {
            a.0.total_cmp(&b.0)
        };
        values.then(a.1.cmp(&b.1))
    });
    known.into_iter().chain(unknown).map(|(_, row)| row).collect()
}

/// The place of each slot among the texts of a column, for columns of texts.
fn texts(world: &World, column: Column, collate: Collate<'_>) -> Option<Vec<f64>> {
    let customers = &world.book.customers;
    let slots = 0..customers.slots() as u32;
    let of: Vec<Option<&str>> = match column {
        Column::Name => slots.map(|slot| customers.at(slot).map(|c| &*c.name)).collect(),
        Column::Contact => {
            let name = |slot| customers.at(slot)?.contacts.first()?.name.as_deref();
            slots.map(name).collect()
        }
        Column::Tags => {
            let own = |slot| customers.at(slot)?.tags.first().map(|tag| &**tag);
            let tag = |slot| world.evaluation.tags_of(slot).next().or_else(|| own(slot));
            slots.map(tag).collect()
        }
        Column::Word(word) => {
            let words = world.evaluation.columns.words.get(word)?;
            slots.map(|slot| words.word(slot as usize)).collect()
        }
        _ => return None,
    };
    Some(text_places(&of, collate))
}

/// The places of the records that fit, in the order of a text each, which is given by the order's key. Without one they stand as they
/// came.
pub fn rows_by_text<R>(
    all: &[R],
    fits: impl Fn(&R) -> bool,
    sort: Option<&Sort>,
    text: impl Fn(&R, &str) -> Option<String>,
    collate: Collate<'_>,
) -> Vec<u32> {
    let Some(Sort { column, descending }) = sort else {
        let rows = all.iter().zip(0..).filter(|(record, _)| fits(record));
        return rows.map(|(_, row)| row).collect();
    };
    let texts: Vec<Option<String>> = all.iter().map(|record| text(record, column)).collect();
    let texts: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
    let places = text_places(&texts, collate);
    let rows = all.iter().zip(places).zip(0..).filter(|((record, _), _)| fits(record));
    by_place(rows.map(|((_, place), row)| (place, row)), *descending)
}

/// The place of each text among all of them; equal texts have the same, none has no place (NaN).
pub fn text_places(texts: &[Option<&str>], collate: Collate<'_>) -> Vec<f64> {
    let mut place: HashMap<&str, f64> = texts.iter().flatten().map(|text| (*text, 0.0)).collect();
    let mut ranks: HashMap<char, u32> = place.keys().flat_map(|text| text.chars()).map(|c| (c, 0)).collect();
    let chars: Vec<char> = ranks.keys().copied().collect();
    ranks.extend(chars.iter().copied().zip(collate(&chars)));
    let mut keys: Vec<u32> = Vec::new();
    let mut spans: Vec<(u32, u32, &str)> = Vec::with_capacity(place.len());
    for text in place.keys().copied() {
        let start = keys.len() as u32;
        keys.extend(text.chars().map(|c| ranks.get(&c).copied().unwrap_or(u32::MAX)));
        spans.push((start, keys.len() as u32, text));
    }
    let key = |span: &(u32, u32, &str)| keys.get(span.0 as usize..span.1 as usize);
    // The texts themselves decide between those that the collator holds for equal.
    sort_by(&mut spans, |a, b| key(a).cmp(&key(b)).then_with(|| a.2.cmp(b.2)));
    for (i, span) in spans.iter().enumerate() {
        place.insert(span.2, i as f64);
    }
    texts
        .iter()
        .map(|text| text.and_then(|t| place.get(t).copied()).unwrap_or(f64::NAN))
        .collect()
}

/// The order of the character set, where no collator is at hand.
pub fn by_code_point(chars: &[char]) -> Vec<u32> {
    chars.iter().map(|c| u32::from(*c)).collect()
}
