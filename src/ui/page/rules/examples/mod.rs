//! The examples that test the rules: each with what came of it under the draft, or under the rules in force, in plain words.

mod fields;
mod figures;
pub mod form;

use crate::state::live::*;

use self::form::{Asked, ExampleDialog, found};
use super::room::Room;
use crate::domain::evaluation::Evaluation;
use crate::domain::id::CustomerId;
use crate::domain::inquiry::example::{Outcome, reason, run};
use crate::domain::record::Text;
use crate::domain::rule::Example;
use crate::domain::rule::Rulebook;
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::rules::workshop::example_id;
use crate::state::{App, use_app};
use crate::ui::focus::focus_soon;
use crate::ui::text::difference::Telling;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, both, tested, use_text};
use crate::ui::widget::{Button, EmptyState, IconButton, Kind, LinkButton, Mark, MarkKind, Note, NoteKind, Panel};

/// How an example came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Came {
    #[default]
    Passed,
    Failed,
    Broken,
}

impl Came {
    fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Passed => Self::Passed,
            Outcome::Broken(_) => Self::Broken,
            _ => Self::Failed,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Broken => "broken",
        }
    }

    fn mark(self) -> (MarkKind, &'static str, fn(T) -> &'static str) {
        match self {
            Self::Passed => (MarkKind::Good, "check", T::example_passed),
            Self::Failed => (MarkKind::Risk, "x", T::example_failed),
            Self::Broken => (MarkKind::Warn, "help", T::example_broken),
        }
    }
}

/// An example as it is listed.
#[derive(Clone, Debug, PartialEq)]
struct ListedExample {
    id: Text,
    name: String,
    customer: Option<CustomerId>,
    gives: String,
    expects: String,
    came: Came,
    told: String,
}

fn rows(app: App) -> Vec<ListedExample> {
    let (lang, rules) = (app.lang.get(), app.workshop.rules());
    let all = app.workshop.rehearsed(|world, then| {
        let customer = |id: &str| world.book.customers.get(id).map(|c| c.name.to_string());
        let telling = Telling::new(lang, &rules, &rules, &customer);
        let words = Words { lang, plan: &then.plan };
        rules
            .examples
            .iter()
            .map(|e| row(world, then, words, &telling, e))
            .collect()
    });
    all.unwrap_or_default()
}

fn row(world: &World, then: &Evaluation, words: Words, telling: &Telling, example: &Example) -> ListedExample {
    let outcome = run(&world.book, then, example);
    let reason = match outcome {
        Outcome::OtherClass(_) | Outcome::OtherTag { .. } => reason(world, then, example),
        _ => None,
    };
    let customer = example.customer.as_deref();
    let customer = customer
        .and_then(|id| world.book.customers.get(id))
        .map(|c| c.id.clone());
    let name = telling.example_name(&example.id);
    let gives = telling.gives(example);
    ListedExample {
        id: example.id.clone(),
        gives: if gives == name { String::new() } else { gives },
        name,
        customer,
        expects: telling.expects(example),
        came: Came::of(&outcome),
        told: tested::told(words, example, &outcome, reason.as_ref()),
    }
}

/// The room of the examples.
#[component]
pub fn Examples() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let all = Memo::new(move |_| rows(app));
    let keys = Memo::new(move |_| all.with(|all| all.iter().map(|row| row.id.clone()).collect::<Vec<_>>()));
    let asked = RwSignal::new(None::<Asked>);
    let add = move |made_up: bool| asked.set(Some(Asked::New { made_up }));
    let summary = move || all.with(|all| summary(t(), all));
    let end = move || {
        view! { <LinkButton text=move || t().back_to_rules() on_click=Callback::new(move |_| app.go(Room::Editor.route(app))) /> }
    };
    view! {
        <div class="examples" data-testid="examples">
            <Panel id="examples-title" title=move || t().rule_examples() note=summary end=end>
                <Unsaved />
                <Show when=move || keys.with(Vec::is_empty)>
                    <EmptyState title=move || t().examples_none() text=move || t().examples_none_text() />
                </Show>
                <ul class="examples__list">
                    <For each=move || keys.get() key=|id| id.clone() let:id>
                        <ExampleItem all=all id=id asked=asked />
                    </For>
                </ul>
                <footer class="panel__foot panel__foot--start">
                    <Button
                        text=move || t().add_pinned()
                        icon="person"
                        attr:data-testid="example-pin"
                        on_click=Callback::new(move |_| add(false))
                    />
                    <Button
                        text=move || t().add_made_up()
                        icon="plus"
                        attr:data-testid="example-made-up"
                        on_click=Callback::new(move |_| add(true))
                    />
                </footer>
            </Panel>
            <ExampleDialog asked=asked />
        </div>
    }
}

fn summary(t: T, all: &[ListedExample]) -> String {
    let of = |came: Came| all.iter().filter(|row| row.came == came).count();
    let (passed, failed, broken) = (of(Came::Passed), of(Came::Failed), of(Came::Broken));
    let said = match all.len() {
        0 => return String::new(),
        n if n == passed => t.examples_all_pass(n),
        n => t.examples_summary(n, passed, failed),
    };
    match broken {
        0 => said,
        n => t.examples_broken(n, said),
    }
}

/// Says that the examples are not saved, and saves them.
#[component]
fn Unsaved() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let unsaved = Memo::new(move |_| app.workshop.examples_changed());
    view! {
        <Show when=move || unsaved.get()>
            <div class="panel__note-row">
                <Note kind=NoteKind::Info text=move || t().examples_unsaved()>
                    <Button
                        text=move || t().save_examples()
                        kind=Kind::Primary
                        size="btn--small"
                        attr:data-testid="examples-save"
                        on_click=Callback::new(move |_| {
                            app.workshop.save_examples();
                            focus_soon("#examples-title");
                        })
                    />
                </Note>
            </div>
        </Show>
    }
}

#[component]
fn ExampleItem(all: Memo<Vec<ListedExample>>, id: Text, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let t = use_text();
    let mine = id.clone();
    let row = Memo::new(move |_| all.with(|all| all.iter().find(|row| row.id == mine).cloned()));
    let text = move |read: fn(&ListedExample) -> &str| {
        row.with(|row| row.as_ref().map_or_else(String::new, |row| read(row).to_owned()))
    };
    let came = Memo::new(move |_| row.with(|row| row.as_ref().map_or(Came::Passed, |row| row.came)));
    let mark = move || {
        let (kind, icon, word) = came.get().mark();
        view! { <Mark text=move || word(t()) kind=kind icon=icon /> }
    };
    let name = move || {
        let to = row.with(|row| row.as_ref().and_then(|row| row.customer.clone()));
        match to {
            Some(id) => view! { <a href=Route::customer(&id).to_hash()>{text(|row| &row.name)}</a> }.into_any(),
            None => view! { <b>{text(|row| &row.name)}</b> }.into_any(),
        }
    };
    let must = move || {
        let (expects, told) = (text(|row| &row.expects), text(|row| &row.told));
        if told.is_empty() {
            expects
        } else {
            t().must_and_is(expects, told)
        }
    };
    let mark_id = id.to_string();
    let tools = tools(row, id, asked);
    view! {
        <li class="examples__row" data-testid="example" data-id=mark_id data-came=move || came.get().key()>
            <span class="examples__mark">{mark}</span>
            <div class="examples__text">
                <p class="examples__name">{name} " " <span class="soft">{move || text(|row| &row.gives)}</span></p>
                <p class="examples__must">{must}</p>
            </div>
            {tools}
        </li>
    }
}

fn tools(row: Memo<Option<ListedExample>>, id: Text, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let name = move || row.with(|row| row.as_ref().map_or_else(String::new, |row| row.name.clone()));
    let tool = move |icon: &'static str, text: fn(T) -> &'static str, mark: &'static str, run: Callback<()>| {
        view! {
            <IconButton
                icon=icon
                size="btn--small"
                label=move || t().said_of(text(t()), name())
                attr:data-testid=mark
                on_click=Callback::new(move |_| run.run(()))
            />
        }
        .into_any()
    };
    let (edited, copied) = (id.clone(), id.clone());
    let edit = Callback::new(move |()| asked.set(Some(Asked::Known(edited.clone()))));
    let copy = Callback::new(move |()| {
        let name = untrack(name);
        let Some(original) = found(app, &copied) else { return };
        let copy = Example {
            id: example_id(),
            ..original
        };
        let insert = |rules: &mut Rulebook| {
            let place = rules.examples.iter().position(|e| e.id == copied);
            rules.examples.insert(place.map_or(0, |i| i + 1), copy);
        };
        change(app, |t| t.example_copied(&name), insert);
    });
    let remove = Callback::new(move |()| {
        let name = untrack(name);
        let remove = |rules: &mut Rulebook| rules.examples.retain(|e| e.id != id);
        change(app, |t| t.example_removed(&name), remove);
        focus_soon("[data-testid=\"example-pin\"]");
    });
    view! {
        <span class="examples__tools">
            {tool("pencil", T::edit, "example-edit", edit)} {tool("copy", T::copy, "example-copy", copy)}
            {tool("trash", T::delete, "example-remove", remove)}
        </span>
    }
}

/// Changes the examples of the draft as one step of its undo.
pub fn change(app: App, label: impl Fn(T) -> String, change: impl FnOnce(&mut Rulebook)) {
    app.workshop.edit(both(label), None, change);
}
