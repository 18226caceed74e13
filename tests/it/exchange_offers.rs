//! Whatever a row asks, there is something to choose: at the row, or at a question that is open.

use std::path::Path;

use guanxi::domain::book::Book;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{Outcome, RowPlan, SheetPlan, Wanted, plan};
use guanxi::exchange::source::{Source, Told};
use guanxi::exchange::write::{FileForm, Look, OutColumn, OutTable, write};

use crate::exchange::{open, table, today};

/// Whether a row that asks offers an answer.
fn offers(plan: &SheetPlan, row: &RowPlan, is_hidden: bool) -> bool {
    let is_asked = |column: usize| plan.questions.iter().any(|question| question.column == column);
    let mut waiting = row
        .problems
        .iter()
        .filter(|problem| problem.column.is_some_and(is_asked));
    is_hidden || !row.candidates.is_empty() || row.clash.is_some() || waiting.next().is_some()
}

fn check(book: &Book, table: &Table, what: &str) -> usize {
    let plan = plan(book, table, &Wanted::of(mapping(table), today(), "+08:00"));
    let asked = || {
        plan.rows
            .iter()
            .zip(&table.rows)
            .filter(|(row, _)| row.outcome == Outcome::Asked)
    };
    let dead = asked().find(|(row, own)| !offers(&plan, row, own.is_hidden));
    assert!(dead.is_none(), "{what}: {dead:?}");
    asked().count()
}

#[test]
fn every_row_of_the_collection_that_asks_offers_an_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/messy");
    let books = [Book::default(), guanxi::sample::book(today())];
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let Ok(mut source) = Source::open(&bytes, Told::default(), &mut |_, _| true) else {
            continue;
        };
        let first = source.first();
        let table = Table::of(source.read(first, &mut |_, _| true).unwrap(), None);
        for book in &books {
            seen += check(book, &table, &path.display().to_string());
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn rows_that_ask_about_each_other_offer_an_answer() {
    for text in [
        "客户名称,地区\n恒拓,宁波\n恒拓,上海\n",
        "客户名称,联系人,地区,建档日期\n恒拓,王五,宁波,2026-01-01\n恒拓,李四,上海,2026-01-02\n",
        "客户名称,电话\n宁波恒拓机械有限公司,13800138001\n恒拓机械,13800138001\n",
        "订单号,日期,客户名称,产品,金额\nA,2026-1-1,恒拓,红漆,5\nA,2026-1-1,恒拓,白漆,6\nA,2026-1-2,恒拓,白漆,6\n",
        "订单号,日期,客户名称,产品,数量,单价,运费\nA,2026-1-1,恒拓,红漆,5,1,2\n",
        "单号,受理时间,客户名称,问题\nA,2026-1-1,恒拓,漏油\nA,2026-1-1,恒拓,异响\n",
    ] {
        assert!(check(&Book::default(), &table(text), text) > 0, "{text}");
    }
}

#[test]
fn sheets_without_a_cell_are_known_as_such_before_they_are_read() {
    let sheet = |name: &str, text: Option<&str>| OutTable {
        name: name.to_owned(),
        columns: text.iter().map(|text| OutColumn::new(*text, Look::Text)).collect(),
        rows: Vec::new(),
    };
    let first = sheet("客户", Some("客户名称"));
    let beside = vec![sheet("Sheet2", None), sheet("订单", Some("订单号"))];
    let bytes = write(FileForm::Xlsx, first, beside).unwrap().bytes;
    let names = open(&bytes).unwrap().sheets();
    let blank: Vec<_> = names.iter().map(|sheet| (&*sheet.name, sheet.is_blank)).collect();
    assert_eq!(blank, [("客户", false), ("Sheet2", true), ("订单", false)]);
}
