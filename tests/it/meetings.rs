//! Two tabs that change the same thing, kind by kind: other fields are both kept, the same one is asked about, and what was removed
//! meanwhile does not come back. What the second tab gives was made from what it saw before the first one saved.

use std::sync::Arc;

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::change::{Change, Delta};
use guanxi::domain::command::{Command, CommandError, Edit};
use guanxi::domain::held::Held;
use guanxi::domain::id::*;
use guanxi::domain::kind::*;
use guanxi::domain::rule::{Example, Rulebook};
use guanxi::state::keeper::Ended;
use guanxi::storage::Memory;
use serde_json::{Value, json};

use crate::meetings_judged::{by_hand, decided};
use crate::store::now;
use crate::two_sessions::{Tab, stamp};

pub fn read<R: serde::de::DeserializeOwned>(value: Value) -> R {
    serde_json::from_value(value).unwrap()
}

fn put<R: BookRecord + serde::de::DeserializeOwned>(table: &mut guanxi::domain::table::Table<R>, value: Value) {
    table.put(Arc::new(read(value)));
}

/// One record of each kind.
fn book() -> Book {
    let mut book = Book::default();
    let contacts = json!([{"name": "张"}, {"name": "李"}]);
    put(
        &mut book.customers,
        json!({"id": "c1", "name": "甲", "contacts": contacts}),
    );
    put(
        &mut book.orders,
        json!({"id": "o1", "customer": "c1", "date": "2026-01-05", "amount": 7}),
    );
    put(
        &mut book.interactions,
        json!({"id": "i1", "customer": "c1", "at": "2026-01-05"}),
    );
    put(
        &mut book.tickets,
        json!({"id": "t1", "customer": "c1", "kind": "technical", "opened_at": "2026-01-05"}),
    );
    put(
        &mut book.points,
        json!({"id": "p1", "customer": "c1", "date": "2026-01-05", "delta": 5}),
    );
    put(&mut book.campaigns, json!({"id": "k1", "name": "秋季"}));
    let version = json!({"id": "v1", "number": 1, "rulebook": Rulebook::default().to_json()});
    put(&mut book.rule_versions, version);
    book.head.rulebook.examples = vec![example("e1", "value")];
    book
}

pub fn example(id: &str, dimension: &str) -> Example {
    read(json!({"id": id, "facts": {}, "dimension": dimension}))
}

/// Two tabs on it.
pub fn tabs() -> [Tab; 2] {
    let memory = Memory::default();
    let one = Tab::open(&memory);
    let book = Box::new(book());
    saved(&one, Command::LoadSample { book, replace: true });
    [one, Tab::open(&memory)]
}

pub fn saved(tab: &Tab, command: Command) {
    let (ended, _) = now(tab.keeper.carry_out(command.clone(), stamp));
    assert!(matches!(ended, Ended::Saved(_)), "{command:?}: {ended:?}");
}

pub fn refused(tab: &Tab, command: Command) -> CommandError {
    let before = tab.book();
    let (ended, caught) = now(tab.keeper.carry_out(command.clone(), stamp));
    assert!(caught.moved || before == tab.book(), "{command:?}");
    match ended {
        Ended::Refused(error) => error,
        other => panic!("{command:?}: {other:?}"),
    }
}

/// A record with some of its fields as they are to be.
pub fn edit<R>(book: &Book, key: &str, fields: &Value) -> Edit<R>
where
    R: BookRecord + serde::Serialize + serde::de::DeserializeOwned,
{
    let before = R::table(book).get(key).unwrap().clone();
    let mut after = serde_json::to_value(&*before).unwrap();
    for (name, value) in fields.as_object().unwrap() {
        after[name] = value.clone();
    }
    Edit::of(before, read(after))
}

/// What a record of the book says.
fn told<R: BookRecord + serde::Serialize>(book: &Book, key: &str, pointer: &str) -> Value {
    let record = serde_json::to_value(&**R::table(book).get(key).unwrap()).unwrap();
    record.pointer(pointer).cloned().unwrap_or_default()
}

/// What two tabs do to a record.
struct Meeting {
    kind: &'static str,
    give: fn(&Book, &Value) -> Command,
    tell: fn(&Book, &str) -> Value,
    /// The first tab's fields.
    first: Value,
    /// The second tab's.
    second: Value,
    /// The same field, to another value.
    same: Value,
    /// Where the record says what then.
    both: [(&'static str, Value); 2],
    /// What removes it.
    removals: Vec<Command>,
    is_there: fn(&Book) -> bool,
}

pub fn customer() -> CustomerId {
    CustomerId::new("c1").unwrap()
}

fn meetings() -> Vec<Meeting> {
    [people(), events(), of_the_book()].into_iter().flatten().collect()
}

fn gone() -> Command {
    Command::RemoveCustomers(vec![customer()])
}

fn people() -> Vec<Meeting> {
    vec![
        Meeting {
            kind: "customer",
            give: |book, fields| Command::EditCustomer(edit(book, "c1", fields)),
            tell: |book, pointer| told::<Customer>(book, "c1", pointer),
            first: json!({"region": "宁波"}),
            second: json!({"notes": "二厂"}),
            same: json!({"region": "杭州"}),
            both: [("/region", json!("宁波")), ("/notes", json!("二厂"))],
            removals: vec![gone()],
            is_there: |book| book.customers.get("c1").is_some(),
        },
        Meeting {
            kind: "contact",
            give: |book, fields| Command::EditCustomer(edit(book, "c1", fields)),
            tell: |book, pointer| told::<Customer>(book, "c1", pointer),
            first: json!({"contacts": [{"name": "张", "phone": "1"}, {"name": "李"}]}),
            second: json!({"contacts": [{"name": "张", "title": "厂长"}, {"name": "李"}]}),
            same: json!({"contacts": [{"name": "张", "phone": "2"}, {"name": "李"}]}),
            both: [("/contacts/0/phone", json!("1")), ("/contacts/0/title", json!("厂长"))],
            removals: vec![gone()],
            is_there: |book| book.customers.get("c1").is_some(),
        },
    ]
}

fn events() -> Vec<Meeting> {
    vec![
        Meeting {
            kind: "order",
            give: |book, fields| Command::PutOrder(edit(book, "o1", fields)),
            tell: |book, pointer| told::<Order>(book, "o1", pointer),
            first: json!({"amount": 9}),
            second: json!({"due_on": "2026-02-01"}),
            same: json!({"amount": 11}),
            both: [("/amount", json!(9)), ("/due_on", json!("2026-02-01"))],
            removals: vec![Command::RemoveOrder(OrderId::new("o1").unwrap()), gone()],
            is_there: |book| book.orders.get("o1").is_some(),
        },
        Meeting {
            kind: "interaction",
            give: |book, fields| Command::PutInteraction(edit(book, "i1", fields)),
            tell: |book, pointer| told::<Interaction>(book, "i1", pointer),
            first: json!({"content": "谈价"}),
            second: json!({"responded": true}),
            same: json!({"content": "送样"}),
            both: [("/content", json!("谈价")), ("/responded", json!(true))],
            removals: vec![Command::RemoveInteraction(InteractionId::new("i1").unwrap()), gone()],
            is_there: |book| book.interactions.get("i1").is_some(),
        },
        Meeting {
            kind: "ticket",
            give: |book, fields| Command::PutTicket(edit(book, "t1", fields)),
            tell: |book, pointer| told::<Ticket>(book, "t1", pointer),
            first: json!({"cause": "接线"}),
            second: json!({"satisfaction": 4}),
            same: json!({"cause": "受潮"}),
            both: [("/cause", json!("接线")), ("/satisfaction", json!(4))],
            removals: vec![Command::RemoveTicket(TicketId::new("t1").unwrap()), gone()],
            is_there: |book| book.tickets.get("t1").is_some(),
        },
    ]
}

fn of_the_book() -> Vec<Meeting> {
    vec![
        Meeting {
            kind: "rule version",
            give: |book, fields| Command::NameVersion(edit(book, "v1", fields)),
            tell: |book, pointer| told::<RuleVersion>(book, "v1", pointer),
            first: json!({"name": "秋季"}),
            second: json!({"note": "因价"}),
            same: json!({"name": "冬季"}),
            both: [("/name", json!("秋季")), ("/note", json!("因价"))],
            removals: vec![Command::EraseAll],
            is_there: |book| book.rule_versions.get("v1").is_some(),
        },
        Meeting {
            kind: "settings",
            give: |book, fields| {
                let before = Held::new(book.head.settings.clone());
                let mut after = serde_json::to_value(&*before).unwrap();
                for (name, value) in fields.as_object().unwrap() {
                    after[name] = value.clone();
                }
                Command::SetSettings(Edit::of(before, read(after)))
            },
            tell: |book, pointer| {
                let settings = serde_json::to_value(&book.head.settings).unwrap();
                settings.pointer(pointer).cloned().unwrap_or_default()
            },
            first: json!({"company": "东海"}),
            second: json!({"mask_contacts": false}),
            same: json!({"company": "南海"}),
            both: [("/company", json!("东海")), ("/mask_contacts", json!(false))],
            removals: Vec::new(),
            is_there: |_| true,
        },
    ]
}

#[test]
fn other_fields_are_both_kept() {
    for meeting in meetings() {
        for has_heard in [false, true] {
            let [one, two] = tabs();
            let seen = two.book();
            saved(&one, (meeting.give)(&seen, &meeting.first));
            if has_heard {
                now(two.keeper.catch_up()).unwrap();
            }
            saved(&two, (meeting.give)(&seen, &meeting.second));
            now(one.keeper.catch_up()).unwrap();
            for (pointer, value) in &meeting.both {
                let told = [&one, &two].map(|tab| (meeting.tell)(&tab.book(), pointer));
                assert_eq!(told, [value.clone(), value.clone()], "{} {pointer}", meeting.kind);
            }
        }
    }
}

#[test]
fn the_same_field_is_asked_about_and_nothing_is_overwritten() {
    for meeting in meetings() {
        let [one, two] = tabs();
        let seen = two.book();
        saved(&one, (meeting.give)(&seen, &meeting.first));
        let error = refused(&two, (meeting.give)(&seen, &meeting.same));
        assert!(
            matches!(error, CommandError::Conflict(_)),
            "{}: {error:?}",
            meeting.kind
        );
        let (pointer, value) = &meeting.both[0];
        assert_eq!((meeting.tell)(&two.book(), pointer), *value, "{}", meeting.kind);
        // Who has seen it decides.
        saved(&two, (meeting.give)(&two.book(), &meeting.same));
    }
}

#[test]
fn what_was_removed_meanwhile_does_not_come_back() {
    for meeting in meetings() {
        for removal in &meeting.removals {
            let [one, two] = tabs();
            let seen = two.book();
            saved(&one, removal.clone());
            refused(&two, (meeting.give)(&seen, &meeting.second));
            assert!(!(meeting.is_there)(&two.book()), "{} {removal:?}", meeting.kind);
        }
    }
}

#[test]
fn a_record_begun_for_a_customer_who_was_removed_is_refused() {
    let begun = [
        Command::PutOrder(Edit::new(read(
            json!({"id": "o9", "customer": "c1", "date": "2026-01-05", "amount": 7}),
        ))),
        Command::PutInteraction(Edit::new(read(
            json!({"id": "i9", "customer": "c1", "at": "2026-01-05"}),
        ))),
        Command::PutTicket(Edit::new(read(
            json!({"id": "t9", "customer": "c1", "kind": "technical", "opened_at": "2026-01-05"}),
        ))),
        by_hand(Vec::new(), "key"),
        decided("r1", "value"),
    ];
    for command in begun {
        let [one, two] = tabs();
        saved(&one, Command::RemoveCustomers(vec![customer()]));
        refused(&two, command);
        assert!(two.book().customers.is_empty());
    }
}

/// Points and campaigns are only imported: with the image that the preview was made from.
#[test]
fn what_an_import_was_previewed_on_is_still_so_or_nothing_is_written() {
    fn change<R>(book: &Book, key: &str, fields: &Value) -> Command
    where
        R: BookRecord + serde::Serialize + serde::de::DeserializeOwned,
        Change: From<Delta<R>>,
    {
        let Edit { before, after } = edit::<R>(book, key, fields);
        let after = Some(Held::new(*after));
        Command::Import {
            source: "x".into(),
            changes: vec![Delta { before, after }.into()],
            about: Default::default(),
        }
    }
    type Give = fn(&Book, i64) -> Command;
    let points: Give = |book, n| change::<PointsEntry>(book, "p1", &json!({"delta": n}));
    let campaign: Give = |book, n| change::<Campaign>(book, "k1", &json!({"name": n.to_string()}));
    let has_points: fn(&Book) -> bool = |book| book.points.get("p1").is_some();
    let has_campaign: fn(&Book) -> bool = |book| book.campaigns.get("k1").is_some();
    let table = [
        (points, has_points, Command::RemoveCustomers(vec![customer()])),
        (campaign, has_campaign, Command::EraseAll),
    ];
    for (give, is_there, removal) in table {
        let [one, two] = tabs();
        let old = two.book();
        saved(&one, give(&old, 8));
        refused(&two, give(&old, 9));
        assert!(two.book() == one.book());
        let [one, two] = tabs();
        let old = two.book();
        saved(&one, removal);
        refused(&two, give(&old, 9));
        assert!(!is_there(&two.book()));
    }
}
