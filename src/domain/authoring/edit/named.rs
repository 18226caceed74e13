//! Named conditions: tags and risk signals.

use super::{fresh, shift, target};
use crate::domain::record::Text;
use crate::domain::rule::condition::Condition;
use crate::domain::rule::rulebook::{Rulebook, Signal, TagRule};

/// Which list of named conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// The automatic tags.
    Tags,
    /// The risk signals.
    Signals,
}

impl List {
    /// The key of the list in a rulebook.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Signals => "signals",
        }
    }

    fn one(self) -> &'static str {
        match self {
            Self::Tags => "tag",
            Self::Signals => "signal",
        }
    }
}

/// An entry of either list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named<'a> {
    /// Its id.
    pub id: &'a Text,
    /// Its name.
    pub name: &'a Text,
    /// Its condition.
    pub when: &'a Condition,
    /// Out of use.
    pub retired: bool,
}

/// The entries of a list, in order.
pub fn named(rules: &Rulebook, list: List) -> Vec<Named<'_>> {
    let of = |id, name, when, retired: Option<bool>| Named {
        id,
        name,
        when,
        retired: retired == Some(true),
    };
    match list {
        List::Tags => rules
            .tags
            .iter()
            .map(|t| of(&t.id, &t.name, &t.when, t.retired))
            .collect(),
        List::Signals => rules
            .signals
            .iter()
            .map(|s| of(&s.id, &s.name, &s.when, s.retired))
            .collect(),
    }
}

/// Changes the name and the condition of an entry.
pub fn with_named(rules: &mut Rulebook, list: List, id: &str, change: impl FnOnce(&mut Text, &mut Condition)) {
    match list {
        List::Tags => {
            if let Some(tag) = rules.tags.iter_mut().find(|t| *t.id == *id) {
                change(&mut tag.name, &mut tag.when);
            }
        }
        List::Signals => {
            if let Some(signal) = rules.signals.iter_mut().find(|s| *s.id == *id) {
                change(&mut signal.name, &mut signal.when);
            }
        }
    }
}

/// Whether the default rulebook has an entry of this id: a book that leaves it out gets it back, so it can only be retired.
pub fn is_default_named(list: List, id: &str) -> bool {
    named(Rulebook::standard(), list).iter().any(|n| **n.id == *id)
}

/// Adds an entry at the end and says its id.
pub fn add_named(rules: &mut Rulebook, list: List, name: &str, when: Condition) -> Text {
    let place = named(rules, list).len();
    insert(rules, list, place, name, when)
}

/// Copies an entry to the place behind it, under another name, and says the copy's id.
pub fn copy_named(rules: &mut Rulebook, list: List, id: &str, name: &str) -> Option<Text> {
    let all = named(rules, list);
    let place = all.iter().position(|n| **n.id == *id)?;
    let when = all[place].when.clone();
    Some(insert(rules, list, place + 1, name, when))
}

fn insert(rules: &mut Rulebook, list: List, place: usize, name: &str, when: Condition) -> Text {
    let id = fresh(list.one(), named(rules, list).into_iter().map(|n| &**n.id));
    let (made, name) = (id.clone(), Text::from(name));
    match list {
        List::Tags => rules.tags.insert(
            place,
            TagRule {
                id,
                name,
                when,
                retired: None,
                extra: Default::default(),
            },
        ),
        List::Signals => rules.signals.insert(
            place,
            Signal {
                id,
                name,
                when,
                retired: None,
                extra: Default::default(),
            },
        ),
    }
    made
}

/// Takes an entry of a user's own away.
pub fn remove_named(rules: &mut Rulebook, list: List, id: &str) {
    if is_default_named(list, id) {
        return;
    }
    match list {
        List::Tags => rules.tags.retain(|t| *t.id != *id),
        List::Signals => rules.signals.retain(|s| *s.id != *id),
    }
}

/// Puts an entry out of use, or into use again.
pub fn retire_named(rules: &mut Rulebook, list: List, id: &str, retired: bool) {
    let retired = retired.then_some(true);
    match list {
        List::Tags => rules
            .tags
            .iter_mut()
            .filter(|t| *t.id == *id)
            .for_each(|t| t.retired = retired),
        List::Signals => rules
            .signals
            .iter_mut()
            .filter(|s| *s.id == *id)
            .for_each(|s| s.retired = retired),
    }
}

/// Moves an entry by steps among those in use; up is negative.
pub fn move_named(rules: &mut Rulebook, list: List, id: &str, steps: i32) {
    let all = named(rules, list);
    let used: Vec<bool> = all.iter().map(|n| !n.retired).collect();
    let Some(from) = all.iter().position(|n| **n.id == *id) else {
        return;
    };
    let to = target(&used, from, steps);
    match list {
        List::Tags => shift(&mut rules.tags, from, to),
        List::Signals => shift(&mut rules.signals, from, to),
    }
}

/// Who looks at a fact: the dimensions and the tags in use, by id.
pub fn users(rules: &Rulebook, fact: &str) -> (Vec<Text>, Vec<Text>) {
    let looks = |when: &Condition| {
        let mut found = false;
        when.each_leaf(&mut |leaf| found |= *leaf.fact == *fact);
        found
    };
    let book = rules.in_use();
    let dimensions = book
        .dimensions
        .iter()
        .filter(|d| d.classes.iter().any(|c| c.when.as_ref().is_some_and(looks)));
    let tags = book.tags.iter().filter(|t| looks(&t.when));
    (
        dimensions.map(|d| d.id.clone()).collect(),
        tags.map(|t| t.id.clone()).collect(),
    )
}
