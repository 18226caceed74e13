//! The lunar calendar from 1900 to 2100: which day of it a day is, and when a day of it comes again. A test compares every day with
//! another's table.

use std::sync::LazyLock;

use chrono::Datelike;

use crate::domain::day::Day;
use crate::domain::label::Label;
use crate::domain::text::calendar as text;

/// The first lunar year of the table.
const FIRST: i32 = 1900;

/// A lunar year each: bits 15 to 4 for the months 1 to 12, set where the month has 30 days; the lowest four bits are the month that is
/// followed by a leap month, bit 16 is set where that has 30 days.
#[rustfmt::skip]
const YEARS: [u32; 201] = [
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x15554, 0x056a0, 0x09ad0, 0x056d2, 0x04ad0, 0x0a5b6,
    0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0b6a0, 0x0ada2, 0x095b0, 0x14977, 0x049b0, 0x0a4b0, 0x0b4b5, 0x06a50,
    0x06d40, 0x1ab54, 0x02b60, 0x095b0, 0x05372, 0x04970, 0x06566, 0x0d4a0, 0x0ea50, 0x16a95, 0x05ad0, 0x02b60,
    0x186e3, 0x092e0, 0x1c8d7, 0x0c950, 0x0d4a0, 0x1d8a6, 0x0b650, 0x056c0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2,
    0x0a950, 0x0b557, 0x06ca0, 0x0b550, 0x15355, 0x04db0, 0x025b0, 0x14573, 0x052b0, 0x069a8, 0x0e950, 0x06aa0,
    0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0, 0x096d0, 0x04dd5,
    0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6, 0x095b0, 0x049b0, 0x0a974, 0x0a4b0,
    0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570, 0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58,
    0x05ac0, 0x0ab60, 0x096d5, 0x092e0, 0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0,
    0x092d0, 0x0cab5, 0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3,
    0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0, 0x056d0, 0x055b2, 0x049b0,
    0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0, 0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6,
    0x0ea50, 0x06b20, 0x1a6c4, 0x0aae0, 0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0,
    0x0a6d0, 0x055d4, 0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,
    0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160, 0x0e968, 0x0d520,
    0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252, 0x0d520,
];

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// The lunar year, by the year in which it begins.
    pub year: i32,
    /// The month, 1–12.
    pub month: u32,
    /// Whether it is the leap month behind that month.
    pub is_leap: bool,
    /// The day, 1–30.
    pub day: u32,
}

/// A day of the lunar calendar in another year, and what is different there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarReturn {
    /// The day of the common calendar.
    pub on: Day,
    /// The month has 29 days there, and the day is the 30th: it is the 29th.
    pub is_short: bool,
    /// The leap month is none there: it is the month of the same number.
    pub is_moved: bool,
}

/// The months of a year in order: number, whether it is the leap month, how many days.
fn months(year: i32) -> impl Iterator<Item = (u32, bool, u32)> {
    let index = usize::try_from(year - FIRST).ok();
    let word = index.and_then(|index| YEARS.get(index)).copied();
    word.into_iter().flat_map(|word| {
        let long = move |bit: u32| 29 + (word >> bit & 1);
        (1..=12).flat_map(move |month| {
            let leap = (word & 15 == month).then(|| (month, true, long(16)));
            [Some((month, false, long(16 - month))), leap].into_iter().flatten()
        })
    })
}

/// The first day of each lunar year of the table, and of the one behind it.
static NEW_YEARS: LazyLock<Vec<Day>> = LazyLock::new(|| {
    let Some(first) = Day::from_ymd(FIRST, 1, 31) else {
        return Vec::new();
    };
    let mut all = vec![first];
    for year in (FIRST..).take(YEARS.len()) {
        let days: u32 = months(year).map(|(.., days)| days).sum();
        all.extend(all.last().map(|day| day.plus_days(days as i32)));
    }
    all
});

fn new_year(year: i32) -> Option<Day> {
    NEW_YEARS.get(usize::try_from(year - FIRST).ok()?).copied()
}

impl LunarDay {
    /// The lunar day of a day; nothing outside the table.
    pub fn of(day: Day) -> Option<Self> {
        let years = [day.date().year(), day.date().year() - 1];
        let (year, mut from) = years
            .into_iter()
            .filter_map(|year| Some((year, new_year(year)?)))
            .find(|(_, from)| *from <= day)?;
        for (month, is_leap, days) in months(year) {
            let next = from.plus_days(days as i32);
            if day < next {
                let day = (day.0 - from.0 + 1) as u32;
                return Some(Self {
                    year,
                    month,
                    is_leap,
                    day,
                });
            }
            from = next;
        }
        None
    }

    /// When the day comes in a lunar year: a leap month in a year that has the same one, else in the month of its number; the 30th on the
    /// 29th where the month has no more days.
    pub fn in_year(self, year: i32) -> Option<LunarReturn> {
        let has_leap = self.is_leap && months(year).any(|(month, is_leap, _)| is_leap && month == self.month);
        let mut from = new_year(year)?;
        for (month, is_leap, days) in months(year) {
            if month == self.month && is_leap == has_leap {
                return Some(LunarReturn {
                    on: from.plus_days(self.day.min(days) as i32 - 1),
                    is_short: self.day > days,
                    is_moved: self.is_leap && !has_leap,
                });
            }
            from = from.plus_days(days as i32);
        }
        None
    }

    /// As people say it.
    pub fn label(self) -> Label {
        text::lunar(self.month, self.is_leap, self.day)
    }
}

/// A birthday in words: by which calendar it is kept, with the day of the other one, where the table of lunar days has it.
pub fn birthday_said(day: Day, is_lunar: bool) -> Label {
    match (LunarDay::of(day).map(LunarDay::label), is_lunar) {
        (Some(lunar), true) => text::birthday_lunar(day, lunar),
        (Some(lunar), false) => text::birthday_common(day, lunar),
        (None, true) => text::birthday_not_lunar(day),
        (None, false) => text::birthday_alone(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_says_by_which_calendar_it_is_kept_and_the_day_of_the_other_one() {
        let said = |day: &str, is_lunar| birthday_said(Day::parse(day).unwrap(), is_lunar).zh;
        // The mid-autumn of 1985.
        assert_eq!(said("1985-09-29", true), "农历八月十五（按农历过；公历1985-09-29）");
        assert_eq!(said("1985-09-29", false), "1985-09-29（按公历过；农历八月十五）");
        // Before the table of lunar days.
        assert_eq!(said("1850-05-01", false), "1850-05-01（公历）");
        let unknown = "1850-05-01（公历；查不到对应的农历日子，按公历问候）";
        assert_eq!(said("1850-05-01", true), unknown);
    }
}
