//! What became of the leads of a period.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::lead::{FunnelBy, FunnelRow, funnel};
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::TableExport;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, Panel, ParamChoice};

/// The pieces of page state: of how many months, and by what.
const SINCE: &str = "since";
const BY: &str = "by";
const OWNER: &str = "owner";
/// Shares of fewer leads say little.
const FEW: usize = 20;

/// The table.
#[component]
pub fn Funnel() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let found = Memo::new(move |_| {
        let months = app.param(SINCE).and_then(|n| n.parse().ok()).unwrap_or(12_u32);
        let by = match app.param(BY).as_deref() {
            Some(OWNER) => FunnelBy::Owner,
            _ => FunnelBy::Source,
        };
        let read = |world: &crate::domain::world::World| {
            let since = world.evaluation.as_of.minus_months(months).plus_days(1);
            funnel(world, since, by)
        };
        app.session.read(read).unwrap_or_default()
    });
    let head = move |text: fn(T) -> &'static str| view! { <th scope="col" class="num">{move || text(t())}</th> };
    let by_what = move |t: T| match app.param(BY).as_deref() {
        Some(OWNER) => t.leads_by_owner(),
        _ => t.leads_by_source(),
    };
    let by = move || by_what(t());
    let leaves = Arc::new(move |t: T| found.with(|found| out(found, by_what(t), t)));
    let rows = move || {
        found
            .with(|(rows, _)| rows.clone())
            .into_iter()
            .map(|row| line(row, t(), false))
            .collect_view()
    };
    let all = move || line(found.with(|(_, all)| all.clone()), t(), true);
    let is_few = move || found.with(|(_, all)| all.leads < FEW);
    let is_none = move || found.with(|(_, all)| all.leads == 0);
    view! {
        <Panel id="leads-funnel" title=move || t().leads_funnel()>
            <div class="panel__body">
                <div class="toolbar">
                    <ParamChoice
                        label=T::leads_since
                        name="leads-since"
                        param=SINCE
                        options=vec![("12", T::leads_since_12), ("3", T::leads_since_3), ("36", T::leads_since_36)]
                    />
                    <ParamChoice
                        label=T::leads_by
                        name="leads-by"
                        param=BY
                        options=vec![("source", T::leads_by_source), (OWNER, T::leads_by_owner)]
                    />
                    <span class="toolbar__end">
                        <TableExport mark="export-funnel" table=leaves />
                    </span>
                </div>
                <p class="muted small">{move || t().leads_funnel_help()}</p>
            </div>
            <Show when=move || !is_none() fallback=move || view! { <EmptyState title=move || t().leads_funnel_none() /> }>
                <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().leads_funnel()>
                    <table class="table" data-testid="leads-funnel">
                        <thead>
                            <tr>
                                <th scope="col">{by}</th>
                                {head(T::leads_count)}
                                {head(T::leads_contacted)}
                                {head(T::leads_intending)}
                                {head(T::leads_dealt)}
                                {head(T::leads_conversion)}
                                {head(T::leads_median)}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                        <tfoot>{all}</tfoot>
                    </table>
                </div>
                <Show when=is_few>
                    <p class="panel__body muted small">{move || t().leads_few()}</p>
                </Show>
            </Show>
        </Panel>
    }
}

/// Whose a row is.
fn name_of(row: &FunnelRow, t: T, is_sum: bool) -> String {
    match (&row.of, is_sum) {
        (_, true) => t.leads_total().to_owned(),
        (Some(of), _) => of.to_string(),
        (None, _) => t.unknown().to_owned(),
    }
}

/// The table as it can leave: counts and shares as numbers.
fn out((rows, all): &(Vec<FunnelRow>, FunnelRow), by: &str, t: T) -> OutTable {
    let column = |(head, look): (&str, Look)| OutColumn::new(head, look);
    let count = |n: usize| OutCell::Number(n as f64);
    let share = |n: usize, of: usize| {
        if of == 0 {
            OutCell::Blank
        } else {
            OutCell::Number(n as f64 / of as f64)
        }
    };
    let line = |(row, is_sum): (&FunnelRow, bool)| {
        vec![
            OutCell::text(&name_of(row, t, is_sum)),
            count(row.leads),
            count(row.contacted),
            count(row.intending),
            count(row.dealt),
            share(row.dealt, row.leads),
            row.median_days().map_or(OutCell::Blank, OutCell::Number),
        ]
    };
    let whole = [
        t.leads_count(),
        t.leads_contacted(),
        t.leads_intending(),
        t.leads_dealt(),
    ];
    let heads = std::iter::once((by, Look::Text)).chain(whole.map(|head| (head, Look::Whole)));
    OutTable {
        name: t.leads_funnel().to_owned(),
        columns: heads
            .chain([(t.leads_conversion(), Look::Percent), (t.leads_median(), Look::General)])
            .map(column)
            .collect(),
        rows: rows
            .iter()
            .map(|row| (row, false))
            .chain([(all, true)])
            .map(line)
            .collect(),
    }
}

fn line(row: FunnelRow, t: T, is_sum: bool) -> impl IntoView {
    let name = name_of(&row, t, is_sum);
    let step = |n: usize| {
        let share = format::share(n, row.leads, t.0);
        view! { <td class="num">{format::count(n)}<small class="muted">{format!(" {share}")}</small></td> }
    };
    let days = row.median_days().map(|days| t.leads_median_days(format::score(days)));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{format::count(row.leads)}</td>
            {step(row.contacted)}
            {step(row.intending)}
            <td class="num">{format::count(row.dealt)}</td>
            <td class="num">{format::share(row.dealt, row.leads, t.0)}</td>
            <td class="num">{days}</td>
        </tr>
    }
}
