//! Random edits of a condition, as the editor of a rule makes them.

use guanxi::domain::rule::{Condition, Operand, Operator};

use crate::conditions::{NUMBERS, condition};
use crate::generate::Dice;

/// Changes a condition at one of its nodes, and says whether a person would count one change.
pub fn change_somewhere(dice: &mut Dice, when: &mut Condition) -> bool {
    let nodes = nodes(when);
    let node = at(when, &mut dice.below(nodes)).unwrap();
    change(dice, node)
}

fn nodes(condition: &Condition) -> usize {
    1 + match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().map(nodes).sum(),
        Condition::Not(part) => nodes(part),
        Condition::Leaf(_) => 0,
    }
}

/// The n-th node in reading order.
fn at<'a>(condition: &'a mut Condition, n: &mut usize) -> Option<&'a mut Condition> {
    if *n == 0 {
        return Some(condition);
    }
    *n -= 1;
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().find_map(|part| at(part, n)),
        Condition::Not(part) => at(part, n),
        Condition::Leaf(_) => None,
    }
}

/// A condition as the generator of the condition tests writes them.
pub fn any_condition(dice: &mut Dice, depth: usize) -> Condition {
    Condition::from_json(&condition(dice, depth, true), "when").unwrap()
}

/// Changes a node of a condition.
fn change(dice: &mut Dice, node: &mut Condition) -> bool {
    let old = node.clone();
    match (dice.below(10), &mut *node) {
        (0..=5, Condition::Leaf(_)) => return comparison(dice, node),
        (6, Condition::Leaf(_)) => *node = Condition::All(vec![old, any_condition(dice, 1)]),
        (7, _) => {
            *node = Condition::Not(Box::new(old));
            return false;
        }
        (8, _) => {
            *node = any_condition(dice, 2);
            return false;
        }
        (0..=2, Condition::All(parts) | Condition::Any(parts)) => {
            let new = any_condition(dice, 1);
            parts.insert(dice.below(parts.len() + 1), new);
        }
        (3..=4, Condition::All(parts) | Condition::Any(parts)) if !parts.is_empty() => {
            parts.remove(dice.below(parts.len()));
        }
        (5, Condition::All(parts) | Condition::Any(parts)) if !parts.is_empty() => {
            let part = parts.remove(dice.below(parts.len()));
            parts.insert(dice.below(parts.len() + 1), part);
        }
        (6 | 9, Condition::All(parts)) => *node = Condition::Any(std::mem::take(parts)),
        (6 | 9, Condition::Any(parts)) => *node = Condition::All(std::mem::take(parts)),
        (0..=5, Condition::Not(part)) => {
            *node = (**part).clone();
            return false;
        }
        _ => {}
    }
    true
}

/// Changes a comparison: its value, its operator or its fact.
fn comparison(dice: &mut Dice, node: &mut Condition) -> bool {
    use Operator::*;
    let Condition::Leaf(leaf) = node else { return true };
    match (dice.below(8), &mut leaf.value) {
        (0..=4, Operand::Number(value)) => {
            *value = match dice.below(6) {
                0 => *value + 1.0,
                1 => (*value - 1.0).max(0.0),
                2 => -*value,
                3 => 1e14, // Absurd.
                _ => *value * dice.pick(&[0.5, 0.8, 1.1, 2.0]),
            }
        }
        (0..=4, Operand::Flag(flag)) => *flag = !*flag,
        (0..=4, Operand::Text(text)) => {
            *text = dice
                .pick(&[
                    "key",
                    "ordinary",
                    "lost",
                    "active",
                    "A",
                    "B",
                    "high",
                    "制造业",
                    "nothing",
                ])
                .into();
        }
        (0..=4, Operand::List(list)) if list.is_empty() || dice.chance(50) => {
            list.push(Operand::Text("potential".into()))
        }
        (0..=4, Operand::List(list)) => drop(list.remove(dice.below(list.len()))),
        (5..=6, Operand::Number(_)) => {
            let all = [
                LessThan,
                LessThanInclusive,
                GreaterThan,
                GreaterThanInclusive,
                Equal,
                NotEqual,
            ];
            leaf.operator = dice.pick(&all);
        }
        (5..=6, Operand::List(_)) => leaf.operator = dice.pick(&[In, NotIn]),
        (5..=6, _) => leaf.operator = dice.pick(&[Equal, NotEqual, Contains]),
        _ => {
            // Sometimes one that there is not, or that is only known later.
            let wrong = ["no_such_fact", "risk", "value"];
            let name = if dice.chance(10) {
                dice.pick(&wrong)
            } else {
                dice.pick(&NUMBERS)
            };
            leaf.fact = name.into();
        }
    }
    true
}
