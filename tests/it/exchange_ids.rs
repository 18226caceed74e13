//! Numbers of records are any texts: with blanks around, with apostrophes, like days and like amounts. A table of them comes back as it went.

use std::collections::BTreeSet;

use guanxi::domain::book::Book;
use guanxi::domain::label::Lang;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{Outcome, Wanted, plan};
use guanxi::exchange::write::records::{RowKind, RowWriter};
use guanxi::exchange::write::{FileForm, OutTable, write};

use crate::exchange::{sheet, today};

/// What numbers are made of here, and how many are tried.
const SIGNS: [&str; 20] = [
    "'", "'", " ", "0", "1", "9", ".", ".0", "E", "-", "/", ":", "\"", "=", "+", "A", "月", "日", "，", "\u{3000}",
];
const TRIED: usize = 300;
/// Those that were met.
const MET: [&str; 16] = [
    "1.0", "1", "'9", "9", "''9", "'007", "007", "  8", "8", "8 ", "'", "1d5", "9月1日", "1月2", "’7", "='x'",
];

fn ids() -> BTreeSet<String> {
    let mut seed = 11_u64;
    let mut next = |of: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % of
    };
    let mut all: BTreeSet<String> = MET.iter().map(|id| (*id).to_owned()).collect();
    while all.len() < TRIED {
        let long = 1 + next(5);
        all.insert((0..long).map(|_| SIGNS[next(SIGNS.len())]).collect());
    }
    all.retain(|id| !id.trim().is_empty());
    all
}

fn book() -> Book {
    let (mut customers, mut orders) = (Vec::new(), Vec::new());
    for (place, id) in ids().iter().enumerate() {
        customers.push(serde_json::json!({"id": id, "name": format!("公司{place}号"), "contacts": [{"name": format!("张{place}")}]}));
        orders.push(serde_json::json!({"id": id, "customer": id, "date": "2026-03-05", "amount": place}));
    }
    let book = serde_json::json!({"format": "guanxi-book", "version": 1, "customers": customers, "orders": orders});
    let text = book.to_string();
    let mut reader = guanxi::transfer::book_json::BookReader::open(&text).unwrap();
    while reader.step(100).is_some() {}
    reader.finish(&Book::default()).0.book
}

#[test]
fn records_of_whatever_number_come_back_as_they_went_in_both_forms() {
    let book = book();
    assert!(book.customers.len() > 250 && book.orders.len() == book.customers.len());
    for kind in [RowKind::Customers, RowKind::Contacts, RowKind::Orders] {
        for form in FileForm::ALL {
            let writer = RowWriter::new(&book, kind, Lang::Zh, false);
            let mut rows = Vec::new();
            (0..writer.slots(&book)).for_each(|slot| writer.rows(&book, slot, &mut rows));
            let out = OutTable {
                name: "表".to_owned(),
                columns: writer.columns(),
                rows,
            };
            let table = Table::of(sheet(&write(form, out, Vec::new()).unwrap().bytes), None);
            let plan = plan(&book, &table, &Wanted::of(mapping(&table), today(), "+08:00"));
            let what = format!("{kind:?} {form:?}");
            assert!(plan.questions.is_empty(), "{what}: {:?}", plan.questions);
            let other = plan
                .rows
                .iter()
                .zip(&table.rows)
                .find(|(row, _)| row.outcome != Outcome::Same);
            assert!(other.is_none(), "{what}: {other:?}");
            assert_eq!(
                (plan.changes.len(), plan.counts.same),
                (0, book.customers.len()),
                "{what}"
            );
        }
    }
}
