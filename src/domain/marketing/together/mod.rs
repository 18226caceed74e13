//! What goes with what, and to whom it may be offered (S1: 交叉销售).
//!
//! Two sources: the catalogue (`settings.products`, its `related`) and what is bought together in the book. The baskets of that are either
//! the orders or all that a customer ever bought ([`By`]); lines without a product, returns, and orders after the day are left out.
//! With n baskets, of which A is in a, B in b and both in ab:
//!
//! | figure | formula | says |
//! |---|---|---|
//! | support | ab / n | how often both are there |
//! | confidence | ab / a | of those with A, how many have B |
//! | lift | (ab / a) / (b / n) | how much more often than if A did not matter; 1 is "does not matter" |
//!
//! (R. Agrawal, T. Imieliński, A. Swami, "Mining Association Rules", SIGMOD 1993; S. Brin and others, "Dynamic Itemset Counting", 1997.)
//!
//! What a customer said to an offer is a task that somebody wrote, with three further fields
//! ([`crate::domain::kind::task_outcome::OFFER`]): undo, merging, hand-over and export know it already.
//!
//! Each file uses those before it only: basket, rule, offer, suggestion, desk.

mod basket;
mod desk;
mod offer;
mod rule;
mod suggestion;

pub use basket::{Baskets, By, Counts};
pub use desk::{Together, TogetherDesk};
pub use offer::{GOAL, Offer, SUCCESS_DAYS, Success, TOO_FEW, offer_in, success};
pub use rule::{LEAST_BASKETS, Rule, rules};
pub use suggestion::{Suggestion, SuggestionReading, suggestions};
