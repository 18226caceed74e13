//! Which events made a figure another than it was: those that came to count, and those that count no longer.

use super::record::line;
use crate::domain::day::Day;
use crate::domain::inquiry::explain::RecordRef;
use crate::domain::label::Lang;
use crate::domain::report::timeline::What;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::T;

/// So many events that changed a figure are named; the others are counted.
const NAMED: usize = 3;

/// Events in words: the day of each, and what it was.
fn events(world: &World, records: &[RecordRef], lang: Lang) -> Option<String> {
    let (book, as_of) = (&world.book, world.evaluation.as_of);
    let one = |record: &RecordRef| {
        let (day, what) = match *record {
            RecordRef::Order(slot) => (book.orders.at(slot)?.date, What::Order(slot)),
            RecordRef::Interaction(slot) => (book.interactions.at(slot)?.at.day, What::Interaction(slot)),
            RecordRef::Ticket(slot) => (book.tickets.at(slot)?.opened_at.day, What::Ticket(slot)),
            RecordRef::Field(_) => return None,
        };
        let kind = line(world, what, lang)?.kind;
        Some(format!("{} {kind}", format::short_day(day, as_of)))
    };
    let said: Vec<String> = records.iter().filter_map(one).take(NAMED).collect();
    let named = format::list(&said, lang);
    match records.len() {
        _ if said.is_empty() => None,
        all if all > said.len() => Some(T(lang).health_events_more(all, named)),
        _ => Some(named),
    }
}

/// Which events changed a figure between two days.
pub fn changed_by((world, slot): (&World, u32), of: &str, days: [Day; 2], lang: Lang) -> Option<String> {
    let (t, [before, on]) = (T(lang), days);
    let [came, went] = world.explainer(slot).between(of, before, on);
    let said = [
        events(world, &came, lang).map(|all| t.health_came(all)),
        events(world, &went, lang).map(|all| t.health_went(all)),
    ];
    let said = format::long_clauses(said.into_iter().flatten(), lang);
    (!said.is_empty()).then_some(said)
}
