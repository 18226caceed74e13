//! Distances worked by hand.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::inquiry::distance::{Distance, Distances, Move, Step};
use guanxi::domain::kind::{Customer, Ticket};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::by_hand::{D, load, one};
use crate::scoring::*;

/// A move in short: its steps, and the id of the class it leads to.
fn short(world: &World, dimension: Option<usize>, found: &Option<Move>) -> String {
    let Some(found) = found else {
        return "-".to_owned();
    };
    let step = |step: &Step| match step {
        Step::Wait { days } => format!("wait {days}"),
        Step::Buy { fen } => format!("buy {}.{:02}", fen / 100, fen % 100),
        Step::Touch { times } => format!("touch {times}"),
        Step::Places { ahead, of } => format!("places {ahead} of {of}"),
        Step::Fact { name, from, to } => format!("{name} {from} to {to}"),
    };
    let steps: Vec<String> = found.changes.iter().map(step).collect();
    let to = dimension.map(|d| {
        let classes = &world.evaluation.plan.dimensions[d].classes;
        found.to.map_or("none", |place| &*classes[place].id)
    });
    format!(
        "{}{}",
        steps.join(", "),
        to.map_or(String::new(), |to| format!(" > {to}"))
    )
}

fn world(mut book: Book, rules: &Value) -> World {
    book.head.rulebook = Rulebook::from_json(rules).unwrap();
    let (world, issues) = World::new(book, day(D));
    assert_eq!(issues, []);
    world
}

/// The distances of customer `a` in a dimension: up, down.
fn both(world: &World, id: &str) -> [String; 2] {
    let slot = world.book.customers.slot("a").unwrap();
    let dimension = world.evaluation.plan.dimension(id).unwrap();
    let Distance { up, down } = Distances::of(world.explainer(slot)).unwrap().class(dimension);
    [short(world, Some(dimension), &up), short(world, Some(dimension), &down)]
}

#[track_caller]
fn expect(book: Book, rows: &[(&str, &str, &str)]) {
    let world = world(book, &json!({}));
    for (id, up, down) in rows {
        assert_eq!(both(&world, id), [*up, *down], "{id}");
    }
}

#[test]
fn purchases() {
    // 168,000 leave the window on 8 December, 17 days on, and 708,000 are left: no border is crossed until those go as well,
    // a year behind 27 October: 340 days on.
    let orders = [("2025-12-08", 168_000.0), ("2026-10-27", 708_000.0)];
    expect(
        one(json!({}), &orders, &[]),
        &[("value", "buy 124000.00 > strategic", "wait 340 > ordinary")],
    );
    // A fen short; 1 December leaves first.
    let orders = [("2025-12-01", 1.0), ("2026-01-05", 499_998.99)];
    expect(one(json!({}), &orders, &[]), &[("value", "buy 0.01 > key", "-")]);
    // Nothing above the best class.
    expect(
        one(json!({}), &[("2026-11-21", 1_000_000.0)], &[]),
        &[("value", "-", "wait 365 > ordinary")],
    );
    // What is declared counts only while no order stands in the book.
    let declared = json!({"declared_annual_purchase": 876_000, "contract": {"signed_on": "2026-01-01"}});
    expect(
        one(declared, &[], &[]),
        &[("value", "buy 1000000.00 > strategic", "buy 0.01 > ordinary")],
    );
    // Dealt, and nothing known: any order makes it known.
    let dealt = json!({"cooperation_since": "2026-01-01"});
    expect(one(dealt, &[], &[]), &[("value", "buy 0.01 > ordinary", "-")]);
}

#[test]
fn interactions() {
    // 12 days ago is 9 November; in (D − 30 days, D] it still counts on 8 December, 17 days on, and no longer on the 9th.
    expect(
        one(json!({}), &[], &["2026-11-09"]),
        &[("closeness", "touch 1 > close", "wait 18 > ordinary")],
    );
    expect(one(json!({}), &[], &[]), &[("closeness", "touch 1 > steady", "-")]);
    // Of two the first leaves 10 days on.
    let two = ["2026-11-01", "2026-11-21"];
    expect(one(json!({}), &[], &two), &[("closeness", "-", "wait 10 > steady")]);
    // A visit is written down for next week: it counts when its day has come, until 27 December.
    let planned = ["2026-11-20", "2026-11-28"];
    expect(
        one(json!({}), &[], &planned),
        &[("closeness", "touch 1 > close", "wait 37 > ordinary")],
    );
}

#[test]
fn waiting_alone_may_lift() {
    let book = one(json!({}), &[], &["2026-11-20", "2026-11-28"]);
    let world = world(book, &json!({}));
    let slot = world.book.customers.slot("a").unwrap();
    let mut all = Distances::of(world.explainer(slot)).unwrap();
    let closeness = world.evaluation.plan.dimension("closeness").unwrap();
    // The visit of next week makes two.
    assert_eq!(
        short(&world, Some(closeness), &all.by_waiting(closeness)),
        "wait 7 > close"
    );
    assert_eq!(all.by_waiting(0), None);
}

/// Orders and interactions of an A/B/C customer: so much a year ago, so many touches in the last weeks.
fn regular(since: &str, yuan: f64, touches: usize) -> Book {
    let days = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"];
    one(
        json!({"cooperation_since": since}),
        &[("2026-10-01", yuan)],
        &days[..touches],
    )
}

#[test]
fn regular_customers() {
    // B by 300,000, 48 months, three touches; A wants 500,000 and five. The touches of 1, 2 … November leave their 90 days on
    // 30, 31 … January, 70, 71 … days on.
    expect(
        regular("2022-11-01", 300_000.0, 3),
        &[("abc", "buy 200000.00, touch 2 > A", "wait 70 > none")],
    );
    expect(
        regular("2022-11-01", 500_000.0, 3),
        &[("abc", "touch 2 > A", "wait 70 > none")],
    );
    expect(
        regular("2022-11-01", 300_000.0, 5),
        &[("abc", "buy 200000.00 > A", "wait 72 > none")],
    );
    // 24 months on 20 December, 29 days on.
    expect(
        regular("2024-12-20", 600_000.0, 5),
        &[("abc", "wait 29 > A", "wait 72 > none")],
    );
    // 24 months on 20 December, and one touch is missing.
    expect(
        regular("2024-12-20", 600_000.0, 4),
        &[("abc", "wait 29, touch 1 > A", "wait 71 > none")],
    );
    expect(
        regular("2024-12-20", 300_000.0, 4),
        &[("abc", "wait 29, buy 200000.00, touch 1 > A", "wait 71 > none")],
    );
    // 24 months only on 20 March, 119 days on: by then every touch has left its window.
    expect(
        regular("2025-03-20", 600_000.0, 5),
        &[("abc", "wait 119, touch 5 > A", "wait 72 > none")],
    );
    // Unclassified by its touches alone: C wants two, B three.
    expect(regular("2022-11-01", 99_999.99, 1), &[("abc", "touch 1 > C", "-")]);
    expect(regular("2022-11-01", 100_000.0, 2), &[("abc", "touch 1 > B", "-")]);
    // A customer of two years without touches, and of too few purchases for B: C.
    expect(
        regular("2022-11-01", 99_999.99, 2),
        &[("abc", "buy 0.01, touch 1 > B", "wait 70 > none")],
    );
}

#[test]
fn stages_and_what_sets_them() {
    let lost = [("2025-01-10", 1000.0)];
    expect(one(json!({}), &lost, &[]), &[("stage", "buy 0.01 > active", "-")]);
    expect(one(json!({}), &[], &[]), &[("stage", "buy 0.01 > active", "-")]);
    // The contract ends on 30 November and is in force that day.
    let contract = json!({"contract": {"signed_on": "2025-01-10", "ends_on": "2026-11-30"}});
    expect(one(contract, &[], &[]), &[("stage", "-", "wait 10 > lost")]);
    // By hand, and from a field.
    let set = json!({"stage_override": "lost", "industry": "制造业"});
    expect(one(set, &[], &[]), &[("stage", "-", "-"), ("industry", "-", "-")]);
}

fn complaint(book: &mut Book, id: &str, opened: &str, satisfaction: Option<u8>) {
    let json = json!([{"id": id, "customer": "a", "kind": "complaint", "opened_at": opened, "resolved_at": opened,
        "satisfaction": satisfaction}]);
    load::<Ticket>(book, json);
}

#[test]
fn health_and_risk() {
    // 0.3 × 60 + 0.2 × 100 + 0.3 × 25 + 0.2 × 100 = 65.5. Another order brings 7.5 and no more, two touches 12.
    // Those and the order make 85. The first touch leaves 70 days on: 59.5.
    let book = || {
        one(
            json!({"cooperation_since": "2026-01-01"}),
            &[("2026-10-01", 500.0)],
            &["2026-11-01", "2026-11-02", "2026-11-03"],
        )
    };
    expect(
        book(),
        &[("health", "buy 0.01, touch 2 > healthy", "wait 70 > at_risk")],
    );
    // Two complaints take 20: 45.5. The order makes 53, touches 57.5 at most; the order and one touch 59, and two 65. When the
    // complaints pass, order and touches have passed before them.
    let mut book = book();
    complaint(&mut book, "t1", "2026-11-01", Some(3));
    complaint(&mut book, "t2", "2026-11-01", Some(2));
    let rows = [
        ("health", "buy 0.01, touch 2 > sub_healthy", "-"),
        // Here the better class stands later.
        ("risk", "buy 0.01, touch 2 > medium", "-"),
    ];
    expect(book, &rows);
}

#[test]
fn figures_that_nothing_moves() {
    let dimension = |when: Value| {
        json!({"dimensions": [{"id": "own", "name": "x", "otherwise": "no", "classes": [
        {"id": "yes", "name": "x", "when": when}, {"id": "no", "name": "x"}]}]})
    };
    let leaf = |fact: &str, operator: &str, value: f64| json!({"fact": fact, "operator": operator, "value": value});
    let mut book = one(
        json!({"contacts": [{"familiarity": 2}], "declared_annual_purchase": 600_000}),
        &[],
        &["2026-11-21"],
    );
    // Ratings 3, 3, 4: 3.33.
    for (id, rating) in [("t1", 3), ("t2", 3), ("t3", 4)] {
        complaint(&mut book, id, "2025-01-01", Some(rating));
    }
    let average = 10.0 / 3.0;
    let table = [
        (
            leaf("satisfaction_average", "greaterThanInclusive", 4.0),
            format!("satisfaction_average {average} to 4 > yes"),
        ),
        (
            leaf("satisfaction_average", "greaterThan", 4.0),
            format!("satisfaction_average {average} to 4.1 > yes"),
        ),
        (
            leaf("satisfaction_average", "greaterThan", 3.75),
            format!("satisfaction_average {average} to 3.76 > yes"),
        ),
        (
            leaf("satisfaction_average", "lessThan", 3.0),
            format!("satisfaction_average {average} to 2.9 > yes"),
        ),
        (
            leaf("key_contact_familiarity", "greaterThan", 3.0),
            "key_contact_familiarity 2 to 4 > yes".into(),
        ),
        (leaf("key_contact_familiarity", "greaterThan", 5.0), "-".into()),
        (
            leaf("information_completeness", "greaterThanInclusive", 0.5),
            format!("information_completeness {} to 0.5 > yes", 4.0 / 19.0),
        ),
        // Nobody has any answer known: what is missing has no distance.
        (leaf("response_rate_60d", "greaterThan", 0.5), "-".into()),
        (
            leaf("complaints_6m", "greaterThan", 1.5),
            "complaints_6m 0 to 2 > yes".into(),
        ),
        (
            json!({"fact": "open_tickets", "operator": "in", "value": [3, 5]}),
            "open_tickets 0 to 3 > yes".into(),
        ),
        (
            json!({"all": [leaf("open_tickets", "equal", 1.0), leaf("key_contact_familiarity", "equal", 5.0)]}),
            "open_tickets 0 to 1, key_contact_familiarity 2 to 5 > yes".into(),
        ),
        (
            json!({"all": [leaf("interactions_30d", "greaterThan", 2.0), leaf("key_contact_familiarity", "equal", 5.0), leaf("lifetime_amount", "greaterThan", 2.0)]}),
            "buy 2.01, touch 2, key_contact_familiarity 2 to 5 > yes".into(),
        ),
        (
            json!({"fact": "has_need", "operator": "equal", "value": true}),
            "-".into(),
        ),
    ];
    for (when, expected) in table {
        let world = world(book.clone(), &dimension(when.clone()));
        assert_eq!(both(&world, "own")[0], expected, "{when}");
    }
    // Down a figure may also be one of orders: what is declared stays however long one waits, and an order would lift.
    let when = json!({"any": [leaf("annual_purchase", "greaterThanInclusive", 500_000.0), leaf("order_count", "greaterThan", 0.0)]});
    let world = world(book, &dimension(when));
    assert_eq!(both(&world, "own"), ["-", "annual_purchase 600000 to 499999.99 > no"]);
}

#[test]
fn a_score_that_rises_and_falls_again() {
    // min(100, 30 n) + 3 × (100 − 5 n): 300, 315, 330, 345, 340, 325 … for n touches. Three of them and no others reach 345.
    let own = json!([{"id": "own", "bands": [], "terms": [
        {"metric": "nearness", "of": "interactions_30d", "factor": 30, "weight": 1},
        {"metric": "strain", "of": "interactions_30d", "factor": 5, "weight": 3, "invert": true}]}]);
    let leaf = |border: f64| json!({"fact": "own_score", "operator": "greaterThanInclusive", "value": border});
    let expected = [
        (345.0, "touch 3 > yes"),
        (330.0, "touch 2 > yes"),
        // Touches bring no more than 345: the score itself is all that is left to say.
        (345.1, "own_score 300 to 345.1 > yes"),
    ];
    for (border, expected) in expected {
        let rules = json!({"scores": own, "dimensions": [{"id": "own", "name": "x", "otherwise": "no", "classes": [
            {"id": "yes", "name": "x", "when": leaf(border)}, {"id": "no", "name": "x"}]}]});
        let world = world(one(json!({}), &[], &[]), &rules);
        assert_eq!(both(&world, "own")[0], expected, "{border}");
    }
}

#[test]
fn places_in_the_ranking() {
    // Ten customers, the later the more they buy: `a` stands fourth, the first two are high, the last two basic.
    let mut book = Book::default();
    let mut orders = Vec::new();
    for (n, id) in ["k", "j", "i", "h", "g", "f", "a", "c", "b", "d"].iter().enumerate() {
        let customer: Customer = serde_json::from_value(json!({"id": id, "name": id})).unwrap();
        book.customers.put(Arc::new(customer));
        let date = format!("2026-10-{:02}", n + 1);
        orders.push(json!({"id": format!("o{n}"), "customer": id, "date": date, "amount": 1000 + n}));
    }
    load::<guanxi::domain::kind::Order>(&mut book, json!(orders));
    expect(
        book,
        &[("rfm_tier", "places 2 of 10 > high", "places -5 of 10 > basic")],
    );
}

#[test]
fn tags() {
    let all = |book: Book| -> Vec<String> {
        let world = world(book, &json!({}));
        let mut all = Distances::of(world.explainer(0)).unwrap();
        let tags = world.evaluation.plan.tags.iter().enumerate();
        tags.map(|(i, tag)| format!("{}: {}", tag.id, short(&world, None, &all.tag(i))))
            .collect()
    };
    // Nobody: the first order begins a relation that is six months old when it is; at risk of nothing.
    let nobody = all(one(json!({}), &[], &[]));
    assert_eq!(nobody[1], "reactivate: buy 0.01");
    assert_eq!(nobody[4], "new_customer: buy 0.01");
    // An order of 1 November 2026, a touch of the same day.
    let known = all(one(json!({}), &[("2026-11-01", 100.0)], &["2026-11-01"]));
    assert_eq!(known[1], "reactivate: wait 70");
    // 20 days are gone; on the 31st day it is new no more. Six months are full on 1 May, 161 days on.
    assert_eq!(known[4], "new_customer: wait 11");
    assert_eq!(known[5], "mature: wait 161");
    // A touch takes it from the list of whom to reactivate.
    let asleep = all(one(json!({}), &[("2026-01-01", 100.0)], &[]));
    assert_eq!(asleep[1], "reactivate: touch 1");
}
