//! Counting working days from a day.

use crate::state::live::*;

use super::CalendarDesk;
use crate::domain::day::Day;
use crate::ui::counted;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Field, Panel};

/// The most working days that are counted.
const MOST: u32 = 999;

/// The panel.
#[component]
pub fn Count(desk: CalendarDesk) -> impl IntoView {
    let t = use_text();
    let from = RwSignal::new(desk.app.today.get_untracked().to_string());
    let many = RwSignal::new("3".to_owned());
    let count = move || {
        let n = many.with(|many| many.trim().parse::<u32>().ok());
        n.filter(|n| (1..=MOST).contains(n))
    };
    let wrong = Signal::derive(move || {
        let is_wrong = count().is_none() && many.with(|many| !many.trim().is_empty());
        is_wrong.then(|| t().workdays_count_wrong(format::count(MOST as usize)))
    });
    let sums = move || {
        let day = from.with(|from| Day::parse(from));
        let n = count();
        let lang = t().0;
        let sum = day
            .zip(n)
            .and_then(|(day, n)| desk.calendar.with(|calendar| Some(calendar.working_day_after(day, n))));
        let Some(sum) = sum else {
            return view! { <p class="muted">{t().workdays_count_ask()}</p> }.into_any();
        };
        let unknown = counted::unknown(&sum, lang)
            .map(|line| view! { <p class="muted">{line}</p> })
            .collect_view();
        view! { <p>{counted::sum(&sum, lang)}</p> {unknown} }.into_any()
    };
    view! {
        <Panel id="workdays-count" title=move || t().workdays_count()>
            <div class="panel__body stack">
                <div class="workdays__ask">
                    <Field id="count-from" label=move || t().workdays_count_from() help=move || t().workdays_count_help()>
                        <input
                            id="count-from"
                            type="date"
                            aria-describedby="count-from-note"
                            prop:value=move || from.get()
                            on:input=move |ev| from.set(event_target_value(&ev))
                        />
                    </Field>
                    <Field id="count-n" label=move || t().workdays_count_n() error=wrong>
                        <input
                            id="count-n"
                            type="text"
                            inputmode="numeric"
                            aria-describedby="count-n-note"
                            aria-invalid=move || wrong.get().is_some().then_some("true")
                            autocomplete="off"
                            prop:value=move || many.get()
                            on:input=move |ev| many.set(event_target_value(&ev))
                        />
                    </Field>
                </div>
                <div role="status" data-testid="workdays-sum">{sums}</div>
            </div>
        </Panel>
    }
}
