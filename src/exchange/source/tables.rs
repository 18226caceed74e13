//! Tables in pages, XML spreadsheets of Excel 2003, and workbooks of LibreOffice.

use std::collections::HashSet;

use super::markup::{Piece, Pieces, attribute, number, unescape};
use super::{Reason, Refusal, Watch};
use crate::exchange::grid::{Cell, MAX_COLUMNS, MAX_ROWS, Merged, Sheet};
use crate::exchange::text as say;

/// A sheet while it is read: which cells those above reach down into.
#[derive(Default)]
struct Filling {
    sheet: Sheet,
    hidden: HashSet<u32>,
    at: u32,
    column: u32,
    /// Cells that reach down, as (column, the last row).
    reach: Vec<Merged>,
}

impl Filling {
    fn new(name: String, is_hidden: bool) -> Self {
        let sheet = Sheet {
            name,
            is_hidden,
            ..Sheet::default()
        };
        Self {
            sheet,
            ..Self::default()
        }
    }

    fn row(&mut self, at: Option<u32>, is_hidden: bool) {
        self.at = at.unwrap_or(self.at + 1);
        self.column = 0;
        self.reach.retain(|merged| merged.bottom >= self.at);
        if is_hidden {
            self.hidden.insert(self.at);
        }
    }

    /// Puts a cell at the next free place.
    fn cell(&mut self, cell: Cell, down: u32, right: u32) -> Result<(), Refusal> {
        while let Some(above) = self
            .reach
            .iter()
            .find(|merged| merged.top < self.at && (merged.left..=merged.right).contains(&self.column))
        {
            self.column = above.right + 1;
        }
        let (left, last) = (self.column, self.column.saturating_add(right.min(MAX_COLUMNS as u32)));
        self.column = last + 1;
        if down > 0 || right > 0 {
            let merged = Merged {
                top: self.at,
                bottom: self.at.saturating_add(down.min(MAX_ROWS as u32)),
                left,
                right: last,
            };
            if down > 0 {
                self.reach.push(merged);
            }
            if !cell.is_blank() {
                self.sheet.merged.push(merged);
            }
        }
        self.sheet.put(self.at, left as usize, cell)
    }

    fn finish(mut self) -> Sheet {
        self.sheet.hide(&self.hidden);
        self.sheet
    }
}

/// Whether somebody still waits.
fn waited(watch: Watch<'_>, at: usize, of: usize) -> Result<(), Refusal> {
    if watch(at as u64, Some(of as u64)) {
        Ok(())
    } else {
        Err(Refusal::of(Reason::Cancelled))
    }
}

fn found(sheets: Vec<Sheet>) -> Result<Vec<Sheet>, Refusal> {
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(Refusal::of(Reason::Empty));
    }
    Ok(sheets)
}

/// The tables of a page, each a sheet.
pub(super) fn html(text: &str, watch: Watch<'_>) -> Result<Vec<Sheet>, Refusal> {
    let mut pieces = Pieces::new(text);
    let mut done: Vec<Sheet> = Vec::new();
    let mut open: Vec<Filling> = Vec::new();
    // The cell that is open: its text, how far it reaches down and to the right.
    let mut cell: Option<(String, u32, u32)> = None;
    while let Some(piece) = pieces.next() {
        let name = match &piece {
            Piece::Open(name, ..) | Piece::Close(name) => name.to_ascii_lowercase(),
            Piece::Text(_) => String::new(),
        };
        let ends_cell = matches!(&*name, "td" | "th" | "tr" | "table");
        if ends_cell
            && let Some((text, down, right)) = cell.take()
            && let Some(filling) = open.last_mut()
        {
            filling.cell(Cell::text(text.trim_matches([' ', '\n', '\r', '\t'])), down, right)?;
        }
        match piece {
            Piece::Open(_, _, false) if matches!(&*name, "style" | "script") => pieces.skip_element(&name),
            Piece::Open(_, attributes, _) => match &*name {
                "table" => open.push(Filling::new(say::table_number(done.len() + 1).zh.into_owned(), false)),
                "tr" => {
                    let is_hidden = attribute(attributes, "style").is_some_and(|style| {
                        let style: String = style.split_whitespace().collect();
                        style.to_ascii_lowercase().contains("display:none")
                    });
                    if let Some(filling) = open.last_mut() {
                        filling.row(None, is_hidden);
                        waited(watch, pieces.at, text.len())?;
                    }
                }
                "td" | "th" => {
                    let span = |name| number(attributes, name).unwrap_or(1) - 1;
                    cell = Some((String::new(), span("rowspan"), span("colspan")));
                }
                "br" => cell.iter_mut().for_each(|(text, ..)| text.push('\n')),
                _ => {}
            },
            Piece::Close(_) if name == "table" => done.extend(open.pop().map(Filling::finish)),
            Piece::Text(raw) => {
                if let Some((text, ..)) = &mut cell {
                    // Breaks of the source are blanks; those of the cell are its own tags.
                    unescape(&raw.replace(['\n', '\r', '\t'], " "), text);
                }
            }
            Piece::Close(_) => {}
        }
    }
    done.extend(open.into_iter().map(Filling::finish));
    done.retain(|sheet| !sheet.rows.is_empty());
    found(done).map_err(|_| Refusal::of(Reason::PageWithoutTable))
}

/// The worksheets of an XML spreadsheet.
pub(super) fn xml_sheet(text: &str, watch: Watch<'_>) -> Result<Vec<Sheet>, Refusal> {
    let mut pieces = Pieces::new(text);
    let mut done: Vec<Sheet> = Vec::new();
    let mut filling = Filling::default();
    let (mut down, mut right) = (0, 0);
    let mut data: Option<(String, String)> = None;
    let mut is_1904 = false;
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(name, attributes, closes) => match local(name) {
                "Date1904" => is_1904 = true,
                "Worksheet" => {
                    let mut own = String::new();
                    unescape(attribute(attributes, "ss:Name").unwrap_or_default(), &mut own);
                    filling = Filling::new(own, false);
                }
                "Visible" => {}
                "Row" => {
                    let is_hidden = attribute(attributes, "ss:Hidden") == Some("1");
                    filling.row(number(attributes, "ss:Index"), is_hidden);
                    waited(watch, pieces.at, text.len())?;
                }
                "Cell" => {
                    if let Some(index) = number(attributes, "ss:Index") {
                        filling.column = index - 1;
                    }
                    down = number(attributes, "ss:MergeDown").unwrap_or(0);
                    right = number(attributes, "ss:MergeAcross").unwrap_or(0);
                    if closes {
                        filling.cell(Cell::Blank, down, right)?;
                    }
                }
                "Data" if !closes => {
                    let kind = attribute(attributes, "ss:Type").unwrap_or("String");
                    data = Some((kind.to_owned(), String::new()));
                }
                "Comment" if !closes => pieces.skip_element(name),
                _ => {}
            },
            Piece::Text(raw) => {
                if let Some((_, text)) = &mut data {
                    unescape(raw, text);
                }
            }
            Piece::Close(name) => match local(name) {
                "Cell" => {
                    let cell = data
                        .take()
                        .map_or(Cell::Blank, |(kind, text)| typed(&kind, &text, is_1904));
                    filling.cell(cell, down, right)?;
                }
                "Worksheet" => done.push(std::mem::take(&mut filling).finish()),
                _ => {}
            },
        }
    }
    done.push(filling.finish());
    done.retain(|sheet| !sheet.rows.is_empty());
    found(done)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn typed(kind: &str, text: &str, is_1904: bool) -> Cell {
    match kind {
        "Number" => text.trim().parse().map_or_else(|_| Cell::text(text), Cell::Number),
        "Boolean" => Cell::Bool(text.trim() == "1"),
        "DateTime" => iso(text, is_1904),
        "Error" => Cell::Error(text.into()),
        _ => Cell::text(text),
    }
}

/// A day and time as XML writes them: `2024-03-05T14:30:00.000`; on the day 1899-12-31 it is a time alone.
pub(super) fn iso(text: &str, _is_1904: bool) -> Cell {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let Some(day) = crate::domain::day::Day::parse(day) else {
        return Cell::text(text);
    };
    let mut parts = time.split([':', '.', 'Z']).map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let seconds = next() * 3600 + next() * 60 + next();
    Cell::Date(day, seconds.min(86_399))
}

/// The sheets of LibreOffice's format.
pub(super) fn ods(text: &str, watch: Watch<'_>) -> Result<Vec<Sheet>, Refusal> {
    let mut pieces = Pieces::new(text);
    let hidden_styles = hidden_styles(text);
    let mut done: Vec<Sheet> = Vec::new();
    let mut filling = Filling::default();
    let mut cell: Option<OdsCell> = None;
    let (mut repeat, mut is_row_open) = (0, false);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(name, attributes, closes) => match name {
                "table:table" => {
                    let mut own = String::new();
                    unescape(attribute(attributes, "table:name").unwrap_or_default(), &mut own);
                    let style = attribute(attributes, "table:style-name").unwrap_or_default();
                    filling = Filling::new(own, hidden_styles.contains(style));
                }
                "table:table-row" => {
                    filling.at += repeat;
                    repeat = number(attributes, "table:number-rows-repeated").unwrap_or(1) - 1;
                    let is_hidden = matches!(attribute(attributes, "table:visibility"), Some("collapse" | "filter"));
                    filling.row(None, is_hidden);
                    is_row_open = true;
                    waited(watch, pieces.at, text.len())?;
                }
                "table:table-cell" | "table:covered-table-cell" if is_row_open => {
                    let new = OdsCell::new(attributes);
                    if closes {
                        new.put(&mut filling)?
                    } else {
                        cell = Some(new)
                    }
                }
                "office:annotation" if !closes => pieces.skip_element(name),
                "text:s" => {
                    let blanks = " ".repeat(number(attributes, "text:c").unwrap_or(1).min(100) as usize);
                    cell.iter_mut().for_each(|cell| cell.text.push_str(&blanks));
                }
                "text:line-break" => cell.iter_mut().for_each(|cell| cell.text.push('\n')),
                "text:p" => cell.iter_mut().for_each(OdsCell::paragraph),
                _ => {}
            },
            Piece::Text(raw) => cell.iter_mut().for_each(|cell| unescape(raw, &mut cell.text)),
            Piece::Close("table:table-cell" | "table:covered-table-cell") => {
                if let Some(cell) = cell.take() {
                    cell.put(&mut filling)?;
                }
            }
            Piece::Close("table:table-row") => {
                again(&mut filling, repeat)?;
                is_row_open = false;
            }
            Piece::Close("table:table") => {
                repeat = 0;
                done.push(std::mem::take(&mut filling).finish());
            }
            Piece::Close(_) => {}
        }
    }
    found(done)
}

/// A row that stands several times over is written once. The rows that it stands for are counted by the next row.
fn again(filling: &mut Filling, times: u32) -> Result<(), Refusal> {
    let Some(row) = filling.sheet.rows.last().filter(|row| row.at == filling.at).cloned() else {
        return Ok(());
    };
    if times as usize > MAX_ROWS {
        return Err(Refusal::of(Reason::Bomb));
    }
    let is_hidden = filling.hidden.contains(&row.at);
    for at in (1..=times).map(|n| row.at.saturating_add(n)) {
        filling.sheet.put_row(at, row.cells.clone())?;
        if is_hidden {
            filling.hidden.insert(at);
        }
    }
    Ok(())
}

/// The styles of sheets that are not shown.
fn hidden_styles(text: &str) -> HashSet<String> {
    let mut hidden = HashSet::new();
    let mut style = "";
    for piece in Pieces::new(text) {
        match piece {
            Piece::Open("style:style", attributes, _) => {
                style = attribute(attributes, "style:name").unwrap_or_default()
            }
            Piece::Open("style:table-properties", attributes, _)
                if attribute(attributes, "table:display") == Some("false") =>
            {
                hidden.insert(style.to_owned());
            }
            Piece::Open("office:body", ..) => break,
            _ => {}
        }
    }
    hidden
}

/// A cell while its text is read.
struct OdsCell {
    kind: String,
    value: String,
    text: String,
    has_paragraph: bool,
    many: u32,
    down: u32,
    right: u32,
}

impl OdsCell {
    fn new(attributes: &str) -> Self {
        let of = |name| attribute(attributes, name);
        let values = [
            "office:value",
            "office:date-value",
            "office:boolean-value",
            "office:string-value",
        ];
        let span = |name| number(attributes, name).unwrap_or(1) - 1;
        Self {
            kind: of("office:value-type").unwrap_or_default().to_owned(),
            value: values.iter().find_map(|name| of(name)).unwrap_or_default().to_owned(),
            text: String::new(),
            has_paragraph: false,
            many: number(attributes, "table:number-columns-repeated").unwrap_or(1),
            down: span("table:number-rows-spanned"),
            right: span("table:number-columns-spanned"),
        }
    }

    fn paragraph(&mut self) {
        if self.has_paragraph {
            self.text.push('\n');
        }
        self.has_paragraph = true;
    }

    fn put(self, filling: &mut Filling) -> Result<(), Refusal> {
        let cell = match &*self.kind {
            "float" | "currency" | "percentage" => {
                self.value.parse().map_or_else(|_| Cell::text(&self.text), Cell::Number)
            }
            "date" => iso(&self.value, false),
            "boolean" => Cell::Bool(self.value == "true"),
            "string" if self.text.is_empty() => Cell::text(&self.value),
            _ => Cell::text(&self.text),
        };
        if cell.is_blank() {
            filling.column = filling.column.saturating_add(self.many);
            return Ok(());
        }
        for _ in 0..self.many.min(MAX_COLUMNS as u32 + 1) {
            let column = filling.column as usize;
            filling.sheet.put(filling.at, column, cell.clone())?;
            filling.column += 1;
        }
        if self.down > 0 || self.right > 0 {
            let left = filling.column - 1;
            filling.sheet.merged.push(Merged {
                top: filling.at,
                bottom: filling.at.saturating_add(self.down),
                left,
                right: left.saturating_add(self.right),
            });
        }
        Ok(())
    }
}
