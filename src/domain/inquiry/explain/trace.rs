//! A condition with the figures that somebody has: which parts hold, and which do not.

use crate::domain::metric::{METRICS, index_of};
use crate::domain::record::Text;
use crate::domain::rule::{Condition, Leaf, Operand, Operator};

/// A condition with the customer's figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Trace {
    /// Every part must hold.
    All(bool, Vec<Trace>),
    /// Some part must hold.
    Any(bool, Vec<Trace>),
    /// The part must not hold.
    Not(bool, Box<Trace>),
    /// A comparison.
    Leaf(LeafTrace),
}

/// A comparison with the customer's figure.
#[derive(Clone, Debug, PartialEq)]
pub struct LeafTrace {
    /// The fact.
    pub fact: Text,
    /// The comparison.
    pub operator: Operator,
    /// What it is compared with.
    pub value: Operand,
    /// What the customer has.
    pub actual: Actual,
    /// Whether the comparison holds.
    pub holds: bool,
}

/// What a customer has of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Actual {
    /// Nothing is known; the comparison is false.
    Missing,
    /// A number.
    Number(f64),
    /// A word, or a class.
    Word(Text),
    /// A list of texts.
    List(Vec<Text>),
}

impl Trace {
    /// Whether the condition holds.
    pub fn holds(&self) -> bool {
        match self {
            Self::All(holds, _) | Self::Any(holds, _) | Self::Not(holds, _) => *holds,
            Self::Leaf(leaf) => leaf.holds,
        }
    }

    /// The comparison that makes it hold, or fail: the first one of those that do. Nothing for an empty list.
    pub fn decisive(&self) -> Option<&LeafTrace> {
        match self {
            Self::All(holds, parts) | Self::Any(holds, parts) => {
                let same = parts.iter().filter(|part| part.holds() == *holds);
                same.filter_map(Self::decisive).next()
            }
            Self::Not(_, part) => part.decisive(),
            Self::Leaf(leaf) => Some(leaf),
        }
    }

    /// Every comparison, in reading order.
    pub fn leaves(&self) -> Vec<&LeafTrace> {
        match self {
            Self::All(_, parts) | Self::Any(_, parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(_, part) => part.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }
}

/// A condition with the figures that somebody has.
pub(in crate::domain::inquiry) fn traced(condition: &Condition, actual: &dyn Fn(&str) -> Actual) -> Trace {
    let all = |parts: &[Condition]| -> Vec<Trace> { parts.iter().map(|part| traced(part, actual)).collect() };
    match condition {
        Condition::All(parts) => {
            let parts = all(parts);
            Trace::All(parts.iter().all(Trace::holds), parts)
        }
        Condition::Any(parts) => {
            let parts = all(parts);
            Trace::Any(parts.is_empty() || parts.iter().any(Trace::holds), parts)
        }
        Condition::Not(part) => {
            let part = traced(part, actual);
            Trace::Not(!part.holds(), Box::new(part))
        }
        Condition::Leaf(leaf) => {
            let actual = actual(&leaf.fact);
            let holds = holds(leaf, &actual);
            let Leaf {
                fact, operator, value, ..
            } = leaf.clone();
            Trace::Leaf(LeafTrace {
                fact,
                operator,
                value,
                actual,
                holds,
            })
        }
    }
}

/// The comparison as the trace shows it. That it agrees with the compiled rules is what the property tests check.
fn holds(leaf: &Leaf, actual: &Actual) -> bool {
    use Operator::*;
    let same = |value: &Operand| match (value, actual) {
        (Operand::Number(v), Actual::Number(a)) => v == a && !is_flag(&leaf.fact),
        (Operand::Flag(v), Actual::Number(a)) => is_flag(&leaf.fact) && f64::from(u8::from(*v)) == *a,
        (Operand::Text(v), Actual::Word(a)) => v == a,
        _ => false,
    };
    let any = || match &leaf.value {
        Operand::List(values) => values.iter().any(same),
        value => same(value),
    };
    let list_holds = || match (&leaf.value, actual) {
        (Operand::Text(text), Actual::List(list)) => list.contains(text),
        _ => false,
    };
    match (leaf.operator, actual) {
        (_, Actual::Missing) => false,
        (Equal | In, _) => any(),
        (NotEqual | NotIn, _) => !any(),
        (Contains, _) => list_holds(),
        (DoesNotContain, Actual::List(_)) => !list_holds(),
        (DoesNotContain, _) => false,
        (operator, Actual::Number(a)) if !is_flag(&leaf.fact) => match leaf.value {
            Operand::Number(value) => crate::domain::rule::evaluate::compare(operator, *a, value),
            _ => false,
        },
        _ => false,
    }
}

fn is_flag(fact: &str) -> bool {
    index_of(fact).is_some_and(|i| METRICS[i].unit == crate::domain::metric::Unit::Flag)
}
