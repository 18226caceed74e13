//! The readable difference of two rulebooks: what a person would count as changed, each named at its entry.
//!
//! Entries are compared by id. It is empty exactly when the two rulebooks are equal.

mod condition;
mod entry;
mod sequence;
mod setting;

pub use condition::{ConditionChange, ConditionDifference, Path};
pub use setting::{Field, Setting};

use crate::domain::record::{Extra, Text};
use crate::domain::rule::{Condition, Example, Rulebook};
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
    /// A risk signal.
    Signal(Text),
    /// An example.
    Example(Text),
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
    /// What an example looks at: its customer, or its figures.
    Given {
        /// As it was.
        before: Box<Example>,
        /// As it is.
        after: Box<Example>,
    },
    /// What an example expects.
    Expected {
        /// As it was.
        before: Box<Example>,
        /// As it is.
        after: Box<Example>,
    },
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
        signals,
        examples,
        rest,
    } = after;
    let mut all = Vec::new();
    list(&mut all, &before.dimensions, dimensions, Place::Dimension);
    entry::rfm(&mut At::new(&mut all, Place::Rfm), &before.rfm, rfm);
    list(&mut all, &before.scores, scores, Place::Score);
    list(&mut all, &before.tags, tags, Place::Tag);
    list(&mut all, &before.signals, signals, Place::Signal);
    list(&mut all, &before.examples, examples, Place::Example);
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

/// An entry of a list, known by its id.
trait ListEntry {
    fn id(&self) -> &Text;

    /// What changed inside it.
    fn compare(at: &mut At, before: &Self, after: &Self);
}

fn ids<T: ListEntry>(list: &[T]) -> Vec<&str> {
    list.iter().map(|entry| &**entry.id()).collect()
}

/// Compares two lists of entries by id; `place` names an entry.
fn list<T: ListEntry>(all: &mut Vec<Difference>, before: &[T], after: &[T], place: impl Fn(Text) -> Place) {
    for fit in sequence::fit(&ids(before), &ids(after)) {
        let entry = match fit {
            Fit::Removed(then) => &before[then],
            Fit::Added(now) | Fit::Kept(_, now, _) => &after[now],
        };
        let mut at = At::new(all, place(entry.id().clone()));
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
                T::compare(&mut at, &before[then], entry);
            }
        }
    }
}

#[cfg(test)]
mod tests;
