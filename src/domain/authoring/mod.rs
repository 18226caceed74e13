//! What people do to rules: edit them, move a border, read the difference of two rulebooks, hear what looks wrong beside a rule.
//!
//! Edits are pure functions on a rulebook and never check the outcome: the compiler does. Must never know: who holds the draft,
//! its undo and its screens; when a rulebook is adopted ([`apply`](super::apply) keeps it).

pub mod border;
pub mod difference;
pub mod edit;
pub mod finding;
