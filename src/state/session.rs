//! The seam between the frame of the page and the book: what the frame shows of it, and the doors it knocks at.
//!
//! The book, its evaluation, `dispatch` and the undo stacks come here; the frame reads only the signals below.

use leptos::prelude::*;

use crate::domain::label::Label;

/// What the frame needs of the book.
#[derive(Clone, Copy)]
pub struct Session {
    /// How many customers there are; nothing while the book is being opened.
    pub customer_count: RwSignal<Option<usize>>,
    /// What "undo" would take back, by name.
    pub undo: RwSignal<Option<Label>>,
    /// What "redo" would do again, by name.
    pub redo: RwSignal<Option<Label>>,
    /// The company, for the foot of the navigation and for print.
    pub company: RwSignal<Option<String>>,
}

impl Session {
    pub(super) fn new() -> Self {
        Self {
            customer_count: RwSignal::new(None),
            undo: RwSignal::new(None),
            redo: RwSignal::new(None),
            company: RwSignal::new(None),
        }
    }

    /// Takes the last change back.
    pub fn undo_last(self) {}

    /// Does the change that was taken back again.
    pub fn redo_last(self) {}
}
