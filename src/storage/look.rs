//! Looking at what is stored: all of it, or what others have written since.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::domain::book::Book;
use crate::storage::News;
use crate::storage::backend::{Area, Backend, Key, Plan, Progress};
use crate::storage::codec::{self, StoredState, Touch};
use crate::storage::error::StoreError;
use crate::storage::packed::Packed;
use crate::storage::reader::{Known, Reader, fresh};
use crate::storage::upgrade::{Standing, parse, standing, upgrade};

impl<B: Backend> Packed<B> {
    pub(super) async fn fetch_state(&self) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.backend.fetch(&[codec::state_key()]).await?.pop().flatten())
    }

    /// The stored book, and what to know of the store.
    pub(super) async fn read(&self, progress: Progress<'_>) -> Result<(Book, Known), StoreError> {
        upgrade(&self.backend).await?;
        let mut reader = Reader::default();
        let mut sizes = BTreeMap::new();
        let mut visit = |key: Key, bytes: Vec<u8>| {
            sizes.insert(key.clone(), bytes.len() as u64);
            reader.take(key, bytes)
        };
        self.backend
            .scan(&Area::ALL, self.batch(), &mut visit, progress)
            .await?;
        self.sizes.replace(sizes);
        reader.finish(self.layout)
    }

    pub(super) async fn read_news(&self, book: &Book) -> Result<News, StoreError> {
        let mut known = self.known()?;
        let found = self.fetch_state().await?;
        let Some(state) = parse(found.as_deref())? else {
            return is_no_step_back(&known.state, &StoredState::default()).map(|()| News::Nothing);
        };
        is_no_step_back(&known.state, &state)?;
        if standing(&known.state, Some(&state)) == Standing::Same {
            return Ok(News::Nothing);
        }
        if state.tidied == Some(known.state.sequence) {
            known.tidied(&state);
        }
        // What lies between is in the blocks only; or this is no later state of the book that was loaded.
        if known.state.sequence < state.blocks_at
            || state.schema != known.state.schema
            || (state.life != known.state.life && !known.state.life.is_empty())
        {
            return Ok(News::Whole);
        }
        let keys: Vec<Key> = (known.state.sequence + 1..=state.sequence)
            .map(codec::entry_key)
            .collect();
        let (mut now, mut sets) = (book.clone(), Vec::with_capacity(keys.len()));
        for (key, entry) in keys.iter().zip(self.backend.fetch(&keys).await?) {
            // Rewritten between the two looks.
            let Some(entry) = entry else { return Ok(News::Whole) };
            let set = codec::decode_entry(&now, key, &entry)?;
            now.apply(&set);
            let touched: Vec<Touch> = set.changes.iter().filter_map(|c| codec::touched(&now, c)).collect();
            known.all |= !in_step(&mut known, &touched);
            touched.iter().for_each(|touch| known.mark(*touch, self.layout));
            known.journal += entry.len() as u64;
            self.sizes.borrow_mut().insert(key.clone(), entry.len() as u64);
            sets.push(set);
        }
        known.state.sequence = state.sequence;
        known.state.life = state.life;
        *self.known.borrow_mut() = Some(known);
        Ok(match sets.is_empty() {
            true => News::Nothing,
            false => News::Changes(sets),
        })
    }

    /// Empties the store, whatever it holds; gives its state from then on.
    pub(super) async fn empty(&self) -> Result<StoredState, StoreError> {
        // What cannot be read any more must not come back under a number that some tab knows: then count from far above.
        let known = self.known.borrow().as_ref().map(|known| known.state.clone());
        let last = RefCell::new(known.unwrap_or_else(|| fresh(self.layout, 1 << 32)));
        let next = || StoredState {
            life: last.borrow().life.clone(),
            ..fresh(self.layout, last.borrow().sequence + 1)
        };
        let look = |found: Option<&[u8]>| {
            if let Ok(Some(state)) = parse(found) {
                last.replace(state);
            }
            Ok(())
        };
        let plan = Plan {
            guard: (codec::state_key(), &look),
            clear: &Area::ALL,
            gone: &[],
            puts: &mut std::iter::once_with(|| Ok((codec::state_key(), codec::to_json(&next())?))),
            total: 1,
            progress: &|_, _| {},
        };
        self.backend.write(plan).await?;
        Ok(next())
    }
}

/// Whether a stored state is no earlier one than is known, nor another store's.
pub(super) fn is_no_step_back(known: &StoredState, found: &StoredState) -> Result<(), StoreError> {
    match standing(known, (found.sequence > 0).then_some(found)) {
        Standing::Same | Standing::Later => Ok(()),
        Standing::Earlier => Err(StoreError::Gone),
        Standing::Foreign => Err(StoreError::Foreign),
    }
}

/// Whether replaying the touches gives every new record the slot that the book has given it; notes the new slots.
/// It does not where a change was taken back in memory without ever being stored.
pub(super) fn in_step(known: &mut Known, touched: &[Touch]) -> bool {
    touched.iter().all(|touch| {
        let Touch::Slot { kind, slot, put } = *touch else {
            return true;
        };
        let next = known.slots.entry(kind).or_default();
        if slot == *next && put {
            *next += 1;
        }
        slot < *next
    })
}
