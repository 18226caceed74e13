//! Cells between delimiters: files of any usual delimiter, and what is pasted from Excel or WPS.

use std::borrow::Cow;

use super::{Reason, Refusal, Watch};
use crate::exchange::grid::{Cell, MAX_COLUMNS, Sheet};

/// What may stand between cells, the likeliest first.
pub const DELIMITERS: [char; 6] = [',', '\t', ';', '|', '^', '\u{1}'];
/// What people type for a comma where they write Chinese; it is one only where every line has as many.
const WIDE: char = '，';
/// What stands for it while it is read.
const NARROW: char = '\u{1}';
/// So many records decide which delimiter it is.
const SAMPLE: usize = 400;
/// What stands nowhere in so many bytes at the beginning is no delimiter.
const BEGINNING: usize = 1 << 16;
/// Bytes between two looks at whether anybody still waits: some ten thousand rows, and of wide ones fewer.
const SOME: usize = 1 << 21;

/// The cells of a text, with the delimiter as guessed or told.
pub(super) fn read(text: &str, told: Option<char>, watch: Watch<'_>) -> Result<(char, Sheet), Refusal> {
    let (named, text) = match named_delimiter(text) {
        Some((delimiter, rest)) => (Some(delimiter), rest),
        None => (None, text),
    };
    let own = told.or(named).or_else(|| guess(text));
    let delimiter = own.unwrap_or(if is_wide(text) { WIDE } else { DELIMITERS[0] });
    let (text, between) = match delimiter {
        WIDE => (Cow::from(text.replace(WIDE, NARROW.encode_utf8(&mut [0; 4]))), NARROW),
        delimiter => (Cow::from(text), delimiter),
    };
    let mut sheet = Sheet::default();
    let mut cells = Cells::new(&text, between);
    let mut at = if named.is_some() { 1 } else { 0 };
    let (mut width, mut looked) = (0, 0);
    loop {
        at += 1;
        let mut row = Vec::with_capacity(width);
        let is_last = loop {
            let Some(cell) = cells.next() else { break true };
            let own = match cell.is_open {
                true => Cell::Error((&*cell.text).into()),
                false => Cell::text(&cell.text),
            };
            if row.len() < MAX_COLUMNS {
                row.push(own);
            } else if !own.is_blank() {
                return Err(Refusal::of(Reason::TooManyColumns));
            }
            if cell.ends_row {
                break false;
            }
        };
        // Rows are mostly as long as the one above.
        width = row.len();
        sheet.put_row(at, row)?;
        if cells.at - looked >= SOME {
            looked = cells.at;
            if !watch(looked as u64, Some(text.len() as u64)) {
                return Err(Refusal::of(Reason::Cancelled));
            }
        }
        if is_last {
            return Ok((delimiter, sheet));
        }
    }
}

/// `sep=;`, which Excel writes into a first line.
fn named_delimiter(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let delimiter = rest.chars().next()?;
    let rest = &rest[delimiter.len_utf8()..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    delimiter.is_ascii().then_some((delimiter, rest))
}

/// Whether every line has wide commas, and as many as the others.
fn is_wide(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let mut counts = lines.map(|line| line.matches(WIDE).count());
    let first = counts.next().unwrap_or(0);
    first > 0 && counts.all(|many| many == first)
}

/// The delimiter by which most records have the same number of cells; nothing where none stands in the text.
fn guess(text: &str) -> Option<char> {
    let score = |delimiter: char| {
        let mut widths = std::collections::HashMap::<usize, usize>::new();
        let mut cells = Cells::new(text, delimiter);
        let (mut width, mut records) = (0, 0);
        while records < SAMPLE
            && let Some(cell) = cells.next()
        {
            width += 1;
            if cell.ends_row {
                *widths.entry(width).or_default() += 1;
                (width, records) = (0, records + 1);
            }
        }
        *widths.entry(width).or_default() += usize::from(width > 0);
        let wide = widths.into_iter().filter(|(width, _)| *width > 1);
        wide.map(|(width, many)| (many, width)).max().unwrap_or((0, 0))
    };
    let beginning = &text.as_bytes()[..text.len().min(BEGINNING)];
    let stands = |delimiter: &&char| beginning.contains(&(**delimiter as u8));
    let scored = DELIMITERS.iter().rev().filter(stands);
    let scored = scored.map(|delimiter| (score(*delimiter), *delimiter));
    let best = scored.max_by_key(|(score, _)| *score);
    best.filter(|(score, _)| score.0 > 0).map(|(_, best)| best)
}

struct Found<'a> {
    text: Cow<'a, str>,
    /// Whether it begins with a quotation mark that is not closed.
    is_open: bool,
    ends_row: bool,
}

/// The cells of a text one after the other.
struct Cells<'a> {
    text: &'a str,
    delimiter: u8,
    /// Which bytes end a cell: a look for each byte of a file.
    ends: [bool; 256],
    at: usize,
}

impl<'a> Cells<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        let delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii).unwrap_or(b',');
        let mut ends = [false; 256];
        [delimiter, b'\n', b'\r']
            .iter()
            .for_each(|byte| ends[usize::from(*byte)] = true);
        Self {
            text,
            delimiter,
            ends,
            at: 0,
        }
    }

    /// The next cell; nothing at the end. The last line's break begins no further row.
    fn next(&mut self) -> Option<Found<'a>> {
        let bytes = self.text.as_bytes();
        let first = bytes.get(self.at).copied();
        let starts_row = || self.at == 0 || matches!(bytes.get(self.at - 1), Some(b'\n' | b'\r'));
        if first.is_none() && (self.at > bytes.len() || starts_row()) {
            return None;
        }
        let quoted = match first {
            Some(b'"' | b' ' | b'=') => self.quoted(),
            _ => None,
        };
        let is_plain = quoted.is_none();
        let (text, end) = quoted.unwrap_or_else(|| {
            let rest = &bytes[self.at..];
            let length = rest.iter().position(|byte| self.ends(*byte)).unwrap_or(rest.len());
            let end = self.at + length;
            (self.text[self.at..end].into(), end)
        });
        let is_open = is_plain && first == Some(b'"') && text.matches('"').count() == 1;
        let last = bytes.get(end).copied();
        let is_pair = last == Some(b'\r') && bytes.get(end + 1) == Some(&b'\n');
        let ends_row = last != Some(self.delimiter);
        self.at = end + 1 + usize::from(is_pair);
        Some(Found {
            text,
            is_open,
            ends_row,
        })
    }

    fn ends(&self, byte: u8) -> bool {
        self.ends[usize::from(byte)]
    }

    /// A cell in quotes, with what follows it: blanks may stand before the first quote, and `=` of a guard. Where the quotes do not
    /// close before a delimiter, they are part of the text.
    fn quoted(&self) -> Option<(Cow<'a, str>, usize)> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[self.at..];
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        let guard = usize::from(rest.get(blanks) == Some(&b'='));
        let mut at = self.at + blanks + guard;
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        at += 1;
        let mut out = String::from(if guard == 1 { "=\"" } else { "" });
        loop {
            let length = bytes[at..].iter().position(|byte| *byte == b'"')?;
            out.push_str(&self.text[at..at + length]);
            at += length + 1;
            match bytes.get(at) {
                Some(b'"') => {
                    out.push('"');
                    at += 1;
                }
                None => break,
                Some(byte) if self.ends(*byte) => break,
                Some(b' ') => {
                    let blanks = bytes[at..].iter().take_while(|byte| **byte == b' ').count();
                    at += blanks;
                    if bytes.get(at).is_some_and(|byte| !self.ends(*byte)) {
                        return None;
                    }
                    break;
                }
                Some(_) => return None,
            }
        }
        if guard == 1 {
            out.push('"');
        }
        Some((out.into(), at))
    }
}
