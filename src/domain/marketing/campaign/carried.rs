//! What of the book carries a campaign, read in slices and followed change by change.

use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::kind::{Direction, InteractionKind};
use crate::domain::record::Text;
use crate::domain::report::first_deal::agreed;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;
use crate::words;

/// So many customers are read in one slice.
const ROWS: usize = 200;

/// An interaction or an order that carries a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The customer's slot.
    pub customer: u32,
    /// The campaign's id, as the record says it.
    pub campaign: Text,
    /// Its day.
    pub day: Day,
    /// When the customer's contract was signed or the cooperation began, whichever was earlier; nothing where neither is said.
    pub agreed: Option<Day>,
    /// The customer had no order on an earlier day.
    pub is_before_orders: bool,
    /// What it is.
    pub what: What,
}

/// What carries a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An interaction.
    Touch {
        /// We began it, or nobody said who did.
        is_ours: bool,
        /// Whether the customer answered a contact of ours; nothing where that is not known, or it is none.
        answered: Option<bool>,
        /// It was an event.
        is_event: bool,
    },
    /// An order of this amount in fen; below nought for a return.
    Order(i64),
}

/// All that carries a campaign, in the order of the customers and their days.
#[derive(Clone, Debug, Default)]
pub struct CarriedDesk {
    all: Vec<Carried>,
    next: usize,
}

impl CarriedDesk {
    /// Reads a whole book.
    pub fn of(world: &World) -> Self {
        let mut desk = Self::default();
        while desk.step(world) {}
        desk
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots();
        let to = (self.next + ROWS).min(slots);
        for slot in self.next as u32..to as u32 {
            read(world, slot, &mut self.all);
        }
        self.next = to;
        to < slots
    }

    /// Follows a change that touched some customers, once all are read.
    pub fn update(&mut self, world: &World, touched: &[u32]) {
        self.all.retain(|it| !touched.contains(&it.customer));
        touched.iter().for_each(|slot| read(world, *slot, &mut self.all));
        sort_by_key(&mut self.all, |it| (it.customer, it.day));
        self.next = world.book.customers.slots();
    }

    /// What was read.
    pub fn told(&self) -> Arc<Vec<Carried>> {
        Arc::new(self.all.clone())
    }
}

/// Reads what of a customer carries a campaign up to the day that is looked at.
fn read(world: &World, customer: u32, into: &mut Vec<Carried>) {
    if !world.evaluation.exists(customer) {
        return;
    }
    let (until, from) = (world.evaluation.as_of, into.len());
    let mut orders = world.ledger.row(customer).orders.iter();
    let first = orders.find(|order| !order.is_return() && order.day <= until);
    let (first, agreed) = (first.map(|order| order.day), agreed(world, customer));
    each(world, customer, |_, campaign, day, what| {
        let Some(campaign) = campaign else { return };
        into.push(Carried {
            customer,
            campaign: campaign.trim().into(),
            day,
            agreed,
            is_before_orders: first.is_none_or(|first| day <= first),
            what,
        });
    });
    sort_by_key(into.get_mut(from..).unwrap_or_default(), |it| it.day);
}

words! {
    /// A figure of one customer of a campaign, or of a channel.
    pub enum CarriedPart {
        /// The contacts that we began.
        Contacts = "contacts",
        /// The orders, without returns.
        Orders = "orders",
        /// The orders and the returns that the amount is the sum of.
        Amount = "amount",
    }
}

impl CarriedPart {
    /// Whether a record is of it.
    pub fn has(self, what: &What) -> bool {
        match (self, what) {
            (Self::Contacts, What::Touch { is_ours, .. }) => *is_ours,
            (Self::Orders, What::Order(fen)) => *fen >= 0,
            (Self::Amount, What::Order(_)) => true,
            _ => false,
        }
    }
}

/// What a customer's interactions and orders up to the day that is looked at are to a campaign, or to any: the slot of each, its day, and
/// what it is.
pub fn behind(world: &World, customer: u32, campaign: Option<&str>) -> Vec<(u32, Day, What)> {
    let mut found = Vec::new();
    each(world, customer, |slot, said, day, what| {
        if campaign.is_none_or(|wanted| said.is_some_and(|said| said.trim() == wanted)) {
            found.push((slot, day, what));
        }
    });
    found
}

/// The interactions of a customer, then the orders: the slot of each, the campaign that it names, its day, and what it is.
fn each(world: &World, customer: u32, mut put: impl FnMut(u32, Option<Text>, Day, What)) {
    let until = world.evaluation.as_of;
    let activity = world.ledger.row(customer);
    for touch in activity.touches.iter().take_while(|touch| touch.day <= until) {
        let Some(record) = world.book.interactions.at(touch.slot) else {
            continue;
        };
        let (campaign, what) = record.look(|made| {
            let is_ours = made.direction != Some(Direction::Inbound);
            let what = What::Touch {
                is_ours,
                answered: made.responded.filter(|_| is_ours),
                is_event: made.kind == Some(InteractionKind::Event),
            };
            (made.campaign.clone(), what)
        });
        put(touch.slot, campaign, touch.day, what);
    }
    for order in activity.orders.iter().take_while(|order| order.day <= until) {
        let record = world.book.orders.at(order.slot);
        let campaign = record.and_then(|record| record.look(|order| order.campaign.clone()));
        put(order.slot, campaign, order.day, What::Order(order.fen));
    }
}
