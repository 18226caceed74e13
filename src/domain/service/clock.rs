//! The clock: when the counted time is used up, and what of the time passed was counted.

use super::hours::{WHOLE_DAY, WorkTime};
use super::level::{LevelUnit, Within};
use super::zone::DAY_MS;
use crate::domain::day::Day;

const HOUR_MS: f64 = 3_600_000.0;
/// So many days are looked at: enough for the most working hours that a level may have.
const MOST_DAYS: i32 = 6_000;

/// What a stretch of time was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretched {
    /// Counted.
    Counted,
    /// Not counted: inside of a pause, by its place among those that were given.
    Paused(usize),
    /// Not counted: a day off.
    Off(Day),
}

/// A stretch of time, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its start.
    pub from: i64,
    /// Its end.
    pub to: i64,
    /// What it was.
    pub what: Stretched,
}

/// What became of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockRun {
    /// The instant at which the counted time is used up; nothing where that cannot be told yet.
    pub due: Option<i64>,
    /// The start of the pause that it stands in.
    pub stands: Option<i64>,
}

impl Within {
    /// How much counted time this is.
    pub fn ms(self, work: &WorkTime) -> i64 {
        let unit = match self.unit {
            LevelUnit::Hours | LevelUnit::WorkingHours => HOUR_MS,
            LevelUnit::Days => DAY_MS as f64,
            LevelUnit::WorkingDays => work.day_ms() as f64,
            LevelUnit::Weeks => 7.0 * DAY_MS as f64,
        };
        (self.n * unit).round() as i64
    }
}

/// Runs a clock from a start. Pauses are pairs of instants, the last one open where its end is nothing; `see` is told every stretch in
/// order.
pub fn run(
    work: &WorkTime,
    start: i64,
    within: Within,
    pauses: &[(i64, Option<i64>)],
    see: &mut dyn FnMut(Stretch),
) -> ClockRun {
    let mut left = within.ms(work);
    let ends = |due| ClockRun {
        due: Some(due),
        stands: None,
    };
    if left <= 0 {
        return ends(start);
    }
    let stands = pauses
        .iter()
        .filter(|(_, until)| until.is_none())
        .map(|(from, _)| *from)
        .min();
    let first = work.zone.day_of(start).0;
    for day in (first.0..first.0.saturating_add(MOST_DAYS)).map(Day) {
        let at = |ms: i64| work.zone.at(day, ms);
        let counted = match within.unit.is_worked() {
            true => work.worked(day),
            false => &WHOLE_DAY,
        };
        if counted.is_empty() {
            let (from, to) = (at(0).max(start), at(DAY_MS));
            see(Stretch {
                from,
                to,
                what: Stretched::Off(day),
            });
        }
        for (from, to) in counted {
            let (mut from, to) = (at(*from).max(start), at(*to));
            while from < to {
                let stretch = next(from, to, pauses);
                if stretch.what == Stretched::Counted && stretch.to - from >= left {
                    let due = from + left;
                    see(Stretch { to: due, ..stretch });
                    return ends(due);
                }
                see(stretch);
                if stretch.what == Stretched::Counted {
                    left -= stretch.to - from;
                }
                from = stretch.to;
            }
        }
        if stands.is_some_and(|stands| stands <= at(DAY_MS)) {
            break;
        }
    }
    ClockRun { due: None, stands }
}

/// The first stretch of a span that is all counted, or all inside of one pause.
fn next(from: i64, to: i64, pauses: &[(i64, Option<i64>)]) -> Stretch {
    let end = |(_, until): &(i64, Option<i64>)| until.unwrap_or(i64::MAX);
    let around = pauses
        .iter()
        .enumerate()
        .filter(|(_, pause)| pause.0 <= from && from < end(pause));
    if let Some((place, pause)) = around.max_by_key(|(_, pause)| end(pause)) {
        let (to, what) = (to.min(end(pause)), Stretched::Paused(place));
        return Stretch { from, to, what };
    }
    let behind = pauses
        .iter()
        .filter(|pause| pause.0 > from && end(pause) > pause.0)
        .map(|(from, _)| *from);
    Stretch {
        from,
        to: behind.min().map_or(to, |next| next.min(to)),
        what: Stretched::Counted,
    }
}
