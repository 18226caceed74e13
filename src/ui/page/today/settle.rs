//! What becomes of tasks: done with the contact that did them, done as they are, put off, left out.

use std::time::Duration;

use crate::state::live::*;

use super::contact_day::{day_typed, follow_day, next};
use super::list::TodayList;
use super::{TASK, left};
use crate::domain::care::{Deed, Task, called};
use crate::domain::command::{Command, Edit};
use crate::domain::day::{Day, Moment};
use crate::domain::form::{Draft, Place, new};
use crate::domain::id::{CustomerId, InteractionId, TaskOutcomeId};
use crate::domain::kind::task_outcome::TaskStatus;
use crate::domain::kind::{Interaction, TaskOutcome};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::outcome::Outcome;
use crate::state::today::Todo;
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Names, RecordForm};
use crate::ui::format;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Note, NoteKind};

/// How a task ends for now.
#[derive(Clone, Debug)]
pub enum Ending {
    /// Done.
    Done,
    /// Put off to a day.
    PutOff(Day),
    /// Left out, and why.
    LeftOut(String),
}

/// The next day that is worked, seen from the day that is looked at, and never behind us.
pub fn next_working_day(world: &World, today: Day) -> Day {
    let calendar = crate::domain::calendar::Calendar::of(&world.book.head.settings);
    calendar.nth_working_day(world.evaluation.as_of.max(today), 1)
}

/// Says that what was settled counts from today, where the list is that of a day before: there it stands as it stood.
pub fn tell_of_today(app: App) {
    let (today, as_of) = (app.today.get_untracked(), app.as_of.get_untracked());
    if as_of < today {
        app.notices.info(both(|t| t.today_settled_today(today, as_of)), None);
    }
}

/// What settles some things to be done; what was open of them is closed. What is settled on a page of its own stays: nothing where that is
/// all.
pub fn settling(page: TodayList, deeds: &[Deed], ending: &Ending) -> Option<Command> {
    let mut here = deeds.iter().filter(|deed| !deed.is_elsewhere()).peekable();
    here.peek()?;
    let here: Vec<&Deed> = here.collect();
    let leads: Vec<Task> = here.iter().filter_map(|deed| deed.lead().copied()).collect();
    let tasks: Vec<Task> = here.iter().flat_map(|deed| deed.tasks.iter().copied()).collect();
    let by = page.list.app.user.get_untracked();
    untrack(|| {
        page.read(|world, todo| {
            let outcome = |task: &Task| outcome(&task.key(&world.book, &todo.care), ending, &by, None);
            // What stands in a row is one to who presses, whatever it is asked for.
            let called = called(&world.book, &todo.care, if here.len() > 1 { &leads } else { &tasks });
            Some(Command::SettleTasks {
                what: match ending {
                    Ending::PutOff(day) => both(|t| put_off_said(t, t.label(&called), *day, world.evaluation.as_of)),
                    Ending::Done | Ending::LeftOut(_) => called,
                },
                outcomes: tasks
                    .iter()
                    .filter_map(outcome)
                    .filter(|it| is_new(world, it))
                    .collect(),
                contacts: Vec::new(),
            })
        })
    })
}

/// Whether nothing is known yet of what became of a task. Who was contacted twice on a day has done the same task twice: what became of it
/// stands in the book, and the contact alone is new.
pub(super) fn is_new(world: &World, outcome: &TaskOutcome) -> bool {
    let before = world.book.task_outcomes.get(outcome.id.as_str());
    before.is_none_or(|before| outcome.status != Some(TaskStatus::Done) || before.status != Some(TaskStatus::Done))
}

/// What is put off, and to which day.
fn put_off_said(t: T, what: String, day: Day, as_of: Day) -> String {
    t.today_put_off_what(
        what,
        format!("{} {}", format::short_day(day, as_of), format::weekday(day, t.0)),
    )
}

/// Settles what is to be done: it is gone from the list before that is saved. What is to come on the day that the rest is put off to, or
/// behind it, stays where it is, and that is said.
pub fn settle(page: TodayList, deeds: &[Deed], ending: &Ending) {
    let app = page.list.app;
    let deeds: Vec<Deed> = match ending {
        Ending::PutOff(day) => {
            let here = deeds.iter().filter(|deed| !deed.is_elsewhere());
            let (earlier, later): (Vec<_>, Vec<_>) = here.cloned().partition(|deed| deed.due < *day);
            if !later.is_empty() {
                app.notices
                    .info(both(|t| t.today_not_forward(later.len(), format::day(*day))), None);
            }
            earlier
        }
        Ending::Done | Ending::LeftOut(_) => deeds.to_vec(),
    };
    if let Some(command) = settling(page, &deeds, ending) {
        let here: Vec<Deed> = deeds.iter().filter(|deed| !deed.is_elsewhere()).cloned().collect();
        let leaving = page.hide(leads(&here));
        app.session.dispatch_then(command, move |outcome| {
            page.settled(&leaving);
            if outcome.is_done() {
                tell_of_today(app);
            }
        });
        leave(page);
    }
}

/// What somebody wrote goes.
pub fn remove(page: TodayList, key: &str) {
    let Ok(id) = TaskOutcomeId::new(key) else { return };
    let deed = untrack(|| page.find(key));
    let leaving = page.hide(leads(deed.as_slice()));
    let heard = move |_| page.settled(&leaving);
    page.list.app.session.dispatch_then(Command::RemoveTask(id), heard);
    leave(page);
}

/// The page without a task: what was shown is settled. The briefing goes once the list without the task is painted: the columns change with it,
/// and all of the list is drawn anew.
pub fn leave(page: TodayList) {
    let app = page.list.app;
    let task = move || untrack(|| app.param(TASK));
    let settled = task();
    let go = move || {
        // Another one may have been opened since.
        if settled.is_some() && task() == settled {
            app.set_param(TASK, None);
        }
        focus::rescue();
    };
    next_frame(move || {
        after(go, Duration::ZERO);
    });
}

/// By what something to be done is known while it is settled.
fn leads(deeds: &[Deed]) -> Vec<Task> {
    deeds.iter().filter_map(Deed::lead).copied().collect()
}

pub(super) fn outcome(key: &str, ending: &Ending, by: &str, interaction: Option<&str>) -> Option<TaskOutcome> {
    let said = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Text::from);
    let (status, until, note) = match ending {
        Ending::Done => (TaskStatus::Done, None, None),
        Ending::PutOff(day) => (TaskStatus::Snoozed, Some(*day), None),
        Ending::LeftOut(why) => (TaskStatus::Skipped, None, said(why)),
    };
    Some(TaskOutcome {
        id: TaskOutcomeId::new(key).ok()?,
        status: Some(status),
        at: Moment::parse(&clock::instant()),
        by: said(by),
        until,
        note,
        interaction: interaction.map(Text::from),
        name: None,
        due: None,
        repeat: None,
        extra: Default::default(),
    })
}

/// What is asked of the contact that did it, in this order.
const ASKED: [&str; 11] = [
    "kind",
    "at",
    "contact",
    "content",
    "feedback",
    "objection",
    "objection_answer",
    "responded",
    "preference",
    "next_step",
    "next_due",
];

/// The form of the contact, the key of what it does, and whom it is with.
#[derive(Clone, Copy)]
struct Recording {
    form: RecordForm<Interaction>,
    key: StoredValue<String>,
    customer: StoredValue<CustomerId>,
}

impl From<Recording> for Form {
    fn from(it: Recording) -> Self {
        it.form.form
    }
}

/// The dialog that records the contact; it stands while something is recorded.
#[component]
pub fn RecordDone(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |key: String| {
        let deed = untrack(|| page.find(&key));
        let refused = page.refused.try_update_value(Option::take).flatten();
        // What was refused may have been done elsewhere meanwhile: what was typed is asked again all the same.
        let whom = |world: &World| match &deed {
            Some(deed) => Some(world.book.customers.at(deed.lead()?.customer)?.id.clone()),
            None => refused.as_ref().map(|(customer, _)| customer.clone()),
        };
        let customer = app.session.peek(whom)??;
        let keys = |world: &World, todo: &Todo| {
            let tasks = deed.as_ref()?.tasks.iter();
            Some(tasks.map(|task| task.key(&world.book, &todo.care)).collect::<Vec<_>>())
        };
        let keys = untrack(|| page.read(keys)).unwrap_or_default();
        let name = left::draft_of(app, &customer, &key, &keys);
        let has = |id: &str| app.session.peek(|world| world.book.interactions.get(id).is_some()) == Some(true);
        let id = app.drafts.new_id(&name, |draft: &Draft| draft.sent().is_some_and(has));
        let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
        let mut record = new::interaction(InteractionId::new(&id).ok()?, customer.clone(), today, &user);
        record.kind = deed.as_ref().and_then(Deed::channel).or(record.kind);
        // What follows is proposed; it is taken as it stands, changed or emptied.
        if let Some((next, day)) = deed.as_ref().and_then(|deed| next(page, deed, today)) {
            record.next_step = Some(next.into());
            record.next_due = Some(day);
        }
        record.task = Some(key.as_str().into());
        let form = RecordForm::begun(
            app,
            name,
            (id, record),
            Names::of::<Interaction>(|place| format!("task-{place}")),
            Some(customer.clone()),
        );
        if let Some((_, Some(why))) = refused {
            form.form.tell_refused(why);
        }
        let (key, customer) = (StoredValue::new(key), StoredValue::new(customer));
        Some(Recording { form, key, customer })
    };
    // It keeps its name where it is done elsewhere meanwhile.
    let name = Memo::new(move |before: Option<&Option<Label>>| {
        let name = page.recorded.get().and_then(|key| {
            let deed = page.find(&key)?;
            page.read(|world, todo| Some(called(&world.book, &todo.care, deed.tasks.get(..1)?)))
        });
        name.or_else(|| before.cloned().flatten())
    });
    let title = move || {
        name.with(|name| name.as_ref().map(|name| t().today_record_title(t().label(name))))
            .unwrap_or_else(|| t().record_interaction().to_owned())
    };
    view! {
        <FormDialog
            what=page.recorded
            id="task-form"
            title=title
            verb=move || t().today_done()
            mark="task-save"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(move |it: Recording| Some(inputs(page, it)))
            save=Callback::new(move |it: Recording| record(page, it))
        />
    }
}

/// Saves the contact with what it does. The dialog closes and the task goes at once; what is refused is asked again, as it was typed.
fn record(page: TodayList, it: Recording) {
    let app = page.list.app;
    let (key, customer) = (it.key.try_get_value(), it.customer.try_get_value());
    let deed = key.as_deref().and_then(|key| untrack(|| page.find(key)));
    let leaving = leads(deed.as_slice());
    let left = leaving.clone();
    let command = {
        let deed = deed.clone();
        move |edit: Edit<Interaction>| match deed {
            Some(deed) => done_with(page, &deed, *edit.after),
            // What was written of the contact is worth keeping, whoever was first.
            None => Command::PutInteraction(edit),
        }
    };
    let heard = move |outcome: &Outcome| {
        page.settled(&left);
        if outcome.is_done() {
            tell_of_today(app);
        }
        let is_free = page.recorded.try_with_untracked(Option::is_none) == Some(true);
        if !outcome.is_done() && is_free {
            let asked = customer.clone().map(|customer| (customer, outcome.why_not()));
            page.refused.try_set_value(asked);
            page.recorded.try_set(key.clone());
        }
    };
    if it.form.hand_over(command, heard) {
        page.recorded.set(None);
        page.hide(leaving);
        leave(page);
    }
}

/// The contact with what it does, in one step.
fn done_with(page: TodayList, deed: &Deed, contact: Interaction) -> Command {
    let by = contact.by.clone().unwrap_or_default();
    let id = contact.id.to_string();
    let made = untrack(|| {
        page.read(|world, todo| {
            let key = |task: &Task| task.key(&world.book, &todo.care);
            let outcomes = deed
                .tasks
                .iter()
                .filter_map(|task| outcome(&key(task), &Ending::Done, &by, Some(&id)))
                .filter(|it| is_new(world, it));
            Some((called(&world.book, &todo.care, &deed.tasks), outcomes.collect()))
        })
    });
    let (what, outcomes) = made.unwrap_or_default();
    Command::SettleTasks {
        what,
        outcomes,
        contacts: vec![contact],
    }
}

fn inputs(page: TodayList, it: Recording) -> AnyView {
    let (form, t) = (Form::from(it), use_text());
    let is_gone = Memo::new(move |_| it.key.try_get_value().is_some_and(|key| page.find(&key).is_none()));
    // Who did not answer was not reached; that the task is done all the same is said.
    let is_unanswered = Memo::new(move |_| form.text(Place::own("responded")) == "no");
    let early = Memo::new(move |_| {
        let day = day_typed(form)?;
        let deed = page.find(&it.key.try_get_value()?)?;
        deed.begins_behind(day).then_some(day)
    });
    if let Some(key) = it.key.try_get_value() {
        follow_day(page, form, key);
    }
    let first = form.id(Place::own("content"));
    next_frame(move || focus::focus_id(first));
    let one = move |key: &'static str| {
        let place = Place::own(key);
        let is_wide = matches!(
            key,
            "content" | "feedback" | "objection" | "objection_answer" | "preference" | "next_step"
        );
        view! {
            <div class=if is_wide { "fields__wide" } else { "" }>
                <Input place=place form=form label=move || form.label(place) />
            </div>
        }
    };
    view! {
        <Show when=move || is_gone.get()>
            <div class="fields__wide" data-testid="task-gone" role="alert">
                <Note kind=NoteKind::Warn text=move || t().today_gone_elsewhere() />
            </div>
        </Show>
        {ASKED.map(one).collect_view()}
        {move || early.get().map(|day| view! {
            <div class="fields__wide" data-testid="task-early" role="status">
                <Note kind=NoteKind::Warn text=move || t().today_early(day) />
            </div>
        })}
        <Show when=move || is_unanswered.get() && !is_gone.get()>
            <div class="fields__wide" data-testid="task-unanswered" role="status">
                <Note kind=NoteKind::Warn text=move || t().today_unanswered() />
            </div>
        </Show>
    }
    .into_any()
}
