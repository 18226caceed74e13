//! The ways to settle what the briefing is about.

use crate::state::live::*;

use super::list::TodayList;
use super::settle::{self, Ending, next_working_day};
use super::write::Writing;
use crate::domain::day::Day;
use crate::domain::label::Label;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind, Menu, MenuItem, MoreMenu, labelled};

/// The ways to settle what has a key, as it stands when one is taken.
#[component]
pub(super) fn Ways(
    page: TodayList,
    key: String,
    is_desk: bool,
    is_elsewhere: bool,
    due: Day,
    written: Option<String>,
) -> impl IntoView {
    let t = use_text();
    let done = key.clone();
    let complete = move |_| {
        if let Some(deed) = untrack(|| page.find(&done)) {
            page.complete_one(&deed);
        }
    };
    view! {
        <footer class="brief__foot">
            <Button
                text=move || match (is_elsewhere, is_desk) {
                    (true, _) => t().today_go_there(),
                    (_, true) => t().today_complete_desk(),
                    _ => t().today_complete(),
                }
                kind=Kind::Primary
                icon=if is_elsewhere { "chevron-right" } else { "check" }
                attr:data-testid="brief-done"
                on_click=Callback::new(complete)
            />
            {(!is_elsewhere).then(|| view! { <Later page=page key=key due=due /> })}
            {written.map(|key| view! { <OfOwn page=page key=key /> })}
        </footer>
    }
}

/// The ways to put it off, or to leave it out with a reason.
#[component]
fn Later(page: TodayList, key: String, due: Day) -> impl IntoView {
    let t = use_text();
    let find = move |key: &str| untrack(|| page.find(key));
    let ends = move |key: &str, ending: Ending| {
        let key = key.to_owned();
        move || settle::settle(page, find(&key).as_slice(), &ending)
    };
    let of = key.clone();
    let put_off = Signal::derive(move || {
        let (lang, key) = (t().0, of.clone());
        let app = page.list.app;
        let days = app.session.read(|world| days_to_put_off_to(world, app.today.get()));
        let days = days.map(|days| days.into_iter().filter(move |day| *day > due));
        let item = |day: Day| {
            let words = format!("{} {}", format::day(day), format::weekday(day, lang));
            MenuItem::new(
                "clock",
                move || t().today_put_off_to(&words),
                ends(&of, Ending::PutOff(day)),
            )
        };
        let other = MenuItem::new(
            "calendar",
            move || t().today_put_off_other(),
            move || {
                page.left.set_value(Label::default());
                page.putting_off.set(page.keys_of(find(&key).as_slice()));
            },
        );
        days.into_iter().flatten().map(item).chain([other]).collect::<Vec<_>>()
    });
    let skip = Signal::derive(move || {
        let reasons: [fn(T) -> &'static str; 4] = [
            T::today_skip_contacted,
            T::today_skip_unwanted,
            T::today_skip_wrong,
            T::today_skip_other,
        ];
        let item = |reason: fn(T) -> &'static str| {
            let why = reason(t()).to_owned();
            MenuItem::new("x", move || reason(t()), ends(&key, Ending::LeftOut(why)))
        };
        let of = key.clone();
        let other = MenuItem::new(
            "pencil",
            move || t().today_skip_own(),
            move || page.leaving_out.set(page.keys_of(find(&of).as_slice())),
        );
        reasons.into_iter().map(item).chain([other]).collect::<Vec<_>>()
    });
    view! {
        <Menu
            items=put_off
            label=move || t().today_put_off()
            button_class="btn"
            button=labelled("clock", move || t().today_put_off())
        />
        <Menu
            items=skip
            label=move || t().today_skip()
            button_class="btn btn--quiet"
            end=true
            button=labelled("x", move || t().today_skip())
        />
    }
}

/// What can be done with a task that somebody wrote.
#[component]
fn OfOwn(page: TodayList, key: String) -> impl IntoView {
    let t = use_text();
    let items = Signal::derive(move || {
        let (edited, gone) = (key.clone(), key.clone());
        let edit = move || page.writing.set(Some(Writing::Known(edited.clone())));
        let remove = move || settle::remove(page, &gone);
        vec![
            MenuItem::new("pencil", move || t().today_edit(), edit),
            MenuItem::new("trash", move || t().today_remove(), remove),
        ]
    });
    view! { <MoreMenu items=items label=move || t().today_own() /> }
}

/// Days that something may be put off to: the next ones that are worked, a week and a month ahead.
fn days_to_put_off_to(world: &World, today: Day) -> Vec<Day> {
    let calendar = crate::domain::calendar::Calendar::of(&world.book.head.settings);
    let from = world.evaluation.as_of.max(today);
    let worked = |day: Day| calendar.nth_working_day(day.plus_days(-1), 1);
    let mut days = vec![
        next_working_day(world, today),
        calendar.nth_working_day(from, 3),
        worked(from.plus_days(7)),
        worked(from.plus_months(1)),
    ];
    days.dedup();
    days
}
