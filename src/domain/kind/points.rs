//! Points: what a customer earned or redeemed (S1).

use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::id::{CustomerId, PointsId};
use crate::domain::record::Text;
use crate::record;

/// The most points that one entry says, or one order earns: nine million of these still sum, in thousandths.
pub const MOST_POINTS: i64 = 1_000_000_000;

record! {
    /// One entry of a customer's points.
    pub struct PointsEntry {
        /// The stable id.
        id: PointsId = required,
        /// Whose points.
        customer: CustomerId = required,
        /// When.
        date: Day = required,
        /// Points gained, or redeemed when negative.
        delta: Decimal = required,
        /// Why.
        reason: Option<Text>,
    }
}
