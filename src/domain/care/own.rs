//! What people wrote themselves: a task for a customer or for none, once or again and again. One that comes again has a place in each
//! of its periods, so that what was done late moves nothing, and a time that went by is not asked for any more.

use super::plan::CarePlan;
use super::source::{NOBODY, Previous, Task, TaskSource, own_key};
use super::span::{Span, SpanUnit};
use super::walk::{closed_on, put_off};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::task_outcome::{TICKET, TaskRepeat, WIN_BACK};
use crate::domain::kind::{TaskOutcome, Ticket};

/// The record of a task that somebody wrote.
pub fn written_of<'a>(book: &'a Book, task: &Task) -> Option<&'a Held<TaskOutcome>> {
    match task.source {
        TaskSource::Own { written, .. } => book.task_outcomes.at(written),
        _ => None,
    }
}

/// The period of one that comes again.
fn period(repeat: TaskRepeat) -> Span {
    let (n, unit) = match repeat {
        TaskRepeat::WorkingDays => (1, SpanUnit::WorkingDays),
        TaskRepeat::Weekly => (1, SpanUnit::Weeks),
        TaskRepeat::Fortnightly => (2, SpanUnit::Weeks),
        TaskRepeat::Monthly => (1, SpanUnit::Months),
        TaskRepeat::Quarterly => (3, SpanUnit::Months),
        TaskRepeat::Yearly => (12, SpanUnit::Months),
    };
    Span::new(n, unit)
}

/// The times that are asked for by a day, the one that runs first: one alone where it does not come again.
fn times(care: &CarePlan, first: Day, repeat: Option<TaskRepeat>, as_of: Day) -> Vec<Day> {
    let Some(every) = repeat.map(period) else {
        return vec![first];
    };
    let now = every.whole_times(first, as_of.max(first), &care.calendar);
    let time = |n| every.times_and(n, every.none(), first, &care.calendar);
    vec![time(now), time(now + 1)]
}

/// How often one comes again: a plan to win a customer back is asked about each week from its deadline on, until it ended.
fn repeat_of(written: &TaskOutcome) -> Option<TaskRepeat> {
    let weekly = written.extra.text(WIN_BACK).map(|_| TaskRepeat::Weekly);
    written.repeat.or(weekly)
}

/// Whether what is written belongs to a ticket that is solved by a day, or gone.
fn is_solved(book: &Book, written: &TaskOutcome, as_of: Day) -> bool {
    let solved = |id: &str| {
        let resolved = |ticket: &Ticket| ticket.resolved_at.as_ref().is_some_and(|at| at.day <= as_of);
        book.tickets.get(id).is_none_or(|ticket| ticket.look(resolved))
    };
    written.extra.text(TICKET).is_some_and(solved)
}

/// Adds what was written for a customer, or for [`NOBODY`], and is not done. `is_named` says whether a contact names a key.
pub(super) fn own(
    care: &CarePlan,
    (book, as_of): (&Book, Day),
    customer: u32,
    outcomes: &[&Held<TaskOutcome>],
    is_named: impl Fn(&str) -> bool,
    tasks: &mut Vec<Task>,
) {
    for written in outcomes.iter().filter(|outcome| outcome.name.is_some()) {
        let is_there = written.at.as_ref().is_none_or(|at| at.day <= as_of) && closed_on(written, as_of).is_none();
        let is_there = is_there && !is_solved(book, written, as_of);
        let slot = book.task_outcomes.slot(written.id.as_str()).filter(|_| is_there);
        let (Some(due), Some(slot)) = (&written.due, slot) else {
            continue;
        };
        for start in times(care, due.day, repeat_of(written), as_of) {
            let key = own_key(written.id.as_str(), start);
            let outcome = outcomes.iter().find(|outcome| outcome.id.as_str() == key);
            if is_named(&key) || outcome.is_some_and(|outcome| closed_on(outcome, as_of).is_some()) {
                continue;
            }
            tasks.push(Task {
                customer,
                source: TaskSource::Own { written: slot, start },
                ideal: start,
                latest: start,
                until: outcome.and_then(|outcome| put_off(outcome, as_of)),
                previous: Previous::Done,
            });
            break;
        }
    }
}

/// Adds what was written for nobody.
pub(super) fn for_nobody(
    care: &CarePlan,
    book: &Book,
    as_of: Day,
    outcomes: &[&Held<TaskOutcome>],
    tasks: &mut Vec<Task>,
) {
    own(care, (book, as_of), NOBODY, outcomes, |_| false, tasks);
}
