//! What people write down to do: the dialog that asks what, for whom, when and how often.

use crate::state::live::*;

use super::list::TodayList;
use super::settle;
use crate::domain::command::{Command, Edit};
use crate::domain::day::Moment;
use crate::domain::field::{Choices, FieldKind, HasFields, Tense, parse};
use crate::domain::fold::is_blank;
use crate::domain::form::{Ask, Place, Remark, new};
use crate::domain::held::Held;
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::key_of_own;
use crate::domain::world::World;
use crate::state::random;
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::text::{T, both, use_text};
use crate::ui::whom::{Whom, customer_typed};

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// A new task.
    New,
    /// One that the book has, by the key of its record.
    Known(String),
}

const CUSTOMER: Place = Place::own("customer");
const NAME: Place = Place::own("name");
const DUE: Place = Place::own("due");
const REPEAT: Place = Place::own("repeat");
const NOTE: Place = Place::own("note");

const ASKS: &[Ask] = &[
    Ask::optional("name", FieldKind::Text, 120),
    Ask::optional("due", FieldKind::Moment(Tense::Future), 30),
    Ask::optional("customer", FieldKind::Text, 120),
    Ask::optional("repeat", FieldKind::Choice(Choices::TaskRepeat), 20),
    Ask::optional("note", FieldKind::LongText, 2_000),
];

fn label(t: T, key: &str) -> String {
    match TaskOutcome::field(key) {
        Some(field) => t.label(&field.label),
        None => t.today_col_customer().to_owned(),
    }
}

/// The record that is written: the one that the book has, or a new one; the customer comes into its key when it is saved.
fn record(app: App, writing: &Writing) -> Option<(Option<Held<TaskOutcome>>, TaskOutcome)> {
    match writing {
        Writing::New => {
            let id = TaskOutcomeId::new(&key_of_own(&random::id(), "")).ok()?;
            let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
            Some((None, new::task(id, Moment::parse(&clock::instant()), today, &user)))
        }
        Writing::Known(key) => {
            let known = app.session.peek(|world| world.book.task_outcomes.get(key).cloned())??;
            let record = (*known).clone();
            Some((Some(known), record))
        }
    }
}

/// The dialog; it stands while something is written.
#[component]
pub fn WriteTask(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |writing: Writing| {
        let (_, record) = record(app, &writing)?;
        let draft = match &writing {
            Writing::New => "task/new".to_owned(),
            Writing::Known(key) => format!("task/{key}"),
        };
        let text = |record: &TaskOutcome, key: &str| TaskOutcome::field(key).map(|field| field.text(record));
        let source = Plain::new("write", ASKS, label);
        let source = match writing {
            Writing::New => source.first(move |key| text(&record, key).unwrap_or_default()),
            // What is not touched follows what others write meanwhile.
            Writing::Known(id) => {
                let read = move |key: &str| {
                    let now = |world: &World| text(world.book.task_outcomes.get(&id)?, key);
                    app.session.read(now).flatten()
                };
                let there = read.clone();
                source
                    .first(move |key| read(key).unwrap_or_default())
                    .known()
                    .gone(move || there("name").is_none())
            }
        };
        Some(Form::new(app, draft, source))
    };
    let save = move |form: Form| {
        let Some(writing) = page.writing.get_untracked() else {
            return;
        };
        let is_new = writing == Writing::New;
        form.save(untrack(|| made(app, &writing, form)), move || {
            page.writing.set(None);
            if !is_new {
                settle::leave(page);
            }
        });
    };
    let title = move || match page.writing.get() {
        Some(Writing::Known(_)) => t().today_edit_title(),
        _ => t().today_new_title(),
    };
    let fields = move |form: Form| {
        let is_new = page.writing.get_untracked() == Some(Writing::New);
        Some(view! { <Fields form=form is_new=is_new /> }.into_any())
    };
    view! {
        <FormDialog
            what=page.writing
            id="write-form"
            title=title
            verb=move || t().today_save()
            mark="write-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

/// Reads the form: the command, or what is wrong.
fn made(app: App, writing: &Writing, form: Form) -> Result<Command, Vec<Remark>> {
    let Some((before, mut record)) = record(app, writing) else {
        return Err(Vec::new());
    };
    let now = clock::instant();
    let mut wrong: Vec<Remark> = Vec::new();
    for ask in ASKS {
        let (place, text) = (Place::own(ask.key), form.text(Place::own(ask.key)));
        let Some(field) = TaskOutcome::field(ask.key) else {
            continue;
        };
        let set = parse(ask.kind, &text, form.typing(&now)).and_then(|value| (field.set)(&mut record, value));
        wrong.extend(set.err().map(|error| (place, error.message)));
    }
    if record.name.as_deref().is_none_or(is_blank) {
        wrong.insert(0, (NAME, both(|t| t.today_needs_name().to_owned())));
    }
    if record.due.is_none() && !wrong.iter().any(|(place, _)| *place == DUE) {
        wrong.push((DUE, both(|t| t.today_needs_due().to_owned())));
    }
    if before.is_none() {
        match customer_typed(app, &form.text(CUSTOMER)) {
            Ok(customer) => {
                let key = key_of_own(&random::id(), &customer);
                record.id = TaskOutcomeId::new(&key).unwrap_or(record.id);
            }
            Err(words) => wrong.push((CUSTOMER, both(|t| words(t).to_owned()))),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let after = Box::new(record);
    Ok(Command::WriteTask(Edit { before, after }))
}

#[component]
fn Fields(form: Form, is_new: bool) -> impl IntoView {
    let t = use_text();
    let first = form.id(NAME);
    next_frame(move || focus::focus_id(first));
    let repeats = Signal::derive(move || {
        let entry = |choice: crate::domain::field::Choice| (choice.word.to_string(), t().label(&choice.label));
        let once = (String::new(), t().today_once().to_owned());
        let all = Choices::TaskRepeat.fixed().into_iter().map(entry);
        std::iter::once(once).chain(all).collect::<Vec<_>>()
    });
    view! {
        <div class="fields__wide">
            <Input place=NAME form=form label=move || form.label(NAME) />
        </div>
        <Input place=DUE form=form label=move || form.label(DUE) help=move || t().today_due_help() />
        <ChoiceInput place=REPEAT form=form label=move || form.label(REPEAT) options=repeats />
        {is_new.then(|| view! { <Whom form=form place=CUSTOMER help=T::today_customer_help /> })}
        <div class="fields__wide">
            <Input place=NOTE form=form label=move || form.label(NOTE) />
        </div>
    }
}
