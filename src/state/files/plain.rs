//! A short text file, as people have one: UTF-8, or as Windows in China writes it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The most bytes that are read.
const MOST: f64 = 1_000_000.0;
/// The encodings that are tried, one after the other.
const ENCODINGS: [&str; 2] = ["utf-8", "gb18030"];

/// The text of a file; nothing where it is none, or too long for one.
pub async fn plain_text(file: &File) -> Option<String> {
    if file.size() > MOST {
        return None;
    }
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let text = ENCODINGS.iter().find_map(|encoding| decoded(encoding, &bytes))?;
    // What is no text has signs that none has.
    (!text.contains('\0')).then_some(text)
}

/// The bytes read by an encoding; nothing where one of them is not of it.
fn decoded(encoding: &str, bytes: &JsValue) -> Option<String> {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let decoder: js_sys::Function = get(&js_sys::global(), "TextDecoder")?.dyn_into().ok()?;
    let strict = js_sys::Object::new();
    js_sys::Reflect::set(&strict, &"fatal".into(), &JsValue::TRUE).ok()?;
    let arguments = js_sys::Array::of2(&encoding.into(), &strict);
    let decoder = js_sys::Reflect::construct(&decoder, &arguments).ok()?;
    let decode: js_sys::Function = get(&decoder, "decode")?.dyn_into().ok()?;
    decode.call1(&decoder, bytes).ok()?.as_string()
}
