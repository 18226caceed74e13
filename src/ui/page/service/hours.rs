//! The hours that are worked and the time zone, beside the levels that count by them. They are settings: a change is a command, which undo
//! takes back.

use crate::state::live::*;

use super::list::ServiceList;
use super::words;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::service::{HoursFault, WorkHours, WorkTime, Zone, keep_work};
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::settings;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Kind, Panel};

const FROM: Place = Place::own("from");
const TO: Place = Place::own("to");
const BREAKS: Place = Place::own("breaks");
const ZONE: Place = Place::own("zone");

const ASKS: &[Ask] = &[
    Ask::optional(FROM.key, FieldKind::Text, 8),
    Ask::optional(TO.key, FieldKind::Text, 8),
    Ask::optional(BREAKS.key, FieldKind::Text, 160),
    Ask::optional(ZONE.key, FieldKind::Text, 6),
];

/// The page that says which days are worked.
const WORKDAYS: PageId = PageId::named("workdays");
const MINUTE_MS: i64 = 60_000;

/// The hours and the zone that the book goes by; tracked.
fn in_force(app: App) -> (WorkHours, Zone) {
    let read = |world: &World| {
        let settings = &world.book.head.settings;
        (WorkHours::of(settings), WorkTime::of(settings).0.zone)
    };
    app.session.read(read).unwrap_or_default()
}

/// A zone as people read it.
fn zone_name(zone: Zone, t: T) -> String {
    let said = t.service_hours_utc(zone.offset());
    match zone == Zone::default() {
        true => t.service_with(said, t.service_hours_beijing()),
        false => said,
    }
}

/// The hours and the zone in words.
fn said((hours, zone): &(WorkHours, Zone), t: T) -> String {
    let [from, to, breaks] = hours.shown();
    let parts = [
        Some(t.service_hours_day(from, to)),
        (!breaks.is_empty()).then(|| t.service_hours_breaks(breaks.replace('-', "–"))),
        Some(t.service_hours_sum(words::span(hours.minutes() * MINUTE_MS, t))),
        Some(zone_name(*zone, t)),
    ];
    format::long_clauses(parts.into_iter().flatten(), t.0)
}

/// The panel.
#[component]
pub fn Hours(page: ServiceList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let editing = RwSignal::new(None::<()>);
    let now = Memo::new(move |_| in_force(app));
    let is_other = Memo::new(move |_| now.with(|now| *now != Default::default()));
    let back = move |_| {
        let command = settings::changed(app, |settings| {
            keep_work(settings, &WorkHours::default(), Zone::default());
        });
        if let Some(command) = command {
            app.session.dispatch_then(command, |_| focus::rescue());
        }
    };
    view! {
        <Panel id="service-hours" title=move || t().service_hours_title()>
            <div class="panel__body">
                <p data-testid="service-hours">{move || now.with(|now| said(now, t()))}</p>
                <p class="muted small">
                    {move || t().service_hours_help()} " "
                    <a href=Route::to(WORKDAYS).to_hash()>{move || t().service_hours_calendar()}</a>
                </p>
            </div>
            <div class="panel__foot panel__foot--start">
                <Button
                    text=move || t().service_hours_change()
                    icon="pencil"
                    attr:data-testid="change-hours"
                    on_click=Callback::new(move |_| editing.set(Some(())))
                />
                <Show when=move || is_other.get()>
                    <Button
                        text=move || t().service_hours_back()
                        kind=Kind::Quiet
                        attr:data-testid="hours-back"
                        on_click=Callback::new(back)
                    />
                </Show>
            </div>
        </Panel>
        <HoursDialog editing=editing />
    }
}

fn label(t: T, key: &str) -> String {
    let label = match key {
        "from" => t.service_hours_from(),
        "to" => t.service_hours_to(),
        "breaks" => t.service_hours_pauses(),
        _ => t.service_hours_zone(),
    };
    label.to_owned()
}

/// What stands in the inputs at first; tracked.
fn first(app: App, key: &str) -> String {
    let (hours, zone) = in_force(app);
    let [from, to, breaks] = hours.shown();
    match key {
        "from" => from,
        "to" => to,
        "breaks" => breaks,
        _ => zone.offset(),
    }
}

/// Where a fault stands, and what is said of it.
fn remark(fault: HoursFault) -> Remark {
    let (place, says): (Place, fn(T) -> &'static str) = match fault {
        HoursFault::From => (FROM, T::service_hours_no_from),
        HoursFault::To => (TO, T::service_hours_no_to),
        HoursFault::Backwards => (TO, T::service_hours_backwards),
        HoursFault::Breaks => (BREAKS, T::service_hours_bad_breaks),
        HoursFault::Outside => (BREAKS, T::service_hours_outside),
        HoursFault::Nothing => (BREAKS, T::service_hours_nothing),
    };
    (place, both(|t| says(t).to_owned()))
}

/// What was typed, or what is wrong with it.
fn read(form: Form) -> Result<(WorkHours, Zone), Vec<Remark>> {
    let text = |place: Place| untrack(|| form.text(place));
    let hours = WorkHours::typed(&text(FROM), &text(TO), &text(BREAKS));
    let hours = hours.map_err(|faults| faults.into_iter().map(remark).collect::<Vec<_>>())?;
    Ok((hours, Zone::parse(&text(ZONE)).unwrap_or_default()))
}

/// The dialog.
#[component]
fn HoursDialog(editing: RwSignal<Option<()>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |()| {
        let plain = Plain::new("hours", ASKS, label);
        let plain = plain.first(move |key| first(app, key)).known();
        Some(Form::new(app, "service-hours".to_owned(), plain))
    };
    let save = move |form: Form| {
        let then = move || {
            editing.set(None);
            focus::rescue();
        };
        match read(form) {
            Err(wrong) => form.save(Err(wrong), then),
            Ok((hours, zone)) => {
                let command = settings::changed(app, |settings| keep_work(settings, &hours, zone));
                if let Some(command) = command {
                    form.save(Ok(command), then);
                }
            }
        }
    };
    view! {
        <FormDialog
            what=editing
            id="hours-form"
            title=move || t().service_hours_title().to_owned()
            verb=move || t().save()
            mark="hours-save"
            begin=Callback::new(begin)
            fields=Callback::new(move |form: Form| Some(fields(app, form)))
            save=Callback::new(save)
        />
    }
}

fn fields(app: App, form: Form) -> AnyView {
    let t = use_text();
    let first = form.id(FROM);
    next_frame(move || focus::focus_id(first));
    // A zone that nobody has on the list is the book's own, and stays one that can be chosen.
    let zones = Signal::derive(move || {
        let own = in_force(app).1;
        let mut all: Vec<Zone> = Zone::all().collect();
        if !all.contains(&own) {
            all.push(own);
        }
        let one = |zone: Zone| (zone.offset(), zone_name(zone, t()));
        all.into_iter().map(one).collect::<Vec<_>>()
    });
    view! {
        <Input place=FROM form=form label=move || form.label(FROM) />
        <Input place=TO form=form label=move || form.label(TO) />
        <div class="fields__wide">
            <Input place=BREAKS form=form label=move || form.label(BREAKS) help=move || t().service_hours_pauses_help() />
        </div>
        <div class="fields__wide">
            <ChoiceInput
                place=ZONE
                form=form
                label=move || form.label(ZONE)
                help=move || t().service_hours_zone_help()
                options=zones
            />
        </div>
    }
    .into_any()
}
