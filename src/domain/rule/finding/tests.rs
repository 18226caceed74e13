//! A table a kind: rules, and what is found in them.

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Customer, Intent};
use crate::domain::ledger::Ledger;
use crate::domain::metric::Metric;
use crate::domain::money::Fen;
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

#[test]
fn the_default_rules_say_nothing_wrong_of_themselves() {
    assert_eq!(found_in(&Book::default(), &json!({}), ""), [""; 0]);
}

#[test]
fn a_class_that_earlier_ones_cover_is_never_reached() {
    let money = |sign: &str, value: f64| leaf("annual_purchase", sign, value);
    let touches = |sign: &str, value: u32| leaf("interactions_90d", sign, value);
    let tenure = |sign: &str, value: f64| leaf("tenure_months", sign, value);
    let one = |text: &str| vec![text.to_owned()];
    let table = [
        (
            "a ladder from the top",
            vec![money("≥", 1e6), money("≥", 5e5), money("<", 5e5)],
            vec![],
        ),
        (
            "from the bottom",
            vec![money("≥", 5e5), money("≥", 1e6)],
            one("[b]: unreachable by a"),
        ),
        (
            "two together",
            vec![tenure("≥", 12.0), tenure("<", 12.0), tenure(">", 3.0)],
            one("[c]: unreachable by a b"),
        ),
        (
            "one of two alone",
            vec![tenure("<", 12.0), tenure("≥", 6.0), tenure("≥", 24.0)],
            one("[c]: unreachable by b"),
        ),
        (
            "a border left out",
            vec![money(">", 5e5), money("<", 5e5), money("≤", 5e5)],
            vec![],
        ),
        (
            "a missing fact",
            vec![tenure("≥", 12.0), tenure("<", 12.0), not(tenure("≥", 12.0))],
            vec![],
        ),
        (
            "whole numbers",
            vec![touches(">", 2), touches("<", 2), touches("=", 2), not(touches("≥", 50))],
            one("[d]: unreachable by a b c"),
        ),
        (
            "no whole number between",
            vec![touches(">", 2), touches("<", 3), touches("≥", 1)],
            one("[c]: unreachable by a b"),
        ),
        (
            "several facts",
            vec![
                all(&[money("≥", 1e5), tenure("≥", 12.0)]),
                all(&[money("≥", 5e5), tenure("≥", 24.0), touches("≥", 5)]),
            ],
            one("[b]: unreachable by a"),
        ),
        (
            "several facts, one of them weaker",
            vec![
                all(&[money("≥", 1e5), tenure("≥", 12.0)]),
                all(&[money("≥", 5e5), tenure("≥", 11.0)]),
            ],
            vec![],
        ),
        (
            "fixed choices",
            vec![
                leaf("intent", "in", json!(["A", "B"])),
                leaf("intent", "=", "C"),
                leaf("intent", "≠", "A"),
            ],
            one("[c]: unreachable by a b"),
        ),
        (
            "free words",
            vec![
                leaf("region", "in", json!(["华东", "华南"])),
                leaf("region", "=", "华北"),
                leaf("region", "≠", "华东"),
            ],
            vec![],
        ),
        (
            "lists",
            vec![
                leaf("tags", "contains", "x"),
                leaf("tags", "doesNotContain", "x"),
                leaf("tags", "contains", "y"),
            ],
            one("[c]: unreachable by a b"),
        ),
        (
            "a class that is never missing",
            vec![
                leaf("stage", "in", json!(["active", "lost"])),
                not(leaf("stage", "in", json!(["active", "lost"]))),
                leaf("stage", "=", "lost"),
            ],
            one("[c]: unreachable by a"),
        ),
    ];
    for (name, conditions, expected) in table {
        assert_eq!(found(&conditions, None), expected, "{name}");
    }
}

#[test]
fn the_class_of_the_rest_and_classes_without_a_condition() {
    let touches = |sign: &str, value: u32| leaf("interactions_90d", sign, value);
    let tenure = |sign: &str, value: u32| leaf("tenure_months", sign, value);
    let table = [
        ("the rest", vec![touches("≥", 1), json!(null)], Some("b"), vec![]),
        (
            "nothing is left",
            vec![touches("≥", 1), touches("=", 0), json!(null)],
            Some("c"),
            vec!["[c]: unreachable by a b"],
        ),
        (
            "who has no figure is left",
            vec![tenure("≥", 1), tenure("=", 0), json!(null)],
            Some("c"),
            vec![],
        ),
        (
            "its rule is covered, but it takes the rest",
            vec![touches("≥", 1), touches("≥", 2)],
            Some("b"),
            vec![],
        ),
        (
            "no condition",
            vec![touches("≥", 1), json!(null)],
            None,
            vec!["[b]: no condition"],
        ),
        (
            "not the rest",
            vec![json!(null), touches("≥", 1)],
            Some("b"),
            vec!["[a]: no condition"],
        ),
    ];
    for (name, conditions, otherwise, expected) in table {
        assert_eq!(found(&conditions, otherwise), expected, "{name}");
    }
    // A person may set it.
    let mut by_hand = dimension(&[touches("≥", 1), json!(null)], None);
    by_hand["dimensions"][0]["override_by"] = json!("source");
    assert_eq!(found_in(&Book::default(), &by_hand, "dimensions[d]"), [""; 0]);
}

#[test]
fn too_many_situations_say_nothing() {
    // Whoever has the first tag and some of the others, then whoever has the first: two situations a tag.
    let covered = |tags: usize| {
        let tag = |n: usize| leaf("tags", "contains", format!("t{n}"));
        let parts: Vec<Value> = (0..tags).map(tag).collect();
        found(&[tag(0), all(&parts), json!(null)], None)
    };
    assert_eq!(covered(17), ["[b]: unreachable by a", "[c]: no condition"]);
    assert_eq!(covered(18), ["[c]: no condition"]);
}

#[test]
fn what_never_and_always_holds_is_named_where_it_stands() {
    let count = |sign: &str, value: f64| leaf("orders_6m", sign, value);
    let money = |sign: &str, value: f64| leaf("average_order_value", sign, value);
    let free = || leaf("region", "=", "华东");
    let table = [
        (
            "whole between two",
            all(&[count(">", 2.0), count("<", 3.0)]),
            vec!["[a]: never"],
        ),
        ("money between two", all(&[money(">", 2.0), money("<", 3.0)]), vec![]),
        (
            "half an order",
            all(&[free(), count("=", 0.5)]),
            vec!["[a].when.all[1]: never", "[a]: never"],
        ),
        ("less than none", count("<", 0.0), vec!["[a]: never"]),
        (
            "none at least",
            any(&[free(), count("≥", 0.0)]),
            vec!["[a].when.any[1]: always"],
        ),
        (
            "always, if known",
            leaf("days_since_last_order", "≥", 0),
            vec!["[a].when: always where known"],
        ),
        (
            "not always, if known",
            not(leaf("days_since_last_order", "≥", 0)),
            vec!["[a].when.not: always where known"],
        ),
        ("a score of six", leaf("r_score", "≥", 6), vec!["[a]: never"]),
        (
            "a share above all",
            not(leaf("on_time_payment_rate", ">", 1)),
            vec!["[a].when.not: never"],
        ),
        (
            "a fall of more than all",
            leaf("frequency_change_60d", "<", -1),
            vec!["[a]: never"],
        ),
        (
            "a growth of less than all",
            leaf("purchase_growth_12m", "<", -1),
            vec![],
        ),
        ("an intent there is not", leaf("intent", "=", "D"), vec!["[a]: never"]),
        ("no word", leaf("region", "=", ""), vec!["[a]: never"]),
        ("one of none", leaf("region", "in", json!([])), vec!["[a]: never"]),
        (
            "none of none",
            leaf("orders_6m", "notIn", json!([])),
            vec!["[a].when: always"],
        ),
        (
            "one or the other",
            any(&[count("≥", 3.0), count("<", 3.0)]),
            vec!["[a].when: always"],
        ),
        (
            "one or the other, if known",
            any(&[money("≥", 3.0), money("<", 3.0)]),
            vec![],
        ),
        (
            "deep inside",
            any(&[free(), all(&[free(), not(any(&[count(">", 1.0), count("≤", 1.0)]))])]),
            vec!["[a].when.any[1].all[1].not: always"],
        ),
        (
            "yes and no",
            all(&[leaf("has_dealt", "=", true), leaf("has_dealt", "=", false)]),
            vec!["[a]: never"],
        ),
    ];
    for (name, condition, expected) in table {
        assert_eq!(found(&[condition.clone()], None), expected, "{name}");
        let mut of_tag = found_in(
            &Book::default(),
            &json!({"tags": [{"id": "a", "name": "A", "when": condition}]}),
            "tags",
        );
        of_tag.sort();
        let mut expected: Vec<&str> = expected;
        expected.sort_unstable();
        assert_eq!(of_tag, expected, "{name}, as a tag");
    }
}

#[test]
fn empty_groups_and_comparisons_of_different_kinds() {
    let free = || leaf("region", "=", "华东");
    let table = [
        (all(&[]), vec!["[a].when: empty"]),
        (all(&[free(), any(&[])]), vec!["[a].when.all[1]: empty"]),
        (not(any(&[])), vec!["[a].when.not: empty", "[a]: never"]),
        (
            leaf("annual_purchase", "=", "much"),
            vec!["[a].when: cannot compare annual_purchase", "[a]: never"],
        ),
        (
            any(&[free(), leaf("industry", ">", 3)]),
            vec!["[a].when.any[1]: cannot compare industry"],
        ),
        (
            any(&[free(), leaf("has_need", "≥", 1)]),
            vec!["[a].when.any[1]: cannot compare has_need"],
        ),
        (
            leaf("has_need", "=", 1),
            vec!["[a].when: cannot compare has_need", "[a]: never"],
        ),
        (
            leaf("orders_6m", "in", json!([1, "2"])),
            vec!["[a].when: cannot compare orders_6m"],
        ),
        (
            leaf("industry", "contains", "制"),
            vec!["[a].when: cannot compare industry", "[a]: never"],
        ),
        (
            leaf("tags", "=", "x"),
            vec!["[a].when: cannot compare tags", "[a]: never"],
        ),
        (leaf("tags", "≠", "x"), vec!["[a].when: cannot compare tags"]),
        (
            leaf("tags", "contains", 3),
            vec!["[a].when: cannot compare tags", "[a]: never"],
        ),
        (
            leaf("value", "=", 3),
            vec!["[a].when: cannot compare value", "[a]: never"],
        ),
        (
            leaf("value", "=", "vip"),
            vec!["[a].when: unknown class value/vip", "[a]: never"],
        ),
        (
            leaf("value", "in", json!(["key", "vip"])),
            vec!["[a].when: unknown class value/vip"],
        ),
        // The class of a dimension that takes a text may be any.
        (leaf("industry", "=", "航天"), vec![]),
    ];
    for (condition, expected) in table {
        assert_eq!(found(&[condition.clone()], None), expected, "{condition}");
    }
}

#[test]
fn names_and_dimensions_without_classes() {
    let mut rules = dimension(&[leaf("region", "=", "x"), leaf("region", "=", "y")], None);
    rules["dimensions"][0]["classes"][1]["name"] = json!(" Na ");
    assert_eq!(
        found_in(&Book::default(), &rules, "dimensions[d]"),
        [".classes[b]: name of a"]
    );
    assert_eq!(
        found_in(&Book::default(), &dimension(&[], None), "dimensions[d]"),
        [": no classes"]
    );
}

#[test]
fn weights_bands_and_what_a_score_can_reach() {
    let term = |metric: &str, weight: f64| json!({"metric": metric, "weight": weight, "of": "orders_6m", "factor": 25});
    let health = |terms: Value| json!({"scores": [{"id": "health", "terms": terms}]});
    let literal = json!([
        {"metric": "activity", "weight": 0.3, "of": "interactions_90d", "factor": 20},
        {"metric": "complaints", "weight": -0.2, "of": "complaints_6m", "factor": 50},
        {"metric": "repurchase", "weight": 0.3, "of": "orders_6m", "factor": 25},
        {"metric": "stability", "weight": 0.2, "of": "on_time_payment_rate", "factor": 100, "missing": 100}]);
    let half = json!({"metric": "x", "weight": 1, "of": "on_time_payment_rate", "factor": 50, "missing": 10});
    let bands = |terms: Value, from: &[f64]| {
        let bands: Vec<Value> = ('a'..)
            .zip(from)
            .map(|(id, from)| json!({"id": id.to_string(), "name": "x", "from": from}))
            .collect();
        json!({"scores": [{"id": "s", "terms": terms, "bands": bands}]})
    };
    let table = [
        // S4 as it is written: at no complaint 80 at most, and below zero with two.
        (health(literal), "scores[health]", vec![": sum 0.60 reaches -20 to 80"]),
        (
            health(json!([term("x", 0.5), term("y", 0.4)])),
            "scores[health]",
            vec![": sum 0.90 reaches 0 to 90"],
        ),
        (
            health(json!([term("x", 0.1), term("y", 0.2), term("z", 0.7)])),
            "scores[health]",
            vec![],
        ),
        // Half the rate, or 10 where it is missing; counted down, half at least.
        (
            bands(json!([half]), &[51.0, 50.0, 0.0]),
            "scores[s]",
            vec![".bands[a]: band a"],
        ),
        (
            bands(json!([with(&half, "invert", true)]), &[60.0, 50.0, 0.0]),
            "scores[s]",
            vec![".bands[c]: band c"],
        ),
        (bands(json!([half]), &[50.5]), "scores[s]", vec![".bands[a]: band a"]),
    ];
    for (rules, prefix, expected) in table {
        let found = found_in(&Book::default(), &rules, prefix);
        assert_eq!(found, expected, "{rules}");
    }
}

fn with(object: &Value, key: &str, value: impl Into<Value>) -> Value {
    let mut object = object.clone();
    object[key] = value.into();
    object
}

#[test]
fn a_score_of_itself_or_of_a_metric_without_a_scale_can_be_anything() {
    let band = json!([{"id": "a", "name": "x", "from": 1e5}]);
    let table = [
        json!([{"metric": "annual_purchase", "weight": 1}]),
        json!([{"metric": "s_score", "weight": 1}]),
        json!([{"metric": "later_score", "weight": 1}]),
        json!([{"metric": "never_written", "weight": 1}]),
    ];
    for terms in table {
        let later = json!({"id": "later", "terms": [{"metric": "x", "weight": 1, "of": "orders_6m", "factor": 1}]});
        let rules = json!({"scores": [{"id": "s", "terms": terms, "bands": band}, later]});
        assert_eq!(found_in(&Book::default(), &rules, "scores[s]"), [""; 0], "{rules}");
    }
}

#[test]
fn weights_of_rfm() {
    let rfm = |r: f64, f: f64, m: f64| json!({"scores": [{"id": "rfm", "weights": {"r": r, "f": f, "m": m}}]});
    let table = [
        (rfm(1.0, 2.0, 0.5), vec![]),
        (rfm(0.0, 0.0, 0.0), vec!["no weight"]),
        (rfm(1.0, 0.0, -1.0), vec!["negative m_score"]),
    ];
    for (rules, expected) in table {
        assert_eq!(found_in(&Book::default(), &rules, "scores[rfm]: "), expected);
    }
    // 0.5 × 1 + 0 × 1 − 1 × 5 to 0.5 × 5 − 1 × 1.
    let rulebook = Rulebook::from_json(&rfm(0.5, 0.0, -1.0)).unwrap();
    let facts = Facts::new(&Plan::compile(&rulebook).unwrap()).reach(Metric::RfmTotal as usize);
    assert_eq!((facts.lowest, facts.highest, facts.whole), (-4.5, 1.5, false));
}

/// Customers of whom only this is known: the declared purchase in yuan, the intent, how well the key contact is known.
fn people(rows: &[(Option<i64>, Option<Intent>, Option<u8>)]) -> Book {
    let mut book = Book::default();
    for (n, (yuan, intent, familiarity)) in rows.iter().enumerate() {
        let mut customer = Customer::new(CustomerId::new(&format!("c{n}")).unwrap(), "客户");
        customer.declared_annual_purchase = yuan.map(|yuan| Fen(yuan * 100));
        customer.intent = *intent;
        customer.contacts = vec![Contact {
            familiarity: *familiarity,
            ..Contact::blank()
        }];
        customer.stage_override = (n == 5).then(|| "a".into());
        book.customers.put(Arc::new(customer));
    }
    book
}

#[test]
fn customers_in_overlaps_and_holes() {
    use Intent::{A, B, C};
    let book = people(&[
        (Some(900), Some(A), Some(5)),
        (Some(900), Some(B), Some(1)),
        (Some(100), Some(A), Some(5)),
        (Some(100), Some(C), Some(1)),
        (None, Some(C), None),
        (Some(100), Some(C), Some(1)),
        (Some(100), None, None),
    ]);
    let money = |sign: &str, value: u32| leaf("declared_annual_purchase", sign, value);
    let intent = |word: &str| leaf("intent", "=", word);
    let known = leaf("key_contact_familiarity", "≥", 4);
    let table = [
        // The first is 900 and A; the plain ladder above 50 is no overlap of the ladder above 500.
        (
            vec![money("≥", 500), intent("A")],
            vec![
                ".classes[b]: 1 overlap with a [0]",
                ": hole [3, 5]",
                ": 2 unknown: declared_annual_purchase 1, intent 1",
            ],
        ),
        (
            vec![money("≥", 500), money("≥", 50)],
            vec![": 1 unknown: declared_annual_purchase 1"],
        ),
        // Who is 900, of intent A and well known fits every later class by the rules alone, who is only 900 does not.
        (
            vec![
                all(&[money("≥", 500), intent("A")]),
                money("≥", 500),
                intent("A"),
                known.clone(),
            ],
            vec![
                ".classes[d]: 1 overlap with a [0]",
                ".classes[d]: 1 overlap with c [2]",
                ": hole [3, 5]",
                ": 2 unknown: key_contact_familiarity 2, declared_annual_purchase 1, intent 1",
            ],
        ),
    ];
    for (conditions, expected) in table {
        let rules = dimension(&conditions, None);
        assert_eq!(found_in(&book, &rules, "dimensions[d]"), expected, "{rules}");
        let mut rest = dimension(&conditions, Some("a"));
        rest["dimensions"][0]["override_by"] = json!("stage_override");
        let overlaps: Vec<&str> = expected
            .iter()
            .copied()
            .filter(|text| text.contains("overlap"))
            .collect();
        assert_eq!(found_in(&book, &rest, "dimensions[d]"), overlaps, "with a rest, {rest}");
    }
    // Whom a person put into `a` (the sixth) overlaps with nothing; nor does whom a person put elsewhere.
    let mut by_hand = dimension(&[intent("B"), intent("C"), money("≥", 100)], None);
    by_hand["dimensions"][0]["override_by"] = json!("stage_override");
    let expected = [".classes[c]: 1 overlap with a [1]", ".classes[c]: 1 overlap with b [3]"];
    assert_eq!(found_in(&book, &by_hand, "dimensions[d].classes").len(), 2);
    assert_eq!(found_in(&book, &by_hand, "dimensions[d]")[..2], expected);
}

#[test]
fn facts_that_nobody_has() {
    let book = people(&[(Some(1), Some(Intent::A), None)]);
    let table = [
        (leaf("declared_annual_purchase", "≥", 1), vec![]),
        (
            leaf("key_contact_familiarity", "≥", 2),
            vec![".when: no data key_contact_familiarity"],
        ),
        (leaf("p_alive", "<", 0.5), vec![".when: no data p_alive"]),
        (leaf("industry", "=", "零售业"), vec![".when: no data industry"]),
        (leaf("intent", "=", "B"), vec![]),
        (leaf("need_tags", "contains", "x"), vec![".when: no data need_tags"]),
        (leaf("rfm_tier", "=", "high"), vec![".when: no data rfm_tier"]),
        (leaf("stage", "=", "lost"), vec![]),
    ];
    for (condition, expected) in table {
        let rules = json!({"tags": [{"id": "t", "name": "T", "when": condition}]});
        assert_eq!(found_in(&book, &rules, "tags[t]"), expected, "{condition}");
    }
    let rules = json!({"scores": [{"id": "s", "terms": [
        {"metric": "a", "weight": 0.5, "of": "on_time_payment_rate", "factor": 1}, {"metric": "b", "weight": 0.5, "of": "orders_6m", "factor": 1}]}]});
    assert_eq!(
        found_in(&book, &rules, "scores[s]"),
        [".terms[0]: no data on_time_payment_rate"]
    );
    // The text of a field is a class; who has none is unknown.
    assert_eq!(
        found_in(&book, &json!({}), "dimensions[industry]"),
        [": 1 unknown: industry 1"]
    );
}

#[test]
fn a_place_is_written_as_the_compiler_writes_it() {
    let part = Part::Class {
        dimension: "value".into(),
        class: "key".into(),
    };
    let path = Some(vec![Step::All(0), Step::Not, Step::Any(2)]);
    let place = Place { part, path };
    assert_eq!(
        place.to_string(),
        "dimensions[value].classes[key].when.all[0].not.any[2]"
    );
    assert_eq!(place.positions(), Some(vec![0, 0, 2]));
    let rules = dimension(&[all(&[leaf("nothing", "=", 1)])], None);
    let issue = Plan::compile(&Rulebook::from_json(&rules).unwrap())
        .unwrap_err()
        .remove(0);
    let part = Part::Class {
        dimension: "d".into(),
        class: "a".into(),
    };
    let same = Place {
        part,
        path: Some(vec![Step::All(0)]),
    };
    assert_eq!(issue.place, format!("{same}.fact"));
}
