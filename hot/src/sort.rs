//! Sorting places, by whatever order.

use std::cmp::Ordering;

/// Sorts places; equals stay as they stood.
#[inline(never)]
pub fn sort_places(places: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_by(|a, b| order(*a, *b));
}
