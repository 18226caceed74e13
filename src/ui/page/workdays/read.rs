//! A year that is read in from its notice, or from a list of days.

use leptos::task::spawn_local;
use web_sys::File;

use crate::state::live::*;

use super::CalendarDesk;
use crate::domain::calendar::{Announced, Calendar, announced};
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place};
use crate::domain::kind::CalendarDay;
use crate::domain::label::Label;
use crate::state::files::plain_text;
use crate::ui::file::FileInput;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::settings;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::Icon;

const TEXT: Place = Place::own("text");
/// The id of the input that takes a file.
const FILE: &str = "workdays-file";

const ASKS: &[Ask] = &[Ask::optional(TEXT.key, FieldKind::LongText, 20_000)];

fn label(t: T, _: &str) -> String {
    t.workdays_text().to_owned()
}

/// The dialog.
#[component]
pub fn ReadDialog(desk: CalendarDesk) -> impl IntoView {
    let t = use_text();
    let begin = move |()| {
        Some(Form::new(
            desk.app,
            "workdays/read",
            Plain::new("workdays", ASKS, label),
        ))
    };
    let save = move |form: Form| {
        let read = untrack(|| announced(&form.text(TEXT), desk.year.get()));
        if !read.problems.is_empty() {
            return form.save(
                Err(read.problems.into_iter().map(|label| (TEXT, label)).collect()),
                || {},
            );
        }
        let year = read.year;
        let new: Vec<CalendarDay> = desk
            .calendar
            .with_untracked(|calendar| read.new_to(calendar).cloned().collect());
        if new.is_empty() {
            return form.save(Err(vec![(TEXT, both(|t| t.workdays_found_same().to_owned()))]), || {});
        }
        let command = settings::changed(desk.app, |settings| {
            settings
                .calendar
                .retain(|own| new.iter().all(|day| day.date != own.date));
            settings.calendar.extend(new);
            // A few days do not fill a year: whether they are all, only who wrote them knows.
            let is_whole = read.lacking().is_empty() && !CalendarDesk::is_published(year);
            let known = u32::try_from(year).ok().filter(|_| is_whole);
            settings.calendar_years.retain(|other| Some(*other) != known);
            settings.calendar_years.extend(known);
        });
        if let Some(command) = command {
            form.save(Ok(command), move || {
                desk.reading.set(None);
                desk.show(year);
            });
        }
    };
    let fields = move |form: Form| Some(view! { <Fields desk=desk form=form /> }.into_any());
    view! {
        <FormDialog
            what=desk.reading
            id="workdays-form"
            title=move || t().workdays_read_title()
            verb=move || t().workdays_read_do()
            mark="workdays-write"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

#[component]
fn Fields(desk: CalendarDesk, form: Form) -> impl IntoView {
    let t = use_text();
    let first = form.id(TEXT);
    next_frame(move || focus::focus_id(first));
    let read = Memo::new(move |_| {
        let text = form.text(TEXT);
        (!text.trim().is_empty()).then(|| announced(&text, desk.year.get()))
    });
    let found = move || {
        let read = read.get()?;
        desk.calendar.with(|calendar| Some(found(calendar, &read, t())))
    };
    // A notice that was saved as a file: its text stands there as if it was pasted.
    let take = Callback::new(move |file: File| {
        spawn_local(async move {
            match plain_text(&file).await {
                Some(text) => form.type_in(TEXT, text),
                None => form.app.notices.error(both(|t| t.workdays_no_text().to_owned())),
            }
        });
    });
    view! {
        <div class="fields__wide stack">
            <Input place=TEXT form=form label=move || form.label(TEXT) help=move || t().workdays_text_help() />
            <div>
                <FileInput id=FILE take=take accept=".txt,.csv,.tsv,.md,text/plain" attr:data-testid="workdays-file" />
                <label class="btn btn--small" for=FILE>
                    <Icon name="upload" />
                    {move || t().workdays_file()}
                </label>
            </div>
        </div>
        <div class="fields__wide" role="status" data-testid="workdays-found">{found}</div>
    }
}

/// What was found in the text.
fn found(calendar: &Calendar, read: &Announced, t: T) -> AnyView {
    if !read.problems.is_empty() {
        let line = |label: &Label| view! { <li>{t.label(label)}</li> };
        let lines = read.problems.iter().map(line).collect_view();
        return view! { <p>{t.workdays_found_wrong()}</p><ul class="list-plain">{lines}</ul> }.into_any();
    }
    let count = |working: bool| read.days.iter().filter(|day| day.working == working).count();
    let new = match read.new_to(calendar).count() {
        0 => t.workdays_found_same().to_owned(),
        n => t.workdays_found_new(n),
    };
    let lacking = if calendar.knows(read.year) {
        Vec::new()
    } else {
        read.lacking()
    };
    let names = lacking.into_iter().map(|name| t.label(name)).collect::<Vec<_>>();
    let partial = (!names.is_empty())
        .then(|| view! { <p class="muted">{t.workdays_found_partial(format::list(names, t.0))}</p> });
    view! { <p>{t.workdays_found(read.year, count(false), count(true))}</p><p class="muted">{new}</p>{partial} }
        .into_any()
}
