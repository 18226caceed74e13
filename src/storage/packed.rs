//! The store over any backend: packed blocks, a journal of edits, and a sequence number that tells tabs of each other.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::book::Book;
use crate::domain::change::{ChangeSet, Kind};
use crate::storage::backend::{Area, Backend, Guard, Key, Plan, Progress};
use crate::storage::codec::{self, Touch};
use crate::storage::error::StoreError;
use crate::storage::image::Beside;
use crate::storage::layout::Layout;
use crate::storage::look::{in_step, is_no_step_back};
use crate::storage::reader::{Known, Reader};
use crate::storage::settle::{Job, Write};
use crate::storage::upgrade::{Standing, parse, standing, unchanged};
use crate::storage::{Damage, Loaded, News, Receipt, Store, Usage, salvage};

/// A handle on a store. Each tab has its own; all see the same backend.
pub struct Packed<B> {
    pub(super) backend: B,
    pub(super) layout: Layout,
    pub(super) known: RefCell<Option<Known>>,
    /// How many bytes each stored value has. What another tab has tidied counts as it was until the next opening.
    pub(super) sizes: RefCell<BTreeMap<Key, u64>>,
    busy: Cell<bool>,
    name: String,
    /// The seal of the screen that it kept last.
    pub(super) screen: RefCell<Vec<u8>>,
    /// How many lives of a store it has begun.
    lives: Cell<u32>,
}

/// Ends a turn also where its future is dropped half way.
pub(super) struct Turn<'a>(&'a Cell<bool>);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// The fewest bytes that a change takes in the journal.
const LEAST_CHANGE: usize = 8;

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
            sizes: RefCell::default(),
            busy: Cell::new(false),
            name: String::new(),
            screen: RefCell::default(),
            lives: Cell::new(0),
        }
    }

    /// Lets it name the life of a store that it begins; the name must be one that no other handle has.
    pub fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// What lies below.
    pub fn backend(&self) -> &B {
        &self.backend
    }

    pub(super) fn turn(&self) -> Result<Turn<'_>, StoreError> {
        match self.busy.replace(true) {
            true => Err(StoreError::Busy),
            false => Ok(Turn(&self.busy)),
        }
    }

    /// Whether a change set is too large for the journal, and touches so much that all is as well written anew.
    fn is_most(&self, known: &Known, set: &ChangeSet) -> bool {
        let slots: usize = known.state.slots.values().map(|slots| *slots as usize).sum();
        set.changes.len() > (self.layout.entry_max / LEAST_CHANGE).max(slots / 4)
    }

    /// A name that no life of a store has had.
    fn new_life(&self) -> String {
        self.lives.set(self.lives.get() + 1);
        match self.name.as_str() {
            "" => String::new(),
            name => format!("{name}.{}", self.lives.get()),
        }
    }

    pub(super) fn known(&self) -> Result<Known, StoreError> {
        self.known.borrow().clone().ok_or(StoreError::Stale)
    }

    /// How many values to ask for at once: about 32,000 records.
    pub(super) fn batch(&self) -> u32 {
        (32_768 / self.layout.block.max(1)).clamp(4, 4_096)
    }

    /// The next state: one write later, and of a life that has a name.
    fn advance(&self, known: &mut Known) {
        known.state.sequence += 1;
        if known.state.life.is_empty() {
            known.state.life = self.new_life();
        }
    }

    /// Carries a write out; what it leads to is known from then on.
    async fn carry_out(&self, write: &Write<'_>, mut known: Known) -> Result<Receipt, StoreError> {
        let sequence = known.state.sequence;
        let settled = self.settle(write).await;
        if let Ok(sent) = &settled {
            let mut sizes = self.sizes.borrow_mut();
            sizes.retain(|key, _| !write.clear.contains(&key.area) && !write.gone.contains(key));
            sizes.extend(sent.sizes());
        }
        if let Err(StoreError::NotProven(_)) = settled {
            // What is stored cannot be relied on: the next write writes all of it.
            known.all = true;
        }
        if matches!(settled, Ok(_) | Err(StoreError::NotProven(_))) {
            *self.known.borrow_mut() = Some(known);
        }
        settled.map(|sent| Receipt {
            sequence,
            bytes: sent.bytes(),
        })
    }

    /// Puts a change set at the journal's end.
    async fn append(
        &self,
        mut known: Known,
        book: &Book,
        beside: Beside,
        entry: Vec<u8>,
        touched: &[Touch],
    ) -> Result<Receipt, StoreError> {
        let old = known.state.clone();
        self.advance(&mut known);
        known.journal += entry.len() as u64;
        touched.iter().for_each(|touch| known.mark(*touch, self.layout));
        let state = known.state.clone();
        let mut jobs = vec![(codec::entry_key(state.sequence), Job::Bytes(entry))];
        let gone = beside.put_in(&mut jobs);
        jobs.push((codec::state_key(), Job::Bytes(codec::to_json(&state)?)));
        let write = Write {
            guard: &|found| unchanged(&old, found),
            state: &state,
            clear: &[],
            gone: &gone,
            jobs: &jobs,
            book,
            progress: &|_, _| {},
        };
        self.carry_out(&write, known).await
    }

    /// Writes the dirty blocks, or all of them, and empties the journal.
    async fn rewrite(
        &self,
        mut known: Known,
        guard: Guard<'_>,
        book: &Book,
        (what, beside): (Rewrite, Beside),
        progress: Progress<'_>,
    ) -> Result<Receipt, StoreError> {
        let (old, all) = (known.state.sequence, known.all);
        self.advance(&mut known);
        known.state.tidied = (what == Rewrite::Tidy && !all).then_some(old);
        known.state.blocks_at = known.state.sequence;
        (known.state.block, known.state.master) = (self.layout.block, Some(self.layout.master));
        let mut jobs = self.stale_blocks(&mut known, book);
        if all || known.head_dirty {
            jobs.push((codec::head_key(), Job::Head));
        }
        let gone = beside.put_in(&mut jobs);
        let state = known.state.clone();
        jobs.push((codec::state_key(), Job::Bytes(codec::to_json(&state)?)));
        known.dirty.clear();
        (known.head_dirty, known.all, known.journal) = (false, false, 0);
        let write = Write {
            guard,
            state: &state,
            clear: if all {
                &[Area::Blocks, Area::Journal]
            } else {
                &[Area::Journal]
            },
            gone: &gone,
            jobs: &jobs,
            book,
            progress,
        };
        self.carry_out(&write, known).await
    }

    /// The blocks to write: the dirty ones and those with slots that are not in blocks yet. Notes the slots there will be.
    fn stale_blocks(&self, known: &mut Known, book: &Book) -> Vec<(Key, Job)> {
        let mut jobs = Vec::new();
        for kind in Kind::ALL {
            let slots = codec::slots(book, *kind);
            let stored = known.state.slots.get(kind.word()).copied().unwrap_or(0);
            let block = self.layout.of(*kind);
            let end = slots.div_ceil(block);
            let from = if known.all { 0 } else { stored.min(slots) / block };
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
}

impl<B: Backend> Store for Packed<B> {
    async fn load(&self, progress: Progress<'_>) -> Result<Loaded, StoreError> {
        let _turn = self.turn()?;
        let (book, known) = self.reading(async || self.read(progress).await).await?;
        if let Some(before) = self.known.borrow().as_ref() {
            is_no_step_back(&before.state, &known.state)?;
        }
        let (sequence, damage) = (known.state.sequence, known.damage.clone());
        *self.known.borrow_mut() = Some(known);
        Ok(Loaded { book, sequence, damage })
    }

    async fn rescue(&self, progress: Progress<'_>) -> Result<(Book, Vec<StoreError>), StoreError> {
        let _turn = self.turn()?;
        let read = async || {
            let mut reader = Reader::rescuing();
            let mut visit = |key, bytes| reader.take(key, bytes);
            self.backend
                .scan(&Area::ALL, self.batch(), &mut visit, progress)
                .await?;
            Ok(reader.rescued())
        };
        self.reading(read).await
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
            gone: &[],
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
        let beside = self.beside(after, set).await?;
        if self.is_most(&known, set) {
            known.all = true;
        } else {
            let touched: Vec<Touch> = set
                .changes
                .iter()
                .filter_map(|change| codec::touched(after, change))
                .collect();
            known.all |= !in_step(&mut known, &touched);
            let entry = codec::encode_entry(set)?;
            if !known.all && entry.len() <= self.layout.entry_max {
                return self.append(known, after, beside, entry, &touched).await;
            }
            touched.iter().for_each(|touch| known.mark(*touch, self.layout));
        }
        let old = known.state.clone();
        let guard = |found: Option<&[u8]>| unchanged(&old, found);
        let what = (Rewrite::Change, beside);
        self.rewrite(known, &guard, after, what, &|_, _| {}).await
    }

    async fn news(&self, book: &Book) -> Result<News, StoreError> {
        let _turn = self.turn()?;
        self.reading(async || self.read_news(book).await).await
    }

    async fn replace(&self, book: &Book, progress: Progress<'_>) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let mut known = self.known()?;
        known.all = true;
        let old = known.state.clone();
        let guard = |found: Option<&[u8]>| unchanged(&old, found);
        let what = (Rewrite::Change, Beside::default());
        self.rewrite(known, &guard, book, what, progress).await
    }

    async fn write_back(&self, book: &Book, progress: Progress<'_>) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let mut known = self.known()?;
        let seen = self.reading(async || self.fetch_state().await).await?;
        // What cannot be read stands in the way of the book that is here, and of nothing else.
        match parse(seen.as_deref()).map(|found| standing(&known.state, found.as_ref())) {
            Ok(Standing::Later) => return Err(StoreError::Stale),
            Ok(Standing::Foreign) => return Err(StoreError::Foreign),
            Ok(Standing::Same | Standing::Earlier) | Err(_) => {}
        }
        known.state.after = Some((known.state.life.clone(), known.state.sequence));
        known.state.life = self.new_life();
        known.all = true;
        let guard = |found: Option<&[u8]>| match found == seen.as_deref() {
            true => Ok(()),
            false => Err(StoreError::Stale),
        };
        let what = (Rewrite::Change, Beside::default());
        self.rewrite(known, &guard, book, what, progress).await
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
        let old = known.state.clone();
        let guard = |found: Option<&[u8]>| unchanged(&old, found);
        let what = (Rewrite::Tidy, Beside::default());
        self.rewrite(known, &guard, book, what, &|_, _| {}).await
    }

    async fn erase(&self) -> Result<Receipt, StoreError> {
        let _turn = self.turn()?;
        let state = self.reading(async || self.empty().await).await?;
        let sequence = state.sequence;
        // What is left is the state itself.
        let bytes = codec::to_json(&state)?.len() as u64;
        *self.sizes.borrow_mut() = BTreeMap::from([(codec::state_key(), bytes)]);
        *self.known.borrow_mut() = Some(Known::nothing(state));
        Ok(Receipt { sequence, bytes })
    }

    async fn usage(&self) -> Result<Usage, StoreError> {
        let bytes = self.sizes.borrow().values().sum();
        Ok(Usage {
            bytes,
            origin: self.backend.estimate().await,
        })
    }
}
