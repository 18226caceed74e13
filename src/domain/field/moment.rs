//! A day with or without a time behind it, as one text: `2026-11-19 09:05`.

use super::day_words::clock;
use super::parse::{is_plausible, parse_date};
use super::{FieldError, Tense};
use crate::domain::day::{Day, Moment};
use crate::domain::text::{check, field as say};

/// Where and when people type: the domain has no clock.
#[derive(Clone, Copy, Debug)]
pub struct Typing<'a> {
    /// The day it is.
    pub today: Day,
    /// How far local time is from UTC, as instants write it (`+08:00`).
    pub offset: &'a str,
    /// What the clock shows (`14:03`); nothing where a day's times are not asked about.
    pub clock: &'a str,
}

/// Enough for fields without a clock; a time of day would count in UTC.
impl From<Day> for Typing<'static> {
    fn from(today: Day) -> Self {
        Self {
            today,
            offset: "Z",
            clock: "",
        }
    }
}

/// Reads a day with or without a time behind it: `0305`, `昨天 14:30`, `2026-11-19 9:05`; or an RFC 3339 instant, kept as written.
pub fn parse_moment(text: &str, typing: Typing, tense: Tense) -> Result<Moment, FieldError> {
    let narrow = text.trim().replace('：', ":");
    if let Some(moment) = Moment::parse(&narrow) {
        return match is_plausible(moment.day) {
            true => Ok(moment),
            false => Err(FieldError::new(check::absurd_day(moment.day))),
        };
    }
    // A time alone is one of today.
    let today = typing.today.to_string();
    let timed = match narrow.rsplit_once([' ', '\u{3000}']) {
        Some((day, time)) => clock(time).map(|time| (day, time)),
        None => clock(&narrow).map(|time| (&*today, time)),
    };
    match timed {
        None => parse_date(&narrow, typing.today, tense).map(Moment::on),
        Some((day, [hour, minute, second])) => {
            let day = parse_date(day, typing.today, tense)?;
            Moment::parse(&format!("{day}T{hour:02}:{minute:02}:{second:02}{}", typing.offset))
                .ok_or(FieldError::new(say::no_time()))
        }
    }
}

/// A moment as an input shows it: to the minute, on the clock it was written on.
pub fn format_moment(moment: &Moment) -> String {
    match moment.clock() {
        Some(clock) => format!("{} {clock}", moment.day),
        None => moment.day.to_string(),
    }
}
