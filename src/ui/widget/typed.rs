//! Texts that their owner takes as they are typed: the field follows the owner, but never what is being typed into it.

use std::sync::{Arc, Mutex};

use leptos::html;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use crate::state::live::*;

use crate::domain::text::check;
use crate::state::notice::Notices;
use crate::state::{clipboard, use_app};
use crate::ui::keys::is_unfinished;
use crate::ui::text::{both, use_text};

/// So many characters the owner takes, unless it says otherwise.
const MOST: usize = 60;
/// So many characters of a text that is left behind are named.
const BEGIN: usize = 12;

/// The field, in one line. An empty text is not taken; the owner's comes back when the field is left. Neither is one that is too long, which
/// stays there to be made shorter.
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
    /// The most characters that it takes.
    #[prop(default = MOST)]
    most: usize,
    /// By how many characters the text is too long, for the [`OverNote`] that tells it at the field.
    over: RwSignal<Option<usize>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let unkept = Unkept::watch(label.clone());
    // What is too long stays while something else of the owner changes.
    let value = Memo::new(move |_| value.get());
    Effect::new(move |_| {
        let now = value.get();
        if let Some(input) = input.get()
            && input.value().trim() != now
        {
            input.set_value(&now);
            over.set(None);
            unkept.is(None);
        }
    });
    let take = move |text: String| {
        let text = text.trim();
        let now = over_by(text, most);
        over.set(now);
        unkept.is(now.map(|_| text));
        if now.is_none() && !text.is_empty() {
            on_text.run(text.to_owned());
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
        let fits = over.try_with_untracked(Option::is_none) == Some(true);
        if let (true, Some(Some(input)), Some(now)) = (fits, input.try_get_untracked(), value.try_get_untracked()) {
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
            aria-invalid=move || over.with(Option::is_some).then_some("true")
            on:input=typed
            on:compositionend=move |ev| take(event_target_value(&ev))
            on:blur=leave
        />
    }
}

/// Copies what was typed, and says so.
pub fn copy_typed(notices: Notices, text: String) {
    spawn_local(async move {
        match clipboard::copy(&text).await {
            true => {
                notices.succeeded(clipboard::COPY);
                notices.good(both(|t| t.typed_copied().to_owned()), None);
            }
            false => notices.refused(clipboard::COPY, both(|t| t.not_copied().to_owned())),
        }
    });
}

/// A text that was too long to be taken: whoever leaves it behind is told, and may have it.
#[derive(Clone, Copy)]
struct Unkept(StoredValue<Arc<Mutex<Option<String>>>>);

impl Unkept {
    fn watch(label: TextProp) -> Self {
        let (left, notices) = (Arc::<Mutex<Option<String>>>::default(), use_app().notices);
        let unkept = Self(StoredValue::new(left.clone()));
        on_cleanup(move || {
            let Some(text) = left.lock().ok().and_then(|mut text| text.take()) else {
                return;
            };
            let (name, begin) = (label.get().to_string(), text.chars().take(BEGIN).collect::<String>());
            let copied = notices.action(both(|t| t.copy_typed().to_owned()), move || {
                copy_typed(notices, text.clone())
            });
            notices.info(both(|t| t.text_lost(&name, &begin)), Some(copied));
        });
        unkept
    }

    fn is(self, text: Option<&str>) {
        let _ = self.0.try_with_value(|known| {
            if let Ok(mut known) = known.lock() {
                *known = text.map(str::to_owned);
            }
        });
    }
}

/// By how many characters a text is too long; nothing where it fits.
fn over_by(text: &str, most: usize) -> Option<usize> {
    text.chars().count().checked_sub(most).filter(|over| *over > 0)
}

/// By how many characters a text is too long, below its field.
#[component]
pub fn OverNote(
    /// By how many; nothing where it fits.
    over: RwSignal<Option<usize>>,
    /// The most characters that the field takes.
    #[prop(default = MOST)]
    most: usize,
) -> impl IntoView {
    let t = use_text();
    move || {
        let said = over.get().map(|over| t().label(&check::text_over(over, most)));
        said.map(|said| view! { <span class="field__error" role="alert" data-testid="text-over">{said}</span> })
    }
}

/// A text of several lines; it may be empty. One that is too long is not taken, and stays there to be made shorter.
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
    /// The most characters that it takes.
    #[prop(default = usize::MAX)]
    most: usize,
    /// By how many characters the text is too long, for who tells it beside the field ([`OverNote`]).
    #[prop(default = RwSignal::new(None))]
    over: RwSignal<Option<usize>>,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let unkept = Unkept::watch(label.clone());
    let value = Memo::new(move |_| value.get());
    Effect::new(move |_| {
        let now = value.get();
        if let Some(area) = area.get()
            && area.value().trim() != now.trim()
        {
            area.set_value(&now);
            over.set(None);
            unkept.is(None);
        }
    });
    let take = move |text: String| {
        let now = over_by(text.trim(), most);
        over.set(now);
        unkept.is(now.map(|_| &*text));
        if now.is_none() {
            on_text.run(text);
        }
    };
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            take(event_target_value(&ev));
        }
    };
    view! {
        <textarea
            rows="2"
            node_ref=area
            aria-label=move || label.get()
            aria-invalid=move || over.with(Option::is_some).then_some("true")
            on:input=typed
            on:compositionend=move |ev| take(event_target_value(&ev))
            on:blur=move |_| on_leave.run(())
        ></textarea>
    }
}
