//! A wish for a day is no more than that: whoever greets has not called, whoever calls has greeted as well.

use guanxi::domain::care::{CarePlan, TaskList, deeds};
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::{asked, order, timeline, touch, world};

/// A customer who paid on the eve of the National Day, with what followed.
fn history(contacts: Value) -> Value {
    json!({
        "settings": {"tasks_from": "2026-09-01"},
        "customers": [{"id": "c", "name": "甲", "created_on": "2026-09-30"}],
        "orders": [order("o", "2026-09-30", Some("2026-09-30"))],
        "interactions": contacts,
    })
}

fn made_for(task: &str, id: &str, at: &str, kind: &str) -> Value {
    let mut contact = touch(id, at, kind);
    contact["task"] = json!(task);
    contact
}

const GREET: &str = "holidays/greet/c/2026-09-30";
const CALL: &str = "new_customer/first_call/c/2026-09-30";

#[test]
fn a_greeting_is_no_call_and_a_call_is_a_greeting() {
    let call = "first_call 09-30: 10-08 10-10";
    // What was made, what of the call is asked on the 8th of October, what of the greeting on its day.
    let table = [
        (json!([]), call, "greet 09-30: 09-30 09-30"),
        // A greeting by phone is no first call, whatever it was recorded over.
        (json!([made_for(GREET, "i", "2026-09-30", "call")]), call, ""),
        (json!([made_for(GREET, "i", "2026-09-30", "wechat")]), call, ""),
        // One call does both, whether it was made for the call or for nothing that is asked.
        (json!([made_for(CALL, "i", "2026-09-30", "call")]), "", ""),
        (json!([touch("i", "2026-09-30", "call")]), "", ""),
        // A message that nobody called a greeting does for the greeting, which asks for any contact, and not for the call.
        (json!([touch("i", "2026-09-30", "wechat")]), call, ""),
        // What was made before the day is no greeting for it.
        (
            json!([touch("i", "2026-09-29", "call")]),
            call,
            "greet 09-30: 09-30 09-30",
        ),
    ];
    for (contacts, of_call, of_greeting) in table {
        let history = history(contacts);
        let calls = asked(&history, "new_customer", "2026-10-08");
        let calls: Vec<&str> = calls
            .split("; ")
            .filter(|task| task.starts_with("first_call"))
            .collect();
        assert_eq!(calls.join("; "), of_call, "{history}");
        assert_eq!(asked(&history, "holidays", "2026-09-30"), of_greeting, "{history}");
    }
}

#[test]
fn a_wish_does_for_another_wish_of_its_days_and_for_nothing_else() {
    // Mid-autumn of 2026 is the 25th of September, the National Day's eve the 30th; a birthday lies on the 24th.
    let wish = |task: &str| {
        json!({
            "settings": {"tasks_from": "2026-09-01"},
            "customers": [{"id": "c", "name": "甲", "created_on": "2020-01-01", "contract": {"signed_on": "2026-09-20"},
                "contacts": [{"name": "沈立群", "birthday": "1980-09-24"}]}],
            "interactions": [made_for(task, "i", "2026-09-24", "visit")],
        })
    };
    let greeted = wish("holidays/greet/c/2026-09-24");
    timeline(
        greeted.clone(),
        "holidays",
        &[
            ("2026-09-24", "greet 09-30: 09-30 09-30"),
            ("2026-09-30", "greet 09-30: 09-30 09-30"),
        ],
    );
    timeline(greeted.clone(), "key_dates", &[("2026-09-24", "")]);
    // The visit behind the signing is asked all the same.
    timeline(
        greeted,
        "keep",
        &[(
            "2026-09-26",
            "first_visit 09-20: 09-27 09-27; regular 09-24: 12-24 12-24",
        )],
    );
    // One made for the visit does for the wishes of its day.
    let visited = wish("keep/first_visit/c/2026-09-20");
    timeline(visited.clone(), "key_dates", &[("2026-09-24", "")]);
    timeline(
        visited.clone(),
        "holidays",
        &[("2026-09-24", "greet 09-30: 09-30 09-30")],
    );
    timeline(visited, "keep", &[("2026-09-26", "regular 09-24: 12-24 12-24")]);
}

/// What is to be done on a day: the playbooks and steps of each deed.
fn told(world: &World) -> Vec<String> {
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(world, &care);
    let step = |key: String| key.split('/').take(2).collect::<Vec<_>>().join("/");
    let all = deeds(world, &care, list.tasks());
    all.iter()
        .map(|deed| {
            deed.tasks
                .iter()
                .map(|task| step(task.key(&world.book, &care)))
                .collect::<Vec<_>>()
                .join(" + ")
        })
        .collect()
}

#[test]
fn a_greeting_is_asked_by_itself_and_two_wishes_of_a_day_are_one() {
    let book = json!({
        "settings": {"tasks_from": "2026-09-01"},
        "customers": [{"id": "c", "name": "甲", "created_on": "2026-09-21", "cooperation_since": "2025-09-24",
            "contacts": [{"name": "沈立群", "birthday": "1980-09-24"}], "contract": {"signed_on": "2026-09-21"}}],
        "interactions": [],
    });
    let all = told(&world(&book, "2026-09-24"));
    let wishes: Vec<&String> = all
        .iter()
        .filter(|deed| deed.contains("holidays/") || deed.contains("key_dates/"))
        .collect();
    assert_eq!(wishes, ["holidays/greet + key_dates/wish", "holidays/greet"], "{all:?}");
    assert!(all.iter().any(|deed| deed == "keep/first_visit"), "{all:?}");
}

#[test]
fn wishes_go_first_to_those_of_value_and_those_who_may_leave() {
    let customer = |id: &str| json!({"id": id, "name": id, "cooperation_since": "2024-11-27"});
    let order = |customer: &str, amount: u32| json!({"id": customer, "customer": customer, "date": "2026-11-02", "amount": amount, "paid_on": "2026-11-02"});
    // Five contacts and an order: 30 + 20 + 7.5 + 20 = 77.5 is no more than sub-healthy, and four orders make it healthy.
    let busy = |id: &'static str| {
        (1..=5).map(move |n| json!({"id": format!("{id}{n}"), "customer": id, "at": format!("2026-11-{n:02}"), "kind": "visit"}))
    };
    let more = |id: &'static str| {
        (1..=4).map(move |n| json!({"id": format!("{id}{n}"), "customer": id, "date": format!("2026-10-{n:02}"), "amount": 10, "paid_on": format!("2026-10-{n:02}")}))
    };
    let last = [order("a_calm", 10), order("b_risky", 10), order("c_big", 2_000_000)];
    let orders: Vec<Value> = last.into_iter().chain(more("a_calm")).chain(more("c_big")).collect();
    let book = json!({
        "customers": [customer("a_calm"), customer("b_risky"), customer("c_big")],
        "orders": orders,
        "interactions": busy("a_calm").chain(busy("c_big")).collect::<Vec<_>>()
    });
    let world = world(&book, "2026-11-27");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let class = |dimension: &str, slot: u32| world.evaluation.class_in(slot, dimension).map(str::to_owned);
    assert_eq!(
        ["value", "risk"].map(|dimension| class(dimension, 0)),
        [Some("ordinary".into()), Some("low".into())]
    );
    assert_eq!(
        ["value", "risk"].map(|dimension| class(dimension, 1)),
        [Some("ordinary".into()), Some("high".into())]
    );
    assert_eq!(class("value", 2), Some("strategic".into()));
    let all = deeds(&world, &care, list.tasks());
    let wishes = all
        .iter()
        .filter(|deed| deed.kind == guanxi::domain::care::TaskKind::KeyDate);
    let whom: Vec<u32> = wishes.filter_map(|deed| Some(deed.lead()?.customer)).collect();
    assert_eq!(whom, [1, 2, 0]);
}
