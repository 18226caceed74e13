//! Putting a whole book in order.

/// What something is sorted by, the first number before the second, and which it is.
pub type Keyed = ([u64; 3], u32);

/// So many are put in order one by one.
const FEW: usize = 16;

/// A number as a whole one in the order of [`f64::total_cmp`].
pub fn ordered(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// A whole number of either sign as one without, in the same order.
pub fn whole(number: i64) -> u64 {
    number as u64 ^ 1 << 63
}

/// Sorts; equals stay as they stood.
pub fn sort(all: &mut Vec<Keyed>) {
    all.chunks_mut(FEW).for_each(insert);
    let mut room = all.clone();
    let mut sorted = FEW;
    while sorted < all.len() {
        for (from, to) in all.chunks(2 * sorted).zip(room.chunks_mut(2 * sorted)) {
            merge(from.split_at(sorted.min(from.len())), to);
        }
        std::mem::swap(all, &mut room);
        sorted *= 2;
    }
}

fn insert(few: &mut [Keyed]) {
    for end in 1..few.len() {
        let mut at = end;
        while at > 0 && few[at].0 < few[at - 1].0 {
            few.swap(at, at - 1);
            at -= 1;
        }
    }
}

fn merge((mut one, mut other): (&[Keyed], &[Keyed]), to: &mut [Keyed]) {
    for place in to {
        let is_other = match (one.first(), other.first()) {
            (Some(one), Some(other)) => other.0 < one.0,
            (one, _) => one.is_none(),
        };
        let from = if is_other { &mut other } else { &mut one };
        if let Some((first, rest)) = from.split_first() {
            (*place, *from) = (*first, rest);
        }
    }
}
