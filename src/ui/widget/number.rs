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
    /// The largest that its owner takes, where that is less than any.
    #[prop(optional)]
    most: Option<f64>,
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
    let note = format!("number-{}-note", NEXT.fetch_add(1, Ordering::Relaxed));
    let entry = NumberEntry {
        input: NodeRef::new(),
        wrong: RwSignal::new(None),
        unit,
        whole,
        most,
        value,
    };
    let (input, wrong) = (entry.input, entry.wrong);
    entry.follow();
    let take = move |text: String| entry.take(&text, on_number, on_empty);
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            take(event_target_value(&ev));
        }
    };
    let leave = move |_| {
        on_leave.into_iter().for_each(|heard| heard.run(()));
        entry.leave();
    };
    let note_id = note.clone();
    let below = move || {
        let words = entry.told(t());
        words.map(
            |words| view! { <span class="field__error numfield__error" id=note.clone() role="alert">{words}</span> },
        )
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

/// What is typed into a field. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct NumberEntry {
    input: NodeRef<html::Input>,
    wrong: RwSignal<Option<NumberProblem>>,
    unit: Unit,
    whole: bool,
    most: Option<f64>,
    value: Signal<Option<f64>>,
}

impl NumberEntry {
    fn read(self, text: &str) -> Result<f64, NumberProblem> {
        match read_number(text, self.unit)? {
            number if self.whole && number.fract() != 0.0 => Err(NumberProblem::NotWhole),
            number if self.most.is_some_and(|most| number > most) => {
                Err(NumberProblem::TooLarge(self.most.unwrap_or(number)))
            }
            number => Ok(number),
        }
    }

    fn take(self, text: &str, on_number: Callback<f64>, on_empty: Option<Callback<()>>) {
        match (self.read(text), on_empty) {
            (Ok(number), _) => {
                self.wrong.set(None);
                on_number.run(number);
            }
            (Err(NumberProblem::Empty), Some(empty)) => {
                self.wrong.set(None);
                empty.run(());
            }
            (Err(error), _) => self.wrong.set(Some(error)),
        }
    }

    fn show(self, input: &web_sys::HtmlInputElement, value: Option<f64>) {
        input.set_value(&value.map_or_else(String::new, |value| written(value, self.unit)));
    }

    /// The field follows its owner, but never what is being typed into it.
    fn follow(self) {
        Effect::new(move |_| {
            let now = self.value.get();
            let Some(input) = self.input.get() else { return };
            let is_wrong = self.wrong.with_untracked(Option::is_some);
            if self.read(&input.value()).ok() != now || (now.is_none() && is_wrong) {
                self.show(&input, now);
                self.wrong.set(None);
            }
        });
    }

    /// What is wrong in words; tracked.
    fn told(self, t: T) -> Option<String> {
        let kept = || self.value.get().map(|value| written(value, self.unit));
        self.wrong.get().map(|wrong| told(t, (wrong, self.whole), kept()))
    }

    /// A field that has the focus when its row goes is left as well; then nothing of it is there any more.
    fn leave(self) {
        let is_wrong = self.wrong.try_with_untracked(Option::is_some);
        let input = self.input.try_get_untracked().flatten();
        if let (Some(false), Some(input), Some(now)) = (is_wrong, input, self.value.try_get_untracked()) {
            self.show(&input, now);
        }
    }
}

/// What is wrong with a number, where it may be whole ones only.
pub fn number_problem(t: T, wrong: NumberProblem, whole: bool) -> String {
    match wrong {
        NumberProblem::Empty => t.number_empty().to_owned(),
        NumberProblem::NotANumber if whole => t.number_not_count().to_owned(),
        NumberProblem::NotANumber => t.number_not_one().to_owned(),
        NumberProblem::Negative => t.number_negative().to_owned(),
        NumberProblem::NotWhole => t.number_not_whole().to_owned(),
        NumberProblem::TooLarge(most) => t.number_too_large(written(most, Unit::Yuan)),
    }
}

/// What is wrong, and what the draft has instead.
fn told(t: T, (wrong, whole): (NumberProblem, bool), kept: Option<String>) -> String {
    let words = number_problem(t, wrong, whole);
    match kept {
        Some(kept) => t.number_kept(words, kept),
        None => words,
    }
}
