//! Days and times as people and spreadsheets write them.

use super::asked::Reading;
use super::question::Instead;
use crate::domain::day::Day;
use crate::domain::field::hangs_on_today;
use crate::domain::fold::folded;
use crate::domain::label::Label;
use crate::exchange::grid::{Cell, clock};
use crate::exchange::text as say;
use crate::exchange::words::{AFTERNOON, DATE_MARKS, LUNAR, LUNAR_LETTERS, MORNING};

/// Serial numbers that are days of 1954 to 2119.
const SERIALS: std::ops::Range<f64> = 20_000.0..80_000.0;
/// Shanghai's own time of before 1901 is 5 minutes and 43 seconds off: programs that count with it write midnight so.
const ZONE_SECONDS: u32 = 43;
const DAY_SECONDS: u32 = 86_400;

/// English months by their first letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// What a text says of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Told {
    /// This day, and the second of it where a time is written.
    Sure(Day, Option<u32>),
    /// Two numbers that may be day and month or month and day, and the year.
    Either(u32, u32, i32, Option<u32>),
}

/// Whether a text is a date.
pub(crate) fn is_date(text: &str) -> bool {
    read(text).is_some()
}

/// Reads a day that is written with its year.
pub(super) fn read(text: &str) -> Option<Told> {
    let (day, time) = parted(text.trim());
    let seconds = match time.trim() {
        "" => None,
        time => Some(seconds(time)?),
    };
    let day = day.trim();
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        let number = |from: usize, to: usize| day[from..to].parse::<u32>().ok();
        return sure(number(0, 4)? as i32, number(4, 6)?, number(6, 8)?, seconds);
    }
    if day.bytes().any(|b| b.is_ascii_alphabetic()) {
        return english(day, seconds);
    }
    let parts: Vec<&str> = day
        .trim_end_matches(['日', '号'])
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    match parts[..] {
        [year, month, day] if year.len() == 4 => sure(number(year)? as i32, number(month)?, number(day)?, seconds),
        [one, two, year] if year.len() == 4 => either(number(one)?, number(two)?, number(year)? as i32, seconds),
        _ => None,
    }
}

fn sure(year: i32, month: u32, day: u32, seconds: Option<u32>) -> Option<Told> {
    Day::from_ymd(year, month, day).map(|day| Told::Sure(day, seconds))
}

fn either(one: u32, two: u32, year: i32, seconds: Option<u32>) -> Option<Told> {
    match (one, two) {
        _ if one == two => sure(year, one, two, seconds),
        (13.., 1..=12) => sure(year, two, one, seconds),
        (1..=12, 13..) => sure(year, one, two, seconds),
        (1..=12, 1..=12) => Some(Told::Either(one, two, year, seconds)),
        _ => None,
    }
}

/// `24 October 2011`, `Oct 24, 2011`, `24-Oct-2011`.
fn english(text: &str, seconds: Option<u32>) -> Option<Told> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let month = |word: &str| {
        let lower = word.to_ascii_lowercase();
        let is_month = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
        let place = MONTHS.iter().position(|month| is_month && lower.starts_with(month));
        place.map(|place| place as u32 + 1)
    };
    let number = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse::<u32>()
            .ok()
    };
    let (month, day, year) = match words[..] {
        [one, two, year] if month(one).is_some() => (month(one)?, number(two)?, year),
        [one, two, year] => (month(two)?, number(one)?, year),
        _ => return None,
    };
    sure(year.parse().ok().filter(|_| year.len() == 4)?, month, day, seconds)
}

/// The day and the time behind it.
fn parted(text: &str) -> (&str, &str) {
    if let Some((day, time)) = text.split_once('T').filter(|(day, _)| day.len() == 10) {
        return (day, time);
    }
    if !text.contains([':', '：', '时', '点']) {
        return (text, "");
    }
    // The time begins behind the last blank before the first colon, or behind the day's own mark.
    let colon = text.find([':', '：', '时', '点']).unwrap_or(text.len());
    let noon = MORNING
        .iter()
        .chain(&AFTERNOON)
        .filter_map(|word| text[..colon].find(word))
        .min();
    let mark = text[..colon]
        .rfind(DATE_MARKS[2])
        .map(|at| at + DATE_MARKS[2].len_utf8());
    let blank = text[..colon].trim_end().rfind(char::is_whitespace);
    let at = noon.or(mark).or(blank).unwrap_or(text.len());
    text.split_at(at)
}

/// The second of the day that a time says.
fn seconds(text: &str) -> Option<u32> {
    let lower = folded(text);
    let mut time = lower.as_ref();
    let (mut is_afternoon, mut is_morning) = (false, false);
    for (words, is) in [(&AFTERNOON[..], &mut is_afternoon), (&MORNING[..], &mut is_morning)] {
        for word in words {
            let bare = time.strip_prefix(word).or_else(|| time.strip_suffix(word));
            *is |= bare.is_some();
            time = bare.unwrap_or(time);
        }
    }
    // An offset says where the clock hung; the day and the time are those it showed.
    let time = time.trim_end_matches(['z', '秒']);
    let time = time.split(['+', '-']).next()?;
    let mut parts = time.split([':', '时', '点', '分']).filter(|part| !part.is_empty());
    let whole = |part: &str| part.split('.').next().and_then(|part| part.parse::<u32>().ok());
    let (hour, minute) = (whole(parts.next()?)?, parts.next().map_or(Some(0), whole)?);
    let second = parts.next().map_or(Some(0), whole)?;
    let hour = match hour {
        12 if is_morning => 0,
        1..=11 if is_afternoon => hour + 12,
        _ => hour,
    };
    (hour < 24 && minute < 60 && second < 60 && parts.next().is_none()).then_some(hour * 3600 + minute * 60 + second)
}

/// A day and second without what a historic zone added.
fn settled(day: Day, seconds: u32) -> (Day, u32) {
    if seconds == ZONE_SECONDS {
        (day, 0)
    } else if seconds == DAY_SECONDS - ZONE_SECONDS {
        (day.plus_days(1), 0)
    } else {
        (day, seconds)
    }
}

/// A serial number of Excel: five digits, and the part of the day.
fn serial(text: &str) -> Option<f64> {
    let whole = text.split('.').next().unwrap_or_default();
    let is_serial = whole.len() == 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.parse().ok().filter(|serial| is_serial && SERIALS.contains(serial))
}

/// Whether a text may be a serial number of Excel.
pub(super) fn is_serial(text: &str) -> bool {
    serial(text).is_some()
}

/// The day that a text is as Excel counts from 1900.
pub fn serial_day(text: &str) -> Option<Day> {
    match Cell::serial(serial(text)?, false) {
        Cell::Date(day, _) => Some(day),
        _ => None,
    }
}

/// A cell that is asked about: read as the person said, or left out.
enum Asked {
    Out,
    Day(Option<(Day, Option<u32>)>),
}

/// What the person said of a text that is no plain day.
fn asked(cell: &Cell, text: &str, reading: &Reading) -> Result<Asked, Label> {
    let takes = match cell {
        Cell::Text(_) if is_serial(text) => reading.takes_serials(),
        Cell::Text(_) if hangs_on_today(text) => reading.takes_day_words(),
        _ => Some(true),
    };
    match takes {
        Some(true) if leaves_out(cell, text, reading) => Ok(Asked::Out),
        Some(true) => of(cell, text, reading).map(Asked::Day),
        Some(false) => Ok(Asked::Out),
        None => Err(say::asked_first()),
    }
}

/// Whether a text is a number with a fraction that is no month and day (`3.5` is one, `1.57` is none).
fn is_fraction(text: &str) -> bool {
    let part = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|part| (1..=most).contains(&part));
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let parts = text
        .split_once('.')
        .filter(|(_, rest)| is_number && !rest.contains('.'));
    parts.is_some_and(|(month, day)| !(part(month, 12) && part(day, 31)))
}

/// Whether a day that is not whole is left out by what was said; what else becomes of it is the row's.
fn leaves_out(cell: &Cell, text: &str, reading: &Reading) -> bool {
    reading.instead(cell, text).is_some_and(|told| told != Instead::Day)
}

fn of(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<(Day, Option<u32>)>, Label> {
    let told = match cell {
        Cell::Date(day, seconds) => Some(Told::Sure(*day, Some(*seconds).filter(|seconds| *seconds > 0))),
        _ => match serial(text).map(|serial| Cell::serial(serial, reading.is_1904)) {
            Some(Cell::Date(day, seconds)) => Some(Told::Sure(day, Some(seconds).filter(|seconds| *seconds > 0))),
            _ => read(text),
        },
    };
    match told {
        Some(Told::Sure(day, None)) => Ok(Some((day, None))),
        Some(Told::Sure(day, Some(seconds))) => {
            let (day, rest) = settled(day, seconds);
            Ok(Some((day, (rest > 0 || rest == seconds).then_some(rest))))
        }
        Some(Told::Either(one, two, year, seconds)) => {
            let is_day_first = reading.is_day_first().ok_or_else(say::asked_first)?;
            let (month, day) = if is_day_first { (two, one) } else { (one, two) };
            let day = Day::from_ymd(year, month, day).ok_or_else(|| say::not_read(text))?;
            Ok(Some((day, seconds)))
        }
        None => not_whole(cell, text, reading),
    }
}

/// What a text says that is no whole day.
fn not_whole(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<(Day, Option<u32>)>, Label> {
    if let Some((year, month)) = year_and_month(text).filter(|_| has_no_day(cell, text)) {
        let first = Day::from_ymd(year, month, 1).filter(|_| reading.instead(cell, text) == Some(Instead::Day));
        return first
            .map(|day| Some((day, None)))
            .ok_or_else(|| say::no_day_of_month(text));
    }
    let digits = match cell {
        Cell::Number(_) => of_number(text),
        _ => text.to_owned(),
    };
    match (month_day_and_time(&digits), reading.year()) {
        _ if is_fraction(text) => Err(say::no_day(text)),
        _ if is_lunar(text) => Err(say::lunar_day(text)),
        (None, _) => Ok(None),
        (Some((month, day, seconds)), Some(year)) => {
            let of = |year| Day::from_ymd(year, month, day);
            // What is to come is of the next such day: in November a list of December is of this year yet.
            let sooner = of(year - 1).filter(|day| reading.ahead_of.is_some_and(|today| *day >= today));
            // What has happened is of no day to come: in January a list of December is of the year before.
            let day = match (sooner, of(year)) {
                (Some(day), _) => Some(day),
                (None, Some(day)) if reading.today.is_some_and(|today| day > today) => of(year - 1),
                (None, day) => day,
            };
            Ok(Some((day.ok_or_else(|| say::not_read(text))?, seconds)))
        }
        (Some(_), None) => Err(say::no_year(text)),
    }
}

/// Whether a text is a month and a day, with or without a time, or a day of the lunar calendar: of which year is not guessed, as an old list would come in as a new one.
pub(crate) fn has_no_year(text: &str) -> bool {
    month_day_and_time(text).is_some() || is_lunar(parted(text.trim()).0.trim())
}

/// Whether a cell is a month and a day, or a lunar day. A number of a sheet has lost the 0 before the month: `305`.
pub(super) fn lacks_year(cell: &Cell, text: &str) -> bool {
    match cell {
        Cell::Text(_) => has_no_year(text),
        Cell::Number(_) => month_and_day(&of_number(text)).is_some(),
        _ => false,
    }
}

/// The digits of a number that may be a month and a day, with the 0 before the month.
fn of_number(text: &str) -> String {
    match text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("0{text}"),
        false => text.to_owned(),
    }
}

/// Whether a cell says a year and a month alone. In a number of Excel, January and October are the same: `2020.1`.
pub(super) fn has_no_day(cell: &Cell, text: &str) -> bool {
    let is_either = matches!(cell, Cell::Number(_)) && text.ends_with(".1");
    !matches!(cell, Cell::Date(..)) && !is_either && year_and_month(text).is_some()
}

/// Whether a text is a day of the lunar calendar (`农历8月15`), or one that is written in words alone (`八月十五`), as those are.
fn is_lunar(text: &str) -> bool {
    let is_in_words = text.contains(DATE_MARKS[1]) && text.chars().all(|c| LUNAR_LETTERS.contains(c));
    is_in_words || LUNAR.iter().any(|word| text.contains(word))
}

/// `2020年4月`, `2020-04`, `2020.4`, `04/2020`.
fn year_and_month(text: &str) -> Option<(i32, u32)> {
    let is_number = |text: &str, len: std::ops::RangeInclusive<usize>| {
        len.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let text = text.trim().trim_end_matches('份').trim_end_matches(DATE_MARKS[1]);
    let (one, two) = text.split_once(['-', '/', '.', DATE_MARKS[0]])?;
    let (one, two) = (one.trim(), two.trim());
    let (year, month) = if is_number(two, 4..=4) { (two, one) } else { (one, two) };
    let is_it = is_number(year, 4..=4) && is_number(month, 1..=2);
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    (is_it && (1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

/// A month and a day, and the second of it where a time is written: `11-30 09:00`.
fn month_day_and_time(text: &str) -> Option<(u32, u32, Option<u32>)> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let text: String = text.trim().chars().map(narrow).collect();
    let (day, time) = parted(&text);
    let (month, day) = month_and_day(day)?;
    match time.trim() {
        "" => Some((month, day, None)),
        time => Some((month, day, Some(seconds(time)?))),
    }
}

fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.trim().trim_end_matches(['日', '号']);
    // `0305` has nothing between the two.
    let in_one = || {
        let are_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.split_at_checked(2).filter(|_| are_digits)
    };
    let parts = text.split_once('月').or_else(|| text.split_once(['/', '-', '.']));
    let (month, day) = parts.or_else(in_one)?;
    let number = |text: &str, most: u32| {
        let number = text.trim().parse().ok().filter(|_| is_number(text.trim()));
        number.filter(|number| (1..=most).contains(number))
    };
    Some((number(month, 12)?, number(day, 31)?))
}

/// A day as the field's reader takes it.
pub(super) fn date(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<String>, Label> {
    Ok(match asked(cell, text, reading)? {
        Asked::Out => None,
        Asked::Day(day) => Some(day.map_or_else(|| text.to_owned(), |(day, _)| day.to_string())),
    })
}

/// A day with its time as the field's reader takes it. An instant that is written whole stays as it is.
pub(super) fn moment(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<String>, Label> {
    if crate::domain::day::Moment::parse(text).is_some() {
        return Ok(Some(text.to_owned()));
    }
    Ok(match asked(cell, text, reading)? {
        Asked::Out => None,
        Asked::Day(None) => Some(text.to_owned()),
        Asked::Day(Some((day, None))) => Some(day.to_string()),
        Asked::Day(Some((day, Some(seconds)))) => Some(format!("{day} {}", clock(seconds))),
    })
}
