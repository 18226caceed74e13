//! Where the focus is in a list, and where it goes when its row does.

use crate::state::live::*;
use wasm_bindgen::JsCast;

use super::grid::View;
use crate::ui::focus::focus_in;

impl View {
    /// Scrolls to where the list was left, and puts the focus on the row that had it.
    pub(super) fn resume(self) {
        let left = self.place.get_value();
        let Some(body) = self.element() else { return };
        if left.scroll_px > 0 {
            body.set_scroll_top(left.scroll_px);
        }
        if let Some(i) = left.cursor {
            // The frame gives the focus to the title of a page that opens; this comes after it.
            next_frame(move || focus_row(&body, i));
        }
    }

    /// A row that goes takes its focus along: it is then given to the row in its place. Whoever presses or focuses something outside of
    /// the list, but for a dialog, which closes again, has left it.
    pub(super) fn keep_focus(self) {
        let heard = move |ev: &web_sys::Event| {
            let target = ev
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let Some((target, body)) = target.zip(self.element()) else {
                return;
            };
            let row = target
                .closest("[data-i]")
                .ok()
                .flatten()
                .filter(|row| body.contains(Some(row)));
            match row.and_then(|row| row.get_attribute("data-i")?.parse().ok()) {
                Some(i) => {
                    self.touched.set_value(Some(i));
                    self.leave(body.scroll_top());
                }
                None if body.is_same_node(Some(&target)) || target.closest("dialog").ok().flatten().is_some() => {}
                None => self.touched.set_value(None),
            }
        };
        on_window(leptos::ev::focusin, move |ev| heard(&ev));
        on_window(leptos::ev::pointerdown, move |ev| heard(&ev));
        Effect::new(move |before: Option<()>| {
            let all = self.rows.with(|rows| rows.len());
            if before.is_none() {
                return;
            }
            next_frame(move || {
                let touched = self.touched.try_get_value().flatten();
                let (Some(i), Some(body)) = (touched, self.element()) else {
                    return;
                };
                let at = document().active_element();
                if all > 0 && at.is_none_or(|at| at.tag_name() == "BODY" || body.is_same_node(Some(&at))) {
                    self.stay_at(i.min(all - 1));
                }
            });
        });
    }
}

/// Puts the focus on a row.
pub(super) fn focus_row(body: &web_sys::HtmlDivElement, i: usize) {
    focus_in(body, &format!("[data-i=\"{i}\"]"));
}

/// Whether a key is pressed in a dialog.
pub(super) fn in_dialog(ev: &web_sys::KeyboardEvent) -> bool {
    let element = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|e| {
        e.closest("[role=dialog], dialog, [contenteditable=true]")
            .ok()
            .flatten()
            .is_some()
    })
}

/// Whether a key is pressed on a control, which answers it itself.
pub(super) fn on_control(ev: &web_sys::KeyboardEvent) -> bool {
    let element = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|e| matches!(e.tag_name().as_str(), "A" | "BUTTON" | "INPUT" | "SELECT" | "TEXTAREA"))
}
