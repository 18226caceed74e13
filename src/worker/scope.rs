//! The worker's own side: it waits for files and says what is in them.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent, MessageEventInit};

use super::file::bytes_of;
use super::{READY, UNREAD, read_book, rehearsal};

/// How long nothing is asked before the worker rehearses, in milliseconds: a file that has been chosen already comes sooner.
const IDLE: i32 = 200;

/// Waits for files, for as long as the worker lives.
pub fn serve() {
    let is_idle = rehearsing(|| {
        let book = rehearsal::book();
        read_book(book.as_bytes(), &mut |_| {});
        pretend(book.as_bytes());
    });
    let on_file = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let say: fn(&[u8]) = if is_meant(&event, &is_idle) { post } else { |_| {} };
        if let Ok(file) = event.data().dyn_into::<File>() {
            spawn_local(read(file, say));
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

/// Whether a message comes from the page, which then has it answered, and not from a rehearsal.
pub(super) fn is_meant(event: &MessageEvent, is_idle: &Cell<bool>) -> bool {
    let is_meant = event.is_trusted();
    if is_meant {
        is_idle.set(false);
    }
    is_meant
}

/// Rehearses what happens when the page sends a file: the way from there to what reads it is translated too.
pub(super) fn pretend(bytes: &[u8]) {
    let content = Array::of1(&Uint8Array::from(bytes));
    let Ok(file) = File::new_with_u8_array_sequence(&content, "") else {
        return;
    };
    let told = MessageEventInit::new();
    told.set_data(&file);
    if let Ok(event) = MessageEvent::new_with_event_init_dict("message", &told) {
        let _ = scope().dispatch_event(&event);
    }
}

async fn read(file: File, say: fn(&[u8])) {
    match bytes_of(&file).await {
        Some(bytes) => read_book(&bytes, &mut |message| say(&message)),
        None => say(&[UNREAD]),
    }
}

/// The message's bytes go over as they are, without a second copy. One that cannot be sent is missed where it should arrive.
pub(super) fn post(message: &[u8]) {
    let bytes = Uint8Array::from(message);
    let _ = scope().post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
}
