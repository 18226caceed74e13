//! The first screen, drawn before the book is read and kept for the next time (`src/boot/early.js`, which does both).

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::day::Day;
use crate::storage::is_sealed;

/// A function of what the page has put there.
fn of_page(name: &str) -> Option<Function> {
    let page = web_sys::window()?;
    let screen = Reflect::get(&page, &"guanxiScreen".into()).ok()?;
    Reflect::get(&screen, &name.into()).ok()?.dyn_into().ok()
}

/// Draws what was kept into a frame, where that is what the book shows, and is as it was written. `of_day` hears as of what day it is.
pub fn show(frame: &web_sys::Element, of_day: impl Fn(Day) + 'static) {
    if let Some(show) = of_page("show") {
        // It may come later than this; a book is opened once.
        let is_sound = Closure::<dyn Fn(Uint8Array, i32) -> bool>::new(move |value: Uint8Array, day: i32| {
            let is_sound = is_sealed(&value.to_vec());
            if is_sound {
                of_day(Day(day));
            }
            is_sound
        });
        let _ = show.call2(&JsValue::UNDEFINED, frame, &is_sound.into_js_value());
    }
}

/// What is on screen, as JSON; nothing where it is not what an opening begins with.
pub(super) fn take() -> Option<String> {
    of_page("take")?.call0(&JsValue::UNDEFINED).ok()?.as_string()
}
