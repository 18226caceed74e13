//! Bytes to records and back. Must never know: state, screens.
//!
//! - [`book_json`]: the book itself, `*.guanxi.json` — the contract with other programs and the user's own backup.
//! - [`results`]: what was computed, as JSON and CSV, for other programs and for spreadsheets. One way only.
//! - [`rulebook_json`]: a rulebook alone with its examples, `*.rules.json`.
//! - [`issues`]: what is wrong with a file, as CSV.

pub mod book_json;
pub mod issues;
pub mod results;
pub mod rulebook_json;
pub(crate) mod text;
