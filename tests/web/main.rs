//! Tests in a real browser: the store contract on IndexedDB.
#![allow(missing_docs)]
