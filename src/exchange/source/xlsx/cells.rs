//! The cells of a sheet as its XML is read, with what is merged and hidden.

use super::looks::Look;
use super::{is_yes, local};
use crate::exchange::grid::{Cell, Merged, Sheet, SheetName};
use crate::exchange::source::markup::{Piece, attribute, number, unescape};
use crate::exchange::source::workbook::duration;
use crate::exchange::source::{Reason, Refusal, tables};

/// Rows between two looks at whether anybody still waits.
const SOME: u32 = 1_000;

/// The value of a cell while it is read.
#[derive(Default)]
pub(super) struct Value {
    pub(super) text: String,
    is_in: bool,
    is_spoken: bool,
}

impl Value {
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
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
    pub(super) fn written(&self) -> std::borrow::Cow<'_, str> {
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
enum CellKind {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Iso,
}

/// A sheet while it is read.
pub(super) struct Reading<'x> {
    pub(super) sheet: Sheet,
    texts: &'x [Cell],
    looks: &'x [Look],
    /// How many rows the sheet says it has.
    rows: Option<u64>,
    at: u32,
    is_hidden: bool,
    /// Where the next cell stands that does not say it.
    column: usize,
    kind: CellKind,
    style: usize,
    value: Value,
}

impl<'x> Reading<'x> {
    pub(super) fn new(named: SheetName, is_1904: bool, texts: &'x [Cell], looks: &'x [Look]) -> Self {
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
            kind: CellKind::Number,
            style: 0,
            value: Value::default(),
        }
    }

    pub(super) fn take(
        &mut self,
        piece: Piece<'_>,
        watch: &mut dyn FnMut(u64, Option<u64>) -> bool,
    ) -> Result<(), Refusal> {
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
        (self.kind, self.style) = (CellKind::Number, 0);
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
                        "s" => CellKind::Shared,
                        "str" | "inlineStr" => CellKind::Text,
                        "b" => CellKind::Bool,
                        "e" => CellKind::Error,
                        "d" => CellKind::Iso,
                        _ => CellKind::Number,
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
            CellKind::Text => Cell::text(&self.value.written()),
            _ if bare.is_empty() => Cell::Blank,
            CellKind::Shared => {
                let text = bare.parse().ok().and_then(|place: usize| self.texts.get(place));
                text.cloned().ok_or(Refusal::of(Reason::Damaged))?
            }
            CellKind::Bool => Cell::Bool(!matches!(bare, "0" | "false" | "FALSE")),
            CellKind::Error => Cell::Error(bare.into()),
            CellKind::Iso => tables::iso(bare, self.sheet.is_1904),
            CellKind::Number => match bare.parse::<f64>().ok().filter(|number| number.is_finite()) {
                None => Cell::text(bare),
                Some(number) => match self.looks.get(self.style) {
                    Some(Look::Day) => Cell::serial(number, self.sheet.is_1904),
                    // A code that Excel keeps as a number: 000123.
                    Some(Look::Padded(digits)) if number >= 0.0 && number == number.trunc() => {
                        Cell::Text(format!("{number:0digits$}", digits = *digits).into())
                    }
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
    fn places_are_read_from_names() {
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("$AB$12"), Some((12, 27)));
        assert_eq!([place("12"), place(""), place("ZZZZZZZZZ1"), place("a1")], [None; 4]);
    }
}
