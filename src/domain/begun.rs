//! Since when a book asks for tasks.

use super::book::Book;
use super::day::Day;

/// The day from which on tasks are asked: that of the settings, else the day the book was begun.
pub fn asked_from(book: &Book) -> Day {
    let begun = || begun_on(book);
    book.head.settings.tasks_from.or_else(begun).unwrap_or(Day::MIN)
}

/// The day the book was begun; nothing where it does not say.
pub fn begun_on(book: &Book) -> Option<Day> {
    let days = book.audit.iter().map(|(_, entry)| entry.look(|entry| entry.at.day));
    days.min()
}
