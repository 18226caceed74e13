//! What is to be better after complaints: a task that somebody wrote with two further fields
//! ([`crate::domain::kind::task_outcome::IMPROVEMENT`]), so that 今日 asks for it on its day and undo, merging and export know it already.

use crate::domain::day::{Day, Moment};
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{IMPROVEMENT, IMPROVEMENT_FROM, IMPROVEMENT_OWNER, TaskStatus};
use crate::domain::record::Text;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// An improvement.
#[derive(Clone, Debug, PartialEq)]
pub struct Improvement {
    /// The key of its record.
    pub key: Text,
    /// What is done.
    pub name: Text,
    /// The cause that it is about.
    pub cause: Text,
    /// Who sees to it.
    pub owner: Option<Text>,
    /// Until when.
    pub due: Option<Day>,
    /// Whether it was done by the day that is looked at.
    pub is_done: bool,
}

impl Improvement {
    /// Whether it should be done by now.
    pub fn is_late(&self, as_of: Day) -> bool {
        !self.is_done && self.due.is_some_and(|due| due < as_of)
    }
}

/// The improvements that were written by the day that is looked at, as they stood then: the open ones first, the earliest deadline first.
pub fn improvements(world: &World) -> Vec<Improvement> {
    let as_of = world.evaluation.as_of;
    let mut all: Vec<Improvement> = all(world, |record| !is_later(written_on(record), as_of));
    sort_by(&mut all, |one, other| {
        let by = |it: &Improvement| (it.is_done, it.due.unwrap_or(Day::MAX));
        by(one).cmp(&by(other)).then_with(|| one.key.cmp(&other.key))
    });
    all
}

/// How many were written after that day.
pub fn later_improvements(world: &World) -> usize {
    let as_of = world.evaluation.as_of;
    all(world, |record| is_later(written_on(record), as_of)).len()
}

/// The record of an improvement that ended at a moment.
pub fn ended_improvement(record: &TaskOutcome, at: &Moment) -> TaskOutcome {
    let mut after = record.clone();
    if record.status.is_none() {
        let from = record.at.as_ref().map(|at| at.day.to_string().into());
        after.extra.set(IMPROVEMENT_FROM, from);
    }
    after.status = Some(TaskStatus::Done);
    after.at = Some(at.clone());
    after
}

fn is_later(day: Option<Day>, as_of: Day) -> bool {
    day.is_some_and(|day| day > as_of)
}

/// The day on which one was written, where that is known: a record that ended has the day of that in the place of its own.
fn written_on(record: &TaskOutcome) -> Option<Day> {
    match record.status {
        Some(_) => record.extra.text(IMPROVEMENT_FROM).and_then(Day::parse),
        None => record.at.as_ref().map(|at| at.day),
    }
}

fn all(world: &World, is_meant: impl Fn(&TaskOutcome) -> bool) -> Vec<Improvement> {
    let table = &world.book.task_outcomes;
    let is_own = |key: &str| key.starts_with("own/") && key.ends_with("//task");
    let read = |slot: u32| {
        let key = table.key_at(slot).filter(|key| is_own(key))?;
        let read = |record: &TaskOutcome| improvement(world, key, record).filter(|_| is_meant(record));
        table.at(slot)?.look(read)
    };
    (0..table.slots() as u32).filter_map(read).collect()
}

fn improvement(world: &World, key: &str, record: &TaskOutcome) -> Option<Improvement> {
    let cause = record.extra.text(IMPROVEMENT)?.trim();
    let due = record.due.as_ref().map(|due| due.day);
    let as_of = world.evaluation.as_of;
    let is_done = |record: &TaskOutcome| {
        let on = record.at.as_ref().map(|at| at.day);
        record.status == Some(TaskStatus::Done) && !is_later(on, as_of)
    };
    // Done on 今日 it is done on its day; ended on the review it is done as a whole.
    let on_its_day = || {
        let key = format!("{}{}", key.strip_suffix("task")?, due?);
        world.book.task_outcomes.get(&key).map(|record| record.look(is_done))
    };
    Some(Improvement {
        key: key.into(),
        name: record.name.clone().unwrap_or_default(),
        cause: cause.into(),
        owner: record.extra.text(IMPROVEMENT_OWNER).map(Text::from),
        due,
        is_done: is_done(record) || on_its_day().unwrap_or(false),
    })
}
