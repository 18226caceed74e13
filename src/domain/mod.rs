//! The heart: records, rules, metrics and commands as pure functions of plain values.
//!
//! Must never know: storage, screens, async, the clock, randomness. Time and ids are arguments, so that every test is a table.

pub mod day;
pub mod decimal;
pub mod find;
pub mod fnv;
pub mod fold;
pub mod guard;
pub mod held;
pub mod id;
pub(crate) mod index;
pub mod label;
pub mod money;
pub mod pinyin;
pub mod record;
pub mod schema;
pub mod skim;
pub mod sort;
pub mod table;
pub(crate) mod text;

pub mod kind;

pub mod begun;
pub mod book;
pub mod book_schema;
pub mod change;
pub mod ledger;

pub mod calendar;

pub mod columns;
pub mod metric;

pub mod field;
pub mod form;
pub mod from_text;
pub mod number;
pub mod printed;
pub mod twin;
pub mod unmeant;
pub mod unseen;
pub mod uscc;

pub mod apply;
pub mod check;
pub mod command;
pub mod handover;
pub mod history;
pub mod merge;
pub mod rebase;

pub mod rule;

pub mod evaluation;

pub mod inquiry;

pub mod care;
pub mod lead;
pub mod marketing;
pub mod service;

pub mod authoring;
pub mod versions;

pub mod rehearsal;
pub mod report;
pub mod steering;
pub mod winback;
pub mod world;
