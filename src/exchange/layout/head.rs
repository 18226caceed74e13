//! The head of a table: which rows of a sheet it is, and what it says of each column.

use std::collections::HashSet;
use std::ops::Range;

use super::{filled_cells, said, typical_width};
use crate::domain::fold::folded;
use crate::exchange::columns::{is_company, is_known_head};
use crate::exchange::grid::{Cell, MAX_COLUMNS, Merged, Sheet, SheetRow, shown_number};
use crate::exchange::values::is_value;
use crate::exchange::words::{NOTHING, names_field};

/// A head is looked for among so many rows.
const HEAD_WITHIN: usize = 60;
/// A head has at most so many rows.
const HEAD_ROWS: usize = 6;
/// A heading is short.
const HEADING_CHARS: usize = 80;

/// Which columns a row says something for: cells, and those merged with them.
fn covered(row: &SheetRow, merged: &[Merged]) -> Vec<bool> {
    let mut covered: Vec<bool> = row.cells.iter().map(|cell| !cell.is_blank()).collect();
    for m in merged.iter().filter(|m| (m.top..=m.bottom).contains(&row.at)) {
        let right = (m.right as usize).min(MAX_COLUMNS - 1);
        if covered.len() <= right {
            covered.resize(right + 1, false);
        }
        covered[m.left as usize..=right].fill(true);
    }
    covered
}

/// Whether a cell may be a heading: a short text that is no value.
fn is_heading(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => {
            let is_figure = is_value(text) && !is_year(text);
            let is_nothing = NOTHING.contains(&&*folded(text));
            !is_figure && !is_nothing && !says_one_thing(text) && text.chars().count() <= HEADING_CHARS
        }
        Cell::Number(number) => is_year(&shown_number(*number)),
        Cell::Date(..) | Cell::Bool(_) | Cell::Error(_) => false,
        Cell::Blank => true,
    }
}

/// Whether a text says one thing of the whole sheet, as lines above a head do: 单位：万元, 制表日期：2026-03-01. In brackets such a word
/// is part of a heading.
fn says_one_thing(text: &str) -> bool {
    let mut parts = text.trim().splitn(2, ['：', ':']);
    let (label, said) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    !label.is_empty() && !said.trim().is_empty() && !label.contains(['(', '（', '[', '【'])
}

/// Years head columns of figures.
fn is_year(text: &str) -> bool {
    text.trim()
        .parse::<u32>()
        .is_ok_and(|year| (1900..=2100).contains(&year))
}

/// Whether nearly all that a row says may be headings, and not all of it is years.
fn are_headings(row: &SheetRow) -> bool {
    let said: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let fitting = said.iter().filter(|cell| is_heading(cell)).count();
    !said.is_empty() && fitting * 10 >= said.len() * 8
}

/// Whether a row of texts stands on a row of numbers and dates, as a head does in a sheet whose cells have types.
fn are_typed_below(row: &SheetRow, below: &SheetRow) -> bool {
    let is_text = |cell: &Cell| matches!(cell, Cell::Text(_) | Cell::Blank);
    let typed = below.cells.iter().filter(|cell| !is_text(cell)).count();
    filled_cells(row) > 1 && row.cells.iter().all(is_text) && typed * 2 > filled_cells(below)
}

/// Whether a row says one thing a column. A title over a merged row is said in each of its cells, and so is a heading that is said
/// again: the latter names a field.
fn are_distinct(row: &SheetRow) -> bool {
    let said = said(row);
    let distinct: HashSet<&String> = said.iter().collect();
    said.len() == 1 || distinct.len() * 2 >= said.len() || distinct.iter().all(|heading| names_field(heading))
}

/// Whether a row says what the rows below it say, too: a company where each has one, and nothing that names a field.
fn is_like_those_below(rows: &[SheetRow]) -> bool {
    let Some((row, below)) = rows.split_first().filter(|(_, below)| !below.is_empty()) else {
        return false;
    };
    let below = &below[..below.len().min(HEAD_WITHIN)];
    let is_named = |row: &SheetRow, column: usize| is_company(&row.cell(column).shown());
    !said(row).iter().any(|text| names_field(text))
        && (0..row.cells.len()).any(|column| is_named(row, column) && below.iter().all(|row| is_named(row, column)))
}

/// The rows of the head.
pub(super) fn find_head(sheet: &Sheet) -> Range<usize> {
    let typical = typical_width(&sheet.rows).max(1);
    let enough = |covered: usize| covered * 10 >= typical * 6;
    let is_top = |row: &SheetRow| {
        let covering = covered(row, &sheet.merged).iter().filter(|is| **is).count();
        let (own, is_alone) = (filled_cells(row), typical > 1 && filled_cells(row) == 1);
        own > 0 && !is_alone && enough(covering) && are_headings(row) && are_distinct(row)
    };
    let within = &sheet.rows[..sheet.rows.len().min(HEAD_WITHIN)];
    let by_type = || {
        within
            .windows(2)
            .position(|pair| enough(filled_cells(&pair[0])) && are_typed_below(&pair[0], &pair[1]))
    };
    // Bills have more lines above their head than rows below it: by those alone nothing shows which is which.
    let known = || within.iter().position(|row| is_known_head(&said(row)));
    let by_looks = || within.iter().position(is_top);
    let Some(top) = known().or_else(by_looks).or_else(by_type) else {
        return 0..0;
    };
    if is_like_those_below(&sheet.rows[top..]) {
        return 0..0;
    }
    let mut end = top + 1;
    let width = body_width(sheet, top);
    while end < sheet.rows.len() && end - top < HEAD_ROWS {
        let known = &sheet.rows[top..end];
        let next = known.len()
            + sheet.rows[end..]
                .iter()
                .take(2)
                .take_while(|row| are_headings(row))
                .count();
        let reaches_in = |at: u32| {
            sheet
                .merged
                .iter()
                .any(|m| m.top >= known[0].at && m.top < at && m.bottom >= at && m.right < 1 + width as u32)
        };
        let (last, row) = (&known[known.len() - 1], &sheet.rows[end]);
        let is_split = sheet
            .merged
            .iter()
            .any(|m| m.bottom == last.at && m.right > m.left && m.right - m.left < width.max(2) as u32 - 1);
        if !are_headings(row) || !(is_split || reaches_in(row.at) || fills_gap(sheet, top, end, top + next, width)) {
            break;
        }
        end += 1;
    }
    top..end
}

/// How many columns the sheet has behind a row.
fn body_width(sheet: &Sheet, from: usize) -> usize {
    sheet.rows[from..]
        .iter()
        .take(400)
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0)
}

/// Whether columns that the head does not name yet are named by one of the next rows, with nothing but headings until there.
fn fills_gap(sheet: &Sheet, top: usize, end: usize, last: usize, width: usize) -> bool {
    let mut named = vec![false; width];
    for row in &sheet.rows[top..end] {
        for (column, is) in covered(row, &sheet.merged).into_iter().enumerate().take(width) {
            named[column] |= is;
        }
    }
    let is_used = |column: usize| {
        sheet.rows[end..]
            .iter()
            .take(50)
            .any(|row| !row.cell(column).is_blank())
    };
    let gaps: Vec<usize> = (0..width)
        .filter(|column| !named[*column] && is_used(*column))
        .collect();
    let fills = |row: &SheetRow| {
        let own = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let (new, old): (Vec<_>, Vec<_>) = own.partition(|(column, _)| gaps.contains(column));
        // A row of the head names what has no name; data says something in named columns too. Where a file does not say what is merged,
        // a heading over several columns stands over the first of them.
        let is_below = |(column, _): &(usize, &Cell)| gaps.contains(&(column + 1));
        let names = |(_, cell): &(usize, &Cell)| names_field(&cell.shown());
        let is_level = || old.iter().all(is_below) && old.iter().chain(&new).any(names);
        !new.is_empty() && (old.is_empty() || is_level())
    };
    !gaps.is_empty() && sheet.rows[end..last.max(end)].iter().any(fills)
}

/// The levels of each column's heading.
pub(super) fn headings(sheet: &Sheet, head: &Range<usize>) -> Vec<Vec<String>> {
    let rows = &sheet.rows[head.clone()];
    let width = body_width(sheet, head.start.min(sheet.rows.len()));
    let said = |row: &SheetRow, column: usize| {
        let own = row.cell(column);
        if !own.is_blank() {
            return one_line(&own.shown());
        }
        let column = column as u32;
        let above = sheet
            .merged
            .iter()
            .find(|m| (m.top..=m.bottom).contains(&row.at) && (m.left..=m.right).contains(&column));
        let from = above.and_then(|m| {
            let top = rows.iter().find(|row| row.at == m.top)?;
            Some(one_line(&top.cell(m.left as usize).shown()))
        });
        from.unwrap_or_default()
    };
    let levels = |column: usize| {
        let mut levels: Vec<String> = Vec::new();
        for level in rows.iter().map(|row| said(row, column)) {
            if !level.is_empty() && levels.last() != Some(&level) {
                levels.push(level);
            }
        }
        levels
    };
    (0..width).map(levels).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
