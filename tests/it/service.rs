//! Service levels as tables: a ticket in, the instants at which its time is used up out.

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Moment;
use guanxi::domain::kind::{Settings, Severity, Ticket, TicketKind};
use guanxi::domain::rule::{Condition, Rulebook};
use guanxi::domain::service::{
    ForTickets, LevelUnit, Measure, ServiceLevel, ServicePlan, Within, WorkTime, answered, escalated, escalation,
    free_level_id, is_to_escalate, paused, reopened, resumed, service_levels, set_levels, shipped_levels, solved,
};
use guanxi::transfer::results::tickets;
use serde_json::{Value, json};

use crate::care::{asked, world};

/// The instant at which a measure of the ticket is due, as of a day long after.
fn due(kind: &str, measure: &str, ticket: &Value, settings: &Value) -> String {
    due_under(&json!({}), kind, measure, (ticket, settings))
}

/// The same under rules of the book's own.
pub fn due_under(rules: &Value, kind: &str, measure: &str, (ticket, settings): (&Value, &Value)) -> String {
    let mut record = json!({"id": "t", "customer": "c", "kind": kind});
    record
        .as_object_mut()
        .unwrap()
        .extend(ticket.as_object().unwrap().clone());
    let book =
        json!({"customers": [{"id": "c", "name": "甲"}], "tickets": [record], "settings": settings, "rulebook": rules});
    let world = world(&book, "2027-12-31");
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    assert_eq!(plan.issues, []);
    let result = tickets(&world).remove(0);
    let due = result.measures.get(measure).unwrap().due.clone();
    due.map_or("-".to_owned(), |due| due.to_string())
}

#[test]
fn two_working_hours_to_answer_a_question() {
    #[rustfmt::skip]
    let table = [
        // Opened, when the two hours are used up.
        ("2026-11-27T17:30:00+08:00", "2026-11-30T10:30:00+08:00", "over the weekend"),
        ("2026-11-27T09:30:00Z", "2026-11-30T10:30:00+08:00", "the same instant, written in Greenwich"),
        ("2026-11-27T18:30:00+09:00", "2026-11-30T10:30:00+08:00", "the same instant, written in Tokyo"),
        ("2026-11-27T11:15:00+08:00", "2026-11-27T14:15:00+08:00", "over the break"),
        ("2026-11-27T12:30:00+08:00", "2026-11-27T15:00:00+08:00", "in the break"),
        ("2026-11-27T20:00:00+08:00", "2026-11-30T11:00:00+08:00", "after hours"),
        ("2026-11-27T18:00:00+08:00", "2026-11-30T11:00:00+08:00", "as the day ends"),
        ("2026-11-27T06:59:59+08:00", "2026-11-27T11:00:00+08:00", "before hours"),
        ("2026-11-27T16:00:00+08:00", "2026-11-27T18:00:00+08:00", "used up as the day ends"),
        ("2026-11-27T16:00:00.250+08:00", "2026-11-30T09:00:00.250+08:00", "a quarter of a second later"),
        ("2026-11-28T10:00:00+08:00", "2026-11-30T11:00:00+08:00", "on a Saturday"),
        ("2026-10-10T10:30:00+08:00", "2026-10-10T13:30:00+08:00", "on a Saturday that is worked"),
        ("2026-02-27T17:00:00+08:00", "2026-02-28T10:00:00+08:00", "to a Saturday that is worked"),
        ("2026-09-30T17:00:00+08:00", "2026-10-08T10:00:00+08:00", "over the National Day"),
        ("2026-02-14T17:45:00+08:00", "2026-02-24T10:45:00+08:00", "over the Spring Festival"),
        ("2024-02-29T17:59:00+08:00", "2024-03-01T10:59:00+08:00", "on a leap day"),
        ("2026-12-31T17:00:00+08:00", "2027-01-01T10:00:00+08:00", "into a year that nobody published"),
        ("2026-11-30", "2026-11-30T11:00:00+08:00", "a day without a time is counted from its start"),
    ];
    for (opened, expected, why) in table {
        let found = due("consultation", "response", &json!({"opened_at": opened}), &json!({}));
        assert_eq!(found, expected, "{why}");
    }
}

#[test]
fn every_hour_counts_where_hours_are_meant_and_days_have_24() {
    #[rustfmt::skip]
    let table = [
        ("complaint", "solve", json!({"opened_at": "2026-11-27T17:30:00+08:00"}), "2026-11-28T17:30:00+08:00"),
        ("complaint", "solve", json!({"opened_at": "2024-02-28T15:00:00+08:00"}), "2024-02-29T15:00:00+08:00"),
        ("complaint", "solve", json!({"opened_at": "2026-02-28T15:00:00+08:00"}), "2026-03-01T15:00:00+08:00"),
        ("complaint", "solve", json!({"opened_at": "2026-12-31T00:00:00+08:00"}), "2027-01-01T00:00:00+08:00"),
        ("after_sales", "revisit", json!({"opened_at": "2026-02-20", "resolved_at": "2026-02-25T16:20:00+08:00"}), "2026-03-04T16:20:00+08:00"),
        // It begins with the solution.
        ("after_sales", "revisit", json!({"opened_at": "2026-02-20"}), "-"),
    ];
    for (kind, measure, ticket, expected) in table {
        assert_eq!(due(kind, measure, &ticket, &json!({})), expected, "{ticket}");
    }
}

#[test]
fn counted_minutes_inside_of_a_pause_move_the_deadline() {
    let pause =
        |from: &str, until: &str| json!({"from": format!("{from}:00+08:00"), "until": format!("{until}:00+08:00")});
    let question = |opened: &str, pauses: Value| {
        let ticket = json!({"opened_at": format!("{opened}:00+08:00"), "pauses": pauses});
        due("consultation", "response", &ticket, &json!({}))
    };
    #[rustfmt::skip]
    let table = [
        ("2026-11-27T09:30", vec![pause("2026-11-27T10:00", "2026-11-27T10:20")], "2026-11-27T11:50:00"),
        // Of a pause over the break only what would have counted.
        ("2026-11-27T11:00", vec![pause("2026-11-27T11:30", "2026-11-27T13:30")], "2026-11-27T15:00:00"),
        ("2026-11-27T17:00", vec![pause("2026-11-27T17:30", "2026-11-30T09:15")], "2026-11-30T10:45:00"),
        // Over the National Day: to a time of the first day after it, and to one inside of it.
        ("2026-09-30T16:30", vec![pause("2026-09-30T17:00", "2026-10-08T10:00")], "2026-10-08T11:30:00"),
        ("2026-09-30T16:30", vec![pause("2026-09-30T17:00", "2026-10-05T12:00")], "2026-10-08T10:30:00"),
        // Two that overlap count once; one before the opening, and one after the deadline, not at all.
        ("2026-11-27T09:30", vec![pause("2026-11-27T10:30", "2026-11-27T11:30"), pause("2026-11-27T10:00", "2026-11-27T11:00")], "2026-11-27T14:00:00"),
        ("2026-11-27T09:30", vec![pause("2026-11-26T09:00", "2026-11-27T09:00"), pause("2026-11-27T11:30", "2026-11-27T17:00")], "2026-11-27T11:30:00"),
        // One that ends before it begins is none.
        ("2026-11-27T09:30", vec![pause("2026-11-27T10:30", "2026-11-27T10:00")], "2026-11-27T11:30:00"),
    ];
    for (opened, pauses, expected) in table {
        assert_eq!(
            question(opened, json!(pauses)),
            format!("{expected}+08:00"),
            "{opened} {pauses:?}"
        );
    }
    // A night's pause moves a clock that counts every hour by the whole night.
    let complaint =
        json!({"opened_at": "2026-11-27T10:00:00+08:00", "pauses": [pause("2026-11-27T16:00", "2026-11-28T10:00")]});
    assert_eq!(
        due("complaint", "solve", &complaint, &json!({})),
        "2026-11-29T04:00:00+08:00"
    );
    // One that lasts: nobody can tell, unless the time was used up before it.
    let lasts = |from: &str| json!([{"from": from}]);
    assert_eq!(question("2026-11-27T09:30", lasts("2026-11-27T10:00:00+08:00")), "-");
    assert_eq!(
        question("2026-11-27T09:30", lasts("2026-11-27T11:30:00+08:00")),
        "2026-11-27T11:30:00+08:00"
    );
}

#[test]
fn the_hours_and_the_zone_are_the_books() {
    let opened = |at: &str| json!({"opened_at": at});
    let early = json!({"work_hours": {"from": "08:00", "to": "16:00"}});
    let tokyo = json!({"time_zone": "+09:00"});
    let closed = json!({"calendar": [{"date": "2026-11-30", "working": false, "name": "盘点"}, {"date": "2026-11-28", "working": true}]});
    #[rustfmt::skip]
    let table = [
        (&early, "2026-11-27T15:30:00+08:00", "2026-11-30T09:30:00+08:00"),
        (&tokyo, "2026-11-27T17:30:00+09:00", "2026-11-30T10:30:00+09:00"),
        (&tokyo, "2026-11-27T17:30:00+08:00", "2026-11-30T11:00:00+09:00"),
        (&closed, "2026-11-27T17:30:00+08:00", "2026-11-28T10:30:00+08:00"),
        (&closed, "2026-11-28T17:30:00+08:00", "2026-12-01T10:30:00+08:00"),
    ];
    for (settings, at, expected) in table {
        assert_eq!(
            due("consultation", "response", &opened(at), settings),
            expected,
            "{settings} {at}"
        );
    }
}

#[test]
fn a_ticket_that_is_opened_again_goes_on_with_the_time_it_had_left() {
    let opened = json!({"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2026-11-27T10:00:00+08:00"});
    let ticket: guanxi::domain::kind::Ticket = serde_json::from_value(opened).unwrap();
    let at = |text: &str| guanxi::domain::day::Moment::parse(text).unwrap();
    // Solved after six hours, opened again two days later: what it was solved for does not count.
    let again = resumed(
        &paused(&ticket, &at("2026-11-27T16:00:00+08:00"), Some("已解决")),
        &at("2026-11-29T16:00:00+08:00"),
    );
    let ticket = serde_json::to_value(again).unwrap();
    assert_eq!(
        due("complaint", "solve", &ticket, &json!({})),
        "2026-11-30T10:00:00+08:00"
    );
}

#[test]
fn levels_are_written_in_their_order_and_go_once_they_are_as_shipped() {
    let book = json!({"customers": [{"id": "c", "name": "甲"}], "rulebook": {"service_levels": [{"id": "broken", "within": 3}]}});
    let world = world(&book, "2026-11-28");
    let mut rules = world.book.head.rulebook.clone();
    let all = |rules: &Rulebook| service_levels(rules).0;
    let ids = |rules: &Rulebook| all(rules).iter().map(|level| level.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&rules), ["vip", "consultation", "complaint", "after_sales"]);

    // The answer to a question within one hour: it stays behind that to customers of high value.
    let mut levels = all(&rules);
    levels[1].within.n = 1.0;
    let new = ServiceLevel {
        id: free_level_id(&levels),
        measure: Measure::Solve,
        when: ForTickets {
            kind: Some(TicketKind::Technical),
            severity: Some(Severity::Major),
            rest: Vec::new(),
        }
        .condition(),
        ..levels[1].clone()
    };
    levels.insert(0, new);
    set_levels(&mut rules, &levels);
    assert_eq!(
        ids(&rules),
        ["own_1", "vip", "consultation", "complaint", "after_sales"]
    );
    assert_eq!(all(&rules)[2].within.n, 1.0);
    let written = rules.rest["service_levels"].as_array().unwrap();
    assert_eq!(
        written[0]["when"],
        json!({"all": [
        {"fact": "kind", "operator": "equal", "value": "technical"}, {"fact": "severity", "operator": "equal", "value": "major"}]})
    );
    assert_eq!(
        written.last().unwrap()["id"],
        "broken",
        "what cannot be read stays as it came"
    );

    rules.rest.clear();
    set_levels(&mut rules, &shipped_levels());
    assert!(rules.rest.is_empty(), "what is as shipped is not said");
}

#[test]
fn what_a_level_asks_beside_kind_and_grade_is_kept() {
    let when = |json: Value| Condition::from_json(&json, "").unwrap();
    let equal = |fact: &str, value: &str| json!({"fact": fact, "operator": "equal", "value": value});
    let vip = when(json!({"all": [equal("kind", "complaint"), equal("customer.rfm_tier", "high")]}));
    let mut asked = ForTickets::of(Some(&vip));
    assert_eq!(
        (asked.kind, asked.severity, asked.rest.len()),
        (Some(TicketKind::Complaint), None, 1)
    );
    assert_eq!(asked.condition(), Some(vip));
    (asked.kind, asked.severity) = (None, Some(Severity::Major));
    let after = when(json!({"all": [equal("severity", "major"), equal("customer.rfm_tier", "high")]}));
    assert_eq!(asked.condition(), Some(after));
    // Of several kinds, and of words that nobody knows, nothing is taken apart.
    for json in [
        json!({"fact": "kind", "operator": "in", "value": ["complaint", "technical"]}),
        equal("kind", "song"),
    ] {
        let asked = ForTickets::of(Some(&when(json.clone())));
        assert_eq!((asked.kind, asked.condition()), (None, Some(when(json))));
    }
    assert_eq!(ForTickets::of(None).condition(), None);
}

#[test]
fn a_level_takes_what_its_clock_can_keep_in_digits_of_any_width() {
    let table = [
        ("4", LevelUnit::WorkingHours, Some(4.0)),
        ("４", LevelUnit::WorkingHours, Some(4.0)),
        ("0.5", LevelUnit::Hours, Some(0.5)),
        ("0.001", LevelUnit::Hours, None),
        ("0", LevelUnit::Days, None),
        ("-1", LevelUnit::Days, None),
        ("四", LevelUnit::Days, None),
        ("", LevelUnit::Days, None),
        ("NaN", LevelUnit::Days, None),
        ("4000", LevelUnit::Days, Some(4_000.0)),
        // A clock looks at 6,000 days.
        ("6001", LevelUnit::Days, None),
        ("6001", LevelUnit::WorkingDays, None),
        ("1000", LevelUnit::Weeks, None),
        ("10000", LevelUnit::Hours, Some(10_000.0)),
    ];
    for (text, unit, n) in table {
        assert_eq!(Within::typed(text, unit).map(|within| within.n), n, "{text}");
    }
    // The most of each unit has an end: 6,000 days from a Friday, with no more than 250 days worked a year.
    for unit in LevelUnit::ALL {
        let level = json!({"id": "x", "measure": "solve", "within": {"n": unit.most(), "unit": unit.word()}});
        let book = json!({
            "customers": [{"id": "c", "name": "甲"}],
            "tickets": [{"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2026-11-27T09:00:00+08:00"}],
            "rulebook": {"service_levels": [level]},
        });
        let world = world(&book, "2026-11-27");
        let due = tickets(&world).remove(0).measures.get("solve").unwrap().due.clone();
        assert!(due.is_some(), "{unit:?}");
    }
}

#[test]
fn a_grave_ticket_that_is_escalated_has_a_plan_until_it_is_solved() {
    let mut book = json!({
        "customers": [{"id": "c", "name": "甲", "created_on": "2026-01-05"}],
        "tickets": [{"id": "t", "customer": "c", "kind": "complaint", "severity": "major", "opened_at": "2026-11-25T10:00:00+08:00"}],
    });
    // A Wednesday.
    let mut world = world(&book, "2026-11-25");
    let ticket = world.book.tickets.get("t").unwrap().clone();
    assert!(is_to_escalate(&ticket));
    let now = Moment::parse("2026-11-25T16:30:00+08:00").unwrap();
    let words = |all: [&str; 3]| all.map(str::to_owned);
    let plan = escalation(
        &ticket,
        &now,
        "赵敏",
        words(["1", "2", "3"]),
        words(["告知", "方案", "进展"]),
    )
    .unwrap();
    let command = Command::EscalateTicket {
        ticket: Edit::of(ticket.clone(), escalated(&ticket, "周敏")),
        plan: plan.iter().cloned().map(Edit::new).collect(),
    };
    let set = apply(&world.book, command).unwrap();
    assert_eq!(set.label.zh, "“甲”的服务单升级给“周敏”，开专项方案");
    // The ticket and three tasks, in one step.
    assert_eq!(set.changes.len(), 4);
    world.apply(&set).unwrap();
    let after = world.book.tickets.get("t").unwrap().clone();
    assert_eq!(
        (after.escalated_to.as_deref(), is_to_escalate(&after)),
        (Some("周敏"), false)
    );
    let due = |n: usize| plan[n].due.as_ref().map(ToString::to_string);
    assert_eq!(due(1).as_deref(), Some("2026-11-26T16:30:00+08:00"), "24 hours later");
    world.apply(&set.clone().inverse()).unwrap();
    assert!(is_to_escalate(world.book.tickets.get("t").unwrap()));
    // What is asked: on the Friday the customer is told of the Friday's state; once the ticket is solved nothing is.
    book["task_outcomes"] = serde_json::to_value(&plan).unwrap();
    let all = "1 11-25: 11-25 11-25; 2 11-26: 11-26 11-26; 3 11-27: 11-27 11-27";
    assert_eq!(asked(&book, "own", "2026-11-27"), all);
    book["tickets"][0]["resolved_at"] = json!("2026-11-28T09:00:00+08:00");
    assert_eq!(
        asked(&book, "own", "2026-11-27"),
        all,
        "it was not solved yet on that day"
    );
    assert_eq!(asked(&book, "own", "2026-11-30"), "");
}

#[test]
fn worked_time_is_told_in_days_as_long_as_those_that_are_worked() {
    let (eight, _) = WorkTime::of(&Settings::default());
    let minutes = |hours: i64, minutes: i64| (hours * 60 + minutes) * 60_000;
    let table = [
        (minutes(80, 0), Some((10, 0))),
        (minutes(15, 59), None),
        (minutes(16, 0), Some((2, 0))),
        (minutes(27, 20), Some((3, 3))),
        // Seven hours and three quarters are eight: a day more.
        (minutes(23, 45), Some((3, 0))),
        (-1, None),
    ];
    for (ms, told) in table {
        assert_eq!(eight.days_and_hours(ms), told, "{ms}");
    }
}

/// What is done with a ticket, and what it is called.
type Step<'a> = (&'a mut dyn FnMut(&Ticket) -> Ticket, &'a str, &'a str);

#[test]
fn what_is_done_with_a_ticket_is_called_by_its_name() {
    let of =
        |id: &str| json!({"id": id, "customer": "c", "kind": "after_sales", "opened_at": "2026-11-23T09:00:00+08:00"});
    let book = json!({"customers": [{"id": "c", "name": "甲"}], "tickets": [of("t"), of("u")]});
    let mut world = world(&book, "2026-11-25");
    let now = Moment::parse("2026-11-25T16:30:00+08:00").unwrap();
    let mut asked_again = |ticket: &Ticket| {
        let mut after = ticket.clone();
        after.revisited_at = Some(now.clone());
        after
    };
    let mut is_solved = |ticket: &Ticket| {
        let mut after = ticket.clone();
        after.resolved_at = Some(now.clone());
        solved(&after)
    };
    let steps: [Step; 7] = [
        (&mut |ticket| answered(ticket, &now), "已响应", "Answered"),
        (&mut |ticket| paused(ticket, &now, None), "已暂停", "Paused"),
        (&mut |ticket| resumed(ticket, &now), "已恢复", "Goes on"),
        (&mut |ticket| paused(ticket, &now, None), "已暂停", "Paused"),
        // It ends the pause by the way.
        (&mut is_solved, "已解决", "Solved"),
        (&mut asked_again, "已回访", "Asked again"),
        (&mut |ticket| reopened(ticket, &now, "r"), "已重新打开", "Opened again"),
    ];
    for (step, zh, en) in steps {
        let mut edit = |id: &str| {
            let before = world.book.tickets.get(id).unwrap().clone();
            let after = step(&before);
            Edit::of(before, after)
        };
        let (one, other) = (edit("t"), edit("u"));
        let alone = apply(&world.book, Command::PutTicket(one.clone())).unwrap();
        assert_eq!(alone.label.zh, format!("{zh}：“甲”的服务单"));
        assert_eq!(alone.label.en, format!("{en}: ticket of 甲"));
        let both = apply(&world.book, Command::PutTickets(vec![one, other])).unwrap();
        assert_eq!(both.label.zh, format!("{zh}：2张服务单"));
        world.apply(&both).unwrap();
    }
    // Not the same with both, or none of these.
    let edit = |id: &str, change: &dyn Fn(&Ticket) -> Ticket| {
        let before = world.book.tickets.get(id).unwrap().clone();
        let after = change(&before);
        Edit::of(before, after)
    };
    let mixed = vec![
        edit("t", &|ticket| paused(ticket, &now, None)),
        edit("u", &|ticket| Ticket {
            handler: Some("李娜".into()),
            ..ticket.clone()
        }),
    ];
    let set = apply(&world.book, Command::PutTickets(mixed)).unwrap();
    assert_eq!(set.label.zh, "修改2张服务单");
}
