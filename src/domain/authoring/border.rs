//! The borders that the rules of a dimension draw on one number, and moving one: all conditions that meet at a border move together,
//! so that no hole opens between them.

use crate::domain::metric::Unit;
use crate::domain::rule::fact;
use crate::domain::rule::rulebook::{Dimension, Rulebook};
use crate::domain::rule::{Condition, Leaf, Operand, Operator};

/// A border: the lowest value of what lies above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Border {
    /// Where it is, in the fact's unit.
    pub at: f64,
    /// How many conditions or bands meet there.
    pub met_by: usize,
}

/// The borders of a dimension, the lowest first. Its rules must look at one number (`Ladder::of`); borders that stand in a signal
/// are the signal's and not told.
pub fn borders(rulebook: &Rulebook, dimension: &str) -> Vec<Border> {
    let mut rules = rulebook.clone();
    let mut all: Vec<Border> = Vec::new();
    visit(&mut rules, dimension, &mut |at| {
        match all.iter_mut().find(|border| border.at == at) {
            Some(border) => border.met_by += 1,
            None => all.push(Border { at, met_by: 1 }),
        }
        None
    });
    all.sort_by(|a, b| a.at.total_cmp(&b.at));
    all
}

/// Moves every condition and band of a dimension that meets at `old` to `new`. Whether there was one.
pub fn move_border(rulebook: &mut Rulebook, dimension: &str, old: f64, new: f64) -> bool {
    let mut found = false;
    visit(rulebook, dimension, &mut |at| {
        let hit = at == old;
        found |= hit;
        hit.then_some(new)
    });
    found
}

/// Shows every border to `see`, and moves those for which it names another value.
fn visit(rulebook: &mut Rulebook, dimension: &str, see: &mut impl FnMut(f64) -> Option<f64>) {
    let extra = fact::score_columns(&rulebook.scores);
    let Some(dimension) = rulebook.dimensions.iter_mut().find(|d| &*d.id == dimension) else {
        return;
    };
    if let Some(score) = &dimension.bands_of {
        let score = rulebook.scores.iter_mut().find(|s| s.id == *score);
        for band in score.into_iter().flat_map(|s| &mut s.bands) {
            band.from = see(band.from).unwrap_or(band.from);
        }
        return;
    }
    let unit = |leaf: &Leaf| fact::number_column(&leaf.fact, &extra).map(fact::unit);
    each(dimension, &mut |leaf| {
        let Some(unit) = unit(leaf) else { return };
        let Operand::Number(value) = &mut leaf.value else {
            return;
        };
        let shift = above(leaf.operator, *value, unit);
        if let Some(to) = shift.and_then(|shift| see(*value + shift).map(|to| to - shift)) {
            *value = to;
        }
    });
}

/// How far above the value of a comparison its border lies: whole numbers that are > 1 are those from 2 up. Nothing where it draws none.
fn above(operator: Operator, value: f64, unit: Unit) -> Option<f64> {
    let whole = matches!(unit, Unit::Count | Unit::Days | Unit::Months) && value.fract() == 0.0;
    match operator {
        Operator::GreaterThanInclusive | Operator::LessThan => Some(0.0),
        Operator::GreaterThan | Operator::LessThanInclusive => Some(if whole { 1.0 } else { 0.0 }),
        _ => None,
    }
}

fn each(dimension: &mut Dimension, see: &mut impl FnMut(&mut Leaf)) {
    let used = dimension.classes.iter_mut().filter(|c| c.retired != Some(true));
    used.filter_map(|c| c.when.as_mut()).for_each(|when| leaves(when, see));
}

fn leaves(condition: &mut Condition, see: &mut impl FnMut(&mut Leaf)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|part| leaves(part, see)),
        Condition::Not(part) => leaves(part, see),
        Condition::Leaf(leaf) => see(leaf),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inquiry::ladder::Ladder;
    use crate::domain::rule::plan::Plan;
    use serde_json::json;

    fn told(rules: &Rulebook, dimension: &str) -> Vec<(f64, usize)> {
        borders(rules, dimension).iter().map(|b| (b.at, b.met_by)).collect()
    }

    #[test]
    fn conditions_that_meet_move_together() {
        let mut rules = Rulebook::default();
        assert_eq!(told(&rules, "value"), [(500_000.0, 2), (1_000_000.0, 1)]);
        assert!(move_border(&mut rules, "value", 500_000.0, 550_000.0));
        assert!(!move_border(&mut rules, "value", 500_000.0, 1.0));
        assert_eq!(told(&rules, "value"), [(550_000.0, 2), (1_000_000.0, 1)]);
        let ladder = Ladder::of(&Plan::compile(&rules).unwrap(), 0).unwrap();
        let classes: Vec<_> = [549_999.99, 550_000.0, 1e6].map(|v| ladder.class(v)).to_vec();
        assert_eq!(classes, [Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn bands_are_borders_of_the_score() {
        let mut rules = Rulebook::default();
        assert_eq!(told(&rules, "health"), [(0.0, 1), (60.0, 1), (80.0, 1)]);
        assert!(move_border(&mut rules, "health", 60.0, 65.0));
        assert_eq!(rules.scores[0].bands[1].from, 65.0);
        assert!(!move_border(&mut rules, "no such dimension", 60.0, 65.0));
    }

    #[test]
    fn whole_numbers_beyond_one_are_those_from_two() {
        let class = |id: &str, fact: &str, operator: &str, value: f64| json!({"id": id, "name": id, "when": {"fact": fact, "operator": operator, "value": value}});
        let book = |fact: &str| {
            let classes = [
                class("many", fact, "greaterThan", 1.0),
                class("few", fact, "lessThanInclusive", 1.0),
                class("same", fact, "equal", 1.0),
            ];
            Rulebook::from_json(&json!({"dimensions": [{"id": "d", "name": "d", "classes": classes}]})).unwrap()
        };
        let mut orders = book("order_count");
        assert_eq!(told(&orders, "d"), [(2.0, 2)]);
        move_border(&mut orders, "d", 2.0, 5.0);
        let values: Vec<f64> = orders.dimensions[8]
            .classes
            .iter()
            .map(|c| match &c.when {
                Some(Condition::Leaf(Leaf {
                    value: Operand::Number(value),
                    ..
                })) => *value,
                _ => f64::NAN,
            })
            .collect();
        assert_eq!(values, [4.0, 4.0, 1.0]);
        assert_eq!(told(&book("lifetime_amount"), "d"), [(1.0, 2)]);
    }
}
