//! A workbook, written row by row: what is written was packed before the next thousand rows come.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::styles::{Style, xml as styles};
use super::{Unwritten, Written};
use crate::domain::day::Day;
use crate::domain::guard::runs;
use crate::exchange::grid::{Cell, Merged, letters};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// What stands where a text was cut.
const CUT: &str = "…";
/// Bytes that are packed at once.
const PACKED: usize = 65_536;
/// How hard they are packed: the level above makes files a twentieth smaller in twice the time, the one below larger ones.
const LEVEL: i64 = 2;
/// Serial numbers count from here; before March 1900 programs count differently.
const EPOCH: i32 = 25_569;
const FIRST_SERIAL: i32 = 61;
const DAY_SECONDS: f64 = 86_400.0;
/// The longest list of choices that stands in a sheet, in UTF-16 units.
const MOST_CHOICES: usize = 255;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// How a sheet begins.
pub(crate) struct Frame {
    /// Rows that stay in sight.
    pub frozen: u32,
    /// The columns: how wide, and what empty cells look like.
    pub columns: Vec<(f64, Style)>,
}

/// How a sheet ends.
pub(crate) struct Tail<'a> {
    /// What finds rows: the row of the head, the last row, the last column.
    pub filter: Option<(u32, u32, usize)>,
    /// Cells that are one.
    pub merged: &'a [Merged],
    /// What cells of a column may be chosen from.
    pub choices: Vec<(usize, &'a [String])>,
}

/// A workbook on its way.
pub(crate) struct Workbook {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    xml: Vec<u8>,
    letters: Vec<String>,
    row: String,
    sheets: usize,
    cut: u32,
}

impl From<std::io::Error> for Unwritten {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<zip::result::ZipError> for Unwritten {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Workbook {
    /// Begins a workbook with sheets of these names.
    pub fn new(names: &[String]) -> Result<Self, Unwritten> {
        let mut book = Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            xml: Vec::with_capacity(2 * PACKED),
            letters: Vec::new(),
            row: String::new(),
            sheets: 0,
            cut: 0,
        };
        for (name, text) in around(names) {
            book.file(name)?;
            book.zip.write_all(text.as_bytes())?;
        }
        Ok(book)
    }

    fn file(&mut self, name: &str) -> Result<(), Unwritten> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL));
        Ok(self.zip.start_file(name, options)?)
    }

    fn put(&mut self, text: &str) {
        self.xml.extend_from_slice(text.as_bytes());
    }

    /// Begins the next sheet.
    pub fn begin(&mut self, frame: &Frame) -> Result<(), Unwritten> {
        self.sheets += 1;
        self.file(&format!("xl/worksheets/sheet{}.xml", self.sheets))?;
        let selected = if self.sheets == 1 { r#" tabSelected="1""# } else { "" };
        let mut head =
            format!(r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView{selected} workbookViewId="0">"#);
        if frame.frozen > 0 {
            let _ = write!(
                head,
                r#"<pane ySplit="{0}" topLeftCell="A{1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>"#,
                frame.frozen,
                frame.frozen + 1
            );
        }
        head.push_str(r#"</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>"#);
        if !frame.columns.is_empty() {
            head.push_str("<cols>");
            for (at, (width, style)) in (1..).zip(&frame.columns) {
                let style = style.place();
                let _ = write!(
                    head,
                    r#"<col min="{at}" max="{at}" width="{width}" style="{style}" customWidth="1"/>"#
                );
            }
            head.push_str("</cols>");
        }
        head.push_str("<sheetData>");
        self.put(&head);
        Ok(())
    }

    /// Begins a row, which has this number; the first is 1.
    pub fn open_row(&mut self, at: u32, is_hidden: bool) {
        self.row.clear();
        let _ = write!(self.row, "{at}");
        self.xml.extend_from_slice(b"<row r=\"");
        self.xml.extend_from_slice(self.row.as_bytes());
        self.put(if is_hidden { "\" hidden=\"1\">" } else { "\">" });
    }

    /// Writes a cell of the row.
    pub fn cell(&mut self, column: usize, cell: &Cell, style: Style) {
        match cell {
            Cell::Blank if style.is_plain() => {}
            Cell::Blank => {
                self.open_cell(column, style.place());
                self.put("/>");
            }
            Cell::Text(text) | Cell::Error(text) => self.text(column, text, style),
            Cell::Number(number) if number.is_finite() => self.number(column, *number, style.of_number()),
            Cell::Number(_) => self.text(column, &cell.shown(), style),
            Cell::Date(day, seconds) => match serial(*day, *seconds) {
                Some(serial) => self.number(column, serial, style.of_day(*seconds)),
                None => self.text(column, &cell.shown(), style),
            },
            Cell::Bool(yes) => {
                self.open_cell(column, style.of_number());
                self.put(if *yes {
                    " t=\"b\"><v>1</v></c>"
                } else {
                    " t=\"b\"><v>0</v></c>"
                });
            }
        }
    }

    fn open_cell(&mut self, column: usize, style: u8) {
        while self.letters.len() <= column {
            self.letters.push(letters(self.letters.len()));
        }
        self.xml.extend_from_slice(b"<c r=\"");
        self.xml.extend_from_slice(self.letters[column].as_bytes());
        self.xml.extend_from_slice(self.row.as_bytes());
        self.xml.push(b'"');
        if style > 0 {
            self.xml.extend_from_slice(b" s=\"");
            digits(&mut self.xml, u64::from(style));
            self.xml.push(b'"');
        }
    }

    fn number(&mut self, column: usize, number: f64, style: u8) {
        self.open_cell(column, style);
        self.xml.extend_from_slice(b"><v>");
        let whole = number as i64;
        if whole as f64 == number && whole.unsigned_abs() < 1 << 53 {
            if whole < 0 {
                self.xml.push(b'-');
            }
            digits(&mut self.xml, whole.unsigned_abs());
        } else if (1e-5..1e17).contains(&number.abs()) {
            let _ = write!(self.xml, "{number}");
        } else {
            let _ = write!(self.xml, "{number:e}");
        }
        self.xml.extend_from_slice(b"</v></c>");
    }

    fn text(&mut self, column: usize, text: &str, style: Style) {
        let kept = shortened(text);
        self.cut += u32::from(kept.is_some());
        let text = kept.as_deref().unwrap_or(text);
        self.open_cell(column, style.of_text(runs(text)));
        let around = |b: &u8| b.is_ascii_whitespace();
        let bytes = text.as_bytes();
        let keeps = bytes.first().is_some_and(around) || bytes.last().is_some_and(around) || bytes.contains(&b'\n');
        self.put(if keeps {
            " t=\"inlineStr\"><is><t xml:space=\"preserve\">"
        } else {
            " t=\"inlineStr\"><is><t>"
        });
        escape(&mut self.xml, text);
        self.put("</t></is></c>");
    }

    /// Ends the row.
    pub fn close_row(&mut self) -> Result<(), Unwritten> {
        self.put("</row>");
        if self.xml.len() >= PACKED {
            self.pack()?;
        }
        Ok(())
    }

    fn pack(&mut self) -> Result<(), Unwritten> {
        self.zip.write_all(&self.xml)?;
        self.xml.clear();
        Ok(())
    }

    /// Ends the sheet.
    pub fn end(&mut self, tail: &Tail<'_>) -> Result<(), Unwritten> {
        let mut xml = String::from("</sheetData>");
        if let Some((first, last, column)) = tail.filter {
            let _ = write!(xml, r#"<autoFilter ref="A{first}:{}{last}"/>"#, letters(column));
        }
        if !tail.merged.is_empty() {
            let _ = write!(xml, r#"<mergeCells count="{}">"#, tail.merged.len());
            for Merged {
                top,
                bottom,
                left,
                right,
            } in tail.merged
            {
                let (left, right) = (letters(*left as usize), letters(*right as usize));
                let _ = write!(xml, r#"<mergeCell ref="{left}{top}:{right}{bottom}"/>"#);
            }
            xml.push_str("</mergeCells>");
        }
        xml.push_str(&validations(&tail.choices));
        xml.push_str(
            r#"<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/></worksheet>"#,
        );
        self.put(&xml);
        self.pack()
    }

    /// The file.
    pub fn finish(self) -> Result<Written, Unwritten> {
        let bytes = self.zip.finish()?.into_inner();
        Ok(Written { bytes, cut: self.cut })
    }
}

/// The lists that cells are chosen from; what is not in a list can be typed all the same.
fn validations(choices: &[(usize, &[String])]) -> String {
    let list = |(column, choices): &(usize, &[String])| {
        let list = choices.join(",");
        let fits = list.encode_utf16().count() <= MOST_CHOICES && !choices.iter().any(|c| c.contains([',', '"']));
        fits.then(|| {
            let mut text = Vec::new();
            escape(&mut text, &list);
            let (at, list) = (letters(*column), String::from_utf8_lossy(&text).into_owned());
            format!(
                r#"<dataValidation type="list" allowBlank="1" sqref="{at}2:{at}1048576"><formula1>"{list}"</formula1></dataValidation>"#
            )
        })
    };
    let lists: Vec<String> = choices.iter().filter_map(list).collect();
    match lists.len() {
        0 => String::new(),
        n => format!(r#"<dataValidations count="{n}">{}</dataValidations>"#, lists.concat()),
    }
}

/// The files around the sheets.
fn around(names: &[String]) -> [(&'static str, String); 5] {
    let (mut types, mut sheets, mut parts) = (String::new(), String::new(), String::new());
    for (i, name) in (1..).zip(names) {
        let mut escaped = Vec::new();
        escape(&mut escaped, &name.replace('"', "”"));
        let name = String::from_utf8_lossy(&escaped);
        let _ = write!(
            types,
            r#"<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{TYPE}.worksheet+xml"/>"#
        );
        let _ = write!(sheets, r#"<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>"#);
        let _ = write!(
            parts,
            r#"<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>"#
        );
    }
    let last = names.len() + 1;
    [
        (
            "[Content_Types].xml",
            format!(
                r#"{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>{types}</Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{parts}<Relationship Id="rId{last}" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        ("xl/styles.xml", styles()),
    ]
}

/// A whole number in digits.
fn digits(to: &mut Vec<u8>, mut number: u64) {
    let from = to.len();
    loop {
        to.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    to[from..].reverse();
}

/// A day and time as the number that programs count with; nothing for days that they count differently.
fn serial(day: Day, seconds: u32) -> Option<f64> {
    let serial = day.0.checked_add(EPOCH).filter(|serial| *serial >= FIRST_SERIAL)?;
    Some(f64::from(serial) + f64::from(seconds) / DAY_SECONDS)
}

/// As much of a text as a cell holds, where it is longer.
fn shortened(text: &str) -> Option<String> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return None;
    }
    let mut room = LONGEST - CUT.encode_utf16().count();
    let fits = |c: &char| {
        let is_room = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        is_room
    };
    let kept: String = text.chars().take_while(fits).collect();
    Some(kept + CUT)
}

/// Writes a text into XML. Characters that XML cannot hold are written as Excel writes them, `_x0001_`, and so is the beginning of a
/// text that looks like one.
fn escape(to: &mut Vec<u8>, text: &str) {
    let (bytes, mut from) = (text.as_bytes(), 0);
    for (at, byte) in bytes.iter().enumerate() {
        let (instead, length): (&[u8], usize) = match byte {
            b'&' => (b"&amp;", 1),
            b'<' => (b"&lt;", 1),
            b'>' => (b"&gt;", 1),
            b'\t' | b'\n' | b' '..=b'^' | b'`'..=b'~' => continue,
            b'_' if looks_escaped(&bytes[at..]) => (b"_x005F_", 1),
            0..0x20 => {
                to.extend_from_slice(&bytes[from..at]);
                let hex = b"0123456789ABCDEF";
                let [high, low] = [byte >> 4, byte & 15].map(|digit| hex[usize::from(digit)]);
                to.extend_from_slice(&[b'_', b'x', b'0', b'0', high, low, b'_']);
                from = at + 1;
                continue;
            }
            0xEF if bytes[at..].starts_with("\u{FFFE}".as_bytes()) => (b"_xFFFE_", 3),
            0xEF if bytes[at..].starts_with("\u{FFFF}".as_bytes()) => (b"_xFFFF_", 3),
            _ => continue,
        };
        to.extend_from_slice(&bytes[from..at]);
        to.extend_from_slice(instead);
        from = at + length;
    }
    to.extend_from_slice(&bytes[from..]);
}

/// Whether a text begins like a character that was written as `_x0001_`.
fn looks_escaped(bytes: &[u8]) -> bool {
    let code = bytes
        .get(2..6)
        .filter(|_| bytes.get(1) == Some(&b'x') && bytes.get(6) == Some(&b'_'));
    code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut bytes = Vec::new();
        escape(&mut bytes, text);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_xml_cannot_hold_is_written_as_excel_writes_it() {
        let table = [
            ("甲&<乙>\"", "甲&amp;&lt;乙&gt;\""),
            ("a\tb\nc", "a\tb\nc"),
            ("\0\u{1}\u{1f}\r", "_x0000__x0001__x001F__x000D_"),
            ("\u{FFFE}（\u{FFFF}，", "_xFFFE_（_xFFFF_，"),
            ("_x0041_ _x41_ __x", "_x005F_x0041_ _x41_ __x"),
            ("\u{7f}\u{10FFFF}", "\u{7f}\u{10FFFF}"),
        ];
        for (text, xml) in table {
            assert_eq!(escaped(text), xml);
        }
    }

    #[test]
    fn columns_and_days_are_counted_as_spreadsheets_count() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(serial(day("2026-11-19"), 0), Some(46_345.0));
        assert_eq!(serial(day("1900-03-01"), 43_200), Some(61.5));
        assert_eq!(serial(day("1900-02-28"), 0), None);
    }

    #[test]
    fn a_text_is_as_long_as_a_cell_can_be() {
        assert_eq!(shortened(&"甲".repeat(LONGEST)), None);
        let cut = shortened(&"甲".repeat(LONGEST + 1)).unwrap();
        assert_eq!(cut.chars().count(), LONGEST);
        assert!(cut.ends_with("甲…"));
        // A character of two units is not torn apart.
        let wide = format!("a{}", "𠮷".repeat(LONGEST / 2 + 1));
        assert_eq!(shortened(&wide).unwrap().encode_utf16().count(), LONGEST - 1);
    }
}
