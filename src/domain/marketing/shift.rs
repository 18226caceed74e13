//! Who moved between two days: into and out of those who buy, and between the tiers.
//!
//! Both days are looked at under the same rules. Whoever was ranked once stays ranked, so coming and leaving is told by the window of the
//! RFM rule: who has an order in it on one of the two days only.

use super::value::{TIER, fen};
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::words;

words! {
    /// What became of a customer between two days.
    pub enum Shift {
        /// A better tier.
        Up = "up",
        /// A worse tier.
        Down = "down",
        /// Orders in the window on the later day, none on the earlier.
        Came = "came",
        /// Orders in the window on the earlier day, none on the later.
        Left = "left",
    }
}

/// A customer who moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Shifted {
    /// The customer's slot.
    pub slot: u32,
    /// How.
    pub shift: Shift,
    /// The tier on the earlier day.
    pub from: Option<Text>,
    /// That on the later day.
    pub to: Option<Text>,
    /// The amount in the window on the earlier day.
    pub before: Fen,
    /// That on the later day.
    pub now: Fen,
}

/// Those who moved, and how many did not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shifts {
    /// The customers: the largest amounts first, before or now.
    pub moved: Vec<Shifted>,
    /// Their places there, in the order of the slots.
    by_slot: Vec<u32>,
    /// Who is in the same tier and has orders in the window on both days, or on neither, in the order of the slots, with the amount in
    /// the window on the earlier day.
    pub stayed: Vec<(u32, Fen)>,
}

impl Shifts {
    /// A customer's move.
    pub fn of(&self, slot: u32) -> Option<&Shifted> {
        let at = |place: &u32| self.moved.get(*place as usize);
        let slot_at = |place: &u32| at(place).map_or(u32::MAX, |one| one.slot);
        let found = self.by_slot.binary_search_by_key(&slot, slot_at).ok()?;
        at(self.by_slot.get(found)?)
    }

    /// The amount of who stayed on the earlier day; nothing of anybody else.
    pub fn stayed(&self, slot: u32) -> Option<Fen> {
        let found = self.stayed.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        Some(self.stayed.get(found)?.1)
    }

    /// How many moved one way, and the amounts before and now.
    pub fn sum(&self, shift: Shift) -> (usize, Fen, Fen) {
        let mut sum = (0, Fen(0), Fen(0));
        for one in self.moved.iter().filter(|one| one.shift == shift) {
            sum = (sum.0 + 1, Fen(sum.1.0 + one.before.0), Fen(sum.2.0 + one.now.0));
        }
        sum
    }
}

/// What the two days say of all customers.
pub fn shifts(before: &Evaluation, now: &Evaluation) -> Shifts {
    let rows = before.columns.rows.max(now.columns.rows) as u32;
    let mut all = Shifts::default();
    for slot in 0..rows {
        let (then, later) = (Place::of(before, slot), Place::of(now, slot));
        match shift(&then, &later) {
            Some(shift) => all.moved.push(Shifted {
                slot,
                shift,
                from: then.id(before),
                to: later.id(now),
                before: then.amount,
                now: later.amount,
            }),
            None if then.is_ranked || later.is_ranked => all.stayed.push((slot, then.amount)),
            None => {}
        }
    }
    // By hundreds of thousands: the library's own sort.
    all.moved
        .sort_by_key(|one| (std::cmp::Reverse(one.before.0.max(one.now.0)), one.slot));
    all.by_slot = (0..all.moved.len() as u32).collect();
    all.by_slot
        .sort_unstable_by_key(|place| all.moved[*place as usize].slot);
    all
}

/// Where a customer stands on a day.
struct Place {
    is_ranked: bool,
    buys: bool,
    tier: Option<usize>,
    /// How well the tier stands: 0 is the best.
    stand: Option<u8>,
    amount: Fen,
}

impl Place {
    fn of(evaluation: &Evaluation, slot: u32) -> Self {
        let dimension = evaluation.plan.dimension(TIER);
        let class = dimension.and_then(|place| evaluation.classes.get(place)?.get(slot as usize).copied());
        let known = dimension
            .and_then(|place| evaluation.plan.dimensions.get(place))
            .zip(class);
        let tier = known.filter(|(dimension, class)| usize::from(*class) < dimension.classes.len());
        Self {
            is_ranked: evaluation.number(slot, Metric::RfmTotal).is_some(),
            buys: evaluation
                .number(slot, Metric::RfmFrequency)
                .is_some_and(|orders| orders > 0.0),
            tier: tier.map(|(_, class)| usize::from(class)),
            stand: tier.map(|(dimension, class)| dimension.stand(class)),
            amount: evaluation.number(slot, Metric::RfmMonetary).map_or(Fen(0), fen),
        }
    }

    fn id(&self, evaluation: &Evaluation) -> Option<Text> {
        let dimension = evaluation.plan.dimension_of(TIER)?;
        Some(dimension.classes.get(self.tier?)?.id.clone())
    }
}

fn shift(then: &Place, later: &Place) -> Option<Shift> {
    match (then.buys, later.buys) {
        (false, true) => return Some(Shift::Came),
        (true, false) => return Some(Shift::Left),
        _ => {}
    }
    match (then.stand?, later.stand?) {
        (then, later) if later < then => Some(Shift::Up),
        (then, later) if later > then => Some(Shift::Down),
        _ => None,
    }
}
