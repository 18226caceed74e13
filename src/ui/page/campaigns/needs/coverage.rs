//! How many customers have a need tag, and how many have each.

use std::sync::Arc;

use crate::state::live::*;

use super::super::{CAMPAIGNS, NEEDS, VIEW};
use super::{CUSTOMERS, NEED, NONE, SHOW, kind_said};
use crate::domain::marketing::needs::{Counted, Needs, Share};
use crate::state::App;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, Panel, table_head};

/// The customers with a need.
fn href(need: &str) -> String {
    let route = Route::to(CAMPAIGNS).with_param(VIEW, Some(NEEDS));
    route
        .with_param(SHOW, Some(CUSTOMERS))
        .with_param(NEED, Some(need))
        .to_hash()
}

/// The panel.
#[component]
pub fn Coverage(app: App, needs: Memo<Arc<Needs>>) -> impl IntoView {
    let _ = app;
    let t = use_text();
    let shares = move || {
        let (needs, t) = (needs.get(), t());
        let all = needs.all();
        let named = [t.needs_of_companies(), t.needs_of_persons(), t.needs_of_unknown()];
        let rows = named.into_iter().zip(needs.shares).filter(|(_, share)| share.all > 0);
        let said = rows
            .chain([(t.needs_of_all(), all)])
            .map(|(kind, share)| said(kind, share, t));
        said.map(|one| view! { <span>{one}</span> }).collect_view()
    };
    let open = move || {
        let all = needs.with(|needs| needs.all());
        let n = all.all - all.tagged;
        (n > 0).then(|| {
            let label = t().needs_open(t().needs_without(), format::count(n));
            view! { <a href=href(NONE) data-testid="needs-without">{label}</a> }
        })
    };
    let rows = move || {
        let needs = needs.get();
        let all = needs.all().all;
        needs.needs.iter().map(|it| row(it, all, t())).collect_view()
    };
    let nothing = move || {
        needs
            .with(|needs| needs.needs.is_empty())
            .then(|| view! { <EmptyState title=t().needs_none() text=t().needs_none_help() /> })
    };
    view! {
        <div class="growth__panels">
            <Panel id="needs-coverage" title=move || t().needs_covered()>
                <p class="panel__body growth__said" data-testid="needs-shares">{shares} {open}</p>
                <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().needs_coverage()>
                    <table class="table" data-testid="needs-table">
                        {table_head([
                            (T::needs_col_need, false),
                            (T::needs_col_group, false),
                            (T::needs_col_for, false),
                            (T::needs_col_customers, true),
                            (T::needs_col_share, true),
                        ])}
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {nothing}
            </Panel>
        </div>
    }
}

fn said(kind: &str, share: Share, t: T) -> String {
    let [tagged, all] = [share.tagged, share.all].map(format::count);
    t.needs_share(kind, tagged, all, format::share(share.tagged, share.all, t.0))
}

fn row(it: &Counted, all: usize, t: T) -> impl IntoView + use<> {
    let (name, n) = (it.need.name.to_string(), it.customers);
    let group = match it.is_listed {
        true => it.need.group.as_deref().unwrap_or_default().to_owned(),
        false => t.needs_not_listed().to_owned(),
    };
    let count = match n {
        0 => view! { <span>"0"</span> }.into_any(),
        n => {
            let label = t.needs_open(&name, format::count(n));
            view! { <a href=href(&name) aria-label=label>{format::count(n)}</a> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>{group}</td>
            <td>{if it.is_listed { kind_said(it.need.kind, t) } else { "" }}</td>
            <td class="num">{count}</td>
            <td class="num">{format::share(n, all, t.0)}</td>
        </tr>
    }
}
