//! The as-of date: typed as any other date, or picked with the native input that lies invisible over the calendar.

use crate::state::live::*;
use leptos::html;
use leptos::task::spawn_local;

use crate::domain::day::Day;
use crate::domain::field::{Tense, is_plausible};
use crate::domain::label::Label;
use crate::state::{App, day_typed, use_app};
use crate::ui::text::{both, use_text};
use crate::ui::widget::Icon;

/// What the native input offers: the days of [`is_plausible`].
const FIRST_DAY: &str = "1800-01-01";
const LAST_DAY: &str = "2100-12-31";

/// The two inputs. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct DayInputs {
    app: App,
    /// The day looked at, as it stands in them.
    shown: Memo<String>,
    typed: NodeRef<html::Input>,
    picked: NodeRef<html::Input>,
    /// Why what was typed is no day to look at.
    refused: RwSignal<Option<Label>>,
}

impl DayInputs {
    fn new(app: App) -> Self {
        let inputs = Self {
            app,
            shown: Memo::new(move |_| app.as_of.get().to_string()),
            typed: NodeRef::new(),
            picked: NodeRef::new(),
            refused: RwSignal::new(None),
        };
        Effect::new(move |before: Option<()>| {
            inputs.shown.track();
            if before.is_some() {
                inputs.restore();
            }
        });
        inputs
    }

    /// The day looked at stands there again.
    fn restore(self) {
        self.refused.set(None);
        self.reset(self.typed);
        self.reset(self.picked);
    }

    fn reset(self, input: NodeRef<html::Input>) {
        if let Some(input) = input.get_untracked() {
            input.set_value(&self.shown.get_untracked());
        }
    }

    fn take(self, text: String) {
        // A field that is left as it stood says nothing; what the other one refused stays told.
        if text == self.shown.get_untracked() {
            return;
        }
        let app = self.app;
        spawn_local(async move {
            match day_typed().await {
                _ if text.trim().is_empty() => app.look_at(None),
                Ok(read) => match read(&text, app.today.get_untracked(), Tense::Past) {
                    Ok(day) => app.look_at(Some(day)),
                    // What was typed stays, and why it is no day stands at it.
                    Err(error) => {
                        self.reset(self.picked);
                        return self.refused.set(Some(error.message));
                    }
                },
                Err(_) => app.notices.error(both(|t| t.part_not_loaded().to_owned())),
            }
            self.restore();
        });
    }
}

/// The day looked at, with both ways to choose it.
#[component]
pub fn AsOf() -> impl IntoView {
    let (t, app) = (use_text(), use_app());
    let inputs = DayInputs::new(app);
    let DayInputs { shown, refused, .. } = inputs;
    let is_past = move || app.other_day.get().is_some().then_some("true");
    let is_refused = move || refused.with(Option::is_some).then_some("true");
    let pick = move |ev| {
        // While a year is typed into it, the native input tells of the year 2.
        let day = Day::parse(&event_target_value(&ev)).filter(|day| is_plausible(*day));
        if day.is_some() {
            app.look_at(day);
        }
    };
    let escape = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" {
            inputs.restore();
        }
    };
    view! {
        <div class="asof" role="group" aria-label=move || t().as_of() data-past=is_past data-refused=is_refused>
            <span class="asof__pick" title=move || t().as_of_pick()>
                <Icon name="calendar" />
                <input
                    type="date"
                    data-testid="as-of"
                    node_ref=inputs.picked
                    aria-label=move || t().as_of_pick()
                    min=FIRST_DAY
                    max=LAST_DAY
                    prop:value=move || shown.get()
                    on:change=pick
                    on:blur=move |ev| inputs.take(event_target_value(&ev))
                />
            </span>
            <span class="asof__label">{move || t().as_of()}</span>
            <input
                type="text"
                class="asof__text"
                data-testid="as-of-typed"
                autocomplete="off"
                aria-label=move || t().as_of()
                title=move || t().as_of_help()
                node_ref=inputs.typed
                prop:value=move || shown.get()
                on:focus=move |_| inputs.typed.get_untracked().into_iter().for_each(|input| input.select())
                on:change=move |ev| inputs.take(event_target_value(&ev))
                // What is being mended is not refused yet.
                on:input=move |_| refused.set(None)
                on:keydown=escape
                aria-invalid=is_refused
                aria-describedby="as-of-refused"
            />
            <span class="asof__hint">{move || t().today()}</span>
            <span class="asof__refused" id="as-of-refused" role="alert">
                {move || refused.get().map(|label| t().label(&label))}
            </span>
        </div>
    }
}
