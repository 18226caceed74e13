//! The products that are often bought together; every figure opens the baskets behind it.

use std::sync::Arc;

use crate::state::live::*;

use super::{BY, FROM, PAIRS, TO, VIEW, by, support};
use crate::domain::marketing::together::{Baskets, By, LEAST_BASKETS, Rule, Together, rules};
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::growth::Told;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Panel, table_head};

/// So many are listed at first, the surest first.
const LISTED: usize = 200;
/// Of more orders than these the list would be too long to make at once.
const MOST_ORDERS: u32 = 100_000;

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

/// The products of the address, as many as are named; nothing where none is. Tracked.
fn asked(app: App) -> Option<Vec<String>> {
    let named: Vec<String> = [FROM, TO].into_iter().filter_map(|key| app.param(key)).collect();
    (!named.is_empty()).then_some(named)
}

/// Whether baskets are listed; tracked.
pub fn is_listed(app: App) -> bool {
    asked(app).is_some()
}

/// Where the baskets with some products are; those with any product where the first has no name.
fn baskets_with(app: App, from: &str, to: Option<&str>) -> String {
    let route = untrack(|| app.route()).with_param("sort", None);
    route.with_param(FROM, Some(from)).with_param(TO, to).to_hash()
}

/// The same from another view: those with a product and one that is offered beside it.
pub fn pair_rows(app: App, from: &str, to: &str) -> String {
    let route = Route::to(PageId::named("growth")).with_param(VIEW, Some(PAIRS));
    let by = app.param(BY);
    route
        .with_param(BY, by.as_deref())
        .with_param(FROM, Some(from))
        .with_param(TO, Some(to))
        .to_hash()
}

/// Whether so many baskets are listed; tracked.
fn is_listed_whole(app: App, of: u32) -> bool {
    of > 0 && (of <= MOST_ORDERS || by(app) == By::Customer)
}

/// The baskets with the products that the address names: customers, or their orders.
pub fn baskets_behind(app: App, told: RwSignal<Option<Told<Together>>>) -> BehindOf {
    let all = Memo::new(move |_| {
        let (asked, by) = (asked(app).unwrap_or_default(), by(app));
        let baskets = told.with(|told| told.as_ref().map(|told| told.of.baskets.clone()));
        let read = |world: &World| {
            let baskets = baskets.as_ref()?;
            let named = asked.iter().filter(|name| !name.is_empty());
            let products: Option<Vec<u32>> = named.map(|name| baskets.known(name)).collect();
            let row = |(customer, record): (u32, Option<u32>)| of_basket(world, customer, record);
            Some(Arc::new(
                baskets
                    .having(world, by, &products?)
                    .into_iter()
                    .map(row)
                    .collect::<Vec<_>>(),
            ))
        };
        app.session.read(read).flatten().unwrap_or_default()
    });
    let title = move |t: T| {
        let named: Vec<String> = asked(app).unwrap_or_default();
        let by = by(app);
        match &*named {
            [one, other] => t.growth_baskets_both(one, other),
            [one] if !one.is_empty() => t.growth_baskets_with(one),
            _ if by == By::Order => t.growth_baskets_orders().to_owned(),
            _ => t.growth_baskets_customers().to_owned(),
        }
    };
    let columns = move |t: T| {
        let day = if by(app) == By::Order {
            t.growth_basket_day()
        } else {
            t.growth_basket_last()
        };
        vec![
            behind_day(day),
            behind_figure(t.growth_basket_amount(), 128),
            ListColumn::new("says", t.growth_col_product()).grows(160, 1.4).soft(),
        ]
    };
    BehindOf::new(
        app,
        all,
        BehindFacts {
            title: Box::new(title),
            columns: Box::new(columns),
            cells: Box::new(basket_cells),
            mark: "behind-baskets",
            params: &[FROM, TO],
        },
    )
}

fn basket_cells(world: &World, it: &BehindRow, t: T) -> Vec<Cell> {
    let record = it.record.and_then(|slot| world.book.orders.at(slot));
    let products = record.map(|order| {
        order.look(|order| format::list(order.items.iter().filter_map(|item| item.product.as_deref()), t.0))
    });
    vec![
        Cell::day(it.on),
        Cell::Amount(Fen(it.figure.unwrap_or_default() as i64), None),
        Cell::or(products, t.growth_basket_all()),
    ]
}

/// A basket: an order with its day and amount, or a customer with the last day it bought and all that it is worth, returns taken off.
fn of_basket(world: &World, customer: u32, record: Option<u32>) -> BehindRow {
    let until = world.evaluation.as_of;
    let orders = world.ledger.row(customer).orders.iter();
    let meant: Vec<_> = orders
        .filter(|order| order.day <= until && record.is_none_or(|slot| slot == order.slot))
        .collect();
    let fen: i64 = meant.iter().map(|order| order.fen).sum();
    BehindRow {
        customer,
        record,
        on: meant
            .iter()
            .filter(|order| !order.is_return())
            .map(|order| order.day)
            .max(),
        figure: Some(fen as f64),
        ..BehindRow::default()
    }
}

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
        let n = counts.baskets;
        let rows = is_listed_whole(app, n).then(|| baskets_with(app, "", None));
        let said = t().growth_rules_baskets(format::count(n as usize));
        let help = t().growth_rules_help(format::count(least.max(LEAST_BASKETS as usize)));
        view! { {figures_line(t(), vec![(said, rows)])} {help} }
    };
    let row = move |rule: &Rule| row(app, &baskets, rule, t());
    let shown = RwSignal::new(LISTED);
    let rows = move || all.with(|all| all.iter().take(shown.get()).map(&row).collect_view());
    let left = Memo::new(move |_| all.with(Vec::len).saturating_sub(shown.get()));
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
            {none} {more_rows(shown, left, |t, n| t.growth_more_rules(n))}
        </Panel>
    }
}

/// A rule; its figures are ways to the baskets that they are of: a share to those with both, what it is a share of to these.
fn row(app: App, baskets: &Baskets, rule: &Rule, t: T) -> impl IntoView + use<> {
    let name = |product| baskets.name(product).to_owned();
    let (from, to) = (name(rule.from), name(rule.to));
    let (href, said) = (baskets_with(app, &from, Some(&to)), t.growth_baskets_both(&from, &to));
    let both = |figure: String| figure_link(rule.both > 0, href.clone(), said.clone(), figure);
    let share = |figure: f64, (whole, name): (String, &str), of: u32| {
        let whole = figure_link(
            is_listed_whole(app, of),
            whole,
            name.to_owned(),
            format::count(of as usize),
        );
        view! { <td class="num">{both(format::percent(figure))} " " <small class="muted">"/ " {whole}</small></td> }
    };
    let all = match by(app) {
        By::Order => t.growth_baskets_orders(),
        By::Customer => t.growth_baskets_customers(),
    };
    let all = (baskets_with(app, "", None), all);
    let [of_from, of_to] = [rule.from, rule.to].map(|product| {
        let name = baskets.name(product);
        (baskets_with(app, name, None), t.growth_baskets_with(name))
    });
    // Above 1 it is more than the second product has among all.
    let lift = figure_link(rule.of_to > 0, of_to.0, of_to.1, format::decimal(rule.lift(), 2));
    view! {
        <tr>
            <th scope="row">{from}</th>
            <td>{to}</td>
            <td class="num">{both(format::count(rule.both as usize))}</td>
            {share(rule.support(), all, rule.baskets)}
            {share(rule.confidence(), (of_from.0, &of_from.1), rule.of_from)}
            <td class="num">{lift}</td>
        </tr>
    }
}
