//! Start-up: when the app is up it hides the block that stands before it; a crash brings that block back. Opened as `?rescue`, the
//! page hands out the stored book and leaves the app alone.

use guanxi::state::rescue;
use js_sys::{Function, Reflect};
use leptos::mount::mount_to_body;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};

/// The block outside of the app (`index.html`), which can speak when the app cannot.
fn boot() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id("boot")?.dyn_into().ok()
}

/// Has the start script show that the app has stopped, and keep the cause for the maintainer.
fn tell_stopped(what: &str) {
    // Whatever fails here, the hook before has written the reason to the console.
    let tell = Reflect::get(&js_sys::global(), &"guanxiStopped".into()).and_then(|tell| tell.dyn_into::<Function>());
    let _ = tell.and_then(|tell| tell.call1(&JsValue::UNDEFINED, &what.into()));
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell_stopped(&info.to_string());
    }));
    let boot = boot();
    if let Some(boot) = &boot {
        let _ = boot.set_attribute("data-version", env!("CARGO_PKG_VERSION"));
    }
    match boot {
        // reach.js has said that this browser is too old; what would start here would stop in somebody's hands.
        Some(boot) if boot.get_attribute("data-state").as_deref() == Some("old") => {}
        Some(boot) if rescue::is_wanted() => wasm_bindgen_futures::spawn_local(rescue::run(boot)),
        boot => {
            mount_to_body(guanxi::ui::app::Root);
            if let Some(boot) = boot {
                boot.set_hidden(true);
            }
        }
    }
}
