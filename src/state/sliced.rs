//! What a page works out of the book that takes long: in slices, with the page answering in between, begun anew where what it is made of changes.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use crate::state::live::*;

use super::clock;
use super::followed::SLICE_MS;

/// What a slice of work comes to.
pub enum Slice<T> {
    /// There is more to do.
    More,
    /// All is done.
    Done(T),
    /// What it is made of is gone: nothing comes of it.
    Gone,
}

/// What comes of work. `begin` begins it and is tracked; `step` does some of it. What came of it last stands until all is done; nothing before it was done first, and where there is nothing to begin.
pub fn sliced<W, T>(
    begin: impl Fn() -> Option<W> + 'static,
    step: impl Fn(&mut W) -> Slice<T> + 'static,
) -> RwSignal<Option<T>>
where
    W: 'static,
    T: Send + Sync + 'static,
{
    let told = RwSignal::new(None);
    let (turn, step) = (Rc::new(Cell::new(0_u64)), Rc::new(step));
    Effect::new(move |_| {
        let work = begin();
        turn.set(turn.get().wrapping_add(1));
        match work {
            Some(work) => go_on(told, (turn.clone(), turn.get()), step.clone(), work),
            None => told.set(None),
        }
    });
    told
}

/// Does a slice, and goes on while there is more; unless it was begun anew meanwhile, or nobody hears it any more.
fn go_on<W, T>(
    told: RwSignal<Option<T>>,
    (turn, own): (Rc<Cell<u64>>, u64),
    step: Rc<impl Fn(&mut W) -> Slice<T> + 'static>,
    mut work: W,
) where
    W: 'static,
    T: Send + Sync + 'static,
{
    if turn.get() != own || told.try_with_untracked(|_| ()).is_none() {
        return;
    }
    let end = clock::precise_ms() + SLICE_MS;
    while clock::precise_ms() < end {
        match untrack(|| step(&mut work)) {
            Slice::More => {}
            Slice::Done(found) => return drop(told.try_set(Some(found))),
            Slice::Gone => return,
        }
    }
    after(move || go_on(told, (turn, own), step, work), Duration::ZERO);
}
