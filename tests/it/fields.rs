//! The field registries: every stored field of every kind has a row, and what a row shows it reads back.

use std::collections::BTreeSet;
use std::fmt::Debug;

use guanxi::domain::change::Kind;
use guanxi::domain::day::Day;
use guanxi::domain::field::{Field, FieldKind, FieldValue, HasFields, Level, MAX_TEXT_CHARS, Typing, label_at};
use guanxi::domain::kind::*;
use guanxi::domain::schema::Schema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A kind of record as these tests need it.
pub trait Kept: HasFields + Schema + Serialize + DeserializeOwned + Clone + PartialEq + Debug {}
impl<R: HasFields + Schema + Serialize + DeserializeOwned + Clone + PartialEq + Debug> Kept for R {}

/// Calls a function for every kind that has rows, with the fields that have none and why.
macro_rules! for_every_kind {
    ($call:ident) => {
        $call::<Customer>(&[
            (
                "overrides",
                "classes set by hand have a dialog and commands of their own",
            ),
            ("not_same_as", "it is said, and taken back, on the page of duplicates"),
            ("merged_ids", "a merge says it, and nobody types it"),
        ]);
        $call::<Contact>(&[]);
        $call::<Order>(&[]);
        $call::<OrderItem>(&[]);
        $call::<Interaction>(&[]);
        $call::<Ticket>(&[]);
        $call::<Campaign>(&[]);
        $call::<PointsEntry>(&[]);
        $call::<TaskOutcome>(&[]);
        $call::<Review>(&[]);
        $call::<Settings>(&[
            ("baselines", "the page of goals edits them as a whole"),
            ("goals", "the page of goals edits them as a whole"),
            ("calendar", "no page edits the calendar yet"),
            ("calendar_years", "no page edits the calendar yet"),
            ("tasks_from", "the page of playbooks edits it"),
        ]);
        $call::<Staff>(&[]);
        $call::<Product>(&[]);
        $call::<AuditEntry>(&[]);
        $call::<RuleVersion>(&[("rulebook", "rules are edited in the workshop")]);
    };
}
pub(crate) use for_every_kind;

pub type Rowless = &'static [(&'static str, &'static str)];

pub const TYPING: Typing = Typing {
    today: Day(20_783), // 2026-11-26
    offset: "+08:00",
    clock: "",
};

/// What stands among the further fields, of which the types of records know nothing: in records that have the first field.
const FURTHER: [(&str, &[(&str, Further)]); 3] = [
    ("birthday", &[("birthday_lunar", Further::Flag(true))]),
    (
        "responded",
        &[
            ("objection", Further::Text("交期太长")),
            ("objection_answer", Further::Text("先供一半")),
            ("proposal", Further::Text("单相机定位，三个月内交付")),
            ("proposal_no", Further::Text("FA-2026-11")),
            ("proposal_answer", Further::Text("同意，等合同")),
            ("preference", Further::Text("喜欢电话")),
        ],
    ),
    (
        "repeat",
        &[
            ("win_back", Further::Text("price")),
            ("win_back_owner", Further::Text("甲")),
            ("win_back_result", Further::Text("lost")),
            ("win_back_result_note", Further::Text("换了别家")),
            ("offer", Further::Text("光源")),
            ("offer_beside", Further::Text("视觉系统")),
            ("offer_result", Further::Text("accepted")),
            ("improvement", Further::Text("延误")),
            ("improvement_owner", Further::Text("甲")),
            ("ticket", Further::Text("t1")),
        ],
    ),
];

#[derive(Serialize)]
#[serde(untagged)]
enum Further {
    Flag(bool),
    Text(&'static str),
}

/// A value that a schema takes, with everything in it; lists have two entries.
fn filled(schema: &Value, nth: usize) -> Value {
    if let Some(words) = schema.get("enum") {
        return words[nth].clone();
    }
    let types = match &schema["type"] {
        Value::Array(types) => types[0].as_str(),
        one => one.as_str(),
    };
    match types {
        Some("integer") => json!(3 + nth),
        Some("number") => json!(0.25),
        Some("boolean") => json!(true),
        Some("array") => json!([filled(&schema["items"], 0), filled(&schema["items"], 1)]),
        Some("object") => match schema.get("properties").and_then(Value::as_object) {
            Some(fields) => {
                let known = fields.iter().map(|(name, of)| (name.clone(), filled(of, nth)));
                let further = FURTHER.iter().filter(|(of, ..)| fields.contains_key(*of));
                let further =
                    further.flat_map(|(_, all)| all.iter().map(|(name, value)| (name.to_string(), json!(value))));
                known.chain(further).collect()
            }
            None => json!({"x": 1}),
        },
        Some("string") if schema["format"] == "date" => json!("2026-03-05"),
        Some("string") if schema["description"].is_string() => json!("2026-03-05T09:30:27+09:00"),
        _ if schema.get("$ref").is_some() => json!({}),
        _ => json!(["甲", "乙"][nth]),
    }
}

/// The record of a kind in which every stored field is filled.
pub fn full<R: Kept>() -> R {
    let json = filled(&R::schema(), 0);
    let mut record: R = serde_json::from_value(json.clone()).unwrap();
    if let Some(row) = R::field("language") {
        row.write(&mut record, "zh", TYPING).unwrap();
    }
    let names = |of: &Value| of.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&serde_json::to_value(&record).unwrap()), names(&json));
    record
}

/// The record of a kind in which only the required fields are filled.
pub fn bare<R: Kept>() -> R {
    let schema = R::schema();
    let required = schema["required"].as_array().unwrap();
    let fields = required.iter().map(|name| name.as_str().unwrap());
    let json: Value = fields
        .map(|name| (name.to_owned(), filled(&schema["properties"][name], 0)))
        .collect();
    serde_json::from_value(json).unwrap()
}

fn leaves(value: &Value, path: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(name, value)| leaves(value, &format!("{path}.{name}"), out)),
        Value::Array(all) => all
            .iter()
            .enumerate()
            .for_each(|(i, value)| leaves(value, &format!("{path}[{i}]"), out)),
        _ => {
            out.insert(path.trim_start_matches('.').to_owned());
        }
    }
}

fn stored(record: &impl Serialize) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    leaves(&serde_json::to_value(record).unwrap(), "", &mut out);
    out
}

/// What a row empties, or its own key where it must be filled.
fn reached<R: Kept>(row: &Field<R>, record: &R) -> BTreeSet<String> {
    let mut emptied = record.clone();
    let done = (row.set)(&mut emptied, FieldValue::Empty);
    assert_eq!(done.is_err(), row.required, "{}", row.key);
    if row.required {
        assert!(emptied == *record, "{}: refused and changed", row.key);
        return BTreeSet::from([row.key.to_owned()]);
    }
    assert!((row.get)(&emptied).is_empty(), "{}", row.key);
    stored(record).difference(&stored(&emptied)).cloned().collect()
}

#[test]
fn every_stored_field_of_every_kind_has_one_row() {
    fn check<R: Kept>(rowless: Rowless) {
        let record = full::<R>();
        let mut left = stored(&record);
        for row in R::FIELDS {
            assert!(!(row.get)(&record).is_empty(), "{} reads nothing", row.key);
            let reached = reached(row, &record);
            assert!(!reached.is_empty(), "{} writes nothing", row.key);
            for path in reached {
                let key = path.replacen("contacts[0]", "contact", 1);
                assert!(key.starts_with(row.key), "{} writes {path}", row.key);
                assert!(left.remove(&path), "{path} has two rows");
            }
        }
        let names: BTreeSet<&str> = left.iter().filter_map(|path| path.split(['.', '[']).next()).collect();
        let known: BTreeSet<&str> = rowless.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names, known,
            "these fields have no row: give them one, or say here why not"
        );
    }
    for_every_kind!(check);
}

#[test]
fn labels_of_a_kind_are_unique_and_in_both_languages() {
    fn check<R: Kept>(_: Rowless) {
        for pick in [|row| &*row.label.zh, |row| &*row.label.en] as [fn(&Field<R>) -> &str; 2] {
            let labels: BTreeSet<&str> = R::FIELDS.iter().map(pick).collect();
            assert_eq!(labels.len(), R::FIELDS.len(), "{labels:?}");
            assert!(labels.iter().all(|label| !label.trim().is_empty()));
        }
    }
    for_every_kind!(check);
}

#[test]
fn a_value_of_another_kind_is_refused_and_changes_nothing() {
    fn check<R: Kept>(_: Rowless) {
        let before = full::<R>();
        for row in R::FIELDS {
            let wrong = match row.kind {
                FieldKind::Flag => FieldValue::Count(9),
                _ => FieldValue::Flag(true),
            };
            let mut record = before.clone();
            assert!((row.set)(&mut record, wrong).is_err(), "{}", row.key);
            assert!(record == before, "{}", row.key);
        }
    }
    for_every_kind!(check);
}

#[test]
fn a_text_that_is_too_long_is_told_at_its_own_row() {
    fn check<R: Kept>(_: Rowless) {
        let text = |n| FieldValue::Text("好".repeat(n).into());
        for row in R::FIELDS {
            let mut record = bare::<R>();
            let errors = |record: &R| {
                let all = row.problems(record).into_iter();
                all.filter(|p| p.level == Level::Error)
                    .map(|p| p.field)
                    .collect::<Vec<_>>()
            };
            if (row.set)(&mut record, text(MAX_TEXT_CHARS)).is_err() {
                continue;
            }
            assert!(errors(&record).is_empty(), "{}", row.key);
            (row.set)(&mut record, text(MAX_TEXT_CHARS + 1)).unwrap();
            assert_eq!(errors(&record), [row.key.replace("contact.", "contacts[0].")]);
        }
    }
    for_every_kind!(check);
}

#[test]
fn a_row_tells_what_is_wrong_with_its_field_alone() {
    fn told<R: Kept>(key: &str, json: Value) -> Vec<String> {
        let record: R = serde_json::from_value(json).unwrap();
        let row = R::field(key).unwrap();
        row.problems(&record).into_iter().map(|p| p.field).collect()
    }
    let contacts = json!({"id": "c", "name": "A", "contacts": [{"familiarity": 6}, {"familiarity": 0}]});
    let huge: Value = serde_json::from_str(r#"{"product": "a", "quantity": 1e999}"#).unwrap();
    let order = json!({"id": "o", "customer": "c", "date": "2026-01-01", "amount": -1, "items": [{}, huge]});
    let ticket = json!({"id": "t", "customer": "c", "kind": "praise", "opened_at": "2026-01-02", "satisfaction": 6,
        "resolved_at": "2026-01-01"});
    assert_eq!(
        told::<Contact>("familiarity", json!({"familiarity": 6})),
        ["familiarity"]
    );
    assert_eq!(
        told::<Customer>("contact.familiarity", contacts.clone()),
        ["contacts[0].familiarity"]
    );
    assert_eq!(told::<Customer>("contacts", contacts), ["contacts[1].familiarity"]);
    assert_eq!(told::<Order>("items", order.clone()), ["items[1].quantity"]);
    assert!(
        told::<Order>("amount", order).is_empty(),
        "a return is an amount below zero"
    );
    assert_eq!(told::<Ticket>("satisfaction", ticket.clone()), ["satisfaction"]);
    assert!(
        told::<Ticket>("resolved_at", ticket).is_empty(),
        "which day comes first is between two fields"
    );
    assert_eq!(
        told::<Campaign>("cost", json!({"id": "c", "name": "A", "cost": -1})),
        ["cost"]
    );
    assert_eq!(told::<Staff>("name", json!({"name": " "})), ["name"]);
}

#[test]
fn a_path_in_a_record_has_the_name_of_its_row() {
    let table = [
        (Kind::Customer, "contract.amount", Some("合同金额")),
        (Kind::Customer, "contacts[0].phone", Some("联系方式")),
        (Kind::Customer, "contacts[1].phone", Some("联系方式 2")),
        (Kind::Customer, "products[0].share", Some("主要产品/服务采购占比")),
        (Kind::Customer, "overrides[0].class", None),
        (Kind::Order, "items[2].quantity", Some("数量 3")),
        (Kind::Order, "items", Some("产品")),
        (Kind::Ticket, "first_response_at", Some("首次响应时间")),
        (Kind::Interaction, "by", Some("记录人")),
        (Kind::Audit, "what", Some("做了什么")),
        (Kind::Points, "strange", None),
    ];
    for (kind, path, name) in table {
        assert_eq!(
            label_at(kind, path).map(|label| label.zh.into_owned()).as_deref(),
            name,
            "{path}"
        );
    }
}
