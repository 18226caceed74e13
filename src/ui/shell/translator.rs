//! Browsers' translators put elements of their own in the place of texts; what the app then writes goes into texts that nobody sees, and
//! figures stay as they were. The document asks them not to (`translate="no"`); one that does all the same is undone.

use crate::state::live::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MutationObserver, MutationObserverInit, MutationRecord, Node};

use crate::state::use_app;
use crate::ui::text::both;

/// The element of translators; no part of the app makes one.
const FOREIGN: &str = "FONT";
/// A translator that begins again so often is left alone: an endless quarrel would help nobody.
const MOST: u32 = 200;

/// Watches the page as long as it is there.
pub fn undo_translations() {
    let app = use_app();
    let times = std::cell::Cell::new(0);
    let heard = Closure::<dyn Fn(js_sys::Array, MutationObserver)>::new(
        move |records: js_sys::Array, watch: MutationObserver| {
            let records = records
                .iter()
                .filter_map(|record| record.dyn_into::<MutationRecord>().ok());
            let undone = records.filter(put_back).count();
            if undone == 0 {
                return;
            }
            if times.get() == 0 {
                app.notices.info(both(|t| t.translated().to_owned()), None);
            }
            times.set(times.get() + 1);
            if times.get() >= MOST {
                watch.disconnect();
            }
        },
    );
    let (Ok(watch), Some(body)) = (MutationObserver::new(heard.as_ref().unchecked_ref()), document().body()) else {
        return;
    };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    // A page that cannot be watched is as it was without.
    let _ = watch.observe_with_options(&body, &what);
    heard.forget();
}

/// Puts a text that was taken out back into the place of the foreign element that stands for it.
fn put_back(record: &MutationRecord) -> bool {
    let Some(parent) = record.target().filter(Node::is_connected) else {
        return false;
    };
    let gone = record.removed_nodes();
    let mut done = false;
    for text in (0..gone.length()).filter_map(|i| gone.get(i)) {
        let is_text = text.node_type() == Node::TEXT_NODE && text.parent_node().is_none();
        let beside = [
            record.previous_sibling(),
            record.next_sibling(),
            record.added_nodes().get(0),
        ];
        let foreign = beside.into_iter().flatten().find(|node| {
            node.node_name() == FOREIGN && node.parent_node().is_some_and(|at| at.is_same_node(Some(&parent)))
        });
        if let Some(foreign) = foreign.filter(|_| is_text) {
            done |= parent.replace_child(&text, &foreign).is_ok();
        }
    }
    done
}
