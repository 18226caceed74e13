//! Commands about many kinds at once: an import, the sample, erasing everything.

use std::sync::Arc;

use hashbrown::HashSet;

use super::{Applied, head_change, refuse, removal};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::id::CustomerId;
use crate::domain::table::Table;
use crate::domain::text::change as say;

pub(super) fn import(book: &Book, source: &str, changes: Vec<Change>) -> Applied {
    if !changes.iter().all(|change| is_current(book, change)) {
        return refuse(say::changed_since_preview());
    }
    if let Some(id) = orphan(book, &changes) {
        return refuse(say::unknown(say::customer(), id));
    }
    Ok(ChangeSet {
        label: say::imported(source),
        changes: changes.into_iter().filter(|change| !change.is_idle()).collect(),
    })
}

/// A customer that an event would belong to and nobody would know.
fn orphan<'a>(book: &Book, changes: &'a [Change]) -> Option<&'a CustomerId> {
    let come: HashSet<&str> = changes.iter().filter_map(customer_after).collect();
    let is_known = |id: &CustomerId| come.contains(id.as_str()) || book.customers.get(id.as_str()).is_some();
    // The records of a customer mostly stand beside each other.
    let mut known = None;
    changes.iter().filter_map(Change::owner_after).find(|id| {
        if known != Some(*id) && !is_known(id) {
            return true;
        }
        known = Some(*id);
        false
    })
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

fn starts_from<R: BookRecord>(book: &Book, delta: &Delta<R>) -> bool {
    let before = delta.before.as_ref();
    let is_known = |key: &str| match (R::table(book).get(key), before) {
        (Some(now), Some(before)) => Arc::ptr_eq(now, before) || now == before,
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
