//! The book as a file, `*.guanxi.json`.
//!
//! Reading is in two halves. [`text`] and [`BookReader::open`] decide whether the bytes are a book at all; where they are
//! not, a [`BookError`] tells what happened, where, and what to do. [`BookReader::step`] then turns records into values, a
//! slice at a time so that a page stays alive; a record that is wrong becomes an [`Issue`] and the others are read on.
//!
//! ```
//! use guanxi::domain::book::Book;
//! use guanxi::transfer::book_json::{self, BookReader};
//!
//! let bytes = br#"{"format": "guanxi-book", "version": 1, "customers": [{"id": "c1", "name": "A"}]}"#;
//! let text = book_json::text(bytes)?;
//! let mut reader = BookReader::open(text)?;
//! while let Some(progress) = reader.step(5_000) {
//!     assert!(progress.done <= progress.total); // the page draws, then comes back
//! }
//! let (incoming, issues) = reader.finish(&Book::default());
//! assert_eq!((incoming.book.customers.len(), issues.kept.len()), (1, 0));
//! # Ok::<(), book_json::BookError>(())
//! ```
//!
//! Nothing here changes a book: `domain::merge` plans what the file would do, and a command carries it out.

mod error;
mod explain;
mod found;
mod issue;
mod place;
mod quick;
mod reader;
mod record;
mod skeleton;
mod writer;

pub use error::{BookError, BookErrorKind, MAX_BYTES, MAX_DEPTH, text};
pub use found::Found;
pub use issue::{Issue, Issues, MAX_ISSUES};
pub use reader::{BookReader, Opening};
pub use writer::{BookWriter, write};

/// The value of the file's key `format`.
pub const FORMAT: &str = "guanxi-book";

/// The key of a file that was taken from a damaged book: what it lacks, a text each. Such a file is an ordinary book otherwise, and to a
/// program that does not know the key one with a top-level key more, which readers keep or pass over. It is of the file: an import tells
/// its texts and does not take it over.
pub const LACKS: &str = "lacks";

/// The version of the format that this product writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// How far a reader or writer is, in records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps in all.
    pub total: usize,
}
