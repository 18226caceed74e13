//! The examples that test the rules: tried with every edit of the draft, and saved without a new version of the rules.

use std::sync::Arc;

use crate::state::live::*;

use super::Workshop;
use crate::domain::command::Command;
use crate::domain::inquiry::example::{Broken, Outcome, run};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::{Example, Rulebook};
use crate::domain::world::World;
use crate::state::{outcome, random};

impl Workshop {
    /// What comes of each example under the rules as they stand here, in their order: (the example's id, the outcome). Tracked.
    pub fn tested(self) -> Vec<(Text, Outcome)> {
        let rules = self.rules();
        let all = self.rehearsed(|world, then| {
            let tried = |example: &Example| (example.id.clone(), run(&world.book, then, example));
            rules.examples.iter().map(tried).collect()
        });
        all.unwrap_or_default()
    }

    /// How many examples the rules as they stand here do not meet. One about a customer whom the book lacks, or who did
    /// not exist yet, says nothing of the rules. Tracked.
    pub fn failing(self) -> usize {
        self.failing_ids().len()
    }

    /// What people call the examples that fail: by their name, else their customer's. Tracked.
    pub fn failing_names(self) -> Vec<String> {
        let (rules, ids) = (self.rules(), self.failing_ids());
        let failing = rules.examples.iter().filter(|example| ids.contains(&example.id));
        let customer = |id: &str| {
            let name = |world: &World| world.book.customers.get(id).map(|customer| customer.name.to_string());
            self.session.read(name).flatten()
        };
        let name = |example: &Example| {
            let own = example.name.as_deref().map(str::to_owned);
            own.or_else(|| customer(example.customer.as_deref()?))
        };
        failing
            .map(|example| name(example).unwrap_or_else(|| example.id.to_string()))
            .collect()
    }

    fn failing_ids(self) -> Vec<Text> {
        let silent = |broken: &Broken| matches!(broken, Broken::NoCustomer(_) | Broken::NotYet(_));
        let speaks = |outcome: &Outcome| match outcome {
            Outcome::Passed => false,
            Outcome::Broken(broken) => !silent(broken),
            _ => true,
        };
        let failing = self.tested().into_iter().filter(|(_, outcome)| speaks(outcome));
        failing.map(|(id, _)| id).collect()
    }

    /// Whether the examples of the draft differ from those that are saved. Tracked.
    pub fn examples_changed(self) -> bool {
        self.rules().examples != self.in_force().examples
    }

    /// Changes the examples of the draft as one step of its undo.
    pub fn edit_examples(self, label: Label, change: impl FnOnce(&mut Vec<Example>)) {
        self.edit(label, None, |rules| change(&mut rules.examples));
    }

    /// Saves the examples as they stand here; the rules in force stay, and so does the rest of the draft.
    pub fn save_examples(self) {
        let after = untrack(|| self.rules().examples.clone());
        let before = untrack(|| self.seen().examples.clone());
        let saved = move |ended: outcome::Outcome| match ended.is_done() {
            true => {
                // With what others did to theirs.
                let now = untrack(|| self.in_force());
                self.draft.update_untracked(|draft| {
                    if let Some(draft) = draft {
                        draft.rules = Arc::new((*draft.rules).clone().with_examples(now.examples.clone()));
                    }
                });
                self.settle_examples();
            }
            false => self.see_examples(),
        };
        self.session
            .dispatch_then(Command::SetExamples { before, after }, saved);
    }

    /// Saves one more example beside those that are saved; a draft gets it too.
    pub fn pin(self, example: Example, label: Label) {
        let before = untrack(|| self.in_force().examples.clone());
        let mut after = before.clone();
        after.push(example.clone());
        let saved = move |ended: outcome::Outcome| {
            if ended.is_done() && self.draft.with_untracked(Option::is_some) {
                self.edit_examples(label.clone(), |all| all.push(example.clone()));
                self.settle_examples();
            }
        };
        self.session
            .dispatch_then(Command::SetExamples { before, after }, saved);
    }

    /// The rules in force as they are seen here, with the examples that those of the draft were made from. Tracked.
    pub(super) fn seen(self) -> Arc<Rulebook> {
        let now = self.in_force();
        let base = self
            .draft
            .with(|draft| draft.as_ref().map(|draft| draft.base.examples.clone()));
        base.map_or_else(
            || now.clone(),
            |examples| Arc::new((*now).clone().with_examples(examples)),
        )
    }

    /// What others did to the examples was told: saved once more, those of the draft hold.
    pub(super) fn see_examples(self) {
        let now = untrack(|| self.in_force());
        self.draft.update_untracked(|draft| {
            if let Some(draft) = draft {
                draft.base = Arc::new((*draft.base).clone().with_examples(now.examples.clone()));
            }
        });
    }

    /// The draft is one of the examples that are saved now; one that changes nothing more ends.
    fn settle_examples(self) {
        let now = untrack(|| self.in_force());
        self.draft.update(|draft| {
            if draft.as_ref().is_some_and(|draft| *draft.rules == *now) {
                *draft = None;
            }
            if let Some(draft) = draft {
                let base = (*draft.base).clone().with_examples(now.examples.clone());
                draft.base = Arc::new(base);
            }
        });
        self.rehearse(false);
        self.write_soon();
    }
}

/// An id for a new example.
pub fn example_id() -> Text {
    random::id().as_str().into()
}
