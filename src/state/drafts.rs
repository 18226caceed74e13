//! The drafts of all forms, by name, in memory and in the browser's local storage under `guanxi.draft.*`.
//!
//! A draft is written with every keystroke, at once: whatever ends the page, what was typed is there again. Each tab has its own
//! in memory, so nobody's typing moves another's; of two tabs that type into the same form, what was typed last is kept, and where
//! one saves or throws away, what the other has typed is kept again.

use std::collections::HashMap;

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::live::*;
use super::notice::Notices;
use super::prefs::available;
use super::{clock, random, text};
use crate::domain::form::Draft;
use crate::domain::record::Text;

const PREFIX: &str = "guanxi.draft.";
/// Written when all drafts end with the book, so that other tabs end theirs.
const CLEARED: &str = "guanxi.drafts.cleared";
/// For so long an unfinished form is kept, in milliseconds.
const LONGEST: f64 = 30.0 * 24.0 * 3600.0 * 1000.0;
/// So many forms are kept; of more, those that were typed into longest ago go.
const MOST: usize = 60;

/// A draft as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// When it was typed into, in milliseconds since 1970.
    at: f64,
    draft: Draft,
}

/// What is typed and not saved. `Copy`: it holds handles only, which live as long as the app.
#[derive(Clone, Copy)]
pub struct Drafts {
    all: RwSignal<HashMap<Text, Draft>>,
    /// Those of which another tab has sent, or saved, what it had typed, while something stood here.
    elsewhere: RwSignal<HashMap<Text, bool>>,
    full: RwSignal<bool>,
    notices: Notices,
}

impl Drafts {
    pub(super) fn new(notices: Notices) -> Self {
        tidy();
        let it = Self {
            all: RwSignal::default(),
            elsewhere: RwSignal::default(),
            full: RwSignal::new(false),
            notices,
        };
        on_window(leptos::ev::storage, move |ev| it.hear(ev.key(), ev.new_value()));
        it
    }

    /// Another tab wrote to the storage.
    fn hear(self, key: Option<String>, now: Option<String>) {
        let Some(key) = key else { return };
        if key == CLEARED {
            return self.all.update(HashMap::clear);
        }
        let Some(name) = key.strip_prefix(PREFIX) else { return };
        let Some(mine) = self.all.with_untracked(|all| all.get(name).cloned()) else {
            return;
        };
        // What was sent to the book and is gone then was saved.
        let stored = now.map(|now| serde_json::from_str::<Stored>(&now));
        match stored {
            Some(Ok(theirs)) if theirs.draft.sent().is_some() => self.mark(name, false),
            Some(_) => {}
            None => {
                if self.elsewhere.with_untracked(|all| all.contains_key(name)) {
                    self.mark(name, true);
                }
                self.keep(name, &mine);
            }
        }
    }

    fn mark(self, name: &str, saved: bool) {
        self.elsewhere.update(|all| {
            all.insert(name.into(), saved);
        });
    }

    /// Nothing of it stands here any more.
    fn unmark(self, name: &str) {
        if self.elsewhere.with_untracked(|all| all.contains_key(name)) {
            self.elsewhere.update(|all| {
                all.remove(name);
            });
        }
    }

    /// An id for the record that the draft of this name is going to be.
    pub fn new_id(self, name: &str, has: impl Fn(&str) -> bool) -> String {
        self.settle(name, has);
        random::id()
    }

    /// A draft that was sent, and of which the book has what came of it, was saved although its answer never came: it ends, so that it
    /// is not saved twice.
    pub fn settle(self, name: &str, has: impl Fn(&str) -> bool) {
        self.open(name);
        let sent = untrack(|| self.with(name, |draft| draft.sent().map(str::to_owned)));
        if sent.is_some_and(|sent| has(&sent)) {
            self.take(name);
        }
    }

    /// Whether another tab has saved what it had typed under this name, while something of it stands here; tracked.
    pub fn saved_elsewhere(self, name: &str) -> bool {
        self.elsewhere.with(|all| all.get(name) == Some(&true))
    }

    /// Looks for a draft that was kept, before its form is shown.
    pub fn open(self, name: &str) {
        if self.all.with_untracked(|all| all.contains_key(name)) || !available() {
            return;
        }
        if let Ok(stored) = LocalStorage::get::<Stored>(key(name)) {
            self.all.update(|all| drop(all.insert(name.into(), stored.draft)));
        }
    }

    /// Reads a draft; tracked. One that nobody began is empty.
    pub fn with<R: Default>(self, name: &str, read: impl FnOnce(&Draft) -> R) -> R {
        self.all.with(|all| match all.get(name) {
            Some(draft) => read(draft),
            None => read(&Draft::default()),
        })
    }

    /// Whether there is a draft of this name. Not tracked.
    pub fn has(self, name: &str) -> bool {
        self.all.with_untracked(|all| all.contains_key(name))
    }

    /// Changes a draft, which is begun where there is none, and keeps it.
    pub fn change(self, name: &str, change: impl FnOnce(&mut Draft)) {
        self.all.update(|all| {
            let draft = all.entry(name.into()).or_default();
            change(draft);
            if draft.is_empty() {
                all.remove(name);
                forget(name);
                self.unmark(name);
            } else {
                self.keep(name, draft);
            }
        });
    }

    /// Ends a draft and hands it out.
    pub fn take(self, name: &str) -> Option<Draft> {
        forget(name);
        self.unmark(name);
        self.all.try_update(|all| all.remove(name)).flatten()
    }

    /// Puts a draft back.
    pub fn put(self, name: &str, draft: Draft) {
        self.change(name, |place| *place = draft);
    }

    /// Ends all of them: the book they belong to is gone.
    pub fn clear(self) {
        self.all.update(HashMap::clear);
        if available() {
            let _ = LocalStorage::set(CLEARED, clock::unix_ms() as f64);
        }
        names().iter().for_each(|name| forget(name));
    }

    /// A storage that is full or refused costs nothing but the keeping, which is said once.
    fn keep(self, name: &str, draft: &Draft) {
        let stored = Stored {
            at: clock::unix_ms() as f64,
            draft: draft.clone(),
        };
        let kept = available() && LocalStorage::set(key(name), stored).is_ok();
        if !kept && !self.full.get_untracked() {
            self.full.set(true);
            self.notices.info(text::draft_not_kept(), None);
        }
    }
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

fn forget(name: &str) {
    if available() {
        LocalStorage::delete(key(name));
    }
}

/// The names of the drafts that are stored.
fn names() -> Vec<String> {
    if !available() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned))
        .collect()
}

/// Takes away what is too old, too much, or of another version.
fn tidy() {
    let now = clock::unix_ms() as f64;
    let mut aged: Vec<(f64, String)> = names()
        .into_iter()
        .map(|name| {
            (
                LocalStorage::get::<Stored>(key(&name)).map_or(0.0, |stored| stored.at),
                name,
            )
        })
        .collect();
    aged.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    for (place, (at, name)) in aged.iter().enumerate() {
        if place >= MOST || now - at > LONGEST {
            forget(name);
        }
    }
}
