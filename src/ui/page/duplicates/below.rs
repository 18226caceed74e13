//! Asks whether a merge may bring points below nought, before anything is written.

use crate::state::live::*;

use crate::domain::apply::apply;
use crate::domain::command::Command;
use crate::domain::marketing::points::{Fall, Falls};
use crate::domain::world::World;
use crate::state::App;
use crate::ui::format;
use crate::ui::text::use_text;

/// Whose points a merge would bring below nought.
pub fn falls(app: App, command: &Command) -> Vec<Fall> {
    let falls = |world: &World| {
        let set = apply(&world.book, command.clone()).ok()?;
        Some(Falls::of(&world.book, &set.changes))
    };
    app.session.peek(falls).flatten().unwrap_or_default()
}

/// The question before points fall below nought.
#[component]
pub fn MergeBelow(below: RwSignal<Vec<Fall>>) -> impl IntoView {
    let t = use_text();
    let one = move |fall: Fall| t().merge_points_fall(fall.name, format::points_said(fall.balance));
    let said = move |fall: Fall| {
        view! { <p class="field__error" role="alert" data-testid="merge-falls">{one(fall)}</p> }
    };
    move || below.get().into_iter().map(said).collect_view()
}
