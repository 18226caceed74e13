//! Merges that are taken back later as a whole: by another tab, after a reload, with other changes on top; all of it or nothing.

use guanxi::domain::book::Book;
use guanxi::domain::change::{Change, Delta, Kind};
use guanxi::domain::command::{Command, Edit, Past};
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{AuditEntry, Customer};
use guanxi::domain::label::Label;
use guanxi::domain::merge::{Incoming, Mode, plan};
use guanxi::domain::record::Extra;
use guanxi::domain::table::Table;
use guanxi::domain::twin::MergeChoices;
use guanxi::state::keeper::{Ended, Step};
use guanxi::state::past::{PastMerge, in_the_way, past_merges};
use guanxi::storage::{Memory, TakingBack};

use crate::duplicates::{book, command, json_of};
use crate::store::now;
use crate::two_sessions::{Tab, stamp};

/// A store with a random book.
fn stored(seed: u64) -> (Memory, Vec<String>) {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    let incoming = Incoming {
        book: book(seed),
        has_settings: true,
        has_rulebook: true,
        ..Incoming::default()
    };
    let changes = plan(&tab.book(), &incoming, Mode::Replace).changes;
    let import = Command::Import {
        source: "簿册.json".into(),
        changes,
        about: Extra::default(),
    };
    carried(&tab, import);
    let ids = tab.book().customers.iter().map(|(_, one)| one.id.to_string()).collect();
    (memory, ids)
}

fn carried(tab: &Tab, command: Command) {
    let (ended, _) = now(tab.keeper.carry_out(command, stamp));
    assert!(matches!(ended, Ended::Saved(_)), "{ended:?}");
}

fn merge(tab: &Tab, stays: &str, goes: &str) {
    carried(tab, command(&tab.book(), stays, goes, &MergeChoices::new()));
}

/// The book but for its trail, as its file has it: the order of the records is no part of it.
fn bare(tab: &Tab) -> Vec<String> {
    let mut book: Book = tab.book();
    book.audit = Table::default();
    let file: serde_json::Value = serde_json::from_str(&json_of(&book)).unwrap();
    let mut all = Vec::new();
    for (key, value) in file.as_object().unwrap() {
        match value.as_array() {
            Some(list) => all.extend(list.iter().map(|one| format!("{key} {one}"))),
            None => all.push(format!("{key} {value}")),
        }
    }
    all.sort();
    all
}

fn latest(tab: &Tab) -> PastMerge {
    past_merges(&tab.book()).remove(0)
}

/// The command that takes a merge back; else the records that were changed since.
fn way_back(tab: &Tab, merge: &PastMerge) -> Result<Command, Vec<(Kind, String)>> {
    let image = now(tab.keeper.store().unwrap().image(&merge.id)).unwrap().unwrap();
    let (mut back, book) = (TakingBack::new(&image), tab.book());
    while back.step(&book, 3) {}
    if !back.since.is_empty() {
        return Err(back.since.iter().map(|(kind, id)| (*kind, id.to_string())).collect());
    }
    let mut about = Extra::default();
    about.insert(AuditEntry::TAKES_BACK.to_owned(), merge.id.as_str().into());
    Ok(Command::TakeBack {
        what: Past::Merge(merge.step.clone()),
        changes: back.finish(&book),
        about,
    })
}

#[test]
fn a_merge_is_taken_back_in_another_tab_and_the_book_is_what_it_was() {
    for seed in 1..20 {
        let (memory, ids) = stored(seed);
        let before = bare(&Tab::open(&memory));
        let (stays, goes) = (&ids[0], &ids[1 + seed as usize % (ids.len() - 1)]);
        merge(&Tab::open(&memory), stays, goes);
        // A tab that was opened anew has no steps.
        let tab = Tab::open(&memory);
        let after = bare(&tab);
        assert!(tab.keeper.steps().0.is_none() && after != before);
        let past = latest(&tab);
        assert_eq!((&past.stays.0, &past.goes.0, past.undone), (stays, goes, None));
        carried(&tab, way_back(&tab, &latest(&tab)).unwrap());
        assert_eq!(bare(&tab), before, "{seed}");
        assert_eq!(bare(&Tab::open(&memory)), before, "{seed}");
        assert!(latest(&tab).undone.is_some());
        // It can be undone as any other step; then the merge stands, and can be taken back again.
        now(tab.keeper.step(Step::Undo, stamp));
        assert_eq!(bare(&tab), after, "{seed}");
        assert_eq!(latest(&tab).undone, None);
        let tab = Tab::open(&memory);
        carried(&tab, way_back(&tab, &latest(&tab)).unwrap());
        assert_eq!(bare(&tab), before, "{seed}");
    }
}

#[test]
fn three_merges_in_a_row_go_back_one_by_one_the_latest_first() {
    let (memory, ids) = stored(7);
    let mut states = Vec::new();
    for goes in &ids[1..4] {
        let tab = Tab::open(&memory);
        states.push(bare(&tab));
        merge(&tab, &ids[0], goes);
    }
    let tab = Tab::open(&memory);
    let all = past_merges(&tab.book());
    let gone: Vec<&String> = all.iter().map(|merge| &merge.goes.0).collect();
    assert_eq!(gone, [&ids[3], &ids[2], &ids[1]]);
    // Those before it changed the one that stays, and later merges did so again.
    for merge in &all[1..] {
        let since = way_back(&tab, merge).unwrap_err();
        assert!(since.contains(&(Kind::Customer, ids[0].clone())), "{since:?}");
    }
    for (merge, state) in all.iter().zip(states.iter().rev()) {
        let tab = Tab::open(&memory);
        carried(&tab, way_back(&tab, merge).unwrap());
        assert_eq!(bare(&tab), *state);
    }
}

fn customer(id: &str, name: &str) -> Customer {
    Customer::new(CustomerId::new(id).unwrap(), name)
}

fn add(tab: &Tab, id: &str, name: &str) {
    carried(tab, Command::AddCustomer(Box::new(customer(id, name))));
}

#[test]
fn what_was_changed_since_or_has_the_number_by_now_refuses_the_whole() {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    add(&tab, "K1", "甲公司");
    add(&tab, "K2", "甲 公司");
    merge(&tab, "K1", "K2");
    let past = latest(&tab);
    let edit = |notes: Option<&str>| {
        let before = tab.book().customers.get("K1").unwrap().clone();
        let mut after = (*before).clone();
        after.notes = notes.map(Into::into);
        carried(&tab, Command::EditCustomer(Edit::of(before, after)));
    };
    edit(Some("之后写的"));
    assert_eq!(way_back(&tab, &past).unwrap_err(), [(Kind::Customer, "K1".to_owned())]);
    // Changed back is as it was.
    edit(None);
    assert!(way_back(&tab, &past).is_ok());
    add(&tab, "K2", "另一家");
    assert_eq!(way_back(&tab, &past).unwrap_err(), [(Kind::Customer, "K2".to_owned())]);
    let other = Command::RemoveCustomers(vec![CustomerId::new("K2").unwrap()]);
    carried(&tab, other);
    carried(&tab, way_back(&tab, &past).unwrap());
    assert_eq!(tab.book().customers.len(), 2);
}

#[test]
fn a_step_back_in_the_tab_that_merged_is_told_as_well() {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    add(&tab, "K1", "甲公司");
    add(&tab, "K2", "甲公司2");
    merge(&tab, "K1", "K2");
    now(tab.keeper.step(Step::Undo, stamp));
    assert!(latest(&tab).undone.is_some());
    now(tab.keeper.step(Step::Redo, stamp));
    assert_eq!(latest(&tab).undone, None);
    let tab = Tab::open(&memory);
    carried(&tab, way_back(&tab, &latest(&tab)).unwrap());
    assert_eq!(tab.book().customers.len(), 2);
}

#[test]
fn merges_take_no_place_from_imports_and_the_last_hundred_are_kept() {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    let mut about = Extra::default();
    about.insert(AuditEntry::TABLE.to_owned(), serde_json::json!({"name": "表.xlsx"}));
    let put = |n: usize| -> Change {
        let after = Some(customer(&format!("K{n:03}"), &format!("客户{n}")).into());
        Delta { before: None, after }.into()
    };
    let import = Command::Import {
        source: "表.xlsx".into(),
        changes: (0..=103).map(put).collect(),
        about,
    };
    carried(&tab, import);
    for n in 1..=103 {
        merge(&tab, "K000", &format!("K{n:03}"));
    }
    let kept = now(tab.keeper.store().unwrap().images()).unwrap();
    let book = tab.book();
    let of = |is: fn(&AuditEntry) -> bool| {
        kept.iter()
            .filter(|id| book.audit.get(id).is_some_and(|own| is(own)))
            .count()
    };
    assert_eq!((of(AuditEntry::is_of_import), of(AuditEntry::is_of_merge)), (1, 100));
    let all = past_merges(&book);
    assert_eq!(all.len(), 103);
    let is_kept = |merge: &PastMerge| kept.contains(&merge.id);
    assert!(all[..100].iter().all(is_kept) && !all[100..].iter().any(is_kept));
}

/// Why a merge does not go back, in words.
fn why(tab: &Tab, merge: &PastMerge) -> Label {
    let image = now(tab.keeper.store().unwrap().image(&merge.id)).unwrap().unwrap();
    let (mut back, book) = (TakingBack::new(&image), tab.book());
    while back.step(&book, 3) {}
    in_the_way(&book, &merge.id, &merge.step, &back.since)
}

#[test]
fn what_stands_in_the_way_is_named_with_its_day_and_never_by_a_number_alone() {
    let memory = Memory::default();
    let tab = Tab::open(&memory);
    for (id, name) in [("K1", "甲公司"), ("K2", "乙公司"), ("K3", "丙公司"), ("K4", "丁公司")] {
        add(&tab, id, name);
    }
    merge(&tab, "K1", "K2");
    merge(&tab, "K3", "K1");
    let all = past_merges(&tab.book());
    let day = all[0].at.day;
    let refused = why(&tab, &all[1]);
    assert!(
        refused.zh.contains(&format!("“甲公司”并入“丙公司”（{day}）")),
        "{}",
        refused.zh
    );
    assert!(
        refused.en.contains(&format!("“甲公司” into “丙公司” ({day})")),
        "{}",
        refused.en
    );
    assert!(
        !refused.zh.contains("K1") && !refused.zh.contains("丁公司"),
        "{}",
        refused.zh
    );
    // A later merge of others does not, and neither does one that was taken back.
    let apart = Tab::open(&memory);
    carried(&apart, way_back(&apart, &latest(&apart)).unwrap());
    let tab = Tab::open(&memory);
    let first = past_merges(&tab.book())
        .into_iter()
        .find(|merge| merge.goes.0 == "K2")
        .unwrap();
    assert!(way_back(&tab, &first).is_ok());
    // Where an edit stands in the way, whom it is about is said.
    let before = tab.book().customers.get("K1").unwrap().clone();
    let mut after = (*before).clone();
    after.notes = Some("之后写的".into());
    carried(&tab, Command::EditCustomer(Edit::of(before, after)));
    merge(&tab, "K3", "K4");
    assert!(why(&tab, &first).zh.contains("其中1条记录之后又改过或删过（甲公司）"));
}
