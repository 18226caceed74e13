//! What follows a step, proposed where its contact is recorded.

use guanxi::domain::care::{CarePlan, Task, TaskList, next_of};
use serde_json::{Value, json};

use crate::care::{asked, day, order, touch, world};

/// One who paid on 30 September.
fn history(interactions: &Value, outcomes: &Value) -> Value {
    json!({
        "customers": [{"id": "c", "name": "甲"}],
        "orders": [order("o", "2026-09-30", Some("2026-09-30"))],
        "interactions": interactions,
        "task_outcomes": outcomes
    })
}

/// What is proposed behind a step that is open on a day and done with a contact of a day.
fn proposed(step: &str, as_of: &str, on: &str) -> Option<String> {
    let world = world(&history(&json!([]), &json!([])), as_of);
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let is_it = |task: &&Task| task.key(&world.book, &care).contains(step);
    let tasks: Vec<_> = list.tasks().iter().filter(is_it).copied().collect();
    assert_eq!(tasks.len(), 1, "{step}");
    next_of(&world, &care, &tasks, day(on)).map(|(name, day)| format!("{} {day}", name.zh))
}

#[test]
fn what_follows_is_proposed_with_its_ideal_day() {
    // 8 October is a Thursday, Saturday the 10th is worked. Behind a contact of an earlier day it is counted from that, at the earliest from
    // where the step begins. What comes behind the sorting is not counted from it.
    let table = [
        ("/first_call/", "2026-10-08", "2026-10-08", Some("二次跟进 2026-10-14")),
        ("/first_call/", "2026-10-12", "2026-10-08", Some("二次跟进 2026-10-14")),
        ("/first_call/", "2026-10-12", "2026-09-20", Some("二次跟进 2026-10-13")),
        (
            "/welcome_kit/",
            "2026-10-08",
            "2026-10-08",
            Some("告知欢迎包已送达 2026-10-10"),
        ),
        ("/sort_information/", "2026-10-08", "2026-10-08", None),
    ];
    for (step, as_of, on, expected) in table {
        assert_eq!(proposed(step, as_of, on).as_deref(), expected, "{step} on {on}");
    }
}

/// The promises that stand open where a call of 8 October promised something and did the first step, and that was written down on a day;
/// the playbook asks for its second step by itself.
fn promised(words: &str, due: &str, written: &str) -> String {
    let mut contact = touch("i", "2026-10-08", "call");
    contact["next_step"] = json!(words);
    contact["next_due"] = json!(due);
    let outcome =
        json!({"id": "new_customer/first_call/c/2026-09-30", "status": "done", "at": written, "interaction": "i"});
    let json = history(&json!([contact]), &json!([outcome]));
    let follow_up = "second_follow_up 10-08: 10-14 10-16";
    assert!(asked(&json, "new_customer", "2026-10-12").contains(follow_up));
    asked(&json, "promise", "2026-10-12")
}

#[test]
fn what_was_taken_as_proposed_is_asked_once() {
    let (at_once, later) = ("2026-10-08T10:00:00+08:00", "2026-10-12");
    let table = [
        ("二次跟进", "2026-10-14", at_once, ""),
        ("Second follow-up", "2026-10-14", at_once, ""),
        ("二次跟进", "2026-10-13", at_once, "next_step : 10-13 10-13"),
        ("寄样品", "2026-10-14", at_once, "next_step : 10-14 10-14"),
        // Written down four days later: from the day of the contact, or from that one, as earlier versions proposed it.
        ("二次跟进", "2026-10-14", later, ""),
        ("二次跟进", "2026-10-19", later, ""),
        ("二次跟进", "2026-10-20", later, "next_step : 10-20 10-20"),
    ];
    for (words, due, written, expected) in table {
        assert_eq!(
            promised(words, due, written),
            expected,
            "{words} {due}, written {written}"
        );
    }
}
