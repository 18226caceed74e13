//! Binary workbooks, made here record by record: which rows are hidden and which cells are merged is told of both kinds.

use std::io::{Cursor, Write};

use guanxi::exchange::grid::{Merged, Sheet};
use guanxi::exchange::layout::Table;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::exchange::{open, sheet};

/// A row: whether it is hidden, and its cells by their columns.
type Row<'a> = (bool, &'a [(u8, &'a str)]);
/// Rows from the first one on.
type Rows<'a> = [Row<'a>];

const ROWS: &Rows<'static> = &[
    (false, &[(0, "客户名称"), (1, "联系人")]),
    (false, &[(1, "姓名"), (2, "电话")]),
    (false, &[(0, "甲厂"), (1, "张三"), (2, "13800006142")]),
    (true, &[(0, "停了的厂"), (1, "李四"), (2, "13900001111")]),
];

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// An .xls with an empty sheet, a chart and a sheet of these rows, with each cell a label.
fn xls(rows: &Rows) -> Vec<u8> {
    let record = |kind: u16, content: &[u8]| {
        let head = [kind.to_le_bytes(), (content.len() as u16).to_le_bytes()].concat();
        [head, content.to_vec()].concat()
    };
    let begin = |what: u8| record(0x0809, &[0, 6, what, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let row = |(i, (is_hidden, cells)): (usize, &Row)| {
        let mut own = vec![0; 16];
        own[0] = i as u8;
        own[12] = if *is_hidden { 0x20 } else { 0 };
        let cell = |(column, text): &(u8, &str)| {
            let head = [i as u8, 0, *column, 0, 0, 0, text.encode_utf16().count() as u8, 0, 1];
            record(0x0204, &[&head[..], &wide(text)].concat())
        };
        [record(0x0208, &own), cells.iter().flat_map(cell).collect()].concat()
    };
    let rows: Vec<u8> = rows.iter().enumerate().flat_map(row).collect();
    let sheets = [
        ("空", 0, [begin(0x10), end.clone()].concat()),
        ("图", 2, [begin(0x20), end.clone()].concat()),
        ("客户", 0, [begin(0x10), rows, end.clone()].concat()),
    ];
    let named = |at: usize, name: &str, kind: u8| {
        let head = [
            &(at as u32).to_le_bytes()[..],
            &[0, kind, name.chars().count() as u8, 1],
        ]
        .concat();
        record(0x0085, &[head, wide(name)].concat())
    };
    let globals = |places: [usize; 3]| {
        let sheets = sheets
            .iter()
            .zip(places)
            .flat_map(|((name, kind, _), at)| named(at, name, *kind));
        [begin(0x05), sheets.collect(), end.clone()].concat()
    };
    let mut at = globals([0; 3]).len();
    let places = sheets.each_ref().map(|(_, _, content)| {
        at += content.len();
        at - content.len()
    });
    let book = [
        globals(places),
        sheets.iter().flat_map(|(_, _, content)| content.clone()).collect(),
    ]
    .concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&book).unwrap();
    file.into_inner().into_inner()
}

/// An .xlsb with a sheet of these rows and these merged cells: top, bottom, left and right from 0.
fn xlsb(rows: &Rows, merged: &[[u32; 4]]) -> Vec<u8> {
    let record = |kind: u16, content: &[u8]| {
        let kind = match kind {
            0..128 => vec![kind as u8],
            _ => vec![kind as u8 | 128, (kind >> 7) as u8],
        };
        [kind, vec![content.len() as u8], content.to_vec()].concat()
    };
    let long = |text: &str| [(text.encode_utf16().count() as u32).to_le_bytes().to_vec(), wide(text)].concat();
    let row = |(i, (is_hidden, cells)): (usize, &Row)| {
        let mut own = vec![0; 17];
        own[0] = i as u8;
        own[11] = if *is_hidden { 0x10 } else { 0 };
        let cell =
            |(column, text): &(u8, &str)| record(6, &[&[*column, 0, 0, 0, 0, 0, 0, 0][..], &long(text)].concat());
        [record(0, &own), cells.iter().flat_map(cell).collect()].concat()
    };
    let merged = merged
        .iter()
        .flat_map(|m| record(176, &m.map(u32::to_le_bytes).concat()));
    let part = [
        record(129, &[]),
        record(148, &[0; 16]),
        record(145, &[]),
        rows.iter().enumerate().flat_map(row).collect(),
        record(146, &[]),
        merged.collect(),
        record(130, &[]),
    ];
    let bundle = [&[0; 8][..], &long("rId7"), &long("客户")].concat();
    let book = [
        record(131, &[]),
        record(143, &[]),
        record(156, &bundle),
        record(144, &[]),
        record(132, &[]),
    ];
    let relations = "<Relationships><Relationship Id=\"rId7\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet3.bin\"/></Relationships>";
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("xl/workbook.bin", book.concat()),
        ("xl/_rels/workbook.bin.rels", relations.into()),
        ("xl/worksheets/sheet3.bin", part.concat()),
    ] {
        packed.start_file(name, SimpleFileOptions::default()).unwrap();
        packed.write_all(&content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// What each row of a sheet says first, and whether it is hidden.
fn hidden(sheet: &Sheet) -> Vec<(String, bool)> {
    sheet
        .rows
        .iter()
        .map(|row| (row.cells[0].shown(), row.is_hidden))
        .collect()
}

#[test]
fn hidden_rows_are_told_of_both() {
    let expected = [("客户名称", false), ("", false), ("甲厂", false), ("停了的厂", true)];
    let expected = expected.map(|(first, is_hidden)| (first.to_owned(), is_hidden));
    let old = xls(ROWS);
    let mut source = open(&old).unwrap();
    // The chart is no sheet of cells.
    let names: Vec<String> = source.sheets().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["空", "客户"]);
    assert_eq!(hidden(&source.read(1, &mut |_, _| true).unwrap()), expected);
    assert_eq!(hidden(&sheet(&xlsb(ROWS, &[]))), expected);
}

#[test]
fn merged_cells_of_both_levels_head_their_columns() {
    // 客户名称 over two rows, 联系人 over two columns.
    let sheet = sheet(&xlsb(ROWS, &[[0, 1, 0, 0], [0, 0, 1, 2]]));
    let told = |m: &Merged| (m.top, m.bottom, m.left, m.right);
    assert_eq!(
        sheet.merged.iter().map(told).collect::<Vec<_>>(),
        [(1, 2, 0, 0), (1, 1, 1, 2)]
    );
    let table = Table::of(sheet, None);
    let headings: Vec<&str> = table.columns.iter().map(|column| &*column.heading).collect();
    assert_eq!(headings, ["客户名称", "联系人 姓名", "联系人 电话"]);
    assert_eq!(table.rows.len(), 2);
}
