//! The durable copy of the book. Must never know: state, screens.

mod backend;
mod codec;
mod error;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod indexed_db;
mod layout;
mod memory;
pub mod migration;
mod packed;
mod reader;
mod seal;
mod upgrade;

pub use backend::{Area, Backend, Guard, Key, Plan, Progress, Visit};
pub use error::StoreError;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub use indexed_db::IndexedDb;
pub use layout::Layout;
pub use memory::Memory;
pub use packed::Packed;

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
}

/// The proof of a write: it was complete on disk, and what was read back is what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The sequence number of the write.
    pub sequence: u64,
    /// How many bytes were written and read back.
    pub bytes: u64,
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
    /// Reads the book; an empty store holds an empty book.
    async fn load(&self, progress: Progress<'_>) -> Result<Loaded, StoreError>;

    /// Reads what can be read of a damaged book, with a list of what cannot. The handle does not count as loaded by it.
    async fn rescue(&self, progress: Progress<'_>) -> Result<(Book, Vec<StoreError>), StoreError>;

    /// Saves a change set that leads to this book. Returns once it is on disk and read back.
    async fn commit(&self, after: &Book, set: &ChangeSet) -> Result<Receipt, StoreError>;

    /// Saves a whole book in place of the stored one.
    async fn replace(&self, book: &Book, progress: Progress<'_>) -> Result<Receipt, StoreError>;

    /// Whether the journal is long enough for [`Store::compact`] to be worth an idle moment.
    fn wants_compaction(&self) -> bool;

    /// Writes the blocks that the journal touches, and empties the journal.
    async fn compact(&self, book: &Book) -> Result<Receipt, StoreError>;

    /// Removes everything, readable or not, whoever wrote last. Other tabs are stale from then on.
    async fn erase(&self) -> Result<Receipt, StoreError>;

    /// How much room the book takes.
    async fn usage(&self) -> Result<Usage, StoreError>;
}
