//! The audit trail: one entry a command, exported with the book.

use serde_json::Value;

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

impl AuditEntry {
    /// What an entry of an import of a table, or of a hand-over, calls what that did.
    pub const TABLE: &'static str = "table";
    /// What an entry of two customers that were merged calls them: `{stays, goes, stays_name, goes_name}`.
    pub const MERGE: &'static str = "merge";
    /// What an entry calls the import, or the merge, that it takes back, by the id of that one's entry.
    pub const TAKES_BACK: &'static str = "takes_back";

    /// What it says beside its fields.
    pub fn about(&self, key: &str) -> Option<&Value> {
        self.extra
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// Whether it is of an import that can be taken back later.
    pub fn is_of_import(&self) -> bool {
        self.about(Self::TABLE).is_some()
    }

    /// Whether it is of two customers that were merged, which can be taken back later as well.
    pub fn is_of_merge(&self) -> bool {
        self.about(Self::MERGE).is_some()
    }

    /// The import, or the merge, that it takes back.
    pub fn takes_back(&self) -> Option<&str> {
        self.about(Self::TAKES_BACK)?.as_str()
    }
}
