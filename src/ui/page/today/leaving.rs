//! What is on its way out of the list while it is saved.

use std::collections::HashSet;
use std::sync::Arc;

use crate::state::live::*;

use crate::domain::care::{Deed, Task};

/// The places of what is on its way out, ascending. Of hundreds of thousands a few are of a customer of whom something is settled, and behind the
/// last of these nothing is looked at. One is looked for at `near` first.
fn going(leaving: &HashSet<Task>, deeds: &[Deed], near: u32) -> Vec<u32> {
    let mut customers: Vec<u32> = leaving.iter().map(|task| task.customer).collect();
    customers.sort_unstable();
    let is_going = |deed: &Deed| {
        let may_be = |task: &&Task| customers.binary_search(&task.customer).is_ok();
        deed.lead().filter(may_be).is_some_and(|task| leaving.contains(task))
    };
    if leaving.len() == 1 && deeds.get(near as usize).is_some_and(is_going) {
        return vec![near];
    }
    // Each of them leads once.
    let places = (0..).zip(deeds).filter(|(_, deed)| is_going(deed));
    places.map(|(place, _)| place).take(leaving.len()).collect()
}

/// The places of what is on its way out; `near`: where one may be; tracked.
pub(super) fn places(leaving: RwSignal<HashSet<Task>>, all: Memo<Arc<Vec<Deed>>>, near: u32) -> Arc<Vec<u32>> {
    leaving.with(|leaving| match leaving.is_empty() {
        true => Arc::default(),
        false => Arc::new(all.with(|all| going(leaving, all, near))),
    })
}

/// The rows that stay: the list is not put together anew for the few that go.
pub(super) fn staying(rows: Arc<Vec<u32>>, going: &[u32]) -> Arc<Vec<u32>> {
    if going.is_empty() {
        return rows;
    }
    let mut rows = Arc::unwrap_or_clone(rows);
    rows.retain(|row| going.binary_search(row).is_err());
    Arc::new(rows)
}

/// What is to be done but for what is on its way out of the list; tracked.
pub(super) fn without(leaving: RwSignal<HashSet<Task>>, deeds: Arc<Vec<Deed>>) -> Arc<Vec<Deed>> {
    leaving.with(|leaving| {
        if leaving.is_empty() {
            return deeds;
        }
        let going = going(leaving, &deeds, 0);
        let staying = (0..).zip(deeds.iter());
        let staying = staying.filter(|(place, _)| going.binary_search(place).is_err());
        Arc::new(staying.map(|(_, deed)| deed.clone()).collect())
    })
}
