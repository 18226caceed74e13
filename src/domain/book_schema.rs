//! JSON Schema of the book, made from the record types: the contract can be checked by other programs and never lags behind.

use serde_json::{Value, json};

use super::care::{Playbook, limits_schema};
use super::change::Kind;
use super::day::Day;
use super::kind::customer::BIRTHDAY_LUNAR;
use super::kind::interaction::FURTHER;
use super::kind::task_outcome::{
    IMPROVEMENT, IMPROVEMENT_FROM, IMPROVEMENT_OWNER, OFFER, OFFER_BESIDE, OFFER_RESULT, OfferResult, TICKET, WIN_BACK,
    WIN_BACK_FROM, WIN_BACK_OWNER, WIN_BACK_RESULT, WIN_BACK_RESULT_NOTE, WinBackCause, WinBackResult,
};
use super::kind::*;
use super::marketing::lifetime::model_schema;
use super::record::Text;
use super::rule::{Dimension, Example, Operator, RfmScore, Signal, TagRule, WeightedScore};
use super::schema::Schema;
use super::service::{Pause, ServiceLevel};

/// The schema of a whole book file.
pub fn book_schema() -> Value {
    let mut properties = json!({
        "format": {"const": "guanxi-book"},
        "version": {"const": 1},
        "as_of": Option::<Day>::schema(),
        "exported_at": {"type": "string"},
        "app": {"type": "string"},
        "settings": Settings::schema(),
        "rulebook": {"$ref": "#/$defs/rulebook"}
    });
    macro_rules! kinds {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
            $(properties[Kind::$variant.word()] = json!({"type": "array", "items": $ty::schema()});)*
        };
    }
    crate::for_each_kind!(kinds);
    let own = |properties: &mut Value, name: &str, of: Value| properties["properties"][name] = of;
    own(&mut properties["tickets"]["items"], "pauses", Vec::<Pause>::schema());
    let contact = &mut properties[Kind::Interaction.word()]["items"];
    for name in FURTHER {
        own(contact, name, Option::<Text>::schema());
    }
    let plan = &mut properties[Kind::TaskOutcome.word()]["items"];
    own(plan, WIN_BACK, Option::<WinBackCause>::schema());
    own(plan, WIN_BACK_OWNER, Option::<Text>::schema());
    own(plan, WIN_BACK_FROM, Option::<Day>::schema());
    own(plan, WIN_BACK_RESULT, Option::<WinBackResult>::schema());
    own(plan, WIN_BACK_RESULT_NOTE, Option::<Text>::schema());
    own(plan, OFFER, Option::<Text>::schema());
    own(plan, OFFER_BESIDE, Option::<Text>::schema());
    own(plan, OFFER_RESULT, Option::<OfferResult>::schema());
    own(plan, IMPROVEMENT, Option::<Text>::schema());
    own(plan, IMPROVEMENT_OWNER, Option::<Text>::schema());
    own(plan, IMPROVEMENT_FROM, Option::<Day>::schema());
    own(plan, TICKET, Option::<Text>::schema());
    let lunar = json!({"type": ["boolean", "null"]});
    let customer = &mut properties["customers"]["items"];
    own(
        &mut customer["properties"]["contacts"]["items"],
        BIRTHDAY_LUNAR,
        lunar.clone(),
    );
    own(customer, BIRTHDAY_LUNAR, lunar);
    own(&mut properties["settings"], "work_hours", work_hours());
    own(
        &mut properties["settings"],
        "time_zone",
        json!({"type": ["string", "null"], "pattern": "^(Z|[+-]\\d{2}:\\d{2})$"}),
    );
    properties["handover"] = Option::<Handover>::schema();
    properties["handovers"] = Vec::<TakenOver>::schema();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "guanxi-book",
        "type": "object",
        "properties": properties,
        "required": ["format", "version"],
        "$defs": {"rulebook": rulebook(), "condition": condition()}
    })
}

/// The schema of the hours that are worked.
fn work_hours() -> Value {
    let time = json!({"type": "string", "pattern": "^\\d{2}:\\d{2}$"});
    let span = |more: &[(&str, Value)]| {
        let mut properties = json!({"from": time, "to": time});
        more.iter().for_each(|(name, of)| properties[*name] = of.clone());
        json!({"type": ["object", "null"], "properties": properties, "required": ["from", "to"]})
    };
    let mut pause = span(&[]);
    pause["type"] = json!("object");
    span(&[("breaks", json!({"type": ["array", "null"], "items": pause}))])
}

/// The schema of a rulebook. What it leaves out keeps its default: lists entry by entry, scores key by key.
fn rulebook() -> Value {
    let list = |items: Value| json!({"type": ["array", "null"], "items": items});
    let partly = |mut score: Value| {
        score["required"] = json!(["id"]);
        score
    };
    let (rfm, weighted) = (partly(RfmScore::schema()), partly(WeightedScore::schema()));
    json!({
        "type": "object",
        "properties": {
            "dimensions": list(Dimension::schema()),
            "scores": list(json!({"anyOf": [rfm, weighted]})),
            "tags": list(TagRule::schema()),
            "signals": list(Signal::schema()),
            "examples": list(Example::schema()),
            "playbooks": list(Playbook::schema()),
            "care": limits_schema(),
            "lifetime": model_schema(),
            "service_levels": list(ServiceLevel::schema()),
        }
    })
}

/// The schema of a condition, as `json-rules-engine` writes it.
fn condition() -> Value {
    let this = json!({"$ref": "#/$defs/condition"});
    let group = |word: &str, of: Value| json!({"type": "object", "properties": {word: of}, "required": [word]});
    let many = json!({"type": "array", "items": this.clone()});
    let leaf = json!({
        "type": "object",
        "properties": {
            "fact": {"type": "string"},
            "operator": Operator::schema(),
            "value": {"type": ["number", "string", "boolean", "array"]}
        },
        "required": ["fact", "operator", "value"]
    });
    json!({"anyOf": [group("all", many.clone()), group("any", many), group("not", this), leaf]})
}
