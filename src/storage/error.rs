//! What can go wrong between the book and its durable copy. People read these, in words that the page puts around them.

use std::fmt;

/// Why a book was not loaded or not saved. In every case but [`StoreError::NotProven`] the stored book is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser offers no database here (a private window of some browsers, or a policy).
    Unavailable(String),
    /// Another tab holds an older form of the database open.
    Blocked,
    /// The disk or the browser's share of it is full.
    Quota,
    /// Another tab has written since this one loaded: take in what it wrote, or load again.
    Stale,
    /// The stored book is not there any more, or is an older one than the handle knows: the site's data were cleared, or a copy of the
    /// browser's files was put back. What is in memory is the newer one.
    Gone,
    /// Another book was begun in place of the one that the handle knows, after that one was cleared.
    Foreign,
    /// The connection was lost, several times over. Whether the last write was carried out is unknown, unless it was told before.
    Lost(String),
    /// A write is under way in this tab; the next one waits for its end.
    Busy,
    /// What is stored cannot be read. Nothing is overwritten until the user replaces or erases the book.
    Corrupt {
        /// The stored value: `orders/00000003`, `journal/…`.
        place: String,
        /// What is wrong with it, in technical words.
        problem: String,
    },
    /// A newer version of the product has written this book.
    Newer {
        /// The schema found.
        found: u32,
        /// The newest schema that this version knows.
        known: u32,
    },
    /// The browser called a write complete, but it could not be read back as it was written, however often it was tried. The one error
    /// after which the store is not as before: the write counts as carried out, and the next one writes everything anew.
    NotProven(String),
    /// Anything else, in the browser's words.
    Other(String),
}

impl StoreError {
    /// A stored value that cannot be read.
    pub fn corrupt(place: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self::Corrupt {
            place: place.into(),
            problem: problem.to_string(),
        }
    }

    /// Whether it may be over with a new connection.
    pub(super) fn passes(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::Other(_) | Self::NotProven(_))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(f, "no database here: {why}"),
            Self::Blocked => f.write_str("another tab holds the database open"),
            Self::Quota => f.write_str("no space left"),
            Self::Stale => f.write_str("the stored book has changed since it was loaded"),
            Self::Gone => f.write_str("the stored book is gone, or an older one"),
            Self::Foreign => f.write_str("another book is stored"),
            Self::Lost(why) => write!(f, "the connection was lost: {why}"),
            Self::Busy => f.write_str("a write is under way"),
            Self::Corrupt { place, problem } => write!(f, "{place} cannot be read: {problem}"),
            Self::Newer { found, known } => write!(f, "stored by schema {found}, this version knows {known}"),
            Self::NotProven(place) => write!(f, "{place} was not read back as it was written"),
            Self::Other(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StoreError {}
