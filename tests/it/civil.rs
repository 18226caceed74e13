//! Civil dates as plain tuples: months counted a second time.

use guanxi::domain::day::Day;

/// A civil date as year, month, day: tuples compare as dates do.
type Date = (i32, u32, u32);

fn date(day: Day) -> Date {
    let text = day.to_string();
    (
        text[..4].parse().unwrap(),
        text[5..7].parse().unwrap(),
        text[8..].parse().unwrap(),
    )
}

fn month_length(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// So many calendar months later (earlier when negative), the day clamped at a month's end.
fn shifted(from: Date, months: i32) -> Date {
    let all = from.0 * 12 + from.1 as i32 - 1 + months;
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) as u32 + 1);
    (year, month, from.2.min(month_length(year, month)))
}

/// D − so many calendar months.
pub fn months_before(day: Day, months: u32) -> Day {
    let (year, month, day) = shifted(date(day), -(months as i32));
    Day::from_ymd(year, month, day).unwrap()
}

/// The most whole months that lie between two days.
pub fn whole_months(from: Day, to: Day) -> i32 {
    let (from, to) = (date(from), date(to));
    (0..).take_while(|months| shifted(from, *months) <= to).last().unwrap()
}
