//! Every deadline that ships, one row each: what happened, and the days that follow. Ends of months, the leap day of 2024, days worked for
//! holidays (4 and 18 February 2024 and 28 April 2024 were Sundays that were worked; 10 to 17 February and 1 to 5 May were off), instants
//! written in other time zones, which count on the date that stands in them. Tickets have their instants in `service_cases.rs`.

use serde_json::{Value, json};

use crate::care::{asked, order, touch};

/// A customer of whom this is known.
fn customer(more: Value) -> Value {
    let mut json = json!({"id": "c", "name": "甲"});
    json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json
}

/// What happened, the playbook, the day that is looked at, and what is asked on it: `step start: ideal latest`.
type Deadline = (Value, &'static str, &'static str, &'static str);

fn lead(intent: &str, created: &str, touches: Value) -> Value {
    json!({"customers": [customer(json!({"created_on": created, "intent": intent}))], "interactions": touches})
}

fn signed(kind: &str, on: &str, touches: Value) -> Value {
    let of = json!({"kind": kind, "contract": {"signed_on": on, "ends_on": "2025-12-31"}});
    json!({"customers": [customer(of)], "interactions": touches})
}

fn paid(on: &str) -> Value {
    json!({"customers": [customer(json!({}))], "orders": [order("o", on, Some(on))]})
}

fn solved(on: &str) -> Value {
    json!({"customers": [customer(json!({}))],
        "tickets": [{"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2024-02-01", "resolved_at": on}]})
}

#[rustfmt::skip]
fn leads() -> Vec<Deadline> {
    let met = |at: &str| json!([touch("i", at, "call")]);
    vec![
        // 3, 7 and 15 days over the leap day, and over the end of a February without one.
        (lead("A", "2024-02-28", json!([])), "lead", "2024-02-28", "first_contact 02-28: 03-02 03-02"),
        (lead("A", "2025-02-28", json!([])), "lead", "2025-02-28", "first_contact 02-28: 03-03 03-03"),
        (lead("B", "2024-02-24", json!([])), "lead", "2024-02-24", "first_contact 02-24: 03-02 03-02"),
        (lead("C", "2024-02-15", json!([])), "lead", "2024-02-15", "first_contact 02-15: 03-01 03-01"),
        // A week, two weeks, a month from the last contact; a month from the 31st ends with the month.
        (lead("A", "2024-01-01", met("2024-02-23")), "lead", "2024-02-23", "follow_up 02-23: 03-01 03-01"),
        (lead("B", "2024-01-01", met("2024-02-16")), "lead", "2024-02-16", "follow_up 02-16: 03-01 03-01"),
        (lead("C", "2024-01-01", met("2024-01-31")), "lead", "2024-01-31", "follow_up 01-31: 02-29 02-29"),
        (lead("C", "2025-01-01", met("2025-01-31")), "lead", "2025-01-31", "follow_up 01-31: 02-28 02-28"),
        (lead("C", "2024-01-01", met("2024-02-29")), "lead", "2024-02-29", "follow_up 02-29: 03-29 03-29"),
        // Late in the evening at New York, and early on the next day here: the date that is written counts.
        (lead("A", "2024-01-01", met("2024-02-28T23:30:00-05:00")), "lead", "2024-02-29", "follow_up 02-28: 03-06 03-06"),
    ]
}

#[rustfmt::skip]
fn keeping() -> Vec<Deadline> {
    let seen = |at: &str| json!([touch("i", at, "visit")]);
    vec![
        (signed("enterprise", "2024-02-25", json!([])), "keep", "2024-02-25", "first_visit 02-25: 03-03 03-03"),
        (signed("enterprise", "2025-02-25", json!([])), "keep", "2025-02-25", "first_visit 02-25: 03-04 03-04"),
        // Three months from the end of November are the last day of February; a month from the end of January too.
        (signed("enterprise", "2023-11-20", seen("2023-11-30")), "keep", "2023-12-01", "regular 11-30: 02-29 02-29"),
        (signed("enterprise", "2024-11-20", seen("2024-11-30")), "keep", "2024-12-01", "regular 11-30: 02-28 02-28"),
        (signed("person", "2024-01-25", seen("2024-01-31")), "keep", "2024-02-01", "regular 01-31: 02-29 02-29"),
        (signed("person", "2024-01-25", seen("2024-02-29")), "keep", "2024-03-01", "regular 02-29: 03-29 03-29"),
        // Sixty days before the end of the year; ten working days from Saturday, 1 November, and 45 days.
        (signed("enterprise", "2024-11-20", seen("2025-10-30")), "renewal", "2025-11-01", "talk 11-01: 11-14 12-16"),
    ]
}

#[rustfmt::skip]
fn service() -> Vec<Deadline> {
    let unpaid = json!({"customers": [customer(json!({"kind": "person"}))], "orders": [order("o", "2024-02-28", None)]});
    vec![
        // Paid on Friday, 9 February: the Spring Festival is off to the 17th, Sunday the 18th is worked.
        (paid("2024-02-09"), "new_customer", "2024-02-09",
            "first_call 02-09: 02-18 02-20; sort_information 02-09: 02-19 02-19; welcome_kit 02-09: 02-19 02-22"),
        // Paid on Saturday, 27 April: Sunday the 28th is worked, 1 to 5 May are off.
        (paid("2024-04-27"), "new_customer", "2024-04-27",
            "first_call 04-27: 04-28 04-30; sort_information 04-27: 04-29 04-29; welcome_kit 04-27: 04-29 05-07"),
        // One to two and three to five working days over the leap day; a week in days; eighty and ninety days.
        (solved("2024-02-28"), "complaint", "2024-02-28",
            "call 02-28: 02-29 03-01; last 02-28: 05-18 05-28; make_good 02-28: 03-04 03-06; week 02-28: 03-06 03-08"),
        (unpaid, "payment", "2024-02-28", "remind 02-28: 02-29 02-29"),
    ]
}

#[test]
fn every_deadline_that_ships_has_its_days() {
    for (json, playbook, as_of, expected) in leads().into_iter().chain(keeping()).chain(service()) {
        assert_eq!(asked(&json, playbook, as_of), expected, "{playbook} on {as_of}: {json}");
    }
}

/// What was promised for a day is asked on it, whatever day it is, until it is kept.
#[test]
fn a_promise_has_its_own_day() {
    let promised = |due: &str| {
        let mut talk = touch("i", "2024-02-26", "call");
        (talk["next_step"], talk["next_due"]) = (json!("提交报价单"), json!(due));
        let json = json!({"customers": [customer(json!({}))], "interactions": [talk]});
        let world = crate::care::world(&json, "2024-02-27");
        let care = guanxi::domain::care::CarePlan::of(&world.book, &world.evaluation.plan);
        let list = guanxi::domain::care::TaskList::of(&world, &care);
        let mut tasks = list
            .tasks()
            .iter()
            .filter(|task| task.key(&world.book, &care).starts_with("promise/"));
        tasks
            .next()
            .map(|task| [task.due(), task.last()].map(|day| day.to_string()))
    };
    for due in ["2024-02-29", "2024-03-02", "2024-05-01"] {
        assert_eq!(promised(due), Some([due.to_owned(), due.to_owned()]));
    }
}
