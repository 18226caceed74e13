//! Bytes to records and back. Must never know: state, screens.
