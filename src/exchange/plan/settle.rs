//! What records became, and the changes that make them so.

use super::work::Becoming;
use super::{FieldChange, Outcome, SheetPlan};
use crate::domain::change::{Change, Delta};
use crate::domain::field::{Field, HasFields, changed};

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

pub(super) fn count(plan: &mut SheetPlan, outcome: &Outcome) {
    match outcome {
        Outcome::New => plan.counts.new += 1,
        Outcome::Changed(_) => plan.counts.changed += 1,
        Outcome::Same => plan.counts.same += 1,
        _ => {}
    }
}
