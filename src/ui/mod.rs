//! What people see. Must never know: storage, transfer, IndexedDB.
//!
//! [`class_word`], [`flow`], [`text`], [`format`], [`tone`], [`proof`] and the pure parts of [`list`] build natively; everything else needs the feature `web`.

pub mod class_word;
pub mod flow;
pub mod format;
pub mod list;
pub mod proof;
pub mod text;
pub mod tone;

#[cfg(feature = "web")]
pub mod app;
#[cfg(feature = "web")]
pub mod condition;
#[cfg(feature = "web")]
pub mod focus;
#[cfg(feature = "web")]
pub mod form;
#[cfg(feature = "web")]
pub mod judgement;
#[cfg(feature = "web")]
pub mod keys;
#[cfg(feature = "web")]
pub mod later;
#[cfg(feature = "web")]
pub mod page;
#[cfg(feature = "web")]
pub mod record;
#[cfg(feature = "web")]
pub mod route;
#[cfg(feature = "web")]
pub mod shell;
#[cfg(feature = "web")]
pub mod widget;
