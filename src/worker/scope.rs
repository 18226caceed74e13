//! The worker's own side: it waits for files and says what is in them.

use js_sys::{Array, Uint8Array, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::file::bytes_of;
use super::{READY, UNREAD, read_book};

/// Waits for files, for as long as the worker lives.
pub fn serve() {
    let on_file = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if let Ok(file) = event.data().dyn_into::<File>() {
            spawn_local(read(file));
        }
    });
    scope().set_onmessage(Some(on_file.as_ref().unchecked_ref()));
    on_file.forget();
    post(&[READY]);
}

pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

async fn read(file: File) {
    match bytes_of(&file).await {
        Some(bytes) => read_book(&bytes, &mut |message| post(&message)),
        None => post(&[UNREAD]),
    }
}

/// The message's bytes go over as they are, without a second copy. One that cannot be sent is missed where it should arrive.
pub(super) fn post(message: &[u8]) {
    let bytes = Uint8Array::from(message);
    let _ = scope().post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
}
