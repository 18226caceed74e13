//! Commands about tasks: what became of them.

use hashbrown::HashSet;

use super::{Applied, put_event, refuse, removal};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::command::Edit;
use crate::domain::fold::is_blank;
use crate::domain::held::Held;
use crate::domain::kind::task_outcome::{TaskStatus, customer_of_task};
use crate::domain::kind::{Interaction, TaskOutcome};
use crate::domain::label::Label;
use crate::domain::text::{self, change as say};

/// Tasks are done, left out or put off. One that was done or left out elsewhere meanwhile is not settled twice.
pub(super) fn settle(
    book: &Book,
    what: Label,
    outcomes: Vec<TaskOutcome>,
    contact: Option<Box<Interaction>>,
) -> Applied {
    let mut changes: Vec<Change> = match contact {
        Some(contact) => put_event(book, Edit::new(*contact))?.changes,
        None => Vec::new(),
    };
    let label = match outcomes.first().and_then(|outcome| outcome.status) {
        Some(TaskStatus::Skipped) => say::task_skipped(what),
        Some(TaskStatus::Snoozed) => say::task_put_off(what),
        Some(TaskStatus::Done) | None => say::task_done(what),
    };
    for outcome in outcomes {
        let has_reason = outcome.note.as_deref().is_some_and(|note| !is_blank(note));
        match outcome.status {
            Some(TaskStatus::Skipped) if !has_reason => return refuse(text::reason_needed()),
            Some(TaskStatus::Snoozed) if outcome.until.is_none() => return refuse(say::task_needs_day()),
            _ => {}
        }
        let before = book.task_outcomes.get(outcome.id.as_str());
        if before.is_some_and(|before| **before == outcome) {
            continue;
        }
        if before.is_some_and(|before| before.status != Some(TaskStatus::Snoozed)) {
            return refuse(say::task_settled_elsewhere());
        }
        let delta = Delta {
            before: before.cloned(),
            after: Some(Held::new(outcome)),
        };
        changes.push(delta.into());
    }
    Ok(ChangeSet { label, changes })
}

/// What became of the tasks of customers who go: a number may be given again.
pub(super) fn outcomes_of(book: &Book, gone: &HashSet<&str>) -> Vec<Change> {
    let is_theirs = |outcome: &TaskOutcome| customer_of_task(outcome.id.as_str()).is_some_and(|id| gone.contains(id));
    let theirs = book.task_outcomes.iter().filter(|(_, outcome)| is_theirs(outcome));
    theirs.map(|(_, outcome)| removal(outcome).into()).collect()
}
