//! Files that people choose or drop.

use crate::state::live::*;
use leptos::html;
use web_sys::{DragEvent, File};

/// The real file input, out of sight; a label after it is what people see.
#[component]
pub fn FileInput(
    /// The id that the label names.
    id: &'static str,
    /// Hears the file.
    take: Callback<File>,
    /// What the browser's dialog offers; empty for everything.
    #[prop(default = ".json,application/json")]
    accept: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let file = input.files().and_then(|list| list.get(0));
        // Emptied, so that choosing the same file again is a change too.
        input.set_value("");
        if let Some(file) = file {
            take.run(file);
        }
    };
    view! {
        <input
            type="file"
            class="visually-hidden file-input"
            id=id
            accept=accept
            node_ref=node
            on:change=chosen
        />
    }
}

/// Files can be dropped anywhere on the page while it is open: `take` hears the first, and how many there were. Says whether one
/// hovers.
pub fn drop_on_page(take: impl Fn(File, u32) + 'static) -> RwSignal<bool> {
    let over = RwSignal::new(false);
    let has_file = |ev: &DragEvent| {
        let types = ev.data_transfer().map(|data| data.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    on_window(leptos::ev::dragover, move |ev| {
        if has_file(&ev) {
            ev.prevent_default();
            over.set(true);
        }
    });
    on_window(leptos::ev::dragleave, move |ev| {
        if ev.related_target().is_none() {
            over.set(false);
        }
    });
    on_window(leptos::ev::drop, move |ev| {
        if !has_file(&ev) {
            return;
        }
        ev.prevent_default();
        over.set(false);
        let list = ev.data_transfer().and_then(|data| data.files());
        if let Some((file, many)) = list.and_then(|list| Some((list.get(0)?, list.length()))) {
            take(file, many);
        }
    });
    over
}
