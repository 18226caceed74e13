//! Characters that nobody sees, in every kind of record: counted, asked about, kept or taken out.

use guanxi::domain::book::Book;
use guanxi::domain::check::Level;
use guanxi::domain::unmeant::Leaving;
use guanxi::transfer::book_json::write;

use crate::transfer_generate::read;

/// Twelve texts with such characters, in one of them two; an id besides.
const BOOK: &str = r#"{"format": "guanxi-book", "version": 1,
    "customers": [
        {"id": "c\u0001", "name": "青\u0000禾\u0007", "notes": "一\n二\t三\r\n", "owner": "\u001b",
            "contract": {"service_terms": "每月\u009f"}, "tags": ["好", "\u0000", "旧\u0008"],
            "contacts": [{"name": "张\u007f", "phone": "13800006142"}], "preferences": {"note": "\ufffe短信"},
            "overrides": [{"dimension": "value", "class": "key", "set_on": "2026-01-05", "reason": "好", "by": "王\u0003"}]},
        {"id": "c2", "name": "\ufffe"}, {"id": "c3", "name": "\u0000 ", "notes": "\u0007"}],
    "orders": [{"id": "o", "customer": "c\u0001", "date": "2026-01-05", "amount": 1, "items": [{"product": "纸\uffff"}], "note": "x\u0085"}],
    "interactions": [{"id": "i", "customer": "c\u0001", "at": "2026-01-05", "content": "谈\u000b了"}]}"#;

fn questions(book: &str) -> Vec<String> {
    let (_, issues) = read(book.as_bytes());
    let asked = issues.kept.iter().filter(|issue| issue.level == Level::Question);
    let mut told: Vec<String> = asked.map(|issue| issue.place()).collect();
    told.sort();
    assert_eq!(told.len(), issues.questions);
    told
}

fn written(book: &Book) -> String {
    String::from_utf8(write(book, None, "2026-11-21T09:00:00+08:00", "0.1.0").unwrap()).unwrap()
}

#[test]
fn each_text_with_unseen_characters_is_asked_about_and_an_id_is_told() {
    let expected = [
        "customers[0].contacts[0].name",
        "customers[0].contract.service_terms",
        "customers[0].name",
        "customers[0].overrides[0].by",
        "customers[0].owner",
        "customers[0].preferences.note",
        "customers[0].tags[1]",
        "customers[0].tags[2]",
        "customers[1].name",
        "interactions[0].content",
        "orders[0].items[0].product",
        "orders[0].note",
    ];
    assert_eq!(questions(BOOK), expected);
    let (_, issues) = read(BOOK.as_bytes());
    assert_eq!((issues.errors, issues.warnings, issues.questions), (1, 1, 12));
    // A blank name is none: that record is left out, and nobody is asked about the rest of it.
    let name = issues
        .kept
        .iter()
        .find(|issue| issue.place() == "customers[0].name")
        .unwrap();
    assert_eq!(name.message.zh, "文字里有2个看不见的控制字符");
    assert_eq!(name.found.as_deref(), Some(r"青\u0000禾\u0007"));
    let id = issues.kept.iter().find(|issue| issue.level == Level::Warning).unwrap();
    assert_eq!(id.place(), "customers[0].id");
}

#[test]
fn kept_as_they_are_the_book_goes_out_as_it_came_in() {
    let (incoming, _) = read(BOOK.as_bytes());
    let text = written(&incoming.book);
    let (again, _) = read(text.as_bytes());
    assert_eq!(again.book, incoming.book);
    assert_eq!(questions(&text).len(), 12);
}

#[test]
fn taken_out_the_texts_say_the_rest_and_what_says_nothing_else_is_empty() {
    let (incoming, _) = read(BOOK.as_bytes());
    let without = incoming.book.without_asked();
    let text = written(&without);
    assert_eq!(questions(&text), [""; 0]);
    let (_, issues) = read(text.as_bytes());
    assert_eq!((issues.errors, issues.questions), (0, 0));
    let customer = without.customers.get("c\u{1}").unwrap();
    assert_eq!(
        (&*customer.name, customer.notes.as_deref()),
        ("青禾", Some("一\n二\t三\r\n"))
    );
    assert_eq!((customer.owner.as_deref(), customer.tags.len()), (None, 2));
    assert_eq!(
        (&*customer.tags[1], customer.contacts[0].name.as_deref()),
        ("旧", Some("张"))
    );
    assert_eq!(customer.overrides[0].by.as_deref(), Some("王"));
    let order = without.orders.get("o").unwrap();
    assert_eq!(
        (order.items[0].product.as_deref(), order.note.as_deref()),
        (Some("纸"), Some("x"))
    );
    // A customer whose name was nothing else cannot be without one.
    assert!(without.customers.get("c2").is_none());
}

#[test]
fn slice_by_slice_the_same_is_left() {
    let (incoming, _) = read(BOOK.as_bytes());
    let mut leaving = Leaving::begin(&incoming.book);
    let mut steps = 0;
    while leaving.step(&incoming.book, 1) {
        steps += 1;
    }
    assert!(steps > 4, "{steps}");
    assert_eq!(leaving.book, incoming.book.without_asked());
    assert_ne!(leaving.book, Book::default());
}

#[test]
fn half_a_surrogate_pair_is_refused_with_its_place() {
    let book = r#"{"format": "guanxi-book", "version": 1, "customers": [{"id": "c", "name": "甲"}, {"id": "d", "name": "乙\ud800"}]}"#;
    let (incoming, issues) = read(book.as_bytes());
    assert_eq!((incoming.book.customers.len(), issues.errors), (1, 1));
    assert_eq!((issues.kept[0].row, issues.kept[0].id.as_deref()), (Some(1), Some("d")));
    assert!(!issues.kept[0].message.zh.is_empty());
}
