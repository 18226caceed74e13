//! Sets of rows, and the walk down a decision table over them.

use crate::domain::columns::{Bits, bit_words};

/// All of so many rows.
pub(super) fn all(rows: usize) -> Bits {
    let mut bits = vec![u64::MAX; bit_words(rows)];
    if let Some(last) = bits.last_mut().filter(|_| !rows.is_multiple_of(64)) {
        *last = (1 << (rows % 64)) - 1;
    }
    bits
}

/// The rows in both.
pub(super) fn and(a: &Bits, b: &Bits) -> Bits {
    a.iter().zip(b).map(|(a, b)| a & b).collect()
}

/// The rows in either.
pub(super) fn or(a: &Bits, b: &Bits) -> Bits {
    a.iter().zip(b).map(|(a, b)| a | b).collect()
}

/// The rows of the first that are not in the second.
pub(super) fn without(a: &Bits, b: &Bits) -> Bits {
    a.iter().zip(b).map(|(a, b)| a & !b).collect()
}

/// Whether there is a row in it.
pub(super) fn some(bits: &Bits) -> bool {
    bits.iter().any(|word| *word != 0)
}

/// Whether there is a row in both.
pub(super) fn meet(a: &Bits, b: &Bits) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

/// Whether every row of the first is in the second.
pub(super) fn within(a: &Bits, b: &Bits) -> bool {
    a.iter().zip(b).all(|(a, b)| a & !b == 0)
}

/// The rows, in order.
pub(super) fn rows(bits: &Bits) -> impl Iterator<Item = u32> {
    bits.iter().enumerate().flat_map(|(at, word)| {
        let rest = |word: &u64| Some(word & (word - 1)).filter(|word| *word != 0);
        let first = Some(*word).filter(|word| *word != 0);
        std::iter::successors(first, rest).map(move |word| at as u32 * 64 + word.trailing_zeros())
    })
}

/// A bit a value.
pub(super) fn pack<T>(values: &[T], test: impl Fn(&T) -> bool) -> Bits {
    let word = |chunk: &[T]| {
        (0..)
            .zip(chunk)
            .fold(0u64, |word, (i, v)| word | u64::from(test(v)) << i)
    };
    values.chunks(64).map(word).collect()
}

/// A decision table over rows: where each class's condition holds, and whom it takes as the first that does.
pub(super) struct Walk {
    /// Where the condition holds; nowhere for a class without one.
    pub hits: Vec<Bits>,
    /// Those of them that no earlier class took.
    pub taken: Vec<Bits>,
    /// Whom none took.
    pub open: Bits,
}

impl Walk {
    /// Walks the rows that are there down the classes.
    pub fn new(there: &Bits, masks: impl Iterator<Item = Option<Bits>>) -> Self {
        let mut walk = Self {
            hits: Vec::new(),
            taken: Vec::new(),
            open: there.clone(),
        };
        for mask in masks {
            let hits = mask.map_or_else(|| vec![0; there.len()], |mask| and(&mask, there));
            walk.taken.push(and(&hits, &walk.open));
            walk.open = without(&walk.open, &hits);
            walk.hits.push(hits);
        }
        walk
    }
}
