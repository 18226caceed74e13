//! Properties of the plan of an import.

use std::collections::BTreeMap;

use guanxi::domain::apply::{Importing, apply};
use guanxi::domain::book::Book;
use guanxi::domain::change::{Change, Kind};
use guanxi::domain::command::Command;
use guanxi::domain::label::Label;
use guanxi::domain::merge::{Incoming, Mode, plan};
use guanxi::transfer::book_json::BookReader;
use serde_json::Value;

use crate::transfer_generate::{Dice, file, read};

/// A file beside another: some records changed, some gone, some new.
fn other(file: &Value, seed: u64) -> Value {
    let mut file = file.clone();
    let dice = &mut Dice::new(seed);
    for key in ["customers", "orders", "interactions", "tickets", "points", "audit"] {
        let rows = file[key].as_array_mut().unwrap();
        rows.retain(|_| key == "customers" || dice.below(5) > 0);
        for row in rows {
            if dice.below(4) == 0 {
                row["x_changed"] = dice.below(100).into();
            }
            if key != "customers" && dice.below(6) == 0 {
                row["id"] = format!("new-{key}-{}", dice.next()).into();
            }
        }
    }
    file["settings"]["company"] = "另一家".into();
    file
}

/// The contents by kind and id; the order in which records came is no part of a book's meaning.
fn contents(book: &Book, with_audit: bool) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    macro_rules! add_kinds {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {$(
            for (_, record) in book.$table.iter() {
                if with_audit || $word != "audit" {
                    all.insert(format!("{} {}", $word, record.id), serde_json::to_value(&**record).unwrap());
                }
            }
        )*};
    }
    guanxi::for_each_kind!(add_kinds);
    all.insert("head".into(), serde_json::to_value(&book.head).unwrap());
    all
}

fn pair(seed: u64) -> (Book, Incoming) {
    let ours = file(seed, 15, 40);
    let theirs = other(&ours, seed + 100);
    (
        read(ours.to_string().as_bytes()).0.book,
        read(theirs.to_string().as_bytes()).0,
    )
}

#[test]
fn a_replace_makes_the_file_the_book() {
    for seed in 1..6 {
        let (mut book, incoming) = pair(seed);
        let plan = plan(&book, &incoming, Mode::Replace);
        book.apply(&plan.into_change_set(Label::same("导入")));
        assert_eq!(contents(&book, false), contents(&incoming.book, false));
    }
}

#[test]
fn a_merge_keeps_ours_and_takes_theirs() {
    for seed in 1..6 {
        let (mut book, incoming) = pair(seed);
        let mut expected = contents(&book, false);
        expected.extend(contents(&incoming.book, false));
        let plan = plan(&book, &incoming, Mode::Merge);
        book.apply(&plan.into_change_set(Label::same("导入")));
        assert_eq!(contents(&book, false), expected);
    }
}

#[test]
fn the_counts_add_up_and_the_second_time_nothing_changes() {
    for seed in 1..6 {
        for mode in [Mode::Replace, Mode::Merge] {
            let (mut book, incoming) = pair(seed);
            let first = plan(&book, &incoming, mode);
            for kind in &first.kinds {
                assert_eq!(kind.new + kind.changed + kind.unchanged, incoming.book.count(kind.kind));
            }
            let records: usize = first.kinds.iter().map(|k| k.new + k.changed + k.removed).sum();
            assert_eq!(
                first.changes.len(),
                records + usize::from(first.settings || first.rulebook)
            );
            assert!(first.settings && !first.samples.is_empty());
            book.apply(&first.into_change_set(Label::default()));
            assert!(plan(&book, &incoming, mode).is_empty());
        }
    }
}

#[test]
fn undo_brings_the_book_back() {
    for seed in 1..6 {
        for mode in [Mode::Replace, Mode::Merge] {
            let (mut book, incoming) = pair(seed);
            let before = book.clone();
            let set = plan(&book, &incoming, mode).into_change_set(Label::default());
            book.apply(&set);
            assert!(book != before);
            book.apply(&set.inverse());
            assert!(book == before);
        }
    }
}

#[test]
fn orphans_can_be_left_out() {
    let text = r#"{"format":"guanxi-book","version":1,"customers":[{"id":"a","name":"A"}],"orders":[
        {"id":"1","customer":"a","date":"2026-01-01","amount":1},{"id":"2","customer":"b","date":"2026-01-01","amount":1}]}"#;
    let (incoming, _) = read(text.as_bytes());
    let current = read(br#"{"format":"guanxi-book","version":1,"customers":[{"id":"b","name":"B"}]}"#)
        .0
        .book;
    let orders = |mode| plan(&current, &incoming, mode).kinds[1];
    let counts = |mode| (orders(mode).new, orders(mode).orphans);
    assert_eq!((counts(Mode::Replace), counts(Mode::Merge)), ((1, 1), (2, 0)));
}

/// What is said to be left out is left out: the rest comes in, in both modes, whatever kind of record lost its customer.
#[test]
fn what_is_skipped_does_not_stop_the_rest() {
    let text = r#"{"format":"guanxi-book","version":1,"customers":[{"id":"a","name":"A"},{"id":"bad"}],"orders":[
        {"id":"1","customer":"ghost","date":"2026-01-01","amount":1},{"id":"2","customer":"a","date":"2026-01-01","amount":1},
        {"id":"3","customer":"bad","date":"2026-01-01","amount":1},{"id":"4","customer":"mine","date":"2026-01-01","amount":1}],
        "interactions":[{"id":"1","customer":"ghost","at":"2026-01-01","channel":"phone"}],
        "tickets":[{"id":"1","customer":"ghost","opened_at":"2026-01-01","kind":"complaint"}],
        "points":[{"id":"1","customer":"ghost","date":"2026-01-01","delta":1}]}"#;
    let mine = r#"{"format":"guanxi-book","version":1,"customers":[{"id":"mine","name":"M"}],"orders":[
        {"id":"4","customer":"mine","date":"2026-01-01","amount":2}]}"#;
    let current = read(mine.as_bytes()).0.book;
    let mut reader = BookReader::open(text).unwrap();
    while reader.step(3).is_some() {}
    let (incoming, issues) = reader.finish(&current);
    assert_eq!(
        (issues.errors(Mode::Merge), issues.errors(Mode::Replace)),
        (6, 7),
        "{:?}",
        issues.kept
    );
    for (mode, orphans, orders) in [(Mode::Merge, [2, 1, 1, 1], "24"), (Mode::Replace, [3, 1, 1, 1], "2")] {
        let plan = plan(&current, &incoming, mode);
        let left_out = [Kind::Order, Kind::Interaction, Kind::Ticket, Kind::Points]
            .map(|kind| plan.kinds.iter().find(|k| k.kind == kind).unwrap().orphans);
        assert_eq!(left_out, orphans, "{mode:?}");
        let source = "file".into();
        let set = apply(
            &current,
            Command::Import {
                source,
                changes: plan.changes,
                about: Default::default(),
            },
        )
        .unwrap();
        let mut book = current.clone();
        book.apply(&set);
        let mut kept: Vec<&str> = book.orders.iter().map(|(_, o)| o.id.as_str()).collect();
        kept.sort_unstable();
        assert_eq!(kept.concat(), orders, "{mode:?}");
        assert_eq!(
            (book.interactions.len(), book.tickets.len(), book.points.len()),
            (0, 0, 0)
        );
    }
}

#[test]
fn slices_of_an_import_come_to_what_one_go_comes_to() {
    for seed in 1..20 {
        let (book, incoming) = pair(seed);
        let mut changes = plan(&book, &incoming, Mode::Merge).changes;
        // Another customer's event, a preview of another book: refused in slices as in one go.
        if seed % 3 == 0 {
            changes.retain(|change| !matches!(change, Change::Customer(_)) || seed % 2 == 0);
        }
        let current = if seed % 5 == 0 { Book::default() } else { book };
        let source = "a.guanxi.json";
        let whole = apply(
            &current,
            Command::Import {
                source: source.into(),
                changes: changes.clone(),
                about: Default::default(),
            },
        );
        for most in [1, 7, 100] {
            let mut importing = Importing::new(source, &changes);
            let sliced = loop {
                match importing.step(&current, most) {
                    Ok(true) => {}
                    Ok(false) => break importing.finish(&current),
                    Err(no) => break Err(no),
                }
            };
            assert_eq!(sliced, whole, "seed {seed}, {most}");
        }
    }
}
