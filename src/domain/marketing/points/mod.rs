//! Points (S1: 积分): an account that follows from orders, rules and the entries that people wrote.
//!
//! Nothing of it is stored but these entries (`points` of the book) and the rules (`settings.points_rules`), so that an order that is edited,
//! deleted, sent back or read in again leaves the account right:
//!
//! | step | is |
//! |---|---|
//! | earned | of an order: its yuan × points a yuan × the times of the level, without the fraction; from the day on which earning began |
//! | level | the highest whose spending the customer reached in the 12 months before the day of the order, returns taken off |
//! | taken back | of a return: it eats up orders that came before it, the last first; what each of them earned becomes what is left of it earns |
//! | written | an entry of the book, above or below nought |
//! | expired | what is left of what was gained on a day, once the months are over; spending takes the oldest first |
//!
//! The balance is the sum of the steps up to each. Points are counted in thousandths, since an entry of the book may have a fraction. Where more
//! was spent than was there, the account is below nought, and what is gained pays that off first. An entry, and what an order earns, is at most
//! [`crate::domain::kind::MOST_POINTS`]; sums stop at their limits and never turn round. Each file uses those before it only: rules, account, desk, fall.

mod account;
mod desk;
mod fall;
mod rules;

pub use account::{Account, Below, Bought, Lot, Step, StepKind, Written, account};
pub use desk::{CustomerPoints, PointsDesk, SOON, entry_below, order_below, points_of, thousandths};
pub use fall::{Fall, Falls};
pub use rules::{
    Beyond, Level, MOST_LEVELS, MOST_MONTHS, MOST_PER_YUAN, MOST_SPENT, MOST_TIMES, POINTS_RULES, PointsRules,
    beyond_limits, keep, points_rules,
};

/// A sum of points, in thousandths: what is beyond all counting stays there.
pub fn sum(all: impl IntoIterator<Item = i64>) -> i64 {
    all.into_iter().fold(0, i64::saturating_add)
}
