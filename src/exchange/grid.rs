//! A sheet as it stands: rows of typed cells, true blanks blank, with what is merged and hidden.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::source::{Reason, Refusal};
use crate::domain::day::Day;
use crate::domain::fold::is_blank;

/// More columns with something in them are no table that people fill in.
pub const MAX_COLUMNS: usize = 500;
/// What Excel's own sheets can hold.
pub const MAX_ROWS: usize = 1_048_576;
/// The most that the cells of a sheet may take, in bytes: thirty times what a hundred thousand customers take.
const MOST_WEIGHT: u64 = 1 << 30;
/// The most merged places of a sheet.
const MOST_MERGED: usize = 1 << 20;
/// Seconds of a day.
const DAY_SECONDS: u32 = 86_400;
/// Day 0 of the two date systems of Excel.
const EPOCH_1900: i32 = -25_569;
const EPOCH_1904: i32 = -24_107;

/// One cell. A table of a hundred thousand customers has two million, nearly all of them short texts: those lie in the cell itself, since half
/// of the time that a table takes to be read would go into finding a place for each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// A text, as it stands.
    Text(SmolStr),
    /// A number.
    Number(f64),
    /// A day with the second of the day; 0 where there is no time.
    Date(Day, u32),
    /// Yes or no.
    Bool(bool),
    /// An error of a formula (`#N/A`), or a text whose first quotation mark is not closed.
    Error(SmolStr),
}

impl Cell {
    /// A text, or nothing where nothing of it can be seen.
    pub fn text(text: &str) -> Self {
        // Nearly every text begins with what is seen.
        let is_seen = matches!(text.chars().next(), Some('!'..='~' | '\u{4e00}'..='\u{9fff}'));
        if is_seen || !is_blank(text) {
            Self::Text(text.into())
        } else {
            Self::Blank
        }
    }

    /// The day and time of a serial number of Excel; the number itself where that is no day.
    pub fn serial(serial: f64, is_1904: bool) -> Self {
        if !(0.0..2_958_466.0).contains(&serial) {
            return Self::Number(serial);
        }
        let mut days = serial.floor() as i32;
        let mut seconds = ((serial - serial.floor()) * f64::from(DAY_SECONDS)).round() as u32;
        if seconds >= DAY_SECONDS {
            (days, seconds) = (days + 1, 0);
        }
        if days == 0 && seconds > 0 {
            return Self::Text(clock(seconds).into());
        }
        // Excel's year 1900 has a 29 February.
        let leap = i32::from(!is_1904 && days < 60);
        let epoch = if is_1904 { EPOCH_1904 } else { EPOCH_1900 };
        Self::Date(Day(days + leap + epoch), seconds)
    }

    /// Whether there is nothing.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// What the cell says, as people would read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Error(text) => text.as_str().to_owned(),
            Self::Number(number) => shown_number(*number),
            Self::Date(day, 0) => day.to_string(),
            Self::Date(day, seconds) => format!("{day} {}", clock(*seconds)),
            Self::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }
}

/// A time of day.
pub(super) fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A number without the noise that binary fractions leave behind the fifteenth digit.
pub(super) fn shown_number(number: f64) -> String {
    if number == number.trunc() && number.abs() < 1e17 {
        return format!("{number:.0}");
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// What a cell takes, about, in bytes, with so many new places in its row.
fn weight(places: usize, cell: &Cell) -> u64 {
    let text = match cell {
        // A long text lies by itself, behind a few bytes of its own.
        Cell::Text(text) | Cell::Error(text) if text.is_heap_allocated() => text.len() + 16,
        _ => 0,
    };
    (places * size_of::<Cell>() + text) as u64
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetRow {
    /// Its number in the file, from 1.
    pub at: u32,
    /// Whether it is hidden there.
    pub is_hidden: bool,
    /// Its cells, up to the last that holds something.
    pub cells: Vec<Cell>,
}

impl SheetRow {
    /// The cell of a column.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }
}

/// Cells that are one: the upper left holds what all of them say. Rows from 1, columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The first row.
    pub top: u32,
    /// The last row.
    pub bottom: u32,
    /// The first column.
    pub left: u32,
    /// The last column.
    pub right: u32,
}

/// The letters by which spreadsheets call a column; the first is A.
pub fn letters(column: usize) -> String {
    let (mut rest, mut name) = (column + 1, Vec::new());
    while rest > 0 {
        name.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    name.iter().rev().map(|b| char::from(*b)).collect()
}

/// A sheet's name, before it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetName {
    /// As the file has it.
    pub name: String,
    /// Whether it is hidden there.
    pub is_hidden: bool,
    /// Whether no cell of it says anything.
    pub is_blank: bool,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden in the file.
    pub is_hidden: bool,
    /// The rows that hold something.
    pub rows: Vec<SheetRow>,
    /// What is merged.
    pub merged: Vec<Merged>,
    /// Whether serial numbers of days count from 1904.
    pub is_1904: bool,
    /// What its cells take, about, in bytes.
    pub weight: u64,
}

impl Sheet {
    /// How many columns hold something.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// How many rows are hidden.
    pub fn hidden_rows(&self) -> usize {
        self.rows.iter().filter(|row| row.is_hidden).count()
    }

    /// Puts a cell; rows come in order, columns in any.
    pub fn put(&mut self, at: u32, column: usize, cell: Cell) -> Result<(), Refusal> {
        if cell.is_blank() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(Refusal::of(Reason::TooManyColumns));
        }
        let is_new = self.rows.last().is_none_or(|row| row.at != at);
        if is_new {
            // Rows are mostly as long as the one above.
            let width = self.rows.last().map_or(0, |row| row.cells.len());
            self.push(at, Vec::with_capacity(width))?;
        }
        if let Some(row) = self.rows.last_mut() {
            let known = row.cells.len();
            let wider = (column + 1).saturating_sub(known);
            if wider > 0 {
                row.cells.resize(column, Cell::Blank);
                self.weight += weight(wider, &cell);
                row.cells.push(cell);
            } else {
                self.weight += weight(0, &cell);
                row.cells[column] = cell;
            }
        }
        self.weighed()
    }

    /// Puts the cells of a row, from the first column on; rows come in order.
    pub fn put_row(&mut self, at: u32, mut cells: Vec<Cell>) -> Result<(), Refusal> {
        let end = cells
            .iter()
            .rposition(|cell| !cell.is_blank())
            .map_or(0, |last| last + 1);
        if end == 0 {
            return Ok(());
        }
        if end > MAX_COLUMNS {
            return Err(Refusal::of(Reason::TooManyColumns));
        }
        cells.truncate(end);
        let texts = cells.iter().map(|cell| weight(0, cell)).sum::<u64>();
        self.weight += texts + (end * size_of::<Cell>()) as u64;
        self.push(at, cells)?;
        self.weighed()
    }

    fn push(&mut self, at: u32, cells: Vec<Cell>) -> Result<(), Refusal> {
        if self.rows.len() >= MAX_ROWS {
            return Err(Refusal::of(Reason::TooManyRows));
        }
        self.rows.push(SheetRow {
            at,
            is_hidden: false,
            cells,
        });
        Ok(())
    }

    /// Refuses what would fill the memory: a small file can say much, one text many times or one cell far to the right of many rows.
    fn weighed(&self) -> Result<(), Refusal> {
        if self.weight > MOST_WEIGHT {
            return Err(Refusal::of(Reason::TooMuch));
        }
        Ok(())
    }

    /// Counts what cells outside of its rows take.
    pub fn weigh(&mut self, places: usize, cell: &Cell) -> Result<(), Refusal> {
        self.weight += weight(places, cell);
        self.weighed()
    }

    /// Adds a place that is merged.
    pub fn merge(&mut self, merged: Merged) -> Result<(), Refusal> {
        if self.merged.len() >= MOST_MERGED {
            return Err(Refusal::of(Reason::TooMuch));
        }
        self.merged.push(merged);
        Ok(())
    }

    /// Says that rows are hidden.
    pub fn hide(&mut self, hidden: &std::collections::HashSet<u32>) {
        for row in &mut self.rows {
            row.is_hidden = hidden.contains(&row.at);
        }
    }
}
