//! Days that are said as of another one, that of their row: 11/30 in a visit of the 25th of November, 下周三, 次日, 三个月后, 15号.

use chrono::Datelike;

use super::day::{is_time, parted, seconds};
use super::in_words::number;
use super::partly::month_day_and_time;
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, FieldValue, Tense, is_spoken_day, parse};
use crate::domain::fold::folded;
use crate::exchange::words::{
    BEHIND_DAYS, DATE_MARKS, DAY_ENDS, DAYS_BEHIND, HALF_LATER, MONTH_ENDS, MONTHS_BEHIND, MONTHS_LATER,
    THIS_MONTH_ENDS,
};

/// What is known of the day that a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowDay {
    /// It says none.
    Unsaid,
    /// This one.
    Is(Day),
    /// That is asked about, or told to be wrong: the row waits anyway.
    Waits,
}

/// The day and the second of it that a text says as of the day of its row: the first such day from there on. Nothing where it says one by itself, where
/// that day is more than a year away, or where it would be one to come of what has happened.
pub(super) fn counted(text: &str, of: Day, last: Option<Day>) -> Option<(Day, Option<u32>)> {
    let (day, second) = found(text, of)?;
    let is_far = day > of.plus_months(12) || last.is_some_and(|last| day > last);
    (day >= of && !is_far).then_some((day, second))
}

/// Whether a text hangs on when it was written, and the domain's own words do not know it.
pub(super) fn is_relative(text: &str) -> bool {
    let day = parted(text).0.trim();
    let is_more = bare(day) != day && is_spoken_day(bare(day));
    is_more || relative(bare(day), Day(0)).is_some()
}

fn found(text: &str, of: Day) -> Option<(Day, Option<u32>)> {
    if let Some((month, day, seconds)) = month_day_and_time(text) {
        return Some((next(of, month, day)?, seconds));
    }
    if is_time(text) {
        return Some((of, seconds(text)));
    }
    let (day, time) = parted(text);
    let second = match time.trim() {
        "" => None,
        time => Some(seconds(time)?),
    };
    let one = |day: &str| spoken(day, of).or_else(|| relative(day, of));
    let day = day.trim();
    let day = one(day).or_else(|| one(bare(day)).filter(|_| bare(day) != day))?;
    Some((day, second))
}

/// The first such day from a day on.
fn next(of: Day, month: u32, day: u32) -> Option<Day> {
    let year = of.date().year();
    (0..=8)
        .filter_map(|n| Day::from_ymd(year + n, month, day))
        .find(|day| *day >= of)
}

/// What the forms know by a word as well: 下周三, 明天, 两周后.
fn spoken(day: &str, of: Day) -> Option<Day> {
    if !is_spoken_day(day) {
        return None;
    }
    match parse(FieldKind::Date(Tense::Future), day, of) {
        Ok(FieldValue::Date(day)) => Some(day),
        _ => None,
    }
}

/// A day without what stands behind it: 下周三前, 周五上午.
fn bare(day: &str) -> &str {
    let behind = BEHIND_DAYS.iter().find_map(|word| day.strip_suffix(word));
    behind.unwrap_or(day).trim_end()
}

fn relative(day: &str, of: Day) -> Option<Day> {
    let said = folded(day);
    let behind = DAYS_BEHIND.iter().find(|(word, _)| *word == said);
    behind
        .map(|(_, days)| of.plus_days(*days))
        .or_else(|| in_month(&said, of))
        .or_else(|| later(&said, of))
}

/// 15号, 下个月5号, 月底.
fn in_month(said: &str, of: Day) -> Option<Day> {
    let first = |months: u32| {
        let day = of.plus_months(months).date();
        Day::from_ymd(day.year(), day.month(), 1)
    };
    if THIS_MONTH_ENDS.contains(&said) {
        return Some(first(1)?.plus_days(-1));
    }
    // 3月底 is the next one.
    let named = MONTH_ENDS
        .iter()
        .find_map(|end| said.strip_suffix(end)?.strip_suffix(DATE_MARKS[1]));
    if let Some(month) = named.and_then(number).filter(|month| (1..=12).contains(month)) {
        let date = of.date();
        let year = date.year() + i32::from(month < date.month());
        let next = Day::from_ymd(year, month, 1)?.plus_months(1);
        return Some(next.plus_days(-1));
    }
    MONTHS_BEHIND.iter().find_map(|(word, months)| {
        let rest = said.strip_prefix(word)?;
        if !word.is_empty() && MONTH_ENDS.contains(&rest) {
            return Some(first(months + 1)?.plus_days(-1));
        }
        let day = number(rest.strip_suffix(DAY_ENDS)?)?;
        let of_month = |months: u32| {
            let first = first(months)?.date();
            Day::from_ymd(first.year(), first.month(), day)
        };
        match word.is_empty() {
            // The first month from here on that has such a day.
            true => (0..=2).filter_map(of_month).find(|day| *day >= of),
            false => of_month(*months),
        }
    })
}

/// 三个月后, 半年后.
fn later(said: &str, of: Day) -> Option<Day> {
    let half = HALF_LATER.iter().find(|(word, ..)| *word == said);
    let whole = || {
        let one = |(word, months): &(&str, u32)| Some(number(said.strip_suffix(word)?)? * months);
        MONTHS_LATER.iter().find_map(one)
    };
    match half {
        Some((_, months, days)) => Some(of.plus_months(*months).plus_days(*days)),
        None => Some(of.plus_months(whole()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_day_of_their_row() {
        // A Wednesday.
        let of = Day::from_ymd(2026, 11, 25).unwrap();
        let table = [
            ("11/30", "2026-11-30"),
            ("11月25日", "2026-11-25"),
            ("1月5日", "2027-01-05"),
            ("11-24", "2027-11-24"),
            ("1205", "2026-12-05"),
            ("下周三", "2026-12-02"),
            ("下周三前", "2026-12-02"),
            ("周五上午", "2026-11-27"),
            ("周一", "2026-11-30"),
            ("明天", "2026-11-26"),
            ("次日", "2026-11-26"),
            ("当天", "2026-11-25"),
            ("三天后", "2026-11-28"),
            ("两周后", "2026-12-09"),
            ("三个月后", "2027-02-25"),
            ("2个月后", "2027-01-25"),
            ("半个月后", "2026-12-10"),
            ("半年后", "2027-05-25"),
            ("15号", "2026-12-15"),
            ("28日", "2026-11-28"),
            ("三十号", "2026-11-30"),
            ("31号", "2026-12-31"),
            ("下个月5号", "2026-12-05"),
            ("本月28日", "2026-11-28"),
            ("月底", "2026-11-30"),
            ("下月底", "2026-12-31"),
            ("3月底", "2027-03-31"),
            ("11月末", "2026-11-30"),
            ("二月底", "2027-02-28"),
        ];
        for (text, wanted) in table {
            assert_eq!(
                counted(text, of, None),
                Some((Day::parse(wanted).unwrap(), None)),
                "{text}"
            );
        }
        let timed = [
            ("下周三 10:00", "2026-12-02"),
            ("11/30 10:00", "2026-11-30"),
            ("10:00", "2026-11-25"),
        ];
        for (text, wanted) in timed {
            let wanted = Some((Day::parse(wanted).unwrap(), Some(36_000)));
            assert_eq!(counted(text, of, None), wanted, "{text}");
        }
        // Days by themselves, days before, days more than a year away, and what is none.
        for text in [
            "2026-12-01",
            "昨天",
            "上周三",
            "3天前",
            "2/29",
            "本月5日",
            "三年后",
            "",
            "待定",
            "下次",
            "30",
            "45000",
            "前",
        ] {
            assert_eq!(counted(text, of, None), None, "{text}");
        }
    }

    #[test]
    fn what_has_happened_is_of_no_day_to_come() {
        let of = Day::from_ymd(2026, 11, 18).unwrap();
        let today = Some(Day::from_ymd(2026, 11, 19).unwrap());
        assert_eq!(counted("11/19", of, today).map(|(day, _)| day), today);
        assert_eq!([counted("11/20", of, today), counted("11/17", of, today)], [None, None]);
    }
}
