//! A rulebook alone, with its examples: `*.rules.json`, so that one company can hand a tested scheme to another.
//!
//! ```json
//! { "format": "guanxi-rulebook", "version": 1, "name": "…", "exported_at": "…", "app": "…", "rulebook": { … } }
//! ```
//! The rulebook is the one of `book.md`; a book file can be read for its rulebook too. Examples about customers of another book
//! come along: they say that there is no such customer until they are given another one.

use serde_json::{Map, Value, json};

use super::book_json::text;
use crate::domain::label::Label;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::transfer::text as say;

/// The value of the key `format`.
pub const FORMAT: &str = "guanxi-rulebook";
/// The version of the form.
pub const VERSION: u64 = 1;

/// A rulebook as a file gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// What people call it.
    pub name: Option<String>,
    /// The rulebook; it compiles.
    pub rulebook: Rulebook,
}

/// Why a file is refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum RulesError {
    /// It is no rulebook at all: what happened, and what to do.
    File(Label),
    /// Its rules are wrong, each at its place.
    Rules(Vec<RuleIssue>),
}

/// Writes a rulebook with its examples, indented: people read and compare these files.
pub fn write(
    rulebook: &Rulebook,
    name: Option<&str>,
    exported_at: &str,
    app: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut map = Map::new();
    map.insert("format".into(), json!(FORMAT));
    map.insert("version".into(), json!(VERSION));
    if let Some(name) = name {
        map.insert("name".into(), json!(name));
    }
    map.insert("exported_at".into(), json!(exported_at));
    map.insert("app".into(), json!(app));
    map.insert("rulebook".into(), rulebook.to_json());
    serde_json::to_vec_pretty(&Value::Object(map))
}

/// Reads a rulebook. What it leaves out keeps its default (`book.md`).
pub fn read(bytes: &[u8]) -> Result<Incoming, RulesError> {
    let words = text(bytes).map_err(|error| RulesError::File(error.message))?;
    let value: Value = serde_json::from_str(words)
        .map_err(|error| RulesError::File(say::at(error.line(), error.column(), say::rules_not_json())))?;
    let format = value.get("format").and_then(Value::as_str);
    let version = value.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
    let (Some(FORMAT | super::book_json::FORMAT), Some(rules)) = (format, value.get("rulebook")) else {
        return Err(RulesError::File(say::no_rules()));
    };
    if version > VERSION {
        return Err(RulesError::File(say::rules_newer(version)));
    }
    let rulebook = Rulebook::from_json(rules).map_err(RulesError::Rules)?;
    Plan::compile(&rulebook).map_err(RulesError::Rules)?;
    let name = value.get("name").and_then(Value::as_str).map(str::to_owned);
    Ok(Incoming { name, rulebook })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rulebook_goes_out_and_comes_in_with_its_examples() {
        let mut rules = Rulebook::default();
        rules.rfm.cut_plus_one = true;
        let example =
            json!({"id": "e", "facts": {"annual_purchase": 1_000_000}, "dimension": "value", "class": "strategic"});
        rules.examples.push(serde_json::from_value(example).unwrap());
        rules.rest.insert("x_unknown".into(), json!({"deep": [1.50]}));
        let bytes = write(&rules, Some("零售版"), "2026-11-21T09:00:00+08:00", "0.1.0").unwrap();
        let read = read(&bytes).unwrap();
        assert_eq!((read.name.as_deref(), read.rulebook), (Some("零售版"), rules));
    }

    #[test]
    fn a_book_can_be_read_for_its_rules() {
        let book = json!({"format": "guanxi-book", "version": 1, "customers": [], "rulebook": {"tags": []}});
        assert_eq!(read(book.to_string().as_bytes()).unwrap().rulebook, Rulebook::default());
    }

    #[test]
    fn what_is_no_rulebook_is_refused_and_told() {
        let leaf = json!({"fact": "no_such", "operator": "equal", "value": 1});
        let wrong = json!({"format": FORMAT, "rulebook": {"tags": [{"id": "t", "name": "t", "when": leaf}]}});
        let Err(RulesError::Rules(issues)) = read(wrong.to_string().as_bytes()) else {
            panic!("unknown facts are refused");
        };
        assert_eq!(issues[0].place, "tags[t].when.fact");
        let newer = json!({"format": FORMAT, "version": 2, "rulebook": {}}).to_string();
        for text in [
            "",
            "{",
            "[]",
            "{\"rulebook\": {}}",
            "{\"format\": \"guanxi-rulebook\"}",
            &newer,
        ] {
            assert!(matches!(read(text.as_bytes()), Err(RulesError::File(_))), "{text}");
        }
    }
}
