//! What is to be done as a calendar: a month or a week, its days with what falls on them, and the day that is chosen.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;

use crate::state::live::*;

use super::line::{href, when};
use super::list::TodayList;
use super::{DAY, VIEW};
use crate::domain::calendar::Calendar;
use crate::domain::care::{Deed, Shift, name_of};
use crate::domain::day::Day;
use crate::domain::world::World;
use crate::state::today::Todo;
use crate::state::{App, use_app};
use crate::ui::days as week;
use crate::ui::focus;
use crate::ui::format;
use crate::ui::list::paper;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, IconButton, Kind};

/// How the page shows what is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    List,
    Month,
    Week,
}

/// So many lines of the chosen day are shown; the list has them all.
const LINES: usize = 200;
/// So many names a day of a month has room for, and one of a week.
const NAMES: [usize; 2] = [3, 12];

/// How it is shown; tracked.
pub fn span(app: App) -> Span {
    match app.param(VIEW).as_deref() {
        Some("month") => Span::Month,
        Some("week") => Span::Week,
        _ => Span::List,
    }
}

/// The day that is chosen, today unless the address says another; tracked.
fn chosen(app: App) -> Day {
    let named = app.param(DAY).and_then(|day| Day::parse(&day));
    named.unwrap_or_else(|| app.as_of.get())
}

/// The first and the last day that are shown, whole weeks; nothing for the list. Tracked.
pub fn shown_days(app: App) -> Option<(Day, Day)> {
    let day = chosen(app);
    let (first, last) = match span(app) {
        Span::List => return None,
        Span::Week => (day, day),
        Span::Month => {
            let first = Day::from_ymd(day.date().year(), day.date().month(), 1)?;
            (first, first.plus_months(1).plus_days(-1))
        }
    };
    Some((
        first.plus_days(-week::of_week(first)),
        last.plus_days(6 - week::of_week(last)),
    ))
}

/// The day that it stands on: what is late stands on today, what is held back where it is asked again.
fn day_of(deed: &Deed, as_of: Day) -> Day {
    match deed.shift {
        Some(Shift::Held { until, .. }) => until,
        _ => deed.due.max(as_of),
    }
}

/// One line of a day: what, whom, when, and where its briefing is.
#[derive(Clone, Debug, PartialEq)]
struct AgendaLine {
    name: String,
    whom: Option<String>,
    when: String,
    href: String,
}

fn line(world: &World, todo: &Todo, deed: &Deed, app: App, t: T) -> Option<AgendaLine> {
    let task = deed.lead()?;
    let customer = world.book.customers.at(task.customer);
    let key = todo.key(world, deed)?;
    let [words, _] = when(world, todo, deed, t);
    Some(AgendaLine {
        name: t.label(&name_of(&world.book, &todo.care, task)),
        whom: customer.map(|customer| customer.name.to_string()),
        when: words,
        href: app.with_route(|route| href(route, &key)),
    })
}

/// The calendar with the chosen day below it.
#[component]
pub fn Agenda(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let days = Memo::new(move |_| {
        let as_of = app.as_of.get();
        let mut days: BTreeMap<Day, Vec<Deed>> = BTreeMap::new();
        page.shown(|planned| {
            for deed in planned {
                days.entry(day_of(deed, as_of)).or_default().push(deed.clone());
            }
        });
        Arc::new(days)
    });
    let calendar = week::calendar(app);
    let weeks = move || {
        let (first, last) = shown_days(app)?;
        let week = |monday: i32| {
            let day = move |n: i32| view! { <OneDay page=page days=days calendar=calendar day=Day(monday + n) /> };
            view! { <div class="agenda__week" role="row">{(0..7).map(day).collect_view()}</div> }
        };
        Some((first.0..=last.0).step_by(7).map(week).collect_view())
    };
    let head = |name: String| view! { <span role="columnheader">{name}</span> };
    let heads = move || week::heads(t().0).into_iter().map(head).collect_view();
    view! {
        <section class="agenda" data-testid="agenda" data-span=move || app.param(VIEW)>
            {paper::print_area(move || Some(paper_head(app).into_any()))}
            <AgendaHead />
            <div class="agenda__grid" role="grid" aria-label=move || t().today_cal() on:keydown=move |ev| walk(app, &ev)>
                <div class="agenda__week agenda__heads muted small" role="row">{heads}</div>
                {weeks}
            </div>
            <p class="muted small screen-only agenda__keys">{move || t().today_cal_keys()}</p>
            <Chosen page=page days=days />
        </section>
    }
}

/// Whose it is, and as of what day.
fn paper_head(app: App) -> impl IntoView {
    let t = T(app.lang.get());
    let company = app.session.company.get().unwrap_or_default();
    paper::letterhead(company, t.today_title().to_owned(), t.as_of_day(app.as_of.get()))
}

/// Which month or week it is, and the ways to others.
#[component]
fn AgendaHead() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let title = move || {
        let (t, day) = (t(), chosen(app));
        match (span(app), shown_days(app)) {
            (Span::Week, Some((from, to))) => t.today_cal_week(format::day(from), format::day(to)),
            _ => t.today_cal_month(day.date().year(), format::month_name(day.date().month(), t.0)),
        }
    };
    let by = move |n: i32| Callback::new(move |_| choose(app, turned(app, n)));
    view! {
        <div class="agenda__head">
            <IconButton icon="chevron-left" label=move || t().today_cal_before() on_click=by(-1) />
            <b class="num" data-testid="agenda-title" role="status">{title}</b>
            <IconButton icon="chevron-right" label=move || t().today_cal_after() on_click=by(1) />
            <Show when=move || app.param(DAY).is_some()>
                <Button
                    text=move || t().today_cal_now()
                    kind=Kind::Quiet
                    on_click=Callback::new(move |_| choose(app, untrack(|| app.as_of.get())))
                />
            </Show>
        </div>
    }
}

/// The chosen day a month or a week further.
fn turned(app: App, n: i32) -> Day {
    let day = untrack(|| chosen(app));
    match untrack(|| span(app)) {
        Span::Week => day.plus_days(7 * n),
        _ if n < 0 => day.minus_months(1),
        _ => day.plus_months(1),
    }
}

/// Chooses a day.
fn choose(app: App, day: Day) {
    let today = untrack(|| app.as_of.get());
    let named = (day != today).then(|| day.to_string());
    app.replace(untrack(|| app.route()).with_param(DAY, named.as_deref()));
}

fn id(day: Day) -> String {
    format!("agenda-{day}")
}

/// The keyboard goes from day to day.
fn walk(app: App, ev: &web_sys::KeyboardEvent) {
    let turn = |_: Day, is_on: bool| turned(app, if is_on { 1 } else { -1 });
    let Some(to) = week::stepped(ev, untrack(|| chosen(app)), turn) else {
        return;
    };
    choose(app, to);
    next_frame(move || focus::focus_id(&id(to)));
}

type Days = Memo<Arc<BTreeMap<Day, Vec<Deed>>>>;

/// The first lines of a day. Tracked.
fn lines(page: TodayList, days: Days, app: App, day: Day, most: usize, t: T) -> Vec<AgendaLine> {
    let read = |world: &World, todo: &Todo| {
        let of_day = |deeds: &Vec<Deed>| {
            let some = deeds.iter().take(most);
            some.filter_map(|deed| line(world, todo, deed, app, t)).collect()
        };
        Some(days.with(|days| days.get(&day).map(of_day).unwrap_or_default()))
    };
    page.read(read).unwrap_or_default()
}

#[component]
fn OneDay(page: TodayList, days: Days, calendar: Memo<Calendar>, day: Day) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let said = Memo::new(move |_| calendar.with(|calendar| Some(calendar.day(day))));
    let count = Memo::new(move |_| days.with(|days| days.get(&day).map_or(0, Vec::len)));
    let name = move || {
        said.with(|said| {
            let said = said.as_ref()?;
            let name = t().label(said.name.as_ref()?);
            Some(if said.working { t().today_worked_for(name) } else { name })
        })
    };
    // A cell has room for a word.
    let mark = move || match said.with(|said| said.as_ref().is_some_and(|said| said.working && said.name.is_some())) {
        true => Some(t().today_cal_worked().to_owned()),
        false => name(),
    };
    let words = move || {
        let t = t();
        let head = format!("{} {}", format::day(day), format::weekday(day, t.0));
        let parts = [Some(head), name(), Some(t.today_cal_n(count.get()))];
        format::clauses(parts.into_iter().flatten(), t.0)
    };
    let most = move || if span(app) == Span::Week { NAMES[1] } else { NAMES[0] };
    let lines = move || {
        let t = t();
        let lines = lines(page, days, app, day, most(), t);
        let more = count.get().saturating_sub(lines.len());
        let more = (more > 0).then(|| view! { <small class="muted">{t.today_cal_more(more)}</small> });
        let shown = |line: AgendaLine| view! { <small>{line.whom.unwrap_or(line.name)}</small> };
        view! { {lines.into_iter().map(shown).collect_view()} {more} }
    };
    let is_beside = move || span(app) == Span::Month && day.date().month() != chosen(app).date().month();
    view! {
        <div role="gridcell" class="agenda__cell">
            <button
                type="button"
                id=id(day)
                class="agenda__day"
                data-testid="agenda-day"
                data-day=day.to_string()
                data-count=move || count.get().to_string()
                data-off=move || said.with(|said| said.as_ref().filter(|said| !said.working).map(|_| "yes"))
                data-beside=move || is_beside().then_some("yes")
                aria-current=move || (app.as_of.get() == day).then_some("date")
                aria-pressed=move || (chosen(app) == day).to_string()
                tabindex=move || if chosen(app) == day { "0" } else { "-1" }
                on:click=move |_| choose(app, day)
            >
                // Its name is its content, not a label beside it: what is seen is said as well.
                <span class="visually-hidden">{words}</span>
                <span class="agenda__n" aria-hidden="true">
                    <b class="num">{day.date().day()}</b>
                    <i>{mark}</i>
                    <span class="num muted">{move || Some(count.get()).filter(|n| *n > 0)}</span>
                </span>
                <span class="agenda__names" aria-hidden="true">{lines}</span>
            </button>
        </div>
    }
}

/// What falls on the chosen day.
#[component]
fn Chosen(page: TodayList, days: Days) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let lines = Memo::new(move |_| lines(page, days, app, chosen(app), LINES, t()));
    let title = move || format!("{} {}", format::day(chosen(app)), format::weekday(chosen(app), t().0));
    let item = |line: AgendaLine| {
        view! {
            <li data-testid="agenda-item">
                <a href=line.href>{line.name}</a>
                <span>{line.whom}</span>
                <span class="muted small">{line.when}</span>
            </li>
        }
    };
    view! {
        <h2 class="agenda__title">{title}</h2>
        <Show
            when=move || lines.with(|lines| !lines.is_empty())
            fallback=move || view! { <p class="muted">{move || t().today_cal_none()}</p> }
        >
            <ol class="agenda__list">{move || lines.get().into_iter().map(item).collect_view()}</ol>
            {move || {
                let more = days.with(|days| days.get(&chosen(app)).map_or(0, Vec::len)).saturating_sub(LINES);
                (more > 0).then(|| view! { <p class="muted">{t().today_cal_more(more)}</p> })
            }}
        </Show>
    }
}
