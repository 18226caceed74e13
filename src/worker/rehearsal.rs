//! What a worker reads before it is asked: browsers translate a program function by function, at first in haste, and well only what has run for a
//! while. After a rehearsal the first file is read as quickly as the second.

use std::fmt::Write as _;

use super::sheets::{Reply, Request, Show, TableReader};
use crate::domain::day::Day;
use crate::exchange::grid::Cell;
use crate::exchange::plan::Wanted;
use crate::exchange::write::{FileForm, Look, OutColumn, OutTable, TableWriter};

/// Customers of the book, each with an order, an interaction and a ticket.
const CUSTOMERS: usize = 1_500;
/// Rows of the tables: texts are read ten times as quickly as workbooks, and only what has run for a while is translated well, in memory that was
/// used before.
const fn rows(form: FileForm) -> usize {
    match form {
        FileForm::Csv => 20_000,
        FileForm::Xlsx => 1_500,
    }
}
/// Rows that are shown.
const SHOWN: usize = 100;
/// So often the columns of a table are looked at: that is a small part of each file, and translated well only after many.
const LOOKS: usize = 20;

/// A book as files have it, of invented customers.
pub fn book() -> String {
    let (mut customers, mut orders, mut interactions, mut tickets) = <(String, String, String, String)>::default();
    for i in 0..CUSTOMERS {
        let (comma, day) = (if i == 0 { "" } else { "," }, 10 + i % 19);
        // Writing to a text cannot fail.
        let _ = write!(
            customers,
            r#"{comma}{{"id":"KH-{i}","name":"第{i}家有限公司","kind":"enterprise","region":"华东","industry":"制造","owner":"周敏","declared_annual_purchase":1{i}00.5,"cooperation_since":"2019-03-{day}","contacts":[{{"name":"联系人{i}","phone":"138{i:08}"}}],"products":[{{"name":"伺服电机","share":0.5}}],"tags":["重点"],"created_on":"2019-02-{day}","notes":"第{i}条"}}"#
        );
        let _ = write!(
            orders,
            r#"{comma}{{"id":"o{i}","customer":"KH-{i}","date":"2025-06-{day}","amount":1{i}80.25,"paid_on":"2025-07-{day}","items":[{{"product":"伺服电机","quantity":2,"amount":1{i}80.25}}]}}"#
        );
        let _ = write!(
            interactions,
            r#"{comma}{{"id":"i{i}","customer":"KH-{i}","at":"2025-08-{day}T10:30:00+08:00","kind":"call","direction":"outbound","by":"周敏","responded":true,"content":"问了第{i}批货"}}"#
        );
        let _ = write!(
            tickets,
            r#"{comma}{{"id":"t{i}","customer":"KH-{i}","opened_at":"2025-09-{day}T09:00:00+08:00","kind":"consultation","subject":"第{i}问"}}"#
        );
    }
    format!(
        r#"{{"format":"guanxi-book","version":1,"customers":[{customers}],"orders":[{orders}],"interactions":[{interactions}],"tickets":[{tickets}]}}"#
    )
}

/// Writes a table in each form and reads it; lays the small one on an empty book, and shows its first rows. Gives the last file. All of it is over
/// before anybody has found their file: who comes sooner waits for the rest.
pub fn tables() -> Vec<u8> {
    let mut last = Vec::new();
    for form in [FileForm::Xlsx, FileForm::Csv] {
        let Some(bytes) = table(form) else { continue };
        last.clone_from(&bytes);
        let mut reader = TableReader::default();
        let mut read = None;
        reader.open(bytes, &mut |reply| {
            if let Reply::Read(layout) = reply {
                read = Some(layout);
            }
        });
        let Some(layout) = read else { continue };
        let subject = layout.mapping.subject;
        (0..LOOKS).for_each(|_| reader.hear(Request::Subject(subject), &mut |_| {}));
        if form == FileForm::Csv {
            continue;
        }
        let wanted = Wanted::of(layout.mapping, Day(0), "+08:00");
        reader.hear(Request::Plan(Box::new(wanted)), &mut |_| {});
        reader.hear(Request::Rows(Show::All, 0, SHOWN), &mut |_| {});
    }
    last
}

/// A table of invented customers; nothing where it cannot be written.
fn table(form: FileForm) -> Option<Vec<u8>> {
    let heads = [
        "客户名称",
        "地区",
        "营收（万元）",
        "合作起始时间",
        "备注",
        "姓名",
        "联系方式",
    ];
    let columns = heads.map(|head| OutColumn::new(head, Look::default())).to_vec();
    let row = |i: usize| {
        let text = |text: String| Cell::Text(text.into());
        vec![
            text(format!("第{i}家有限公司")),
            text("宁波".to_owned()),
            Cell::Number(i as f64 * 1.25),
            Day::from_ymd(2015, 3, 10 + (i % 19) as u32).map_or(Cell::Blank, |day| Cell::Date(day, 0)),
            text(format!("第{i}条备注")),
            text(format!("联系人{i}")),
            text(format!("138{i:08}")),
        ]
    };
    let table = OutTable {
        name: "客户".to_owned(),
        columns,
        rows: (0..rows(form)).map(row).collect(),
    };
    let writer = TableWriter::begin(form, table, Vec::new()).ok()?;
    Some(writer.finish().ok()?.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::transfer::book_json::{BookReader, text};

    #[test]
    fn the_book_is_read_the_quick_way_without_a_complaint() {
        let book = book();
        let (read, issues) = BookReader::open(text(book.as_bytes()).unwrap())
            .unwrap()
            .finish(&Book::default());
        let read = read.book;
        let counts = [
            read.customers.len(),
            read.orders.len(),
            read.interactions.len(),
            read.tickets.len(),
        ];
        assert_eq!(
            (counts, issues.kept.len()),
            ([CUSTOMERS; 4], 0),
            "{:?}",
            issues.kept.first()
        );
    }

    #[test]
    fn the_tables_are_read_whole_and_their_columns_known() {
        for form in [FileForm::Xlsx, FileForm::Csv] {
            let mut layouts = Vec::new();
            TableReader::default().open(table(form).unwrap(), &mut |reply| {
                if let Reply::Read(layout) = reply {
                    layouts.push(layout);
                }
            });
            let [layout] = &layouts[..] else { panic!("{form:?}") };
            assert_eq!((layout.rows, layout.columns.len()), (rows(form), 7));
        }
    }
}
