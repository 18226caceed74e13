//! Why the app stopped, the last few times: kept by the start script (`src/boot/start.js`), read here for the maintainer.

use gloo_storage::{LocalStorage, Storage};
use serde::Deserialize;
use serde_json::Value;

use super::prefs::available;

/// Where the start script keeps it.
const KEY: &str = "guanxi.stopped";

/// How many lines of a cause are shown: where it was, and what.
const LINES: usize = 2;

/// A stop of the app.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stopped {
    /// When, as an instant.
    pub at: String,
    /// The first lines of its cause.
    pub what: String,
    /// Everything that was kept of it, for the maintainer.
    pub all: String,
}

/// What is read of a kept stop; the rest is for the maintainer's eyes.
#[derive(Deserialize)]
struct Kept {
    at: String,
    what: String,
}

/// The stops that were kept, the last one first.
pub fn all() -> Vec<Stopped> {
    if !available() {
        return Vec::new();
    }
    let kept: Vec<Value> = LocalStorage::get(KEY).unwrap_or_default();
    kept.into_iter().filter_map(read).collect()
}

fn read(value: Value) -> Option<Stopped> {
    let all = serde_json::to_string_pretty(&value).ok()?;
    let Kept { at, what } = serde_json::from_value(value).ok()?;
    let what = what.lines().take(LINES).collect::<Vec<_>>().join(" ");
    Some(Stopped { at, what, all })
}

/// Forgets them.
pub fn clear() {
    if available() {
        LocalStorage::delete(KEY);
    }
}
