//! Where the table stands in a sheet: titles above its head, the head in one or more rows, rows of sums, lines below, blank columns.

mod foot;
mod head;

use std::collections::HashMap;

use foot::{footer_start, has_number, is_total, parts_pages};
use head::{find_head, headings};
use serde::{Deserialize, Serialize};

use super::grid::{Cell, Merged, Sheet, SheetRow};
use super::text as say;
use crate::domain::fold::{folded, folds_to};
use crate::exchange::words::names_number;

/// So many cells reached by merging are filled.
const MOST_FILLED: usize = 2_000_000;

/// What the person says of the head, over what would be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadTold {
    /// The sheet has none: its first row is data.
    None,
    /// The first and last row of the head, as the file counts them.
    Rows(u32, u32),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its place in the sheet, from 0.
    pub place: usize,
    /// Its heading, all levels.
    pub heading: String,
    /// The lowest level of its heading.
    pub last_level: String,
}

impl TableColumn {
    /// Whether it has no heading of its own and is called by its number.
    pub fn is_numbered(&self) -> bool {
        self.heading == say::column_number(self.place + 1).zh
    }
}

/// A row of data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number in the file.
    pub at: u32,
    /// Whether it is hidden there.
    pub is_hidden: bool,
    /// A cell a column; what is merged stands in every cell it covers.
    pub cells: Vec<Cell>,
}

/// So many of the rows that are no records are told by what they say.
const TOLD: usize = 30;
/// By so many of their cells.
const TOLD_CELLS: usize = 4;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The rows of the head as the file counts them; none where the sheet has no head.
    pub head: Vec<u32>,
    /// What stands above the head.
    pub title: Vec<String>,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The rows of data, in the file's order.
    pub rows: Vec<TableRow>,
    /// Rows of sums, which are no records.
    pub totals: Vec<u32>,
    /// Rows below the table.
    pub footers: Vec<u32>,
    /// Rows that say the head again.
    pub repeated: Vec<u32>,
    /// The first of the rows of sums and of those below the table, with what they say.
    pub aside: Vec<(u32, String)>,
    /// The last row of the sheet that says something, as the file counts them.
    pub last_row: u32,
    /// Whether serial numbers of days count from 1904.
    pub is_1904: bool,
}

impl Table {
    /// The rows that are hidden in the file.
    pub fn hidden_rows(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter().filter(|row| row.is_hidden)
    }

    /// The table of a sheet; one without columns where there is none.
    pub fn of(sheet: Sheet, told: Option<HeadTold>) -> Self {
        Self::with(sheet, told, &[])
    }

    /// The same, where the person says of rows, as the file counts them, that they are records whatever they look like.
    pub fn with(mut sheet: Sheet, told: Option<HeadTold>, records: &[u32]) -> Self {
        let head = match told {
            Some(HeadTold::None) => 0..0,
            Some(HeadTold::Rows(first, last)) => {
                let place = |at: u32| sheet.rows.partition_point(|row| row.at < at);
                place(first)..place(last + 1)
            }
            None => find_head(&sheet),
        };
        let mut table = Self {
            head: sheet.rows[head.clone()].iter().map(|row| row.at).collect(),
            title: sheet.rows[..head.start].iter().map(|row| said(row).join(" ")).collect(),
            last_row: sheet.rows.last().map_or(0, |row| row.at),
            is_1904: sheet.is_1904,
            ..Self::default()
        };
        let headings = headings(&sheet, &head);
        let numbers: Vec<usize> = places_of_numbers(&headings);
        let body = table.part(&mut sheet, head.end, records);
        table.columns = columns(&body, headings, table.head.is_empty());
        let filled = filled(&body, &sheet.merged);
        let typical = typical_width(&body);
        let head = table
            .columns
            .iter()
            .map(|column| folded(&column.last_level).into_owned());
        let head: Vec<String> = head.collect();
        // Mostly the columns are those of the sheet one by one: then the cells stay where they are.
        let in_place = table.columns.iter().map(|column| column.place).eq(0..head.len());
        for (i, row) in body.into_iter().enumerate() {
            // A customer may be called as sums are: its number says that it is one.
            let is_record = records.contains(&row.at) || has_number(&row, &numbers);
            if !is_record && is_total(&row, typical) {
                table.aside.push(named(&row));
                table.totals.push(row.at);
            } else if !is_record && parts_pages(&row, typical, &table.title) {
                table.aside.push(named(&row));
                table.footers.push(row.at);
            } else {
                table.take(row, i, &filled, (&head, in_place));
            }
        }
        table.totals.sort_unstable();
        table.footers.sort_unstable();
        table.aside.sort_unstable();
        table.aside.truncate(TOLD);
        table
    }

    /// The rows behind the head without those below the table.
    fn part(&mut self, sheet: &mut Sheet, from: usize, records: &[u32]) -> Vec<SheetRow> {
        let mut body = sheet.rows.split_off(from);
        let below = body.split_off(footer_start(&body));
        let (own, below): (Vec<_>, Vec<_>) = below.into_iter().partition(|row| records.contains(&row.at));
        body.extend(own);
        self.aside = below.iter().map(named).collect();
        let (totals, footers): (Vec<_>, Vec<_>) = below.iter().partition(|row| is_total(row, 2));
        self.totals = totals.iter().map(|row| row.at).collect();
        self.footers = footers.iter().map(|row| row.at).collect();
        body
    }

    /// Takes a row in. `head`: the lowest headings, as they are compared; and whether the columns are those of the sheet one by one.
    fn take(&mut self, row: SheetRow, i: usize, filled: &Filled, (head, in_place): (&[String], bool)) {
        let SheetRow {
            at,
            is_hidden,
            mut cells,
        } = row;
        if !in_place {
            let mut own = |column: &TableColumn| cells.get_mut(column.place).map(std::mem::take);
            cells = self.columns.iter().map(|c| own(c).unwrap_or_default()).collect();
        }
        cells.resize_with(self.columns.len(), Cell::default);
        if !filled.is_empty() {
            let blank = self.columns.iter().zip(&mut cells).filter(|(_, cell)| cell.is_blank());
            blank.for_each(|(column, cell)| *cell = filled.get(&(i, column.place)).cloned().unwrap_or_default());
        }
        if !self.head.is_empty() && says_head(&cells, head) {
            self.repeated.push(at);
            return;
        }
        if cells.iter().any(|cell| !cell.is_blank()) {
            self.rows.push(TableRow { at, is_hidden, cells });
        }
    }
}

/// The columns of the numbers of records and customers.
fn places_of_numbers(headings: &[Vec<String>]) -> Vec<usize> {
    let is_it = |levels: &Vec<String>| levels.last().is_some_and(|own| names_number(own));
    (0..headings.len()).filter(|place| is_it(&headings[*place])).collect()
}

/// Whether more than half of the cells say what the head says; rows of data are known by their first cells.
fn says_head(cells: &[Cell], head: &[String]) -> bool {
    let differs = |(cell, heading): &(&Cell, &String)| !matches!(cell, Cell::Text(text) if folds_to(text, heading));
    let others = cells.iter().zip(head).filter(differs);
    !head.is_empty() && others.take(head.len().div_ceil(2)).count() * 2 < head.len()
}

/// What the cells of a row that are not blank say.
fn said(row: &SheetRow) -> Vec<String> {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank());
    filled.map(Cell::shown).collect()
}

/// By what a row that is no record is told: its number in the file, and its first cells.
fn named(row: &SheetRow) -> (u32, String) {
    (
        row.at,
        said(row).into_iter().take(TOLD_CELLS).collect::<Vec<_>>().join(" | "),
    )
}

fn filled_cells(row: &SheetRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// How many cells most rows have: the 60th of a hundred.
fn typical_width(rows: &[SheetRow]) -> usize {
    let mut widths: Vec<usize> = rows.iter().take(400).map(filled_cells).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 6 / 10).copied().unwrap_or(0)
}

/// The columns that have a heading or something below it.
fn columns(body: &[SheetRow], headings: Vec<Vec<String>>, no_head: bool) -> Vec<TableColumn> {
    let width = body
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0)
        .max(headings.len());
    let mut used = vec![false; width];
    for row in body {
        for (column, cell) in row.cells.iter().enumerate() {
            used[column] |= !cell.is_blank();
        }
    }
    let column = |place: usize| {
        let levels = headings.get(place).cloned().unwrap_or_default();
        if levels.is_empty() && !used[place] {
            return None;
        }
        let made_up = || say::column_number(place + 1).zh.into_owned();
        let heading = if levels.is_empty() && no_head {
            made_up()
        } else {
            levels.join(" ")
        };
        Some(TableColumn {
            place,
            last_level: levels.last().cloned().unwrap_or_else(|| heading.clone()),
            heading,
        })
    };
    (0..width).filter_map(column).collect()
}

/// What merged cells of the data say, by row and column, where they are blank.
type Filled = HashMap<(usize, usize), Cell>;

/// See [`Filled`].
fn filled(body: &[SheetRow], merged: &[Merged]) -> Filled {
    let mut filled = HashMap::new();
    for m in merged {
        let Ok(top) = body.binary_search_by_key(&m.top, |row| row.at) else {
            continue;
        };
        let cell = body[top].cell(m.left as usize);
        let rows = body[top..].iter().take_while(|row| row.at <= m.bottom).count();
        let right = (m.right as usize).min(super::grid::MAX_COLUMNS);
        for row in top..top + rows {
            for column in m.left as usize..=right {
                if filled.len() < MOST_FILLED && !cell.is_blank() {
                    filled.insert((row, column), cell.clone());
                }
            }
        }
    }
    filled
}
