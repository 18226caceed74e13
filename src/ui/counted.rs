//! How working days were counted, in words.

use chrono::{Datelike, Weekday};

use crate::domain::calendar::Counted;
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::ui::format;
use crate::ui::text::T;

/// The sum: from when, how many, until when, what was passed over.
pub fn sum(counted: &Counted, lang: Lang) -> String {
    let t = T(lang);
    let day = |day: Day| format!("{} {}", format::day(day), format::weekday(day, lang));
    // A count ends on a day that is worked: at a weekend it is one made up.
    let is_made_up = counted.n > 0 && matches!(counted.until.date().weekday(), Weekday::Sat | Weekday::Sun);
    let until = match is_made_up {
        true => t.today_sum_made_up(day(counted.until)),
        false => day(counted.until),
    };
    let skipped = counted.skipped.iter().map(|off| match off.from == off.to {
        true => format::day(off.from),
        false => t.today_span(format::day(off.from), format::day(off.to)),
    });
    let skipped: Vec<String> = skipped.collect();
    match skipped.is_empty() {
        true => t.today_sum_plain(counted.n, day(counted.start), until),
        false => t.today_sum(counted.n, day(counted.start), until, format::list(skipped, lang)),
    }
}

/// The years of the count whose calendar is not known.
pub fn unknown(counted: &Counted, lang: Lang) -> impl Iterator<Item = String> {
    counted.unknown.iter().map(move |year| T(lang).today_unknown_year(year))
}
