//! Offering bytes to the browser as a download.

use crate::state::live::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::state::App;
use crate::state::notice::Action;
use crate::state::text as say;

/// A file's name from its parts, without what file systems refuse.
pub(in crate::state) fn file_name(parts: &[&str], ending: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| part.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], ""))
        .collect();
    format!("{}.{ending}", parts.join("_"))
}

/// Whether the browser took the file.
pub(in crate::state) fn offer(app: App, parts: &js_sys::Array, kind: &str, name: &str) -> bool {
    offer_with(app, parts, kind, name, None)
}

/// The same, with something to do about it. It only says what is known: that the file was handed over.
pub(in crate::state) fn offer_with(
    app: App,
    parts: &js_sys::Array,
    kind: &str,
    name: &str,
    action: Option<Action>,
) -> bool {
    let taken = download(parts, kind, name).is_some();
    if taken {
        app.notices.succeeded(name);
        app.notices.info(say::handed_over(name), action);
    } else {
        app.notices.refused(name, say::download_refused(name));
    }
    taken
}

/// Hands bytes to the browser; nothing where it refuses.
fn download(parts: &js_sys::Array, kind: &str, name: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    // Where a browser does not know downloads, or an app's frame shows what it should keep, it is shown beside the page: in the
    // page's own place it would put raw JSON there instead of the app.
    link.set_target("_blank");
    link.set_rel("noopener");
    link.click();
    // The browser reads the blob after the click; a minute is long enough for any disk.
    later(
        move || drop(Url::revoke_object_url(&url)),
        std::time::Duration::from_secs(60),
    );
    Some(())
}
