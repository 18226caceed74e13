//! Hand-overs between books whose numbers were given by each for itself.

use guanxi::domain::handover::difference::Side;
use guanxi::domain::handover::take::{Choices, Standing};
use serde_json::json;

use crate::handover::{book, given, planned, settled, take};

#[test]
fn a_number_that_is_another_customers_here_comes_under_its_own() {
    let mine = book(&json!({"format": "guanxi-book", "version": 1, "customers": [
        {"id": "KH-0001", "name": "宁波单氏进出口有限公司", "uscc": "91330200MA2AEHNW5D"}, {"id": "KH-0002", "name": "远山"}],
        "orders": [{"id": "DD-1", "customer": "KH-0001", "date": "2026-01-05", "amount": 10}]}));
    let theirs = book(&json!({"format": "guanxi-book", "version": 1, "customers": [
        {"id": "KH-0001", "name": "合肥曜澈精密机械有限公司"}, {"id": "KH-0002", "name": "远山"}, {"id": "KH-0003", "name": "青禾", "referred_by": "KH-0001"}],
        "orders": [{"id": "DD-1", "customer": "KH-0001", "date": "2026-02-05", "amount": 7}, {"id": "DD-2", "customer": "KH-0003", "date": "2026-02-05", "amount": 5}],
        "interactions": [{"id": "i1", "customer": "KH-0001", "at": "2026-02-06", "task": "keep/regular/KH-0001/2026-02-01"}],
        "task_outcomes": [{"id": "keep/regular/KH-0001/2026-02-01", "status": "done", "interaction": "i1"}]}));
    let file = given(&theirs, &["KH-0001", "KH-0002", "KH-0003"], "h1");
    let none = Choices::default();
    let first = settled(&mine, &file, &none);
    let people: Vec<_> = first
        .people
        .iter()
        .map(|one| (&*one.id, one.was.as_deref(), one.standing))
        .collect();
    assert_eq!(
        people,
        [
            ("KH-0001-张三", Some("KH-0001"), Standing::New),
            ("KH-0002", None, Standing::Same),
            ("KH-0003", None, Standing::New)
        ]
    );
    assert_eq!(first.asked(), 0);
    let mut after = mine.clone();
    take(&mut after, &file, Side::Mine);
    // Nothing of mine is touched.
    assert_eq!(after.customers.get("KH-0001"), mine.customers.get("KH-0001"));
    assert_eq!(after.orders.get("DD-1"), mine.orders.get("DD-1"));
    // All of theirs came, and belongs together.
    assert_eq!(after.orders.get("DD-1-张三").unwrap().customer.as_str(), "KH-0001-张三");
    assert_eq!(after.orders.get("DD-2").unwrap().customer.as_str(), "KH-0003");
    assert_eq!(
        after.customers.get("KH-0003").unwrap().referred_by.as_deref(),
        Some("KH-0001-张三")
    );
    let contact = after.interactions.get("i1").unwrap();
    assert_eq!(
        (contact.customer.as_str(), contact.task.as_deref()),
        ("KH-0001-张三", Some("keep/regular/KH-0001-张三/2026-02-01"))
    );
    assert!(
        after
            .task_outcomes
            .get("keep/regular/KH-0001-张三/2026-02-01")
            .is_some()
    );
    // The same file again changes nothing, and asks for nothing.
    let again = settled(&after, &file, &none);
    assert!(
        again.people.iter().all(|one| one.standing == Standing::Same),
        "{:?}",
        again.people
    );
    assert_eq!(again.asked(), 0);
    assert!(planned(&after, &file, &none).is_empty());
}
