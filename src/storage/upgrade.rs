//! Brings stored data of an earlier schema to this one.

use std::cmp::Ordering;

use crate::storage::backend::{Area, Backend, Key, Plan};
use crate::storage::codec::{self, StoredState};
use crate::storage::error::StoreError;
use crate::storage::migration::{self, MIGRATIONS, SCHEMA};

/// Runs the migrations that the stored data lacks, in one transaction.
pub(super) async fn upgrade<B: Backend>(backend: &B) -> Result<(), StoreError> {
    let key = codec::state_key();
    let Some(Some(bytes)) = backend.fetch(std::slice::from_ref(&key)).await?.pop() else {
        return Ok(());
    };
    if codec::from_json::<StoredState>(&key, &bytes)?.schema >= SCHEMA {
        return Ok(());
    }
    let mut raw = migration::Raw::new();
    let mut keep = |key: Key, bytes: Vec<u8>| {
        raw.insert(key, bytes);
        Ok(())
    };
    backend.scan(&Area::ALL, 64, &mut keep, &|_, _| {}).await?;
    // It is of the moment that all the others are of, which need not be the one of the look before.
    let Some(old) = parse(raw.remove(&key).as_deref())?.filter(|old| old.schema < SCHEMA) else {
        return Ok(());
    };
    migration::migrate(&mut raw, old.schema, MIGRATIONS).map_err(StoreError::Other)?;
    // The sequence stays: the records are the same, and a tab of the earlier version is stale by the schema.
    let state = StoredState {
        schema: SCHEMA,
        ..old.clone()
    };
    raw.insert(key.clone(), codec::to_json(&state)?);
    let total = raw.len();
    let plan = Plan {
        guard: (key, &|found| unchanged(&old, found)),
        clear: &Area::ALL,
        gone: &[],
        puts: &mut raw.into_iter().map(Ok),
        total,
        progress: &|_, _| {},
    };
    backend.write(plan).await
}

/// How a stored state stands to the one that a handle knows.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Standing {
    Same,
    /// Others have written since.
    Later,
    /// It is an earlier one, or there is none any more.
    Earlier,
    /// It is another store's, begun after this one was cleared.
    Foreign,
}

/// How what is stored stands to what a handle knows. A handle that knows of nothing yet goes on from anything.
pub(super) fn standing(known: &StoredState, found: Option<&StoredState>) -> Standing {
    let (Some(found), false) = (found, known.sequence == 0 && known.life.is_empty()) else {
        return match (known.sequence, found) {
            (0, None) => Standing::Same,
            (_, None) => Standing::Earlier,
            (_, Some(found)) if found.sequence == 0 => Standing::Same,
            (_, Some(_)) => Standing::Later,
        };
    };
    if !known.life.is_empty() && found.life != known.life {
        return match &found.after {
            Some((life, sequence)) if *life == known.life && *sequence >= known.sequence => Standing::Later,
            _ => Standing::Foreign,
        };
    }
    match found.sequence.cmp(&known.sequence) {
        Ordering::Less => Standing::Earlier,
        Ordering::Equal if found.schema == known.schema => Standing::Same,
        _ => Standing::Later,
    }
}

/// Whether the stored state is still the one that a handle knows.
pub(super) fn unchanged(known: &StoredState, found: Option<&[u8]>) -> Result<(), StoreError> {
    match standing(known, parse(found)?.as_ref()) {
        Standing::Same => Ok(()),
        Standing::Later => Err(StoreError::Stale),
        Standing::Earlier => Err(StoreError::Gone),
        Standing::Foreign => Err(StoreError::Foreign),
    }
}

/// A stored state, where there is one.
pub(super) fn parse(found: Option<&[u8]>) -> Result<Option<StoredState>, StoreError> {
    found
        .map(|bytes| codec::from_json(&codec::state_key(), bytes))
        .transpose()
}
