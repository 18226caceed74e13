//! 今日: what is to be done now, why, and what to say; done, put off or left out in one step.

mod asked;
mod brief;
mod calendar;
mod contact_day;
mod figures;
mod ics;
mod known;
mod leave_out;
mod leaving;
mod left;
mod line;
mod list;
mod put_off;
mod settle;
mod several;
mod spread;
mod tools;
mod ways;
mod write;

use chrono::Datelike;

use crate::state::live::*;

use brief::Brief;
use calendar::{Agenda, Span, span};
use leave_out::LeaveOut;
use left::LeftContacts;
use list::TodayList;
use put_off::PutOff;
use settle::RecordDone;
use several::Several;
use tools::Tools;
use write::{WriteTask, Writing};

use crate::domain::calendar::DayOfWork;
use crate::domain::care::{CarePlan, When, fault_said};
use crate::domain::day::Day;
use crate::domain::rule::RuleIssue;
use crate::state::route::{PageId, Route};
use crate::state::today::{Todo, remembers_mine};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::keys::on_new;
use crate::ui::later::{Later, later, once_wanted, piece};
use crate::ui::list::*;
use crate::ui::record::LEFT_OVER;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, Note, NoteKind, PageHead};

/// The piece of page state that names what the briefing is about.
const TASK: &str = "task";
/// The pieces of page state that narrow the list: to a time, to somebody's, to a kind, to what a search finds.
const WHEN: &str = "when";
const WHOSE: &str = "whose";
const KIND: &str = "kind";
const SEARCH: &str = "q";
/// The pieces of page state that show a calendar instead of the list, and its day.
const VIEW: &str = "view";
const DAY: &str = "day";
/// The value of [`WHOSE`] for one's own.
const MINE: &str = "mine";
/// The value of [`WHOSE`] for what is nobody's.
const NOBODYS: &str = "none";

static PUT_OFF: Later<fn(TodayList) -> AnyView> =
    later!(write: put_off => fn(TodayList) -> AnyView { |page| view! { <PutOff page=page /> }.into_any() });
static LEAVE_OUT: Later<fn(TodayList) -> AnyView> =
    later!(write: leave_out => fn(TodayList) -> AnyView { |page| view! { <LeaveOut page=page /> }.into_any() });
static SEVERAL: Later<fn(TodayList) -> AnyView> =
    later!(write: several_tasks => fn(TodayList) -> AnyView { |page| view! { <Several page=page /> }.into_any() });
static WRITE: Later<fn(TodayList) -> AnyView> =
    later!(write: write_task => fn(TodayList) -> AnyView { |page| view! { <WriteTask page=page /> }.into_any() });

/// The page.
#[component]
pub fn Today() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = TodayList::new();
    let day = Memo::new(move |_| {
        let as_of = app.as_of.get();
        page.read(|_, todo| Some(todo.care.calendar.day(as_of)))
            .map(|said| (as_of, said))
    });
    let is_looking = move || page.todo.with(|todo| todo.as_ref().is_some_and(|todo| !todo.is_whole));
    let unknown = move || day.with(|day| day.as_ref().filter(|(_, said)| !said.known).map(|(day, _)| year(*day)));
    let not_greeted = move || page.read(|_, todo| todo.care.year_not_greeted(app.as_of.get()));
    let other_day = move || {
        let (today, day) = (app.today.get(), app.other_day.get()?);
        let is_past = day < today;
        Some(move || match is_past {
            true => t().today_other_day_past(today, day),
            false => t().today_other_day_ahead(today, day),
        })
    };
    on_new(move || page.writing.set(Some(Writing::New)));
    view! {
        <div class="page page--fill page--today" data-open=move || app.param(TASK).map(|_| "yes")>
            <TodayHead page=page day=day />
            {move || unknown().map(|year| view! { <Note kind=NoteKind::Info text=move || t().today_unknown_year(year) /> })}
            {move || not_greeted().map(|year| view! { <Note kind=NoteKind::Info text=move || t().today_not_greeted(year) /> })}
            {move || faults(page, |care| &care.issues, T::today_faults)}
            {move || faults(page, |care| &care.doubts, T::today_doubts)}
            {move || other_day().map(|text| view! { <Note kind=NoteKind::Info text=text attr:data-testid="today-other-day" /> })}
            <LeftContacts page=page />
            <Show when=is_looking>
                <p class="muted small" role="status" data-testid="today-looking">{move || t().today_looking()}</p>
            </Show>
            <Tools page=page />
            <Show when=move || span(app) == Span::List && app.param(WHEN).as_deref() == Some(When::Later.word())>
                <p class="muted small" data-testid="today-later-help">{move || t().today_later_help()}</p>
            </Show>
            <div class="today">
                <Show
                    when=move || span(app) != Span::List
                    fallback=move || view! { <ListTable page=page message=move || message(page) /> }
                >
                    <Agenda page=page />
                </Show>
                <Brief page=page />
            </div>
        </div>
        <RecordDone page=page />
        {once_wanted(move || page.putting_off.with(Option::is_some), &PUT_OFF, move |build| build(page))}
        {once_wanted(move || page.leaving_out.with(Option::is_some), &LEAVE_OUT, move |build| build(page))}
        {once_wanted(move || page.completing.with(Option::is_some), &SEVERAL, move |build| build(page))}
        {once_wanted(move || page.writing.with(Option::is_some), &WRITE, move |build| build(page))}
        <ListExport page=page />
        // A calendar is printed as it stands.
        <Show when=move || span(app) == Span::List>{paper::list_area(page)}</Show>
    }
}

/// How much of the playbooks is not as it should be, with the first of it; nothing where all is. Tracked.
fn faults(
    page: TodayList,
    of: fn(&CarePlan) -> &Vec<RuleIssue>,
    say: fn(T, usize, String) -> String,
) -> Option<impl IntoView> {
    let t = use_text();
    let (n, first) = page.read(|_, todo| {
        let all = of(&todo.care);
        Some((all.len(), fault_said(&todo.care.playbooks, all.first()?)))
    })?;
    Some(view! { <Note kind=NoteKind::Warn text=move || say(t(), n, t().label(&first)) /> })
}

type SayCount = fn(T, String) -> String;

/// What the head counts, in words, and whether it says so of none as well. What is out of the way, held back or put off, is not forgotten.
const COUNTED: [(When, SayCount, bool); 6] = [
    (When::Overdue, T::today_sub_late, true),
    (When::Today, T::today_sub_now, true),
    (When::Week, T::today_sub_week, true),
    (When::Later, T::today_sub_later, true),
    (When::Held, T::today_sub_held, false),
    (When::PutOff, T::today_sub_put_off, false),
];

/// The address of what the head counts: of everybody, whatever the list is narrowed to.
fn rows_of(page: TodayList, when: When) -> String {
    let route = [KIND, SEARCH, VIEW, DAY, TASK, WHOSE, "sort"]
        .iter()
        .fold(untrack(|| page.list.app.route()), |route, key| {
            route.with_param(key, None)
        });
    // Who looks at one's own comes back to these, where the address says nobody.
    let whose = remembers_mine().then_some("");
    route
        .with_param(WHEN, Some(when.word()))
        .with_param(WHOSE, whose)
        .to_hash()
}

/// What the day is, what of it, and what can be done with the list as a whole.
#[component]
fn TodayHead(page: TodayList, day: Memo<Option<(Day, DayOfWork)>>) -> impl IntoView {
    let t = use_text();
    let sub = move || {
        let t = t();
        let Some((as_of, said)) = day.get() else {
            return ().into_any();
        };
        let name = said.name.map(|name| t.label(&name));
        let kind = match (said.working, name) {
            (true, Some(name)) => t.today_worked_for(name),
            (false, Some(name)) => name,
            (true, None) => t.today_worked().to_owned(),
            (false, None) => t.today_off().to_owned(),
        };
        let day = t.today_day_off(format!("{} {}", as_of, format::weekday(as_of, t.0)), kind);
        let counts = COUNTED.iter().filter_map(|(when, say, is_always)| {
            let n = page.count(*when);
            let said = say(t, format::count(n));
            (n > 0 || *is_always).then(|| (said, (n > 0).then(|| rows_of(page, *when))))
        });
        figures_line(t, std::iter::once((day, None)).chain(counts).collect())
    };
    view! {
        <PageHead title=move || t().today_title() sub=sub>
            <Button
                text=move || t().today_new()
                icon="plus"
                attr:data-testid="new-task"
                on_click=Callback::new(move |_| page.writing.set(Some(Writing::New)))
            />
            <Button
                text=move || t().today_ics()
                icon="calendar"
                disabled=Signal::derive(move || page.rows().is_empty() && page.waiting().is_empty())
                attr:title=move || t().today_ics_help()
                attr:data-testid="today-ics"
                on_click=Callback::new(move |_| ics::export(page))
            />
            <ListButtons page=page />
        </PageHead>
    }
}

fn year(day: Day) -> i32 {
    day.date().year()
}

/// What would be here.
fn message(page: TodayList) -> AnyView {
    let t = use_text();
    // What was put off is out of the way until it is asked for.
    let is_done = |todo: &Todo| todo.deeds.iter().all(|deed| deed.when == When::PutOff);
    match page.todo.with(|todo| todo.as_ref().map(is_done)) {
        None => view! { <p class="muted" role="status">{move || t().today_reading()}</p> }.into_any(),
        Some(true) if page.list.app.session.customer_count.get() == Some(0) => view! {
            // What was typed for those who went with the book before.
            {piece(&LEFT_OVER, |left| left())}
            <EmptyState title=move || t().blank_title() text=move || t().blank_today()>
                <a class="btn btn--primary" href=Route::to(PageId::HOME).to_hash()>
                    {move || t().to_welcome()}
                </a>
            </EmptyState>
        }
        .into_any(),
        Some(true) => {
            view! { <EmptyState title=move || t().today_none() text=move || t().today_none_help() /> }.into_any()
        }
        Some(false) => view! { <EmptyState title=move || t().today_none_of_kind() /> }.into_any(),
    }
}
