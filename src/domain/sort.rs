//! Sorting with one routine for all types. The library makes one for each type that is sorted, and each weighs more than the code around
//! it; where rows are sorted by the hundred thousand its speed is worth that, elsewhere this is used.

use std::cmp::Ordering;

/// Sorts; equals stay as they stood.
pub fn sort_by<T>(all: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    if all.is_sorted_by(|a, b| order(a, b).is_le()) {
        return;
    }
    let mut from: Vec<u32> = (0..all.len() as u32).collect();
    sort_places(&mut from, &|a, b| match (all.get(a as usize), all.get(b as usize)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    // Each round of places that change among themselves is walked once.
    for start in 0..from.len() {
        let mut at = start;
        while let Some(place) = from.get_mut(at) {
            let next = std::mem::replace(place, at as u32) as usize;
            if next == start {
                break;
            }
            all.swap(at, next);
            at = next;
        }
    }
}

/// The same by a key.
pub fn sort_by_key<T, K: Ord>(all: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(all, |a, b| key(a).cmp(&key(b)));
}

#[inline(never)]
fn sort_places(places: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_by(|a, b| order(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_library_does() {
        let mut seed = 7_u32;
        for n in 0..200_usize {
            let mut all: Vec<(u32, usize)> = (0..n)
                .map(|i| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, i)
                })
                .collect();
            let mut expected = all.clone();
            expected.sort_by_key(|one| one.0);
            sort_by_key(&mut all, |one| one.0);
            assert_eq!(all, expected, "{n}");
        }
    }
}
