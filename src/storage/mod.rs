//! The durable copy of the book. Must never know: state, screens.
