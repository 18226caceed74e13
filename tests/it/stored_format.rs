//! Tripwires: the stored bytes of a small book with every kind are pinned, and every earlier form still loads.

use guanxi::domain::book::Book;
use guanxi::domain::change::Change;
use guanxi::domain::kind::Customer;
use guanxi::storage::migration::SCHEMA;
use guanxi::storage::{Area, Key, Layout, Memory, Packed, Store};

use crate::contract::books::*;
use crate::store::now;

const NEXT_STEP: &str = "\
The stored form of a book has changed; books that people have would no longer be read as they were written.
 - A field was added at the end of a record: fine, old books read it as empty. Store the new form beside the old one:
   run this test with STORED_FORMAT=write, and keep the old file under its name with a letter (v1a.txt).
 - Anything else: take it back, or add src/storage/migration/m0NN_*.rs, which brings the old bytes to the new form;
   then run this test with STORED_FORMAT=write for the new golden file and commit both files.";

/// Seals a body as the store does, by way of the store: the state's body is the only JSON that can be chosen freely.
pub fn seal(body: &[u8]) -> Vec<u8> {
    // An independent second implementation of the seal, so that the golden file pins it twice.
    let (mut sum, mut words) = (0xcbf2_9ce4_8422_2325u64 ^ body.len() as u64, body.chunks_exact(8));
    let prime = 0x0000_0100_0000_01b3u64;
    for word in words.by_ref() {
        sum = (sum ^ u64::from_le_bytes(word.try_into().unwrap()))
            .wrapping_mul(prime)
            .rotate_left(29);
    }
    let mut rest = [0; 8];
    rest[..words.remainder().len()].copy_from_slice(words.remainder());
    sum = (sum ^ u64::from_le_bytes(rest)).wrapping_mul(prime);
    [&[1][..], &sum.to_le_bytes(), body].concat()
}

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stored")
}

/// A book in blocks, with a removed record, and a journal over it.
fn small_book() -> (Memory, Book) {
    let memory = Memory::default();
    let layout = Layout {
        block: 2,
        master: 2,
        ..Layout::default()
    };
    let store = Packed::with_layout(memory.clone(), layout);
    let mut book = now(store.load(&|_, _| {})).unwrap().book;
    book.apply(&every_kind());
    book.apply(&set(vec![remove::<Customer>(&book, "c2")]));
    now(store.replace(&book, &|_, _| {})).unwrap();
    // Rulebooks, in the head and in versions, are the domain's business and pinned there.
    let mut again = every_kind();
    again
        .changes
        .retain(|change| !matches!(change, Change::Head { .. } | Change::RuleVersion(_)));
    for edit in [again, set(vec![remove::<Customer>(&book, "c1")])] {
        book.apply(&edit);
        now(store.commit(&book, &edit)).unwrap();
    }
    (memory, book)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn written(memory: &Memory) -> String {
    let values = memory.values().into_iter();
    values
        .map(|(key, bytes)| format!("{} {} {}\n", key.area.name(), key.name, hex(&bytes)))
        .collect()
}

fn read(text: &str) -> Memory {
    let value = |line: &str| {
        let mut words = line.split(' ');
        let area = words
            .next()
            .and_then(|name| Area::ALL.into_iter().find(|area| area.name() == name))
            .unwrap();
        let name = words.next().unwrap();
        let hex = words.next().unwrap();
        let bytes = (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
        (Key::new(area, name), bytes.collect())
    };
    Memory::with(text.lines().map(value).collect())
}

/// The lines without the heads and the versions, whose rulebooks change with the product's defaults.
fn pinned(text: &str) -> Vec<&str> {
    let has_rules = |line: &&str| line.starts_with("meta head") || line.contains("rule_versions");
    text.lines().filter(|line| !has_rules(line)).collect()
}

#[test]
fn the_stored_form_is_the_pinned_one() {
    let (memory, _) = small_book();
    let path = folder().join(format!("v{SCHEMA}.txt"));
    if std::env::var("STORED_FORMAT").is_ok_and(|word| word == "write") {
        std::fs::write(&path, written(&memory)).unwrap();
    }
    let golden =
        std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing.\n{NEXT_STEP}", path.display()));
    let now = written(&memory);
    assert!(pinned(&now) == pinned(&golden), "{NEXT_STEP}");
}

#[test]
fn every_form_that_was_ever_stored_still_loads() {
    let (_, book) = small_book();
    for file in std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|end| end == "txt") {
            let memory = read(&std::fs::read_to_string(&file).unwrap());
            let mut found = now(Packed::new(memory).load(&|_, _| {})).unwrap().book;
            assert_eq!(found.head.settings, book.head.settings);
            found.head = book.head.clone();
            if file.ends_with("v1a.txt") {
                // Before versions and classes set by hand were kept.
                found.rule_versions = book.rule_versions.clone();
                let mut customer = (**found.customers.get("c2").unwrap()).clone();
                customer.overrides = book.customers.get("c2").unwrap().overrides.clone();
                found.customers.put(std::sync::Arc::new(customer));
            }
            // The rulebook of a version was written with the defaults of its day.
            for (_, wanted) in book.rule_versions.iter() {
                let mut version = (**found.rule_versions.get(wanted.id.as_str()).unwrap()).clone();
                version.rulebook = wanted.rulebook.clone();
                found.rule_versions.put(std::sync::Arc::new(version));
            }
            assert_same(&found, &book);
        }
    }
}
