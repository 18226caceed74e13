//! The first screen, drawn before the book is read and kept for the next time (`src/boot/early.js`, which does both).

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A function of what the page has put there.
fn of_page(name: &str) -> Option<Function> {
    let page = web_sys::window()?;
    let screen = Reflect::get(&page, &"guanxiScreen".into()).ok()?;
    Reflect::get(&screen, &name.into()).ok()?.dyn_into().ok()
}

/// Draws what was kept into a frame, where that is what the book shows.
pub fn show(frame: &web_sys::Element) {
    if let Some(show) = of_page("show") {
        let _ = show.call1(&JsValue::UNDEFINED, frame);
    }
}

/// What is on screen, as JSON; nothing where it is not what an opening begins with.
pub(super) fn take() -> Option<String> {
    of_page("take")?.call0(&JsValue::UNDEFINED).ok()?.as_string()
}
