//! The frame around every page: top bar, alarms, band, navigation, notices, help, keys, title.

mod alarm;
mod as_of;
mod bar;
mod damage;
mod document;
mod drop;
mod help;
mod hits;
mod keys;
mod nav;
mod search;
mod toasts;
mod translator;

pub use alarm::Alarms;
pub use bar::{Band, TopBar};
pub use damage::Lost;
pub use document::{focus_title_from, follow_document, tell_shown, use_title};
pub use drop::refuse_stray_files;
pub use help::HELP;
pub use keys::follow_keys;
pub use nav::Nav;
pub use toasts::Toasts;
pub use translator::undo_translations;
