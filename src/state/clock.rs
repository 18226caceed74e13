//! The clock: the only place that reads it. Everywhere else the day and the time are arguments.

use std::time::Duration;

use crate::state::live::*;
use chrono::{DateTime, Local, SecondsFormat, Timelike};

use crate::domain::day::Day;

/// Seconds after midnight at which the day is read again; a timer may fire a little early.
const AFTER_MIDNIGHT_S: u64 = 2;

#[allow(clippy::disallowed_methods, reason = "this is the one place")]
fn now() -> DateTime<Local> {
    Local::now()
}

/// The civil day where the user is.
pub fn today() -> Day {
    Day::from_date(now().date_naive())
}

/// Hours and minutes where the user is: `14:03`.
pub fn hour_minute() -> String {
    now().format("%H:%M").to_string()
}

/// This instant with its offset, as the book writes instants: `2026-11-19T14:03:27+08:00`.
pub fn instant() -> String {
    now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Milliseconds since 1970, for ids that sort by time.
pub fn unix_ms() -> u64 {
    u64::try_from(now().timestamp_millis()).unwrap_or_default()
}

/// Milliseconds since the page was opened, with fractions: to tell how long something took.
pub fn precise_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Keeps a signal at today: reads the day again after midnight, and whenever the page is looked at again (a laptop that slept
/// misses its timer).
pub fn follow(today: RwSignal<Day>) {
    let read = move || {
        let day = self::today();
        if today.get_untracked() != day {
            today.set(day);
        }
    };
    on_window(leptos::ev::focus, move |_| read());
    on_window_event("visibilitychange", move |_| read());
    at_midnight(read);
}

fn at_midnight(read: impl Fn() + Copy + 'static) {
    let left = 86_400 - u64::from(now().num_seconds_from_midnight().min(86_399)) + AFTER_MIDNIGHT_S;
    later(
        move || {
            read();
            at_midnight(read);
        },
        Duration::from_secs(left),
    );
}
