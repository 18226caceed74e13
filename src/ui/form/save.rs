//! What becomes of what a form was read as.

use std::collections::BTreeMap;

use super::Form;
use crate::domain::command::Command;
use crate::domain::form::{Draft, Place, Remark};
use crate::domain::record::Text;
use crate::state::live::*;
use crate::state::outcome::Outcome;
use crate::ui::focus::{focus, focus_id};

impl Form {
    /// Saves what the form was read as; `then` hears that it is in the book and saved.
    pub fn save(self, made: Result<Command, Vec<Remark>>, then: impl Fn() + 'static) {
        if let Some(command) = self.ready(made) {
            self.carry_out(command, then);
        }
    }

    /// What the form was read as, if nothing is in its way; else that is said.
    pub(super) fn ready(self, made: Result<Command, Vec<Remark>>) -> Option<Command> {
        if self.busy.get_untracked() {
            return None;
        }
        let amiss = || {
            self.typed()
                .filter_map(|place| Some((place, self.amiss(place)?)))
                .collect::<Vec<Remark>>()
        };
        let amiss = untrack(amiss);
        match made {
            Err(mut wrong) if !amiss.is_empty() => {
                wrong.retain(|(place, _)| !amiss.iter().any(|(known, _)| known == place));
                self.refuse(amiss.into_iter().chain(wrong).collect());
            }
            Ok(_) if !amiss.is_empty() => self.refuse(amiss),
            _ if !untrack(|| self.clashes()).is_empty() => focus("#clashes button"),
            Err(wrong) => self.refuse(wrong),
            Ok(_) if !self.warned.get_untracked() && (self.warns() || untrack(|| self.saved_elsewhere())) => {
                self.warned.set(true);
            }
            Ok(command) => return Some(command),
        }
        None
    }

    /// Whether something looks wrong that is to be looked at first.
    fn warns(self) -> bool {
        let is_typed = |place: Place| self.with(|draft| draft.text(place).is_some());
        let asks = |place: &Place| self.source(|s| s.asks_again() || s.asks_if_typed(*place) && is_typed(*place));
        let first = untrack(|| self.warnings.with(|all| all.keys().copied().find(asks)));
        if let Some(first) = first {
            focus_id(self.id(first));
        }
        first.is_some()
    }

    /// Does what is to be done with it: once it is done, what was typed is no draft any more.
    pub fn carry_out(self, command: Command, then: impl Fn() + 'static) {
        self.hand_over(command, move |_, stayed| {
            if stayed {
                then();
            }
        });
    }

    /// The same for a form that may close before the answer: `heard` is told how it ended, and whether it is done with the form still
    /// there. What was typed and refused is there when the form is opened again.
    pub(super) fn hand_over(self, command: Command, heard: impl Fn(&Outcome, bool) + 'static) {
        let Some(name) = self.name.try_get_value() else { return };
        self.busy.set(true);
        self.errors.update(BTreeMap::clear);
        self.refused.set(None);
        // The user may have left the form before the answer comes: then only the draft is still there to end.
        let drafts = self.app.drafts;
        let sent = self.source(|s| s.record()).or_else(|| command.trace());
        drafts.change(&name, |draft| draft.send(sent));
        let sent = untrack(|| self.with(Draft::clone));
        self.app.session.dispatch_then(command, move |outcome| {
            let done = outcome.is_done();
            let stayed = self.busy.try_set(false).is_none();
            self.refused.try_set(outcome.why_not());
            if done {
                drafts.change(&name, |draft| draft.forget(&sent));
            }
            heard(&outcome, done && stayed);
        });
    }

    /// The same for a form that is there for the next one at once: it is empty when this returns, and what was typed waits as the draft
    /// `aside` until the book has it.
    pub(super) fn pass_on(self, aside: &str, command: Command, heard: impl Fn(&Outcome) + 'static) {
        let Some(name) = self.name.try_get_value() else { return };
        self.errors.update(BTreeMap::clear);
        self.refused.set(None);
        self.tried.set(false);
        self.warned.set(false);
        self.stood.set(false);
        let (drafts, aside) = (self.app.drafts, Text::from(aside));
        let sent = self.source(|s| s.record());
        drafts.rename(&name, &aside, |typed| typed.send(sent));
        self.app.session.dispatch_then(command, move |outcome| {
            if outcome.is_done() {
                drafts.take(&aside);
            }
            heard(&outcome);
        });
    }
}
