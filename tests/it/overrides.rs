//! Classes set by hand with days: made by dice, and read a second time straight from the record.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::domain::day::Day;
use guanxi::domain::held::Held;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{ClassOverride, Customer};

use crate::generate::{Dice, Maker};
use crate::naive::SHIPPED;
use crate::scoring::{compare, pivots};

/// The classes that rules give, by dimension.
const CLASSES: [(&str, &[&str]); 7] = [
    ("value", &["strategic", "key", "ordinary"]),
    ("stage", &["active", "lost", "intending", "potential"]),
    ("closeness", &["close", "steady", "ordinary"]),
    ("rfm_tier", &["high", "middle", "basic"]),
    ("health", &["healthy", "sub_healthy", "at_risk"]),
    ("abc", &["A", "B", "C"]),
    ("risk", &["high", "medium", "low"]),
];

/// The class that a person set in a dimension, on a day: the first and last day count, and of several the one set last.
pub fn dated(c: &Customer, dimension: &str, d: Day) -> Option<&'static str> {
    let mut last: Option<&ClassOverride> = None;
    for given in c.overrides.iter().filter(|o| &*o.dimension == dimension) {
        let is_over = matches!(given.until, Some(until) if until.0 < d.0);
        if given.set_on.0 <= d.0 && !is_over && last.is_none_or(|l| l.set_on.0 <= given.set_on.0) {
            last = Some(given);
        }
    }
    let (given, (_, classes)) = (last?, CLASSES.iter().find(|(id, _)| *id == dimension)?);
    classes.iter().find(|class| ***class == *given.class).copied()
}

/// Sets classes of some customers by hand: around these days, some of them over, some for classes that there are not.
pub fn set_by_hand(dice: &mut Dice, book: &mut Book, days: &[Day], percent: usize) {
    let all: Vec<Held<Customer>> = book.customers.iter().map(|(_, c)| c.clone()).collect();
    for customer in all {
        if !dice.chance(percent) {
            continue;
        }
        let mut customer = (*customer).clone();
        for _ in 0..dice.between(1, 3) {
            let (dimension, classes) = dice.pick(&CLASSES);
            let pivot = dice.pick(days);
            let set_on = pivot.plus_days(dice.pick(&[-200, -30, -1, 0, 1]));
            customer.overrides.push(ClassOverride {
                dimension: dimension.into(),
                class: if dice.chance(8) {
                    "none of these"
                } else {
                    dice.pick(classes)
                }
                .into(),
                set_on,
                until: dice.chance(60).then(|| pivot.plus_days(dice.pick(&[-1, 0, 1, 90]))),
                reason: Some("因此".into()),
                by: None,
                extra: Default::default(),
            });
        }
        book.customers.put(Arc::new(customer));
    }
}

#[test]
fn what_was_set_by_hand_counts_before_the_rules_and_in_later_ones() {
    let mut found = Vec::new();
    for seed in 0..8 {
        let days = pivots(seed);
        let mut maker = Maker::new(900 + seed, &days);
        let mut book = maker.book(60);
        set_by_hand(&mut maker.dice, &mut book, &days, 50);
        for day in days {
            found.extend(compare(&format!("book {seed}"), &book, day, &SHIPPED));
        }
    }
    assert!(found.is_empty(), "{}", found[..found.len().min(5)].join("\n"));
}

#[test]
fn a_class_set_by_hand_is_known_again_by_its_trace() {
    let mut book = Book::default();
    let id = CustomerId::new("c1").unwrap();
    let customer = Customer::new(id.clone(), "甲");
    book.customers.put(Arc::new(customer.clone()));
    let given = ClassOverride {
        dimension: "value".into(),
        class: "key".into(),
        set_on: Day::parse("2026-11-21").unwrap(),
        until: Day::parse("2027-02-19"),
        reason: Some("合同\n在路上".into()),
        by: Some("周敏".into()),
        extra: Default::default(),
    };
    let trace = |given: &ClassOverride| {
        let (ids, given) = (vec![id.clone()], Box::new(given.clone()));
        Command::SetOverride {
            seen: Vec::new(),
            ids,
            given,
        }
        .trace()
        .unwrap()
    };
    assert!(!Command::left(&book, &trace(&given)), "not yet");
    let mut set = customer;
    set.overrides.push(given.clone());
    book.customers.put(Arc::new(set));
    assert!(Command::left(&book, &trace(&given)));
    let other = ClassOverride {
        reason: Some("别的".into()),
        ..given
    };
    assert!(!Command::left(&book, &trace(&other)));
}
