//! The book: everything a user owns, as one plain value in memory.

use crate::domain::change::{Change, ChangeSet, Head, Kind};
use crate::domain::held::Held;
use crate::domain::kind::*;
use crate::domain::record::Fields;
use crate::domain::skim::Shape;
use crate::domain::table::{Record, Table};

macro_rules! define_book {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// The book in memory: a table a kind, and the head.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Book {
            /// Settings, rulebook, unknown keys.
            pub head: Head,
            $(#[doc = concat!("`", $word, "`.")] pub $table: Table<$ty>,)*
        }

        /// How many slots each table of a book has.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Extent { $($table: usize,)* }

        $(impl Record for $ty {
            fn key(&self) -> &str {
                self.id.as_str()
            }
        }

        impl BookRecord for $ty {
            const KIND: Kind = Kind::$variant;
            const SHAPES: &'static [Shape] = <$ty as Fields>::SHAPES;

            fn table(book: &Book) -> &Table<Self> {
                &book.$table
            }

            fn table_mut(book: &mut Book) -> &mut Table<Self> {
                &mut book.$table
            }
        })*

        impl Book {
            /// Carries out a change set. Records are replaced by id, so doing it twice is the same as once.
            pub fn apply(&mut self, set: &ChangeSet) {
                self.apply_some(&set.changes);
            }

            /// Carries out some of the changes of a set.
            pub fn apply_some(&mut self, changes: &[Change]) {
                for change in changes {
                    match change {
                        $(Change::$variant(delta) => settle(&mut self.$table, &delta.before, &delta.after),)*
                        Change::Head { after, .. } => self.head = (**after).clone(),
                    }
                }
            }

            /// Makes room for what a change set puts.
            pub fn make_room(&mut self, changes: &[Change]) {
                let mut new = [0; Kind::ALL.len()];
                for change in changes {
                    match change {
                        $(Change::$variant(delta) => new[Kind::$variant as usize] += usize::from(delta.before.is_none()),)*
                        Change::Head { .. } => {}
                    }
                }
                $(self.$table.grow(new[Kind::$variant as usize]);)*
            }

            /// Looks whether each id of a kind has one slot; where one has two, both, the later one first.
            pub fn settle(&self, kind: Kind) -> Result<(), (u32, u32)> {
                match kind { $(Kind::$variant => self.$table.settle()),* }
            }

            /// The same, `most` slots in a step; tells whether any are left.
            pub fn settle_some(&mut self, kind: Kind, most: u32) -> Result<bool, (u32, u32)> {
                match kind { $(Kind::$variant => self.$table.settle_some(most)),* }
            }

            /// How many slots each table has.
            pub fn extent(&self) -> Extent {
                Extent { $($table: self.$table.slots()),* }
            }

            /// Gives up the empty slots that came behind this extent.
            pub fn trim(&mut self, to: &Extent) {
                $(self.$table.trim(to.$table);)*
            }

            /// How many records of a kind there are.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$variant => self.$table.len()),* }
            }
        }
    };
}
crate::for_each_kind!(define_book);

/// A record kind with its table.
pub trait BookRecord: Record + serde::Serialize + serde::de::DeserializeOwned {
    /// The kind.
    const KIND: Kind;
    /// How its fields stand in a packed record.
    const SHAPES: &'static [Shape];
    /// Whether records of it stay packed: those that begin with their id and their customer's.
    const PACKS: bool = matches!(Self::SHAPES, [Shape::Id(_), Shape::Id(_), ..]);
    /// Its table.
    fn table(book: &Book) -> &Table<Self>;
    /// Its table, to change.
    fn table_mut(book: &mut Book) -> &mut Table<Self>;
}

fn settle<R: Record>(table: &mut Table<R>, before: &Option<Held<R>>, after: &Option<Held<R>>) {
    match (before, after) {
        (_, Some(record)) => {
            table.put(record.clone());
        }
        (Some(gone), None) => {
            table.remove(gone.key());
        }
        (None, None) => {}
    }
}

impl Book {
    /// Whether the book holds no record but its own audit trail.
    pub fn is_blank(&self) -> bool {
        Kind::ALL
            .iter()
            .filter(|kind| **kind != Kind::Audit)
            .all(|kind| self.count(*kind) == 0)
    }

    /// Whether the book holds nothing of the user's own: it is blank, or the sample as it was loaded, whose trail says that alone.
    pub fn is_no_own(&self) -> bool {
        self.is_blank() || (self.head.sample && self.count(Kind::Audit) <= 1)
    }
}
