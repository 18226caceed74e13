//! Conditions: whole columns, one row and the words of the specification agree.

use std::collections::BTreeSet;
use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::columns::{bit_words, has_bit};
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::Customer;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::metric::index_of;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::evaluate::Ground;
use serde_json::{Value, json};

use crate::by_hand::D;
use crate::carried::*;
use crate::generate::{Dice, INDUSTRIES, Maker, REGIONS, TAGS};
use crate::scoring::*;

pub const NUMBERS: [&str; 15] = [
    "annual_purchase",
    "tenure_months",
    "interactions_90d",
    "days_since_last_order",
    "response_rate_60d",
    "frequency_change_60d",
    "health_score",
    "rfm_total",
    "rfm_share_above",
    "rfm_share_below",
    "m_score",
    "on_time_payment_rate",
    "key_contact_familiarity",
    "p_alive",
    "average_order_value",
];
pub const LIMITS: [f64; 9] = [-0.5, 0.0, 0.25, 1.0, 3.0, 12.0, 60.0, 500_000.0, -1.0];
pub const WORDS: [(&str, &[&str]); 4] = [
    ("industry", &INDUSTRIES),
    ("region", &REGIONS),
    ("intent", &["A", "B", "C"]),
    ("kind", &["enterprise", "person"]),
];
pub const CLASSES: [(&str, &[&str]); 4] = [
    ("value", &["strategic", "key", "ordinary"]),
    ("stage", &["active", "lost", "intending", "potential"]),
    ("rfm_tier", &["high", "middle", "basic"]),
    ("abc", &["A", "B", "C", "none of these"]),
];

/// A random condition. `early` leaves out what is not yet known when the dimensions are evaluated.
pub fn condition(dice: &mut Dice, depth: usize, early: bool) -> Value {
    if depth > 0 && dice.chance(70) {
        return match dice.below(5) {
            0 => json!({"not": condition(dice, depth - 1, early)}),
            n => {
                let parts: Vec<Value> = (0..dice.between(1, 3))
                    .map(|_| condition(dice, depth - 1, early))
                    .collect();
                if n < 3 {
                    json!({"all": parts})
                } else {
                    json!({"any": parts})
                }
            }
        };
    }
    let orders = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];
    let (equals, lists) = (["equal", "notEqual"], ["in", "notIn"]);
    let leaf = |fact: &str, operator: &str, value: Value| json!({"fact": fact, "operator": operator, "value": value});
    match dice.below(if early { 8 } else { 10 }) {
        0..=2 => leaf(dice.pick(&NUMBERS), dice.pick(&orders), json!(dice.pick(&LIMITS))),
        3 => leaf(dice.pick(&NUMBERS), dice.pick(&equals), json!(dice.pick(&LIMITS))),
        4 => {
            let values: Vec<f64> = LIMITS.iter().copied().filter(|_| dice.chance(40)).collect();
            leaf(dice.pick(&NUMBERS), dice.pick(&lists), json!(values))
        }
        5 => {
            let operator = dice.pick(&["contains", "doesNotContain"]);
            leaf(dice.pick(&["tags", "need_tags"]), operator, json!(dice.pick(&TAGS)))
        }
        6 if dice.chance(30) => {
            // A kind of value that the fact never has: it is not equal, and a known fact is not a list.
            let fact = dice.pick(&["annual_purchase", "tenure_months", "industry"]);
            match dice.below(3) {
                0 => leaf(fact, dice.pick(&lists), json!(["3", true])),
                1 => leaf(fact, dice.pick(&equals), json!(true)),
                _ => leaf(fact, dice.pick(&["contains", "doesNotContain"]), json!("制")),
            }
        }
        6 => leaf("has_need", dice.pick(&equals), json!(dice.chance(50))),
        n => {
            let (fact, words) = dice.pick(if n == 7 { &WORDS } else { &CLASSES });
            if dice.chance(50) {
                return leaf(fact, dice.pick(&equals), json!(dice.pick(words)));
            }
            let some: Vec<&str> = words.iter().copied().filter(|_| dice.chance(50)).collect();
            leaf(fact, dice.pick(&lists), json!(some))
        }
    }
}

/// What a customer's fact is; null where it is missing.
pub fn fact(book: &Book, evaluation: &Evaluation, slot: u32, name: &str) -> Value {
    let customer = book.customers.at(slot).unwrap();
    match name {
        "tags" => json!(customer.tags),
        "need_tags" => json!(customer.need_tags),
        "industry" => json!(customer.industry),
        "region" => json!(customer.region),
        "intent" => json!(customer.intent),
        "kind" => json!(customer.kind),
        "has_need" => json!(evaluation.column(slot, index_of(name).unwrap()).map(|n| n == 1.0)),
        _ => match index_of(name) {
            Some(column) => json!(evaluation.column(slot, column)),
            None => json!(evaluation.class_in(slot, name)),
        },
    }
}

/// What a condition says of facts, as the specification words it.
pub fn says(condition: &Value, fact: &impl Fn(&str) -> Value) -> bool {
    if let Some(parts) = condition["all"].as_array() {
        return parts.iter().all(|part| says(part, fact));
    }
    if let Some(parts) = condition["any"].as_array() {
        return parts.iter().any(|part| says(part, fact));
    }
    if condition.get("not").is_some() {
        return !says(&condition["not"], fact);
    }
    let (is, value) = (fact(condition["fact"].as_str().unwrap()), &condition["value"]);
    if is.is_null() {
        return false;
    }
    let equal = |a: &Value, b: &Value| match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    };
    let order = || is.as_f64().zip(value.as_f64());
    let listed = |list: &Value, item: &Value| list.as_array().unwrap().iter().any(|one| equal(one, item));
    match condition["operator"].as_str().unwrap() {
        "equal" => equal(&is, value),
        "notEqual" => !equal(&is, value),
        "lessThan" => order().is_some_and(|(a, b)| a < b),
        "lessThanInclusive" => order().is_some_and(|(a, b)| a <= b),
        "greaterThan" => order().is_some_and(|(a, b)| a > b),
        "greaterThanInclusive" => order().is_some_and(|(a, b)| a >= b),
        "in" => listed(value, &is),
        "notIn" => !listed(value, &is),
        "contains" => is.is_array() && listed(&is, value),
        "doesNotContain" => is.is_array() && !listed(&is, value),
        other => panic!("{other}"),
    }
}

#[test]
fn masks_rows_and_words_of_conditions_agree() {
    let mut matched = [0; 2];
    for seed in 200..206 {
        let days = pivots(seed);
        let mut maker = Maker::new(seed, &days);
        let mut book = maker.book(130);
        // An empty row among the others.
        let gone: ChangeSet = ChangeSet {
            label: Default::default(),
            changes: vec![delta::<Customer>(
                &book,
                &book.customers.at(64).unwrap().id.to_string(),
                None,
            )],
        };
        book.apply(&gone);
        let conditions: Vec<Value> = (0..60).map(|_| condition(&mut maker.dice, 3, false)).collect();
        let tags: Vec<Value> = conditions
            .iter()
            .enumerate()
            .map(|(n, when)| json!({"id": format!("t{n}"), "name": "x", "when": when}))
            .collect();
        let evaluation = fresh(&book, &json!({"tags": tags}), days[0]);
        let ground = Ground {
            customers: &book.customers,
            columns: &evaluation.columns,
            classes: &evaluation.classes,
        };
        for (n, when) in conditions.iter().enumerate() {
            let tag = evaluation
                .plan
                .tags
                .iter()
                .position(|tag| *tag.id == *format!("t{n}"))
                .unwrap();
            let mask = ground.mask(&evaluation.plan.tags[tag].node);
            assert_eq!(mask.len(), bit_words(evaluation.columns.rows));
            let customers = book.customers.iter();
            for (slot, customer) in customers.filter(|(slot, _)| evaluation.exists(*slot)) {
                let said = says(when, &|name| fact(&book, &evaluation, slot, name));
                let place = format!("seed {seed}, {}: {when}", customer.id);
                assert_eq!(ground.holds(&evaluation.plan.tags[tag].node, slot), said, "{place}");
                assert_eq!(has_bit(&mask, slot), said, "{place}");
                assert_eq!(has_bit(&evaluation.tags[tag], slot), said, "{place}");
                matched[usize::from(said)] += 1;
            }
            assert!(!has_bit(&evaluation.tags[tag], 64), "a tag of nobody");
        }
    }
    assert!(matched.iter().all(|times| *times > 10_000), "{matched:?}");
}

#[test]
fn a_missing_fact_makes_every_leaf_false_and_its_negation_true() {
    // Nothing is known of `a`; `b` has a value of each fact.
    let mut book = Book::default();
    book.customers
        .put(Arc::new(Customer::new(CustomerId::new("a").unwrap(), "甲")));
    let operators: [(&str, bool); 10] = [
        ("equal", false),
        ("notEqual", false),
        ("lessThan", false),
        ("lessThanInclusive", false),
        ("greaterThan", false),
        ("greaterThanInclusive", false),
        ("in", true),
        ("notIn", true),
        ("contains", false),
        ("doesNotContain", false),
    ];
    let facts = [
        ("days_since_last_order", json!(5)),
        ("tenure_months", json!(0)),
        ("response_rate_60d", json!(0.5)),
        ("health_score", json!(80)),
        ("p_alive", json!(0.5)),
        ("key_contact_familiarity", json!(3)),
        ("industry", json!("制造业")),
        ("intent", json!("A")),
        ("kind", json!("person")),
        ("rfm_tier", json!("high")),
        ("health", json!("healthy")),
        ("abc", json!("A")),
        ("risk", json!("low")),
    ];
    let mut tags = Vec::new();
    for (fact, value) in &facts {
        for (operator, list) in operators {
            for value in [value.clone(), json!("never"), json!(-7)] {
                let value = if list { json!([value]) } else { value };
                let leaf = json!({"fact": fact, "operator": operator, "value": value});
                tags.push((format!("leaf {leaf}"), leaf.clone()));
                tags.push((format!("not {leaf}"), json!({"not": leaf})));
            }
        }
    }
    let all: Vec<Value> = tags
        .iter()
        .map(|(id, when)| json!({"id": id, "name": "x", "when": when}))
        .collect();
    let rulebook = Rulebook::from_json(&json!({"tags": all})).unwrap();
    let evaluation = Evaluation::new(&book, &Ledger::build(&book), &rulebook, day(D)).unwrap();
    let held: BTreeSet<&str> = evaluation.tags_of(0).collect();
    for (id, _) in &tags {
        assert_eq!(held.contains(id.as_str()), id.starts_with("not "), "{id}");
    }
}
