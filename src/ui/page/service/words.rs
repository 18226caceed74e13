//! Instants, spans of time, levels and sums in words.

use chrono::Datelike;

use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::service::{ClockSum, Kept, LevelUnit, Measure, Promise, ServiceLevel, ServicePlan, SumLine, Within};
use crate::ui::format;
use crate::ui::text::T;

const MINUTE_MS: i64 = 60_000;
/// So many lines of a sum are told from either end.
const LINES: usize = 6;

/// What is measured.
pub fn measure(measure: Measure, t: T) -> &'static str {
    match measure {
        Measure::Response => t.service_response(),
        Measure::Solve => t.service_solve(),
        Measure::Revisit => t.service_revisited(),
    }
}

/// What became of a promise.
pub fn kept(kept: Kept, t: T) -> &'static str {
    match kept {
        Kept::Open => t.service_open_word(),
        Kept::Met => t.service_met(),
        Kept::Breached => t.service_breached(),
        Kept::Undetermined => t.service_undetermined(),
    }
}

/// How long something is, to the minute, what is less than one being one.
pub fn span(ms: i64, t: T) -> String {
    let minutes = ms.max(0).div_euclid(MINUTE_MS) + i64::from(ms.rem_euclid(MINUTE_MS) > 0);
    let (days, hours) = (minutes / 1_440, minutes / 60);
    match (days, hours) {
        (7.., _) => t.service_span_long(days),
        (2.., _) => t.service_span_days(days, hours % 24),
        (_, 1..) if minutes % 60 == 0 => t.service_span_whole(hours),
        (_, 1..) => t.service_span_hours(hours, minutes % 60),
        _ => t.service_span_minutes(minutes),
    }
}

/// How much time that is counted this is: worked time is told in hours and working days, which are shorter than a day of the clock.
pub fn counted(ms: i64, within: Within, plan: &ServicePlan, t: T) -> String {
    match plan.work.days_and_hours(ms) {
        _ if !within.unit.is_worked() => span(ms, t),
        None => hours_of(ms, t),
        Some((days, 0)) => t.service_span_work_days(days),
        Some((days, hours)) => t.service_span_work_days_and(days, hours),
    }
}

/// Hours and minutes, however many.
fn hours_of(ms: i64, t: T) -> String {
    let minutes = ms.max(0).div_euclid(MINUTE_MS) + i64::from(ms.rem_euclid(MINUTE_MS) > 0);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => t.service_span_minutes(minutes),
        (hours, 0) => t.service_span_whole(hours),
        (hours, minutes) => t.service_span_hours(hours, minutes),
    }
}

/// An instant on the clock of the book: weekday and time, the day before them where it is another one.
pub fn instant(plan: &ServicePlan, at: i64, as_of: Day, lang: Lang) -> String {
    let moment = plan.work.zone.written(at);
    let (weekday, clock) = (format::weekday(moment.day, lang), moment.clock().unwrap_or_default());
    let day = format::short_day(moment.day, as_of);
    format!("{day} {weekday} {clock}")
}

/// An instant in a row: of another year, which takes more room, without the weekday.
pub fn brief_instant(plan: &ServicePlan, at: i64, as_of: Day, lang: Lang) -> String {
    let moment = plan.work.zone.written(at);
    match moment.day.date().year() == as_of.date().year() {
        true => instant(plan, at, as_of, lang),
        false => format::moment(&moment),
    }
}

/// A level: its name, and within how long.
pub fn level(level: &ServiceLevel, t: T) -> String {
    t.service_level(t.label(&level.label()), within(level.within, t))
}

/// How long a level gives.
pub fn within(within: Within, t: T) -> String {
    let n = format::score(within.n);
    match within.unit {
        LevelUnit::Hours => t.service_hours(n),
        LevelUnit::WorkingHours => t.service_working_hours(n),
        LevelUnit::Days => t.service_days(n),
        LevelUnit::WorkingDays => t.service_working_days(n),
        LevelUnit::Weeks => t.service_weeks(n),
    }
}

/// What a level counts.
pub fn unit(unit: LevelUnit, t: T) -> &'static str {
    match unit {
        LevelUnit::Hours => t.service_unit_hours(),
        LevelUnit::WorkingHours => t.service_unit_working_hours(),
        LevelUnit::Days => t.service_unit_days(),
        LevelUnit::WorkingDays => t.service_unit_working_days(),
        LevelUnit::Weeks => t.service_unit_weeks(),
    }
}

/// A sum, a line each; of a long one its ends.
pub fn sum(plan: &ServicePlan, sum: &ClockSum, promise: &Promise, as_of: Day, lang: Lang) -> Vec<String> {
    let t = T(lang);
    let mut lines: Vec<String> = sum.lines.iter().map(|line| sum_line(plan, line, as_of, lang)).collect();
    if lines.len() > 2 * LINES {
        let more = lines.len() - 2 * LINES;
        lines.splice(LINES..LINES + more, [t.service_sum_more(more)]);
    }
    lines.extend(
        promise
            .clock
            .due
            .map(|due| t.service_sum_due(instant(plan, due, as_of, lang))),
    );
    lines.extend(sum.unknown.iter().map(|year| t.service_unknown_year(year)));
    lines
}

fn sum_line(plan: &ServicePlan, line: &SumLine, as_of: Day, lang: Lang) -> String {
    let t = T(lang);
    let at = |moment: i64| instant(plan, moment, as_of, lang);
    match line {
        SumLine::Counted { from, to } => {
            // What ends on the day it began on says that day once.
            let (from_day, to_day) = (plan.work.zone.written(*from), plan.work.zone.written(*to));
            let to_words = match from_day.day == to_day.day {
                true => to_day.clock().unwrap_or_default().to_owned(),
                false => at(*to),
            };
            t.service_sum_counted(at(*from), to_words, span(to - from, t))
        }
        SumLine::Paused { from, until, reason } => {
            let told = match until {
                Some(until) => t.service_sum_paused(at(*from), at(*until)),
                None => t.service_sum_stands(at(*from)),
            };
            match reason {
                Some(reason) => t.service_with(told, reason),
                None => told,
            }
        }
        SumLine::Off { from, to, names } => {
            let days = match from == to {
                true => format::short_day(*from, as_of),
                false => format!("{}…{}", format::short_day(*from, as_of), format::short_day(*to, as_of)),
            };
            let days = match names.is_empty() {
                true => days,
                false => t.service_with(days, format::list(names.iter().map(|name| t.label(name)), lang)),
            };
            t.service_sum_off(days)
        }
    }
}
