//! Drafts in the browser's local storage: one entry for each form and tab.

use std::sync::Once;

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use crate::domain::form::Draft;
use crate::domain::record::Text;
use crate::domain::sort::sort_by;
use crate::state::prefs::available;
use crate::state::{clock, tabs};

const PREFIX: &str = "guanxi.draft.";
/// Between the form's name and the tab's; no name has one.
const BREAK: char = '\t';
/// Written when all stored drafts end with the book, so that other tabs hear of it: what is typed there stays on their screens alone.
pub(super) const CLEARED: &str = "guanxi.drafts.cleared";
/// For so long an unfinished form is kept, in milliseconds.
const LONGEST: f64 = 30.0 * 24.0 * 3600.0 * 1000.0;
/// So many forms are kept; of more, those that were typed into longest ago go.
const MOST: usize = 60;

/// A draft as it is stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    /// When it was typed into, in milliseconds since 1970.
    at: f64,
    /// What was typed.
    pub draft: Draft,
    /// The tab that it was taken over from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// Where a draft is stored.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The form's name.
    pub name: Text,
    /// The tab that typed it; empty for one of an earlier version, which knew of no tabs.
    pub tab: String,
}

impl Key {
    /// Where this tab keeps the draft of a form.
    pub fn own(name: &str) -> Self {
        let (name, tab) = (name.into(), tabs::own());
        Self { name, tab }
    }

    /// Where an earlier version, which knew of no tabs, has kept it.
    pub fn of_no_tab(name: &str) -> Self {
        let (name, tab) = (name.into(), String::new());
        Self { name, tab }
    }

    /// Reads the name of an entry of the storage; nothing where it is no draft's.
    pub fn read(entry: &str) -> Option<Self> {
        let name = entry.strip_prefix(PREFIX)?;
        let (name, tab) = name.rsplit_once(BREAK).unwrap_or((name, ""));
        Some(Self {
            name: name.into(),
            tab: tab.to_owned(),
        })
    }

    fn entry(&self) -> String {
        let Self { name, tab } = self;
        match tab.is_empty() {
            true => format!("{PREFIX}{name}"),
            false => format!("{PREFIX}{name}{BREAK}{tab}"),
        }
    }

    /// Stores a draft, and tells whether it is stored.
    pub fn keep(&self, draft: &Draft, of: Option<&str>) -> bool {
        let stored = Stored {
            at: clock::unix_ms() as f64,
            draft: draft.clone(),
            of: of.map(str::to_owned),
        };
        LocalStorage::set(self.entry(), stored).is_ok()
    }

    /// Takes it out of the storage.
    pub fn forget(&self) {
        if available() {
            LocalStorage::delete(self.entry());
        }
    }
}

/// Whether an entry of the storage tells of drafts.
pub(super) fn is_draft(entry: &str) -> bool {
    entry == CLEARED || entry.starts_with(PREFIX)
}

/// The drafts that other tabs, open or gone, have kept under this name; what was typed last is first.
pub(super) fn of(name: &str) -> Vec<(Key, Stored)> {
    under(|known| known == name)
}

/// The same under all names that are wanted.
pub(super) fn under(is_wanted: impl Fn(&str) -> bool) -> Vec<(Key, Stored)> {
    static TIDY: Once = Once::new();
    TIDY.call_once(tidy);
    let others = keys()
        .into_iter()
        .filter(|key| is_wanted(&key.name) && key.tab != tabs::own());
    let mut all: Vec<_> = others
        .filter_map(|key| {
            let stored = LocalStorage::get::<Stored>(key.entry()).ok()?;
            Some((key, stored))
        })
        .collect();
    sort_by(&mut all, |(_, a), (_, b)| b.at.total_cmp(&a.at));
    all
}

/// Ends all of them, in all tabs.
pub(super) fn clear() {
    if available() {
        let _ = LocalStorage::set(CLEARED, clock::unix_ms() as f64);
    }
    keys().iter().for_each(Key::forget);
}

fn keys() -> Vec<Key> {
    if !available() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    let entries = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    entries.filter_map(|entry| Key::read(&entry)).collect()
}

/// Takes away what is too old, too much, or of another version.
fn tidy() {
    let now = clock::unix_ms() as f64;
    let age = |key: Key| {
        (
            LocalStorage::get::<Stored>(key.entry()).map_or(0.0, |stored| stored.at),
            key,
        )
    };
    let mut aged: Vec<(f64, Key)> = keys().into_iter().map(age).collect();
    sort_by(&mut aged, |(a, _), (b, _)| b.total_cmp(a));
    for (place, (at, key)) in aged.iter().enumerate() {
        if place >= MOST || now - at > LONGEST {
            key.forget();
        }
    }
}
