//! Reading a rulebook from JSON: entry by entry with the place of what is wrong, and laid over the defaults.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use serde_path_to_error::Segment;

use crate::domain::rule::condition::Condition;
use crate::domain::rule::problem::{RuleIssue, RuleProblem};
use crate::domain::sort::sort_by_key;
use crate::domain::text::json_error;

/// How an entry is read.
pub(super) trait How {
    /// Reads the entry at a place.
    fn read<T: DeserializeOwned>(item: &Value, place: &str) -> Result<T, RuleIssue>;
}

/// With the place of what is wrong within the entry: rules that people have written.
pub(super) struct Placed;

/// Without: the defaults, and rules that were written here. Code for the places would weigh as much again.
pub(super) struct Plain;

impl How for Placed {
    fn read<T: DeserializeOwned>(item: &Value, place: &str) -> Result<T, RuleIssue> {
        serde_path_to_error::deserialize(item).map_err(|error| {
            let (place, found) = walked(item, place, error.path());
            issue(place, found, error.inner().to_string())
        })
    }
}

impl How for Plain {
    fn read<T: DeserializeOwned>(item: &Value, place: &str) -> Result<T, RuleIssue> {
        T::deserialize(item).map_err(|error| issue(place.to_owned(), None, error.to_string()))
    }
}

pub(super) fn entries<T: DeserializeOwned, H: How>(
    map: &Map<String, Value>,
    key: &str,
    issues: &mut Vec<RuleIssue>,
) -> Vec<T> {
    match map.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| entry::<T, H>(item, &place_of(key, i, item), issues))
            .collect(),
        Some(_) => {
            issues.push(RuleIssue::new(key.into(), RuleProblem::NoList));
            Vec::new()
        }
    }
}

/// The place of an entry: by its id, since the defaults stand before what a file brings; by number where it has none.
pub(super) fn place_of(key: &str, i: usize, item: &Value) -> String {
    match item.get("id").and_then(Value::as_str) {
        Some(id) => format!("{key}[{id}]"),
        None => format!("{key}[{i}]"),
    }
}

pub(super) fn entry<T: DeserializeOwned, H: How>(item: &Value, place: &str, issues: &mut Vec<RuleIssue>) -> Option<T> {
    H::read(item, place).map_err(|issue| issues.push(issue)).ok()
}

/// The place where a path below an entry leads, by ids where there are some, and what stands there.
fn walked<'a>(item: &'a Value, place: &str, path: &serde_path_to_error::Path) -> (String, Option<&'a Value>) {
    let (mut place, mut found) = (place.to_owned(), Some(item));
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => {
                found = found.and_then(|value| value.get(index));
                place = place_of(&place, *index, found.unwrap_or(&Value::Null));
            }
            // serde_json's own key for numbers that keep their digits is no field of the file.
            Segment::Map { key } if key.starts_with("$serde_json::private") => {}
            Segment::Map { key } | Segment::Enum { variant: key } => {
                found = found.and_then(|value| value.get(key));
                place = format!("{place}.{key}");
            }
            Segment::Unknown => {}
        }
    }
    (place, found)
}

/// What is wrong where reading stopped. A condition says more of itself than the reader could pass on.
fn issue(place: String, found: Option<&Value>, detail: String) -> RuleIssue {
    if let Some(found) = found.filter(|_| place.ends_with(".when"))
        && let Err(issue) = Condition::from_json(found, &place)
    {
        return issue;
    }
    match json_error::missing_field(&detail) {
        Some(field) => RuleIssue::new(format!("{place}.{field}"), RuleProblem::Missing(field.into())),
        None => RuleIssue::new(place, RuleProblem::Malformed(detail)),
    }
}

/// Lays `over` on `base`: dimensions, tags and signals are replaced by id, scores key by key; new ones follow the defaults.
/// A list that names all the defaults brings its own order along.
pub(super) fn merged(base: &Value, over: &Value) -> Value {
    let (Value::Object(base), Value::Object(over)) = (base, over) else {
        return over.clone();
    };
    let mut map = base.clone();
    for (key, value) in over
        .iter()
        .filter(|(key, value)| !(base.contains_key(*key) && says_nothing(value)))
    {
        let together = match (map.get(key), value) {
            (Some(Value::Array(old)), Value::Array(new))
                if matches!(key.as_str(), "dimensions" | "tags" | "scores" | "signals") =>
            {
                by_id(old, new, key == "scores")
            }
            _ => value.clone(),
        };
        map.insert(key.clone(), together);
    }
    keep_ranks(base, &mut map);
    Value::Object(map)
}

/// A default dimension that leaves its rank out keeps that of the defaults, where its classes are the ranked ones.
fn keep_ranks(base: &Map<String, Value>, map: &mut Map<String, Value>) {
    let scores = map.get("scores").cloned().unwrap_or_default();
    let Some(Value::Array(dimensions)) = map.get_mut("dimensions") else {
        return;
    };
    for dimension in dimensions.iter_mut().filter_map(Value::as_object_mut) {
        let default = base.get("dimensions").and_then(|all| with_id(all, dimension.get("id")));
        let Some(Value::Array(rank)) = default.and_then(|default| default.get("rank")) else {
            continue;
        };
        let score = dimension.get("bands_of").and_then(|id| with_id(&scores, Some(id)));
        let classes = match score {
            Some(score) => score.get("bands"),
            None => dimension.get("classes"),
        };
        let classes = classes.and_then(Value::as_array).map_or(&[][..], |all| all);
        let is_ranked = |class: &Value| class.get("id").is_some_and(|id| rank.contains(id));
        if classes.len() == rank.len() && classes.iter().all(is_ranked) {
            dimension.entry("rank").or_insert_with(|| rank.clone().into());
        }
    }
}

fn with_id<'a>(list: &'a Value, id: Option<&Value>) -> Option<&'a Value> {
    let mut all = list.as_array()?.iter();
    all.find(|item| item.get("id").is_some() && item.get("id") == id)
}

/// Whether a value leaves what is there as it is: other programs write `null` or `{}` for lists that they do not have.
fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty)
}

fn by_id(old: &[Value], new: &[Value], deep: bool) -> Value {
    let mut all = old.to_vec();
    for item in new {
        let place = all
            .iter_mut()
            .find(|o| o.get("id").is_some_and(|id| Some(id) == item.get("id")));
        match (place, item) {
            (Some(Value::Object(old)), Value::Object(new)) if deep => {
                for (key, value) in new {
                    let both = match (old.get(key), value) {
                        (Some(Value::Object(_)), Value::Object(_)) => merged(&old[key], value),
                        _ => value.clone(),
                    };
                    old.insert(key.clone(), both);
                }
            }
            (Some(place), item) => *place = item.clone(),
            (None, item) => all.push(item.clone()),
        }
    }
    let place = |item: &Value| new.iter().position(|n| n.get("id") == item.get("id"));
    if all.iter().all(|item| place(item).is_some()) {
        sort_by_key(&mut all, place);
    }
    Value::Array(all)
}
