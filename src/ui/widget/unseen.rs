//! What only screen readers get.

use crate::state::live::*;

/// Tables and captions for screen readers only. Tables keep their size whatever a style says, and Firefox shows a caption that is
/// told to hide: a box of one pixel around them hides them on screen and on paper, and gives the page nothing to scroll to.
#[component]
pub fn Unseen(children: Children) -> impl IntoView {
    view! { <div class="visually-hidden">{children()}</div> }
}
