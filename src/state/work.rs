//! What the page says of its own work: whether everything is saved, and what is being done that takes long.

use crate::state::live::*;

use super::App;
use crate::domain::label::Label;

/// Whether what the user did is in the store, as proven by reading it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed since the page was opened.
    #[default]
    Idle,
    /// A change is on its way.
    Saving,
    /// A change is on its way, and the store has not answered for a while.
    Silent,
    /// Everything is in the store since this time (`14:03`).
    Saved(String),
    /// The last change is not in the store, and why.
    Failed(Label),
}

/// Work that takes longer than a glance.
#[derive(Clone)]
pub struct Busy {
    /// What is being done.
    pub text: Label,
    /// How much is done.
    pub done: f64,
    /// Of how much, where that is known.
    pub total: Option<f64>,
    /// Stops it.
    pub cancel: Option<Callback<()>>,
}

impl App {
    /// Shows that something long is being done, until [`App::idle`].
    pub fn show_busy(self, text: Label, done: f64, total: Option<f64>) {
        self.show_cancellable(text, done, total, None);
    }

    /// The same with a way to stop it.
    pub fn show_cancellable(self, text: Label, done: f64, total: Option<f64>, cancel: Option<Callback<()>>) {
        self.busy.set(Some(Busy {
            text,
            done,
            total,
            cancel,
        }));
    }

    /// The long work is over.
    pub fn idle(self) {
        self.busy.set(None);
    }
}
