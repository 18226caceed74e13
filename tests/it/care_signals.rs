//! The signals of a customer who may be lost (S3 5), each as a table: what happened, and from which day on it is asked for. Frequency and
//! response are in `care.rs` and `care_deeds.rs`.

use guanxi::domain::care::{CarePlan, TaskList, figures_of, warned_by, why};
use guanxi::domain::label::Lang;
use guanxi::ui::proof::held::held_now;
use serde_json::{Value, json};

use crate::care::{order, timeline, touch, world};

/// Two orders in March, two calls in June.
fn history() -> Value {
    json!({
        "customers": [{"id": "c", "name": "甲"}],
        "orders": [order("o", "2026-03-01", Some("2026-03-01")), order("p", "2026-03-02", Some("2026-03-02"))],
        "interactions": [touch("i", "2026-06-01", "call"), touch("j", "2026-06-02", "call")]
    })
}

#[test]
fn no_contact_in_ninety_days() {
    timeline(
        history(),
        "silent",
        &[
            ("2026-08-30", ""),
            // (2 June, 31 August] are 90 days without one.
            ("2026-08-31", "get_in_touch 06-02: 09-01 09-07"),
            ("2026-10-20", "get_in_touch 06-02: 09-01 09-07"),
        ],
    );
    let mut again = history();
    again["interactions"]
        .as_array_mut()
        .unwrap()
        .push(touch("k", "2026-09-03", "wechat"));
    timeline(again, "silent", &[("2026-09-03", "")]);
}

#[test]
fn health_that_falls_is_asked_about_and_one_that_was_never_better_is_not() {
    // 40 + 0.3 × 20 a call of 90 days + 0.3 × 25 an order of six months: 67; 61 from 30 August, 55 from 31 August.
    timeline(
        history(),
        "health_falls",
        &[
            ("2026-08-30", ""),
            ("2026-08-31", "find_cause 08-31: 09-01 09-07"),
            ("2026-11-20", "find_cause 08-31: 09-01 09-07"),
            // Nobody is asked about what is longer ago than 92 days.
            ("2026-12-02", ""),
        ],
    );
    // 47.5 since the first deal.
    let new = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "orders": [order("o", "2026-08-20", Some("2026-08-20"))]
    });
    timeline(new, "health_falls", &[("2026-08-20", ""), ("2026-08-31", "")]);
}

#[test]
fn who_is_healthy_no_longer_is_talked_to() {
    let mut book = history();
    let more = ["2026-06-03", "2026-06-04", "2026-06-05"];
    let more = more.iter().map(|day| touch(&format!("more-{day}"), day, "call"));
    book["interactions"].as_array_mut().unwrap().extend(more);
    // 40 + 0.3 × 20 a call + 0.3 × 25 an order: 85; 79 from 30 August, a Sunday, and 73 behind it. On 1 September one order and two calls count: 59.5.
    timeline(
        book.clone(),
        "health_slips",
        &[
            ("2026-08-29", ""),
            ("2026-08-30", "learn_why 08-30: 09-01 09-04"),
            ("2026-08-31", "learn_why 08-30: 09-01 09-04"),
            ("2026-09-01", ""),
        ],
    );
    timeline(
        book,
        "health_falls",
        &[("2026-08-31", ""), ("2026-09-01", "find_cause 09-01: 09-02 09-08")],
    );
    // 67 and 61 since June: never better.
    timeline(history(), "health_slips", &[("2026-08-30", "")]);
}

#[test]
fn a_warning_names_its_condition_with_the_border_and_the_figure() {
    let said_of = |book: &Value, as_of: &str, playbook: &str| {
        let world = world(book, as_of);
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let is_it = |task: &&guanxi::domain::care::Task| task.key(&world.book, &care).starts_with(playbook);
        let task = list.tasks().iter().find(is_it).unwrap();
        warned_by(&care, task).map(|condition| held_now(&world, task.customer, condition, Lang::Zh))
    };
    let said = |playbook: &str| said_of(&history(), "2026-08-31", playbook);
    // 40 + 0.3 × 25 × 2 orders = 55 on 31 August; nobody was spoken to for 90 days.
    assert_eq!(said("health_falls/").unwrap(), ["健康度是风险（健康分55分，< 60分）"]);
    assert_eq!(said("silent/").unwrap(), ["近90天互动 = 0次（实际0次）"]);
    // What is no warning names none.
    assert_eq!(said("keep/"), None);
    let mut silent = history();
    silent["interactions"] = json!([]);
    // 29 days of March, 30, 31, and 10 of June.
    assert_eq!(
        said_of(&silent, "2026-06-10", "come_back/").unwrap(),
        ["距末次订单 > 90天（实际100天）"]
    );
}

#[test]
fn a_contract_that_ends_soon() {
    let contract = json!({
        "customers": [{"id": "c", "name": "甲", "contract": {"signed_on": "2026-01-10", "ends_on": "2026-12-31"}}],
        "interactions": [touch("i", "2026-11-05", "call")]
    });
    timeline(
        contract.clone(),
        "renewal",
        &[
            ("2026-10-31", ""),
            ("2026-11-01", "talk 11-01: 11-13 12-16"),
            ("2026-11-04", "talk 11-01: 11-13 12-16"),
            ("2026-11-05", ""),
        ],
    );
    let world = world(&contract, "2026-11-02");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let is_it = |task: &&guanxi::domain::care::Task| task.key(&world.book, &care).starts_with("renewal/");
    let task = list.tasks().iter().find(is_it).unwrap();
    assert_eq!(
        why(&world, &care, task).zh,
        "合同2026-12-31到期，10个工作日为宜，最迟45天"
    );
    let figures = figures_of(&world, &care, task);
    let figures: Vec<(&str, Option<f64>)> = figures.into_iter().map(|(metric, value)| (metric.id, value)).collect();
    assert_eq!(figures, [("contract_in_force", Some(1.0))]);
}

#[test]
fn who_did_not_answer_has_not_answered_a_warning() {
    let called = |id: &str, at: &str, answered: Value| {
        let mut call = touch(id, at, "call");
        call["responded"] = answered;
        call
    };
    // Four calls nobody took, and one: 1 of 5 is a fifth, and not less. The sixth call of 6 November raises the warning.
    let before: Vec<Value> = ["2026-10-01", "2026-10-09", "2026-10-16", "2026-10-23"]
        .iter()
        .enumerate()
        .map(|(i, at)| called(&format!("i{i}"), at, json!(false)))
        .chain([called("yes", "2026-10-30", json!(true))])
        .collect();
    let of = |more: Vec<Value>| {
        json!({
            "customers": [{"id": "c", "name": "甲", "cooperation_since": "2025-01-01"}],
            "orders": [order("o", "2026-09-20", Some("2026-09-20"))],
            "interactions": before.iter().cloned().chain(more).collect::<Vec<_>>()
        })
    };
    let cause = "find_cause 11-06: 11-09 11-11";
    let raised = called("no", "2026-11-06", json!(false));
    timeline(
        of(vec![raised.clone()]),
        "churn",
        &[("2026-11-05", ""), ("2026-11-06", cause)],
    );
    // Nor does another that nobody takes, whatever the channel.
    let again = called("again", "2026-11-09", json!(false));
    timeline(
        of(vec![raised.clone(), again.clone()]),
        "churn",
        &[("2026-11-09", cause)],
    );
    // One does of which nobody wrote down whether it was taken, and one that the customer made.
    let measure = "choose_measure 11-10: 11-12 11-17";
    let told = called("told", "2026-11-10", json!(null));
    timeline(of(vec![raised.clone(), told]), "churn", &[("2026-11-10", measure)]);
    let mut theirs = called("theirs", "2026-11-10", json!(false));
    theirs["direction"] = json!("inbound");
    timeline(of(vec![raised.clone(), theirs]), "churn", &[("2026-11-10", measure)]);
    // Whoever says that it did the task has the word.
    let mut named = again;
    named["task"] = json!("churn/find_cause/c/2026-11-06");
    timeline(
        of(vec![raised, named]),
        "churn",
        &[("2026-11-09", "choose_measure 11-09: 11-11 11-16")],
    );
}
