//! What a file is, by its content and never by its name; what is refused, with words.

mod delimited;
mod encoding;
mod guard;
mod markup;
mod parts;
mod tables;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;

use serde::{Deserialize, Serialize};

pub use delimited::DELIMITERS;
pub use encoding::Encoding;

use super::grid::{Sheet, SheetName};
use super::text as say;
use crate::domain::label::Label;

/// The largest file taken, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// What stands in the head of each report that leaves here as a page: by it one is known that comes back.
pub const REPORT_MARK: &str = "<meta name=\"generator\" content=\"guanxi report\">";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// A workbook of Excel from 2007 on, or of WPS.
    Xlsx,
    /// A workbook of Excel up to 2003.
    Xls,
    /// A binary workbook of Excel.
    Xlsb,
    /// A workbook of LibreOffice.
    Ods,
    /// Text with this character between the cells.
    Delimited(char),
    /// A web page with tables, whatever its name.
    Html,
    /// An XML spreadsheet of Excel 2003, whatever its name.
    XmlSheet,
}

impl Format {
    /// Its word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Delimited('\t') => "tsv",
            Self::Delimited(_) => "csv",
            Self::Html => "html",
            Self::XmlSheet => "xml",
        }
    }
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// There is nothing in it.
    Empty,
    /// It is larger than is taken.
    TooLarge,
    /// It needs a password.
    Encrypted,
    /// It ends in its middle, or is damaged.
    Damaged,
    /// It would grow without measure when unpacked.
    Bomb,
    /// It has more columns than a table that people fill in.
    TooManyColumns,
    /// It has more rows than a sheet can have.
    TooManyRows,
    /// It wants to read other files.
    ExternalEntities,
    /// A picture.
    Picture,
    /// A PDF.
    Pdf,
    /// An archive or a document of another kind.
    OtherDocument,
    /// A text with its looks, as WordPad writes it.
    RichText,
    /// A table in a form that hardly any program writes any more.
    OldTable,
    /// A web page without a table.
    PageWithoutTable,
    /// A report that was exported here as a page: figures, and no records.
    OwnReport,
    /// JSON: perhaps a book, which is read in another way.
    Json,
    /// No text and no known format.
    Unknown,
    /// Nobody wants it any more.
    Cancelled,
    /// Its cells say more than the memory holds.
    TooMuch,
}

/// A file that is not read: nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// What is wrong and what to do, in words.
    pub message: Label,
}

impl Refusal {
    /// For this reason.
    pub fn of(reason: Reason) -> Self {
        let (what, todo) = match reason {
            Reason::Empty => (say::empty(), say::do_choose_other()),
            Reason::TooLarge => (say::too_large(MAX_BYTES >> 20), say::do_split()),
            Reason::Encrypted => (say::encrypted(), say::do_unlock()),
            Reason::Damaged => (say::damaged(), say::do_save_again()),
            Reason::Bomb => (say::bomb(), say::do_save_again()),
            Reason::TooManyColumns => (say::too_many_columns(super::grid::MAX_COLUMNS), say::do_fewer_columns()),
            Reason::TooManyRows => (say::too_many_rows(super::grid::MAX_ROWS), say::do_split()),
            Reason::ExternalEntities => (say::external_entities(), say::do_save_again()),
            Reason::Picture => (say::picture(), say::do_spreadsheet()),
            Reason::Pdf => (say::pdf(), say::do_spreadsheet()),
            Reason::OtherDocument => (say::other_document(), say::do_spreadsheet()),
            Reason::RichText => (say::rich_text(), say::do_move_table()),
            Reason::OldTable => (say::old_table(), say::do_save_as_xlsx()),
            Reason::OwnReport => (say::own_report_page(), say::do_choose_other()),
            Reason::PageWithoutTable => (say::page_without_table(), say::do_export_again()),
            Reason::Json => (say::json(), say::do_json()),
            Reason::Unknown => (say::unknown_format(), say::do_spreadsheet()),
            Reason::Cancelled => (say::cancelled(), say::do_choose_other()),
            Reason::TooMuch => (say::too_much(), say::do_split()),
        };
        Self {
            reason,
            message: say::refused(what, todo),
        }
    }

    /// In words of its own.
    pub fn told(reason: Reason, message: Label) -> Self {
        Self { reason, message }
    }

    /// Whether it may be a text all the same that another encoding or delimiter makes a table of.
    pub fn may_be_text(&self) -> bool {
        matches!(self.reason, Reason::Unknown | Reason::TooManyColumns | Reason::OldTable)
    }
}

/// What the person says of a file, over what would be guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The encoding of a text.
    pub encoding: Option<Encoding>,
    /// What stands between cells.
    pub delimiter: Option<char>,
}

/// Whether a file begins as a book of JSON does, or has nothing to see: then it is read as a book, which says what is wrong with it.
pub fn begins_as_book(bytes: &[u8]) -> bool {
    let is_seen = |unit: &u16| !matches!(unit, 0 | 0x20 | 0xD | 0xA | 0x9);
    let is_one_of = |unit: u16, of: &[u8]| u8::try_from(unit).is_ok_and(|byte| of.contains(&byte));
    let mut seen = units(bytes).filter(is_seen);
    let (Some(first), next) = (seen.next(), seen.next()) else {
        return true;
    };
    match (u8::try_from(first), next) {
        (Ok(b'{'), None) => true,
        (Ok(b'{'), Some(next)) if is_one_of(next, b"\"}") => true,
        // A text of WordPad, and one of two bytes a letter whose mark was lost: 登 is {v.
        (Ok(b'{'), Some(next)) => !is_one_of(next, b"\\") && is_text(bytes),
        // Spreadsheets have headings in brackets.
        (Ok(b'['), next) => next.is_none_or(|next| is_one_of(next, b"[{\"]-tfn0123456789")),
        _ => false,
    }
}

/// The first units of a text: pairs of bytes where its mark says so, else bytes.
fn units(bytes: &[u8]) -> Box<dyn Iterator<Item = u16> + '_> {
    let pairs = |bytes: &'_ [u8], unit: fn([u8; 2]) -> u16| -> Vec<u16> {
        let begin = bytes.get(..BEGINNING).unwrap_or(bytes);
        begin.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Box::new(pairs(rest, u16::from_le_bytes).into_iter());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Box::new(pairs(rest, u16::from_be_bytes).into_iter());
    }
    let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    Box::new(rest.iter().map(|byte| u16::from(*byte)))
}

/// So many bytes tell what a text is.
const BEGINNING: usize = 4_096;

/// Whether a text begins as UTF-8 does; the last letter may be cut.
fn is_text(bytes: &[u8]) -> bool {
    let begin = bytes.get(..BEGINNING).unwrap_or(bytes);
    std::str::from_utf8(begin).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// How far a reading is: bytes or rows done, of how many where that is known. False ends it.
pub type Watch<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> bool;

/// A file that was opened.
pub struct Source<'a> {
    /// What it is.
    pub format: Format,
    /// The encoding of a text, as guessed or told.
    pub encoding: Option<Encoding>,
    /// How many characters of a text could not be read.
    pub unreadable: usize,
    content: Content<'a>,
}

enum Content<'a> {
    Workbook(Box<workbook::Workbook<'a>>),
    /// Each until it is read.
    Sheets(Vec<(SheetName, Option<Sheet>)>),
}

impl Content<'_> {
    fn of(sheets: Vec<Sheet>) -> Self {
        let named = |sheet: Sheet| {
            let name = SheetName {
                name: sheet.name.clone(),
                is_hidden: sheet.is_hidden,
                is_blank: sheet.rows.is_empty(),
            };
            (name, Some(sheet))
        };
        Self::Sheets(sheets.into_iter().map(named).collect())
    }
}

impl<'a> Source<'a> {
    /// Opens a file.
    pub fn open(bytes: &'a [u8], told: Told, watch: Watch<'_>) -> Result<Self, Refusal> {
        if bytes.len() > MAX_BYTES {
            return Err(Refusal::of(Reason::TooLarge));
        }
        if bytes
            .iter()
            .all(|byte| matches!(byte, 0 | b' ' | b'\r' | b'\n' | b'\t'))
        {
            return Err(Refusal::of(Reason::Empty));
        }
        // Who says what a text is in knows that it is one.
        if let Some(reason) = guard::foreign(bytes).filter(|_| told == Told::default()) {
            return Err(Refusal::of(reason));
        }
        if bytes.starts_with(b"PK") || bytes.starts_with(&guard::COMPOUND) {
            return Self::packed(bytes, watch);
        }
        let strict = std::str::from_utf8(bytes);
        let encoding = told.encoding.map_or_else(|| encoding::guess(bytes, strict), Some);
        let encoding = encoding.ok_or(Refusal::of(Reason::Unknown))?;
        let text = encoding::decode(bytes, strict, encoding, watch)?;
        let (format, sheets) = Self::of_text(&text, told, watch)?;
        Ok(Self {
            format,
            encoding: Some(encoding),
            unreadable: strict.map_or_else(|_| encoding::unreadable(&text), |_| 0),
            content: Content::of(sheets),
        })
    }

    /// Opens what was pasted.
    pub fn paste(text: &str, told: Told, watch: Watch<'_>) -> Result<Self, Refusal> {
        if text.trim().is_empty() {
            return Err(Refusal::of(Reason::Empty));
        }
        let (format, sheets) = Self::of_text(text, told, watch)?;
        Ok(Self {
            format,
            encoding: None,
            unreadable: 0,
            content: Content::of(sheets),
        })
    }

    fn packed(bytes: &'a [u8], watch: Watch<'_>) -> Result<Self, Refusal> {
        let format = guard::packed(bytes)?;
        let content = match format {
            Format::Ods => Content::of(tables::ods(&guard::entry(bytes, "content.xml")?, watch)?),
            _ => Content::Workbook(Box::new(workbook::Workbook::open(bytes, format)?)),
        };
        Ok(Self {
            format,
            encoding: None,
            unreadable: 0,
            content,
        })
    }

    fn of_text(text: &str, told: Told, watch: Watch<'_>) -> Result<(Format, Vec<Sheet>), Refusal> {
        let format = match told.delimiter {
            Some(_) => None,
            None => guard::text_format(text)?,
        };
        match format {
            Some(Format::Html) => Ok((Format::Html, tables::html(text, watch)?)),
            Some(Format::XmlSheet) => Ok((Format::XmlSheet, tables::xml_sheet(text, watch)?)),
            Some(Format::Ods) => Ok((Format::Ods, tables::ods(text, watch)?)),
            _ => {
                let (delimiter, sheet) = delimited::read(text, told.delimiter, watch)?;
                Ok((Format::Delimited(delimiter), vec![sheet]))
            }
        }
    }

    /// The sheets, in the order of the file.
    pub fn sheets(&self) -> Vec<SheetName> {
        match &self.content {
            Content::Workbook(workbook) => workbook.sheets(),
            Content::Sheets(sheets) => sheets.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// The sheet to begin with: the first that is not hidden.
    pub fn first(&self) -> usize {
        let sheets = self.sheets();
        sheets.iter().position(|sheet| !sheet.is_hidden).unwrap_or(0)
    }

    /// Reads a sheet: each once.
    pub fn read(&mut self, sheet: usize, watch: Watch<'_>) -> Result<Sheet, Refusal> {
        match &mut self.content {
            Content::Workbook(workbook) => workbook.read(sheet, watch),
            Content::Sheets(sheets) => {
                let kept = sheets.get_mut(sheet).and_then(|(_, kept)| kept.take());
                kept.ok_or(Refusal::of(Reason::Empty))
            }
        }
    }
}
