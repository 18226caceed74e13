//! Tests in a real browser: the store contract on IndexedDB.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

#[path = "../contract/mod.rs"]
mod contract;
mod kept;
mod layouts;
mod store;

wasm_bindgen_test_configure!(run_in_browser);
