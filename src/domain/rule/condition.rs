//! Conditions in the JSON form of `json-rules-engine`: `all`, `any`, `not`, and the leaf fact–operator–value.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Number, Value};

use super::operator::Operator;
use super::problem::{RuleIssue, RuleProblem};

/// What a leaf compares with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A number, in the metric's unit.
    Number(f64),
    /// A text, a class id.
    Text(Box<str>),
    /// Yes or no.
    Flag(bool),
    /// A list, for `in` and `notIn`.
    List(Vec<Operand>),
}

impl Operand {
    fn from_json(value: &Value) -> Result<Self, RuleProblem> {
        Ok(match value {
            Value::Number(n) => Self::Number(n.as_f64().filter(|n| n.is_finite()).ok_or(RuleProblem::TooLarge)?),
            Value::String(text) => Self::Text(text.as_str().into()),
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Array(items) => Self::List(items.iter().map(Self::from_json).collect::<Result<_, _>>()?),
            Value::Null | Value::Object(_) => return Err(RuleProblem::NoValue),
        })
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => Value::Number(Number::from(*n as i64)),
            Self::Number(n) => Number::from_f64(*n).map_or(Value::Null, Value::Number),
            Self::Text(text) => Value::String(text.to_string()),
            Self::Flag(flag) => Value::Bool(*flag),
            Self::List(items) => Value::Array(items.iter().map(Self::to_json).collect()),
        }
    }
}

/// A comparison of one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The fact's name.
    pub fact: Box<str>,
    /// The comparison.
    pub operator: Operator,
    /// What the fact is compared with.
    pub value: Operand,
    /// Other keys of the leaf, kept as they came.
    pub extra: Map<String, Value>,
}

impl Leaf {
    /// Whether the comparison takes a value of another shape: a list, or a single one.
    pub fn shape(&self) -> Option<RuleProblem> {
        match (self.operator.takes_list(), &self.value) {
            (true, Operand::List(_)) => None,
            (true, _) => Some(RuleProblem::WantsList(self.operator)),
            (false, Operand::List(_)) => Some(RuleProblem::WantsOne(self.operator)),
            (false, _) => None,
        }
    }
}

/// A condition on the facts of one customer.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// True when every part is (an empty one is true).
    All(Vec<Condition>),
    /// True when a part is (an empty one is true, as in `json-rules-engine`).
    Any(Vec<Condition>),
    /// True when its part is not.
    Not(Box<Condition>),
    /// A comparison.
    Leaf(Leaf),
}

/// The key that says what a condition is.
const SHAPES: [&str; 4] = ["all", "any", "not", "fact"];

impl Condition {
    /// A comparison.
    pub fn leaf(fact: &str, operator: Operator, value: Operand) -> Self {
        Self::Leaf(Leaf {
            fact: fact.into(),
            operator,
            value,
            extra: Map::new(),
        })
    }

    /// Reads a condition; what is wrong is named at its place below `path`.
    pub fn from_json(value: &Value, path: &str) -> Result<Self, RuleIssue> {
        let fail = |below: &str, problem| Err(RuleIssue::new(format!("{path}{below}"), problem));
        let Value::Object(map) = value else {
            return fail("", RuleProblem::NoCondition);
        };
        // Of several, `json-rules-engine` would take one and forget the others: nobody can have meant that.
        if SHAPES.iter().filter(|key| map.contains_key(**key)).count() > 1 {
            return fail("", RuleProblem::Ambiguous);
        }
        let list = |key: &str| -> Result<Vec<Self>, RuleIssue> {
            match &map[key] {
                Value::Array(parts) => {
                    let read = |(i, part): (usize, &Value)| Self::from_json(part, &format!("{path}.{key}[{i}]"));
                    parts.iter().enumerate().map(read).collect()
                }
                _ => Err(RuleIssue::new(format!("{path}.{key}"), RuleProblem::NoConditions)),
            }
        };
        if map.contains_key("all") {
            return Ok(Self::All(list("all")?));
        }
        if map.contains_key("any") {
            return Ok(Self::Any(list("any")?));
        }
        if let Some(part) = map.get("not") {
            return Ok(Self::Not(Box::new(Self::from_json(part, &format!("{path}.not"))?)));
        }
        let mut extra = map.clone();
        let mut take = |key: &str| extra.remove(key);
        let (Some(Value::String(fact)), Some(Value::String(word)), Some(value)) =
            (take("fact"), take("operator"), take("value"))
        else {
            return fail("", RuleProblem::NoCondition);
        };
        let Some(operator) = Operator::from_word(&word) else {
            return fail(".operator", RuleProblem::UnknownOperator(word.into()));
        };
        let value = match Operand::from_json(&value) {
            Ok(value) => value,
            Err(problem) => return fail(".value", problem),
        };
        let leaf = Leaf {
            fact: fact.into(),
            operator,
            value,
            extra,
        };
        leaf.shape()
            .map_or(Ok(Self::Leaf(leaf)), |problem| fail(".value", problem))
    }

    /// How many parts it has: comparisons, and what joins them.
    pub fn parts(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::parts).sum::<usize>(),
            Self::Not(part) => 1 + part.parts(),
            Self::Leaf(_) => 1,
        }
    }

    /// Calls `see` with every leaf, in reading order.
    pub fn each_leaf<'a>(&'a self, see: &mut impl FnMut(&'a Leaf)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_leaf(see)),
            Self::Not(part) => part.each_leaf(see),
            Self::Leaf(leaf) => see(leaf),
        }
    }
}

impl crate::domain::schema::Schema for Condition {
    fn schema() -> Value {
        serde_json::json!({"$ref": "#/$defs/condition"})
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        match self {
            Self::All(parts) => map.serialize_entry("all", parts)?,
            Self::Any(parts) => map.serialize_entry("any", parts)?,
            Self::Not(part) => map.serialize_entry("not", part)?,
            Self::Leaf(leaf) => {
                map.serialize_entry("fact", &leaf.fact)?;
                map.serialize_entry("operator", leaf.operator.word())?;
                map.serialize_entry("value", &leaf.value.to_json())?;
                for (key, value) in &leaf.extra {
                    map.serialize_entry(key, value)?;
                }
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        Self::from_json(&value, "when").map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn conditions_survive_json() {
        let text = json!({"any": [
            {"all": [{"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": 1_000_000}]},
            {"not": {"fact": "industry", "operator": "in", "value": ["金融", "教育"]}},
            {"fact": "has_need", "operator": "equal", "value": true, "name": "kept"}
        ]});
        let condition: Condition = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(&condition).unwrap(), text);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        let table = [
            (json!(3), "when"),
            (json!({"all": {}}), "when.all"),
            (json!({"all": [{"any": [{"fact": "x"}]}]}), "when.all[0].any[0]"),
            (
                json!({"not": {"fact": "x", "operator": "like", "value": 1}}),
                "when.not.operator",
            ),
            (json!({"fact": "x", "operator": "in", "value": 1}), "when.value"),
            (json!({"fact": "x", "operator": "equal", "value": null}), "when.value"),
            (json!({"not": {"all": [], "any": []}}), "when.not"),
            (
                json!({"not": {"all": []}, "fact": "x", "operator": "equal", "value": 1}),
                "when",
            ),
        ];
        for (value, place) in table {
            assert_eq!(
                Condition::from_json(&value, "when").unwrap_err().place,
                place,
                "{value}"
            );
        }
    }
}
