//! Where the keyboard goes on.

use crate::state::live::*;
use wasm_bindgen::JsCast;

/// Puts the focus on the first element of a selector; one that cannot have it (a title) is given the means.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        if element.tab_index() < 0 {
            let _ = element.set_attribute("tabindex", "-1");
        }
        let _ = element.focus();
    }
}

/// The same once the view has followed an edit.
pub fn focus_soon(selector: impl Into<String>) {
    let selector = selector.into();
    next_frame(move || next_frame(move || focus(&selector)));
}
