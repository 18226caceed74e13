//! Binary workbooks until 2003 ([MS-XLS]): which rows are hidden, which calamine does not say.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use crate::exchange::grid::Sheet;

/// Records: what ends a sheet, where one stands, a row.
const END: u16 = 0x000A;
const BUNDLED: u16 = 0x0085;
const ROW: u16 = 0x0208;
/// Where the marks of a row lie, and the one of those that are hidden.
const MARKS: usize = 12;
const IS_HIDDEN: u16 = 0x20;
/// The kind of a sheet that has cells.
const WITH_CELLS: u8 = 0;

/// Adds to the sheet of this place among those with cells which of its rows are hidden; what makes no sense says nothing.
pub(super) fn complete(sheet: &mut Sheet, index: usize, bytes: &[u8]) {
    sheet.hide(&hidden(index, bytes).unwrap_or_default());
}

fn hidden(index: usize, bytes: &[u8]) -> Option<HashSet<u32>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(filled_up(bytes)?)).ok()?;
    let mut stream = file
        .open_stream("/Workbook")
        .or_else(|_| file.open_stream("/Book"))
        .ok()?;
    let mut book = Vec::new();
    stream.read_to_end(&mut book).ok()?;
    let begins = |content: &[u8]| Some(u32::from_le_bytes(content.get(..4)?.try_into().ok()?) as usize);
    let sheets = Records(&book).filter(|(kind, content)| *kind == BUNDLED && content.get(5) == Some(&WITH_CELLS));
    let at = sheets.filter_map(|(_, content)| begins(content)).nth(index)?;
    let rows = Records(book.get(at..)?)
        .take_while(|(kind, _)| *kind != END)
        .filter(|(kind, _)| *kind == ROW);
    let two = |content: &[u8], at: usize| Some(u16::from_le_bytes([*content.get(at)?, *content.get(at + 1)?]));
    let is_hidden = |content: &[u8]| two(content, MARKS).is_some_and(|marks| marks & IS_HIDDEN != 0);
    let hidden = rows.filter(|(_, content)| is_hidden(content));
    Some(
        hidden
            .filter_map(|(_, content)| Some(u32::from(two(content, 0)?) + 1))
            .collect(),
    )
}

/// The file with all the sectors of which its table speaks: some programs leave out those behind the last used one, as calamine allows.
fn filled_up(bytes: &[u8]) -> Option<Vec<u8>> {
    let sector = 1usize.checked_shl((*bytes.get(30)?).into())?.clamp(512, 4096);
    // Each entry of the table has four bytes.
    let told = sector * (sector / 4);
    let mut filled = bytes.to_vec();
    filled.resize(sector + (bytes.len().saturating_sub(sector)).div_ceil(told) * told, 0);
    Some(filled)
}

/// The records from here on: what each is and what it holds.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let [kind, length] = [0, 2].map(|at| u16::from_le_bytes([head[at], head[at + 1]]));
        let (content, rest) = rest.split_at_checked(length.into())?;
        self.0 = rest;
        Some((kind, content))
    }
}
