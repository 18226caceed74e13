//! What is done before the day on which it was to begin.

use guanxi::domain::care::{CarePlan, TaskKind, TaskList, deeds};
use serde_json::{Value, json};

use crate::care::{asked, day, order, touch, world};

#[test]
fn what_is_done_before_its_day_is_done() {
    // A birthday on 10-12 is greeted on 10-09, and somebody says so.
    let key = "key_dates/wish/c/2026-10-12";
    let with = |outcomes: Value| {
        json!({
            "customers": [{"id": "c", "name": "甲", "contacts": [{"name": "王", "birthday": "1980-10-12"}]}],
            "orders": [order("o", "2026-06-01", None)],
            "interactions": [{"id": "n", "customer": "c", "at": "2026-10-09T09:30:00+08:00", "kind": "call", "direction": "outbound", "task": key}],
            "task_outcomes": outcomes
        })
    };
    let wish = |json: &Value, as_of: &str| asked(json, "key_dates", as_of).contains("wish 10-12");
    let done = with(json!([{"id": key, "status": "done", "at": "2026-10-09T10:00:00+08:00", "interaction": "n"}]));
    for as_of in ["2026-10-10", "2026-10-12"] {
        assert!(wish(&with(json!([])), as_of), "{as_of}: it is asked");
        assert!(!wish(&done, as_of), "{as_of}: it was done early");
    }
}

/// One who paid on 30 September, and what is asked behind the first call that was done on 12 October: 8 to 10 October are worked, the 10th as a
/// Saturday made up for.
fn behind_the_call(contact: Value, with: Option<&str>) -> String {
    let outcome = json!({"id": "new_customer/first_call/c/2026-09-30", "status": "done", "at": "2026-10-12", "interaction": with});
    let json = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "orders": [order("o", "2026-09-30", Some("2026-09-30"))],
        "interactions": [contact],
        "task_outcomes": [outcome]
    });
    let all = asked(&json, "new_customer", "2026-10-12");
    let mut found = all.split("; ").filter(|task| task.starts_with("second_follow_up"));
    found.next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_done_with_a_contact_is_of_its_day_whenever_that_is_written_down() {
    // A gift is no call: the outcome alone says that it did the task.
    let on = |day: &str| touch("i", day, "gift");
    let table = [
        (on("2026-10-08"), Some("i"), "second_follow_up 10-08: 10-14 10-16"),
        // Before the step began: counted from then.
        (on("2026-09-20"), Some("i"), "second_follow_up 09-30: 10-13 10-15"),
        // By no contact: on the day that it was ticked off.
        (on("2026-10-08"), None, "second_follow_up 10-12: 10-19 10-21"),
    ];
    for (contact, with, expected) in table {
        assert_eq!(behind_the_call(contact, with), expected);
    }
}

#[test]
fn a_contact_of_a_day_before_a_task_began_is_known_as_such() {
    let json = json!({
        "customers": [{"id": "c", "name": "甲", "contacts": [{"name": "王", "birthday": "1980-10-12"}]}],
        "orders": [order("o", "2026-10-08", Some("2026-10-08"))],
        "interactions": [{"id": "i", "customer": "c", "at": "2026-10-07", "kind": "other", "next_step": "送样", "next_due": "2026-10-09"}],
        "task_outcomes": [{"id": "own/x/c/task", "name": "寄样品", "due": "2026-10-11", "at": "2026-10-01"}]
    });
    let world = world(&json, "2026-10-09");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let all = deeds(&world, &care, list.tasks());
    let early = |on: &str| {
        let those = all.iter().filter(|deed| deed.begins_behind(day(on)));
        let mut keys: Vec<String> = those
            .filter_map(|deed| Some(deed.lead()?.key(&world.book, &care)))
            .collect();
        keys.sort();
        keys.join(" ")
    };
    // A wish may come before its day; what was promised or written down begins when somebody does it.
    let step = |step: &str| format!("new_customer/{step}/c/2026-10-08");
    assert_eq!(
        early("2026-10-07"),
        [step("first_call"), step("sort_information"), step("welcome_kit")].join(" ")
    );
    assert_eq!(early("2026-10-08"), "");
    for kind in [TaskKind::KeyDate, TaskKind::Promise, TaskKind::Own] {
        assert!(all.iter().any(|deed| deed.kind == kind), "{kind:?} is there");
    }
}
