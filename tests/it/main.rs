//! The native tests, one binary. A test checks that no file of this folder is forgotten here.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../contract/mod.rs"]
mod contract;
mod store;
mod stored_format;
