//! The frame around every page: top bar, band, navigation, notices, help, keys, title.

mod bar;
mod damage;
mod document;
mod help;
mod keys;
mod nav;
mod search;
mod toasts;

pub use bar::{Band, SkipLink, TopBar};
pub use damage::Lost;
pub use document::{follow_document, use_title};
pub use help::HelpDialog;
pub use keys::follow_keys;
pub use nav::Nav;
pub use toasts::Toasts;
