//! The calendar: whether a day is worked, why, and whether that is known.

use std::sync::LazyLock;

use chrono::{Datelike, Weekday};

use super::notice::{FIRST_YEAR, HOLIDAYS, LAST_YEAR};
use crate::domain::day::Day;
use crate::domain::kind::Settings;
use crate::domain::label::Label;
use crate::domain::sort::sort_by_key;

/// What the calendar says of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfWork {
    /// Whether it is worked.
    pub working: bool,
    /// The holiday, or what the user called it, where it is no plain day of the week.
    pub name: Option<Label>,
    /// Whether the calendar of its year is known.
    pub known: bool,
}

/// Which days are worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The days that are no plain days of the week, in order.
    special: Vec<(Day, bool, Label)>,
    /// The years that the user entered, beside those that ship.
    years: Vec<i32>,
}

static PUBLISHED: LazyLock<Calendar> = LazyLock::new(|| {
    let mut special = Vec::new();
    for holiday in HOLIDAYS {
        let day = |(month, day)| Day::from_ymd(holiday.year, month, day);
        let (Some(first), Some(last)) = (day(holiday.off.0), day(holiday.off.1)) else {
            continue;
        };
        special.extend((first.0..=last.0).map(|off| (Day(off), false, holiday.name.clone())));
        let worked = holiday.made_up.iter().filter_map(|made_up| day(*made_up));
        special.extend(worked.map(|worked| (worked, true, holiday.name.clone())));
    }
    let mut calendar = Calendar {
        special,
        years: Vec::new(),
    };
    sort_by_key(&mut calendar.special, |(day, ..)| *day);
    calendar
});

impl Calendar {
    /// The calendar that was published.
    pub fn published() -> &'static Self {
        &PUBLISHED
    }

    /// That calendar with what a book says otherwise.
    pub fn of(settings: &Settings) -> Self {
        let mut it = Self::published().clone();
        it.years = settings
            .calendar_years
            .iter()
            .filter_map(|y| i32::try_from(*y).ok())
            .collect();
        for own in &settings.calendar {
            let name = Label::same(own.name.as_deref().unwrap_or_default());
            let entry = (own.date, own.working, name);
            match it.special.binary_search_by_key(&own.date, |(day, ..)| *day) {
                Ok(place) => it.special[place] = entry,
                Err(place) => it.special.insert(place, entry),
            }
        }
        it
    }

    /// Whether the calendar of a year is known.
    pub fn knows(&self, year: i32) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&year) || self.years.contains(&year)
    }

    /// What it says of a day that is no plain day of the week.
    pub(super) fn special(&self, day: Day) -> Option<&(Day, bool, Label)> {
        let place = self.special.binary_search_by_key(&day, |(day, ..)| *day).ok()?;
        self.special.get(place)
    }

    /// Whether a day is worked.
    pub fn is_working(&self, day: Day) -> bool {
        self.special(day)
            .map_or_else(|| !is_weekend(day), |(_, working, _)| *working)
    }

    /// What it says of a day.
    pub fn day(&self, day: Day) -> DayOfWork {
        let named = self.special(day).map(|(_, _, name)| name);
        DayOfWork {
            working: self.is_working(day),
            name: named.filter(|name| !name.zh.is_empty()).cloned(),
            known: self.knows(day.date().year()),
        }
    }
}

/// Whether a day is a Saturday or a Sunday.
fn is_weekend(day: Day) -> bool {
    matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun)
}
