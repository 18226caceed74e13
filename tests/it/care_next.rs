//! What follows a step, proposed where its contact is recorded.

use guanxi::domain::care::{CarePlan, Task, TaskList, next_of};
use serde_json::{Value, json};

use crate::care::{asked, day, order, touch, world};

#[test]
fn what_follows_is_proposed_with_its_ideal_day_and_asked_once() {
    let history = |interactions: Value, outcomes: Value| json!({"customers": [{"id": "c", "name": "甲"}], "orders": [order("o", "2026-09-30", Some("2026-09-30"))], "interactions": interactions, "task_outcomes": outcomes});
    let proposed_from = |step: &str, as_of: &str, on: &str| {
        let world = world(&history(json!([]), json!([])), as_of);
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let is_it = |task: &&Task| task.key(&world.book, &care).contains(step);
        let tasks: Vec<_> = list.tasks().iter().filter(is_it).copied().collect();
        assert_eq!(tasks.len(), 1, "{step}");
        next_of(&world, &care, &tasks, day(on)).map(|(name, day)| format!("{} {day}", name.zh))
    };
    let proposed = |step: &str, as_of: &str| proposed_from(step, as_of, as_of);
    // 8 October is a Thursday, Saturday the 10th is worked: 9, 10, 12, 13, 14.
    assert_eq!(
        proposed("/first_call/", "2026-10-08").as_deref(),
        Some("二次跟进 2026-10-14")
    );
    assert_eq!(
        proposed("/welcome_kit/", "2026-10-08").as_deref(),
        Some("告知欢迎包已送达 2026-10-10")
    );
    assert_eq!(
        proposed("/sort_information/", "2026-10-08"),
        None,
        "what comes behind it is not counted from it"
    );
    // Behind a contact of an earlier day it is counted from that, at the earliest from where the step begins: 8, 9, 10, 12, 13.
    assert_eq!(
        proposed_from("/first_call/", "2026-10-12", "2026-10-08").as_deref(),
        Some("二次跟进 2026-10-14")
    );
    assert_eq!(
        proposed_from("/first_call/", "2026-10-12", "2026-09-20").as_deref(),
        Some("二次跟进 2026-10-13")
    );
    let done_on = |words: &str, due: &str, written: &str| {
        let mut contact = touch("i", "2026-10-08", "call");
        contact["next_step"] = json!(words);
        contact["next_due"] = json!(due);
        let outcome =
            json!({"id": "new_customer/first_call/c/2026-09-30", "status": "done", "at": written, "interaction": "i"});
        let json = history(json!([contact]), json!([outcome]));
        let follow_up = asked(&json, "new_customer", "2026-10-12").contains("second_follow_up 10-08: 10-14 10-16");
        (asked(&json, "promise", "2026-10-12"), follow_up)
    };
    let done = |words: &str, due: &str| done_on(words, due, "2026-10-08T10:00:00+08:00");
    assert_eq!(
        done("二次跟进", "2026-10-14"),
        (String::new(), true),
        "the playbook asks for it"
    );
    assert_eq!(done("Second follow-up", "2026-10-14"), (String::new(), true));
    // Written down four days later: taken from the day of the contact, or from that one, as earlier versions proposed it.
    for due in ["2026-10-14", "2026-10-19"] {
        assert_eq!(done_on("二次跟进", due, "2026-10-12"), (String::new(), true));
    }
    assert_eq!(
        done("二次跟进", "2026-10-13"),
        ("next_step : 10-13 10-13".to_owned(), true)
    );
    assert_eq!(
        done("寄样品", "2026-10-14"),
        ("next_step : 10-14 10-14".to_owned(), true)
    );
}
