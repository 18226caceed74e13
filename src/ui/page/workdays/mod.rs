//! 工作日历: which days are worked, as it was published and as people say otherwise; a year that is read in; counting.

mod count;
mod day;
mod months;
mod read;

use chrono::Datelike;

use crate::state::live::*;

use count::Count;
use day::{Changed, DayDialog};
use months::Months;
use read::ReadDialog;

use crate::domain::calendar::{Calendar, FIRST_YEAR, LAST_YEAR, YEARS};
use crate::domain::day::Day;
use crate::state::{App, use_app};
use crate::ui::days;
use crate::ui::settings;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Check, IconButton, Kind, PageHead};

/// The piece of page state that names the year.
const YEAR: &str = "year";

/// What the parts of the page share. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct CalendarDesk {
    app: App,
    calendar: Memo<Calendar>,
    year: Memo<i32>,
    /// The day that the keyboard is at.
    at: RwSignal<Day>,
    /// The day that is being changed.
    changing: RwSignal<Option<Day>>,
    /// Whether a year is being read in.
    reading: RwSignal<Option<()>>,
}

impl CalendarDesk {
    fn new(app: App) -> Self {
        let calendar = days::calendar(app);
        let year = Memo::new(move |_| {
            let named = app.param(YEAR).and_then(|year| year.parse().ok());
            named
                .filter(|year| YEARS.contains(year))
                .unwrap_or_else(|| app.today.get().date().year())
        });
        Self {
            app,
            calendar,
            year,
            at: RwSignal::new(app.today.get_untracked()),
            changing: RwSignal::new(None),
            reading: RwSignal::new(None),
        }
    }

    /// Shows a year.
    fn show(self, year: i32) {
        if YEARS.contains(&year) {
            let this = self.app.today.get_untracked().date().year();
            self.app
                .set_param(YEAR, (year != this).then(|| year.to_string()).as_deref());
        }
    }

    /// Whether the calendar of a year was published.
    fn is_published(year: i32) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&year)
    }
}

/// The page.
#[component]
pub fn Workdays() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let desk = CalendarDesk::new(app);
    let sub = move || {
        let year = desk.year.get();
        match desk.calendar.with(|calendar| calendar.knows(year)) {
            true if CalendarDesk::is_published(year) => t().workdays_published(year),
            true => t().workdays_own(year),
            false => t().workdays_unknown(year),
        }
    };
    view! {
        <div class="page page--workdays">
            <PageHead title=move || t().label(&crate::ui::route::page_of(&app.page.get()).label) sub=sub>
                <Button
                    text=move || t().workdays_read()
                    kind=Kind::Primary
                    icon="upload"
                    attr:data-testid="workdays-read"
                    on_click=Callback::new(move |_| desk.reading.set(Some(())))
                />
            </PageHead>
            <Tools desk=desk />
            <Months desk=desk />
            <div class="workdays__more">
                <Changed desk=desk />
                <Count desk=desk />
            </div>
        </div>
        <DayDialog desk=desk />
        <ReadDialog desk=desk />
    }
}

/// The year, and whether it is complete.
#[component]
fn Tools(desk: CalendarDesk) -> impl IntoView {
    let t = use_text();
    let by = move |years: i32| Callback::new(move |_| desk.show(desk.year.get_untracked() + years));
    let is_complete = Signal::derive(move || desk.calendar.with(|calendar| calendar.knows(desk.year.get())));
    let complete = move |on: bool| {
        let Ok(year) = u32::try_from(desk.year.get_untracked()) else {
            return;
        };
        let command = settings::changed(desk.app, |settings| {
            settings.calendar_years.retain(|known| *known != year);
            settings.calendar_years.extend(on.then_some(year));
        });
        if let Some(command) = command {
            desk.app.session.dispatch(command);
        }
    };
    let worked = move || {
        let (year, days) = (desk.year.get(), Day::from_ymd);
        let (Some(first), Some(last)) = (days(year, 1, 1), days(year, 12, 31)) else {
            return String::new();
        };
        let n = desk
            .calendar
            .with(|calendar| (first.0..=last.0).filter(|day| calendar.is_working(Day(*day))).count());
        t().workdays_worked(n)
    };
    view! {
        <div class="toolbar" role="group" aria-label=move || t().workdays_year()>
            <IconButton icon="chevron-left" label=move || t().workdays_before() on_click=by(-1) />
            <b class="num" data-testid="workdays-year">{move || t().workdays_year_n(desk.year.get())}</b>
            <IconButton icon="chevron-right" label=move || t().workdays_after() on_click=by(1) />
            <span class="muted" data-testid="workdays-worked">{worked}</span>
            <Show when=move || !CalendarDesk::is_published(desk.year.get())>
                <Check text=Signal::derive(move || t().workdays_complete().to_owned()) on=is_complete on_change=Callback::new(complete) />
                <span class="muted small">{move || t().workdays_complete_help()}</span>
            </Show>
        </div>
    }
}
