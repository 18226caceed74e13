//! What became of the leads of a period.

use crate::state::live::*;

use crate::domain::lead::{FunnelBy, FunnelRow, funnel};
use crate::state::use_app;
use crate::ui::format;
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
    let by = move || match app.param(BY).as_deref() {
        Some(OWNER) => t().leads_by_owner(),
        _ => t().leads_by_source(),
    };
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

fn line(row: FunnelRow, t: T, is_sum: bool) -> impl IntoView {
    let name = match (&row.of, is_sum) {
        (_, true) => t.leads_total().to_owned(),
        (Some(of), _) => of.to_string(),
        (None, _) => t.unknown().to_owned(),
    };
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
