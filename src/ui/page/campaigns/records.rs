//! The contacts and orders behind the figures of one customer of a campaign, or of a channel; and the orders behind the average one.

use std::sync::Arc;

use crate::state::live::*;

use super::{MarketingDesk, OPEN};
use crate::domain::day::Day;
use crate::domain::marketing::campaign::{CarriedPart, What, averaged, behind};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::state::route::Route;
use crate::state::sliced::{Slice, sliced};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// The pieces of page state that name the customer and the figure whose records are listed; without a customer those of the average order.
pub const OF: &str = "person";
pub const PART: &str = "part";
/// So many customers are looked at in one step.
const ROWS: u32 = 500;

/// Contacts, and orders: what a row's mark means.
const TOUCH: u8 = 0;
const ORDER: u8 = 1;

/// The part that the address names; tracked.
fn part(app: App) -> Option<CarriedPart> {
    app.param(PART).and_then(|word| CarriedPart::from_word(&word))
}

/// Whether the address names records; tracked.
pub fn is_asked(app: App) -> bool {
    part(app).is_some()
}

/// Where the records behind a figure of a customer are, from the list that it stands in.
pub fn href(route: &Route, id: &str, part: CarriedPart) -> String {
    let route = route.clone().with_param("sort", None).with_param(OF, Some(id));
    route.with_param(PART, Some(part.word())).to_hash()
}

/// Where the records behind the average order are, from the page that it stands on.
pub fn href_of_average(route: &Route, part: CarriedPart) -> String {
    let route = route.clone().with_param("sort", None);
    route.with_param(PART, Some(part.word())).to_hash()
}

/// The orders behind the average one, while they are looked for.
struct Looking {
    part: CarriedPart,
    next: u32,
    found: Vec<BehindRow>,
}

impl Looking {
    fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots() as u32;
        let to = self.next.saturating_add(ROWS).min(slots);
        for customer in self.next..to {
            let orders = averaged(world, customer).map(|order| (order.slot, order.day, What::Order(order.fen)));
            let of_part = orders.filter(|(_, _, what)| self.part.has(what));
            self.found.extend(of_part.map(|record| row(customer, record)));
        }
        self.next = to;
        to < slots
    }
}

/// The orders behind the average one, where the address asks for them; nothing while they are looked for.
fn of_average(app: App) -> RwSignal<Option<Arc<Vec<BehindRow>>>> {
    let begin = move || {
        app.session.version();
        Some(Looking {
            part: part(app).filter(|_| app.param(OF).is_none())?,
            next: 0,
            found: Vec::new(),
        })
    };
    sliced(begin, move |looking: &mut Looking| {
        match app.session.peek(|world| looking.step(world)) {
            None => Slice::Gone,
            Some(true) => Slice::More,
            Some(false) => Slice::Done(Arc::new(std::mem::take(&mut looking.found))),
        }
    })
}

/// The records that the address names: of its campaign, all of a customer of its channel, or those of the average order.
#[component]
pub fn Records(desk: MarketingDesk) -> impl IntoView {
    let app = desk.app;
    let averaged = of_average(app);
    let all = Memo::new(move |_| {
        let Some(id) = app.param(OF) else {
            return averaged.get().unwrap_or_default();
        };
        let (part, campaign) = (part(app), app.param(OPEN));
        let rows = |world: &World| Some(Arc::new(rows(world, &id, part?, campaign.as_deref())?));
        app.session.read(rows).flatten().unwrap_or_default()
    });
    let is_read = Signal::derive(move || app.param(OF).is_some() || averaged.with(Option::is_some));
    let title = move |t: T| {
        let what = match part(app) {
            Some(CarriedPart::Contacts) => t.camp_part_contacts(),
            Some(CarriedPart::Orders) => t.camp_col_orders(),
            _ => t.camp_part_amount(),
        };
        let Some(id) = app.param(OF) else {
            return t.behind_of(t.camp_year(), what);
        };
        let name = |world: &World| Some(world.book.customers.get(&id)?.name.to_string());
        let name = app.session.read(name).flatten().unwrap_or(id);
        let of = app.param(OPEN).and_then(|campaign| desk.find(&campaign));
        let what = of.map_or_else(|| what.to_owned(), |of| t.behind_of(&of.name, what));
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
    view! { <Behind of=BehindOf::new(app, all, facts) is_read=is_read /> }
}

fn rows(world: &World, id: &str, part: CarriedPart, campaign: Option<&str>) -> Option<Vec<BehindRow>> {
    let customer = world.book.customers.slot(id)?;
    let of_part = behind(world, customer, campaign)
        .into_iter()
        .filter(|(_, _, what)| part.has(what));
    Some(of_part.map(|record| row(customer, record)).collect())
}

/// A record by its slot, its day, and what it is.
fn row(customer: u32, (slot, day, what): (u32, Day, What)) -> BehindRow {
    BehindRow {
        customer,
        record: Some(slot),
        mark: if matches!(what, What::Order(_)) { ORDER } else { TOUCH },
        on: Some(day),
        figure: match what {
            What::Order(fen) => Some(fen as f64),
            What::Touch { .. } => None,
        },
    }
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
