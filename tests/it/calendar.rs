//! The calendar of working days, every day of it beside another's table (tyme4rs).

use chrono::{Datelike, NaiveDate, Weekday};
use guanxi::domain::calendar::{Calendar, FIRST_YEAR, LAST_YEAR};
use guanxi::domain::day::Day;
use tyme4rs::tyme::holiday::LegalHoliday;

/// Whether a day is worked, as the other table has it.
fn is_worked(date: NaiveDate) -> bool {
    let (year, month, day) = (date.year() as isize, date.month() as usize, date.day() as usize);
    match LegalHoliday::from_ymd(year, month, day) {
        Some(holiday) => holiday.is_work(),
        None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

#[test]
fn every_day_of_the_published_years_is_as_another_table_has_it() {
    let calendar = Calendar::published();
    let mut counts = Vec::new();
    for year in FIRST_YEAR..=LAST_YEAR {
        let first = Day::from_ymd(year, 1, 1).unwrap();
        let days = (0..)
            .map(|n| first.plus_days(n))
            .take_while(|day| day.date().year() == year);
        let mut worked = 0;
        for day in days {
            let said = calendar.day(day);
            assert_eq!(said.working, is_worked(day.date()), "{day}");
            assert!(said.known, "{day}");
            worked += u32::from(said.working);
        }
        counts.push(worked);
    }
    // Days, weekends, holidays on other days, days made up: 366 − 104 − 19 + 8, 365 − 104 − 18 + 5, 365 − 104 − 19 + 6.
    assert_eq!(counts, [251, 248, 248]);
    assert!(!calendar.knows(LAST_YEAR + 1) && !calendar.knows(FIRST_YEAR - 1));
}

#[test]
fn a_holiday_is_named_on_its_days_off_and_on_the_days_worked_for_it() {
    let table = [
        ("2026-10-07", false, "国庆节"),
        ("2026-10-10", true, "国庆节"),
        ("2025-10-08", false, "国庆节、中秋节"),
        ("2024-02-18", true, "春节"),
        ("2026-01-04", true, "元旦"),
        ("2026-02-15", false, "春节"),
        ("2026-11-28", false, ""),
    ];
    for (text, working, name) in table {
        let said = Calendar::published().day(Day::parse(text).unwrap());
        let named = said.name.map_or(String::new(), |name| name.zh.into_owned());
        assert_eq!((said.working, &*named), (working, name), "{text}");
    }
}
