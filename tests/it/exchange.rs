//! Reading sheets: what the tests of this subject share.

use guanxi::domain::book::Book;
use guanxi::domain::day::Day;
use guanxi::exchange::columns::{Mapping, Use, mapping};
use guanxi::exchange::grid::Sheet;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{SheetPlan, Wanted, plan};
use guanxi::exchange::source::{Reason, Source, Told};

/// The day of the tests.
pub fn today() -> Day {
    Day::parse("2026-11-19").unwrap()
}

/// Opens bytes, or says why not.
pub fn open(bytes: &[u8]) -> Result<Source<'_>, Reason> {
    Source::open(bytes, Told::default(), &mut |_, _| true).map_err(|refusal| refusal.reason)
}

/// The first sheet of bytes.
pub fn sheet(bytes: &[u8]) -> Sheet {
    let mut source = open(bytes).unwrap();
    let first = source.first();
    source.read(first, &mut |_, _| true).unwrap()
}

/// The table of a text.
pub fn table(text: &str) -> Table {
    Table::of(sheet(text.as_bytes()), None)
}

/// What the columns are, as (heading, key or word, how sure).
pub fn columns(table: &Table, mapping: &Mapping) -> Vec<(String, String, f64)> {
    let used = |used: &Use| match used {
        Use::Field(key) => key.clone(),
        Use::Tag => "+tag".to_owned(),
        Use::Note => "+note".to_owned(),
        Use::Out => "-".to_owned(),
    };
    let pairs = table.columns.iter().zip(&mapping.columns);
    pairs
        .map(|(column, mapped)| (column.heading.clone(), used(&mapped.used), mapped.sure))
        .collect()
}

/// What is wanted of a table unless something else is said.
pub fn wanted(table: &Table) -> Wanted {
    Wanted::of(mapping(table), today(), "+08:00")
}

/// What a text would do to a book.
pub fn planned(book: &Book, text: &str) -> SheetPlan {
    let table = table(text);
    plan(book, &table, &wanted(&table))
}

/// The cells of a row as they are shown.
pub fn shown(table: &Table, row: usize) -> Vec<String> {
    table.rows[row]
        .cells
        .iter()
        .map(guanxi::exchange::grid::Cell::shown)
        .collect()
}
