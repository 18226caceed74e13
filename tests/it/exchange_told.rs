//! What a file is told to be where it is damaged, of another kind, or in a form that few programs write.

use guanxi::exchange::grid::{Cell, Sheet};
use guanxi::exchange::source::{Encoding, Format, REPORT_MARK, Reason, Source, Told};

use crate::exchange::{open, sheet};

fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    let said = |row: &guanxi::exchange::grid::SheetRow| row.cells.iter().map(Cell::shown).collect();
    sheet.rows.iter().map(said).collect()
}

fn format(bytes: &[u8]) -> (Format, Option<Encoding>) {
    let source = open(bytes).unwrap();
    (source.format, source.encoding)
}

#[test]
fn a_few_bad_bytes_do_not_make_utf8_another_encoding() {
    let lone = b"\xED\xA0\x80";
    let told = |bytes: &[u8]| {
        let source = open(bytes).unwrap();
        (source.encoding, source.unreadable)
    };
    // Half of a pair, which no text has: three bytes that each are none.
    let small = ["客户名称,地区\n甲".as_bytes(), lone, ",乙\n".as_bytes()].concat();
    assert_eq!(told(&small), (Some(Encoding::Utf8), 3));
    assert_eq!(texts(&sheet(&small))[0], ["客户名称", "地区"]);
    let large = [
        "客户名称,地区\n".as_bytes(),
        "宁波恒拓,浙江\n".repeat(500).as_bytes(),
        b"\xFF",
    ]
    .concat();
    assert_eq!(told(&large), (Some(Encoding::Utf8), 1));
    let cafe = ["é".repeat(198).as_bytes(), b"\xFF\xFE"].concat();
    assert_eq!(told(&cafe), (Some(Encoding::Utf8), 2));
    // Chinese of the mainland's older encoding, some of whose characters are UTF-8 by chance; and one that is neither.
    let gbk = encoding_rs::GB18030.encode("联系人,单位\n联通,桂林\n").0.into_owned();
    assert_eq!(told(&gbk), (Some(Encoding::Gb18030), 0));
    assert_eq!(told(b"caf\xE9,\xC4\n\xFF\n"), (Some(Encoding::Western), 0));
}

#[test]
fn what_is_no_table_is_told_by_what_it_is() {
    let noise = [b"MZ\x90\x03", &[7; 3000][..]].concat();
    let page = "<!DOCTYPE html><html><body><form>登录已过期，请重新登录</form></body></html>";
    let report = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">{REPORT_MARK}<title>客户画像报告</title></head><body><table><tr><th>客户</th></tr><tr><td>甲公司</td></tr></table></body></html>"
    );
    let cases: [(&[u8], Reason); 8] = [
        (report.as_bytes(), Reason::OwnReport),
        (
            b"<table><tr><td> </td></tr></table><form>login</form>",
            Reason::PageWithoutTable,
        ),
        (br"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 table}", Reason::RichText),
        (
            b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"a\"\r\nE\r\n",
            Reason::OldTable,
        ),
        (b"TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n", Reason::OldTable),
        (b"socialcalc:version:1.0\nMIME-Version: 1.0\n", Reason::OldTable),
        (page.as_bytes(), Reason::PageWithoutTable),
        (&noise, Reason::Unknown),
    ];
    for (bytes, reason) in cases {
        assert_eq!(
            open(bytes).err(),
            Some(reason),
            "{}",
            String::from_utf8_lossy(&bytes[..20])
        );
    }
    // A heading may begin so.
    assert_eq!(texts(&sheet("ID,名称\n1,甲\n".as_bytes()))[0], ["ID", "名称"]);
    assert_eq!(texts(&sheet("TABLE,名称\n1,甲\n".as_bytes()))[0], ["TABLE", "名称"]);
}

#[test]
fn a_workbook_of_libreoffice_in_one_xml_is_read() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [&str; 2]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let body = [row(["客户名称", "地区"]), row(["宁波恒拓", "浙江"])].concat();
    let file = |kind: &str| {
        format!(
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body>\
             <office:{kind}><table:table table:name=\"客户\">{body}</table:table></office:{kind}></office:body></office:document>"
        )
    };
    let flat = file("spreadsheet");
    assert_eq!(format(flat.as_bytes()), (Format::Ods, Some(Encoding::Utf8)));
    assert_eq!(sheet(flat.as_bytes()).name, "客户");
    assert_eq!(
        texts(&sheet(flat.as_bytes())),
        [["客户名称", "地区"], ["宁波恒拓", "浙江"]]
    );
    assert_eq!(open(file("text").as_bytes()).err(), Some(Reason::OtherDocument));
}

#[test]
fn what_is_said_of_a_text_counts_more_than_any_guess() {
    let read = |bytes: &[u8], told: Told| -> Result<Vec<Vec<String>>, Reason> {
        let mut source = Source::open(bytes, told, &mut |_, _| true).map_err(|refusal| refusal.reason)?;
        Ok(texts(&source.read(0, &mut |_, _| true).unwrap()))
    };
    let told = |encoding, delimiter| Told { encoding, delimiter };
    // Hieroglyphs are in no Chinese table: by its bytes this is no text.
    let rare: Vec<u8> = "公司\n𓀀𓀁𓀂\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let refusal = Source::open(&rare, Told::default(), &mut |_, _| true).err().unwrap();
    assert_eq!((refusal.reason, refusal.may_be_text()), (Reason::Unknown, true));
    assert_eq!(
        read(&rare, told(Some(Encoding::Utf16Le), None)),
        Ok(vec![vec!["公司".into()], vec!["𓀀𓀁𓀂".into()]])
    );
    // A list whose first column is ID begins as a table of 1980 does.
    let listed = b"ID;Phone\n1;555\n";
    let refusal = Source::open(listed, Told::default(), &mut |_, _| true).err().unwrap();
    assert_eq!((refusal.reason, refusal.may_be_text()), (Reason::OldTable, true));
    let rows = vec![
        vec!["ID".to_owned(), "Phone".to_owned()],
        vec!["1".to_owned(), "555".to_owned()],
    ];
    assert_eq!(read(listed, told(None, Some(';'))), Ok(rows));
    // Too many commas for a table, which has bars between its cells.
    let wide = format!("a|b\n{}|c\n", ",".repeat(1200));
    let rows = vec![
        vec!["a".to_owned(), "b".to_owned()],
        vec![",".repeat(1200), "c".to_owned()],
    ];
    assert_eq!(read(wide.as_bytes(), told(None, Some('|'))), Ok(rows));
    // What is pasted can be told as well.
    let mut pasted = Source::paste("a,b;c\nd,e;f\n", told(None, Some(';')), &mut |_, _| true).unwrap();
    assert_eq!(
        texts(&pasted.read(0, &mut |_, _| true).unwrap()),
        [["a,b", "c"], ["d,e", "f"]]
    );
    // A picture is none, whatever is said.
    let picture = Source::open(b"\x89PNG\r\n", Told::default(), &mut |_, _| true)
        .err()
        .unwrap();
    assert!(!picture.may_be_text());
}
