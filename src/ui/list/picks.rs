//! Which rows of a list are selected. Pure.

use std::collections::BTreeSet;

use crate::domain::columns::{Bits, bit_words, set_bit};
use crate::domain::record::Text;

/// Names a row while the list changes around it: a record's slot, and what of the record (a dimension's id; nothing for the record
/// itself).
pub type RowKey = (u32, Text);

/// The rows selected, and the one turned last, from which a range goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picks {
    keys: BTreeSet<RowKey>,
    last: Option<RowKey>,
}

/// What the box of the head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Nothing is selected.
    None,
    /// Some rows are.
    Some,
    /// Every row that can be.
    All,
}

impl Picks {
    /// How many are selected.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a row is selected.
    pub fn has(&self, key: &RowKey) -> bool {
        self.keys.contains(key)
    }

    /// Whether something of a record is selected.
    pub fn has_slot(&self, slot: u32) -> bool {
        let from = (slot, Text::default());
        self.keys.range(from..).next().is_some_and(|(found, _)| *found == slot)
    }

    /// Selects a row, or lets go of it. With `range` all rows between the one turned last and this one follow. `rows` are the keys of
    /// the rows shown, in order; nothing for a row that cannot be selected.
    pub fn turn(&mut self, key: &RowKey, range: bool, rows: impl Iterator<Item = Option<RowKey>>) {
        let on = !self.has(key);
        let Some(from) = self.last.replace(key.clone()).filter(|_| range) else {
            // One alone: of a hundred thousand others nothing is asked.
            return self.put(key, on);
        };
        let rows: Vec<Option<RowKey>> = rows.collect();
        let place = |key: &RowKey| rows.iter().position(|row| row.as_ref() == Some(key));
        let Some(at) = place(key) else { return };
        let from = place(&from).unwrap_or(at);
        let meant = rows.get(at.min(from)..=at.max(from)).unwrap_or_default();
        for row in meant.iter().flatten() {
            self.put(row, on);
        }
    }

    fn put(&mut self, key: &RowKey, on: bool) {
        if on {
            self.keys.insert(key.clone());
        } else {
            self.keys.remove(key);
        }
    }

    /// The slots of the records selected.
    pub fn bits(&self) -> Bits {
        let slots = self.keys.last().map_or(0, |(slot, _)| *slot as usize + 1);
        let mut bits = vec![0; bit_words(slots)];
        self.keys.iter().for_each(|(slot, _)| set_bit(&mut bits, *slot, true));
        bits
    }

    /// Selects these rows and no others.
    pub fn only(&mut self, rows: impl Iterator<Item = RowKey>) {
        self.keys.clear();
        self.add(rows);
        self.last = None;
    }

    /// Selects these rows as well.
    pub fn add(&mut self, rows: impl Iterator<Item = RowKey>) {
        for key in rows {
            self.keys.insert(key);
        }
    }

    /// Lets go of everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is left of the selection among the rows shown: who is out of sight is not selected. Nothing where all of it is.
    pub fn among(&self, rows: impl Iterator<Item = RowKey>) -> Option<Self> {
        let mut keys = BTreeSet::new();
        for key in rows.filter(|key| self.has(key)) {
            keys.insert(key);
        }
        (keys.len() < self.keys.len()).then(|| Self {
            keys,
            last: self.last.clone(),
        })
    }

    /// What the box of the head says, with so many rows that can be selected.
    pub fn whole(&self, of: usize) -> Whole {
        match self.len() {
            0 => Whole::None,
            n if n >= of => Whole::All,
            _ => Whole::Some,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(slot: u32) -> RowKey {
        (slot, Text::default())
    }

    /// Rows 0 to 9; row 4 cannot be selected.
    fn rows() -> impl Iterator<Item = Option<RowKey>> {
        (0..10).map(|slot| (slot != 4).then(|| key(slot)))
    }

    fn picked(picks: &Picks) -> Vec<u32> {
        picks.keys.iter().map(|(slot, _)| *slot).collect()
    }

    #[test]
    fn a_range_goes_from_the_row_turned_last_either_way_and_leaves_out_what_cannot_be_selected() {
        let mut picks = Picks::default();
        picks.turn(&key(6), false, rows());
        picks.turn(&key(3), true, rows());
        assert_eq!(picked(&picks), [3, 5, 6]);
        picks.turn(&key(8), true, rows());
        assert_eq!(picked(&picks), [3, 5, 6, 7, 8]);
        picks.turn(&key(7), true, rows());
        assert_eq!(picked(&picks), [3, 5, 6], "a range lets go as well");
        picks.turn(&key(3), false, rows());
        assert_eq!(picked(&picks), [5, 6]);
    }

    #[test]
    fn a_range_without_its_other_end_is_a_single_row() {
        let mut picks = Picks::default();
        picks.turn(&key(2), true, rows());
        assert_eq!(picked(&picks), [2], "nothing was turned before");
        picks.only([key(0)].into_iter());
        picks.add([key(1)].into_iter());
        picks.turn(&key(5), true, rows());
        assert_eq!(
            picked(&picks),
            [0, 1, 5],
            "all were selected at once, so that none was the last"
        );
    }

    #[test]
    fn who_is_no_longer_shown_is_no_longer_selected() {
        let mut picks = Picks::default();
        picks.only((0..4).map(key));
        assert_eq!(picks.among((0..9).map(key)), None);
        let left = picks.among((2..9).map(key)).unwrap();
        assert_eq!(picked(&left), [2, 3]);
        assert_eq!(picked(&picks.among(std::iter::empty()).unwrap()), [0; 0]);
    }

    #[test]
    fn the_same_record_stands_in_a_list_once_a_dimension() {
        let mut picks = Picks::default();
        let of = |dimension: &str| (1, Text::from(dimension));
        picks.turn(&of("value"), false, ["stage", "value"].map(|d| Some(of(d))).into_iter());
        assert!(picks.has(&of("value")) && !picks.has(&of("stage")));
    }

    #[test]
    fn of_which_records_something_is_selected_is_known_without_what() {
        let mut picks = Picks::default();
        picks.only([(2, Text::from("value")), (5, Text::default())].into_iter());
        assert_eq!((0..8).filter(|slot| picks.has_slot(*slot)).collect::<Vec<_>>(), [2, 5]);
    }

    #[test]
    fn the_head_says_whether_all_are_selected_of_those_that_can_be() {
        let mut picks = Picks::default();
        assert_eq!(picks.whole(0), Whole::None);
        picks.only((0..3).map(key));
        assert_eq!(picks.whole(4), Whole::Some);
        assert_eq!(picks.whole(3), Whole::All);
    }
}
