//! The twelve months of a year.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::state::live::*;

use super::CalendarDesk;
use crate::domain::calendar::Calendar;
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::ui::days;
use crate::ui::focus;
use crate::ui::format;
use crate::ui::text::{T, use_text};

/// What a day of the year shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    day: Day,
    working: bool,
    /// Whether that is otherwise than the day of the week has it.
    is_special: bool,
    is_own: bool,
    name: Option<String>,
}

/// The id of a day's button.
fn id(day: Day) -> String {
    format!("workday-{day}")
}

/// The months.
#[component]
pub fn Months(desk: CalendarDesk) -> impl IntoView {
    let t = use_text();
    let on_key = move |ev: web_sys::KeyboardEvent| {
        let Some(to) = days::stepped(&ev, desk.at.get_untracked(), days::by_month) else {
            return;
        };
        desk.show(to.date().year());
        if to.date().year() == desk.year.get_untracked() {
            desk.at.set(to);
            next_frame(move || focus::focus_id(&id(to)));
        }
    };
    // The keyboard is at a day of the year that is shown.
    Effect::new(move |_| {
        let year = desk.year.get();
        desk.at.update(|at| {
            if at.date().year() != year {
                let today = desk.app.today.get_untracked();
                *at = Some(today)
                    .filter(|today| today.date().year() == year)
                    .or_else(|| Day::from_ymd(year, 1, 1))
                    .unwrap_or(*at);
            }
        });
    });
    view! {
        <div class="workdays" data-testid="workdays" on:keydown=on_key>
            {(1..=12).map(|month| view! { <Month desk=desk month=month /> }).collect_view()}
        </div>
        <p class="workdays__key small muted">
            <span><i class="workdays__mark workdays__mark--off">{move || t().workdays_off_mark()}</i>{move || t().workdays_is_off()}</span>
            <span><i class="workdays__mark workdays__mark--work">{move || t().workdays_work_mark()}</i>{move || t().workdays_is_worked()}</span>
            <span><i class="workdays__mark workdays__mark--own"></i>{move || t().workdays_by_hand()}</span>
            <span class="workdays__keys">{move || t().workdays_keys()}</span>
        </p>
    }
}

#[component]
fn Month(desk: CalendarDesk, month: u32) -> impl IntoView {
    let t = use_text();
    let first = move || Day::from_ymd(desk.year.get(), month, 1);
    let days = Memo::new(move |_| {
        let lang = desk.app.lang.get();
        let first = first()?;
        let within = first.0..first.plus_months(1).0;
        let own = desk.app.session.read(|world| {
            let own = world.book.head.settings.calendar.iter().map(|own| own.date);
            own.filter(|day| within.contains(&day.0)).collect::<BTreeSet<Day>>()
        });
        let own = own.unwrap_or_default();
        desk.calendar.with(|calendar| {
            let shown = |day: Day| shown(calendar, day, own.contains(&day), lang);
            Some(within.clone().map(|day| shown(Day(day))).collect::<Vec<_>>())
        })
    });
    let lead = move || first().map(|day| (day.date().weekday().num_days_from_monday() + 1).to_string());
    let head = |name: String| view! { <span>{name}</span> };
    let heads = move || days::heads(t().0).into_iter().map(head).collect_view();
    view! {
        <section class="workdays__month" aria-label=move || format::month_name(month, t().0)>
            <h2>{move || format::month_name(month, t().0)}</h2>
            <div class="workdays__week muted" aria-hidden="true">{heads}</div>
            <div class="workdays__days" style:--lead=lead>
                {move || days.get().unwrap_or_default().into_iter().map(|day| view! { <OneDay desk=desk of=day /> }).collect_view()}
            </div>
        </section>
    }
}

fn shown(calendar: &Calendar, day: Day, is_own: bool, lang: Lang) -> Shown {
    let said = calendar.day(day);
    let of_week = day.date().weekday().num_days_from_monday() < 5;
    Shown {
        day,
        working: said.working,
        is_special: said.working != of_week || (said.name.is_some() && !said.working),
        is_own,
        name: said.name.map(|name| T(lang).label(&name)),
    }
}

#[component]
fn OneDay(desk: CalendarDesk, of: Shown) -> impl IntoView {
    let t = use_text();
    let day = of.day;
    let mark = move || match (of.is_special, of.working) {
        (true, true) => t().workdays_work_mark(),
        (true, false) => t().workdays_off_mark(),
        _ => "",
    };
    let name = of.name.clone();
    let words = move || {
        let lang = t().0;
        let state = if of.working {
            t().workdays_is_worked()
        } else {
            t().workdays_is_off()
        };
        let mut parts = vec![
            format!("{} {}", format::day(day), format::weekday(day, lang)),
            state.to_owned(),
        ];
        parts.extend(of.name.clone());
        parts.extend(of.is_own.then(|| t().workdays_by_hand().to_owned()));
        format::clauses(parts, lang)
    };
    view! {
        <button
            type="button"
            id=id(day)
            class="workdays__day"
            data-working=of.working.to_string()
            data-special=of.is_special.then_some("yes")
            data-own=of.is_own.then_some("yes")
            aria-current=move || (desk.app.today.get() == day).then_some("date")
            title=name
            tabindex=move || if desk.at.get() == day { "0" } else { "-1" }
            on:click=move |_| {
                desk.at.set(day);
                desk.changing.set(Some(day));
            }
        >
            <span class="visually-hidden">{words}</span>
            <span class="num" aria-hidden="true">{day.date().day()}</span>
            <i aria-hidden="true">{mark}</i>
        </button>
    }
}
