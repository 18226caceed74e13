//! A rulebook alone, out of the page and into it.

use crate::state::live::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::domain::rule::Rulebook;
use crate::state::files::{file_name, offer};
use crate::state::{App, clock, text};
use crate::transfer::book_json::BookError;
use crate::transfer::rulebook_json;

pub use crate::transfer::rulebook_json::{Incoming, RulesError};

/// Hands a rulebook with its examples to the user as `*.rules.json`; `name` says which one it is.
pub fn export_rules(app: App, rules: &Rulebook, name: Option<&str>) {
    let company = app.session.company.get_untracked().unwrap_or_default();
    let day = app.today.get_untracked().to_string();
    match rulebook_json::write(rules, name, &clock::instant(), env!("CARGO_PKG_VERSION")) {
        Ok(bytes) => {
            let title = text::file_of_rules();
            let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
            let file = file_name(
                &[
                    title.get(app.lang.get_untracked()),
                    name.unwrap_or_default(),
                    &company,
                    &day,
                ],
                "rules.json",
            );
            offer(app, &parts, "application/json", &file);
        }
        Err(error) => app.notices.error(text::rules_not_exported(error)),
    }
}

/// Reads a file with rules. Nothing changes in any case.
pub async fn open_rules(file: &File) -> Result<Incoming, RulesError> {
    if let Some(error) = BookError::too_large(file.size() as u64) {
        return Err(RulesError::File(error.message));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| RulesError::File(text::rules_file_unread()))?;
    rulebook_json::read(&js_sys::Uint8Array::new(&buffer).to_vec())
}
