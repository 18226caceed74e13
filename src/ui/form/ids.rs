//! Ids of inputs that stay.

use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static IDS: RefCell<HashMap<String, &'static str>> = RefCell::default();
}

/// An id that stays. Forms have few inputs and each has one id for as long as the page runs, so the names are never freed.
pub(super) fn stays(id: String) -> &'static str {
    IDS.with_borrow_mut(|ids| {
        *ids.entry(id)
            .or_insert_with_key(|id| Box::leak(id.clone().into_boxed_str()))
    })
}
