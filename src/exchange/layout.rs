//! Where the table stands in a sheet: titles above its head, the head in one or more rows, rows of sums, lines below, blank columns.

mod head;

use std::collections::HashMap;

use head::{find_head, headings};
use serde::{Deserialize, Serialize};

use super::grid::{Cell, Merged, Sheet, SheetRow};
use super::text as say;
use super::words::{FOOTERS, TOTAL_OF, TOTALS, TOTALS_BEGIN};
use crate::domain::fold::{folded, folds_to, is_folded};

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
    pub fn of(mut sheet: Sheet, told: Option<HeadTold>) -> Self {
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
        let body = table.part(&mut sheet, head.end);
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
            table.take(row, i, &filled, typical, (&head, in_place));
        }
        table.totals.sort_unstable();
        table
    }

    /// The rows behind the head without those below the table.
    fn part(&mut self, sheet: &mut Sheet, from: usize) -> Vec<SheetRow> {
        let mut body = sheet.rows.split_off(from);
        let end = footer_start(&body);
        let (totals, footers): (Vec<_>, Vec<_>) = body.split_off(end).into_iter().partition(|row| is_total(row, 2));
        self.totals = totals.iter().map(|row| row.at).collect();
        self.footers = footers.iter().map(|row| row.at).collect();
        body
    }

    /// Takes a row in. `head`: the lowest headings, as they are compared; and whether the columns are those of the sheet one by one.
    fn take(&mut self, row: SheetRow, i: usize, filled: &Filled, typical: usize, (head, in_place): (&[String], bool)) {
        if is_total(&row, typical) {
            self.totals.push(row.at);
            return;
        }
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

/// Whether a row says sums: one of its first texts is a word for it.
fn is_total(row: &SheetRow, typical: usize) -> bool {
    let texts = row.cells.iter().filter(|cell| !cell.is_blank()).take(2);
    let is_word = |text: &str| {
        // Most texts are no sum by their first character.
        if text
            .chars()
            .next()
            .is_some_and(|c| is_folded(c) && !TOTALS_BEGIN.contains(&c))
        {
            return false;
        }
        let said = folded(text);
        let said = said.trim_end_matches([':', '.']);
        let said = TOTAL_OF.iter().find_map(|of| said.strip_prefix(of)).unwrap_or(said);
        let behind = TOTALS.iter().filter_map(|word| said.strip_prefix(word));
        behind
            .into_iter()
            .any(|rest| rest.is_empty() || rest.starts_with([':', '(', '¥']))
    };
    typical > 1
        && texts
            .into_iter()
            .any(|cell| matches!(cell, Cell::Text(text) if is_word(text)))
}

/// Where the lines below the table begin: few cells, behind a gap or with a word for it.
fn footer_start(body: &[SheetRow]) -> usize {
    let typical = typical_width(body);
    if typical < 3 {
        return body.len();
    }
    let says = |text: &str| FOOTERS.iter().any(|word| folded(text).starts_with(word));
    // Who made it and who looked it through stand side by side.
    let is_signed = |row: &SheetRow| {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
        filled.all(|cell| matches!(cell, Cell::Text(text) if says(text)))
    };
    let few = |row: &&SheetRow| filled_cells(row) <= (typical / 4).max(1) || is_signed(row);
    let tail = body.iter().rev().take_while(few).count();
    let from = body.len() - tail;
    let is_footer = |i: &usize| {
        let is_behind_gap = *i > 0 && body[*i].at > body[i - 1].at + 1;
        let first = body[*i].cells.iter().find(|cell| !cell.is_blank());
        is_behind_gap || matches!(first, Some(Cell::Text(text)) if says(text))
    };
    (from..body.len()).find(is_footer).unwrap_or(body.len())
}
