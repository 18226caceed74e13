//! What facts can be: the values that comparisons could tell apart.

use std::collections::BTreeSet;

use super::reach::{Reach, reaches};
use crate::domain::kind::{CustomerKind, Intent};
use crate::domain::rule::evaluate::compare;
use crate::domain::rule::fact::{FactRef, TextList, WORDS};
use crate::domain::rule::plan::{NONE, Node, Plan};

/// What the facts of a plan can be.
pub(super) struct Facts<'a> {
    plan: &'a Plan,
    numbers: Vec<Reach>,
}

/// What is asked of a customer: a fact, or of a list whether it holds a text.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Asked<'a> {
    /// A fact.
    Fact(FactRef),
    /// Whether a list holds a text.
    Text(TextList, &'a str),
}

/// What a fact can be.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    /// Nothing is known.
    Missing,
    /// A number.
    Number(f64),
    /// A word.
    Word(&'a str),
    /// A word that no condition names.
    Other,
    /// A class, by its place in the dimension.
    Class(u8),
    /// Whether the list holds the text.
    Holds(bool),
}

/// What a comparison asks; nothing where it is the same for everybody.
pub(super) fn asked(leaf: &Node) -> Option<Asked<'_>> {
    match leaf {
        Node::Number(column, ..) | Node::NumberIn(column, ..) => Some(Asked::Fact(FactRef::Number(*column))),
        Node::Word(column, ..) => Some(Asked::Fact(FactRef::Word(*column))),
        Node::Class(dimension, ..) => Some(Asked::Fact(FactRef::Class(*dimension))),
        Node::List(list, text, _) => Some(Asked::Text(*list, text)),
        _ => None,
    }
}

impl<'a> Facts<'a> {
    /// The facts of a plan.
    pub fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            numbers: reaches(plan),
        }
    }

    /// What a number can be.
    pub fn reach(&self, column: usize) -> Reach {
        self.numbers[column]
    }

    /// The values of a fact that these comparisons tell apart, one of each sort.
    pub fn sorts(&self, asked: Asked<'a>, leaves: &[&'a Node]) -> Vec<Value<'a>> {
        let mut seen: BTreeSet<Vec<bool>> = BTreeSet::new();
        let mut values = self.values(asked, leaves);
        values.retain(|value| seen.insert(leaves.iter().map(|leaf| holds(leaf, *value)).collect()));
        values
    }

    /// Whether a comparison holds for every value that its fact can have, unless it is missing.
    pub fn holds_where_known(&self, leaf: &'a Node) -> bool {
        let Some(asked) = asked(leaf) else { return false };
        let values = self.values(asked, &[leaf]);
        let mut known = values.into_iter().filter(|v| !matches!(v, Value::Missing)).peekable();
        known.peek().is_some() && known.all(|value| holds(leaf, value))
    }

    /// Every value that comparisons of a fact could tell apart.
    fn values(&self, asked: Asked<'a>, leaves: &[&'a Node]) -> Vec<Value<'a>> {
        match asked {
            Asked::Text(..) => vec![Value::Holds(false), Value::Holds(true)],
            Asked::Fact(FactRef::Number(column)) => numbers(self.reach(column), leaves),
            Asked::Fact(FactRef::Word(column)) => words(column, leaves),
            Asked::Fact(FactRef::Class(dimension)) => {
                let dimension = &self.plan.dimensions[dimension];
                let mut values: Vec<Value> = (0..dimension.classes.len()).map(|at| Value::Class(at as u8)).collect();
                values.extend((dimension.otherwise == NONE).then_some(Value::Missing));
                values
            }
            // Of lists it is asked what they hold.
            Asked::Fact(FactRef::List(_)) => Vec::new(),
        }
    }
}

fn numbers<'a>(reach: Reach, leaves: &[&Node]) -> Vec<Value<'a>> {
    let borders = leaves.iter().flat_map(|leaf| match leaf {
        Node::Number(_, _, border) => std::slice::from_ref(border),
        Node::NumberIn(_, borders, _) => borders,
        _ => &[],
    });
    let borders: Vec<f64> = borders.copied().collect();
    let mut values: Vec<Value> = reach.samples(&borders).into_iter().map(Value::Number).collect();
    values.extend(reach.missing.then_some(Value::Missing));
    values
}

/// The words that conditions name, another one, none; of a fact with fixed choices just these and none.
fn words<'a>(column: usize, leaves: &[&'a Node]) -> Vec<Value<'a>> {
    let fixed: Option<Vec<&str>> = match WORDS[column].id {
        "kind" => Some(CustomerKind::ALL.iter().map(|kind| kind.word()).collect()),
        "intent" => Some(Intent::ALL.iter().map(|intent| intent.word()).collect()),
        _ => None,
    };
    let mut values = vec![Value::Missing];
    match fixed {
        Some(words) => values.extend(words.into_iter().map(Value::Word)),
        None => {
            let named = leaves.iter().flat_map(|leaf| match leaf {
                Node::Word(_, texts, _) => texts.as_slice(),
                _ => &[],
            });
            // An empty word counts as missing.
            values.extend(named.filter(|text| !text.is_empty()).map(|text| Value::Word(text)));
            values.push(Value::Other);
        }
    }
    values
}

/// Whether a comparison holds for a value, as the evaluation has it.
pub(super) fn holds(leaf: &Node, value: Value) -> bool {
    match (leaf, value) {
        (Node::Known(FactRef::List(_)), _) => true,
        (_, Value::Missing) => false,
        (Node::Number(_, operator, border), Value::Number(value)) => compare(*operator, value, *border),
        (Node::NumberIn(_, list, negated), Value::Number(value)) => list.contains(&value) != *negated,
        (Node::Word(_, texts, negated), Value::Word(word)) => texts.iter().any(|t| **t == *word) != *negated,
        (Node::Word(_, _, negated), Value::Other) => *negated,
        (Node::Class(_, set, negated), Value::Class(class)) => set[usize::from(class)] != *negated,
        (Node::List(_, _, negated), Value::Holds(it)) => it != *negated,
        _ => false,
    }
}
