//! Files in and out: a book read for its preview, the book and the results handed to the user as downloads. One file a verb.
//!
//! Long work goes in slices, with the page alive between them.

pub(in crate::state) mod beside;
mod check;
mod export;
mod hand_over;
mod import;
mod offer;
mod open;
mod plain;
mod results;
mod share;
mod table;

use std::cell::Cell;
use std::time::Duration;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use super::clock;
use super::followed::SLICE_MS;
use super::live::{later, next_frame};

pub use crate::transfer::book_json::{Issue, Issues};
pub use beside::{await_file, await_no_file};
pub use check::{compare_export, confirm_export};
pub(super) use export::{BOOK_TYPE, PackedBook, lacking, pack_book};
pub use export::{can_share_book, export_book, export_rescued, share_book};
pub use hand_over::{HandingOver, hand_over};
pub use import::{Written, import, load_sample};
pub(super) use offer::{file_name, offer, offer_with};
pub use open::{How, Opened, open_book};
pub use plain::plain_text;
pub use results::{ResultsAs, export_issues, export_results};
pub use table::{FileForm, MakeTable, Making, Wish, export_table, table_name};

/// Shows how far long work is: what is done, and of how much where that is known.
type Show<'a> = &'a dyn Fn(usize, Option<usize>);

/// Records read or written before the clock is looked at.
const SLICE: usize = 500;
/// How often progress is drawn, in milliseconds.
const DRAWN_MS: f64 = 100.0;

/// Long work in slices.
pub(super) struct Slices {
    began: Cell<f64>,
    drawn: Cell<f64>,
}

impl Slices {
    pub fn begin() -> Self {
        let now = clock::precise_ms();
        Self {
            began: Cell::new(now),
            drawn: Cell::new(now),
        }
    }

    /// Whether the page wants a turn.
    pub fn is_over(&self) -> bool {
        clock::precise_ms() - self.began.get() > SLICE_MS
    }

    /// Whether progress is to be shown again.
    fn draws(&self) -> bool {
        let now = clock::precise_ms();
        let is_due = now - self.drawn.get() > DRAWN_MS;
        if is_due {
            self.drawn.set(now);
        }
        is_due
    }

    /// Gives the page its turn.
    pub async fn turn(&self) {
        breathe().await;
        self.began.set(clock::precise_ms());
    }
}

/// Gives the page a turn. By a message, as browsers make timers that follow each other wait for some milliseconds each.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return };
    let promise = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        let _ = JsFuture::from(promise).await;
    }
    channel.port1().close();
}

/// No page waits longer to be drawn: one in the background is not drawn at all.
const DRAWN_WITHIN: Duration = Duration::from_millis(50);

/// Lets the browser draw what has just changed, so that who pressed something sees it before the work begins.
pub async fn drawn() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let late = resolve.clone();
        next_frame(move || drop(resolve.call0(&JsValue::NULL)));
        later(move || drop(late.call0(&JsValue::NULL)), DRAWN_WITHIN);
    });
    let _ = JsFuture::from(promise).await;
    // The frame is drawn behind the turn that it began with.
    breathe().await;
}
