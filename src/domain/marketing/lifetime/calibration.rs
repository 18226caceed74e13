//! How good the model would have been: fitted on what was known by an earlier day, its figures for the time since beside what happened.

use super::buyer::Buyer;
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
        let group = &mut self.groups[(early.repeats as usize).min(MOST_REPEATS)];
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
