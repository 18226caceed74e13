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

#[test]
fn every_day_of_two_centuries_is_the_lunar_day_that_another_table_has() {
    use guanxi::domain::calendar::LunarDay;
    use tyme4rs::tyme::solar::SolarDay;
    let first = Day::from_ymd(1900, 1, 31).unwrap();
    let days = first.0..=Day::from_ymd(2101, 1, 28).unwrap().0;
    assert_eq!(days.clone().count(), 73_412);
    for day in days.map(Day) {
        let date = day.date();
        let other =
            SolarDay::from_ymd(date.year() as isize, date.month() as usize, date.day() as usize).get_lunar_day();
        let (month, leap) = (other.get_month(), other.get_lunar_month().get_month_with_leap() < 0);
        let said = LunarDay::of(day).unwrap();
        assert_eq!(
            (said.year as isize, said.month as isize, said.is_leap, said.day as usize),
            (other.get_year(), month.unsigned_abs() as isize, leap, other.get_day()),
            "{day}"
        );
        // It comes again in its own year on itself.
        let again = said.in_year(said.year).unwrap();
        assert_eq!((again.on, again.is_short, again.is_moved), (day, false, false), "{day}");
    }
    assert!(LunarDay::of(first.plus_days(-1)).is_none());
    assert!(LunarDay::of(Day::from_ymd(2101, 1, 29).unwrap()).is_none());
}

#[test]
fn lunar_days_come_again_in_short_months_and_without_the_leap_month() {
    use guanxi::domain::calendar::LunarDay;
    // (born, called, year, comes, the month is short, the leap month is none)
    let table = [
        ("1985-09-29", "农历八月十五", 2026, "2026-09-25", false, false),
        // The 12th month of 2026 ends in 2027.
        ("1990-01-26", "农历腊月三十", 2026, "2027-02-05", true, false),
        ("1990-01-26", "农历腊月三十", 2027, "2028-01-25", true, false),
        // Born in the leap fourth month of 2020; 2026 has none, 2039 has a leap fifth one.
        ("2020-05-23", "农历闰四月初一", 2026, "2026-05-17", false, true),
        ("2001-05-23", "农历闰四月初一", 2020, "2020-05-23", false, false),
    ];
    for (born, called, year, on, short, moved) in table {
        let lunar = LunarDay::of(Day::parse(born).unwrap()).unwrap();
        let again = lunar.in_year(year).unwrap();
        assert_eq!(
            (
                &*lunar.label().zh,
                again.on.to_string().as_str(),
                again.is_short,
                again.is_moved
            ),
            (called, on, short, moved),
            "{born} {year}"
        );
    }
}

#[test]
fn public_holidays_have_the_working_day_before_them() {
    use guanxi::domain::calendar::public_holidays;
    use guanxi::domain::kind::Settings;
    let settings: Settings = serde_json::from_value(serde_json::json!({
        "calendar_years": [2027],
        "calendar": [
            {"date": "2027-01-01", "working": false, "name": "元旦"},
            {"date": "2027-01-02", "working": false, "name": "元旦"},
            {"date": "2027-01-03", "working": false, "name": "元旦"},
            {"date": "2026-12-31", "working": false, "name": "公司年会"}
        ]
    }))
    .unwrap();
    let calendar = Calendar::of(&settings);
    let told: Vec<String> = public_holidays(&settings, &calendar)
        .iter()
        .filter(|it| it.from >= Day::parse("2026-01-01").unwrap())
        .map(|it| format!("{} {} {}", it.name.zh, it.eve, it.from))
        .collect();
    assert_eq!(
        told,
        [
            "元旦 2025-12-31 2026-01-01",
            "春节 2026-02-14 2026-02-15",
            "清明节 2026-04-03 2026-04-04",
            "劳动节 2026-04-30 2026-05-01",
            "端午节 2026-06-18 2026-06-19",
            "中秋节 2026-09-24 2026-09-25",
            "国庆节 2026-09-30 2026-10-01",
            "元旦 2026-12-30 2027-01-01"
        ]
    );
}
