//! Tasks that people wrote themselves: once or again and again, for a customer or for nobody; done, moved, left out as all others are.

use guanxi::domain::apply::apply;
use guanxi::domain::care::{CarePlan, TaskList, called, deeds, whose, why};
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::kind::TaskOutcome;
use guanxi::domain::kind::task_outcome::{customer_of_task, key_of_own};
use guanxi::domain::label::Label;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::{timeline, world};

fn outcome(json: Value) -> TaskOutcome {
    serde_json::from_value(json).unwrap()
}

#[test]
fn one_is_asked_on_its_day_until_it_is_done() {
    let plan = json!({"id": "own/u/c/task", "name": "送样", "due": "2026-12-02T14:00:00+08:00", "at": "2026-11-27", "by": "周敏"});
    let history = |more: Value| {
        let mut outcomes = vec![plan.clone()];
        outcomes.extend(more.as_array().into_iter().flatten().cloned());
        json!({"customers": [{"id": "c", "name": "甲"}], "task_outcomes": outcomes})
    };
    timeline(
        history(json!([])),
        "own",
        &[
            ("2026-11-26", ""),
            ("2026-11-27", "u 12-02: 12-02 12-02"),
            ("2026-12-04", "u 12-02: 12-02 12-02"),
        ],
    );
    let put_off = json!([{"id": "own/u/c/2026-12-02", "status": "snoozed", "at": "2026-12-01", "until": "2026-12-07"}]);
    timeline(
        history(put_off),
        "own",
        &[("2026-12-03", ""), ("2026-12-07", "u 12-02: 12-07 12-07")],
    );
    let done = json!([{"id": "own/u/c/2026-12-02", "status": "done", "at": "2026-12-03"}]);
    timeline(
        history(done),
        "own",
        &[("2026-12-02", "u 12-02: 12-02 12-02"), ("2026-12-03", "")],
    );
    let ended =
        json!([{"id": "own/u/c/task", "name": "送样", "due": "2026-12-02", "status": "skipped", "at": "2026-12-01"}]);
    let ended = json!({"customers": [{"id": "c", "name": "甲"}], "task_outcomes": ended});
    timeline(ended, "own", &[("2026-12-02", "")]);
}

#[test]
fn one_that_comes_again_keeps_its_rhythm_and_never_piles_up() {
    let table = [
        ("weekly", "2026-11-04", "2026-11-20", "u 11-18: 11-18 11-18"),
        ("weekly", "2026-11-04", "2026-11-25", "u 11-25: 11-25 11-25"),
        ("fortnightly", "2026-11-04", "2026-11-20", "u 11-18: 11-18 11-18"),
        // From the 31st: clamped, never drifting.
        ("monthly", "2026-01-31", "2026-02-28", "u 02-28: 02-28 02-28"),
        ("monthly", "2026-01-31", "2026-04-01", "u 03-31: 03-31 03-31"),
        ("quarterly", "2026-01-31", "2026-05-01", "u 04-30: 04-30 04-30"),
        ("yearly", "2024-02-29", "2026-03-01", "u 02-28: 02-28 02-28"),
        // Across the National Day: the days between are none.
        ("working_days", "2026-09-29", "2026-10-04", "u 09-30: 09-30 09-30"),
        ("working_days", "2026-09-29", "2026-10-08", "u 10-08: 10-08 10-08"),
    ];
    for (repeat, first, as_of, expected) in table {
        let plan = json!({"id": "own/u/c/task", "name": "送样", "due": first, "repeat": repeat});
        let history = json!({"customers": [{"id": "c", "name": "甲"}], "task_outcomes": [plan]});
        timeline(history, "own", &[(as_of, expected)]);
    }
    // What was done late moves nothing: the next time is the next Wednesday.
    let history = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "task_outcomes": [
            {"id": "own/u/c/task", "name": "送样", "due": "2026-11-04", "repeat": "weekly"},
            {"id": "own/u/c/2026-11-18", "status": "done", "at": "2026-11-20"},
        ],
    });
    timeline(
        history,
        "own",
        &[
            ("2026-11-20", "u 11-25: 11-25 11-25"),
            ("2026-11-19", "u 11-18: 11-18 11-18"),
        ],
    );
}

/// A world without customers.
fn empty() -> World {
    world(&json!({}), "2026-11-27")
}

#[test]
fn one_for_nobody_is_done_at_the_desk_and_follows_the_book() {
    let mut world = empty();
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let mut list = TaskList::of(&world, &care);
    assert_eq!(list.tasks().len(), 0);
    let key = key_of_own("u", "");
    assert_eq!((key.as_str(), customer_of_task(&key)), ("own/u//task", Some("")));
    let written = outcome(json!({"id": key, "name": "订会议室", "due": "2026-11-27", "by": "周敏", "note": "十人"}));
    let set = apply(&world.book, Command::WriteTask(Edit::new(written))).unwrap();
    assert_eq!(set.label.zh, "新任务“订会议室”");
    let before = world.trail.clone();
    world.apply(&set).unwrap();
    assert!(!world.trail.is_at(&before));
    list.update(&world, &care, world.trail.since(&before).unwrap());
    let [task] = list.tasks() else {
        panic!("{:?}", list.tasks())
    };
    assert_eq!(task.key(&world.book, &care), "own/u//2026-11-27");
    assert_eq!(
        (whose(&world, task), &*why(&world, &care, task).zh),
        (Some("周敏"), "十人")
    );
    assert_eq!(called(&world.book, &care, &[*task]).zh, "订会议室");
    let [deed] = &*deeds(&world, &care, list.tasks()) else {
        panic!("no deed")
    };
    assert!(deed.is_desk());
    let done = Command::SettleTasks {
        what: Label::default(),
        outcomes: vec![outcome(
            json!({"id": "own/u//2026-11-27", "status": "done", "at": "2026-11-27"}),
        )],
        contacts: Vec::new(),
    };
    let set = apply(&world.book, done).unwrap();
    world.apply(&set).unwrap();
    list.update(&world, &care, &[]);
    assert_eq!(list.tasks().len(), 0);
    world.apply(&set.inverse()).unwrap();
    list.update(&world, &care, &[]);
    assert_eq!(list.tasks().len(), 1);
    assert_eq!(list, TaskList::of(&world, &care));
}

#[test]
fn one_for_a_customer_stands_alone_and_is_hidden_where_nobody_may_be_in_touch() {
    let history = |no: bool| {
        json!({
            "customers": [{"id": "c", "name": "甲", "intent": "A", "created_on": "2026-11-25", "owner": "何晓", "do_not_contact": no}],
            "task_outcomes": [{"id": "own/u/c/task", "name": "送样", "due": "2026-11-27"}],
            "settings": {"tasks_from": "2026-11-01"},
        })
    };
    let count = |no| {
        let world = world(&history(no), "2026-11-27");
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let own = list
            .tasks()
            .iter()
            .find(|task| task.key(&world.book, &care).starts_with("own/"));
        assert_eq!(own.and_then(|own| whose(&world, own)), own.map(|_| "何晓"));
        deeds(&world, &care, list.tasks()).len()
    };
    assert_eq!((count(false), count(true)), (2, 0));
}

#[test]
fn what_cannot_be_written_is_refused_in_words() {
    let world = world(&json!({"customers": [{"id": "c", "name": "甲"}]}), "2026-11-27");
    let refused = |json: Value| {
        let refused = apply(&world.book, Command::WriteTask(Edit::new(outcome(json)))).unwrap_err();
        refused.label().zh.into_owned()
    };
    assert_eq!(
        refused(json!({"id": "own/u/c/task", "due": "2026-11-27"})),
        "请填写要做什么"
    );
    assert_eq!(refused(json!({"id": "own/u/c/task", "name": "送样"})), "请填写哪一天做");
    assert_eq!(
        refused(json!({"id": "own/u/d/task", "name": "送样", "due": "2026-11-27"})),
        "没有编号为“d”的客户"
    );
    let long_ago =
        |due: &str| json!({"id": "own/u/c/task", "name": "送样", "due": due, "at": "2026-11-27T09:00:00+08:00"});
    assert_eq!(refused(long_ago("1800-01-01")), "日期1800-01-01不合情理，请核对年份");
    assert_eq!(refused(long_ago("2016-11-26")), "日期2016-11-26不合情理，请核对年份");
    for due in ["2016-11-27", "2026-11-26"] {
        let written = Command::WriteTask(Edit::new(outcome(long_ago(due))));
        assert!(apply(&world.book, written).is_ok(), "{due}");
    }
    // Removed, and back again.
    let mut world = world;
    let written = outcome(json!({"id": "own/u/c/task", "name": "送样", "due": "2026-11-27"}));
    let set = apply(&world.book, Command::WriteTask(Edit::new(written.clone()))).unwrap();
    world.apply(&set).unwrap();
    let gone = apply(&world.book, Command::RemoveTask(written.id.clone())).unwrap();
    world.apply(&gone).unwrap();
    assert_eq!(world.book.task_outcomes.len(), 0);
    assert!(apply(&world.book, Command::RemoveTask(written.id.clone())).is_err());
}

#[test]
fn a_plan_to_win_somebody_back_is_asked_about_each_week_until_it_ended() {
    let plan = json!({"id": "own/u/c/task", "name": "带新报价上门", "due": "2026-12-02", "at": "2026-11-27", "win_back": "price"});
    let history = |more: Value| {
        let mut outcomes = vec![plan.clone()];
        outcomes.extend(more.as_array().into_iter().flatten().cloned());
        json!({"customers": [{"id": "c", "name": "甲"}], "task_outcomes": outcomes})
    };
    let spoken = json!([{"id": "own/u/c/2026-12-02", "status": "done", "at": "2026-12-03"}]);
    timeline(
        history(spoken),
        "own",
        &[
            ("2026-12-02", "u 12-02: 12-02 12-02"),
            ("2026-12-03", "u 12-09: 12-09 12-09"),
        ],
    );
    let ended = json!([{"id": "own/u/c/task", "name": "带新报价上门", "due": "2026-12-02", "at": "2026-12-03", "status": "done",
        "win_back": "price", "win_back_from": "2026-11-27", "win_back_result": "lost"}]);
    let ended = json!({"customers": [{"id": "c", "name": "甲"}], "task_outcomes": ended});
    timeline(ended, "own", &[("2026-12-04", "")]);
}
