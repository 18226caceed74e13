//! Rows that are no records: sums, wherever they stand, and the lines below a table.

use super::{filled_cells, typical_width};
use crate::domain::fold::{folded, is_folded};
use crate::exchange::columns::is_company;
use crate::exchange::grid::{Cell, SheetRow};
use crate::exchange::values::is_value;
use crate::exchange::words::{
    ALL, COUNTED, COUNTING, FOOTER_MARKS, FOOTERS, FOOTERS_OF, HAN_DIGITS, NOTES, NOTHING, PAGE, PAGE_OF, PAGES,
    TABLE_ENDS, TOTAL_OF, TOTALS, TOTALS_BEGIN, TOTALS_END, TOTALS_LAST,
};

/// Behind 审核人 without a colon stands a name of at most so many characters.
const NAME: usize = 4;
/// So many lines below a table are plausible however short it is.
const LINES: usize = 8;
/// How long a figure with its unit is at most: 1,234.50万元.
const FIGURE: usize = 16;

/// The cells of a row that say something.
fn cells(row: &SheetRow) -> impl Iterator<Item = &Cell> {
    row.cells.iter().filter(|cell| !cell.is_blank())
}

/// Whether a row says sums: one of its first texts is a word for it, or the first says of what they are and only figures stand behind.
pub(super) fn is_total(row: &SheetRow, typical: usize) -> bool {
    let is_word = |cell: &Cell| matches!(cell, Cell::Text(text) if begins_total(text));
    typical > 1 && (cells(row).take(2).any(is_word) || sums_up(row))
}

/// Whether a row begins with a number in one of these columns: a row of sums has none, or its word stands there.
pub(super) fn has_number(row: &SheetRow, numbers: &[usize]) -> bool {
    let Some(place) = row.cells.iter().position(|cell| !cell.is_blank()) else {
        return false;
    };
    let text = row.cells[place].shown();
    let is_sum = || begins_total(&text) || ends_total(&text) || says(&text);
    numbers.contains(&place) && text.contains(is_digit) && !is_sum()
}

/// Whether a text is a word for sums, with what they are of in brackets or behind a colon.
fn begins_total(text: &str) -> bool {
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
}

/// Whether the first text of a row ends as names of sums do, or says how many rows there are, and nothing but figures stands behind it.
fn sums_up(row: &SheetRow) -> bool {
    let mut cells = cells(row);
    let Some(Cell::Text(first)) = cells.next() else {
        return false;
    };
    // Most texts have no word of counting at all.
    let counts = || first.contains(COUNTING) && counts(&folded(first)) && !is_company(first);
    (ends_total(first) || counts()) && cells.all(is_figure)
}

/// Whether a text says of what it is a sum: 华东区合计：, 一月小计(元).
fn ends_total(text: &str) -> bool {
    // Most texts are no sum by their last character.
    if text
        .chars()
        .last()
        .is_some_and(|c| is_folded(c) && !TOTALS_LAST.contains(&c))
    {
        return false;
    }
    let said = folded(text);
    let bare = said.split('(').next().unwrap_or_default();
    let bare = bare.trim_end_matches([':', '.']);
    TOTALS_END.iter().any(|word| bare.ends_with(word))
}

/// Whether a folded text says how many rows there are: 以上共4家客户, 合计12单.
fn counts(said: &str) -> bool {
    let rest = COUNTED.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(said);
    let mut behind = ALL.iter().filter_map(|word| rest.strip_prefix(word));
    behind.any(|rest| rest.starts_with(is_digit))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a cell holds a figure, perhaps with its unit, or a sign for none.
fn is_figure(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => {
            let said = folded(text);
            let begins = said.starts_with(|c: char| is_digit(c) || matches!(c, '-' | '+' | '¥' | '('));
            is_value(text) || NOTHING.contains(&&*said) || begins && said.chars().count() <= FIGURE && !is_company(text)
        }
        _ => true,
    }
}

/// Whether a text is a line below a table: who made it, what is to be noted, which page it is.
fn says(text: &str) -> bool {
    if is_company(text) {
        return false;
    }
    let said = folded(text);
    let bare = said.trim_matches(['(', ')', '-', '.', '=']);
    if said.starts_with(FOOTER_MARKS) || TABLE_ENDS.contains(&bare) || counts(&said) || is_page(bare) {
        return true;
    }
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', '(']);
    // 注1：…, 2.…
    let is_numbered = |rest: &str| {
        let behind = rest.trim_start_matches(is_digit);
        behind.len() < rest.len() && behind.starts_with([':', '.', ',', ')'])
    };
    let names = |rest: &str| ends(rest) || rest.starts_with(is_digit) || rest.chars().count() <= NAME;
    let mut behind = FOOTERS.iter().filter_map(|word| said.strip_prefix(word));
    behind.any(|rest| {
        let mut of = FOOTERS_OF.iter().filter_map(|of| rest.strip_prefix(of));
        ends(rest) || is_numbered(rest) || of.any(names)
    })
}

/// Whether a folded text says which page of how many it is: 第1页共3页, page 1 of 3.
fn is_page(said: &str) -> bool {
    let is_number = |c: char| is_digit(c) || c == '/' || HAN_DIGITS.contains(c);
    let mut behind = PAGES.iter().filter_map(|word| said.strip_prefix(word));
    let is_numbered = |rest: &str| {
        let page = rest.trim_start_matches(is_number);
        let behind = page.strip_prefix(PAGE).filter(|_| page.len() < rest.len());
        behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(PAGE_OF))
    };
    behind.any(is_numbered) || said.strip_prefix("page").is_some_and(|rest| rest.starts_with(is_digit))
}

/// Whether a row is a line below a table: its first text is one, and so are the others, or what stands behind each.
fn is_line(row: &SheetRow, typical: usize) -> bool {
    let is_said = |cell: &Cell| matches!(cell, Cell::Text(text) if says(text));
    let said = cells(row).filter(|cell| is_said(cell)).count();
    cells(row).next().is_some_and(is_said) && (filled_cells(row) < typical || said * 2 >= filled_cells(row))
}

/// Whether a row stands where the pages of a report meet: alone it says which page this is, or the title again.
pub(super) fn parts_pages(row: &SheetRow, typical: usize, title: &[String]) -> bool {
    let mut own = cells(row);
    let Some(cell) = own.next().filter(|_| typical > 1 && own.next().is_none()) else {
        return false;
    };
    let text = cell.shown();
    let own = folded(&text);
    is_page(own.trim_matches(['(', ')', '-', '.', '='])) || title.iter().any(|line| folded(line) == own)
}

/// Where the lines below the table begin: what stands behind a gap in few cells, or says that it is one.
pub(super) fn footer_start(body: &[SheetRow]) -> usize {
    let typical = typical_width(body);
    let is_few = |row: &&SheetRow| typical > 2 && filled_cells(row) <= (typical / 4).max(1);
    let is_low = |row: &&SheetRow| is_few(row) || is_line(row, typical) || is_total(row, 2);
    let tail = |is: &dyn Fn(&&SheetRow) -> bool| body.len() - body.iter().rev().take_while(is).count();
    let (few, low) = (tail(&is_few), tail(&is_low));
    let is_note = |row: &SheetRow| match cells(row).next() {
        Some(Cell::Text(text)) if !is_company(text) => NOTES.iter().any(|word| folded(text).starts_with(word)),
        _ => false,
    };
    let is_footer = |i: &usize| {
        let is_behind_gap = *i > 0 && body[*i].at > body[i - 1].at + 1;
        *i >= few && (is_behind_gap || is_note(&body[*i])) || is_line(&body[*i], typical)
    };
    let start = (low..body.len()).find(is_footer).unwrap_or(body.len());
    // A column whose cells all look like such lines is one of the table.
    let lines = body[start..].iter().filter(|row| is_line(row, typical)).count();
    if lines > LINES.max(body.len() / 2) {
        body.len()
    } else {
        start
    }
}
