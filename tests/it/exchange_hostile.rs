//! Files that are made to do harm, or are broken: refused with words or read, and never with more memory than a browser's page has.

use std::io::Write;
use std::process::Command;

use guanxi::exchange::grid::{Cell, Sheet};
use guanxi::exchange::layout::Table;
use guanxi::exchange::source::Reason;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::exchange::{open, table};

/// Says to the process of its own that it is one.
const ALONE: &str = "GUANXI_ALONE";
/// So much memory a file may take, in KiB of addresses: a wasm module has at most 4 GiB.
const MOST: u32 = 2_000_000;

/// Runs a test in a process of its own, which has only so much memory.
fn alone(name: &str, body: impl FnOnce()) {
    if std::env::var_os(ALONE).is_some() || !cfg!(target_os = "linux") {
        return body();
    }
    let run = format!("ulimit -v {MOST}; exec \"$0\" --exact {name} --test-threads 1");
    let done = Command::new("sh")
        .args(["-c", &run])
        .arg(std::env::current_exe().unwrap())
        .env(ALONE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

const BOOK: &str = "<workbook><sheets><sheet name=\"客户\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";

/// A workbook of one sheet, each of whose parts is written bit by bit.
fn workbook(strings: &mut dyn Iterator<Item = String>, sheet: &mut dyn Iterator<Item = String>) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, open: &str, content: &mut dyn Iterator<Item = String>, close: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(open.as_bytes()).unwrap();
        content.for_each(|some| zip.write_all(some.as_bytes()).unwrap());
        zip.write_all(close.as_bytes()).unwrap();
    };
    let mut none = std::iter::empty();
    part("xl/workbook.xml", BOOK, &mut none, "");
    part("xl/_rels/workbook.xml.rels", RELATIONS, &mut none, "");
    part("xl/sharedStrings.xml", "<sst>", strings, "</sst>");
    part(
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>",
        sheet,
        "</sheetData></worksheet>",
    );
    zip.finish().unwrap().into_inner()
}

fn text(text: &str) -> String {
    format!("<si><t>{text}</t></si>")
}

fn first(bytes: &[u8]) -> Result<Sheet, Reason> {
    let mut source = open(bytes)?;
    let first = source.first();
    source.read(first, &mut |_, _| true).map_err(|refusal| refusal.reason)
}

#[test]
fn a_small_file_that_says_one_long_text_a_million_times_is_refused() {
    alone(
        "exchange_hostile::a_small_file_that_says_one_long_text_a_million_times_is_refused",
        || {
            let long = text(&"x".repeat(32_000));
            let rows = (1..=200_000).map(|at| format!("<row r=\"{at}\"><c r=\"A{at}\" t=\"s\"><v>0</v></c></row>"));
            let bytes = workbook(&mut [long].into_iter(), &mut rows.into_iter());
            assert!(bytes.len() < 2_000_000);
            assert_eq!(first(&bytes).err(), Some(Reason::TooMuch));
        },
    );
}

#[test]
fn a_small_file_with_one_cell_far_to_the_right_of_a_million_rows_is_refused() {
    alone(
        "exchange_hostile::a_small_file_with_one_cell_far_to_the_right_of_a_million_rows_is_refused",
        || {
            let mut rows = (1..=200_000).map(|at| format!("<row r=\"{at}\"><c r=\"SF{at}\"><v>1</v></c></row>"));
            assert_eq!(
                first(&workbook(&mut std::iter::empty(), &mut rows)).err(),
                Some(Reason::TooMuch)
            );
        },
    );
}

#[test]
fn rows_of_libreoffice_that_stand_for_many_are_refused_when_they_are_too_many() {
    alone(
        "exchange_hostile::rows_of_libreoffice_that_stand_for_many_are_refused_when_they_are_too_many",
        || {
            let cells = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"400\"/>";
            let row = format!("<table:table-row table:number-rows-repeated=\"1000\">{cells}</table:table-row>");
            let content = format!("<table:table table:name=\"a\">{}</table:table>", row.repeat(2_000));
            let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, content) in [
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", &content),
            ] {
                zip.start_file(name, SimpleFileOptions::default()).unwrap();
                zip.write_all(content.as_bytes()).unwrap();
            }
            assert_eq!(open(&zip.finish().unwrap().into_inner()).err(), Some(Reason::TooMuch));
        },
    );
}

#[test]
fn blanks_that_unpack_out_of_nothing_are_named() {
    alone("exchange_hostile::blanks_that_unpack_out_of_nothing_are_named", || {
        let blanks = || std::iter::once(" ".repeat(64 << 20));
        for bytes in [
            workbook(&mut blanks(), &mut std::iter::empty()),
            workbook(&mut std::iter::empty(), &mut blanks()),
        ] {
            assert_eq!(first(&bytes).err(), Some(Reason::Bomb));
        }
    });
}

#[test]
fn a_part_that_is_larger_than_it_says_is_refused() {
    alone(
        "exchange_hostile::a_part_that_is_larger_than_it_says_is_refused",
        || {
            let mut strings = (0..300).map(|_| text(&"x".repeat(1 << 20)));
            let mut bytes = workbook(&mut strings, &mut std::iter::empty());
            let said = (300 * ((1u32 << 20) + 16) + 11).to_le_bytes();
            let mut places = Vec::new();
            for at in 0..bytes.len() - 4 {
                if bytes[at..at + 4] == said {
                    places.push(at);
                }
            }
            assert!(!places.is_empty());
            for at in places {
                bytes[at..at + 4].copy_from_slice(&5_000u32.to_le_bytes());
            }
            assert!(matches!(
                open(&bytes).err(),
                Some(Reason::Bomb | Reason::Damaged | Reason::TooMuch)
            ));
        },
    );
}

#[test]
fn a_line_without_an_end_is_refused_before_it_fills_the_memory() {
    alone(
        "exchange_hostile::a_line_without_an_end_is_refused_before_it_fills_the_memory",
        || {
            assert_eq!(
                open("1,".repeat(50_000_000).as_bytes()).err(),
                Some(Reason::TooManyColumns)
            );
        },
    );
}

#[test]
fn a_million_empty_rows_are_none() {
    alone("exchange_hostile::a_million_empty_rows_are_none", || {
        let cell = |at: u32, text: &str| {
            format!("<row r=\"{at}\"><c r=\"A{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
        };
        let empty = (3..1_048_576)
            .map(|at| format!("<row r=\"{at}\" s=\"1\" customFormat=\"1\"><c r=\"A{at}\" s=\"1\"/></row>"));
        let ends = [cell(1, "客户名称"), cell(2, "青禾")];
        let mut rows = ends.into_iter().chain(empty).chain([cell(1_048_576, "远山")]);
        let sheet = first(&workbook(&mut std::iter::empty(), &mut rows)).unwrap();
        assert_eq!(
            sheet.rows.iter().map(|row| row.at).collect::<Vec<_>>(),
            [1, 2, 1_048_576]
        );
        let text = format!(
            "客户名称,地区\n青禾,杭州\n{}{}远山,\n",
            ",\n".repeat(500_000),
            "\n".repeat(500_000)
        );
        let table = table(&text);
        assert_eq!(table.rows.iter().map(|row| row.at).collect::<Vec<_>>(), [2, 1_000_003]);
    });
}

#[test]
fn a_thousand_columns_are_refused() {
    let cells: String = (0..1_000).map(|_| "<c><v>1</v></c>").collect();
    let mut rows = [format!("<row r=\"1\">{cells}</row>")].into_iter();
    assert_eq!(
        first(&workbook(&mut std::iter::empty(), &mut rows)).err(),
        Some(Reason::TooManyColumns)
    );
    // Five hundred are read.
    let cells: String = (0..500).map(|_| "<c><v>1</v></c>").collect();
    let mut rows = [format!("<row r=\"1\">{cells}</row>")].into_iter();
    assert_eq!(
        first(&workbook(&mut std::iter::empty(), &mut rows)).unwrap().width(),
        500
    );
}

#[test]
fn entities_that_are_declared_late_stand_for_nothing() {
    let late = format!(
        "<!--{}--><!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        "x".repeat(2_000)
    );
    let mut strings = [late, text("&a;"), text("&amp;lt;")].into_iter();
    let mut rows =
        ["<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>".to_owned()].into_iter();
    let sheet = first(&workbook(&mut strings, &mut rows)).unwrap();
    assert_eq!(sheet.rows[0].cells, [Cell::text("&a;"), Cell::text("&lt;")]);
}

#[test]
fn what_is_cut_off_is_said_to_be_damaged() {
    let mut rows =
        (1..=2_000).map(|at| format!("<row r=\"{at}\"><c r=\"A{at}\"><v>{}</v></c></row>", at * 7_919 % 1_000));
    let whole = workbook(&mut std::iter::empty(), &mut rows);
    assert_eq!(first(&whole).unwrap().rows.len(), 2_000);
    for part in [10, 100, whole.len() / 2, whole.len() - 30, whole.len() - 5] {
        assert_eq!(
            first(&whole[..part]).err(),
            Some(Reason::Damaged),
            "{part} of {}",
            whole.len()
        );
    }
    // Something in the middle of the sheet is another byte: its sum is wrong.
    let mut bent = whole.clone();
    let middle = bent.len() / 2;
    bent[middle] ^= 0x55;
    assert_eq!(first(&bent).err(), Some(Reason::Damaged));
    let old = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/messy/messytables_unicode_sheet_name.xls"
    ))
    .unwrap();
    for part in [600, 1_500, old.len() / 2] {
        assert!(
            matches!(first(&old[..part]).err(), Some(Reason::Damaged) | None),
            "{part}"
        );
    }
}

#[test]
fn what_a_password_locks_is_said_to_be_locked() {
    let mut bytes = workbook(&mut std::iter::empty(), &mut std::iter::empty());
    // The first bit of the flags of every part, in its own head and in the directory.
    for at in 0..bytes.len() - 10 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(open(&bytes).err(), Some(Reason::Encrypted));
}

#[test]
fn a_sheet_that_other_programs_write_otherwise_is_read() {
    let rows = "<x:row><x:c t='inlineStr'><x:is><x:r><x:t>青</x:t></x:r><x:r><x:t xml:space=\"preserve\"> 禾</x:t></x:r>\
        <x:rPh sb=\"0\" eb=\"1\"><x:t>qing</x:t></x:rPh></x:is></x:c><x:c><x:f>1&lt;2</x:f><x:v>3</x:v></x:c></x:row>\
        <!-- <x:row><x:c><x:v>9</x:v></x:c></x:row> --><x:row hidden=\"true\"><x:c t=\"b\"><x:v>1</x:v></x:c><x:c t=\"e\"><x:v>#N/A</x:v></x:c>\
        <x:c t=\"str\"><x:v><![CDATA[a<b]]></x:v></x:c><x:c t=\"str\"><x:v>a_x000D_b_x005F_x</x:v></x:c></x:row>";
    let sheet = first(&workbook(&mut std::iter::empty(), &mut [rows.to_owned()].into_iter())).unwrap();
    assert_eq!(sheet.rows[0].cells, [Cell::text("青 禾"), Cell::Number(3.0)]);
    let second = [
        Cell::Bool(true),
        Cell::Error("#N/A".into()),
        Cell::text("a<b"),
        Cell::text("a\rb_x"),
    ];
    assert_eq!((sheet.rows[1].is_hidden, &sheet.rows[1].cells[..]), (true, &second[..]));
    assert_eq!(Table::of(sheet, None).rows.len(), 2);
}

#[test]
fn bytes_that_are_no_text_are_refused_however_many_they_are() {
    for long in [200_usize, 5_000, 200_000] {
        for mut seed in 1_u64..20 {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (seed >> 40) as u8
            };
            let bytes: Vec<u8> = (0..long).map(|_| next()).collect();
            assert!(open(&bytes).is_err_and(|reason| reason == Reason::Unknown), "{long}");
        }
    }
}
