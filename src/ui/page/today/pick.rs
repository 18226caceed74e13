//! Everything selected at once: of hundreds of thousands the names take half a second, so those in sight are selected first and the others in
//! slices, a slice a frame.

use std::sync::Arc;

use crate::state::live::*;

use super::list::TodayList;
use crate::domain::care::Deed;
use crate::state::clock;
use crate::ui::list::ListPage;
use crate::ui::list::picks::Picks;

/// So many milliseconds a slice takes.
const SLICE_MS: f64 = 12.0;
/// So many rows are selected between two looks at the clock.
const STEP: usize = 256;

/// A selection of all rows that goes on.
pub struct Picking {
    rows: Arc<Vec<u32>>,
    deeds: Arc<Vec<Deed>>,
    /// The first row that was not selected yet.
    next: usize,
    /// How many are selected by now: whoever selects something else meanwhile ends it.
    had: usize,
}

/// Selects every row shown, or none.
pub fn pick_all(page: TodayList, on: bool) {
    let list = page.list;
    page.picking.set_value(None);
    list.picks.set(Picks::default());
    if !on {
        return;
    }
    let (rows, deeds) = untrack(|| (page.rows(), page.all.get()));
    let (first, last) = list.visible.get_untracked();
    let seen = rows.get(first.saturating_sub(1)..last).unwrap_or_default();
    let keys = || untrack(|| seen.iter().filter_map(|row| page.key(*row)).collect::<Vec<_>>());
    list.picks.update(|picks| picks.add(keys().into_iter()));
    let had = list.picks.with_untracked(Picks::len);
    page.picking.set_value(Some(Picking {
        rows,
        deeds,
        next: 0,
        had,
    }));
    // Of a few thousand all are selected at once.
    if pick_some(page, clock::precise_ms() + SLICE_MS) {
        go_on(page);
    }
}

fn go_on(page: TodayList) {
    next_frame(move || {
        if pick_some(page, clock::precise_ms() + SLICE_MS) {
            go_on(page);
        }
    });
}

/// Selects as many as there is time for, and tells whether there are more. Where the rows are others by now it ends.
pub fn pick_some(page: TodayList, until: f64) -> bool {
    let Some(mut work) = page.picking.try_update_value(Option::take).flatten() else {
        return false;
    };
    let list = page.list;
    let is_same = list.picks.try_with_untracked(Picks::len) == Some(work.had)
        && list.rows.try_get_untracked().is_some_and(|rows| rows == work.rows)
        && page
            .all
            .try_get_untracked()
            .is_some_and(|all| Arc::ptr_eq(&all, &work.deeds));
    if !is_same {
        return false;
    }
    let rows = work.rows.clone();
    let some = |picks: &mut Picks| {
        untrack(|| {
            page.read(|world, todo| {
                for step in rows.get(work.next..)?.chunks(STEP) {
                    let deeds = step.iter().filter_map(|row| work.deeds.get(*row as usize));
                    picks.add(deeds.filter_map(|deed| Some((deed.lead()?.customer, todo.key(world, deed)?.into()))));
                    work.next += step.len();
                    if clock::precise_ms() >= until {
                        break;
                    }
                }
                Some(picks.len())
            })
        })
    };
    let Some(Some(had)) = list.picks.try_update(some) else {
        return false;
    };
    work.had = had;
    let is_more = work.next < rows.len();
    page.picking.set_value(Some(work).filter(|_| is_more));
    is_more
}
