//! The durable copy of the book. Must never know: state, screens.
//!
//! What holds here:
//! - A change set is one transaction of strict durability. [`Store::commit`] returns after the browser called it complete **and**
//!   what was read back is what was written; until then nothing may be shown as saved.
//! - A failed write changes nothing: the stored book is as before, the handle goes on from there.
//! - A connection that is lost is opened again, and what became of a write is looked up before it is written again or given up.
//! - A handle never goes back: a store that was cleared, or put back to an earlier state, is refused ([`StoreError::Gone`]), and one in
//!   which another book was begun since ([`StoreError::Foreign`]); [`Store::write_back`] saves what is in memory.
//! - A tab that has not seen the last write cannot write ([`StoreError::Stale`]): the sequence number is compared inside the
//!   transaction. It reads what it missed from the journal ([`Store::news`]) and goes on; telling the other tabs is the business of `state`.
//! - Every value carries format version and checksum; slots and journal entries are counted. What is damaged or missing is
//!   reported with its place and never overwritten; [`Store::rescue`] reads the rest, [`Store::salvage`] puts it aside so that the rest can be worked with.
//! - An import, or a merge of two customers, brings an image of what it changed, in its own transaction, by which it can be taken back as a whole (`image`).
//! - A book comes back with every record in its slot, so that blocks can be rewritten singly.
//!   Between two openings a table that is mostly empty slots is packed.
//!
//! One logic ([`Packed`]) over dumb bytes ([`Backend`]); the contract in `tests/contract` runs on [`Memory`] and IndexedDB.
//! Values and keys are listed in `codec`, migrations in [`migration`].
//!
//! # Why blocks of 1,000 and a journal
//!
//! Measured by `tests/web/layouts.rs`: 10,000 customers with 100,000 events (9.1 MB), headless Chromium on two cores shared with
//! other work, one run, optimised code over lightly optimised libraries. Milliseconds; import and load are medians of 3 (of 1
//! for one value a record), edits of 21, 7, 5 and 3; edits are of so many scattered customers, strict and read back.
//! Compare lines, not with other machines.
//!
//! | slots a block | import | load | edit 1 | edit 10 | edit 100 | edit 1,000 | compaction after |
//! |---|---|---|---|---|---|---|---|
//! | 1 (one value a record) | 14,163 | 1,964 | 12.1 | 12.2 | 1,717 | 1,906 | – |
//! | 64 | 832 | 340 | 3.3 | 6.8 | 238 | 266 | – |
//! | 64 + journal | 616 | 260 | 1.7 | 1.4 | 2.4 | 8 | 321 |
//! | 256 | 366 | 319 | 3.7 | 20.8 | 61 | 79 | – |
//! | 256 + journal | 459 | 314 | 1.8 | 3.9 | 7.3 | 13 | 45 |
//! | 1,000 | 174 | 149 | 7.9 | 30.5 | 46 | 40 | – |
//! | **1,000 + journal** | **171** | **183** | **1.5** | **4.2** | **4.3** | **6** | **35** |
//! | 4,000 | 175 | 151 | 14.6 | 55.0 | 39 | 41 | – |
//! | 4,000 + journal | 127 | 128 | 2.9 | 4.3 | 2.7 | 8 | 121 |
//!
//! At 100,000 customers with a million events (92 MB, one run): 256 + journal 3,348 / 2,691 / 1.6 / 1.7 / 2.3 / 5 / 1,937;
//! 1,000 + journal 1,243 / 1,779 / 1.5 / 1.8 / 2.5 / 9 / 843.
//!
//! - The number of values decides import and load; beyond 1,000 a block little is won at this size.
//! - With a million events it is: 46 MB in 1,100 values took a browser that has just started 480 to 830 ms to hand over, in 275 values 170 to
//!   370 (three starts of each, twice, nothing done with them). So events lie in blocks of 4,000. Everything else stays in blocks of 1,000: there is
//!   less of it, and a block that is damaged takes no more customers along than before.
//! - With a journal an edit costs the same whatever the block; without, it grows with the block, and with scatter.
//!   The journal wins up to 1,000 scattered records (some 350 kB), so a change set goes into it up to 512 kB. A larger one
//!   writes its blocks at once, as it would touch most of them and be written twice.
//! - Compaction rewrites the touched blocks only; at 1,000 a block after thousands of scattered edits it is a few frames (0.8 s at ten times
//!   the size: for an idle moment).

mod backend;
mod codec;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod early;
mod error;
pub mod hand_over;
mod image;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod indexed_db;
mod layout;
mod look;
mod memory;
pub mod migration;
mod packed;
mod reader;
mod salvage;
mod screen;
mod seal;
mod settle;
mod upgrade;

pub use backend::{Area, Backend, Guard, Key, Plan, Progress, Visit};
pub use codec::settle;
pub use error::StoreError;
pub use image::{Image, Imaged, TakingBack};
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub use indexed_db::IndexedDb;
pub use layout::Layout;
pub use memory::{Fault, Memory};
pub use packed::Packed;
pub use salvage::{Damage, DamagedPart, MOST_NAMES};
pub use seal::is_sealed;

use crate::domain::book::Book;
use crate::domain::change::ChangeSet;

/// The store of the page.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub type IndexedDbStore = Packed<IndexedDb>;

/// The store of native tests.
pub type MemoryStore = Packed<Memory>;

/// A book as it was stored.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The book, every record in the slot it had.
    pub book: Book,
    /// The sequence number of the last write.
    pub sequence: u64,
    /// What the store had lost when [`Store::salvage`] opened it, until [`Store::forget_damage`].
    pub damage: Option<Damage>,
}

/// The proof of a write: it was complete on disk, and what was read back is what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The sequence number of the write.
    pub sequence: u64,
    /// How many bytes were written and read back.
    pub bytes: u64,
}

/// What other handles have written.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Nothing that changes the book.
    Nothing,
    /// These change sets, one after the other.
    Changes(Vec<ChangeSet>),
    /// So much that it cannot be told as changes: the book was replaced, or the journal was emptied past what this handle knows.
    Whole,
}

/// How much room the book takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of the stored values.
    pub bytes: u64,
    /// Bytes that this origin uses and may use, where the browser tells.
    pub origin: Option<(u64, u64)>,
}

/// A place that keeps a book.
///
/// A handle loads first; until then every write is refused as [`StoreError::Stale`]. It writes one thing at a time; a second
/// write before the first has ended is refused as [`StoreError::Busy`].
#[allow(async_fn_in_trait, reason = "one thread: the browser's")]
pub trait Store {
    /// Reads the book; an empty store holds an empty book. That no id comes twice is still to be looked at ([`settle`]).
    async fn load(&self, progress: Progress<'_>) -> Result<Loaded, StoreError>;

    /// Reads what can be read of a damaged book, with a list of what cannot. The handle does not count as loaded by it.
    async fn rescue(&self, progress: Progress<'_>) -> Result<(Book, Vec<StoreError>), StoreError>;

    /// What [`Store::rescue`] reads, and what is lost: which parts, and whom they were about. Changes nothing.
    async fn damage(&self, progress: Progress<'_>) -> Result<(Book, Damage), StoreError>;

    /// Makes what is sound of a damaged store the stored book, in one transaction: damaged values are put aside as they are, and what is
    /// lost is noted. The handle does not count as loaded by it: load then.
    async fn salvage(&self, progress: Progress<'_>) -> Result<(), StoreError>;

    /// Forgets what was noted as lost; what was put aside stays until the book is erased.
    async fn forget_damage(&self) -> Result<(), StoreError>;

    /// Saves a change set that leads to this book. Returns once it is on disk and read back.
    async fn commit(&self, after: &Book, set: &ChangeSet) -> Result<Receipt, StoreError>;

    /// What other handles have written since this one last loaded, wrote or asked. `book` is the book as this one knows it; what is
    /// told counts as known from then on, so the caller carries it out. [`News::Whole`] changes nothing: load again.
    async fn news(&self, book: &Book) -> Result<News, StoreError>;

    /// Saves a whole book in place of the stored one.
    async fn replace(&self, book: &Book, progress: Progress<'_>) -> Result<Receipt, StoreError>;

    /// Saves a whole book where the stored one is gone, older than what is known here, or cannot be read; the handle must know the book's
    /// last state. A later one ([`StoreError::Stale`]) or another book ([`StoreError::Foreign`]) is not written over.
    async fn write_back(&self, book: &Book, progress: Progress<'_>) -> Result<Receipt, StoreError>;

    /// Whether the journal is long enough for [`Store::compact`] to be worth an idle moment.
    fn wants_compaction(&self) -> bool;

    /// Writes the blocks that the journal touches, and empties the journal.
    async fn compact(&self, book: &Book) -> Result<Receipt, StoreError>;

    /// Removes everything, readable or not, whoever wrote last. Other tabs are stale from then on.
    async fn erase(&self) -> Result<Receipt, StoreError>;

    /// How much room the book takes.
    async fn usage(&self) -> Result<Usage, StoreError>;
}
