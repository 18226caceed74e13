//! Promises to tickets, in words and keys.

use super::plan::CarePlan;
use crate::domain::book::Book;
use crate::domain::evaluation::Evaluation;
use crate::domain::kind::Ticket;
use crate::domain::label::Label;
use crate::domain::service::{Measure, Promise, promises_of};
use crate::domain::text::care as say;

/// What stands for the playbook in the keys of promises to tickets.
const TICKET: &str = "ticket";

/// What is to be done for a ticket, with what it is about; nothing for what is no promise to a ticket.
pub(super) fn ticket_name(book: &Book, ticket: u32, measure: u8) -> Option<Label> {
    let about = |ticket: &Ticket| {
        let subject = ticket.subject.as_deref().map(str::trim).filter(|text| !text.is_empty());
        subject.map_or_else(say::some_ticket, Label::same)
    };
    let about = book.tickets.at(ticket)?.look(about);
    Some(match measured(measure)? {
        Measure::Response => say::ticket_response(about),
        Measure::Solve => say::ticket_solve(about),
        Measure::Revisit => say::ticket_revisit(about),
    })
}

fn measured(place: u8) -> Option<Measure> {
    Measure::ALL.get(usize::from(place)).copied()
}

/// The key of a promise to a ticket.
pub(super) fn ticket_key(book: &Book, (ticket, measure): (u32, u8), customer: &str) -> String {
    let ticket = book.tickets.key_at(ticket).unwrap_or_default();
    let measure = measured(measure).map(Measure::word).unwrap_or_default();
    format!("{TICKET}/{measure}/{customer}/{ticket}")
}

/// The promise to a ticket that a customer has, and the instant at which its time is used up.
pub(super) fn promised(
    (book, evaluation): (&Book, &Evaluation),
    care: &CarePlan,
    customer: u32,
    (ticket, measure): (u32, u8),
) -> Option<(Promise, i64)> {
    let measure = measured(measure)?;
    let of = |ticket: &Ticket| promises_of(&care.service, (book, evaluation), ticket, customer);
    let promises = book.tickets.at(ticket)?.look(of);
    let promise = promises.into_iter().find(|promise| promise.measure == measure)?;
    let due = promise.clock.due?;
    Some((promise, due))
}

/// The level that a promise to a ticket is held to, and its instant.
pub(super) fn ticket_why(
    seen: (&Book, &Evaluation),
    care: &CarePlan,
    customer: u32,
    ticket: (u32, u8),
) -> Option<Label> {
    let (promise, due) = promised(seen, care, customer, ticket)?;
    let (day, ms) = care.service.work.zone.day_of(due);
    let minutes = ms / 60_000;
    let level = care.service.levels.get(promise.level)?;
    let at = format!("{day} {:02}:{:02}", minutes / 60, minutes % 60);
    Some(say::ticket_due(level.label(), at))
}
