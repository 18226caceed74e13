//! The heart against the second reading of the specification, against cases worked by hand, and against itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::change::{Change, ChangeSet, Delta};
use guanxi::domain::columns::{bit_words, has_bit};
use guanxi::domain::day::Day;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, Interaction, Order, Ticket};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::metric::{METRICS, index_of};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::evaluate::Ground;
use serde_json::{Value, json};

use crate::generate::{Dice, INDUSTRIES, Maker, REGIONS, TAGS};
use crate::naive::{self, Person, RfmRule, SHIPPED};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn fresh(book: &Book, rules: &Value, as_of: Day) -> Evaluation {
    let rulebook = Rulebook::from_json(rules).unwrap();
    Evaluation::new(book, &Ledger::build(book), &rulebook, as_of).unwrap()
}

fn rfm_json(rule: &RfmRule) -> Value {
    let [r, f, m] = rule.weights;
    json!({"scores": [{"id": "rfm", "window_months": rule.window_months, "cut_plus_one": rule.cut_plus_one,
        "weights": {"r": r, "f": f, "m": m}}]})
}

// Fast and naive.

/// Whole numbers agree to the bit; where a quotient is worked out in another order, to nine digits.
fn same(naive: Option<f64>, fast: Option<f64>) -> bool {
    match (naive, fast) {
        (None, None) => true,
        (Some(a), Some(b)) if a.fract() == 0.0 && b.fract() == 0.0 => a == b,
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        _ => false,
    }
}

/// What differs for one customer, in words.
fn differences(book: &Book, evaluation: &Evaluation, id: &str, person: &Person, found: &mut Vec<String>) {
    let slot = book.customers.slot(id).unwrap();
    for (fact, expected) in &person.facts {
        let column = index_of(fact).unwrap_or_else(|| panic!("no metric {fact}"));
        let got = evaluation.column(slot, column);
        if !same(*expected, got) {
            found.push(format!(
                "{id}: {fact}: {expected:?} by the specification, {got:?} by the code"
            ));
        }
    }
    for (dimension, expected) in &person.classes {
        let got = evaluation.class_in(slot, dimension);
        if expected.as_deref() != got {
            let figures: Vec<String> = person
                .facts
                .iter()
                .filter_map(|(k, v)| v.filter(|v| *v != 0.0).map(|v| format!("{k} {v}")))
                .collect();
            found.push(format!(
                "{id}: {dimension}: {expected:?} by the specification, {got:?} by the code ({})",
                figures.join(", ")
            ));
        }
    }
    let tags: BTreeSet<&str> = evaluation.tags_of(slot).collect();
    if !tags.iter().eq(person.tags.iter()) {
        found.push(format!(
            "{id}: tags: {:?} by the specification, {tags:?} by the code",
            person.tags
        ));
    }
}

/// What differs, and what was looked at.
fn compared(name: &str, book: &Book, as_of: Day, rule: &RfmRule) -> (Vec<String>, BTreeMap<String, Person>) {
    let evaluation = fresh(book, &rfm_json(rule), as_of);
    let people = naive::evaluate(book, as_of, rule);
    let mut found = Vec::new();
    for (id, person) in &people {
        differences(book, &evaluation, id, person, &mut found);
    }
    let say = |what: &String| format!("{name}, {as_of}, {what} under {rule:?}");
    (found.iter().map(say).collect(), people)
}

fn compare(name: &str, book: &Book, as_of: Day, rule: &RfmRule) -> Vec<String> {
    compared(name, book, as_of, rule).0
}

/// The days that generated books are looked at; those of a row are near enough to share events.
const PIVOTS: [[&str; 3]; 2] = [
    ["2024-02-29", "2024-03-31", "2024-08-31"],
    ["2026-02-28", "2026-03-31", "2026-11-21"],
];

fn pivots(seed: u64) -> Vec<Day> {
    PIVOTS[seed as usize % 2].iter().map(|text| day(text)).collect()
}

fn rfm_rule(dice: &mut Dice) -> RfmRule {
    RfmRule {
        window_months: dice.pick(&[Some(12), None, Some(1), Some(6)]),
        cut_plus_one: dice.chance(50),
        // Binary fractions, so that totals tie exactly.
        weights: dice.pick(&[[1.0, 1.0, 1.0], [1.0, 2.0, 0.5], [0.0, 0.25, 3.0]]),
    }
}

#[test]
fn generated_books_score_as_the_specification_says() {
    let (mut found, mut seen) = (Vec::new(), BTreeMap::<(&str, String), usize>::new());
    for seed in 0..40 {
        let mut maker = Maker::new(seed, &pivots(seed));
        // Few customers make the holes of ranking, many its ties.
        let size = match seed % 4 {
            3 => 1 + seed as usize / 4,
            _ => 300,
        };
        let book = maker.book(size);
        for as_of in pivots(seed) {
            let rule = if maker.dice.chance(60) {
                SHIPPED
            } else {
                rfm_rule(&mut maker.dice)
            };
            let (differ, people) = compared(&format!("seed {seed}"), &book, as_of, &rule);
            found.extend(differ);
            for person in people.into_values() {
                for (dimension, class) in person.classes {
                    *seen.entry((dimension, format!("{class:?}"))).or_default() += 1;
                }
                for tag in person.tags {
                    *seen.entry(("tag", tag.to_owned())).or_default() += 1;
                }
            }
        }
    }
    let mut kinds = BTreeMap::<&str, usize>::new();
    for what in &found {
        *kinds.entry(what.split(": ").nth(1).unwrap()).or_default() += 1;
    }
    let some: Vec<&str> = found.iter().take(5).map(String::as_str).collect();
    assert!(
        found.is_empty(),
        "{} differences {kinds:?}:\n{}",
        found.len(),
        some.join("\n")
    );
    // A comparison shows nothing of a class that the dice never throw.
    assert!(seen.values().all(|times| *times >= 50), "{seen:?}");
    assert_eq!(
        seen.len(),
        4 + 4 + 3 + 4 + 4 + 4 + 4 + INDUSTRIES.len() + 1 + 6,
        "{seen:?}"
    );
}

#[test]
fn every_metric_but_those_that_support_rules_is_specified() {
    let person = naive::evaluate(&Maker::new(1, &pivots(1)).book(1), day("2026-11-21"), &SHIPPED);
    let facts = &person.values().next().unwrap().facts;
    let others: Vec<&str> = METRICS
        .iter()
        .map(|m| m.id)
        .filter(|id| !facts.contains_key(id))
        .collect();
    let expected = [
        "information_completeness",
        "order_count",
        "has_dealt",
        "contract_in_force",
        "cooperation_begun",
        "rfm_frequency",
        "rfm_monetary",
        "rfm_share_above",
        "rfm_share_below",
    ];
    assert_eq!(others, expected);
}

// Cases worked by hand.

fn load<R: BookRecord>(book: &mut Book, records: Value) {
    for record in serde_json::from_value::<Vec<R>>(records).unwrap() {
        R::table_mut(book).put(Arc::new(record));
    }
}

/// A book of one customer `a`: the fields, its orders `[date, amount]`, the days of its interactions.
fn one(fields: Value, orders: &[(&str, f64)], touches: &[&str]) -> Book {
    let mut book = Book::default();
    let mut customer = json!({"id": "a", "name": "甲"});
    customer
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    load::<Customer>(&mut book, json!([customer]));
    for (n, (date, amount)) in orders.iter().enumerate() {
        load::<Order>(
            &mut book,
            json!([{"id": format!("o{n}"), "customer": "a", "date": date, "amount": amount}]),
        );
    }
    for (n, at) in touches.iter().enumerate() {
        load::<Interaction>(&mut book, json!([{"id": format!("i{n}"), "customer": "a", "at": at}]));
    }
    book
}

const D: &str = "2026-11-21";

/// Checks facts (null is missing), classes and, under `tags`, all tags of customer `a` at D, by both evaluators.
#[track_caller]
fn expect_at(as_of: &str, book: &Book, expected: Value) {
    let evaluation = fresh(book, &json!({}), day(as_of));
    let slot = book.customers.slot("a").unwrap();
    for (name, value) in expected.as_object().unwrap() {
        let got = match (name.as_str(), index_of(name)) {
            ("tags", _) => {
                let tags: BTreeSet<&str> = evaluation.tags_of(slot).collect();
                json!(tags)
            }
            (_, Some(column)) => {
                let got = evaluation.column(slot, column);
                assert!(same(value.as_f64(), got), "{name}: {value} expected, {got:?} found");
                continue;
            }
            _ => json!(evaluation.class_in(slot, name)),
        };
        assert_eq!(&got, value, "{name}");
    }
    let differ = compare("by hand", book, day(as_of), &SHIPPED);
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[track_caller]
fn expect(book: &Book, expected: Value) {
    expect_at(D, book, expected);
}

#[test]
fn the_two_customers_of_the_guide() {
    // 制造业, 1.2 million a year, three years, two interactions a month.
    let touches = [
        "2026-09-05",
        "2026-09-20",
        "2026-10-05",
        "2026-10-20",
        "2026-11-05",
        "2026-11-20",
    ];
    let fields =
        json!({"industry": "制造业", "cooperation_since": "2023-11-21", "declared_annual_purchase": 1_200_000});
    let expected = json!({"annual_purchase": 1_200_000, "tenure_months": 36, "interactions_30d": 2, "value": "strategic",
        "stage": "active", "closeness": "close", "industry": "制造业", "abc": "A", "rfm_tier": null,
        // 30 + 20 + 0 + 20: nothing was bought in the book.
        "activity": 100, "repurchase": 0, "stability": 100, "health_score": 70, "health": "sub_healthy",
        "risk": "medium", "tags": ["loyal", "mature"]});
    expect(&one(fields, &[], &touches), expected);
    // The same with orders: 3 × 400,000, two of them within six months: 30 + 20 + 15 + 20.
    let fields = json!({"industry": "制造业", "cooperation_since": "2023-11-21"});
    let orders = [
        ("2026-01-15", 400_000.0),
        ("2026-05-22", 400_000.0),
        ("2026-11-01", 400_000.0),
    ];
    let expected = json!({"annual_purchase": 1_200_000, "value": "strategic", "stage": "active", "closeness": "close",
        "abc": "A", "orders_6m": 2, "health_score": 85, "health": "healthy", "risk": "low", "tags": ["loyal", "mature"]});
    expect(&one(fields, &orders, &touches), expected);

    // 零售业, 300,000 a year, one year, no interaction in three months.
    let fields = json!({"industry": "零售业", "cooperation_since": "2025-11-21", "declared_annual_purchase": 300_000});
    let expected = json!({"annual_purchase": 300_000, "tenure_months": 12, "interactions_90d": 0, "value": "ordinary",
        "stage": "active", "closeness": "ordinary", "industry": "零售业", "abc": null,
        // 0 + 20 + 0 + 20.
        "health_score": 40, "health": "at_risk", "risk": "high", "days_since_last_interaction": 92,
        "tags": ["at_risk", "mature", "reactivate"]});
    expect(&one(fields, &[], &["2026-08-21"]), expected);
    let expected = json!({"annual_purchase": 300_000, "value": "ordinary", "stage": "active", "closeness": "ordinary",
        // 0 + 20 + 7.5 + 20.
        "health_score": 47.5, "risk": "high", "tags": ["at_risk", "mature", "reactivate"]});
    let fields = json!({"industry": "零售业", "cooperation_since": "2025-11-21"});
    expect(&one(fields, &[("2026-06-01", 300_000.0)], &["2026-08-21"]), expected);
}

#[test]
fn the_borders_of_value() {
    let table = [
        (1_000_000.0, "strategic"),
        (999_999.99, "key"),
        (500_000.0, "key"),
        (499_999.99, "ordinary"),
        (0.01, "ordinary"),
        (-0.01, "ordinary"),
    ];
    for (amount, class) in table {
        expect(
            &one(json!({}), &[("2026-11-21", amount)], &[]),
            json!({"annual_purchase": amount, "value": class}),
        );
        // Ten thousandths that add up to the same.
        let rest = ((amount - 0.01) * 100.0).round() / 100.0;
        let parts = one(json!({}), &[("2026-11-20", 0.01), ("2025-11-22", rest)], &[]);
        expect(
            &parts,
            json!({"annual_purchase": amount, "value": class, "order_count_12m": 2}),
        );
    }
    // Never dealt: 0. Dealt without figures: unknown. Declared: that, as long as no order stands in the book by D.
    expect(
        &one(json!({}), &[], &[]),
        json!({"annual_purchase": 0, "value": "ordinary", "stage": "potential"}),
    );
    let since = json!({"cooperation_since": "2026-11-21"});
    expect(
        &one(since, &[], &[]),
        json!({"annual_purchase": null, "value": null, "stage": "lost", "risk": "high"}),
    );
    let declared = json!({"declared_annual_purchase": 600_000});
    expect(
        &one(declared.clone(), &[], &[]),
        json!({"value": "key", "stage": "potential", "health": null, "risk": null}),
    );
    let old = one(declared.clone(), &[("2025-11-21", 700_000.0)], &[]);
    expect(
        &old,
        json!({"annual_purchase": 0, "value": "ordinary", "stage": "lost", "lifetime_amount": 700_000}),
    );
    let coming = one(declared, &[("2026-11-22", 700_000.0)], &[]);
    expect(
        &coming,
        json!({"annual_purchase": 600_000, "value": "key", "stage": "potential", "lifetime_amount": 0,
        "average_order_value": null, "days_since_last_order": null, "rfm_tier": null}),
    );
}

#[test]
fn the_borders_of_stage() {
    let table = [
        (
            json!({"contract": {"signed_on": "2026-11-21", "ends_on": "2026-11-21"}}),
            "active",
        ),
        (json!({"contract": {"signed_on": "2020-01-01"}}), "active"),
        (
            json!({"contract": {"signed_on": "2025-11-21", "ends_on": "2026-11-20"}}),
            "lost",
        ),
        (json!({"contract": {"signed_on": "2026-11-22"}}), "potential"),
        (json!({"contract": {"ends_on": "2027-11-22"}}), "potential"),
        (
            json!({"cooperation_since": "2026-11-21", "declared_annual_purchase": 0.01}),
            "active",
        ),
        (
            json!({"cooperation_since": "2026-11-21", "declared_annual_purchase": 0}),
            "lost",
        ),
        (
            json!({"cooperation_since": "2026-11-22", "declared_annual_purchase": 1}),
            "potential",
        ),
        (json!({"needs": " \u{3000}"}), "potential"),
        (json!({"needs": "样品"}), "intending"),
        (json!({"intent": "A"}), "intending"),
        (json!({"intent": "B"}), "intending"),
        (json!({"intent": "C"}), "potential"),
        (json!({"intent": "A", "stage_override": "lost"}), "lost"),
        (json!({"intent": "A", "stage_override": "vip"}), "intending"),
    ];
    for (fields, stage) in table {
        expect(&one(fields, &[], &[]), json!({"stage": stage}));
    }
    // What has begun is missing until it has; a start after D does not hide an earlier one.
    let later = json!({"cooperation_since": "2026-12-01", "contract": {"signed_on": "2026-05-21"}});
    expect(
        &one(later, &[], &[]),
        json!({"tenure_months": 6, "days_since_first_deal": 184, "stage": "active"}),
    );
    let fields = json!({"cooperation_since": "2026-01-01", "contract": {"signed_on": "2025-01-01"}});
    let both = one(fields, &[("2024-01-01", 1.0)], &[]);
    // 10 whole months from January 2026; the first deal is the order: 1,055 days.
    expect(&both, json!({"tenure_months": 10, "days_since_first_deal": 1055}));
}

#[test]
fn the_windows_borders() {
    let touches = [
        "2026-11-22",                // after D
        "2026-11-21T23:59:00-11:00", // D by the date written
        "2026-10-23T00:10:00+14:00", // D − 29
        "2026-10-22T23:30:00-05:00", // D − 30: out of 30 days
        "2026-09-23",                // D − 59
        "2026-09-22",                // D − 60
        "2026-08-24",                // D − 89
        "2026-08-23",                // D − 90
    ];
    expect(
        &one(json!({}), &[], &touches),
        json!({"interactions_30d": 2, "interactions_60d": 4, "interactions_90d": 6,
        "days_since_last_interaction": 0, "closeness": "close", "frequency_change_60d": 4.0 / 3.0 - 1.0}),
    );
    let orders = [
        ("2026-11-22", 1.0),
        ("2026-09-23", 2.0),
        ("2026-09-22", 4.0),  // D − 60: the 60 days before
        ("2026-07-25", 8.0),  // D − 119
        ("2026-07-24", 16.0), // D − 120: in neither
        ("2026-05-22", 32.0),
        ("2026-05-21", 64.0), // D − 6 months: out
        ("2025-11-22", 128.0),
        ("2025-11-21", 256.0), // D − 12 months: the year before
        ("2024-11-22", 512.0),
        ("2024-11-21", 1024.0), // D − 24 months: out
    ];
    expect(
        &one(json!({}), &orders, &[]),
        json!({"orders_60d": 1, "orders_prior_60d": 2, "orders_6m": 5, "order_count_12m": 7,
        "annual_purchase": 254, "lifetime_amount": 2046, "average_order_value": 204.6, "days_since_last_order": 59,
        "purchase_growth_12m": 254.0 / 768.0 - 1.0, "frequency_change_60d": -0.5, "days_since_first_deal": 730}),
    );
    // From a leap day, and from an end of March.
    let leap = [
        ("2023-02-28", 1.0),
        ("2023-03-01", 2.0),
        ("2022-02-28", 4.0),
        ("2022-03-01", 8.0),
    ];
    expect_at(
        "2024-02-29",
        &one(json!({}), &leap, &[]),
        json!({"annual_purchase": 2, "purchase_growth_12m": 2.0 / 9.0 - 1.0}),
    );
    let march = [("2025-09-30", 1.0), ("2025-10-01", 2.0)];
    expect_at(
        "2026-03-31",
        &one(json!({}), &march, &[]),
        json!({"orders_6m": 1, "order_count_12m": 2}),
    );
    let months = [
        ("2025-08-31", "2026-02-28", 6),
        ("2025-08-31", "2026-02-27", 5),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2025-02-27", 11),
        ("2026-03-31", "2026-03-31", 0),
        ("2025-04-30", "2026-03-31", 11),
    ];
    for (since, as_of, whole) in months {
        let book = one(json!({"cooperation_since": since}), &[], &[]);
        let mature = if whole >= 6 {
            json!(["at_risk", "mature", "reactivate"])
        } else {
            json!(["at_risk", "reactivate"])
        };
        let mut expected = json!({"tenure_months": whole});
        if since != as_of {
            expected["tags"] = mature;
        }
        expect_at(as_of, &book, expected);
    }
    // The first deal 30 days ago is new, 31 days ago it is not.
    for (date, new) in [("2026-10-22", true), ("2026-10-21", false)] {
        let book = one(json!({"cooperation_since": date}), &[], &["2026-11-01"]);
        let tags = if new {
            json!(["at_risk", "new_customer"])
        } else {
            json!(["at_risk"])
        };
        expect(&book, json!({"tags": tags}));
    }
}

/// So many days, all the same.
fn days(date: &'static str, times: usize) -> Vec<&'static str> {
    vec![date; times]
}

#[test]
fn the_holes_of_a_b_c() {
    // Annual purchase (in one order), start, interactions in 90 days.
    let table = [
        (500_000.0, "2024-11-21", 5, Some("A")),
        (499_999.99, "2024-11-21", 5, Some("B")),
        (500_000.0, "2024-11-22", 5, Some("B")),
        (600_000.0, "2024-11-21", 4, Some("B")),
        (600_000.0, "2024-11-21", 2, None),
        (100_000.0, "2025-11-21", 3, Some("B")),
        (100_000.0, "2025-11-21", 2, None),
        (100_000.0, "2025-11-22", 3, Some("C")),
        (99_999.99, "2025-11-21", 3, Some("C")),
        (99_999.99, "2020-11-21", 2, Some("C")),
        (99_999.99, "2020-11-21", 1, None),
        (5_000_000.0, "2026-11-21", 2, Some("C")),
    ];
    for (amount, since, touches, class) in table {
        let book = one(
            json!({"cooperation_since": since}),
            &[("2026-11-21", amount)],
            &days("2026-11-01", touches),
        );
        expect(&book, json!({"abc": class, "interactions_90d": touches}));
    }
    // Dealt, nothing known of its purchases: by tenure alone. Never dealt: its purchases are 0.
    let touches = ["2026-11-01", "2026-11-02"];
    expect(
        &one(json!({"cooperation_since": "2026-11-01"}), &[], &touches),
        json!({"annual_purchase": null, "abc": "C"}),
    );
    expect(
        &one(json!({"cooperation_since": "2020-11-01"}), &[], &touches),
        json!({"annual_purchase": null, "abc": null}),
    );
    expect(
        &one(json!({}), &[], &touches),
        json!({"tenure_months": null, "abc": "C"}),
    );
}

/// A customer with health's parts: interactions, complaints, orders in six months, orders due and paid on time.
fn health_book(touches: usize, complaints: usize, orders: usize, due: usize, on_time: usize) -> Book {
    let mut book = one(
        json!({"cooperation_since": "2026-06-01"}),
        &[],
        &days("2026-11-01", touches),
    );
    for n in 0..orders {
        load::<Order>(
            &mut book,
            json!([{"id": format!("o{n}"), "customer": "a", "date": "2026-06-01", "amount": 1}]),
        );
    }
    for n in 0..due {
        let paid = if n < on_time { "2026-01-31" } else { "2026-02-01" };
        let order = json!([{"id": format!("d{n}"), "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-01-31", "paid_on": paid}]);
        load::<Order>(&mut book, order);
    }
    for n in 0..complaints {
        load::<Ticket>(
            &mut book,
            json!([{"id": format!("t{n}"), "customer": "a", "kind": "complaint", "opened_at": "2026-05-22"}]),
        );
    }
    book
}

#[test]
fn the_borders_of_health() {
    let table = [
        // 30 + 20 + 30 + 0.
        (5, 0, 4, 1, 0, 80.0, "healthy"),
        // 30 + 0 + 30 + 20.
        (9, 3, 5, 0, 0, 80.0, "healthy"),
        // 30 + 0 + 30 + 0.
        (5, 2, 4, 3, 0, 60.0, "sub_healthy"),
        // 6 + 20 + 22.5 + 11.5: 23 of 40 on time.
        (1, 0, 3, 40, 23, 60.0, "sub_healthy"),
        // 24 + 20 + 22.5 + 13.5: 27 of 40.
        (4, 0, 3, 40, 27, 80.0, "healthy"),
        // 12 + 20 + 7.5 + 20.
        (2, 0, 1, 0, 0, 59.5, "at_risk"),
        // 30 + 10 + 30 + 20 · 2/3.
        (5, 1, 4, 3, 2, 70.0 + 40.0 / 3.0, "healthy"),
        // 24 + 20 + 15 + 20.
        (4, 0, 2, 0, 0, 79.0, "sub_healthy"),
    ];
    for (touches, complaints, orders, due, on_time, score, band) in table {
        let book = health_book(touches, complaints, orders, due, on_time);
        expect(&book, json!({"health_score": score, "health": band}));
    }
    let missing = json!({"health_score": null, "activity": null, "complaints": null, "repurchase": null, "stability": null,
        "health": null, "risk": null});
    expect(&one(json!({}), &[], &["2026-11-01"]), missing);
}

#[test]
fn the_border_of_slowing_down() {
    // Healthy: 30 + 20 + 15 + 20. So many interactions in the last 60 days after so many in the 60 before.
    let table = [
        (7, 10, "low"),
        (6, 10, "medium"),
        (14, 20, "low"),
        (13, 20, "medium"),
        (21, 30, "low"),
        (5, 0, "low"),
    ];
    for (now, before, risk) in table {
        let touches = [days("2026-11-01", now), days("2026-09-01", before)].concat();
        let book = one(json!({}), &[("2026-06-01", 1.0), ("2026-06-02", 1.0)], &touches);
        let change = (before > 0).then(|| now as f64 / before as f64 - 1.0);
        expect(
            &book,
            json!({"health": "healthy", "frequency_change_60d": change, "risk": risk}),
        );
    }
}

#[test]
fn the_border_of_silence() {
    // Answers: one of five is not less than 0.2, one of six is. Inbound, unknown and undirected ones do not count.
    for (silent, risk, rate) in [(4, "low", 0.2), (5, "medium", 1.0 / 6.0)] {
        let mut book = one(json!({}), &[("2026-06-01", 1.0), ("2026-06-02", 1.0)], &[]);
        let mut add = |id: &str, direction: Value, responded: Value| {
            let record = json!([{"id": id, "customer": "a", "at": "2026-11-01", "direction": direction, "responded": responded}]);
            load::<Interaction>(&mut book, record);
        };
        add("yes", json!("outbound"), json!(true));
        (0..silent).for_each(|n| add(&format!("no{n}"), json!("outbound"), json!(false)));
        add("open", json!("outbound"), Value::Null);
        add("in", json!("inbound"), json!(true));
        add("none", Value::Null, json!(true));
        expect(
            &book,
            json!({"health": "healthy", "response_rate_60d": rate, "risk": risk}),
        );
    }
}

#[test]
fn the_border_of_growth() {
    // Half as much again is high potential, also where the quotient of binary fractions falls short of 1.5.
    let table = [
        (100.0, 150.0, true),
        (100.0, 149.99, false),
        (100_000.16, 150_000.24, true),
        (-100.0, -150.0, true),
    ];
    for (before, now, grew) in table {
        let book = one(
            json!({}),
            &[("2025-06-01", before), ("2026-11-01", now)],
            &days("2026-11-01", 5),
        );
        let tags = fresh(&book, &json!({}), day(D))
            .tags_of(0)
            .any(|tag| tag == "high_potential");
        assert_eq!(tags, grew, "{before} then {now}");
        expect(
            &book,
            json!({"value": "ordinary", "purchase_growth_12m": now / before - 1.0}),
        );
    }
}

#[test]
fn the_facts_of_service_and_contact() {
    let mut book = one(
        json!({"contacts": [{"familiarity": 2}, {"decision_maker": true, "familiarity": 4}]}),
        &[],
        &[],
    );
    load::<Ticket>(
        &mut book,
        json!([
            {"id": "1", "customer": "a", "kind": "complaint", "opened_at": "2026-11-21T23:00:00Z", "satisfaction": 2},
            {"id": "2", "customer": "a", "kind": "complaint", "opened_at": "2026-08-24", "resolved_at": "2026-09-01"},
            {"id": "3", "customer": "a", "kind": "complaint", "opened_at": "2026-08-23", "resolved_at": "2026-11-20T23:59:00-11:00", "satisfaction": 5},
            {"id": "4", "customer": "a", "kind": "complaint", "opened_at": "2026-05-21", "resolved_at": "2026-11-22"},
            {"id": "5", "customer": "a", "kind": "praise", "opened_at": "2026-11-20", "satisfaction": 5},
            {"id": "6", "customer": "a", "kind": "technical", "opened_at": "2026-11-22", "satisfaction": 1},
            {"id": "7", "customer": "a", "kind": "technical", "opened_at": "2026-11-01", "resolved_at": "2026-11-21"}
        ]),
    );
    expect(
        &book,
        json!({"complaints_90d": 2, "complaints_6m": 3, "open_tickets": 3, "days_since_complaint_resolved": 1,
        "satisfaction_average": 4, "key_contact_familiarity": 4}),
    );
    let table = [
        (json!([{"familiarity": 2}, {"familiarity": 3}]), json!(2)),
        (
            json!([{"familiarity": 2}, {"decision_maker": true}, {"decision_maker": true, "familiarity": 5}]),
            Value::Null,
        ),
        (json!([]), Value::Null),
    ];
    for (contacts, familiarity) in table {
        expect(
            &one(json!({"contacts": contacts}), &[], &[]),
            json!({"key_contact_familiarity": familiarity}),
        );
    }
    let mut book = one(json!({}), &[], &[]);
    load::<Order>(
        &mut book,
        json!([
            {"id": "1", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-11-21", "paid_on": "2026-11-21"},
            {"id": "2", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-11-21"},
            {"id": "3", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-11-22", "paid_on": "2026-01-02"},
            {"id": "4", "customer": "a", "date": "2026-01-01", "amount": 1, "paid_on": "2026-01-02"},
            {"id": "5", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-01-31", "paid_on": "2026-02-01"}
        ]),
    );
    expect(
        &book,
        json!({"on_time_payment_rate": 1.0 / 3.0, "stability": 100.0 / 3.0}),
    );
}

/// Customers c1 … cn; c(i) has i orders of 100 yuan, the last one 10·i days before D.
fn ladder(n: usize) -> Book {
    let mut book = Book::default();
    for i in (1..=n).rev() {
        load::<Customer>(&mut book, json!([{"id": format!("c{i:02}"), "name": "x"}]));
        for k in 0..i {
            let date = day(D).plus_days(-(10 * i as i32)).to_string();
            load::<Order>(
                &mut book,
                json!([{"id": format!("{i}-{k}"), "customer": format!("c{i:02}"), "date": date, "amount": 100}]),
            );
        }
    }
    load::<Customer>(&mut book, json!([{"id": "unranked", "name": "x"}]));
    book
}

#[test]
fn rfm_by_hand() {
    let book = ladder(5);
    let scores = |plus_one: bool| -> Vec<[f64; 4]> {
        let rule = RfmRule {
            cut_plus_one: plus_one,
            ..SHIPPED
        };
        let evaluation = fresh(&book, &rfm_json(&rule), day(D));
        assert_eq!(compare("ladder", &book, day(D), &rule), Vec::<String>::new());
        (1..=5)
            .map(|i| {
                let slot = book.customers.slot(&format!("c{i:02}")).unwrap();
                ["r_score", "f_score", "m_score", "rfm_total"]
                    .map(|fact| evaluation.column(slot, index_of(fact).unwrap()).unwrap())
            })
            .collect()
    };
    // Orders 1–5, quantiles 1.8, 2.6, 3.4, 4.2; sums 100–500, quantiles 180, 260, 340, 420; days 10–50, quantiles 18, 26, 34, 42.
    let expected = [
        [5.0, 1.0, 1.0, 7.0],
        [4.0, 2.0, 2.0, 8.0],
        [3.0, 3.0, 3.0, 9.0],
        [2.0, 4.0, 4.0, 10.0],
        [1.0, 5.0, 5.0, 11.0],
    ];
    assert_eq!(scores(false), expected);
    // With one more: orders 2.8, 3.6, 4.4, 5.2.
    let expected = [
        [5.0, 1.0, 1.0, 7.0],
        [4.0, 1.0, 2.0, 7.0],
        [3.0, 2.0, 3.0, 8.0],
        [2.0, 3.0, 4.0, 9.0],
        [1.0, 4.0, 5.0, 10.0],
    ];
    assert_eq!(scores(true), expected);
}

#[test]
fn tier_sizes() {
    let table = [
        (1, [1, 0, 0]),
        (2, [1, 0, 1]),
        (3, [1, 1, 1]),
        (4, [1, 2, 1]),
        (5, [1, 3, 1]),
        (6, [2, 2, 2]),
        (10, [2, 6, 2]),
        (11, [3, 5, 3]),
        (15, [3, 9, 3]),
        (25, [5, 15, 5]),
    ];
    for (n, sizes) in table {
        let mut book = Book::default();
        // All alike: the id decides.
        for i in (0..n).rev() {
            load::<Customer>(&mut book, json!([{"id": format!("c{i:02}"), "name": "x"}]));
            load::<Order>(
                &mut book,
                json!([{"id": format!("o{i}"), "customer": format!("c{i:02}"), "date": "2026-11-01", "amount": 1}]),
            );
        }
        for book in [&book, &ladder(n)] {
            let evaluation = fresh(book, &json!({}), day(D));
            let tier = |id: &str| evaluation.class_in(book.customers.slot(id).unwrap(), "rfm_tier");
            let tiers: Vec<_> = book.customers.iter().map(|(_, c)| tier(c.id.as_str())).collect();
            let sizes_found =
                ["high", "middle", "basic"].map(|t| tiers.iter().filter(|tier| **tier == Some(t)).count());
            assert_eq!(sizes_found, sizes, "{n}");
            assert_eq!(compare("tiers", book, day(D), &SHIPPED), Vec::<String>::new());
        }
        let evaluation = fresh(&book, &json!({}), day(D));
        let first = (0..n).filter(|i| evaluation.class_in((n - 1 - i) as u32, "rfm_tier") == Some("high"));
        assert_eq!(first.collect::<Vec<_>>(), (0..sizes[0]).collect::<Vec<_>>());
    }
}

// Incremental and fresh.

/// What differs between an evaluation carried along and a new one.
fn stale(book: &Book, carried: &Evaluation, new: &Evaluation) -> Option<String> {
    let (a, b) = (&carried.columns, &new.columns);
    if (carried.as_of, a.rows, &a.live, &carried.plan.rulebook) != (new.as_of, b.rows, &b.live, &new.plan.rulebook) {
        return Some("as-of date, rows, live rows or rulebook".to_owned());
    }
    let sizes = |e: &Evaluation| {
        (
            e.columns.numbers.len(),
            e.columns.words.len(),
            e.classes.len(),
            e.tags.len(),
        )
    };
    if sizes(carried) != sizes(new) {
        return Some("number of columns".to_owned());
    }
    for (slot, customer) in book.customers.iter() {
        let row = slot as usize;
        let id = &customer.id;
        for (column, (a, b)) in a.numbers.iter().zip(&b.numbers).enumerate() {
            if a[row] != b[row] && !(a[row].is_nan() && b[row].is_nan()) {
                let name = METRICS.get(column).map_or("a score's column", |m| m.id);
                return Some(format!("{id} {name}: {} carried, {} new", a[row], b[row]));
            }
        }
        for (column, (a, b)) in a.words.iter().zip(&b.words).enumerate() {
            if a.word(row) != b.word(row) {
                return Some(format!(
                    "{id} word {column}: {:?} carried, {:?} new",
                    a.word(row),
                    b.word(row)
                ));
            }
        }
        for dimension in 0..carried.classes.len() {
            let (a, b) = (carried.class(slot, dimension), new.class(slot, dimension));
            if a != b {
                return Some(format!(
                    "{id} {}: {a:?} carried, {b:?} new",
                    carried.plan.dimensions[dimension].id
                ));
            }
        }
        if !carried.tags_of(slot).eq(new.tags_of(slot)) {
            let tags = |e: &Evaluation| e.tags_of(slot).map(str::to_owned).collect::<Vec<_>>();
            return Some(format!("{id} tags: {:?} carried, {:?} new", tags(carried), tags(new)));
        }
    }
    None
}

fn delta<R: BookRecord>(book: &Book, id: &str, after: Option<R>) -> Change
where
    Change: From<Delta<R>>,
{
    Change::from(Delta {
        before: R::table(book).get(id).cloned(),
        after: after.map(Arc::new),
    })
}

fn any<R: BookRecord>(book: &Book, dice: &mut Dice) -> Option<Arc<R>> {
    let all: Vec<&Arc<R>> = R::table(book).iter().map(|(_, record)| record).collect();
    (!all.is_empty()).then(|| dice.pick(&all).clone())
}

/// One random change, with the key that says which record it is about.
fn change(book: &Book, maker: &mut Maker, gone: &mut Vec<Arc<Customer>>, step: usize) -> Option<(String, Change)> {
    let someone = any::<Customer>(book, &mut maker.dice)?.id.to_string();
    Some(match maker.dice.below(16) {
        0 | 1 => {
            let edited = maker.customer(&someone);
            (someone.clone(), delta(book, &someone, Some(edited)))
        }
        2 => {
            let id = format!("new{step}-{}", maker.dice.below(1000));
            let customer = maker.customer(&id);
            (id.clone(), delta(book, &id, Some(customer)))
        }
        3 => {
            // Its events stay behind.
            let customer = any::<Customer>(book, &mut maker.dice)?;
            let id = customer.id.to_string();
            gone.push(customer);
            (id.clone(), delta::<Customer>(book, &id, None))
        }
        4 => {
            let back = gone.pop()?;
            let id = back.id.to_string();
            if book.customers.get(&id).is_some() {
                return None;
            }
            (id.clone(), delta(book, &id, Some((*back).clone())))
        }
        5 | 6 => {
            let order = maker.order(&someone);
            let id = order.id.to_string();
            (format!("order {id}"), delta(book, &id, Some(order)))
        }
        7 => {
            // Another day, another amount, perhaps another customer.
            let old = any::<Order>(book, &mut maker.dice)?;
            let moves = maker.dice.chance(50);
            let mut order = maker.order(if moves { &someone } else { old.customer.as_str() });
            order.id = old.id.clone();
            (format!("order {}", old.id), delta(book, old.id.as_str(), Some(order)))
        }
        8 => {
            let old = any::<Order>(book, &mut maker.dice)?;
            (format!("order {}", old.id), delta::<Order>(book, old.id.as_str(), None))
        }
        9 | 10 => {
            let interaction = maker.interaction(&someone);
            let id = interaction.id.to_string();
            (format!("interaction {id}"), delta(book, &id, Some(interaction)))
        }
        11 => {
            let old = any::<Interaction>(book, &mut maker.dice)?;
            let mut interaction = maker.interaction(&someone);
            interaction.id = old.id.clone();
            (
                format!("interaction {}", old.id),
                delta(book, old.id.as_str(), Some(interaction)),
            )
        }
        12 => {
            let old = any::<Interaction>(book, &mut maker.dice)?;
            (
                format!("interaction {}", old.id),
                delta::<Interaction>(book, old.id.as_str(), None),
            )
        }
        13 => {
            let ticket = maker.ticket(&someone);
            let id = ticket.id.to_string();
            (format!("ticket {id}"), delta(book, &id, Some(ticket)))
        }
        14 => {
            let old = any::<Ticket>(book, &mut maker.dice)?;
            let mut ticket = maker.ticket(&someone);
            ticket.id = old.id.clone();
            (format!("ticket {}", old.id), delta(book, old.id.as_str(), Some(ticket)))
        }
        _ => {
            let old = any::<Ticket>(book, &mut maker.dice)?;
            (
                format!("ticket {}", old.id),
                delta::<Ticket>(book, old.id.as_str(), None),
            )
        }
    })
}

fn change_set(book: &Book, maker: &mut Maker, gone: &mut Vec<Arc<Customer>>, step: usize) -> ChangeSet {
    let mut changes = BTreeMap::new();
    for _ in 0..maker.dice.pick(&[1, 1, 1, 2, 4, 12]) {
        if let Some((key, change)) = change(book, maker, gone, step) {
            changes.entry(key).or_insert(change);
        }
    }
    ChangeSet {
        label: Default::default(),
        changes: changes.into_values().collect(),
    }
}

/// Rules as a user might set them: other limits, another health score, RFM otherwise, a dimension and tags of their own.
fn rules(dice: &mut Dice) -> Value {
    let mut rules = Rulebook::default().to_json();
    let rfm = rfm_json(&rfm_rule(dice));
    for score in rules["scores"].as_array_mut().unwrap() {
        if score["id"] == "rfm" {
            *score = rfm["scores"][0].clone();
            continue;
        }
        for term in score["terms"].as_array_mut().unwrap() {
            term["weight"] = json!(dice.pick(&[0.1, 0.25, 0.3, 0.5]));
            if term.get("factor").is_some() {
                term["factor"] = json!(dice.pick(&[5, 20, 50, 100]));
            }
        }
        let best = dice.between(50, 90);
        score["bands"][0]["from"] = json!(best);
        score["bands"][1]["from"] = json!(best - dice.between(1, 30));
    }
    for dimension in rules["dimensions"].as_array_mut().unwrap() {
        if dimension["id"] == "value" {
            dimension["classes"][0]["when"]["value"] = json!(dice.pick(&[50_000, 200_000, 1_000_000]));
        }
        if dimension["id"] == "risk" && dice.chance(40) {
            dimension["classes"][0]["when"] = condition(dice, 2, true);
        }
    }
    if dice.chance(50) {
        let own = json!({"id": "own", "name": "自定", "otherwise": dice.pick(&[json!("rest"), Value::Null]), "classes": [
            {"id": "one", "name": "一", "when": condition(dice, 2, true)}, {"id": "rest", "name": "余"}]});
        rules["dimensions"].as_array_mut().unwrap().push(own);
    }
    for n in 0..dice.below(4) {
        let tag = json!({"id": format!("own{n}"), "name": "自定", "when": condition(dice, 3, false)});
        rules["tags"].as_array_mut().unwrap().push(tag);
    }
    rules
}

#[test]
fn carrying_along_is_the_same_as_starting_anew() {
    let mut steps = [0; 4];
    for seed in 100..114 {
        let days = pivots(seed);
        let mut maker = Maker::new(seed, &days);
        let size = maker.dice.pick(&[3, 12, 60, 120]);
        let mut book = maker.book(size);
        let mut ledger = Ledger::build(&book);
        let (mut rulebook, mut as_of) = (Rulebook::default(), days[0]);
        let mut carried = Evaluation::new(&book, &ledger, &rulebook, as_of).unwrap();
        let (mut gone, mut done): (Vec<Arc<Customer>>, Vec<ChangeSet>) = (Vec::new(), Vec::new());
        for step in 0..40 {
            let what = maker.dice.below(10);
            let kind = match what {
                0 => {
                    as_of = maker.day();
                    carried.set_as_of(&book, &ledger, as_of);
                    0
                }
                1 => {
                    rulebook = Rulebook::from_json(&rules(&mut maker.dice)).unwrap();
                    carried.set_rulebook(&book, &ledger, &rulebook).unwrap();
                    1
                }
                _ => {
                    // Two times in ten, the way back of the last set.
                    let undo = (what < 4).then(|| done.pop()).flatten();
                    let undone = undo.is_some();
                    let set = undo.map_or_else(|| change_set(&book, &mut maker, &mut gone, step), ChangeSet::inverse);
                    book.apply(&set);
                    let touched = ledger.apply(&book, &set);
                    carried.update(&book, &ledger, &touched);
                    if !undone {
                        done.push(set);
                    }
                    2 + usize::from(undone)
                }
            };
            steps[kind] += 1;
            let new = Evaluation::new(&book, &Ledger::build(&book), &rulebook, as_of).unwrap();
            let stale = stale(&book, &carried, &new);
            assert_eq!(
                stale,
                None,
                "seed {seed}, step {step}, {}",
                ["as-of date", "rulebook", "change", "undo"][kind]
            );
            if step % 13 == 0 {
                // Where no row was ever removed, everything comes out alike.
                let compact = compacted(&book);
                let new = Evaluation::new(&compact, &Ledger::build(&compact), &rulebook, as_of).unwrap();
                assert_eq!(
                    by_id(&book, &carried),
                    by_id(&compact, &new),
                    "seed {seed}, step {step}"
                );
            }
        }
    }
    assert!(steps.iter().all(|times| *times > 20), "{steps:?}");
}

#[test]
fn rules_that_are_refused_change_nothing() {
    let days = pivots(0);
    let book = Maker::new(0, &days).book(20);
    let ledger = Ledger::build(&book);
    let new = fresh(&book, &json!({}), days[0]);
    let mut carried = new.clone();
    let table = [
        ("no_such_fact", json!(1)),
        // A circle: the dimension asks for itself.
        ("value", json!("key")),
        // Evaluated later.
        ("risk", json!("high")),
    ];
    for (fact, value) in table {
        let classes = json!([{"id": "key", "name": "x", "when": {"fact": fact, "operator": "equal", "value": value}}]);
        let rules = json!({"dimensions": [{"id": "value", "name": "x", "classes": classes}]});
        let rulebook = Rulebook::from_json(&rules).unwrap();
        let issues = carried.set_rulebook(&book, &ledger, &rulebook).unwrap_err();
        assert!(
            issues[0].place.starts_with("dimensions[0].classes[0].when"),
            "{issues:?}"
        );
        assert_eq!(stale(&book, &carried, &new), None, "{fact}");
    }
}

/// The same records in a book that never had others, the customers in another order.
fn compacted(book: &Book) -> Book {
    let mut new = Book::default();
    book.customers.iter().rev().for_each(|(_, c)| {
        new.customers.put(c.clone());
    });
    book.orders.iter().rev().for_each(|(_, o)| {
        new.orders.put(o.clone());
    });
    book.interactions.iter().for_each(|(_, i)| {
        new.interactions.put(i.clone());
    });
    book.tickets.iter().for_each(|(_, t)| {
        new.tickets.put(t.clone());
    });
    new
}

/// Everything of every customer, by id.
fn by_id(book: &Book, evaluation: &Evaluation) -> BTreeMap<String, String> {
    let all = |slot: u32| {
        let numbers = 0..evaluation.columns.numbers.len();
        let numbers: Vec<_> = numbers.map(|c| evaluation.column(slot, c)).collect();
        let classes: Vec<_> = (0..evaluation.classes.len())
            .map(|d| evaluation.class(slot, d))
            .collect();
        format!(
            "{numbers:?} {classes:?} {:?}",
            evaluation.tags_of(slot).collect::<Vec<_>>()
        )
    };
    book.customers
        .iter()
        .map(|(slot, c)| (c.id.to_string(), all(slot)))
        .collect()
}

// Conditions.

const NUMBERS: [&str; 12] = [
    "annual_purchase",
    "tenure_months",
    "interactions_90d",
    "days_since_last_order",
    "response_rate_60d",
    "frequency_change_60d",
    "health_score",
    "rfm_total",
    "on_time_payment_rate",
    "key_contact_familiarity",
    "p_alive",
    "average_order_value",
];
const LIMITS: [f64; 9] = [-0.5, 0.0, 0.25, 1.0, 3.0, 12.0, 60.0, 500_000.0, -1.0];
const WORDS: [(&str, &[&str]); 4] = [
    ("industry", &INDUSTRIES),
    ("region", &REGIONS),
    ("intent", &["A", "B", "C"]),
    ("kind", &["enterprise", "person"]),
];
const CLASSES: [(&str, &[&str]); 4] = [
    ("value", &["strategic", "key", "ordinary"]),
    ("stage", &["active", "lost", "intending", "potential"]),
    ("rfm_tier", &["high", "middle", "basic"]),
    ("abc", &["A", "B", "C", "none of these"]),
];

/// A random condition. `early` leaves out what is not yet known when the dimensions are evaluated.
fn condition(dice: &mut Dice, depth: usize, early: bool) -> Value {
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
fn fact(book: &Book, evaluation: &Evaluation, slot: u32, name: &str) -> Value {
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
fn says(condition: &Value, fact: &impl Fn(&str) -> Value) -> bool {
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
            book: &book,
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
            for (slot, customer) in book.customers.iter() {
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
