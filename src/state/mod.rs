//! What the page knows while it runs: language, theme, route, dates, notices, the save state, and through [`session`] the book.
//! Must never know: markup.
//!
//! [`keeper`], [`list`], [`occasion`], [`outcome`], [`query`], [`review_list`], [`route`] and [`rule_draft`] are pure and build natively; everything else needs the feature `web`.

pub mod keeper;
pub mod list;
pub mod occasion;
pub mod outcome;
pub mod query;
pub mod review_list;
pub mod route;
pub mod rule_draft;

#[cfg(feature = "web")]
mod app;
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
pub mod keep;
#[cfg(feature = "web")]
pub mod live;
#[cfg(feature = "web")]
pub mod notice;
#[cfg(feature = "web")]
pub mod prefs;
#[cfg(feature = "web")]
pub mod random;
#[cfg(feature = "web")]
pub mod rescue;
#[cfg(feature = "web")]
pub mod reviews;
#[cfg(feature = "web")]
pub mod rules_file;
#[cfg(feature = "web")]
pub mod session;
#[cfg(feature = "web")]
pub mod stopped;
#[cfg(feature = "web")]
mod tabs;
#[cfg_attr(
    not(feature = "web"),
    expect(dead_code, reason = "most is said by what needs the page")
)]
pub(crate) mod text;
#[cfg(feature = "web")]
mod work;
#[cfg(feature = "web")]
pub mod workshop;

#[cfg(feature = "web")]
pub use app::{App, use_app};
#[cfg(feature = "web")]
pub use work::{Busy, SaveState};
