//! How much is asked: a customer's contacts of a month, a person's contacts of a day, what is late spread over the days to come.

use std::collections::BTreeMap;

use guanxi::domain::calendar::Calendar;
use guanxi::domain::care::{
    CarePlan, Deed, Limits, Load, Shift, TaskList, deeds, levelled, limits, planned, set_limits, spread, spread_late,
};
use guanxi::domain::day::Day;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::{day, touch, world};
use crate::generate::Dice;

fn all_of(world: &World) -> (CarePlan, Vec<Deed>) {
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    assert!(care.issues.is_empty(), "{:?}", care.issues);
    let list = TaskList::of(world, &care);
    // `care_beside` has what is settled elsewhere.
    let mut all = deeds(world, &care, list.tasks());
    all.retain(|deed| !deed.is_elsewhere());
    (care, all)
}

fn said(world: &World, deed: &Deed) -> String {
    let id = world.book.customers.key_at(deed.lead().unwrap().customer).unwrap();
    let due = &deed.due.to_string()[5..];
    match deed.shift {
        None => format!("{id} {} {due}", deed.when.word()),
        Some(Shift::Moved { from, is_full }) => {
            format!(
                "{id} {} {} -> {due} {is_full}",
                deed.when.word(),
                &from.to_string()[5..]
            )
        }
        Some(Shift::Held { made, most, until }) => format!("{id} {} {made}/{most} {until}", deed.when.word()),
    }
}

fn told(json: &Value, as_of: &str) -> Vec<String> {
    let world = world(json, as_of);
    let (_, all) = all_of(&world);
    all.iter().map(|deed| said(&world, deed)).collect()
}

/// Leads of the class A whose window ends on the day they were written down plus three.
fn lead(id: &str, created: &str) -> Value {
    json!({"id": id, "name": id, "created_on": created, "intent": "A"})
}

#[test]
fn limits_are_read_written_and_their_faults_told() {
    let of = |care: Value| {
        let (limits, issues) = limits(&Rulebook::from_json(&json!({"care": care})).unwrap());
        (limits.month, limits.day, issues.len())
    };
    assert_eq!(of(Value::Null), (Some(8), None, 0));
    assert_eq!(of(json!({})), (Some(8), None, 0));
    assert_eq!(
        of(json!({"contacts_per_month": 0, "contacts_per_day": 12})),
        (None, Some(12), 0)
    );
    assert_eq!(of(json!({"contacts_per_month": null})), (None, None, 0));
    assert_eq!(
        of(json!({"contacts_per_month": -1, "contacts_per_day": "x"})),
        (Some(8), None, 2)
    );
    assert_eq!(of(json!([])), (Some(8), None, 1));
    let mut rules = Rulebook::from_json(&json!({"care": {"later": 1, "contacts_per_day": 3}})).unwrap();
    set_limits(&mut rules, Limits { month: None, day: None });
    assert_eq!(rules.rest["care"], json!({"later": 1, "contacts_per_month": 0}));
    set_limits(&mut rules, Limits::default());
    assert_eq!(rules.rest["care"], json!({"later": 1}), "what others said there stays");
}

#[test]
fn a_customer_is_not_asked_more_often_than_a_month_allows() {
    // Two playbooks that no single contact does both of; contacts of the month, one of them begun by the customer.
    let step = |id: &str, channel: &str| json!({"id": id, "name": id, "latest": {"n": 0, "unit": "days"}, "ideal": {"n": 0, "unit": "days"}, "channels": [channel]});
    let book = |id: &str, channel: &str| json!({"id": id, "name": id, "trigger": {"event": "created"}, "steps": [step("s", channel)]});
    let mut inbound = touch("i3", "2026-11-05", "email");
    inbound["direction"] = json!("inbound");
    let off = |id: &str| json!({"id": id, "retired": true, "name": id, "trigger": {"event": "created"}, "steps": []});
    let shipped = guanxi::domain::care::playbooks(&Rulebook::default()).0;
    let mut playbooks: Vec<Value> = shipped.iter().map(|it| off(&it.id)).collect();
    playbooks.extend([book("one", "call"), book("two", "visit")]);
    let json = |most: u32| {
        json!({
            "rulebook": {"care": {"contacts_per_month": most}, "playbooks": playbooks},
            "customers": [{"id": "c", "name": "甲", "created_on": "2026-11-27"}],
            "interactions": [touch("i0", "2026-10-31", "email"), touch("i1", "2026-11-02", "email"), touch("i2", "2026-11-03", "email"), inbound],
            "task_outcomes": [{"id": "own/u/c/task", "name": "周五送样", "due": "2026-11-27", "at": "2026-11-20"}]
        })
    };
    let told = |most: u32| told(&json(most), "2026-11-27");
    assert_eq!(told(0), ["c today 11-27", "c today 11-27", "c today 11-27"]);
    assert_eq!(told(5), ["c today 11-27", "c today 11-27", "c today 11-27"]);
    // Two were, the own one takes the third.
    assert_eq!(told(4), ["c today 11-27", "c today 11-27", "c held 2/4 2026-12-01"]);
    assert_eq!(
        told(3),
        ["c today 11-27", "c held 2/3 2026-12-01", "c held 2/3 2026-12-01"]
    );
    // What somebody wrote is asked whatever was.
    assert_eq!(
        told(1),
        ["c today 11-27", "c held 2/1 2026-12-01", "c held 2/1 2026-12-01"]
    );
    let next = world(&json(3), "2026-12-01");
    assert!(
        all_of(&next).1.iter().all(|deed| deed.shift.is_none()),
        "the next month begins anew"
    );
}

#[test]
fn what_was_put_off_keeps_its_place_in_the_month() {
    let step = |id: &str, channel: &str| json!({"id": id, "name": id, "latest": {"n": 0, "unit": "days"}, "channels": [channel]});
    let book = |id: &str, channel: &str| json!({"id": id, "name": id, "trigger": {"event": "created"}, "steps": [step("s", channel)]});
    let off = |id: &str| json!({"id": id, "retired": true, "name": id, "trigger": {"event": "created"}, "steps": []});
    let shipped = guanxi::domain::care::playbooks(&Rulebook::default()).0;
    let mut playbooks: Vec<Value> = shipped.iter().map(|it| off(&it.id)).collect();
    playbooks.extend([book("one", "call"), book("two", "visit")]);
    let json = |outcomes: Value| {
        json!({
            "rulebook": {"care": {"contacts_per_month": 1}, "playbooks": playbooks},
            "customers": [{"id": "c", "name": "甲", "created_on": "2026-12-10"}],
            "task_outcomes": outcomes
        })
    };
    let before = json(json!([]));
    assert_eq!(
        told(&before, "2026-12-14"),
        ["c overdue 12-10", "c held 0/1 2027-01-01"]
    );
    let world_before = world(&before, "2026-12-14");
    let (care, all) = all_of(&world_before);
    let days = spread_late(&world_before, &care, &all, &all[..1]);
    assert_eq!(days, [day("2026-12-14")]);
    // Onto a day behind today: the other one does not come up in its place, neither in the list nor in the calendar.
    let put_off = json!([{"id": "one/s/c/2026-12-10", "status": "snoozed", "at": "2026-12-14", "until": "2026-12-17"}]);
    let after = json(put_off);
    assert_eq!(told(&after, "2026-12-14"), ["c held 0/1 2027-01-01", "c put_off 12-17"]);
    assert_eq!(told(&after, "2026-12-17"), ["c today 12-17", "c held 0/1 2027-01-01"]);
    let world = world(&after, "2026-12-14");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let mut calendar = planned(&world, &care, (list.tasks(), &[]), day("2026-12-31"));
    calendar.retain(|deed| !deed.is_elsewhere());
    let calendar: Vec<String> = calendar.iter().map(|deed| said(&world, deed)).collect();
    assert_eq!(calendar, ["c week 12-17", "c held 0/1 2027-01-01"]);
}

#[test]
fn what_one_contact_does_is_put_off_as_one() {
    let step = json!({"id": "s", "name": "s", "latest": {"n": 0, "unit": "days"}, "channels": ["call"]});
    let book = |id: &str| json!({"id": id, "name": id, "trigger": {"event": "created"}, "steps": [step]});
    let off = |id: &str| json!({"id": id, "retired": true, "name": id, "trigger": {"event": "created"}, "steps": []});
    let shipped = guanxi::domain::care::playbooks(&Rulebook::default()).0;
    let mut playbooks: Vec<Value> = shipped.iter().map(|it| off(&it.id)).collect();
    playbooks.extend([book("one"), book("two")]);
    let until = |one: &str, two: &str| {
        let snoozed = |id: &str, until: &str| json!({"id": format!("{id}/s/c/2026-12-10"), "status": "snoozed", "at": "2026-12-14", "until": until});
        let book = json!({
            "rulebook": {"playbooks": playbooks},
            "customers": [{"id": "c", "name": "甲", "created_on": "2026-12-10"}],
            "task_outcomes": [snoozed("one", one), snoozed("two", two)]
        });
        let world = world(&book, "2026-12-14");
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let mut calendar = planned(&world, &care, (list.tasks(), &[]), day("2026-12-31"));
        calendar.retain(|deed| !deed.is_elsewhere());
        calendar
            .iter()
            .map(|deed| (said(&world, deed), deed.tasks.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(until("2026-12-17", "2026-12-17"), [("c week 12-17".to_owned(), 2)]);
    let apart = until("2026-12-17", "2026-12-18");
    assert_eq!(apart, [("c week 12-17".to_owned(), 1), ("c week 12-18".to_owned(), 1)]);
}

#[test]
fn a_full_day_moves_what_can_wait_inside_its_window() {
    let json = |room: u32| {
        json!({
            "rulebook": {"care": {"contacts_per_day": room}},
            "customers": [lead("a", "2026-11-24"), lead("b", "2026-11-24"), lead("c", "2026-11-24"),
                {"id": "v", "name": "v", "kind": "enterprise", "contract": {"signed_on": "2026-11-20"}}],
        })
    };
    // Leads are due on the day itself, and cannot wait, however little room there is: the third one is asked on a full day as well.
    let all = |room: u32| told(&json(room), "2026-11-27");
    let leads = |room: u32| {
        all(room)
            .into_iter()
            .filter(|deed| !deed.starts_with('v'))
            .collect::<Vec<_>>()
    };
    assert_eq!(leads(0), ["a today 11-27", "b today 11-27", "c today 11-27"]);
    assert_eq!(leads(2), leads(0));
    assert_eq!((all(2).len(), all(0).len()), (7, 7), "nothing is dropped");
    let kits = |room: u32| {
        let new = |id: &str, owner: &str| json!({"id": id, "name": id, "owner": owner, "created_on": "2026-09-01"});
        let paid =
            |id: &str| json!({"id": id, "customer": id, "date": "2026-09-28", "amount": 1000, "paid_on": "2026-09-30"});
        json!({
            "rulebook": {"care": {"contacts_per_day": room}},
            "customers": [new("a", "周敏"), new("b", "周敏"), new("c", "周敏"), new("d", "何晓")],
            "orders": [paid("a"), paid("b"), paid("c"), paid("d")],
        })
    };
    let calls = |room: u32, as_of: &str| {
        let world = world(&kits(room), as_of);
        let (care, all) = all_of(&world);
        let is_call = |deed: &&Deed| {
            deed.lead()
                .unwrap()
                .key(&world.book, &care)
                .starts_with("new_customer/first_call")
        };
        all.iter()
            .filter(is_call)
            .map(|deed| said(&world, deed))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        calls(0, "2026-10-08"),
        ["a today 10-08", "b today 10-08", "c today 10-08", "d today 10-08"]
    );
    // The calls are due from the 8th to the 10th, a Saturday that is worked; each person has a day of its own. The kits, due on the 9th, wait longer.
    assert_eq!(
        calls(1, "2026-10-08"),
        [
            "a today 10-08",
            "d today 10-08",
            "b week 10-08 -> 10-09 true",
            "c week 10-08 -> 10-10 true"
        ]
    );
}

#[test]
fn whatever_there_is_nothing_is_dropped_or_leaves_its_window_and_days_hold_what_they_can() {
    let calendar = Calendar::published();
    let today = day("2026-09-28");
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let room = dice.below(5) + 1;
        let loads: Vec<Load> = (0..dice.below(60))
            .map(|_| {
                let from = today.plus_days(dice.below(9) as i32);
                Load {
                    from,
                    last: from.plus_days(dice.between(-4, 14) as i32),
                    rank: dice.below(3) as u8,
                    is_fixed: dice.chance(10),
                }
            })
            .collect();
        let days = levelled(&loads, room, calendar);
        assert_eq!(days.len(), loads.len());
        let mut held: BTreeMap<Day, usize> = BTreeMap::new();
        days.iter().for_each(|day| *held.entry(*day).or_default() += 1);
        for (load, found) in loads.iter().zip(&days) {
            assert!(
                *found >= load.from && *found <= load.last.max(load.from),
                "{seed}: {load:?} {found}"
            );
            assert!(!load.is_fixed || *found == load.from);
            // Who waited did so for a full day, or one off.
            for waited in (load.from.0..found.0).map(Day) {
                assert!(
                    held.get(&waited).copied().unwrap_or(0) >= room || !calendar.is_working(waited),
                    "{seed}: {waited}"
                );
            }
            // A day holds too much only by what could not wait.
            let could_wait = !load.is_fixed && calendar.nth_working_day(*found, 1) <= load.last;
            assert!(
                !could_wait || held[found] <= room || !calendar.is_working(*found),
                "{seed}: {load:?}"
            );
            assert!(!could_wait || calendar.is_working(*found), "{seed}: {load:?}");
        }
        let late = spread(&loads, &held.into_iter().collect(), room, calendar, today);
        assert_eq!(late.len(), loads.len());
        assert!(late.iter().all(|day| *day >= today && calendar.is_working(*day)));
        for (a, first) in loads.iter().zip(&late) {
            for (b, second) in loads.iter().zip(&late) {
                assert!(
                    (a.rank, a.last) >= (b.rank, b.last) || first <= second,
                    "{seed}: the better first"
                );
            }
        }
    }
}

#[test]
fn what_is_late_is_spread_over_a_week_or_the_room_there_is() {
    let json = |room: u32| {
        let created = (2..14).map(|n| lead(&format!("c{n:02}"), &format!("2026-11-{n:02}")));
        json!({"rulebook": {"care": {"contacts_per_day": room}}, "customers": created.collect::<Vec<_>>()})
    };
    let days = |room: u32| {
        let world = world(&json(room), "2026-11-27");
        let (care, all) = all_of(&world);
        let late: Vec<Deed> = all
            .iter()
            .filter(|deed| deed.when.word() == "overdue")
            .cloned()
            .collect();
        let days = spread_late(&world, &care, &all, &late);
        let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (deed, day) in late.iter().zip(days) {
            let id = said(&world, deed).split(' ').next().unwrap().to_owned();
            told.entry(day.to_string()[5..].to_owned()).or_default().push(id);
        }
        told.into_iter()
            .map(|(day, ids)| format!("{day}: {}", ids.join(" ")))
            .collect::<Vec<_>>()
    };
    // Friday, then the next week.
    assert_eq!(
        days(0),
        [
            "11-27: c02 c03 c04",
            "11-30: c05 c06 c07",
            "12-01: c08 c09 c10",
            "12-02: c11 c12 c13"
        ]
    );
    assert_eq!(
        days(7),
        ["11-27: c02 c03 c04 c05 c06 c07 c08", "11-30: c09 c10 c11 c12 c13"]
    );
}
