//! The public holidays of the years whose calendar is known: the days off, and the last day that is worked before them.

use chrono::Datelike;

use super::notice::{FIRST_YEAR, HOLIDAYS, LAST_YEAR};
use super::workday::Calendar;
use crate::domain::day::Day;
use crate::domain::kind::Settings;
use crate::domain::label::Label;
use crate::domain::sort::sort_by_key;

/// A public holiday of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicHoliday {
    /// What it is called.
    pub name: Label,
    /// The first day off.
    pub from: Day,
    /// The last working day before.
    pub eve: Day,
}

/// No stretch without a working day is longer.
const LONGEST: i32 = 30;

/// The public holidays, those that ship and those of the years that the user entered, in order. A day off of the user's own in a year that
/// ships is none.
pub fn public_holidays(settings: &Settings, calendar: &Calendar) -> Vec<PublicHoliday> {
    let mut off: Vec<(Day, Label)> = HOLIDAYS
        .iter()
        .filter_map(|holiday| {
            let (month, day) = holiday.off.0;
            Some((Day::from_ymd(holiday.year, month, day)?, holiday.name.clone()))
        })
        .collect();
    let entered = settings.calendar.iter().filter(|own| {
        let year = own.date.date().year();
        !own.working && !(FIRST_YEAR..=LAST_YEAR).contains(&year) && calendar.knows(year)
    });
    let mut days: Vec<(Day, &str)> = entered
        .filter_map(|own| Some((own.date, own.name.as_deref()?)))
        .collect();
    sort_by_key(&mut days, |(day, _)| *day);
    let firsts = days.iter().enumerate().filter(|(i, (day, name))| {
        let before = i.checked_sub(1).and_then(|before| days.get(before));
        before.is_none_or(|(known, called)| known.plus_days(1) != *day || called != name)
    });
    off.extend(firsts.map(|(_, (day, name))| (*day, Label::same(name))));
    let eve = |from: Day| {
        let mut days = (1..=LONGEST).map(|back| from.plus_days(-back));
        days.find(|day| calendar.is_working(*day))
    };
    let mut all: Vec<PublicHoliday> = off
        .into_iter()
        .filter_map(|(from, name)| {
            Some(PublicHoliday {
                name,
                from,
                eve: eve(from)?,
            })
        })
        .collect();
    sort_by_key(&mut all, |holiday| holiday.from);
    all
}
