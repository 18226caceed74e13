//! What the frame keeps in step outside of its own markup: title, language and theme of the document, focus after a change of page.

use crate::state::live::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;

use crate::domain::label::Lang;
use crate::state::route::{PageId, PageKey};
use crate::state::use_app;
use crate::ui::focus;
use crate::ui::route::page_of;
use crate::ui::text::use_text;

/// The name of the page on screen: what the page says itself, or its row in the registry.
pub(super) fn page_name() -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let t = use_text();
    let app = use_app();
    move || {
        app.title
            .get()
            .unwrap_or_else(|| t().label(&page_of(&app.page.get()).label))
    }
}

/// Gives the page a title of its own (a customer's name) while it stands.
pub fn use_title(title: impl Into<TextProp>) {
    let app = use_app();
    let title: TextProp = title.into();
    Effect::new(move |_| app.title.set(Some(title.get().to_string())));
    on_cleanup(move || {
        app.title.try_set(None);
    });
}

/// Keeps title, language and theme in step, and moves the focus to the title of a new page.
pub fn follow_document() {
    let t = use_text();
    let app = use_app();
    let name = page_name();
    Effect::new(move |_| {
        let is_start = app.page.with(|page| page.is(&PageId::HOME)) && app.title.with(Option::is_none);
        let title = if is_start {
            t().brand().to_owned()
        } else {
            t().page_title(name())
        };
        document().set_title(&title);
    });
    Effect::new(move |_| {
        let lang = match app.lang.get() {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        set_root("lang", lang);
    });
    Effect::new(move |_| set_root("data-theme", app.theme.get().key()));
    Effect::new(move |before: Option<PageKey>| {
        let page = app.page.get();
        if before.is_some_and(|b| b != page) {
            focus_title_next();
        }
        page
    });
}

fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Only an impossible attribute name could fail.
        let _ = root.set_attribute(name, value);
    }
}

/// So that the keyboard goes on from the new page, and a screen reader says its name.
fn focus_title() {
    let Some(main) = document().get_element_by_id("main") else {
        return;
    };
    main.set_scroll_top(0);
    let title = main.query_selector("h1[tabindex]").ok().flatten().unwrap_or(main);
    if let Ok(title) = title.dyn_into::<web_sys::HtmlElement>() {
        focus::on(&title);
    }
}

/// The same when the next frame is drawn, unless the keyboard has gone on by then: somebody already types elsewhere.
fn focus_title_next() {
    let from = document().active_element();
    next_frame(move || focus_title_from(from.as_ref()));
}

/// The same, if the keyboard still is where it was, at the head of a page, or nowhere; and if nothing is being typed there, as in the search
/// that somebody came from and has gone back to.
pub fn focus_title_from(from: Option<&web_sys::Element>) {
    let now = document().active_element();
    let input = now.as_ref().and_then(|at| at.dyn_ref::<web_sys::HtmlInputElement>());
    if input.is_some_and(|input| !input.value().is_empty()) {
        return;
    }
    let stayed = |at: &web_sys::Element| Some(at) == from || matches!(at.tag_name().as_str(), "BODY" | "H1" | "MAIN");
    if now.as_ref().is_none_or(stayed) {
        focus_title();
    }
}

/// Tells the start script that a page is on screen: what follows has time.
pub fn tell_shown() {
    next_frame(|| {
        if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("guanxi-shown")) {
            let _ = window.dispatch_event(&event);
        }
    });
}
