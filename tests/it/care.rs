//! Playbooks and tasks as tables: what happened with a customer in, tasks out, day by day (`book.md`, "Playbooks and tasks").

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::care::{CarePlan, TaskList, why};
use guanxi::domain::day::Day;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use serde_json::{Value, json};

/// A book of these records.
pub fn book(json: &Value) -> Book {
    fn take<R: BookRecord>(book: &mut Book, json: &Value) {
        for record in json[R::KIND.word()].as_array().into_iter().flatten() {
            R::table_mut(book).put(serde_json::from_value::<R>(record.clone()).unwrap());
        }
    }
    let mut book = Book::default();
    macro_rules! kinds {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
            $(take::<guanxi::domain::kind::$ty>(&mut book, json);)*
        };
    }
    guanxi::for_each_kind!(kinds);
    if let Some(settings) = json.get("settings") {
        book.head.settings = serde_json::from_value(settings.clone()).unwrap();
    }
    if let Some(rules) = json.get("rulebook") {
        book.head.rulebook = Rulebook::from_json(rules).unwrap();
    }
    book
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn world(json: &Value, as_of: &str) -> World {
    World::new(book(json), day(as_of)).0
}

/// The tasks of a playbook that are open on a day: `step start: ideal latest`, the days without their year.
pub fn asked(json: &Value, playbook: &str, as_of: &str) -> String {
    let world = world(json, as_of);
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    assert!(care.issues.is_empty(), "{:?}", care.issues);
    let list = TaskList::of(&world, &care);
    let mut told: Vec<String> = Vec::new();
    for task in list.tasks().iter().filter(|task| task.is_open(day(as_of))) {
        let key = task.key(&world.book, &care);
        let words: Vec<&str> = key.split('/').collect();
        if words[0] == playbook {
            let (ideal, latest) = (task.due().to_string(), task.last().to_string());
            let start = words[3].get(5..).unwrap_or_default();
            told.push(format!("{} {start}: {} {}", words[1], &ideal[5..], &latest[5..]));
        }
    }
    told.sort();
    told.join("; ")
}

/// A customer's history, and what a playbook asks on each of some days.
pub fn timeline(json: Value, playbook: &str, table: &[(&str, &str)]) {
    for (as_of, expected) in table {
        assert_eq!(asked(&json, playbook, as_of), *expected, "{playbook} on {as_of}");
    }
}

pub fn order(id: &str, date: &str, paid_on: Option<&str>) -> Value {
    json!({"id": id, "customer": "c", "date": date, "amount": 1000, "paid_on": paid_on})
}

pub fn touch(id: &str, at: &str, kind: &str) -> Value {
    json!({"id": id, "customer": "c", "at": at, "kind": kind, "direction": "outbound"})
}

#[test]
fn a_new_customer_across_the_national_day() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲", "created_on": "2026-09-01"}],
        "orders": [order("o", "2026-09-28", Some("2026-09-30"))],
        "interactions": [touch("i1", "2026-10-09", "call"), touch("i2", "2026-10-12", "visit"), touch("i3", "2026-10-15T09:00:00+08:00", "wechat"),
            touch("i4", "2026-10-16", "gift"), touch("i5", "2026-10-19", "sms")],
        "task_outcomes": [{"id": "new_customer/sort_information/c/2026-09-30", "status": "done", "at": "2026-10-08T10:00:00+08:00"}]
    });
    let sort = "sort_information 09-30: 10-09 10-09";
    let kit = "welcome_kit 09-30: 10-09 10-13";
    timeline(
        history,
        "new_customer",
        &[
            ("2026-09-27", ""),
            // Before the payment the first deal counts: the order of the 28th.
            (
                "2026-09-29",
                "first_call 09-28: 09-29 10-08; sort_information 09-28: 09-30 09-30; welcome_kit 09-28: 09-30 10-10",
            ),
            ("2026-09-30", &format!("first_call 09-30: 10-08 10-10; {sort}; {kit}")),
            ("2026-10-07", &format!("first_call 09-30: 10-08 10-10; {sort}; {kit}")),
            ("2026-10-08", &format!("first_call 09-30: 10-08 10-10; {kit}")),
            // A visit is none of the step's channels.
            ("2026-10-12", &format!("second_follow_up 10-09: 10-15 10-19; {kit}")),
            ("2026-10-15", kit),
            ("2026-10-16", "kit_arrived 10-16: 10-20 10-22"),
            ("2026-10-19", ""),
            // Thirty days behind the first deal the customer is no new one.
            ("2026-10-28", ""),
        ],
    );
}

#[test]
fn leads_by_intent() {
    let lead = |intent: &str, touches: Value| json!({"customers": [{"id": "c", "name": "甲", "created_on": "2026-01-30", "intent": intent}], "interactions": touches});
    let none = || json!([]);
    timeline(
        lead("A", none()),
        "lead",
        &[
            ("2026-01-29", ""),
            ("2026-01-30", "first_contact 01-30: 02-02 02-02"),
            ("2026-06-01", "first_contact 01-30: 02-02 02-02"),
        ],
    );
    timeline(
        lead("B", none()),
        "lead",
        &[("2026-01-30", "first_contact 01-30: 02-06 02-06")],
    );
    timeline(
        lead("C", none()),
        "lead",
        &[("2026-01-30", "first_contact 01-30: 02-14 02-14")],
    );
    let touches = json!([
        touch("i1", "2026-01-31", "call"),
        touch("i2", "2026-02-27T20:00:00-05:00", "email")
    ]);
    timeline(
        lead("A", touches.clone()),
        "lead",
        &[
            ("2026-01-31", "follow_up 01-31: 02-07 02-07"),
            ("2026-02-27", "follow_up 02-27: 03-06 03-06"),
        ],
    );
    timeline(
        lead("B", touches.clone()),
        "lead",
        &[("2026-02-01", "follow_up 01-31: 02-14 02-14")],
    );
    // A month from the 31st is clamped, and the next one is counted from its own start.
    timeline(
        lead("C", touches),
        "lead",
        &[
            ("2026-02-01", "follow_up 01-31: 02-28 02-28"),
            ("2026-02-28", "follow_up 02-27: 03-27 03-27"),
        ],
    );
    let mut dealt = lead("A", none());
    dealt["orders"] = json!([order("o", "2026-02-10", None)]);
    timeline(
        dealt,
        "lead",
        &[("2026-02-09", "first_contact 01-30: 02-02 02-02"), ("2026-02-10", "")],
    );
}

#[test]
fn a_first_visit_within_a_week_then_as_the_kind_of_customer_wants() {
    let signed = |kind: Option<&str>| {
        json!({
            "customers": [{"id": "c", "name": "甲", "kind": kind, "contract": {"signed_on": "2025-11-25", "ends_on": "2026-11-24"}}],
            "interactions": [touch("i1", "2025-11-27", "call"), touch("i2", "2025-11-30", "visit")]
        })
    };
    let visit = "first_visit 11-25: 12-02 12-02";
    timeline(
        signed(Some("enterprise")),
        "keep",
        &[
            ("2025-11-24", ""),
            ("2025-11-26", visit),
            ("2025-11-29", &format!("{visit}; regular 11-27: 02-27 02-27")),
            // 30 November and three months: 28 February.
            ("2025-11-30", "regular 11-30: 02-28 02-28"),
            // The contract has ended.
            ("2026-11-25", ""),
        ],
    );
    timeline(
        signed(Some("person")),
        "keep",
        &[("2026-01-15", "regular 11-30: 12-30 12-30")],
    );
    timeline(signed(None), "keep", &[("2026-01-15", "regular 11-30: 02-28 02-28")]);
}

#[test]
fn after_a_complaint_to_day_ninety() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "tickets": [{"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2026-05-01T22:00:00+08:00", "resolved_at": "2026-05-06"},
            {"id": "u", "customer": "c", "kind": "technical", "opened_at": "2026-05-01", "resolved_at": "2026-05-02"}],
        "interactions": [touch("i1", "2026-05-07", "call"), touch("i2", "2026-05-11", "call")]
    });
    let (gift, last) = ("make_good 05-06: 05-09 05-12", "last 05-06: 07-25 08-04");
    timeline(
        history,
        "complaint",
        &[
            ("2026-05-05", ""),
            // 9 May is a Saturday that is worked.
            (
                "2026-05-06",
                &format!("call 05-06: 05-07 05-08; {last}; {gift}; week 05-06: 05-13 05-15"),
            ),
            ("2026-05-10", &format!("{last}; {gift}; week 05-06: 05-13 05-15")),
            ("2026-05-11", &format!("{last}; {gift}")),
            ("2026-08-04", &format!("{last}; {gift}")),
            ("2026-08-05", ""),
        ],
    );
}

#[test]
fn each_complaint_is_followed_to_its_own_day_ninety() {
    let complaint = |id: &str, resolved: &str| json!({"id": id, "customer": "c", "kind": "complaint", "opened_at": "2026-03-01", "resolved_at": resolved});
    let history = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "tickets": [complaint("t", "2026-04-10"), complaint("u", "2026-07-07")],
        "interactions": [touch("i1", "2026-04-13", "call"), touch("i2", "2026-04-14", "gift"), touch("i3", "2026-04-17", "call")]
    });
    // 10 April and ninety days: 9 July. 7 July was a Tuesday.
    let first = "last 04-10: 06-29 07-09";
    let second = "call 07-07: 07-08 07-09; last 07-07: 09-25 10-05";
    let rest = "make_good 07-07: 07-10 07-14; week 07-07: 07-14 07-16";
    timeline(
        history,
        "complaint",
        &[
            ("2026-07-06", first),
            (
                "2026-07-09",
                &format!("call 07-07: 07-08 07-09; {first}; last 07-07: 09-25 10-05; {rest}"),
            ),
            // The new one does not wake what the first is owed no longer.
            ("2026-07-10", &format!("{second}; {rest}")),
            ("2026-10-05", &format!("{second}; {rest}")),
            ("2026-10-06", ""),
        ],
    );
}

#[test]
fn a_rhythm_tied_to_the_start_never_drifts() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲", "cooperation_since": "2026-01-31"}],
        "orders": [order("o", "2026-01-31", Some("2026-01-31"))],
        "interactions": [touch("i1", "2026-03-25", "call"), touch("i2", "2026-04-02", "wechat")]
    });
    timeline(
        history,
        "touch",
        &[
            ("2026-01-31", "high_monthly 01-31: 02-10 02-20"),
            ("2026-02-27", "high_monthly 01-31: 02-10 02-20"),
            ("2026-02-28", "high_monthly 02-28: 03-10 03-20"),
            ("2026-03-24", "high_monthly 02-28: 03-10 03-20"),
            ("2026-03-25", ""),
            ("2026-03-30", ""),
            ("2026-03-31", "high_monthly 03-31: 04-10 04-20"),
            ("2026-04-30", "high_monthly 04-30: 05-10 05-20"),
        ],
    );
}

#[test]
fn days_that_come_each_year() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲", "cooperation_since": "2023-11-19", "founded_on": "2024-02-29",
            "contacts": [{"name": "乙", "birthday": "1980-12-31"}]}],
        "orders": [order("o", "2026-06-01", None)],
        "interactions": [touch("i1", "2026-11-18", "call"), touch("i2", "2026-11-20", "wechat")]
    });
    timeline(
        history.clone(),
        "key_dates",
        &[
            ("2026-11-04", ""),
            ("2026-11-05", "wish 11-19: 11-19 11-21"),
            ("2026-11-19", "wish 11-19: 11-19 11-21"),
            ("2026-11-20", ""),
            ("2026-12-17", "wish 12-31: 12-31 01-02"),
            ("2027-01-14", "wish 12-31: 12-31 01-02"),
            ("2027-01-15", ""),
            // 29 February of a year without one.
            ("2027-02-20", "wish 02-28: 02-28 03-02"),
        ],
    );
    let world = world(&history, "2026-11-05");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let wish = list
        .tasks()
        .iter()
        .find(|task| task.key(&world.book, &care).starts_with("key_dates"))
        .unwrap();
    assert_eq!(why(&world, &care, wish).zh, "2026-11-19合作3周年，2天内");
}

#[test]
fn who_comes_into_an_audience_is_asked_from_that_day() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "orders": [order("o", "2026-06-01", None)]
    });
    let offer = "offer 08-31: 09-03 09-14";
    timeline(
        history,
        "come_back",
        &[
            ("2026-08-30", ""),
            ("2026-08-31", offer),
            ("2026-11-30", offer),
            ("2026-12-01", ""),
        ],
    );
}
