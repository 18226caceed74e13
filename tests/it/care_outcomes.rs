//! What became of tasks, whom they are for and why they are there, as tables.

use guanxi::domain::apply::apply;
use guanxi::domain::care::{CarePlan, TaskList, playbooks, sum_of, why};
use guanxi::domain::command::{Command, CommandError};
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::TaskOutcome;
use guanxi::domain::label::Label;
use guanxi::domain::rule::Rulebook;
use serde_json::{Value, json};

use crate::care::{asked, day, order, timeline, touch, world};

#[test]
fn outcomes_settle_put_off_and_go_on() {
    let with = |status: &str, at: &str, until: Option<&str>| {
        json!({
            "customers": [{"id": "c", "name": "甲"}],
            "orders": [order("o", "2026-09-30", Some("2026-09-30"))],
            "task_outcomes": [{"id": "new_customer/first_call/c/2026-09-30", "status": status, "at": at, "until": until}]
        })
    };
    let first = |json: &Value, as_of: &str| {
        let all = asked(json, "new_customer", as_of);
        let of = |task: &&str| task.starts_with("first_call") || task.starts_with("second");
        all.split("; ").filter(of).collect::<Vec<_>>().join("; ")
    };
    let open = "first_call 09-30: 10-08 10-10";
    for status in ["done", "skipped"] {
        let json = with(status, "2026-10-09T12:00:00+08:00", None);
        assert_eq!(
            first(&json, "2026-10-08"),
            open,
            "{status}: an outcome of later is not known yet"
        );
        assert_eq!(
            first(&json, "2026-10-09"),
            "second_follow_up 10-09: 10-15 10-19",
            "{status}"
        );
    }
    let put_off = with("snoozed", "2026-10-09", Some("2026-10-12"));
    assert_eq!(first(&put_off, "2026-10-08"), open);
    assert_eq!(first(&put_off, "2026-10-10"), "");
    assert_eq!(first(&put_off, "2026-10-12"), "first_call 09-30: 10-12 10-12");
}

#[test]
fn a_rhythm_from_the_last_contact_goes_on_behind_what_was_settled() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲", "created_on": "2026-01-01", "intent": "A"}],
        "interactions": [touch("i1", "2026-03-02", "call")],
        "task_outcomes": [{"id": "lead/follow_up/c/2026-03-02", "status": "skipped", "at": "2026-03-11", "note": "出差"},
            {"id": "lead/follow_up/c/2026-03-11", "status": "done", "at": "2026-03-11"}]
    });
    timeline(
        history,
        "lead",
        &[("2026-03-10", "follow_up 03-02: 03-09 03-09"), ("2026-03-11", "")],
    );
}

#[test]
fn what_fell_due_before_is_not_asked() {
    let history = |settings: Value| {
        json!({
            "settings": settings,
            "customers": [{"id": "c", "name": "甲", "created_on": "2026-01-30", "intent": "A"}],
            "audit": [{"id": "a", "at": "2026-02-03T09:00:00+08:00", "what": "导入"}, {"id": "b", "at": "2026-03-03T09:00:00+08:00", "what": "x"}]
        })
    };
    let due = "first_contact 01-30: 02-02 02-02";
    timeline(history(json!({})), "lead", &[("2026-02-03", "")]);
    timeline(
        history(json!({"tasks_from": "2026-02-02"})),
        "lead",
        &[("2026-02-03", due)],
    );
    timeline(
        history(json!({"tasks_from": "2026-02-03"})),
        "lead",
        &[("2026-01-31", "")],
    );
    let mut switched_on = history(json!({"tasks_from": "2026-01-01"}));
    let mut lead = serde_json::to_value(&playbooks(&Rulebook::default()).0[0]).unwrap();
    lead["since"] = json!("2026-02-03");
    switched_on["rulebook"] = json!({"playbooks": [lead]});
    timeline(switched_on, "lead", &[("2026-02-03", "")]);
}

#[test]
fn who_wants_no_contact_is_never_asked_for() {
    let mut history = json!({"customers": [{"id": "c", "name": "甲", "created_on": "2026-01-30", "intent": "A", "do_not_contact": true}],
        "interactions": [{"id": "i", "customer": "c", "at": "2026-02-01", "next_step": "报价", "next_due": "2026-02-05"}]});
    timeline(history.clone(), "lead", &[("2026-02-01", "")]);
    timeline(history.clone(), "promise", &[("2026-02-01", "")]);
    history["customers"][0]["do_not_contact"] = json!(false);
    timeline(history, "lead", &[("2026-02-01", "follow_up 02-01: 02-08 02-08")]);
}

#[test]
fn what_was_promised_is_asked_until_it_is_kept() {
    let promise = json!({"id": "i-1", "customer": "c", "at": "2026-02-01", "kind": "call", "next_step": "提交报价单", "next_due": "2026-02-04"});
    let open = "next_step : 02-04 02-04";
    let of = |more: Value, outcomes: Value| {
        let mut touches = vec![promise.clone()];
        touches.extend(more.as_array().unwrap().clone());
        json!({"customers": [{"id": "c", "name": "甲"}], "interactions": touches, "task_outcomes": outcomes})
    };
    let told = |json: &Value, as_of: &str| asked(json, "promise", as_of);
    // A call alone does not make it forgotten.
    let call = of(json!([touch("i2", "2026-02-03", "call")]), json!([]));
    assert_eq!(
        (told(&call, "2026-01-31"), told(&call, "2026-02-09")),
        (String::new(), open.to_owned())
    );
    let mut kept = touch("i2", "2026-02-03", "email");
    kept["task"] = json!("promise/next_step/c/i-1");
    let kept = of(json!([kept]), json!([]));
    assert_eq!(
        (told(&kept, "2026-02-02"), told(&kept, "2026-02-03")),
        (open.to_owned(), String::new())
    );
    let done = of(
        json!([]),
        json!([{"id": "promise/next_step/c/i-1", "status": "done", "at": "2026-02-05"}]),
    );
    assert_eq!(
        (told(&done, "2026-02-04"), told(&done, "2026-02-05")),
        (open.to_owned(), String::new())
    );
}

#[test]
fn an_own_playbook_takes_the_place_of_one_that_ships_and_a_fault_is_told() {
    let own = json!({"id": "new_customer", "name": "新客户激活", "audience": {"fact": "days_since_first_deal", "operator": "lessThanInclusive", "value": 30},
        "trigger": {"event": "first_payment"},
        "steps": [{"id": "first_call", "name": "首次关怀电话", "from": "trigger", "ideal": {"n": 1, "unit": "working_days"},
            "latest": {"n": 3, "unit": "working_days"}, "channels": ["call"], "script": "…", "hand_over": "…", "record": "…"}]});
    let history = json!({"customers": [{"id": "c", "name": "甲"}], "orders": [order("o", "2026-09-30", None)], "rulebook": {"playbooks": [own]}});
    timeline(
        history,
        "new_customer",
        &[("2026-09-30", "first_call 09-30: 10-08 10-10")],
    );
    let faulty = [
        (
            json!({"id": "x", "name": "X", "trigger": {"event": "payday"}, "steps": []}),
            "playbooks[x]",
        ),
        (
            json!({"id": "x", "name": "X", "trigger": {"event": "created"}, "audience": {"fact": "mood", "operator": "equal", "value": 1}}),
            "playbooks[x].audience.fact",
        ),
        (
            json!({"id": "x", "name": "X", "trigger": {"event": "created"}, "steps": [{"id": "s", "name": "S", "latest": {"by": "region2", "a": {"n": 1, "unit": "days"}}}]}),
            "playbooks[x].steps[s].latest.by",
        ),
        (
            json!({"id": "x/y", "name": "X", "trigger": {"event": "created"}}),
            "playbooks[x/y].id",
        ),
    ];
    for (playbook, place) in faulty {
        let world = world(&json!({"rulebook": {"playbooks": [playbook]}}), "2026-01-01");
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let places: Vec<&str> = care.issues.iter().map(|issue| issue.place.as_str()).collect();
        assert_eq!(places, [place]);
    }
}

#[test]
fn the_sum_of_working_days_is_told() {
    let history = json!({"customers": [{"id": "c", "name": "甲"}], "orders": [order("o", "2026-09-30", None)]});
    let world = world(&history, "2026-09-30");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let call = list
        .tasks()
        .iter()
        .find(|task| task.key(&world.book, &care).contains("first_call"))
        .unwrap();
    let sum = sum_of(&world, &care, call);
    let told = |counted: &guanxi::domain::calendar::Counted| (counted.until, counted.skipped.len());
    assert_eq!(sum.ideal.as_ref().map(told), Some((day("2026-10-08"), 1)));
    assert_eq!(sum.latest.as_ref().map(told), Some((day("2026-10-10"), 1)));
    assert_eq!(
        why(&world, &care, call).zh,
        "2026-09-30首次付款或成交，1个工作日为宜，最迟3个工作日"
    );
}

#[test]
fn a_step_says_whether_the_one_before_was_done_or_left_out() {
    let said = |json: &Value, as_of: &str, step: &str| {
        let world = world(json, as_of);
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let task = list.tasks().iter();
        let task = task.clone().find(|task| task.key(&world.book, &care).contains(step));
        let why = why(&world, &care, task.unwrap()).zh.into_owned();
        why.split('，').next().unwrap_or_default().to_owned()
    };
    for (status, is) in [("done", "上一步2026-10-09完成"), ("skipped", "上一步2026-10-09跳过")] {
        let json = json!({
            "customers": [{"id": "c", "name": "甲"}],
            "orders": [order("o", "2026-09-30", Some("2026-09-30"))],
            "task_outcomes": [{"id": "new_customer/first_call/c/2026-09-30", "status": status, "at": "2026-10-09"}]
        });
        assert_eq!(said(&json, "2026-10-12", "second_follow_up"), is);
    }
    // A rhythm that was left out once is counted from then; no contact was that day.
    let json = json!({
        "customers": [{"id": "c", "name": "甲", "created_on": "2026-01-01", "intent": "A"}],
        "interactions": [touch("i1", "2026-03-02", "call")],
        "task_outcomes": [{"id": "lead/follow_up/c/2026-03-02", "status": "skipped", "at": "2026-03-11", "note": "出差"}]
    });
    assert_eq!(said(&json, "2026-03-12", "follow_up"), "上次2026-03-11跳过");
}

#[test]
fn settling_tasks_is_one_step_with_the_contact_and_is_taken_back_by_one() {
    let mut world = world(
        &json!({"customers": [{"id": "c", "name": "甲"}], "orders": [order("o", "2026-09-30", None)]}),
        "2026-10-09",
    );
    let before = world.book.clone();
    let outcome = |status: &str, note: Option<&str>| -> TaskOutcome {
        let id = "new_customer/first_call/c/2026-09-30";
        serde_json::from_value(
            json!({"id": id, "status": status, "at": "2026-10-09T09:30:00+08:00", "note": note, "interaction": "n"}),
        )
        .unwrap()
    };
    let settle = |outcome: TaskOutcome, contact: bool| Command::SettleTasks {
        what: Label::same("首次关怀电话（甲）"),
        outcomes: vec![outcome],
        contacts: contact
            .then(|| serde_json::from_value(touch("n", "2026-10-09T09:30:00+08:00", "call")).unwrap())
            .into_iter()
            .collect(),
    };
    let set = apply(&world.book, settle(outcome("done", None), true)).unwrap();
    assert_eq!((&*set.label.zh, set.changes.len()), ("完成首次关怀电话（甲）", 2));
    world.apply(&set).unwrap();
    assert_eq!(
        apply(&world.book, settle(outcome("done", None), false))
            .unwrap()
            .changes
            .len(),
        0
    );
    assert!(
        apply(&world.book, settle(outcome("skipped", Some("已停产")), false)).is_err(),
        "it is settled"
    );
    world.apply(&set.inverse()).unwrap();
    assert_eq!(world.book, before);
    for refused in [outcome("skipped", Some(" ")), outcome("snoozed", None)] {
        assert!(apply(&world.book, settle(refused, false)).is_err());
    }
    let put_off = TaskOutcome {
        until: Some(day("2026-10-12")),
        ..outcome("snoozed", None)
    };
    world
        .apply(&apply(&world.book, settle(put_off, false)).unwrap())
        .unwrap();
    let set = apply(&world.book, settle(outcome("done", None), true)).unwrap();
    assert_eq!(set.changes.len(), 2, "what was put off can be done");
    let gone = apply(
        &world.book,
        Command::RemoveCustomers(vec![CustomerId::new("c").unwrap()]),
    )
    .unwrap();
    world.apply(&gone).unwrap();
    assert!(world.book.task_outcomes.is_empty());
}

#[test]
fn a_contact_that_has_not_happened_does_no_task() {
    let world = world(
        &json!({"customers": [{"id": "c", "name": "甲"}], "orders": [order("o", "2026-09-30", None)]}),
        "2026-10-09",
    );
    let settle = |at: &str| {
        let outcome = json!({"id": "new_customer/first_call/c/2026-09-30", "status": "done", "at": "2026-10-09T09:30:00+08:00", "interaction": "n"});
        let command = Command::SettleTasks {
            what: Label::same("首次关怀电话（甲）"),
            outcomes: vec![serde_json::from_value(outcome).unwrap()],
            contacts: vec![serde_json::from_value(touch("n", at, "call")).unwrap()],
        };
        match apply(&world.book, command) {
            Ok(set) => Ok(set.changes.len()),
            Err(CommandError::Refused(why)) => Err(why.zh.into_owned()),
            Err(other) => panic!("{other:?}"),
        }
    };
    for at in [
        "2026-10-08",
        "2026-10-09",
        "2026-10-09T09:30:00+08:00",
        "2026-10-09T01:29:00Z",
    ] {
        assert_eq!(settle(at), Ok(2), "{at}");
    }
    for at in ["2026-10-10", "2027-05-01", "2026-10-09T09:31:00+08:00"] {
        let refused = settle(at).unwrap_err();
        assert!(
            refused.contains(&at[..10]) && refused.contains("还没到"),
            "{at}: {refused}"
        );
    }
}

#[test]
fn several_tasks_are_done_with_a_contact_of_each_customer_in_one_step() {
    let mut world = world(
        &json!({"settings": {"tasks_from": "2026-01-01"}, "customers": [
            {"id": "a", "name": "甲", "created_on": "2026-10-07", "intent": "A"},
            {"id": "b", "name": "乙", "created_on": "2026-10-07", "intent": "B"},
        ]}),
        "2026-10-09",
    );
    let before = world.book.clone();
    let settle = |at: &str| {
        let outcome = |id: &str| {
            let key = format!("lead/first_contact/{id}/2026-10-07");
            serde_json::from_value(json!({"id": key, "status": "done", "at": "2026-10-09T09:30:00+08:00", "interaction": format!("n-{id}")}))
                .unwrap()
        };
        let contact = |id: &str| {
            let mut contact = touch(&format!("n-{id}"), at, "call");
            contact["customer"] = json!(id);
            serde_json::from_value(contact).unwrap()
        };
        Command::SettleTasks {
            what: Label::same("2项任务"),
            outcomes: ["a", "b"].map(outcome).into(),
            contacts: ["a", "b"].map(contact).into(),
        }
    };
    assert!(
        apply(&world.book, settle("2026-10-10")).is_err(),
        "none of it has happened"
    );
    let set = apply(&world.book, settle("2026-10-09")).unwrap();
    assert_eq!((&*set.label.zh, set.changes.len()), ("完成2项任务", 4));
    world.apply(&set).unwrap();
    // A week and two weeks from the contact: 16 and 23 October.
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let told = list
        .tasks()
        .iter()
        .map(|task| (task.key(&world.book, &care), task.latest));
    let expected = [("a", "2026-10-16"), ("b", "2026-10-23")]
        .map(|(id, last)| (format!("lead/follow_up/{id}/2026-10-09"), day(last)));
    assert_eq!(told.collect::<Vec<_>>(), expected);
    world.apply(&set.inverse()).unwrap();
    assert_eq!(world.book, before);
}

#[test]
fn what_was_only_ticked_off_is_no_contact_in_words() {
    let told = |outcome: Value| {
        let world = world(
            &json!({"settings": {"tasks_from": "2026-01-01"}, "customers": [{"id": "c", "name": "甲", "created_on": "2026-10-01", "intent": "A"}],
                "interactions": [touch("i", "2026-10-02", "call")], "task_outcomes": [outcome]}),
            "2026-10-20",
        );
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let [task] = list.tasks() else {
            panic!("{:?}", list.tasks())
        };
        (task.latest, why(&world, &care, task).zh.into_owned())
    };
    let id = "lead/follow_up/c/2026-10-02";
    assert_eq!(
        told(json!({"id": "x/y/c/2026-10-01", "status": "done"})),
        (day("2026-10-09"), "上次联系2026-10-02，1周内".into())
    );
    assert_eq!(
        told(json!({"id": id, "status": "done", "at": "2026-10-12"})),
        (day("2026-10-19"), "上次2026-10-12勾了完成，没有联系记录，1周内".into())
    );
    assert_eq!(
        told(json!({"id": id, "status": "skipped", "at": "2026-10-12", "note": "忙"})),
        (day("2026-10-19"), "上次2026-10-12跳过，1周内".into())
    );
}
