//! The examples that test the sample's rules: customers with the class that they have today, and both sides of a border.

use serde_json::{Value, json};

use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Example;

/// The dimension and class that a customer is pinned for.
const PINNED: [(&str, &str); 3] = [("value", "strategic"), ("stage", "lost"), ("risk", "high")];

/// The border between 重点 and 战略, from both sides: (name, yuan, class).
const BORDER: [(&str, f64, &str); 2] = [
    ("正好100万元", 1_000_000.0, "strategic"),
    ("差一分到100万元", 999_999.99, "key"),
];

/// The examples of a sample book on the day that it was made for.
pub(super) fn examples(book: &Book, today: Day) -> Vec<Example> {
    let evaluation = Evaluation::with_default(book, &Ledger::build(book), today);
    let pinned = PINNED.iter().enumerate().filter_map(|(n, (dimension, class))| {
        let place = evaluation.plan.dimension(dimension)?;
        let mut all = book.customers.iter();
        let (_, customer) = all.find(|(slot, _)| evaluation.ruled(book, *slot, place) == Some(*class))?;
        let id = format!("example-{}", n + 1);
        Some(json!({"id": id, "customer": customer.id, "dimension": dimension, "class": class}))
    });
    let border = BORDER.iter().enumerate().map(|(n, (name, yuan, class))| {
        let id = format!("example-{}", PINNED.len() + n + 1);
        json!({"id": id, "name": name, "facts": {"annual_purchase": yuan}, "dimension": "value", "class": class})
    });
    let read = |example: Value| serde_json::from_value(example).ok();
    pinned.chain(border).filter_map(read).collect()
}
