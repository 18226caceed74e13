//! A grave ticket goes to the management, with a plan of its own (S4 step 4): who is told at once, what is to be done within a day, and that
//! the customer hears of it each working day until it is solved.

use crate::domain::day::{Day, Moment};
use crate::domain::form::new;
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::task_outcome::{TICKET, TaskRepeat, key_of_own};
use crate::domain::kind::{Severity, TaskOutcome, Ticket};

/// The steps of the plan.
pub const STEPS: usize = 3;

/// Whether a ticket should have gone to the management and did not.
pub fn is_to_escalate(ticket: &Ticket) -> bool {
    ticket.severity == Some(Severity::Major) && ticket.escalated_to.is_none() && ticket.resolved_at.is_none()
}

/// The ticket as it is once somebody has it.
pub fn escalated(ticket: &Ticket, to: &str) -> Ticket {
    Ticket {
        escalated_to: Some(to.into()),
        ..ticket.clone()
    }
}

/// The plan: tasks that end with the ticket, under these ids and with these words: to tell the management now, to have a plan within 24 hours,
/// to tell the customer each working day. Nothing where an id is none.
pub fn escalation(
    ticket: &Ticket,
    now: &Moment,
    user: &str,
    ids: [String; STEPS],
    names: [String; STEPS],
) -> Option<Vec<TaskOutcome>> {
    let (today, tomorrow) = (now.day, now.day.plus_days(1));
    let at = |day: Day| Moment { day, ..now.clone() };
    let when = [
        (at(today), None),
        (at(tomorrow), None),
        (Moment::on(today), Some(TaskRepeat::WorkingDays)),
    ];
    let of = |((id, name), (due, repeat)): ((String, String), (Moment, Option<TaskRepeat>))| {
        let key = TaskOutcomeId::new(&key_of_own(&id, ticket.customer.as_str())).ok()?;
        let mut task = new::task(key, Some(now.clone()), today, user);
        (task.name, task.due, task.repeat) = (Some(name.into()), Some(due), repeat);
        task.extra.set(TICKET, Some(ticket.id.as_str().into()));
        Some(task)
    };
    ids.into_iter().zip(names).zip(when).map(of).collect()
}
