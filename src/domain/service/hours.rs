//! The hours that are worked: from and to, without the breaks, on the days that the calendar calls worked.

use serde_json::Value;

use super::workday::{TIME_ZONE, WORK_HOURS, WorkHours, said};
use super::zone::{DAY_MS, Zone};
use crate::domain::calendar::Calendar;
use crate::domain::day::Day;
use crate::domain::kind::Settings;
use crate::domain::rule::{RuleIssue, RuleProblem};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// So many days are looked back for one that is worked.
const MOST_DAYS: i32 = 366;
/// A day whose every hour counts.
pub(super) const WHOLE_DAY: [(i64, i64); 1] = [(0, DAY_MS)];

/// When is worked, and on which clock.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkTime {
    /// Which days are worked.
    pub calendar: Calendar,
    /// The time zone.
    pub zone: Zone,
    /// The stretches of a working day, in milliseconds of it.
    pub(super) stretches: Vec<(i64, i64)>,
}

impl WorkTime {
    /// The hours of a book's settings, and what of them cannot be read: then those that ship count.
    pub fn of(settings: &Settings) -> (Self, Vec<RuleIssue>) {
        let [hours, zone] = [WORK_HOURS, TIME_ZONE].map(|key| said(settings, key));
        let mut issues = Vec::new();
        let mut issue = |place: &str, value: &Value| {
            let problem = RuleProblem::Malformed(value.to_string());
            issues.push(RuleIssue::new(format!("settings.{place}"), problem));
        };
        let hours = hours.map_or_else(WorkHours::default, |hours| {
            WorkHours::read(hours).unwrap_or_else(|| {
                issue(WORK_HOURS, hours);
                WorkHours::default()
            })
        });
        let ms = |(from, to): (i64, i64)| (from * MINUTE_MS, to * MINUTE_MS);
        let stretches = hours.stretches().into_iter().map(ms).collect();
        let zone = zone.map_or_else(Zone::default, |zone| {
            zone.as_str().and_then(Zone::parse).unwrap_or_else(|| {
                issue(TIME_ZONE, zone);
                Zone::default()
            })
        });
        let calendar = Calendar::of(settings);
        let it = Self {
            calendar,
            zone,
            stretches,
        };
        (it, issues)
    }

    /// The milliseconds of a working day that are worked.
    pub fn day_ms(&self) -> i64 {
        self.stretches.iter().map(|(from, to)| to - from).sum()
    }

    /// Worked time as working days and hours, to the hour; nothing for less than two days, which is told in hours.
    pub fn days_and_hours(&self, ms: i64) -> Option<(i64, i64)> {
        let day = Some(self.day_ms()).filter(|day| *day > 0 && ms >= 2 * day)?;
        let (days, rest) = (ms / day, ms % day);
        let hours = (rest + HOUR_MS / 2) / HOUR_MS;
        // What is rounded up to a whole day is one.
        Some(if hours * HOUR_MS >= day {
            (days + 1, 0)
        } else {
            (days, hours)
        })
    }

    /// When work begins on a day, or on the last day before it that is worked.
    pub fn begins(&self, day: Day) -> Option<(Day, i64)> {
        let back = (0..=MOST_DAYS).map(|back| day.plus_days(-back));
        let begun = |day: Day| self.worked(day).first().map(|(from, _)| (day, *from));
        back.into_iter().find_map(begun)
    }

    /// The last moment that is worked up to a time of a day, in milliseconds of it.
    pub fn last_worked(&self, (day, ms): (Day, i64)) -> Option<(Day, i64)> {
        let end = |back: i32| if back == 0 { ms } else { DAY_MS };
        let last = |back: i32| {
            let day = day.plus_days(-back);
            let mut begun = self.worked(day).iter().rev().filter(|(from, _)| *from <= end(back));
            begun.next().map(|(_, to)| (day, end(back).min(*to)))
        };
        (0..=MOST_DAYS).find_map(last)
    }

    /// The first moment that is worked from a time of a day on, in milliseconds of it.
    pub fn next_worked(&self, (day, ms): (Day, i64)) -> Option<(Day, i64)> {
        let first = |on: i32| {
            let (day, from) = (day.plus_days(on), if on == 0 { ms } else { 0 });
            let ahead = self.worked(day).iter().find(|(_, to)| *to > from);
            ahead.map(|(begin, _)| (day, from.max(*begin)))
        };
        (0..=MOST_DAYS).find_map(first)
    }

    /// The stretches of a day that are worked.
    pub(super) fn worked(&self, day: Day) -> &[(i64, i64)] {
        match self.calendar.is_working(day) {
            true => &self.stretches,
            false => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(settings: Value) -> (String, usize) {
        let settings: Settings = serde_json::from_value(settings).unwrap();
        let (work, issues) = WorkTime::of(&settings);
        let clock = |ms: i64| format!("{:02}:{:02}", ms / 3_600_000, ms / 60_000 % 60);
        let spans = work
            .stretches
            .iter()
            .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)));
        (spans.collect::<Vec<_>>().join(" "), issues.len())
    }

    #[test]
    fn hours_are_read_without_their_breaks() {
        let hours = |value: Value| told(json!({"work_hours": value}));
        let ships = "09:00-12:00 13:00-18:00";
        let table = [
            (json!(null), ships, 0),
            (json!({"from": "08:30", "to": "17:30"}), "08:30-17:30", 0),
            (
                json!({"from": "00:00", "to": "24:00", "breaks": null}),
                "00:00-24:00",
                0,
            ),
            (
                json!({"from": "08:00", "to": "20:00", "breaks": [{"from": "12:00", "to": "13:30"}, {"from": "17:00", "to": "17:30"}]}),
                "08:00-12:00 13:30-17:00 17:30-20:00",
                0,
            ),
            (
                json!({"from": "09:00", "to": "18:00", "breaks": [{"from": "08:00", "to": "10:00"}]}),
                "10:00-18:00",
                0,
            ),
            // What cannot be meant is told, and what ships counts.
            (json!({"from": "18:00", "to": "09:00"}), ships, 1),
            (json!({"from": "9:00", "to": "18:00"}), ships, 1),
            (json!({"from": "09:00", "to": "24:01"}), ships, 1),
            (
                json!({"from": "09:00", "to": "18:00", "breaks": [{"from": "09:00", "to": "18:00"}]}),
                ships,
                1,
            ),
            (json!("9 to 5"), ships, 1),
        ];
        for (value, spans, issues) in table {
            assert_eq!(hours(value.clone()), (spans.to_owned(), issues), "{value}");
        }
        assert_eq!(told(json!({"time_zone": "Beijing"})).1, 1);
        assert_eq!(WorkTime::of(&Settings::default()).0.day_ms(), 8 * 3_600_000);
    }
}
