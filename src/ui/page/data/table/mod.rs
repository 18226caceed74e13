//! A table in: the person's own rows with what was understood, the questions that only they can answer, one press.

mod aside;
mod asks;
mod cells;
mod columns;
mod desk;
mod done;
mod foot;
mod kept;
mod options;
mod reread;
mod rows;
mod said;
mod source;
mod suggest;
mod taking;
mod tally;
mod value;
mod ways;
mod whose;
mod words;

use std::time::Duration;

use crate::state::live::*;

use self::aside::Aside;
use self::asks::Asks;
use self::columns::ColumnHeads;
use self::desk::TableDesk;
use self::done::Done;
use self::foot::TableFoot;
use self::kept::KeptPanel;
use self::options::Options;
use self::rows::Rows;
use self::source::{SourceLine, TextChoices};
use self::suggest::Suggestions;
use self::tally::Summary;
use super::desk::TableStage;
use super::stages::{FileHead, LooseHead, Refused, Working};
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{LinkButton, Note, NoteKind};

/// The table on the desk.
#[component]
pub fn TableView() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    if let Some(source) = table.desk.waiting.try_update_value(Option::take).flatten() {
        table.begin(source);
    }
    // Another file may come while this one stands here.
    Effect::new(move |_| {
        table.desk.stage.track();
        if let Some(source) = table.desk.waiting.try_update_value(Option::take).flatten() {
            table.begin(source);
        }
    });
    move || match table.desk.table.get() {
        TableStage::Reading => view! { <Reading /> }.into_any(),
        TableStage::Preview => view! { <Preview /> }.into_any(),
        TableStage::Writing => {
            view! { <Working file=table.desk.name_now() note=move || t().writing_state() /> }.into_any()
        }
        TableStage::Error => view! { <NotRead /> }.into_any(),
        TableStage::Done => view! { <Done /> }.into_any(),
    }
}

/// The file is not read; what may be a text all the same can be read in another way.
#[component]
fn NotRead() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let why = Signal::derive(move || table.refused.get().unwrap_or_default());
    view! {
        <Refused file=table.desk.name_now() note=move || t().table_refused() why=why />
        <Show when=move || table.may_be_told.get()>
            <div class="panel__body">
                <p>{move || t().table_tell_of_text()}</p>
                <div class="sheetsource">
                    <TextChoices />
                </div>
            </div>
        </Show>
    }
}

/// What is kept of tables: past imports and mappings.
#[component]
pub fn Past() -> impl IntoView {
    view! { <KeptPanel /> }
}

/// The file is being read.
#[component]
fn Reading() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let share = move || {
        table
            .progress
            .get()
            .and_then(|(done, of)| Some(((done * 100) / of?.max(1)).min(100)))
    };
    view! {
        <FileHead file=table.desk.name_now() note=move || t().reading_state() />
        <div class="panel__body">
            <div class="progress" role="group">
                <span>{move || t().table_reading(share().map_or_else(String::new, |n| format!("{n} %")))}</span>
                <LinkButton
                    text=move || t().cancel()
                    attr:data-testid="import-cancel"
                    on_click=Callback::new(move |_| table.desk.cancel())
                />
                <progress aria-label=move || t().reading_state() max="100" value=move || share().map(|n| n.to_string())></progress>
            </div>
        </div>
    }
}

/// Says that the file counts its customers otherwise than the book does; nothing where that changed no row.
#[component]
fn ByName() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let many = Memo::new(move |_| table.planned.with(|planned| planned.as_ref().map_or(0, |p| p.by_name)));
    view! {
        <Show when=move || { many.get() > 0 }>
            <div class="panel__body" data-testid="import-by-name" data-numbers=move || many.get().to_string()>
                <Note kind=NoteKind::Info text=move || t().table_by_name_note(many.get()) />
            </div>
        </Show>
    }
}

/// The person's own rows, and what would become of them.
#[component]
fn Preview() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let note = move || {
        let rows = table
            .layout
            .with(|layout| layout.as_ref().map_or(0, |layout| layout.rows));
        t().table_note(rows)
    };
    let has_rows = Memo::new(move |_| {
        table
            .layout
            .with(|layout| layout.as_ref().is_some_and(|l| l.rows > 0 && !l.columns.is_empty()))
    });
    // What was understood stands first, the rows a turn later: both at once would keep the page for longer than people notice.
    let has_turn = RwSignal::new(false);
    after(move || has_turn.set(true), Duration::ZERO);
    let said = move || {
        let counts = table
            .planned
            .with(|planned| planned.as_ref().map(|planned| planned.counts).unwrap_or_default());
        let n = format::count;
        t().say_preview(n(counts.new), n(counts.changed), n(counts.wrong))
    };
    view! {
        <LooseHead file=table.desk.name_now() note=note />
        <SourceLine />
        <Aside />
        <Show
            when=move || has_rows.get()
            fallback=move || {
                view! {
                    <div class="panel__body">
                        <Note kind=NoteKind::Warn text=move || t().table_empty() />
                    </div>
                    <Summary />
                }
            }
        >
            <p class="visually-hidden" role="status">
                {said}
            </p>
            <Asks />
            <Suggestions />
            <ByName />
            <Summary />
            <Show when=move || has_turn.get()>
                <div class="sheetrows" aria-busy=move || table.planning.get().then_some("true")>
                    <Rows head=ViewFn::from(move || view! { <ColumnHeads /> }) />
                </div>
                <Options />
                <TableFoot />
            </Show>
        </Show>
    }
}
