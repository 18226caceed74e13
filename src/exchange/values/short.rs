//! Days whose year has fewer figures than four: 24.3.5, 3/5/24, 113/03/05, 民国113年3月5日.

use std::borrow::Cow;

use super::day::{Told, read};
use super::question::ShortOrder;
use super::unguarded;
use crate::domain::day::Day;
use crate::domain::field::half_width;
use crate::exchange::grid::Cell;
use crate::exchange::words::{DATE_MARKS, DAY_ENDS, FIRST_YEAR, REPUBLIC};

/// Two figures below this one are a year of this century, as Excel has it.
const CENTURY_ENDS: i32 = 30;

/// The year before the first of the republic, and more years of it than any file says.
const BEFORE_REPUBLIC: u32 = 1911;
const YEARS_OF_REPUBLIC: u32 = 200;

/// The year that two figures are.
pub(super) fn year(two: i32) -> i32 {
    two + if two < CENTURY_ENDS { 2000 } else { 1900 }
}

/// Three numbers of one or two figures; the first may have three, as years of the republic have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShortDay {
    parts: [u32; 3],
    /// Whether the first and the last have two figures, as a year has.
    may_be_years: (bool, bool),
    /// Whether the first has three figures: it can be a year of the republic only.
    pub is_long: bool,
    /// Whether the first is marked as the year.
    pub is_marked: bool,
}

impl ShortDay {
    /// Nothing where a part is no such number.
    pub fn of(parts: [&str; 3]) -> Option<Self> {
        let [first, _, last] = parts;
        let is_long = first.len() == 3;
        let is_number = |(at, part): (usize, &&str)| {
            let fits = (1..=2).contains(&part.len()) || at == 0 && is_long;
            fits && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let number = |part: &str| part.parse().unwrap_or_default();
        parts.iter().enumerate().all(is_number).then_some(Self {
            parts: parts.map(number),
            may_be_years: (first.len() == 2, last.len() == 2 && !is_long),
            is_long,
            is_marked: false,
        })
    }

    /// The same with the first marked as the year.
    pub fn marked(self) -> Self {
        Self {
            may_be_years: (self.may_be_years.0, false),
            is_marked: true,
            ..self
        }
    }

    /// The day that it is in an order.
    pub fn day(self, order: ShortOrder) -> Option<Day> {
        let ([one, two, three], (first, last)) = (self.parts, self.may_be_years);
        let (two_figures, month, day) = match order {
            ShortOrder::Republic => {
                let is_year = (first || self.is_long) && (1..=YEARS_OF_REPUBLIC).contains(&one);
                return Day::from_ymd(is_year.then_some(one + BEFORE_REPUBLIC)? as i32, two, three);
            }
            ShortOrder::Year => (first.then_some(one)?, two, three),
            ShortOrder::Day => (last.then_some(three)?, two, one),
            ShortOrder::Month => (last.then_some(three)?, one, two),
        };
        Day::from_ymd(year(two_figures as i32), month, day)
    }

    /// Whether it is a day at all.
    pub fn is_any(self) -> bool {
        let is_any = |order: ShortOrder| self.day(order).is_some();
        ShortOrder::ALL.into_iter().any(is_any) || self.is_long && is_any(ShortOrder::Republic)
    }

    /// The day that it is in whatever order; nothing where its column counts the years of the republic and it may be of one.
    pub fn only(self, counts_republic: bool) -> Option<Day> {
        if counts_republic && self.day(ShortOrder::Republic).is_some() {
            return None;
        }
        let mut all = ShortOrder::ALL.iter().filter_map(|order| self.day(*order));
        let first = all.next()?;
        all.all(|day| day == first).then_some(first)
    }
}

/// The text with its year as the common era counts, where it says one of the republic: 民国113年3月5日 is 2024年3月5日.
pub(super) fn of_republic(text: &str) -> Option<String> {
    let text = text.trim_start();
    let own = REPUBLIC.iter().find_map(|name| text.strip_prefix(name))?.trim_start();
    let own = own.strip_prefix(FIRST_YEAR).map_or(Cow::Borrowed(own), |rest| {
        Cow::Owned(format!("1{}{rest}", DATE_MARKS[0]))
    });
    let digits = own.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = own.split_at(digits);
    let year = year
        .parse::<u32>()
        .ok()
        .filter(|year| (1..=YEARS_OF_REPUBLIC).contains(year))?;
    Some(format!("{}{rest}", year + BEFORE_REPUBLIC))
}

/// Whether a text is a day whose year can be one of the republic only, by its three figures.
pub(super) fn has_three_figures(text: &str) -> bool {
    // Nearly all begin with four, or with two.
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    matches!(figures, 3 | 7) && matches!(read(text), Some(Told::Short(short, _)) if short.is_long)
}

/// Whether a cell counts its year as the republic does: it says so, or has three figures for it.
pub(crate) fn counts_republic(cell: &Cell) -> bool {
    if !matches!(cell, Cell::Text(_) | Cell::Number(_)) {
        return false;
    }
    let shown = cell.shown();
    let narrow = half_width(unguarded(&shown));
    let text = narrow.trim();
    of_republic(text).is_some() || has_three_figures(text)
}

/// The day that a text is in an order, as it is shown beside the question. The page asks for it: it knows the marks of days and nothing of words.
pub fn short_day(text: &str, order: ShortOrder) -> Option<Day> {
    let narrow = half_width(text);
    let day = narrow.split_whitespace().next()?.trim_end_matches(DAY_ENDS);
    let parts: Vec<&str> = match day.len() {
        7 if day.bytes().all(|byte| byte.is_ascii_digit()) => vec![&day[..3], &day[3..5], &day[5..]],
        _ => day.split(['-', '/', '.', DATE_MARKS[0], DATE_MARKS[1]]).collect(),
    };
    let short = ShortDay::of(parts.try_into().ok()?)?;
    let is_marked = day.contains(DATE_MARKS[0]);
    if is_marked { short.marked() } else { short }.day(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_the_republic_are_those_of_the_common_era() {
        let of = |text: &str| of_republic(text).unwrap_or_default();
        for (text, own) in [
            ("民国113年3月5日", "2024年3月5日"),
            ("民國 113年3月5日", "2024年3月5日"),
            ("中华民国38年10月1日", "1949年10月1日"),
            ("民国元年1月1日", "1912年1月1日"),
            ("民國113/03/05", "2024/03/05"),
            ("民国113", "2024"),
            ("民国时期", ""),
            ("民国2024年", ""),
            ("113年3月5日", ""),
        ] {
            assert_eq!(of(text), own, "{text}");
        }
    }

    #[test]
    fn a_short_day_is_what_the_calendar_leaves_it_to_be() {
        let all = |text: &str| {
            let day = |order: ShortOrder| short_day(text, order).map_or_else(String::new, |day| day.to_string());
            ShortOrder::ALL.map(day)
        };
        assert_eq!(all("24.3.5"), ["2024-03-05", "", ""]);
        assert_eq!(all("24-03-05 8:03"), ["2024-03-05", "2005-03-24", ""]);
        assert_eq!(all("05/03/24"), ["2005-03-24", "2024-03-05", "2024-05-03"]);
        assert_eq!(all("3/25/24"), ["", "", "2024-03-25"]);
        assert_eq!(all("85.3.5"), ["1985-03-05", "", ""]);
        assert_eq!(
            [all("1.2.3"), all("24.13.45"), all("2024.3.5"), all("24.3")],
            [["", "", ""]; 4]
        );
        let only = |text: &str| {
            ShortDay::of(text.split('.').collect::<Vec<_>>().try_into().unwrap())
                .unwrap()
                .only(false)
        };
        assert_eq!(only("24.3.5"), Day::parse("2024-03-05"));
        assert_eq!(only("24.03.05"), None);
    }

    #[test]
    fn a_day_beside_the_question_is_that_of_its_order() {
        for text in ["115/11/03", "1151103", "115年11月3日", "１１５／１１／３ 09:30"] {
            assert_eq!(
                short_day(text, ShortOrder::Republic),
                Day::parse("2026-11-03"),
                "{text}"
            );
            assert_eq!(short_day(text, ShortOrder::Year), None, "{text}");
        }
        assert_eq!(short_day("99.1.5", ShortOrder::Republic), Day::parse("2010-01-05"));
        assert_eq!(short_day("99.1.5", ShortOrder::Year), Day::parse("1999-01-05"));
        assert_eq!(short_day("24-03-05", ShortOrder::Day), Day::parse("2005-03-24"));
        assert_eq!(short_day("98年12月31日", ShortOrder::Day), None);
    }
}
