//! Whether the browser keeps what is stored here when its disk runs full, and which browser it is.

use wasm_bindgen_futures::JsFuture;

/// What the browser calls itself.
pub fn agent() -> String {
    let name = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    name.unwrap_or_default()
}

/// Whether the page was opened from a file of this computer, not from an address.
pub fn is_file() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.as_deref() == Some("file:")
}

/// Whether it has promised to; nothing where it does not tell.
pub async fn persisted() -> Option<bool> {
    let promise = web_sys::window()?.navigator().storage().persisted().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// Asks it to promise. The browser may ask the user, or decide by itself.
pub async fn persist() -> Option<bool> {
    let promise = web_sys::window()?.navigator().storage().persist().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}
