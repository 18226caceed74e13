//! JSON Schema of a type: what its JSON must be. Records and words write their own ([`record!`](crate::record)).

use serde_json::{Map, Value, json};

use super::day::{Day, Moment};
use super::decimal::Decimal;
use super::money::Fen;

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
    Box<str> => json!({"type": "string"});
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
