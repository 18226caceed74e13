//! Whether what was read of a year tells of the whole of it.

use std::ops::RangeInclusive;

use chrono::Datelike;

use super::announced::Announced;
use super::notice::{FIRST_YEAR, HOLIDAYS};
use crate::domain::label::Label;
use crate::domain::text::calendar as text;

/// The years that a calendar is kept for.
pub const YEARS: RangeInclusive<i32> = 1990..=2100;

/// The sign that ends the names of holidays, and that people leave out.
const JIE: char = '\u{8282}';

impl Announced {
    /// That no calendar is kept for its year.
    pub(super) fn beyond(&self) -> Option<Label> {
        let is_beyond = !YEARS.contains(&self.year);
        is_beyond.then(|| text::no_such_year(YEARS.start(), YEARS.end(), self.year))
    }

    /// The statutory holidays that no day off of its year is called by: with one of these it does not tell of the whole year. One
    /// stretch may be two holidays, and 清明 is 清明节.
    pub fn lacking(&self) -> Vec<&'static Label> {
        let off = || {
            let days = self
                .days
                .iter()
                .filter(|day| !day.working && day.date.date().year() == self.year);
            days.filter_map(|day| day.name.as_deref())
        };
        let short = |name: &'static str| name.strip_suffix(JIE).filter(|short| short.chars().count() > 1);
        let is_named = |holiday: &'static Label| {
            let (zh, en) = (short(&holiday.zh).unwrap_or(&holiday.zh), &*holiday.en);
            off().any(|name| name.contains(zh) || name.contains(en))
        };
        // The first year that ships has each of them by itself.
        let all = HOLIDAYS.iter().filter(|holiday| holiday.year == FIRST_YEAR);
        all.map(|holiday| &holiday.name)
            .filter(|name| !is_named(name))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::announced;

    fn lacking(text: &str) -> Vec<&'static str> {
        announced(text, 2027)
            .lacking()
            .into_iter()
            .map(|name| &*name.zh)
            .collect()
    }

    #[test]
    fn a_list_that_lacks_a_holiday_tells_of_no_whole_year() {
        let rest = ["春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
        assert_eq!(lacking("2027-01-01 休 元旦"), rest);
        // Worked in exchange is no day off, and one of the year before is none of this.
        assert_eq!(lacking("2027-01-01 休 元旦\n2027-02-20 班 春节"), rest);
        let whole = "2027-01-01 休 元旦\n2027-02-06 休 春节\n2027-04-05 休 清明\n2027-05-01 休 劳动节\n2027-06-09 休 端午节\n\
                     2027-10-01 休 国庆节、中秋节";
        assert_eq!(lacking(whole), [""; 0]);
        assert_eq!(lacking(&whole.replace("、中秋节", "")), ["中秋节"]);
    }

    #[test]
    fn a_year_beyond_those_that_are_kept_is_told() {
        let told = |text: &str| {
            let problems = announced(text, 2027).problems.into_iter();
            problems.map(|label| label.zh.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(told("9999-12-31 休 x"), ["日历只有1990年到2100年，没有9999年"]);
        assert_eq!(told("2100-12-31 休 x"), [""; 0]);
    }
}
