//! Which customers may be one and the same: the keys of all of them and the pairs among these. They are made when somebody looks first, as
//! many at a time as leaves the page alive, and stay for the next look.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use super::app::for_good;
use super::live::*;
use super::use_app;
use crate::domain::twin::{Index, Pair, Pairs, SLICE};

thread_local! {
    static TWINS: Cell<Option<Twins>> = const { Cell::new(None) };
}

/// The search for duplicates. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Twins {
    /// Who shares what with whom; it follows the book while somebody reads it.
    pub index: Memo<Index>,
    pairs: Memo<Found>,
    slices: RwSignal<u32>,
}

/// The pairs, and how many customers are still to be looked at before they are those of the book.
#[derive(Debug, Default)]
struct Found {
    pairs: Pairs,
    behind: Option<usize>,
}

/// The one search of the app.
pub fn use_twins() -> Twins {
    TWINS.get().unwrap_or_else(|| {
        let twins = for_good(Twins::set_up);
        TWINS.set(Some(twins));
        twins
    })
}

impl Twins {
    fn set_up() -> Self {
        let slices = RwSignal::new(0);
        let index = Memo::new_owning(move |before: Option<Index>| {
            slices.track();
            let app = use_app();
            let mut index = before.unwrap_or_default();
            let was = (index.edition(), index.behind());
            let readings = app.finder.readings();
            app.session
                .read(|world| index.follow(&world.book.customers, readings, SLICE));
            if index.behind().is_some() {
                later(|| use_twins().go_on(), Duration::ZERO);
            }
            let is_other = was != (index.edition(), index.behind());
            (index, is_other)
        });
        let pairs = Memo::new_owning(move |before: Option<Found>| {
            slices.track();
            let mut found = before.unwrap_or_default();
            let (was, all) = (found.behind, Arc::clone(found.pairs.all()));
            found.behind = index.with(|index| index.behind().or_else(|| found.pairs.follow(index, SLICE).map(|_| 0)));
            if found.behind == Some(0) {
                later(|| use_twins().go_on(), Duration::ZERO);
            }
            let is_other = was != found.behind || !Arc::ptr_eq(&all, found.pairs.all());
            (found, is_other)
        });
        Self { index, pairs, slices }
    }

    fn go_on(self) {
        self.slices.update(|n| *n = n.wrapping_add(1));
        // Who looks at the pairs is told by the signal; the keys are gone on with also where nobody looks any more.
        self.index.with_untracked(|_| ());
    }

    /// The pairs found last; tracked.
    pub fn pairs(self) -> Arc<Vec<Pair>> {
        self.pairs.with(|found| Arc::clone(found.pairs.all()))
    }

    /// How many customers are still to be looked at before the pairs are those of the book; nothing once they are; tracked.
    pub fn behind(self) -> Option<usize> {
        self.pairs.with(|found| found.behind)
    }
}
