//! What people see. Must never know: storage, transfer, IndexedDB.
//!
//! [`class_word`], [`flow`], [`text`], [`format`], [`tone`], [`portrait`], [`proof`], [`room`] and the pure parts of [`list`] build natively; everything else needs the feature `web`.

// What was there a moment ago may be gone: places are asked for, not taken.
#![deny(clippy::indexing_slicing, clippy::string_slice)]

pub mod class_word;
pub mod flow;
pub mod format;
pub mod list;
pub mod portrait;
pub mod proof;
pub mod room;
pub mod text;
pub mod tone;

#[cfg(feature = "web")]
pub mod app;
#[cfg(feature = "web")]
mod audience;
#[cfg(feature = "web")]
pub mod condition;
#[cfg(feature = "web")]
mod counted;
#[cfg(feature = "web")]
mod day;
#[cfg(feature = "web")]
mod days;
#[cfg(feature = "web")]
mod draft;
#[cfg(feature = "web")]
pub mod file;
#[cfg(feature = "web")]
pub mod focus;
#[cfg(feature = "web")]
pub mod form;
#[cfg(feature = "web")]
mod goal_said;
#[cfg(feature = "web")]
mod handover;
#[cfg(feature = "web")]
mod judgement;
#[cfg(feature = "web")]
pub mod keys;
#[cfg(feature = "web")]
pub mod later;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod paper_rules;
#[cfg(feature = "web")]
mod record;
#[cfg(feature = "web")]
mod replenish;
#[cfg(feature = "web")]
pub mod route;
#[cfg(feature = "web")]
mod settings;
#[cfg(feature = "web")]
mod shell;
#[cfg(feature = "web")]
mod whom;
#[cfg(feature = "web")]
pub mod widget;
