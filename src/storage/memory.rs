//! The memory twin: the same bytes in a map, for native tests.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use crate::storage::backend::{Area, Backend, Key, Plan, Progress, Visit};
use crate::storage::error::StoreError;

/// What may go wrong with one write or one read.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A write fails half way; nothing is written.
    Write(StoreError),
    /// A write is carried out, and then answered with this error.
    Answer(StoreError),
    /// A read fails.
    Read(StoreError),
    /// A read gives other bytes than were written.
    Bent,
}

impl Fault {
    fn is_of_reads(&self) -> bool {
        matches!(self, Self::Read(_) | Self::Bent)
    }
}

/// Bytes in memory. A clone sees the same bytes, as a second tab would.
#[derive(Clone, Default)]
pub struct Memory {
    values: Rc<RefCell<BTreeMap<Key, Vec<u8>>>>,
    faults: Rc<RefCell<VecDeque<Fault>>>,
}

impl Memory {
    /// Lets the next writes and reads go wrong, each once, in this order.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.borrow_mut().extend(faults);
    }

    /// Lets the next write fail half way with this error.
    pub fn fail_next_write(&self, error: StoreError) {
        self.fail([Fault::Write(error)]);
    }

    /// Forgets what was still to go wrong; tells how much that was.
    pub fn heal(&self) -> usize {
        self.faults.take().len()
    }

    /// Every value.
    pub fn values(&self) -> BTreeMap<Key, Vec<u8>> {
        self.values.borrow().clone()
    }

    /// Puts these values in place of all there are.
    pub fn put_back(&self, values: BTreeMap<Key, Vec<u8>>) {
        self.values.replace(values);
    }

    /// A memory with these values.
    pub fn with(values: BTreeMap<Key, Vec<u8>>) -> Self {
        Self {
            values: Rc::new(RefCell::new(values)),
            faults: Rc::default(),
        }
    }

    fn next_fault(&self, of_reads: bool) -> Option<Fault> {
        let mut faults = self.faults.borrow_mut();
        let at = faults.iter().position(|fault| fault.is_of_reads() == of_reads)?;
        faults.remove(at)
    }

    /// What a read sees.
    fn seen(&self) -> Result<BTreeMap<Key, Vec<u8>>, StoreError> {
        match self.next_fault(true) {
            Some(Fault::Read(error)) => Err(error),
            Some(_) => Ok(self.values().into_iter().map(bent).collect()),
            None => Ok(self.values()),
        }
    }
}

fn bent((key, mut bytes): (Key, Vec<u8>)) -> (Key, Vec<u8>) {
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    (key, bytes)
}

impl Backend for Memory {
    async fn scan(
        &self,
        areas: &[Area],
        _batch: u32,
        visit: Visit<'_>,
        progress: Progress<'_>,
    ) -> Result<(), StoreError> {
        let mut values = self.seen()?;
        values.retain(|key, _| !key.is_away());
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
        let values = self.seen()?;
        Ok(keys.iter().map(|key| values.get(key).cloned()).collect())
    }

    async fn write(&self, plan: Plan<'_>) -> Result<(), StoreError> {
        let mut values = self.values();
        let (key, guard) = plan.guard;
        guard(values.get(&key).map(Vec::as_slice))?;
        values.retain(|key, _| !plan.clear.contains(&key.area) && !plan.gone.contains(key));
        for (done, put) in plan.puts.enumerate() {
            let (key, bytes) = put?;
            values.insert(key, bytes);
            (plan.progress)(done + 1, plan.total);
        }
        let fault = self.next_fault(false);
        if let Some(Fault::Write(error)) = fault {
            return Err(error);
        }
        self.values.replace(values);
        match fault {
            Some(Fault::Answer(error)) => Err(error),
            _ => Ok(()),
        }
    }

    async fn reopen(&self, _attempt: u32) -> Result<(), StoreError> {
        Ok(())
    }

    async fn estimate(&self) -> Option<(u64, u64)> {
        None
    }
}
