//! What is being improved after complaints: with the cause, who sees to it and until when; written, changed, ended.

use crate::state::live::*;

use crate::domain::command::{Command, Edit};
use crate::domain::day::Moment;
use crate::domain::field::{FieldValue, HasFields};
use crate::domain::fold::is_blank;
use crate::domain::form::{Draft, Place, new};
use crate::domain::held::Held;
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{IMPROVEMENT, IMPROVEMENT_OWNER, key_of_own};
use crate::domain::steering::{Improvement, ended_improvement, improvements, later_improvements};
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs};
use crate::ui::format;
use crate::ui::list::figures_line;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, IconButton, Panel, table_head};

/// An improvement gets so many days unless somebody says otherwise.
const DAYS: i32 = 30;
/// What is asked, and what must be said.
const ASKED: [&str; 5] = [IMPROVEMENT, "name", IMPROVEMENT_OWNER, "due", "note"];
const NEEDED: [&str; 3] = [IMPROVEMENT, "name", "due"];

fn label(t: T, key: &str) -> String {
    match key {
        "name" => t.improve_name().to_owned(),
        "due" => t.improve_due().to_owned(),
        _ => TaskOutcome::field(key)
            .map(|field| t.label(&field.label))
            .unwrap_or_default(),
    }
}

fn names() -> Names {
    Names {
        id: |place| format!("improve-{place}"),
        label,
        asks_again: true,
    }
}

fn known(app: App, key: &str) -> Option<Held<TaskOutcome>> {
    app.session
        .peek(|world| world.book.task_outcomes.get(key).cloned())
        .flatten()
}

/// The form of one that the book has, by its key, or of a new one.
fn begin(app: App, key: String) -> Option<RecordForm<TaskOutcome>> {
    if !key.is_empty() {
        let name = format!("improve/{key}");
        let find = move || {
            app.session
                .read(|world| world.book.task_outcomes.get(&key).cloned())
                .flatten()
        };
        return Some(RecordForm::of(app, name, find, names(), None));
    }
    let name = "improve/new";
    let is_saved = |draft: &Draft| draft.sent().is_some_and(|id| known(app, &key_of_own(id, "")).is_some());
    let id = app.drafts.new_id(name, is_saved);
    let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
    let place = TaskOutcomeId::new(&key_of_own(&id, "")).ok()?;
    let mut record = new::task(place, Moment::parse(&clock::instant()), today, &user);
    record.due = Some(Moment::on(today.plus_days(DAYS)));
    if let Some(field) = TaskOutcome::field(IMPROVEMENT_OWNER).filter(|_| !user.is_empty()) {
        // A word that the field does not take leaves it as it was.
        let _ = (field.set)(&mut record, FieldValue::Text((&*user).into()));
    }
    Some(RecordForm::begun(app, name, (id, record), names(), None))
}

/// The dialog.
#[component]
pub fn ImproveDialog(editing: RwSignal<Option<String>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |form: RecordForm<TaskOutcome>| {
        let then = move || {
            editing.set(None);
            focus::rescue();
        };
        let is_missing = |key: &&&'static str| is_blank(&form.form.text(Place::own(key)));
        let remark = |key: &&'static str| (Place::own(key), both(|t| t.goals_needed().to_owned()));
        let missing: Vec<_> = untrack(|| NEEDED.iter().filter(is_missing).map(remark).collect());
        match missing.is_empty() {
            true => form.save(Command::WriteTask, then),
            false => form.form.save(Err(missing), then),
        }
    };
    let title = move || match editing.with(|key| key.as_ref().is_none_or(String::is_empty)) {
        true => t().improve_add(),
        false => t().improve_change(),
    };
    view! {
        <FormDialog
            what=editing
            id="improve-form"
            title=title
            verb=move || t().save()
            mark="improve-save"
            begin=Callback::new(move |key: String| begin(app, key))
            fields=Callback::new(|form: RecordForm<TaskOutcome>| Some(inputs(form.form, &ASKED, IMPROVEMENT)))
            save=Callback::new(save)
        />
    }
}

/// The table.
#[component]
pub fn Improvements(editing: RwSignal<Option<String>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let all = Memo::new(move |_| app.session.read(improvements).unwrap_or_default());
    let rows = move || {
        let t = t();
        all.with(|all| all.iter().map(|it| row(app, editing, it, t)).collect_view())
    };
    let is_none = move || all.with(Vec::is_empty);
    // What was just written must not seem lost where an earlier day is looked at.
    let later = move || {
        let n = app.session.read(later_improvements).filter(|n| *n > 0)?;
        let said = t().improve_later(n, format::day(app.as_of.get()));
        let rows = Some(app.route().on_day(None).to_hash());
        Some(view! { <p class="muted small" data-testid="improve-later">{figures_line(t(), vec![(said, rows)])}</p> })
    };
    view! {
        <Panel id="improvements" title=move || t().complaints_improvements()>
            <div class="panel__body">
                <p class="muted small">{move || t().improve_help()}</p>
                <Button
                    text=move || t().improve_add()
                    icon="plus"
                    attr:data-testid="improve-add"
                    on_click=Callback::new(move |_| editing.set(Some(String::new())))
                />
                <Show when=is_none>
                    <p class="muted">{move || t().complaints_no_improvements()}</p>
                </Show>
                {later}
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().complaints_improvements()>
                <table class="table" data-testid="improvements">
                    {table_head([
                        (T::improve_name, false),
                        (T::complaints_causes, false),
                        (T::goals_col_owner, false),
                        (T::improve_due, false),
                        (T::goals_standing, false),
                        (T::goals_deeds, false),
                    ])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Panel>
    }
}

fn row(app: App, editing: RwSignal<Option<String>>, it: &Improvement, t: T) -> impl IntoView + use<> {
    let (key, ended, name) = (it.key.to_string(), it.key.to_string(), it.name.to_string());
    let status = match (it.is_done, it.is_late(app.as_of.get_untracked())) {
        (true, _) => t.improve_done(),
        (_, true) => t.complaints_late(),
        _ => t.improve_open(),
    };
    let end = (!it.is_done).then(|| {
        let label = t.improve_end(&name);
        view! {
            <IconButton
                icon="check"
                label=move || label.clone()
                attr:data-testid="improve-end"
                on_click=Callback::new(move |_| end(app, &ended))
            />
        }
    });
    let label = t.goals_edit(&name);
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>{it.cause.to_string()}</td>
            <td>{format::whose(it.owner.as_deref(), t.0)}</td>
            <td>{it.due.map(format::day)}</td>
            <td>{status}</td>
            <td>
                {end}
                <IconButton
                    icon="pencil"
                    label=move || label.clone()
                    on_click=Callback::new(move |_| editing.set(Some(key.clone())))
                />
            </td>
        </tr>
    }
}

/// Says that one is done.
fn end(app: App, key: &str) {
    let (Some(before), Some(now)) = (known(app, key), Moment::parse(&clock::instant())) else {
        return;
    };
    let record = ended_improvement(&before, &now);
    app.session.dispatch(Command::WriteTask(Edit::of(before, record)));
}
