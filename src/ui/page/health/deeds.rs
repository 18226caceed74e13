//! What is done about a customer in danger: a plan is written, changed, ended; a contact is recorded.

use crate::state::live::*;

use super::list::HealthList;
use crate::domain::command::{Command, Edit};
use crate::domain::day::Moment;
use crate::domain::field::{FieldValue, HasFields};
use crate::domain::fold::is_blank;
use crate::domain::form::{Draft, Place, new};
use crate::domain::held::Held;
use crate::domain::id::{CustomerId, TaskOutcomeId};
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{
    WIN_BACK_OWNER, WIN_BACK_RESULT, WIN_BACK_RESULT_NOTE, WinBackResult, customer_of_task, key_of_own,
};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::winback::ended;
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs};
use crate::ui::list::{GiveTo, ListAction, ListPage};
use crate::ui::text::{T, both, use_text};

/// A plan gets so many days unless somebody says otherwise.
const DAYS: i32 = 30;

/// A plan that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planning {
    /// A new one, for a customer.
    New(CustomerId),
    /// One that the book has, by its key.
    Known(String),
}

impl Planning {
    /// Whose it is.
    fn customer(&self) -> Option<CustomerId> {
        match self {
            Self::New(customer) => Some(customer.clone()),
            Self::Known(key) => CustomerId::new(customer_of_task(key)?).ok(),
        }
    }
}

/// What can be done with a row.
pub const ACTIONS: &[ListAction<HealthList>] = &[
    ListAction {
        text: T::health_plan,
        label: |t, name| t.health_begin_plan(name),
        mark: "health-plan",
        icon: None,
        is_quiet: false,
        can: |_, _| true,
        run: |page, rows| {
            let customer = rows.first().and_then(|row| page.customer(*row));
            page.planning.set(customer.map(Planning::New));
        },
    },
    ListAction {
        text: T::health_end,
        label: |t, name| t.health_end_with(name),
        mark: "health-end",
        icon: None,
        is_quiet: false,
        can: |_, _| true,
        run: |page, rows| page.ending.set(rows.first().and_then(|row| page.running(*row))),
    },
    ListAction {
        text: T::health_talk,
        label: |t, name| t.health_talk_of(name),
        mark: "health-talk",
        icon: None,
        is_quiet: true,
        can: |_, _| true,
        run: |page, rows| page.talking.set(rows.first().and_then(|row| page.customer(*row))),
    },
];

/// What can be changed of the plans of the rows selected: who sees to them.
pub fn bulk(page: HealthList) -> AnyView {
    let app = use_app();
    let give = move |owner: Option<Text>| {
        let keys = page.picked_rows().into_iter().filter_map(|row| page.running(row));
        let edit = |before: Held<TaskOutcome>| {
            let mut after = (*before).clone();
            after.extra.set(WIN_BACK_OWNER, owner.as_deref().map(Into::into));
            (after != *before).then(|| Edit::of(before, after))
        };
        let edits: Vec<_> = keys.filter_map(|key| known(app, &key)).filter_map(edit).collect();
        if !edits.is_empty() {
            app.session.dispatch(Command::WriteTasks(edits));
        }
    };
    view! { <GiveTo title=T::health_give label=T::health_col_owner clear=T::clear_owner on=Callback::new(give) /> }
        .into_any()
}

/// The record as the book has it.
fn known(app: App, key: &str) -> Option<Held<TaskOutcome>> {
    app.session
        .peek(|world| world.book.task_outcomes.get(key).cloned())
        .flatten()
}

/// What is asked of a plan, and what must be said.
const OF_PLAN: [&str; 5] = ["win_back", "name", WIN_BACK_OWNER, "due", "note"];
const NEEDED: [&str; 3] = ["win_back", "name", "due"];
/// What is asked at its end.
const OF_END: [&str; 2] = [WIN_BACK_RESULT, WIN_BACK_RESULT_NOTE];

/// What an input of a plan is called: the task's fields have names of their own here.
fn label(t: T, key: &str) -> String {
    match key {
        "name" => t.health_measure().to_owned(),
        "due" => t.health_due().to_owned(),
        // Most of whom a plan is about are not lost yet.
        "win_back" => t.health_cause().to_owned(),
        "note" => t.health_note().to_owned(),
        _ => TaskOutcome::field(key)
            .map(|field| t.label(&field.label))
            .unwrap_or_default(),
    }
}

fn names() -> Names {
    Names {
        id: |place| format!("plan-{place}"),
        label,
        asks_again: true,
    }
}

fn set(record: &mut TaskOutcome, key: &str, value: impl Into<Box<str>>) {
    if let Some(field) = TaskOutcome::field(key) {
        // A word that the field does not take leaves it as it was.
        let _ = (field.set)(record, FieldValue::Text(value.into()));
    }
}

fn begin(app: App, planning: &Planning) -> Option<RecordForm<TaskOutcome>> {
    let customer = planning.customer()?;
    match planning {
        Planning::Known(key) => {
            let (name, key) = (format!("plan/{key}"), key.clone());
            let find = move || {
                app.session
                    .read(|world| world.book.task_outcomes.get(&key).cloned())
                    .flatten()
            };
            Some(RecordForm::of(app, name, find, names(), Some(customer)))
        }
        Planning::New(_) => {
            let owner = app
                .session
                .peek(|world| world.book.customers.get(customer.as_str())?.owner.clone())?;
            let name = format!("plan/new/{customer}");
            let key = |id: &str| key_of_own(id, customer.as_str());
            let is_saved = |draft: &Draft| draft.sent().is_some_and(|id| known(app, &key(id)).is_some());
            let id = app.drafts.new_id(&name, is_saved);
            let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
            let place = TaskOutcomeId::new(&key(&id)).ok()?;
            let mut record = new::task(place, Moment::parse(&clock::instant()), today, &user);
            record.due = Some(Moment::on(today.plus_days(DAYS)));
            if let Some(owner) = owner {
                set(&mut record, WIN_BACK_OWNER, owner);
            }
            Some(RecordForm::begun(app, name, (id, record), names(), Some(customer)))
        }
    }
}

/// What is missing of what must be said.
fn missing(form: RecordForm<TaskOutcome>, needed: &[&'static str]) -> Vec<(Place, Label)> {
    let is_missing = |key: &&&'static str| is_blank(&form.form.text(Place::own(key)));
    let remark = |key: &&'static str| (Place::own(key), both(|t| t.health_needed().to_owned()));
    untrack(|| needed.iter().filter(is_missing).map(remark).collect())
}

/// A measure is a line on lists and notices, not a page: the remark has room for more.
const MOST: usize = 200;

/// What is said of a measure that is too long.
fn too_long(form: RecordForm<TaskOutcome>) -> Option<(Place, Label)> {
    let place = Place::own("name");
    let is_long = untrack(|| form.form.text(place)).chars().nth(MOST).is_some();
    is_long.then(|| (place, both(|t| t.health_too_long(MOST))))
}

/// The dialog of a plan.
#[component]
pub fn PlanDialog(page: HealthList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |form: RecordForm<TaskOutcome>| {
        let then = move || {
            page.planning.set(None);
            focus::rescue();
        };
        let mut missing = missing(form, &NEEDED);
        missing.extend(too_long(form));
        match missing.is_empty() {
            true => form.save(Command::WriteTask, then),
            false => form.form.save(Err(missing), then),
        }
    };
    let title = move || {
        let planning = page.planning.get()?;
        let name = name_of(app, &planning.customer()?)?;
        Some(t().health_plan_of(&name))
    };
    view! {
        <FormDialog
            what=page.planning
            id="plan-form"
            title=move || title().unwrap_or_default()
            verb=move || t().save()
            mark="plan-save"
            wide=true
            begin=Callback::new(move |planning| begin(app, &planning))
            fields=Callback::new(|form: RecordForm<TaskOutcome>| Some(inputs(form.form, &OF_PLAN, "win_back")))
            save=Callback::new(save)
        />
    }
}

fn name_of(app: App, customer: &CustomerId) -> Option<String> {
    app.session
        .peek(|world| Some(world.book.customers.get(customer.as_str())?.name.to_string()))
        .flatten()
}

fn begin_end(app: App, key: &str) -> Option<RecordForm<TaskOutcome>> {
    known(app, key)?;
    let customer = CustomerId::new(customer_of_task(key)?).ok();
    let (name, key) = (format!("plan/{key}/end"), key.to_owned());
    let find = move || {
        app.session
            .read(|world| world.book.task_outcomes.get(&key).cloned())
            .flatten()
    };
    Some(RecordForm::of(app, name, find, names(), customer))
}

/// The dialog that ends a plan.
#[component]
pub fn EndDialog(page: HealthList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |form: RecordForm<TaskOutcome>| {
        let then = move || {
            page.ending.set(None);
            focus::rescue();
        };
        let missing = missing(form, &[WIN_BACK_RESULT]);
        if !missing.is_empty() {
            return form.form.save(Err(missing), then);
        }
        let Some(now) = Moment::parse(&clock::instant()) else {
            return;
        };
        let command = move |edit: Edit<TaskOutcome>| {
            let how = edit
                .after
                .extra
                .text(WIN_BACK_RESULT)
                .and_then(WinBackResult::from_word);
            let after = match how {
                Some(how) => Box::new(ended(&edit.after, how, &now)),
                None => edit.after,
            };
            Command::WriteTask(Edit { after, ..edit })
        };
        form.save(command, then);
    };
    let title = move || {
        let key = page.ending.get()?;
        let name = name_of(app, &CustomerId::new(customer_of_task(&key)?).ok()?)?;
        Some(t().health_end_of(&name))
    };
    view! {
        <FormDialog
            what=page.ending
            id="plan-end-form"
            title=move || title().unwrap_or_default()
            verb=move || t().health_end()
            mark="plan-end"
            begin=Callback::new(move |key: String| begin_end(app, &key))
            fields=Callback::new(|form: RecordForm<TaskOutcome>| Some(inputs(form.form, &OF_END, WIN_BACK_RESULT)))
            save=Callback::new(save)
        />
    }
}
