//! Names of kinds and fields, and values of a book file as people read them.

use serde_json::Value;

use crate::domain::change::Kind;
use crate::domain::field::{self, FieldKind, mask};
use crate::domain::merge::{FieldDiff, Sample};
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
    if kind == Some(Kind::Customer)
        && let Some(name) = customer_field(t, path)
    {
        return name;
    }
    let first = path.split(['.', '[']).next().unwrap_or_default();
    let name = match first {
        "id" => t.f_id(),
        "rulebook" => t.f_rulebook(),
        "settings" => t.f_settings(),
        _ if kind.is_none() => return path.to_owned(),
        "customer" => t.f_customer(),
        "date" => t.f_date(),
        "amount" => t.f_amount(),
        "items" => t.f_items(),
        "due_on" => t.f_due_on(),
        "paid_on" => t.f_paid_on(),
        "campaign" => t.f_campaign(),
        "note" => t.f_note(),
        "at" => t.f_at(),
        "by" => t.f_by(),
        "content" => t.f_content(),
        "feedback" => t.f_feedback(),
        "next_step" => t.f_next_step(),
        "next_due" => t.f_next_due(),
        "kind" => t.f_kind(),
        "severity" => t.f_severity(),
        "subject" => t.f_subject(),
        "opened_at" => t.f_opened_at(),
        "resolved_at" => t.f_resolved_at(),
        "handler" => t.f_handler(),
        "satisfaction" => t.f_satisfaction(),
        "delta" => t.f_delta(),
        "reason" => t.f_reason(),
        _ => return path.to_owned(),
    };
    name.to_owned()
}

fn customer_field(t: T, path: &str) -> Option<String> {
    if let Some((number, key)) = contact_path(path) {
        let name = t.label(&field::find(&format!("contact.{key}"))?.label);
        return Some(if number == 0 {
            name
        } else {
            format!("{name} {}", number + 1)
        });
    }
    let first = path.split(['.', '[']).next().unwrap_or_default();
    field::find(path)
        .or_else(|| field::find(first))
        .map(|field| t.label(&field.label))
}

/// `contacts[1].phone` as (1, `phone`).
fn contact_path(path: &str) -> Option<(usize, &str)> {
    let (number, key) = path.strip_prefix("contacts[")?.split_once("].")?;
    Some((number.parse().ok()?, key))
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
            let before = before.and_then(|value| shown(kind, &path, value));
            let after = after.and_then(|value| shown(kind, &path, value));
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

fn shown(kind: Kind, path: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let reach = contact_path(path).and_then(|(_, key)| field::find(&format!("contact.{key}")));
    let text = match reach.map(|field| field.kind) {
        Some(FieldKind::Reach(reach)) if kind == Kind::Customer => mask::mask(reach, &text),
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
                before: Some(json!([{"name": "A", "phone": "13800006142"}])),
                after: Some(json!([{"name": "A", "phone": "13800007777"}, {"name": "B"}])),
            }],
        };
        let leaves = leaves(&sample);
        let row = |leaf: &Leaf| (leaf.path.clone(), leaf.before.clone(), leaf.after.clone());
        let mask = |tail: &str| Some(format!("*******{tail}"));
        assert_eq!(
            row(&leaves[0]),
            ("contacts[0].phone".into(), mask("6142"), mask("7777"))
        );
        assert_eq!(row(&leaves[1]), ("contacts[1].name".into(), None, Some("B".into())));
        assert_eq!(
            field(T(Lang::En), Some(Kind::Customer), "contacts[1].name"),
            "Contact name 2"
        );
        assert_eq!(field(T(Lang::En), Some(Kind::Order), "amount"), "Amount (CNY)");
        assert_eq!(field(T(Lang::En), None, "x.y"), "x.y");
    }
}
