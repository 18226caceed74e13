//! The sum of a clock: what of the time passed was counted, and why the rest was not.

use chrono::Datelike;

use super::clock::{Stretch, Stretched};
use super::pause::{Pause, pauses_of};
use super::plan::ServicePlan;
use super::promise::{Promise, each_stretch};
use crate::domain::day::Day;
use crate::domain::kind::Ticket;
use crate::domain::label::Label;
use crate::domain::record::Text;

/// A line of the sum. Instants are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq)]
pub enum SumLine {
    /// Counted from here to there.
    Counted {
        /// The start.
        from: i64,
        /// The end.
        to: i64,
    },
    /// Inside of a pause.
    Paused {
        /// Since when it did not count.
        from: i64,
        /// Until when; nothing while it lasts.
        until: Option<i64>,
        /// Why.
        reason: Option<Text>,
    },
    /// Days off.
    Off {
        /// The first one.
        from: Day,
        /// The last one.
        to: Day,
        /// The holidays among them.
        names: Vec<Label>,
    },
}

/// How a clock came to its deadline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClockSum {
    /// What was counted and what was not, in order.
    pub lines: Vec<SumLine>,
    /// The years of it whose calendar nobody published yet.
    pub unknown: Vec<i32>,
}

/// The sum of a promise of a ticket as it is seen on a day.
pub fn sum_of(plan: &ServicePlan, as_of: Day, ticket: &Ticket, promise: &Promise) -> ClockSum {
    let pauses = pauses_of(ticket);
    let pauses: Vec<Pause> = pauses.into_iter().filter(|pause| pause.from.day <= as_of).collect();
    let is_worked = plan
        .levels
        .get(promise.level)
        .is_some_and(|level| level.within.unit.is_worked());
    let mut sum = ClockSum::default();
    each_stretch(plan, as_of, ticket, promise, &mut |stretch| {
        let year = plan.work.zone.day_of(stretch.from).0.date().year();
        if is_worked && !plan.work.calendar.knows(year) && !sum.unknown.contains(&year) {
            sum.unknown.push(year);
        }
        add(&mut sum.lines, plan, &pauses, as_of, stretch);
    });
    sum
}

/// How much counted time a promise had left at an instant; nothing where none is left.
pub fn left_of(plan: &ServicePlan, as_of: Day, ticket: &Ticket, promise: &Promise, at: i64) -> Option<i64> {
    let within = plan.levels.get(promise.level)?.within.ms(&plan.work);
    let mut gone = 0;
    each_stretch(plan, as_of, ticket, promise, &mut |stretch| {
        if stretch.what == Stretched::Counted {
            gone += (stretch.to.min(at) - stretch.from).max(0);
        }
    });
    Some(within - gone).filter(|left| *left > 0)
}

fn add(lines: &mut Vec<SumLine>, plan: &ServicePlan, pauses: &[Pause], as_of: Day, stretch: Stretch) {
    let last = lines.last_mut();
    match (stretch.what, last) {
        (Stretched::Counted, Some(SumLine::Counted { to, .. })) if *to == stretch.from => *to = stretch.to,
        (Stretched::Counted, _) => lines.push(SumLine::Counted {
            from: stretch.from,
            to: stretch.to,
        }),
        // The days off inside of a pause are the pause's.
        (Stretched::Off(_), Some(SumLine::Paused { until, .. })) if until.is_none_or(|until| stretch.to <= until) => {}
        (Stretched::Off(day), last) => {
            let name = plan.work.calendar.day(day).name;
            match last {
                Some(SumLine::Off { to, names, .. }) if to.plus_days(1) == day => {
                    *to = day;
                    names.extend(name.filter(|name| !names.contains(name)));
                }
                _ => lines.push(SumLine::Off {
                    from: day,
                    to: day,
                    names: name.into_iter().collect(),
                }),
            }
        }
        (Stretched::Paused(place), last) => {
            let pause = pauses.get(place);
            let until = pause
                .and_then(|pause| pause.until.as_ref())
                .filter(|until| until.day <= as_of);
            let until = until.map(|until| plan.work.zone.span_of(until).0);
            let reason = pause.and_then(|pause| pause.reason.clone());
            let is_same = matches!(last, Some(SumLine::Paused { until: known, reason: why, .. }) if *known == until && *why == reason);
            if !is_same {
                let from = stretch.from;
                lines.push(SumLine::Paused { from, until, reason });
            }
        }
    }
}
