//! Commands about many kinds at once: an import, the sample, erasing everything.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::{Applied, head_change, refuse, removal};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Kind};
use crate::domain::check::{Check, owner_of};
use crate::domain::command::{CommandError, Past};
use crate::domain::label::Label;
use crate::domain::table::Table;
use crate::domain::text::change as say;

/// An import as a whole, or one that is taken back.
pub(super) fn carried(book: &Book, mut importing: Importing<'_>) -> Applied {
    while importing.step(book, usize::MAX)? {}
    importing.finish(book)
}

/// The customer that a change removes.
fn customer_gone(change: &Change) -> Option<&str> {
    match change {
        Change::Customer(delta) if delta.after.is_none() => Some(delta.before.as_ref()?.id.as_str()),
        _ => None,
    }
}

/// An import, or one that is taken back, looked at in slices, with the book as it is all the while: nothing where the preview was of another one, and no
/// event whose customer nobody would know.
#[derive(Debug)]
pub struct Importing<'a> {
    changes: &'a [Change],
    /// The customers that come.
    come: HashSet<&'a str>,
    /// Of each change twice: first whether it can be, then what it leads to.
    at: usize,
    /// The customer looked for last: the records of a customer mostly stand beside each other.
    known: Option<&'a str>,
    /// What it leads to; whole once there is no further step.
    set: ChangeSet,
    /// What is said where the book is another one by now.
    late: Label,
    takes_back: bool,
}

impl<'a> Importing<'a> {
    /// Begins an import.
    pub fn new(source: &str, changes: &'a [Change]) -> Self {
        Self::of(changes, (say::imported(source), say::changed_since_preview()), false)
    }

    /// Begins to take an import back, or a merge. Customers that it brought go only where nothing else belongs to them.
    pub fn taking_back(what: &Past, changes: &'a [Change]) -> Self {
        let late = match what {
            Past::Import(source) => say::changed_since_import(source),
            Past::Merge(step) => say::changed_since_merge(step.clone()),
        };
        Self::of(changes, (what.taken_back(), late), true)
    }

    fn of(changes: &'a [Change], (label, late): (Label, Label), takes_back: bool) -> Self {
        Self {
            changes,
            late,
            takes_back,
            come: HashSet::new(),
            at: 0,
            known: None,
            set: ChangeSet {
                label,
                changes: Vec::new(),
            },
        }
    }

    /// What it leads to, once there is no further step.
    pub fn finish(self, book: &Book) -> Applied {
        let Self { changes, mut set, .. } = self;
        if !self.takes_back {
            return Ok(set);
        }
        let gone: HashSet<&str> = changes.iter().filter_map(customer_gone).collect();
        if let Some((customer, records)) = left_behind(book, changes, &gone) {
            return refuse(say::more_belongs(customer, records));
        }
        let known: HashSet<&str> = changes.iter().filter_map(customer_after).collect();
        let others = super::twins::forget(book, &gone);
        let is_other = |change: &Change| !customer_after(change).is_some_and(|id| known.contains(id));
        set.changes.extend(others.into_iter().filter(is_other));
        Ok(set)
    }

    /// Looks at so many changes more. Tells whether there are others, or why the import cannot be.
    pub fn step(&mut self, book: &Book, most: usize) -> Result<bool, CommandError> {
        let all = self.changes.len();
        let is_first = self.at < all;
        let from = if is_first { self.at } else { self.at - all };
        let to = from.saturating_add(most).min(all);
        let some = self.changes.get(from..to).unwrap_or_default();
        match is_first {
            true => self.look(book, some)?,
            false => self.take(book, some)?,
        }
        self.at += to - from;
        Ok(self.at < 2 * all)
    }

    fn look(&mut self, book: &Book, some: &'a [Change]) -> Result<(), CommandError> {
        if !some.iter().all(|change| is_current(book, change)) {
            return Err(CommandError::Refused(self.late.clone()));
        }
        self.come.extend(some.iter().filter_map(customer_after));
        Ok(())
    }

    fn take(&mut self, book: &Book, some: &'a [Change]) -> Result<(), CommandError> {
        for change in some {
            let owner = change.owner_after();
            if owner != self.known
                && let Some(id) = owner
                && !self.come.contains(id)
                && book.customers.get(id).is_none()
            {
                return Err(CommandError::Refused(say::unknown(say::customer(), id)));
            }
            self.known = owner.or(self.known);
            if !change.is_idle() {
                self.set.changes.push(change.clone());
            }
        }
        Ok(())
    }
}

/// The customer that a change puts.
fn customer_after(change: &Change) -> Option<&str> {
    match change {
        Change::Customer(delta) => delta.after.as_ref().map(|customer| customer.id.as_str()),
        _ => None,
    }
}

pub(super) fn load_sample(book: &Book, mut sample: Book, replace: bool) -> Applied {
    if !(replace || book.is_no_own()) {
        return refuse(say::sample_needs_consent());
    }
    sample.head.sample = true;
    Ok(ChangeSet {
        label: say::sample_loaded(),
        changes: replacement(book, sample),
    })
}

macro_rules! by_kind {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// A customer who goes while more belongs to it: its name, and how many records do.
        fn left_behind<'b>(book: &'b Book, changes: &[Change], gone: &HashSet<&str>) -> Option<(&'b str, usize)> {
            if gone.is_empty() {
                return None;
            }
            let removed = |change: &Change| match change {
                $(Change::$variant(delta) if delta.after.is_none() => {
                    Some((Kind::$variant, delta.before.as_ref()?.key().to_owned()))
                })*
                _ => None,
            };
            let removed: HashSet<(Kind, String)> = changes.iter().filter_map(removed).collect();
            let goes = |kind: Kind, id: &str| removed.contains(&(kind, id.to_owned()));
            let mut left = BTreeMap::new();
            $(left_of::<$crate::domain::kind::$ty>(book, goes, gone, &mut left);)*
            let (owner, records) = left.into_iter().next()?;
            Some((&book.customers.get(owner)?.name, records))
        }

        /// What turns one book into another: removals, then what is new or other, then the head.
        pub(crate) fn replacement(book: &Book, after: Book) -> Vec<Change> {
            let mut changes = Vec::new();
            $(replaced(book, &after.$table, &mut changes);)*
            changes.extend(head_change(book, after.head));
            changes
        }

        /// Whether a change starts from what the book holds, and keeps to one record.
        fn is_current(book: &Book, change: &Change) -> bool {
            match change {
                $(Change::$variant(delta) => starts_from(book, delta),)*
                Change::Head { before, .. } => **before == book.head,
            }
        }
    };
}
crate::for_each_kind!(by_kind);

/// Records of a kind that belong to customers who go, and are not among those that go: how many of whom.
fn left_of<'b, R: BookRecord + Check>(
    book: &'b Book,
    goes: impl Fn(Kind, &str) -> bool,
    gone: &HashSet<&str>,
    left: &mut BTreeMap<&'b str, usize>,
) {
    for (_, record) in R::table(book).iter() {
        if let Some(owner) = owner_of(record).filter(|owner| gone.contains(owner))
            && R::KIND != Kind::Customer
            && !goes(R::KIND, record.key())
        {
            *left.entry(owner).or_default() += 1;
        }
    }
}

fn starts_from<R: BookRecord>(book: &Book, delta: &Delta<R>) -> bool {
    let before = delta.before.as_ref();
    if R::table(book).slots() == 0 {
        return before.is_none();
    }
    let is_known = |key: &str| match (R::table(book).get(key), before) {
        (Some(now), Some(before)) => now.is_same(before) || now == before,
        (now, before) => now.is_none() && before.is_none(),
    };
    match (before.map(|r| r.key()), delta.after.as_ref().map(|r| r.key())) {
        (Some(before), Some(after)) if before != after => false,
        (before, after) => before.or(after).is_none_or(is_known),
    }
}

fn replaced<R: BookRecord>(book: &Book, after: &Table<R>, changes: &mut Vec<Change>)
where
    Change: From<Delta<R>>,
{
    let old = R::table(book);
    let gone = old.iter().filter(|(_, record)| after.get(record.key()).is_none());
    changes.extend(gone.map(|(_, record)| Change::from(removal(record))));
    for (_, record) in after.iter() {
        let before = old.get(record.key()).cloned();
        if before.as_ref() != Some(record) {
            let after = Some(record.clone());
            changes.push(Delta { before, after }.into());
        }
    }
}
