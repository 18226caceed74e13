//! Changes of the rules outside of their page: the draft thrown away, and what is adopted at once.

use crate::domain::command::Command;
use crate::domain::rule::Rulebook;
use crate::state::App;
use crate::state::live::*;
use crate::state::rules::workshop::adoption;
use crate::ui::focus::focus_title;
use crate::ui::text::{T, both};

/// The command that changes the rules in force at once: it adopts a version of this name, which undo takes back.
pub fn adopted(app: App, name: fn(T) -> &'static str, change: impl FnOnce(&mut Rulebook)) -> Option<Command> {
    let before = untrack(|| app.workshop.in_force());
    let mut rules = (*before).clone();
    change(&mut rules);
    let name = untrack(|| name(T(app.lang.get()))).into();
    let adoption = adoption(Some(name), None, app.user.get_untracked(), app.today.get_untracked())?;
    Some(Command::AdoptRulebook {
        seen: Some(before),
        rulebook: Box::new(rules),
        adoption: Box::new(adoption),
    })
}

/// Throws the draft away and offers it back.
pub fn discard(app: App) {
    let shop = app.workshop;
    let Some(draft) = shop.discard() else { return };
    let back = app.notices.action(both(|t| t.draft_back().to_owned()), move || {
        shop.bring_back(draft.clone())
    });
    app.notices.good(both(|t| t.draft_discarded().to_owned()), Some(back));
    // The bar goes with the draft.
    next_frame(focus_title);
}
