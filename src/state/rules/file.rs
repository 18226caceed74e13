//! A rulebook alone, out of the page and into it.

use crate::state::live::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::domain::label::Label;
use crate::domain::rule::Rulebook;
use crate::state::files::{file_name, offer};
use crate::state::{App, clock};
use crate::transfer::book_json::BookError;
use crate::transfer::rulebook_json;

pub use crate::transfer::rulebook_json::{Incoming, RulesError};

/// Hands a rulebook with its examples to the user as `*.rules.json`; `name` says which one it is.
pub fn export_rules(app: App, rules: &Rulebook, name: Option<&str>) {
    let company = app.session.company.get_untracked().unwrap_or_default();
    let day = app.today.get_untracked().to_string();
    match rulebook_json::write(rules, name, &clock::instant(), env!("CARGO_PKG_VERSION")) {
        Ok(bytes) => {
            let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
            let file = file_name(&["规则", name.unwrap_or_default(), &company, &day], "rules.json");
            offer(app, &parts, "application/json", &file);
        }
        Err(error) => app.notices.error(Label::made(
            format!("规则没有导出：{error}。规则本身没有改动。"),
            format!("The rules were not exported: {error}. The rules themselves are unchanged."),
        )),
    }
}

/// Reads a file with rules. Nothing changes in any case.
pub async fn open_rules(file: &File) -> Result<Incoming, RulesError> {
    if let Some(error) = BookError::too_large(file.size() as u64) {
        return Err(RulesError::File(error.message));
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| unreadable())?;
    rulebook_json::read(&js_sys::Uint8Array::new(&buffer).to_vec())
}

fn unreadable() -> RulesError {
    RulesError::File(Label::fixed(
        "浏览器没有交出文件内容。规则没有改动，请重新选择文件。",
        "The browser did not hand over the file. The rules are unchanged; please choose the file again.",
    ))
}
