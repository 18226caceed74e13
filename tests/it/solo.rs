//! One customer on its own is classified as in the book; made-up ones by what is given of them.

use guanxi::domain::columns::has_bit;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::inquiry::made_up::FactProblem;
use guanxi::domain::inquiry::solo::Solo;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::metric::rfm::RANKED;
use guanxi::domain::metric::{METRICS, index_of};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::plan::Plan;
use serde_json::{Value, json};

use crate::carried::rules;
use crate::generate::Maker;
use crate::scoring::*;

/// What differs between a customer alone and the same in the book.
fn differs(solo: &Solo, evaluation: &Evaluation, slot: u32) -> Option<String> {
    for column in 0..evaluation.columns.numbers.len() {
        let (alone, all) = (solo.number(column), evaluation.column(slot, column));
        if alone != all {
            return Some(format!("column {column}: {alone:?} alone, {all:?} in the book"));
        }
    }
    for dimension in 0..evaluation.classes.len() {
        let (alone, all) = (solo.class(dimension), evaluation.class(slot, dimension));
        if alone != all {
            let id = &evaluation.plan.dimensions[dimension].id;
            return Some(format!("{id}: {alone:?} alone, {all:?} in the book"));
        }
    }
    (0..evaluation.tags.len())
        .find(|tag| solo.tag(*tag) != has_bit(&evaluation.tags[*tag], slot))
        .map(|tag| format!("tag {}", evaluation.plan.tags[tag].id))
}

#[test]
fn a_customer_alone_is_classified_as_in_the_book() {
    let (mut customers, mut moved) = (0, 0);
    for seed in 400..420 {
        let days = pivots(seed);
        let mut maker = Maker::new(seed, &days);
        let book = maker.book(60);
        let ledger = Ledger::build(&book);
        let rulebook = match seed % 4 {
            0 => Rulebook::default(),
            _ => Rulebook::from_json(&rules(&mut maker.dice)).unwrap(),
        };
        let here = Evaluation::new(&book, &ledger, &rulebook, days[0]).unwrap();
        let other = maker.day();
        let there = Evaluation::new(&book, &ledger, &rulebook, other).unwrap();
        let both = |slot: u32| here.exists(slot) && there.exists(slot);
        for (slot, customer) in book.customers.iter().filter(|(slot, _)| both(*slot)) {
            let place = format!("seed {seed}, {}", customer.id);
            let mut solo = Solo::of(&here, &book, slot).unwrap();
            assert_eq!(differs(&solo, &here, slot), None, "copied: {place}");
            solo.classify();
            assert_eq!(differs(&solo, &here, slot), None, "classified: {place}");
            solo.with_activity(ledger.row(slot), days[0]);
            solo.classify();
            assert_eq!(differs(&solo, &here, slot), None, "worked out again: {place}");
            // On another day everything follows but the ranking, which is put in its place here.
            solo.with_activity(ledger.row(slot), other);
            for metric in RANKED {
                let kept = solo.number(metric as usize);
                assert_eq!(kept, here.number(slot, metric), "{metric:?}: {place}");
                solo.set_number(metric as usize, there.number(slot, metric));
            }
            solo.classify();
            assert_eq!(differs(&solo, &there, slot), None, "on {other}: {place}");
            customers += 1;
            moved += usize::from((0..8).any(|d| here.class(slot, d) != there.class(slot, d)));
        }
        assert!(Solo::of(&here, &book, 60).is_none());
    }
    assert!(customers > 1100 && moved > 300, "{customers} customers, {moved} moved");
}

fn made_up(plan: &Plan, facts: Value) -> Result<Solo<'_>, Vec<(Box<str>, FactProblem)>> {
    Solo::made_up(plan, facts.as_object().unwrap())
}

/// The classes and tags of a made-up customer, by id.
fn labels(rules: &Value, facts: Value) -> (Vec<(String, String)>, Vec<String>) {
    let plan = Plan::compile(&Rulebook::from_json(rules).unwrap()).unwrap();
    let solo = made_up(&plan, facts).unwrap();
    let class = |(i, d): (usize, &guanxi::domain::rule::plan::PlanDimension)| {
        Some((d.id.to_string(), solo.class(i)?.to_owned()))
    };
    let classes = plan.dimensions.iter().enumerate().filter_map(class).collect();
    let tags = plan.tags.iter().enumerate().filter(|(i, _)| solo.tag(*i));
    (classes, tags.map(|(_, tag)| tag.id.to_string()).collect())
}

#[track_caller]
fn expect(facts: Value, classes: &[(&str, &str)], tags: &[&str]) {
    let (found, found_tags) = labels(&json!({}), facts.clone());
    let found: Vec<(&str, &str)> = found.iter().map(|(d, c)| (d.as_str(), c.as_str())).collect();
    assert_eq!(
        (found.as_slice(), found_tags),
        (classes, tags.iter().map(|t| t.to_string()).collect()),
        "{facts}"
    );
}

#[test]
fn only_what_is_given_is_known() {
    // Nothing at all: the two dimensions that have an `otherwise`.
    expect(json!({}), &[("stage", "potential"), ("closeness", "ordinary")], &[]);
    expect(
        json!({"annual_purchase": 1_200_000, "tenure_months": 36, "interactions_90d": 6, "interactions_30d": 1}),
        &[
            ("value", "strategic"),
            ("stage", "potential"),
            ("closeness", "steady"),
            ("abc", "A"),
        ],
        &["loyal", "mature"],
    );
    // 0.3 × 60 + 0.2 × (100 − 50) + 0.3 × 50 + 0.2 × 100 (no payment known) = 63.
    expect(
        json!({"has_dealt": true, "contract_in_force": true, "interactions_90d": 3, "complaints_6m": 1, "orders_6m": 2}),
        &[
            ("stage", "active"),
            ("closeness", "ordinary"),
            ("health", "sub_healthy"),
            ("risk", "medium"),
        ],
        &[],
    );
    // One complaint is not known: neither is the score.
    expect(
        json!({"has_dealt": true, "interactions_90d": 3, "complaints_6m": null, "orders_6m": 2}),
        &[("stage", "lost"), ("closeness", "ordinary"), ("risk", "high")],
        &["at_risk"],
    );
    expect(
        json!({"industry": "制造业", "intent": "A", "has_need": false}),
        &[
            ("stage", "intending"),
            ("closeness", "ordinary"),
            ("industry", "制造业"),
        ],
        &["high_potential"],
    );
}

#[test]
fn what_is_given_is_not_worked_out_again() {
    // A score, a component of one, and classes against what the rules would say.
    expect(
        json!({"health_score": 85, "interactions_90d": 0, "has_dealt": true, "stage": "active"}),
        &[
            ("stage", "active"),
            ("closeness", "ordinary"),
            ("health", "healthy"),
            ("risk", "low"),
        ],
        &["reactivate"],
    );
    // 0.3 × 100 + 0.2 × 100 + 0.3 × 100 + 0.2 × 0 = 80.
    expect(
        json!({"has_dealt": true, "activity": 100, "interactions_90d": 0, "complaints_6m": 0, "orders_6m": 9, "stability": 0}),
        &[
            ("stage", "lost"),
            ("closeness", "ordinary"),
            ("health", "healthy"),
            ("risk", "high"),
        ],
        &["reactivate", "at_risk"],
    );
    expect(
        json!({"annual_purchase": 2_000_000, "value": "ordinary", "purchase_growth_12m": 0.5, "stage_override": "lost"}),
        &[("value", "ordinary"), ("stage", "lost"), ("closeness", "ordinary")],
        &["high_potential"],
    );
    expect(
        json!({"risk": "high", "abc": "A"}),
        &[
            ("stage", "potential"),
            ("closeness", "ordinary"),
            ("abc", "A"),
            ("risk", "high"),
        ],
        &["loyal", "at_risk"],
    );
}

#[test]
fn lists_and_dimensions_of_a_field_can_be_given() {
    let rules = json!({
        "dimensions": [{"id": "sector", "name": "x", "text_of": "industry"},
            {"id": "care", "name": "x", "otherwise": "no", "classes": [
                {"id": "yes", "name": "x", "when": {"fact": "tags", "operator": "contains", "value": "老友"}}, {"id": "no", "name": "x"}]}],
        "scores": [{"id": "own", "terms": [{"metric": "warmth", "of": "interactions_30d", "factor": 10, "weight": 2}], "bands": []}],
        "tags": [{"id": "warm", "name": "x", "when": {"fact": "own_score", "operator": "greaterThanInclusive", "value": 60}}]
    });
    let own = |facts: Value| {
        let (classes, tags) = labels(&rules, facts);
        let class = |id: &str| classes.iter().find(|(d, _)| d == id).map(|(_, c)| c.clone());
        (class("sector"), class("care"), tags.contains(&"warm".to_owned()))
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(own(json!({})), (None, text("no"), false));
    assert_eq!(
        own(json!({"sector": "金融", "tags": ["新", "老友"], "interactions_30d": 3})),
        (text("金融"), text("yes"), true)
    );
    assert_eq!(
        own(json!({"interactions_30d": 2, "warmth": 30})),
        (None, text("no"), true)
    );
    assert_eq!(
        own(json!({"interactions_30d": 3, "own_score": 59.9})),
        (None, text("no"), false)
    );
}

#[test]
fn every_fact_that_is_wrong_is_named() {
    let plan = Plan::default_rules();
    let facts = json!({
        "annual_purchase": "many", "tenure_months": 3, "has_need": 1, "no_such": 1, "kind": "robot", "region": 7, "tags": "老友",
        "need_tags": ["a", 2], "value": "none of these", "stage": true, "industry": ["x"], "complaints_6m": null
    });
    let wrong = made_up(&plan, facts).unwrap_err();
    let wrong: Vec<(&str, FactProblem)> = wrong.iter().map(|(name, what)| (&**name, *what)).collect();
    let expected = [
        ("annual_purchase", FactProblem::Number),
        ("has_need", FactProblem::Flag),
        ("industry", FactProblem::Word),
        ("kind", FactProblem::Word),
        ("need_tags", FactProblem::List),
        ("no_such", FactProblem::Unknown),
        ("region", FactProblem::Word),
        ("stage", FactProblem::Class),
        ("tags", FactProblem::List),
        ("value", FactProblem::Class),
    ];
    let mut sorted = wrong.clone();
    sorted.sort_by_key(|(name, _)| *name);
    assert_eq!(sorted, expected);
    // Every word and every metric can be given.
    for metric in METRICS {
        let value = if metric.unit == guanxi::domain::metric::Unit::Flag {
            json!(true)
        } else {
            json!(1.5)
        };
        let solo = made_up(&plan, json!({metric.id: value})).unwrap();
        let number = solo.number(index_of(metric.id).unwrap());
        assert_eq!(number, Some(value.as_f64().unwrap_or(1.0)), "{}", metric.id);
    }
    for word in guanxi::domain::rule::fact::WORDS {
        let text = match word.id {
            "kind" => "person",
            "intent" => "C",
            _ => "某",
        };
        assert!(made_up(&plan, json!({word.id: text})).is_ok(), "{}", word.id);
    }
}
