//! Steering by what customers are worth, and by what they will still buy (S1): the R–F map with its named segments, who moved between two days,
//! portraits of groups; the value predicted; what is bought together; what campaigns and channels
//! bring and cost. Each room answers one question.
//!
//! Scores and tiers are those of the rules in force ([`crate::domain::metric::rfm`]); nothing here ranks a second time and nothing is
//! stored but the segments and groups that the user names, in the settings, and which reports were frozen when. Of the value map each file
//! uses those before it only: segment, value, past, shift, group, sketch, portrait, facet, report.

pub mod campaign;
pub mod facet;
pub mod group;
pub mod lifetime;
pub mod needs;
pub mod past;
pub mod points;
pub mod portrait;
pub mod report;
pub mod segment;
pub mod shift;
mod sketch;
pub mod stored;
pub mod together;
pub mod value;
