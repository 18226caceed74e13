//! Files dropped on a page that takes none: refused in words, and never opened over the page.

use crate::state::live::*;

use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::text::both;

/// A page that takes files wherever they fall.
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
        if document().query_selector(TAKES).ok().flatten().is_none() {
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
