//! Columns: what rules read, a column a fact and a row a customer slot. Nothing here is stored.

use std::collections::HashMap;

use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::rule::fact::WORDS;

/// A set of customer slots, a bit each.
pub type Bits = Vec<u64>;

/// How many words a bit set of so many rows has.
pub fn bit_words(rows: usize) -> usize {
    rows.div_ceil(64)
}

/// Whether a slot is in a set.
pub fn has_bit(bits: &Bits, slot: u32) -> bool {
    bits.get(slot as usize / 64)
        .is_some_and(|word| word >> (slot % 64) & 1 == 1)
}

/// Puts a slot into a set or takes it out.
pub fn set_bit(bits: &mut Bits, slot: u32, on: bool) {
    if let Some(word) = bits.get_mut(slot as usize / 64) {
        let bit = 1u64 << (slot % 64);
        *word = if on { *word | bit } else { *word & !bit };
    }
}

/// How many slots are in a set.
pub fn count_bits(bits: &Bits) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

/// A column of words: each row a number that stands for one, [`WordColumn::MISSING`] for none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordColumn {
    /// The row's word.
    pub codes: Vec<u32>,
    words: Vec<Text>,
    index: HashMap<Text, u32>,
}

impl WordColumn {
    /// No word.
    pub const MISSING: u32 = u32::MAX;

    /// The number of a word that stands in the column.
    pub fn code(&self, word: &str) -> Option<u32> {
        self.index.get(word).copied()
    }

    /// The word of a row.
    pub fn word(&self, row: usize) -> Option<&str> {
        self.words.get(*self.codes.get(row)? as usize).map(|w| &**w)
    }

    /// Every word that stands, or stood, in the column.
    pub fn words(&self) -> &[Text] {
        &self.words
    }

    fn set(&mut self, row: usize, word: Option<&str>) {
        let code = match word.filter(|w| !w.is_empty()) {
            None => Self::MISSING,
            Some(word) => self.index.get(word).copied().unwrap_or_else(|| {
                let code = self.words.len() as u32;
                self.words.push(word.into());
                self.index.insert(word.into(), code);
                code
            }),
        };
        self.codes[row] = code;
    }
}

/// The columns of a book at one as-of date.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// How many rows: the slots of the customers' table.
    pub rows: usize,
    /// The rows that hold a customer.
    pub live: Bits,
    /// Numbers: the metrics in registry order, then what scores add. NaN is missing.
    pub numbers: Vec<Vec<f64>>,
    /// Words, in the order of [`WORDS`].
    pub words: Vec<WordColumn>,
}

impl Columns {
    /// Makes room for so many rows and number columns.
    pub fn resize(&mut self, rows: usize, numbers: usize) {
        self.rows = rows;
        self.live.resize(bit_words(rows), 0);
        self.numbers.resize_with(numbers, Vec::new);
        self.numbers.iter_mut().for_each(|column| column.resize(rows, f64::NAN));
        self.words.resize_with(WORDS.len(), WordColumn::default);
        self.words
            .iter_mut()
            .for_each(|column| column.codes.resize(rows, WordColumn::MISSING));
    }

    /// Writes a customer's words, or takes the row out.
    pub fn set_words(&mut self, row: u32, customer: Option<&Customer>) {
        set_bit(&mut self.live, row, customer.is_some());
        for (column, fact) in self.words.iter_mut().zip(WORDS) {
            column.set(row as usize, customer.and_then(fact.get));
        }
    }
}
