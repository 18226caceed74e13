//! Situations: every combination of facts that some conditions can tell apart, as the rows of an imaginary book.
//!
//! A fact is tried with its borders, with a value of every stretch between them, and missing; values that no comparison tells
//! apart are one. Facts are combined freely, so that a combination which no customer can have may be among the rows (more orders
//! in six months than ever): what holds in every situation holds for every customer, not the other way round.

use super::bits::{self, pack};
use super::facts::{Asked, Facts, Value, asked, holds};
use crate::domain::columns::{Bits, bit_words};
use crate::domain::rule::plan::Node;

/// The most answers (a comparison in a situation) that are worked out for a whole dimension: a few milliseconds. Where there are
/// more, nothing is said.
pub(super) const MOST: usize = 1 << 22;
/// The most for a single condition or a part of it, of which a dimension has many.
pub(super) const MOST_ALONE: usize = 1 << 15;

/// Every situation of some conditions.
pub(super) struct Situations<'a> {
    /// How many.
    pub rows: usize,
    facts: Vec<Column<'a>>,
}

struct Column<'a> {
    asked: Asked<'a>,
    values: Vec<Value<'a>>,
    /// The row's value, by its place.
    rows: Vec<u32>,
}

impl<'a> Situations<'a> {
    /// The situations of these conditions; nothing where they would take more than so many answers.
    pub fn of(facts: &Facts<'a>, nodes: &[&'a Node], most: usize) -> Option<Self> {
        let mut leaves = Vec::new();
        nodes.iter().for_each(|node| each_leaf(node, &mut leaves));
        let mut sorts: Vec<(Asked<'a>, Vec<Value<'a>>)> = Vec::new();
        let mut rows = 1usize;
        for (i, leaf) in leaves.iter().enumerate() {
            let Some(ask) = asked(leaf).filter(|ask| !sorts.iter().any(|(seen, _)| seen == ask)) else {
                continue;
            };
            let same: Vec<&Node> = leaves[i..].iter().copied().filter(|l| asked(l) == Some(ask)).collect();
            let values = facts.sorts(ask, &same);
            rows = rows
                .checked_mul(values.len())
                .filter(|rows| rows.saturating_mul(leaves.len()) <= most)?;
            sorts.push((ask, values));
        }
        let mut it = Self {
            rows: 1,
            facts: Vec::new(),
        };
        sorts.into_iter().for_each(|(asked, values)| it.add(asked, values));
        Some(it)
    }

    /// Every situation so far with every value of one more fact.
    fn add(&mut self, asked: Asked<'a>, values: Vec<Value<'a>>) {
        let times = values.len();
        self.facts
            .iter_mut()
            .for_each(|column| column.rows = column.rows.repeat(times));
        let rows = (0..times as u32)
            .flat_map(|value| std::iter::repeat_n(value, self.rows))
            .collect();
        self.facts.push(Column { asked, values, rows });
        self.rows *= times;
    }

    /// The situations in which a condition holds.
    pub fn mask(&self, node: &Node) -> Bits {
        let every = || bits::all(self.rows);
        let fold = |parts: &[Node], start: Bits, join: fn(u64, u64) -> u64| {
            parts.iter().fold(start, |mut bits, part| {
                bits.iter_mut().zip(self.mask(part)).for_each(|(a, b)| *a = join(*a, b));
                bits
            })
        };
        match node {
            Node::All(parts) => fold(parts, every(), |a, b| a & b),
            Node::Any(parts) if parts.is_empty() => every(),
            Node::Any(parts) => fold(parts, vec![0; bit_words(self.rows)], |a, b| a | b),
            Node::Not(part) => bits::without(&every(), &self.mask(part)),
            leaf => self.leaf_mask(leaf),
        }
    }

    fn leaf_mask(&self, leaf: &Node) -> Bits {
        let column = asked(leaf).and_then(|asked| self.facts.iter().find(|column| column.asked == asked));
        match column {
            Some(column) => {
                let holds: Vec<bool> = column.values.iter().map(|value| holds(leaf, *value)).collect();
                pack(&column.rows, |value| holds[*value as usize])
            }
            None if holds(leaf, Value::Missing) => bits::all(self.rows),
            None => vec![0; bit_words(self.rows)],
        }
    }
}

/// What a condition always is, for every customer; nothing where it depends, or where there are too many situations.
pub(super) fn constant<'a>(facts: &Facts<'a>, node: &'a Node) -> Option<bool> {
    let situations = Situations::of(facts, &[node], MOST_ALONE)?;
    let mask = situations.mask(node);
    match bits::rows(&mask).count() {
        0 => Some(false),
        n if n == situations.rows => Some(true),
        _ => None,
    }
}

fn each_leaf<'a>(node: &'a Node, leaves: &mut Vec<&'a Node>) {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| each_leaf(part, leaves)),
        Node::Not(part) => each_leaf(part, leaves),
        leaf => leaves.push(leaf),
    }
}
