//! A calendar file (RFC 5545) of things to do, with alarms inside working hours: a closed page cannot ring.

use chrono::{DateTime, Utc};

use crate::domain::day::Day;
use crate::domain::service::WorkTime;

/// The octets of a line, its end not counted.
const LINE: usize = 75;
/// How long before its time an alarm rings.
const BEFORE_MS: i64 = 15 * 60_000;
/// How long something takes that has a time.
const LASTS_MS: i64 = 30 * 60_000;

/// Something to do on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its stable key: a file taken in again moves what it knows.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// The instant, where it has a time.
    pub at: Option<i64>,
    /// What is to be done, and with whom.
    pub summary: String,
    /// Why, a line each.
    pub description: String,
    /// Its kind.
    pub category: String,
}

/// The file. `now` is when it is made, in milliseconds since 1970.
pub fn calendar(name: &str, events: &[Event], work: &WorkTime, now: i64) -> String {
    let mut out = String::new();
    for (key, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Guanxi//Today//ZH"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        line(&mut out, key, value);
    }
    line(&mut out, "X-WR-CALNAME", &escaped(name));
    for event in events {
        add(&mut out, event, work, now);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn add(out: &mut String, event: &Event, work: &WorkTime, now: i64) {
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &escaped(&event.uid));
    line(out, "DTSTAMP", &instant(now));
    match event.at {
        Some(at) => {
            line(out, "DTSTART", &instant(at));
            line(out, "DTEND", &instant(at + LASTS_MS));
        }
        None => {
            line(out, "DTSTART;VALUE=DATE", &date(event.day));
            line(out, "DTEND;VALUE=DATE", &date(event.day.plus_days(1)));
        }
    }
    line(out, "SUMMARY", &escaped(&event.summary));
    line(out, "DESCRIPTION", &escaped(&event.description));
    line(out, "CATEGORIES", &escaped(&event.category));
    // A day that only has a place in the calendar takes no time of it.
    line(out, "TRANSP", if event.at.is_some() { "OPAQUE" } else { "TRANSPARENT" });
    if let Some(alarm) = alarm(event, work, now) {
        line(out, "BEGIN", "VALARM");
        line(out, "ACTION", "DISPLAY");
        line(out, "TRIGGER;VALUE=DATE-TIME", &instant(alarm));
        line(out, "DESCRIPTION", &escaped(&event.summary));
        line(out, "END", "VALARM");
    }
    line(out, "END", "VEVENT");
}

/// When an alarm rings: a quarter of an hour before the time, else when work begins on the day; where that is no working hour, the last one
/// before. No alarm rings in the past: what is late by now rings in a quarter of an hour, or as work begins again.
fn alarm(event: &Event, work: &WorkTime, now: i64) -> Option<i64> {
    let (day, ms) = match event.at {
        Some(at) => work.last_worked(work.zone.day_of(at - BEFORE_MS))?,
        None => work.begins(event.day)?,
    };
    let alarm = work.zone.at(day, ms);
    if alarm > now || event.at.is_some_and(|at| at > now) {
        return Some(alarm);
    }
    let (day, ms) = work.next_worked(work.zone.day_of(now + BEFORE_MS))?;
    Some(work.zone.at(day, ms))
}

fn date(day: Day) -> String {
    day.date().format("%Y%m%d").to_string()
}

fn instant(ms: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default();
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as values hold it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded between characters.
fn line(out: &mut String, key: &str, value: &str) {
    let mut room = LINE;
    for c in key.chars().chain(":".chars()).chain(value.chars()) {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Settings;

    /// 2026-06-13 at noon in China.
    const NOW: i64 = 1_781_323_200_000;

    fn event(uid: &str, day: &str, at: Option<i64>) -> Event {
        Event {
            uid: uid.into(),
            day: Day::parse(day).unwrap(),
            at,
            summary: "首次关怀电话：宁波恒拓".into(),
            description: "a, b; c\\d\n二".into(),
            category: "关怀".into(),
        }
    }

    fn made(events: &[Event]) -> String {
        let (work, _) = WorkTime::of(&Settings::default());
        calendar("今日", events, &work, NOW)
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let mut long = event("k", "2026-11-30", None);
        long.description = "一二三四五六七八九十".repeat(30) + &"🙂".repeat(40);
        let text = made(&[long.clone()]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.split("\r\n").any(|line| line.len() == 75 || line.len() == 74));
        assert!(text.replace("\r\n ", "").contains(&long.description));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }

    #[test]
    fn alarms_ring_inside_working_hours() {
        let alarm = |day: &str, at: Option<&str>| {
            let at = at.map(|at| DateTime::parse_from_rfc3339(at).unwrap().timestamp_millis());
            let text = made(&[event("k", day, at)]);
            let (_, rest) = text.split_once("TRIGGER;VALUE=DATE-TIME:").unwrap();
            rest.split_once("\r\n").unwrap().0.to_owned()
        };
        let table = [
            // Monday 09:00 in China.
            ("2026-11-30", None, "20261130T010000Z"),
            // A Saturday: Friday; one that is worked: itself; in the National Day: the day before.
            ("2026-11-28", None, "20261127T010000Z"),
            ("2026-10-10", None, "20261010T010000Z"),
            ("2026-10-05", None, "20260930T010000Z"),
            ("2026-11-30", Some("2026-11-30T14:00:00+08:00"), "20261130T054500Z"),
            // In the break, before work begins, after it ends.
            ("2026-11-30", Some("2026-11-30T12:45:00+08:00"), "20261130T040000Z"),
            ("2026-11-30", Some("2026-11-30T09:00:00+08:00"), "20261127T100000Z"),
            ("2026-11-30", Some("2026-11-30T21:00:00+08:00"), "20261130T100000Z"),
        ];
        for (day, at, expected) in table {
            assert_eq!(alarm(day, at), expected, "{day} {at:?}");
        }
    }

    #[test]
    fn no_alarm_rings_in_the_past() {
        let (work, _) = WorkTime::of(&Settings::default());
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
        let table = [
            // Late, on a Saturday evening: Monday 09:00.
            (
                "2026-11-20",
                None,
                "2026-11-28T22:44:00+08:00",
                "2026-11-30T09:00:00+08:00",
            ),
            // Today's, during work, in the last quarter of the morning and of the day, and before work.
            (
                "2026-11-27",
                None,
                "2026-11-27T10:00:00+08:00",
                "2026-11-27T10:15:00+08:00",
            ),
            (
                "2026-11-27",
                None,
                "2026-11-27T11:50:00+08:00",
                "2026-11-27T13:00:00+08:00",
            ),
            (
                "2026-11-27",
                None,
                "2026-11-27T17:50:00+08:00",
                "2026-11-30T09:00:00+08:00",
            ),
            (
                "2026-11-27",
                None,
                "2026-11-27T07:00:00+08:00",
                "2026-11-27T09:00:00+08:00",
            ),
            // In the National Day.
            (
                "2026-09-30",
                None,
                "2026-10-01T10:00:00+08:00",
                "2026-10-08T09:00:00+08:00",
            ),
            // Still to come, in ten minutes.
            (
                "2026-11-27",
                Some("2026-11-27T14:30:00+08:00"),
                "2026-11-27T14:20:00+08:00",
                "2026-11-27T14:15:00+08:00",
            ),
            (
                "2026-11-27",
                Some("2026-11-27T14:30:00+08:00"),
                "2026-11-27T16:00:00+08:00",
                "2026-11-27T16:15:00+08:00",
            ),
        ];
        for (day, time, now, expected) in table {
            let found = alarm(&event("k", day, time.map(at)), &work, at(now));
            assert_eq!(found, Some(at(expected)), "{day} {time:?} {now}");
        }
    }

    #[test]
    fn what_means_something_in_the_file_is_escaped() {
        let text = made(&[event("own/u,1/c/2026-11-30", "2026-11-30", None)]);
        assert!(text.contains("UID:own/u\\,1/c/2026-11-30\r\n"), "{text}");
        assert!(text.contains("DESCRIPTION:a\\, b\\; c\\\\d\\n二\r\n"), "{text}");
        assert!(
            text.contains("DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\n"),
            "{text}"
        );
    }
}
