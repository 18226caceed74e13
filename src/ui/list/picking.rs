//! Everything selected at once, and what can be done with what is selected. Of a hundred thousand rows either takes longer than a press may:
//! those in sight come first and the others in slices, a slice a frame.

use std::sync::Arc;

use crate::state::clock;
use crate::state::live::*;
use crate::state::sliced::{Slice, sliced};

use super::page::{ListPage, ListState};
use super::picks::{Picks, RowKey};
use crate::ui::text::use_text;

/// So many milliseconds a slice takes.
const SLICE_MS: f64 = 12.0;
/// So many rows are looked at between two looks at the clock.
const STEP: usize = 256;

/// The names of some rows; nothing for one that cannot be selected.
type Keys = Box<dyn Fn(&[u32]) -> Vec<Option<RowKey>>>;

/// A selection of all rows that goes on.
pub struct Picking {
    rows: Arc<Vec<u32>>,
    keys: Keys,
    /// The change of the book that the rows are of.
    version: u64,
    /// The first row that was not selected yet.
    next: usize,
    /// How many are selected by now: whoever selects something else meanwhile ends it.
    had: usize,
}

/// Selects every row shown, or none.
pub(super) fn pick_all(list: ListState, on: bool, keys: Keys) {
    list.picking_all.set_value(None);
    list.picks.set(Picks::default());
    if !on {
        return;
    }
    let rows = list.rows.get_untracked();
    let (first, last) = list.visible.get_untracked();
    let seen = rows.get(first.saturating_sub(1)..last).unwrap_or_default();
    let seen = untrack(|| keys(seen));
    list.picks.update(|picks| picks.add(seen.into_iter().flatten()));
    list.picking_all.set_value(Some(Picking {
        rows,
        keys,
        version: list.app.session.version_now(),
        next: 0,
        had: list.picks.with_untracked(Picks::len),
    }));
    // Of a few thousand all are selected at once.
    go_on(list);
}

fn go_on(list: ListState) {
    if pick_some(list, clock::precise_ms() + SLICE_MS) {
        next_frame(move || go_on(list));
    }
}

/// Selects all on phones, where the head with its box is out of sight: it stands in the bar once a row is selected.
pub(super) fn all_shown<P: ListPage>(page: P) -> impl IntoView {
    let t = use_text();
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--small bulk__all"
            data-testid="bulk-all"
            on:click=move |_| page.pick_all(true)
        >
            {move || (P::WORDS.select_all)(t())}
        </button>
    }
}

/// Finishes what goes on.
pub(super) fn finish(list: ListState) {
    pick_some(list, f64::INFINITY);
}

/// Selects as many as there is time for, and tells whether there are more. Where rows or book are others by now it begins again.
fn pick_some(list: ListState, until: f64) -> bool {
    let Some(mut work) = list.picking_all.try_update_value(Option::take).flatten() else {
        return false;
    };
    let (now, version) = (list.rows.try_get_untracked(), list.app.session.version_now());
    let Some(now) = now.filter(|_| list.picks.try_with_untracked(Picks::len) == Some(work.had)) else {
        return false;
    };
    if now != work.rows || version != work.version {
        (work.rows, work.version, work.next) = (now, version, 0);
    }
    let some = |picks: &mut Picks| {
        for step in work.rows.get(work.next..).unwrap_or_default().chunks(STEP) {
            picks.add(untrack(|| (work.keys)(step)).into_iter().flatten());
            work.next += step.len();
            if clock::precise_ms() >= until {
                break;
            }
        }
        picks.len()
    };
    let Some(had) = list.picks.try_update(some) else {
        return false;
    };
    work.had = had;
    let is_more = work.next < work.rows.len();
    list.picking_all.set_value(Some(work).filter(|_| is_more));
    is_more
}

/// A look at the rows selected.
struct Looking {
    rows: Arc<Vec<u32>>,
    /// The first row that was not looked at yet.
    next: usize,
    /// How many of those selected were not met yet: behind the last of them nobody is looked at.
    left: usize,
    /// What can be done with those that were.
    can: u32,
}

/// Which of a page's actions can be done with one of the rows selected, a bit each by its place.
pub(super) fn can_some<P: ListPage>(page: P) -> Signal<u32> {
    let of_several = || (0_u32..).zip(P::ACTIONS).filter(|(_, action)| action.icon.is_some());
    let can_with = move |row: u32, known: u32| {
        let open = of_several().filter(|(i, _)| known >> i & 1 == 0);
        open.filter(|(_, action)| (action.can)(page, row))
            .fold(known, |can, (i, _)| can | 1 << i)
    };
    let is_picked = move |row: u32| page.may_be_picked(row) && page.is_picked(row);
    let all = of_several().fold(0, |all, (i, _)| all | 1 << i);
    can_some_of(page.list(), can_with, is_picked, all)
}

fn can_some_of(
    list: ListState,
    can_with: impl Fn(u32, u32) -> u32 + Copy + 'static,
    is_picked: impl Fn(u32) -> bool + 'static,
    all: u32,
) -> Signal<u32> {
    let can = RwSignal::new(0);
    let begin = move || {
        let rows = list.rows.get();
        // What is asked of one is followed for all.
        if let Some(first) = rows.first() {
            can_with(*first, 0);
        }
        list.picks.track();
        Some(Looking {
            rows,
            next: 0,
            left: list.picks.with_untracked(Picks::len),
            can: 0,
        })
    };
    let put = move |now: u32| {
        if can.try_get_untracked().is_some_and(|before| before != now) {
            can.set(now);
        }
    };
    sliced(begin, move |work: &mut Looking| {
        let rest = work.rows.get(work.next..).unwrap_or_default();
        let step = rest.get(..STEP).unwrap_or(rest);
        for row in step.iter().filter(|row| is_picked(**row)) {
            work.left = work.left.saturating_sub(1);
            work.can = can_with(*row, work.can);
            if work.left == 0 || work.can == all {
                break;
            }
        }
        work.next += step.len();
        if work.left == 0 || work.can == all || work.next >= work.rows.len() {
            put(work.can);
            return Slice::Done(());
        }
        // What is known to be possible need not wait for the rest.
        put(work.can | can.get_untracked());
        Slice::More
    });
    can.into()
}
