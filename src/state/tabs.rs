//! Other tabs: each tells the others when it has written, so that they read the book again.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

thread_local! {
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Calls back whenever another tab has written. Browsers without the channel still find out when they write: the store
/// refuses a change to a book that has moved on.
pub fn listen(heard: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new("guanxi") else {
        return;
    };
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |_| heard());
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The page listens as long as it lives.
    listener.forget();
    CHANNEL.with(|place| place.replace(Some(channel)));
}

/// Tells the other tabs that the book was written.
pub fn tell() {
    CHANNEL.with(|place| {
        if let Some(channel) = place.borrow().as_ref() {
            // Nobody hears it: then nobody needs to.
            let _ = channel.post_message(&JsValue::from_str("written"));
        }
    });
}
