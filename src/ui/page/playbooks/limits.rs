//! How much is asked, edited in the draft: contacts with one customer in a month, contacts of one person in a day.

use crate::state::live::*;

use super::desk::{CareDesk, use_care};
use crate::domain::care::{Limits, MOST_CONTACTS as MOST, limits, set_limits};
use crate::domain::metric::Unit;
use crate::ui::text::{T, both};
use crate::ui::widget::{NumberField, Panel};

/// The panel.
#[component]
pub fn LimitsPanel() -> impl IntoView {
    let desk = use_care();
    let now = Memo::new(move |_| limits(&desk.shop.rules()).0);
    let set = move |key: &str, change: fn(&mut Limits, Option<usize>), n: Option<usize>| {
        let label = both(|t| t.did_care_limits().to_owned());
        desk.shop.edit(label, Some(format!("care/{key}")), |rules| {
            let mut said = limits(rules).0;
            change(&mut said, n.filter(|n| *n > 0));
            set_limits(rules, said);
        });
    };
    let month = move |n| set("month", |limits, n| limits.month = n, n);
    let day = move |n| set("day", |limits, n| limits.day = n, n);
    view! {
        <Panel id="care-limits" title=move || desk.t().care_limits()>
            <div class="panel__body stack" data-testid="care-limits">
                {one(desk, T::care_limit_month, Signal::derive(move || now.get().month), Callback::new(month))}
                {one(desk, T::care_limit_day, Signal::derive(move || now.get().day), Callback::new(day))}
                <p class="muted small">{move || desk.t().care_limits_help()}</p>
            </div>
        </Panel>
    }
}

fn one(
    desk: CareDesk,
    label: fn(T) -> &'static str,
    value: Signal<Option<usize>>,
    heard: Callback<Option<usize>>,
) -> impl IntoView {
    view! {
        <label class="stack">
            <span class="muted">{move || label(desk.t())}</span>
            <NumberField
                label=move || label(desk.t())
                unit=Unit::Count
                unit_word=""
                whole=true
                most=MOST as f64
                value=Signal::derive(move || value.get().map(|n| n as f64))
                on_number=Callback::new(move |n: f64| heard.run(Some(n.max(0.0) as usize)))
                on_empty=Callback::new(move |()| heard.run(None))
                on_leave=desk.left
            />
        </label>
    }
}
