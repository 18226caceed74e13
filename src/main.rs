//! Start-up: when the app is up it hides the block that stands before it; a crash brings that block back.

use leptos::mount::mount_to_body;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// The block outside of the app (`index.html`), which can speak when the app cannot.
fn boot() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id("boot")?.dyn_into().ok()
}

/// Shows that the app has stopped, and why, for the maintainer.
fn show_failed(what: &str) {
    let Some(boot) = boot() else { return };
    // Whatever fails here, the hook before has written the reason to the console.
    let _ = boot.set_attribute("data-state", "failed");
    let _ = boot.remove_attribute("hidden");
    if let Ok(Some(place)) = boot.query_selector("[data-boot-error]") {
        place.set_text_content(Some(what));
    }
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        show_failed(&info.to_string());
    }));
    mount_to_body(guanxi::ui::app::Root);
    if let Some(boot) = boot() {
        boot.set_hidden(true);
    }
}
