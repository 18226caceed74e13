//! Days that cannot be meant, in every kind of record.

use guanxi::domain::book::Book;
use guanxi::domain::check::Level;
use guanxi::domain::held::Held;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::Customer;
use guanxi::domain::merge::Mode;
use guanxi::domain::unmeant::Leaving;
use guanxi::transfer::book_json::BookReader;

use crate::transfer_generate::read;

#[test]
fn a_day_that_cannot_be_meant_is_told_wherever_it_stands() {
    let book = r#"{"format": "guanxi-book", "version": 1, "as_of": "0024-03-05",
        "customers": [{"id": "c", "name": "A", "cooperation_since": "0024-03-05", "created_on": "9999-12-31",
            "contract": {"signed_on": "1600-01-01", "ends_on": "2206-11-20"},
            "contacts": [{"name": "x", "birthday": "0019-05-06"}, {"name": "y", "birthday": "2919-05-06"}],
            "overrides": [{"dimension": "value", "class": "key", "set_on": "0026-03-05", "until": "2206-03-05", "reason": "r"}]}],
        "orders": [{"id": "o", "customer": "c", "date": "0024-03-05", "amount": 1, "due_on": "2206-01-01", "paid_on": "0024-04-05"}],
        "interactions": [{"id": "i", "customer": "c", "at": "0024-03-05T09:00:00+08:00"}],
        "tickets": [{"id": "t", "customer": "c", "kind": "technical", "opened_at": "0024-03-05", "first_response_at": "0024-03-06",
            "resolved_at": "0024-03-07", "revisited_at": "0024-03-08"}],
        "points": [{"id": "p", "customer": "c", "date": "0024-03-05", "delta": 1}],
        "campaigns": [{"id": "k", "name": "K", "starts_on": "0024-03-05", "ends_on": "0024-03-06"}],
        "reviews": [{"id": "r", "customer": "c", "dimension": "value", "at": "0024-03-05"}]}"#;
    let (incoming, issues) = read(book.as_bytes());
    let told: Vec<_> = issues
        .kept
        .iter()
        .filter(|issue| issue.level != Level::Error && issue.message.en.contains("cannot be meant"))
        .map(|issue| format!("{:?} {}", issue.kind, issue.field.as_deref().unwrap_or_default()))
        .collect();
    let expected = [
        "None as_of",
        "Some(Customer) cooperation_since",
        "Some(Customer) created_on",
        "Some(Customer) contract.signed_on",
        "Some(Customer) contract.ends_on",
        "Some(Customer) contacts[0].birthday",
        "Some(Customer) contacts[1].birthday",
        "Some(Customer) overrides[0].set_on",
        "Some(Customer) overrides[0].until",
        "Some(Order) date",
        "Some(Order) due_on",
        "Some(Order) paid_on",
        "Some(Interaction) at",
        "Some(Ticket) opened_at",
        "Some(Ticket) first_response_at",
        "Some(Ticket) resolved_at",
        "Some(Ticket) revisited_at",
        "Some(Points) date",
        "Some(Campaign) starts_on",
        "Some(Campaign) ends_on",
        "Some(Review) at",
    ];
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(told), sorted(expected.map(str::to_owned).to_vec()));
    // Kept, until the person says otherwise: a wrong year is no reason to lose an order.
    assert_eq!((incoming.book.orders.len(), incoming.as_of), (1, None));
}

#[test]
fn a_book_without_the_days_that_cannot_be_meant_lacks_their_fields_or_their_records_and_nothing_else() {
    let book = r#"{"format": "guanxi-book", "version": 1,
        "customers": [
            {"id": "c", "name": "A", "cooperation_since": "0219-03-05", "created_on": "2026-01-01", "own": 7,
                "contract": {"signed_on": "1600-01-01", "amount": 5},
                "contacts": [{"name": "x", "birthday": "0019-05-06"}, {"name": "y", "birthday": "1990-05-06"}],
                "overrides": [{"dimension": "value", "class": "key", "set_on": "0026-03-05", "reason": "r"},
                    {"dimension": "stage", "class": "lost", "set_on": "2026-03-05", "until": "2206-03-05", "reason": "s"}]},
            {"id": "d", "name": "B", "cooperation_since": "2019-03-05"}],
        "orders": [{"id": "o", "customer": "c", "date": "2206-11-20", "amount": 1},
            {"id": "p", "customer": "c", "date": "2026-03-05", "amount": 1, "due_on": "2206-01-01"}]}"#;
    let (incoming, issues) = read(book.as_bytes());
    assert_eq!((issues.questions, issues.warnings, issues.errors), (7, 0, 0));
    // Asked about with the day, and the year that was meant.
    let order = issues
        .kept
        .iter()
        .find(|issue| issue.id.as_deref() == Some("o"))
        .unwrap();
    assert_eq!(
        (order.level, order.found.as_deref()),
        (Level::Question, Some("2206-11-20"))
    );
    assert_eq!(
        order.message.en,
        "the date 2206-11-20 cannot be meant; perhaps its year is 2026"
    );
    let without = incoming.book.without_asked();
    let mut in_steps = Leaving::begin(&incoming.book);
    while in_steps.step(&incoming.book, 1) {}
    assert_eq!(in_steps.book, without, "in steps of one record the same");
    let c = serde_json::to_value(&**without.customers.get("c").unwrap()).unwrap();
    assert_eq!(c["cooperation_since"], serde_json::Value::Null);
    assert_eq!((&c["created_on"], &c["own"]), (&"2026-01-01".into(), &7.into()));
    assert_eq!(c["contract"], serde_json::json!({"amount": 5}));
    assert_eq!(
        c["contacts"],
        serde_json::json!([{"name": "x"}, {"name": "y", "birthday": "1990-05-06"}])
    );
    let given = serde_json::json!([{"dimension": "stage", "class": "lost", "set_on": "2026-03-05", "reason": "s"}]);
    assert_eq!(c["overrides"], given);
    assert_eq!(without.customers.get("d"), incoming.book.customers.get("d"));
    // An order cannot be without its day.
    assert!(without.orders.get("o").is_none());
    assert_eq!(without.orders.get("p").unwrap().due_on, None);
    assert_eq!((without.orders.len(), incoming.book.orders.len()), (1, 2));
}

#[test]
fn nobody_is_asked_about_a_record_whose_customer_keeps_it_out() {
    let book = r#"{"format": "guanxi-book", "version": 1,
        "orders": [{"id": "o", "customer": "refused", "date": "2206-11-20", "amount": 1, "due_on": "2206-12-01"},
            {"id": "p", "customer": "nobody", "date": "2206-11-20", "amount": 1},
            {"id": "q", "customer": "here", "date": "2206-11-20", "amount": 1},
            {"id": "r", "customer": "c", "date": "2206-11-20", "amount": 1}],
        "customers": [{"id": "refused", "name": ""}, {"id": "c", "name": "A"}]}"#;
    let mut there = Book::default();
    let here = Customer::new(CustomerId::new("here").unwrap(), "H");
    there.customers.put(Held::new(here));
    let (_, issues) = BookReader::open(book).unwrap().finish(&there);
    let asked = |mode| {
        let all = issues.of(mode).filter(|issue| issue.level == Level::Question);
        let told: Vec<String> = all.filter_map(|issue| issue.id.clone()).collect();
        (issues.questions(mode), told)
    };
    // A replace leaves out the order of the customer that only the book has.
    assert_eq!(asked(Mode::Merge), (2, vec!["q".to_owned(), "r".to_owned()]));
    assert_eq!(asked(Mode::Replace), (1, vec!["r".to_owned()]));
    assert_eq!((issues.errors, issues.replace_errors), (3, 1));
}
