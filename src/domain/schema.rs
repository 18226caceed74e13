//! JSON Schema of a type: what its JSON must be. Records and words write their own ([`record!`](crate::record)).

use serde_json::{Map, Value, json};

use super::day::{Day, Moment};
use super::decimal::Decimal;
use super::money::Fen;
use super::skim::Shape;

/// A type with a JSON form.
pub trait Schema {
    /// How it stands in a packed record.
    const SHAPE: Shape = Shape::Other;

    /// What its JSON must be.
    fn schema() -> Value;
}

macro_rules! schemas {
    ($($ty:ty $(= $shape:expr)? => $schema:expr;)*) => {$(impl Schema for $ty {
        $(const SHAPE: Shape = $shape;)?

        fn schema() -> Value {
            $schema
        }
    })*};
}

schemas! {
    Box<str> = Shape::Text => json!({"type": "string"});
    bool = Shape::Byte(2) => json!({"type": "boolean"});
    u8 = Shape::Byte(256) => json!({"type": "integer", "minimum": 0, "maximum": 255});
    u32 = Shape::Whole => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX});
    f64 => json!({"type": "number"});
    Fen = Shape::Long => json!({"type": "number", "multipleOf": 0.01, "description": "yuan with at most two decimals"});
    Decimal => json!({"type": "number"});
    Day = Shape::Whole => json!({"type": "string", "format": "date"});
    Moment = Shape::Moment => json!({"type": "string", "description": "a date, or an RFC 3339 instant"});
    Value => json!(true);
    Map<String, Value> => json!({"type": "object"});
}

impl<T: Schema> Schema for Option<T> {
    const SHAPE: Shape = Shape::Option(&T::SHAPE);

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
    const SHAPE: Shape = Shape::List;

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
