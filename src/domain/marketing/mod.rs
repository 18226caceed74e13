//! Steering by what customers are worth: the R–F map with its named segments, who moved between two days, portraits of groups.
//!
//! Scores and tiers are those of the rules in force ([`crate::domain::metric::rfm`]); nothing here ranks a second time and nothing is
//! stored but the segments that the user names, in the settings. Each file uses those before it only: segment, value, past, shift,
//! sketch, portrait.

pub mod past;
pub mod portrait;
pub mod segment;
pub mod shift;
mod sketch;
pub mod value;
