//! Columns: what rules read, a column a fact and a row a customer slot. Nothing here is stored.

use std::collections::{BTreeMap, HashMap};

use crate::domain::day::Day;
use crate::domain::kind::{ClassOverride, Customer};
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

/// So many words are looked through one by one: that is quicker than a hash.
const FEW: usize = 16;

impl WordColumn {
    /// No word.
    pub const MISSING: u32 = u32::MAX;

    /// The number of a word that stands in the column.
    pub fn code(&self, word: &str) -> Option<u32> {
        if self.words.len() > FEW {
            return self.index.get(word).copied();
        }
        let place = self.words.iter().position(|known| **known == *word)?;
        Some(place as u32)
    }

    /// The word of a row.
    pub fn word(&self, row: usize) -> Option<&str> {
        self.words.get(*self.codes.get(row)? as usize).map(|w| &**w)
    }

    /// Every word that stands, or stood, in the column.
    pub fn words(&self) -> &[Text] {
        &self.words
    }

    /// Takes every word out, and keeps the room.
    fn clear(&mut self) {
        self.codes.fill(Self::MISSING);
        self.words.clear();
        self.index.clear();
    }

    fn set(&mut self, row: usize, word: Option<&str>) {
        let code = match word.filter(|w| !w.is_empty()) {
            None => Self::MISSING,
            Some(word) => self.code(word).unwrap_or_else(|| {
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
    /// The rows that hold a customer who exists at the as-of date.
    pub live: Bits,
    /// Numbers: the metrics in registry order, then what scores add. NaN is missing.
    pub numbers: Vec<Vec<f64>>,
    /// Words, in the order of [`WORDS`].
    pub words: Vec<WordColumn>,
    /// Classes set by hand, also those not in force, of the few customers who have some.
    pub by_hand: BTreeMap<u32, Vec<ClassOverride>>,
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

    /// Writes a customer's words, or takes them out.
    pub fn set_words(&mut self, row: u32, customer: Option<&Customer>) {
        for (column, fact) in self.words.iter_mut().zip(WORDS) {
            column.set(row as usize, customer.and_then(fact.get));
        }
        match customer.filter(|c| !c.overrides.is_empty()) {
            Some(customer) => drop(self.by_hand.insert(row, customer.overrides.clone())),
            None => drop(self.by_hand.remove(&row)),
        }
    }

    /// Takes the words of all rows out, with what is set by hand.
    pub(super) fn clear_words(&mut self) {
        self.words.iter_mut().for_each(WordColumn::clear);
        self.by_hand.clear();
    }

    /// The class set by hand for a customer in a dimension on a day; of several the last one set.
    pub fn override_on(&self, row: u32, dimension: &str, day: Day) -> Option<&ClassOverride> {
        in_force(self.by_hand.get(&row)?, dimension, day)
    }
}

/// The class set by hand in a dimension on a day; of several the last one set.
pub fn in_force<'a>(overrides: &'a [ClassOverride], dimension: &str, day: Day) -> Option<&'a ClassOverride> {
    let theirs = overrides
        .iter()
        .filter(|o| &*o.dimension == dimension && o.holds_on(day));
    theirs.max_by_key(|o| o.set_on)
}
