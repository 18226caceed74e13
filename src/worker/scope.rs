//! The worker's own side: it waits for files and says what is in them.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::file::bytes_of;
use super::{READY, UNREAD, read_book, rehearsal};

/// How long nothing is asked before the worker rehearses, in milliseconds: a file that has been chosen already comes sooner.
const IDLE: i32 = 200;

/// Waits for files, for as long as the worker lives.
pub fn serve() {
    let is_idle = rehearsing(|| read_book(rehearsal::book().as_bytes(), &mut |_| {}));
    let on_file = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        is_idle.set(false);
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

/// Rehearses where nothing is asked for a moment. Whoever is asked says so here.
pub(super) fn rehearsing(rehearse: fn()) -> Rc<Cell<bool>> {
    let is_idle = Rc::new(Cell::new(true));
    let still = is_idle.clone();
    let timer = Closure::once_into_js(move || {
        if still.get() {
            rehearse();
        }
    });
    // Without a timer there is no rehearsal.
    let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(timer.unchecked_ref(), IDLE);
    is_idle
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
