//! Evaluation of compiled conditions: over whole columns, 64 customers a word, and for one customer.
//!
//! Both ways give the same answer (a property test says so); the first makes a changed threshold cheap for everybody, the
//! second an edit cheap for one.

use super::fact::FactRef;
use super::operator::Operator;
use super::plan::{NONE, Node};
use crate::domain::columns::{Bits, Columns, WordColumn, bit_words};
use crate::domain::kind::Customer;
use crate::domain::table::Table;

/// What conditions are evaluated on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The records, for lists of texts.
    pub customers: &'a Table<Customer>,
    /// The columns.
    pub columns: &'a Columns,
    /// The class columns of the dimensions evaluated so far.
    pub classes: &'a [Vec<u8>],
}

/// Compares two numbers; a missing one (NaN) makes every comparison false.
pub fn compare(operator: Operator, fact: f64, value: f64) -> bool {
    match operator {
        Operator::Equal => fact == value,
        Operator::NotEqual => fact != value && !fact.is_nan(),
        Operator::LessThan => fact < value,
        Operator::LessThanInclusive => fact <= value,
        Operator::GreaterThan => fact > value,
        Operator::GreaterThanInclusive => fact >= value,
        _ => false,
    }
}

impl Ground<'_> {
    /// The rows for which a condition holds. Rows without a customer may be in it; whoever reads it knows the live ones.
    pub fn mask(&self, node: &Node) -> Bits {
        match node {
            Node::All(parts) => self.fold(parts, u64::MAX, |a, b| a & b),
            Node::Any(parts) if parts.is_empty() => vec![u64::MAX; bit_words(self.columns.rows)],
            Node::Any(parts) => self.fold(parts, 0, |a, b| a | b),
            Node::Not(part) => self.mask(part).into_iter().map(|word| !word).collect(),
            Node::Number(column, operator, value) => {
                let (column, value) = (&self.columns.numbers[*column], *value);
                // One loop an operator, so that the comparison stands in the inner loop without a branch.
                match operator {
                    Operator::LessThan => pack(column, |fact| *fact < value),
                    Operator::LessThanInclusive => pack(column, |fact| *fact <= value),
                    Operator::GreaterThan => pack(column, |fact| *fact > value),
                    _ => pack(column, |fact| *fact >= value),
                }
            }
            Node::NumberIn(column, values, negated) => pack(&self.columns.numbers[*column], |fact| {
                !fact.is_nan() && values.contains(fact) != *negated
            }),
            Node::Word(column, texts, negated) => {
                let column = &self.columns.words[*column];
                let codes: Vec<u32> = texts.iter().filter_map(|text| column.code(text)).collect();
                pack(&column.codes, |code| {
                    *code != WordColumn::MISSING && codes.contains(code) != *negated
                })
            }
            Node::Class(dimension, set, negated) => pack(&self.classes[*dimension], |class| {
                *class != NONE && set[*class as usize] != *negated
            }),
            Node::List(..) | Node::Known(_) => {
                let mut bits = vec![0; bit_words(self.columns.rows)];
                for (slot, _) in self.customers.iter().filter(|(slot, _)| self.holds(node, *slot)) {
                    bits[slot as usize / 64] |= 1u64 << (slot % 64);
                }
                bits
            }
            Node::Never => vec![0; bit_words(self.columns.rows)],
        }
    }

    fn fold(&self, parts: &[Node], start: u64, join: fn(u64, u64) -> u64) -> Bits {
        let mut parts = parts.iter();
        let Some(first) = parts.next() else {
            return vec![start; bit_words(self.columns.rows)];
        };
        let mut bits = self.mask(first);
        for part in parts {
            bits.iter_mut().zip(self.mask(part)).for_each(|(a, b)| *a = join(*a, b));
        }
        bits
    }

    /// Whether a condition holds for one customer.
    pub fn holds(&self, node: &Node, slot: u32) -> bool {
        let row = slot as usize;
        match node {
            Node::All(parts) => parts.iter().all(|part| self.holds(part, slot)),
            Node::Any(parts) => parts.is_empty() || parts.iter().any(|part| self.holds(part, slot)),
            Node::Not(part) => !self.holds(part, slot),
            Node::Number(column, operator, value) => compare(*operator, self.columns.numbers[*column][row], *value),
            Node::NumberIn(column, values, negated) => {
                let fact = self.columns.numbers[*column][row];
                !fact.is_nan() && values.contains(&fact) != *negated
            }
            Node::Word(column, texts, negated) => self.columns.words[*column]
                .word(row)
                .is_some_and(|word| texts.iter().any(|t| **t == *word) != *negated),
            Node::Class(dimension, set, negated) => {
                let class = self.classes[*dimension][row];
                class != NONE && set[class as usize] != *negated
            }
            Node::List(list, text, negated) => self
                .customers
                .at(slot)
                .is_some_and(|c| list.of(c).contains(text) != *negated),
            Node::Known(FactRef::List(_)) => self.customers.at(slot).is_some(),
            Node::Known(_) | Node::Never => false,
        }
    }
}

/// A bit a value.
fn pack<T>(column: &[T], test: impl Fn(&T) -> bool) -> Bits {
    column
        .chunks(64)
        .map(|chunk| {
            chunk
                .iter()
                .enumerate()
                .fold(0u64, |word, (i, value)| word | u64::from(test(value)) << i)
        })
        .collect()
}
