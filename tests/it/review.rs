//! Moves, reviews, versions, classes set by hand: worked by hand and against a naive count.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::command::{Command, Decided};
use guanxi::domain::day::Moment;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::id::{CustomerId, RuleVersionId};
use guanxi::domain::inquiry::explain::Actual;
use guanxi::domain::kind::{ClassOverride, Customer, Order, Review};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::report::disagreements::{by_hand, differs_since};
use guanxi::domain::report::moves::{Way, moves};
use guanxi::domain::report::occasion::{Occasion, adoptions, reviewed};
use guanxi::domain::report::review::{Cause, Crossing, cause, review};
use guanxi::domain::rule::{Operand, Operator, Rulebook};
use guanxi::domain::versions::{Adoption, rulebook_on, version_on, versions};
use guanxi::domain::world::{RulesOf, World};
use serde_json::json;

use crate::by_hand::load;
use crate::review_scope::alone;
use crate::scoring::*;

/// Falls: 1,100,000 a year at the end of September, 500,000 in the middle of December. Rises the other way. Stays.
fn quarter() -> Book {
    let mut book = Book::default();
    load::<Customer>(
        &mut book,
        json!([{"id": "falls", "name": "降"}, {"id": "rises", "name": "升"}, {"id": "stays", "name": "平"}]),
    );
    load::<Order>(
        &mut book,
        json!([
            {"id": "1", "customer": "falls", "date": "2025-12-01", "amount": 600000},
            {"id": "2", "customer": "falls", "date": "2026-02-01", "amount": 500000},
            {"id": "3", "customer": "rises", "date": "2026-08-01", "amount": 400000},
            {"id": "4", "customer": "rises", "date": "2026-11-01", "amount": 100000},
            {"id": "5", "customer": "stays", "date": "2026-09-01", "amount": 700000}
        ]),
    );
    book
}

fn at(book: &Book, date: &str) -> Evaluation {
    Evaluation::new(book, &Ledger::build(book), &book.head.rulebook, day(date)).unwrap()
}

fn given(dimension: &str, class: &str, set_on: &str, until: Option<&str>) -> ClassOverride {
    ClassOverride {
        dimension: dimension.into(),
        class: class.into(),
        set_on: day(set_on),
        until: until.map(day),
        reason: Some("大客户转介绍".into()),
        by: Some("王".into()),
        extra: Default::default(),
    }
}

fn id(text: &str) -> CustomerId {
    CustomerId::new(text).unwrap()
}

fn done(book: &mut Book, command: Command) -> ChangeSet {
    let before = book.clone();
    let set = apply(book, command).unwrap();
    book.apply(&set);
    let mut back = book.clone();
    back.apply(&set.clone().inverse());
    assert_eq!(back, before, "undo of {}", set.label.en);
    set
}

fn adoption(n: u32, on: &str) -> Box<Adoption> {
    let id = |n: u32| RuleVersionId::new(&format!("v{n}")).unwrap();
    Box::new(Adoption {
        ids: [id(n), id(0)],
        on: day(on),
        at: Moment::on(day(on)),
        by: None,
        name: Some(format!("第 {n} 次").into()),
        note: None,
    })
}

/// The shipped rules with another border of 战略.
fn strategic_from(yuan: f64) -> Rulebook {
    Rulebook::from_json(&json!({"dimensions": [{"id": "value", "name": "客户价值", "otherwise": null, "classes": [
        {"id": "strategic", "name": "战略客户", "when": {"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": yuan}},
        {"id": "key", "name": "重点客户", "when": {"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": 500000}},
        {"id": "ordinary", "name": "普通客户", "when": {"fact": "annual_purchase", "operator": "lessThan", "value": 500000}}
    ]}]}))
    .unwrap()
}

#[test]
fn who_moved_in_a_quarter_and_which_figure_crossed_which_line() {
    let book = quarter();
    let (before, after) = (at(&book, "2026-09-30"), at(&book, "2026-12-15"));
    let value = moves(&before, &after, "value", 10).unwrap();
    let named: Vec<_> = value
        .movers
        .iter()
        .map(|m| {
            (
                &*book.customers.at(m.slot).unwrap().name,
                m.from.as_deref(),
                m.to.as_deref(),
                m.way,
                m.purchase,
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            ("降", Some("strategic"), Some("key"), Way::Down, Some(500_000.0)),
            ("升", Some("ordinary"), Some("key"), Way::Up, Some(500_000.0)),
        ]
    );
    let counts: Vec<_> = value
        .counts
        .iter()
        .map(|c| (c.class.as_deref(), c.now, c.then))
        .collect();
    assert_eq!(
        counts,
        [(Some("strategic"), 1, 0), (Some("key"), 1, 3), (Some("ordinary"), 1, 0)]
    );
    let slot = book.customers.slot("falls").unwrap();
    let crossed = cause(&book, &Ledger::build(&book), &before, &after, slot, "value");
    assert_eq!(
        crossed,
        Cause::Crossed(vec![Crossing {
            fact: "annual_purchase".into(),
            operator: Operator::GreaterThanInclusive,
            line_before: None,
            line: Operand::Number(1_000_000.0),
            before: Actual::Number(1_100_000.0),
            after: Actual::Number(500_000.0),
            holds: false,
        }])
    );
}

#[test]
fn a_changed_line_crosses_the_figure() {
    let mut book = quarter();
    let before = at(&book, "2026-11-21");
    book.head.rulebook = strategic_from(700_000.0);
    let after = at(&book, "2026-11-21");
    let slot = book.customers.slot("stays").unwrap();
    let Cause::Crossed(crossed) = cause(&book, &Ledger::build(&book), &before, &after, slot, "value") else {
        panic!("a line crossed");
    };
    let told: Vec<_> = crossed
        .iter()
        .map(|c| (c.line_before.clone(), c.line.clone(), c.after.clone()))
        .collect();
    let number = Operand::Number;
    assert_eq!(
        told,
        [(Some(number(1_000_000.0)), number(700_000.0), Actual::Number(700_000.0))]
    );
}

#[test]
fn a_decision_stays_with_its_move_and_a_held_customer_keeps_its_class() {
    let mut book = quarter();
    let decided = |n: &str, customer: &str, from: &str, to: &str, decision: &str| -> Review {
        serde_json::from_value(
            json!({"id": n, "customer": customer, "dimension": "value", "at": "2026-12-15",
            "from": from, "to": to, "decision": decision, "reason": "r", "action": "a", "by": "王"}),
        )
        .unwrap()
    };
    let all = vec![
        Decided {
            review: decided("r1", "rises", "ordinary", "key", "confirm"),
            hold: None,
        },
        Decided {
            review: decided("r2", "falls", "strategic", "key", "hold"),
            hold: Some(given("value", "strategic", "2026-12-15", Some("2027-03-31"))),
        },
    ];
    let set = done(&mut book, alone(all));
    assert_eq!((&*set.label.zh, set.changes.len()), ("复核：确认2项变动", 3));
    let (before, after) = (at(&book, "2026-09-30"), at(&book, "2026-12-15"));
    let value = |since: &str| -> Vec<(bool, u32)> {
        let found = review(&book, &before, &after, day(since));
        let of = found.iter().filter(|r| &*r.dimension == "value");
        of.map(|r| (r.decision.is_some(), r.mover.slot)).collect()
    };
    let rises = book.customers.slot("rises").unwrap();
    assert_eq!(value("2026-10-01"), [(true, rises)]);
    assert_eq!(value("2026-12-16"), [(false, rises)]);
    // The hold ends with its last day.
    assert_eq!(at(&book, "2027-01-10").class_in(0, "value"), Some("strategic"));
    assert_eq!(at(&book, "2027-04-01").class_in(0, "value"), Some("ordinary"));
}

#[test]
fn a_class_set_by_hand_holds_its_days_and_rules_go_on_speaking() {
    let mut book = quarter();
    let set = |given: ClassOverride| Command::SetOverride {
        seen: Vec::new(),
        ids: vec![id("stays")],
        given: Box::new(given),
    };
    done(
        &mut book,
        set(given("value", "strategic", "2026-10-01", Some("2026-12-31"))),
    );
    let class = |book: &Book, date: &str| at(book, date).class_in(2, "value").map(str::to_owned);
    for (date, expected) in [
        ("2026-09-30", "key"),
        ("2026-10-01", "strategic"),
        ("2026-12-31", "strategic"),
        ("2027-01-01", "key"),
    ] {
        assert_eq!(class(&book, date).as_deref(), Some(expected), "{date}");
    }
    // Another one ends it the day before; the field without days stays behind both.
    done(&mut book, set(given("value", "ordinary", "2026-11-01", None)));
    let found = by_hand(&book, &at(&book, "2026-11-21"));
    let told: Vec<_> = found
        .iter()
        .map(|o| {
            (
                &*o.class,
                o.ruled.as_deref(),
                o.disagrees(),
                o.lasted(day("2026-11-21")),
            )
        })
        .collect();
    assert_eq!(told, [("ordinary", Some("key"), true, Some(20))]);
    assert_eq!(class(&book, "2026-10-31").as_deref(), Some("strategic"));
    let end = Command::EndOverride {
        ids: vec![id("stays")],
        seen: Vec::new(),
        dimension: "value".into(),
        on: day("2026-11-21"),
    };
    done(&mut book, end.clone());
    assert!(apply(&book, end).unwrap().is_empty());
    assert_eq!(
        (
            class(&book, "2026-11-20").as_deref(),
            class(&book, "2026-11-21").as_deref()
        ),
        (Some("ordinary"), Some("key"))
    );
}

#[test]
fn a_class_that_there_is_not_or_without_a_reason_is_not_set_by_hand() {
    let book = quarter();
    let wrong = [
        given("value", "none such", "2026-11-01", None),
        given("industry", "制造业", "2026-11-01", None),
        given("value", "key", "2026-11-01", Some("2026-10-31")),
        ClassOverride {
            reason: Some(" ".into()),
            ..given("value", "key", "2026-11-01", None)
        },
    ];
    for given in wrong {
        let command = Command::SetOverride {
            seen: Vec::new(),
            ids: vec![id("stays")],
            given: Box::new(given.clone()),
        };
        assert!(apply(&book, command).is_err(), "{given:?}");
    }
}

#[test]
fn every_adopted_rulebook_is_kept_and_a_day_is_shown_under_the_rules_of_that_day() {
    let mut book = quarter();
    let adopt = |yuan: f64, n: u32, on: &str| Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(strategic_from(yuan)),
        adoption: adoption(n, on),
    };
    done(&mut book, adopt(700_000.0, 1, "2026-10-01"));
    done(&mut book, adopt(900_000.0, 2, "2026-11-01"));
    let kept: Vec<_> = versions(&book)
        .iter()
        .map(|v| (v.number, v.adopted_on.map(|d| d.to_string())))
        .collect();
    assert_eq!(
        kept,
        [
            (1, None),
            (2, Some("2026-10-01".into())),
            (3, Some("2026-11-01".into()))
        ]
    );
    for (date, number) in [
        ("2020-01-01", 1),
        ("2026-09-30", 1),
        ("2026-10-01", 2),
        ("2026-10-31", 2),
        ("2026-11-01", 3),
    ] {
        assert_eq!(version_on(&book, day(date)).unwrap().number, number, "{date}");
    }
    assert_eq!(*rulebook_on(&book, day("2026-09-30")), Rulebook::default());
    assert!(apply(&book, adopt(900_000.0, 3, "2026-11-02")).unwrap().is_empty());

    let (mut world, _) = World::new(book, day("2026-10-15"));
    let class = |world: &World| world.evaluation.class_in(2, "value").map(str::to_owned);
    assert_eq!(class(&world).as_deref(), Some("key"));
    world.look_at(day("2026-10-15"), RulesOf::ThatDay);
    assert_eq!(class(&world).as_deref(), Some("strategic"));
    world.set_as_of(day("2026-09-30"));
    assert_eq!(class(&world).as_deref(), Some("key"));
    // Rules adopted while a past day is shown under its own rules do not change that day.
    let set = apply(&world.book, adopt(100_000.0, 4, "2026-11-21")).unwrap();
    world.apply(&set).unwrap();
    assert_eq!(class(&world).as_deref(), Some("key"));
    world.look_at(day("2026-09-30"), RulesOf::Today);
    assert_eq!(class(&world).as_deref(), Some("strategic"));
}

#[test]
fn a_disagreement_lasts_from_the_day_the_rules_said_otherwise() {
    let mut book = quarter();
    // 1,100,000 a year until 600,000 of it leave the twelve months on 2026-12-01: on that day the rules begin to differ.
    let set = Command::SetOverride {
        seen: Vec::new(),
        ids: vec![id("falls")],
        given: Box::new(given("value", "strategic", "2026-10-01", None)),
    };
    done(&mut book, set);
    let ledger = Ledger::build(&book);
    let since = |date: &str| {
        let evaluation = at(&book, date);
        let all = by_hand(&book, &evaluation);
        assert_eq!(all.len(), 1);
        differs_since(&book, &ledger, &evaluation, &all[0]).map(|day| day.to_string())
    };
    assert_eq!(since("2026-11-30"), None);
    assert_eq!(since("2026-12-01").as_deref(), Some("2026-12-01"));
    assert_eq!(since("2026-12-15").as_deref(), Some("2026-12-01"));
    // A naive walk over whole evaluations says the same.
    for (date, class) in [("2026-11-30", "strategic"), ("2026-12-01", "key")] {
        assert_eq!(at(&book, date).ruled(&book, 0, 0), Some(class), "{date}");
    }
}

#[test]
fn an_occasion_lists_its_moves_and_what_was_held() {
    let mut book = quarter();
    let review: Review = serde_json::from_value(
        json!({"id": "r1", "customer": "falls", "dimension": "value", "at": "2026-12-10",
        "from": "strategic", "to": "key", "decision": "hold", "reason": "r", "by": "王"}),
    )
    .unwrap();
    let hold = Some(given("value", "strategic", "2026-12-10", Some("2027-03-31")));
    done(&mut book, alone(vec![Decided { review, hold }]));
    let (world, _) = World::new(book, day("2026-12-15"));
    let listed = |occasion: Occasion| -> Vec<(String, bool)> {
        let sides = occasion.sides(&world).unwrap();
        let after = sides.after.as_ref().unwrap_or(&world.evaluation);
        let all = reviewed(&world.book, &sides.before, after, &occasion);
        let name = |slot: u32| world.book.customers.key_at(slot).unwrap().to_owned();
        let value = all.iter().filter(|r| &*r.dimension == "value");
        value.map(|r| (name(r.mover.slot), r.decision.is_some())).collect()
    };
    let told = |names: &[(&str, bool)]| names.iter().map(|(n, d)| ((*n).to_owned(), *d)).collect::<Vec<_>>();
    let quarter = Occasion::quarter(day("2026-12-15"));
    assert_eq!(quarter.days(&world.book), Some((day("2026-09-30"), day("2026-12-15"))));
    assert_eq!(listed(quarter), told(&[("falls", true), ("rises", false)]));
    // In the quarter before nobody held anything.
    let last = listed(Occasion::last_quarter(day("2026-12-15")));
    assert!(last.iter().all(|(_, decided)| !decided), "{last:?}");
    // The same days the other way round of the rules: an adoption compares its own day.
    let mut book = world.book.clone();
    let adopted = Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(strategic_from(450_000.0)),
        adoption: adoption(1, "2026-12-15"),
    };
    done(&mut book, adopted);
    let (world, _) = World::new(book, day("2026-12-20"));
    let version = adoptions(&world.book)[0].id.clone();
    let occasion = Occasion::Adoption(version);
    let sides = occasion.sides(&world).unwrap();
    let after = sides.after.as_ref().unwrap_or(&world.evaluation);
    assert_eq!(
        (sides.before.as_of, after.as_of),
        (day("2026-12-15"), day("2026-12-15"))
    );
    let up: Vec<u32> = reviewed(&world.book, &sides.before, after, &occasion)
        .iter()
        .filter(|r| r.decision.is_none())
        .map(|r| r.mover.slot)
        .collect();
    let slot = |id: &str| world.book.customers.slot(id).unwrap();
    // "falls" is held at strategic on both sides; the others have 500,000 and 700,000.
    assert_eq!(up, [slot("rises"), slot("stays")]);
}
