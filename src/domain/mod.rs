//! The heart: records, rules, metrics and commands as pure functions of plain values.
//!
//! Must never know: storage, screens, async, the clock, randomness. Time and ids are arguments, so that every test is a table.

pub mod day;
pub mod decimal;
pub mod id;
pub mod label;
pub mod money;
pub mod record;
pub mod table;

pub mod kind;

pub mod book;
pub mod change;

pub mod field;

pub mod apply;
pub mod command;
pub mod history;

pub mod rule;
