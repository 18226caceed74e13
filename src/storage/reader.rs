//! From stored values to a book: blocks first, then the journal over them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::book::Book;
use crate::domain::change::{Head, Kind};
use crate::storage::backend::{Area, Key};
use crate::storage::codec::{self, StoredState, Touch};
use crate::storage::error::StoreError;
use crate::storage::layout::Layout;
use crate::storage::migration::SCHEMA;
use crate::storage::salvage::Damage;

/// What a handle knows of the store, besides the book.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The state as stored.
    pub state: StoredState,
    /// Slots a kind, those that only the journal has included.
    pub slots: BTreeMap<Kind, u32>,
    /// Blocks that the journal touches.
    pub dirty: BTreeSet<(Kind, u32)>,
    /// Whether the stored head is behind.
    pub head_dirty: bool,
    /// Whether the stored slots are not those of the book in memory, so that only a full rewrite will do.
    pub all: bool,
    /// Bytes in the journal.
    pub journal: u64,
    /// What the store had lost when it was opened once, until somebody has dealt with it.
    pub damage: Option<Damage>,
}

impl Known {
    /// An empty store.
    pub fn nothing(state: StoredState) -> Self {
        Self {
            state,
            head_dirty: true,
            ..Self::default()
        }
    }

    /// Goes on from a state that another handle has written by tidying alone.
    pub fn tidied(&mut self, state: &StoredState) {
        self.state = StoredState {
            sequence: state.blocks_at,
            ..state.clone()
        };
        self.dirty.clear();
        (self.head_dirty, self.journal) = (false, 0);
    }

    /// Notes what a change touches.
    pub fn mark(&mut self, touch: Touch, layout: Layout) {
        match touch {
            Touch::Head => self.head_dirty = true,
            Touch::Slot { kind, slot, .. } => {
                self.dirty.insert((kind, slot / layout.of(kind)));
            }
        }
    }
}

/// Takes the stored values one by one, in the order of areas and names.
#[derive(Default)]
pub(super) struct Reader {
    book: Book,
    state: Option<StoredState>,
    touched: Vec<Touch>,
    entries: u64,
    journal: u64,
    empty: u32,
    any: bool,
    has_head: bool,
    damage: Option<Damage>,
    /// Collects what cannot be read instead of stopping at it.
    rescue: Option<Vec<StoreError>>,
}

impl Reader {
    /// A reader that takes what it can.
    pub fn rescuing() -> Self {
        Self {
            rescue: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Takes a value.
    pub fn take(&mut self, key: Key, bytes: Vec<u8>) -> Result<(), StoreError> {
        let taken = match key.area {
            Area::Meta => self.take_meta(&key, &bytes),
            Area::Blocks => self.take_block(&key, bytes),
            Area::Journal => self.take_entry(&key, &bytes),
        };
        match (taken, &mut self.rescue) {
            (Err(problem), Some(damage)) => damage.push(problem),
            (taken, _) => taken?,
        }
        Ok(())
    }

    /// Takes a value if it is sound; tells what is wrong with one that is not.
    pub fn take_what_is_sound(&mut self, key: Key, bytes: &[u8]) -> Option<StoreError> {
        let known = self.rescue.as_ref().map_or(0, Vec::len);
        let taken = self.take(key, bytes.to_vec()).err();
        taken.or_else(|| self.rescue.as_ref()?.get(known).cloned())
    }

    /// The state, where one was taken.
    pub fn state(&self) -> Option<&StoredState> {
        self.state.as_ref()
    }

    fn take_meta(&mut self, key: &Key, bytes: &[u8]) -> Result<(), StoreError> {
        if *key == codec::head_key() {
            self.book.head = codec::from_json::<Head>(key, bytes)?;
            self.has_head = true;
        } else if *key == codec::damage_key() {
            self.damage = codec::from_json::<Option<Damage>>(key, bytes)?;
        } else if *key == codec::state_key() {
            let state: StoredState = codec::from_json(key, bytes)?;
            if state.schema < SCHEMA {
                // It was migrated before; so this is a moment before that, and the next look sees the one after.
                return Err(StoreError::Lost("seen as it was before it was migrated".to_owned()));
            }
            if state.schema > SCHEMA {
                return Err(StoreError::Newer {
                    found: state.schema,
                    known: SCHEMA,
                });
            }
            for (kind, slots) in Kind::ALL.iter().filter_map(|k| Some((*k, state.slots.get(k.word())?))) {
                codec::grow(&mut self.book, kind, *slots as usize);
            }
            self.state = Some(state);
        }
        Ok(())
    }

    fn take_block(&mut self, key: &Key, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.any = true;
        let kind = codec::kind_of(&key.name).ok_or_else(|| StoreError::corrupt(key.place(), "unknown kind"))?;
        self.empty += codec::decode_block(&mut self.book, kind, key, bytes, self.rescue.is_none())?;
        Ok(())
    }

    fn take_entry(&mut self, key: &Key, bytes: &[u8]) -> Result<(), StoreError> {
        // Before the first entry the book is what the blocks say, so that is when their number is checked.
        if self.entries == 0 && self.rescue.is_none() {
            self.check_slots()?;
        }
        self.any = true;
        self.entries += 1;
        self.journal += bytes.len() as u64;
        let expected = self.state.as_ref().map_or(0, |s| s.blocks_at) + self.entries;
        if *key != codec::entry_key(expected) && self.rescue.is_none() {
            return Err(StoreError::corrupt(codec::entry_key(expected).place(), "missing"));
        }
        let set = codec::decode_entry(&self.book, key, bytes)?;
        self.book.apply(&set);
        let touched = set
            .changes
            .iter()
            .filter_map(|change| codec::touched(&self.book, change));
        self.touched.extend(touched);
        Ok(())
    }

    fn check_slots(&self) -> Result<(), StoreError> {
        for kind in Kind::ALL {
            let wanted = self.state.as_ref().and_then(|s| s.slots.get(kind.word()).copied());
            let (wanted, found) = (wanted.unwrap_or(0), codec::slots(&self.book, *kind));
            if wanted != found {
                let problem = format!("{found} slots instead of {wanted}");
                return Err(StoreError::corrupt(kind.word(), problem));
            }
        }
        Ok(())
    }

    /// What could be read, and what could not.
    pub fn rescued(self) -> (Book, Vec<StoreError>) {
        (self.book, self.rescue.unwrap_or_default())
    }

    /// The book and what to know of the store; `layout` is what is written now.
    pub fn finish(self, layout: Layout) -> Result<(Book, Known), StoreError> {
        let Some(state) = &self.state else {
            return match self.any {
                false => Ok((self.book, Known::nothing(fresh(layout, 0)))),
                true => Err(StoreError::corrupt(codec::state_key().place(), "missing")),
            };
        };
        if self.entries == 0 {
            self.check_slots()?;
        }
        if state.blocks_at + self.entries != state.sequence {
            return Err(StoreError::corrupt(codec::entry_key(state.sequence).place(), "missing"));
        }
        // Every write of blocks brings the head along.
        if !state.slots.is_empty() && !self.has_head {
            return Err(StoreError::corrupt(codec::head_key().place(), "missing"));
        }
        let mut known = Known {
            all: state.layout(layout) != layout,
            // None was stored while the book had only a journal: it comes with the first blocks.
            head_dirty: !self.has_head,
            journal: self.journal,
            damage: self.damage,
            state: state.clone(),
            ..Known::default()
        };
        let mut book = self.book;
        let total: u32 = Kind::ALL.iter().map(|kind| codec::slots(&book, *kind)).sum();
        // Slots are stable while a book is open; between two openings too many empty ones are given up.
        if self.empty > 1_000 && self.empty > total / 4 {
            Kind::ALL.iter().try_for_each(|kind| codec::settle(&book, *kind))?;
            book = codec::without_empty(book);
            known.all = true;
        }
        for kind in Kind::ALL {
            known.slots.insert(*kind, codec::slots(&book, *kind));
        }
        for touch in self.touched {
            known.mark(touch, layout);
        }
        Ok((book, known))
    }
}

/// The state of a store that holds nothing.
pub(super) fn fresh(layout: Layout, sequence: u64) -> StoredState {
    StoredState {
        schema: SCHEMA,
        sequence,
        blocks_at: sequence,
        block: layout.block,
        master: Some(layout.master),
        ..StoredState::default()
    }
}
