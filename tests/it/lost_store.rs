//! A store that is cleared, put back to an earlier state, cut off or unreliable: the book in memory outlives it, and nothing that was
//! said to be saved is missing from it afterwards.

use std::rc::Rc;

use guanxi::domain::book::Book;
use guanxi::domain::change::Delta;
use guanxi::domain::command::Command;
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::{AuditId, CustomerId};
use guanxi::domain::kind::Customer;
use guanxi::state::keeper::{Ended, Keeper, Stamp};
use guanxi::storage::{Area, Fault, Key, Memory, MemoryStore, Packed, Store, StoreError};

use crate::contract::SMALL;
use crate::contract::books::{assert_same, set};
use crate::store::now;

struct Tab(Keeper<MemoryStore>);

impl Tab {
    fn open(memory: &Memory, name: &str) -> Self {
        let keeper = Keeper::default();
        let store = Rc::new(Packed::with_layout(memory.clone(), SMALL).named(name.to_owned()));
        now(keeper.open(store, Day(20_700), &|_, _| {})).unwrap();
        Self(keeper)
    }

    fn book(&self) -> Book {
        self.0.peek(|world| world.book.clone()).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.book().customers.iter().map(|(_, c)| c.id.to_string()).collect();
        names.sort();
        names
    }

    fn add(&self, id: &str) -> Ended {
        let customer = Customer::new(CustomerId::new(id).unwrap(), id);
        let stamp = || {
            Some(Stamp {
                id: AuditId::new(&format!("a-{id}")).unwrap(),
                at: Moment::on(Day(20_700)),
                by: None,
                about: Default::default(),
            })
        };
        now(self.0.carry_out(Command::AddCustomer(Box::new(customer)), stamp)).0
    }

    fn saves(&self, id: &str) {
        let ended = self.add(id);
        assert!(matches!(ended, Ended::Saved(_)), "{id}: {ended:?}");
    }
}

fn lost() -> StoreError {
    StoreError::Lost("UnknownError: Connection to Indexed Database server lost".to_owned())
}

fn gone(ended: &Ended) -> bool {
    *ended == Ended::NotSaved(StoreError::Gone)
}

#[test]
fn a_cleared_store_never_takes_the_place_of_the_book_in_memory() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "one");
    tab.saves("c1");
    tab.saves("c2");
    memory.put_back(Default::default());
    assert!(gone(&tab.add("c3")), "it is not called another tab");
    assert_eq!(now(tab.0.catch_up()).unwrap_err(), StoreError::Gone);
    assert_eq!(tab.names(), ["c1", "c2"]);
    now(tab.0.compact()).unwrap_err();
    assert!(
        memory.values().is_empty(),
        "nothing is written as if nothing had happened"
    );
    // Written back, it goes on as before.
    now(tab.0.write_back()).unwrap();
    tab.saves("c3");
    assert_same(&Tab::open(&memory, "two").book(), &tab.book());
    assert_eq!(tab.names(), ["c1", "c2", "c3"]);
}

#[test]
fn an_earlier_store_never_takes_the_place_of_the_book_in_memory() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "one");
    tab.saves("c1");
    let earlier = memory.values();
    tab.saves("c2");
    memory.put_back(earlier);
    assert!(gone(&tab.add("c3")));
    assert_eq!(now(tab.0.catch_up()).unwrap_err(), StoreError::Gone);
    now(tab.0.write_back()).unwrap();
    assert_same(&Tab::open(&memory, "two").book(), &tab.book());
    assert_eq!(tab.names(), ["c1", "c2"]);
}

#[test]
fn a_book_begun_after_the_store_was_cleared_is_neither_taken_over_nor_written_over() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "one");
    tab.saves("c1");
    memory.put_back(Default::default());
    let other = Tab::open(&memory, "two");
    // More writes than the first book had, so that its number is passed.
    for id in ["x1", "x2", "x3"] {
        other.saves(id);
    }
    assert_eq!(tab.add("c2"), Ended::NotSaved(StoreError::Foreign));
    assert_eq!(now(tab.0.catch_up()).unwrap_err(), StoreError::Foreign);
    assert_eq!(now(tab.0.write_back()).unwrap_err(), StoreError::Foreign);
    assert_eq!(tab.names(), ["c1"]);
    assert_same(&Tab::open(&memory, "three").book(), &other.book());
}

#[test]
fn of_two_tabs_one_writes_back_and_the_other_follows_unless_it_knows_more() {
    for behind in [false, true] {
        let memory = Memory::default();
        let (one, two) = (Tab::open(&memory, "one"), Tab::open(&memory, "two"));
        one.saves("c1");
        now(two.0.catch_up()).unwrap();
        if behind {
            two.saves("c2");
        }
        memory.put_back(Default::default());
        now(one.0.write_back()).unwrap();
        one.saves("c3");
        one.saves("c4");
        match now(two.0.catch_up()) {
            Ok(caught) => assert!(!behind && caught.whole),
            Err(error) => assert!(behind && error == StoreError::Foreign, "{error}"),
        }
        let wanted: &[&str] = if behind { &["c1", "c2"] } else { &["c1", "c3", "c4"] };
        assert_eq!(two.names(), wanted, "{behind}");
    }
}

#[test]
fn a_store_cleared_between_the_news_and_the_reading_is_not_read_as_a_book() {
    let memory = Memory::default();
    let store = Packed::with_layout(memory.clone(), SMALL).named("one".to_owned());
    now(store.load(&|_, _| {})).unwrap();
    let book = Book::default();
    now(store.replace(&book, &|_, _| {})).unwrap();
    memory.put_back(Default::default());
    assert_eq!(now(store.load(&|_, _| {})).map(drop), Err(StoreError::Gone));
    // The handle still knows what it knew.
    assert_eq!(now(store.news(&book)), Err(StoreError::Gone));
    assert_eq!(
        now(store.commit(&book, &set(vec![]))).map(|receipt| receipt.bytes),
        Ok(0)
    );
}

#[test]
fn a_lost_connection_is_opened_again_and_the_save_goes_on() {
    for fault in [
        Fault::Write(lost()),
        Fault::Answer(lost()),
        Fault::Read(lost()),
        Fault::Bent,
        Fault::Write(StoreError::Other("DataError".to_owned())),
    ] {
        for times in 1..=3 {
            let memory = Memory::default();
            let tab = Tab::open(&memory, "one");
            tab.saves("c1");
            memory.fail(vec![fault.clone(); times]);
            tab.saves("c2");
            assert_same(&Tab::open(&memory, "two").book(), &tab.book());
            assert_eq!(tab.names(), ["c1", "c2"], "{fault:?}, {times} times");
            assert_eq!(tab.book().audit.len(), 2, "it is done once: {fault:?}, {times} times");
            // A write that was carried out is not done again.
            let is_answer = matches!(fault, Fault::Answer(_));
            assert_eq!(memory.heal(), if is_answer { times - 1 } else { 0 }, "{fault:?}");
        }
    }
}

#[test]
fn what_stays_lost_is_told_as_lost_and_found_again_where_it_was_carried_out() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "one");
    tab.saves("c1");
    // Carried out, but nothing answers any more.
    memory.fail([Fault::Answer(lost())]);
    memory.fail(vec![Fault::Read(lost()); 9]);
    assert_eq!(tab.add("c2"), Ended::NotSaved(lost()));
    memory.heal();
    now(tab.0.catch_up()).unwrap();
    assert_eq!(tab.names(), ["c1", "c2"]);
    // Never carried out.
    memory.fail(vec![Fault::Write(lost()); 9]);
    assert_eq!(tab.add("c3"), Ended::NotSaved(lost()));
    memory.heal();
    now(tab.0.catch_up()).unwrap();
    assert_eq!(tab.names(), ["c1", "c2"]);
    tab.saves("c3");
    assert_same(&Tab::open(&memory, "two").book(), &tab.book());
}

#[test]
fn a_full_disk_and_a_conflict_are_not_tried_again() {
    let memory = Memory::default();
    let (tab, other) = (Tab::open(&memory, "one"), Tab::open(&memory, "two"));
    tab.saves("c1");
    memory.fail_next_write(StoreError::Quota);
    assert_eq!(tab.add("c2"), Ended::NotSaved(StoreError::Quota));
    assert_eq!(tab.names(), ["c1"]);
    other.saves("c3");
    tab.saves("c2");
    assert_eq!(tab.names(), ["c1", "c2", "c3"]);
}

#[test]
fn an_import_of_thousands_is_whole_in_memory_once_it_is_saved_and_not_there_at_all_before() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "one");
    tab.saves("c1");
    let import = || {
        let customer = |n: u32| Customer::new(CustomerId::new(&format!("i{n}")).unwrap(), "导入");
        Command::Import {
            source: "file".into(),
            changes: (0..6_000).map(|n| Delta::put(customer(n)).into()).collect(),
            about: Default::default(),
        }
    };
    let evaluated = || tab.0.peek(|world| world.evaluation.columns.rows).unwrap();
    memory.fail_next_write(StoreError::Quota);
    let (ended, _) = now(tab.0.carry_out(import(), || None));
    assert_eq!(ended, Ended::NotSaved(StoreError::Quota));
    assert_eq!((tab.names(), evaluated()), (vec!["c1".to_owned()], 1));
    let (ended, _) = now(tab.0.carry_out(import(), || None));
    assert!(matches!(ended, Ended::Saved(_)), "{ended:?}");
    assert_eq!((tab.names().len(), evaluated()), (6_001, 6_001));
    assert_same(&Tab::open(&memory, "two").book(), &tab.book());
}

#[test]
fn what_was_written_and_cannot_be_read_back_stays_in_memory_and_is_written_anew() {
    for fault in [Fault::Bent, Fault::Read(lost())] {
        let memory = Memory::default();
        let tab = Tab::open(&memory, "one");
        tab.saves("c1");
        memory.fail(vec![fault.clone(); 40]);
        let ended = tab.add("c2");
        assert!(
            matches!(ended, Ended::Unproven(_, StoreError::NotProven(_))),
            "{ended:?}"
        );
        assert_eq!(tab.names(), ["c1", "c2"], "the page knows no less than the disk");
        memory.heal();
        assert!(tab.0.wants_compaction(), "all of it is written anew");
        now(tab.0.compact()).unwrap();
        assert!(!tab.0.wants_compaction());
        tab.saves("c3");
        assert_same(&Tab::open(&memory, "two").book(), &tab.book());
    }
}

#[test]
fn a_damaged_state_does_not_stand_in_the_way_of_writing_back() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "one");
    tab.saves("c1");
    let mut values = memory.values();
    let key = Key::new(Area::Meta, "state");
    values.get_mut(&key).unwrap()[30] ^= 4;
    memory.put_back(values);
    let ended = tab.add("c2");
    assert!(
        matches!(ended, Ended::NotSaved(StoreError::Corrupt { .. })),
        "{ended:?}"
    );
    now(tab.0.write_back()).unwrap();
    tab.saves("c2");
    assert_same(&Tab::open(&memory, "two").book(), &tab.book());
}

#[test]
fn an_id_that_comes_twice_is_told_after_the_opening_and_one_record_of_it_stays() {
    let memory = Memory::default();
    let tab = Tab::open(&memory, "a");
    ["c1", "c2", "c3"].iter().for_each(|id| tab.saves(id));
    now(tab.0.compact()).unwrap();
    // A sound block in which the third has the id of the first.
    let key = Key::new(Area::Blocks, "customers/00000000");
    let mut values = memory.values();
    let mut body = values[&key][9..].to_vec();
    let id = body.windows(3).position(|bytes| bytes == b"\x02c3").unwrap();
    body[id + 2] = b'1';
    values.insert(key, crate::stored_format::seal(&body));
    memory.put_back(values);

    let keeper = Keeper::<MemoryStore>::default();
    let store = || Rc::new(Packed::with_layout(memory.clone(), SMALL));
    let count = || keeper.peek(|world| world.book.customers.len());
    assert_eq!(now(keeper.open_sound(store(), Day(20_700), &|_, _| {})), Ok(None));
    assert_eq!(count(), Some(3));
    let twice = StoreError::corrupt("customers", "slot 2: has the id of slot 0");
    assert_eq!(now(keeper.settle()), Err(twice));

    assert_eq!(now(keeper.open(store(), Day(20_700), &|_, _| {})), Ok(None));
    assert_eq!((count(), now(keeper.settle())), (Some(2), Ok(())));
    assert_eq!(Tab::open(&memory, "b").names(), ["c1", "c2"]);
}
