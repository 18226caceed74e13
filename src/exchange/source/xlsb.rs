//! Binary workbooks from 2007 on ([MS-XLSB]): what calamine does not read of them.
//!
//! Cells behind another one may leave out their column (`BrtShort…`). Excel writes such cells whole and calamine passes over the short
//! ones, so they are made whole before it reads. Which rows are hidden and which cells are merged is read beside it.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::parts;
use super::xlsx::relations;
use crate::exchange::grid::{Merged, Sheet};

/// The beginning of a row.
const ROW: u16 = 0;
/// The first and the last whole cell; formulas among them.
const CELLS: std::ops::RangeInclusive<u16> = 1..=11;
/// The short ones: each is so far behind its whole one.
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
const BEHIND: u16 = 11;
/// Where a sheet of the book stands, and a box of merged cells.
const BUNDLED: u16 = 156;
const MERGED: u16 = 176;
/// Where the marks of a row lie, and the one of those that are hidden.
const MARKS: usize = 11;
const IS_HIDDEN: u8 = 0x10;
/// The largest sheet that is made whole, in bytes.
const MOST: u64 = 256 << 20;

/// The workbook with whole cells; as it is where it has no others, or makes no sense.
pub(super) fn made_whole(bytes: &[u8]) -> Cow<'_, [u8]> {
    match rewritten(bytes) {
        Some(whole) => Cow::Owned(whole),
        None => Cow::Borrowed(bytes),
    }
}

fn rewritten(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts: Vec<Option<Vec<u8>>> = Vec::with_capacity(archive.len());
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).ok()?;
        let is_sheet = part
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/") && name.ends_with(".bin"));
        parts.push(if is_sheet && part.size() <= MOST {
            let mut sheet = Vec::new();
            part.by_ref().take(MOST).read_to_end(&mut sheet).ok()?;
            whole_cells(&sheet)
        } else {
            None
        });
    }
    parts.iter().any(Option::is_some).then_some(())?;
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (i, part) in parts.into_iter().enumerate() {
        let raw = archive.by_index_raw(i).ok()?;
        match part {
            None => made.raw_copy_file(raw).ok()?,
            Some(sheet) => {
                made.start_file(raw.name().ok()?.into_owned(), stored).ok()?;
                made.write_all(&sheet).ok()?;
            }
        }
    }
    Some(made.finish().ok()?.into_inner())
}

/// Adds to a sheet what is hidden and what is merged; what makes no sense says nothing.
pub(super) fn complete(sheet: &mut Sheet, bytes: &[u8]) {
    let mut hidden = std::collections::HashSet::new();
    let number = |content: &[u8], at: usize| Some(u32::from_le_bytes(content.get(at..at + 4)?.try_into().ok()?));
    let mut merged = Vec::new();
    let _ = part_of(&sheet.name, bytes).and_then(|part| {
        each(&part, |kind, content| {
            match kind {
                ROW => {
                    let row = number(content, 0)? + 1;
                    if content.get(MARKS)? & IS_HIDDEN != 0 {
                        hidden.insert(row);
                    }
                }
                MERGED => merged.push(Merged {
                    top: number(content, 0)? + 1,
                    bottom: number(content, 4)? + 1,
                    left: number(content, 8)?,
                    right: number(content, 12)?,
                }),
                _ => {}
            }
            Some(())
        })
    });
    sheet.merged = merged;
    sheet.hide(&hidden);
}

/// What the part of a sheet holds.
fn part_of(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut package = parts::open(bytes).ok()?;
    let relations = relations(&parts::text(&mut package, "xl/_rels/workbook.bin.rels", MOST).ok()?);
    let mut of = None;
    each(
        &parts::whole(&mut package, "xl/workbook.bin", MOST)?,
        |kind, content| {
            if kind == BUNDLED {
                let (relation, rest) = wide(content.get(8..)?)?;
                of = of.take().or_else(|| (wide(rest)?.0 == name).then_some(relation));
            }
            Some(())
        },
    )?;
    let relation = relations.get(&of?)?;
    parts::whole(&mut package, &relation.part, MOST)
}

/// A text behind how many signs of sixteen bits it has, and what stands behind it.
fn wide(content: &[u8]) -> Option<(String, &[u8])> {
    let count = u32::from_le_bytes(content.get(..4)?.try_into().ok()?) as usize;
    let (text, rest) = content.get(4..)?.split_at_checked(count.checked_mul(2)?)?;
    let signs: Vec<u16> = text
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
        .collect();
    Some((String::from_utf16_lossy(&signs), rest))
}

/// Shows each record of a part: what it is and what it holds. Nothing where one makes no sense.
fn each(part: &[u8], mut show: impl FnMut(u16, &[u8]) -> Option<()>) -> Option<()> {
    let mut at = 0;
    while at < part.len() {
        let kind = kind(part, &mut at)?;
        let length = length(part, &mut at)?;
        show(kind, part.get(at..at + length)?)?;
        at += length;
    }
    Some(())
}

/// A sheet with whole cells; nothing where it has no others.
fn whole_cells(sheet: &[u8]) -> Option<Vec<u8>> {
    let (mut whole, mut at, mut column, mut any) = (Vec::with_capacity(sheet.len()), 0, None::<u32>, false);
    while at < sheet.len() {
        let start = at;
        let kind = kind(sheet, &mut at)?;
        let length = length(sheet, &mut at)?;
        let content = sheet.get(at..at + length)?;
        at += length;
        if SHORT.contains(&kind) {
            let next = column.map_or(0, |column| column + 1);
            whole.push((kind - BEHIND) as u8);
            put_length(length + 4, &mut whole);
            whole.extend_from_slice(&next.to_le_bytes());
            whole.extend_from_slice(content);
            (column, any) = (Some(next), true);
            continue;
        }
        if kind == ROW {
            column = None;
        } else if CELLS.contains(&kind) {
            column = Some(u32::from_le_bytes(content.get(..4)?.try_into().ok()?));
        }
        whole.extend_from_slice(&sheet[start..at]);
    }
    any.then_some(whole)
}

/// What a record is: one byte, or two where the first says so.
fn kind(sheet: &[u8], at: &mut usize) -> Option<u16> {
    let low = u16::from(*sheet.get(*at)?);
    *at += 1;
    if low < 128 {
        return Some(low);
    }
    let high = u16::from(*sheet.get(*at)?);
    *at += 1;
    Some((low & 127) | ((high & 127) << 7))
}

/// How long its content is: seven bits a byte, the low ones first.
fn length(sheet: &[u8], at: &mut usize) -> Option<usize> {
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let byte = usize::from(*sheet.get(*at)?);
        *at += 1;
        length |= (byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    Some(length)
}

fn put_length(mut length: usize, to: &mut Vec<u8>) {
    loop {
        let byte = (length & 127) as u8;
        length >>= 7;
        if length == 0 {
            return to.push(byte);
        }
        to.push(byte | 128);
    }
}
