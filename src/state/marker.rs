//! The marker: that there was a book here, kept outside of the store that holds it. Browsers clear the one and leave the other, so the
//! start can tell a book that is gone from one that never was.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::clock;
use super::prefs::available;
use crate::domain::book::Book;
use crate::domain::day::Moment;

const KEY: &str = "guanxi.marker";

/// What is known of a book without the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// How many customers it had.
    pub customers: usize,
    /// When it was changed last, as an RFC 3339 instant.
    pub saved_at: String,
    /// Whether it was found to be gone. It stays so until it is back or given up, whatever is begun in its place.
    #[serde(default)]
    pub is_gone: bool,
}

impl Marker {
    /// The marker that is kept.
    fn load() -> Option<Self> {
        match available() {
            true => LocalStorage::get(KEY).ok(),
            false => None,
        }
    }

    /// Keeps that this book is in the store; of one that holds nothing of its own nothing is kept: a sample that
    /// nobody has touched is a click away, and an alarm over it would only teach people to pass over alarms.
    pub(super) fn keep(book: &Book) {
        if book.is_no_own() {
            return Self::clear();
        }
        let marker = Self {
            customers: book.customers.len(),
            saved_at: last_change(book).map_or_else(clock::instant, Moment::to_string),
            is_gone: false,
        };
        marker.store();
    }

    /// The book that was here and is not in the store now, which holds this one: nothing, the sample, another, or an earlier state.
    pub(super) fn missing_in(book: &Book) -> Option<Self> {
        let mut marker = Self::load()?;
        let ms = |at: Option<&Moment>| at.and_then(Moment::unix_ms);
        let is_older = || ms(last_change(book)) < ms(Moment::parse(&marker.saved_at).as_ref());
        if !(marker.is_gone || book.is_no_own() || is_older()) {
            return None;
        }
        marker.is_gone = true;
        marker.store();
        Some(marker)
    }

    fn store(&self) {
        if available() {
            // A full or closed storage only means that nobody is told.
            let _ = LocalStorage::set(KEY, self);
        }
    }

    /// Forgets it.
    fn clear() {
        if available() {
            LocalStorage::delete(KEY);
        }
    }
}

/// The last change that the book's trail tells of.
fn last_change(book: &Book) -> Option<&Moment> {
    book.audit.iter().map(|(_, entry)| &entry.at).max()
}
