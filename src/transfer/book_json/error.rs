//! Why a file as a whole is no book: each reason says what happened, where, that nothing was changed, and what to do.

use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::place::{excerpt, line_column, offset_of};
use super::{FORMAT, VERSION};
use crate::domain::label::Label;
use crate::domain::text as shared;
use crate::transfer::text as say;

/// The largest file that is read: 180 MiB. Beyond it a browser tab on a small machine runs out of memory half-way.
pub const MAX_BYTES: u64 = 188_743_680;

/// The deepest nesting of a file, as `serde_json` limits it. A book of the contract is 5 deep.
pub const MAX_DEPTH: usize = 128;

/// What kind of file it is instead of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BookErrorKind {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Nothing in it.
    Empty,
    /// No text: zeros stand at its beginning.
    NotText,
    /// UTF-16 or UTF-32 text.
    Utf16,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Broken JSON.
    NotJson,
    /// JSON that ends in the middle.
    Truncated,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// JSON, but something else.
    NotABook,
    /// A book of a newer version of the product.
    NewerVersion,
    /// A book whose top level is not as it should be.
    Structure,
}

/// Why a file is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookError {
    /// The kind of reason.
    pub kind: BookErrorKind,
    /// The line, from 1, where there is a place.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// What happened, where, and what to do.
    pub message: Label,
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for BookError {}

impl BookError {
    /// The whole message: what happened and what to do, with the promise between them.
    pub(super) fn new(kind: BookErrorKind, place: Option<(usize, usize)>, what: Label, todo: Label) -> Self {
        let what = match place {
            Some((line, column)) => say::at(line, column, what),
            None => what,
        };
        let (line, column) = place.unzip();
        Self {
            kind,
            line,
            column,
            message: say::refused(what, todo),
        }
    }

    /// A file of this many bytes is too large. The page asks before it reads the file into memory.
    pub fn too_large(bytes: u64) -> Option<Self> {
        let (mb, most) = (bytes.div_ceil(1_048_576), MAX_BYTES / 1_048_576);
        let what = || say::too_large(mb, most);
        (bytes > MAX_BYTES).then(|| Self::new(BookErrorKind::TooLarge, None, what(), say::do_split()))
    }

    pub(super) fn not_a_book(what: Label) -> Self {
        Self::new(BookErrorKind::NotABook, None, what, say::do_choose_book())
    }

    pub(super) fn newer(version: &str) -> Self {
        let what = say::newer(version, VERSION);
        Self::new(BookErrorKind::NewerVersion, None, what, say::do_update())
    }

    pub(super) fn structure(text: &str, offset: usize, what: Label) -> Self {
        let place = Some(line_column(text, offset));
        Self::new(BookErrorKind::Structure, place, what, say::do_correct())
    }

    pub(super) fn too_deep(text: &str, offset: usize) -> Self {
        let (place, what) = (line_column(text, offset), shared::too_deep(MAX_DEPTH));
        Self::new(BookErrorKind::TooDeep, Some(place), what, say::do_check_program())
    }

    /// Tells what a file is whose top level could not be read: broken at some place, or whole but no book.
    pub(super) fn diagnose(text: &str) -> Self {
        let mut de = serde_json::Deserializer::from_str(text);
        let broken = IgnoredAny::deserialize(&mut de).and_then(|_| de.end()).err();
        let end = broken
            .as_ref()
            .map_or(text.len(), |e| offset_of(text, e.line(), e.column()));
        if let Some(offset) = first_too_deep(&text.as_bytes()[..end]) {
            return Self::too_deep(text, offset);
        }
        match broken {
            Some(error) => Self::broken(text, &error, end),
            None => Self::not_a_book(say::other_json(FORMAT)),
        }
    }

    fn broken(text: &str, error: &serde_json::Error, offset: usize) -> Self {
        if error.classify() == Category::Eof {
            let place = Some(line_column(text, text.len()));
            return Self::new(BookErrorKind::Truncated, place, say::truncated(), say::do_copy_whole());
        }
        let place = Some(line_column(text, offset));
        let detail = error.to_string();
        let detail = detail.split(" at line ").next().unwrap_or_default();
        let around = excerpt(text, offset);
        let number = ["NaN", "Infinity", "nan", "inf"]
            .iter()
            .any(|word| around.contains(word));
        let what = say::not_json(detail, &around);
        let what = if number { say::not_json_number(what) } else { what };
        Self::new(BookErrorKind::NotJson, place, what, say::do_check_by_hand())
    }
}

/// The first bracket beyond [`MAX_DEPTH`]. The bytes must be JSON as far as they go.
fn first_too_deep(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(i);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// As much of a file as tells a text from something else, in bytes.
const BEGINNING: usize = 4;

/// Whether the text has two or four bytes a character: it says so with its first bytes, or zeros stand beside an ASCII character, with
/// which JSON begins.
fn is_wide(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..] => true,
        [0, 0, 0, first, ..] | [first, 0, ..] | [0, first, ..] => matches!(first, b'\t' | b'\n' | b'\r' | b' '..=b'~'),
        _ => false,
    }
}

/// How files begin that are no text, whatever their name: Excel's, new (and any archive) and old, PDF, PNG, JPEG, GIF.
const OTHERS: [&[u8]; 6] = [
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0",
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
];

/// The text of a file: UTF-8, with or without a byte-order mark.
pub fn text(bytes: &[u8]) -> Result<&str, BookError> {
    if let Some(error) = BookError::too_large(bytes.len() as u64) {
        return Err(error);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if matches!(bytes.trim_ascii(), [] | [0xFF, 0xFE] | [0xFE, 0xFF]) {
        let (what, todo) = (say::empty(), say::do_copy_again());
        return Err(BookError::new(BookErrorKind::Empty, None, what, todo));
    }
    let save_as = say::do_save_as_utf8();
    if is_wide(bytes) {
        return Err(BookError::new(BookErrorKind::Utf16, None, say::utf16(), save_as));
    }
    // What a broken copy, a full disk or a sync service leaves of a file: its length, and nothing in it.
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(BookError::new(
            BookErrorKind::Empty,
            None,
            say::zeros(bytes.len()),
            say::do_copy_again(),
        ));
    }
    let is_other = OTHERS.iter().any(|begin| bytes.starts_with(begin));
    if is_other || bytes.iter().take(BEGINNING).any(|byte| *byte == 0) {
        return Err(BookError::new(
            BookErrorKind::NotText,
            None,
            say::not_text(),
            say::do_choose_book(),
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let good = std::str::from_utf8(&bytes[..offset]).unwrap_or_default();
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let what = say::not_utf8(offset + 1, format!("{byte:02X}"));
        BookError::new(BookErrorKind::NotUtf8, Some(line_column(good, offset)), what, save_as)
    })
}
