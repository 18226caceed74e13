//! Going over a packed record ([`crate::domain::record`]) without making it a value.

pub use guanxi_hot::skim::{Shape, Skim};

use crate::domain::day::Day;

/// The next field, a day.
pub fn take_day(skim: &mut Skim<'_>) -> Option<Day> {
    skim.whole().map(Day)
}
