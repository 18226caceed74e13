//! Tables on their way out: XLSX with real numbers and days, and CSV. A table comes in slices and leaves as bytes.
//!
//! What a cell looks like is said once a column ([`Look`]); a day picks its own form. Texts are kept from running
//! ([`crate::domain::guard`]): in CSV by an apostrophe, in XLSX by being texts that stay texts when they are edited. [`records`] makes
//! tables of records that an import takes back unchanged, [`template`] empty ones to be filled in.

mod csv;
pub mod records;
mod styles;
pub mod template;
mod xlsx;

use serde::{Deserialize, Serialize};

use super::grid::{Cell, MAX_ROWS};
use super::text as say;
use crate::domain::label::Lang;
pub use styles::Look;
pub(crate) use styles::{Ground, Style};
pub(crate) use xlsx::{Frame, Tail, Workbook};

/// The widths of columns, in characters.
const WIDTHS: (usize, usize) = (8, 48);
/// The rows that say how wide the columns are.
const MEASURED: usize = 1_000;
/// The longest name of a sheet, in UTF-16 units.
const NAME: usize = 31;

/// The forms of a table's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileForm {
    /// A workbook.
    #[default]
    Xlsx,
    /// Plain text: UTF-8 with a byte-order mark (Excel takes it for GBK otherwise), CRLF.
    Csv,
}

impl FileForm {
    /// Both forms.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Csv];

    /// How its file's name ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// What browsers call it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv;charset=utf-8",
        }
    }
}

/// A column of a table that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutColumn {
    /// Its heading.
    pub head: String,
    /// What its cells look like.
    pub look: Look,
    /// What a cell may be chosen from.
    pub choices: Vec<String>,
}

impl OutColumn {
    /// A column of this heading and look.
    pub fn new(head: impl Into<String>, look: Look) -> Self {
        Self {
            head: head.into(),
            look,
            choices: Vec::new(),
        }
    }
}

/// A table, or what is there of it so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutTable {
    /// The name of its sheet.
    pub name: String,
    /// Its columns.
    pub columns: Vec<OutColumn>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many texts were longer than a cell of a workbook holds.
    pub cut: u32,
}

/// Why a table is not written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unwritten {
    /// A sheet does not hold so many rows.
    TooManyRows,
    /// It cannot be packed: why.
    Failed(String),
}

/// Whether a form holds so many rows below a heading.
pub fn holds(form: FileForm, rows: usize) -> bool {
    form == FileForm::Csv || rows < MAX_ROWS
}

/// Writes a table that comes in slices.
pub struct TableWriter {
    /// Rows that wait until enough are there to say how wide the columns are.
    first: OutTable,
    beside: Vec<OutTable>,
    to: To,
    rows: usize,
}

enum To {
    Csv(Vec<u8>),
    Waiting,
    Xlsx(Box<Workbook>),
}

impl TableWriter {
    /// Begins a table of this name and these columns; its own rows are its first. A workbook can hold further tables beside it.
    pub fn begin(form: FileForm, table: OutTable, beside: Vec<OutTable>) -> Result<Self, Unwritten> {
        let mut table = table;
        let rows = std::mem::take(&mut table.rows);
        let to = match form {
            FileForm::Csv => To::Csv(csv::begin(&table.columns)),
            FileForm::Xlsx => To::Waiting,
        };
        let mut writer = Self {
            first: table,
            beside,
            to,
            rows: 0,
        };
        writer.add(rows)?;
        Ok(writer)
    }

    /// Adds some rows.
    pub fn add(&mut self, rows: Vec<Vec<Cell>>) -> Result<(), Unwritten> {
        self.rows += rows.len();
        match &mut self.to {
            To::Csv(bytes) => rows.iter().for_each(|row| csv::row(bytes, &self.first.columns, row)),
            _ if !holds(FileForm::Xlsx, self.rows) => return Err(Unwritten::TooManyRows),
            To::Waiting => {
                self.first.rows.extend(rows);
                if self.first.rows.len() >= MEASURED {
                    self.begin_sheet()?;
                }
            }
            To::Xlsx(book) => {
                let from = 2 + self.rows - rows.len();
                write_rows(book, &self.first.columns, from, &rows)?;
            }
        }
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<(), Unwritten> {
        let tables = std::iter::once(&self.first).chain(&self.beside);
        let name = |(place, table): (usize, &OutTable)| {
            sheet_name(&table.name, "").unwrap_or_else(|| say::table_number(place).get(Lang::Zh).to_owned())
        };
        let names: Vec<String> = (1..).zip(tables).map(name).collect();
        let mut book = Box::new(Workbook::new(&names)?);
        begin_table(&mut book, &self.first)?;
        self.first.rows = Vec::new();
        self.to = To::Xlsx(book);
        Ok(())
    }

    /// The file.
    pub fn finish(mut self) -> Result<Written, Unwritten> {
        if matches!(self.to, To::Waiting) {
            self.begin_sheet()?;
        }
        let mut book = match self.to {
            To::Csv(bytes) => return Ok(Written { bytes, cut: 0 }),
            To::Waiting => return Err(Unwritten::Failed(String::new())),
            To::Xlsx(book) => book,
        };
        end_table(&mut book, &self.first.columns, self.rows)?;
        for table in &self.beside {
            begin_table(&mut book, table)?;
            end_table(&mut book, &table.columns, table.rows.len())?;
        }
        book.finish()
    }
}

/// Writes a table that is there as a whole.
pub fn write(form: FileForm, table: OutTable, beside: Vec<OutTable>) -> Result<Written, Unwritten> {
    TableWriter::begin(form, table, beside)?.finish()
}

/// The heading, and the rows that are there.
fn begin_table(book: &mut Workbook, table: &OutTable) -> Result<(), Unwritten> {
    let width = |(place, column): (usize, &OutColumn)| {
        let cells = table.rows.iter().take(MEASURED).filter_map(|row| row.get(place));
        let widest = cells.map(|cell| column.look.width(cell)).max().unwrap_or(0);
        let width = (widest.max(chars(&column.head)) + 2).clamp(WIDTHS.0, WIDTHS.1);
        (width as f64, Style::new(column.look, Ground::Plain))
    };
    book.begin(&Frame {
        frozen: 1,
        columns: table.columns.iter().enumerate().map(width).collect(),
    })?;
    book.open_row(1, false);
    for (place, column) in table.columns.iter().enumerate() {
        book.cell(
            place,
            &Cell::text(&column.head),
            Style::new(Look::General, Ground::Head),
        );
    }
    book.close_row()?;
    write_rows(book, &table.columns, 2, &table.rows)
}

fn write_rows(book: &mut Workbook, columns: &[OutColumn], from: usize, rows: &[Vec<Cell>]) -> Result<(), Unwritten> {
    for (at, row) in (from as u32..).zip(rows) {
        book.open_row(at, false);
        for (place, (column, cell)) in columns.iter().zip(row).enumerate() {
            book.cell(place, cell, Style::new(column.look, Ground::Plain));
        }
        book.close_row()?;
    }
    Ok(())
}

/// What finds the rows, and what cells may be chosen from.
fn end_table(book: &mut Workbook, columns: &[OutColumn], rows: usize) -> Result<(), Unwritten> {
    let last = columns.len().saturating_sub(1);
    let choices = columns.iter().map(|column| &*column.choices).enumerate();
    book.end(&Tail {
        filter: (rows > 0).then_some((1, rows as u32 + 1, last)),
        merged: &[],
        choices: choices.filter(|(_, choices)| !choices.is_empty()).collect(),
    })
}

/// How wide a text is: a Chinese sign counts twice, a text of several lines is as wide as its longest.
pub(crate) fn chars(text: &str) -> usize {
    let line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    text.lines().map(line).max().unwrap_or(0)
}

/// The name of a sheet as a workbook takes it: so much of it that something fits behind; nothing where nothing is left.
pub(crate) fn sheet_name(own: &str, behind: &str) -> Option<String> {
    let plain = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => '_',
        c if c.is_control() => ' ',
        c => c,
    };
    let mut name: String = own.chars().map(plain).collect();
    while name.encode_utf16().count() + behind.encode_utf16().count() > NAME {
        name.pop();
    }
    (!name.trim().is_empty()).then(|| name + behind)
}
