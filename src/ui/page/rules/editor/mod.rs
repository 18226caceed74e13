//! The editor: `list` chooses a rule; `dimension`, `dimension_head`, `class`, `care` edit a dimension, `named` tags and signals,
//! `score`, `band`, `rfm` scores. `entry` holds what classes, tags and signals share, `writing` the fields, `issues` and `found` what stands beside a part, `when` its conditions; `table` and `sum` hold what the parts share.

mod band;
mod care;
mod class;
mod counted;
mod dimension;
mod dimension_head;
mod entry;
pub mod found;
pub mod issues;
pub mod list;
mod named;
mod ranking;
pub mod rfm;
pub mod score;
mod sum;
mod table;
mod when;
mod writing;

pub use dimension::DimensionEditor;
pub use list::List;
pub use named::NamedEditor;
pub use rfm::RfmEditor;
pub use score::ScoreEditor;
