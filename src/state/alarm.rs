//! Alarms: what stands between the book on the page and its durable copy, and lasts until it is settled. The frame shows them above every
//! page, each with the ways out; a notice would be closed and forgotten.

use std::time::Duration;

use crate::state::live::*;

use super::marker::Marker;
use super::text;
use super::work::SaveState;
use crate::domain::label::Label;
use crate::storage::StoreError;

/// How long the store may be silent before that is said.
pub(super) const SILENCE: Duration = Duration::from_secs(6);

/// Something that the user must know of, and can do something about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The store has lost the book on this page: it is gone there, an earlier one, or cannot be read. It can be written back.
    Lost(Label),
    /// Another book lies in the store.
    Foreign,
    /// The store does not answer; so many changes are not saved.
    Silent(usize),
    /// The store does not answer while the book is opened.
    SilentAtStart,
    /// There was a book when the page was open last, and there is none now.
    Missing(Marker),
}

/// The alarms, by where they come from.
#[derive(Clone, Copy)]
pub struct Alarms {
    /// What the store has said of itself.
    store: RwSignal<Option<Alarm>>,
    /// The book that was there.
    missing: RwSignal<Option<Marker>>,
    /// Whether the book should have been opened long ago.
    late_start: RwSignal<bool>,
    /// How many changes are waiting to be saved.
    waiting: RwSignal<usize>,
    save: RwSignal<SaveState>,
}

/// See [`Alarms::hold`].
pub(super) struct Held(Alarms);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.wait(false);
    }
}

impl Alarms {
    pub(super) fn new(save: RwSignal<SaveState>) -> Self {
        Self {
            store: RwSignal::new(None),
            missing: RwSignal::new(None),
            late_start: RwSignal::new(false),
            waiting: RwSignal::new(0),
            save,
        }
    }

    /// Those that stand, the gravest first. Tracked.
    pub fn list(self) -> Vec<Alarm> {
        let silent = match self.save.get() {
            SaveState::Silent => Some(Alarm::Silent(self.waiting.get().max(1))),
            _ => None,
        };
        let start = self.late_start.get().then_some(Alarm::SilentAtStart);
        let missing = self.missing.get().map(Alarm::Missing);
        self.store
            .get()
            .into_iter()
            .chain(silent)
            .chain(start)
            .chain(missing)
            .collect()
    }

    /// Whether something would be lost if the page were closed now.
    pub(super) fn is_unsaved(self) -> bool {
        self.waiting.get_untracked() > 0 || self.store.with_untracked(Option::is_some)
    }

    /// The book that was there when the page was open last, and is not there now.
    pub(super) fn missing(self) -> RwSignal<Option<Marker>> {
        self.missing
    }

    /// Hears what the store said; says why the book is not saved, where that is an alarm.
    pub(super) fn hear(self, error: &StoreError) -> Option<Label> {
        let (alarm, why) = match error {
            StoreError::Gone => (Alarm::Lost(text::lost_gone()), text::lost_gone()),
            StoreError::Corrupt { place, problem } => {
                let why = text::lost_damaged(place, problem);
                (Alarm::Lost(why.clone()), why)
            }
            StoreError::Foreign => (Alarm::Foreign, text::lost_foreign()),
            _ => return None,
        };
        self.store.set(Some(alarm));
        Some(why)
    }

    /// The store and the page are in step; tells whether they were not.
    pub(super) fn settle(self) -> bool {
        let stood = self.store.with_untracked(Option::is_some);
        if stood {
            self.store.set(None);
        }
        stood
    }

    /// A change is waiting to be saved, or is so no more.
    pub(super) fn wait(self, more: bool) {
        self.waiting
            .update(|n| *n = if more { *n + 1 } else { n.saturating_sub(1) });
    }

    /// Counts something as waiting to be saved while it is only being made ready: until what this gives is dropped.
    pub(super) fn hold(self) -> Held {
        self.wait(true);
        Held(self)
    }

    /// How many changes are waiting.
    pub(super) fn waiting(self) -> usize {
        self.waiting.get_untracked()
    }

    /// Watches the opening: `answers` counts what was heard of it.
    pub(super) fn watch_start(self, answers: impl Fn() -> Option<u64> + Clone + 'static) {
        let before = answers();
        later(
            move || {
                let now = answers();
                self.late_start.set(now.is_some() && now == before);
                if now.is_some() {
                    self.watch_start(answers);
                }
            },
            SILENCE,
        );
    }
}
