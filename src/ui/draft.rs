//! The draft of the rules, as every page that edits it throws it away.

use crate::state::App;
use crate::state::live::*;
use crate::ui::focus::focus_title;
use crate::ui::text::both;

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
