//! What marketing asks of the book (S1): each room answers one question, and none of them stores anything.

pub mod lifetime;
pub mod together;
