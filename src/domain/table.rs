//! A table: records of one kind under stable slots, found by id.
//!
//! A slot is a record's place for as long as the book is open. It never changes, so that columns, ledgers and stored blocks
//! can be addressed by it; a removed record leaves an empty slot, and comes back into it when the removal is undone.
//!
//! The index of ids is made when one is first looked for: a book opens without that of its events.

use std::sync::OnceLock;

use super::held::Held;
pub use super::held::Record;
use super::index::{Index, hash};

/// Records of one kind.
#[derive(Clone, Debug)]
pub struct Table<R> {
    slots: Vec<Slot<R>>,
    ids: OnceLock<Ids>,
    /// Where the index is made in steps: the first so many slots are in it.
    begun: Option<(Index, u32)>,
    live: usize,
}

/// Which slot an id has; and a slot that has the id of an earlier one, with that one, where a table holds such.
#[derive(Clone, Debug, Default)]
struct Ids {
    index: Index,
    twice: Option<(u32, u32)>,
}

/// A place in the table. An empty one remembers whose it was.
#[derive(Clone, Debug)]
enum Slot<R> {
    Full(Held<R>),
    Empty(Box<str>),
}

impl<R: Record> Slot<R> {
    fn key(&self) -> &str {
        match self {
            Self::Full(record) => record.key(),
            Self::Empty(key) => key,
        }
    }

    fn key_bytes(&self) -> &[u8] {
        match self {
            Self::Full(record) => record.key_bytes(),
            Self::Empty(key) => key.as_bytes(),
        }
    }
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            ids: OnceLock::new(),
            begun: None,
            live: 0,
        }
    }
}

impl<R: Record> Table<R> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// How many slots there are, empty ones included.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The record in a slot.
    pub fn at(&self, slot: u32) -> Option<&Held<R>> {
        match self.slots.get(slot as usize)? {
            Slot::Full(record) => Some(record),
            Slot::Empty(_) => None,
        }
    }

    /// The slot of an id, also where its record was removed.
    pub fn slot(&self, key: &str) -> Option<u32> {
        self.find(hash(key.as_bytes()), key.as_bytes())
    }

    fn find(&self, hash: u32, key: &[u8]) -> Option<u32> {
        let is_its = |slot: u32| self.id_at(slot) == key;
        self.ids().index.find(hash, &is_its)
    }

    fn ids(&self) -> &Ids {
        self.ids.get_or_init(|| {
            let (index, twice) = Index::of(self.slots.len() as u32, &|slot| self.id_at(slot));
            Ids { index, twice }
        })
    }

    fn id_at(&self, slot: u32) -> &[u8] {
        self.slots.get(slot as usize).map_or(&[], Slot::key_bytes)
    }

    /// The id that a slot belongs to, also where its record was removed.
    pub fn key_at(&self, slot: u32) -> Option<&str> {
        self.slots.get(slot as usize).map(Slot::key)
    }

    /// The record of an id.
    pub fn get(&self, key: &str) -> Option<&Held<R>> {
        self.at(self.slot(key)?)
    }

    /// Every record with its slot, in the order they came.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (u32, &Held<R>)> {
        self.slots.iter().enumerate().filter_map(|(slot, s)| match s {
            Slot::Full(record) => Some((slot as u32, record)),
            Slot::Empty(_) => None,
        })
    }

    /// Puts a record in its slot (a new one at the end) and tells the slot.
    pub fn put(&mut self, record: impl Into<Held<R>>) -> u32 {
        self.put_held(record.into())
    }

    fn put_held(&mut self, record: Held<R>) -> u32 {
        let hash = hash(record.key_bytes());
        let Some(slot) = self.find(hash, record.key_bytes()) else {
            self.live += 1;
            return self.push(hash, Slot::Full(record));
        };
        let place = &mut self.slots[slot as usize];
        self.live += usize::from(matches!(place, Slot::Empty(_)));
        *place = Slot::Full(record);
        slot
    }

    /// Puts a record behind the others and tells its slot; where the id has one already, nothing is put and that one is told.
    pub fn put_new(&mut self, record: &Held<R>) -> Result<u32, u32> {
        let hash = hash(record.key_bytes());
        if let Some(known) = self.find(hash, record.key_bytes()) {
            return Err(known);
        }
        self.live += 1;
        Ok(self.push(hash, Slot::Full(record.clone())))
    }

    /// Puts a record behind the others, without looking whether its id has a slot: for many at once, with [`Self::settle`] when all are
    /// there.
    pub fn append(&mut self, record: Held<R>) {
        self.live += 1;
        self.append_slot(Slot::Full(record));
    }

    /// The same with an empty slot for an id.
    pub fn append_empty(&mut self, key: Box<str>) {
        self.append_slot(Slot::Empty(key));
    }

    fn append_slot(&mut self, slot: Slot<R>) {
        self.ids.take();
        self.begun.take();
        self.slots.push(slot);
    }

    /// Looks whether each id has one slot. Where one has two, both are told, the later one first: the first is found, the other is not.
    pub fn settle(&self) -> Result<(), (u32, u32)> {
        self.ids().twice.map_or(Ok(()), Err)
    }

    /// The same, `most` slots in a step; tells whether any are left.
    pub fn settle_some(&mut self, most: u32) -> Result<bool, (u32, u32)> {
        if let Some(ids) = self.ids.get() {
            return ids.twice.map_or(Ok(false), Err);
        }
        let slots = self.slots.len() as u32;
        let (mut index, from) = self.begun.take().unwrap_or_default();
        let to = slots.min(from.saturating_add(most));
        index.reserve((slots - from) as usize);
        let all: Vec<(u32, u32)> = (from..to).map(|slot| (hash(self.id_at(slot)), slot)).collect();
        index.insert_all(&all, &|one, other| self.id_at(one) == self.id_at(other))?;
        if to < slots {
            self.begun = Some((index, to));
            return Ok(true);
        }
        let _ = self.ids.set(Ids { index, twice: None });
        Ok(false)
    }

    /// Keeps an empty slot for an id, as a removal would have left it, and tells the slot. An id that has one keeps it.
    pub fn reserve(&mut self, key: &str) -> u32 {
        match self.slot(key) {
            Some(slot) => slot,
            None => self.push(hash(key.as_bytes()), Slot::Empty(key.into())),
        }
    }

    /// Makes room for so many more records at once.
    pub fn grow(&mut self, additional: usize) {
        self.make_room(additional);
        self.ids();
        if let Some(ids) = self.ids.get_mut() {
            ids.index.reserve(additional);
        }
    }

    /// The same for records that are appended.
    pub fn make_room(&mut self, additional: usize) {
        self.slots.reserve(additional);
    }

    fn push(&mut self, hash: u32, place: Slot<R>) -> u32 {
        let slot = self.slots.len() as u32;
        self.slots.push(place);
        if let Some(ids) = self.ids.get_mut() {
            ids.index.insert(hash, slot);
        }
        slot
    }

    /// Gives up the empty slots behind the first `slots`: those of records that were put and taken back before anybody knew.
    pub fn trim(&mut self, slots: usize) {
        self.begun.take();
        while self.slots.len() > slots
            && let Some(Slot::Empty(key)) = self.slots.last()
        {
            if let Some(ids) = self.ids.get_mut() {
                ids.index.remove(hash(key.as_bytes()), self.slots.len() as u32 - 1);
            }
            self.slots.pop();
        }
    }

    /// Removes a record; its slot stays its own.
    pub fn remove(&mut self, key: &str) -> Option<Held<R>> {
        let slot = self.slot(key)? as usize;
        if matches!(self.slots[slot], Slot::Empty(_)) {
            return None;
        }
        self.live -= 1;
        match std::mem::replace(&mut self.slots[slot], Slot::Empty(key.into())) {
            Slot::Full(record) => Some(record),
            Slot::Empty(_) => None,
        }
    }
}

/// Two tables are equal when they hold the same records in the same order; empty slots do not count.
impl<R: Record> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.live == other.live && self.iter().map(|(_, r)| r).eq(other.iter().map(|(_, r)| r))
    }
}

impl<R: Record> FromIterator<R> for Table<R> {
    fn from_iter<I: IntoIterator<Item = R>>(records: I) -> Self {
        let mut table = Self::default();
        for record in records {
            table.put(record);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Note(&'static str, u8);

    impl Record for Note {
        fn key(&self) -> &str {
            self.0
        }
    }

    #[test]
    fn what_was_appended_is_found_and_an_id_that_came_twice_is_told() {
        let mut table: Table<Note> = [Note("a", 1)].into_iter().collect();
        assert_eq!(table.slot("b"), None);
        table.append(Held::new(Note("b", 2)));
        table.append_empty("c".into());
        let slots = |table: &Table<Note>| ["a", "b", "c", "d"].map(|key| table.slot(key));
        let all = [Some(0), Some(1), Some(2), None];
        assert_eq!((table.len(), slots(&table)), (2, all));
        assert_eq!(table.settle_some(1), Ok(false));
        assert_eq!((table.len(), slots(&table)), (2, all));
        table.append(Held::new(Note("b", 4)));
        assert_eq!([1, 2].map(|most| table.settle_some(most)), [Ok(true), Ok(true)]);
        assert_eq!((table.settle_some(1), slots(&table)), (Err((3, 1)), all));
        assert_eq!(table.put(Arc::new(Note("d", 5))), 4);
        assert_eq!(table.slot("d"), Some(4));
    }

    #[test]
    fn ids_are_looked_at_in_steps_of_any_size() {
        let notes = ["a", "b", "c", "d", "e"];
        for most in 1..7 {
            let mut table = Table::default();
            notes.iter().for_each(|id| table.append(Held::new(Note(id, 0))));
            let mut steps = 1;
            while table.settle_some(most).unwrap() {
                steps += 1;
            }
            assert_eq!(steps, 5_u32.div_ceil(most));
            assert!(table.ids.get().is_some(), "it is not made a second time");
            assert_eq!(notes.map(|id| table.slot(id)), [0, 1, 2, 3, 4].map(Some));
            assert_eq!(table.slot("f"), None);
        }
    }

    #[test]
    fn a_record_keeps_its_slot_through_removal_and_return() {
        let mut table: Table<Note> = [Note("a", 1), Note("b", 2), Note("c", 3)].into_iter().collect();
        let before = table.clone();
        let removed = table.remove("b").unwrap();
        assert_eq!(
            (table.len(), table.slots(), table.get("b").is_none(), table.slot("b")),
            (2, 3, true, Some(1))
        );
        assert!(table.remove("b").is_none());
        assert_eq!(table.put(removed), 1);
        assert!(table == before);
    }

    #[test]
    fn only_empty_slots_at_the_end_are_given_up() {
        let mut table: Table<Note> = [Note("a", 1), Note("b", 2), Note("c", 3), Note("d", 4)]
            .into_iter()
            .collect();
        table.remove("b");
        table.remove("d");
        table.trim(1);
        assert_eq!((table.slots(), table.slot("d"), table.slot("b")), (3, None, Some(1)));
        table.remove("c");
        table.trim(2);
        assert_eq!((table.slots(), table.slot("c"), table.slot("b")), (2, None, Some(1)));
        assert_eq!(table.put(Arc::new(Note("e", 5))), 2);
    }

    #[test]
    fn ids_are_found_after_growth() {
        let ids: Vec<String> = (0..5000).map(|n| format!("id-{n}")).collect();
        let mut table = Table::<Note>::default();
        for id in &ids {
            table.put(Arc::new(Note(Box::leak(id.clone().into_boxed_str()), 0)));
        }
        assert!(ids.iter().enumerate().all(|(n, id)| table.slot(id) == Some(n as u32)));
    }
}
