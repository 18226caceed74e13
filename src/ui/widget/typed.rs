//! Texts that their owner takes as they are typed: the field follows the owner, but never what is being typed into it.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use crate::ui::keys::is_unfinished;

/// The field, in one line. An empty text is not taken; the owner's comes back when the field is left.
#[component]
pub fn TypedField(
    /// Its name for readers of the screen.
    #[prop(into)]
    label: TextProp,
    /// The owner's text.
    #[prop(into)]
    value: Signal<String>,
    /// Hears each text, without the spaces around it.
    on_text: Callback<String>,
    /// Hears that the field was left.
    on_leave: Callback<()>,
) -> impl IntoView {
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
            on_text.run(text.trim().to_owned());
        }
    };
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            take(event_target_value(&ev));
        }
    };
    let leave = move |_| {
        on_leave.run(());
        // A field that has the focus when its row goes is left as well; then nothing of it is there any more.
        if let (Some(Some(input)), Some(now)) = (input.try_get_untracked(), value.try_get_untracked()) {
            input.set_value(&now);
        }
    };
    view! {
        <input
            type="text"
            node_ref=input
            autocomplete="off"
            spellcheck="false"
            aria-label=move || label.get()
            on:input=typed
            on:compositionend=move |ev| take(event_target_value(&ev))
            on:blur=leave
        />
    }
}

/// A text of several lines; it may be empty.
#[component]
pub fn LongField(
    /// Its name for readers of the screen.
    #[prop(into)]
    label: TextProp,
    /// The owner's text.
    #[prop(into)]
    value: Signal<String>,
    /// Hears each text.
    on_text: Callback<String>,
    /// Hears that the field was left.
    on_leave: Callback<()>,
) -> impl IntoView {
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
            on:blur=move |_| on_leave.run(())
        ></textarea>
    }
}
