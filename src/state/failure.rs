//! Which sentence a failure is told with: what happened, what was kept, what to do.

use super::part::split_point;
use super::text;
use crate::domain::label::Label;
use crate::domain::rule::RuleIssue;
use crate::storage::StoreError;

/// Why a book does not open.
pub fn opening(error: &StoreError) -> Label {
    text::not_opened(reason(error))
}

/// Why a change was not saved.
pub fn saving(error: &StoreError) -> Label {
    match error {
        // The store is not as before, so nothing of the usual sentence is true.
        StoreError::Gone => text::not_saved_gone(),
        StoreError::Foreign => text::not_saved_foreign(),
        StoreError::Lost(why) | StoreError::Other(why) => text::not_answered(why),
        error => text::not_saved(reason(error)),
    }
}

/// What is to be said of a change that was written and could not be read back.
pub fn unproven(name: Label, error: &StoreError) -> Label {
    text::unproven(name, reason(error))
}

/// Why a rulebook was refused.
pub fn refused(issue: Option<&RuleIssue>) -> Label {
    text::rules_refused(issue.map(RuleIssue::label).unwrap_or_default())
}

/// The stored rulebook does not compile; the default one is shown instead. What is wrong with it is a part's to say.
pub async fn rulebook(issue: RuleIssue) -> Label {
    let words = wrong().await.map(|wrong| wrong(&issue));
    text::rules_unread(words.unwrap_or_else(|_| Label::same(&issue.to_string())))
}

split_point! {
    fn wrong() in write -> fn(&RuleIssue) -> Label { RuleIssue::label }
}

fn reason(error: &StoreError) -> Label {
    match error {
        StoreError::Unavailable(_) => text::store_unavailable(),
        StoreError::Blocked => text::store_blocked(),
        StoreError::Quota => text::store_full(),
        StoreError::Gone => text::store_gone(),
        StoreError::Foreign => text::store_foreign(),
        StoreError::Lost(why) => text::store_lost(why),
        StoreError::Stale => text::store_stale(),
        StoreError::Busy => text::store_busy(),
        StoreError::Corrupt { place, problem } => text::store_corrupt(place, problem),
        StoreError::Newer { found, known } => text::store_newer(found, known),
        StoreError::NotProven(place) => text::store_not_proven(place),
        StoreError::Other(why) => text::store_other(why),
    }
}
