//! What is to be done, arranged: as many contacts as a customer wants in a month, spread over days that have room, in order.

use std::cmp::Reverse;

use chrono::Datelike;
use hashbrown::HashMap;

use super::beside::beside;
use super::deed::{Deed, Shift, When, gathered, when};
use super::level::{Load, levelled, spread};
use super::plan::CarePlan;
use super::playbook::{TaskKind, TriggerEvent};
use super::reason::{whose, whose_in};
use super::source::{NOBODY, Seen, Task, TaskSource};
use crate::domain::day::Day;
use crate::domain::kind::interaction::Direction;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;

/// So many working days what is late is spread over where no room of a day is said.
const WEEK: usize = 5;

/// What is to be done by the day, or within seven days behind it, and what people wrote themselves for later; in the order of
/// [`When`], then by [`Deed::shown_day`], then better customers first. What the customer has had enough contacts for comes last.
pub fn deeds(world: &World, care: &CarePlan, tasks: &[Task]) -> Vec<Deed> {
    let mut all = deeds_seen(world.into(), care, tasks);
    all.extend(beside(world, care, 0..world.book.customers.slots() as u32, None));
    in_order(all)
}

pub(super) fn deeds_seen(seen: Seen<'_>, care: &CarePlan, tasks: &[Task]) -> Vec<Deed> {
    arranged(seen, care, now(seen, care, tasks))
}

/// The same until a day, and what was put off as well: for calendars.
/// `waiting` are the customers with tickets that are not done.
pub fn planned(world: &World, care: &CarePlan, (tasks, waiting): (&[Task], &[u32]), until: Day) -> Vec<Deed> {
    let seen = world.into();
    let mut all = arranged(seen, care, held(seen, care, gathered(seen, care, tasks, Some(until))));
    all.extend(beside(world, care, waiting.iter().copied(), Some(until)));
    in_order(all)
}

fn arranged(seen: Seen<'_>, care: &CarePlan, mut all: Vec<Deed>) -> Vec<Deed> {
    if let Some(room) = care.limits.day {
        level(seen, care, room, &mut all);
    }
    in_order(all)
}

/// What is to be done with some customers, but for the room of days: nobody else's tasks count. By customer.
pub(super) fn of_some(world: &World, care: &CarePlan, tasks: &[Task]) -> Vec<Deed> {
    now(world.into(), care, tasks)
}

/// What is asked now, and what was put off, which has taken its place in the month.
fn now(seen: Seen<'_>, care: &CarePlan, tasks: &[Task]) -> Vec<Deed> {
    let as_of = seen.evaluation.as_of;
    let mut all = held(seen, care, gathered(seen, care, tasks, None));
    let is_put_off = |deed: &&mut Deed| deed.lead().is_some_and(|task| !task.is_open(as_of));
    for deed in all.iter_mut().filter(is_put_off) {
        (deed.when, deed.shift) = (When::PutOff, None);
    }
    all
}

fn held(seen: Seen<'_>, care: &CarePlan, mut all: Vec<Deed>) -> Vec<Deed> {
    if let Some(most) = care.limits.month {
        hold(seen, care, most, &mut all);
    }
    all
}

/// Where a deed stands among others, on screen, on paper and in files: by when it is to be done, by the day that is shown beside it, by its
/// customer's worth; then by its other days and by customer. Those of one customer and place stand as they
/// came: its tickets behind its tasks. One number: a hundred thousand of them are put in order when a book is opened.
fn place(deed: &Deed) -> u128 {
    let customer = u64::from(deed.customer) + 1;
    let day = |day: Day| (day.0.clamp(Day::MIN.0, Day::MAX.0) - Day::MIN.0) as u128;
    let place = (deed.when as u128) << 22 | day(deed.shown_day());
    let place = place << 8 | u128::from(deed.rank);
    ((place << 22 | day(deed.last)) << 22 | day(deed.due)) << 33 | u128::from(customer)
}

/// Deeds in their order.
pub(super) fn in_order(all: Vec<Deed>) -> Vec<Deed> {
    let mut places: Vec<(u128, u32)> = (0..).zip(&all).map(|(at, deed)| (place(deed), at)).collect();
    places.sort_unstable();
    let mut all: Vec<Option<Deed>> = all.into_iter().map(Some).collect();
    let ordered = places
        .into_iter()
        .filter_map(|(_, at)| all.get_mut(at as usize)?.take());
    ordered.collect()
}

/// The same with what is to be done with some customers, and the review, put anew among the others, who stand in order: what is new looks for
/// its place, and between two of them all is taken over as it stands.
pub(super) fn patched(old: &[Deed], customers: &[u32], new: Vec<Deed>) -> Vec<Deed> {
    let is_review = |deed: &Deed| matches!(deed.lead().map(|task| task.source), Some(TaskSource::Review { .. }));
    let stays = |deed: &&Deed| match deed.customer {
        NOBODY => !is_review(deed) && customers.binary_search(&NOBODY).is_err(),
        customer => customers.binary_search(&customer).is_err(),
    };
    let mut all = Vec::with_capacity(old.len() + new.len());
    let mut rest = old;
    for deed in in_order(new) {
        let own = place(&deed);
        let (earlier, later) = rest.split_at(rest.partition_point(|known| place(known) <= own));
        all.extend(earlier.iter().filter(stays).cloned());
        all.push(deed);
        rest = later;
    }
    all.extend(rest.iter().filter(stays).cloned());
    all
}

/// Whether people wrote or promised it themselves: it stays on its day.
fn is_own(deed: &Deed) -> bool {
    matches!(deed.kind, TaskKind::Promise | TaskKind::Own)
}

/// Whether the customer is owed it, however many contacts there were: what was promised or written down, and what follows a complaint.
fn is_owed(care: &CarePlan, deed: &Deed) -> bool {
    let follows_complaint = |task: &Task| match task.source {
        TaskSource::Step { playbook, step, .. } => {
            let found = care.step(playbook.into(), step.into());
            let event = found.map(|(playbook, step)| step.trigger.as_ref().unwrap_or(&playbook.trigger).event);
            event == Some(TriggerEvent::ComplaintResolved)
        }
        TaskSource::Promise(_) | TaskSource::Own { .. } | TaskSource::Ticket { .. } | TaskSource::Review { .. } => true,
    };
    is_own(deed) || deed.tasks.iter().any(follows_complaint)
}

fn month_of(day: Day) -> (i32, u32) {
    (day.date().year(), day.date().month())
}

fn next_month(day: Day) -> Day {
    let first = Day::from_ymd(day.date().year(), day.date().month(), 1);
    first.unwrap_or(day).plus_months(1)
}

/// Holds back what is more than a customer wants in a month: the contacts that were, then what it is owed, then what somebody put
/// off to a day, then what is to be done first.
fn hold(seen: Seen<'_>, care: &CarePlan, most: usize, all: &mut [Deed]) {
    let as_of = seen.evaluation.as_of;
    let slot = |deed: &Deed| deed.lead().map(|task| task.customer);
    for deeds in all.chunk_by_mut(|a, b| slot(a) == slot(b)) {
        let Some(customer) = deeds.first().and_then(slot) else {
            continue;
        };
        let mut asked: Vec<&mut Deed> = deeds.iter_mut().filter(|deed| !deed.is_desk()).collect();
        let made = made(seen, customer, most.saturating_sub(asked.len()));
        if made + asked.len() <= most {
            continue;
        }
        sort_by_key(&mut asked, |deed| {
            let is_put_off = deed.lead().is_some_and(|task| task.until.is_some());
            (Reverse(is_owed(care, deed)), Reverse(is_put_off), deed.last, deed.due)
        });
        let mut planned: Vec<((i32, u32), usize)> = vec![(month_of(as_of), made)];
        for deed in asked {
            let day = deed.due.max(as_of);
            let month = month_of(day);
            let place = planned.iter().position(|(known, _)| *known == month);
            let place = place.unwrap_or_else(|| {
                planned.push((month, 0));
                planned.len() - 1
            });
            let Some((_, taken)) = planned.get_mut(place) else {
                continue;
            };
            if *taken < most || is_owed(care, deed) {
                *taken += 1;
            } else {
                let until = next_month(day);
                let made = if month == month_of(as_of) { made } else { 0 };
                deed.when = When::Held;
                deed.shift = Some(Shift::Held { made, most, until });
            }
        }
    }
}

/// How many contacts we began with a customer in the month so far; none where there are so few that it does not matter.
fn made(seen: Seen<'_>, customer: u32, few: usize) -> usize {
    let as_of = seen.evaluation.as_of;
    let Some(first) = Day::from_ymd(as_of.date().year(), as_of.date().month(), 1) else {
        return 0;
    };
    let touches = &seen.ledger.row(customer).touches;
    let of = |day: Day| touches.partition_point(|touch| touch.day < day);
    let month = touches.get(of(first)..of(as_of.plus_days(1))).unwrap_or_default();
    if month.len() <= few {
        return 0;
    }
    let is_ours = |slot: u32| {
        let record = seen.book.interactions.at(slot);
        let direction = record.and_then(|record| record.look(|made| made.direction));
        direction != Some(Direction::Inbound)
    };
    month.iter().filter(|touch| is_ours(touch.slot)).count()
}

/// How many contacts we began with a customer this month, up to the day that is looked at.
pub fn contacts_in_month(world: &World, customer: u32) -> usize {
    made(Seen::from(world), customer, 0)
}

fn load(deed: &Deed, as_of: Day) -> Load {
    Load {
        from: deed.due.max(as_of),
        last: deed.last,
        rank: deed.rank,
        is_fixed: is_own(deed),
    }
}

/// Spreads what each person has to do over days that have room.
fn level(seen: Seen<'_>, care: &CarePlan, room: usize, all: &mut [Deed]) {
    let as_of = seen.evaluation.as_of;
    let mut people: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for (i, deed) in all.iter().enumerate() {
        if !deed.is_desk() && !matches!(deed.when, When::Held | When::PutOff) {
            let who = deed
                .lead()
                .and_then(|task| whose_in(seen.book, seen.evaluation.as_of, task));
            people.entry(who).or_default().push(i);
        }
    }
    for places in people.values() {
        let loads: Vec<Load> = places.iter().filter_map(|i| Some(load(all.get(*i)?, as_of))).collect();
        let days = levelled(&loads, room, &care.calendar);
        for ((i, load), day) in places.iter().zip(&loads).zip(days) {
            let Some(deed) = all.get_mut(*i).filter(|_| day != load.from) else {
                continue;
            };
            deed.shift = Some(Shift::Moved {
                from: load.from,
                is_full: care.calendar.is_working(load.from),
            });
            deed.due = day;
            deed.when = when(deed.due, deed.last, as_of);
        }
    }
}

/// A day for each of some deeds that are late: each person's are spread over the next working days, beside what is on them; as many a day as
/// there is room for, over a week where that is not said. The most valuable and what was to be done first come first.
pub fn spread_late(world: &World, care: &CarePlan, all: &[Deed], late: &[Deed]) -> Vec<Day> {
    let as_of = world.evaluation.as_of;
    let who = |deed: &Deed| deed.lead().and_then(|task| whose(world, task));
    let mut people: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for (i, deed) in late.iter().enumerate() {
        people.entry(who(deed)).or_default().push(i);
    }
    let mut taken: HashMap<(Option<&str>, Day), usize> = HashMap::new();
    let is_there = |deed: &&Deed| !deed.is_desk() && !matches!(deed.when, When::Overdue | When::Held);
    for deed in all.iter().filter(is_there) {
        *taken.entry((who(deed), deed.due.max(as_of))).or_default() += 1;
    }
    let mut days = vec![as_of; late.len()];
    for (person, places) in &people {
        let loads: Vec<Load> = places.iter().filter_map(|i| Some(load(late.get(*i)?, as_of))).collect();
        let theirs = taken.iter().filter(|((who, _), _)| who == person);
        let theirs: HashMap<Day, usize> = match care.limits.day {
            Some(_) => theirs.map(|((_, day), n)| (*day, *n)).collect(),
            None => HashMap::new(),
        };
        let room = care.limits.day.unwrap_or(loads.len().div_ceil(WEEK));
        let found = spread(&loads, &theirs, room, &care.calendar, as_of);
        for (i, day) in places.iter().zip(found) {
            if let Some(it) = days.get_mut(*i) {
                *it = day;
            }
        }
    }
    days
}
