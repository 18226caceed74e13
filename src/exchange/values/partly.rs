//! Days that are not said whole: without their year, by a word, as a part of a year, or as a number that lost a 0.

use super::as_of::is_relative;
use super::day::{is_time, parted, seconds};
use super::in_words::{self, Worded};
use super::vague;
use crate::domain::day::Day;
use crate::domain::field::{half_width, hangs_on_today};
use crate::domain::fold::folded;
use crate::exchange::grid::Cell;
use crate::exchange::words::{DATE_MARKS, DAY_ENDS, MONTHS_BEHIND, PARTS_OF_MONTH, SOME_DAY};

/// Whether a text says a day, and not of which year: a month and a day, with or without a time, a lunar day, a month, or some day. That is not guessed, as
/// an old list would come in as a new one.
pub(super) fn has_no_year(text: &str) -> bool {
    month_day_and_time(text).is_some() || is_open(text) || is_some_day(text)
}

/// Whether a cell says a day without its year. A number of a sheet has lost the 0 before the month: `305`.
pub(super) fn lacks_year(cell: &Cell, text: &str) -> bool {
    match cell {
        Cell::Text(_) => has_no_year(text),
        Cell::Number(_) => month_and_day(&of_cell(cell, text)).is_some(),
        _ => false,
    }
}

/// Whether a cell says a day as of another one, that of its row or of who wrote it.
pub(super) fn is_as_of_another(cell: &Cell, text: &str) -> bool {
    match cell {
        Cell::Text(_) => hangs_on(text) || month_day_and_time(text).is_some(),
        Cell::Number(_) => lacks_year(cell, text),
        _ => false,
    }
}

/// The text of a cell; the digits of a number that may be a month and a day, with the 0 before the month.
pub(super) fn of_cell(cell: &Cell, text: &str) -> String {
    let lacks_zero = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    match cell {
        Cell::Number(_) if lacks_zero => format!("0{text}"),
        _ => text.to_owned(),
    }
}

/// Whether a cell says a year alone, or a part of it.
pub(super) fn is_vague(cell: &Cell, text: &str) -> bool {
    has_no_day(cell) && vague::first_of(text).is_some()
}

fn has_no_day(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Number(_))
}

/// Whether a number of a sheet may have lost a 0 that was a part of the day: 3.1 is the first of March or the tenth, 2020.1 January or October.
pub(super) fn may_lack_zero(cell: &Cell, text: &str) -> bool {
    let Some((one, two)) = text.split_once('.').filter(|_| matches!(cell, Cell::Number(_))) else {
        return false;
    };
    let of = |text: &str| text.parse::<u32>().ok();
    match (of(one), of(two)) {
        (Some(month @ 1..=12), Some(day @ 1..=3)) => two.len() == 1 && Day::from_ymd(2024, month, day * 10).is_some(),
        (Some(1900..=2100), Some(1)) => two.len() == 1,
        _ => false,
    }
}

/// Whether a text is a day of which year, or of which calendar, is not plain.
pub(super) fn is_open(text: &str) -> bool {
    in_words::read(parted(text.trim()).0) == Some(Worded::Open)
}

/// Whether a text is a part of a year, or says that it is some day: `3月`, `3月底`, `下个月`, `节后`.
pub(super) fn is_some_day(text: &str) -> bool {
    // Days in figures are none, and nearly all are.
    if text.is_ascii() && !text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
        return false;
    }
    let said = folded(text);
    let of_month = || {
        let (month, part) = said.split_once(DATE_MARKS[1])?;
        let month = in_words::number(month).filter(|month| (1..=12).contains(month));
        month.filter(|_| PARTS_OF_MONTH.contains(&part))
    };
    let is_month = MONTHS_BEHIND.iter().any(|(word, _)| *word == said && !word.is_empty());
    SOME_DAY.contains(&&*said) || is_month || of_month().is_some()
}

/// Whether a cell tells a day in any way but whole: of which year, or which day of it, is asked.
pub(crate) fn tells_day(cell: &Cell, text: &str) -> bool {
    // Figures that are neither a month and a day, a year, a year and a month nor a day are what most columns hold.
    let are_other = !matches!(text.len(), 4 | 6 | 8) && text.bytes().all(|byte| byte.is_ascii_digit());
    !are_other && tells_day_in_words(cell, text)
}

/// The same of what is more than figures, or figures of such a length.
fn tells_day_in_words(cell: &Cell, text: &str) -> bool {
    hangs_on(text) || is_time(text) || has_no_year(text) || is_vague(cell, text)
}

/// Whether the day of a text hangs on when it was written.
pub(super) fn hangs_on(text: &str) -> bool {
    hangs_on_today(text) || is_relative(text)
}

/// A month and a day, and the second of it where a time is written: `11-30 09:00`.
pub(super) fn month_day_and_time(text: &str) -> Option<(u32, u32, Option<u32>)> {
    let text = half_width(text);
    let (day, time) = parted(&text);
    let (month, day) = month_and_day(day)?;
    match time.trim() {
        "" => Some((month, day, None)),
        time => Some((month, day, Some(seconds(time)?))),
    }
}

fn month_and_day(text: &str) -> Option<(u32, u32)> {
    if let Some(Worded::MonthAndDay(month, day)) = in_words::read(text) {
        return Some((month, day));
    }
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.trim().trim_end_matches(DAY_ENDS);
    // `0305` has nothing between the two.
    let in_one = || {
        let are_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.split_at_checked(2).filter(|_| are_digits)
    };
    let parts = text
        .split_once(DATE_MARKS[1])
        .or_else(|| text.split_once(['/', '-', '.']));
    let (month, day) = parts.or_else(in_one)?;
    let number = |text: &str, most: u32| {
        let number = text.trim().parse().ok().filter(|_| is_number(text.trim()));
        number.filter(|number| (1..=most).contains(number))
    };
    Some((number(month, 12)?, number(day, 31)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_other_lengths_tell_no_day_in_any_way() {
        for text in ["7", "12", "305", "20243", "2024305", "138000000", "13800001111"] {
            let cell = Cell::Text(text.into());
            assert!(!tells_day_in_words(&cell, text), "{text}");
            assert!(!tells_day(&cell, text), "{text}");
        }
        for text in ["0305", "2024", "202403", "3月5日", "明天"] {
            assert!(tells_day(&Cell::Text(text.into()), text), "{text}");
        }
    }
}
