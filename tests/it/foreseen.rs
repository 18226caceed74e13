//! Facts that the model of purchases gives: by hand, in rules and groups, on other days, and without a model.

use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::inquiry::solo::Solo;
use guanxi::domain::marketing::group::meets;
use guanxi::domain::marketing::lifetime::{LifetimeDesk, RuleModel, Unread, bring_formulas, keep_model, model_of};
use guanxi::domain::metric::Metric;
use guanxi::domain::rule::{Condition, Rulebook};
use guanxi::domain::world::World;
use guanxi::sample;
use guanxi::state::list::slots;
use serde_json::{Value, json};

use crate::care::world;
use crate::value::day;

const AS_OF: &str = "2026-11-28";

/// The published parameters of CDNOW, v in yuan.
fn published() -> Value {
    json!({"fitted_on": "2026-10-01", "buyers": 2357,
        "r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "p": 6.25, "q": 3.74, "v": 15.44})
}

/// `again` bought 272, 250 and 59 days before the day, `once` 100 days before it, `never` nothing.
fn book(model: Option<Value>) -> Value {
    let customers: Vec<Value> = ["again", "once", "never"]
        .iter()
        .map(|id| json!({"id": id, "name": id}))
        .collect();
    let order = |id: &str, customer: &str, date: &str, amount: i64| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    let orders = [
        order("1", "again", "2026-03-01", 900),
        order("2", "again", "2026-03-23", 30),
        order("3", "again", "2026-09-30", 40),
        order("4", "once", "2026-08-20", 50),
    ];
    let tag =
        json!({"id": "leaving", "name": "要走了", "when": {"fact": "p_alive", "operator": "lessThan", "value": 0.75}});
    let mut rulebook = json!({"tags": [tag]});
    if let Some(model) = model {
        rulebook["lifetime"] = model;
    }
    json!({"customers": customers, "orders": orders, "rulebook": rulebook})
}

const FACTS: [Metric; 3] = [Metric::PAlive, Metric::ExpectedOrders52w, Metric::ExpectedOrderValue];

fn figures(evaluation: &Evaluation, slot: u32) -> [Option<f64>; 3] {
    FACTS.map(|fact| evaluation.number(slot, fact))
}

fn near(one: [Option<f64>; 3], other: [Option<f64>; 3]) {
    for (one, other) in one.into_iter().zip(other) {
        let is_near = match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (one, other) => one == other,
        };
        assert!(is_near, "{one:?} {other:?}");
    }
}

fn of(world: &World, id: &str) -> [Option<f64>; 3] {
    figures(&world.evaluation, world.book.customers.slot(id).unwrap())
}

fn tagged(world: &World) -> Vec<String> {
    let tags = |slot: &u32| world.evaluation.tags_of(*slot).any(|tag| tag == "leaving");
    let named = |slot: u32| world.book.customers.at(slot).unwrap().id.to_string();
    (0..3).filter(tags).map(named).collect()
}

fn condition(json: Value) -> Condition {
    Condition::from_json(&json, "").unwrap()
}

#[test]
fn facts_of_a_model_by_hand() {
    bring_formulas();
    let mut it = world(&book(Some(published())), AS_OF);
    // x = 2, t_x = 213/7, T = 272/7: 1 / (1 + 0.793/3.426 (43.27114/34.84257)^2.243) = 0.726590, and in 52 weeks 1.558829 (the series by
    // another program); z̄ = 35: 6.25 (15.44 + 70) / (12.5 + 2.74).
    near(
        of(&it, "again"),
        [
            Some(0.7265897218354948),
            Some(1.558828971812842),
            Some(35.039370078740156),
        ],
    );
    // Who bought once has no probability, and the mean of all, 6.25 × 15.44 / 2.74.
    near(
        of(&it, "once"),
        [None, Some(0.5105345932206076), Some(35.21897810218978)],
    );
    assert_eq!(of(&it, "never"), [None; 3]);
    assert_eq!(tagged(&it), ["again"]);
    // A condition of a group looks at them as rules do.
    let most = condition(json!({"fact": "expected_orders_52w", "operator": "greaterThan", "value": 0.5}));
    assert_eq!(slots(&meets(&it, Some(&most)).unwrap()).count(), 2);
    // 30 days earlier it was likelier to be there: T = 242/7.
    it.set_as_of(day("2026-10-29"));
    near(
        of(&it, "again"),
        [
            Some(0.7705339993557154),
            Some(1.7992879775591821),
            Some(35.039370078740156),
        ],
    );
    assert!(tagged(&it).is_empty());
}

#[test]
fn without_a_model_or_with_one_that_cannot_be_read_they_are_missing() {
    bring_formulas();
    let mut negative = published();
    negative["a"] = json!(-1);
    let mut boundless = published();
    boundless["q"] = json!(0.9);
    for model in [json!(null), json!("x"), json!({"r": 1}), negative, boundless] {
        let it = world(&book(Some(model)), AS_OF);
        assert_eq!(["again", "once", "never"].map(|id| of(&it, id)), [[None; 3]; 3]);
        assert_eq!(model_of(&it.book.head.rulebook), Err(Unread));
    }
    let it = world(&book(None), AS_OF);
    assert_eq!(of(&it, "again"), [None; 3]);
    assert_eq!(model_of(&it.book.head.rulebook), Ok(None));
    // Without a model of amounts there is no value.
    let mut often = published();
    for key in ["p", "q", "v"] {
        often.as_object_mut().unwrap().remove(key);
    }
    let it = world(&book(Some(often)), AS_OF);
    near(
        of(&it, "again"),
        [Some(0.7265897218354948), Some(1.558828971812842), None],
    );
}

#[test]
fn rules_with_another_model_evaluate_anew() {
    bring_formulas();
    let mut it = world(&book(None), AS_OF);
    let rules = it.book.head.rulebook.clone();
    let mut with = rules.clone();
    with.rest.insert("lifetime".into(), published());
    let put = |it: &mut World, rules: &Rulebook| {
        it.evaluation.set_rulebook(&it.book, &it.ledger, rules).unwrap();
    };
    put(&mut it, &with);
    assert_eq!(tagged(&it), ["again"]);
    // One customer looked at alone, on the day and on another, has the figures of the whole.
    let slot = it.book.customers.slot("again").unwrap();
    for on in [AS_OF, "2026-10-29"] {
        let mut solo = Solo::of(&it.evaluation, &it.book, slot).unwrap();
        solo.stand_on(day(on), it.ledger.row(slot), &[]);
        let mut there = it.clone();
        there.evaluation.set_as_of(&there.book, &there.ledger, day(on));
        assert_eq!(
            FACTS.map(|fact| solo.number(fact as usize)),
            of(&there, "again"),
            "{on}"
        );
        assert!(of(&there, "again")[0].is_some());
    }
    put(&mut it, &rules);
    assert_eq!(of(&it, "again"), [None; 3]);
    assert!(tagged(&it).is_empty());
}

#[test]
fn what_was_fitted_is_handed_over_and_taken_out() {
    bring_formulas();
    let sample = sample::book(day(AS_OF));
    let (it, _) = World::new(sample, day(AS_OF));
    let told = LifetimeDesk::of(&it).told().unwrap();
    let here = RuleModel::of(&told).unwrap();
    let mut rules = it.book.head.rulebook.clone();
    keep_model(&mut rules, Some(&here));
    // It comes back from a file as it was handed over.
    let again = Rulebook::from_json(&serde_json::from_str(&rules.to_json().to_string()).unwrap()).unwrap();
    assert_eq!(again, rules);
    let there = model_of(&again).unwrap().unwrap();
    assert!(there.is_like(&here));
    assert_eq!(
        (there.fitted_on, there.buyers),
        (Some(day(AS_OF)), Some(told.buyers as u64))
    );
    let mut evaluation = it.evaluation.clone();
    evaluation.set_rulebook(&it.book, &it.ledger, &rules).unwrap();
    for expected in told.all.iter() {
        let [alive, orders, mean] = figures(&evaluation, expected.customer);
        let is_near = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => (one / other - 1.0).abs() < 1e-6,
            (one, other) => one == other,
        };
        assert!(
            is_near(alive, expected.alive) && is_near(mean, expected.mean),
            "{expected:?}"
        );
        // 364 days are a little less than 365.
        let share = orders.unwrap() / expected.purchases;
        assert!(expected.purchases == 0.0 || (0.99..1.0).contains(&share), "{share}");
    }
    keep_model(&mut rules, None);
    assert_eq!(rules, it.book.head.rulebook);
}
