//! Days of which only the year is said, or the year and a part of it: 2022年, 2022, 2022年3月, 2022Q1, Mar 2022.

use super::english;
use super::in_words::{number, year_of};
use super::short;
use crate::domain::day::Day;
use crate::domain::fold::folded;
use crate::exchange::words::{ABOUT, ABOUT_BEHIND, DATE_MARKS, PARTS_OF_MONTH, PARTS_OF_YEAR, QUARTERS};

/// No such text has more bytes.
const LONGEST: usize = 40;
/// Years that people write.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The first day of what such a text says; nothing where it is none.
pub(super) fn first_of(text: &str) -> Option<Day> {
    if text.len() > LONGEST || !text.contains(|c: char| c.is_numeric() || c.is_ascii_alphabetic() || c == DATE_MARKS[0])
    {
        return None;
    }
    let said = folded(text);
    let said = ABOUT.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(&said);
    let said = ABOUT_BEHIND
        .iter()
        .find_map(|word| said.strip_suffix(word))
        .unwrap_or(said);
    let (year, month) = with_mark(said)
        .or_else(|| in_figures(said))
        .or_else(|| in_english(text))?;
    Day::from_ymd(year, month, 1).filter(|_| YEARS.contains(&year))
}

/// `2022年`, `22年3月`, `2022年第一季度`, `2022年底`.
fn with_mark(said: &str) -> Option<(i32, u32)> {
    let (year, rest) = said.split_once(DATE_MARKS[0])?;
    let short = || {
        let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        Some(short::year(year.parse().ok().filter(|_| is_short)?))
    };
    let year = year_of(year).or_else(short)?;
    let month = part_of_year(said.get(said.find(DATE_MARKS[0])?..)?).or_else(|| month(rest))?;
    Some((year, month))
}

/// The first month of a part of a year: 年底, 年第一季度, q1.
fn part_of_year(said: &str) -> Option<u32> {
    let named = PARTS_OF_YEAR.iter().find(|(part, _)| *part == said);
    let quarter = || {
        let bare = said
            .trim_start_matches(DATE_MARKS[0])
            .trim_start_matches(['-', '/', '.']);
        let one = |(before, behind): &(&str, &str)| number(bare.strip_prefix(before)?.strip_suffix(behind)?);
        let quarter = QUARTERS.iter().find_map(one).filter(|quarter| *quarter <= 4)?;
        Some(quarter * 3 - 2)
    };
    named.map(|(_, month)| *month).or_else(quarter)
}

/// A month, with or without what says no day of it: `3`, `3月`, `三月份`, `3月中旬`.
fn month(said: &str) -> Option<u32> {
    let (month, behind) = said.split_once(DATE_MARKS[1]).unwrap_or((said, ""));
    let month = number(month).filter(|month| (1..=12).contains(month))?;
    PARTS_OF_MONTH.contains(&behind).then_some(month)
}

/// `2022`, `2020-04`, `2020.4`, `04/2020`, `202004`, `2022q1`.
fn in_figures(said: &str) -> Option<(i32, u32)> {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits(said) {
        let (year, rest) = said.split_at_checked(4)?;
        let month = match rest.len() {
            0 => 1,
            2 => month(rest)?,
            _ => return None,
        };
        return Some((year_of(year)?, month));
    }
    if let Some(parts) = said.split_once(['-', '/', '.']) {
        let (year, rest) = if parts.1.len() == 4 && are_digits(parts.1) {
            (parts.1, parts.0)
        } else {
            parts
        };
        let is_year = year.len() == 4 && are_digits(year);
        return Some((
            year_of(year).filter(|_| is_year)?,
            month(rest).or_else(|| part_of_year(rest))?,
        ));
    }
    let (year, rest) = said.split_at_checked(4).filter(|(year, _)| are_digits(year))?;
    Some((year_of(year)?, part_of_year(rest)?))
}

/// `Mar 2022`, `2022 March`.
fn in_english(text: &str) -> Option<(i32, u32)> {
    let mut words = text.split([' ', ',', '-', '/', '.']).filter(|word| !word.is_empty());
    let (one, two, None) = (words.next()?, words.next()?, words.next()) else {
        return None;
    };
    let of = |month: &str, year: &str| Some((year_of(year)?, english::month(month)?));
    of(one, two).or_else(|| of(two, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_of_what_is_said() {
        let table = [
            ("2022", "2022-01-01"),
            ("2022年", "2022-01-01"),
            ("２０２２年", "2022-01-01"),
            ("2022 年度", "2022-01-01"),
            ("二〇二二年", "2022-01-01"),
            ("22年", "2022-01-01"),
            ("98年", "1998-01-01"),
            ("2022年初", "2022-01-01"),
            ("大概2022年", "2022-01-01"),
            ("2022年3月左右", "2022-03-01"),
            ("2022年底", "2022-12-01"),
            ("2022下半年", "2022-07-01"),
            ("2022年第三季度", "2022-07-01"),
            ("2022年Q2", "2022-04-01"),
            ("2022Q4", "2022-10-01"),
            ("2022-Q4", "2022-10-01"),
            ("2022年3月", "2022-03-01"),
            ("22年3月", "2022-03-01"),
            ("2022年三月份", "2022-03-01"),
            ("2022年3月中旬", "2022-03-01"),
            ("2022年12", "2022-12-01"),
            ("2022-03", "2022-03-01"),
            ("2022.3", "2022-03-01"),
            ("03/2022", "2022-03-01"),
            ("202203", "2022-03-01"),
            ("Mar 2022", "2022-03-01"),
            ("2022 March", "2022-03-01"),
        ];
        for (text, wanted) in table {
            assert_eq!(first_of(text), Day::parse(wanted), "{text}");
        }
        for text in [
            "",
            "1350",
            "2150",
            "2022年13月",
            "202213",
            "20220305",
            "2022-03-05",
            "2022年3月5日",
            "3年",
            "3月",
            "2022-2023",
            "2022元",
            "2022年Q5",
            "45000",
            "2022.35",
            "March",
            "年",
            "合作多年",
            "10月15",
            "22",
        ] {
            assert_eq!(first_of(text), None, "{text}");
        }
    }
}
