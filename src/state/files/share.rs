//! Handing a file to another app, where the browser offers that.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag};

#[wasm_bindgen]
extern "C" {
    // A browser without them throws, and that is caught.
    #[wasm_bindgen(catch, js_namespace = ["navigator"], js_name = canShare)]
    fn can_share(data: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["navigator"], js_name = share)]
    fn share(data: &JsValue) -> Result<js_sys::Promise, JsValue>;
}

/// What became of a file that was to be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::state) enum Shared {
    /// Another app took it.
    Taken,
    /// The user thought better of it.
    Dropped,
    /// The browser would not.
    Refused,
}

/// Whether files of this type and name can be shared.
pub(in crate::state) fn is_possible(kind: &str, name: &str) -> bool {
    data(&js_sys::Array::new(), kind, name).is_some()
}

/// Asks the user which app takes the file.
pub(in crate::state) async fn hand(parts: &js_sys::Array, kind: &str, name: &str) -> Shared {
    let asked = data(parts, kind, name).and_then(|data| share(&data).ok());
    let Some(asked) = asked else { return Shared::Refused };
    match JsFuture::from(asked).await {
        Ok(_) => Shared::Taken,
        Err(why) if is_abort(&why) => Shared::Dropped,
        Err(_) => Shared::Refused,
    }
}

/// What is shared; nothing where the browser would not take it.
fn data(parts: &js_sys::Array, kind: &str, name: &str) -> Option<JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(kind);
    let file = File::new_with_u8_array_sequence_and_options(parts, name, &options).ok()?;
    let data = js_sys::Object::new();
    js_sys::Reflect::set(&data, &"files".into(), &js_sys::Array::of1(&file)).ok()?;
    let data = JsValue::from(data);
    can_share(&data).unwrap_or(false).then_some(data)
}

fn is_abort(why: &JsValue) -> bool {
    why.dyn_ref::<web_sys::DomException>()
        .is_some_and(|why| why.name() == "AbortError")
}
