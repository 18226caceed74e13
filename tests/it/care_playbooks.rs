//! The page of playbooks below the screen: edits of the rulebook, how many a playbook is for, and the days it would give a customer.

use guanxi::domain::care::{
    CarePlan, CustomerDates, DateState, Distance, Playbook, Span, SpanUnit, TaskList, TaskMoves, TaskRehearsal,
    add_playbook, add_step, audience_count, changes_more, copy_playbook, dates_of, fault_said, is_said, move_step,
    playbooks, switch_playbook, unsay_playbook, with_playbook, with_step,
};
use guanxi::domain::day::Day;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::{order, touch, world};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn find(rules: &Rulebook, id: &str) -> Option<Playbook> {
    playbooks(rules).0.into_iter().find(|known| *known.id == *id)
}

#[test]
fn the_rulebook_holds_what_differs_from_those_that_ship() {
    let mut rules = Rulebook::default();
    let before = rules.clone();
    with_playbook(&mut rules, "lead", |lead| lead.name = "线索".into());
    assert!(is_said(&rules, "lead") && !is_said(&rules, "keep"));
    assert_eq!(rules.rest["playbooks"].as_array().unwrap().len(), 1);
    assert!(!changes_more(&before, &rules));
    // Back by hand: nothing is said any more.
    with_playbook(&mut rules, "lead", |lead| lead.name = "线索跟进".into());
    assert_eq!(rules, before);
    with_playbook(&mut rules, "nobody", |it| it.name = "x".into());
    assert_eq!(rules, before);
    with_playbook(&mut rules, "lead", |lead| drop(add_step(lead, "再问一次")));
    unsay_playbook(&mut rules, "lead");
    assert_eq!(rules, before);
    rules.rfm.weights.r = 9.0;
    assert!(changes_more(&before, &rules));
}

#[test]
fn what_cannot_be_read_of_the_book_stays() {
    let mut rules = Rulebook::default();
    rules
        .rest
        .insert("playbooks".into(), json!([{"id": "odd", "steps": 3}, 7]));
    let id = add_playbook(&mut rules, "自己的", "第一步");
    assert_eq!(&*id, "own_1");
    let list = rules.rest["playbooks"].as_array().unwrap();
    assert_eq!((list.len(), &list[1]), (3, &json!(7)));
    unsay_playbook(&mut rules, "own_1");
    assert_eq!(rules.rest["playbooks"], json!([{"id": "odd", "steps": 3}, 7]));
}

#[test]
fn a_step_whose_days_contradict_each_other_is_told_and_counted_as_far_as_it_can_be() {
    let days = |n: u32| json!({"n": n, "unit": "days"});
    let own = json!({"id": "own_1", "name": "自己的", "trigger": {"event": "created"}, "steps": [
        {"id": "a", "name": "先打电话", "ideal": days(9), "latest": days(7)},
        {"id": "b", "name": "再写信", "latest": days(3), "every": {"n": 0, "unit": "weeks"}},
        {"id": "off", "name": "停用的", "ideal": days(9), "latest": days(7), "retired": true}]});
    let off = json!({"id": "own_2", "name": "停用的", "retired": true, "trigger": {"event": "created"}, "steps": own["steps"].clone()});
    let rulebook = json!({"playbooks": [own, off]});
    let book = json!({"customers": [{"id": "c", "name": "甲", "created_on": "2026-11-20"}], "rulebook": rulebook});
    let world = world(&book, "2026-11-23");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    // No fault: the playbook is in use, and so is the book.
    assert!(care.issues.is_empty(), "{:?}", care.issues);
    let told: Vec<[String; 2]> = care
        .doubts
        .iter()
        .map(|doubt| [doubt.place.clone(), fault_said(&care.playbooks, doubt).zh.into_owned()])
        .collect();
    let expected = [
        (
            "playbooks[own_1].steps[a].ideal",
            "自己的：先打电话：“最好”（9天）不能晚于“最迟”（7天）",
        ),
        ("playbooks[own_1].steps[b].every", "自己的：再写信：周期至少为1"),
    ];
    assert_eq!(told, expected.map(|(place, said)| [place.to_owned(), said.to_owned()]));
    // The best day is the latest one, and a period of nothing is none.
    let list = TaskList::of(&world, &care);
    let mut tasks: Vec<(String, [Day; 2])> = list
        .tasks()
        .iter()
        .map(|task| (task.key(&world.book, &care), [task.ideal, task.latest]))
        .filter(|(key, _)| key.starts_with("own_"))
        .collect();
    tasks.sort();
    let key = |step: &str| format!("own_1/{step}/c/2026-11-20");
    assert_eq!(
        tasks,
        [
            (key("a"), [day("2026-11-27"), day("2026-11-27")]),
            (key("b"), [day("2026-11-23"), day("2026-11-23")])
        ]
    );
}

#[test]
fn a_copy_and_a_new_one_are_switched_off_and_steps_are_moved() {
    let mut rules = Rulebook::default();
    let copy = copy_playbook(&mut rules, "new_customer", "新客户激活副本").unwrap();
    let made = find(&rules, &copy).unwrap();
    assert_eq!((&*copy, made.is_on(), &*made.name), ("own_1", false, "新客户激活副本"));
    // Each step still says where it is from.
    assert!(made.steps.iter().all(|step| step.source.as_deref() == Some("S3 1")));
    assert_eq!(&*add_playbook(&mut rules, "新方案", "打电话"), "own_2");
    assert!(copy_playbook(&mut rules, "nobody", "x").is_none());
    let ids = |rules: &Rulebook| -> Vec<String> {
        let steps = find(rules, "own_2").unwrap().steps;
        steps.iter().map(|step| step.id.to_string()).collect()
    };
    with_playbook(&mut rules, "own_2", |it| {
        assert_eq!(&*add_step(it, "发资料"), "step_2");
        move_step(it, "step_2", -1);
        move_step(it, "step_2", -1);
        with_step(it, "step_1", |step| step.source = Some("S4 1".into()));
    });
    assert_eq!(ids(&rules), ["step_2", "step_1"]);
    with_playbook(&mut rules, "own_2", |it| move_step(it, "step_2", 5));
    assert_eq!(ids(&rules), ["step_1", "step_2"]);
}

#[test]
fn what_is_switched_on_again_does_not_ask_for_what_fell_due_meanwhile() {
    let today = day("2026-11-27");
    let (force, mut rules) = (Rulebook::default(), Rulebook::default());
    switch_playbook(&mut rules, &force, "keep", false, today);
    assert!(!find(&rules, "keep").unwrap().is_on());
    // Within one draft it is as if nothing had been.
    let off = rules.clone();
    switch_playbook(&mut rules, &force, "keep", true, today);
    assert_eq!(rules, force);
    // Off was in force.
    let mut rules = off.clone();
    switch_playbook(&mut rules, &off, "keep", true, today);
    let keep = find(&rules, "keep").unwrap();
    assert_eq!((keep.is_on(), keep.since), (true, Some(today)));
    switch_playbook(&mut rules, &off, "keep", false, today);
    assert_eq!(rules, off);
}

#[test]
fn which_tasks_appear_vanish_and_change_their_days_is_told_before() {
    let lead = |id: &str, intent: &str| json!({"id": id, "name": id, "created_on": "2026-11-20", "intent": intent});
    let world = world(
        &json!({"customers": [lead("a", "A"), lead("b", "B"), lead("c", "B")]}),
        "2026-11-27",
    );
    let told = |change: &dyn Fn(&mut Rulebook)| {
        let mut rules = Rulebook::default();
        change(&mut rules);
        let mut rehearsal = TaskRehearsal::begin(&world, &rules).unwrap();
        while rehearsal.step(&world) {}
        let TaskMoves {
            appear, vanish, shift, ..
        } = rehearsal.moves(&world);
        (appear, vanish, shift)
    };
    assert_eq!(told(&|_| {}), (0, 0, 0));
    let today = day("2026-11-27");
    assert_eq!(
        told(&|rules| switch_playbook(rules, &Rulebook::default(), "lead", false, today)),
        (0, 3, 0)
    );
    // A day later for all; then a copy, which asks each once more.
    let later = |playbook: &mut Playbook| {
        with_step(playbook, "first_contact", |step| {
            (step.ideal, step.latest) = (None, Distance::Fixed(Span::new(9, SpanUnit::Days)));
        });
    };
    assert_eq!(told(&|rules| with_playbook(rules, "lead", later)), (0, 0, 3));
    let copied = |rules: &mut Rulebook| {
        let id = copy_playbook(rules, "lead", "另一份").unwrap();
        with_playbook(rules, &id, |copy| copy.retired = None);
    };
    assert_eq!(told(&copied), (3, 0, 0));
}

/// The days that a playbook would give the customer `c`: step, ideal, latest, state.
fn given(world: &World, playbook: &Playbook) -> Vec<String> {
    let slot = world.book.customers.slot("c").unwrap();
    let Some(CustomerDates::Days(days)) = dates_of(world, &world.evaluation, playbook, slot) else {
        return vec!["none".to_owned()];
    };
    let said = |dates: &guanxi::domain::care::StepDates| {
        let state = match dates.state {
            DateState::Settled(on, by) => format!("settled {on} {by:?}"),
            DateState::Open => "open".to_owned(),
            DateState::NotAsked => "not asked".to_owned(),
            DateState::Ahead => "ahead".to_owned(),
        };
        format!(
            "{} {} {} {state}",
            playbook.steps[dates.step].id, dates.ideal, dates.latest
        )
    };
    days.iter().map(said).collect()
}

fn book(interactions: &Value) -> Value {
    json!({
        "settings": {"tasks_from": "2026-09-01"},
        "customers": [{"id": "c", "name": "甲", "kind": "enterprise"}, {"id": "d", "name": "乙"}, {"id": "no", "name": "丙", "do_not_contact": true}],
        "orders": [order("o", "2026-09-30", Some("2026-09-30"))],
        "interactions": interactions
    })
}

#[test]
fn the_days_of_a_new_customer_are_told_ahead_across_the_holiday() {
    let playbook = find(&Rulebook::default(), "new_customer").unwrap();
    // Nothing done yet on 9 October: what comes behind an open step counts from its ideal day, at the earliest today.
    let at = world(&book(&json!([])), "2026-10-09");
    assert_eq!(
        given(&at, &playbook),
        [
            "sort_information 2026-10-09 2026-10-09 open",
            "first_call 2026-10-08 2026-10-10 open",
            "second_follow_up 2026-10-15 2026-10-19 ahead",
            "welcome_kit 2026-10-09 2026-10-13 open",
            "kit_arrived 2026-10-12 2026-10-14 ahead",
        ]
    );
    // A step that is still to be done is not told as one that was.
    let slot = at.book.customers.slot("c").unwrap();
    let Some(CustomerDates::Days(days)) = dates_of(&at, &at.evaluation, &playbook, slot) else {
        panic!("no days");
    };
    assert!(
        days[2].why.zh.starts_with("上一步若在2026-10-09完成"),
        "{:?}",
        days[2].why
    );
    // A call on the 8th: the step behind it is open itself, as the list of tasks has it.
    let at = world(&book(&json!([touch("i", "2026-10-08", "call")])), "2026-10-09");
    assert_eq!(
        given(&at, &playbook)[1..3],
        [
            "first_call 2026-10-08 2026-10-10 settled 2026-10-08 Contact(Some(Call))",
            "second_follow_up 2026-10-14 2026-10-16 open",
        ]
    );
    let care = CarePlan::of(&at.book, &at.evaluation.plan);
    let list = TaskList::of(&at, &care);
    let keys: Vec<String> = list.tasks().iter().map(|task| task.key(&at.book, &care)).collect();
    assert!(
        keys.contains(&"new_customer/second_follow_up/c/2026-10-08".to_owned()),
        "{keys:?}"
    );
    assert!(!keys.iter().any(|key| key.contains("kit_arrived")), "{keys:?}");
}

#[test]
fn a_switched_off_one_is_tried_as_well_and_who_is_not_meant_is_told() {
    let at = world(&book(&json!([])), "2026-10-09");
    let mut playbook = find(&Rulebook::default(), "new_customer").unwrap();
    playbook.retired = Some(true);
    assert_eq!(given(&at, &playbook).len(), 5);
    let of = |playbook: &Playbook, id: &str| {
        let slot = at.book.customers.slot(id).unwrap();
        dates_of(&at, &at.evaluation, playbook, slot).unwrap()
    };
    assert_eq!(of(&playbook, "d"), CustomerDates::NotMeant);
    assert_eq!(of(&playbook, "no"), CustomerDates::NoContact);
    playbook.since = Some(day("2026-10-10"));
    assert!(given(&at, &playbook)[0].ends_with("not asked"));
    playbook.steps[1].id = playbook.steps[0].id.clone();
    assert_eq!(of(&playbook, "c"), CustomerDates::Faulty);
}

#[test]
fn an_audience_is_counted() {
    let at = world(&book(&json!([])), "2026-10-09");
    let mut playbook = find(&Rulebook::default(), "new_customer").unwrap();
    assert_eq!(audience_count(&at.book, &at.evaluation, &playbook), Some(1));
    playbook.audience = None;
    assert_eq!(audience_count(&at.book, &at.evaluation, &playbook), Some(3));
    playbook.audience = serde_json::from_value(json!({"fact": "no_such", "operator": "equal", "value": 1})).ok();
    assert_eq!(audience_count(&at.book, &at.evaluation, &playbook), None);
}
