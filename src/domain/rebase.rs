//! An edit that meets a book which has moved on: merged field by field.
//!
//! What a person saves was typed over some state of the record. Where the book holds another state by now (another tab, a task
//! that ended meanwhile), a field that only one side changed is taken from that side; one that both changed to different values is
//! a [`Clash`], and nobody but the person can say which is right.
//!
//! Records are compared as the book writes them, so every kind is merged by the same few rules and a field added later is merged
//! as well. Nested records go field by field. Lists go by name (a tag is its own name, a contact or product has one, an example may have its id alone) as long as
//! nobody put them in another order and names are not doubled; otherwise a list is one field.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::domain::field::HasFields;
use crate::domain::label::Label;
use crate::domain::text::change as say;

/// A field that both sides changed, to different values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The field's name in the book; a dot leads into a nested record.
    pub key: String,
    /// What people call it.
    pub label: Label,
    /// What the book says by now, as an input shows it; empty for nothing.
    pub theirs: String,
    /// What was to be saved.
    pub mine: String,
}

/// An edit brought onto the book as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebased<R> {
    /// The record with both sides' changes; the edit's own value where they clash.
    pub record: R,
    /// What the person must decide.
    pub clashes: Vec<Clash>,
}

/// A record that people edit in a form.
pub trait Editable: Serialize + DeserializeOwned + Clone + PartialEq {
    /// What people call a field.
    fn label_of(key: &str) -> Option<Label>;

    /// A field as an input shows it; nothing where no row of a registry says how.
    fn text_of(&self, key: &str) -> Option<String>;
}

impl<R: HasFields + Serialize + DeserializeOwned + Clone + PartialEq> Editable for R {
    fn label_of(key: &str) -> Option<Label> {
        Self::field(key).map(|row| row.label.clone())
    }

    fn text_of(&self, key: &str) -> Option<String> {
        Self::field(key).map(|row| row.text(self))
    }
}

/// Brings an edit, made from `before`, onto the record as it is by now.
pub fn rebase<R: Editable>(before: &R, mine: &R, now: &R) -> Rebased<R> {
    let clean = |record: &R| Rebased {
        record: record.clone(),
        clashes: Vec::new(),
    };
    if before == now || mine == now {
        return clean(mine);
    }
    if before == mine {
        return clean(now);
    }
    let mut found = Vec::new();
    let record = merged(before, mine, now, &mut found).unwrap_or_else(|_| {
        // No record that was written is unreadable; were one, the person decides upon it as a whole.
        found = vec![Found::whole()];
        mine.clone()
    });
    Rebased {
        record,
        clashes: found.into_iter().map(|clash| clash.told(mine, now)).collect(),
    }
}

/// The same for values that nobody is asked about; nothing where they clash.
pub fn three_way<T>(before: &T, mine: &T, now: &T) -> Option<T>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq,
{
    if before == now || mine == now {
        return Some(mine.clone());
    }
    if before == mine {
        return Some(now.clone());
    }
    let mut found = Vec::new();
    let value = merged(before, mine, now, &mut found).ok()?;
    found.is_empty().then_some(value)
}

fn merged<R: Serialize + DeserializeOwned>(
    before: &R,
    mine: &R,
    now: &R,
    found: &mut Vec<Found>,
) -> serde_json::Result<R> {
    let before = serde_json::to_value(before)?;
    let (mine, now) = (serde_json::to_value(mine)?, serde_json::to_value(now)?);
    let place = Place::default();
    let value = merge(&place, Some(&before), Some(&mine), Some(&now), found);
    serde_json::from_value(value.unwrap_or_default())
}

/// Where a value stands.
#[derive(Clone, Default)]
struct Place {
    key: String,
    /// Whose it is, inside of a list.
    of: Option<String>,
}

impl Place {
    fn field(&self, name: &str) -> Self {
        let key = match self.key.as_str() {
            "" => name.to_owned(),
            key => format!("{key}.{name}"),
        };
        let of = self.of.clone();
        Self { key, of }
    }

    fn element(&self, name: &str) -> Self {
        // The registry's name for a field of one of the contacts.
        let key = match self.key.as_str() {
            "contacts" => "contact".to_owned(),
            key => key.to_owned(),
        };
        let of = Some(name.to_owned());
        Self { key, of }
    }
}

/// A clash before it is put into words.
struct Found {
    place: Place,
    theirs: String,
    mine: String,
}

impl Found {
    fn whole() -> Self {
        let (theirs, mine) = Default::default();
        let place = Place::default();
        Self { place, theirs, mine }
    }

    fn told<R: Editable>(self, mine: &R, now: &R) -> Clash {
        let Place { key, of } = self.place;
        let outer = key.split('.').next().unwrap_or_default();
        let label = R::label_of(&key)
            .or_else(|| R::label_of(outer))
            .unwrap_or_else(|| Label::same(&key));
        // The registry reads the record itself and the first of a list only.
        let text = |record: &R, plain: String| match of {
            None => record.text_of(&key).unwrap_or(plain),
            Some(_) => plain,
        };
        Clash {
            theirs: text(now, self.theirs),
            mine: text(mine, self.mine),
            label: match &of {
                Some(of) => say::clash_in(of, label),
                None => label,
            },
            key,
        }
    }
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => list
            .iter()
            .map(|v| named(v).unwrap_or_else(|| plain(Some(v)).into()))
            .collect::<Vec<_>>()
            .join("、"),
        Some(value) => value.to_string(),
    }
}

fn merge(
    place: &Place,
    before: Option<&Value>,
    mine: Option<&Value>,
    now: Option<&Value>,
    found: &mut Vec<Found>,
) -> Option<Value> {
    if mine == now || before == now {
        return mine.cloned();
    }
    if before == mine {
        return now.cloned();
    }
    if let (Some(before), Some(mine_map), Some(now)) = (fields(before), fields(mine), fields(now)) {
        let merged = merge_fields(place, &before, &mine_map, &now, found);
        return (mine.is_some() || !merged.is_empty()).then_some(Value::Object(merged));
    }
    if let (Some(before), Some(mine), Some(now)) = (list(before), list(mine), list(now))
        && let Some(merged) = merge_list(place, before, mine, now, found)
    {
        return (!merged.is_empty()).then_some(Value::Array(merged));
    }
    found.push(Found {
        place: place.clone(),
        theirs: plain(now),
        mine: plain(mine),
    });
    mine.cloned()
}

/// A nested record; one that is not there says nothing.
fn fields(value: Option<&Value>) -> Option<Cow<'_, Map<String, Value>>> {
    match value {
        None => Some(Cow::Owned(Map::new())),
        Some(Value::Object(map)) => Some(Cow::Borrowed(map)),
        Some(_) => None,
    }
}

/// A list; one that is not there is empty.
fn list(value: Option<&Value>) -> Option<&[Value]> {
    match value {
        None => Some(&[]),
        Some(Value::Array(list)) => Some(list),
        Some(_) => None,
    }
}

fn merge_fields(
    place: &Place,
    before: &Map<String, Value>,
    mine: &Map<String, Value>,
    now: &Map<String, Value>,
    found: &mut Vec<Found>,
) -> Map<String, Value> {
    let others = mine.keys().filter(|name| !now.contains_key(*name));
    now.keys()
        .chain(others)
        .filter_map(|name| {
            let place = place.field(name);
            let value = merge(&place, before.get(name), mine.get(name), now.get(name), found)?;
            Some((name.clone(), value))
        })
        .collect()
}

fn named(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.into()),
        Value::Object(map) => Some(map.get("name").or_else(|| map.get("id"))?.as_str()?.into()),
        _ => None,
    }
}

/// A list whose elements are told apart by their names.
struct Named<'a>(Vec<(Cow<'a, str>, &'a Value)>);

impl<'a> Named<'a> {
    fn new(list: &'a [Value]) -> Option<Self> {
        let mut all: Vec<(Cow<str>, &Value)> = Vec::with_capacity(list.len());
        for value in list {
            let name = named(value)?;
            if all.iter().any(|(known, _)| *known == name) {
                return None;
            }
            all.push((name, value));
        }
        Some(Self(all))
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// Whether those that both have stand in the same order.
    fn in_order_of(&self, other: &Self) -> bool {
        let common = |from: &Self, to: &Self| -> Vec<String> {
            let names = from.0.iter().map(|(name, _)| name);
            names
                .filter(|name| to.get(name).is_some())
                .map(|name| name.to_string())
                .collect()
        };
        common(self, other) == common(other, self)
    }
}

/// The merged list, or nothing where it can only be taken as a whole.
fn merge_list(
    place: &Place,
    before: &[Value],
    mine: &[Value],
    now: &[Value],
    found: &mut Vec<Found>,
) -> Option<Vec<Value>> {
    let (before, mine, now) = (Named::new(before)?, Named::new(mine)?, Named::new(now)?);
    if !(mine.in_order_of(&before) && now.in_order_of(&before) && mine.in_order_of(&now)) {
        return None;
    }
    let mut clashes = Vec::new();
    let mut merged: Vec<(&str, Value)> = Vec::new();
    for (name, theirs) in &now.0 {
        match (before.get(name), mine.get(name)) {
            (base, Some(own)) => {
                let place = place.element(name);
                let value = merge(&place, base, Some(own), Some(theirs), &mut clashes)?;
                merged.push((name, value));
            }
            (None, None) => merged.push((name, (*theirs).clone())),
            // Taken out here and changed there: as a whole.
            (Some(base), None) if base != *theirs => return None,
            (Some(_), None) => {}
        }
    }
    for (at, (name, own)) in mine.0.iter().enumerate() {
        match (before.get(name), now.get(name)) {
            (_, Some(_)) => {}
            (Some(base), None) if base != *own => return None,
            (Some(_), None) => {}
            (None, None) => {
                let behind = at.checked_sub(1).map(|at| &mine.0[at].0);
                let place = behind.map_or(0, |behind| {
                    merged
                        .iter()
                        .position(|(name, _)| name == behind)
                        .map_or(merged.len(), |at| at + 1)
                });
                // What the others put there comes first: it is in the book already.
                let theirs = |name: &str| before.get(name).is_none() && mine.get(name).is_none();
                let theirs = merged[place..].iter().take_while(|(name, _)| theirs(name)).count();
                merged.insert(place + theirs, (name, (*own).clone()));
            }
        }
    }
    found.append(&mut clashes);
    Some(merged.into_iter().map(|(_, value)| value).collect())
}

#[cfg(test)]
mod tests;
