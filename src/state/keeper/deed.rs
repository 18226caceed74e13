//! What another tab did, as the trail of the book names it.

use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet};
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::record::Text;

/// What somebody did in another tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What.
    pub what: Label,
    /// Who, where the trail says it.
    pub by: Option<Text>,
}

impl Deed {
    fn of(entry: &AuditEntry) -> Self {
        let en = entry.what_en.as_ref().unwrap_or(&entry.what);
        Self {
            what: Label::made(entry.what.to_string(), en.to_string()),
            by: entry.by.clone(),
        }
    }

    /// What a change set says that takes customers away.
    pub(super) fn of_set(set: &ChangeSet) -> Option<Self> {
        let takes = |change: &Change| matches!(change, Change::Customer(delta) if delta.after.is_none());
        let entry = |change: &Change| match change {
            Change::Audit(delta) => delta.after.clone(),
            _ => None,
        };
        let entry = set.changes.iter().rev().find_map(entry)?;
        set.changes.iter().any(takes).then(|| Self::of(&entry))
    }

    /// What the trail of the newer book says last, where the older one does not know it.
    pub(super) fn of_book(old: &Book, new: &Book) -> Option<Self> {
        let unknown = new.audit.iter().map(|(_, entry)| entry);
        let mut unknown = unknown.filter(|entry| old.audit.get(entry.id.as_str()).is_none());
        unknown.next_back().map(|entry| Self::of(entry))
    }
}
