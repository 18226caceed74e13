//! What is kept of tables: past imports with their counts, and what the columns of a layout were.

use crate::state::live::*;
use leptos::task::spawn_local;

use super::desk::TableDesk;
use super::source::subject_name;
use crate::domain::day::Moment;
use crate::domain::text::change::imported;
use crate::state::past::taken_back_at;
use crate::state::sheets::kept::KeptMapping;
use crate::state::sheets::past::{PastImport, TableDone, past_imports};
use crate::state::sheets::take_back;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, LinkButton, Panel};

/// Imports that are shown.
const SHOWN: usize = 12;

/// The panel; nothing while nothing is kept.
#[component]
pub fn KeptPanel() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let session = table.app.session;
    let imports = session.memo(|world| past_imports(&world.book));
    // Which of them can be taken back later.
    let images = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| {
        imports.track();
        spawn_local(async move { drop(images.try_set(session.images().await)) });
    });
    let mappings = Memo::new(move |_| table.kept.with(|kept| kept.mappings.clone()));
    let past = move || {
        let t = t();
        imports.with(|all| {
            let lines = all.iter().take(SHOWN).enumerate();
            lines
                .map(|(place, import)| past_import(t, import, place == 0, images))
                .collect_view()
        })
    };
    view! {
        <Show when=move || imports.with(|all| !all.is_empty())>
            <Panel id="data-imports" title=move || t().table_past() note=move || t().table_past_note(imports.with(Vec::len))>
                <ol>{past}</ol>
            </Panel>
        </Show>
        <Show when=move || mappings.with(|all| !all.is_empty())>
            <Panel id="data-mappings" title=move || t().table_kept() note=move || t().table_kept_note()>
                <ul>
                    <For each=move || mappings.get() key=|kept| kept.name.clone() children=|kept| view! { <KeptLine kept=kept /> } />
                </ul>
            </Panel>
        </Show>
    }
}

/// A moment beside others: the time where it is today's, else the day.
pub fn short(moment: &Moment) -> String {
    let today = use_app().today.get_untracked();
    match moment.clock() {
        Some(clock) if moment.day == today => clock.to_owned(),
        _ => format::short_day(moment.day, today),
    }
}

/// An import that was done, and whether it was undone; else the way back, as the last step or as a whole.
fn past_import(t: T, import: &PastImport, is_latest: bool, images: RwSignal<Vec<String>>) -> impl IntoView + use<> {
    let app = use_app();
    let session = app.session;
    let (at, done) = (import.at.clone(), import.done.clone());
    let step = imported(&done.name);
    let undone = {
        let (id, what, at) = (import.id.clone(), import.what(), at.clone());
        session.memo(move |world| taken_back_at(&world.book.audit, &id, &what, &at))
    };
    let (id, whole) = (import.id.clone(), import.clone());
    let can_be_taken_back =
        Memo::new(move |_| undone.with(Option::is_none) && images.with(|images| images.contains(&id)));
    let is_last_step = Memo::new(move |_| {
        is_latest && undone.with(Option::is_none) && session.undo.with(|undo| undo.as_ref() == Some(&step))
    });
    let counts = past_counts(t, &done);
    let what = if done.is_handover {
        t.handover_bulk()
    } else {
        subject_name(t, done.subject)
    };
    view! {
        <li
            class="log__item"
            data-testid="past-import"
            data-new=done.new
            data-changed=done.changed
            data-same=done.same
            data-problems=done.problems
            data-left-out=done.left_out
            data-undone=move || undone.with(Option::is_some).then_some("true")
        >
            <time datetime=at.to_string()>{short(&at)}</time>
            <span>
                {done.name} " " <small class="muted">{what} " · " {counts}</small>
                {move || {
                    let when = undone.with(|undone| undone.as_ref().map(short));
                    when.map(|when| view! { " " <strong>{t.table_past_undone(&when)}</strong> })
                }}
            </span>
            {move || {
                let whole = whole.clone();
                let go = move |_| take_back(app, whole.id.clone(), whole.what(), is_last_step.get_untracked());
                let is_offered = is_last_step.get() || can_be_taken_back.get();
                is_offered.then(|| view! { <LinkButton text=t.table_past_undo() on_click=Callback::new(go) /> })
            }}
        </li>
    }
}

/// What an import did, in words; what it did not do is not named.
fn past_counts(t: T, done: &TableDone) -> String {
    let some = |n: usize, say: &dyn Fn(String) -> String| (n > 0).then(|| say(format::count(n)));
    let parts = [
        some(done.new, &|n| t.table_past_new(n)),
        some(done.changed, &|n| t.table_past_changed(n)),
        some(done.same, &|n| t.table_past_same(n)),
        some(done.problems, &|n| t.table_past_problems(n)),
        some(done.left_out, &|_| t.table_past_left_out(done.left_out)),
    ];
    format::clauses(parts.into_iter().flatten(), t.0)
}

/// A mapping that is kept: its name can be changed, and it can be forgotten.
#[component]
fn KeptLine(kept: KeptMapping) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let (name, columns, subject) = (kept.name.clone(), kept.columns.len(), kept.subject);
    let (own, shown) = (StoredValue::new(name.clone()), name.clone());
    let rename = move |to: String| {
        let to = to.trim().to_owned();
        let from = own.get_value();
        if to.is_empty() || to == from {
            return;
        }
        if table.used.get_untracked().as_ref() == Some(&from) {
            table.used.set(Some(to.clone()));
        }
        table.keep(move |kept| {
            kept.mappings.retain(|kept| kept.name != to);
            if let Some(kept) = kept.mappings.iter_mut().find(|kept| kept.name == from) {
                kept.name = to;
            }
        });
    };
    let forget = move |_| {
        let name = own.get_value();
        table.keep(|kept| kept.mappings.retain(|kept| kept.name != name));
    };
    view! {
        <li class="keptline" data-testid="kept-mapping" data-name=name>
            <input
                type="text"
                aria-label=move || t().table_kept_name()
                prop:value=shown
                on:change=move |ev| rename(event_target_value(&ev))
            />
            <small class="soft">{move || t().table_kept_columns(columns, subject_name(t(), subject))}</small>
            <Button text=move || t().table_forget() size="btn--small" on_click=Callback::new(forget) />
        </li>
    }
}
