//! What stands among the tasks of playbooks and is settled elsewhere: promises to tickets by the day they are due, the quarterly review.

use guanxi::domain::care::{CarePlan, TaskDesk, TaskKind, deeds, name_of, planned, why};
use guanxi::domain::day::Day;
use guanxi::domain::label::Lang;
use guanxi::domain::service::{Deskwork, ServicePlan};
use serde_json::{Value, json};

use crate::care::world;

/// What is to be done beside playbooks on a day: when, due, key.
fn told(book: &Value, as_of: &str) -> Vec<String> {
    let world = world(book, as_of);
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let mut desk = TaskDesk::begin(&world, &care);
    while desk.step(&world, &care) {}
    assert_eq!(
        **desk.deeds(),
        deeds(&world, &care, desk.list().tasks()),
        "slice by slice as in one go"
    );
    let elsewhere = desk.deeds().iter().filter(|deed| deed.is_elsewhere());
    let text = |deed: &guanxi::domain::care::Deed| {
        let key = deed.lead().unwrap().key(&world.book, &care);
        format!("{} {} {key}", deed.when.word(), &deed.due.to_string()[5..])
    };
    elsewhere.map(text).collect()
}

/// A question of Friday evening: answered within two working hours, which end on Monday at 10:30 (`service` has the table).
fn book(more: &Value) -> Value {
    let mut ticket = json!({"id": "t", "customer": "c", "kind": "consultation", "subject": "报价", "opened_at": "2026-11-27T17:30:00+08:00"});
    ticket
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!({
        "customers": [{"id": "c", "name": "甲", "do_not_contact": true}],
        "tickets": [ticket],
        "settings": {"tasks_from": "2026-11-01"}
    })
}

#[test]
fn a_promise_to_a_ticket_stands_on_the_day_it_is_due() {
    let open = book(&json!({}));
    assert_eq!(told(&open, "2026-11-26"), [""; 0], "it is not opened yet");
    assert_eq!(told(&open, "2026-11-27"), ["week 11-30 ticket/response/c/t"]);
    assert_eq!(told(&open, "2026-11-30"), ["today 11-30 ticket/response/c/t"]);
    assert_eq!(told(&open, "2026-12-01"), ["overdue 11-30 ticket/response/c/t"]);
    let paused = json!({"pauses": [{"from": "2026-11-27T17:45:00+08:00"}]});
    assert_eq!(
        told(&book(&paused), "2026-11-30"),
        [""; 0],
        "it waits for somebody else"
    );
    let solved = json!({"responded_at": "2026-11-30T09:30:00+08:00", "resolved_at": "2026-11-30T09:40:00+08:00", "revisited_at": "2026-12-01T10:00:00+08:00"});
    assert_eq!(told(&book(&solved), "2026-12-02"), [""; 0], "nothing is left to do");
}

#[test]
fn who_wants_no_contact_is_answered_and_not_called_again() {
    let solved = |wants_none: bool| {
        json!({
            "customers": [{"id": "c", "name": "甲", "do_not_contact": wants_none}],
            "tickets": [{"id": "t", "customer": "c", "kind": "after_sales", "opened_at": "2026-11-20T10:00:00+08:00", "resolved_at": "2026-11-25T10:00:00+08:00"}],
            "settings": {"tasks_from": "2026-11-01"}
        })
    };
    // Within seven days of the solution.
    assert_eq!(told(&solved(false), "2026-11-27"), ["week 12-02 ticket/revisit/c/t"]);
    assert_eq!(told(&solved(true), "2026-11-27"), [""; 0]);
}

#[test]
fn what_fell_due_to_tickets_before_tasks_are_asked_is_no_task() {
    // As a list of repairs is: solved on the day, and nobody wrote down a first answer or that the customer was asked again.
    let repairs = |from: &str| {
        json!({
            "customers": [{"id": "c", "name": "甲", "contacts": [{"name": "王", "phone": "13800000001"}]}],
            "tickets": [
                {"id": "long", "customer": "c", "kind": "after_sales", "opened_at": "2026-11-09T10:00:00+08:00", "resolved_at": "2026-11-09T16:00:00+08:00"},
                {"id": "now", "customer": "c", "kind": "after_sales", "opened_at": "2026-11-20T10:00:00+08:00", "resolved_at": "2026-11-20T16:00:00+08:00"},
                {"id": "open", "customer": "c", "kind": "consultation", "opened_at": "2026-11-09T10:00:00+08:00"}
            ],
            "settings": {"tasks_from": from}
        })
    };
    // Within seven days of the solution: 11-16 and 11-27; an answer within two working hours: 11-09.
    let (long, now) = (
        "overdue 11-16 ticket/revisit/c/long",
        "today 11-27 ticket/revisit/c/now",
    );
    let open = "overdue 11-09 ticket/response/c/open";
    assert_eq!(told(&repairs("2026-11-01"), "2026-11-27"), [open, long, now]);
    assert_eq!(
        told(&repairs("2026-11-16"), "2026-11-27"),
        [long, now],
        "its last day is one of those asked"
    );
    assert_eq!(told(&repairs("2026-11-17"), "2026-11-27"), [now]);
    let phases = |from: &str| {
        let world = world(&repairs(from), "2026-11-27");
        let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
        let works = Deskwork::of_customer(&world, &plan, 0);
        works.iter().map(|work| work.phase.word()).collect::<Vec<_>>()
    };
    assert_eq!(phases("2026-11-01"), ["revisit", "revisit", "open"]);
    assert_eq!(
        phases("2026-11-17"),
        ["done", "revisit", "open"],
        "what is open stays in the queue"
    );
}

#[test]
fn who_has_the_solution_waits_for_no_first_answer() {
    let mut solved = book(&json!({"resolved_at": "2026-11-30T09:40:00+08:00"}));
    solved["customers"][0]["do_not_contact"] = json!(false);
    solved["rulebook"] = json!({"service_levels": [
        {"id": "answer", "measure": "response", "within": {"n": 2, "unit": "working_hours"}},
        {"id": "again", "measure": "revisit", "within": {"n": 7, "unit": "days"}}
    ]});
    let told = told(&solved, "2026-12-01");
    assert_eq!(told, ["week 12-07 ticket/revisit/c/t"]);
}

#[test]
fn a_ticket_says_what_is_to_be_done_and_by_when() {
    let world = world(&book(&json!({})), "2026-11-30");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let all = deeds(&world, &care, &[]);
    let task = all
        .iter()
        .find(|deed| deed.kind == TaskKind::Ticket)
        .unwrap()
        .lead()
        .unwrap();
    assert_eq!(name_of(&world.book, &care, task).get(Lang::Zh), "首次响应：报价");
    let reason = why(&world, &care, task);
    assert!(reason.get(Lang::Zh).ends_with("2026-11-30 10:30前"), "{reason:?}");
}

#[test]
fn the_quarter_is_reviewed_within_ten_working_days_of_its_first() {
    let of = |reviews: Value| {
        json!({
            "customers": [{"id": "c", "name": "甲", "created_on": "2026-01-05", "do_not_contact": true}],
            "reviews": reviews,
            "settings": {"tasks_from": "2026-07-01"}
        })
    };
    let none = of(json!([]));
    // The National Day is off: the first working day of the quarter is 8 October, the tenth is the 20th (10 October is made up).
    assert_eq!(told(&none, "2026-10-08"), ["today 10-08 review/quarter/2026-10-01"]);
    assert_eq!(told(&none, "2026-10-20"), ["today 10-08 review/quarter/2026-10-01"]);
    assert_eq!(told(&none, "2026-10-21"), ["overdue 10-08 review/quarter/2026-10-01"]);
    let decided = json!([{"id": "r", "customer": "c", "dimension": "value", "at": "2026-10-09T10:00:00+08:00", "decision": "confirm"}]);
    assert_eq!(
        told(&of(decided.clone()), "2026-10-08"),
        ["today 10-08 review/quarter/2026-10-01"],
        "not decided yet on that day"
    );
    assert_eq!(told(&of(decided), "2026-10-21"), [""; 0]);
    let late = json!({"customers": none["customers"], "settings": {"tasks_from": "2026-07-02"}});
    assert_eq!(
        told(&late, "2026-10-21"),
        [""; 0],
        "the book was begun in the quarter before"
    );
}

#[test]
fn a_calendar_has_what_comes_later_too() {
    let world = world(&book(&json!({})), "2026-11-27");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let until = |day: &str| {
        let all = planned(&world, &care, (&[], &[0]), Day::parse(day).unwrap());
        all.iter()
            .map(|deed| deed.lead().unwrap().key(&world.book, &care))
            .collect::<Vec<_>>()
    };
    assert_eq!(until("2026-11-29"), [""; 0]);
    assert_eq!(until("2026-11-30"), ["ticket/response/c/t"]);
}
