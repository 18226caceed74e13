//! Versions of the rulebook that an import leaves behind, by hand.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::RuleVersionId;
use guanxi::domain::merge::{Mode, plan};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::versions::{Adoption, history, kept_of_import, rulebook_of, rulebook_on, versions};
use serde_json::{Value, json};

use crate::transfer_generate::read;

/// The rules with 战略 from so many yuan.
fn from(yuan: f64) -> Value {
    let leaf = json!({"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": yuan});
    let mut dimension = serde_json::to_value(Rulebook::default().dimension("value").unwrap()).unwrap();
    dimension["classes"][0]["when"] = leaf;
    json!({"dimensions": [dimension]})
}

fn rules(yuan: f64) -> Rulebook {
    Rulebook::from_json(&from(yuan)).unwrap()
}

fn version(id: &str, number: u32, on: Option<&str>, yuan: f64) -> Value {
    let whole = rules(yuan).to_json();
    json!({"id": id, "number": number, "adopted_on": on, "rulebook": whole})
}

fn file(rulebook: Value, versions: &[Value]) -> Value {
    json!({"format": "guanxi-book", "version": 1, "customers": [], "rulebook": rulebook, "rule_versions": versions})
}

fn book(file: &Value) -> Book {
    read(file.to_string().as_bytes()).0.book
}

fn adoption() -> Adoption {
    let id = |n: u32| RuleVersionId::new(&format!("import {n}")).unwrap();
    let on = Day::parse("2026-11-21").unwrap();
    Adoption {
        ids: [id(2), id(1)],
        on,
        at: Moment::on(on),
        by: None,
        name: Some("x.guanxi.json".into()),
        note: None,
    }
}

/// The book after an import, and how many versions the import added by itself.
fn imported(ours: &Value, theirs: &Value, mode: Mode) -> (Book, usize) {
    let mut now = book(ours);
    let plan = plan(&now, &read(theirs.to_string().as_bytes()).0, mode);
    let kept = kept_of_import(&now, &plan.changes, adoption());
    let count = kept.len();
    let mut set = plan.into_change_set(guanxi::domain::label::Label::same("import"));
    set.changes.extend(kept);
    let before = now.clone();
    now.apply(&set);
    let mut back = now.clone();
    back.apply(&set.inverse());
    assert_eq!(back, before);
    (now, count)
}

fn borders(book: &Book) -> Vec<(u32, f64)> {
    let border = |rules: &Rulebook| {
        let when = rules.dimension("value").unwrap().classes[0].when.clone().unwrap();
        serde_json::to_value(when).unwrap()["value"].as_f64().unwrap()
    };
    let all = versions(book).into_iter();
    all.map(|v| (v.number, border(rulebook_of(book, v)))).collect()
}

fn on(date: &str) -> Day {
    Day::parse(date).unwrap()
}

#[test]
fn a_merge_with_other_rules_keeps_those_before() {
    let (book, kept) = imported(&file(json!({}), &[]), &file(from(800_000.0), &[]), Mode::Merge);
    assert_eq!((kept, borders(&book)), (2, vec![(1, 1_000_000.0), (2, 800_000.0)]));
    assert_eq!(*rulebook_on(&book, on("2026-11-20")), Rulebook::default());
    assert_eq!(*rulebook_on(&book, on("2026-11-21")), rules(800_000.0));
}

#[test]
fn a_merge_adds_to_the_versions_that_are_there() {
    let known = [
        version("a", 1, None, 1_000_000.0),
        version("b", 2, Some("2026-10-01"), 900_000.0),
    ];
    let ours = file(from(900_000.0), &known);
    let (book, kept) = imported(&ours, &file(from(700_000.0), &[]), Mode::Merge);
    assert_eq!(kept, 1);
    assert_eq!(borders(&book), [(1, 1_000_000.0), (2, 900_000.0), (3, 700_000.0)]);
}

#[test]
fn a_file_that_brings_its_versions_along_needs_no_more() {
    let theirs = [
        version("a", 1, None, 1_000_000.0),
        version("c", 2, Some("2026-10-01"), 600_000.0),
    ];
    for mode in [Mode::Merge, Mode::Replace] {
        let (book, kept) = imported(&file(json!({}), &[]), &file(from(600_000.0), &theirs), mode);
        assert_eq!(
            (kept, borders(&book)),
            (0, vec![(1, 1_000_000.0), (2, 600_000.0)]),
            "{mode:?}"
        );
    }
}

#[test]
fn a_replace_without_versions_starts_anew() {
    let known = [
        version("a", 1, None, 1_000_000.0),
        version("b", 2, Some("2026-10-01"), 900_000.0),
    ];
    let (book, kept) = imported(
        &file(from(900_000.0), &known),
        &file(from(800_000.0), &[]),
        Mode::Replace,
    );
    assert_eq!((kept, borders(&book)), (0, vec![]));
    assert_eq!(*rulebook_on(&book, on("2020-01-01")), rules(800_000.0));
}

#[test]
fn a_replace_of_a_book_that_never_had_versions_keeps_its_rules() {
    let (book, kept) = imported(&file(json!({}), &[]), &file(from(800_000.0), &[]), Mode::Replace);
    assert_eq!((kept, borders(&book)), (2, vec![(1, 1_000_000.0), (2, 800_000.0)]));
}

#[test]
fn the_same_rules_keep_nothing_whatever_their_examples() {
    let examples = json!({"examples": [{"id": "e", "facts": {}, "dimension": "value"}]});
    for theirs in [json!({}), examples] {
        for mode in [Mode::Merge, Mode::Replace] {
            let (book, kept) = imported(&file(json!({}), &[]), &file(theirs.clone(), &[]), mode);
            assert_eq!((kept, borders(&book)), (0, vec![]), "{theirs} {mode:?}");
        }
    }
}

#[test]
fn each_version_stands_until_the_day_before_the_next() {
    let mut now = book(&file(json!({}), &[]));
    assert!(history(&now).is_empty());
    for (n, (yuan, day)) in [
        (900_000.0, "2026-10-01"),
        (800_000.0, "2026-11-01"),
        (700_000.0, "2026-11-01"),
    ]
    .into_iter()
    .enumerate()
    {
        let id = |what: &str| RuleVersionId::new(&format!("{what} {n}")).unwrap();
        let adoption = Adoption {
            ids: [id("v"), id("first")],
            on: on(day),
            at: Moment::on(on(day)),
            ..adoption()
        };
        let command = Command::AdoptRulebook {
            seen: None,
            rulebook: Box::new(rules(yuan)),
            adoption: Box::new(adoption),
        };
        now.apply(&apply(&now, command).unwrap());
    }
    let told: Vec<_> = history(&now)
        .iter()
        .map(|s| (s.version.number, s.until.map(|day| day.to_string()), s.changes))
        .collect();
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (1, day("2026-09-30"), None),
            (2, day("2026-10-31"), Some(1)),
            (3, day("2026-10-31"), Some(1)),
            (4, None, Some(1))
        ]
    );
    // Examples that were saved since the last adoption belong to no version's changes.
    let example = serde_json::from_value(json!({"id": "e", "facts": {}, "dimension": "value"})).unwrap();
    now.apply(
        &apply(
            &now,
            Command::SetExamples {
                before: Vec::new(),
                after: vec![example],
            },
        )
        .unwrap(),
    );
    assert_eq!(history(&now).last().unwrap().changes, Some(1));
    let all = versions(&now);
    assert_eq!(rulebook_of(&now, all[3]).examples.len(), 1);
    assert_eq!(rulebook_of(&now, all[2]), &rules(800_000.0));
}

#[test]
fn a_rulebook_that_does_not_compile_is_refused_and_the_one_in_force_stays() {
    let book = Book::default();
    let leaf = json!({"fact": "no_such", "operator": "equal", "value": 1});
    let wrong = Rulebook::from_json(&json!({"tags": [{"id": "t", "name": "t", "when": leaf}]})).unwrap();
    let command = Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(wrong),
        adoption: Box::new(adoption()),
    };
    let told = apply(&book, command).unwrap_err().label();
    assert!(told.zh.contains("tags[t].when.fact"), "{}", told.zh);
}
