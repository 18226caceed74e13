//! Two tabs that judge the same thing: a class by hand, a decision on a move, rules and their examples.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::command::{Command, CommandError, Decided};
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::held::Held;
use guanxi::domain::id::RuleVersionId;
use guanxi::domain::kind::{ClassOverride, Customer};
use guanxi::domain::rule::Example;
use guanxi::domain::versions::Adoption;
use guanxi::state::keeper::Ended;
use serde_json::json;

use crate::meetings::{customer, edit, example, read, refused, saved, tabs};
use crate::store::now;
use crate::two_sessions::{Tab, stamp};

fn given(class: &str) -> ClassOverride {
    read(
        json!({"dimension": "value", "class": class, "set_on": "2026-09-05", "until": "2026-12-05", "reason": "合同", "by": "周敏"}),
    )
}

pub fn by_hand(seen: Vec<Held<Customer>>, class: &str) -> Command {
    Command::SetOverride {
        ids: vec![customer()],
        seen,
        given: Box::new(given(class)),
    }
}

fn seen(tab: &Tab) -> Vec<Held<Customer>> {
    tab.book().customers.get("c1").cloned().into_iter().collect()
}

fn classes(tab: &Tab) -> Vec<String> {
    seen(tab)[0].overrides.iter().map(|o| o.class.to_string()).collect()
}

#[test]
fn a_class_by_hand_that_another_tab_has_set_is_asked_about() {
    let [one, two] = tabs();
    let before = seen(&two);
    saved(&one, by_hand(before.clone(), "key"));
    saved(
        &one,
        Command::EditCustomer(edit(&one.book(), "c1", &json!({"notes": "二厂"}))),
    );
    let error = refused(&two, by_hand(before.clone(), "strategic"));
    let CommandError::Conflict(conflict) = error else {
        panic!("{error:?}")
    };
    let clash = &conflict.clashes[0];
    assert_eq!((&*clash.theirs, &*clash.mine), ("key", "strategic"));
    assert_eq!(classes(&two), ["key"]);
    // The same said twice is no question.
    let (ended, _) = now(two.keeper.carry_out(by_hand(before, "key"), stamp));
    assert_eq!(ended, Ended::Idle);
    saved(&two, by_hand(seen(&two), "strategic"));
    assert_eq!(classes(&two), ["strategic"]);
    assert_eq!(seen(&two)[0].notes.as_deref(), Some("二厂"));
}

#[test]
fn a_class_by_hand_that_another_tab_has_ended_does_not_come_back() {
    let [one, two] = tabs();
    saved(&one, by_hand(seen(&one), "key"));
    now(two.keeper.catch_up()).unwrap();
    let before = seen(&two);
    let (ids, dimension, on) = (vec![customer()], "value".into(), Day::parse("2026-09-05").unwrap());
    saved(
        &one,
        Command::EndOverride {
            ids,
            seen: Vec::new(),
            dimension,
            on,
        },
    );
    let prolonged = ClassOverride {
        until: Day::parse("2027-03-05"),
        ..given("key")
    };
    let prolong = Command::SetOverride {
        ids: vec![customer()],
        seen: before,
        given: Box::new(prolonged),
    };
    assert!(matches!(refused(&two, prolong), CommandError::Conflict(_)));
    assert_eq!(classes(&two), [""; 0]);
}

fn hold(seen: Vec<Held<Customer>>, class: &str) -> Command {
    let review = json!({"id": "r1", "customer": "c1", "dimension": "value", "at": "2026-09-05T09:00:00+08:00",
        "from": class, "to": "ordinary", "decision": "hold", "reason": "合同"});
    Command::Review {
        decided: vec![Decided {
            review: read(review),
            hold: Some(given(class)),
        }],
        seen,
    }
}

#[test]
fn a_move_is_not_held_over_a_class_that_another_tab_has_set_by_hand_without_asking() {
    let [one, two] = tabs();
    let before = seen(&two);
    saved(&one, by_hand(before.clone(), "strategic"));
    let error = refused(&two, hold(before.clone(), "key"));
    let CommandError::Conflict(conflict) = error else {
        panic!("{error:?}")
    };
    let clash = &conflict.clashes[0];
    assert_eq!((&*clash.theirs, &*clash.mine), ("strategic", "key"));
    assert_eq!(
        (classes(&two), two.book().reviews.len()),
        (vec!["strategic".to_owned()], 0)
    );
    // Decided once more over what stands there now.
    saved(&two, hold(seen(&two), "key"));
    assert_eq!((classes(&two), two.book().reviews.len()), (vec!["key".to_owned()], 1));
}

#[test]
fn a_stage_that_another_tab_has_set_on_the_sheet_is_asked_about_too() {
    let [one, two] = tabs();
    let before = seen(&two);
    let stage = |class: &str| json!({"stage_override": class});
    saved(&one, Command::EditCustomer(edit(&one.book(), "c1", &stage("dormant"))));
    let given: ClassOverride =
        read(json!({"dimension": "stage", "class": "lost", "set_on": "2026-09-05", "reason": "合同"}));
    let set = |seen: Vec<Held<Customer>>| Command::SetOverride {
        ids: vec![customer()],
        seen,
        given: Box::new(given.clone()),
    };
    assert!(matches!(refused(&two, set(before)), CommandError::Conflict(_)));
    saved(&two, set(seen(&two)));
    assert_eq!(classes(&two), ["lost"]);
}

#[test]
fn what_another_tab_has_set_by_hand_anew_is_not_ended_without_asking() {
    let [one, two] = tabs();
    saved(&one, by_hand(seen(&one), "key"));
    now(two.keeper.catch_up()).unwrap();
    let before = seen(&two);
    saved(&one, by_hand(seen(&one), "strategic"));
    let end = |seen: Vec<Held<Customer>>| Command::EndOverride {
        ids: vec![customer()],
        seen,
        dimension: "value".into(),
        on: Day::parse("2026-09-05").unwrap(),
    };
    assert!(matches!(refused(&two, end(before)), CommandError::Conflict(_)));
    assert_eq!(classes(&two), ["strategic"]);
    saved(&two, end(seen(&two)));
    assert_eq!(classes(&two), [""; 0]);
    // Ended twice is no question.
    let (ended, _) = now(one.keeper.carry_out(end(seen(&one)), stamp));
    assert_eq!(ended, Ended::Idle);
}

pub fn decided(id: &str, dimension: &str) -> Command {
    let review = json!({"id": id, "customer": "c1", "dimension": dimension, "at": "2026-11-21T09:00:00+08:00",
        "from": "key", "to": "ordinary", "decision": "confirm"});
    let review = read(review);
    Command::Review {
        decided: vec![Decided { review, hold: None }],
        seen: Vec::new(),
    }
}

#[test]
fn a_move_is_decided_once_a_day_by_whichever_tab() {
    let [one, two] = tabs();
    saved(&one, decided("r1", "value"));
    refused(&two, decided("r2", "value"));
    assert_eq!(two.book().reviews.len(), 1);
    saved(&two, decided("r3", "stage"));
    assert_eq!(two.book().reviews.len(), 2);
}

fn adopt(seen: &Book, window: u32) -> Command {
    let mut rulebook = seen.head.rulebook.clone();
    rulebook.rfm.window_months = Some(window);
    let version = |n: u32| RuleVersionId::new(&format!("v{window} {n}")).unwrap();
    Command::AdoptRulebook {
        seen: Some(Arc::new(seen.head.rulebook.clone())),
        rulebook: Box::new(rulebook),
        adoption: Box::new(Adoption {
            ids: [version(1), version(2)],
            on: Day(20_700),
            at: Moment::on(Day(20_700)),
            by: None,
            name: None,
            note: None,
        }),
    }
}

fn examples(tab: &Tab) -> Vec<(String, String)> {
    let all = tab.book().head.rulebook.examples;
    let told = |e: &Example| (e.id.to_string(), e.dimension.as_deref().unwrap_or_default().to_owned());
    all.iter().map(told).collect()
}

#[test]
fn examples_of_another_tab_outlive_rules_that_are_adopted_and_examples_that_are_saved() {
    let [one, two] = tabs();
    let old = two.book();
    let before = old.head.rulebook.examples.clone();
    let with = |more: &[Example]| [before.clone(), more.to_vec()].concat();
    let (before_one, after) = (before.clone(), with(&[example("e2", "stage")]));
    saved(
        &one,
        Command::SetExamples {
            before: before_one,
            after,
        },
    );
    // Its rules were drafted before that, and nobody has told it.
    saved(&two, adopt(&old, 9));
    let pair = |id: &str, dimension: &str| (id.to_owned(), dimension.to_owned());
    assert_eq!(examples(&two), [pair("e1", "value"), pair("e2", "stage")]);
    let (before_two, after) = (before.clone(), with(&[example("e3", "risk")]));
    saved(
        &two,
        Command::SetExamples {
            before: before_two,
            after,
        },
    );
    assert_eq!(examples(&two).len(), 3);
    // One that both changed is asked about.
    now(one.keeper.catch_up()).unwrap();
    let all = one.book().head.rulebook.examples;
    let change = |dimension: &str| {
        let mut after = all.clone();
        after[0] = example("e1", dimension);
        let before = all.clone();
        Command::SetExamples { before, after }
    };
    saved(&one, change("stage"));
    refused(&two, change("risk"));
    assert_eq!(examples(&two)[0], pair("e1", "stage"));
}

#[test]
fn rules_adopted_over_rules_that_were_heard_of_and_not_looked_at_are_refused() {
    let [one, two] = tabs();
    let old = two.book();
    saved(&one, adopt(&old, 6));
    now(two.keeper.catch_up()).unwrap();
    refused(&two, adopt(&old, 9));
    assert_eq!(two.book().head.rulebook.rfm.window_months, Some(6));
}
