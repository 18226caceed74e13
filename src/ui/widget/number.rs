//! A number edited as it is typed. What cannot be read is told at the field, and its owner keeps the last good one.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use crate::domain::authoring::edit::{NumberProblem, read_number, written};
use crate::domain::metric::Unit;
use crate::ui::keys::is_unfinished;
use crate::ui::text::{T, use_text};

/// Ids of what stands below a field.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The field.
#[component]
pub fn NumberField(
    /// Its name for readers of the screen.
    #[prop(into)]
    label: TextProp,
    /// What it counts; a share is typed in per cent.
    unit: Unit,
    /// The word behind the number.
    #[prop(into)]
    unit_word: TextProp,
    /// Whole numbers only.
    #[prop(optional)]
    whole: bool,
    /// The number; nothing where there is none.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// Hears each number that can be read.
    on_number: Callback<f64>,
    /// Hears that the field was emptied, where it may be.
    #[prop(optional, into)]
    on_empty: Option<Callback<()>>,
    /// Hears that the field was left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let t = use_text();
    let input = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(None::<NumberProblem>);
    let note = format!("number-{}-note", NEXT.fetch_add(1, Ordering::Relaxed));
    let read = move |text: &str| {
        read_number(text, unit).and_then(|n| {
            if whole && n.fract() != 0.0 {
                Err(NumberProblem::NotWhole)
            } else {
                Ok(n)
            }
        })
    };
    let shown = move |value: Option<f64>| value.map_or_else(String::new, |v| written(v, unit));
    // The field follows its owner, but never what is being typed into it.
    Effect::new(move |_| {
        let now = value.get();
        let Some(input) = input.get() else { return };
        if read(&input.value()).ok() != now || (now.is_none() && wrong.get_untracked().is_some()) {
            input.set_value(&shown(now));
            wrong.set(None);
        }
    });
    let take = move |text: String| match (read(&text), on_empty) {
        (Ok(number), _) => {
            wrong.set(None);
            on_number.run(number);
        }
        (Err(NumberProblem::Empty), Some(empty)) => {
            wrong.set(None);
            empty.run(());
        }
        (Err(error), _) => wrong.set(Some(error)),
    };
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            take(event_target_value(&ev));
        }
    };
    let leave = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
        // A field that has the focus when its row goes is left as well; then nothing of it is there any more.
        let state = (input.try_get_untracked().flatten(), wrong.try_get_untracked().flatten());
        if let ((Some(input), None), Some(now)) = (state, value.try_get_untracked()) {
            input.set_value(&shown(now));
        }
    };
    let note_id = note.clone();
    let below = move || {
        wrong.get().map(|wrong| {
            let kept = value.get().map(|v| written(v, unit));
            view! {
                <span class="field__error numfield__error" id=note.clone() role="alert">
                    {told(t(), wrong, kept)}
                </span>
            }
        })
    };
    let described = move || wrong.with(Option::is_some).then(|| note_id.clone());
    view! {
        <span class="numfield">
            <span class="field__box numfield__box">
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=input
                    data-testid="rule-number"
                    aria-label=move || label.get()
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    aria-describedby=described
                    on:input=typed
                    on:compositionend=move |ev| take(event_target_value(&ev))
                    on:blur=leave
                />
                <span class="field__unit">{move || unit_word.get()}</span>
            </span>
            {below}
        </span>
    }
}

/// What is wrong, and what the draft has instead.
fn told(t: T, wrong: NumberProblem, kept: Option<String>) -> String {
    let words = match wrong {
        NumberProblem::Empty => t.number_empty().to_owned(),
        NumberProblem::NotANumber => t.number_not_one().to_owned(),
        NumberProblem::Negative => t.number_negative().to_owned(),
        NumberProblem::NotWhole => t.number_not_whole().to_owned(),
        NumberProblem::TooLarge(most) => t.number_too_large(written(most, Unit::Yuan)),
    };
    match kept {
        Some(kept) => t.number_kept(words, kept),
        None => words,
    }
}
