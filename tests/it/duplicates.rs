//! Putting two customers together over random books: nothing is lost, nothing names who is gone, and one undo is the way back.

use std::collections::BTreeMap;

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::change::{ChangeSet, Kind};
use guanxi::domain::command::{Command, CommandError, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::history::History;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, PointsEntry, Review, TaskOutcome};
use guanxi::domain::number::next_number;
use guanxi::domain::record::Text;
use guanxi::domain::table::Table;
use guanxi::domain::twin::{Index, MergeChoices, Pair, Pairs, Taken, belongings, merged, merged_into, questions, said};
use guanxi::domain::world::World;
use guanxi::transfer::book_json::write;
use serde_json::{Value, json};

use crate::generate::{Dice, Maker};
use crate::transfer_generate;

const TODAY: Day = Day(20_783); // 2026-11-26

fn read<R: serde::de::DeserializeOwned>(value: Value) -> R {
    serde_json::from_value(value).unwrap()
}

/// A random book with every reference that a customer can have.
pub fn book(seed: u64) -> Book {
    let dice = &mut Dice::new(seed);
    let mut book = Maker::new(seed, &[TODAY]).book(12);
    let ids: Vec<String> = book
        .customers
        .iter()
        .map(|(_, customer)| customer.id.to_string())
        .collect();
    let names: Vec<String> = book
        .customers
        .iter()
        .map(|(_, customer)| customer.name.to_string())
        .collect();
    for (n, id) in ids.iter().enumerate() {
        let mut customer = (**book.customers.get(id).unwrap()).clone();
        let other = dice.below(ids.len());
        customer.referred_by =
            [None, Some(&ids[other]), Some(&names[other])][dice.below(3)].map(|text| text.as_str().into());
        if dice.chance(40) && ids[other] != *id {
            customer.not_same_as.push(ids[other].as_str().into());
        }
        if dice.chance(50) {
            customer.overrides = vec![read(
                json!({"dimension": "value", "class": "key", "set_on": "2026-01-01", "until": "2026-02-01"}),
            )];
        }
        book.customers.put(customer);
        for k in 0..dice.below(3) {
            let id = |word: &str| format!("{word}-{n}-{k}");
            book.points.put(read::<PointsEntry>(
                json!({"id": id("p"), "customer": ids[n], "date": "2026-05-01", "delta": 5 + k}),
            ));
            book.reviews.put(read::<Review>(
                json!({"id": id("r"), "customer": ids[n], "dimension": "value", "at": "2026-05-01"}),
            ));
            // The same task of several customers: a merge may meet one that both have.
            let key = format!("keep/visit/{}/2026-0{}-01", ids[n], 1 + dice.below(3));
            book.task_outcomes.put(read::<TaskOutcome>(
                json!({"id": key, "status": "done", "at": "2026-05-01", "note": id("note")}),
            ));
        }
    }
    let tasks: Vec<String> = book
        .task_outcomes
        .iter()
        .map(|(_, outcome)| outcome.id.to_string())
        .collect();
    let events: Vec<_> = book.interactions.iter().map(|(_, event)| (**event).clone()).collect();
    for mut event in events {
        if !tasks.is_empty() && dice.chance(30) {
            event.task = Some(tasks[dice.below(tasks.len())].as_str().into());
            book.interactions.put(event);
        }
    }
    book.head.rulebook.examples = (0..3)
        .map(|n| read(json!({"id": format!("e{n}"), "customer": ids[dice.below(ids.len())], "dimension": "value", "class": "key"})))
        .collect();
    book
}

pub fn command(book: &Book, stays: &str, goes: &str, choices: &MergeChoices) -> Command {
    let (stays, goes) = (book.customers.get(stays).unwrap(), book.customers.get(goes).unwrap());
    let after = merged(stays, goes, choices);
    Command::MergeCustomers {
        stays: Edit::of(stays.clone(), after),
        goes: goes.clone(),
    }
}

fn merge(book: &Book, stays: &str, goes: &str) -> ChangeSet {
    apply(book, command(book, stays, goes, &MergeChoices::new())).unwrap()
}

/// Every text of a book, but the trail, which tells of the past.
fn texts(book: &Book) -> Vec<String> {
    fn add(value: &Value, all: &mut Vec<String>) {
        match value {
            Value::String(text) => all.push(text.clone()),
            Value::Array(list) => list.iter().for_each(|value| add(value, all)),
            Value::Object(map) => map.values().for_each(|value| add(value, all)),
            _ => {}
        }
    }
    let value: Value = serde_json::from_str(&json_of(book)).unwrap();
    let mut all = Vec::new();
    for (key, value) in value.as_object().unwrap() {
        if key != "audit" {
            add(value, &mut all);
        }
    }
    all
}

pub fn json_of(book: &Book) -> String {
    String::from_utf8(write(book, None, "x", "y").unwrap()).unwrap()
}

/// How many records of each kind there are, and the sum of the orders in fen.
fn totals(book: &Book) -> (BTreeMap<&'static str, usize>, i64, String) {
    let counts = Kind::ALL.iter().map(|kind| (kind.word(), book.count(*kind))).collect();
    let sum = book.orders.iter().map(|(_, order)| order.amount.0).sum();
    let points: f64 = book.points.iter().map(|(_, entry)| entry.delta.value()).sum();
    (counts, sum, points.to_string())
}

/// How many tasks were decided for both.
fn decided_by_both(book: &Book, stays: &str, goes: &str) -> usize {
    let keys = |id: &str| -> Vec<String> {
        let of_them = format!("/{id}/");
        let all = book.task_outcomes.iter().map(|(_, outcome)| outcome.id.to_string());
        all.filter(|key| key.contains(&of_them))
            .map(|key| key.replace(&of_them, "/*/"))
            .collect()
    };
    keys(stays).iter().filter(|key| keys(goes).contains(key)).count()
}

/// Remarks, tags, overrides and phones of both are there, and nothing names who is gone.
fn nothing_is_lost(seed: u64, [stays, goes]: [&String; 2], before: &Book, now: &Book) {
    let after = texts(now);
    for (_, outcome) in before.task_outcomes.iter() {
        let note = outcome.note.as_deref().unwrap();
        assert!(
            after.iter().any(|text| text.lines().any(|line| line == note)),
            "{seed}: {note}"
        );
    }
    let lost = before.customers.get(goes).unwrap();
    let kept = now.customers.get(stays).unwrap();
    assert!(lost.tags.iter().all(|tag| kept.tags.contains(tag)), "{seed}");
    assert!(
        lost.overrides.iter().all(|given| kept.overrides.contains(given)),
        "{seed}"
    );
    for contact in &lost.contacts {
        assert!(
            contact.phone.is_none() || kept.contacts.iter().any(|own| own.phone == contact.phone),
            "{seed}"
        );
    }
    // Nothing names who is gone, but for the one line that leads to who stays.
    let names_it = |text: &&String| *text == goes || text.contains(&format!("/{goes}/"));
    assert_eq!(after.iter().filter(names_it).count(), 1, "{seed}");
    assert_eq!(kept.merged_ids, [Text::from(goes.as_str())], "{seed}");
    let leads = |id: &str| merged_into(&now.customers, id).map(|customer| customer.id.to_string());
    assert_eq!((leads(goes), leads(stays)), (Some(stays.clone()), None), "{seed}");
    for (_, other) in now.customers.iter() {
        let is_known = |id: &str| now.customers.get(id).is_some();
        assert!(
            other
                .not_same_as
                .iter()
                .all(|id| is_known(id) && **id != *other.id.as_str()),
            "{seed}"
        );
    }
}

#[test]
fn a_merge_loses_nothing_leaves_no_reference_and_is_undone_by_one_step() {
    for seed in 0..150 {
        let (mut dice, before) = (Dice::new(seed), book(seed));
        let ids: Vec<String> = before
            .customers
            .iter()
            .map(|(_, customer)| customer.id.to_string())
            .collect();
        let (one, two) = (dice.below(ids.len()), dice.below(ids.len()));
        if one == two {
            continue;
        }
        let (stays, goes) = (&ids[one], &ids[two]);
        let set = merge(&before, stays, goes);
        let (mut world, _) = World::new(before.clone(), TODAY);
        let mine =
            belongings(&world.book, &world.ledger, one as u32) + belongings(&world.book, &world.ledger, two as u32);
        world.apply(&set).unwrap();
        assert_eq!(belongings(&world.book, &world.ledger, one as u32), mine, "{seed}");

        // Totals: only the customer is one less, and a task that both had decided is decided once, with both remarks.
        let (mut counts, sum, points) = totals(&before);
        let twice = decided_by_both(&before, stays, goes);
        *counts.get_mut("customers").unwrap() -= 1;
        *counts.get_mut("task_outcomes").unwrap() -= twice;
        assert_eq!(totals(&world.book), (counts, sum, points), "{seed}");
        nothing_is_lost(seed, [stays, goes], &before, &world.book);
        // What was followed is what a book read anew shows.
        let (anew, _) = World::new(world.book.clone(), TODAY);
        assert_eq!(belongings(&anew.book, &anew.ledger, one as u32), mine, "{seed}");
        assert_eq!(anew.evaluation.count(), world.evaluation.count(), "{seed}");
        // One step back.
        world.apply(&set.inverse()).unwrap();
        assert!(world.book == before, "{seed}");
    }
}

#[test]
fn three_merges_in_a_row_are_undone_one_by_one() {
    let mut now = book(7);
    let ids: Vec<String> = now
        .customers
        .iter()
        .map(|(_, customer)| customer.id.to_string())
        .collect();
    let (mut history, mut states) = (History::default(), vec![now.clone()]);
    for goes in &ids[1..4] {
        let set = merge(&now, &ids[0], goes);
        now.apply(&set);
        history.push(set);
        states.push(now.clone());
    }
    assert_eq!(now.customers.len(), ids.len() - 3);
    for goes in &ids[1..4] {
        assert_eq!(merged_into(&now.customers, goes).unwrap().id.as_str(), ids[0]);
    }
    for state in states.iter().rev().skip(1) {
        now.apply(&history.undo_step().unwrap());
        history.undone();
        assert!(now == *state);
    }
    for state in &states[1..] {
        now.apply(&history.redo_step().unwrap());
        history.redone();
        assert!(now == *state);
    }
}

#[test]
fn the_number_of_who_was_merged_leads_through_later_merges_and_is_not_given_again() {
    let customer = |n: usize| Customer::new(CustomerId::new(&format!("KH-{n:04}")).unwrap(), &format!("客户{n}"));
    let mut now = Book {
        customers: (1..=5).map(customer).collect(),
        ..Book::default()
    };
    now.apply(&merge(&now, "KH-0004", "KH-0005"));
    now.apply(&merge(&now, "KH-0001", "KH-0004"));
    let leads = |book: &Book, id: &str| merged_into(&book.customers, id).map(|customer| customer.id.to_string());
    for id in ["KH-0004", "KH-0005"] {
        assert_eq!(leads(&now, id).as_deref(), Some("KH-0001"), "{id}");
    }
    // Also in a book that was opened anew, where no slot remembers them.
    let mut anew = transfer_generate::read(json_of(&now).as_bytes()).0.book;
    assert_eq!(leads(&anew, "KH-0005").as_deref(), Some("KH-0001"));
    assert_eq!(next_number(&anew.customers).unwrap().as_str(), "KH-0006");
    // A table that names it may mean who stays, and never renames it.
    let rows = crate::exchange::planned(&anew, "客户编号,客户名称,地区\nKH-0005,旧名,苏州\n");
    assert!(rows.changes.is_empty() && rows.rows[0].candidates[0].id == "KH-0001");
    // Whoever has the number now is meant by it.
    anew.customers.put(customer(5));
    assert_eq!(leads(&anew, "KH-0005"), None);
}

#[test]
fn a_merge_is_called_by_the_names_that_both_had() {
    let customer = |id: &str, name: &str| Customer::new(CustomerId::new(id).unwrap(), name);
    let called = |stays: &str, goes: &str| {
        let now = Book {
            customers: [customer("a1", stays), customer("a2", goes)].into_iter().collect(),
            ..Book::default()
        };
        // The name of the one that goes is taken.
        let choices = MergeChoices::from([("name".to_owned(), Taken::Goes)]);
        let label = apply(&now, command(&now, "a1", "a2", &choices)).unwrap().label;
        (label.zh.to_string(), label.en.to_string())
    };
    let (zh, en) = called("上海蓝海科技", "蓝海科技（上海）有限公司");
    assert_eq!(zh, "把“蓝海科技（上海）有限公司”并入“上海蓝海科技”");
    assert_eq!(en, "Merge 蓝海科技（上海）有限公司 into 上海蓝海科技");
    assert_eq!(called("张伟", "张 伟").0, "把“张伟”的a2并入a1");
}

#[test]
fn a_merge_of_who_is_gone_or_was_changed_meanwhile_is_refused_with_words() {
    let seen = book(3);
    let ids: Vec<CustomerId> = seen.customers.iter().map(|(_, customer)| customer.id.clone()).collect();
    let wanted = || command(&seen, ids[0].as_str(), ids[1].as_str(), &MergeChoices::new());
    let refused = |book: &Book| match apply(book, wanted()) {
        Err(CommandError::Refused(label)) => label.zh.to_string(),
        other => panic!("{other:?}"),
    };
    for gone in &ids[..2] {
        let mut now = seen.clone();
        now.apply(&apply(&now, Command::RemoveCustomers(vec![gone.clone()])).unwrap());
        assert!(refused(&now).contains("其中一家已在别处删除或合并"));
    }
    for other in &ids[..2] {
        let mut now = seen.clone();
        let tag = Command::AddTag {
            ids: vec![other.clone()],
            tag: "别处加的".into(),
        };
        now.apply(&apply(&now, tag).unwrap());
        assert!(refused(&now).contains("刚在别处改过"));
    }
    let own = Command::MergeCustomers {
        stays: Edit::new((**seen.customers.get(ids[0].as_str()).unwrap()).clone()),
        goes: seen.customers.get(ids[0].as_str()).unwrap().clone(),
    };
    assert!(apply(&seen, own).is_err());
}

#[test]
fn what_is_not_the_same_is_remembered_follows_the_book_and_can_be_taken_back() {
    let names = ["蓝海科技有限公司", "上海蓝海科技", "红海"];
    let customer = |n: usize| Customer::new(CustomerId::new(&format!("KH-{n}")).unwrap(), names[n]);
    let mut book = Book {
        customers: (0..3).map(customer).collect(),
        ..Book::default()
    };
    let id = |n: usize| CustomerId::new(&format!("KH-{n}")).unwrap();
    let count = |book: &Book| Pairs::of(&Index::of(&book.customers)).all().len();
    assert_eq!(count(&book), 1);
    let say = |book: &Book, is_so| {
        apply(
            book,
            Command::SetNotSame {
                pairs: vec![(id(1), id(0))],
                is_so,
            },
        )
        .unwrap()
    };
    let before = book.clone();
    let set = say(&book, true);
    assert_eq!(set.label.zh, "“上海蓝海科技”和“蓝海科技有限公司”不是同一家");
    book.apply(&set);
    assert_eq!((count(&book), said(&book.customers)), (0, vec![(0, 1)]));
    assert!(say(&book, true).is_empty());
    // Out and in again.
    let again = transfer_generate::read(json_of(&book).as_bytes()).0.book;
    assert_eq!((count(&again), said(&again.customers)), (0, vec![(0, 1)]));
    // Undone, or taken back from either side.
    let mut undone = book.clone();
    undone.apply(&set.inverse());
    assert!(undone == before);
    let back = apply(
        &book,
        Command::SetNotSame {
            pairs: vec![(id(0), id(1))],
            is_so: false,
        },
    )
    .unwrap();
    let mut open = book.clone();
    open.apply(&back);
    assert_eq!(count(&open), 1);
    // A number that is given again is not taken for the one that is gone.
    book.apply(&apply(&book, Command::RemoveCustomers(vec![id(0)])).unwrap());
    assert!(
        book.customers
            .iter()
            .all(|(_, customer)| customer.not_same_as.is_empty())
    );
    let nobody = Command::SetNotSame {
        pairs: vec![(id(0), id(1))],
        is_so: true,
    };
    assert!(apply(&book, nobody).is_err());
}

#[test]
fn every_choice_leads_to_what_it_says() {
    for seed in 0..60 {
        let book = book(1000 + seed);
        let all: Vec<&Customer> = book.customers.iter().map(|(_, customer)| &**customer).collect();
        let (stays, goes) = (all[0], all[1]);
        for taken in Taken::ALL {
            let choices = questions(stays, goes)
                .iter()
                .map(|question| (question.part.key().to_owned(), taken))
                .collect();
            let out = merged(stays, goes, &choices);
            for question in questions(stays, goes)
                .iter()
                .filter(|question| taken != Taken::Both && question.part.key() != "referred_by")
            {
                let from = if taken == Taken::Stays { stays } else { goes };
                let is_so = questions(&out, from)
                    .iter()
                    .all(|now| now.part != question.part || !now.differs);
                assert!(
                    is_so && question.part.is_blank(&out) == question.part.is_blank(from),
                    "{seed} {:?} {taken:?}",
                    question.part
                );
            }
        }
    }
}

/// A hundred thousand customers, of whom some stand there twice: by name, phone or code.
fn crowd(n: usize) -> Table<Customer> {
    let mut dice = Dice::new(42);
    let (places, trades) = (["上海", "北京", "苏州市", "深圳", ""], ["科技", "贸易", "机械", "食品"]);
    let letters: Vec<char> =
        "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
            .chars()
            .collect();
    let customer = |n: usize| {
        let word: String = (0..4).map(|_| letters[dice.below(letters.len())]).collect();
        let name = format!("{}{word}{}有限公司", places[dice.below(5)], trades[dice.below(4)]);
        let mut customer = Customer::new(CustomerId::new(&format!("KH-{n:06}")).unwrap(), &name);
        let phone = format!("138{:08}", if dice.chance(2) { dice.below(500) } else { 1000 + n });
        customer.contacts = vec![read(json!({"name": "李四", "phone": phone}))];
        customer
    };
    (0..n).map(customer).collect()
}

#[test]
fn pairs_among_many_are_found() {
    let many = crowd(20_000);
    let pairs = Pairs::of(&Index::of(&many));
    assert!(pairs.all().len() > 50);
    let is_likely = |pair: &Pair| {
        let [one, other] = [pair.one, pair.other].map(|slot| many.at(slot).unwrap());
        one.contacts[0].phone == other.contacts[0].phone || one.name.chars().any(|c| other.name.contains(c))
    };
    assert!(pairs.all().iter().all(is_likely));
}
