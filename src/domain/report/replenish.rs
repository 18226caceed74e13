//! What a customer is likely to order again soon, by its own rhythm (S4 step 3): the days on which it bought something, the days between them,
//! their median, and the day that this leads to.

use std::collections::BTreeMap;

use crate::domain::day::Day;
use crate::domain::fold::folded;
use crate::domain::kind::Order;
use crate::domain::record::Text;
use crate::domain::world::World;

/// It is told from so many days before.
const AHEAD: i32 = 14;
/// So many days of buying are a rhythm: two gaps.
const LEAST: usize = 3;
/// The rhythm is that of the last days alone: what a customer uses changes.
const LATEST: usize = 6;
/// The most that is told of one customer.
const MOST: usize = 3;

/// Something that a customer buys again and again.
#[derive(Clone, Debug, PartialEq)]
pub struct Replenishment {
    /// The product, as the last order names it; nothing for orders whose lines nobody wrote down.
    pub product: Option<Text>,
    /// The days on which it was bought last, the oldest first.
    pub days: Vec<Day>,
    /// The days between them.
    pub gaps: Vec<i32>,
    /// Their median; of an even number the mean of the two in the middle.
    pub rhythm: f64,
    /// The last day and the rhythm, half a day counted as one.
    pub next: Day,
}

impl Replenishment {
    fn of(product: Option<Text>, mut days: Vec<Day>) -> Option<Self> {
        days.sort_unstable();
        days.dedup();
        let last = *days.last()?;
        days.drain(..days.len().saturating_sub(LATEST));
        let gaps: Vec<i32> = days
            .iter()
            .zip(days.iter().skip(1))
            .map(|(one, next)| next.days_since(*one))
            .collect();
        let rhythm = (days.len() >= LEAST).then(|| median(&gaps)).flatten()?;
        if !is_regular(&gaps, rhythm) {
            return None;
        }
        Some(Self {
            product,
            next: last.plus_days(rhythm.round() as i32),
            days,
            gaps,
            rhythm,
        })
    }

    /// Whether it is time to speak of it. Who is a whole rhythm behind has ceased to buy: that is told by its health.
    fn is_due(&self, as_of: Day) -> bool {
        let behind = as_of.days_since(self.next);
        (-AHEAD..=self.rhythm.round() as i32).contains(&behind)
    }
}

/// Whether two of three gaps lie within half a rhythm of it: what comes by chance has none.
fn is_regular(gaps: &[i32], rhythm: f64) -> bool {
    let near = gaps
        .iter()
        .filter(|gap| (f64::from(**gap) - rhythm).abs() <= rhythm / 2.0);
    3 * near.count() >= 2 * gaps.len()
}

fn median(gaps: &[i32]) -> Option<f64> {
    let mut gaps = gaps.to_vec();
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    let at = |place: usize| gaps.get(place).map(|gap| f64::from(*gap));
    match gaps.len() % 2 {
        1 => at(middle),
        _ => Some((at(middle.checked_sub(1)?)? + at(middle)?) / 2.0),
    }
}

/// What a customer is likely to order again within two weeks, or was by now, the earliest first: each product where orders name some, else
/// all orders together. Returns are no orders.
pub fn replenishments(world: &World, slot: u32) -> Vec<Replenishment> {
    let as_of = world.evaluation.as_of;
    let bought = world.ledger.row(slot).orders.iter();
    let bought = bought.filter(|order| !order.is_return() && order.day <= as_of);
    let mut products: BTreeMap<String, (Text, Vec<Day>)> = BTreeMap::new();
    let mut orders = Vec::new();
    for fact in bought {
        orders.push(fact.day);
        let Some(order) = world.book.orders.at(fact.slot) else {
            continue;
        };
        order.look(|order| {
            for product in named(order) {
                let known = products.entry(folded(product).into_owned());
                let (name, days) = known.or_insert_with(|| (product.into(), Vec::new()));
                *name = product.into();
                days.push(fact.day);
            }
        });
    }
    let mut all: Vec<Replenishment> = match products.is_empty() {
        true => Replenishment::of(None, orders).into_iter().collect(),
        false => {
            let of = |(name, days)| Replenishment::of(Some(name), days);
            products.into_values().filter_map(of).collect()
        }
    };
    all.retain(|it| it.is_due(as_of));
    all.sort_by(|a, b| (a.next, &a.product).cmp(&(b.next, &b.product)));
    all.truncate(MOST);
    all
}

/// The products of an order; what was given back is none.
fn named(order: &Order) -> impl Iterator<Item = &str> {
    let kept = order
        .items
        .iter()
        .filter(|item| item.amount.is_none_or(|amount| amount.0 >= 0));
    kept.filter_map(|item| item.product.as_deref())
        .map(str::trim)
        .filter(|product| !product.is_empty())
}
