//! Commands about tasks: what became of them.

use hashbrown::HashSet;

use super::{Applied, contact, edits, merged, refuse, removal};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::command::Edit;
use crate::domain::fold::is_blank;
use crate::domain::held::Held;
use crate::domain::kind::task_outcome::{
    OFFER_RESULT, OfferResult, TaskStatus, WIN_BACK, WIN_BACK_RESULT, WinBackResult, customer_of_task,
};
use crate::domain::kind::{Interaction, TaskOutcome};
use crate::domain::label::Label;
use crate::domain::text::{self, change as say, check};

/// Tasks are done, left out or put off. A contact that has not happened yet does none. One that was done or left out elsewhere meanwhile is not settled twice.
pub(super) fn settle(book: &Book, what: Label, outcomes: Vec<TaskOutcome>, contacts: Vec<Interaction>) -> Applied {
    let mut changes: Vec<Change> = Vec::new();
    for made in contacts {
        let mut said = outcomes.iter().filter_map(|outcome| outcome.at.as_ref());
        if said.any(|now| made.at.is_behind(now)) {
            return refuse(say::task_not_yet(made.at.day));
        }
        changes.extend(contact::put(book, Edit::new(made))?.changes);
    }
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

/// Whether a task is a plan to win a customer back.
fn is_win_back(task: &TaskOutcome) -> bool {
    task.extra.text(WIN_BACK).is_some()
}

/// Whether a plan to win a customer back runs.
fn has_plan(book: &Book, customer: &str) -> bool {
    let is_it = |task: &TaskOutcome| {
        is_win_back(task) && task.status.is_none() && customer_of_task(task.id.as_str()) == Some(customer)
    };
    book.task_outcomes.iter().any(|(_, task)| is_it(task))
}

fn result_of(task: &TaskOutcome) -> Option<WinBackResult> {
    WinBackResult::from_word(task.extra.text(WIN_BACK_RESULT)?)
}

/// What was said to an offer.
fn answer_of(task: &TaskOutcome) -> Option<OfferResult> {
    OfferResult::from_word(task.extra.text(OFFER_RESULT)?)
}

/// Nobody writes down what was to be done so many months ago.
const LONGEST_LATE: u32 = 120;

/// A task that somebody writes, or writes anew.
pub(super) fn write(book: &Book, edit: Edit<TaskOutcome>) -> Applied {
    let name = edit.after.name.clone().filter(|name| !is_blank(name));
    let Some(name) = name else {
        return refuse(say::task_needs_name());
    };
    let Some(due) = edit.after.due.as_ref() else {
        return refuse(say::task_needs_due());
    };
    let written = edit.after.at.as_ref().map(|at| at.day);
    if written.is_some_and(|day| due.day < day.minus_months(LONGEST_LATE)) {
        return refuse(check::absurd_day(due.day));
    }
    let customer = customer_of_task(edit.after.id.as_str()).filter(|id| !id.is_empty());
    if let Some(id) = customer.filter(|id| book.customers.get(id).is_none()) {
        return refuse(say::unknown(say::customer(), id));
    }
    let Some(now) = book.task_outcomes.get(edit.after.id.as_str()) else {
        if is_win_back(&edit.after) && customer.is_some_and(|id| has_plan(book, id)) {
            return refuse(say::win_back_runs());
        }
        return match edit.before {
            None => Ok(ChangeSet {
                label: match answer_of(&edit.after) {
                    Some(answer) => say::offer_answered(name, answer.label()),
                    None if is_win_back(&edit.after) => say::win_back_written(name),
                    None => say::task_written(name),
                },
                changes: vec![Delta::put(*edit.after).into()],
            }),
            Some(_) => refuse(say::task_gone(name)),
        };
    };
    let after = merged(|_| say::task_named(&name), &edit, now)?;
    let label = match result_of(&after).filter(|_| result_of(now) != result_of(&after)) {
        Some(result) => say::win_back_ended(&name, result.label()),
        None if is_win_back(&after) => say::win_back_rewritten(&name),
        None => say::task_rewritten(&name),
    };
    Ok(ChangeSet {
        label,
        changes: edits(std::iter::once((now, after))),
    })
}

/// A task that somebody wrote goes. What became of its times stays.
pub(super) fn remove(book: &Book, key: &str) -> Applied {
    let Some(written) = book.task_outcomes.get(key) else {
        return refuse(say::task_gone(key));
    };
    Ok(ChangeSet {
        label: say::task_removed(written.name.as_deref().unwrap_or_default()),
        changes: vec![removal(written).into()],
    })
}

/// What became of the tasks of customers who go: a number may be given again.
pub(super) fn outcomes_of(book: &Book, gone: &HashSet<&str>) -> Vec<Change> {
    let is_theirs = |outcome: &TaskOutcome| customer_of_task(outcome.id.as_str()).is_some_and(|id| gone.contains(id));
    let theirs = book.task_outcomes.iter().filter(|(_, outcome)| is_theirs(outcome));
    theirs.map(|(_, outcome)| removal(outcome).into()).collect()
}
