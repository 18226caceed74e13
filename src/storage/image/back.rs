//! The way back: what an image has of records, laid on the book as it is now.

use hashbrown::HashSet;

use super::head::{forget_handovers, pass_back};
use super::{GONE, Image, Imaged, mark_in, way_back};
use crate::domain::book::Book;
use crate::domain::change::{Change, Kind};
use crate::domain::record::Text;

/// An import or a merge that is being taken back, some records at a time: the book must stay as it is meanwhile.
pub struct TakingBack<'a> {
    image: &'a Image,
    at: usize,
    changes: Vec<Change>,
    /// Records that were changed since, which therefore stay.
    pub since: Vec<(Kind, Text)>,
}

impl<'a> TakingBack<'a> {
    /// Begins.
    pub fn new(image: &'a Image) -> Self {
        Self {
            image,
            at: 0,
            changes: Vec::new(),
            since: Vec::new(),
        }
    }

    /// Looks at so many records more; tells whether there are others.
    pub fn step(&mut self, book: &Book, most: usize) -> bool {
        let to = self.at.saturating_add(most).min(self.image.records.len());
        for one in self.image.records.get(self.at..to).unwrap_or_default() {
            match (mark_in(book, one.kind, &one.id), &one.before) {
                // Who removed what the import brought was quicker; one that was put into another is not gone.
                (None, None) if !is_merged(book, one) => {}
                (None, Some(_)) if one.mark == GONE => self.changes.extend(way_back(book, one)),
                (Some(now), _) if now == one.mark => self.changes.extend(way_back(book, one)),
                _ => self.since.push((one.kind, one.id.clone())),
            }
        }
        self.at = to;
        to < self.image.records.len()
    }

    /// The changes that take it back: customers come before what belongs to them, and go after it.
    pub fn finish(self, book: &Book) -> Vec<Change> {
        let Self { image, mut changes, .. } = self;
        changes.sort_by_key(|change| match change {
            Change::Customer(delta) if delta.after.is_some() => 0,
            Change::Customer(_) => 2,
            _ => 1,
        });
        let own: HashSet<&str> = image.records.iter().map(|one| &*one.id).collect();
        let used = |word: &Text| {
            let mut all = book.customers.iter().map(|(_, customer)| &**customer);
            all.any(|customer| customer.industry.as_ref() == Some(word) && !own.contains(customer.id.as_str()))
        };
        let mut after = book.head.clone();
        let added = |word: &Text| image.choices.contains(word);
        after.settings.industries.retain(|word| !added(word) || used(word));
        forget_handovers(&mut after, &image.handovers);
        pass_back(&mut after, &image.examples);
        if after != book.head {
            let (before, after) = (Box::new(book.head.clone()), Box::new(after));
            changes.push(Change::Head { before, after });
        }
        changes
    }
}

fn is_merged(book: &Book, one: &Imaged) -> bool {
    one.kind == Kind::Customer && crate::domain::twin::merged_into(&book.customers, &one.id).is_some()
}
