//! The end of the month before, read beside the book while a board compares with it.

use crate::state::live::*;

use super::App;
use super::sliced::{Slice, sliced};
use crate::domain::report::before::{Before, BeforeReading};

/// The end of the month before, while the page that asks for it is there; nothing while it is read first.
pub fn month_before(app: App, with_tickets: bool) -> RwSignal<Option<Before>> {
    sliced(
        move || app.session.read(|world| BeforeReading::begin(world, with_tickets)),
        move |reading: &mut BeforeReading| match app.session.peek(|world| reading.step(world)) {
            Some(None) => Slice::More,
            Some(Some(before)) => Slice::Done(before),
            None => Slice::Gone,
        },
    )
}
