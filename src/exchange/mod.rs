//! Spreadsheets that people have, read into a book, and tables written for them. Bytes and plain data; must never know: storage, state,
//! screens, the clock.
//!
//! ```text
//! bytes ─► source: what it is, in which encoding ─► grid: sheets of typed cells ─► layout: head, rows, what stands around
//!       ─► columns: what each column is, how sure ─► plan: rows + mapping + answers against a book ─► one list of changes
//! ```
//!
//! Nothing is guessed that only the person can know: [`values`] asks, one question a column and reason, with examples. The changes go through
//! [`crate::domain::command::Command::Import`], so that an import is undone as a whole. The way out is [`write`](mod@write): what it writes
//! of records is read back by the same columns and changes nothing.

pub mod columns;
pub mod grid;
pub mod ics;
pub mod layout;
pub mod plan;
pub mod source;
pub(crate) mod text;
pub mod values;
pub(crate) mod words;
pub mod write;
