//! What is derived from the whole book and followed beside it while a page shows it: read in slices, then kept in step change by change.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::thread::LocalKey;
use std::time::Duration;

use crate::state::live::*;

use super::{App, clock};
use crate::domain::world::{Trail, World};

/// So many milliseconds are read in one go; between two the page answers.
pub(super) const SLICE_MS: f64 = 12.0;

thread_local! {
    /// When a slice ended that left more to read.
    static READ: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Something that follows the book.
pub trait Follows: Sized + 'static {
    /// What it is made by, beside the book.
    type Plan: PartialEq + 'static;
    /// What a page is told.
    type Told: PartialEq + Send + Sync + 'static;

    /// What it is made by now.
    fn plan(world: &World) -> Self::Plan;
    /// One of which nothing is read yet.
    fn begin(world: &World, plan: &Self::Plan) -> Self;
    /// Reads a slice, of the same world each time. Tells whether there is more to do.
    fn step(&mut self, world: &World, plan: &Self::Plan) -> bool;
    /// Follows a change that touched some customers.
    fn update(&mut self, world: &World, plan: &Self::Plan, touched: &[u32]);
    /// Whether a change left it with more to read; what it tells until then is of before the change.
    fn is_behind(&self) -> bool {
        false
    }
    /// Whether what was read so far is worth telling before all is.
    fn is_readable(&self) -> bool {
        false
    }
    /// What a page is told; `is_whole`: nothing is still to come.
    fn told(&self, world: &World, plan: &Arc<Self::Plan>, is_whole: bool) -> Self::Told;
    /// Where the one of the book is kept: who opens the page again finds it there.
    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>>;
}

/// It at a place of the book's way.
pub struct Followed<D: Follows> {
    plan: Arc<D::Plan>,
    derived: D,
    trail: Trail,
    is_whole: bool,
}

/// What follows from the book, while the page that asks for it is there; nothing while it is read first.
pub fn follow<D: Follows>(app: App) -> RwSignal<Option<D::Told>> {
    let told = RwSignal::new(None);
    Effect::new(move |_| {
        app.session.version();
        look::<D>(app, told);
    });
    told
}

/// Looks at the book: follows its last change where that is known, else begins to read it.
fn look<D: Follows>(app: App, told: RwSignal<Option<D::Told>>) {
    let followed = D::kept().take();
    let next = app.session.peek(|world| next::<D>(world, followed)).flatten();
    let state = next.as_ref().map(|next| (next.is_worth_telling(), next.is_whole));
    D::kept().set(next);
    if matches!(state, Some((true, _))) {
        tell::<D>(app, told);
    }
    // A page that asks for several large things at once answers before the second is begun.
    if matches!(state, Some((_, false))) {
        match clock::precise_ms() - READ.get() < SLICE_MS {
            true => drop(after(move || read_on::<D>(app, told), Duration::ZERO)),
            false => read_on::<D>(app, told),
        }
    }
}

fn next<D: Follows>(world: &World, followed: Option<Followed<D>>) -> Option<Followed<D>> {
    let plan = D::plan(world);
    let begun = |plan: Arc<D::Plan>| {
        Some(Followed {
            derived: D::begin(world, &plan),
            plan,
            trail: world.trail.clone(),
            is_whole: false,
        })
    };
    let Some(mut it) = followed.filter(|it| it.is_worth_telling() && *it.plan == plan) else {
        return begun(Arc::new(plan));
    };
    let Some(touched) = world.trail.since(&it.trail) else {
        return begun(it.plan);
    };
    // A step that touched no customer may be about what belongs to nobody.
    if !world.trail.is_at(&it.trail) {
        it.derived.update(world, &it.plan, touched);
        it.is_whole &= !it.derived.is_behind();
    }
    it.trail = world.trail.clone();
    Some(it)
}

impl<D: Follows> Followed<D> {
    /// What was read, and what it was made by.
    pub fn parts(&self) -> (&D, &D::Plan) {
        (&self.derived, &self.plan)
    }

    fn is_worth_telling(&self) -> bool {
        self.is_whole || self.derived.is_readable()
    }
}

/// Reads a slice of the book, and goes on while there is more. A book that moved on meanwhile is looked at again by whoever heard of it.
fn read_on<D: Follows>(app: App, told: RwSignal<Option<D::Told>>) {
    // Nobody hears it any more: whoever asks again begins anew, and must be the one who reads to the end.
    if told.try_with_untracked(|_| ()).is_none() {
        return;
    }
    let end = clock::precise_ms() + SLICE_MS;
    let read = app.session.peek(|world| {
        D::kept().with_borrow_mut(|followed| {
            let it = followed.as_mut().filter(|it| !it.is_whole)?;
            if !world.trail.is_at(&it.trail) {
                return None;
            }
            let was_told = it.is_worth_telling();
            while !it.is_whole && it.is_worth_telling() == was_told && clock::precise_ms() < end {
                it.is_whole = !it.derived.step(world, &it.plan);
            }
            Some((it.is_whole, it.is_whole || it.is_worth_telling() != was_told))
        })
    });
    let Some((is_whole, is_news)) = read.flatten() else {
        return;
    };
    if is_news {
        tell::<D>(app, told);
    }
    if !is_whole {
        READ.set(clock::precise_ms());
        after(move || read_on::<D>(app, told), Duration::ZERO);
    }
}

fn tell<D: Follows>(app: App, told: RwSignal<Option<D::Told>>) {
    let now = app.session.peek(|world| {
        D::kept().with_borrow(|followed| {
            let it = followed.as_ref()?;
            Some(it.derived.told(world, &it.plan, it.is_whole))
        })
    });
    if let Some(now) = now.flatten() {
        told.try_set(Some(now));
    }
}
