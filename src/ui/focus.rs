//! Where the keyboard goes on: onto what opens, and back to where it was.

use std::cell::RefCell;

use crate::state::live::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// Where the keyboard goes on when the control that had it is gone: a slip beside the page, the page's list, the page.
const HARBOURS: [&str; 3] = ["#slip", ".grid__body", "#main"];

/// The id of the search box of the bar.
pub const SEARCH_ID: &str = "search-box";

/// What the keyboard can work and goes on at: a search is asked for, and takes the keys of the page.
const CONTROLS: &str = "a[href], button:not(:disabled), input:not(:disabled):not([type=\"search\"]), select:not(:disabled), [tabindex=\"0\"]";

/// Puts the focus on the first element of a selector; one that cannot have it (a title) is given the means.
pub fn focus(selector: &str) {
    onto(document().query_selector(selector).ok().flatten());
}

/// The same once the view has followed an edit.
pub fn focus_soon(selector: impl Into<String>) {
    let selector = selector.into();
    next_frame(move || next_frame(move || focus(&selector)));
}

/// The same inside of an element: the first control of a window that has just opened.
pub fn focus_in(frame: &web_sys::Element, selector: &str) {
    onto(frame.query_selector(selector).ok().flatten());
}

/// The same for an element by its id.
pub fn focus_id(id: &str) {
    onto(document().get_element_by_id(id));
}

/// The same for the title of the page.
pub fn focus_title() {
    focus("h1.page__title");
}

/// Puts the focus on the first field of the page that is not right. Tells whether there is one.
pub fn amiss() -> bool {
    let found = document()
        .query_selector("#main [aria-invalid=\"true\"]")
        .ok()
        .flatten();
    let is_there = found.is_some();
    onto(found);
    is_there
}

/// The control that had the focus may be gone after a change: the keyboard then goes on beside where it was, else at the slip, the
/// list, or the page.
pub fn rescue() {
    next_frame(|| {
        if is_lost() {
            onto(beside_last().or_else(harbour));
        }
    });
}

thread_local! {
    /// What had the focus last, and what it stands in, the innermost first.
    static LAST: RefCell<Vec<web_sys::Element>> = const { RefCell::new(Vec::new()) };
}

/// Follows the focus: what goes with a click or a key that was its own (the cross of a condition, a bar that closes) leaves the keyboard
/// beside where it stood.
pub fn follow() {
    on_window(leptos::ev::focusin, |ev| {
        let target = ev
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // The search is passed through: it gives the keyboard back.
        if target.as_ref().is_some_and(|at| at.id() == SEARCH_ID) {
            return;
        }
        let path = std::iter::successors(target, |at| at.parent_element());
        LAST.with(|last| last.replace(path.collect()));
    });
    let soon = || {
        next_frame(|| {
            next_frame(|| {
                if is_lost() {
                    onto(beside_last());
                }
            });
        });
    };
    on_window(leptos::ev::keydown, move |_| soon());
    on_window(leptos::ev::click, move |_| soon());
}

/// Puts the focus back on what had it before the search.
pub fn back() {
    LAST.with(|last| onto(last.borrow().first().filter(|at| at.is_connected()).cloned()));
}

/// The first control in the innermost part that still stands around what had the focus and is gone.
fn beside_last() -> Option<web_sys::Element> {
    LAST.with(|last| {
        let last = last.borrow();
        let (gone, around) = last.split_first()?;
        // A list knows itself which row comes next.
        if gone.is_connected() || around.iter().any(|at| at.class_list().contains("grid__body")) {
            return None;
        }
        let parts = around
            .iter()
            .take_while(|at| at.id() != "main" && at.tag_name() != "BODY" && !at.class_list().contains("app"));
        let beside = parts
            .filter(|at| at.is_connected())
            .find_map(|at| at.query_selector(CONTROLS).ok().flatten());
        // A notice that is closed stood beside no work: the keyboard goes on at that.
        let was_told = around.iter().any(|at| at.class_list().contains("toasts"));
        beside.or_else(|| was_told.then(harbour).flatten())
    })
}

fn harbour() -> Option<web_sys::Element> {
    HARBOURS
        .into_iter()
        .find_map(|at| document().query_selector(at).ok().flatten())
}

/// Whether nothing has the focus.
pub fn is_lost() -> bool {
    document().active_element().is_none_or(|at| at.tag_name() == "BODY")
}

fn onto(found: Option<web_sys::Element>) {
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        if element.tab_index() < 0 {
            let _ = element.set_attribute("tabindex", "-1");
        }
        on(&element);
    }
}

/// Puts the focus on an element as soon as the handler that asks for it is done: the browser tells the field that is left of it at once
/// (change, blur), and a handler that is at work cannot be called again.
#[expect(clippy::disallowed_methods, reason = "the one place that moves the focus")]
pub fn on(element: &web_sys::HtmlElement) {
    let element = element.clone();
    spawn_local(async move { drop(element.focus()) });
}
