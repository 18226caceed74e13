//! The person's own rows in their own order, each with what becomes of it.

use crate::state::live::*;
use leptos::task::spawn_local;
use std::collections::HashSet;

use super::cells::RowCells;
use super::desk::{PAGE, TableDesk};
use super::value::{in_words, shown as cut};
use super::whose::whose;
use crate::domain::field::mask::mask;
use crate::domain::field::{FieldKind, HasFields, Level};
use crate::domain::kind::Contact;
use crate::exchange::columns::{Mapped, Use, of_first_person};
use crate::exchange::layout::TableColumn;
use crate::exchange::plan::{FieldChange, Outcome, RowProblem, Understood};
use crate::state::files::drawn as frame;
use crate::state::sheets::{Planned, ShownRow};
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon};

/// So many rows are drawn at a time: those of a table of twenty columns all at once would keep the page for longer than people notice.
const SOME: usize = 5;

/// The rows of a page, and the ways to the others.
#[component]
pub fn Rows(
    /// The heads of the columns.
    head: ViewFn,
) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let out = Memo::new(move |_| {
        let is_out = |(i, mapped): (usize, &crate::exchange::columns::Mapped)| (mapped.used == Use::Out).then_some(i);
        table.wanted.with(|wanted| {
            let columns = wanted
                .as_ref()
                .map(|w| w.mapping.columns.iter().enumerate().filter_map(is_out));
            columns.map(Iterator::collect::<HashSet<usize>>).unwrap_or_default()
        })
    });
    let asked = Memo::new(move |_| {
        let columns = |p: &std::sync::Arc<Planned>| p.questions.iter().map(|q| q.column).collect::<HashSet<usize>>();
        table
            .planned
            .with(|planned| planned.as_ref().map(columns).unwrap_or_default())
    });
    let drawn = RwSignal::new(SOME);
    draw_on(drawn);
    let some = |from: usize| {
        let is_due = Memo::new(move |_| drawn.get() > from);
        move || {
            let row = |row: &ShownRow| shown(t(), row.clone(), out, asked);
            let rows = is_due.get().then(|| table.rows.get());
            rows.map(|rows| rows.iter().skip(from).take(SOME).map(row).collect_view())
        }
    };
    let rows = (0..PAGE).step_by(SOME).map(some).collect_view();
    view! {
        <div class="table-wrap sheetrows__wrap" tabindex="0" role="region" aria-label=move || t().table_rows()>
            <table class="table sheetrows__table">
                <thead>{head.run()}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pages />
    }
}

/// Draws the rows behind the first ones, some with each frame that the browser draws.
fn draw_on(drawn: RwSignal<usize>) {
    spawn_local(async move {
        while let Some(so_far) = drawn.try_get_untracked().filter(|so_far| *so_far < PAGE) {
            frame().await;
            drawn.try_set(so_far + SOME);
        }
    });
}

/// What becomes of a row, in a word.
fn outcome_word(t: T, row: &ShownRow, waits: bool) -> (&'static str, &'static str, &'static str) {
    match &row.plan.outcome {
        Outcome::Asked if waits => ("waiting", t.table_waits(), "help"),
        Outcome::New if row.plan.may_be_known() => ("twins", t.table_twin(), "half-circle"),
        Outcome::New => ("new", t.tally_new(), "plus"),
        Outcome::Changed(_) => ("changed", t.tally_changed(), "pencil"),
        Outcome::Same => ("same", t.tally_same(), "check"),
        Outcome::LeftOut(_) => ("left-out", t.table_left_out(), "minus"),
        Outcome::Asked => ("asked", t.table_asked(), "help"),
        Outcome::Wrong => ("problem", t.tally_wrong(), "alert-triangle"),
    }
}

/// A row, and below it what is to be said of it.
fn shown(t: T, mut row: ShownRow, out: Memo<HashSet<usize>>, asked: Memo<HashSet<usize>>) -> impl IntoView {
    let hangs = |problem: &RowProblem| problem.waits(|column| asked.with(|asked| asked.contains(&column)));
    let mut bad = row
        .plan
        .problems
        .iter()
        .filter(|problem| problem.level != Level::Warning)
        .peekable();
    // A hidden row waits for what is asked of all of them.
    let is_held = row.is_hidden && row.plan.outcome == Outcome::Asked && row.plan.problems.is_empty();
    let waits = is_held || bad.peek().is_some() && bad.all(hangs);
    let (word, words, icon) = outcome_word(t, &row, waits);
    let width = row.cells.len() + 1;
    let at = row.plan.at;
    let id = row.plan.id.clone();
    let is_hidden = row.is_hidden;
    // What hangs on a question is said there, once.
    let told = row.plan.problems.iter().filter(|problem| !hangs(problem));
    let mut told: Vec<RowProblem> = told.cloned().collect();
    told.sort_by_key(|problem| problem.column);
    let all = std::mem::replace(&mut row.plan.problems, told);
    let detail = detail(t, &row);
    row.plan.problems = all;
    view! {
        <tr data-testid="import-row" data-at=at.to_string() data-outcome=word data-id=id data-hidden=is_hidden.then_some("true")>
            <th scope="row" class="sheetrows__at">
                <span class="sheetrows__outcome" data-outcome=word>
                    <Icon name=icon size=14 />
                    {words}
                </span>
                <small>{if is_hidden { t.table_hidden_row_at(at) } else { t.table_row_at(at) }}</small>
            </th>
            <RowCells row=row out=out asked=asked />
        </tr>
        {detail.map(|detail| view! {
            <tr class="sheetrows__detail" data-outcome=word>
                <td colspan=width.to_string()><div class="sheetrows__said">{detail}</div></td>
            </tr>
        })}
    }
}

/// What is to be said of a row: what changes, what is wrong, whom it may mean.
fn detail(t: T, row: &ShownRow) -> Option<AnyView> {
    let plan = &row.plan;
    let columns = TableDesk::get()
        .layout
        .with_untracked(|l| l.as_ref().map(|l| l.columns.clone()).unwrap_or_default());
    let problems = plan.problems.iter().map(|problem| {
        let words = cut(t, &t.label(&problem.said(&columns)));
        let warns = (problem.level == Level::Warning).then_some("true");
        view! { <span class="sheetrows__problem" data-warns=warns>{words}</span> }
    });
    let problems = problems.collect_view();
    let told = match &plan.outcome {
        Outcome::LeftOut(why) => return Some(view! { <span>{t.label(why)}</span> {whose(t, plan)} }.into_any()),
        Outcome::Changed(fields) => in_order(fields)
            .into_iter()
            .map(|field| changed(t, field))
            .collect_view(),
        _ => row
            .understood
            .iter()
            .map(|cell| understood(t, cell, &columns))
            .collect_view(),
    };
    let whose = whose(t, plan);
    let is_plain = told.is_empty() && whose.is_none() && plan.problems.is_empty();
    (!is_plain).then(|| view! { {told} {problems} {whose} }.into_any())
}

/// What a cell was understood as.
fn understood(t: T, cell: &Understood, columns: &[TableColumn]) -> AnyView {
    let heading = columns.get(cell.column).map(|column| column.heading.clone());
    view! {
        <span class="sheetrows__change" data-understood=cell.key.clone()>
            <span class="soft">{heading}</span>
            <b>{cut(t, &in_words(t, &cell.key, &cell.text))}</b>
        </span>
    }
    .into_any()
}

/// The fields in the order of the columns, those of no column behind them.
fn in_order(fields: &[FieldChange]) -> Vec<&FieldChange> {
    let table = TableDesk::get();
    let place = |field: &FieldChange| {
        let is_it = |mapped: &Mapped| matches!(&mapped.used, Use::Field(key) if *key == field.key);
        table
            .wanted
            .with_untracked(|wanted| wanted.as_ref()?.mapping.columns.iter().position(is_it))
    };
    let mut fields: Vec<&FieldChange> = fields.iter().collect();
    fields.sort_by_key(|field| place(field).unwrap_or(usize::MAX));
    fields
}

/// A field before and after.
fn changed(t: T, field: &FieldChange) -> AnyView {
    let words = |text: &str| {
        if text.is_empty() {
            t.empty_value().to_owned()
        } else {
            cut(t, &in_words(t, &field.key, text))
        }
    };
    // How somebody was reached is shown no more of than elsewhere.
    let reach = Contact::field(of_first_person(&field.key).trim_start_matches("contact."));
    let before = match reach.map(|own| own.kind) {
        Some(FieldKind::Reach(reach)) => mask(reach, &field.before),
        _ => words(&field.before),
    };
    let former = if field.before.is_empty() { "soft" } else { "former" };
    view! {
        <span class="sheetrows__change" data-field=field.key.clone()>
            <span class="soft">{t.label(&field.label)}</span>
            <span class=former>{before}</span>
            <Icon name="arrow-right" size=14 />
            <b>{words(&field.after)}</b>
        </span>
    }
    .into_any()
}

/// The ways to the other rows.
#[component]
fn Pages() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let total = Memo::new(move |_| {
        let show = table.show.get() as usize;
        table
            .planned
            .with(|planned| planned.as_ref().and_then(|p| p.rows.get(show).copied()).unwrap_or(0))
    });
    let page = table.page;
    let last = Memo::new(move |_| total.get().saturating_sub(1) / PAGE);
    let range = move || {
        let from = page.get() * PAGE;
        let to = (from + PAGE).min(total.get());
        t().table_range(format::count(from + 1), format::count(to), format::count(total.get()))
    };
    let go = move |page: usize| table.look_at(table.show.get_untracked(), page);
    view! {
        <Show when=move || { total.get() > PAGE }>
            <div class="sheetrows__pages">
                <Button
                    text=move || t().table_before()
                    size="btn--small"
                    disabled=Signal::derive(move || page.get() == 0)
                    on_click=Callback::new(move |_| go(page.get_untracked().saturating_sub(1)))
                />
                <span>{range}</span>
                <Button
                    text=move || t().table_after()
                    size="btn--small"
                    disabled=Signal::derive(move || page.get() >= last.get())
                    on_click=Callback::new(move |_| go(page.get_untracked() + 1))
                />
            </div>
        </Show>
    }
}
