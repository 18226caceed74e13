//! Going over a packed record ([`crate::domain::record`]) without making it a value.

pub use guanxi_hot::figures::{NONE, read};
pub use guanxi_hot::skim::{Shape, Skim};
