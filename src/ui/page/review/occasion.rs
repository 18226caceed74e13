//! What is compared: a period by preset or dates, or an adopted version of the rules.

use crate::state::live::*;

use super::desk::use_desk;
use crate::domain::day::Day;
use crate::domain::report::occasion::{Occasion, adoptions};
use crate::domain::world::RulesOf;
use crate::state::review::occasion::{FROM, LAST, RULES, THEN, TO, VERSION, WHEN, YEAR, with};
use crate::state::use_app;
use crate::ui::day::DayField;
use crate::ui::text::use_text;
use crate::ui::widget::{Segmented, Select};

/// The values of the choice that are no preset of the address.
const QUARTER: &str = "quarter";
const OWN: &str = "own";

/// The occasion's controls.
#[component]
pub fn Choice() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    let versions = Memo::new(move |_: Option<&Vec<(String, u32, Option<String>)>>| {
        let all = app.session.read(|world| {
            let all = adoptions(&world.book);
            all.iter()
                .map(|v| (v.id.to_string(), v.number, v.name.as_deref().map(str::to_owned)))
                .collect()
        });
        all.unwrap_or_default()
    });
    let options = move || {
        let preset = |key: &str, words: &str| (key.to_owned(), words.to_owned());
        let mut all = vec![
            preset(QUARTER, t().review_this_quarter()),
            preset(LAST, t().review_last_quarter()),
            preset(YEAR, t().review_year()),
            preset(OWN, t().review_own_days()),
        ];
        let version = |(id, number, name): (String, u32, Option<String>)| {
            let words = match name {
                Some(name) => t().review_version_named(number, name),
                None => t().review_version(number),
            };
            (id, words)
        };
        all.extend(versions.get().into_iter().map(version));
        all
    };
    let chosen = move || {
        app.with_route(|route| {
            let get = |key| route.param(key).map(str::to_owned);
            match (get(VERSION), get(FROM).or(get(TO)), get(WHEN)) {
                (Some(id), ..) => id,
                (_, Some(_), _) => OWN.to_owned(),
                (_, _, Some(preset)) if preset == LAST || preset == YEAR => preset,
                _ => QUARTER.to_owned(),
            }
        })
    };
    let days = move || match desk.occasion.try_get()? {
        Occasion::Period { from, to, .. } => Some((from, to)),
        Occasion::Adoption(_) => None,
    };
    let go = move |pairs: &[(&str, Option<&str>)]| {
        let route = app.with_route(|route| with(route, pairs));
        app.replace(route);
    };
    let own = move |from: Day, to: Day| go(&[(FROM, Some(&from.to_string())), (TO, Some(&to.to_string()))]);
    let choose = move |key: String| match key.as_str() {
        QUARTER => go(&[]),
        LAST | YEAR => go(&[(WHEN, Some(&key))]),
        OWN => {
            if let Some((from, to)) = untrack(days) {
                own(from, to);
            }
        }
        _ => go(&[(VERSION, Some(&key))]),
    };
    let is_period = Memo::new(move |_| days().is_some());
    view! {
        <div class="toolbar occasion" role="group" aria-label=move || t().review_occasion()>
            <Select
                id="review-occasion"
                label=move || t().review_occasion()
                options=Signal::derive(options)
                value=Signal::derive(chosen)
                on_change=Callback::new(choose)
            />
            <Show when=move || is_period.get()>
                <Dates days=Signal::derive(move || days().unwrap_or_default()) own=Callback::new(move |(from, to)| own(from, to)) />
                <Show when=move || versions.with(|v| !v.is_empty())>
                    <Rules />
                </Show>
            </Show>
        </div>
    }
}

/// The two days.
#[component]
fn Dates(days: Signal<(Day, Day)>, own: Callback<(Day, Day)>) -> impl IntoView {
    let t = use_text();
    let from = Callback::new(move |day| own.run((day, days.get_untracked().1)));
    let to = Callback::new(move |day| own.run((days.get_untracked().0, day)));
    view! {
        <DayField label=move || t().review_from() value=Signal::derive(move || days.get().0) mark="review-from" on_day=from />
        <DayField label=move || t().review_to() value=Signal::derive(move || days.get().1) mark="review-to" on_day=to />
    }
}

/// Under which rules the days are looked at.
#[component]
fn Rules() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = use_desk();
    let then = move || {
        matches!(
            desk.occasion.try_get(),
            Some(Occasion::Period {
                rules: RulesOf::ThatDay,
                ..
            })
        )
    };
    view! {
        <Segmented
            label=move || t().review_rules()
            name="review-rules"
            options=vec![
                ("today", (move || t().review_rules_today()).into()),
                (THEN, (move || t().review_rules_then()).into()),
            ]
            value=Signal::derive(move || if then() { THEN } else { "today" }.to_owned())
            on_change=Callback::new(move |to: String| app.set_param(RULES, Some(THEN).filter(|then| *then == to)))
        />
    }
}
