//! The ladder of a dimension that looks at one number only: which class begins at which value.
//!
//! It is found by trying the rules between and on the values they name, so it holds for any shape of conditions.

use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::rule::fact;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Condition, Leaf, Operand, Operator};

/// A stretch of values of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// Where it begins; nothing for the lowest.
    pub from: Option<f64>,
    /// Whether the value it begins at belongs to it.
    pub inclusive: bool,
    /// The class, by its place in the dimension; nothing for unclassified.
    pub class: Option<usize>,
}

/// The rungs of a dimension, from the lowest value up.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The fact that every rule looks at.
    pub fact: Text,
    /// What it counts.
    pub unit: Unit,
    /// The rungs.
    pub rungs: Vec<Rung>,
}

impl Ladder {
    /// The ladder of a dimension; nothing where its rules look at more than one number.
    pub fn of(plan: &Plan, dimension: usize) -> Option<Self> {
        let classes = &plan.dimensions.get(dimension)?.classes;
        let rules: Vec<(usize, &Condition)> = classes
            .iter()
            .enumerate()
            .filter_map(|(i, c)| Some((i, c.when.as_ref()?)))
            .collect();
        let mut leaves: Vec<&Leaf> = Vec::new();
        rules
            .iter()
            .for_each(|(_, when)| when.each_leaf(&mut |leaf| leaves.push(leaf)));
        let fact = leaves.first()?.fact.clone();
        let unit = fact::unit(fact::number_column(&fact, &plan.extra_columns)?);
        let mut borders = leaves
            .iter()
            .map(|leaf| border(leaf, &fact))
            .collect::<Option<Vec<f64>>>()?;
        if unit == Unit::Flag {
            return None;
        }
        borders.sort_by(f64::total_cmp);
        borders.dedup();
        let otherwise = usize::from(plan.dimensions[dimension].otherwise);
        let class = |value: f64| {
            let hit = rules.iter().find(|(_, when)| holds(when, value)).map(|(i, _)| *i);
            hit.or_else(|| (otherwise < classes.len()).then_some(otherwise))
        };
        Some(Self {
            rungs: rungs(&borders, unit, class),
            fact,
            unit,
        })
    }

    /// The rung that a value stands on.
    pub fn at(&self, value: f64) -> usize {
        let below = |rung: &Rung| match rung.from {
            None => true,
            Some(from) if rung.inclusive => from <= value,
            Some(from) => from < value,
        };
        self.rungs.iter().rposition(below).unwrap_or(0)
    }

    /// The class of a value.
    pub fn class(&self, value: f64) -> Option<usize> {
        self.rungs.get(self.at(value))?.class
    }
}

fn border(leaf: &Leaf, fact: &str) -> Option<f64> {
    let sizes = leaf.operator.is_order() || matches!(leaf.operator, Operator::Equal | Operator::NotEqual);
    match leaf.value {
        Operand::Number(value) if sizes && *leaf.fact == *fact => Some(value),
        _ => None,
    }
}

fn holds(condition: &Condition, value: f64) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|p| holds(p, value)),
        Condition::Any(parts) => parts.is_empty() || parts.iter().any(|p| holds(p, value)),
        Condition::Not(part) => !holds(part, value),
        Condition::Leaf(leaf) => match (&leaf.value, leaf.operator) {
            (Operand::Number(v), Operator::Equal) => value == *v,
            (Operand::Number(v), Operator::NotEqual) => value != *v,
            (Operand::Number(v), operator) => crate::domain::rule::evaluate::compare(operator, value, *v),
            _ => false,
        },
    }
}

/// Tries the class on every border and between them; what a whole number can never be is left out.
fn rungs(borders: &[f64], unit: Unit, class: impl Fn(f64) -> Option<usize>) -> Vec<Rung> {
    let whole = matches!(unit, Unit::Count | Unit::Days | Unit::Months);
    let mut rungs: Vec<Rung> = Vec::new();
    let mut push = |from: Option<f64>, inclusive: bool, class: Option<usize>| {
        if rungs.last().is_none_or(|last| last.class != class) {
            rungs.push(Rung { from, inclusive, class });
        }
    };
    let Some(first) = borders.first() else { return rungs };
    if unit == Unit::Share || *first > 0.0 {
        push(
            None,
            false,
            class(first - if whole { 1.0 } else { first.abs().max(1.0) / 2.0 }),
        );
    }
    for (i, border) in borders.iter().enumerate() {
        push(Some(*border), true, class(*border));
        let next = borders.get(i + 1).copied().unwrap_or(f64::INFINITY);
        if whole {
            let above = border.floor() + 1.0;
            if above < next {
                push(Some(above), true, class(above));
            }
        } else {
            let between = if next.is_finite() {
                (border + next) / 2.0
            } else {
                border + border.abs().max(1.0)
            };
            push(Some(*border), false, class(between));
        }
    }
    if let Some(lowest) = rungs.first_mut() {
        lowest.from = None;
    }
    rungs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Rulebook;
    use serde_json::json;

    fn ladder(id: &str) -> Option<Vec<(Option<f64>, Option<usize>)>> {
        let plan = Plan::default_rules();
        let found = Ladder::of(&plan, plan.dimension(id).unwrap())?;
        Some(found.rungs.into_iter().map(|r| (r.from, r.class)).collect())
    }

    #[test]
    fn the_default_dimensions_of_one_number_have_a_ladder() {
        let some = |v: &[(Option<f64>, usize)]| Some(v.iter().map(|(f, c)| (*f, Some(*c))).collect::<Vec<_>>());
        assert_eq!(
            ladder("value"),
            some(&[(None, 2), (Some(500_000.0), 1), (Some(1_000_000.0), 0)])
        );
        assert_eq!(ladder("closeness"), some(&[(None, 2), (Some(1.0), 1), (Some(2.0), 0)]));
        assert_eq!(ladder("health"), some(&[(None, 2), (Some(60.0), 1), (Some(80.0), 0)]));
        for id in ["stage", "rfm_tier", "abc", "risk", "industry"] {
            assert_eq!(ladder(id), None, "{id}");
        }
    }

    #[test]
    fn a_border_that_does_not_belong_is_kept_apart() {
        let class = |id: &str, operator: &str, value: f64| json!({"id": id, "name": id, "when": {"fact": "lifetime_amount", "operator": operator, "value": value}});
        let book = Rulebook::from_json(&json!({"dimensions": [{"id": "d", "name": "d", "classes": [class("big", "greaterThan", 100.0), class("small", "lessThan", 100.0)]}]})).unwrap();
        let plan = Plan::compile(&book).unwrap();
        let ladder = Ladder::of(&plan, 8).unwrap();
        let classes: Vec<_> = [99.99, 100.0, 100.01].map(|v| ladder.class(v)).to_vec();
        assert_eq!(classes, [Some(1), None, Some(0)]);
    }
}
