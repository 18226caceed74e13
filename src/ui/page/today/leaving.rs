//! What is on its way out of the list while it is saved.

use std::collections::HashSet;
use std::sync::Arc;

use crate::state::live::*;

use crate::domain::care::{Deed, Task};

/// Whether it is on its way out of the list.
pub(super) fn is_going(leaving: &HashSet<Task>, deed: &Deed) -> bool {
    !leaving.is_empty() && deed.lead().is_some_and(|task| leaving.contains(task))
}

/// What is to be done but for what is on its way out of the list; tracked.
pub(super) fn without(leaving: RwSignal<HashSet<Task>>, deeds: Arc<Vec<Deed>>) -> Arc<Vec<Deed>> {
    leaving.with(|leaving| {
        if leaving.is_empty() {
            return deeds;
        }
        let stays = |deed: &&Deed| !is_going(leaving, deed);
        Arc::new(deeds.iter().filter(stays).cloned().collect())
    })
}
