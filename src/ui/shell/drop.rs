//! Files dropped where no part of the page takes them: refused in words, and never opened over the page.

use crate::state::live::*;
use wasm_bindgen::JsCast;

use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::text::both;

/// What takes files itself.
const TAKES: &str = "[data-takes-files]";

/// Listens on the window, where what nobody else took arrives.
pub fn refuse_stray_files() {
    let app = use_app();
    on_window(leptos::ev::dragover, |ev| {
        if has_files(&ev) {
            ev.prevent_default();
        }
    });
    on_window(leptos::ev::drop, move |ev| {
        if !has_files(&ev) {
            return;
        }
        ev.prevent_default();
        let target = ev.target().and_then(|at| at.dyn_into::<web_sys::Element>().ok());
        let taken = target.is_some_and(|at| at.closest(TAKES).ok().flatten().is_some());
        // The page of the rules takes files wherever they fall.
        let is_rules = app.page.with_untracked(|page| page.is(&PageId::RULES));
        if !taken && !is_rules {
            let open = app.notices.action(both(|t| t.to_data().to_owned()), move || {
                app.go(Route::to(PageId::DATA))
            });
            app.notices.info(both(|t| t.stray_file().to_owned()), Some(open));
        }
    });
}

fn has_files(ev: &web_sys::DragEvent) -> bool {
    let types = ev.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
