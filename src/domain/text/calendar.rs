//! What is wrong with a calendar that somebody brings.

use crate::domain::label::{Label, sentences};

sentences! {
    nothing_announced = "没有读到放假或上班的日子" / "No day off and no working day was found";
    two_years(one, other) = "里面有{one}年和{other}年的安排，请一年一年读入" / "It holds {one} and {other}: read in one year at a time";
    no_such_year(first, last, year) = "日历只有{first}年到{last}年，没有{year}年" / "the calendar goes from {first} to {last}: there is no {year}";
    no_such_day(sentence) = "“{sentence}”：没有这一天" / "\"{sentence}\": there is no such day";
    no_such_span(sentence) = "“{sentence}”：结束不在开始之后一个月内" / "\"{sentence}\": it does not end within a month of its beginning";
    other_number(sentence, said, n) = "“{sentence}”：写着{said}天，数下来是{n}天" / "\"{sentence}\": it says {said} days and counts {n}";
    other_weekday(day, said, is) = "{day}是{is}，不是{said}" / "{day} is {is}, not {said}";
    twice(day) = "{day}既写了放假又写了上班" / "{day} is said to be off and to be worked";
    long_name(day, over, most) = "{day}的名称超出{over}个字，最多{most}个字" / "the name of {day} is too long by {over}: at most {most} characters";
    birthday_lunar(day, lunar) = "{lunar}（按农历过；公历{day}）" / "{lunar} (kept by the lunar calendar; {day} of the common one)";
    birthday_common(day, lunar) = "{day}（按公历过；{lunar}）" / "{day} (kept by the common calendar; {lunar})";
    birthday_alone(day) = "{day}（公历）" / "{day} (common calendar)";
    birthday_not_lunar(day) = "{day}（公历；查不到对应的农历日子，按公历问候）" / "{day} (common calendar: its lunar day is not known, so it is kept by this one)";
    lunar_day(day) = "农历{day}" / "lunar {day}";
    monday = "周一" / "Monday";
    tuesday = "周二" / "Tuesday";
    wednesday = "周三" / "Wednesday";
    thursday = "周四" / "Thursday";
    friday = "周五" / "Friday";
    saturday = "周六" / "Saturday";
    sunday = "周日" / "Sunday";
}

/// A day of the week, Monday is 0.
pub fn weekday(place: u32) -> Label {
    match place {
        0 => monday(),
        1 => tuesday(),
        2 => wednesday(),
        3 => thursday(),
        4 => friday(),
        5 => saturday(),
        _ => sunday(),
    }
}

/// A day of the lunar calendar: 农历八月十五, 农历闰四月初一.
pub fn lunar(month: u32, is_leap: bool, day: u32) -> Label {
    const MONTHS: [&str; 12] = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
    const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let name = month.checked_sub(1).and_then(|month| MONTHS.get(month as usize));
    let tens = match day {
        0..=10 => "初",
        11..=19 => "十",
        20 => "二",
        30 => "三",
        _ => "廿",
    };
    let digit = DIGITS[(day as usize + 9) % 10];
    let (leap, of_leap) = if is_leap { ("闰", " (leap month)") } else { ("", "") };
    lunar_day(Label::made(
        format!("{leap}{}月{tens}{digit}", name.unwrap_or(&"")),
        format!("{month}-{day}{of_leap}"),
    ))
}
