//! Counting working days, with the sum to show.

use chrono::Datelike;

use super::workday::Calendar;
use crate::domain::day::Day;

/// The most days that are looked at for a distance: no stretch of days off is longer than a year.
const MOST_DAYS: i32 = 366;

/// A stretch of days off that was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Off {
    /// The first day off.
    pub from: Day,
    /// The last one.
    pub to: Day,
}

/// The sum of a count: where it ends, and what it passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day it is counted from; it does not count itself.
    pub start: Day,
    /// How many working days.
    pub n: u32,
    /// The n-th working day behind the start.
    pub until: Day,
    /// The days off between, in order.
    pub skipped: Vec<Off>,
    /// The years that it goes through and whose calendar is not known: they were counted Monday to Friday.
    pub unknown: Vec<i32>,
}

impl Calendar {
    /// The n-th working day strictly behind a day; that day itself for none.
    pub fn nth_working_day(&self, start: Day, n: u32) -> Day {
        let (mut day, mut left, mut off) = (start, n, 0);
        while left > 0 && off < MOST_DAYS {
            day = day.plus_days(1);
            if self.is_working(day) {
                (left, off) = (left - 1, 0);
            } else {
                off += 1;
            }
        }
        day
    }

    /// The same with its sum.
    pub fn working_day_after(&self, start: Day, n: u32) -> Counted {
        let until = self.nth_working_day(start, n);
        let (mut skipped, mut unknown) = (Vec::<Off>::new(), Vec::new());
        for day in (start.0 + 1..=until.0).map(Day) {
            let year = day.date().year();
            if !self.knows(year) && !unknown.contains(&year) {
                unknown.push(year);
            }
            if self.is_working(day) {
                continue;
            }
            match skipped.last_mut().filter(|off| off.to.plus_days(1) == day) {
                Some(off) => off.to = day,
                None => skipped.push(Off { from: day, to: day }),
            }
        }
        Counted {
            start,
            n,
            until,
            skipped,
            unknown,
        }
    }

    /// How many working days lie behind `from`, up to and with `to`; negative where `to` is earlier.
    pub fn working_days_between(&self, from: Day, to: Day) -> i32 {
        let (first, last) = (from.min(to), from.max(to));
        let between = (first.0 + 1..=last.0).filter(|day| self.is_working(Day(*day))).count();
        let days = i32::try_from(between).unwrap_or(i32::MAX);
        if from <= to { days } else { -days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Settings;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn told(calendar: &Calendar, start: &str, n: u32) -> String {
        let sum = calendar.working_day_after(day(start), n);
        let off = sum.skipped.iter().map(|off| format!("{}…{}", off.from, off.to));
        format!("{} {} {:?}", sum.until, off.collect::<Vec<_>>().join(" "), sum.unknown)
    }

    #[test]
    fn the_start_never_counts_and_what_is_passed_over_is_told() {
        let table = [
            ("2026-09-30", 3, "2026-10-10 2026-10-01…2026-10-07 []"),
            ("2026-10-09", 1, "2026-10-10  []"),
            ("2026-10-10", 1, "2026-10-12 2026-10-11…2026-10-11 []"),
            ("2026-02-13", 2, "2026-02-24 2026-02-15…2026-02-23 []"),
            ("2024-02-09", 2, "2024-02-19 2024-02-10…2024-02-17 []"),
            ("2026-12-31", 1, "2027-01-01  [2027]"),
            ("2026-11-27", 0, "2026-11-27  []"),
            ("2026-11-27", 5, "2026-12-04 2026-11-28…2026-11-29 []"),
        ];
        for (start, n, expected) in table {
            assert_eq!(told(Calendar::published(), start, n), expected, "{start} {n}");
        }
    }

    #[test]
    fn what_the_user_says_goes_before_what_was_published() {
        let settings: Settings = serde_json::from_str(
            r#"{"calendar": [{"date": "2026-10-08", "working": false, "name": "厂休"}, {"date": "2026-10-11", "working": true},
                {"date": "2027-01-01", "working": false, "name": "元旦"}], "calendar_years": [2027]}"#,
        )
        .unwrap();
        let calendar = Calendar::of(&settings);
        assert_eq!(told(&calendar, "2026-09-30", 3), "2026-10-11 2026-10-01…2026-10-08 []");
        assert_eq!(told(&calendar, "2026-12-31", 1), "2027-01-04 2027-01-01…2027-01-03 []");
        let named = calendar.day(day("2026-10-08")).name.map(|name| name.zh.into_owned());
        assert_eq!(named.as_deref(), Some("厂休"));
        assert!(calendar.knows(2027) && !Calendar::published().knows(2027));
    }

    #[test]
    fn working_days_between_two_days() {
        let between = |from, to| Calendar::published().working_days_between(day(from), day(to));
        assert_eq!(between("2026-09-30", "2026-10-10"), 3);
        assert_eq!(between("2026-10-10", "2026-09-30"), -3);
        assert_eq!(between("2026-10-01", "2026-10-01"), 0);
    }

    #[test]
    fn a_calendar_without_a_working_day_comes_to_an_end() {
        let never = (0..800).map(|n| format!(r#"{{"date": "{}", "working": false}}"#, day("2026-01-01").plus_days(n)));
        let json = format!(r#"{{"calendar": [{}]}}"#, never.collect::<Vec<_>>().join(","));
        let calendar = Calendar::of(&serde_json::from_str(&json).unwrap());
        assert_eq!(calendar.nth_working_day(day("2026-01-01"), 1), day("2027-01-02"));
    }
}
