//! Two states of one record, compared and put together again, value by value.
//!
//! Nested records go field by field, lists by the names of their elements (`contacts[王五].phone`, `tags[VIP]`) as long as both sides have
//! them in one order and no name twice; any other list is one value.

use serde_json::{Map, Number, Value};

use crate::domain::change::Kind;
use crate::domain::twin::phones;

/// Whose value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The book's.
    Mine,
    /// The file's.
    Theirs,
}

/// A value that the book and the file have differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Of which kind of record.
    pub kind: Kind,
    /// Of which record.
    pub id: String,
    /// The customer that it belongs to, where it does to one.
    pub customer: Option<String>,
    /// The place in the record; empty for the whole of it.
    pub path: String,
    /// What the book says; nothing where it is silent.
    pub mine: Option<Value>,
    /// What the file says; nothing where it is silent.
    pub theirs: Option<Value>,
    /// What holds where nobody says otherwise; nothing where somebody must.
    pub usual: Option<Side>,
    /// What was chosen.
    pub chosen: Option<Side>,
}

impl Difference {
    /// Whose value holds; nothing as long as that is asked.
    pub fn side(&self) -> Option<Side> {
        self.chosen.or(self.usual)
    }
}

/// The place of a field.
pub fn field(place: &str, name: &str) -> String {
    match place {
        "" => name.to_owned(),
        place => format!("{place}.{name}"),
    }
}

/// The place of an element of a list.
pub fn element(place: &str, name: &str) -> String {
    format!("{place}[{name}]")
}

/// What an element of a list is called.
pub fn named(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(map) => map.get("name")?.as_str(),
        _ => None,
    }
}

/// Decides upon a difference: the place, the book's value, the file's.
pub type Decide<'a> = dyn FnMut(&str, Option<&Value>, Option<&Value>) -> Side + 'a;

/// Whether two values say the same: numbers by what they are worth, however they are written (0.6, 0.60).
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || same_number(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |(name, value): (&String, &Value)| other.get(name).is_some_and(|other| same(value, other));
            one.len() == other.len() && one.iter().all(has)
        }
        (one, other) => one == other,
    }
}

/// Whether two texts are the same phone numbers, however they are written.
fn same_phone(one: &str, other: &str) -> bool {
    one == other || (phones(one).next().is_some() && phones(one).eq(phones(other)))
}

/// Of more digits than a binary number holds only the same ones are the same.
fn same_number(one: &Number, other: &Number) -> bool {
    const EXACT: usize = 15;
    let digits = |number: &Number| {
        let text = number.to_string();
        let figures = text.split(['e', 'E']).next().unwrap_or_default().bytes();
        figures
            .filter(u8::is_ascii_digit)
            .skip_while(|digit| *digit == b'0')
            .count()
    };
    digits(one) <= EXACT && digits(other) <= EXACT && one.as_f64() == other.as_f64()
}

/// Both put together.
pub fn together(place: &str, mine: Option<&Value>, theirs: Option<&Value>, decide: &mut Decide) -> Option<Value> {
    let is_same = match (mine, theirs) {
        (Some(Value::String(mine)), Some(Value::String(theirs))) if place.ends_with(".phone") => {
            same_phone(mine, theirs)
        }
        (Some(mine), Some(theirs)) => same(mine, theirs),
        (mine, theirs) => mine == theirs,
    };
    if is_same {
        return mine.cloned();
    }
    match (mine, theirs) {
        (Some(Value::Object(mine)), Some(Value::Object(theirs))) => {
            return Some(Value::Object(fields(place, mine, theirs, decide)));
        }
        (Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
            if let Some(list) = elements(place, mine, theirs, decide) {
                return Some(Value::Array(list));
            }
        }
        _ => {}
    }
    match decide(place, mine, theirs) {
        Side::Mine => mine.cloned(),
        Side::Theirs => theirs.cloned(),
    }
}

fn fields(
    place: &str,
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
    decide: &mut Decide,
) -> Map<String, Value> {
    let others = theirs.keys().filter(|name| !mine.contains_key(*name));
    let names = mine.keys().chain(others);
    let one = |name: &String| {
        let value = together(&field(place, name), mine.get(name), theirs.get(name), decide)?;
        Some((name.clone(), value))
    };
    names.filter_map(one).collect()
}

/// The names of a list's elements; nothing where one has none, or two have the same.
fn names(list: &[Value]) -> Option<Vec<&str>> {
    let names: Vec<&str> = list.iter().map(named).collect::<Option<_>>()?;
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    (sorted.len() == names.len()).then_some(names)
}

fn elements(place: &str, mine: &[Value], theirs: &[Value], decide: &mut Decide) -> Option<Vec<Value>> {
    let (own, other) = (names(mine)?, names(theirs)?);
    let common = |of: &[&'_ str], with: &[&str]| -> Vec<String> {
        of.iter()
            .filter(|name| with.contains(name))
            .map(|name| (*name).to_owned())
            .collect()
    };
    if common(&own, &other) != common(&other, &own) {
        return None;
    }
    let mut all = Vec::with_capacity(own.len().max(other.len()));
    let mut next = 0; // of the file's
    let mut put = |name: &str, mine: Option<&Value>, theirs: Option<&Value>| {
        all.extend(together(&element(place, name), mine, theirs, decide));
    };
    for (name, value) in own.iter().zip(mine) {
        let at = other.iter().position(|known| known == name);
        // What only the file has stands where it stands there: before the next that both have.
        while at.is_some_and(|at| next < at) {
            put(other[next], None, theirs.get(next));
            next += 1;
        }
        put(name, Some(value), at.and_then(|at| theirs.get(at)));
        next += usize::from(at.is_some());
    }
    for (name, value) in other.iter().zip(theirs).skip(next) {
        put(name, None, Some(value));
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn both(mine: Value, theirs: Value, side: Side) -> (Option<Value>, Vec<String>) {
        let mut places = Vec::new();
        let value = together("", Some(&mine), Some(&theirs), &mut |place, _, _| {
            places.push(place.to_owned());
            side
        });
        (value, places)
    }

    #[test]
    fn values_are_compared_by_field_and_by_the_names_of_elements() {
        let mine = json!({"name": "A", "contract": {"amount": 1, "ends_on": "x"}, "tags": ["a", "b"],
            "contacts": [{"name": "王", "phone": "1"}, {"name": "李"}]});
        let theirs = json!({"name": "A", "contract": {"amount": 2, "ends_on": "x"}, "tags": ["c", "a"], "notes": "n",
            "contacts": [{"name": "王", "phone": "2"}, {"name": "赵"}]});
        let (value, places) = both(mine.clone(), theirs.clone(), Side::Theirs);
        let told = [
            "contacts[王].phone",
            "contacts[李]",
            "contacts[赵]",
            "contract.amount",
            "tags[c]",
            "tags[b]",
            "notes",
        ];
        assert_eq!(places, told);
        assert_eq!(value, Some(theirs.clone()));
        assert_eq!(both(mine.clone(), theirs, Side::Mine).0, Some(mine));
    }

    #[test]
    fn a_phone_written_otherwise_is_no_difference() {
        let contacts = |phone: &str| json!({"contacts": [{"name": "王", "phone": phone}]});
        for (one, other, is_same) in [
            ("13800006142", "+86 138 0000 6142", true),
            ("13800006142 / 0571-1234567", "13800006142", false),
            ("转 12", "转 13", false),
        ] {
            let (value, places) = both(contacts(one), contacts(other), Side::Theirs);
            assert_eq!(places.is_empty(), is_same, "{one}");
            assert_eq!(value, Some(contacts(if is_same { one } else { other })));
        }
    }

    #[test]
    fn equal_numbers_are_no_difference_however_they_are_written() {
        let read = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
        for (one, other, is_same) in [
            ("0.6", "0.60", true),
            ("1200.5", "1.2005e3", true),
            ("-0", "0", true),
            ("0.6", "0.61", false),
            ("12345678901234567.1", "12345678901234567.2", false),
            ("[{\"a\": 0.6}]", "[{\"a\": 0.600}]", true),
            ("[{\"a\": 0.6}]", "[{\"a\": 0.6, \"b\": null}]", false),
        ] {
            assert_eq!(same(&read(one), &read(other)), is_same, "{one} {other}");
        }
        let (mine, theirs) = (read(r#"{"n": {"share": 0.6}}"#), read(r#"{"n": {"share": 0.60}}"#));
        assert_eq!(both(mine.clone(), theirs, Side::Theirs), (Some(mine), Vec::new()));
    }

    #[test]
    fn a_list_in_another_order_or_with_a_name_twice_is_one_value() {
        for (mine, theirs) in [
            (json!(["a", "b"]), json!(["b", "a"])),
            (json!(["a", "a"]), json!(["a"])),
            (json!([1]), json!([2])),
        ] {
            let (value, places) = both(json!({"x": mine}), json!({"x": theirs}), Side::Theirs);
            assert_eq!((value, places), (Some(json!({"x": theirs})), vec!["x".to_owned()]));
        }
    }
}
