//! The pauses of a ticket, as they can be put right later: who forgot to go on, or to pause, says since when and until when.

use crate::state::live::*;

use super::list::ServiceList;
use super::{TICKET, deeds};
use crate::domain::command::Command;
use crate::domain::day::Moment;
use crate::domain::field::{FieldKind, Tense, format_moment, parse_moment};
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::held::Held;
use crate::domain::kind::Ticket;
use crate::domain::record::Text;
use crate::domain::service::{Pause, PauseFault, pause_fault, pauses_of, with_pause};
use crate::domain::sort::sort_by;
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain, removal};
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, IconButton, Kind};

const FROM: Place = Place::own("from");
const UNTIL: Place = Place::own("until");
const REASON: Place = Place::own("reason");

const ASKS: &[Ask] = &[
    Ask::optional(FROM.key, FieldKind::Moment(Tense::Past), 32),
    Ask::optional(UNTIL.key, FieldKind::Moment(Tense::Past), 32),
    Ask::optional(REASON.key, FieldKind::Text, 80),
];

/// A pause that is being put right: the ticket, and its place among those of the ticket, behind all for one more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    ticket: Text,
    place: usize,
}

/// Builds the dialog.
type Build = fn(ServiceList, RwSignal<Option<Editing>>) -> AnyView;

static DIALOG: Later<Build> = later!(write: pause_dialog => Build {
    |page, editing| view! { <PauseDialog page=page editing=editing /> }.into_any()
});

/// A pause in words.
fn said(pause: &Pause, t: T) -> String {
    let from = format_moment(&pause.from);
    let span = match &pause.until {
        Some(until) => t.service_pause_span(from, format_moment(until)),
        None => t.service_pause_lasts(from),
    };
    match pause.reason.as_deref() {
        Some(reason) => t.service_with(span, reason),
        None => span,
    }
}

/// The pauses of a ticket, each with the way to put it right, and the way to write one down.
#[component]
pub fn Pauses(page: ServiceList, ticket: Held<Ticket>) -> impl IntoView {
    let t = use_text();
    let editing = RwSignal::new(None::<Editing>);
    let id: Text = ticket.id.as_str().into();
    // Written down later they stand behind the others: they are read by when they were.
    let mut all: Vec<(usize, Pause)> = pauses_of(&ticket).into_iter().enumerate().collect();
    sort_by(&mut all, |(_, a), (_, b)| {
        (a.from.unix_ms().zip(b.from.unix_ms())).map_or_else(|| a.from.cmp(&b.from), |(a, b)| a.cmp(&b))
    });
    let open = move |ticket: &Text, place: usize| {
        let ticket = ticket.clone();
        Callback::new(move |_| {
            editing.set(Some(Editing {
                ticket: ticket.clone(),
                place,
            }));
        })
    };
    let add = open(&id, all.len());
    let line = move |(place, pause): (usize, Pause)| {
        let (edit, told) = (open(&id, place), pause.clone());
        view! {
            <p class="small service__pause">
                <span>{move || said(&told, t())}</span>
                <IconButton
                    icon="pencil"
                    label=move || t().service_pause_edit(format_moment(&pause.from))
                    on_click=edit
                />
            </p>
        }
    };
    view! {
        <dt>{move || t().service_pauses()}</dt>
        <dd data-testid="service-pauses">
            {all.into_iter().map(line).collect_view()}
            <Button
                text=move || t().service_pause_add()
                kind=Kind::Quiet
                size="btn--small"
                icon="plus"
                attr:data-testid="add-pause"
                on_click=add
            />
            {once_wanted(move || editing.with(Option::is_some), &DIALOG, move |build| build(page, editing))}
        </dd>
    }
}

fn known(app: App, id: &str) -> Option<Held<Ticket>> {
    let found = app.session.read(|world| world.book.tickets.get(id).cloned());
    found.flatten()
}

/// What stands in the inputs at first; tracked.
fn first(app: App, it: &Editing, key: &str) -> String {
    let pauses = known(app, &it.ticket)
        .map(|ticket| pauses_of(&ticket))
        .unwrap_or_default();
    let Some(pause) = pauses.get(it.place) else {
        return String::new();
    };
    match key {
        "from" => format_moment(&pause.from),
        "until" => pause.until.as_ref().map(format_moment).unwrap_or_default(),
        _ => pause.reason.as_deref().unwrap_or_default().to_owned(),
    }
}

fn label(t: T, key: &str) -> String {
    let label = match key {
        "from" => t.service_pause_from(),
        "until" => t.service_pause_until(),
        _ => t.service_pause_reason(),
    };
    label.to_owned()
}

/// The pause that was typed, or what is wrong with it.
fn read(app: App, form: Form, it: &Editing) -> Result<Command, Vec<Remark>> {
    let ticket = untrack(|| known(app, &it.ticket)).ok_or_else(Vec::new)?;
    let before = pauses_of(&ticket).into_iter().nth(it.place);
    let text = |place: Place| untrack(|| form.text(place)).trim().to_owned();
    let now = clock::instant();
    let moment = |place: Place, was: Option<&Moment>| {
        let typed = text(place);
        // A time that nobody touched stays as it was written, on whatever clock.
        let kept = was.filter(|was| format_moment(was) == typed).cloned();
        kept.or_else(|| parse_moment(&typed, form.typing(&now), Tense::Past).ok())
    };
    let fault = |place: Place, says: fn(T) -> &'static str| (place, both(|t| says(t).to_owned()));
    let from = moment(FROM, before.as_ref().map(|before| &before.from));
    let ends = !text(UNTIL).is_empty();
    let was = before.as_ref().and_then(|before| before.until.as_ref());
    let until = ends.then(|| moment(UNTIL, was)).flatten();
    let wrong = [
        from.is_none().then(|| fault(FROM, T::service_pause_no_time)),
        (ends && until.is_none()).then(|| fault(UNTIL, T::service_pause_no_time)),
    ];
    let wrong: Vec<Remark> = wrong.into_iter().flatten().collect();
    let (Some(from), true) = (from, wrong.is_empty()) else {
        return Err(wrong);
    };
    let pause = Pause {
        from,
        until,
        reason: Some(text(REASON)).filter(|reason| !reason.is_empty()).map(Text::from),
        extra: Default::default(),
    };
    // Times that nobody touched may be from before they were looked at; the reason of such a one can still be put right.
    let is_same = before.is_some_and(|before| (before.from, before.until) == (pause.from.clone(), pause.until.clone()));
    let found = Moment::parse(&now).and_then(|now| pause_fault(&ticket, it.place, &pause, &now));
    if let Some(found) = found.filter(|_| !is_same) {
        return Err(vec![match found {
            PauseFault::FromAhead => fault(FROM, T::service_pause_ahead),
            PauseFault::UntilAhead => fault(UNTIL, T::service_pause_ahead),
            PauseFault::Backwards => fault(UNTIL, T::service_pause_backwards),
            PauseFault::BeforeOpened => fault(FROM, T::service_pause_before_opened),
            PauseFault::AfterResolved => fault(FROM, T::service_pause_after_resolved),
            PauseFault::Overlaps(other) => (FROM, both(move |t| t.service_pause_overlaps(said(&other, t)))),
        }]);
    }
    Ok(deeds::changed(ticket, |ticket| {
        with_pause(ticket, it.place, Some(&pause))
    }))
}

/// The dialog.
#[component]
fn PauseDialog(page: ServiceList, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |it: Editing| {
        let name = format!("pause/{}/{}", it.ticket, it.place);
        let plain = Plain::new("pause", ASKS, label);
        Some(Form::new(
            app,
            name,
            plain.first(move |key| first(app, &it, key)).known(),
        ))
    };
    let close = move || {
        editing.set(None);
        focus::rescue();
    };
    let save = move |form: Form| {
        let Some(it) = editing.get_untracked() else { return };
        form.save(read(app, form, &it), close);
    };
    let remove = move |form: Form| {
        let Some(it) = editing.get_untracked() else { return };
        if let Some(ticket) = untrack(|| known(app, &it.ticket)) {
            form.carry_out(
                deeds::changed(ticket, |ticket| with_pause(ticket, it.place, None)),
                close,
            );
        }
    };
    let is_known = move || {
        let it = editing.get_untracked();
        it.is_some_and(|it| {
            untrack(|| known(app, &it.ticket)).is_some_and(|ticket| it.place < pauses_of(&ticket).len())
        })
    };
    let besides = move |form: Form| is_known().then(|| removal(T::remove, move || remove(form)));
    // Whoever goes on to another ticket leaves it.
    Effect::new(move |before: Option<Option<String>>| {
        let now = page.list.app.param(TICKET);
        if before.is_some_and(|before| before != now) {
            editing.set(None);
        }
        now
    });
    view! {
        <FormDialog
            what=editing
            id="pause-form"
            title=move || t().service_pause_title().to_owned()
            verb=move || t().save()
            mark="pause-save"
            begin=Callback::new(begin)
            fields=Callback::new(|form: Form| Some(fields(form)))
            save=Callback::new(save)
            besides=Callback::new(besides)
        />
    }
}

fn fields(form: Form) -> AnyView {
    let t = use_text();
    let first = form.id(FROM);
    next_frame(move || focus::focus_id(first));
    view! {
        <Input place=FROM form=form label=move || form.label(FROM) />
        <Input place=UNTIL form=form label=move || form.label(UNTIL) help=move || t().service_pause_until_help() />
        <div class="fields__wide">
            <Input place=REASON form=form label=move || form.label(REASON) />
        </div>
    }
    .into_any()
}
