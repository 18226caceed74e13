//! What is said of the store's answers, and what is done where there is none.

use std::time::Duration;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::{Job, Session, inner};
use crate::domain::label::Label;
use crate::domain::rule::RuleIssue;
use crate::domain::world::World;
use crate::state::alarm::SILENCE;
use crate::state::keeper::{Caught, Deed, Ended, Keeper, Step};
use crate::state::outcome::Outcome;
use crate::state::work::SaveState;
use crate::state::{clock, failure, screen, tabs, text};
use crate::storage::{IndexedDbStore, StoreError};

/// When the store is looked at again after it could not be reached: seconds.
const AGAIN_S: [u64; 3] = [3, 15, 60];
/// How long nothing is done before the first screen is kept.
const KEPT_AFTER: Duration = Duration::from_secs(2);
/// From so many customers on a book takes a while to open.
const LARGE: usize = 5_000;
/// What writing a lost book back is called where it is refused.
const WRITING_BACK: &str = "writing back";

impl Session {
    pub(super) fn tell_written_back(self, ended: Result<(), StoreError>) {
        match ended {
            Ok(()) => {
                self.alarms.settle();
                self.settle(SaveState::Saved(clock::hour_minute()));
                self.mark();
                self.changed();
                tabs::tell();
                self.notices.succeeded(WRITING_BACK);
                self.notices.good(text::written_back(), None);
            }
            // Another tab was quicker: what it wrote back goes on from the book here.
            Err(StoreError::Stale) => self.push(Job::CatchUp),
            Err(error) => drop(self.not_saved(&error, WRITING_BACK)),
        }
    }

    /// After the time of silence, says that nothing has answered.
    pub(super) fn listen_for_answer(self) {
        let before = inner().ended.get();
        later(
            move || match (self.alarms.waiting(), inner().ended.get()) {
                (0, _) => {}
                (_, now) if now == before => self.save.set(SaveState::Silent),
                _ => self.listen_for_answer(),
            },
            SILENCE,
        );
    }

    /// Keeps the first screen for the next opening, once nothing else was done for a while.
    pub fn keep_screen_later(self) {
        let inner = inner();
        // The one that is being done ends before.
        let job = inner.ended.get() + u64::from(inner.working.get());
        let keep = move || {
            if inner.ended.get() == job {
                self.push(Job::Screen);
            }
        };
        later(keep, KEPT_AFTER);
    }

    /// Keeps what is on screen where that is the list of a large book as of today. A screen that is not kept is only not seen early.
    pub(super) async fn keep_screen(self, keeper: &Keeper<IndexedDbStore>) {
        let is_large = |world: &World| world.book.customers.len() >= LARGE && world.evaluation.as_of == clock::today();
        if keeper.peek(is_large) != Some(true) || keeper.damage().is_some() {
            return;
        }
        if let (Some(store), Some(screen)) = (keeper.store(), screen::take()) {
            let _ = store.keep_screen(&screen).await;
        }
    }

    /// Whether the last change was written, but not proven.
    pub(super) fn is_unproven(self) -> bool {
        inner().again.get() > 0 && matches!(&*inner().settled.borrow(), SaveState::Failed(_))
    }

    /// Hears what the store said when nobody was waiting for its answer.
    pub(super) fn hear(self, error: &StoreError) {
        if *error == StoreError::Gone && self.peek(|world| world.book.is_blank()) == Some(true) {
            // There is nothing to lose.
            return self.write_back();
        }
        if let Some(why) = self.alarms.hear(error) {
            return self.settle(SaveState::Failed(why));
        }
        match error {
            StoreError::Lost(_) | StoreError::Other(_) | StoreError::NotProven(_) => self.look_again(),
            error => self.notices.error(failure::opening(error)),
        }
    }

    /// Looks at the store again after a while: what became of a change whose answer was lost, or whether it can be written anew.
    fn look_again(self) {
        let inner = inner();
        let Some(wait) = AGAIN_S.get(inner.again.get()) else {
            return;
        };
        inner.again.set(inner.again.get() + 1);
        let look = move || {
            let job = if inner.keeper.wants_compaction() {
                Job::Compact
            } else {
                Job::CatchUp
            };
            self.push(job);
        };
        later(look, Duration::from_secs(*wait));
    }

    fn not_saved(self, error: &StoreError, tried: &str) -> Outcome {
        let label = failure::saving(error);
        self.settle(SaveState::Failed(label.clone()));
        if self.alarms.hear(error).is_none() && matches!(error, StoreError::Lost(_) | StoreError::Other(_)) {
            self.look_again();
        }
        self.notices.refused(tried, label.clone());
        Outcome::Refused(label)
    }

    /// Tells that the stored rules cannot be used, and why.
    pub(super) fn tell_unread(self, issue: RuleIssue) {
        spawn_local(async move { self.notices.error(failure::rulebook(issue).await) });
    }

    /// Shows what another tab has changed. Views go on from where they are; only what cannot be undone any more is told.
    pub(super) fn take_in(self, caught: Caught) {
        if !caught.moved {
            return;
        }
        self.changed();
        self.mark();
        if let Some(issue) = caught.issue {
            self.tell_unread(issue);
        }
        match caught.deed {
            Some(Deed { what, by: Some(by) }) => self.notices.info(text::other_tab_did_by(what, by), None),
            Some(Deed { what, by: None }) => self.notices.info(text::other_tab_did(what), None),
            None if caught.whole => self.notices.info(text::other_tab(), None),
            None => {}
        }
        if caught.lost > 0 {
            self.notices.info(text::steps_lost(caught.lost), None);
        }
    }

    /// Says how a command or a step ended; `tried` names it.
    pub(super) fn tell(self, ended: Ended, step: Option<Step>, tried: &str) -> Outcome {
        let refused = |label: Label| {
            self.notices.refused(tried, label.clone());
            Outcome::Refused(label)
        };
        match ended {
            Ended::Idle => {
                self.notices.succeeded(tried);
                Outcome::Done
            }
            Ended::Saved(name) => {
                self.settle(SaveState::Saved(clock::hour_minute()));
                self.alarms.settle();
                inner().again.set(0);
                self.mark();
                self.changed();
                tabs::tell();
                let undo = self.notices.action(text::undo(), move || self.undo_last());
                self.notices.forget_ways_back();
                self.notices.succeeded(tried);
                self.notices.good(name, step.is_none().then_some(undo));
                if inner().keeper.wants_compaction() {
                    later(move || self.push(Job::Compact), Duration::from_secs(2));
                }
                Outcome::Done
            }
            Ended::Refused(error) => {
                self.notices.refused(tried, error.label());
                error.into()
            }
            Ended::BadRules(issue) => refused(failure::refused(issue.as_ref())),
            Ended::NotSaved(error) => self.not_saved(&error, tried),
            Ended::Unproven(name, error) => {
                let label = failure::unproven(name, &error);
                self.settle(SaveState::Failed(label.clone()));
                self.changed();
                tabs::tell();
                self.look_again();
                self.notices.refused(tried, label);
                Outcome::Done
            }
            Ended::NotOpen => refused(text::not_open()),
        }
    }

    /// How the last write ended; shown when the queue is empty.
    pub(super) fn settle(self, state: SaveState) {
        inner().settled.replace(state);
    }
}
