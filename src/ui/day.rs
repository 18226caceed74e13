//! A day that is typed as any other date: `0516`, `昨天`, or whole.

use crate::state::live::*;
use leptos::html;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use crate::domain::day::Day;
use crate::domain::field::Tense;
use crate::domain::label::Label;
use crate::state::{day_typed, use_app};
use crate::ui::text::{both, use_text};

/// The field. What cannot be read stays, and why stands in its title.
#[component]
pub fn DayField(
    /// What the day is.
    #[prop(into)]
    label: TextProp,
    /// The day.
    #[prop(into)]
    value: Signal<Day>,
    /// Its name for other programs.
    mark: &'static str,
    /// Which day a short one means.
    #[prop(default = Tense::Past)]
    tense: Tense,
    /// Hears another day.
    on_day: Callback<Day>,
    /// Hears that the field was emptied, where a day of its own stands for that; else the day comes back.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
) -> impl IntoView {
    let (t, app) = (use_text(), use_app());
    let input = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None::<Label>);
    let restore = move || {
        refused.try_set(None);
        if let (Some(Some(input)), Some(day)) = (input.try_get_untracked(), value.try_get_untracked()) {
            // The first of all days stands for none.
            let text = if day == Day::MIN {
                String::new()
            } else {
                day.to_string()
            };
            input.set_value(&text);
        }
    };
    Effect::new(move |_| {
        value.track();
        input.track();
        restore();
    });
    let take = move |ev: web_sys::Event| {
        let text = event_target_value(&ev);
        if text.trim().is_empty() {
            if let Some(clear) = on_clear {
                clear.run(());
            }
            return restore();
        }
        spawn_local(async move {
            match day_typed()
                .await
                .map(|read| read(&text, app.today.get_untracked(), tense))
            {
                Ok(Ok(day)) => {
                    restore();
                    if value.try_get_untracked().is_some_and(|now| now != day) {
                        // Its hearer may read what it is not to follow, as one of an event may.
                        untrack(|| on_day.run(day));
                    }
                }
                Ok(Err(error)) => drop(refused.try_set(Some(error.message))),
                Err(_) => app.notices.error(both(|t| t.part_not_loaded().to_owned())),
            }
        });
    };
    view! {
        <label class="occasion__day">
            <span>{move || label.get()}</span>
            <input
                type="text"
                autocomplete="off"
                data-testid=mark
                node_ref=input
                title=move || refused.get().map_or_else(|| t().help_date().to_owned(), |why| t().label(&why))
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                on:change=take
            />
            {move || refused.get().map(|why| view! { <span class="field__error" role="alert">{t().label(&why)}</span> })}
        </label>
    }
}
