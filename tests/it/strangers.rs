//! Books that count their customers each for itself: whose numbers are others', and how they come beside these.

use guanxi::domain::handover::stranger::{Renumbered, turned};
use guanxi::domain::merge::{Incoming, Mode, plan};
use serde_json::json;

use crate::care::book;

#[test]
fn customers_of_another_book_with_the_same_numbers_are_told_and_come_beside() {
    let ours = book(&json!({
        "customers": [{"id": "KH-0001", "name": "青岛海宁纺织", "contacts": [{"name": "甲", "phone": "13900009001"}]}, {"id": "KH-0002", "name": "宁波恒拓"}],
        "orders": [{"id": "o", "customer": "KH-0001", "date": "2026-10-01", "amount": 100}]
    }));
    let theirs = book(&json!({
        "settings": {"company": "城东店"},
        "customers": [
            {"id": "KH-0001", "name": "宁波海曙五金", "contacts": [{"name": "乙", "phone": "13800008002"}]},
            {"id": "KH-0002", "name": "宁波恒拓有限公司", "industry": "制造业"}
        ],
        "orders": [{"id": "o", "customer": "KH-0001", "date": "2026-10-09", "amount": 900}],
        "interactions": [{"id": "i", "customer": "KH-0001", "at": "2026-10-09", "kind": "call"}]
    }));
    let incoming = |book| Incoming {
        book,
        ..Incoming::default()
    };
    let file = incoming(theirs);
    // By number: the first would become somebody else, the second only says more of the same.
    let told = turned(&plan(&ours, &file, Mode::Merge).changes);
    let told: Vec<_> = told.iter().map(|one| (&*one.id, &*one.ours, &*one.theirs)).collect();
    assert_eq!(told, [("KH-0001", "青岛海宁纺织", "宁波海曙五金")]);
    // Apart: a number of its own, with all that names it; the order as well, whose number is another's.
    let apart = Renumbered::of_book(&file.book, &ours);
    assert_eq!(apart.strangers(&file.book, &ours).len(), 1);
    let own = apart.applied(&file);
    let laid = plan(&ours, &own, Mode::Merge);
    assert!(turned(&laid.changes).is_empty());
    assert_eq!(
        own.book.customers.get("KH-0001-城东店").unwrap().name,
        "宁波海曙五金".into()
    );
    assert_eq!(
        own.book.interactions.get("i").unwrap().customer.as_str(),
        "KH-0001-城东店"
    );
    assert_eq!(
        own.book.orders.get("o-城东店").unwrap().customer.as_str(),
        "KH-0001-城东店"
    );
    // The same file once more is known by those numbers.
    let mut both = ours.clone();
    both.customers
        .put(own.book.customers.get("KH-0001-城东店").unwrap().clone());
    let again = Renumbered::of_book(&file.book, &both).applied(&file);
    assert!(again.book.customers.get("KH-0001-城东店").is_some() && again.book.customers.get("KH-0001").is_none());
}
