//! What conditions ask of a ticket itself, and the figures that its list is ordered by.

use crate::domain::kind::Ticket;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::service::Deskwork;
use crate::domain::world::World;
use crate::ui::list::{Figures, FilterKind, OwnKey, OwnValue};
use crate::ui::text::T;

/// The figures that heads order the list by.
pub const FIGURES: Figures<Deskwork> = (&["severity", "opened"], |work, key| match key {
    // The gravest last.
    "severity" => work.severity.map(|severity| f64::from(severity as u8)),
    _ => Some(work.opened_at as f64),
});

/// What conditions ask of a ticket itself.
pub const KEYS: &[OwnKey] = &[
    key("row.kind", T::service_kind, FilterKind::Choice),
    key("row.severity", T::service_severity, FilterKind::Choice),
    key("row.phase", T::service_col_phase, FilterKind::Choice),
    key("row.person", T::service_person, FilterKind::Choice),
    key("row.product", T::service_key_product, FilterKind::Choice),
    key("row.cause", T::service_key_cause, FilterKind::Choice),
    key(
        "row.satisfaction",
        T::service_key_satisfaction,
        FilterKind::Whole(Unit::Points),
    ),
    key("row.age", T::service_key_age, FilterKind::Number(Unit::Days)),
    key("row.opened", T::service_key_opened, FilterKind::Days),
    key("row.resolved", T::service_key_resolved, FilterKind::Days),
];

const fn key(key: &'static str, label: fn(T) -> &'static str, kind: FilterKind) -> OwnKey {
    OwnKey { key, label, kind }
}

/// What somebody wrote; blanks are nothing.
fn said(text: &Option<Text>) -> Option<Text> {
    let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    text.map(Text::from)
}

/// What a ticket says to one of these. Its age is counted until it was solved.
pub fn own(world: &World, work: &Deskwork, key: &str) -> OwnValue {
    let as_of = world.evaluation.as_of;
    let ticket = world.book.tickets.at(work.ticket);
    let read = |read: fn(&Ticket) -> OwnValue| ticket.map_or(OwnValue::Word(None), |ticket| ticket.look(read));
    match key {
        "row.kind" => OwnValue::Word(Some(work.kind.word().into())),
        "row.severity" => OwnValue::Word(work.severity.map(|severity| severity.word().into())),
        "row.phase" => OwnValue::Word(Some(work.phase.word().into())),
        "row.person" => OwnValue::Word(work.handler.clone()),
        "row.product" => read(|ticket| OwnValue::Word(said(&ticket.product))),
        "row.cause" => read(|ticket| OwnValue::Word(said(&ticket.cause))),
        "row.satisfaction" => read(|ticket| OwnValue::Figure(ticket.satisfaction.map(f64::from))),
        "row.opened" => read(|ticket| OwnValue::Day(Some(ticket.opened_at.day))),
        "row.resolved" => read(|ticket| OwnValue::Day(ticket.resolved_at.as_ref().map(|at| at.day))),
        _ => {
            let age = |ticket: &Ticket| {
                let until = ticket.resolved_at.as_ref().map_or(as_of, |at| at.day);
                f64::from(until.days_since(ticket.opened_at.day))
            };
            OwnValue::Figure(ticket.map(|ticket| ticket.look(age)))
        }
    }
}
