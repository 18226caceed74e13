//! Absurd numbers and sizes: what no figure of a customer can ever be is a slip of the pen, and what nobody could read would only stop
//! the page. Both are refused at their place.

use std::collections::HashMap;

use super::condition::{Condition, Leaf, Operand};
use super::problem::{RuleIssue, RuleProblem};
use super::rulebook::{Class, RfmScore, Rulebook};
use crate::domain::metric::Unit;

/// The largest number, up or down, that any rule may hold: ten trillion.
const MOST: f64 = 1e13;
/// The largest weight, factor or band of a score.
const MOST_WEIGHT: f64 = 1e6;
/// The most months of a window: a hundred years.
const MOST_MONTHS: u32 = 1_200;

/// The most parts (comparisons, and what joins them) of one condition.
const MOST_PARTS: usize = 200;
/// The most parts of all conditions together, signals written out.
const MOST_PARTS_IN_ALL: usize = 4_000;
/// The most values that a comparison lists.
const MOST_VALUES: usize = 1_000;
/// The most entries of a kind: dimensions, scores, terms of a score, tags, signals.
const MOST_ENTRIES: usize = 1_000;

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

/// Looks for absurd numbers and sizes in a whole rulebook.
#[derive(Default)]
pub(super) struct Limits {
    issues: Vec<RuleIssue>,
    /// The parts of all conditions so far, signals written out.
    parts: usize,
}

impl Limits {
    /// What is absurd, each at its place.
    pub(super) fn check(rulebook: &Rulebook) -> Vec<RuleIssue> {
        let mut it = Self::default();
        it.sizes(rulebook);
        for (place, when) in conditions(rulebook) {
            it.condition(when, &place);
        }
        it.rfm(&rulebook.rfm);
        it.scores(rulebook);
        it.issues
    }

    /// Whether these issues say that a rulebook is too big to be looked at at all.
    pub(super) fn too_big(issues: &[RuleIssue]) -> bool {
        issues
            .iter()
            .any(|issue| matches!(issue.problem, RuleProblem::TooMany { .. }))
    }

    fn too_many(&mut self, place: String, found: usize, most: usize) {
        if found > most {
            let problem = RuleProblem::TooMany { found, most };
            self.issues.push(RuleIssue { place, problem });
        }
    }

    fn sizes(&mut self, rulebook: &Rulebook) {
        let entries = [
            ("dimensions", rulebook.dimensions.len()),
            ("scores", rulebook.scores.len()),
            ("tags", rulebook.tags.len()),
            ("signals", rulebook.signals.len()),
        ];
        for (kind, found) in entries {
            self.too_many(kind.to_owned(), found, MOST_ENTRIES);
        }
        for score in &rulebook.scores {
            self.too_many(format!("scores[{}].terms", score.id), score.terms.len(), MOST_ENTRIES);
        }
        let signals: HashMap<&str, usize> = rulebook.signals.iter().map(|s| (&*s.id, s.when.parts())).collect();
        for (place, when) in conditions(rulebook) {
            self.too_many(place, when.parts(), MOST_PARTS);
            self.parts = self.parts.saturating_add(when.parts());
            when.each_leaf(&mut |leaf| {
                let written_out = signals.get(&*leaf.fact).copied().unwrap_or_default();
                self.parts = self.parts.saturating_add(written_out);
            });
        }
        self.too_many("rulebook".to_owned(), self.parts, MOST_PARTS_IN_ALL);
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
        if let Some(problem) = leaf.shape() {
            let place = format!("{place}.value");
            self.issues.push(RuleIssue { place, problem });
        }
        self.too_many(format!("{place}.value"), values.len(), MOST_VALUES);
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

/// Every condition with its place.
fn conditions(rulebook: &Rulebook) -> impl Iterator<Item = (String, &Condition)> {
    let classes = rulebook.dimensions.iter().flat_map(|dimension| {
        let place = |class: &Class| format!("dimensions[{}].classes[{}].when", dimension.id, class.id);
        dimension
            .classes
            .iter()
            .filter_map(move |class| Some((place(class), class.when.as_ref()?)))
    });
    let tags = rulebook.tags.iter().map(|t| ("tags", &t.id, &t.when));
    let signals = rulebook.signals.iter().map(|s| ("signals", &s.id, &s.when));
    let named = tags
        .chain(signals)
        .map(|(kind, id, when)| (format!("{kind}[{id}].when"), when));
    classes.chain(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::plan::Plan;
    use serde_json::{Value, json};

    fn places(json: &Value) -> Vec<String> {
        let rulebook = Rulebook::from_json(json).unwrap();
        let issues = Plan::compile(&rulebook).err().unwrap_or_default();
        assert!(
            issues.iter().all(|i| matches!(i.problem, RuleProblem::TooMany { .. })),
            "{issues:?}"
        );
        // Nothing of what is too big is written out for naming things either.
        assert_eq!(Plan::sketch(&rulebook).tags.is_empty(), !issues.is_empty());
        issues.into_iter().map(|issue| issue.place).collect()
    }

    #[test]
    fn what_nobody_could_read_is_refused_at_its_place() {
        let leaf = || json!({"fact": "order_count", "operator": "equal", "value": 1});
        let all = |n: usize, part: &Value| json!({"all": vec![part; n]});
        let tag = |n: usize, when: Value| json!({"tags": (0..n).map(|i| json!({"id": format!("t{i}"), "name": "T", "when": when})).collect::<Vec<_>>()});
        // A joint is a part as well.
        assert!(places(&tag(1, all(199, &leaf()))).is_empty());
        assert_eq!(places(&tag(1, all(200, &leaf()))), ["tags[t0].when"]);
        assert_eq!(places(&tag(1, all(100, &json!({"not": leaf()})))), ["tags[t0].when"]);
        assert_eq!(places(&tag(1_001, leaf())), ["tags"]);
        assert_eq!(places(&tag(40, all(150, &leaf()))), ["rulebook"]);
        let list = |n: usize| tag(1, json!({"fact": "order_count", "operator": "in", "value": vec![1; n]}));
        assert!(places(&list(1_000)).is_empty());
        assert_eq!(places(&list(1_001)), ["tags[t0].when.value"]);
        // A signal counts as often as it is named.
        let mut signals = tag(1, all(100, &json!({"fact": "big", "operator": "equal", "value": true})));
        signals["signals"] = json!([{"id": "big", "name": "B", "when": all(100, &leaf())}]);
        assert_eq!(places(&signals), ["rulebook"]);
    }
}
