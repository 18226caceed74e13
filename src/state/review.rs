//! What belongs to the review page: which moves it shows, and those moves worked out.

#[cfg(feature = "web")]
pub mod moves;
pub mod occasion;
