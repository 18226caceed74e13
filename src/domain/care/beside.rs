//! What is to be done beside the tasks of playbooks: promises to tickets whose time runs, and the quarterly review. Each is settled on its
//! own page, so none of it can be put off or left out here, and no limit of contacts counts it.

use std::sync::Arc;

use chrono::Datelike;

use super::deed::{AHEAD, Deed, kind_bit, rank_of, when};
use super::plan::CarePlan;
use super::playbook::TaskKind;
use super::source::{NOBODY, Previous, Task, TaskSource};
use crate::domain::day::Day;
use crate::domain::service::{Deskwork, Phase};
use crate::domain::world::World;

/// So many working days a quarter's review has (S2: every quarter; how long it may take is ours).
const REVIEW_DAYS: u32 = 10;

/// What is due within seven days, or by a day, of these customers and of nobody: tickets by customer, then the review.
pub(super) fn beside(
    world: &World,
    care: &CarePlan,
    customers: impl Iterator<Item = u32>,
    until: Option<Day>,
) -> Vec<Deed> {
    let mut waiting = Vec::new();
    let mut all = of_tickets(world, care, customers, until, &mut waiting);
    all.extend(of_review(world, care, until));
    all
}

/// The promise of each ticket that is due first, where it is due by then. Nothing stands for a ticket that waits for somebody else, or whose
/// time cannot be told. Who has a ticket that is not done yet is put into `waiting`.
pub(super) fn of_tickets(
    world: &World,
    care: &CarePlan,
    customers: impl Iterator<Item = u32>,
    until: Option<Day>,
    waiting: &mut Vec<u32>,
) -> Vec<Deed> {
    let as_of = world.evaluation.as_of;
    let until = until.unwrap_or_else(|| as_of.plus_days(AHEAD));
    let mut all = Vec::new();
    for customer in customers {
        // Most have none.
        if world.ledger.row(customer).tickets.is_empty() || !world.evaluation.exists(customer) {
            continue;
        }
        let mut works = Deskwork::of_customer(world, &care.service, customer);
        works.retain(|work| work.phase != Phase::Done);
        if !works.is_empty() {
            waiting.push(customer);
        }
        // Who wants no contact is answered, and not called again.
        let wants_none = world
            .book
            .customers
            .at(customer)
            .is_some_and(|it| it.do_not_contact == Some(true));
        let is_asked = |work: &&Deskwork| match work.phase {
            Phase::Open => true,
            Phase::Revisit => !wants_none,
            Phase::Paused | Phase::Done => false,
        };
        let asked = works.iter().filter(is_asked);
        for work in asked {
            // What was due before tasks are asked stays in the queue, and is no task.
            let due = work
                .next_from(&care.service)
                .and_then(|promise| Some((promise, promise.clock.due?)));
            let Some((promise, due)) = due else { continue };
            let (day, _) = care.service.work.zone.day_of(due);
            if day <= until {
                let source = TaskSource::Ticket {
                    ticket: work.ticket,
                    measure: promise.measure as u8,
                };
                all.push(elsewhere(customer, source, (day, day), as_of));
            }
        }
    }
    for deed in &mut all {
        deed.rank = rank_of(&world.evaluation, deed.lead().map_or(NOBODY, |task| task.customer));
    }
    all
}

/// The review of the quarter, from its first working day on until something was decided in it. A book that was begun in the quarter before
/// has nothing yet to be compared with.
pub(super) fn of_review(world: &World, care: &CarePlan, until: Option<Day>) -> Option<Deed> {
    let as_of = world.evaluation.as_of;
    let until = until.unwrap_or_else(|| as_of.plus_days(AHEAD));
    let at = |day: Day| {
        let month = (day.date().month() - 1) / 3 * 3 + 1;
        Day::from_ymd(day.date().year(), month, 1)
    };
    let of = |start: Day| {
        let eve = start.plus_days(-1);
        let days = [1, REVIEW_DAYS].map(|n| care.calendar.nth_working_day(eve, n));
        let is_asked = care.from.plus_months(3) <= start && days[0] <= until && world.evaluation.count() > 0;
        is_asked.then(|| elsewhere(NOBODY, TaskSource::Review { start }, (days[0], days[1]), as_of))
    };
    let now = at(as_of)?;
    let is_begun = world
        .book
        .reviews
        .iter()
        .any(|(_, review)| review.at.day >= now && review.at.day <= as_of);
    match is_begun {
        true => at(until).filter(|next| *next > now).and_then(of),
        false => of(now),
    }
}

/// Something that is settled on a page of its own.
fn elsewhere(customer: u32, source: TaskSource, (due, last): (Day, Day), as_of: Day) -> Deed {
    let task = Task {
        customer,
        source,
        ideal: due,
        latest: last,
        until: None,
        previous: Previous::Done,
    };
    let kind = match source {
        TaskSource::Review { .. } => TaskKind::Review,
        _ => TaskKind::Ticket,
    };
    Deed {
        tasks: Arc::new(vec![task]),
        customer,
        due,
        last,
        when: when(due, last, as_of),
        kind,
        kinds: kind_bit(kind),
        shift: None,
        rank: u8::MAX,
        channels: 0,
        desk: true,
        from: as_of,
    }
}
