//! What belongs to the rules page: the workshop with its draft, and rules as a file.

pub mod draft;
#[cfg(feature = "web")]
pub mod file;
#[cfg(feature = "web")]
pub mod workshop;
