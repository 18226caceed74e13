//! The products that are often bought together.

use std::sync::Arc;

use crate::state::live::*;

use super::{by, support};
use crate::domain::marketing::together::{LEAST_BASKETS, Rule, Together, rules};
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::TableExport;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Panel, table_head};

/// So many are listed, the surest first.
const LISTED: usize = 200;

/// A column: what it is called, and what it looks like in a file.
type PairColumn = (fn(T) -> &'static str, Look);

/// The columns.
const COLUMNS: [PairColumn; 6] = [
    (T::growth_from, Look::Text),
    (T::growth_to, Look::Text),
    (T::growth_both, Look::Whole),
    (T::growth_col_share, Look::Percent),
    (T::growth_col_sure, Look::Percent),
    (T::growth_col_lift, Look::General),
];

/// The panel.
#[component]
pub fn Pairs(told: Together) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let baskets = told.baskets;
    let counted = baskets.clone();
    let all = Memo::new(move |_| rules(counted.counts(by(app)), support(app)));
    let (how_many, named) = (baskets.clone(), baskets.clone());
    // All of them leave, not only those that are listed.
    let leaves = Arc::new(move |t: T| {
        let name = |product| OutCell::text(named.name(product));
        let row = |rule: &Rule| {
            let figures = [f64::from(rule.both), rule.support(), rule.confidence(), rule.lift()];
            let names = [name(rule.from), name(rule.to)];
            names.into_iter().chain(figures.map(OutCell::Number)).collect()
        };
        OutTable {
            name: t.growth_rules().to_owned(),
            columns: COLUMNS.map(|(head, look)| OutColumn::new(head(t), look)).into(),
            rows: all.with(|all| all.iter().map(row).collect()),
        }
    });
    let help = move || {
        let counts = how_many.counts(by(app));
        let least = (support(app) * f64::from(counts.baskets)).ceil() as usize;
        t().growth_rules_help(
            format::count(counts.baskets as usize),
            format::count(least.max(LEAST_BASKETS as usize)),
        )
    };
    let row = move |rule: &Rule| {
        let name = |product| baskets.name(product).to_owned();
        view! {
            <tr>
                <th scope="row">{name(rule.from)}</th>
                <td>{name(rule.to)}</td>
                <td class="num">{format::count(rule.both as usize)}</td>
                <td class="num">{format::percent(rule.support())}</td>
                <td class="num">{format::percent(rule.confidence())}</td>
                <td class="num">{format::decimal(rule.lift(), 2)}</td>
            </tr>
        }
    };
    let rows = move || all.with(|all| all.iter().take(LISTED).map(&row).collect_view());
    let more = move || {
        let more = all.with(Vec::len).saturating_sub(LISTED);
        (more > 0).then(|| view! { <p class="panel__body muted small">{t().growth_more_rules(more)}</p> })
    };
    let none = move || {
        let is_none = all.with(Vec::is_empty);
        is_none.then(|| view! { <p class="panel__body muted">{t().growth_no_rules()}</p> })
    };
    view! {
        <Panel
            id="growth-rules"
            title=move || t().growth_rules()
            end=move || view! { <TableExport mark="export-rules-together" table=leaves.clone() /> }
        >
            <p class="panel__body muted small" data-testid="growth-rules-help">{help}</p>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().growth_rules()>
                <table class="table" data-testid="growth-rules-table">
                    {table_head(COLUMNS.map(|(head, look)| (head, look != Look::Text)))}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {none} {more}
        </Panel>
    }
}
