//! Brings stored data of an earlier schema to this one.

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
    let old: StoredState = codec::from_json(&key, &bytes)?;
    if old.schema >= SCHEMA {
        return Ok(());
    }
    let mut raw = migration::Raw::new();
    let mut keep = |key: Key, bytes: Vec<u8>| {
        raw.insert(key, bytes);
        Ok(())
    };
    backend.scan(&Area::ALL, 64, &mut keep, &|_, _| {}).await?;
    raw.remove(&key);
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
        puts: &mut raw.into_iter().map(Ok),
        total,
        progress: &|_, _| {},
    };
    backend.write(plan).await
}

/// Whether the stored state is still the one that a handle knows.
pub(super) fn unchanged(known: &StoredState, found: Option<&[u8]>) -> Result<(), StoreError> {
    let Some(bytes) = found else {
        return match known.sequence {
            0 => Ok(()),
            _ => Err(StoreError::Stale),
        };
    };
    let found: StoredState = codec::from_json(&codec::state_key(), bytes)?;
    match found.sequence == known.sequence && found.schema == known.schema {
        true => Ok(()),
        false => Err(StoreError::Stale),
    }
}
