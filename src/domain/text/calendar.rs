//! What is wrong with a calendar that somebody brings.

use crate::domain::label::{Label, sentences};

sentences! {
    nothing_announced = "没有读到放假或上班的日子" / "No day off and no working day was found";
    no_such_day(sentence) = "“{sentence}”：没有这一天" / "\"{sentence}\": there is no such day";
    no_such_span(sentence) = "“{sentence}”：结束不在开始之后一个月内" / "\"{sentence}\": it does not end within a month of its beginning";
    other_number(sentence, said, n) = "“{sentence}”：写着{said}天，数下来是{n}天" / "\"{sentence}\": it says {said} days and counts {n}";
    other_weekday(day, said, is) = "{day}是{is}，不是{said}" / "{day} is {is}, not {said}";
    twice(day) = "{day}既写了放假又写了上班" / "{day} is said to be off and to be worked";
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
