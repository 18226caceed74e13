//! What became of a task. Tasks themselves are derived; only what people decided is stored.

use crate::domain::day::{Day, Moment};
use crate::domain::id::TaskOutcomeId;
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// How a task ended for now.
    pub enum TaskStatus {
        /// Done.
        Done = "done",
        /// Left out.
        Skipped = "skipped",
        /// Put off.
        Snoozed = "snoozed",
    }
}

record! {
    /// The outcome of the task with this stable key.
    pub struct TaskOutcome {
        /// The task's stable key.
        id: TaskOutcomeId = required,
        /// How it ended.
        status: Option<TaskStatus>,
        /// When.
        at: Option<Moment>,
        /// Who said so.
        by: Option<Text>,
        /// Put off until.
        until: Option<Day>,
        /// In words.
        note: Option<Text>,
        /// The interaction that settled it.
        interaction: Option<Text>,
    }
}

/// The customer in the key of a task (`playbook/step/customer/start`).
pub fn customer_of_task(key: &str) -> Option<&str> {
    let (_, rest) = key.split_once('/')?;
    let (_, rest) = rest.split_once('/')?;
    rest.rsplit_once('/').map(|(customer, _)| customer)
}
