//! The audit trail: one entry a command, exported with the book.

use crate::domain::day::Moment;
use crate::domain::id::AuditId;
use crate::domain::record::Text;
use crate::record;

record! {
    /// A command that was carried out: when, what, by whom.
    pub struct AuditEntry {
        /// The stable id.
        id: AuditId = required,
        /// When.
        at: Moment = required,
        /// What, in Chinese.
        what: Text = required,
        /// What, in English.
        what_en: Option<Text>,
        /// Who, as named in the preferences.
        by: Option<Text>,
        /// How many records it put or removed.
        records: Option<u32>,
    }
}
