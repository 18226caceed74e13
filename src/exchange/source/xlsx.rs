//! Workbooks of Excel from 2007 on, and of WPS: each part is unpacked once and read once, a bit at a time. One pass over a sheet finds its
//! cells, what is merged and what is hidden.

use std::collections::HashMap;

use super::markup::{Piece, Pieces, attribute, number, unescape};
use super::parts::{self, Package};
use super::workbook::duration;
use super::{Reason, Refusal, Watch};
use crate::exchange::grid::{Cell, Merged, Sheet, SheetName};

/// The most that a sheet may have when it is unpacked, and a part that is kept, in bytes.
const MOST_OF_A_SHEET: u64 = 2 << 30;
const MOST_OF_A_PART: u64 = 256 << 20;
/// Rows between two looks at whether anybody still waits.
const SOME: u32 = 1_000;

/// An open workbook.
pub(super) struct Xlsx<'a> {
    package: Package<'a>,
    /// The sheets, each with the name of its part.
    sheets: Vec<(SheetName, String)>,
    is_1904: bool,
    /// The texts that cells share.
    texts: Vec<Cell>,
    /// What each style makes of a number.
    looks: Vec<Look>,
}

/// What a number is by its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Number,
    Day,
    Duration,
}

impl<'a> Xlsx<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut package = parts::open(bytes)?;
        let book = parts::text(&mut package, "xl/workbook.xml", MOST_OF_A_PART)?;
        let relations = relations(&parts::text(
            &mut package,
            "xl/_rels/workbook.xml.rels",
            MOST_OF_A_PART,
        )?);
        let part_of = |kind: &str| {
            let found = relations.values().find(|relation| relation.kind == kind);
            found.map(|relation| relation.part.clone())
        };
        let texts = match part_of("sharedStrings").filter(|part| parts::named(&package, part).is_some()) {
            Some(part) => shared_texts(&mut package, &part)?,
            None => Vec::new(),
        };
        let looks = match part_of("styles").filter(|part| parts::named(&package, part).is_some()) {
            Some(part) => looks(&parts::text(&mut package, &part, MOST_OF_A_PART)?),
            None => Vec::new(),
        };
        let (sheets, is_1904) = listed(&book, &relations);
        Ok(Self {
            package,
            sheets,
            is_1904,
            texts,
            looks,
        })
    }

    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(super) fn read(&mut self, index: usize, watch: Watch<'_>) -> Result<Sheet, Refusal> {
        let (named, part) = self.sheets.get(index).cloned().ok_or(Refusal::of(Reason::Empty))?;
        let mut reading = Reading::new(named, self.is_1904, &self.texts, &self.looks);
        parts::read(&mut self.package, &part, MOST_OF_A_SHEET, &mut |some| {
            for piece in Pieces::new(some) {
                reading.take(piece, watch)?;
            }
            Ok(())
        })?;
        Ok(reading.sheet)
    }
}

/// What a part is to the workbook.
struct Relation {
    /// The last word of its kind.
    kind: String,
    /// The name of the part.
    part: String,
}

fn relations(text: &str) -> HashMap<String, Relation> {
    let relation = |piece: Piece<'_>| match piece {
        Piece::Open(_, attributes, _) => {
            let of = |name| attribute(attributes, name);
            let (id, target, kind) = (of("Id")?, of("Target")?, of("Type")?);
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            Some((id.to_owned(), Relation { kind, part }))
        }
        _ => None,
    };
    Pieces::new(text).filter_map(relation).collect()
}

/// The sheets with cells, in their order, and whether days count from 1904.
fn listed(book: &str, relations: &HashMap<String, Relation>) -> (Vec<(SheetName, String)>, bool) {
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    for piece in Pieces::new(book) {
        let Piece::Open(tag, attributes, _) = piece else {
            continue;
        };
        match local(tag) {
            "workbookPr" => is_1904 = attribute(attributes, "date1904").is_some_and(is_yes),
            "sheet" => {
                let relation = related(attributes).and_then(|id| relations.get(id));
                if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") {
                    let mut name = String::new();
                    unescape(attribute(attributes, "name").unwrap_or_default(), &mut name);
                    let is_hidden = matches!(attribute(attributes, "state"), Some("hidden" | "veryHidden"));
                    sheets.push((SheetName { name, is_hidden }, relation.part.clone()));
                }
            }
            _ => {}
        }
    }
    (sheets, is_1904)
}

/// The relation that an element names: `r:id`, under whatever prefix.
fn related(attributes: &str) -> Option<&str> {
    attribute(attributes, "r:id").or_else(|| {
        let at = attributes.find(":id=")?;
        attribute(&attributes[at + 1..], "id")
    })
}

/// A tag's name without the prefix of its namespace.
fn local(tag: &str) -> &str {
    match tag.bytes().position(|byte| byte == b':') {
        Some(at) => &tag[at + 1..],
        None => tag,
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text, "1" | "true")
}

/// The texts that cells share. What shows how a text is spoken is no part of it.
fn shared_texts(package: &mut Package<'_>, part: &str) -> Result<Vec<Cell>, Refusal> {
    // A sheet weighs what it holds, and so do these.
    let (mut texts, mut weighed) = (Vec::new(), Sheet::default());
    let mut value = Value::default();
    parts::read(package, part, MOST_OF_A_PART, &mut |some| {
        for piece in Pieces::new(some) {
            let closes = match piece {
                Piece::Open(tag, _, closes) if local(tag) == "si" => {
                    value.text.clear();
                    closes
                }
                Piece::Close(tag) => local(tag) == "si",
                _ => false,
            };
            value.take(&piece);
            if closes {
                let cell = Cell::text(&value.written());
                weighed.weigh(1, &cell)?;
                texts.push(cell);
            }
        }
        Ok(())
    })?;
    Ok(texts)
}

/// What styles make of numbers, in their order.
fn looks(styles: &str) -> Vec<Look> {
    let (mut own, mut looks) = (HashMap::new(), Vec::new());
    let (mut is_formats, mut is_cells) = (false, false);
    for piece in Pieces::new(styles) {
        match piece {
            Piece::Open(tag, attributes, closes) => match local(tag) {
                "numFmts" => is_formats = !closes,
                "cellXfs" => is_cells = !closes,
                "numFmt" if is_formats => {
                    let mut code = String::new();
                    unescape(attribute(attributes, "formatCode").unwrap_or_default(), &mut code);
                    own.insert(number(attributes, "numFmtId").unwrap_or(0), look_of(&code));
                }
                "xf" if is_cells => {
                    let id = number(attributes, "numFmtId").unwrap_or(0);
                    looks.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Piece::Close(tag) => match local(tag) {
                "numFmts" => is_formats = false,
                "cellXfs" => is_cells = false,
                _ => {}
            },
            Piece::Text(_) => {}
        }
    }
    looks
}

/// What a number format that Excel knows by its number makes of a number (ECMA-376, 18.8.30).
fn built_in(id: u32) -> Look {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Look::Day,
        46 => Look::Duration,
        _ => Look::Number,
    }
}

/// What a written format makes of a number: the letters of days and times outside quotes say it. Hours in brackets run on beyond a day.
fn look_of(code: &str) -> Look {
    let mut chars = code.chars().map(|c| c.to_ascii_lowercase());
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            // The next character is itself, or as wide as it.
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                let inside: Vec<char> = chars.by_ref().take_while(|c| *c != ']').collect();
                let is_running = |c: &char| matches!(c, 'h' | 'm' | 's') && *c == inside[0];
                if !inside.is_empty() && inside.iter().all(is_running) {
                    return Look::Duration;
                }
            }
            'd' | 'm' | 'h' | 'y' | 's' => return Look::Day,
            _ => {}
        }
    }
    Look::Number
}

/// The value of a cell while it is read.
#[derive(Default)]
struct Value {
    text: String,
    is_in: bool,
    is_spoken: bool,
}

impl Value {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            // The ends of lines are one character in XML, however they are written.
            Piece::Text(raw) if self.is_in && raw.contains('\r') => {
                unescape(&raw.replace("\r\n", "\n").replace('\r', "\n"), &mut self.text);
            }
            Piece::Text(raw) if self.is_in => unescape(raw, &mut self.text),
            Piece::Text(_) => {}
            Piece::Open(tag, _, closes) => match local(tag) {
                "v" | "t" => self.is_in = !closes && !self.is_spoken,
                "rPh" => self.is_spoken = !closes,
                _ => {}
            },
            Piece::Close(tag) => match local(tag) {
                "v" | "t" => self.is_in = false,
                "rPh" => self.is_spoken = false,
                _ => {}
            },
        }
    }

    /// The text with the characters that XML cannot hold, which Excel writes as `_x000D_`.
    fn written(&self) -> std::borrow::Cow<'_, str> {
        if !self.text.contains("_x") {
            return (&*self.text).into();
        }
        let (mut units, mut rest) = (Vec::<u16>::with_capacity(self.text.len()), &*self.text);
        while let Some(at) = rest.find("_x") {
            units.extend(rest[..at].encode_utf16());
            let code = rest
                .get(at + 2..at + 6)
                .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
            let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
            match code.and_then(|code| u16::from_str_radix(code, 16).ok()) {
                Some(unit) => {
                    units.push(unit);
                    rest = &rest[at + 7..];
                }
                None => {
                    units.extend("_x".encode_utf16());
                    rest = &rest[at + 2..];
                }
            }
        }
        units.extend(rest.encode_utf16());
        String::from_utf16_lossy(&units).into()
    }
}

/// What the value of a cell is.
#[derive(Clone, Copy, Default)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Iso,
}

/// A sheet while it is read.
struct Reading<'x> {
    sheet: Sheet,
    texts: &'x [Cell],
    looks: &'x [Look],
    /// How many rows the sheet says it has.
    rows: Option<u64>,
    at: u32,
    is_hidden: bool,
    /// Where the next cell stands that does not say it.
    column: usize,
    kind: Kind,
    style: usize,
    value: Value,
}

impl<'x> Reading<'x> {
    fn new(named: SheetName, is_1904: bool, texts: &'x [Cell], looks: &'x [Look]) -> Self {
        Self {
            sheet: Sheet {
                name: named.name,
                is_hidden: named.is_hidden,
                is_1904,
                ..Sheet::default()
            },
            texts,
            looks,
            rows: None,
            at: 0,
            is_hidden: false,
            column: 0,
            kind: Kind::Number,
            style: 0,
            value: Value::default(),
        }
    }

    fn take(&mut self, piece: Piece<'_>, watch: &mut dyn FnMut(u64, Option<u64>) -> bool) -> Result<(), Refusal> {
        match &piece {
            Piece::Open(tag, attributes, closes) => match local(tag) {
                "c" => {
                    self.begin(attributes);
                    if *closes {
                        self.column += 1;
                    }
                }
                "row" => return self.row(attributes, watch),
                "mergeCell" => {
                    if let Some(merged) = attribute(attributes, "ref").and_then(merged) {
                        self.sheet.merge(merged)?;
                    }
                }
                "dimension" => {
                    let last = attribute(attributes, "ref").and_then(merged);
                    self.rows = last.map(|last| u64::from(last.bottom));
                }
                _ => self.value.take(&piece),
            },
            Piece::Close(tag) if local(tag) == "c" => {
                let cell = self.cell()?;
                self.sheet.put(self.at, self.column, cell)?;
                self.column += 1;
                if self.is_hidden
                    && let Some(row) = self.sheet.rows.last_mut().filter(|row| row.at == self.at)
                {
                    row.is_hidden = true;
                }
            }
            _ => self.value.take(&piece),
        }
        Ok(())
    }

    fn row(&mut self, attributes: &str, watch: &mut dyn FnMut(u64, Option<u64>) -> bool) -> Result<(), Refusal> {
        self.at = number(attributes, "r").unwrap_or(self.at.saturating_add(1));
        self.column = 0;
        self.is_hidden = attribute(attributes, "hidden").is_some_and(is_yes);
        if self.at.is_multiple_of(SOME) && !watch(u64::from(self.at), self.rows) {
            return Err(Refusal::of(Reason::Cancelled));
        }
        Ok(())
    }

    /// Begins a cell.
    fn begin(&mut self, attributes: &str) {
        (self.kind, self.style) = (Kind::Number, 0);
        self.value.text.clear();
        let mut rest = attributes;
        while let Some((name, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                return;
            };
            let Some((value, after)) = after[1..].split_once(quote) else {
                return;
            };
            match name.trim() {
                "r" => self.column = place(value).map_or(self.column, |(_, column)| column as usize),
                "s" => self.style = value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match value {
                        "s" => Kind::Shared,
                        "str" | "inlineStr" => Kind::Text,
                        "b" => Kind::Bool,
                        "e" => Kind::Error,
                        "d" => Kind::Iso,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
            rest = after;
        }
    }

    /// What the cell says.
    fn cell(&self) -> Result<Cell, Refusal> {
        let bare = self.value.text.trim();
        Ok(match self.kind {
            Kind::Text => Cell::text(&self.value.written()),
            _ if bare.is_empty() => Cell::Blank,
            Kind::Shared => {
                let text = bare.parse().ok().and_then(|place: usize| self.texts.get(place));
                text.cloned().ok_or(Refusal::of(Reason::Damaged))?
            }
            Kind::Bool => Cell::Bool(!matches!(bare, "0" | "false" | "FALSE")),
            Kind::Error => Cell::Error(bare.into()),
            Kind::Iso => super::tables::iso(bare, self.sheet.is_1904),
            Kind::Number => match bare.parse::<f64>().ok().filter(|number| number.is_finite()) {
                None => Cell::text(bare),
                Some(number) => match self.looks.get(self.style) {
                    Some(Look::Day) => Cell::serial(number, self.sheet.is_1904),
                    Some(Look::Duration) => Cell::Text(duration(number).into()),
                    _ => Cell::Number(number),
                },
            },
        })
    }
}

/// The row, from 1, and the column, from 0, that a name like `AB12` means.
fn place(name: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0u32, 0u32);
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' if row == 0 => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?,
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((row, column.checked_sub(1)?))
}

/// The cells that `A1:B2` means.
fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    Some(Merged {
        top,
        bottom,
        left,
        right,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_days_from_numbers() {
        let days = [
            "yyyy-mm-dd",
            "m/d/yy h:mm",
            "yyyy\"年\"m\"月\"",
            "[$-804]yyyy\\-m",
            "h:mm AM/PM",
            "上午/下午h:mm",
        ];
        assert!(days.iter().all(|code| look_of(code) == Look::Day));
        let durations = ["[h]:mm:ss", "[mm]:ss", "[HH]:MM"];
        assert!(durations.iter().all(|code| look_of(code) == Look::Duration));
        let numbers = [
            "General",
            "0.00E+00",
            "#,##0\"d\"",
            "[Red]0",
            "0\\d",
            "_d0",
            "0;yyyy",
            "",
            "[]0",
            "@",
        ];
        assert!(numbers.iter().all(|code| look_of(code) == Look::Number));
    }

    #[test]
    fn places_are_read_from_names() {
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("$AB$12"), Some((12, 27)));
        assert_eq!([place("12"), place(""), place("ZZZZZZZZZ1"), place("a1")], [None; 4]);
    }
}
