//! What the page knows while it runs: language, theme, route, dates, notices, the save state, and through [`session`] the book.
//! Must never know: markup.
//!
//! Where a piece of state lives, by one rule. It lives
//! - with its part of the page (`ui`), where it may go with that part: what is open, hovered, being dragged;
//! - in the folder here that is named after its page, where only that page changes it, but it outlives the page's being drawn anew,
//!   or speaks to storage or files, which `ui` must not know: [`rules`], [`review`];
//! - here on top, where several pages change it or none: the book, the address, the clock, notices, preferences, typed drafts.
//!
//! The files that name no feature below are pure and build natively; everything else needs the feature `web`.

// What was there a moment ago may be gone: places are asked for, not taken.
#![deny(clippy::indexing_slicing, clippy::string_slice)]

pub mod board;
pub mod browser;
pub mod damage;
pub mod keeper;
pub mod list;
pub mod outcome;
pub mod past;
pub mod query;
pub mod review;
pub mod review_list;
pub mod route;
pub mod rules;

#[cfg(feature = "web")]
pub mod alarm;
#[cfg(feature = "web")]
mod app;
#[cfg(feature = "web")]
pub mod board_report;
#[cfg(feature = "web")]
pub mod campaigns;
#[cfg(feature = "web")]
pub mod clipboard;
#[cfg(feature = "web")]
pub mod clock;
#[cfg(feature = "web")]
pub mod collate;
#[cfg(feature = "web")]
pub mod drafts;
#[cfg(feature = "web")]
mod failure;
#[cfg(feature = "web")]
pub mod files;
#[cfg(feature = "web")]
pub mod finder;
#[cfg(feature = "web")]
pub mod followed;
#[cfg(feature = "web")]
pub mod goals;
#[cfg(feature = "web")]
pub mod growth;
#[cfg(feature = "web")]
pub mod keep;
#[cfg(feature = "web")]
pub mod leads;
#[cfg(feature = "web")]
pub mod live;
#[cfg(feature = "web")]
pub mod marker;
#[cfg(feature = "web")]
pub mod notice;
#[cfg(feature = "web")]
pub mod part;
#[cfg(feature = "web")]
pub mod places;
#[cfg(feature = "web")]
pub mod points;
#[cfg(feature = "web")]
pub mod prefs;
#[cfg(feature = "web")]
pub mod random;
#[cfg(feature = "web")]
pub mod reread;
#[cfg(feature = "web")]
pub mod rescue;
#[cfg(feature = "web")]
pub mod screen;
#[cfg(feature = "web")]
pub mod service;
#[cfg(feature = "web")]
pub mod session;
#[cfg(feature = "web")]
pub mod sheets;
#[cfg(feature = "web")]
pub mod sliced;
#[cfg(feature = "web")]
pub mod stopped;
#[cfg(feature = "web")]
mod tabs;
#[cfg(feature = "web")]
pub mod task_moves;
#[cfg_attr(
    not(feature = "web"),
    expect(dead_code, reason = "most is said by what needs the page")
)]
pub(crate) mod text;
#[cfg(feature = "web")]
pub mod today;
#[cfg(feature = "web")]
pub mod twins;
#[cfg(feature = "web")]
pub mod value;
#[cfg(feature = "web")]
pub mod winback;
#[cfg(feature = "web")]
mod work;

#[cfg(feature = "web")]
pub use app::{App, day_typed, for_good, use_app};
#[cfg(feature = "web")]
pub use work::{Busy, SaveState};
