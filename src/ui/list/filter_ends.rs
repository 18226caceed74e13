//! The part of the conditions' window that asks for a number or a day, from one to another.

use crate::state::live::*;

use super::filter::{range_ends, range_value};
use super::filter_editor::Draft;
use crate::domain::day::Day;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::state::list::{days, days_value};
use crate::ui::text::sentence::unit_word;
use crate::ui::text::use_text;
use crate::ui::widget::{Check, NumberField};

/// From a number to another, and whether who has none counts too; where only whole ones are there, the last one is in it.
#[component]
pub(super) fn Figures(draft: Draft, unit: Unit, whole: bool) -> impl IntoView {
    let t = use_text();
    let filter = draft.filter;
    let is_range = |value: &&Text| !value.is_empty();
    let ends = Memo::new(move |_| {
        let value = filter.with(|f| f.any_of.iter().find(is_range).cloned());
        value.map_or((None, None), |value| range_ends(whole, &value))
    });
    let missing = Signal::derive(move || filter.with(|f| f.any_of.iter().any(|value| value.is_empty())));
    let set = move |ends: (Option<f64>, Option<f64>), missing: bool| {
        let values = range_value(whole, ends).into_iter().chain(missing.then(Text::default));
        filter.update(|f| f.any_of = values.collect());
    };
    let from = move |from| set((from, ends.get_untracked().1), missing.get_untracked());
    let to = move |to| set((ends.get_untracked().0, to), missing.get_untracked());
    view! {
        <div class="cond__ends">
            <NumberField
                label=move || t().filter_from()
                unit=unit
                unit_word=move || filter.with(|f| unit_word(t().0, &f.key, unit))
                whole=whole
                value=Signal::derive(move || ends.get().0)
                on_number=Callback::new(move |n| from(Some(n)))
                on_empty=Callback::new(move |()| from(None))
            />
            <span>{move || t().filter_to()}</span>
            <NumberField
                label=move || t().filter_to()
                unit=unit
                unit_word=move || filter.with(|f| unit_word(t().0, &f.key, unit))
                whole=whole
                value=Signal::derive(move || ends.get().1)
                on_number=Callback::new(move |n| to(Some(n)))
                on_empty=Callback::new(move |()| to(None))
            />
        </div>
        <Check
            text=move || if filter.with(|f| f.not) { t().filter_missing_out() } else { t().filter_missing() }
            on=missing
            on_change=Callback::new(move |on| set(ends.get_untracked(), on))
            block=true
        />
    }
}

/// From a day to another.
#[component]
pub(super) fn Days(draft: Draft) -> impl IntoView {
    let t = use_text();
    let filter = draft.filter;
    let ends = Memo::new(move |_| filter.with(|f| f.any_of.first().and_then(|value| days(value)).unwrap_or_default()));
    let set = move |from: Option<Day>, to: Option<Day>| {
        filter.update(|f| f.any_of = days_value(from, to).into_iter().collect());
    };
    let shown = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let read = |ev: &web_sys::Event| Day::parse(&event_target_value(ev));
    view! {
        <div class="cond__ends">
            <input
                type="date"
                aria-label=move || t().filter_from()
                prop:value=move || shown(ends.get().0)
                on:change=move |ev| set(read(&ev), ends.get_untracked().1)
            />
            <span>{move || t().filter_to()}</span>
            <input
                type="date"
                aria-label=move || t().filter_to()
                prop:value=move || shown(ends.get().1)
                on:change=move |ev| set(ends.get_untracked().0, read(&ev))
            />
        </div>
    }
}
