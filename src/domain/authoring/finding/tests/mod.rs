//! A table a kind: rules, and what is found in them.

mod customers;
mod parts;
mod reached;
mod scores;

use serde_json::{Value, json};

use super::*;
use crate::domain::day::Day;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Rulebook;

/// What is found in the parts of a rulebook whose place begins so, in the tests' own short words.
fn found_in(book: &Book, rules: &Value, prefix: &str) -> Vec<String> {
    let rulebook = Rulebook::from_json(rules).unwrap();
    let evaluation = Evaluation::new(book, &Ledger::build(book), &rulebook, Day::parse("2026-11-21").unwrap()).unwrap();
    let found = findings(book, &evaluation);
    let said = found.iter().map(|f| format!("{}: {}", f.place, short(&f.kind)));
    said.filter_map(|text| text.strip_prefix(prefix).map(str::to_owned))
        .collect()
}

fn short(kind: &FindingKind) -> String {
    match kind {
        FindingKind::Unreachable { by } => format!("unreachable by {}", by.join(" ")),
        FindingKind::NoCondition => "no condition".into(),
        FindingKind::NeverHolds => "never".into(),
        FindingKind::AlwaysHolds { where_known: true } => "always where known".into(),
        FindingKind::AlwaysHolds { where_known: false } => "always".into(),
        FindingKind::Overlap { with, customers, slots } => format!("{customers} overlap with {with} {slots:?}"),
        FindingKind::Hole { slots } => format!("hole {slots:?}"),
        FindingKind::Unknown { customers, facts } => {
            let facts: Vec<String> = facts.iter().map(|(fact, n)| format!("{fact} {n}")).collect();
            format!("{customers} unknown: {}", facts.join(", "))
        }
        FindingKind::Unranked { classes } => format!("unranked {}", classes.join(" ")),
        FindingKind::RankedTwice { classes } => format!("ranked twice {}", classes.join(" ")),
        FindingKind::RankedUnknown { ids } => format!("ranked unknown {}", ids.join(" ")),
        FindingKind::NoData { fact } => format!("no data {fact}"),
        FindingKind::EmptyGroup => "empty".into(),
        FindingKind::CannotCompare { fact } => format!("cannot compare {fact}"),
        FindingKind::UnknownClass { dimension, id } => format!("unknown class {dimension}/{id}"),
        FindingKind::WeightsSum { sum, reach } => format!("sum {sum:.2} reaches {} to {}", reach.lowest, reach.highest),
        FindingKind::BandUnreachable { id, .. } => format!("band {id}"),
        FindingKind::NoRfmWeight => "no weight".into(),
        FindingKind::NegativeRfmWeight { fact } => format!("negative {fact}"),
        FindingKind::DuplicateName { with } => format!("name of {with}"),
        FindingKind::NoClasses => "no classes".into(),
    }
}

fn leaf(fact: &str, sign: &str, value: impl Into<Value>) -> Value {
    let operator = match sign {
        "=" => "equal",
        "≠" => "notEqual",
        "<" => "lessThan",
        "≤" => "lessThanInclusive",
        ">" => "greaterThan",
        "≥" => "greaterThanInclusive",
        word => word,
    };
    json!({"fact": fact, "operator": operator, "value": value.into()})
}

fn all(parts: &[Value]) -> Value {
    json!({"all": parts})
}

fn any(parts: &[Value]) -> Value {
    json!({"any": parts})
}

fn not(part: Value) -> Value {
    json!({"not": part})
}

/// A rulebook with one more dimension `d`, its classes `a`, `b`, … with these conditions (null for none).
fn dimension(conditions: &[Value], otherwise: Option<&str>) -> Value {
    let class = |(id, when): (char, &Value)| json!({"id": id.to_string(), "name": format!("N{id}"), "when": when});
    let classes: Vec<Value> = ('a'..).zip(conditions).map(class).collect();
    json!({"dimensions": [{"id": "d", "name": "D", "classes": classes, "otherwise": otherwise}]})
}

/// What is found in the classes of such a dimension in a book without customers.
fn found(conditions: &[Value], otherwise: Option<&str>) -> Vec<String> {
    found_in(
        &Book::default(),
        &dimension(conditions, otherwise),
        "dimensions[d].classes",
    )
}
