//! What was offered, what was said to it, and whether that is enough.

use std::sync::Arc;

use crate::state::live::*;

use super::offers::success_said;
use crate::domain::label::Lang;
use crate::domain::marketing::together::{Offer, Together, success};
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::route::Route;
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::{TableExport, more_rows};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Panel, table_head};

/// So many are listed at first, the latest first.
const LISTED: usize = 200;

/// The columns.
const COLUMNS: [fn(T) -> &'static str; 5] = [
    T::growth_on,
    T::growth_col_name,
    T::growth_col_product,
    T::growth_beside,
    T::growth_result,
];

/// The panel.
#[component]
pub fn Answers(told: Together) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let of = told.offers.clone();
    let said = move || success_said(success(&of, app.as_of.get()), app.with_route(Route::as_of), t());
    let mut listed: Vec<Offer> = told.offers.to_vec();
    sort_by_key(&mut listed, |offer| offer.on.map_or(i32::MAX, |on| -on.0));
    let is_none = listed.is_empty();
    let every = Arc::new(listed.clone());
    let leaves = Arc::new(move |t: T| out(app, &every, t));
    let (shown, all) = (RwSignal::new(LISTED), listed.len());
    let left = Memo::new(move |_| all.saturating_sub(shown.get()));
    let rows = move || {
        let read = listed.iter().take(shown.get());
        let read = read.filter_map(|offer| line(app, offer, t().0));
        read.collect_view()
    };
    view! {
        <Panel
            id="growth-answers"
            title=move || t().growth_success()
            end=move || view! { <TableExport mark="export-answers" table=leaves.clone() /> }
        >
            <p class="panel__body growth__said" data-testid="growth-success">{said}</p>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().growth_answers()>
                <table class="table" data-testid="growth-answers-table">
                    {table_head(COLUMNS.map(|head| (head, false)))}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {is_none.then(|| view! { <p class="panel__body muted">{move || t().growth_no_answers()}</p> })}
            {more_rows(shown, left, |t, n| t.growth_more_rules(n))}
        </Panel>
    }
}

/// The table as it can leave: all of it, with the customers' numbers.
fn out(app: App, offers: &[Offer], t: T) -> OutTable {
    let row = |world: &World, offer: &Offer| {
        let customer = world.book.customers.at(offer.customer)?;
        let result = offer
            .result
            .map_or_else(|| t.unknown().to_owned(), |result| t.label(&result.label()));
        Some(vec![
            offer.on.map_or(OutCell::Blank, |on| OutCell::Date(on, 0)),
            OutCell::text(&customer.name),
            OutCell::text(&offer.product),
            OutCell::text(offer.beside.as_deref().unwrap_or_default()),
            OutCell::text(&result),
            OutCell::text(customer.id.as_str()),
        ])
    };
    let rows = |world: &World| offers.iter().filter_map(|offer| row(world, offer)).collect();
    let heads = COLUMNS.map(|head| head(t)).into_iter().chain([t.customer_number()]);
    let look = |place| if place == 0 { Look::Day } else { Look::Text };
    OutTable {
        name: t.growth_answers().to_owned(),
        columns: heads
            .enumerate()
            .map(|(place, head)| OutColumn::new(head, look(place)))
            .collect(),
        rows: app.session.peek(rows).unwrap_or_default(),
    }
}

fn line(app: App, offer: &Offer, lang: Lang) -> Option<impl IntoView + use<>> {
    let t = T(lang);
    let customer = app
        .session
        .peek(|world| world.book.customers.at(offer.customer).cloned())??;
    let result = offer.result.map(|result| t.label(&result.label()));
    Some(view! {
        <tr>
            <td class="num">{offer.on.map(format::day)}</td>
            <th scope="row"><a href=Route::customer(&customer.id).to_hash()>{customer.name.to_string()}</a></th>
            <td>{offer.product.to_string()}</td>
            <td>{offer.beside.as_deref().unwrap_or_default().to_owned()}</td>
            <td>{result.unwrap_or_else(|| t.unknown().to_owned())}</td>
        </tr>
    })
}
