//! Commands about several records at once: each is done to all of them in one step, or to none.

use super::{Applied, customer, customers, edits, put_event, tasks, whom};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet};
use crate::domain::command::Edit;
use crate::domain::day::Moment;
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, Intent, TaskOutcome, Ticket};
use crate::domain::label::Label;
use crate::domain::service::is_paused;
use crate::domain::text::change as say;

/// Leads get an intent, or none.
pub(super) fn set_intent(book: &Book, ids: &[CustomerId], intent: Option<Intent>) -> Applied {
    let found = customers(book, ids)?;
    let what = intent.map_or_else(say::intent_cleared, |intent| say::intent_becomes(intent.label()));
    let label = say::changed(whom(&found), what);
    let graded = |before: &Held<Customer>| Customer {
        intent,
        ..(**before).clone()
    };
    let changes = edits(found.into_iter().map(|before| (before, graded(before))));
    Ok(ChangeSet { label, changes })
}

/// Tickets as they are to be. What changed nothing is left out.
pub(super) fn put_tickets(book: &Book, tickets: Vec<Edit<Ticket>>) -> Applied {
    let many = tickets.len();
    let deeds: Vec<Option<Deed>> = tickets.iter().map(|ticket| deed(book, ticket)).collect();
    let one = deeds.first().copied().flatten();
    let same = one.filter(|_| deeds.iter().all(|deed| *deed == one));
    let sets = tickets.into_iter().map(|ticket| {
        let whose = customer(book, &ticket.after.customer)?;
        let of = say::event_of(&whose.name, say::ticket());
        let mut set = put_event(book, ticket)?;
        if let Some(deed) = same {
            set.label = say::ticket_done(deed.label(), of);
        }
        Ok(set)
    });
    together(sets, || match same {
        Some(deed) => say::ticket_done(deed.label(), say::tickets(many)),
        None => say::tickets_changed(many),
    })
}

/// What is done with a ticket: the notice, the undo and the trail name it, whichever form or button it came from.
#[derive(Clone, Copy, PartialEq)]
enum Deed {
    Answered,
    Solved,
    Asked,
    Paused,
    Resumed,
    Reopened,
}

impl Deed {
    fn label(self) -> Label {
        match self {
            Self::Answered => say::deed_answered(),
            Self::Solved => say::deed_solved(),
            Self::Asked => say::deed_asked(),
            Self::Paused => say::deed_paused(),
            Self::Resumed => say::deed_resumed(),
            Self::Reopened => say::deed_reopened(),
        }
    }
}

/// What an edit does with a ticket that the book has. A solution answers, and ends a pause, by the way.
fn deed(book: &Book, edit: &Edit<Ticket>) -> Option<Deed> {
    let before = book.tickets.get(edit.after.id.as_str())?;
    let after = &edit.after;
    let begins = |was: &Option<Moment>, is: &Option<Moment>| was.is_none() && is.is_some();
    match (is_paused(before), is_paused(after)) {
        _ if begins(&before.resolved_at, &after.resolved_at) => Some(Deed::Solved),
        _ if begins(&after.resolved_at, &before.resolved_at) => Some(Deed::Reopened),
        _ if begins(&before.revisited_at, &after.revisited_at) => Some(Deed::Asked),
        _ if begins(&before.first_response_at, &after.first_response_at) => Some(Deed::Answered),
        (false, true) => Some(Deed::Paused),
        (true, false) => Some(Deed::Resumed),
        _ => None,
    }
}

/// Tasks that somebody wrote, as they are to be.
pub(super) fn write_tasks(book: &Book, written: Vec<Edit<TaskOutcome>>) -> Applied {
    let many = written.len();
    let sets = written.into_iter().map(|task| tasks::write(book, task));
    together(sets, || say::tasks_rewritten(many))
}

/// A ticket goes to the management, with the tasks of its plan.
pub(super) fn escalate(book: &Book, ticket: Edit<Ticket>, plan: Vec<Edit<TaskOutcome>>) -> Applied {
    let to = ticket.after.escalated_to.clone().unwrap_or_default();
    let name = customer(book, &ticket.after.customer)?.name.clone();
    let mut set = put_event(book, ticket)?;
    for task in plan {
        set.changes.extend(tasks::write(book, task)?.changes);
    }
    set.label = say::ticket_escalated(name, to);
    Ok(set)
}

/// Change sets as one: one alone keeps its name.
fn together(sets: impl Iterator<Item = Applied>, label: impl FnOnce() -> Label) -> Applied {
    let mut all: Vec<ChangeSet> = sets.collect::<Result<_, _>>()?;
    if all.len() == 1 {
        return Ok(all.remove(0));
    }
    let changes: Vec<Change> = all.into_iter().flat_map(|set| set.changes).collect();
    Ok(ChangeSet {
        label: label(),
        changes,
    })
}
