//! A backend: named bytes in three areas, written all or nothing. It knows nothing of records.

use crate::storage::error::StoreError;

/// An area of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// What the store says of itself, and the head of the book.
    Meta,
    /// Packed records.
    Blocks,
    /// Edits since the blocks were written.
    Journal,
}

impl Area {
    /// Every area, in the order it is read.
    pub const ALL: [Self; 3] = [Self::Meta, Self::Blocks, Self::Journal];

    /// The area's name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Blocks => "blocks",
            Self::Journal => "journal",
        }
    }
}

/// The name of a stored value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Its area.
    pub area: Area,
    /// Its name there; the order of names is the order of reading.
    pub name: String,
}

/// How the names begin of what is put away: it is not read with its area, only when it is asked for by name.
pub const AWAY: char = '~';

impl Key {
    /// Whether the value is put away.
    pub fn is_away(&self) -> bool {
        self.name.starts_with(AWAY)
    }

    /// Names a value.
    pub fn new(area: Area, name: impl Into<String>) -> Self {
        Self {
            area,
            name: name.into(),
        }
    }

    /// Where the value is, for people.
    pub fn place(&self) -> String {
        match self.area {
            Area::Blocks => self.name.clone(),
            area => format!("{}/{}", area.name(), self.name),
        }
    }
}

/// How far a long piece of work is: (done, of how many).
pub type Progress<'a> = &'a dyn Fn(usize, usize);

/// Takes one stored value.
pub type Visit<'a> = &'a mut dyn FnMut(Key, Vec<u8>) -> Result<(), StoreError>;

/// Looks at a stored value, or at its absence, and may refuse.
pub type Guard<'a> = &'a dyn Fn(Option<&[u8]>) -> Result<(), StoreError>;

/// One transaction.
pub struct Plan<'a> {
    /// Looks at the value under this key first; an error ends the transaction with nothing written.
    pub guard: (Key, Guard<'a>),
    /// Areas to empty first.
    pub clear: &'a [Area],
    /// Values to remove.
    pub gone: &'a [Key],
    /// Values to write, made one by one so that a large book is never in memory twice.
    pub puts: &'a mut dyn Iterator<Item = Result<(Key, Vec<u8>), StoreError>>,
    /// How many there will be.
    pub total: usize,
    /// Told now and then how many are handed over.
    pub progress: Progress<'a>,
}

/// Where the bytes lie.
#[allow(async_fn_in_trait, reason = "one thread: the browser's")]
pub trait Backend {
    /// Reads every value of the areas but those that are put away, in their order, as one moment saw them; `batch` values are asked for at
    /// a time.
    async fn scan(
        &self,
        areas: &[Area],
        batch: u32,
        visit: Visit<'_>,
        progress: Progress<'_>,
    ) -> Result<(), StoreError>;

    /// Reads named values as one moment saw them, in the order of the names.
    async fn fetch(&self, keys: &[Key]) -> Result<Vec<Option<Vec<u8>>>, StoreError>;

    /// Carries a plan out: all of it, on disk, or nothing.
    async fn write(&self, plan: Plan<'_>) -> Result<(), StoreError>;

    /// Takes a new connection in place of one that may be lost; `attempt` counts from 0, and later ones wait a little first.
    async fn reopen(&self, attempt: u32) -> Result<(), StoreError>;

    /// (bytes used, bytes allowed) of this origin, where the browser tells.
    async fn estimate(&self) -> Option<(u64, u64)>;
}
