//! Warnings of the past and what became of them, by hand: three customers who ordered and were spoken to each month until March 2026. One
//! never came back; two came back in June, one of them while a plan ran.

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::RuleVersionId;
use guanxi::domain::label::Lang;
use guanxi::domain::versions::Adoption;
use guanxi::domain::winback::{Fate, Judgement, SIGNALS, Signal, WarningDesk, WarningPlan};
use guanxi::domain::world::World;
use guanxi::ui::proof::warned;
use serde_json::{Value, json};

use crate::care::world;

const AS_OF: &str = "2026-11-28";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The months in which a customer ordered on the 10th and was spoken to on the 5th and the 20th.
fn busy(customer: &str, months: &[(i32, u32)], orders: &mut Vec<Value>, calls: &mut Vec<Value>) {
    for (year, month) in months {
        let on = |day: u32| format!("{year}-{month:02}-{day:02}");
        orders.push(
            json!({"id": format!("o{customer}{}", on(10)), "customer": customer, "date": on(10), "amount": 9_000}),
        );
        for at in [5, 20] {
            calls.push(
                json!({"id": format!("i{customer}{}", on(at)), "customer": customer, "kind": "call", "at": on(at),
                "direction": "outbound", "responded": true}),
            );
        }
    }
}

fn book() -> Value {
    let before: Vec<(i32, u32)> = (1..=12).map(|m| (2025, m)).chain((1..=3).map(|m| (2026, m))).collect();
    let again: Vec<(i32, u32)> = before.iter().copied().chain((6..=11).map(|m| (2026, m))).collect();
    let (mut orders, mut calls) = (Vec::new(), Vec::new());
    busy("k", &before, &mut orders, &mut calls);
    busy("l", &again, &mut orders, &mut calls);
    busy("w", &again, &mut orders, &mut calls);
    json!({
        "format": "guanxi-book", "version": 1,
        "customers": [{"id": "k", "name": "甲"}, {"id": "l", "name": "乙"}, {"id": "w", "name": "丙"}],
        "orders": orders, "interactions": calls,
        "task_outcomes": [{"id": "own/p/w/task", "name": "上门解释新价格", "due": "2026-06-30", "win_back": "price",
            "win_back_from": "2026-05-05", "status": "done", "at": "2026-06-12T10:00:00+08:00", "win_back_result": "won_back"}],
    })
}

fn desk(world: &World) -> WarningDesk {
    WarningDesk::of(world)
}

#[test]
fn each_border_is_told_by_what_became_of_its_warnings() {
    let world = world(&book(), AS_OF);
    let all = desk(&world).judgement(day(AS_OF));
    // 31 July is 90 days before 29 October; 31 August would be settled tomorrow.
    assert_eq!(all.period, Some((day("2025-08-31"), day("2026-07-31"))));
    assert_eq!(all.stopped, 1);
    let told = |signal: Signal| {
        let at = SIGNALS.iter().position(|known| *known == signal).unwrap();
        let tried = all.tried[at];
        [tried.lost, tried.kept, tried.won_back, tried.missed]
    };
    // At the end of April contacts have halved: 2 in 60 days after 4.
    for signal in [
        Signal::Rules,
        Signal::Now,
        Signal::Drop(10),
        Signal::Drop(20),
        Signal::Drop(30),
        Signal::Drop(40),
    ] {
        assert_eq!(told(signal), [1, 1, 1, 0], "{signal:?}");
    }
    // 甲 stopped in March: who says so by the end of April is in time. By more than half only at the end of May, when there was none.
    assert_eq!(told(Signal::Drop(50)), [1, 1, 1, 1]);
    // 51 days without an order at the end of April, 82 of May, 112 of June, 143 of July.
    assert_eq!(told(Signal::Quiet(30)), [1, 1, 1, 0]);
    assert_eq!(told(Signal::Quiet(60)), [1, 1, 1, 1]);
    assert_eq!(told(Signal::Quiet(90)), [1, 0, 0, 1]);
    assert_eq!(told(Signal::Quiet(120)), [1, 0, 0, 1]);
    // Of the end of September, and not settled yet.
    assert_eq!(told(Signal::Quiet(180)), [0, 0, 0, 1]);
}

#[test]
fn what_warned_is_said_with_its_border_and_the_figure_of_its_day() {
    let world = world(&book(), AS_OF);
    let desk = desk(&world);
    let said = |signal: Signal, on: &str, lang: Lang| {
        let at = (0, day(on), signal == Signal::Now);
        desk.look(&world, at, &|solo, rules, quiet| {
            warned(solo, rules, quiet, signal, lang)
        })
    };
    // 31 December to 1 March: 4 calls and 2 orders; to 30 April: 2 calls and an order. Health is 0.3 × 80 + 20 + 30 + 20 = 94.
    let table = [
        (
            Signal::Rules,
            "2026-04-30",
            "风险等级：中，60天往来频次变化 < -30\u{a0}%（实际-50\u{a0}%）",
        ),
        (
            Signal::Now,
            "2026-04-30",
            "风险等级：中，60天往来频次变化 < -30\u{a0}%（实际-50\u{a0}%）",
        ),
        (
            Signal::Drop(40),
            "2026-04-30",
            "60天往来频次变化 < -40\u{a0}%（实际-50\u{a0}%）",
        ),
        // What did not warn says its figure all the same.
        (
            Signal::Drop(50),
            "2026-04-30",
            "60天往来频次变化 < -50\u{a0}%（实际-50\u{a0}%）",
        ),
        (Signal::Quiet(30), "2026-04-30", "距末次订单 > 30天（实际51天）"),
        (Signal::Rules, "2026-03-31", ""),
    ];
    for (signal, on, wanted) in table {
        assert_eq!(said(signal, on, Lang::Zh).as_deref(), Some(wanted), "{signal:?} {on}");
    }
    assert_eq!(
        said(Signal::Quiet(30), "2026-04-30", Lang::En).as_deref(),
        Some("Since the last order > 30 days (it is 51 days)")
    );
    // A day that is no end of a month is not looked back to.
    assert_eq!(said(Signal::Rules, "2026-04-29", Lang::Zh), None);
}

#[test]
fn each_warning_is_a_dated_fact_with_what_was_done() {
    let world = world(&book(), AS_OF);
    let told: Vec<(String, &str, Fate, Option<String>)> = desk(&world)
        .judgement(day(AS_OF))
        .warnings
        .into_iter()
        .map(|warning| {
            let id = world.book.customers.at(warning.customer).unwrap().id.to_string();
            let name = ["k", "l", "w"].into_iter().find(|known| *known == id).unwrap();
            (
                warning.on.to_string(),
                name,
                warning.fate,
                warning.measure.map(String::from),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("2026-04-30".to_owned(), "k", Fate::Lost, None),
            ("2026-04-30".to_owned(), "l", Fate::Kept, None),
            (
                "2026-04-30".to_owned(),
                "w",
                Fate::WonBack,
                Some("上门解释新价格".to_owned())
            ),
        ]
    );
}

#[test]
fn a_warning_is_open_until_ninety_days_have_gone() {
    let mut world = world(&book(), AS_OF);
    // 30 April and 90 days are 29 July.
    for (as_of, fate) in [("2026-07-28", Fate::Open), ("2026-07-29", Fate::Lost)] {
        world.set_as_of(day(as_of));
        let all = desk(&world).judgement(day(as_of));
        let slot = world.book.customers.slot("k").unwrap();
        let of_k = all.warnings.iter().find(|warning| warning.customer == slot).unwrap();
        assert_eq!((of_k.on, of_k.fate), (day("2026-04-30"), fate), "{as_of}");
    }
}

#[test]
fn the_followed_warnings_are_those_of_a_whole_reading() {
    let mut world = world(&book(), AS_OF);
    let mut followed = WarningDesk::of(&world);
    for (id, customer, date) in [
        ("n1", "k", "2026-06-01"),
        ("n2", "w", "2026-05-02"),
        ("n3", "k", "2026-11-27"),
    ] {
        let order = json!({"id": id, "customer": customer, "date": date, "amount": 100});
        let trail = world.trail.clone();
        let set = apply(
            &world.book,
            Command::PutOrder(Edit::new(serde_json::from_value(order).unwrap())),
        )
        .unwrap();
        world.apply(&set).unwrap();
        let touched = world.trail.since(&trail).unwrap().to_vec();
        followed.update(&world, &touched);
        let whole = WarningDesk::of(&world).judgement(day(AS_OF));
        assert_eq!(followed.judgement(day(AS_OF)), whole);
        assert_ne!(whole.tried, [Default::default(); SIGNALS.len()]);
    }
}

/// The book once rules were adopted on a day that know no risk but health: at the end of June 甲 has 20 points for no complaints, 22.5 for
/// three orders in six months and 20 for payments, 62.5 in all, and is sub-healthy; nobody is before.
fn once_adopted(on: &str) -> World {
    let before = world(&book(), AS_OF);
    let mut rules = before.book.head.rulebook.clone();
    let risk = rules.dimensions.iter_mut().find(|known| &*known.id == "risk").unwrap();
    risk.classes.retain(|class| &*class.id == "low");
    let id = |id: &str| RuleVersionId::new(id).unwrap();
    let adoption = Adoption {
        ids: [id("v2"), id("v1")],
        on: day(on),
        at: Moment::parse(&format!("{on}T09:00:00Z")).unwrap(),
        by: None,
        name: None,
        note: None,
    };
    let command = Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(rules),
        adoption: Box::new(adoption),
    };
    let mut after = before.clone();
    after.apply(&apply(&before.book, command).unwrap()).unwrap();
    after
}

fn tried(all: &Judgement, signal: Signal) -> [usize; 4] {
    let tried = all.tried[SIGNALS.iter().position(|known| *known == signal).unwrap()];
    [tried.lost, tried.kept, tried.won_back, tried.missed]
}

#[test]
fn rules_adopted_later_leave_the_warnings_of_the_past_as_they_were() {
    let before = desk(&world(&book(), AS_OF)).judgement(day(AS_OF));
    let after = desk(&once_adopted(AS_OF)).judgement(day(AS_OF));
    assert_eq!(after.warnings, before.warnings);
    assert_eq!(tried(&after, Signal::Rules), [1, 1, 1, 0]);
    assert_eq!((before.had_others, after.had_others), (false, true));
    // As if those adopted today had stood all along: of 甲, at the end of June, which is too late.
    assert_eq!(tried(&after, Signal::Now), [1, 0, 0, 1]);
}

#[test]
fn each_warning_is_of_the_rules_of_its_day() {
    // At the end of April the first rules stood; those of 15 May see no danger at its end, and one at the end of June.
    let all = desk(&once_adopted("2026-05-15")).judgement(day(AS_OF));
    assert_eq!(tried(&all, Signal::Rules), [2, 1, 1, 0]);
    let days: Vec<String> = all.warnings.iter().map(|warning| warning.on.to_string()).collect();
    assert_eq!(days, ["2026-06-30", "2026-04-30", "2026-04-30", "2026-04-30"]);
    assert_eq!(tried(&all, Signal::Now), [1, 0, 0, 1]);
}

#[test]
fn who_adopts_rules_has_the_warnings_made_anew() {
    let plan = |world: &World| WarningPlan::of(world);
    assert!(plan(&world(&book(), AS_OF)) == plan(&world(&book(), AS_OF)));
    assert!(plan(&world(&book(), AS_OF)) != plan(&once_adopted(AS_OF)));
}
