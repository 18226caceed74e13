//! Names and longer texts, edited as they are typed: the draft follows, the field is never rebuilt.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use crate::ui::keys::is_unfinished;
use crate::ui::page::rules::desk::use_desk;

/// A name in one line. An empty one is not taken; the old name comes back when the field is left.
#[component]
pub fn NameField(
    /// What is named, for readers of the screen.
    #[prop(into)]
    label: TextProp,
    /// The class of the field.
    class: &'static str,
    /// The name in the draft.
    #[prop(into)]
    value: Signal<String>,
    /// Hears each name.
    on_name: Callback<String>,
) -> impl IntoView {
    let desk = use_desk();
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let now = value.get();
        if let Some(input) = input.get()
            && input.value().trim() != now
        {
            input.set_value(&now);
        }
    });
    let take = move |text: String| {
        if !text.trim().is_empty() {
            on_name.run(text.trim().to_owned());
        }
    };
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            take(event_target_value(&ev));
        }
    };
    let leave = move |_| {
        desk.shop.close_step();
        // A field that has the focus when its row goes is left as well; then nothing of it is there any more.
        if let (Some(Some(input)), Some(now)) = (input.try_get_untracked(), value.try_get_untracked()) {
            input.set_value(&now);
        }
    };
    // Where the browser does not size fields by their content: full-width letters count twice.
    let size = move || {
        let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
        let width: usize = value.get().chars().map(wide).sum();
        width.clamp(4, 40).to_string()
    };
    view! {
        <input
            type="text"
            class=class
            node_ref=input
            size=size
            maxlength="60"
            autocomplete="off"
            spellcheck="false"
            aria-label=move || label.get()
            on:input=typed
            on:compositionend=move |ev| take(event_target_value(&ev))
            on:blur=leave
        />
    }
}

/// A text of several lines.
#[component]
pub fn LongField(
    /// What it is, for readers of the screen.
    #[prop(into)]
    label: TextProp,
    /// The text in the draft.
    #[prop(into)]
    value: Signal<String>,
    /// Hears each text.
    on_text: Callback<String>,
) -> impl IntoView {
    let desk = use_desk();
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        let now = value.get();
        if let Some(area) = area.get()
            && area.value().trim() != now.trim()
        {
            area.set_value(&now);
        }
    });
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            on_text.run(event_target_value(&ev));
        }
    };
    view! {
        <textarea
            rows="2"
            node_ref=area
            aria-label=move || label.get()
            on:input=typed
            on:compositionend=move |ev| on_text.run(event_target_value(&ev))
            on:blur=move |_| desk.shop.close_step()
        ></textarea>
    }
}
