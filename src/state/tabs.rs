//! Other tabs: each tells the others when it has written, so that they read the book again; and which of them are open.

use std::cell::{OnceCell, RefCell};

use gloo_storage::{SessionStorage, Storage};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use super::prefs::available;

thread_local! {
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static OWN: OnceCell<String> = const { OnceCell::new() };
}

/// What the lock that a tab holds is called before its name.
const LOCK: &str = "guanxi.tab.";

/// The names that a tab has had, as long as it is open.
const NAMES: &str = "guanxi.tab.names";
/// So many of them are known.
const MOST: usize = 50;

/// The name of this tab, another one each time that the page is opened.
pub fn own() -> String {
    OWN.with(|own| own.get_or_init(super::random::id).clone())
}

/// Whether this tab had a name in an earlier load of the page: what it typed then is its own still.
pub fn is_own_before(name: &str) -> bool {
    before(|names| names.iter().any(|known| known == name))
}

/// Looks at the names that this tab had before. The first look adds the one it has now.
fn before<R>(look: impl FnOnce(&[String]) -> R) -> R {
    thread_local! {
        static BEFORE: Vec<String> = remembered();
    }
    BEFORE.with(|before| look(before))
}

fn remembered() -> Vec<String> {
    if !available() {
        return Vec::new();
    }
    let mut names: Vec<String> = SessionStorage::get(NAMES).unwrap_or_default();
    names.drain(..names.len().saturating_sub(MOST));
    let with_own: Vec<String> = names.iter().cloned().chain([own()]).collect();
    let _ = SessionStorage::set(NAMES, with_own);
    names
}

/// Holds a lock as long as the page stands: however it ends, the browser lets go of it.
pub fn stand() {
    before(|_| ());
    let for_ever = Closure::once_into_js(|_lock: JsValue| Promise::new(&mut |_, _| {}));
    let name = JsValue::from(format!("{LOCK}{}", own()));
    drop(ask_locks("request", &[name, for_ever]));
}

/// The names of the tabs that are open. None where the browser has no locks: then nobody knows.
pub async fn open() -> Vec<String> {
    let held = async {
        let answer = JsFuture::from(ask_locks("query", &[])?).await.ok()?;
        let held = Reflect::get(&answer, &"held".into()).ok()?;
        let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
        Some(Array::from(&held).iter().filter_map(name).collect::<Vec<_>>())
    };
    let own_part = |name: String| name.strip_prefix(LOCK).map(str::to_owned);
    held.await
        .unwrap_or_default()
        .into_iter()
        .filter_map(own_part)
        .collect()
}

fn ask_locks(method: &str, with: &[JsValue]) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let method: Function = Reflect::get(&locks, &method.into()).ok()?.dyn_into().ok()?;
    method
        .apply(&locks, &with.iter().collect::<Array>())
        .ok()?
        .dyn_into()
        .ok()
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
