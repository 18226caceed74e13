//! How many customers are shown, and what they buy.

use crate::state::live::*;

use super::list::use_customers;
use crate::domain::money::Fen;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::list::ListPage;
use crate::ui::text::use_text;

/// Stands for a figure in words that are made before it is set.
const MARK: &str = "\u{1}";

/// A figure that stands out of its words, which have [`MARK`] in its place.
fn figure(words: &str, figure: String) -> impl IntoView + use<> {
    let (before, after) = words.split_once(MARK).unwrap_or((words, ""));
    view! {
        {before.to_owned()}
        <b>{figure}</b>
        {after.to_owned()}
    }
}

/// How many of how many.
#[component]
pub fn Counted() -> impl IntoView {
    let (t, customers) = (use_text(), use_customers());
    move || {
        let (shown, all) = (customers.rows().len(), customers.app.session.customer_count.get());
        let all = all.unwrap_or_default();
        if customers.query.with(|q| q.is_narrowed()) {
            figure(&t().count_of(MARK, format::count(all)), format::count(shown)).into_any()
        } else {
            t().count_all(all).into_any()
        }
    }
}

/// What they buy, and who gave their tags.
#[component]
pub fn Besides() -> impl IntoView {
    let (t, customers) = (use_text(), use_customers());
    let sum = move || {
        let (t, sum) = (t(), customers.purchases.get());
        let total = figure(&t.purchase_sum(MARK), format::wan_unit(sum.total, t.0));
        let declared =
            (sum.declared != Fen(0)).then(|| figure(&t.of_it_declared("", MARK), format::wan_unit(sum.declared, t.0)));
        view! {
            {total}
            {declared}
        }
    };
    let ordered = move || {
        let sum = customers.ordered.get()?;
        Some(
            view! { <span class="count__sum" data-testid="ordered-sum">{figure(&t().ordered_sum(MARK), format::wan_unit(sum, t().0))}</span> },
        )
    };
    let at_risk = move || {
        let counts = customers.at_risk.get().filter(|counts| counts.lost > 0)?;
        let open = customers.query.with(|query| query.clone().lost_already(false));
        let lost = customers.query.with(|query| query.clone().lost_already(true));
        Some(view! {
            <span class="count__risk" data-testid="at-risk">
                <a href=Route::customers(&open).to_hash()>{t().risk_open(counts.open)}</a>
                " · "
                <a href=Route::customers(&lost).to_hash()>{t().risk_lost(counts.lost)}</a>
            </span>
        })
    };
    view! {
        <Show when=move || !customers.rows().is_empty()>
            {at_risk}
            {ordered}
            <span class="count__sum" data-testid="purchase-sum">{sum}</span>
            <span class="tagkey" data-by="rule">
                {move || t().tags_by_rule()}
            </span>
            <span class="tagkey" data-by="person">
                {move || t().tags_by_person()}
            </span>
        </Show>
    }
}
