//! What a briefing says of what is known already: what is to be asked about, what need not be asked again, what was promised, what is likely to be ordered again.

use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::lead::open_objection;
use crate::domain::ledger::{TicketFact, TouchFact};
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::ui::text::T;
use crate::ui::{format, replenish};

/// So many of the last promises are told.
const PROMISES: usize = 2;
/// So many of the open tickets are named, the latest first; the others are counted.
const TICKETS: usize = 3;

/// Label and text of each, where there is any.
pub fn known(world: &World, slot: u32, customer: &Customer, lang: Lang) -> Vec<(String, String)> {
    let t = T(lang);
    let said = [
        customer.pain_points.as_deref().map(str::to_owned),
        customer.decision_process.as_deref().map(str::to_owned),
        budget(customer, lang),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let all = [
        (t.today_known(), format::long_clauses(said, lang)),
        (
            t.today_promised(),
            format::long_clauses(promised(world, slot, lang), lang),
        ),
        (
            t.replenish_title(),
            format::long_clauses(replenish::said(world, slot, lang), lang),
        ),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(label, text)| (label.to_owned(), text)).collect()
}

/// What is to be asked about: what is needed, what was doubted and nobody answered, each ticket that is open.
pub fn asks(world: &World, slot: u32, customer: &Customer, lang: Lang) -> Vec<String> {
    let t = T(lang);
    let doubt = open_objection(world, slot).map(|doubt| t.touch_objection(doubt));
    let first = [customer.needs.as_deref().map(str::to_owned), doubt];
    let mut all: Vec<String> = first.into_iter().flatten().collect();
    let as_of = world.evaluation.as_of;
    let is_open = |fact: &&TicketFact| fact.day <= as_of && fact.resolved > as_of;
    let open: Vec<&TicketFact> = world.ledger.row(slot).tickets.iter().rev().filter(is_open).collect();
    let ticket = |fact: &&TicketFact| {
        let record = world.book.tickets.at(fact.slot)?;
        record.look(|record| {
            let day = format::short_day(fact.day, as_of);
            let kind = t.label(&record.kind.label());
            let about = record.subject.as_deref().filter(|about| !about.trim().is_empty());
            Some(match about {
                Some(about) => t.today_ticket(about, kind, day),
                None => t.today_some_ticket(kind, day),
            })
        })
    };
    all.extend(open.iter().take(TICKETS).filter_map(ticket));
    let more = open.len().saturating_sub(TICKETS);
    all.extend((more > 0).then(|| t.today_more_tickets(more)));
    all
}

/// What the customer can spend, where it said so.
fn budget(customer: &Customer, lang: Lang) -> Option<String> {
    let t = T(lang);
    let yuan = |fen: Option<Fen>| fen.map(|fen| format::yuan_sign(fen, lang));
    Some(
        t.today_budget(match (yuan(customer.budget_min), yuan(customer.budget_max)) {
            (Some(from), Some(to)) => t.range_between(from, to),
            (Some(from), None) => t.range_from(from),
            (None, Some(to)) => t.today_at_most(to),
            (None, None) => return None,
        }),
    )
}

/// What was promised last, each with its day.
fn promised(world: &World, slot: u32, lang: Lang) -> Vec<String> {
    let as_of = world.evaluation.as_of;
    let touches = world.ledger.row(slot).touches.iter().rev();
    let promises = touches.filter(|touch| touch.day <= as_of && touch.promises);
    let said = |touch: &TouchFact| {
        let record = world.book.interactions.at(touch.slot)?;
        record.look(|it| {
            let day = format::short_day(it.next_due?, as_of);
            Some(T(lang).due_step(day, it.next_step.as_deref()?))
        })
    };
    promises.take(PROMISES).filter_map(said).collect()
}
