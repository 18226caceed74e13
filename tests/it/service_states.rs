//! What became of promises by the end of a day, by which level they were given, and the sum of their clocks.

use guanxi::domain::service::{Kept, ServiceDesk, ServicePlan, SumLine, sum_of, tally};
use guanxi::domain::world::World;
use guanxi::transfer::results::tickets;
use serde_json::{Value, json};

use crate::care::{day, world};

/// A ticket's measures at the end of a day: `measure state due`, the due instant to the minute.
fn states(ticket: &Value, rulebook: &Value, as_of: &str) -> String {
    let mut record = json!({"id": "t", "customer": "c", "opened_at": "2026-11-27T17:30:00+08:00"});
    record
        .as_object_mut()
        .unwrap()
        .extend(ticket.as_object().unwrap().clone());
    let book = json!({"customers": [{"id": "c", "name": "甲", "created_on": "2026-01-01"}], "tickets": [record], "rulebook": rulebook});
    let world = world(&book, as_of);
    let found = tickets(&world);
    let Some(result) = found.first() else {
        return "none".to_owned();
    };
    let told = result.measures.iter().map(|(measure, it)| {
        let due = it
            .due
            .as_ref()
            .map_or("-".to_owned(), |due| due.to_string()[5..16].to_owned());
        format!("{measure} {} {due}", it.state.word())
    });
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_became_of_a_promise_by_the_end_of_a_day() {
    let question = |more: Value| {
        let mut ticket = json!({"kind": "consultation"});
        ticket
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        ticket
    };
    let answered = |at: &str| question(json!({"first_response_at": at}));
    let waits = |more: Value| {
        let mut ticket = question(json!({"pauses": [{"from": "2026-11-30T10:00:00+08:00", "reason": "等客户寄回"}]}));
        ticket
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        ticket
    };
    #[rustfmt::skip]
    let table = [
        (question(json!({})), "2026-11-26", "none"),
        (question(json!({})), "2026-11-27", "response open 11-30T10:30"),
        (question(json!({})), "2026-11-30", "response breached 11-30T10:30"),
        (answered("2026-11-30T10:30:00+08:00"), "2026-11-30", "response met 11-30T10:30"),
        (answered("2026-11-30T10:30:01+08:00"), "2026-11-30", "response breached 11-30T10:30"),
        (answered("2026-11-30T02:30:00Z"), "2026-11-30", "response met 11-30T10:30"),
        // What is dated behind the day has not happened.
        (answered("2026-11-30T10:30:00+08:00"), "2026-11-29", "response open 11-30T10:30"),
        // A day without a time may be before the deadline and behind it.
        (answered("2026-11-30"), "2026-11-30", "response undetermined 11-30T10:30"),
        (answered("2026-11-29"), "2026-11-30", "response met 11-30T10:30"),
        (answered("2026-12-01"), "2026-12-01", "response breached 11-30T10:30"),
        // Inside of a pause that lasts.
        (waits(json!({})), "2026-11-29", "response open 11-30T10:30"),
        (waits(json!({})), "2026-12-31", "response open -"),
        (waits(json!({"first_response_at": "2026-11-30T09:59:00+08:00"})), "2026-12-31", "response met -"),
        (waits(json!({"first_response_at": "2026-12-01T09:00:00+08:00"})), "2026-12-31", "response met -"),
        (waits(json!({"resolved_at": "2026-12-01T09:00:00+08:00"})), "2026-12-31", "response undetermined -"),
        (waits(json!({"first_response_at": "2026-11-30T09:30:00+08:00", "resolved_at": "2026-12-01T09:00:00+08:00"})), "2026-12-31", "response met -"),
    ];
    for (ticket, as_of, expected) in table {
        assert_eq!(states(&ticket, &json!({}), as_of), expected, "{ticket} {as_of}");
    }
    // Used up as the day ends: past a moment later.
    let complaint = json!({"kind": "complaint", "opened_at": "2026-11-26T00:00:00+08:00"});
    assert_eq!(states(&complaint, &json!({}), "2026-11-26"), "solve open 11-27T00:00");
    assert_eq!(
        states(&complaint, &json!({}), "2026-11-27"),
        "solve breached 11-27T00:00"
    );
    // No level asks for anything.
    assert_eq!(states(&json!({"kind": "praise"}), &json!({}), "2026-11-30"), "");
}

#[test]
fn the_first_level_that_fits_counts_and_a_raised_severity_is_another_clock() {
    let within = |n: f64, unit: &str| json!({"n": n, "unit": unit});
    let own = json!({"service_levels": [
        {"id": "major", "when": {"fact": "severity", "operator": "equal", "value": "major"}, "measure": "solve", "within": within(4.0, "hours")},
        {"id": "answer", "when": {"all": [{"fact": "kind", "operator": "in", "value": ["complaint", "technical"]},
            {"not": {"fact": "severity", "operator": "equal", "value": "general"}}]}, "measure": "response", "within": within(0.5, "working_hours")},
        {"id": "north", "when": {"fact": "customer.region", "operator": "equal", "value": "华北"}, "measure": "response", "within": within(1.0, "working_days")}]});
    let ticket = |kind: &str, severity: Value| json!({"kind": kind, "severity": severity});
    #[rustfmt::skip]
    let table = [
        (ticket("complaint", json!("general")), &own, "solve breached 11-28T17:30"),
        (ticket("complaint", json!("major")), &own, "response breached 11-27T18:00; solve breached 11-27T21:30"),
        (ticket("technical", Value::Null), &own, "response breached 11-27T18:00"),
        (ticket("consultation", json!("general")), &own, "response breached 11-30T10:30"),
    ];
    for (ticket, rules, expected) in table {
        assert_eq!(states(&ticket, rules, "2026-12-31"), expected, "{ticket}");
    }
    let one = |patch: Value| {
        let mut level = json!({"id": "consultation", "measure": "response", "within": within(1.0, "working_days")});
        level
            .as_object_mut()
            .unwrap()
            .extend(patch.as_object().unwrap().clone());
        states(
            &ticket("consultation", Value::Null),
            &json!({"service_levels": [level]}),
            "2026-12-31",
        )
    };
    // An entry with the id of one that ships stands for it; eight working hours; switched off; at once.
    assert_eq!(one(json!({})), "response breached 11-30T17:30");
    assert_eq!(one(json!({"retired": true})), "");
    assert_eq!(
        one(json!({"within": within(0.0, "hours")})),
        "response breached 11-27T17:30"
    );
    assert_eq!(
        one(json!({"within": within(1.0, "weeks")})),
        "response breached 12-04T17:30"
    );
}

#[test]
fn who_is_of_high_value_is_answered_within_two_hours_whatever_is_asked() {
    let book = json!({
        "customers": [{"id": "c", "name": "甲"}, {"id": "d", "name": "乙"}],
        "orders": [{"id": "o", "customer": "c", "date": "2026-11-01", "amount": 100}],
        "tickets": [
            {"id": "t1", "customer": "c", "kind": "technical", "opened_at": "2026-11-27T09:00:00+08:00"},
            {"id": "t2", "customer": "d", "kind": "technical", "opened_at": "2026-11-27T09:00:00+08:00"}]});
    let world = world(&book, "2026-11-27");
    let found: Vec<(&str, usize)> = tickets(&world).iter().map(|it| (it.id, it.measures.len())).collect();
    assert_eq!(found, [("t1", 1), ("t2", 0)]);
    let told = serde_json::to_value(tickets(&world)).unwrap();
    let response = json!({"due": "2026-11-27T11:00:00+08:00", "state": "breached"});
    assert_eq!(
        told[0],
        json!({"id": "t1", "customer": "c", "measures": {"response": response}})
    );
}

#[test]
fn what_is_wrong_with_a_level_is_told_at_its_place_and_it_asks_nothing() {
    let level = |patch: Value| {
        let mut level = json!({"id": "x", "measure": "response", "within": {"n": 1, "unit": "hours"}});
        level
            .as_object_mut()
            .unwrap()
            .extend(patch.as_object().unwrap().clone());
        level
    };
    let leaf = |fact: &str| json!({"when": {"any": [{"fact": fact, "operator": "equal", "value": "x"}]}});
    #[rustfmt::skip]
    let table = [
        (json!([level(leaf("annual_purchase"))]), "service_levels[x].when.any[0].fact"),
        (json!([level(leaf("customer.nothing"))]), "service_levels[x].when.any[0].fact"),
        (json!([level(json!({"within": {"n": -1, "unit": "hours"}}))]), "service_levels[x].within"),
        (json!([level(json!({"within": {"n": 1, "unit": "months"}}))]), "service_levels[x]"),
        (json!([level(json!({"id": ""}))]), "service_levels[].id"),
        (json!([level(json!({"retired": true})), level(json!({}))]), "service_levels[x].id"),
        (json!([{"hours": 24.0}]), "service_levels[0]"),
        (json!("none"), "service_levels"),
    ];
    for (levels, place) in table {
        let book = json!({"rulebook": {"service_levels": levels}, "customers": [{"id": "c", "name": "甲"}],
            "tickets": [{"id": "t", "customer": "c", "kind": "praise", "opened_at": "2026-11-27"}]});
        let world = world(&book, "2026-11-27");
        let issues = ServicePlan::of(&world.book, &world.evaluation.plan).issues;
        let places: Vec<&str> = issues.iter().map(|issue| &*issue.place).collect();
        assert_eq!(places, [place], "{levels}");
        assert!(tickets(&world)[0].measures.is_empty(), "{levels}");
    }
}

/// The lines of a sum, times without their date where it is the same.
fn sum(world: &World) -> Vec<String> {
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    let desk = ServiceDesk::of(world, &plan);
    let work = &desk.works()[0];
    let ticket = world.book.tickets.at(work.ticket).unwrap();
    let sum = sum_of(&plan, world.evaluation.as_of, ticket, &work.promises[0]);
    let at = |instant: i64| plan.work.zone.written(instant).to_string()[5..16].to_owned();
    let line = |line: &SumLine| match line {
        SumLine::Counted { from, to } => format!("{} +{}", at(*from), (to - from) / 60_000),
        SumLine::Paused { from, until, reason } => {
            format!(
                "{}…{} {}",
                at(*from),
                until.map_or(String::new(), at),
                reason.as_deref().unwrap_or_default()
            )
        }
        SumLine::Off { from, to, names } => {
            let names: Vec<&str> = names.iter().map(|name| &*name.zh).collect();
            format!("off {from}…{to} {}", names.join(" "))
        }
    };
    let unknown = sum.unknown.iter().map(|year| format!("unknown {year}"));
    sum.lines.iter().map(line).chain(unknown).collect()
}

#[test]
fn the_sum_says_what_counted_and_why_the_rest_did_not() {
    let of = |kind: &str, opened: &str, pauses: Value| {
        let ticket = json!({"id": "t", "customer": "c", "kind": kind, "opened_at": opened, "pauses": pauses});
        sum(&world(
            &json!({"customers": [{"id": "c", "name": "甲"}], "tickets": [ticket]}),
            "2027-12-31",
        ))
    };
    let none = || json!([]);
    assert_eq!(
        of("consultation", "2026-11-27T17:30:00+08:00", none()),
        ["11-27T17:30 +30", "off 2026-11-28…2026-11-29 ", "11-30T09:00 +90"]
    );
    assert_eq!(
        of("consultation", "2026-11-27T11:15:00+08:00", none()),
        ["11-27T11:15 +45", "11-27T13:00 +75"]
    );
    assert_eq!(
        of("consultation", "2026-09-30T17:00:00+08:00", none()),
        ["09-30T17:00 +60", "off 2026-10-01…2026-10-07 国庆节", "10-08T09:00 +60"]
    );
    let pause =
        json!([{"from": "2026-09-30T17:30:00+08:00", "until": "2026-10-08T09:30:00+08:00", "reason": "等客户寄回"}]);
    assert_eq!(
        of("consultation", "2026-09-30T17:00:00+08:00", pause),
        [
            "09-30T17:00 +30",
            "09-30T17:30…10-08T09:30 等客户寄回",
            "10-08T09:30 +90"
        ]
    );
    let lasts = json!([{"from": "2026-11-27T10:00:00+08:00"}]);
    assert_eq!(
        of("consultation", "2026-11-27T09:30:00+08:00", lasts),
        ["11-27T09:30 +30", "11-27T10:00… "]
    );
    assert_eq!(
        of("complaint", "2026-11-27T17:30:00+08:00", none()),
        ["11-27T17:30 +1440"]
    );
    assert_eq!(
        of("consultation", "2026-12-31T17:30:00+08:00", none()),
        ["12-31T17:30 +30", "01-01T09:00 +90", "unknown 2027"]
    );
}

#[test]
fn promises_are_counted_by_month_and_measure() {
    let ticket = |id: &str, opened: &str, answered: Value, handler: &str| json!({"id": id, "customer": "c", "kind": "consultation", "opened_at": format!("{opened}:00+08:00"), "first_response_at": answered, "handler": handler});
    let book = json!({"customers": [{"id": "c", "name": "甲"}], "tickets": [
        ticket("t1", "2026-11-02T09:00", json!("2026-11-02T10:00:00+08:00"), "李娜"),
        ticket("t2", "2026-11-03T09:00", json!("2026-11-03T11:30:00+08:00"), "李娜"),
        ticket("t3", "2026-11-27T17:30", Value::Null, "王强"),
        ticket("t4", "2025-12-01T09:00", json!("2025-12-01T09:30:00+08:00"), "王强"),
        ticket("t5", "2025-11-28T09:00", json!("2025-11-28T09:30:00+08:00"), "王强")]});
    let world = world(&book, "2026-11-27");
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    let desk = ServiceDesk::of(&world, &plan);
    let end = plan.work.zone.at(day("2026-11-28"), 0);
    let found = tally(desk.works(), day("2026-11-27"), end, |work| {
        work.handler.clone().unwrap()
    });
    let told: Vec<String> = found
        .iter()
        .map(|((month, measure, who), t)| {
            format!(
                "{month} {} {who} {}/{}/{}/{}",
                measure.word(),
                t.met,
                t.breached,
                t.open,
                t.undetermined
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2025-12-01 response 王强 1/0/0/0",
            "2026-11-01 response 李娜 1/1/0/0",
            "2026-11-01 response 王强 0/0/1/0"
        ]
    );
    assert_eq!(
        found.values().map(|tally| tally.share()).collect::<Vec<_>>(),
        [Some(1.0), Some(0.5), None]
    );
    assert_eq!(desk.works()[2].promises[0].kept(end), Kept::Open);
}
