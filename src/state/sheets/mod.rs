//! Tables in: a file, or pasted cells, read beside the page and laid on the book, answered piece by piece. The engine is
//! [`crate::worker::sheets`]; what is kept of mappings and past imports is in [`kept`].

mod engine;
mod file;
pub mod kept;

pub(super) use engine::Engine;
pub use file::{Source, TableFile, is_table};

pub use crate::worker::sheets::{Layout, Planned, Show, ShownRow};
