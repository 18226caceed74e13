//! Made-up figures as people type them: a share as per cent, several words with commas between them.

use serde_json::{Number, Value};

use crate::domain::kind::{CustomerKind, Intent};
use crate::domain::metric::Unit;
use crate::domain::rule::fact::{self, FactRef};
use crate::domain::rule::plan::Plan;

/// What kind of value a fact has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A number of a unit; a share is typed as per cent.
    Number(Unit),
    /// Yes or no.
    Flag,
    /// One of these words: class ids of a dimension, or the words of a field.
    Choice(Vec<String>),
    /// Any text.
    Word,
    /// Several texts.
    List,
}

impl FactKind {
    /// The kind of a fact of this name; nothing where no rule could look at it.
    pub fn of(plan: &Plan, name: &str) -> Option<Self> {
        let found = fact::resolve(name, &plan.rulebook, &plan.extra_columns, plan.dimensions.len()).ok()?;
        Some(match found {
            FactRef::Number(column) if fact::unit(column) == Unit::Flag => Self::Flag,
            FactRef::Number(column) => Self::Number(fact::unit(column)),
            FactRef::List(_) => Self::List,
            FactRef::Word(_) => match name {
                "kind" => Self::Choice(CustomerKind::ALL.iter().map(|k| k.word().to_owned()).collect()),
                "intent" => Self::Choice(Intent::ALL.iter().map(|i| i.word().to_owned()).collect()),
                "stage_override" => Self::classes(plan, "stage"),
                _ => Self::Word,
            },
            FactRef::Class(dimension) => match plan.dimensions.get(dimension)? {
                found if found.text_of.is_some() => Self::Word,
                found => Self::classes(plan, &found.id),
            },
        })
    }

    fn classes(plan: &Plan, dimension: &str) -> Self {
        let found = plan.dimensions.iter().find(|d| *d.id == *dimension);
        let ids = found.map(|d| d.classes.iter().map(|c| c.id.to_string()).collect());
        ids.map_or(Self::Word, Self::Choice)
    }

    /// The value of what was typed; nothing where it is no such value.
    pub fn read(&self, typed: &str) -> Option<Value> {
        let typed = typed.trim();
        match self {
            Self::Number(unit) => {
                let plain: String = typed.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
                let scale = if *unit == Unit::Share { "e-2" } else { "" };
                // Written out as one number, so that 7 % is 0.07 and nothing beside it.
                let is_plain = plain
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
                let number: f64 = format!("{plain}{scale}").parse().ok().filter(|_| is_plain)?;
                Number::from_f64(number).map(Value::Number)
            }
            Self::Flag => typed.parse().ok().map(Value::Bool),
            Self::Choice(all) => all.iter().any(|known| known == typed).then(|| typed.into()),
            Self::Word => (!typed.is_empty()).then(|| typed.into()),
            Self::List => {
                let words = typed.split(['，', ',', '、']).map(str::trim);
                Some(words.filter(|word| !word.is_empty()).map(Value::from).collect())
            }
        }
    }

    /// A value as it would be typed.
    pub fn typed(&self, value: &Value) -> String {
        match (self, value) {
            (Self::Number(unit), Value::Number(number)) => {
                let number = number.as_f64().unwrap_or_default();
                match unit {
                    Unit::Share => percent(number),
                    _ => number.to_string(),
                }
            }
            (Self::List, Value::Array(words)) => {
                let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                words.join(", ")
            }
            (_, Value::String(word)) => word.clone(),
            (_, Value::Null) => String::new(),
            (_, value) => value.to_string(),
        }
    }
}

/// A share as per cent, with as few decimals as give just this share again.
fn percent(share: f64) -> String {
    let mut tries = (0..=15).map(|decimals| format!("{:.decimals$}", share * 100.0));
    let exact = tries.find(|text| format!("{text}e-2").parse() == Ok(share));
    exact.unwrap_or_else(|| (share * 100.0).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_typed_is_read_and_written_the_same() {
        let plan = Plan::default_rules();
        let table = [
            ("annual_purchase", "999999.99", json!(999_999.99)),
            ("response_rate_60d", "7", json!(0.07)),
            ("response_rate_60d", "0.1", json!(0.001)),
            ("frequency_change_60d", "-30", json!(-0.3)),
            ("has_dealt", "true", json!(true)),
            ("stage", "lost", json!("lost")),
            ("stage_override", "lost", json!("lost")),
            ("industry", "制造业", json!("制造业")),
            ("tags", "甲, 乙", json!(["甲", "乙"])),
        ];
        for (name, typed, value) in table {
            let kind = FactKind::of(&plan, name).unwrap();
            assert_eq!(kind.read(typed), Some(value.clone()), "{name}");
            assert_eq!(kind.typed(&value), typed, "{name}");
        }
        let number = FactKind::Number(Unit::Yuan);
        assert_eq!(number.read(" 1,000,000 "), Some(json!(1_000_000.0)));
    }

    #[test]
    fn what_is_no_such_value_is_nothing() {
        let plan = Plan::default_rules();
        for (name, typed) in [
            ("annual_purchase", "many"),
            ("annual_purchase", ""),
            ("annual_purchase", "1e9"),
            ("annual_purchase", "NaN"),
            ("has_dealt", "maybe"),
            ("stage", "gone"),
            ("industry", " "),
        ] {
            assert_eq!(FactKind::of(&plan, name).unwrap().read(typed), None, "{name} {typed}");
        }
        assert_eq!(FactKind::of(&plan, "no_such"), None);
    }
}
