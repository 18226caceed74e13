//! Edits of a rulebook as pure functions, for whatever lets people change rules. None of them checks the outcome: the compiler does.

mod class;
mod kind;
mod named;
mod number;
mod score;
mod tree;

pub use class::{
    add_class, add_dimension, copy_class, is_default_class, is_default_dimension, move_class, move_dimension,
    move_rank, place_class, ranked, remove_class, remove_dimension, retire_class, retire_dimension, set_otherwise,
    set_ranked, with_class, with_dimension,
};
pub use kind::{FactGroup, Kind, facts_at, fitting, kind_of, operated, operators};
pub use named::{
    List, Named, add_named, copy_named, is_default_named, move_named, named, remove_named, retire_named, users,
    with_named,
};
pub use number::{NumberProblem, read_number, written};
pub use score::{
    add_band, add_term, literal_health, move_term, remove_band, remove_term, set_literal_health, with_band, with_score,
    with_term,
};
pub use tree::{Join, Tree};

use crate::domain::record::Text;
use crate::domain::rule::condition::Condition;
use crate::domain::rule::rulebook::Rulebook;

/// Which condition of a rulebook.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// That of a class.
    Class {
        /// The dimension's id.
        dimension: Text,
        /// The class's id.
        class: Text,
    },
    /// That of a tag or a signal.
    Named(List, Text),
}

impl Place {
    /// The place as the compiler names it: `dimensions[value].classes[key].when`.
    pub fn path(&self) -> String {
        match self {
            Self::Class { dimension, class } => format!("dimensions[{dimension}].classes[{class}].when"),
            Self::Named(list, id) => format!("{}[{id}].when", list.word()),
        }
    }

    /// The id of its owner.
    pub fn id(&self) -> &Text {
        match self {
            Self::Class { class: id, .. } | Self::Named(_, id) => id,
        }
    }

    /// Whether the default rulebook has its owner.
    pub fn is_default(&self) -> bool {
        match self {
            Self::Class { dimension, class } => is_default_class(dimension, class),
            Self::Named(list, id) => is_default_named(*list, id),
        }
    }

    /// Moves its owner by steps among those in use; up is negative.
    pub fn shift(&self, rules: &mut Rulebook, steps: i32) {
        match self {
            Self::Class { dimension, class } => move_class(rules, dimension, class, steps),
            Self::Named(list, id) => move_named(rules, *list, id, steps),
        }
    }

    /// Copies its owner to the place behind it, under another name, and says the copy's id.
    pub fn copy(&self, rules: &mut Rulebook, name: &str) -> Option<Text> {
        match self {
            Self::Class { dimension, class } => copy_class(rules, dimension, class, name),
            Self::Named(list, id) => copy_named(rules, *list, id, name),
        }
    }

    /// Puts its owner out of use, or into use again.
    pub fn retire(&self, rules: &mut Rulebook, retired: bool) {
        match self {
            Self::Class { dimension, class } => retire_class(rules, dimension, class, retired),
            Self::Named(list, id) => retire_named(rules, *list, id, retired),
        }
    }

    /// Takes its owner away.
    pub fn remove(&self, rules: &mut Rulebook) {
        match self {
            Self::Class { dimension, class } => remove_class(rules, dimension, class),
            Self::Named(list, id) => remove_named(rules, *list, id),
        }
    }

    /// The condition there.
    pub fn condition<'a>(&self, rules: &'a Rulebook) -> Option<&'a Condition> {
        match self {
            Self::Class { dimension, class } => {
                let classes = &rules.dimension(dimension)?.classes;
                classes.iter().find(|c| c.id == *class)?.when.as_ref()
            }
            Self::Named(list, id) => named(rules, *list).into_iter().find(|n| n.id == id).map(|n| n.when),
        }
    }

    /// The condition there as a tree; one without a condition has an empty group.
    pub fn tree(&self, rules: &Rulebook) -> Tree {
        Tree::of(self.condition(rules))
    }

    /// Changes the condition there.
    pub fn change(&self, rules: &mut Rulebook, change: impl FnOnce(&mut Tree)) {
        let mut tree = self.tree(rules);
        change(&mut tree);
        let when = tree.condition();
        match self {
            Self::Class { dimension, class } => with_class(rules, dimension, class, |c| c.when = when),
            Self::Named(list, id) => {
                with_named(rules, *list, id, |_, old| {
                    *old = when.unwrap_or(Condition::All(Vec::new()))
                });
            }
        }
    }
}

/// The first of `WORD-1`, `WORD-2` … beyond every number that stands behind this word already.
fn fresh<'a>(word: &str, taken: impl Iterator<Item = &'a str>) -> Text {
    let number = |id: &str| id.strip_prefix(word)?.strip_prefix('-')?.parse::<u32>().ok();
    let last = taken.filter_map(number).max().unwrap_or(0);
    format!("{word}-{}", last.saturating_add(1)).into()
}

/// Moves an entry of a list to another place; one out of the list is left alone.
fn shift<T>(list: &mut Vec<T>, from: usize, to: usize) {
    if from < list.len() && to < list.len() {
        let entry = list.remove(from);
        list.insert(to, entry);
    }
}

/// The place that an entry moves to by `steps`, beside those of the same kind: what is out of use is stepped over.
fn target(used: &[bool], from: usize, steps: i32) -> usize {
    let onward = |i: usize| {
        if steps < 0 {
            i.checked_sub(1)
        } else {
            Some(i + 1).filter(|i| *i < used.len())
        }
    };
    let mut place = from;
    for _ in 0..steps.unsigned_abs() {
        let mut next = onward(place);
        while next.is_some_and(|i| !used[i]) {
            next = next.and_then(onward);
        }
        place = next.unwrap_or(place);
    }
    place
}

#[cfg(test)]
mod tests;
