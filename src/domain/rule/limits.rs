//! Absurd numbers: what no figure of a customer can ever be is a slip of the pen, and refused at its place.

use super::condition::{Condition, Leaf, Operand};
use super::problem::{RuleIssue, RuleProblem};
use super::rulebook::{RfmScore, Rulebook};
use crate::domain::metric::Unit;

/// The largest number, up or down, that any rule may hold: ten trillion.
const MOST: f64 = 1e13;
/// The largest weight, factor or band of a score.
const MOST_WEIGHT: f64 = 1e6;
/// The most months of a window: a hundred years.
const MOST_MONTHS: u32 = 1_200;

/// The largest number, up or down, that makes sense beside a figure of this unit. The editor takes no more; a file may, up to the
/// limit of all rules, since its conditions may come from elsewhere.
pub fn most(unit: Unit) -> f64 {
    match unit {
        Unit::Yuan => MOST,
        Unit::Count => 1e9,
        // A thousand years.
        Unit::Days => 365_250.0,
        Unit::Months => 12_000.0,
        // A hundred thousand per cent.
        Unit::Share => 1e3,
        Unit::Score | Unit::Points => MOST_WEIGHT,
        Unit::Flag => 1.0,
    }
}

/// Looks for absurd numbers in a whole rulebook.
#[derive(Default)]
pub(super) struct Limits {
    issues: Vec<RuleIssue>,
}

impl Limits {
    /// What is absurd, each at its place.
    pub(super) fn check(rulebook: &Rulebook) -> Vec<RuleIssue> {
        let mut it = Self::default();
        for dimension in &rulebook.dimensions {
            for class in &dimension.classes {
                let place = format!("dimensions[{}].classes[{}].when", dimension.id, class.id);
                class.when.iter().for_each(|when| it.condition(when, &place));
            }
        }
        let tags = rulebook.tags.iter().map(|t| ("tags", &t.id, &t.when));
        let signals = rulebook.signals.iter().map(|s| ("signals", &s.id, &s.when));
        for (kind, id, when) in tags.chain(signals) {
            it.condition(when, &format!("{kind}[{id}].when"));
        }
        it.rfm(&rulebook.rfm);
        it.scores(rulebook);
        it.issues
    }

    fn too_large(&mut self, place: String, value: f64, most: f64) {
        if !(-most..=most).contains(&value) {
            let problem = RuleProblem::Absurd { value, most };
            self.issues.push(RuleIssue { place, problem });
        }
    }

    fn condition(&mut self, condition: &Condition, place: &str) {
        let mut parts = |parts: &[Condition], word: &str| {
            for (i, part) in parts.iter().enumerate() {
                self.condition(part, &format!("{place}.{word}[{i}]"));
            }
        };
        match condition {
            Condition::All(list) => parts(list, "all"),
            Condition::Any(list) => parts(list, "any"),
            Condition::Not(part) => self.condition(part, &format!("{place}.not")),
            Condition::Leaf(leaf) => self.leaf(leaf, place),
        }
    }

    fn leaf(&mut self, leaf: &Leaf, place: &str) {
        let single = std::slice::from_ref(&leaf.value);
        let values = if let Operand::List(list) = &leaf.value {
            list
        } else {
            single
        };
        for value in values {
            if let Operand::Number(value) = value {
                self.too_large(format!("{place}.value"), *value, MOST);
            }
        }
    }

    fn rfm(&mut self, rfm: &RfmScore) {
        let place = |key: &str| format!("scores[rfm].{key}");
        if rfm.window_months.is_some_and(|n| n == 0 || n > MOST_MONTHS) {
            let problem = RuleProblem::Window { most: MOST_MONTHS };
            self.issues.push(RuleIssue {
                place: place("window_months"),
                problem,
            });
        }
        for (key, weight) in [("r", rfm.weights.r), ("f", rfm.weights.f), ("m", rfm.weights.m)] {
            self.too_large(place(&format!("weights.{key}")), weight, MOST_WEIGHT);
        }
        let Some(fixed) = &rfm.thresholds else { return };
        for (key, borders) in [("r", &fixed.r), ("f", &fixed.f), ("m", &fixed.m)] {
            if borders.len() != 4 || !borders.is_sorted_by(|a, b| a < b) {
                let problem = RuleProblem::Borders;
                self.issues.push(RuleIssue {
                    place: place(&format!("thresholds.{key}")),
                    problem,
                });
            }
        }
    }

    fn scores(&mut self, rulebook: &Rulebook) {
        for score in &rulebook.scores {
            for (i, term) in score.terms.iter().enumerate() {
                let place = |key: &str| format!("scores[{}].terms[{i}].{key}", score.id);
                self.too_large(place("weight"), term.weight, MOST_WEIGHT);
                self.too_large(place("factor"), term.factor.unwrap_or(0.0), MOST_WEIGHT);
                self.too_large(place("missing"), term.missing.unwrap_or(0.0), MOST_WEIGHT);
            }
            for band in &score.bands {
                let place = format!("scores[{}].bands[{}].from", score.id, band.id);
                self.too_large(place, band.from, MOST_WEIGHT);
            }
        }
    }
}
