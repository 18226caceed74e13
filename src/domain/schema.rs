//! JSON Schema of the book, made from the record types: the contract can be checked by other programs and never lags behind.

use serde_json::{Map, Value, json};

use super::change::Kind;
use super::day::{Day, Moment};
use super::decimal::Decimal;
use super::kind::*;
use super::money::Fen;
use super::record::Text;
use super::rule::{Dimension, Example, Operator, RfmScore, Signal, TagRule, WeightedScore};

/// A type with a JSON form.
pub trait Schema {
    /// What its JSON must be.
    fn schema() -> Value;
}

macro_rules! schemas {
    ($($ty:ty => $schema:expr;)*) => {$(impl Schema for $ty {
        fn schema() -> Value {
            $schema
        }
    })*};
}

schemas! {
    Text => json!({"type": "string"});
    bool => json!({"type": "boolean"});
    u8 => json!({"type": "integer", "minimum": 0, "maximum": 255});
    u32 => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX});
    f64 => json!({"type": "number"});
    Fen => json!({"type": "number", "multipleOf": 0.01, "description": "yuan with at most two decimals"});
    Decimal => json!({"type": "number"});
    Day => json!({"type": "string", "format": "date"});
    Moment => json!({"type": "string", "description": "a date, or an RFC 3339 instant"});
    Value => json!(true);
    Map<String, Value> => json!({"type": "object"});
}

impl<T: Schema> Schema for Option<T> {
    fn schema() -> Value {
        match T::schema() {
            Value::Object(mut of) => {
                if let Some(Value::String(kind)) = of.get("type").cloned() {
                    of.insert("type".into(), json!([kind, "null"]));
                }
                if let Some(Value::Array(words)) = of.get_mut("enum") {
                    words.push(Value::Null);
                }
                Value::Object(of)
            }
            other => other,
        }
    }
}

impl<T: Schema> Schema for Vec<T> {
    fn schema() -> Value {
        json!({"type": ["array", "null"], "items": T::schema()})
    }
}

/// The schema of a record from its fields: (name, schema, required). Unknown fields are kept, so they are allowed.
pub fn record(fields: Vec<(&str, Value, bool)>) -> Value {
    let required: Vec<&str> = fields
        .iter()
        .filter(|(_, _, required)| *required)
        .map(|(name, _, _)| *name)
        .collect();
    let properties: Map<String, Value> = fields
        .into_iter()
        .map(|(name, schema, _)| (name.to_owned(), schema))
        .collect();
    json!({"type": "object", "properties": properties, "required": required})
}

/// The schema of a whole book file.
pub fn book() -> Value {
    let mut properties = json!({
        "format": {"const": "guanxi-book"},
        "version": {"const": 1},
        "as_of": Option::<Day>::schema(),
        "exported_at": {"type": "string"},
        "app": {"type": "string"},
        "settings": Settings::schema(),
        "rulebook": {"$ref": "#/$defs/rulebook"}
    });
    macro_rules! kinds {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
            $(properties[Kind::$variant.word()] = json!({"type": "array", "items": $ty::schema()});)*
        };
    }
    crate::for_each_kind!(kinds);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "guanxi-book",
        "type": "object",
        "properties": properties,
        "required": ["format", "version"],
        "$defs": {"rulebook": rulebook(), "condition": condition()}
    })
}

/// The schema of a rulebook. What it leaves out keeps its default: lists entry by entry, scores key by key.
fn rulebook() -> Value {
    let list = |items: Value| json!({"type": ["array", "null"], "items": items});
    let partly = |mut score: Value| {
        score["required"] = json!(["id"]);
        score
    };
    let (rfm, weighted) = (partly(RfmScore::schema()), partly(WeightedScore::schema()));
    json!({
        "type": "object",
        "properties": {
            "dimensions": list(Dimension::schema()),
            "scores": list(json!({"anyOf": [rfm, weighted]})),
            "tags": list(TagRule::schema()),
            "signals": list(Signal::schema()),
            "examples": list(Example::schema()),
        }
    })
}

/// The schema of a condition, as `json-rules-engine` writes it.
fn condition() -> Value {
    let this = json!({"$ref": "#/$defs/condition"});
    let group = |word: &str, of: Value| json!({"type": "object", "properties": {word: of}, "required": [word]});
    let many = json!({"type": "array", "items": this.clone()});
    let leaf = json!({
        "type": "object",
        "properties": {
            "fact": {"type": "string"},
            "operator": Operator::schema(),
            "value": {"type": ["number", "string", "boolean", "array"]}
        },
        "required": ["fact", "operator", "value"]
    });
    json!({"anyOf": [group("all", many.clone()), group("any", many), group("not", this), leaf]})
}
