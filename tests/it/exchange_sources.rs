//! What a file is, by its content; encodings, delimiters, pages and workbooks; what is refused.

use std::io::Write;

use guanxi::exchange::grid::{Cell, Sheet};
use guanxi::exchange::layout::Table;
use guanxi::exchange::source::{Encoding, Format, Reason, Source, Told};
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook};

use crate::exchange::{open, sheet, shown, table};

fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet
        .rows
        .iter()
        .map(|row| row.cells.iter().map(Cell::shown).collect())
        .collect()
}

fn format(bytes: &[u8]) -> (Format, Option<Encoding>) {
    let source = open(bytes).unwrap();
    (source.format, source.encoding)
}

#[test]
fn encodings_are_told_by_their_bytes() {
    let text = "客户名称,地区\n宁波恒拓,浙江\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let gbk = encoding_rs::GB18030.encode(text).0.into_owned();
    let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let table: [(Vec<u8>, Encoding); 9] = [
        // Hardly a Latin letter, and no mark.
        (utf16(false), Encoding::Utf16Le),
        (utf16(true), Encoding::Utf16Be),
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (with(b"\xEF\xBB\xBF", text.as_bytes()), Encoding::Utf8),
        (gbk.clone(), Encoding::Gb18030),
        (with(b"\xFF\xFE", &utf16(false)), Encoding::Utf16Le),
        (with(b"\xFE\xFF", &utf16(true)), Encoding::Utf16Be),
        // Cut off in the middle of a character.
        (text.as_bytes()[..text.len() - 3].to_vec(), Encoding::Utf8),
        (gbk[..gbk.len() - 2].to_vec(), Encoding::Gb18030),
    ];
    for (bytes, encoding) in table {
        assert_eq!(format(&bytes), (Format::Delimited(','), Some(encoding)));
        assert_eq!(texts(&sheet(&bytes))[0], ["客户名称", "地区"], "{encoding:?}");
    }
    let told = Told {
        encoding: Some(Encoding::Western),
        ..Told::default()
    };
    let mut told = Source::open(&gbk, told, &mut |_, _| true).unwrap();
    assert_eq!(told.encoding, Some(Encoding::Western));
    assert_ne!(texts(&told.read(0, &mut |_, _| true).unwrap())[0], ["客户名称", "地区"]);
}

#[test]
fn a_character_split_between_two_chunks_stays_whole() {
    // Chunks are of 262,144 bytes; an odd number of bytes before puts each two-byte character over a border.
    let text = format!("名,x\n{}\n", "簿".repeat(300_001));
    let bytes = [b"a", &*encoding_rs::GB18030.encode(&text).0].concat();
    assert_eq!(texts(&sheet(&bytes))[1][0], "簿".repeat(300_001));
}

#[test]
fn wide_commas_are_delimiters_where_every_line_has_as_many() {
    let text = "客户名称，地区，电话\n甲,乙公司，苏州，１３８００００６１４２\n丙，无锡，\n";
    // The comma of one name is none: a row with it alone would have two cells.
    let wide = "客户名称，地区，电话\n甲公司，苏州，１３８００００６１４２\n丙，无锡，\n";
    assert_eq!(format(wide.as_bytes()).0, Format::Delimited('，'));
    assert_eq!(shown(&table(wide), 0), ["甲公司", "苏州", "１３８００００６１４２"]);
    assert_eq!(format(text.as_bytes()).0, Format::Delimited(','));
    let prose = "客户名称\n甲，乙\n丙\n";
    assert_eq!(shown(&table(prose), 0), ["甲，乙"]);
}

#[test]
fn delimiters_are_found_and_can_be_told() {
    for delimiter in [',', '\t', ';', '|'] {
        let text = format!(
            "客户名称{delimiter}说明{delimiter}营收\n甲{delimiter}\"a{delimiter}b\"{delimiter}1.5\n乙{delimiter}c{delimiter}2\n"
        );
        assert_eq!(format(text.as_bytes()).0, Format::Delimited(delimiter));
        assert_eq!(
            texts(&sheet(text.as_bytes()))[1],
            ["甲".to_owned(), format!("a{delimiter}b"), "1.5".to_owned()]
        );
    }
    assert_eq!(texts(&sheet(b"sep=;\na;b,c\n1;2,3\n")), [["a", "b,c"], ["1", "2,3"]]);
    let told = Told {
        delimiter: Some(';'),
        ..Told::default()
    };
    let mut source = Source::open(b"a,b;c,d\n", told, &mut |_, _| true).unwrap();
    assert_eq!(texts(&source.read(0, &mut |_, _| true).unwrap()), [["a,b", "c,d"]]);
}

#[test]
fn quotes_are_read_as_they_are_meant() {
    let table: [(&str, &[&[&str]]); 8] = [
        ("a,\"b\nc\"\nd,e\n", &[&["a", "b\nc"], &["d", "e"]]),
        ("a,\"say \"\"hi\"\"\"\nd,e\n", &[&["a", "say \"hi\""], &["d", "e"]]),
        ("a, \"b, c\"\nd,e\n", &[&["a", "b, c"], &["d", "e"]]),
        // No quotes of a cell: a size, and one that never closes.
        ("a,12\" pipe\nd,e\n", &[&["a", "12\" pipe"], &["d", "e"]]),
        ("a,\"b\nd,e\n", &[&["a", "\"b"], &["d", "e"]]),
        ("a,\"b\" c\nd,e\n", &[&["a", "\"b\" c"], &["d", "e"]]),
        ("a,=\"00,1\"\nd,e\n", &[&["a", "=\"00,1\""], &["d", "e"]]),
        ("a,b\rd,e\r", &[&["a", "b"], &["d", "e"]]),
    ];
    for (text, rows) in table {
        assert_eq!(texts(&sheet(text.as_bytes())), rows, "{text:?}");
    }
}

#[test]
fn a_paste_from_excel_has_no_empty_last_row() {
    let pasted = "客户名称\t备注\r\n甲\t\"第一行\n第二行\"\r\n乙\t\"他说\"\"好\"\"\n走了\"\r\n";
    let mut source = Source::paste(pasted, Told::default(), &mut |_, _| true).unwrap();
    assert_eq!(source.format, Format::Delimited('\t'));
    let sheet = source.read(0, &mut |_, _| true).unwrap();
    assert_eq!(
        texts(&sheet),
        [
            ["客户名称", "备注"],
            ["甲", "第一行\n第二行"],
            ["乙", "他说\"好\"\n走了"]
        ]
    );
    assert_eq!(sheet.rows.iter().map(|row| row.at).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_page_named_xls_is_read_as_its_table() {
    let page = "<html><head><meta charset=gb2312><style>td{mso-number-format:\"\\@\"}</style></head><body>\
        <table><tr><td colspan=2>客户 &amp; 订单</td></tr><tr><th>客户名称</th><th>电话</th></tr>\
        <tr><td rowspan='2'>甲</td><td>0138<br>001</td></tr><tr style='display: none'><td>&#20108;</td></tr></table></body></html>";
    let bytes = encoding_rs::GBK.encode(page).0.into_owned();
    assert_eq!(format(&bytes), (Format::Html, Some(Encoding::Gb18030)));
    let sheet = sheet(&bytes);
    assert_eq!(
        texts(&sheet),
        [
            vec!["客户 & 订单"],
            vec!["客户名称", "电话"],
            vec!["甲", "0138\n001"],
            vec!["", "二"]
        ]
    );
    assert_eq!(sheet.hidden_rows(), 1);
    let table = Table::of(sheet, None);
    assert_eq!(
        (&table.head[..], &table.title[..]),
        (&[2][..], &["客户 & 订单".to_owned()][..])
    );
    assert_eq!(shown(&table, 1), ["甲", "二"]);
}

#[test]
fn an_xml_spreadsheet_is_read_with_its_types() {
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Worksheet ss:Name=\"客户\"><Table><Row><Cell><Data ss:Type=\"String\">客户名称</Data></Cell>\
        <Cell ss:Index=\"3\"><Data ss:Type=\"String\">日期</Data></Cell></Row>\
        <Row ss:Index=\"5\" ss:Hidden=\"1\"><Cell><Data ss:Type=\"Number\">12.5</Data></Cell>\
        <Cell ss:Index=\"3\"><Data ss:Type=\"DateTime\">2024-03-05T14:30:00.000</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert_eq!(format(xml.as_bytes()).0, Format::XmlSheet);
    let sheet = sheet(xml.as_bytes());
    assert_eq!(
        (&*sheet.name, sheet.rows[1].at, sheet.rows[1].is_hidden),
        ("客户", 5, true)
    );
    assert_eq!(
        texts(&sheet),
        [["客户名称", "", "日期"], ["12.5", "", "2024-03-05 14:30:00"]]
    );
}

/// A workbook with a hidden sheet first, typed cells, merged and hidden ones, and a cell a million rows down.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet().set_name("旧数据").unwrap();
    hidden.set_hidden(true);
    hidden.write(0, 0, "不要").unwrap();
    let sheet = book.add_worksheet().set_name("客户").unwrap();
    sheet.set_active(true);
    let date = Style::new().set_num_format("yyyy/m/d");
    sheet.merge_range(0, 0, 0, 3, "客户名单", &Style::new()).unwrap();
    for (column, heading) in ["客户名称", "地区", "合作时间", "营收（万元）"].iter().enumerate() {
        sheet.write(1, column as u16, *heading).unwrap();
    }
    sheet.merge_range(2, 1, 3, 1, "浙江", &Style::new()).unwrap();
    for (row, name, figure) in [(2, "甲", 0.1 + 0.2), (3, "乙", 128.0)] {
        sheet.write(row, 0, name).unwrap();
        let day = ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
        sheet.write_with_format(row, 2, &day, &date).unwrap();
        sheet.write(row, 3, figure).unwrap();
    }
    sheet.set_row_hidden(3).unwrap();
    sheet.write_blank(900_000, 0, &date).unwrap();
    sheet.write(1_048_575, 0, "合计").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_types_merged_and_hidden_cells() {
    let bytes = workbook();
    let source = open(&bytes).unwrap();
    let names: Vec<(String, bool)> = source
        .sheets()
        .into_iter()
        .map(|sheet| (sheet.name, sheet.is_hidden))
        .collect();
    assert_eq!(names, [("旧数据".to_owned(), true), ("客户".to_owned(), false)]);
    assert_eq!((source.format, source.first()), (Format::Xlsx, 1));
    let sheet = sheet(&bytes);
    assert_eq!(
        sheet.rows.iter().map(|row| row.at).collect::<Vec<_>>(),
        [1, 2, 3, 4, 1_048_576]
    );
    assert_eq!(sheet.rows[2].cells[3], Cell::Number(0.1 + 0.2));
    let table = Table::of(sheet, None);
    assert_eq!(
        (&table.head[..], &table.title[..], &table.totals[..]),
        (&[2][..], &["客户名单".to_owned()][..], &[1_048_576][..])
    );
    assert_eq!(shown(&table, 0), ["甲", "浙江", "2024-03-05", "0.3"]);
    assert_eq!(shown(&table, 1), ["乙", "浙江", "2024-03-05", "128"]);
    assert_eq!(table.hidden_rows().count(), 1);
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_of_libreoffice_is_read() {
    let content = "<office:document-content><office:automatic-styles>\
        <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name=\"藏\" table:style-name=\"ta2\"><table:table-row><table:table-cell \
        office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>\
        <table:table table:name=\"客户\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>客户名称</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>日期</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"12.5\"><text:p>12.50</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-05\"><text:p>24-3-5</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zipped(&[("mimetype", kind), ("content.xml", content.as_bytes())]);
    let source = open(&bytes).unwrap();
    assert_eq!(
        (source.format, source.first(), source.sheets()[0].is_hidden),
        (Format::Ods, 1, true)
    );
    let sheet = sheet(&bytes);
    assert_eq!(texts(&sheet), [["客户名称", "日期"], ["12.5", "2024-03-05"]]);
    assert_eq!(sheet.rows[1].at, 1_000_002);
    let locked = zipped(&[
        ("mimetype", kind),
        ("content.xml", b""),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    assert_eq!(open(&locked).err(), Some(Reason::Encrypted));
}

#[test]
fn what_is_no_table_or_does_harm_is_refused() {
    let good = workbook();
    let half = &good[..good.len() / 2];
    let bomb = zipped(&[("xl/workbook.xml", &vec![b' '; 257 << 20])]);
    let entity =
        b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><workbook>&a;</workbook>";
    let wide = vec!["x"; 1_000].join(",");
    let locked: Vec<u8> = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 504]]
        .concat()
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let table: [(&str, &[u8], Reason); 15] = [
        ("nothing", b"", Reason::Empty),
        ("blanks", b" \r\n\r\n", Reason::Empty),
        ("zeros", &[0; 100], Reason::Empty),
        ("half a workbook", half, Reason::Damaged),
        ("bomb", &bomb, Reason::Bomb),
        (
            "entities in a workbook",
            &zipped(&[("xl/workbook.xml", entity)]),
            Reason::ExternalEntities,
        ),
        ("entities in a text", entity, Reason::ExternalEntities),
        ("1,000 columns", wide.as_bytes(), Reason::TooManyColumns),
        ("encrypted", &locked, Reason::Encrypted),
        ("pdf", b"%PDF-1.7\n1 0 obj", Reason::Pdf),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Reason::Picture),
        (
            "document",
            &zipped(&[("word/document.xml", b"<w/>")]),
            Reason::OtherDocument,
        ),
        ("book", b"{\"format\": \"guanxi.book\"}", Reason::Json),
        (
            "program",
            &[0x7F, b'E', b'L', b'F', 0, 0, 0, 1, 0, 0, 2, 0],
            Reason::Unknown,
        ),
        (
            "page without a table",
            b"<html><body>404</body></html>",
            Reason::PageWithoutTable,
        ),
    ];
    for (name, bytes, reason) in table {
        let refused = Source::open(bytes, Told::default(), &mut |_, _| true).err();
        let refused = refused.unwrap_or_else(|| panic!("{name} is read"));
        assert_eq!(refused.reason, reason, "{name}");
        assert!(refused.message.zh.contains("没有导入任何内容"), "{name}");
    }
}

#[test]
fn whatever_is_cut_or_bent_nothing_panics() {
    let good = workbook();
    let mut dice = crate::generate::Dice::new(7);
    for n in 0..150 {
        let mut bytes = good.clone();
        for _ in 0..dice.between(1, 20) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.below(256) as u8;
        }
        bytes.truncate(bytes.len() - if n % 3 == 0 { dice.below(200) } else { 0 });
        if let Ok(mut source) = open(&bytes) {
            let first = source.first();
            if let Ok(sheet) = source.read(first, &mut |_, _| true) {
                Table::of(sheet, None);
            }
        }
    }
}

#[test]
fn a_reading_ends_when_nobody_waits() {
    let text = format!("a,b\n{}", "1,2\n".repeat(600_000));
    let refused = Source::open(text.as_bytes(), Told::default(), &mut |_, _| false)
        .err()
        .unwrap();
    assert_eq!(refused.reason, Reason::Cancelled);
    let bytes = workbook();
    let mut source = open(&bytes).unwrap();
    assert!(source.read(1, &mut |_, _| true).is_ok());
}

#[test]
fn formulas_in_cells_stay_texts() {
    let table = table("客户名称,备注\n=cmd|'/c calc'!A1,\"=HYPERLINK(\"\"x\"\")\"\n");
    assert_eq!(shown(&table, 0), ["=cmd|'/c calc'!A1", "=HYPERLINK(\"x\")"]);
}

/// Row, column and text of a cell.
type Placed = (u32, usize, String);

/// What another reader finds in a workbook: sheet by sheet, each cell with its place.
fn by_calamine(bytes: &[u8]) -> Vec<(String, Vec<Placed>)> {
    use calamine::{Data, Reader, SheetType, Xlsx};
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let (sheets, is_1904) = (book.sheets_metadata().to_vec(), book.has_1904_epoch());
    let mut all = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range = book.worksheet_range(&sheet.name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        let cell = |(row, column, data): (usize, usize, &Data)| {
            let text = match data {
                Data::Float(number) => Cell::Number(*number).shown(),
                Data::Int(number) => number.to_string(),
                Data::Bool(yes) => Cell::Bool(*yes).shown(),
                Data::DateTime(at) => Cell::serial(at.as_f64(), is_1904).shown(),
                other => other.to_string(),
            };
            let is_seen = !guanxi::domain::fold::is_blank(&text);
            is_seen.then_some((row as u32 + top + 1, column + left as usize, text))
        };
        all.push((sheet.name.clone(), range.used_cells().filter_map(cell).collect()));
    }
    all
}

#[test]
fn workbooks_are_read_as_another_reader_reads_them() {
    let mut files = vec![workbook()];
    let own = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/messy");
    for folder in [Some(own), crate::oracle::folder("messy")].into_iter().flatten() {
        let all = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        files.extend(
            all.filter(|path| path.extension().is_some_and(|end| end == "xlsx" || end == "xlsm"))
                .map(|path| std::fs::read(path).unwrap()),
        );
    }
    assert!(files.len() > 3);
    for bytes in files {
        let mut source = open(&bytes).unwrap();
        let theirs = by_calamine(&bytes);
        let names: Vec<String> = source.sheets().into_iter().map(|sheet| sheet.name).collect();
        assert!(names.iter().eq(theirs.iter().map(|(name, _)| name)));
        for (i, (name, cells)) in theirs.into_iter().enumerate() {
            let sheet = source.read(i, &mut |_, _| true).unwrap();
            let ours = sheet.rows.iter().flat_map(|row| {
                let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
                cells.map(|(column, cell)| (row.at, column, cell.shown()))
            });
            assert_eq!(ours.collect::<Vec<_>>(), cells, "{name}");
        }
    }
}
