//! The draft of the rulebook with its own undo and redo: edits of rules are tried here before they are adopted. Pure.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::form::{Draft, Place};
use crate::domain::label::Label;
use crate::domain::rule::Rulebook;

/// Where the rules stand in what is kept.
const RULES: Place = Place { key: "rules", row: 0 };

/// The most steps that can be taken back.
const MOST_STEPS: usize = 200;

/// A step of the draft: what it was called, and the rules before it.
#[derive(Clone, Debug)]
struct Step {
    label: Label,
    /// Further edits of the same thing (typing in one field, dragging one border) belong to this step.
    key: Option<String>,
    before: Arc<Rulebook>,
}

/// A changed rulebook that is not in force yet.
#[derive(Clone, Debug)]
pub struct RuleDraft {
    /// The rules in force when the draft was begun.
    pub base: Arc<Rulebook>,
    /// The rules as they are drafted.
    pub rules: Arc<Rulebook>,
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl RuleDraft {
    /// A draft that changes nothing yet.
    pub fn new(base: Arc<Rulebook>) -> Self {
        Self {
            rules: base.clone(),
            base,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// Whether it differs from the rules that it was begun from.
    pub fn is_changed(&self) -> bool {
        self.rules != self.base
    }

    /// Drafts other rules. Edits in a row with the same key are one step. Rules that are as they were make no step.
    pub fn edit(&mut self, label: Label, key: Option<String>, rules: Rulebook) {
        if rules == *self.rules {
            return;
        }
        let before = std::mem::replace(&mut self.rules, Arc::new(rules));
        self.undone.clear();
        let same = |step: &Step| key.is_some() && step.key == key;
        if !self.done.last().is_some_and(same) {
            self.done.push(Step { label, key, before });
            if self.done.len() > MOST_STEPS {
                self.done.remove(0);
            }
        }
    }

    /// The step that the next edit of the same key would have joined is closed: a field was left, a drag ended.
    pub fn close_step(&mut self) {
        if let Some(step) = self.done.last_mut() {
            step.key = None;
        }
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&Label> {
        self.done.last().map(|step| &step.label)
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&Label> {
        self.undone.last().map(|step| &step.label)
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(step) = self.done.pop() {
            let after = std::mem::replace(&mut self.rules, step.before);
            self.undone.push(Step {
                before: after,
                key: None,
                ..step
            });
        }
    }

    /// Does the step taken back again.
    pub fn redo(&mut self) {
        if let Some(step) = self.undone.pop() {
            let before = std::mem::replace(&mut self.rules, step.before);
            self.done.push(Step {
                before,
                key: None,
                ..step
            });
        }
    }

    /// The draft as it is kept among those of the forms, one text in the place of another; its steps are not kept.
    pub fn kept(&self) -> Draft {
        let text = |rules: &Rulebook| serde_json::to_string(rules).unwrap_or_default();
        let mut kept = Draft::default();
        kept.set(RULES, text(&self.rules), &text(&self.base));
        kept
    }

    /// Reads what [`RuleDraft::kept`] wrote; nothing where it cannot be read.
    pub fn of_kept(kept: &Draft) -> Option<Self> {
        let (base, rules) = kept.typed(RULES)?;
        let rules_of = |text: &str| serde_json::from_str(text).ok().map(Arc::new);
        Some(Self {
            rules: rules_of(rules)?,
            ..Self::new(rules_of(base)?)
        })
    }

    /// Reads a draft as versions before kept the one of the browser: `{"base": …, "rules": …}`.
    pub fn of_earlier(value: &Value) -> Option<Self> {
        let rules = |key: &str| Rulebook::deserialize(value.get(key)?).ok().map(Arc::new);
        let (base, rules) = (rules("base")?, rules("rules")?);
        Some(Self {
            rules,
            ..Self::new(base)
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn weighing(weight: f64) -> Rulebook {
        let mut rules = Rulebook::default();
        rules.rfm.weights.r = weight;
        rules
    }

    #[test]
    fn steps_go_back_and_forth_and_edits_of_one_field_are_one() {
        let mut draft = RuleDraft::new(Arc::default());
        let key = || Some("r".to_owned());
        draft.edit(Label::same("a"), key(), weighing(2.0));
        draft.edit(Label::same("a"), key(), weighing(2.5));
        draft.edit(Label::same("nothing"), None, weighing(2.5));
        draft.close_step();
        draft.edit(Label::same("b"), key(), weighing(3.0));
        assert_eq!(draft.undo_label().map(|l| &*l.zh), Some("b"));
        draft.undo();
        assert_eq!(*draft.rules, weighing(2.5));
        draft.undo();
        assert!(!draft.is_changed() && draft.undo_label().is_none());
        draft.redo();
        assert_eq!(
            (&*draft.rules, draft.redo_label().map(|l| &*l.zh)),
            (&weighing(2.5), Some("b"))
        );
        draft.edit(Label::same("c"), None, weighing(4.0));
        assert!(draft.redo_label().is_none());
    }

    #[test]
    fn a_draft_survives_a_reload_and_an_earlier_version() {
        let mut draft = RuleDraft::new(Arc::default());
        assert!(draft.kept().is_empty());
        draft.edit(Label::same("a"), None, weighing(2.0));
        let kept = serde_json::to_string(&draft.kept()).unwrap();
        let again = RuleDraft::of_kept(&serde_json::from_str(&kept).unwrap()).unwrap();
        assert_eq!((&again.base, &again.rules), (&draft.base, &draft.rules));
        assert!(RuleDraft::of_kept(&Draft::default()).is_none());
        let earlier = json!({"base": *draft.base, "rules": *draft.rules});
        let again = RuleDraft::of_earlier(&earlier).unwrap();
        assert_eq!((&again.base, &again.rules), (&draft.base, &draft.rules));
        assert!(RuleDraft::of_earlier(&json!({"base": 3})).is_none());
    }
}
