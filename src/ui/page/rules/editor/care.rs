//! What to do with the customers of a class, and the tone that it wears.

use crate::state::live::*;

use super::table::ClassEdit;
use crate::domain::record::Text;
use crate::domain::rule::Tone;
use crate::ui::text::{T, names};
use crate::ui::widget::{LongField, Pick, flat};

/// What to do with the customers of the class, and its tone; folded.
#[component]
pub fn Care(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let strategy = Signal::derive(move || {
        let own = row.read(|c| c.strategy.as_ref().map_or_else(String::new, ToString::to_string));
        names::strategy(desk.t().0, &own)
    });
    let write = move |text: String| {
        // A default strategy that is shown in the language of the page and was left alone stays as it is.
        if text == untrack(|| strategy.get()) {
            return;
        }
        let text = Some(Text::from(text.as_str())).filter(|text| !text.trim().is_empty());
        row.change(T::did_strategy, Some("strategy"), |c| c.strategy = text);
    };
    let head = move || {
        let now = strategy.get();
        if now.trim().is_empty() {
            desk.t().no_strategy().to_owned()
        } else {
            desk.t().strategy_is(now)
        }
    };
    view! {
        <details class="care">
            <summary>{head}</summary>
            <div class="care__body">
                <LongField label=move || desk.t().strategy() value=strategy on_text=Callback::new(write) on_leave=desk.left />
                <TonePick row=row />
            </div>
        </details>
    }
}

#[component]
fn TonePick(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let choices = Signal::derive(move || {
        let t = desk.t();
        let signal = row.it.palette();
        let tone = |tone: &Tone| (tone.word().to_owned(), tone_word(t, *tone, &signal).to_owned());
        let own = [(String::new(), t.tone_own().to_owned())];
        flat(own.into_iter().chain(Tone::ALL.iter().map(tone)).collect())
    });
    let value = Signal::derive(move || {
        row.read(|c| c.tone)
            .map_or_else(String::new, |tone| tone.word().to_owned())
    });
    let change = move |word: String| row.change(T::did_tone, None, |c| c.tone = Tone::from_word(&word));
    view! {
        <label class="care__tone">
            <span>{move || desk.t().tone_label()}</span>
            <Pick
                label=move || desk.t().tone_label()
                kind="tone"
                choices=choices
                value=value
                on_change=Callback::new(change)
            />
        </label>
    }
}

/// A tone in words; among the colours of signals each has its own.
fn tone_word(t: T, tone: Tone, palette: &str) -> &'static str {
    match (tone, palette) {
        (Tone::Strong, "health") | (Tone::Weak, "risk") => t.tone_good(),
        (Tone::Middle, "health" | "risk") => t.tone_warn(),
        (Tone::Weak, "health") | (Tone::Strong, "risk") => t.tone_bad(),
        (Tone::Strong, _) => t.tone_strong(),
        (Tone::Middle, _) => t.tone_middle(),
        (Tone::Weak, _) => t.tone_weak(),
        (Tone::Hatch, _) => t.tone_hatch(),
    }
}
