//! Texts of which a cell holds several, or of which a cell is a part: tags, lists of other programs, first and last names.

use super::read::Said;
use crate::domain::field::FieldKind;

/// The tag of a cell: its own words, or the heading where it says yes.
pub(super) fn tag(heading: &str, text: &str) -> Vec<String> {
    match crate::domain::field::parse(FieldKind::Flag, text, crate::domain::day::Day(0)) {
        Ok(crate::domain::field::FieldValue::Flag(true)) => vec![heading.to_owned()],
        Ok(crate::domain::field::FieldValue::Flag(false)) => Vec::new(),
        _ => text
            .split([',', '，', '、', ';', '；'])
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .collect(),
    }
}

/// The values of a list that another program wrote into a cell as JSON (`[{"label": "work", "value": "a@b.cn"}]`).
pub(super) fn several_in_json(text: &str) -> Option<String> {
    if !text.starts_with("[{") {
        return None;
    }
    let list: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(text).ok()?;
    let values: Option<Vec<&str>> = list.iter().map(|one| one.get("value")?.as_str()).collect();
    Some(values?.join(" / "))
}

/// First and last name as one: Chinese names have the family name first and no blank.
pub(super) fn join_name(said: &mut Said) {
    let (first, last) = (said.take("contact.first_name"), said.take("contact.last_name"));
    let name = match (first, last) {
        (Some(first), Some(last)) if first.is_ascii() || last.is_ascii() => format!("{first} {last}"),
        (Some(first), Some(last)) if is_latin(&first) => format!("{first} {last}"),
        (Some(first), Some(last)) => format!("{last}{first}"),
        (Some(name), None) | (None, Some(name)) => name,
        (None, None) => return,
    };
    if said.get("contact.name").is_none() {
        said.fields.insert("contact.name", Some(name));
    }
}

fn is_latin(text: &str) -> bool {
    text.chars().all(|c| (c as u32) < 0x2000)
}
