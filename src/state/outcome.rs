//! How a command ended, for the part of the page that gave it.

use crate::domain::command::{CommandError, Conflict};
use crate::domain::label::Label;

/// How a command ended. In every case the person was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done and saved, or the book already was as wanted.
    Done,
    /// Nothing has changed, and why.
    Refused(Label),
    /// Nothing has changed: the record changed elsewhere in the same fields, and the person must say which values hold.
    Conflict(Conflict),
}

impl Outcome {
    /// Why nothing has changed, where that is so.
    pub fn why_not(&self) -> Option<Label> {
        match self {
            Self::Done => None,
            Self::Refused(label) => Some(label.clone()),
            Self::Conflict(conflict) => Some(CommandError::Conflict(conflict.clone()).label()),
        }
    }

    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        *self == Self::Done
    }
}

impl From<CommandError> for Outcome {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Refused(label) => Self::Refused(label),
            CommandError::Conflict(conflict) => Self::Conflict(conflict),
        }
    }
}
