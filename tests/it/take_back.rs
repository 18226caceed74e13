//! Imports that are taken back later as a whole: by another tab, after a reload, with other changes on top; all of it or nothing.

use guanxi::domain::book::Book;
use guanxi::domain::change::{Change, Delta, Kind};
use guanxi::domain::command::{Command, CommandError, Edit, Past};
use guanxi::domain::handover::take::{Choices, Standing};
use guanxi::domain::id::{CustomerId, OrderId};
use guanxi::domain::kind::*;
use guanxi::domain::record::Extra;
use guanxi::exchange::plan::with_choices;
use guanxi::state::keeper::{Ended, Step};
use guanxi::state::past::taken_back_at;
use guanxi::storage::{Fault, Memory, StoreError, TakingBack};
use serde_json::json;

use crate::contract::books::assert_same;
use crate::handover::{book, given, givers, planned, settled};
use crate::store::now;
use crate::two_sessions::{Tab, stamp};

fn customer(id: &str, name: &str) -> Customer {
    Customer::new(CustomerId::new(id).unwrap(), name)
}

fn order(id: &str, customer: &str, amount: i64) -> Order {
    serde_json::from_value(json!({"id": id, "customer": customer, "date": "2026-03-05", "amount": amount})).unwrap()
}

fn put<R: guanxi::domain::book::BookRecord>(book: &Book, after: R) -> Change
where
    Change: From<Delta<R>>,
{
    let before = R::table(book).get(after.key()).cloned();
    let after = Some(after.into());
    Delta { before, after }.into()
}

/// Imports a table, and gives the id of its entry in the trail.
fn import(tab: &Tab, name: &str, changes: Vec<Change>) -> String {
    assert!(matches!(try_import(tab, name, changes), Ended::Saved(_)));
    let book = tab.book();
    let mut entries = book.audit.iter().map(|(_, entry)| entry);
    entries.rfind(|entry| entry.is_of_import()).unwrap().id.to_string()
}

fn try_import(tab: &Tab, name: &str, changes: Vec<Change>) -> Ended {
    let mut about = Extra::default();
    about.insert(AuditEntry::TABLE.to_owned(), json!({"name": name}));
    let source = name.into();
    now(tab.keeper.carry_out(Command::Import { source, changes, about }, stamp)).0
}

/// The command that takes an import back; else the records that were changed since.
fn way_back(tab: &Tab, id: &str) -> Result<Command, Vec<(Kind, String)>> {
    let image = now(tab.keeper.store().unwrap().image(id)).unwrap().unwrap();
    let (mut back, book) = (TakingBack::new(&image), tab.book());
    while back.step(&book, 3) {}
    if !back.since.is_empty() {
        return Err(back.since.iter().map(|(kind, id)| (*kind, id.to_string())).collect());
    }
    let mut about = Extra::default();
    about.insert(AuditEntry::TAKES_BACK.to_owned(), id.into());
    let (what, changes) = (Past::Import("表.xlsx".into()), back.finish(&book));
    Ok(Command::TakeBack { what, changes, about })
}

fn take_back(tab: &Tab, id: &str) -> Ended {
    now(tab.keeper.carry_out(way_back(tab, id).unwrap(), stamp)).0
}

fn images(tab: &Tab) -> Vec<String> {
    now(tab.keeper.store().unwrap().images()).unwrap()
}

fn edit(tab: &Tab, id: &str, change: impl FnOnce(&mut Customer)) {
    let before = tab.book().customers.get(id).unwrap().clone();
    let mut after = (*before).clone();
    change(&mut after);
    let (ended, _) = now(tab
        .keeper
        .carry_out(Command::EditCustomer(Edit::of(before, after)), stamp));
    assert!(matches!(ended, Ended::Saved(_)));
}

/// The book without its trail.
fn bare(book: &Book) -> Book {
    let mut bare = Book {
        head: book.head.clone(),
        ..Book::default()
    };
    for (_, one) in book.customers.iter() {
        bare.customers.put(one.clone());
    }
    for (_, one) in book.orders.iter() {
        bare.orders.put(one.clone());
    }
    bare
}

/// A store with three customers, of whom an import changed one, brought two with orders, and added a choice.
fn imported() -> (Memory, Book, String) {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    for n in 1..=3 {
        let add = Command::AddCustomer(Box::new(customer(&format!("K{n}"), &format!("老客户{n}"))));
        now(tab.keeper.carry_out(add, stamp));
    }
    let before = tab.book();
    let mut first = (**before.customers.get("K1").unwrap()).clone();
    (first.region, first.industry) = (Some("宁波".into()), Some("外贸".into()));
    let mut changes = vec![
        put(&before, first),
        put(&before, customer("K4", "新客户4")),
        put(&before, customer("K5", "新客户5")),
        put(&before, order("S1", "K4", 5)),
        put(&before, order("S2", "K1", 6)),
    ];
    changes.extend(with_choices(&before.head, &["外贸".to_owned()]));
    let id = import(&tab, "表.xlsx", changes);
    (memory, before, id)
}

#[test]
fn an_import_is_taken_back_in_another_tab_with_other_changes_on_top_and_that_is_undone() {
    let (memory, before, id) = imported();
    let tab = Tab::open(&memory);
    let import = tab.book();
    assert_eq!((import.customers.len(), import.head.settings.industries.len()), (5, 11));
    assert_eq!(tab.keeper.steps().0, None, "a tab that was opened anew has no steps");
    edit(&tab, "K2", |customer| customer.region = Some("上海".into()));
    assert!(matches!(take_back(&tab, &id), Ended::Saved(_)));

    let mut expected = bare(&before);
    let mut second = (**before.customers.get("K2").unwrap()).clone();
    second.region = Some("上海".into());
    expected.customers.put(second);
    // The choices of the book are those that ship, written out.
    expected.head.settings.industries = before.head.settings.industry_list();
    assert_same(&bare(&tab.book()), &expected);
    assert_same(&bare(&Tab::open(&memory).book()), &expected);
    let (book, entry) = (tab.book(), import.audit.get(&id).unwrap().clone());
    let back = |book: &Book| taken_back_at(&book.audit, &id, &Past::Import("表.xlsx".into()), &entry.at).is_some();
    assert!(back(&book) && !back(&import));

    // It can be undone as any other step; then the import stands, and can be taken back again.
    assert!(matches!(now(tab.keeper.step(Step::Undo, stamp)).0, Ended::Saved(_)));
    assert_eq!((tab.book().customers.len(), back(&tab.book())), (5, false));
    assert!(matches!(now(tab.keeper.step(Step::Redo, stamp)).0, Ended::Saved(_)));
    assert!(back(&tab.book()));
    now(tab.keeper.step(Step::Undo, stamp));
    assert!(matches!(take_back(&Tab::open(&memory), &id), Ended::Saved(_)));
}

/// Takes a hand-over in as the page does it: what was settled, and the note of it in the head.
fn take_over(tab: &Tab, file: &guanxi::domain::merge::Incoming, choices: &Choices) -> String {
    import(tab, "移交.json", planned(&tab.book(), file, choices).changes)
}

#[test]
fn a_hand_over_that_was_taken_back_later_brings_again_what_it_brought() {
    let file = given(&book(&givers()), &["c1", "c2"], "h1");
    let memory = Memory::default();
    let first = Tab::open(&memory);
    let id = take_over(&first, &file, &Choices::default());
    let of = |book: &Book| {
        let settled = settled(book, &file, &Choices::default());
        let standing: Vec<Standing> = settled.people.iter().map(|one| one.standing).collect();
        (settled.known.is_some(), standing)
    };
    assert_eq!(of(&first.book()), (true, vec![Standing::Same, Standing::Same]));
    // In another tab, after a reload.
    let tab = Tab::open(&memory);
    assert!(matches!(take_back(&tab, &id), Ended::Saved(_)));
    assert_eq!(tab.book().customers.len(), 0);
    assert_eq!(of(&tab.book()), (false, vec![Standing::New, Standing::New]));
    // Taken in once more all of it is there, and is known.
    let again = take_over(&tab, &file, &Choices::default());
    assert_eq!(tab.book().customers.len(), 2);
    assert_eq!(
        of(&Tab::open(&memory).book()),
        (true, vec![Standing::Same, Standing::Same])
    );
    assert!(matches!(take_back(&Tab::open(&memory), &again), Ended::Saved(_)));
    assert_eq!(
        of(&Tab::open(&memory).book()),
        (false, vec![Standing::New, Standing::New])
    );
}

#[test]
fn of_a_hand_over_that_was_taken_in_twice_only_the_second_time_is_forgotten() {
    let file = given(&book(&givers()), &["c1", "c2"], "h1");
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    let mut one = Choices::default();
    one.take("c2", false);
    take_over(&tab, &file, &one);
    let known = tab.book().head.handovers.clone();
    let mut two = Choices::default();
    two.take("c2", true);
    let second = take_over(&tab, &file, &two);
    assert_ne!(tab.book().head.handovers, known);
    let tab = Tab::open(&memory);
    assert!(matches!(take_back(&tab, &second), Ended::Saved(_)));
    assert_eq!((tab.book().customers.len(), tab.book().head.handovers), (1, known));
}

#[test]
fn what_was_changed_since_refuses_the_whole_and_is_named() {
    let (memory, _, id) = imported();
    let tab = Tab::open(&memory);
    edit(&tab, "K4", |customer| customer.notes = Some("改过".into()));
    edit(&tab, "K1", |customer| customer.region = Some("余姚".into()));
    let since = way_back(&tab, &id).unwrap_err();
    assert_eq!(
        since,
        [(Kind::Customer, "K1".to_owned()), (Kind::Customer, "K4".to_owned())]
    );
    // Changed and changed back is as it was.
    edit(&tab, "K4", |customer| customer.notes = None);
    edit(&tab, "K1", |customer| customer.region = Some("宁波".into()));
    assert!(way_back(&tab, &id).is_ok());
    // What the import brought and somebody removed is gone already.
    let gone = Command::RemoveCustomers(vec![CustomerId::new("K5").unwrap()]);
    now(tab.keeper.carry_out(gone, stamp));
    assert!(matches!(take_back(&tab, &id), Ended::Saved(_)));
    assert_eq!(tab.book().customers.len(), 3);
}

#[test]
fn a_customer_to_whom_more_belongs_since_does_not_go() {
    let (memory, _, id) = imported();
    let tab = Tab::open(&memory);
    let own = Command::PutOrder(Edit::new(order("S9", "K4", 7)));
    now(tab.keeper.carry_out(own, stamp));
    let before = tab.book();
    let Ended::Refused(CommandError::Refused(why)) = take_back(&tab, &id) else {
        panic!()
    };
    assert_eq!(why.zh, "不能撤销：“新客户4”之后又有了1条记录");
    assert_same(&tab.book(), &before);
    now(tab
        .keeper
        .carry_out(Command::RemoveOrder(OrderId::new("S9").unwrap()), stamp));
    assert!(matches!(take_back(&tab, &id), Ended::Saved(_)));
}

#[test]
fn the_image_is_written_with_the_import_or_not_at_all() {
    // A small import goes into the journal, a large one into blocks.
    for many in [3, 600] {
        let memory = Memory::default();
        let tab = Tab::open(&memory);
        now(tab
            .keeper
            .carry_out(Command::AddCustomer(Box::new(customer("K", "甲"))), stamp));
        let before = (tab.book(), memory.values());
        let changes = |book: &Book| {
            (0..many)
                .map(|n| put(book, customer(&format!("N{n}"), &format!("新{n}"))))
                .collect()
        };
        memory.fail_next_write(StoreError::Quota);
        assert_eq!(
            try_import(&tab, "表.xlsx", changes(&before.0)),
            Ended::NotSaved(StoreError::Quota)
        );
        assert_same(&tab.book(), &before.0);
        assert_eq!((memory.values(), images(&tab).len()), (before.1, 0), "{many}");

        let id = import(&tab, "表.xlsx", changes(&before.0));
        assert_eq!(images(&tab), [&*id]);
        memory.fail([Fault::Write(StoreError::Quota)]);
        assert_eq!(take_back(&tab, &id), Ended::NotSaved(StoreError::Quota));
        assert_eq!(tab.book().customers.len(), many + 1);
        assert!(matches!(take_back(&tab, &id), Ended::Saved(_)));
        let anew = Tab::open(&memory);
        assert_same(&bare(&anew.book()), &bare(&before.0));
    }
}

#[test]
fn the_last_twenty_are_kept_and_all_go_with_an_erased_book() {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    let ids: Vec<String> = (0..23)
        .map(|n| {
            import(
                &tab,
                "表.xlsx",
                vec![put(&tab.book(), customer(&format!("N{n}"), "新"))],
            )
        })
        .collect();
    let parts = || {
        let values = memory.values();
        let away = values.into_keys().filter(|key| key.name.starts_with("~image/"));
        away.count()
    };
    assert_eq!((images(&tab), parts()), (ids[3..].to_vec(), 20));
    // Another tab knows of them, and what is not kept any more is said to be so.
    let other = Tab::open(&memory);
    assert_eq!(images(&other).len(), 20);
    assert_eq!(now(other.keeper.store().unwrap().image(&ids[0])), Ok(None));
    // Each stands for itself: one in the middle is taken back alone.
    assert!(matches!(take_back(&other, &ids[10]), Ended::Saved(_)));
    assert!(other.book().customers.get("N10").is_none() && other.book().customers.len() == 22);
    now(tab.keeper.carry_out(Command::EraseAll, stamp));
    assert_eq!((images(&tab), parts()), (Vec::new(), 0));
}

#[test]
fn an_entry_that_comes_back_or_from_elsewhere_is_no_import_of_this_book() {
    let (memory, _, id) = imported();
    let tab = Tab::open(&memory);
    let whole = tab.book();
    assert_eq!(images(&tab), [&*id]);
    // Erasing takes the ways back along, and its undo brings the records alone.
    now(tab.keeper.carry_out(Command::EraseAll, stamp));
    assert!(matches!(now(tab.keeper.step(Step::Undo, stamp)).0, Ended::Saved(_)));
    assert!(tab.book().audit.get(&id).is_some());
    assert_eq!((tab.book().customers.len(), images(&tab)), (5, Vec::new()));
    // A file that brings its trail along says what was done to another book.
    let other = Memory::default();
    let tab = Tab::open(&other);
    let before = tab.book();
    let mut changes: Vec<Change> = whole
        .customers
        .iter()
        .map(|(_, one)| put(&before, (**one).clone()))
        .collect();
    changes.extend(whole.audit.iter().map(|(_, one)| put(&before, (**one).clone())));
    let source = Command::Import {
        source: "簿册.json".into(),
        changes,
        about: Default::default(),
    };
    assert!(matches!(now(tab.keeper.carry_out(source, stamp)).0, Ended::Saved(_)));
    assert!(tab.book().audit.get(&id).is_some());
    assert_eq!((tab.book().customers.len(), images(&tab)), (5, Vec::new()));
}

/// Customers whose remark is so long, each changed by an import.
fn long_notes(tab: &Tab, name: &str, many: usize, sign: &str) -> String {
    let changes = (0..many).map(|n| {
        let mut one = customer(&format!("L{n}"), &format!("长{n}"));
        one.notes = Some(sign.repeat(100_000).into());
        put(&tab.book(), one)
    });
    let changes = changes.collect();
    import(tab, name, changes)
}

#[test]
fn images_are_kept_within_their_true_bytes_and_one_that_is_too_large_takes_no_others_place() {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    let new = long_notes(&tab, "新.xlsx", 110, "a");
    // What it was before counts: 11 MB each.
    let first = long_notes(&tab, "一.xlsx", 110, "b");
    assert_eq!(images(&tab), [&*new, &*first]);
    let second = long_notes(&tab, "二.xlsx", 110, "c");
    assert_eq!(images(&tab), [&*second], "22 MB are over the measure");
    let kept = memory
        .values()
        .into_iter()
        .filter(|(key, _)| key.name.starts_with("~image/"));
    let bytes: usize = kept.map(|(_, bytes)| bytes.len()).sum();
    assert!((11_000_000..20 << 20).contains(&bytes), "{bytes}");
    // One that has 22 MB alone comes last.
    let more: Vec<Change> = (110..220)
        .map(|n| put(&tab.book(), customer(&format!("L{n}"), "长")))
        .collect();
    let third = import(&tab, "三.xlsx", more);
    assert_eq!(images(&tab), [&*second, &*third]);
    let fourth = long_notes(&tab, "四.xlsx", 220, "d");
    assert_eq!(images(&tab), [&*third, &*fourth]);
    let large = long_notes(&tab, "五.xlsx", 220, "e");
    assert_eq!(images(&tab), [&*third, &*fourth]);
    assert_eq!(now(tab.keeper.store().unwrap().image(&large)), Ok(None));
}

#[test]
fn an_image_that_is_damaged_or_lies_under_another_ones_name_is_told_as_damaged() {
    let (memory, _, id) = imported();
    let tab = Tab::open(&memory);
    let other = import(&tab, "二.xlsx", vec![put(&tab.book(), customer("K6", "新客户6"))]);
    let whole = memory.values();
    let places: Vec<_> = whole
        .keys()
        .filter(|key| key.name.starts_with("~image/"))
        .cloned()
        .collect();
    assert_eq!(places.len(), 2);
    let read = |tab: &Tab, id: &str| now(tab.keeper.store().unwrap().image(id));
    assert!(matches!(read(&tab, &id), Ok(Some(_))));
    // Swapped, each whole in itself.
    let mut values = whole.clone();
    let (one, two) = (whole[&places[0]].clone(), whole[&places[1]].clone());
    values.insert(places[0].clone(), two);
    values.insert(places[1].clone(), one);
    memory.put_back(values);
    for id in [&id, &other] {
        assert!(matches!(read(&tab, id), Err(StoreError::Corrupt { .. })));
    }
    // Bent, and gone.
    let mut values = whole.clone();
    values.get_mut(&places[0]).unwrap()[12] ^= 1;
    values.remove(&places[1]);
    memory.put_back(values);
    for id in [&id, &other] {
        assert!(matches!(read(&tab, id), Err(StoreError::Corrupt { .. })));
    }
}
