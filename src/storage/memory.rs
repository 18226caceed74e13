//! The memory twin: the same bytes in a map, for native tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::storage::backend::{Area, Backend, Key, Plan, Progress, Visit};
use crate::storage::error::StoreError;

/// Bytes in memory. A clone sees the same bytes, as a second tab would.
#[derive(Clone, Default)]
pub struct Memory {
    values: Rc<RefCell<BTreeMap<Key, Vec<u8>>>>,
    failure: Rc<Cell<Option<StoreError>>>,
}

impl Memory {
    /// Lets the next write fail half way with this error.
    pub fn fail_next_write(&self, error: StoreError) {
        self.failure.set(Some(error));
    }

    /// Every value.
    pub fn values(&self) -> BTreeMap<Key, Vec<u8>> {
        self.values.borrow().clone()
    }

    /// A memory with these values.
    pub fn with(values: BTreeMap<Key, Vec<u8>>) -> Self {
        Self {
            values: Rc::new(RefCell::new(values)),
            failure: Rc::default(),
        }
    }
}

impl Backend for Memory {
    async fn scan(
        &self,
        areas: &[Area],
        _batch: u32,
        visit: Visit<'_>,
        progress: Progress<'_>,
    ) -> Result<(), StoreError> {
        let values = self.values();
        let total = values.keys().filter(|key| areas.contains(&key.area)).count();
        for (done, (key, bytes)) in values
            .into_iter()
            .filter(|(key, _)| areas.contains(&key.area))
            .enumerate()
        {
            visit(key, bytes)?;
            progress(done + 1, total);
        }
        Ok(())
    }

    async fn fetch(&self, keys: &[Key]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let values = self.values.borrow();
        Ok(keys.iter().map(|key| values.get(key).cloned()).collect())
    }

    async fn write(&self, plan: Plan<'_>) -> Result<(), StoreError> {
        let mut values = self.values();
        let (key, guard) = plan.guard;
        guard(values.get(&key).map(Vec::as_slice))?;
        values.retain(|key, _| !plan.clear.contains(&key.area));
        for (done, put) in plan.puts.enumerate() {
            let (key, bytes) = put?;
            values.insert(key, bytes);
            (plan.progress)(done + 1, plan.total);
        }
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        self.values.replace(values);
        Ok(())
    }

    async fn size(&self) -> Result<u64, StoreError> {
        Ok(self.values.borrow().values().map(|bytes| bytes.len() as u64).sum())
    }

    async fn estimate(&self) -> Option<(u64, u64)> {
        None
    }
}
