//! The clipboard: text out, nothing in.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

/// What copying is called where it is refused.
pub const COPY: &str = "copy";

#[wasm_bindgen]
extern "C" {
    // A page without a secure origin has no clipboard: the call then throws, and that is caught.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<js_sys::Promise, JsValue>;
}

/// Copies a text, and says whether the browser let us.
pub async fn copy(text: &str) -> bool {
    match write_text(text) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
