//! How much is asked: contacts with one customer in a month, and contacts of one person in a day (rulebook key `care`).

use serde_json::{Map, Value, json};

use crate::domain::rule::{RuleIssue, RuleProblem, Rulebook};

/// The rulebook's key.
pub(super) const KEY: &str = "care";
/// The keys below it.
const MONTH: &str = "contacts_per_month";
const DAY: &str = "contacts_per_day";
/// The most that is taken.
pub const MOST_CONTACTS: usize = 9_999;

/// How much is asked; nothing stands for as much as there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Contacts that we begin with one customer in a month.
    pub month: Option<usize>,
    /// Contacts of one person in a day.
    pub day: Option<usize>,
}

impl Default for Limits {
    /// No playbook that ships asks one customer for as many contacts in a month, so that none of them is cut.
    fn default() -> Self {
        let (month, day) = (Some(8), None);
        Self { month, day }
    }
}

/// The limits of a rulebook, and what of them cannot be read.
pub fn limits(rulebook: &Rulebook) -> (Limits, Vec<RuleIssue>) {
    let (default, mut issues) = (Limits::default(), Vec::new());
    let none = Map::new();
    let said = match rulebook.rest.get(KEY) {
        None | Some(Value::Null) => &none,
        Some(Value::Object(said)) => said,
        Some(_) => {
            issues.push(issue(KEY.to_owned()));
            &none
        }
    };
    let mut number = |key: &str, default: Option<usize>| match said.get(key) {
        None => default,
        Some(Value::Null) => None,
        Some(value) => match value.as_u64().and_then(|n| usize::try_from(n).ok()) {
            Some(n) if n <= MOST_CONTACTS => Some(n).filter(|n| *n > 0),
            _ => {
                issues.push(issue(format!("{KEY}.{key}")));
                default
            }
        },
    };
    let (month, day) = (number(MONTH, default.month), number(DAY, default.day));
    (Limits { month, day }, issues)
}

fn issue(place: String) -> RuleIssue {
    let problem = RuleProblem::Malformed(format!("0…{MOST_CONTACTS}"));
    RuleIssue { place, problem }
}

/// Sets the limits; what is as it ships is not said.
pub fn set_limits(rules: &mut Rulebook, limits: Limits) {
    let default = Limits::default();
    let mut said = match rules.rest.remove(KEY) {
        Some(Value::Object(said)) => said,
        _ => Map::new(),
    };
    for (key, now, default) in [(MONTH, limits.month, default.month), (DAY, limits.day, default.day)] {
        said.remove(key);
        if now != default {
            said.insert(key.to_owned(), json!(now.unwrap_or(0).min(MOST_CONTACTS)));
        }
    }
    if !said.is_empty() {
        rules.rest.insert(KEY.into(), Value::Object(said));
    }
}

/// The schema of the key.
pub fn limits_schema() -> Value {
    let number = json!({"type": ["integer", "null"], "minimum": 0, "maximum": MOST_CONTACTS});
    json!({"type": ["object", "null"], "properties": {MONTH: number, DAY: number}})
}
