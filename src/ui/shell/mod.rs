//! The frame around every page: top bar, band, navigation, notices, help, keys, title.

mod bar;
mod document;
mod help;
mod keys;
mod nav;
mod search;
mod toasts;

pub use bar::{Band, SkipLink, TopBar};
pub use document::{focus_title, follow_document, tell_shown, use_title};
pub use help::HelpDialog;
pub use keys::follow_keys;
pub use nav::Nav;
pub use toasts::Toasts;
