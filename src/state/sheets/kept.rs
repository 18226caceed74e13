//! What is kept of tables in the browser: which column was what, by layout, and what was imported when. A browser that refuses the
//! storage only forgets.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use crate::exchange::columns::{Mapping, Subject, Use};
use crate::exchange::layout::TableColumn;
use crate::state::prefs;

const KEY: &str = "guanxi.sheets";
/// So many mappings and imports are kept; the oldest go first.
const MOST: usize = 60;
/// Of the headings of either side, so many of a hundred must be the same.
const ALIKE: usize = 60;

/// All that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Mappings, the latest first.
    #[serde(default)]
    pub mappings: Vec<KeptMapping>,
    /// Imports, the latest first.
    #[serde(default)]
    pub imports: Vec<PastImport>,
}

/// What the columns of a layout were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMapping {
    /// Its name.
    pub name: String,
    /// What the rows are.
    pub subject: Subject,
    /// What each heading is taken for.
    pub columns: Vec<(String, Use)>,
}

/// An import that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastImport {
    /// When, as an RFC 3339 instant.
    pub at: String,
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
}

/// Whether anything is kept.
pub fn is_anything_kept() -> bool {
    prefs::available() && LocalStorage::raw().get_item(KEY).is_ok_and(|kept| kept.is_some())
}

/// Forgets all that is kept.
pub fn forget_tables() {
    if prefs::available() {
        LocalStorage::delete(KEY);
    }
}

impl Kept {
    /// What is kept; nothing where it cannot be read.
    pub fn load() -> Self {
        if !prefs::available() {
            return Self::default();
        }
        LocalStorage::get(KEY).unwrap_or_default()
    }

    /// Changes what is kept, and gives it.
    pub fn change(edit: impl FnOnce(&mut Self)) -> Self {
        let mut kept = Self::load();
        edit(&mut kept);
        kept.mappings.truncate(MOST);
        kept.imports.truncate(MOST);
        if prefs::available() {
            // A full or closed storage loses a memory and nothing else.
            let _ = LocalStorage::set(KEY, &kept);
        }
        kept
    }

    /// The mapping of the layout that is most like these columns.
    pub fn mapping_of(&self, columns: &[TableColumn]) -> Option<&KeptMapping> {
        let likeness = |kept: &KeptMapping| {
            let same = columns
                .iter()
                .filter(|column| kept.used(&column.heading).is_some())
                .count();
            same * 100 / columns.len().max(kept.columns.len()).max(1)
        };
        let all = self.mappings.iter().rev().map(|kept| (likeness(kept), kept));
        let best = all.max_by_key(|(likeness, _)| *likeness);
        best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, kept)| kept)
    }

    /// Keeps a mapping in place of the one of the same name.
    pub fn keep(&mut self, mapping: KeptMapping) {
        self.mappings.retain(|kept| kept.name != mapping.name);
        self.mappings.insert(0, mapping);
    }
}

impl KeptMapping {
    /// What the columns of a table are.
    pub fn of(name: &str, columns: &[TableColumn], mapping: &Mapping) -> Self {
        let pairs = columns.iter().zip(&mapping.columns);
        Self {
            name: name.to_owned(),
            subject: mapping.subject,
            columns: pairs
                .map(|(column, mapped)| (column.heading.clone(), mapped.used.clone()))
                .collect(),
        }
    }

    fn used(&self, heading: &str) -> Option<&Use> {
        self.columns
            .iter()
            .find(|(own, _)| own == heading)
            .map(|(_, used)| used)
    }

    /// Lays it on what was understood of a table: columns that it does not know stay as they were understood.
    pub fn lay_on(&self, columns: &[TableColumn], mapping: &mut Mapping) {
        for (column, mapped) in columns.iter().zip(&mut mapping.columns) {
            if let Some(used) = self.used(&column.heading) {
                mapped.used = used.clone();
                mapped.sure = 1.0;
            }
        }
    }
}
