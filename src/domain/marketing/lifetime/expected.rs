//! What is expected of each customer in the twelve months to come, and of each tier.

use std::collections::BTreeMap;

use super::amounts::Amounts;
use super::buyer::Buyer;
use super::frequency::Frequency;
use crate::domain::record::Text;
use crate::domain::world::World;

/// Twelve months.
pub const AHEAD_DAYS: u32 = 365;
/// The dimension whose classes are the tiers.
const TIER: &str = "rfm_tier";

/// What is expected of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The customer's slot.
    pub customer: u32,
    /// The purchases so far: days on which something was bought.
    pub bought: u32,
    /// Days since the latest.
    pub silent: u32,
    /// Whether it still buys; nothing for who bought once, of whom the model cannot tell.
    pub alive: Option<f64>,
    /// The purchases in twelve months.
    pub purchases: f64,
    /// What one is worth, in yuan; nothing without a model of amounts.
    pub mean: Option<f64>,
}

impl Expected {
    /// What the customer spends in twelve months, in yuan.
    pub fn spend(&self) -> Option<f64> {
        Some(self.purchases * self.mean?)
    }
}

/// What is expected of a customer.
pub fn expected(buyer: &Buyer, frequency: Frequency, amounts: Option<Amounts>) -> Expected {
    let bought = buyer.bought;
    Expected {
        customer: buyer.customer,
        bought: bought.repeats + 1,
        silent: bought.age - bought.last,
        alive: (bought.repeats > 0).then(|| frequency.alive(bought)),
        purchases: frequency.purchases(bought, AHEAD_DAYS),
        mean: amounts.map(|amounts| amounts.mean_of(bought.repeats, buyer.mean)),
    }
}

/// The customers of a tier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierSum {
    /// The id of the class; nothing for those without one.
    pub tier: Option<Text>,
    /// How many bought.
    pub buyers: usize,
    /// How many of them bought again.
    pub repeaters: usize,
    /// The sum of the probabilities that these still buy.
    pub alive: f64,
    /// The purchases in twelve months.
    pub purchases: f64,
    /// The spending in twelve months, in yuan; nothing without a model of amounts.
    pub spend: Option<f64>,
}

/// The sums of the tiers, in the order of the rules, those without a tier last.
pub fn tiers(world: &World, all: &[Expected]) -> Vec<TierSum> {
    let evaluation = &world.evaluation;
    let dimension = evaluation.plan.dimension(TIER);
    let mut sums: BTreeMap<u8, TierSum> = BTreeMap::new();
    for it in all {
        let place = dimension.and_then(|at| evaluation.classes.get(at)?.get(it.customer as usize).copied());
        let sum = sums.entry(place.unwrap_or(u8::MAX)).or_insert_with(|| TierSum {
            tier: dimension
                .and_then(|at| evaluation.class(it.customer, at))
                .map(Text::from),
            spend: Some(0.0),
            ..TierSum::default()
        });
        sum.buyers += 1;
        sum.repeaters += usize::from(it.alive.is_some());
        sum.alive += it.alive.unwrap_or_default();
        sum.purchases += it.purchases;
        sum.spend = sum.spend.zip(it.spend()).map(|(sum, spend)| sum + spend);
    }
    sums.into_values().collect()
}
