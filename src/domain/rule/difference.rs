//! The readable difference of two rulebooks: what a person would count as changed, each named at its entry.
//!
//! Entries are compared by id. It is empty exactly when the two rulebooks are equal; each record is taken apart field by field, so
//! that a field somebody adds does not compile here until it is compared as well.

mod condition;
mod sequence;
mod setting;

pub use condition::{ConditionChange, ConditionDifference, Path};
pub use setting::{Field, Setting};

use super::Condition;
use super::rulebook::{Band, Class, Dimension, RfmScore, Rulebook, TagRule, Term, WeightedScore, Weights};
use crate::domain::record::{Extra, Text};
use sequence::Fit;
use serde_json::{Map, Value};
use setting::Tell;

/// A difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The entry that changed.
    pub place: Place,
    /// What became of it.
    pub change: Change,
}

/// An entry of a rulebook, by its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A dimension.
    Dimension(Text),
    /// A class: its dimension, its id.
    Class(Text, Text),
    /// A weighted score.
    Score(Text),
    /// A term: its score, its metric.
    Term(Text, Text),
    /// A band: its score, its id.
    Band(Text, Text),
    /// The RFM rule.
    Rfm,
    /// An automatic tag.
    Tag(Text),
    /// A key of the rulebook that this version does not evaluate.
    Other(Text),
}

impl Place {
    /// Whether it is that entry or one inside it.
    pub fn is_in(&self, whole: &Self) -> bool {
        self == whole
            || match (self, whole) {
                (Self::Class(dimension, _), Self::Dimension(id)) => dimension == id,
                (Self::Term(score, _) | Self::Band(score, _), Self::Score(id)) => score == id,
                _ => false,
            }
    }
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It is new, at this place of the later list (from 0).
    Added(usize),
    /// It is gone; it stood at this place of the earlier list (from 0).
    Removed(usize),
    /// It passed others of its list.
    Moved {
        /// Its place in the earlier list, from 0.
        before: usize,
        /// Its place in the later list, from 0.
        after: usize,
    },
    /// One of its settings.
    Set {
        /// Which.
        field: Field,
        /// As it was.
        before: Setting,
        /// As it is.
        after: Setting,
    },
    /// Its condition, at one spot.
    Condition(ConditionDifference),
    /// Fields that this version does not know, or the value of an [`Place::Other`].
    Fields(Vec<Text>),
}

/// What changed from one rulebook to another, in the order of the later one; what is gone stands behind.
pub fn difference(before: &Rulebook, after: &Rulebook) -> Vec<Difference> {
    let Rulebook {
        dimensions,
        rfm,
        scores,
        tags,
        rest,
    } = after;
    let mut all = Vec::new();
    list(
        &mut all,
        (&before.dimensions, dimensions),
        |d| &d.id,
        Place::Dimension,
        dimension,
    );
    rfm_score(&mut At::new(&mut all, Place::Rfm), &before.rfm, rfm);
    list(&mut all, (&before.scores, scores), |s| &s.id, Place::Score, score);
    list(&mut all, (&before.tags, tags), |t| &t.id, Place::Tag, tag);
    for key in changed_keys(&before.rest, rest) {
        let change = match (before.rest.contains_key(&*key), rest.contains_key(&*key)) {
            (false, _) => Change::Added(0),
            (_, false) => Change::Removed(0),
            _ => Change::Fields(vec![]),
        };
        At::new(&mut all, Place::Other(key)).push(change);
    }
    all
}

/// The entry that is being compared.
struct At<'a> {
    all: &'a mut Vec<Difference>,
    place: Place,
}

impl<'a> At<'a> {
    fn new(all: &'a mut Vec<Difference>, place: Place) -> Self {
        Self { all, place }
    }

    fn push(&mut self, change: Change) {
        let place = self.place.clone();
        self.all.push(Difference { place, change });
    }

    fn set<T: Tell>(&mut self, field: Field, before: &T, after: &T) {
        if before != after {
            let (before, after) = (before.tell(), after.tell());
            self.push(Change::Set { field, before, after });
        }
    }

    fn condition(&mut self, before: Option<&Condition>, after: Option<&Condition>) {
        for found in condition::compare(before, after) {
            self.push(Change::Condition(found));
        }
    }

    fn unknown(&mut self, before: &Extra, after: &Extra) {
        if before != after {
            let none = Map::new();
            let (before, after) = (before.0.as_deref(), after.0.as_deref());
            let keys = changed_keys(before.unwrap_or(&none), after.unwrap_or(&none));
            self.push(Change::Fields(keys));
        }
    }
}

/// The keys whose values differ, in the order of the later map; those that are gone behind.
fn changed_keys(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Text> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let keys = after
        .keys()
        .filter(|key| before.get(*key) != after.get(*key))
        .chain(gone);
    keys.map(|key| key.as_str().into()).collect()
}

fn ids<T>(list: &[T], id: fn(&T) -> &Text) -> Vec<&str> {
    list.iter().map(|entry| &**id(entry)).collect()
}

/// Compares two lists of entries by id: `place` names an entry, `inside` compares two of the same id.
fn list<T>(
    all: &mut Vec<Difference>,
    (before, after): (&[T], &[T]),
    id: fn(&T) -> &Text,
    place: impl Fn(Text) -> Place,
    inside: fn(&mut At, &T, &T),
) {
    for fit in sequence::fit(&ids(before, id), &ids(after, id)) {
        let entry = match fit {
            Fit::Removed(then) => &before[then],
            Fit::Added(now) | Fit::Kept(_, now, _) => &after[now],
        };
        let mut at = At::new(all, place(id(entry).clone()));
        match fit {
            Fit::Added(now) => at.push(Change::Added(now)),
            Fit::Removed(then) => at.push(Change::Removed(then)),
            Fit::Kept(then, now, moved) => {
                if moved {
                    at.push(Change::Moved {
                        before: then,
                        after: now,
                    });
                }
                inside(&mut at, &before[then], entry);
            }
        }
    }
}

fn dimension(at: &mut At, before: &Dimension, after: &Dimension) {
    let Dimension {
        id,
        name,
        classes,
        otherwise,
        bands_of,
        text_of,
        override_by,
        extra,
    } = after;
    at.set(Field::Name, &before.name, name);
    list(
        at.all,
        (&before.classes, classes),
        |c| &c.id,
        |class| Place::Class(id.clone(), class),
        class,
    );
    at.set(Field::Otherwise, &before.otherwise, otherwise);
    at.set(Field::BandsOf, &before.bands_of, bands_of);
    at.set(Field::TextOf, &before.text_of, text_of);
    at.set(Field::OverrideBy, &before.override_by, override_by);
    at.unknown(&before.extra, extra);
}

fn class(at: &mut At, before: &Class, after: &Class) {
    let Class {
        id: _,
        name,
        when,
        strategy,
        extra,
    } = after;
    at.set(Field::Name, &before.name, name);
    at.condition(before.when.as_ref(), when.as_ref());
    at.set(Field::Strategy, &before.strategy, strategy);
    at.unknown(&before.extra, extra);
}

fn tag(at: &mut At, before: &TagRule, after: &TagRule) {
    let TagRule {
        id: _,
        name,
        when,
        extra,
    } = after;
    at.set(Field::Name, &before.name, name);
    at.condition(Some(&before.when), Some(when));
    at.unknown(&before.extra, extra);
}

fn rfm_score(at: &mut At, before: &RfmScore, after: &RfmScore) {
    let RfmScore {
        id,
        window_months,
        cut_plus_one,
        weights: Weights {
            r,
            f,
            m,
            extra: of_weights,
        },
        extra,
    } = after;
    if *id != before.id {
        at.push(Change::Fields(vec!["id".into()]));
    }
    at.set(Field::Window, &before.window_months, window_months);
    at.set(Field::CutPlusOne, &before.cut_plus_one, cut_plus_one);
    at.set(Field::WeightOfR, &before.weights.r, r);
    at.set(Field::WeightOfF, &before.weights.f, f);
    at.set(Field::WeightOfM, &before.weights.m, m);
    at.unknown(&before.weights.extra, of_weights);
    at.unknown(&before.extra, extra);
}

fn score(at: &mut At, before: &WeightedScore, after: &WeightedScore) {
    let WeightedScore {
        id,
        name,
        terms,
        bands,
        dealt_only,
        extra,
    } = after;
    at.set(Field::Name, &before.name, name);
    list(
        at.all,
        (&before.terms, terms),
        |t| &t.metric,
        |term| Place::Term(id.clone(), term),
        term,
    );
    let mut found = Vec::new();
    list(
        &mut found,
        (&before.bands, bands),
        |b| &b.id,
        |band| Place::Band(id.clone(), band),
        band,
    );
    // Where the bounds say the order, a band that passed another one did so by its bound.
    let falls = |bands: &[Band]| bands.is_sorted_by(|a, b| a.from > b.from);
    let implied = falls(&before.bands) && falls(bands);
    found.retain(|d| !(implied && matches!(d.change, Change::Moved { .. })));
    at.all.append(&mut found);
    at.set(Field::DealtOnly, &before.dealt_only, dealt_only);
    at.unknown(&before.extra, extra);
}

fn term(at: &mut At, before: &Term, after: &Term) {
    let Term {
        metric: _,
        weight,
        invert,
        of,
        factor,
        missing,
        extra,
    } = after;
    at.set(Field::Weight, &before.weight, weight);
    at.set(Field::Invert, &before.invert, invert);
    at.set(Field::Of, &before.of, of);
    at.set(Field::Factor, &before.factor, factor);
    at.set(Field::Missing, &before.missing, missing);
    at.unknown(&before.extra, extra);
}

fn band(at: &mut At, before: &Band, after: &Band) {
    let Band {
        id: _,
        name,
        from,
        extra,
    } = after;
    at.set(Field::Name, &before.name, name);
    at.set(Field::From, &before.from, from);
    at.unknown(&before.extra, extra);
}

#[cfg(test)]
mod tests;
