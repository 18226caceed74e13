//! What a playbook would give a customer: the days of each step, done, open and still to come; and for how many it is at all.

use std::cell::RefCell;

use super::list::met;
use super::next::following;
use super::outcomes::Outcomes;
use super::plan::CarePlan;
use super::playbook::Playbook;
use super::reason::{Sum, sum_by, why_by};
use super::source::{Task, TaskSource};
use super::start::{Subject, lately};
use super::walk::{Seen, SeenState, SettledBy, Walk};
use crate::domain::book::Book;
use crate::domain::columns::{Bits, count_bits, has_bit};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::label::Label;
use crate::domain::world::World;

/// The days of a step for a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDates {
    /// The step's place in its playbook.
    pub step: usize,
    /// When it is best done.
    pub ideal: Day,
    /// When it must be done.
    pub latest: Day,
    /// What became of it.
    pub state: DateState,
    /// What it is counted from, and how long.
    pub why: Label,
    /// How working days were counted.
    pub sum: Sum,
}

/// What became of a step for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateState {
    /// Done, or left out, on a day, and by what.
    Settled(Day, SettledBy),
    /// It stands open.
    Open,
    /// It fell due before tasks are asked, or before the playbook was switched on.
    NotAsked,
    /// It comes once the step before is done; the days are right where that is done on its ideal day, at the earliest today.
    Ahead,
}

/// What a playbook would give a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerDates {
    /// The customer is not among those that it is for.
    NotMeant,
    /// The customer wants no contact.
    NoContact,
    /// The playbook has a fault and asks nothing.
    Faulty,
    /// The days, in the order of the steps. A step that is none for the customer, or has nothing to be counted from, is not among them.
    Days(Vec<StepDates>),
}

/// How many customers a playbook is for under an evaluation; nothing where its condition cannot be read.
pub fn audience_count(book: &Book, evaluation: &Evaluation, playbook: &Playbook) -> Option<usize> {
    Some(count_bits(&audience_of(book, evaluation, playbook)?))
}

/// Which customers these are.
pub fn audience_of(book: &Book, evaluation: &Evaluation, playbook: &Playbook) -> Option<Bits> {
    let live = &evaluation.columns.live;
    let Some(audience) = &playbook.audience else {
        return Some(live.clone());
    };
    let node = evaluation.plan.node(audience, "audience").ok()?;
    let mut bits = evaluation.ground(book).mask(&node);
    bits.iter_mut().zip(live).for_each(|(bit, live)| *bit &= live);
    Some(bits)
}

/// The days that a playbook would give a customer under an evaluation, whether it is switched on or off.
pub fn dates_of(world: &World, evaluation: &Evaluation, playbook: &Playbook, slot: u32) -> Option<CustomerDates> {
    let book = &world.book;
    let customer = book.customers.at(slot).filter(|_| evaluation.exists(slot))?;
    let playbook = Playbook {
        retired: None,
        ..playbook.clone()
    };
    let care = CarePlan::with(book, &evaluation.plan, vec![playbook], Vec::new());
    let Some(compiled) = care.in_use.first() else {
        return Some(CustomerDates::Faulty);
    };
    if customer.do_not_contact == Some(true) {
        return Some(CustomerDates::NoContact);
    }
    let mut outcomes = Outcomes::default();
    outcomes.follow(book);
    let activity = world.ledger.row(slot);
    let by_now = activity.touches.partition_point(|touch| touch.day <= evaluation.as_of);
    let (mut tasks, mut seen) = (Vec::new(), Vec::new());
    let mut walk = Walk {
        care: &care,
        subject: Subject {
            book,
            evaluation,
            slot,
            customer,
            activity,
            lately: &lately(evaluation),
            room: &RefCell::default(),
            holidays: &care.holidays,
        },
        met: &met(book, evaluation, &care),
        touches: activity.touches.get(..by_now).unwrap_or_default(),
        outcomes: &outcomes.of(book, slot),
        tasks: &mut tasks,
        seen: Some(&mut seen),
        is_ahead: false,
    };
    if !walk.meets(compiled.audience) {
        return Some(CustomerDates::NotMeant);
    }
    walk.playbook(compiled);
    let days = last_of_each(seen).into_iter();
    Some(CustomerDates::Days(
        days.map(|seen| told(book, evaluation, &care, slot, seen)).collect(),
    ))
}

/// The contact that follows tasks of a customer once they are done on a day, and its ideal day: that of the first which one follows.
pub fn next_of(world: &World, care: &CarePlan, tasks: &[Task], on: Day) -> Option<(Label, Day)> {
    let (book, evaluation) = (&world.book, &world.evaluation);
    let met = met(book, evaluation, care);
    tasks.iter().find_map(|task| {
        let meets = |place: usize| met.get(place).is_some_and(|bits| has_bit(bits, task.customer));
        following(care, (evaluation, task.customer), &task.key(book, care), on, meets)
    })
}

/// Of what comes again, the last time that was settled and the one that is open.
fn last_of_each(seen: Vec<Seen>) -> Vec<Seen> {
    let is_settled = |seen: &Seen| matches!(seen.state, SeenState::Settled(..));
    let mut all: Vec<Seen> = Vec::new();
    for one in seen {
        if is_settled(&one) {
            all.retain(|known| known.step != one.step || !is_settled(known));
        }
        all.push(one);
    }
    crate::domain::sort::sort_by_key(&mut all, |seen| (seen.step, seen.start));
    all
}

fn told(book: &Book, evaluation: &Evaluation, care: &CarePlan, slot: u32, seen: Seen) -> StepDates {
    let task = Task {
        customer: slot,
        source: TaskSource::Step {
            playbook: 0,
            step: u16::try_from(seen.step).unwrap_or_default(),
            start: seen.start,
        },
        ideal: seen.ideal,
        latest: seen.latest,
        until: None,
        previous: seen.previous,
    };
    StepDates {
        step: seen.step,
        ideal: seen.ideal,
        latest: seen.latest,
        state: match seen.state {
            SeenState::Settled(day, by) => DateState::Settled(day, by),
            SeenState::Open => DateState::Open,
            SeenState::NotAsked => DateState::NotAsked,
            SeenState::Ahead => DateState::Ahead,
        },
        why: why_by((book, evaluation), care, &task),
        sum: sum_by(evaluation, care, &task),
    }
}
