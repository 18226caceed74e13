//! What a customer will still buy: BG/NBD for how often, Gamma–Gamma for how much, fitted on the book's own orders.
//!
//! | symbol | here | unit |
//! |---|---|---|
//! | x | [`Bought::repeats`]: purchases after the first | days on which something was bought |
//! | t_x | [`Bought::last`]: from the first purchase to the latest | days, in the formulas weeks of seven |
//! | T | [`Bought::age`]: from the first purchase to the day that is looked at | the same |
//! | z̄ | [`Buyer::mean`]: what a purchase after the first was worth | yuan |
//!
//! Orders of one day are one purchase, worth their sum; a day whose returns outweigh it is none. A fit is remembered by what it was made
//! from ([`Remembered`]) and stored nowhere, until somebody hands its parameters to the rules ([`RuleModel`]).
//!
//! Sources: P. Fader, B. Hardie, K. Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005), and "RFM and CLV", Journal of
//! Marketing Research 42 (2005); P. Fader, B. Hardie, "The Gamma-Gamma Model of Monetary Value" (2013).
//!
//! Each file uses those before it only: special, search, buyer, frequency, amounts, fit, calibration, expected, desk, in_force.

mod amounts;
mod buyer;
mod calibration;
mod desk;
mod expected;
mod fit;
mod frequency;
mod in_force;
mod search;
mod special;

pub use amounts::{AmountLikelihood, Amounts};
pub use buyer::{Bought, Buyer, buyer_of, first_purchase};
pub use calibration::{CALIBRATED_DAYS, Calibrated, Calibration, HeldOut, MOST_REPEATS, Uncalibrated};
pub use desk::{Lifetime, LifetimeDesk, Models, Remembered};
pub use expected::{AHEAD_DAYS, Expected, TierSum, expected, tiers};
pub use fit::{Fit, FitEnd, Fits, LEAST_BUYERS, LEAST_REPEATERS, Unfit};
pub use frequency::{Frequency, FrequencyLikelihood};
pub use in_force::{RuleModel, Unread, bring_formulas, keep_model, model_of, model_schema};
pub use search::Search;
pub use special::ln_gamma;
