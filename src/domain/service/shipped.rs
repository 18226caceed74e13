//! The service levels of a rulebook: its own in their order, and behind them those that ship and that it does not name. Of several that
//! fit the first counts, so an own one goes before what it narrows.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use super::level::ServiceLevel;
use crate::domain::rule::{RuleIssue, RuleProblem, Rulebook};

/// S1 as the JSON a user could have written.
const SHIPPED_JSON: &str = include_str!("default.json");

/// The rulebook's key.
pub(super) const KEY: &str = "service_levels";

pub(super) static SHIPPED: LazyLock<Vec<ServiceLevel>> =
    LazyLock::new(|| serde_json::from_str(SHIPPED_JSON).unwrap_or_default());

/// The service levels of a rulebook, those that are switched off as well, and what of its own cannot be read.
pub fn service_levels(rulebook: &Rulebook) -> (Vec<ServiceLevel>, Vec<RuleIssue>) {
    let (mut all, mut issues) = (Vec::<ServiceLevel>::new(), Vec::new());
    let own = match rulebook.rest.get(KEY) {
        Some(Value::Array(own)) => own.as_slice(),
        None | Some(Value::Null) => &[],
        Some(Value::Object(map)) if map.is_empty() => &[],
        Some(_) => {
            issues.push(RuleIssue::new(KEY.to_owned(), RuleProblem::NoList));
            &[]
        }
    };
    for (i, value) in own.iter().enumerate() {
        match ServiceLevel::deserialize(value) {
            Ok(level) => all.push(level),
            Err(error) => {
                let problem = RuleProblem::Malformed(error.to_string());
                issues.push(RuleIssue::new(place_of(value, i), problem));
            }
        }
    }
    let named = |shipped: &&ServiceLevel| {
        own.iter()
            .any(|own| own.get("id").and_then(Value::as_str) == Some(&*shipped.id))
    };
    let left: Vec<ServiceLevel> = SHIPPED.iter().filter(|shipped| !named(shipped)).cloned().collect();
    all.extend(left);
    (all, issues)
}

fn place_of(value: &Value, i: usize) -> String {
    match value.get("id").and_then(Value::as_str) {
        Some(id) => format!("{KEY}[{id}]"),
        None => format!("{KEY}[{i}]"),
    }
}
