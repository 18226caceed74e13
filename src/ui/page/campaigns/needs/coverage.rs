//! How many customers have a need tag, and how many have each.

use std::sync::Arc;

use crate::state::live::*;

use super::super::{CAMPAIGNS, NEEDS, VIEW};
use super::{CUSTOMERS, NEED, SHOW, WHOSE, kind_said, kinds};
use crate::domain::marketing::needs::{Counted, Having, Needs, Share};
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::list::{figure_link, figures_line};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, Panel, table_head};

/// Where customers are listed: those with a need, of a kind.
fn href(need: Option<&str>, whose: Option<&str>) -> String {
    let route = Route::to(CAMPAIGNS).with_param(VIEW, Some(NEEDS));
    let route = route.with_param(SHOW, Some(CUSTOMERS));
    route.with_param(NEED, need).with_param(WHOSE, whose).to_hash()
}

/// The panel.
#[component]
pub fn Coverage(needs: Memo<Arc<Needs>>) -> impl IntoView {
    let t = use_text();
    let shares = move || {
        let (needs, t) = (needs.get(), t());
        let of_kinds = kinds(t).into_iter().zip(needs.shares);
        let of_kinds = of_kinds.filter(|(_, share)| share.all > 0);
        let of_kinds = of_kinds.map(|((word, name), share)| said(name, share, Some(word), t));
        let lines = of_kinds.chain([said(t.needs_of_all(), needs.all(), None, t)]);
        lines
            .map(|line| view! { <span>{figures_line(t, line)}</span> })
            .collect_view()
    };
    let open = move || {
        let all = needs.with(|needs| needs.all());
        let n = all.all - all.tagged;
        (n > 0).then(|| {
            let label = t().needs_open(t().needs_without(), format::count(n));
            view! { <a href=href(Some(Having::NOTHING), None) data-testid="needs-without">{label}</a> }
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

/// How many of a kind have a need, how many there are, and what share that is; each opens its customers.
fn said(kind: &str, share: Share, whose: Option<&str>, t: T) -> Vec<(String, Option<String>)> {
    let rows = |n: usize, need: Option<&str>| (n > 0).then(|| href(need, whose));
    let tagged = || rows(share.tagged, Some(Having::ANY));
    vec![
        (t.needs_tagged(kind, format::count(share.tagged)), tagged()),
        (t.needs_in_all(format::count(share.all)), rows(share.all, None)),
        (format::share(share.tagged, share.all, t.0), tagged()),
    ]
}

fn row(it: &Counted, all: usize, t: T) -> impl IntoView + use<> {
    let (name, n) = (it.need.name.to_string(), it.customers);
    let group = match it.is_listed {
        true => it.need.group.as_deref().unwrap_or_default().to_owned(),
        false => t.needs_not_listed().to_owned(),
    };
    let opens = |figure: String| figure_link(n > 0, href(Some(&name), None), name.clone(), figure);
    let (count, share) = (opens(format::count(n)), opens(format::share(n, all, t.0)));
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>{group}</td>
            <td>{if it.is_listed { kind_said(it.need.kind, t) } else { "" }}</td>
            <td class="num">{count}</td>
            <td class="num">{share}</td>
        </tr>
    }
}
