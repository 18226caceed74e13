//! Why one record could not be read: which field, what stands there, and what is wrong with it in words.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use super::place::offset_of;
use crate::domain::label::Label;
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::domain::text::json_error::{missing_field, shortened, words};

/// The most characters shown of an offending text.
const FOUND_CHARS: usize = 60;

/// The most steps of a path shown.
const MAX_PATH: usize = 8;

/// What is wrong with a piece of JSON.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The field as a path, empty for the whole.
    pub field: String,
    /// What is wrong.
    pub message: Label,
    /// What stands there.
    pub found: Option<String>,
    /// The byte where reading stopped, within the piece.
    pub offset: usize,
}

/// Reads a piece of JSON, or explains why it cannot be read.
pub fn read<T: DeserializeOwned>(raw: &str) -> Result<T, Explained> {
    serde_json::from_str(raw).map_err(|error| explain::<T>(raw, &error))
}

/// Explains why a piece of JSON could not be read, by reading it a second time with track of the path: the first reading,
/// which nearly always succeeds, does not pay for that.
pub fn explain<T: DeserializeOwned>(raw: &str, error: &serde_json::Error) -> Explained {
    let mut de = serde_json::Deserializer::from_str(raw);
    let segments: Vec<Segment> = match serde_path_to_error::deserialize::<_, T>(&mut de) {
        // serde_json's own key for numbers that keep their digits is no field of the file.
        Err(error) => error.path().iter().filter(|s| !is_private(s)).cloned().collect(),
        Ok(_) => Vec::new(),
    };
    let message = error.to_string();
    let detail = message.split(" at line ").next().unwrap_or_default();
    let mut field = path(&segments);
    if let Some(missing) = missing_field(detail) {
        field = if field.is_empty() {
            missing.to_owned()
        } else {
            format!("{field}.{missing}")
        };
    }
    Explained {
        found: found(raw, &segments).filter(|_| missing_field(detail).is_none()),
        message: rules(raw, &segments).unwrap_or_else(|| words(detail, &field)),
        field,
        offset: offset_of(raw, error.line(), error.column()),
    }
}

fn is_private(segment: &Segment) -> bool {
    matches!(segment, Segment::Map { key } if key.starts_with("$serde_json::private"))
}

/// The path in the form `contacts[0].phone`. No field of ours is as deep as where it is cut; only nonsense is deeper.
fn path(segments: &[Segment]) -> String {
    let mut path = String::new();
    for (depth, segment) in segments.iter().enumerate() {
        if depth == MAX_PATH {
            path.push('…');
            break;
        }
        match segment {
            Segment::Seq { index } => path.push_str(&format!("[{index}]")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Segment::Unknown => {}
        }
    }
    path
}

/// The value at a path, shortened; nothing where the piece is not even readable as plain JSON.
fn found(raw: &str, segments: &[Segment]) -> Option<String> {
    let value: Value = serde_json::from_str(raw).ok()?;
    Some(shortened(&at(&value, segments)?.to_string(), FOUND_CHARS))
}

fn at<'a>(value: &'a Value, segments: &[Segment]) -> Option<&'a Value> {
    segments.iter().try_fold(value, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        Segment::Enum { .. } | Segment::Unknown => Some(value),
    })
}

/// What is wrong with a rulebook inside a record: it says more of itself than the reader could pass on.
fn rules(raw: &str, segments: &[Segment]) -> Option<Label> {
    let Some(Segment::Map { key }) = segments.last() else {
        return None;
    };
    let value: Value = serde_json::from_str(raw).ok().filter(|_| key == "rulebook")?;
    let issues = Rulebook::from_json(at(&value, segments)?).err()?;
    issues.first().map(RuleIssue::label)
}

/// The id of a record that could not be read, if at least that is readable.
pub fn id_of(raw: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Only {
        id: Value,
    }
    let only: Only = serde_json::from_str(raw).ok()?;
    match only.id {
        Value::String(id) => Some(id),
        _ => None,
    }
}
