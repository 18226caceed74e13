//! Days that are written in words, and those of the lunar calendar: 二〇二四年三月五日, 1990年闰五月初三, 农历1980-08-15.

use crate::domain::calendar::LunarDay;
use crate::domain::day::Day;
use crate::domain::fold::folded;
use crate::exchange::words::{
    AROUND_LUNAR, DATE_MARKS, DAY_ENDS, DIGITS, DIGITS_TOO, LEAP, LUNAR, LUNAR_DAYS, LUNAR_MONTHS, LUNAR_SIGNS, TENS,
    simplified,
};

/// No such day has more bytes.
const LONGEST: usize = 60;

/// What such a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worded {
    /// This day, and whether it is said by the lunar calendar.
    Day(Day, bool),
    /// A month and a day of the common calendar, of which year it does not say.
    MonthAndDay(u32, u32),
    /// Which day is not plain: a lunar one without its year, or of a month that its year did not have, or one that may be of either calendar.
    Open,
}

/// Month, leap month, day, and whether these are words that only the lunar calendar has.
struct Parts {
    year: Option<i32>,
    month: u32,
    is_leap: bool,
    day: u32,
    is_lunar: bool,
    /// It ends as days of the common calendar do.
    has_end: bool,
}

/// Reads such a text; nothing where it is none.
pub(super) fn read(text: &str) -> Option<Worded> {
    if text.len() > LONGEST || !text.contains(LUNAR_SIGNS) {
        return None;
    }
    let said: String = folded(text).chars().map(simplified).collect();
    let bare = LUNAR.iter().fold(said.clone(), |said, word| said.replace(word, ""));
    let is_marked = bare != said;
    let bare = AROUND_LUNAR.iter().fold(bare, |said, word| said.replace(word, ""));
    // Days in figures are read as such.
    let is_word = |c: char| !c.is_ascii() && !DATE_MARKS.contains(&c) && !DAY_ENDS.contains(&c);
    if !is_marked && !bare.contains(is_word) {
        return None;
    }
    match parts(&bare) {
        Some(parts) if is_marked || parts.is_lunar => Some(lunar(&parts)),
        Some(Parts {
            year,
            month,
            day,
            has_end: true,
            ..
        }) => match year {
            Some(year) => Day::from_ymd(year, month, day).map(|day| Worded::Day(day, false)),
            None => Some(Worded::MonthAndDay(month, day)),
        },
        Some(_) => Some(Worded::Open),
        None => is_marked.then_some(Worded::Open),
    }
}

/// A day in figures, said to be one of the lunar calendar; nothing where it is no day.
pub(crate) fn as_lunar(text: &str) -> Option<String> {
    let said = format!("{}{}", LUNAR[0], text.trim());
    (text.contains(|c: char| c.is_numeric()) && matches!(read(&said), Some(Worded::Day(..)))).then_some(said)
}

/// A day of which nothing but the calendar is open, said to be of the one or of the other; nothing where it is no such day.
pub(crate) fn of_calendar(text: &str, is_lunar: bool) -> Option<String> {
    let text = text.trim();
    if read(text) != Some(Worded::Open) {
        return None;
    }
    let said = match is_lunar {
        true => format!("{}{text}", LUNAR[0]),
        false => format!("{text}{}", DAY_ENDS[0]),
    };
    matches!(read(&said), Some(Worded::Day(..))).then_some(said)
}

/// The day of the common calendar that a lunar one is, where its year had it.
fn lunar(parts: &Parts) -> Worded {
    let found = parts.year.and_then(|year| {
        let day = LunarDay {
            year,
            month: parts.month,
            is_leap: parts.is_leap,
            day: parts.day,
        };
        day.in_year(year).filter(|found| !found.is_short && !found.is_moved)
    });
    found.map_or(Worded::Open, |found| Worded::Day(found.on, true))
}

/// The parts of a day, of which at least one is a word or the text was said to be lunar; figures alone are read as others are.
fn parts(text: &str) -> Option<Parts> {
    let [year_end, month_end, _] = DATE_MARKS;
    let (year, rest) = match text.split_once(year_end) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    };
    let (month, day) = match (rest.split_once(month_end), year) {
        (Some((month, day)), _) => (month, day),
        (None, Some(_)) => rest.split_once(['-', '/', '.'])?,
        (None, None) => return of_figures(text),
    };
    let year = year.map(year_of);
    let (month, is_leap) = without_leap(month);
    let own = LUNAR_MONTHS.iter().find(|(word, _)| *word == month);
    let bare = day.strip_suffix(DAY_ENDS);
    let day = bare.unwrap_or(day);
    let parts = Parts {
        // A year that cannot be read is none that is plain.
        year: year.flatten(),
        is_lunar: is_leap || own.is_some() || day.starts_with(LUNAR_DAYS) || year == Some(None),
        month: own.map_or_else(|| number(month), |(_, month)| Some(*month))?,
        is_leap,
        day: number(day)?,
        has_end: bare.is_some(),
    };
    ((1..=12).contains(&parts.month) && (1..=31).contains(&parts.day)).then_some(parts)
}

/// `1980-08-15`, `1990-闰5-3`, `8-15`, `19800815`.
fn of_figures(text: &str) -> Option<Parts> {
    let (year, month, day) = match text.split(['-', '/', '.']).collect::<Vec<_>>()[..] {
        [year, month, day] => (Some(year_of(year)?), month, day),
        [all] if all.len() == 8 && all.is_ascii() => (Some(year_of(&all[..4])?), &all[4..6], &all[6..]),
        [month, day] => (None, month, day),
        _ => return None,
    };
    let (month, is_leap) = without_leap(month);
    Some(Parts {
        year,
        month: number(month).filter(|month| (1..=12).contains(month))?,
        is_leap,
        day: number(day).filter(|day| (1..=31).contains(day))?,
        is_lunar: is_leap,
        has_end: false,
    })
}

fn without_leap(month: &str) -> (&str, bool) {
    match month.strip_prefix(LEAP) {
        Some(month) => (month, true),
        None => (month, false),
    }
}

/// The digit that a sign says.
fn digit(c: char) -> Option<u32> {
    let own = DIGITS_TOO
        .iter()
        .find(|(other, _)| *other == c)
        .map_or(c, |(_, own)| *own);
    DIGITS.chars().position(|known| known == own).map(|place| place as u32)
}

/// A year of four digits, in words or figures.
pub(super) fn year_of(text: &str) -> Option<i32> {
    let one = |c: char| c.to_digit(10).or_else(|| digit(c)).filter(|digit| *digit < 10);
    let (mut year, mut left) = (0, 4_usize);
    for c in text.chars() {
        left = left.checked_sub(1)?;
        year = year * 10 + one(c)? as i32;
    }
    (left == 0).then_some(year)
}

/// A number below a hundred in figures or words: 12, 十二, 二十三, 廿三, 初三.
pub(super) fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|_| text.len() <= 2);
    }
    let mut signs = text.chars().peekable();
    let ten = signs
        .peek()
        .and_then(|first| TENS.iter().find(|(sign, _)| sign == first));
    let mut sum = 0;
    // Whether a digit or a ten may follow.
    let (mut takes_digit, mut takes_ten) = (true, true);
    if let Some((_, tens)) = ten {
        signs.next();
        sum = *tens;
        takes_ten = sum == 0;
    }
    for sign in signs {
        match digit(sign)? {
            10 if takes_ten => {
                sum = sum.max(1) * 10;
                (takes_digit, takes_ten) = (true, false);
            }
            1..10 if takes_digit => {
                sum += digit(sign)?;
                takes_digit = false;
                takes_ten &= sum < 10;
            }
            _ => return None,
        }
    }
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read() {
        let table = [
            ("三", Some(3)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("二十三", Some(23)),
            ("初三", Some(3)),
            ("初十", Some(10)),
            ("廿三", Some(23)),
            ("廿", Some(20)),
            ("卅", Some(30)),
            ("三十一", Some(31)),
            ("元", Some(1)),
            ("07", Some(7)),
            ("十十", None),
            ("一二", None),
            ("二十十", None),
            ("廿十", None),
            ("初", None),
            ("〇", None),
            ("", None),
            ("123", None),
            ("周", None),
        ];
        for (text, wanted) in table {
            assert_eq!(number(text), wanted, "{text}");
        }
    }

    #[test]
    fn lunar_days_are_days_of_the_common_calendar_where_they_were_any() {
        let day = |text: &str, is_lunar: bool| Some(Worded::Day(Day::parse(text).unwrap(), is_lunar));
        let table = [
            // The fifth month of 1990 stood twice.
            ("1990年闰五月初三", day("1990-06-25", true)),
            ("1990年五月初三", day("1990-05-26", true)),
            ("一九九〇年閏五月初三", day("1990-06-25", true)),
            ("农历1990年闰5月3日", day("1990-06-25", true)),
            ("阴历1980-08-15", day("1980-09-23", true)),
            ("1980.8.15（农历）", day("1980-09-23", true)),
            ("1980年8月15日(阴)", day("1980-09-23", true)),
            ("農曆一九八〇年八月十五", day("1980-09-23", true)),
            ("农历：19800815", day("1980-09-23", true)),
            ("1980年农历八月十五", day("1980-09-23", true)),
            ("2000年腊月廿三", day("2001-01-17", true)),
            ("农历生日 2024年正月初一", day("2024-02-10", true)),
            // 1991 has no leap month, and the last month of 1990 has a thirtieth day, the first of 1991 none.
            ("1991年闰五月初三", Some(Worded::Open)),
            ("1990年腊月三十", day("1991-02-14", true)),
            ("农历1991年正月三十", Some(Worded::Open)),
            ("农历八月十五", Some(Worded::Open)),
            ("腊月廿三", Some(Worded::Open)),
            ("庚午年五月初三", Some(Worded::Open)),
            ("八月十五", Some(Worded::Open)),
            ("1990年八月十五", Some(Worded::Open)),
            ("1850年五月初三", Some(Worded::Open)),
            ("农历", Some(Worded::Open)),
            ("二〇二四年三月五日", day("2024-03-05", false)),
            ("二零二四年十二月二十五号", day("2024-12-25", false)),
            ("三月五日", Some(Worded::MonthAndDay(3, 5))),
            ("二〇二四年二月三十日", None),
            ("三月", None),
            ("今年三月看样", None),
            ("历史客户", None),
            ("", None),
        ];
        for (text, wanted) in table {
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
