//! How a book is laid out in blocks and journal.

/// The sizes that decide how a book is laid out; the defaults were measured (see the module's page).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Slots a block.
    pub block: u32,
    /// A change set with more bytes than this goes into blocks at once instead of the journal.
    pub entry_max: usize,
    /// A journal with more bytes than this wants compaction.
    pub journal_max: u64,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            block: 1_000,
            entry_max: 512 << 10,
            journal_max: 1 << 20,
        }
    }
}
