//! The contacts and orders behind the figures of one customer of a campaign, or of a channel.

use std::sync::Arc;

use crate::state::live::*;

use super::{MarketingDesk, OPEN};
use crate::domain::marketing::campaign::{CarriedPart, What, behind};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// The pieces of page state that name the customer and the figure whose records are listed.
pub const OF: &str = "person";
const PART: &str = "part";

/// Contacts, and orders: what a row's mark means.
const TOUCH: u8 = 0;
const ORDER: u8 = 1;

/// The part that the address names; tracked.
fn part(app: App) -> Option<CarriedPart> {
    app.param(PART).and_then(|word| CarriedPart::from_word(&word))
}

/// Whether the address names a customer's records; tracked.
pub fn is_asked(app: App) -> bool {
    app.param(OF).is_some() && part(app).is_some()
}

/// Where the records behind a figure of a customer are, from the list that it stands in.
pub fn href(route: &Route, id: &str, part: CarriedPart) -> String {
    let route = route.clone().with_param("sort", None).with_param(OF, Some(id));
    route.with_param(PART, Some(part.word())).to_hash()
}

/// The records that the address names: of its campaign, or all of a customer of its channel.
#[component]
pub fn Records(desk: MarketingDesk) -> impl IntoView {
    let app = desk.app;
    let all = Memo::new(move |_| {
        let (id, part, campaign) = (app.param(OF).unwrap_or_default(), part(app), app.param(OPEN));
        let rows = |world: &World| Some(Arc::new(rows(world, &id, part?, campaign.as_deref())?));
        app.session.read(rows).flatten().unwrap_or_default()
    });
    let title = move |t: T| {
        let id = app.param(OF).unwrap_or_default();
        let name = |world: &World| Some(world.book.customers.get(&id)?.name.to_string());
        let name = app.session.read(name).flatten().unwrap_or(id);
        let what = match part(app) {
            Some(CarriedPart::Contacts) => t.camp_part_contacts(),
            Some(CarriedPart::Orders) => t.camp_col_orders(),
            _ => t.camp_part_amount(),
        };
        let of = match app.param(OPEN) {
            Some(campaign) => desk.find(&campaign).map(|it| it.name.to_string()),
            None => None,
        };
        let what = of.map_or_else(|| what.to_owned(), |of| t.behind_of(of, what));
        t.behind_of(name, what)
    };
    let columns = move |t: T| {
        let amount = (part(app) != Some(CarriedPart::Contacts)).then(|| behind_figure(t.camp_col_sum(), 128));
        let first = [
            behind_day(t.camp_part_day()),
            ListColumn::new("kind", t.camp_part_kind()).px(96).soft(),
        ];
        let says = ListColumn::new("says", t.camp_part_says()).grows(200, 2.0).soft();
        first.into_iter().chain(amount).chain([says]).collect()
    };
    let cells = move |world: &World, it: &BehindRow, t: T| cells(world, it, t);
    let facts = BehindFacts {
        title: Box::new(title),
        columns: Box::new(columns),
        cells: Box::new(cells),
        mark: "behind-campaign",
        params: &[OF, PART],
    };
    view! { <Behind of=BehindOf::new(app, all, facts) /> }
}

fn rows(world: &World, id: &str, part: CarriedPart, campaign: Option<&str>) -> Option<Vec<BehindRow>> {
    let customer = world.book.customers.slot(id)?;
    let of_part = behind(world, customer, campaign)
        .into_iter()
        .filter(|(_, _, what)| part.has(what));
    let row = |(slot, day, what)| BehindRow {
        customer,
        record: Some(slot),
        mark: if matches!(what, What::Order(_)) { ORDER } else { TOUCH },
        on: Some(day),
        figure: match what {
            What::Order(fen) => Some(fen as f64),
            What::Touch { .. } => None,
        },
    };
    Some(of_part.map(row).collect())
}

fn cells(world: &World, it: &BehindRow, t: T) -> Vec<Cell> {
    let slot = it.record.unwrap_or(u32::MAX);
    let fen = Fen(it.figure.unwrap_or_default() as i64);
    let (kind, says) = match it.mark {
        ORDER => {
            let products = |order: &crate::domain::kind::Order| {
                format::list(order.items.iter().filter_map(|item| item.product.as_deref()), t.0)
            };
            let kind = if fen < Fen(0) {
                t.camp_part_return()
            } else {
                t.camp_part_order()
            };
            let products = world.book.orders.at(slot).map(|order| order.look(products));
            (Some(kind.to_owned()), products)
        }
        _ => {
            let record = world.book.interactions.at(slot);
            let said = record.map(|made| {
                made.look(|made| {
                    let content: Option<Text> = made.content.clone().or_else(|| made.feedback.clone());
                    (
                        made.kind.map(|kind| t.label(&kind.label())),
                        content.map(|text| text.to_string()),
                    )
                })
            });
            said.unwrap_or_default()
        }
    };
    let says = says.filter(|says| !says.is_empty());
    let amount = (it.mark == ORDER).then_some(Cell::Amount(fen, None));
    let first = [Cell::day(it.on), Cell::or(kind, t.unknown())];
    first
        .into_iter()
        .chain(amount)
        .chain([Cell::or(says, t.unknown())])
        .collect()
}
