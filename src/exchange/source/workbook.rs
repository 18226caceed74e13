//! Workbooks of Excel and WPS: the binary ones are read by calamine.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, Reader, Sheet as Known, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
};

use super::xlsb::made_whole;
use super::xlsx::Xlsx;
use super::{Format, Reason, Refusal, Watch, xls, xlsb};
use crate::exchange::grid::{Cell, Merged, Sheet, SheetName};

/// Cells between two looks at whether anybody still waits.
const SOME: u64 = 20_000;

/// An open workbook.
pub(super) struct Workbook<'a> {
    bytes: &'a [u8],
    book: Book<'a>,
    sheets: Vec<SheetName>,
}

enum Book<'a> {
    Xlsx(Xlsx<'a>),
    Xlsb(Xlsb<Cursor<Cow<'a, [u8]>>>),
    Xls(Xls<Cursor<&'a [u8]>>),
}

fn damaged<E>(_: E) -> Refusal {
    Refusal::of(Reason::Damaged)
}

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8], format: Format) -> Result<Self, Refusal> {
        let from = Cursor::new(bytes);
        let encrypted = || Refusal::of(Reason::Encrypted);
        let mut book = match format {
            Format::Xls => Book::Xls(Xls::new(from).map_err(|error| match error {
                XlsError::Password => encrypted(),
                _ => damaged(error),
            })?),
            Format::Xlsb => Book::Xlsb(Xlsb::new(Cursor::new(made_whole(bytes))).map_err(|error| match error {
                XlsbError::Password => encrypted(),
                _ => damaged(error),
            })?),
            _ => Book::Xlsx(Xlsx::open(bytes)?),
        };
        let mut sheets = match &book {
            Book::Xlsx(book) => book.sheets(),
            Book::Xlsb(book) => with_cells(book.sheets_metadata()),
            Book::Xls(book) => with_cells(book.sheets_metadata()),
        };
        // Of several sheets those that are still to come are named: a blank one is none.
        let is_several = sheets.len() > 1;
        for sheet in sheets.iter_mut().filter(|_| is_several) {
            match &mut book {
                Book::Xlsx(_) => {}
                Book::Xlsb(book) => sheet.is_blank = is_blank(book, &sheet.name),
                Book::Xls(book) => {
                    sheet.is_blank = book.worksheet_range(&sheet.name).is_ok_and(|range| range.is_empty())
                }
            }
        }
        if sheets.is_empty() {
            return Err(Refusal::of(Reason::Empty));
        }
        Ok(Self { bytes, book, sheets })
    }

    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.sheets.clone()
    }

    pub(super) fn read(&mut self, index: usize, watch: Watch<'_>) -> Result<Sheet, Refusal> {
        let named = self.sheets.get(index).cloned().ok_or(Refusal::of(Reason::Empty))?;
        let mut sheet = Sheet {
            name: named.name,
            is_hidden: named.is_hidden,
            ..Sheet::default()
        };
        match &mut self.book {
            Book::Xlsx(book) => return book.read(index, watch),
            Book::Xlsb(book) => {
                let is_1904 = book.has_1904_epoch();
                sheet.is_1904 = is_1904;
                let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
                let rows = u64::from(cells.dimensions().end.0) + 1;
                let next = || match cells.next_cell() {
                    Ok(cell) => Ok(cell.map(|cell| (cell.get_position(), of_ref(cell.get_value(), is_1904)))),
                    Err(error) => Err(damaged(error)),
                };
                put_all(&mut sheet, next, rows, watch)?;
                xlsb::complete(&mut sheet, self.bytes);
            }
            Book::Xls(book) => {
                let is_1904 = book.has_1904_epoch();
                sheet.is_1904 = is_1904;
                let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
                sheet.merged = merged.iter().map(merging).collect();
                let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
                let (top, left) = range.start().unwrap_or_default();
                let rows = range.height() as u64;
                let mut cells = range.used_cells();
                let next = || {
                    let cell = cells.next();
                    Ok(cell.map(|(row, column, data)| {
                        let at = (row as u32 + top, column as u32 + left);
                        (at, of_data(data, is_1904))
                    }))
                };
                put_all(&mut sheet, next, rows, watch)?;
                xls::complete(&mut sheet, index, self.bytes);
            }
        }
        Ok(sheet)
    }
}

/// The sheets that hold cells.
fn with_cells(known: &[Known]) -> Vec<SheetName> {
    let known = known.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let named = |sheet: &Known| SheetName {
        name: sheet.name.clone(),
        is_hidden: sheet.visible != SheetVisible::Visible,
        is_blank: false,
    };
    known.map(named).collect()
}

/// Whether no cell of a sheet says anything: the first that does is enough.
fn is_blank(book: &mut Xlsb<Cursor<Cow<'_, [u8]>>>, name: &str) -> bool {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else {
        return false;
    };
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) if matches!(cell.get_value(), DataRef::Empty) => {}
            Ok(None) => return true,
            _ => return false,
        }
    }
}

type Placed = ((u32, u32), Cell);

fn put_all(
    sheet: &mut Sheet,
    mut next: impl FnMut() -> Result<Option<Placed>, Refusal>,
    rows: u64,
    watch: Watch<'_>,
) -> Result<(), Refusal> {
    let mut seen = 0u64;
    while let Some(((row, column), cell)) = next()? {
        seen += 1;
        if seen.is_multiple_of(SOME) && !watch(u64::from(row), Some(rows)) {
            return Err(Refusal::of(Reason::Cancelled));
        }
        sheet.put(row + 1, column as usize, cell)?;
    }
    Ok(())
}

fn merging(merged: &Dimensions) -> Merged {
    Merged {
        top: merged.start.0 + 1,
        bottom: merged.end.0 + 1,
        left: merged.start.1,
        right: merged.end.1,
    }
}

fn of_ref(data: &DataRef<'_>, is_1904: bool) -> Cell {
    match data {
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(at) if at.is_duration() => Cell::Text(duration(at.as_f64()).into()),
        DataRef::DateTime(at) => Cell::serial(at.as_f64(), is_1904),
        DataRef::DateTimeIso(text) => super::tables::iso(text, is_1904),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string().into()),
        DataRef::Empty => Cell::Blank,
    }
}

fn of_data(data: &Data, is_1904: bool) -> Cell {
    match data {
        Data::String(text) => Cell::text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(at) if at.is_duration() => Cell::Text(duration(at.as_f64()).into()),
        Data::DateTime(at) => Cell::serial(at.as_f64(), is_1904),
        Data::DateTimeIso(text) => super::tables::iso(text, is_1904),
        Data::DurationIso(text) => Cell::text(text),
        Data::Error(error) => Cell::Error(error.to_string().into()),
        Data::Empty => Cell::Blank,
    }
}

/// Hours, minutes and seconds that may run on beyond a day.
pub(super) fn duration(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
