//! The accounts of a book, read in slices and followed change by change.

use std::sync::Arc;

use hashbrown::HashMap;

use super::account::{Account, Below, Bought, Written, account};
use super::rules::{PointsRules, points_rules};
use super::sum;
use crate::domain::day::Day;
use crate::domain::kind::MOST_POINTS;
use crate::domain::money::Fen;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;

/// So many customers are read in one slice.
const ROWS: usize = 200;
/// What expires within so many days expires soon.
pub const SOON: i32 = 90;

/// The account of a customer in figures, in thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerPoints {
    /// The customer's slot.
    pub customer: u32,
    /// What is there.
    pub balance: i64,
    /// All that was gained.
    pub gained: i64,
    /// All that was spent.
    pub spent: i64,
    /// What expires within 90 days.
    pub soon: i64,
    /// The first day on which something expires, however far; nothing where all lasts.
    pub first: Option<Day>,
    /// The day of the last step.
    pub last: Day,
}

impl CustomerPoints {
    fn of(customer: u32, account: &Account, as_of: Day) -> Option<Self> {
        let last = account.steps.last()?.day;
        let until = as_of.plus_days(SOON);
        let deltas = || account.steps.iter().map(|step| step.delta);
        let first = account.lots.iter().filter_map(|lot| lot.expires).min();
        Some(Self {
            customer,
            balance: account.balance,
            gained: sum(deltas().filter(|delta| *delta > 0)),
            spent: sum(deltas().filter(|delta| *delta < 0)).saturating_neg(),
            soon: account.expiring(until),
            first,
            last,
        })
    }
}

/// A number of points in thousandths. An entry beyond [`MOST_POINTS`] is refused wherever one comes in; of one that a book has all the same, so
/// many count.
pub fn thousandths(points: f64) -> i64 {
    let most = MOST_POINTS as f64;
    (points.clamp(-most, most) * 1_000.0).round() as i64
}

/// What people wrote, by the slots of the customers.
type Entries = HashMap<u32, Vec<Written>>;

fn written(world: &World, is_wanted: impl Fn(&str) -> Option<u32>) -> Entries {
    let mut all = Entries::new();
    for (slot, entry) in world.book.points.iter() {
        let customer = match entry.packed_owner() {
            Some(id) => is_wanted(id),
            None => is_wanted(entry.customer.as_str()),
        };
        let Some(customer) = customer else { continue };
        let it = entry.look(|entry| Written {
            slot,
            day: entry.date,
            delta: thousandths(entry.delta.value()),
        });
        all.entry(customer).or_default().push(it);
    }
    all
}

/// The orders of a customer, in the order of their days.
fn bought(world: &World, slot: u32) -> Vec<Bought> {
    let orders = world.ledger.row(slot).orders.iter();
    let bought = orders.map(|order| Bought {
        slot: order.slot,
        day: order.day,
        fen: order.fen,
    });
    bought.collect()
}

fn of_customer(world: &World, rules: &PointsRules, slot: u32, written: &[Written]) -> Account {
    account(rules, &bought(world, slot), written, world.evaluation.as_of)
}

/// Where the account of a customer would be lowest if its orders and entries were others, on a day on which it is above that now.
fn below(world: &World, customer: &str, edit: impl FnOnce(&mut Vec<Bought>, &mut Vec<Written>)) -> Option<Below> {
    let rules = points_rules(&world.book.head.settings);
    let slot = world.book.customers.slot(customer)?;
    let mut theirs = written(world, |id| (id == customer).then_some(slot))
        .remove(&slot)
        .unwrap_or_default();
    let mut orders = bought(world, slot);
    let now = account(&rules, &orders, &theirs, Day::MAX);
    edit(&mut orders, &mut theirs);
    account(&rules, &orders, &theirs, Day::MAX).below(&now)
}

/// Where the account of a customer would be lowest with an order in the place of another: without one where `after` is nothing, with one more
/// where `before` is. Nothing unless that is below nought and less than it is on that day now.
pub fn order_below(world: &World, customer: &str, before: Option<&str>, after: Option<(Day, Fen)>) -> Option<Below> {
    let gone = before.and_then(|id| world.book.orders.slot(id));
    below(world, customer, |orders, _| {
        orders.retain(|order| Some(order.slot) != gone);
        if let Some((day, amount)) = after {
            let (slot, fen) = (gone.unwrap_or(u32::MAX), amount.0);
            orders.insert(
                orders.partition_point(|order| order.day <= day),
                Bought { slot, day, fen },
            );
        }
    })
}

/// The same of an entry, whose points are in thousandths.
pub fn entry_below(world: &World, customer: &str, before: Option<&str>, after: Option<(Day, i64)>) -> Option<Below> {
    let gone = before.and_then(|id| world.book.points.slot(id));
    below(world, customer, |_, entries| {
        entries.retain(|entry| Some(entry.slot) != gone);
        let slot = gone.unwrap_or(u32::MAX);
        entries.extend(after.map(|(day, delta)| Written { slot, day, delta }));
    })
}

/// The account of one customer.
pub fn points_of(world: &World, rules: &PointsRules, slot: u32) -> Option<Account> {
    let own = &world.book.customers.at(slot)?.id;
    let theirs = written(world, |id| (id == own.as_str()).then_some(slot));
    let theirs = theirs.get(&slot).map(Vec::as_slice).unwrap_or_default();
    Some(of_customer(world, rules, slot, theirs))
}

/// All accounts that have a step, in the order of the customers.
#[derive(Clone, Debug, Default)]
pub struct PointsDesk {
    told: Option<Arc<Vec<CustomerPoints>>>,
    all: Vec<CustomerPoints>,
    /// What people wrote, while all is read.
    entries: Option<Entries>,
    /// The first customer's slot that was not read yet; nothing once all are.
    next: Option<usize>,
}

impl PointsDesk {
    /// One of which nothing is read yet.
    pub fn begin() -> Self {
        Self {
            next: Some(0),
            ..Self::default()
        }
    }

    /// Reads a whole book.
    pub fn of(world: &World, rules: &PointsRules) -> Self {
        let mut desk = Self::begin();
        while desk.step(world, rules) {}
        desk
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, rules: &PointsRules) -> bool {
        let Some(next) = self.next else { return false };
        let slots = world.book.customers.slots();
        let to = (next + ROWS).min(slots);
        let entries = self
            .entries
            .take()
            .unwrap_or_else(|| written(world, |id| world.book.customers.slot(id)));
        for slot in next as u32..to as u32 {
            self.read(world, rules, slot, &entries);
        }
        self.next = (to < slots).then_some(to);
        match self.next {
            Some(_) => self.entries = Some(entries),
            None => self.told = Some(Arc::new(self.all.clone())),
        }
        self.is_behind()
    }

    /// Follows a change that touched some customers. Where it touched none it may be about entries, which move nobody's figures: all is
    /// read anew.
    pub fn update(&mut self, world: &World, rules: &PointsRules, touched: &[u32]) {
        if touched.is_empty() || self.is_behind() {
            let told = self.told.take();
            *self = Self::begin();
            self.told = told;
            return;
        }
        self.all.retain(|it| !touched.contains(&it.customer));
        let entries = written(world, |id| {
            world.book.customers.slot(id).filter(|slot| touched.contains(slot))
        });
        touched.iter().for_each(|slot| self.read(world, rules, *slot, &entries));
        sort_by_key(&mut self.all, |it| it.customer);
        self.told = Some(Arc::new(self.all.clone()));
    }

    fn read(&mut self, world: &World, rules: &PointsRules, slot: u32, entries: &Entries) {
        if world.evaluation.exists(slot) {
            let theirs = entries.get(&slot).map(Vec::as_slice).unwrap_or_default();
            let account = of_customer(world, rules, slot, theirs);
            self.all
                .extend(CustomerPoints::of(slot, &account, world.evaluation.as_of));
        }
    }

    /// Whether it is to be read anew.
    pub fn is_behind(&self) -> bool {
        self.next.is_some()
    }

    /// What was read; of before the last change while [`PointsDesk::is_behind`].
    pub fn told(&self) -> Option<Arc<Vec<CustomerPoints>>> {
        self.told.clone()
    }
}
