//! The groups that people name: a condition under a name, with how many are in it; added, changed, removed.

use std::sync::Arc;

use crate::state::live::*;

use super::list::ValueList;
use super::people::GROUP;
use super::{PORTRAIT, VALUE, VIEW};
use crate::domain::command::Command;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::marketing::group::{Group, MOST, groups, keep};
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::state::query::{GROUP as GROUP_KEY, Query};
use crate::state::route::Route;
use crate::state::{App, random};
use crate::ui::audience::{ConditionInput, read, said, written};
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::settings;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, IconButton, Kind, Panel};

const NAME: Place = Place::own("name");
const WHEN: Place = Place::own("when");

const ASKS: &[Ask] = &[
    Ask::optional(NAME.key, FieldKind::Text, 40),
    Ask::optional(WHEN.key, FieldKind::LongText, 20_000),
];

fn label(t: T, key: &str) -> String {
    match key {
        "name" => t.group_name(),
        _ => t.group_when(),
    }
    .to_owned()
}

/// The command that changes the groups of the book.
fn changed(app: App, edit: impl FnOnce(&mut Vec<Group>)) -> Option<Command> {
    settings::changed(app, |settings| {
        let mut all = groups(settings);
        edit(&mut all);
        keep(settings, &all);
    })
}

/// The groups of the book; tracked.
fn of_book(app: App) -> Vec<Group> {
    app.session
        .read(|world| groups(&world.book.head.settings))
        .unwrap_or_default()
}

/// What stands in the inputs at first; tracked.
fn first(app: App, id: &str, key: &str) -> String {
    let known = of_book(app).into_iter().find(|group| *group.id == *id);
    match key {
        "name" => known.map(|group| group.name.to_string()),
        _ => known.map(|group| written(Some(&group.when))),
    }
    .unwrap_or_default()
}

/// The name and the condition that were typed, or what is wrong with them.
fn typed(app: App, form: Form, id: &str) -> Result<(String, Condition), Vec<Remark>> {
    let (name, when) = untrack(|| (form.text(NAME).trim().to_owned(), read(&form.text(WHEN))));
    let is_taken = untrack(|| of_book(app))
        .iter()
        .any(|other| *other.id != *id && *other.name == *name);
    let of_name = match (name.is_empty(), is_taken) {
        (true, _) => Some(T::value_segment_needed as fn(T) -> &'static str),
        (_, true) => Some(T::group_taken as fn(T) -> &'static str),
        _ => None,
    };
    let mut wrong: Vec<Remark> = Vec::new();
    wrong.extend(of_name.map(|why| (NAME, both(|t| why(t).to_owned()))));
    match when {
        Some(when) if wrong.is_empty() => return Ok((name, when)),
        Some(_) => {}
        None => wrong.push((WHEN, both(|t| t.group_needed().to_owned()))),
    }
    Err(wrong)
}

/// The panel.
#[component]
pub fn Groups(page: ValueList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let editing = RwSignal::new(None::<Text>);
    let all = Memo::new(move |_| Arc::new(of_book(app)));
    let is_full = Signal::derive(move || all.with(|all| all.len() >= MOST));
    let rows = move || {
        let counts = page
            .map
            .with(|map| map.as_ref().map(|map| map.groups.clone()))
            .unwrap_or_default();
        let line = |group: &Group| {
            let of = counts.iter().find(|of| of.group.id == group.id);
            let n = of.map(|of| of.members.as_ref().map(Vec::len));
            row(app, editing, group, n, t())
        };
        all.with(|all| all.iter().map(line).collect_view())
    };
    let is_none = move || all.with(|all| all.is_empty());
    view! {
        <Panel id="value-groups" title=move || t().group_own()>
            <div class="panel__body">
                <p class="muted small screen-only">{move || t().group_help()}</p>
                <div class="toolbar">
                    <Button
                        text=move || t().group_add()
                        kind=Kind::Primary
                        icon="plus"
                        disabled=is_full
                        attr:data-testid="group-add"
                        on_click=Callback::new(move |_| editing.set(Some("".into())))
                    />
                </div>
                {move || is_full.get().then(|| view! { <p class="muted small">{t().group_most(MOST)}</p> })}
                <Show when=is_none>
                    <p class="muted">{move || t().group_none()}</p>
                </Show>
            </div>
            <div class="table-wrap" role="group" tabindex="0" hidden=is_none aria-label=move || t().group_own()>
                <table class="table" data-testid="groups">
                    <thead>
                        <tr>
                            <th scope="col">{move || t().group_name()}</th>
                            <th scope="col">{move || t().group_when()}</th>
                            <th scope="col" class="num">{move || t().value_col_customers()}</th>
                            <th scope="col" class="screen-only">{move || t().group_ways()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Panel>
        <GroupDialog app=app editing=editing />
    }
}

/// `n`: how many are in it; nothing inside where the rules cannot read it, and outside while that is worked out.
fn row(
    app: App,
    editing: RwSignal<Option<Text>>,
    group: &Group,
    n: Option<Option<usize>>,
    t: T,
) -> impl IntoView + use<> {
    let (id, name) = (group.id.clone(), group.name.to_string());
    let when = app.session.peek(|world| said(world, &group.when, t.0));
    let members = Route::customers(&Query::of(GROUP_KEY, [&*id])).to_hash();
    let portrait = Route::to(VALUE)
        .with_param(VIEW, Some(PORTRAIT))
        .with_param(GROUP, Some(&format!("group:{id}")));
    let count = match n {
        Some(Some(n)) => view! { <a href=members>{format::count(n)}</a> }.into_any(),
        Some(None) => t.camp_unreadable().into_any(),
        None => ().into_any(),
    };
    let (edited, removed) = (id.clone(), id.clone());
    let remove = move |_| {
        if let Some(command) = changed(app, |all| all.retain(|group| group.id != removed)) {
            app.session.dispatch(command);
        }
    };
    let [edit, take_away] = [t.group_edit(&name), t.group_remove(&name)];
    view! {
        <tr data-group=id.to_string()>
            <th scope="row">{name}</th>
            <td>{when}</td>
            <td class="num">{count}</td>
            <td class="value__deeds screen-only">
                <a href=portrait.to_hash()>{t.value_portrait()}</a>
                <IconButton
                    icon="pencil"
                    label=move || edit.clone()
                    on_click=Callback::new(move |_| editing.set(Some(edited.clone())))
                />
                <IconButton icon="trash" label=move || take_away.clone() on_click=Callback::new(remove) />
            </td>
        </tr>
    }
}

/// The dialog.
#[component]
fn GroupDialog(app: App, editing: RwSignal<Option<Text>>) -> impl IntoView {
    let t = use_text();
    let begin = move |id: Text| {
        let name = format!("customer-group/{id}");
        let called = Plain::new("group", ASKS, label).called(|world, t, _, key, text| {
            (key == WHEN.key)
                .then(|| read(text).map(|when| said(world, &when, t.0)))
                .flatten()
        });
        Some(match id.is_empty() {
            true => Form::new(app, name, called),
            false => Form::new(app, name, called.first(move |key| first(app, &id, key)).known()),
        })
    };
    let save = move |form: Form| {
        let Some(id) = editing.get_untracked() else { return };
        let then = move || {
            editing.set(None);
            focus::rescue();
        };
        let (name, when) = match typed(app, form, &id) {
            Ok(typed) => typed,
            Err(wrong) => return form.save(Err(wrong), then),
        };
        if let Some(command) = changed(app, |all| put(all, &id, &name, when)) {
            form.save(Ok(command), then);
        }
    };
    let title = move || match editing.get() {
        Some(id) if !id.is_empty() => t().group_edit(first(app, &id, NAME.key)),
        _ => t().group_add().to_owned(),
    };
    view! {
        <FormDialog
            what=editing
            id="group-form"
            title=title
            verb=move || t().save()
            mark="group-save"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(|form: Form| Some(view! { <Fields form=form /> }.into_any()))
            save=Callback::new(save)
        />
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let first = form.id(NAME);
    next_frame(move || focus::focus_id(first));
    let t = use_text();
    let wrong = move || {
        form.error(WHEN)
            .map(|why| view! { <p class="fields__wide field__error" role="alert">{t().label(&why)}</p> })
    };
    view! {
        <div class="fields__wide">
            <Input place=NAME form=form label=move || form.label(NAME) />
        </div>
        <ConditionInput form=form place=WHEN />
        {wrong}
    }
}

fn put(all: &mut Vec<Group>, id: &str, name: &str, when: Condition) {
    let is_full = all.len() >= MOST;
    match all.iter_mut().find(|group| *group.id == *id) {
        Some(known) => (known.name, known.when) = (name.into(), when),
        None if !is_full => all.push(Group::new(&format!("g-{}", random::id()), name, when)),
        None => {}
    }
}
