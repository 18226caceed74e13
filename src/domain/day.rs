//! Civil days, the windows that metrics count in, and instants that keep the text they were written with.
//!
//! No clock here: "today" is always an argument (`book.md`, "Precisely").

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::from_text::{FromText, read_text};

/// A civil day, counted from 1970-01-01. In JSON `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The first and last day the product takes: years 1 to 9999, as four digits can write them.
    pub const MIN: Self = Self(-719_162);
    /// See [`Day::MIN`].
    pub const MAX: Self = Self(2_932_896);

    /// The day of a calendar date, or nothing where the calendar has none (30 February).
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day)
            .filter(|_| (1..=9999).contains(&year))
            .map(Self::from_date)
    }

    /// Reads exactly `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        let digits = |r: std::ops::Range<usize>| {
            b[r].iter()
                .try_fold(0u32, |n, c| c.is_ascii_digit().then(|| n * 10 + u32::from(c - b'0')))
        };
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
            return None;
        }
        Self::from_ymd(digits(0..4)? as i32, digits(5..7)?, digits(8..10)?)
    }

    /// The same day as a `chrono` date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0.clamp(Self::MIN.0, Self::MAX.0)).unwrap_or_default()
    }

    /// The day of a `chrono` date.
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }

    /// `days` later (earlier when negative).
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// `months` calendar months earlier, the day clamped at a month's end: 31 March − 1 month is 28 or 29 February.
    pub fn minus_months(self, months: u32) -> Self {
        self.date()
            .checked_sub_months(Months::new(months))
            .map_or(Self::MIN, Self::from_date)
    }

    /// `months` calendar months later, the day clamped at a month's end.
    pub fn plus_months(self, months: u32) -> Self {
        self.date()
            .checked_add_months(Months::new(months))
            .map_or(Self::MAX, |date| Self::from_date(date).min(Self::MAX))
    }

    /// Whole days from `earlier` to `self`.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Whole calendar months from `earlier` to `self`: the month counts once the day of the month is reached,
    /// where a month too short for that day reaches it on its last day.
    pub fn months_since(self, earlier: Self) -> i32 {
        let (a, b) = (earlier.date(), self.date());
        let months = (b.year() - a.year()) * 12 + b.month() as i32 - a.month() as i32;
        let reached = b.day() >= a.day() || b.checked_add_days(Days::new(1)).is_some_and(|next| next.day() == 1);
        months - i32::from(!reached)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.collect_str(self)
        } else {
            to.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return i32::deserialize(from).map(Self);
        }
        read_text(from)
    }
}

impl FromText for Day {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        Self::parse(text).ok_or_else(|| E::custom(format_args!("\"{text}\" is not a date (YYYY-MM-DD)")))
    }
}

/// A date, or an RFC 3339 instant kept as written. It counts on the calendar date written in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The calendar date written in the text.
    pub day: Day,
    /// What stands behind the date (`T14:03:00+08:00`); empty for a bare date.
    pub time: Box<str>,
}

impl Moment {
    /// Reads `YYYY-MM-DD` or an RFC 3339 instant.
    pub fn parse(text: &str) -> Option<Self> {
        let day = Day::parse(text.get(..10)?)?;
        let time = &text[10..];
        if !time.is_empty() {
            DateTime::parse_from_rfc3339(text).ok()?;
        }
        Some(Self { day, time: time.into() })
    }

    /// A whole day without a time.
    pub fn on(day: Day) -> Self {
        Self { day, time: "".into() }
    }

    /// The point on the time line in milliseconds since 1970, where a time was written.
    pub fn unix_ms(&self) -> Option<i64> {
        DateTime::parse_from_rfc3339(&self.to_string())
            .ok()
            .map(|t| t.timestamp_millis())
    }

    /// Whether it lies behind another: on a later day as written, or later on the time line where both have a time.
    pub fn is_behind(&self, other: &Self) -> bool {
        match (self.unix_ms(), other.unix_ms()) {
            (Some(own), Some(other)) => own > other,
            _ => self.day > other.day,
        }
    }

    /// Hours and minutes as written (`14:03`), where a time was written.
    pub fn clock(&self) -> Option<&str> {
        self.time.get(1..6)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.day, self.time)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.collect_str(self)
        } else {
            (self.day, &self.time).serialize(to)
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return <(Day, Box<str>)>::deserialize(from).map(|(day, time)| Self { day, time });
        }
        read_text(from)
    }
}

impl FromText for Moment {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        Self::parse(text).ok_or_else(|| E::custom(format_args!("\"{text}\" is neither a date nor an RFC 3339 instant")))
    }
}

/// Days counted by a metric: after `after`, up to and with `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The last day before the window.
    pub after: Day,
    /// The last day in the window.
    pub until: Day,
}

impl Window {
    /// (D − n days, D].
    pub fn days(until: Day, days: i32) -> Self {
        Self {
            after: until.plus_days(-days),
            until,
        }
    }

    /// (D − n calendar months, D].
    pub fn months(until: Day, months: u32) -> Self {
        Self {
            after: until.minus_months(months),
            until,
        }
    }

    /// Everything up to D.
    pub fn all(until: Day) -> Self {
        Self {
            after: Day(i32::MIN),
            until,
        }
    }

    /// Whether a day lies in the window.
    pub fn contains(self, day: Day) -> bool {
        self.after < day && day <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn dates_are_strict() {
        for text in ["2026-11-19", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(day(text).to_string(), text);
        }
        for text in [
            "2026-13-02",
            "2026-02-29",
            "2026-2-9",
            "0000-01-01",
            "20261119",
            "2026-11-19 ",
            "",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!((day("0001-01-01"), day("9999-12-31")), (Day::MIN, Day::MAX));
    }

    #[test]
    fn months_clamp_at_the_end_of_a_month() {
        let table = [
            ("2026-03-31", 1, "2026-02-28"),
            ("2024-03-31", 1, "2024-02-29"),
            ("2026-11-19", 12, "2025-11-19"),
        ];
        for (from, months, to) in table {
            assert_eq!(day(from).minus_months(months), day(to), "{from} - {months}");
        }
    }

    #[test]
    fn whole_months_are_counted_when_their_day_is_reached() {
        let table = [
            ("2023-05-16", "2026-11-19", 42),
            ("2023-05-20", "2026-11-19", 41),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-01-31", "2026-02-27", 0),
            ("2026-01-31", "2026-03-30", 1),
            ("2026-11-19", "2026-11-19", 0),
        ];
        for (from, to, months) in table {
            assert_eq!(day(to).months_since(day(from)), months, "{from} to {to}");
        }
    }

    #[test]
    fn an_instant_keeps_its_text_and_counts_on_its_own_date() {
        let text = "2026-11-19T23:30:00-05:00";
        let at = Moment::parse(text).unwrap();
        assert_eq!((at.day, at.to_string().as_str()), (day("2026-11-19"), text));
        assert_eq!(Moment::parse("2026-11-19").map(|m| m.time.len()), Some(0));
        for text in [
            "2026-11-19T25:00:00Z",
            "2026-11-19T10:00",
            "2026-13-19T10:00:00Z",
            "2026",
            "二〇二六年十一月",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_window_of_n_days_holds_n_days() {
        let window = Window::days(day("2026-11-19"), 30);
        let held = (-40..5)
            .filter(|d| window.contains(day("2026-11-19").plus_days(*d)))
            .count();
        assert_eq!(held, 30);
    }
}
