//! Small books with every kind, and changes of them.

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::change::{Change, ChangeSet, Delta, Head};
use guanxi::domain::held::Held;

/// A record of every kind, with unknown fields, as the book file writes them.
const EVERY_KIND: &str = include_str!("../data/stored/book.json");

/// Puts a record written as JSON.
pub fn put<R: BookRecord>(book: &Book, json: &str) -> Change
where
    Change: From<Delta<R>>,
{
    let after: R = serde_json::from_str(json).unwrap();
    let before = R::table(book).get(after.key()).cloned();
    let after = Some(Held::new(after));
    Delta { before, after }.into()
}

/// Removes a record.
pub fn remove<R: BookRecord>(book: &Book, id: &str) -> Change
where
    Change: From<Delta<R>>,
{
    let before = R::table(book).get(id).cloned();
    Delta { before, after: None }.into()
}

/// Changes the head.
pub fn company(book: &Book, name: &str) -> Change {
    let mut after = book.head.clone();
    after.settings.company = Some(name.into());
    Change::Head {
        before: Box::new(book.head.clone()),
        after: Box::new(after),
    }
}

/// A change set of these changes.
pub fn set(changes: Vec<Change>) -> ChangeSet {
    ChangeSet {
        changes,
        ..ChangeSet::default()
    }
}

/// The book after a change set.
pub fn after(book: &Book, set: &ChangeSet) -> Book {
    let mut after = book.clone();
    after.apply(set);
    after
}

macro_rules! define_every_kind {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// A change set that puts a record of every kind and changes the head.
        pub fn every_kind() -> ChangeSet {
            use guanxi::domain::kind::*;
            let file: serde_json::Value = serde_json::from_str(EVERY_KIND).unwrap();
            let empty = Book::default();
            let mut changes = Vec::new();
            $(for record in file[$word].as_array().unwrap() {
                changes.push(put::<$ty>(&empty, &record.to_string()));
            })*
            let mut head = Head::default();
            head.settings = serde_json::from_value(file["settings"].clone()).unwrap();
            head.unknown.insert("from_tomorrow".to_owned(), file["from_tomorrow"].clone());
            changes.push(Change::Head { before: Box::default(), after: Box::new(head) });
            set(changes)
        }

        /// Says where two books differ: records, their order, and the slots they are in.
        pub fn assert_same(found: &Book, wanted: &Book) {
            assert_eq!(found.head, wanted.head);
            $(let slots = |book: &Book| book.$table.iter().map(|(s, r)| (s, r.clone())).collect::<Vec<_>>();
            assert_eq!(slots(found), slots(wanted), $word);)*
        }
    };
}
guanxi::for_each_kind!(define_every_kind);

/// A short customer.
pub fn customer(id: &str, name: &str) -> String {
    format!(r#"{{"id":"{id}","name":"{name}"}}"#)
}

/// So many customers.
pub fn customers(count: usize) -> ChangeSet {
    let empty = Book::default();
    let one = |n| put::<guanxi::domain::kind::Customer>(&empty, &customer(&format!("c{n}"), &format!("客户 {n}")));
    set((0..count).map(one).collect())
}
