//! The store's contract on the memory twin, and what only it can show: failures and random histories.

use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use guanxi::domain::book::Book;
use guanxi::domain::kind::{Customer, Order};
use guanxi::storage::{Area, Backend, Key, Layout, Memory, Packed, Plan, Progress, Store, StoreError, Visit};

use crate::contract::{self, SMALL, Tabs, books::*};

/// The memory twin never waits.
pub fn now<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the memory twin waits"),
    }
}

struct Twin(Memory);

impl Tabs for Twin {
    type Bytes = Memory;

    async fn bytes(&self) -> Memory {
        self.0.clone()
    }
}

#[test]
fn the_memory_twin_keeps_the_contract() {
    now(contract::run(&Twin(Memory::default())));
}

#[test]
fn after_a_failed_write_the_store_is_as_before_and_goes_on() {
    let memory = Memory::default();
    let (store, mut book) = now(contract::tab(&Twin(memory.clone())));
    book.apply(&every_kind());
    now(store.commit(&book, &every_kind())).unwrap();
    let (before, edit) = (memory.values(), customers(3));
    memory.fail_next_write(StoreError::Quota);
    assert_eq!(now(store.commit(&after(&book, &edit), &edit)), Err(StoreError::Quota));
    assert!(memory.values() == before);
    book.apply(&edit);
    now(store.commit(&book, &edit)).unwrap();
    assert_same(&now(contract::tab(&Twin(memory))).1, &book);
}

#[test]
fn a_book_that_had_only_a_journal_gets_its_head_with_its_first_blocks() {
    for is_compacted in [false, true] {
        let twin = Twin(Memory::default());
        let (store, mut book) = now(contract::tab(&twin));
        book.apply(&customers(1));
        now(store.commit(&book, &customers(1))).unwrap();
        // Opened anew: all there is stands in the journal.
        let (store, mut book) = now(contract::tab(&twin));
        if is_compacted {
            now(store.compact(&book)).unwrap();
        } else {
            let many = customers(300);
            book.apply(&many);
            now(store.commit(&book, &many)).unwrap();
        }
        assert!(!blocks(&twin.0).is_empty());
        assert_same(&now(contract::tab(&twin)).1, &book);
    }
}

#[test]
fn a_missing_value_is_noticed_whichever_it_is() {
    let memory = Memory::default();
    let (store, mut book) = now(contract::tab(&Twin(memory.clone())));
    book.apply(&customers(40));
    now(store.replace(&book, &|_, _| {})).unwrap();
    for edit in [every_kind(), customers(2)] {
        book.apply(&edit);
        now(store.commit(&book, &edit)).unwrap();
    }
    for key in memory.values().into_keys() {
        let mut values = memory.values();
        values.remove(&key);
        let result = now(Packed::with_layout(Memory::with(values), SMALL).load(&|_, _| {}));
        assert!(
            matches!(result, Err(StoreError::Corrupt { .. })),
            "without {}",
            key.place()
        );
    }
}

/// Whatever single value is changed or missing: what is sound opens and can be written to, what is not is put aside as it was found, and
/// what is lost is told with whom it was about.
#[test]
fn what_is_sound_of_a_damaged_book_is_opened() {
    let memory = Memory::default();
    let (store, mut book) = now(contract::tab(&Twin(memory.clone())));
    book.apply(&customers(40));
    now(store.replace(&book, &|_, _| {})).unwrap();
    for edit in [every_kind(), customers(2)] {
        book.apply(&edit);
        now(store.commit(&book, &edit)).unwrap();
    }
    let sound: Vec<String> = book.customers.iter().map(|(_, c)| c.id.to_string()).collect();
    for (key, value) in memory.values() {
        for missing in [true, false] {
            let mut values = memory.values();
            let mut bent = value.clone();
            *bent.last_mut().unwrap() ^= 1;
            match missing {
                true => values.remove(&key),
                false => values.insert(key.clone(), bent.clone()),
            };
            let (at, broken) = (key.place(), Memory::with(values.clone()));
            let store = Packed::with_layout(broken.clone(), SMALL);
            assert!(
                matches!(now(store.load(&|_, _| {})), Err(StoreError::Corrupt { .. })),
                "{at}"
            );
            let (rest, damage) = now(store.damage(&|_, _| {})).unwrap();
            assert!(broken.values() == values, "{at}: looking changes nothing");
            now(store.salvage(&|_, _| {})).unwrap();
            let loaded = now(store.load(&|_, _| {})).unwrap();
            assert_same(&loaded.book, &rest);
            assert_eq!(loaded.damage.as_ref(), Some(&damage), "{at}");
            let part = damage.parts.iter().find(|part| part.place == at).unwrap();
            assert_eq!((damage.parts.len(), part.missing), (1, missing), "{at}");
            let aside: Vec<Vec<u8>> = broken
                .values()
                .into_iter()
                .filter(|(key, _)| key.name.starts_with("aside/"))
                .map(|(_, bytes)| bytes)
                .collect();
            assert_eq!(aside, if missing { vec![] } else { vec![bent] }, "{at}");
            // A block holds four; whoever is not in it is there.
            let there = loaded.book.customers.len();
            let lost = if at.starts_with("customers/") { 4 } else { 0 };
            let unsaid = if key.area == Area::Journal { 2 } else { 0 };
            assert!(there + lost + unsaid >= sound.len(), "{at}: {there} of {}", sound.len());
            if at == "customers/00000001" && !missing {
                // The bent byte is in the last of them.
                assert_eq!(part.about[..3], ["客户 4", "客户 5", "客户 6"]);
                assert_eq!(part.records, Some(4));
            }
            // It can be worked with, and is sound from then on.
            let edit = customers(1);
            now(store.commit(&after(&loaded.book, &edit), &edit)).unwrap();
            now(store.forget_damage()).unwrap();
            let again = now(Packed::with_layout(broken, SMALL).load(&|_, _| {})).unwrap();
            assert_same(&again.book, &after(&loaded.book, &edit));
            assert_eq!(again.damage, None, "{at}");
        }
    }
}

#[test]
fn a_book_of_a_later_schema_is_left_alone() {
    let memory = Memory::default();
    let (store, _) = now(contract::tab(&Twin(memory.clone())));
    let book = after(&Book::default(), &every_kind());
    now(store.replace(&book, &|_, _| {})).unwrap();
    let body = br#"{"schema":99,"sequence":1,"blocks_at":1,"block":4,"slots":{}}"#;
    let mut values = memory.values();
    values.insert(Key::new(Area::Meta, "state"), crate::stored_format::seal(body));
    let error = now(Packed::new(Memory::with(values)).load(&|_, _| {})).unwrap_err();
    assert_eq!(error, StoreError::Newer { found: 99, known: 1 });
}

#[test]
fn an_earlier_schema_is_brought_up_on_loading() {
    let body = br#"{"schema":0,"sequence":0,"blocks_at":0,"block":4,"slots":{}}"#;
    let memory = Memory::with([(Key::new(Area::Meta, "state"), crate::stored_format::seal(body))].into());
    let (store, mut book) = now(contract::tab(&Twin(memory.clone())));
    let state = String::from_utf8_lossy(&memory.values()[&Key::new(Area::Meta, "state")][9..]).into_owned();
    assert!(state.contains(r#""schema":1"#), "{state}");
    book.apply(&customers(1));
    now(store.commit(&book, &customers(1))).unwrap();
}

/// xorshift64*: enough dice for a test, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }
}

/// A random change set over few ids, so that records come, go and come back; each at most once.
fn random_set(dice: &mut Dice, book: &Book) -> guanxi::domain::change::ChangeSet {
    let size = if dice.roll(12) == 0 { 150 } else { 1 + dice.roll(4) };
    let mut ids: Vec<u64> = (0..size).map(|_| dice.roll(400)).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut changes = Vec::new();
    for id in ids {
        let id = format!("x{id}");
        changes.push(match dice.roll(5) {
            0 if book.customers.get(&id).is_some() => remove::<Customer>(book, &id),
            1 => put::<Order>(
                book,
                &format!(
                    r#"{{"id":"{id}","customer":"{id}","date":"2025-01-01","amount":{}}}"#,
                    dice.roll(999)
                ),
            ),
            2 if book.orders.get(&id).is_some() => remove::<Order>(book, &id),
            3 => put::<Customer>(book, &format!(r#"{{"id":"{id}","name":"n","odd":{}}}"#, dice.roll(9))),
            _ => put::<Customer>(book, &customer(&id, &"名".repeat(1 + dice.roll(9) as usize))),
        });
    }
    if dice.roll(9) == 0 {
        changes.push(company(book, &dice.roll(99).to_string()));
    }
    set(changes)
}

#[test]
fn random_histories_come_back_as_they_were() {
    for seed in 1..=12 {
        let (mut dice, memory) = (Dice(seed * 0x9e37_79b9), Memory::default());
        let (mut store, mut book) = now(contract::tab(&Twin(memory.clone())));
        for step in 0..40 {
            let change = random_set(&mut dice, &book);
            match dice.roll(10) {
                0 => memory.fail_next_write(StoreError::Quota),
                1 => {
                    // Done and undone in memory alone, as a state that is ahead of its store might.
                    book.apply(&change);
                    book.apply(&change.clone().inverse());
                }
                _ => {}
            }
            let next = after(&book, &change);
            match now(store.commit(&next, &change)) {
                Ok(_) => book = next,
                Err(error) => assert_eq!(error, StoreError::Quota),
            }
            match dice.roll(8) {
                0 => drop(now(store.compact(&book))),
                1 => now(store.replace(&book, &|_, _| {})).map(drop).unwrap_or_default(),
                2 => {
                    let (reopened, found) = now(contract::tab(&Twin(memory.clone())));
                    assert!(found == book, "seed {seed}, step {step}");
                    (store, book) = (reopened, found);
                }
                _ => {}
            }
        }
        let found = now(contract::tab(&Twin(memory.clone()))).1;
        assert!(found == book, "seed {seed}");
    }
}

/// Customers in blocks of two, events in blocks of four.
const UNEQUAL: Layout = Layout {
    block: 4,
    master: 2,
    ..SMALL
};

/// The names of the blocks.
fn blocks(memory: &Memory) -> Vec<String> {
    let blocks = memory.values().into_keys().filter(|key| key.area == Area::Blocks);
    blocks.map(|key| key.name).collect()
}

fn nine_of_each() -> Book {
    let mut book = Book::default();
    for n in 0..9 {
        let customer = put::<Customer>(&book, &format!(r#"{{"id":"c{n}","name":"{n}"}}"#));
        let order = format!(r#"{{"id":"o{n}","customer":"c{n}","date":"2026-01-05","amount":{n}}}"#);
        let order = put::<Order>(&book, &order);
        book.apply(&set(vec![customer, order]));
    }
    book
}

const BLOCKS: [&str; 8] = [
    "customers/00000000",
    "customers/00000001",
    "customers/00000002",
    "customers/00000003",
    "customers/00000004",
    "orders/00000000",
    "orders/00000001",
    "orders/00000002",
];

#[test]
fn events_lie_in_blocks_of_their_own_size_and_an_edit_rewrites_its_own_block() {
    let memory = Memory::default();
    let store = Packed::with_layout(memory.clone(), UNEQUAL);
    now(store.load(&|_, _| {})).unwrap();
    let mut book = nine_of_each();
    now(store.replace(&book, &|_, _| {})).unwrap();
    assert_eq!(blocks(&memory), BLOCKS);
    let edits = set(vec![
        put::<Customer>(&book, r#"{"id":"c5","name":"五"}"#),
        put::<Order>(&book, r#"{"id":"o5","customer":"c5","date":"2026-01-06","amount":5}"#),
    ]);
    book.apply(&edits);
    now(store.commit(&book, &edits)).unwrap();
    let before = memory.values();
    now(store.compact(&book)).unwrap();
    let after = memory.values();
    let rewritten = after.iter().filter(|(key, bytes)| before.get(key) != Some(*bytes));
    let names: Vec<&str> = rewritten.map(|(key, _)| &*key.name).collect();
    assert_eq!(names, ["state", "customers/00000002", "orders/00000001"]);
    let again = Packed::with_layout(memory, UNEQUAL);
    assert_same(&now(again.load(&|_, _| {})).unwrap().book, &book);
}

#[test]
fn a_store_of_other_sizes_is_read_and_then_written_in_these() {
    let memory = Memory::default();
    let before = Packed::with_layout(memory.clone(), SMALL);
    now(before.load(&|_, _| {})).unwrap();
    let mut book = nine_of_each();
    now(before.replace(&book, &|_, _| {})).unwrap();
    assert_eq!(blocks(&memory).len(), 6, "three of each");
    let store = Packed::with_layout(memory.clone(), UNEQUAL);
    assert_same(&now(store.load(&|_, _| {})).unwrap().book, &book);
    assert!(store.wants_compaction());
    let edit = set(vec![put::<Customer>(&book, r#"{"id":"c8","name":"八"}"#)]);
    book.apply(&edit);
    now(store.commit(&book, &edit)).unwrap();
    assert_eq!(blocks(&memory), BLOCKS);
    assert_same(
        &now(Packed::with_layout(memory, UNEQUAL).load(&|_, _| {})).unwrap().book,
        &book,
    );
}

/// A backend whose first look at all of it is of an earlier moment, as what the page asked for before the program came.
struct Before {
    now: Memory,
    first: RefCell<Option<Memory>>,
}

impl Backend for Before {
    async fn scan(&self, areas: &[Area], batch: u32, visit: Visit<'_>, show: Progress<'_>) -> Result<(), StoreError> {
        let looked_at = self.first.take().unwrap_or_else(|| self.now.clone());
        looked_at.scan(areas, batch, visit, show).await
    }

    async fn fetch(&self, keys: &[Key]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.now.fetch(keys).await
    }

    async fn write(&self, plan: Plan<'_>) -> Result<(), StoreError> {
        self.now.write(plan).await
    }

    async fn reopen(&self, attempt: u32) -> Result<(), StoreError> {
        self.now.reopen(attempt).await
    }

    async fn estimate(&self) -> Option<(u64, u64)> {
        None
    }
}

/// A store of the first schema with nothing in it but this sequence.
fn of_first_schema(sequence: u32) -> Memory {
    let body = format!(r#"{{"schema":0,"sequence":{sequence},"blocks_at":{sequence},"block":4,"slots":{{}}}}"#);
    let state = crate::stored_format::seal(body.as_bytes());
    Memory::with([(Key::new(Area::Meta, "state"), state)].into())
}

#[test]
fn a_look_from_before_another_tab_migrated_is_taken_again() {
    let now_there = Memory::default();
    let (store, _) = now(contract::tab(&Twin(now_there.clone())));
    let book = after(&Book::default(), &every_kind());
    now(store.replace(&book, &|_, _| {})).unwrap();
    let first = RefCell::new(Some(of_first_schema(0)));
    let late = Packed::with_layout(Before { now: now_there, first }, SMALL);
    assert_same(&now(late.load(&|_, _| {})).unwrap().book, &book);
}

#[test]
fn nothing_is_migrated_over_what_was_written_since_the_look() {
    let now_there = of_first_schema(7);
    let first = RefCell::new(Some(of_first_schema(6)));
    let late = Packed::with_layout(
        Before {
            now: now_there.clone(),
            first,
        },
        SMALL,
    );
    assert_eq!(now(late.load(&|_, _| {})).unwrap_err(), StoreError::Stale);
    assert_eq!(now_there.values(), of_first_schema(7).values());
}

/// What was kept of the first screen, as the page reads it.
fn kept_screen(memory: &Memory) -> Option<serde_json::Value> {
    let found = now(memory.fetch(&[Key::new(Area::Meta, "~screen")])).unwrap().pop()?;
    found.map(|bytes| serde_json::from_slice(&bytes[9..]).unwrap())
}

#[test]
fn a_screen_is_kept_only_of_the_book_that_is_stored_and_goes_with_it() {
    let memory = Memory::default();
    let (store, mut book) = now(contract::tab(&Twin(memory.clone())));
    book.apply(&every_kind());
    let sequence = now(store.commit(&book, &every_kind())).unwrap().sequence;
    now(store.keep_screen(r#"{"html":"<p>\"江\"</p>"}"#)).unwrap();
    let kept = kept_screen(&memory).unwrap();
    assert_eq!(
        (&kept["sequence"], &kept["of"]["html"]),
        (&sequence.into(), &"<p>\"江\"</p>".into())
    );

    // It is no part of the book, for whoever reads that; another tab that writes does not stumble over it, and leaves none of whom it removes.
    let (other, same) = now(contract::tab(&Twin(memory.clone())));
    assert_same(&same, &book);
    now(other.commit(&after(&book, &customers(3)), &customers(3))).unwrap();
    assert_eq!(kept_screen(&memory), None);
    assert_eq!(now(store.keep_screen("{}")), Err(StoreError::Stale));
    assert_eq!(kept_screen(&memory), None);

    now(other.keep_screen("{}")).unwrap();
    assert!(kept_screen(&memory).is_some());
    now(other.erase()).unwrap();
    assert_eq!(kept_screen(&memory), None);
}
