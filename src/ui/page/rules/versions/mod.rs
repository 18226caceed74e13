//! The versions of the rules, the latest first: who adopted them and why, what they changed, and the way back to each.

pub mod compare;
mod look;

use std::sync::Arc;

use crate::state::live::*;

use self::compare::{Compare, compared, rules_of};
use self::look::Look;
use super::exchange;
use super::room::{COMPARE, LOOK, Room};
use crate::domain::command::{Command, Edit};
use crate::domain::day::Day;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place};
use crate::domain::id::RuleVersionId;
use crate::domain::record::Text;
use crate::domain::versions::{Standing, history};
use crate::domain::world::World;
use crate::state::review::occasion;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::focus::{focus_id, focus_soon};
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Kind, LinkButton, Mark, MarkKind, Panel};

/// A version as it is listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct ListedVersion {
    /// Nothing for the rules of a book that never changed them.
    id: Option<RuleVersionId>,
    number: u32,
    name: Option<Text>,
    from: Option<Day>,
    until: Option<Day>,
    by: Option<Text>,
    note: Option<Text>,
    changes: Option<usize>,
    in_force: bool,
}

/// The latest first; the one rulebook of a book that never changed it.
fn rows(world: &World) -> Vec<ListedVersion> {
    let all = history(&world.book);
    let many = all.len();
    let row = |(i, standing): (usize, Standing)| ListedVersion {
        id: Some(standing.version.id.clone()),
        number: standing.version.number,
        name: standing.version.name.clone(),
        from: standing.version.adopted_on,
        until: standing.until,
        by: standing.version.by.clone(),
        note: standing.version.note.clone(),
        changes: standing.changes,
        in_force: i + 1 == many,
    };
    let only = ListedVersion {
        number: 1,
        in_force: true,
        ..ListedVersion::default()
    };
    match many {
        0 => vec![only],
        _ => all.into_iter().enumerate().map(row).rev().collect(),
    }
}

impl ListedVersion {
    /// From when until when.
    fn days(&self, t: T) -> String {
        let begin = self
            .from
            .map_or_else(|| t.from_beginning().to_owned(), |from| t.from_day(from));
        match (self.until, self.from) {
            (None, _) => begin,
            (Some(until), Some(from)) if until < from => t.overtaken_at_once(begin),
            (Some(until), _) => t.from_to(begin, until),
        }
    }

    fn said(&self, t: T) -> Vec<String> {
        let who = self.by.as_ref().map(|who| t.adopted_by(who));
        let changes = match (self.changes, &self.id) {
            (Some(n), _) => Some(t.version_changes(n)),
            (None, Some(_)) => Some(t.version_first().to_owned()),
            (None, None) => None,
        };
        [Some(self.days(t)), who, changes].into_iter().flatten().collect()
    }
}

/// The room of the versions.
#[component]
pub fn Versions() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let all = app.session.memo(rows);
    let naming = RwSignal::new(None::<u32>);
    let keys = Memo::new(move |_| all.with(|all| all.iter().map(|row| row.number).collect::<Vec<_>>()));
    let is_new = move || all.with(|all| all.first().is_none_or(|row| row.id.is_none()));
    let note = move || {
        if is_new() {
            String::new()
        } else {
            t().versions_note(keys.with(Vec::len))
        }
    };
    let end = move || {
        view! { <LinkButton text=move || t().back_to_rules() on_click=Callback::new(move |_| app.go(Room::Editor.route(app))) /> }
    };
    view! {
        <div class="versions" data-testid="versions">
            <Panel id="versions-title" title=move || t().rule_versions() note=note end=end>
                <Show when=is_new>
                    <p class="panel__body soft">{move || t().versions_none()}</p>
                </Show>
                <ol class="versions__list">
                    <For each=move || keys.get() key=|number| *number let:number>
                        <VersionItem all=all number=number naming=naming />
                    </For>
                </ol>
            </Panel>
            <div class="versions__beside">
                <Compare />
                <Look />
            </div>
            <NameDialog all=all naming=naming />
        </div>
    }
}

#[component]
fn VersionItem(all: Memo<Vec<ListedVersion>>, number: u32, naming: RwSignal<Option<u32>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let row = Memo::new(move |_| all.with(|all| all.iter().find(|row| row.number == number).cloned()));
    let told = move |read: fn(&ListedVersion, T) -> String| {
        row.with(|row| row.as_ref().map(|row| read(row, t())).unwrap_or_default())
    };
    let with = move |read: fn(&ListedVersion) -> bool| row.with(|row| row.as_ref().is_some_and(read));
    let facts = move || row.with(|row| row.as_ref().map(|row| row.said(t()).join(" · ")).unwrap_or_default());
    view! {
        <li
            class="versions__row"
            data-testid="version"
            data-number=number
            data-in-force=move || with(|row| row.in_force).then_some("true")
            data-changes=move || row.with(|row| row.as_ref().and_then(|row| row.changes))
        >
            <p class="versions__name">
                <b>{move || t().version_n(number)}</b>
                <span>{move || told(|row, _| row.name.as_deref().unwrap_or_default().to_owned())}</span>
                <Show when=move || with(|row| row.in_force)>
                    <Mark text=move || t().in_force_now() kind=MarkKind::Good icon="check" />
                </Show>
            </p>
            <p class="versions__facts">{facts}</p>
            <Show when=move || with(|row| row.note.is_some())>
                <p class="versions__note">{move || told(|row, _| row.note.as_deref().unwrap_or_default().to_owned())}</p>
            </Show>
            <div class="versions__deeds">{deeds(app, row, number, naming)}</div>
        </li>
    }
}

/// What can be done with a version.
fn deeds(app: App, row: Memo<Option<ListedVersion>>, number: u32, naming: RwSignal<Option<u32>>) -> impl IntoView {
    let t = use_text();
    let with = move |read: fn(&ListedVersion) -> bool| row.with(|row| row.as_ref().is_some_and(read));
    let deed = move |text: fn(T) -> &'static str, mark: &'static str, run: Callback<()>| {
        view! {
            <Button
                text=move || text(t())
                size="btn--small"
                kind=Kind::Quiet
                attr:aria-label=move || t().of_version(text(t()), number)
                attr:data-testid=mark
                on_click=Callback::new(move |_| run.run(()))
            />
        }
        .into_any()
    };
    let look = Callback::new(move |()| {
        app.go(Room::Versions.route(app).with_param(LOOK, Some(&number.to_string())));
        focus_soon("#look-title");
    });
    let compare = Callback::new(move |()| {
        let pair = compared(&number.saturating_sub(1).to_string(), &number.to_string());
        app.go(Room::Versions.route(app).with_param(COMPARE, Some(&pair)));
        focus_soon(".compare select");
    });
    let review = Callback::new(move |()| {
        let id = row.with_untracked(|row| row.as_ref().and_then(|row| row.id.clone()));
        app.go(Route::to(PageId::REVIEW).with_param(occasion::VERSION, id.as_ref().map(|id| id.as_str())));
    });
    let export = Callback::new(move |()| {
        if let Some(rules) = untrack(|| rules_of(app, &number.to_string())) {
            exchange::export(app, &rules, Some(number));
        }
    });
    let rename = Callback::new(move |()| naming.set(Some(number)));
    view! {
        {deed(T::look_at_version, "version-look", look)}
        <Show when=move || with(|row| row.changes.is_some())>{deed(T::compare_before, "version-compare", compare)}</Show>
        <Show when=move || with(|row| row.id.is_some() && row.changes.is_some())>
            {deed(T::review_moves_of, "version-review", review)}
        </Show>
        <Show when=move || with(|row| !row.in_force)>
            {deed(T::restore_version, "version-restore", Callback::new(move |()| restore(app, number)))}
        </Show>
        <Show when=move || with(|row| row.id.is_some())>{deed(T::name_version, "version-name", rename)}</Show>
        {deed(T::export, "version-export", export)}
    }
}

fn restore(app: App, number: u32) {
    let rules: Option<Arc<_>> = untrack(|| rules_of(app, &number.to_string()));
    if let Some(rules) = rules {
        exchange::restore(app, &both(|t| t.restored_version(number)), &rules);
    }
}

const ASKS: &[Ask] = &[
    Ask::optional("name", FieldKind::Text, 60),
    Ask::optional("note", FieldKind::LongText, 500),
];

fn label(t: T, key: &str) -> String {
    let label = if key == "name" {
        t.version_name()
    } else {
        t.version_note()
    };
    label.to_owned()
}

/// What was typed into a form of a version's name and note.
pub fn typed(form: Form, key: &'static str) -> Option<Text> {
    Some(Text::from(untrack(|| form.text(Place::own(key))).trim()))
}

/// The inputs of a form of a version's name and note, the cursor in the first; `below` stands after them.
pub fn name_and_note(form: Form, help: fn(T) -> &'static str, below: impl IntoView) -> AnyView {
    let t = use_text();
    let (name, note) = (Place::own("name"), Place::own("note"));
    let id = form.id(name);
    next_frame(move || focus_id(id));
    view! {
        <div class="fields__wide stack">
            <Input place=name form=form label=move || form.label(name) help=move || help(t()) />
            <Input place=note form=form label=move || form.label(note) />
            {below.into_view()}
        </div>
    }
    .into_any()
}

/// Name and note of a version.
#[component]
fn NameDialog(all: Memo<Vec<ListedVersion>>, naming: RwSignal<Option<u32>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let row = move |number| all.with(|all| all.iter().find(|row| row.number == number).cloned());
    let begin = move |number: u32| {
        let first = move |key: &str| {
            let row = row(number);
            let text = row.and_then(|row| if key == "name" { row.name } else { row.note });
            text.as_deref().unwrap_or_default().to_owned()
        };
        let source = Plain::new("version", ASKS, label).first(first).known();
        Some(Form::new(app, format!("version/{number}"), source))
    };
    let save = move |form: Form| {
        let id = naming.get_untracked().and_then(|number| untrack(|| row(number))?.id);
        let find = |world: &World| world.book.rule_versions.get(id.as_ref()?.as_str()).cloned();
        let Some(before) = app.session.peek(find).flatten() else {
            return;
        };
        let mut after = (*before).clone();
        (after.name, after.note) = (typed(form, "name"), typed(form, "note"));
        form.save(Ok(Command::NameVersion(Edit::of(before, after))), move || {
            naming.set(None)
        });
    };
    let fields = move |form: Form| Some(name_and_note(form, T::version_name_help, ()));
    let title = move || {
        naming
            .get()
            .map(|n| t().of_version(t().name_version(), n))
            .unwrap_or_default()
    };
    view! {
        <FormDialog
            what=naming
            id="version-form"
            title=title
            verb=move || t().save()
            mark="version-name-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}
