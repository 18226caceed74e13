//! What is kept of tables: past imports with their counts, and what the columns of a layout were.

use crate::state::live::*;

use super::desk::TableDesk;
use super::source::subject_name;
use crate::domain::day::Moment;
use crate::state::past::undone_at;
use crate::state::sheets::kept::{KeptMapping, PastImport};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Panel};

/// Imports that are shown.
const SHOWN: usize = 12;

/// The panel; nothing while nothing is kept.
#[component]
pub fn KeptPanel() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let imports = Memo::new(move |_| table.kept.with(|kept| kept.imports.clone()));
    let mappings = Memo::new(move |_| table.kept.with(|kept| kept.mappings.clone()));
    let past = move || {
        let t = t();
        imports.with(|all| {
            all.iter()
                .take(SHOWN)
                .map(|import| past_import(t, import))
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
fn short(moment: &Moment) -> String {
    let today = use_app().today.get_untracked();
    match moment.clock() {
        Some(clock) if moment.day == today => clock.to_owned(),
        _ => format::short_day(moment.day, today),
    }
}

/// An import that was done, and whether it was undone.
fn past_import(t: T, import: &PastImport) -> impl IntoView + use<> {
    let moment = Moment::parse(&import.at);
    let when = moment.as_ref().map(short).unwrap_or_default();
    let name = import.name.clone();
    let undone = use_app()
        .session
        .memo(move |world| undone_at(&world.book.audit, &name, moment.as_ref()?));
    let n = format::count;
    let counts = t.table_past_counts(n(import.new), n(import.changed), n(import.same), n(import.problems));
    view! {
        <li
            class="log__item"
            data-testid="past-import"
            data-new=import.new
            data-changed=import.changed
            data-same=import.same
            data-problems=import.problems
            data-undone=move || undone.with(Option::is_some).then_some("true")
        >
            <time datetime=import.at.clone()>{when}</time>
            <span>
                {import.name.clone()} " " <small class="muted">{subject_name(t, import.subject)} " · " {counts}</small>
                {move || {
                    let when = undone.with(|undone| undone.as_ref().map(short));
                    when.map(|when| view! { " " <strong>{t.table_past_undone(&when)}</strong> })
                }}
            </span>
        </li>
    }
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
