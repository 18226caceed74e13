//! The worker's own side: it waits for a file, then for what is asked of it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, MessageEvent};

use super::{Reply, TableReader, message, said};
use crate::worker::file::bytes_of;
use crate::worker::rehearsal;
use crate::worker::scope::{is_meant, post, pretend, rehearsing, scope};

/// Waits for as long as the worker lives.
pub fn serve() {
    let reader = Rc::new(RefCell::new(TableReader::default()));
    let is_idle = rehearsing(|| pretend(&rehearsal::tables()));
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (data, is_meant) = (event.data(), is_meant(&event, &is_idle));
        if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
            hear(&bytes.to_vec(), &mut reader.borrow_mut());
        } else if let Ok(file) = data.dyn_into::<File>() {
            spawn_local(match is_meant {
                true => open(file, reader.clone(), say),
                false => open(file, Rc::default(), drop),
            });
        }
    });
    scope().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    say(Reply::Ready);
}

async fn open(file: File, reader: Rc<RefCell<TableReader>>, mut say: fn(Reply)) {
    match bytes_of(&file).await {
        Some(bytes) => reader.borrow_mut().open(bytes, &mut say),
        None => say(Reply::Unread),
    }
}

/// Does what a message asks. As a function of its own it is translated when one comes, not when a file does.
#[inline(never)]
fn hear(message: &[u8], reader: &mut TableReader) {
    match said(message) {
        Some(request) => reader.hear(request, &mut say),
        None => say(Reply::Failed),
    }
}

/// What cannot be written down ends in a message that says so.
fn say(reply: Reply) {
    let bytes = message(&reply).or_else(|| message(&Reply::Failed));
    post(&bytes.unwrap_or_default());
}
