//! A damaged store opened: what is sound becomes the stored book, what is not is put aside as it was found, and what is missing is noted.
//!
//! One transaction, only if the store is still as it was read. What was put aside lies in the area `meta` under `aside/…`, where nothing
//! reads or overwrites it; it goes when the book is erased.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::storage::backend::{Area, Backend, Key, Plan, Progress};
use crate::storage::codec::{self, StoredState};
use crate::storage::error::StoreError;
use crate::storage::layout::Layout;
use crate::storage::reader::{Reader, fresh};
use crate::storage::screen;

/// The most names that a part tells.
pub const MOST_NAMES: usize = 200;

/// What a stored book has lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// The stored values that were damaged or missing.
    pub parts: Vec<DamagedPart>,
    /// Ids of customers that are not there and to whom sound records belong.
    pub customers: Vec<String>,
}

/// A stored value that was damaged or missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamagedPart {
    /// Where it was: `orders/00000003`, `journal/…`, `meta/head`.
    pub place: String,
    /// It was not there at all; else its bytes were put aside.
    pub missing: bool,
    /// The most records that it held; nothing where that is not known.
    pub records: Option<u32>,
    /// Whom it was about, as far as its bytes still tell: names of customers in their own block, else ids.
    pub about: Vec<String>,
}

impl DamagedPart {
    /// The kind of records that it held; nothing for edits and for what the book has once.
    pub fn kind(&self) -> Option<Kind> {
        codec::kind_of(&self.place)
    }
}

/// What was found in a damaged store.
pub(super) struct Found {
    /// What could be read.
    pub book: Book,
    /// What could not.
    pub damage: Damage,
    /// The damaged values as they are.
    aside: Vec<(Key, Vec<u8>)>,
    /// The bytes of the state.
    state: Option<Vec<u8>>,
    /// The state, where it can be read.
    known: Option<StoredState>,
    /// The last write that the journal names.
    last: u64,
}

/// Reads what can be read, and what cannot.
pub(super) async fn look<B: Backend>(backend: &B, batch: u32, progress: Progress<'_>) -> Result<Found, StoreError> {
    let mut reader = Reader::rescuing();
    let (mut seen, mut aside, mut state, mut parts) = (BTreeSet::new(), Vec::new(), None, Vec::new());
    let mut visit = |key: Key, bytes: Vec<u8>| {
        if key == codec::state_key() {
            state = Some(bytes.clone());
        }
        seen.insert(key.clone());
        if let Some(problem) = reader.take_what_is_sound(key.clone(), &bytes) {
            if let StoreError::Newer { .. } | StoreError::Lost(_) = problem {
                return Err(problem);
            }
            parts.push(DamagedPart {
                place: key.place(),
                missing: false,
                records: None,
                about: codec::names_in(&key, &bytes, MOST_NAMES),
            });
            aside.push((key, bytes));
        }
        Ok(())
    };
    backend.scan(&Area::ALL, batch, &mut visit, progress).await?;
    let known = reader.state().cloned();
    let missing = |key: &Key| !seen.contains(key);
    parts.extend(
        expected(known.as_ref(), &seen)
            .into_iter()
            .filter(missing)
            .map(|key| DamagedPart {
                place: key.place(),
                missing: true,
                ..DamagedPart::default()
            }),
    );
    let stored = known.as_ref().map(|state| state.layout(Layout::default()));
    for part in &mut parts {
        part.records = part.kind().and_then(|kind| Some(stored?.of(kind)));
    }
    let last = seen
        .iter()
        .filter(|key| key.area == Area::Journal)
        .filter_map(|key| key.name.parse().ok())
        .max();
    let (book, _) = reader.rescued();
    let book = codec::without_empty(book);
    let customers = codec::customers_missed(&book).into_iter().take(MOST_NAMES).collect();
    Ok(Found {
        damage: Damage { parts, customers },
        last: last.unwrap_or(0),
        book,
        aside,
        state,
        known,
    })
}

/// The values that a store must have: by its state, else by the highest number of each kind.
fn expected(state: Option<&StoredState>, seen: &BTreeSet<Key>) -> Vec<Key> {
    let number = |key: &Key| key.name.rsplit('/').next().and_then(|n| n.parse::<u64>().ok());
    let mut keys = vec![codec::state_key()];
    let has_blocks = state.map_or_else(
        || seen.iter().any(|key| key.area == Area::Blocks),
        |s| !s.slots.is_empty(),
    );
    keys.extend(has_blocks.then(codec::head_key));
    for kind in Kind::ALL {
        let of_kind = seen
            .iter()
            .filter(|key| key.area == Area::Blocks && codec::kind_of(&key.name) == Some(*kind));
        let there = of_kind.filter_map(number).max().map_or(0, |n| n as u32 + 1);
        let by_state = state.and_then(|s| {
            Some(
                s.slots
                    .get(kind.word())?
                    .div_ceil(s.layout(Layout::default()).of(*kind)),
            )
        });
        keys.extend((0..by_state.unwrap_or(there)).map(|n| codec::block_key(*kind, n)));
    }
    let entries: Vec<u64> = seen
        .iter()
        .filter(|key| key.area == Area::Journal)
        .filter_map(number)
        .collect();
    let between = match (state, entries.iter().min(), entries.iter().max()) {
        (Some(state), ..) => state.blocks_at + 1..=state.sequence,
        (None, Some(first), Some(last)) => *first..=*last,
        _ => return keys,
    };
    keys.extend(between.map(codec::entry_key));
    keys
}

/// Makes what is sound the stored book, and puts the rest aside. Nothing is written where the store has changed since it was read.
pub(super) async fn settle<B: Backend>(
    backend: &B,
    layout: Layout,
    found: &Found,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let before = found
        .known
        .clone()
        .unwrap_or_else(|| fresh(layout, found.last.max(1 << 32)));
    let sequence = before.sequence + 1;
    let slots = Kind::ALL
        .iter()
        .map(|kind| (kind.word().to_owned(), codec::slots(&found.book, *kind)));
    let state = StoredState {
        sequence,
        blocks_at: sequence,
        block: layout.block,
        master: Some(layout.master),
        slots: slots.collect(),
        tidied: None,
        ..before
    };
    let place = |key: &Key| Key::new(Area::Meta, format!("aside/{sequence}/{}", key.place()));
    let aside = found.aside.iter().map(|(key, bytes)| Ok((place(key), bytes.clone())));
    let blocks = Kind::ALL.iter().flat_map(|kind| {
        let (slots, block) = (codec::slots(&found.book, *kind), layout.of(*kind));
        (0..slots.div_ceil(block)).map(move |n| {
            let range = n * block..((n + 1) * block).min(slots);
            Ok((
                codec::block_key(*kind, n),
                codec::encode_block(&found.book, *kind, range)?,
            ))
        })
    });
    let rest = [
        Ok((codec::damage_key(), codec::to_json(&found.damage)?)),
        Ok((codec::head_key(), codec::to_json(&found.book.head)?)),
        Ok((codec::state_key(), codec::to_json(&state)?)),
    ];
    let guard = |now: Option<&[u8]>| match now == found.state.as_deref() {
        true => Ok(()),
        false => Err(StoreError::Stale),
    };
    let plan = Plan {
        guard: (codec::state_key(), &guard),
        clear: &[Area::Blocks, Area::Journal],
        gone: &[screen::key()],
        puts: &mut aside.chain(blocks).chain(rest),
        total: found.aside.len() + found.book.customers.slots().div_ceil(layout.master.max(1) as usize),
        progress,
    };
    backend.write(plan).await
}
