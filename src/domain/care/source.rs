//! A task: what it is derived from, its days, its stable key.

use super::plan::CarePlan;
use super::playbook::TaskKind;
use super::ticket::ticket_key;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::ledger::Ledger;
use crate::domain::world::World;

/// What tasks are read from: a book, its events, and what is known of its customers, be it by the rules in force or by others.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub evaluation: &'a Evaluation,
}

impl<'a> From<&'a World> for Seen<'a> {
    fn from(world: &'a World) -> Self {
        Self {
            book: &world.book,
            ledger: &world.ledger,
            evaluation: &world.evaluation,
        }
    }
}

/// What a task is derived from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskSource {
    /// A step, by the places of its playbook and of itself, and the day it is counted from.
    Step {
        /// The playbook among [`CarePlan::playbooks`].
        playbook: u16,
        /// The step of it.
        step: u16,
        /// The day it is counted from.
        start: Day,
    },
    /// The next step that an interaction promised, by its slot.
    Promise(u32),
    /// What somebody wrote.
    Own {
        /// The slot of its record.
        written: u32,
        /// Which of its times it is.
        start: Day,
    },
    /// A promise to a ticket. It is settled with the ticket.
    Ticket {
        /// The slot of the ticket.
        ticket: u32,
        /// What is measured, by its place among [`crate::domain::service::Measure::ALL`].
        measure: u8,
    },
    /// The review of the quarter. It is settled on the page of reviews.
    Review {
        /// The first day of the quarter.
        start: Day,
    },
}

/// Stands for the slot of a customer where a task is about none; it lies behind all others.
pub const NOBODY: u32 = u32::MAX;

/// A task: a step that is not fulfilled, something promised that was not kept, or what somebody wrote and nobody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Task {
    /// The customer's slot, or [`NOBODY`].
    pub customer: u32,
    /// What it is derived from.
    pub source: TaskSource,
    /// When it is best done.
    pub ideal: Day,
    /// When it must be done.
    pub latest: Day,
    /// Put off to this day.
    pub until: Option<Day>,
    /// What became of what it is counted from, where that is a step.
    pub previous: Previous,
}

/// What became of the step that another one is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Previous {
    /// A contact did it, or there is none.
    #[default]
    Done,
    /// The step itself, the time before, by a contact.
    Contact,
    /// Somebody said that it was done, and no contact is recorded with it.
    Said,
    /// Somebody left it out.
    LeftOut,
    /// It is still to be done: the days are right where that is done on its ideal day.
    Ahead,
}

/// What stands for the playbook of promises in keys.
pub const PROMISE: &str = "promise";
/// What stands for their step.
const PROMISED_STEP: &str = "next_step";
/// What stands for the playbook of reviews.
const REVIEW: &str = "review";

impl Task {
    /// The day on which it is done best: that it was put off to, else the ideal one.
    pub fn due(&self) -> Day {
        self.until.unwrap_or(self.ideal)
    }

    /// The last day on which it is not late.
    pub fn last(&self) -> Day {
        self.until.map_or(self.latest, |until| until.max(self.latest))
    }

    /// Whether it is asked on a day: it is not put off.
    pub fn is_open(&self, day: Day) -> bool {
        self.until.is_none_or(|until| until <= day)
    }

    /// Its stable key, `playbook/step/customer/start`. That of a promise ends with the interaction that made it; one that somebody wrote has
    /// its own id for the step.
    pub fn key(&self, book: &Book, care: &CarePlan) -> String {
        let customer = book.customers.key_at(self.customer).unwrap_or_default();
        match self.source {
            TaskSource::Step { playbook, step, start } => {
                let found = care.step(playbook.into(), step.into());
                let (playbook, step) = found.map_or(("", ""), |(playbook, step)| (&*playbook.id, &*step.id));
                step_key(playbook, step, customer, start)
            }
            TaskSource::Promise(interaction) => {
                let interaction = book.interactions.key_at(interaction).unwrap_or_default();
                format!("{PROMISE}/{PROMISED_STEP}/{customer}/{interaction}")
            }
            TaskSource::Own { written, start } => {
                let key = book.task_outcomes.key_at(written).unwrap_or_default();
                own_key(key, start)
            }
            TaskSource::Ticket { ticket, measure } => ticket_key(book, (ticket, measure), customer),
            TaskSource::Review { start } => format!("{REVIEW}/quarter/{start}"),
        }
    }

    /// What it is, for people who do several of a kind in one go.
    pub fn kind(&self, care: &CarePlan) -> TaskKind {
        match self.source {
            TaskSource::Step { playbook, step, .. } => {
                let found = care.step(playbook.into(), step.into());
                found.map_or(TaskKind::Care, |(_, step)| step.kind())
            }
            TaskSource::Promise(_) => TaskKind::Promise,
            TaskSource::Own { .. } => TaskKind::Own,
            TaskSource::Ticket { .. } => TaskKind::Ticket,
            TaskSource::Review { .. } => TaskKind::Review,
        }
    }
}

/// The key of a step's task.
pub(in crate::domain) fn step_key(playbook: &str, step: &str, customer: &str, start: Day) -> String {
    format!("{playbook}/{step}/{customer}/{start}")
}

/// The key of one of the times of a task that somebody wrote, by the key of its record.
pub(super) fn own_key(written: &str, start: Day) -> String {
    let (same, _) = written.rsplit_once('/').unwrap_or((written, ""));
    format!("{same}/{start}")
}
