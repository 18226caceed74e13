//! The playbooks of a rulebook: those that ship, with what the book says instead (`book.md`: an entry is replaced by its id).

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use super::playbook::Playbook;
use crate::domain::record::Text;
use crate::domain::rule::{RuleIssue, RuleProblem, Rulebook};

/// S1, S3 and S4 as the JSON a user could have written.
const SHIPPED_JSON: &str = include_str!("default.json");

/// The rulebook's key.
pub(super) const KEY: &str = "playbooks";

static SHIPPED: LazyLock<Vec<Playbook>> = LazyLock::new(|| serde_json::from_str(SHIPPED_JSON).unwrap_or_default());

/// A playbook as it ships.
pub(super) fn shipped(id: &str) -> Option<&'static Playbook> {
    SHIPPED.iter().find(|known| *known.id == *id)
}

/// The playbooks of a rulebook, those that are switched off as well, and what of its own cannot be read.
pub fn playbooks(rulebook: &Rulebook) -> (Vec<Playbook>, Vec<RuleIssue>) {
    let (mut all, mut issues) = (SHIPPED.clone(), Vec::new());
    let own = match rulebook.rest.get(KEY) {
        Some(Value::Array(own)) => own.as_slice(),
        None | Some(Value::Null) => &[],
        Some(Value::Object(map)) if map.is_empty() => &[],
        Some(_) => {
            let (place, problem) = (KEY.to_owned(), RuleProblem::NoList);
            issues.push(RuleIssue { place, problem });
            &[]
        }
    };
    for (i, value) in own.iter().enumerate() {
        match Playbook::deserialize(value) {
            Ok(playbook) => match all.iter_mut().find(|known| known.id == playbook.id) {
                Some(known) => *known = playbook,
                None => all.push(playbook),
            },
            Err(error) => issues.push(RuleIssue {
                place: place_of(value, i),
                problem: RuleProblem::Malformed(error.to_string()),
            }),
        }
    }
    (all, issues)
}

fn place_of(value: &Value, i: usize) -> String {
    match value.get("id").and_then(Value::as_str) {
        Some(id) => format!("{KEY}[{id}]"),
        None => format!("{KEY}[{i}]"),
    }
}

/// The place of a step of a playbook.
pub(super) fn place_of_step(playbook: &Text, step: &Text) -> String {
    format!("{KEY}[{playbook}].steps[{step}]")
}
