//! Writing until it is proven, and reading over a connection that may be lost.
//!
//! A write whose answer is lost may have been carried out or not; one that was called complete may be read back as something else. So
//! after either the store is looked at over a new connection: what is there as it was written counts, and what is not is written
//! again, under the same guard. Only what then still cannot be is told.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::storage::backend::{Area, Backend, Guard, Key, Plan, Progress};
use crate::storage::codec::{self, StoredState};
use crate::storage::error::StoreError;
use crate::storage::packed::Packed;
use crate::storage::seal;
use crate::storage::upgrade::unchanged;

/// How often a new connection is tried.
const TRIES: u32 = 3;

/// A value to write, made when its turn comes.
pub(super) enum Job {
    Block(Kind, u32),
    Head,
    Bytes(Vec<u8>),
}

/// One transaction, as often as it takes.
pub(super) struct Write<'a> {
    /// Looks at the stored state first.
    pub guard: Guard<'a>,
    /// The state after it.
    pub state: &'a StoredState,
    pub clear: &'a [Area],
    pub gone: &'a [Key],
    /// The values, the state included.
    pub jobs: &'a [(Key, Job)],
    pub book: &'a Book,
    pub progress: Progress<'a>,
}

/// What was handed over: the seal of each value, and how many bytes it has.
#[derive(Default)]
pub(super) struct Sent {
    marks: RefCell<BTreeMap<Key, (Vec<u8>, u64)>>,
}

impl Sent {
    /// The bytes of each value.
    pub fn sizes(&self) -> Vec<(Key, u64)> {
        let marks = self.marks.borrow();
        marks.iter().map(|(key, (_, bytes))| (key.clone(), *bytes)).collect()
    }

    /// The bytes of all values.
    pub fn bytes(&self) -> u64 {
        self.marks.borrow().values().map(|(_, bytes)| bytes).sum()
    }
}

impl<B: Backend> Packed<B> {
    /// Writes and proves; tells what was handed over.
    pub(super) async fn settle(&self, write: &Write<'_>) -> Result<Sent, StoreError> {
        let (mut attempt, mut is_written) = (0, false);
        loop {
            let sent = Sent::default();
            let answer = self.send(write, &sent, is_written).await;
            is_written |= answer.is_ok();
            let proven = match answer {
                Ok(()) => self.prove(&sent).await,
                no => no,
            };
            let is_there = match proven {
                Ok(()) => Ok(true),
                Err(why) => self.look_again(why, &sent, write.jobs.len(), &mut attempt).await,
            };
            match is_there {
                Ok(true) => return Ok(sent),
                Ok(false) => {}
                // The browser said that it is done, so it is not said to be undone.
                Err(StoreError::Lost(_) | StoreError::Other(_)) if is_written => {
                    return Err(StoreError::NotProven(codec::state_key().place()));
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Looks over new connections until it is known whether what was sent is there as it was sent.
    async fn look_again(
        &self,
        mut why: StoreError,
        sent: &Sent,
        jobs: usize,
        attempt: &mut u32,
    ) -> Result<bool, StoreError> {
        while why.passes() && *attempt < TRIES {
            let opened = self.backend.reopen(*attempt).await;
            *attempt += 1;
            why = match opened {
                // Not all was handed over, so nothing of it was carried out.
                Ok(()) if sent.marks.borrow().len() < jobs => return Ok(false),
                Ok(()) => match self.prove(sent).await {
                    Ok(()) => return Ok(true),
                    Err(StoreError::NotProven(_)) => return Ok(false),
                    Err(error) => error,
                },
                Err(error) => error,
            };
        }
        Err(why)
    }

    async fn send(&self, write: &Write<'_>, sent: &Sent, is_written: bool) -> Result<(), StoreError> {
        let guard = |found: Option<&[u8]>| match (write.guard)(found) {
            // It was carried out before and is written again, as it could not be read back.
            Err(StoreError::Stale) if is_written => unchanged(write.state, found),
            looked => looked,
        };
        let mut puts = write.jobs.iter().map(|(key, job)| {
            let value = self.encode(write, job)?;
            let mark = (seal::mark(&value), value.len() as u64);
            sent.marks.borrow_mut().insert(key.clone(), mark);
            Ok((key.clone(), value))
        });
        let plan = Plan {
            guard: (codec::state_key(), &guard),
            clear: write.clear,
            gone: write.gone,
            puts: &mut puts,
            total: write.jobs.len(),
            progress: write.progress,
        };
        self.backend.write(plan).await
    }

    fn encode(&self, write: &Write<'_>, job: &Job) -> Result<Vec<u8>, StoreError> {
        let book = write.book;
        match job {
            Job::Head => codec::to_json(&book.head),
            Job::Bytes(bytes) => Ok(bytes.clone()),
            Job::Block(kind, number) => {
                let (first, size) = (number * self.layout.of(*kind), self.layout.of(*kind));
                let end = (first + size).min(codec::slots(book, *kind));
                codec::encode_block(book, *kind, first..end)
            }
        }
    }

    /// Reads back what was written; every value must carry the seal it was given, over the same body.
    async fn prove(&self, sent: &Sent) -> Result<(), StoreError> {
        let marks = sent.marks.borrow().clone();
        let mut found = 0;
        let mut check = |key: Key, bytes: Vec<u8>| {
            let Some((mark, _)) = marks.get(&key) else {
                return Ok(());
            };
            if seal::mark(&bytes) != *mark || seal::open(&key, &bytes).is_err() {
                return Err(StoreError::NotProven(key.place()));
            }
            found += 1;
            Ok(())
        };
        // A few values are asked for by name; of many, reading all is quicker.
        let is_few = marks.len() <= 64;
        let names: Vec<Key> = marks.keys().filter(|key| is_few || key.is_away()).cloned().collect();
        for (key, bytes) in names.iter().zip(self.backend.fetch(&names).await?) {
            check(key.clone(), bytes.unwrap_or_default())?;
        }
        if !is_few {
            self.backend
                .scan(&Area::ALL, self.batch(), &mut check, &|_, _| {})
                .await?;
        }
        match found == marks.len() {
            true => Ok(()),
            false => Err(StoreError::NotProven(codec::state_key().place())),
        }
    }

    /// Reads, over a new connection where the old one was lost.
    pub(super) async fn reading<T>(&self, read: impl AsyncFn() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut attempt = 0;
        loop {
            match read().await {
                Err(error) if error.passes() && attempt < TRIES => match self.backend.reopen(attempt).await {
                    Err(error) if !error.passes() => return Err(error),
                    // Whether it is open now, the next read tells.
                    _ => attempt += 1,
                },
                looked => return looked,
            }
        }
    }
}
