//! How a book is laid out in blocks and journal.

use crate::domain::change::Kind;
use crate::domain::ledger::EVENTS;

/// The sizes that decide how a book is laid out; the defaults were measured (see the module's page).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Slots a block of events.
    pub block: u32,
    /// Slots a block of any other kind: they are larger, and a block that is damaged should take few of them along.
    pub master: u32,
    /// A change set with more bytes than this goes into blocks at once instead of the journal.
    pub entry_max: usize,
    /// A journal with more bytes than this wants compaction.
    pub journal_max: u64,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            block: 4_000,
            master: 1_000,
            entry_max: 512 << 10,
            journal_max: 1 << 20,
        }
    }
}

impl Layout {
    /// Slots a block of a kind.
    pub fn of(self, kind: Kind) -> u32 {
        let slots = match EVENTS.contains(&kind) {
            true => self.block,
            false => self.master,
        };
        slots.max(1)
    }
}
