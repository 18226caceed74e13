//! Keys that work everywhere. The list of them for the user is in `help.rs`.

use crate::state::live::*;
use wasm_bindgen::JsCast;

use crate::state::use_app;
use crate::ui::focus::{self, SEARCH_ID};
use crate::ui::keys::{has_dialog, has_own_undo, is_typing};

/// Listens: Ctrl/⌘ Z and Shift Z or Y, `?`, `/`, Ctrl/⌘ K.
pub fn follow_keys(help: RwSignal<bool>) {
    let app = use_app();
    on_window(leptos::ev::keydown, move |ev| {
        if ev.default_prevented() || ev.alt_key() || has_dialog() {
            return;
        }
        let command = ev.ctrl_key() || ev.meta_key();
        let (typing, keeps) = (is_typing(&ev), has_own_undo(&ev));
        match (command, ev.key().to_ascii_lowercase().as_str()) {
            (true, "k") => focus_search(),
            (true, "z") if !keeps && ev.shift_key() => app.redo(),
            (true, "z") if !keeps => app.undo(),
            (true, "y") if !keeps => app.redo(),
            (false, "?") if !typing => help.set(true),
            (false, "/") if !typing => focus_list_search(),
            _ => return,
        }
        ev.prevent_default();
    });
}

/// Puts the cursor into the search box of the page's list, or where there is none into that of the bar.
fn focus_list_search() {
    match document().query_selector("input[data-list-search]") {
        Ok(Some(input)) => focus_input(Some(input)),
        _ => focus_search(),
    }
}

/// Puts the cursor into the search box of the bar, words selected.
fn focus_search() {
    focus_input(document().get_element_by_id(SEARCH_ID));
}

fn focus_input(found: Option<web_sys::Element>) {
    if let Some(input) = found.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.select();
        focus::on(&input);
    }
}
