//! What customers buy in a year, one sum for every page: orders of 12 months, and what is declared by those who never ordered.

use std::iter::Sum;
use std::ops::AddAssign;

use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::money::Fen;

/// The annual purchase of customers; an unknown one counts nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purchases {
    /// Ordered and declared.
    pub total: Fen,
    /// What of it is declared: of customers without an order by the as-of date.
    pub declared: Fen,
}

impl Purchases {
    /// The purchase of one customer, in whole fen, so that sums are exact.
    pub fn of(evaluation: &Evaluation, slot: u32) -> Self {
        let yuan = evaluation.number(slot, Metric::AnnualPurchase).unwrap_or(0.0);
        let total = Fen((yuan * 100.0).round() as i64);
        let declared = if has_ordered(evaluation, slot) { Fen(0) } else { total };
        Self { total, declared }
    }

    /// What of it is ordered.
    pub fn ordered(self) -> Fen {
        self.total - self.declared
    }
}

/// Whether there is an order by the as-of date: with one, nothing declared counts.
pub fn has_ordered(evaluation: &Evaluation, slot: u32) -> bool {
    evaluation
        .number(slot, Metric::OrderCount)
        .is_some_and(|orders| orders > 0.0)
}

impl AddAssign for Purchases {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.declared += other.declared;
    }
}

impl Sum for Purchases {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}
