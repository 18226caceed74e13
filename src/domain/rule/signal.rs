//! Signals in conditions: a leaf that names a signal means the signal's own condition.

use super::condition::{Condition, Leaf, Operand};
use super::operator::Operator;
use super::rulebook::Signal;

/// What a leaf about a signal means: the signal's condition, or that it does not hold. Nothing for any other leaf.
pub(super) fn meaning(leaf: &Leaf, signals: &[Signal]) -> Option<Condition> {
    let signal = signals.iter().find(|s| s.id == leaf.fact)?;
    let on = signal.when.clone();
    Some(match (accepts(leaf, true), accepts(leaf, false)) {
        (true, true) => Condition::All(Vec::new()),
        (true, false) => on,
        (false, true) => Condition::Not(Box::new(on)),
        (false, false) => Condition::Not(Box::new(Condition::All(Vec::new()))),
    })
}

/// A condition with every signal in it written out.
pub(in crate::domain) fn expanded(condition: &Condition, signals: &[Signal]) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| expanded(part, signals)).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(part) => Condition::Not(Box::new(expanded(part, signals))),
        Condition::Leaf(leaf) => meaning(leaf, signals).unwrap_or_else(|| condition.clone()),
    }
}

/// Whether a leaf holds where the signal is on, or off.
fn accepts(leaf: &Leaf, on: bool) -> bool {
    let same = |value: &Operand| *value == Operand::Flag(on);
    let any = match &leaf.value {
        Operand::List(values) => values.iter().any(same),
        value => same(value),
    };
    match leaf.operator {
        Operator::Equal | Operator::In => any,
        Operator::NotEqual | Operator::NotIn => !any,
        _ => false,
    }
}
