//! The versions of the rulebook: which was in force on a day, and how another one is adopted. Every adopted rulebook is kept.
//!
//! A book without versions has had its one rulebook from the beginning. With the first adoption that one becomes version 1, without
//! a date, and the adopted one version 2.

use std::sync::Arc;

use crate::domain::authoring::difference::{Difference, Place, difference};
use crate::domain::book::Book;
use crate::domain::change::{Change, Delta, Head};
use crate::domain::day::{Day, Moment};
use crate::domain::held::Held;
use crate::domain::id::RuleVersionId;
use crate::domain::kind::{RuleVersion, Rules};
use crate::domain::metric::foreseen::MODEL;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::domain::sort::sort_by;

/// When and by whom a rulebook is adopted. The domain has no clock and no dice: they come along.
#[derive(Clone, Debug, PartialEq)]
pub struct Adoption {
    /// The ids of the new version, and of the one that becomes the first where there is none yet.
    pub ids: [RuleVersionId; 2],
    /// The first day it is in force.
    pub on: Day,
    /// When it was adopted.
    pub at: Moment,
    /// Who adopts it.
    pub by: Option<Text>,
    /// What people call it.
    pub name: Option<Text>,
    /// Why.
    pub note: Option<Text>,
}

/// Whether two rulebooks classify alike, whatever they say of care.
pub fn classify_alike(one: &Rulebook, other: &Rulebook) -> bool {
    one.dimensions == other.dimensions
        && one.rfm == other.rfm
        && one.scores == other.scores
        && one.signals == other.signals
        && one.rest.get(MODEL) == other.rest.get(MODEL)
}

/// The versions, the first one first.
pub fn versions(book: &Book) -> Vec<&Held<RuleVersion>> {
    let mut all: Vec<_> = book.rule_versions.iter().map(|(_, version)| version).collect();
    sort_by(&mut all, |a, b| {
        (a.number, a.id.as_str()).cmp(&(b.number, b.id.as_str()))
    });
    all
}

/// The version in force on a day: the last one adopted by then, else the first. Nothing for a book without versions.
pub fn version_on(book: &Book, day: Day) -> Option<&Held<RuleVersion>> {
    let all = versions(book);
    let adopted = |v: &&&Held<RuleVersion>| v.adopted_on.is_none_or(|on| on <= day);
    all.iter().rev().find(adopted).or(all.first()).copied()
}

/// The rulebook in force on a day. From the last adoption on it is the book's own.
pub fn rulebook_on(book: &Book, day: Day) -> &Rulebook {
    let last = versions(book).pop();
    match version_on(book, day) {
        Some(version) if last.is_some_and(|last| last.id != version.id) => &version.rulebook.0,
        _ => &book.head.rulebook,
    }
}

/// The rules of a version. Those of the last one are the book's own, with the examples of today.
pub fn rulebook_of<'a>(book: &'a Book, version: &'a RuleVersion) -> &'a Rulebook {
    let is_last = versions(book).last().is_some_and(|last| last.id == version.id);
    if is_last {
        &book.head.rulebook
    } else {
        &version.rulebook.0
    }
}

/// A version, how long it stood, and how much it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// The version.
    pub version: &'a Held<RuleVersion>,
    /// Its last day; nothing for the one in force. A day before the first one says that it was overtaken the day it was adopted.
    pub until: Option<Day>,
    /// How many differences there are to the version before; nothing for the first one.
    pub changes: Option<usize>,
}

/// The versions with how long each stood, the first one first.
pub fn history(book: &Book) -> Vec<Standing<'_>> {
    let all = versions(book);
    let standing = |(i, version): (usize, &&'_ Held<RuleVersion>)| {
        let next = all.get(i + 1).and_then(|next| next.adopted_on);
        let before = i.checked_sub(1).and_then(|i| all.get(i));
        (
            next.map(|day| day.plus_days(-1)),
            before.map(|before| rule_changes(rulebook_of(book, before), rulebook_of(book, version)).len()),
        )
    };
    let told: Vec<_> = all.iter().enumerate().map(standing).collect();
    let joined = all.iter().zip(told);
    joined
        .map(|(version, (until, changes))| Standing {
            version,
            until,
            changes,
        })
        .collect()
}

/// What changed from one rulebook to another in the rules themselves: examples are no part of a version.
pub fn rule_changes(before: &Rulebook, after: &Rulebook) -> Vec<Difference> {
    let mut all = difference(before, after);
    all.retain(|found| !matches!(found.place, Place::Example(_)));
    all
}

/// The number that the next version gets.
pub fn next_number(book: &Book) -> u32 {
    book.rule_versions.iter().map(|(_, v)| v.number).max().unwrap_or(1) + 1
}

/// What putting a rulebook in force changes: the head, and the versions kept of it. Where only its examples differ, no rule changes,
/// and there is no new version.
pub(crate) fn adopt(book: &Book, rulebook: Rulebook, adoption: Adoption) -> Vec<Change> {
    if book.head.rulebook == rulebook {
        return Vec::new();
    }
    let mut changes = if book.head.rulebook.same_rules(&rulebook) {
        Vec::new()
    } else {
        kept(book, &rulebook, adoption)
    };
    let after = Head {
        rulebook,
        ..book.head.clone()
    };
    changes.push(Change::Head {
        before: Box::new(book.head.clone()),
        after: Box::new(after),
    });
    changes
}

/// What an import that changes the rules adds to its changes, so that the rules before it and its own are kept. Nothing where the
/// file brings its versions along, or takes the versions away with the whole book.
pub fn kept_of_import(book: &Book, changes: &[Change], adoption: Adoption) -> Vec<Change> {
    let after = changes.iter().find_map(|change| match change {
        Change::Head { before, after } if !before.rulebook.same_rules(&after.rulebook) => Some(&after.rulebook),
        _ => None,
    });
    let mut left = book.rule_versions.clone();
    for delta in changes.iter().filter_map(version) {
        match (&delta.before, &delta.after) {
            (_, Some(version)) => drop(left.put(version.clone())),
            (Some(gone), None) => drop(left.remove(gone.id.as_str())),
            (None, None) => {}
        }
    }
    let replaced = changes.iter().filter_map(version).any(|delta| delta.after.is_none()) && left.is_empty();
    let Some(after) = after.filter(|_| !replaced) else {
        return Vec::new();
    };
    let last = left
        .iter()
        .map(|(_, version)| version)
        .max_by_key(|version| version.number);
    if last.is_some_and(|last| last.rulebook.0.same_rules(after)) {
        return Vec::new();
    }
    let known = Book {
        head: book.head.clone(),
        rule_versions: left,
        ..Book::default()
    };
    kept(&known, after, adoption)
}

fn version(change: &Change) -> Option<&Delta<RuleVersion>> {
    match change {
        Change::RuleVersion(delta) => Some(delta),
        _ => None,
    }
}

fn kept(book: &Book, rulebook: &Rulebook, adoption: Adoption) -> Vec<Change> {
    let Adoption {
        ids: [id, first],
        on,
        at,
        by,
        name,
        note,
    } = adoption;
    let mut changes = Vec::new();
    if book.rule_versions.is_empty() {
        let first = RuleVersion {
            id: first,
            number: 1,
            name: None,
            adopted_on: None,
            at: None,
            by: None,
            note: None,
            rulebook: Rules(Arc::new(book.head.rulebook.clone())),
            extra: Default::default(),
        };
        changes.push(put(book, first));
    }
    let version = RuleVersion {
        id,
        number: next_number(book),
        name,
        adopted_on: Some(on),
        at: Some(at),
        by,
        note,
        rulebook: Rules(Arc::new(rulebook.clone())),
        extra: Default::default(),
    };
    changes.push(put(book, version));
    changes
}

fn put(book: &Book, version: RuleVersion) -> Change {
    let before = book.rule_versions.get(version.id.as_str()).cloned();
    let after = Some(Held::new(version));
    Delta { before, after }.into()
}
