//! What the parts of a weighted score share.

use crate::state::live::*;

use crate::domain::record::Text;
use crate::domain::rule::{Rulebook, WeightedScore};
use crate::ui::page::rules::desk::{RulesDesk, score_name};
use crate::ui::text::T;

/// A score that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ScoreEdit {
    pub desk: RulesDesk,
    pub id: StoredValue<Text>,
    /// The score in the draft; nothing where it is gone.
    pub score: Memo<Option<WeightedScore>>,
}

impl ScoreEdit {
    /// Reads the score. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&WeightedScore) -> R) -> R {
        self.score.with(|score| score.as_ref().map(read)).unwrap_or_default()
    }

    /// Changes the draft under a label that names the score; steps in a row of the same key are one.
    pub fn change(self, label: fn(T, String) -> String, key: Option<String>, change: impl FnOnce(&mut Rulebook, &str)) {
        let (rules, id) = (self.desk.rules.get_untracked(), self.id.get_value());
        let key = key.map(|key| format!("scores[{id}]/{key}"));
        let words = |t: T| label(t, t.score_named(score_name(t.0, &rules, &id)));
        self.desk.edit(words, key, |rules| change(rules, &id));
    }
}
