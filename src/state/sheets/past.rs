//! Tables that were imported. The book keeps them: the entry of the audit trail that is written with an import says what it did.

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::command::Past;
use crate::domain::day::Moment;
use crate::domain::kind::AuditEntry;
use crate::domain::merge::KindPlan;
use crate::domain::record::Extra;
use crate::exchange::columns::Subject;

/// What an import of a table did, or of a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDone {
    /// The file's name.
    pub name: String,
    /// What the rows were.
    pub subject: Subject,
    /// Records that were new.
    pub new: usize,
    /// Records that changed.
    pub changed: usize,
    /// Records that were there already.
    pub same: usize,
    /// Rows that were not taken.
    pub problems: usize,
    /// Rows that were not wanted.
    #[serde(default)]
    pub left_out: usize,
    /// It was no table, but a hand-over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_handover: bool,
}

/// An import of a table, and when it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// The id of its entry in the trail.
    pub id: String,
    /// When.
    pub at: Moment,
    /// What it did.
    pub done: TableDone,
}

impl PastImport {
    /// What is taken back with it.
    pub fn what(&self) -> Past {
        Past::Import(self.done.name.as_str().into())
    }
}

impl TableDone {
    /// What a hand-over did, by its customers.
    pub(in crate::state) fn of_handover(name: &str, kinds: &[KindPlan]) -> Self {
        let customers = kinds.iter().find(|plan| plan.kind == Kind::Customer);
        let of = |read: fn(&KindPlan) -> usize| customers.map_or(0, read);
        Self {
            name: name.to_owned(),
            subject: Subject::Customers,
            new: of(|plan| plan.new),
            changed: of(|plan| plan.changed),
            same: of(|plan| plan.unchanged),
            problems: 0,
            left_out: 0,
            is_handover: true,
        }
    }

    /// What the entry of the trail says.
    pub(in crate::state) fn about(&self) -> Extra {
        let mut about = Extra::default();
        if let Ok(said) = serde_json::to_value(self) {
            about.insert(AuditEntry::TABLE.to_owned(), said);
        }
        about
    }
}

fn said(entry: &AuditEntry) -> Option<PastImport> {
    let said = entry.about(AuditEntry::TABLE)?;
    Some(PastImport {
        id: entry.id.to_string(),
        at: entry.at.clone(),
        done: TableDone::deserialize(said).ok()?,
    })
}

/// Whether a table was ever imported.
pub fn is_any_past(book: &Book) -> bool {
    book.audit.iter().any(|(_, entry)| entry.is_of_import())
}

/// The imports of tables, the latest first.
pub fn past_imports(book: &Book) -> Vec<PastImport> {
    let mut all: Vec<PastImport> = book.audit.iter().filter_map(|(_, entry)| said(entry)).collect();
    all.sort_by_key(|import| std::cmp::Reverse(import.at.unix_ms()));
    all
}
