//! Days and times as people and spreadsheets write them.

use super::as_of::{counted, is_relative};
use super::asked::Reading;
use super::english;
use super::in_words::{self, Worded};
use super::partly::{hangs_on, is_open, is_some_day, is_vague, month_day_and_time, of_cell};
use super::question::Instead;
use super::short::{ShortDay, of_republic};
use super::{Unread, asks, vague, wrong};
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, Tense};
use crate::domain::fold::folded;
use crate::exchange::grid::{Cell, clock};
use crate::exchange::text as say;
use crate::exchange::words::{AFTERNOON, DATE_MARKS, HALF, MORNING, NOON};

/// Serial numbers that are days of 1954 to 2119.
const SERIALS: std::ops::Range<f64> = 20_000.0..80_000.0;
/// Shanghai's own time of before 1901 is 5 minutes and 43 seconds off: programs that count with it write midnight so.
const ZONE_SECONDS: u32 = 43;
const DAY_SECONDS: u32 = 86_400;

/// What a text says of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Told {
    /// This day, and the second of it where a time is written.
    Sure(Day, Option<u32>),
    /// Two numbers that may be day and month or month and day, and the year.
    Either(u32, u32, i32, Option<u32>),
    /// Three numbers of which one is a year of two figures, or the first one of three of the republic.
    Short(ShortDay, Option<u32>),
}

/// Whether a text is a date.
pub(crate) fn is_date(text: &str) -> bool {
    match read(text) {
        // Three figures before two more numbers may be anything.
        Some(Told::Short(short, _)) => !short.is_long,
        told => told.is_some(),
    }
}

/// Whether a text is a day that is said by the lunar calendar, with its year.
pub(crate) fn is_lunar_day(text: &str) -> bool {
    matches!(in_words::read(text), Some(Worded::Day(_, true)))
}

/// Reads a day that is written with its year.
pub(super) fn read(text: &str) -> Option<Told> {
    let own = of_republic(text);
    let text = own.as_deref().unwrap_or(text);
    in_figures(text).or_else(|| match in_words::read(parted(text.trim()).0) {
        Some(Worded::Day(day, _)) => Some(Told::Sure(day, None)),
        _ => None,
    })
}

fn in_figures(text: &str) -> Option<Told> {
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
    let short = |parts: [&str; 3], is_marked: bool| {
        let short = ShortDay::of(parts)?;
        // A year that is marked as one is the first.
        let short = if is_marked { short.marked() } else { short };
        short.is_any().then_some(Told::Short(short, seconds))
    };
    if day.len() == 7 && day.bytes().all(|b| b.is_ascii_digit()) {
        return short([&day[..3], &day[3..5], &day[5..]], false);
    }
    if day.bytes().any(|b| b.is_ascii_alphabetic()) {
        return english::day(day).map(|day| Told::Sure(day, seconds));
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
        [one, two, three] => short([one, two, three], day.contains(DATE_MARKS[0])),
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

/// The day and the time behind it.
pub(super) fn parted(text: &str) -> (&str, &str) {
    if let Some((day, time)) = text.split_once('T').filter(|(day, _)| day.len() == 10) {
        return (day, time);
    }
    let noons = || MORNING.iter().chain(&AFTERNOON).chain(&[NOON]);
    if !text.contains([':', '：', '时', '点']) {
        // A part of a day is no time.
        let bare = noons().find_map(|word| text.strip_suffix(word)).map(str::trim_end);
        return (bare.filter(|bare| !bare.is_empty()).unwrap_or(text), "");
    }
    // The time begins behind the last blank before the first colon, or behind the day's own mark.
    let colon = text.find([':', '：', '时', '点']).unwrap_or(text.len());
    let noon = noons().filter_map(|word| text[..colon].find(word)).min();
    let mark = text[..colon]
        .rfind(DATE_MARKS[2])
        .map(|at| at + DATE_MARKS[2].len_utf8());
    let blank = text[..colon].trim_end().rfind(char::is_whitespace);
    let at = noon.or(mark).or(blank).unwrap_or(text.len());
    text.split_at(at)
}

/// The time that a cell says alone, as the reader of moments takes it.
pub(crate) fn time_alone(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) if is_time(text) => seconds(text.trim()).map(clock),
        _ => None,
    }
}

/// Whether a text is a time alone.
pub(super) fn is_time(text: &str) -> bool {
    text.contains([':', '：', '点']) && seconds(text.trim()).is_some()
}

/// The second of the day that a time says.
pub(super) fn seconds(text: &str) -> Option<u32> {
    let lower = folded(text).replace(HALF.0, HALF.1);
    let mut time = lower.as_str();
    let (mut is_afternoon, mut is_morning) = (false, false);
    for (words, is) in [(&AFTERNOON[..], &mut is_afternoon), (&MORNING[..], &mut is_morning)] {
        for word in words {
            let bare = time.strip_prefix(word).or_else(|| time.strip_suffix(word));
            *is |= bare.is_some();
            time = bare.unwrap_or(time);
        }
    }
    let is_noon = time.strip_prefix(NOON).map(|bare| time = bare).is_some();
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
        1..=3 if is_noon => hour + 12,
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

/// A day, and the second of it where a time is said.
pub(super) type Timed = (Day, Option<u32>);

/// A cell that is asked about: read as the person said, or left out.
enum Asked {
    Out,
    Day(Option<Timed>),
}

/// What the person said of a text that is no plain day.
fn asked(cell: &Cell, text: &str, reading: &Reading) -> Result<Asked, Unread> {
    let takes = match cell {
        // Nearly all are written whole.
        Cell::Text(_) if in_figures(text).is_some() => Some(true),
        Cell::Text(_) if is_serial(text) => reading.takes_serials(),
        Cell::Text(_) if hangs_on(text) => reading.takes_day_words(),
        _ => Some(true),
    };
    match takes {
        Some(true) if leaves_out(cell, text, reading) => Ok(Asked::Out),
        Some(true) => of(cell, text, reading).map(Asked::Day),
        Some(false) => Ok(Asked::Out),
        None => asks(say::asked_first()),
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

fn of(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<Timed>, Unread> {
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
            let (month, day) = match reading.is_day_first() {
                Some(true) => (two, one),
                Some(false) => (one, two),
                None => return asks(say::asked_first()),
            };
            whole(Day::from_ymd(year, month, day), seconds, text)
        }
        Some(Told::Short(short, seconds)) => match (short.only(reading.counts_republic()), reading.short_order()) {
            (Some(day), _) => Ok(Some((day, seconds))),
            (None, Some(order)) => whole(short.day(order), seconds, text),
            (None, None) => asks(say::asked_first()),
        },
        None => not_whole(cell, text, reading),
    }
}

/// A day that a text says in the order that was told.
fn whole(day: Option<Day>, seconds: Option<u32>, text: &str) -> Result<Option<Timed>, Unread> {
    match day {
        Some(day) => Ok(Some((day, seconds))),
        None => wrong(say::not_read(text)),
    }
}

/// What a text says that is no whole day.
fn not_whole(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<Timed>, Unread> {
    if let Some(first) = vague::first_of(text).filter(|_| is_vague(cell, text)) {
        let is_told = reading.instead(cell, text) == Some(Instead::Day);
        return match is_told {
            true => Ok(Some((first, None))),
            false => asks(say::no_day_of_month(text)),
        };
    }
    let digits = of_cell(cell, text);
    match (month_day_and_time(&digits), reading.year()) {
        _ if is_fraction(text) => wrong(say::no_day(text)),
        // Such words are written today, if anybody said so.
        (None, _) if is_relative(text) => Ok(reading.today.and_then(|today| counted(text, today, None))),
        (None, _) if is_open(text) => asks(say::lunar_day(text)),
        (None, _) if is_some_day(text) => asks(say::no_whole_day(text)),
        (None, _) => Ok(None),
        (Some((month, day, seconds)), Some(year)) => {
            let of = |year| Day::from_ymd(year, month, day);
            let (tense, today) = (reading.tense, reading.today);
            // What is to come is of the next such day: in November a list of December is of this year yet.
            let is_coming = |day: &Day| tense == Some(Tense::Future) && today.is_some_and(|today| *day >= today);
            // What has happened is of no day to come: in January a list of December is of the year before.
            let is_ahead = |day: Day| tense == Some(Tense::Past) && today.is_some_and(|today| day > today);
            let day = match (of(year - 1).filter(is_coming), of(year)) {
                (Some(day), _) => Some(day),
                (None, Some(day)) if is_ahead(day) => of(year - 1),
                (None, day) => day,
            };
            whole(day, seconds, text)
        }
        (Some(_), None) => asks(say::no_year(text)),
    }
}

/// A day as the field's reader takes it.
pub(super) fn date(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<String>, Unread> {
    Ok(match asked(cell, text, reading)? {
        Asked::Out => None,
        Asked::Day(day) => Some(day.map_or_else(|| text.to_owned(), |(day, _)| day.to_string())),
    })
}

/// A day with its time as the field's reader takes it. An instant that is written whole stays as it is.
pub(super) fn moment(cell: &Cell, text: &str, reading: &Reading) -> Result<Option<String>, Unread> {
    if crate::domain::day::Moment::parse(text).is_some() {
        return Ok(Some(text.to_owned()));
    }
    Ok(match asked(cell, text, reading)? {
        Asked::Out => None,
        Asked::Day(None) => Some(text.to_owned()),
        Asked::Day(Some(day)) => Some(with_time(day)),
    })
}

fn with_time((day, second): Timed) -> String {
    match second {
        Some(second) => format!("{day} {}", clock(second)),
        None => day.to_string(),
    }
}

/// A day as the reader of a field of this kind takes it.
pub(super) fn written(day: Timed, kind: FieldKind) -> String {
    match kind {
        FieldKind::Moment(_) => with_time(day),
        _ => day.0.to_string(),
    }
}
