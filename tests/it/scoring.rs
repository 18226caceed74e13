//! The heart against the second reading of the specification, on generated books.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::domain::book::Book;
use guanxi::domain::day::Day;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::metric::{METRICS, index_of};
use guanxi::domain::rule::Rulebook;
use serde_json::{Value, json};

use crate::generate::{Dice, INDUSTRIES, Maker};
use crate::naive::{self, Person, RfmRule, SHIPPED};

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn fresh(book: &Book, rules: &Value, as_of: Day) -> Evaluation {
    let rulebook = Rulebook::from_json(rules).unwrap();
    Evaluation::new(book, &Ledger::build(book), &rulebook, as_of).unwrap()
}

pub fn rfm_json(rule: &RfmRule) -> Value {
    let [r, f, m] = rule.weights;
    json!({"scores": [{"id": "rfm", "window_months": rule.window_months, "cut_plus_one": rule.cut_plus_one,
        "weights": {"r": r, "f": f, "m": m}}]})
}

/// Whole numbers agree to the bit; where a quotient is worked out in another order, to nine digits.
pub fn same(naive: Option<f64>, fast: Option<f64>) -> bool {
    match (naive, fast) {
        (None, None) => true,
        (Some(a), Some(b)) if a.fract() == 0.0 && b.fract() == 0.0 => a == b,
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        _ => false,
    }
}

/// What differs for one customer, in words.
pub fn differences(book: &Book, evaluation: &Evaluation, id: &str, person: &Person, found: &mut Vec<String>) {
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

/// Whether an evaluation says anything at all of a slot.
fn is_told(evaluation: &Evaluation, slot: u32) -> bool {
    (0..METRICS.len()).any(|column| evaluation.column(slot, column).is_some())
        || (0..evaluation.plan.dimensions.len()).any(|d| evaluation.class(slot, d).is_some())
        || evaluation.tags_of(slot).next().is_some()
}

/// What differs, and what was looked at.
pub fn compared(name: &str, book: &Book, as_of: Day, rule: &RfmRule) -> (Vec<String>, BTreeMap<String, Person>) {
    let evaluation = fresh(book, &rfm_json(rule), as_of);
    let people = naive::evaluate(book, as_of, rule);
    let mut found = Vec::new();
    for (id, person) in &people {
        differences(book, &evaluation, id, person, &mut found);
    }
    for (slot, customer) in book.customers.iter() {
        let is_there = people.contains_key(customer.id.as_str());
        if evaluation.exists(slot) != is_there || (!is_there && is_told(&evaluation, slot)) {
            found.push(format!("{}: there is {is_there} by the specification", customer.id));
        }
    }
    let say = |what: &String| format!("{name}, {as_of}, {what} under {rule:?}");
    (found.iter().map(say).collect(), people)
}

pub fn compare(name: &str, book: &Book, as_of: Day, rule: &RfmRule) -> Vec<String> {
    compared(name, book, as_of, rule).0
}

/// The days that generated books are looked at; those of a row are near enough to share events.
pub const PIVOTS: [[&str; 3]; 2] = [
    ["2024-02-29", "2024-03-31", "2024-08-31"],
    ["2026-02-28", "2026-03-31", "2026-11-21"],
];

pub fn pivots(seed: u64) -> Vec<Day> {
    PIVOTS[seed as usize % 2].iter().map(|text| day(text)).collect()
}

pub fn rfm_rule(dice: &mut Dice) -> RfmRule {
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
