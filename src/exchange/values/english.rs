//! Days and months that are written in English.

use crate::domain::day::Day;
use crate::domain::guard::MONTHS;

/// The number of a month that is written in English, or begins so.
pub(super) fn month(word: &str) -> Option<u32> {
    let own = word
        .get(..3)
        .filter(|_| word.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let begins = |month: &str| month.get(..3).is_some_and(|letters| own.eq_ignore_ascii_case(letters));
    let place = MONTHS.iter().position(|month| begins(month));
    place.map(|place| place as u32 + 1)
}

/// `24 October 2011`, `Oct 24, 2011`, `24-Oct-2011`.
pub(super) fn day(text: &str) -> Option<Day> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse::<u32>()
            .ok()
    };
    let (of_year, day, year) = match words[..] {
        [one, two, year] if month(one).is_some() => (month(one)?, number(two)?, year),
        [one, two, year] => (month(two)?, number(one)?, year),
        _ => return None,
    };
    Day::from_ymd(year.parse().ok().filter(|_| year.len() == 4)?, of_year, day)
}
