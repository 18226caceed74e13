//! Files in and out: a book read for its preview, the book and the results handed to the user as downloads. One file a verb.
//!
//! Long work goes in slices, with the page alive between them.

mod check;
mod export;
mod import;
mod offer;
mod open;
mod results;
mod share;

use crate::state::live::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub use crate::transfer::book_json::{Issue, Issues};
pub use check::{compare_export, confirm_export};
pub(super) use export::{BOOK_TYPE, PackedBook, lacking, pack_book};
pub use export::{can_share_book, export_book, export_rescued, share_book};
pub use import::{Written, import, load_sample};
pub(super) use offer::{file_name, offer, offer_with};
pub use open::{Opened, open_book};
pub use results::{ResultsAs, export_issues, export_list, export_results};

/// Records read or written before the page gets a turn.
const SLICE: usize = 1_000;

/// Gives the page a turn.
pub async fn breathe() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        later(move || drop(resolve.call0(&JsValue::NULL)), std::time::Duration::ZERO);
    });
    // A timer that never fires would mean that the page is gone.
    let _ = JsFuture::from(promise).await;
}
