//! Tables in: a file, or pasted cells, read beside the page and laid on the book, answered piece by piece. The engine is
//! [`crate::worker::sheets`]; what is kept of mappings is in [`kept`], and [`past`]
//! reads from the book what was imported.

mod engine;
mod file;
pub mod kept;
pub mod past;
mod take_back;

pub(super) use engine::Engine;
pub use file::{Source, TableFile, is_table};
pub use take_back::take_back;

pub use crate::worker::sheets::{Layout, Planned, Show, ShownRow};
