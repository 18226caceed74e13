//! One rule for input methods: a key that belongs to a composition is the input method's, and no part of the page hears it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::state::live::*;

/// Keeps the keys of a composition from everything on the page, before anything hears them. What the browser and the input
/// method do with them stays.
pub fn leave_to_input_methods() {
    let heard = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(|ev: web_sys::KeyboardEvent| {
        // Safari ends a composition before it tells of the key that ended it, which then has the code 229 alone.
        if ev.is_composing() || ev.key_code() == 229 {
            ev.stop_immediate_propagation();
        }
    });
    for event in ["keydown", "keyup"] {
        // A window that takes no listener has no keys either.
        let _ = window().add_event_listener_with_callback_and_bool(event, heard.as_ref().unchecked_ref(), true);
    }
    // It listens as long as the page is there.
    heard.forget();
}

/// Whether an input event tells of a text that is still being composed: then its end is waited for.
pub fn is_unfinished(ev: &web_sys::Event) -> bool {
    ev.dyn_ref::<web_sys::InputEvent>()
        .is_some_and(web_sys::InputEvent::is_composing)
}

/// Whether a dialog stands before the page: then the keys of the page are not meant.
pub fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Whether a key goes into something that is typed into.
pub fn is_typing(ev: &web_sys::KeyboardEvent) -> bool {
    let Some(element) = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "file"),
        _ => element.is_content_editable(),
    }
}

/// Whether taking back belongs to what is typed there: a text that somebody typed, and no search in which nothing stands, no choice.
pub fn has_own_undo(ev: &web_sys::KeyboardEvent) -> bool {
    let target = ev.target();
    let input = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<web_sys::HtmlInputElement>());
    let is_choice = target
        .as_ref()
        .is_some_and(|target| target.has_type::<web_sys::HtmlSelectElement>());
    let is_empty_search = input.is_some_and(|input| input.type_() == "search" && input.value().is_empty());
    is_typing(ev) && !is_choice && !is_empty_search
}

/// `n` begins something new on a page that says what.
pub fn on_new(begin: impl Fn() + 'static) {
    on_window(leptos::ev::keydown, move |ev| {
        let is_held = ev.ctrl_key() || ev.meta_key() || ev.alt_key() || ev.default_prevented();
        if !is_held && ev.key() == "n" && !has_dialog() && !is_typing(&ev) {
            ev.prevent_default();
            begin();
        }
    });
}
