//! The store over any backend: packed blocks, a journal of edits, and a sequence number that tells tabs of each other.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::book::Book;
use crate::domain::change::{ChangeSet, Kind};
use crate::storage::backend::{Area, Backend, Key, Plan, Progress};
use crate::storage::codec::{self, StoredState, Touch};
use crate::storage::error::StoreError;
use crate::storage::layout::Layout;
use crate::storage::reader::{Known, Reader, fresh};
use crate::storage::upgrade::{unchanged, upgrade};
use crate::storage::{Damage, Loaded, News, Receipt, Store, Usage, salvage, seal};

/// A handle on a store. Each tab has its own; all see the same backend.
pub struct Packed<B> {
    backend: B,
    layout: Layout,
    known: RefCell<Option<Known>>,
    busy: Cell<bool>,
}

/// Ends a turn also where its future is dropped half way.
struct Turn<'a>(&'a Cell<bool>);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// What a rewrite writes besides the state.
enum Job {
    Block(Kind, u32),
    Head,
    State(Vec<u8>),
}

/// Why blocks are rewritten.
#[derive(Clone, Copy, PartialEq)]
enum Rewrite {
    /// The book is another one than before.
    Change,
    /// The journal goes into the blocks.
    Tidy,
}

impl<B: Backend> Packed<B> {
    /// A handle that has not loaded yet.
    pub fn new(backend: B) -> Self {
        Self::with_layout(backend, Layout::default())
    }

    /// A handle with other sizes, for tests and measurements.
    pub fn with_layout(backend: B, layout: Layout) -> Self {
        Self {
            backend,
            layout,
            known: RefCell::new(None),
            busy: Cell::new(false),
        }
    }

    /// What lies below.
    pub fn backend(&self) -> &B {
        &self.backend
    }

    fn turn(&self) -> Result<Turn<'_>, StoreError> {
        match self.busy.replace(true) {
            true => Err(StoreError::Busy),
            false => Ok(Turn(&self.busy)),
        }
    }

    fn known(&self) -> Result<Known, StoreError> {
        self.known.borrow().clone().ok_or(StoreError::Stale)
    }

    /// How many values to ask for at once: about 32,000 records.
    fn batch(&self) -> u32 {
        (32_768 / self.layout.block.max(1)).clamp(16, 4_096)
    }

    /// Puts a change set at the journal's end.
    async fn append(&self, mut known: Known, entry: Vec<u8>, touched: &[Touch]) -> Result<Receipt, StoreError> {
        let old = known.state.clone();
        known.state.sequence += 1;
        let puts = [
            (codec::entry_key(known.state.sequence), entry),
            (codec::state_key(), codec::to_json(&known.state)?),
        ];
        let plan = Plan {
            guard: (codec::state_key(), &|found| unchanged(&old, found)),
            clear: &[],
            puts: &mut puts.iter().cloned().map(Ok),
            total: puts.len(),
            progress: &|_, _| {},
        };
        self.backend.write(plan).await?;
        let keys: Vec<Key> = puts.iter().map(|(key, _)| key.clone()).collect();
        for ((key, written), read) in puts.iter().zip(self.backend.fetch(&keys).await?) {
            if read.as_ref() != Some(written) {
                return Err(StoreError::NotProven(key.place()));
            }
        }
        known.journal += puts[0].1.len() as u64;
        touched.iter().for_each(|touch| known.mark(*touch, self.layout.block));
        let receipt = Receipt {
            sequence: known.state.sequence,
            bytes: puts.iter().map(|(_, bytes)| bytes.len() as u64).sum(),
        };
        *self.known.borrow_mut() = Some(known);
        Ok(receipt)
    }

    /// Writes the dirty blocks, or all of them, and empties the journal.
    async fn rewrite(
        &self,
        mut known: Known,
        book: &Book,
        what: Rewrite,
        progress: Progress<'_>,
    ) -> Result<Receipt, StoreError> {
        let (old, all) = (known.state.clone(), known.all);
        known.state.sequence += 1;
        known.state.tidied = (what == Rewrite::Tidy && !all).then_some(old.sequence);
        known.state.blocks_at = known.state.sequence;
        known.state.block = self.layout.block;
        let mut jobs = self.stale_blocks(&mut known, book);
        if all || known.head_dirty {
            jobs.push((codec::head_key(), Job::Head));
        }
        jobs.push((codec::state_key(), Job::State(codec::to_json(&known.state)?)));
        let marks = RefCell::new(BTreeMap::new());
        let bytes = Cell::new(0);
        let mut puts = jobs.iter().map(|(key, job)| {
            let value = self.encode(book, job)?;
            marks.borrow_mut().insert(key.clone(), seal::mark(&value));
            bytes.set(bytes.get() + value.len() as u64);
            Ok((key.clone(), value))
        });
        let plan = Plan {
            guard: (codec::state_key(), &|found| unchanged(&old, found)),
            clear: if all {
                &[Area::Blocks, Area::Journal]
            } else {
                &[Area::Journal]
            },
            puts: &mut puts,
            total: jobs.len(),
            progress,
        };
        self.backend.write(plan).await?;
        self.prove(marks.take()).await?;
        known.dirty.clear();
        (known.head_dirty, known.all, known.journal) = (false, false, 0);
        let sequence = known.state.sequence;
        *self.known.borrow_mut() = Some(known);
        Ok(Receipt {
            sequence,
            bytes: bytes.get(),
        })
    }

    /// The blocks to write: the dirty ones and those with slots that are not in blocks yet. Notes the slots there will be.
    fn stale_blocks(&self, known: &mut Known, book: &Book) -> Vec<(Key, Job)> {
        let mut jobs = Vec::new();
        for kind in Kind::ALL {
            let slots = codec::slots(book, *kind);
            let stored = known.state.slots.get(kind.word()).copied().unwrap_or(0);
            let end = slots.div_ceil(self.layout.block);
            let from = if known.all {
                0
            } else {
                stored.min(slots) / self.layout.block
            };
            let mut numbers: BTreeSet<u32> = if slots > stored || known.all {
                (from..end).collect()
            } else {
                BTreeSet::new()
            };
            numbers.extend(
                known
                    .dirty
                    .iter()
                    .filter(|(k, n)| k == kind && *n < end)
                    .map(|(_, n)| *n),
            );
            jobs.extend(
                numbers
                    .into_iter()
                    .map(|n| (codec::block_key(*kind, n), Job::Block(*kind, n))),
            );
            known.state.slots.insert(kind.word().to_owned(), slots);
            known.slots.insert(*kind, slots);
        }
        jobs
    }

    fn encode(&self, book: &Book, job: &Job) -> Result<Vec<u8>, StoreError> {
        match job {
            Job::Head => codec::to_json(&book.head),
            Job::State(bytes) => Ok(bytes.clone()),
            Job::Block(kind, number) => {
                let first = number * self.layout.block;
                let end = (first + self.layout.block).min(codec::slots(book, *kind));
                codec::encode_block(book, *kind, first..end)
            }
        }
    }

    /// Reads back what was written; every value must carry the seal it was given, over the same body.
    async fn prove(&self, mut marks: BTreeMap<Key, Vec<u8>>) -> Result<(), StoreError> {
        let names: Vec<Key> = marks.keys().cloned().collect();
        let mut check = |key: Key, bytes: Vec<u8>| {
            if let Some(mark) = marks.remove(&key)
                && (seal::mark(&bytes) != mark || seal::open(&key, &bytes).is_err())
            {
                return Err(StoreError::NotProven(key.place()));
            }
            Ok(())
        };
        // A few values are asked for by name; of many, reading all is quicker.
        if names.len() <= 64 {
            for (key, bytes) in names.iter().zip(self.backend.fetch(&names).await?) {
                check(key.clone(), bytes.unwrap_or_default())?;
            }
        } else {
            self.backend
                .scan(&[Area::Meta, Area::Blocks], self.batch(), &mut check, &|_, _| {})
                .await?;
        }
        match marks.into_keys().next() {
            None => Ok(()),
            Some(key) => Err(StoreError::NotProven(key.place())),
        }
    }
}

/// Whether replaying the touches gives every new record the slot that the book has given it; notes the new slots.
/// It does not where a change was taken back in memory without ever being stored.
fn in_step(known: &mut Known, touched: &[Touch]) -> bool {
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

impl<B: Backend> Store for Packed<B> {
    async fn load(&self, progress: Progress<'_>) -> Result<Loaded, StoreError> {
        let _turn = self.turn()?;
        *self.known.borrow_mut() = None;
        upgrade(&self.backend).await?;
        let mut reader = Reader::default();
        let mut visit = |key, bytes: Vec<u8>| reader.take(key, &bytes);
        self.backend
            .scan(&Area::ALL, self.batch(), &mut visit, progress)
            .await?;
        let (book, known) = reader.finish(self.layout.block)?;
        let (sequence, damage) = (known.state.sequence, known.damage.clone());
        *self.known.borrow_mut() = Some(known);
        Ok(Loaded { book, sequence, damage })
    }

    async fn rescue(&self, progress: Progress<'_>) -> Result<(Book, Vec<StoreError>), StoreError> {
        let _turn = self.turn()?;
        let mut reader = Reader::rescuing();
        let mut visit = |key, bytes: Vec<u8>| reader.take(key, &bytes);
        self.backend
            .scan(&Area::ALL, self.batch(), &mut visit, progress)
            .await?;
        Ok(reader.rescued())
    }

    async fn damage(&self, progress: Progress<'_>) -> Result<(Book, Damage), StoreError> {
        let _turn = self.turn()?;
        let found = salvage::look(&self.backend, self.batch(), progress).await?;
        Ok((found.book, found.damage))
    }

    async fn salvage(&self, progress: Progress<'_>) -> Result<(), StoreError> {
        let _turn = self.turn()?;
        let found = salvage::look(&self.backend, self.batch(), progress).await?;
        salvage::settle(&self.backend, self.layout, &found, progress).await
    }

    async fn forget_damage(&self) -> Result<(), StoreError> {
        let _turn = self.turn()?;
        let plan = Plan {
            guard: (codec::state_key(), &|_| Ok(())),
            clear: &[],
            puts: &mut std::iter::once_with(|| Ok((codec::damage_key(), codec::to_json(&None::<Damage>)?))),
            total: 1,
            progress: &|_, _| {},
        };
        self.backend.write(plan).await
    }

    async fn commit(&self, after: &Book, set: &ChangeSet) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let mut known = self.known()?;
        if set.is_empty() {
            let sequence = known.state.sequence;
            return Ok(Receipt { sequence, bytes: 0 });
        }
        let touched: Vec<Touch> = set
            .changes
            .iter()
            .filter_map(|change| codec::touched(after, change))
            .collect();
        known.all |= !in_step(&mut known, &touched);
        let entry = codec::encode_entry(set)?;
        if !known.all && entry.len() <= self.layout.entry_max {
            return self.append(known, entry, &touched).await;
        }
        touched.iter().for_each(|touch| known.mark(*touch, self.layout.block));
        self.rewrite(known, after, Rewrite::Change, &|_, _| {}).await
    }

    async fn news(&self, book: &Book) -> Result<News, StoreError> {
        let _turn = self.turn()?;
        let mut known = self.known()?;
        let found = self.backend.fetch(&[codec::state_key()]).await?.pop().flatten();
        let Some(state) = found.map(|bytes| codec::from_json::<StoredState>(&codec::state_key(), &bytes)) else {
            return Ok(match known.state.sequence {
                0 => News::Nothing,
                _ => News::Whole,
            });
        };
        let state = state?;
        if state.sequence == known.state.sequence && state.schema == known.state.schema {
            return Ok(News::Nothing);
        }
        if state.tidied == Some(known.state.sequence) {
            known.tidied(&state);
        }
        // What lies between is in the blocks only; or this is no later state of the book that was loaded.
        if known.state.sequence < state.blocks_at
            || state.sequence < known.state.sequence
            || state.schema != known.state.schema
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
            touched.iter().for_each(|touch| known.mark(*touch, self.layout.block));
            known.journal += entry.len() as u64;
            sets.push(set);
        }
        known.state.sequence = state.sequence;
        *self.known.borrow_mut() = Some(known);
        Ok(match sets.is_empty() {
            true => News::Nothing,
            false => News::Changes(sets),
        })
    }

    async fn replace(&self, book: &Book, progress: Progress<'_>) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let mut known = self.known()?;
        known.all = true;
        self.rewrite(known, book, Rewrite::Change, progress).await
    }

    fn wants_compaction(&self) -> bool {
        let known = self.known.borrow();
        known
            .as_ref()
            .is_some_and(|known| known.all || known.journal > self.layout.journal_max)
    }

    async fn compact(&self, book: &Book) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let known = self.known()?;
        if !known.all && known.state.blocks_at == known.state.sequence {
            let sequence = known.state.sequence;
            return Ok(Receipt { sequence, bytes: 0 });
        }
        self.rewrite(known, book, Rewrite::Tidy, &|_, _| {}).await
    }

    async fn erase(&self) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let key = codec::state_key();
        // What cannot be read any more must not come back under a number that some tab knows: then count from far above.
        let sequence = Cell::new(
            self.known
                .borrow()
                .as_ref()
                .map_or(1 << 32, |known| known.state.sequence),
        );
        let look = |found: Option<&[u8]>| {
            if let Some(Ok(state)) = found.map(|bytes| codec::from_json::<StoredState>(&codec::state_key(), bytes)) {
                sequence.set(state.sequence);
            }
            Ok(())
        };
        let mut puts = std::iter::once_with(|| {
            let state = fresh(self.layout.block, sequence.get() + 1);
            Ok((codec::state_key(), codec::to_json(&state)?))
        });
        let plan = Plan {
            guard: (key, &look),
            clear: &Area::ALL,
            puts: &mut puts,
            total: 1,
            progress: &|_, _| {},
        };
        self.backend.write(plan).await?;
        let state = fresh(self.layout.block, sequence.get() + 1);
        let sequence = state.sequence;
        *self.known.borrow_mut() = Some(Known::nothing(state));
        Ok(Receipt { sequence, bytes: 0 })
    }

    async fn usage(&self) -> Result<Usage, StoreError> {
        Ok(Usage {
            bytes: self.backend.size().await?,
            origin: self.backend.estimate().await,
        })
    }
}
