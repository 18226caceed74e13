//! Whose the customers' numbers of a file are: those of the book, or another program's that begin at 1 as well.
//!
//! The file says it itself. Every number of it that the book knows is held against what stands beside it, each pair of number and name
//! once: the customer of the number, or somebody else. A file in which two or more pairs than fit are somebody else's counts in its own
//! way, and its names say whom it means. In any other file a row of which number and name disagree is asked about, so that one slip
//! among numbers that fit, or a row alone of which nothing else can tell, is nobody's without a word; unless the book has already what it
//! says, as where the file was imported before.

use std::collections::HashSet;

use super::Wanted;
use super::column::ReadColumn;
use super::who::{MatchKey, Meant, Named, Who};
use crate::domain::book::Book;
use crate::exchange::columns::Subject;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::values::RowDay;

/// How the numbers of a file fit what stands beside them.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    /// Pairs of number and name that are one customer of the book.
    fit: usize,
    /// Those that are not.
    differ: usize,
    /// Numbers that stand without a name in some row, where nothing but the number says whom it means.
    bare: HashSet<String>,
}

impl Numbering {
    /// Counts the pairs, in one pass over the rows.
    pub fn of(book: &Book, table: &Table, wanted: &Wanted, columns: &[ReadColumn]) -> Self {
        let who = Who::of(book);
        let mut seen = HashSet::new();
        let mut all = Self::default();
        for row in &table.rows {
            let named = named(row, wanted, columns);
            let Some(number) = &named.id else { continue };
            let Some(name) = &named.name else {
                all.bare.insert(number.clone());
                continue;
            };
            if !seen.insert((number.clone(), name.clone())) {
                continue;
            }
            let Meant::One(id) = who.meant(&[MatchKey::Id], &named) else {
                continue;
            };
            let Some(mine) = book.customers.get(&id) else { continue };
            let bare = Named {
                id: None,
                ..named.clone()
            };
            let is_other = match who.meant(&[MatchKey::Code, MatchKey::Name], &bare) {
                Meant::One(other) => other != id,
                _ => named.is_stranger(mine),
            };
            match is_other {
                false => all.fit += 1,
                // Names of before they were merged say nothing of the numbers.
                true if who.was_merged(number) => {}
                true => all.differ += 1,
            }
        }
        all
    }

    /// Whether the file may count as the book does: the row at hand aside, no more speaks against it than for it.
    pub fn may_be_ours(&self) -> bool {
        self.differ <= self.fit + 1
    }

    /// Whether more speaks for it than against it.
    pub fn is_ours(&self) -> bool {
        self.fit > self.differ
    }

    /// Whether a name stands beside the number wherever it stands.
    pub fn is_named(&self, number: &str) -> bool {
        !self.bare.contains(number)
    }
}

/// What a row says of a customer.
fn named(row: &TableRow, wanted: &Wanted, columns: &[ReadColumn]) -> Named {
    let of = |keys: (&str, &str)| {
        let key = match wanted.mapping.subject {
            Subject::Customers => keys.0,
            _ => keys.1,
        };
        let said = |read: &ReadColumn| read.said(&wanted.cell(row, read.column), RowDay::Unsaid);
        columns.iter().filter(|read| read.is_of(key)).find_map(said)
    };
    Named {
        id: of(("id", "customer.id")),
        code: of(("uscc", "customer.uscc")),
        phones: of(("contact.phone", "customer.phone")).into_iter().collect(),
        name: of(("name", "customer")),
        people: of(("contact.name", "customer.contact")).into_iter().collect(),
    }
}
