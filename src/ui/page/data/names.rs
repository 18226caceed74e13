//! Names of kinds and fields, and values of a book file as people read them.

use serde_json::Value;

use crate::domain::change::Kind;
use crate::domain::decimal::Decimal;
use crate::domain::field::{self, FieldKind, HasFields, format_share, mask};
use crate::domain::handover::difference::Difference;
use crate::domain::kind::Contact;
use crate::domain::merge::{FieldDiff, Sample};
use crate::domain::unseen::without_turns;
use crate::ui::text::T;

/// The longest value that is shown, in characters.
const LONGEST: usize = 60;

/// The name of a kind.
pub fn kind(t: T, kind: Kind) -> &'static str {
    match kind {
        Kind::Customer => t.kind_customers(),
        Kind::Order => t.kind_orders(),
        Kind::Interaction => t.kind_interactions(),
        Kind::Ticket => t.kind_tickets(),
        Kind::Campaign => t.kind_campaigns(),
        Kind::Points => t.kind_points(),
        Kind::TaskOutcome => t.kind_task_outcomes(),
        Kind::Review => t.kind_reviews(),
        Kind::Audit => t.kind_audit(),
        Kind::RuleVersion => t.kind_rule_versions(),
    }
}

/// The name of a field by its path in the record (`contacts[1].phone`); the path itself where it has none.
pub fn field(t: T, kind: Option<Kind>, path: &str) -> String {
    if let Some(label) = kind.and_then(|kind| field::label_at(kind, path)) {
        return t.label(&label);
    }
    match path.split(['.', '[']).next() {
        Some("rulebook") => t.f_rulebook().to_owned(),
        Some("settings") => t.f_settings().to_owned(),
        _ => path.to_owned(),
    }
}

/// What a difference is about: the field, and whose it is inside of a list.
pub fn difference(t: T, of: &Difference) -> String {
    if of.path.is_empty() {
        return t.whole_record(kind(t, of.kind));
    }
    let name = match of
        .path
        .split_once('[')
        .and_then(|(list, rest)| Some((list, rest.rsplit_once("].")?)))
    {
        Some((list, (whose, key))) => format!("{whose} · {}", field(t, Some(of.kind), &format!("{list}[0].{key}"))),
        None if of.path.starts_with("contacts") => t.handover_contacts().to_owned(),
        None => field(t, Some(of.kind), &of.path),
    };
    match of.kind {
        Kind::Customer => name,
        kind_of => format!("{} · {name}", kind(t, kind_of)),
    }
}

/// Two values of one place, each in one line. Where only what is masked is different, nobody could choose between them: then they are bare.
pub fn values(kind: Kind, path: &str, of: [Option<&Value>; 2]) -> [Option<String>; 2] {
    two(of, |value, masks| self::value(kind, path, value, masks))
}

/// Two texts of different values: masked, unless that makes them alike.
fn two(of: [Option<&Value>; 2], text: impl Fn(&Value, bool) -> Option<String>) -> [Option<String>; 2] {
    let all = |masks: bool| of.map(|value| value.and_then(|value| text(value, masks)));
    let masked = all(true);
    if masked[0].is_some() && masked[0] == masked[1] {
        all(false)
    } else {
        masked
    }
}

/// A value in one line: its single values after one another.
fn value(kind: Kind, path: &str, value: &Value, masks: bool) -> Option<String> {
    let steps = keys(Some(value), None);
    if steps.is_empty() {
        return shown(kind, path, value, masks).filter(|_| !(value.is_array() || value.is_object()));
    }
    let parts = steps
        .iter()
        .filter_map(|step| self::value(kind, &step.join(path), step.of(value)?, masks));
    let line = parts.collect::<Vec<_>>().join(" · ");
    let is_long = line.chars().count() > LONGEST;
    let short: String = line.chars().take(LONGEST).collect();
    (!line.is_empty()).then(|| if is_long { format!("{short}…") } else { short })
}

/// A value before and after, at the place where it differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The path in the record.
    pub path: String,
    /// Before; nothing where it was empty.
    pub before: Option<String>,
    /// After; nothing where it is empty.
    pub after: Option<String>,
}

/// The differences of a changed record, down to the single values. Ways to reach a person are masked.
pub fn leaves(sample: &Sample) -> Vec<Leaf> {
    let mut out = Vec::new();
    for FieldDiff { field, before, after } in &sample.fields {
        descend(sample.kind, field.clone(), before.as_ref(), after.as_ref(), &mut out);
    }
    out
}

fn descend(kind: Kind, path: String, before: Option<&Value>, after: Option<&Value>, out: &mut Vec<Leaf>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(_)) | None, Some(Value::Object(_)) | None)
        | (Some(Value::Array(_)) | None, Some(Value::Array(_)) | None)
            if out.len() < LONGEST =>
        {
            for key in keys(before, after) {
                let step = |value: Option<&Value>| value.and_then(|value| key.of(value)).cloned();
                let (before, after) = (step(before), step(after));
                descend(kind, key.join(&path), before.as_ref(), after.as_ref(), out);
            }
        }
        _ => {
            let [before, after] = two([before, after], |value, masks| shown(kind, &path, value, masks));
            out.push(Leaf { path, before, after });
        }
    }
}

/// A step into a value.
enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    fn of<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        match self {
            Self::Key(key) => value.get(key),
            Self::Index(i) => value.get(i),
        }
    }

    fn join(&self, path: &str) -> String {
        match self {
            Self::Key(key) => format!("{path}.{key}"),
            Self::Index(i) => format!("{path}[{i}]"),
        }
    }
}

fn keys(before: Option<&Value>, after: Option<&Value>) -> Vec<Step> {
    let sides = [before, after].into_iter().flatten();
    let length = sides.clone().filter_map(Value::as_array).map(Vec::len).max();
    if let Some(length) = length {
        return (0..length).map(Step::Index).collect();
    }
    let mut names: Vec<&String> = sides.filter_map(Value::as_object).flat_map(|map| map.keys()).collect();
    names.sort();
    names.dedup();
    names.into_iter().cloned().map(Step::Key).collect()
}

fn shown(kind: Kind, path: &str, value: &Value, masks: bool) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => without_turns(text),
        Value::Number(share) if kind == Kind::Customer && path.starts_with("products[") && path.ends_with(".share") => {
            Decimal::parse(&share.to_string()).as_ref().map(format_share)?
        }
        other => other.to_string(),
    };
    let of_contact = path.strip_prefix("contacts[").and_then(|rest| rest.split_once("]."));
    let reach = of_contact.and_then(|(_, key)| Contact::field(key));
    let text = match reach.map(|field| field.kind) {
        Some(FieldKind::Reach(reach)) if masks && kind == Kind::Customer => mask::mask(reach, &text),
        _ => text,
    };
    let short = text.chars().count() > LONGEST;
    let text: String = text.chars().take(LONGEST).collect();
    Some(if short { format!("{text}…") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::label::Lang;
    use serde_json::json;

    #[test]
    fn differences_go_down_to_single_values_and_mask_what_reaches_a_person() {
        let sample = Sample {
            kind: Kind::Customer,
            id: "c1".into(),
            name: None,
            fields: vec![FieldDiff {
                field: "contacts".into(),
                before: Some(json!([{"name": "A", "phone": "13800006142", "email": "li@a.cn"}])),
                after: Some(json!([{"name": "A", "phone": "13800007777", "email": "luo@a.cn"}, {"name": "B"}])),
            }],
        };
        let leaves = leaves(&sample);
        let row = |leaf: &Leaf| (leaf.path.clone(), leaf.before.clone(), leaf.after.clone());
        let mask = |tail: &str| Some(format!("*******{tail}"));
        // Masked alike, they could not be told apart.
        let email = |text: &str| Some(text.to_owned());
        assert_eq!(
            row(&leaves[0]),
            ("contacts[0].email".into(), email("li@a.cn"), email("luo@a.cn"))
        );
        assert_eq!(
            row(&leaves[1]),
            ("contacts[0].phone".into(), mask("6142"), mask("7777"))
        );
        assert_eq!(row(&leaves[2]), ("contacts[1].name".into(), None, Some("B".into())));
        assert_eq!(
            field(T(Lang::En), Some(Kind::Customer), "contacts[1].name"),
            "Contact name 2"
        );
        assert_eq!(field(T(Lang::En), Some(Kind::Order), "amount"), "Amount");
        let version = Some(Kind::RuleVersion);
        assert_eq!(field(T(Lang::En), version, "rulebook.dimensions[0].name"), "Rules");
        assert_eq!(field(T(Lang::En), None, "x.y"), "x.y");
    }
}
