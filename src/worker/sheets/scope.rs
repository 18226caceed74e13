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
use crate::worker::scope::{post, rehearsing, scope};

/// Waits for as long as the worker lives.
pub fn serve() {
    let reader = Rc::new(RefCell::new(TableReader::default()));
    let is_idle = rehearsing(rehearsal::tables);
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        is_idle.set(false);
        let (data, reader) = (event.data(), reader.clone());
        if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
            match said(&bytes.to_vec()) {
                Some(request) => reader.borrow_mut().hear(request, &mut say),
                None => say(Reply::Failed),
            }
        } else if let Ok(file) = data.dyn_into::<File>() {
            spawn_local(async move {
                match bytes_of(&file).await {
                    Some(bytes) => reader.borrow_mut().open(bytes, &mut say),
                    None => say(Reply::Unread),
                }
            });
        }
    });
    scope().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    say(Reply::Ready);
}

/// What cannot be written down ends in a message that says so.
fn say(reply: Reply) {
    let bytes = message(&reply).or_else(|| message(&Reply::Failed));
    post(&bytes.unwrap_or_default());
}
