//! What records became, and the changes that make them so.

use serde::{Deserialize, Serialize};

use super::work::Becoming;
use super::{FieldChange, Outcome, SheetPlan};
use crate::domain::change::{Change, Delta};
use crate::domain::field::{Field, HasFields, changed};

/// So many names stand for all.
const NAMED: usize = 3;

/// The first names of many, each once, and whether there are others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The first ones.
    pub some: Vec<String>,
    /// Whether there are others.
    pub are_more: bool,
}

impl Names {
    fn add(&mut self, name: &str) {
        if name.is_empty() || self.are_more || self.some.iter().any(|known| known == name) {
            return;
        }
        if self.some.len() == NAMED {
            self.are_more = true;
        } else {
            self.some.push(name.to_owned());
        }
    }
}

/// What a record became, its change added.
pub(super) fn settle<R: HasFields + PartialEq + Clone>(becoming: Becoming<R>, changes: &mut Vec<Change>) -> Outcome
where
    Change: From<Delta<R>>,
{
    let Becoming { before, after } = becoming;
    let outcome = match &before {
        None => Outcome::New,
        Some(before) if **before == after => return Outcome::Same,
        Some(before) => Outcome::Changed(differences(&**before, &after)),
    };
    changes.push(
        Delta {
            before,
            after: Some(after.into()),
        }
        .into(),
    );
    outcome
}

fn differences<R: HasFields>(before: &R, after: &R) -> Vec<FieldChange> {
    let change = |field: &'static Field<R>| FieldChange {
        key: field.key.to_owned(),
        label: field.label.clone(),
        before: field.text(before),
        after: field.text(after),
    };
    changed(before, after).into_iter().map(change).collect()
}

/// Counts a record, and tells it by this name.
pub(super) fn count(plan: &mut SheetPlan, outcome: &Outcome, name: &str) {
    match outcome {
        Outcome::New => {
            plan.counts.new += 1;
            plan.new_names.add(name);
        }
        Outcome::Changed(_) => {
            plan.counts.changed += 1;
            plan.changed_names.add(name);
        }
        Outcome::Same => plan.counts.same += 1,
        _ => {}
    }
}

/// The number behind this one.
pub(super) fn following(id: &str) -> Option<String> {
    let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &id[prefix.len()..];
    let next = digits.parse::<u64>().ok()?.checked_add(1)?;
    Some(format!("{prefix}{next:0width$}", width = digits.len()))
}
