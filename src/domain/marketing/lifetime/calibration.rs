//! How good the model would have been: fitted on what was known by an earlier day, its figures for the time since beside what happened.

use super::buyer::{Bought, Buyer};
use super::fit::Unfit;
use super::frequency::Frequency;

/// Customers with so many repeat purchases or more stand together.
pub const MOST_REPEATS: usize = 7;
/// The time held out is no shorter than this.
pub const CALIBRATED_DAYS: u32 = 56;

/// Why there is no such picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncalibrated {
    /// The orders reach back less than three times [`CALIBRATED_DAYS`].
    TooShort,
    /// Of what was known by the earlier day there is no model.
    Unfit(Unfit),
}

/// Customers with the same number of repeat purchases by the earlier day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibrated {
    /// How many they are.
    pub customers: usize,
    /// The purchases that the model expected of all of them.
    pub predicted: f64,
    /// Those that they made.
    pub actual: u32,
}

/// By the number of repeat purchases: 0, 1, … [`MOST_REPEATS`] and more.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// The days held out.
    pub days: u32,
    /// The groups.
    pub groups: [Calibrated; MOST_REPEATS + 1],
}

/// A customer of the picture: of which group, and the purchases that were made in the time held out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldOut {
    /// The customer's slot.
    pub customer: u32,
    /// The group's place.
    pub group: usize,
    /// What had been bought by the earlier day.
    pub early: Bought,
    /// The purchases since.
    pub actual: u32,
}

impl HeldOut {
    /// What a customer is to the picture; nothing for who had bought nothing by the earlier day.
    pub fn of(buyer: &Buyer) -> Option<Self> {
        let early = buyer.early?;
        Some(Self {
            customer: buyer.customer,
            group: group_of(early),
            early,
            actual: buyer.later(),
        })
    }
}

fn group_of(early: Bought) -> usize {
    (early.repeats as usize).min(MOST_REPEATS)
}

impl Calibration {
    /// One of nobody yet.
    pub fn over(days: u32) -> Self {
        Self {
            days,
            groups: Default::default(),
        }
    }

    /// Adds a customer who had bought by the earlier day.
    pub fn add(&mut self, model: Frequency, buyer: &Buyer) {
        let Some(early) = buyer.early else {
            return;
        };
        let group = &mut self.groups[group_of(early)];
        group.customers += 1;
        group.predicted += model.purchases(early, self.days);
        group.actual += buyer.later();
    }

    /// The purchases that were expected of all, and those that were made.
    pub fn sums(&self) -> (f64, u32) {
        let all = self.groups.iter();
        all.fold((0.0, 0), |(predicted, actual), group| {
            (predicted + group.predicted, actual + group.actual)
        })
    }
}
