//! A day that is worked, or not, otherwise than it was published.

use chrono::Datelike;

use crate::state::live::*;

use super::CalendarDesk;
use crate::domain::calendar::{Calendar, LONGEST_NAME};
use crate::domain::day::Day;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place};
use crate::domain::kind::CalendarDay;
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::settings;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{IconButton, Panel};

const STATE: Place = Place::own("state");
const NAME: Place = Place::own("name");
/// The values of [`STATE`]; as published is empty.
const WORKED: &str = "worked";
const OFF: &str = "off";

const ASKS: &[Ask] = &[
    Ask::optional(STATE.key, FieldKind::Text, 10),
    Ask::optional(NAME.key, FieldKind::Text, LONGEST_NAME),
];

fn label(t: T, key: &str) -> String {
    let label = if key == NAME.key {
        t.workdays_name()
    } else {
        t.workdays_day_state()
    };
    label.to_owned()
}

/// What the book says of a day, tracked.
fn own(desk: CalendarDesk, day: Day) -> Option<CalendarDay> {
    let found = desk.app.session.read(|world| {
        world
            .book
            .head
            .settings
            .calendar
            .iter()
            // Of two for one day, which only a file has, the later counts.
            .rev()
            .find(|own| own.date == day)
            .cloned()
    });
    found.flatten()
}

/// The dialog.
#[component]
pub fn DayDialog(desk: CalendarDesk) -> impl IntoView {
    let t = use_text();
    let begin = move |day: Day| {
        let first = move |key: &str| match (own(desk, day), key) {
            (Some(own), "state") => if own.working { WORKED } else { OFF }.to_owned(),
            (Some(own), _) => own.name.as_deref().unwrap_or_default().to_owned(),
            (None, _) => String::new(),
        };
        Some(Form::new(
            desk.app,
            format!("workday/{day}"),
            Plain::new("workday", ASKS, label).first(first).known(),
        ))
    };
    let save = move |form: Form| {
        let Some(day) = desk.changing.get_untracked() else {
            return;
        };
        let (state, name) = untrack(|| (form.text(STATE), form.text(NAME)));
        let command = settings::changed(desk.app, |settings| {
            settings.calendar.retain(|own| own.date != day);
            let name = name.trim();
            // A day that only has a name is worked, or not, as it was.
            let working = match state.as_str() {
                "" => Calendar::of(settings).is_working(day),
                state => state == WORKED,
            };
            settings
                .calendar
                .extend((!state.is_empty() || !name.is_empty()).then(|| CalendarDay {
                    date: day,
                    working,
                    name: (!name.is_empty()).then(|| name.into()),
                    extra: Default::default(),
                }));
        });
        if let Some(command) = command {
            form.save(Ok(command), move || desk.changing.set(None));
        }
    };
    let title = move || match desk.changing.get() {
        Some(day) => format!("{} {}", format::day(day), format::weekday(day, t().0)),
        None => String::new(),
    };
    let fields = |form: Form| Some(view! { <Fields form=form /> }.into_any());
    view! {
        <FormDialog
            what=desk.changing
            id="workday-form"
            title=title
            verb=move || t().workdays_save()
            mark="workday-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let t = use_text();
    let first = form.id(STATE);
    next_frame(move || focus::focus_id(first));
    let options = Signal::derive(move || {
        let all = [
            ("", t().workdays_as_published()),
            (WORKED, t().workdays_is_worked()),
            (OFF, t().workdays_is_off()),
        ];
        all.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec()
    });
    view! {
        <ChoiceInput place=STATE form=form label=move || form.label(STATE) options=options />
        <Input place=NAME form=form label=move || form.label(NAME) help=move || t().workdays_name_help() />
    }
}

/// The days of the year that were changed.
#[component]
pub fn Changed(desk: CalendarDesk) -> impl IntoView {
    let t = use_text();
    let days = Memo::new(move |_| {
        let year = desk.year.get();
        let mut days = desk
            .app
            .session
            .read(|world| world.book.head.settings.calendar.clone())
            .unwrap_or_default();
        days.retain(|own| own.date.date().year() == year);
        days.reverse();
        days.sort_by_key(|own| own.date);
        days.dedup_by_key(|own| own.date);
        days
    });
    let restore = move |day: Day| {
        let command = settings::changed(desk.app, |settings| settings.calendar.retain(|own| own.date != day));
        if let Some(command) = command {
            desk.app.session.dispatch(command);
        }
    };
    let row = move |own: CalendarDay| {
        let day = own.date;
        let state = move || {
            if own.working {
                t().workdays_is_worked()
            } else {
                t().workdays_is_off()
            }
        };
        view! {
            <li data-testid="workday-own">
                <span class="num">{move || format!("{} {}", format::day(day), format::weekday(day, t().0))}</span>
                <b>{state}</b>
                <span class="soft">{own.name.as_deref().unwrap_or_default().to_owned()}</span>
                <IconButton
                    icon="undo"
                    label=move || t().workdays_restore(format::day(day))
                    on_click=Callback::new(move |_| restore(day))
                />
            </li>
        }
    };
    let content = move || match days.with(Vec::is_empty) {
        true => view! { <p class="muted">{move || t().workdays_changed_none()}</p> }.into_any(),
        false => view! { <ul class="workdays__own">{days.get().into_iter().map(row).collect_view()}</ul> }.into_any(),
    };
    view! {
        <Panel id="workdays-own" title=move || t().workdays_changed()>
            <div class="panel__body">{content}</div>
        </Panel>
    }
}
