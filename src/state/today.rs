//! What is to be done, followed beside the book while a page shows it: read in slices, then kept in step change by change.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use crate::state::live::*;

use super::{App, clock};
use crate::domain::care::{CarePlan, Deed, TaskList, deeds};
use crate::domain::world::{Trail, World};

/// So many milliseconds are read in one go; between two the page answers.
const SLICE_MS: f64 = 12.0;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Todo {
    /// What it was made by.
    pub care: Arc<CarePlan>,
    /// In order.
    pub deeds: Arc<Vec<Deed>>,
    /// Some playbooks look at the days before, which takes longer: theirs are still to come.
    pub is_whole: bool,
}

impl PartialEq for Todo {
    fn eq(&self, other: &Self) -> bool {
        self.is_whole == other.is_whole && *self.care == *other.care && *self.deeds == *other.deeds
    }
}

/// The tasks of the book at a place of its way.
struct Followed {
    care: Arc<CarePlan>,
    list: TaskList,
    trail: Trail,
    is_whole: bool,
}

thread_local! {
    /// There is one book; who opens the page again finds its tasks.
    static FOLLOWED: RefCell<Option<Followed>> = const { RefCell::new(None) };
}

/// What is to be done, while the page that asks for it is there; nothing while it is read first.
pub fn follow(app: App) -> RwSignal<Option<Todo>> {
    let todo = RwSignal::new(None);
    Effect::new(move |_| {
        app.session.version();
        look(app, todo);
    });
    todo
}

/// Looks at the book: follows its last change where that is known, else begins to read it.
fn look(app: App, todo: RwSignal<Option<Todo>>) {
    let followed = FOLLOWED.take();
    let next = app.session.peek(|world| next(world, followed)).flatten();
    let state = next.as_ref().map(|next| (next.list.is_readable(), next.is_whole));
    FOLLOWED.set(next);
    if matches!(state, Some((true, _))) {
        tell(app, todo);
    }
    if matches!(state, Some((_, false))) {
        read_on(app, todo);
    }
}

fn next(world: &World, followed: Option<Followed>) -> Option<Followed> {
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let begun = |care: Arc<CarePlan>| {
        let list = TaskList::begin(world, &care);
        let (trail, is_whole) = (world.trail.clone(), false);
        Some(Followed {
            care,
            list,
            trail,
            is_whole,
        })
    };
    let Some(mut it) = followed.filter(|it| it.list.is_readable() && *it.care == care) else {
        return begun(Arc::new(care));
    };
    let Some(touched) = world.trail.since(&it.trail) else {
        return begun(it.care);
    };
    // A step that touched no customer may be about a task for nobody.
    if !world.trail.is_at(&it.trail) {
        it.list.update(world, &it.care, touched);
    }
    it.trail = world.trail.clone();
    Some(it)
}

/// Reads a slice of the book, and goes on while there is more. A book that moved on meanwhile is looked at again by whoever heard of it.
fn read_on(app: App, todo: RwSignal<Option<Todo>>) {
    let end = clock::precise_ms() + SLICE_MS;
    let read = app.session.peek(|world| {
        FOLLOWED.with_borrow_mut(|followed| {
            let it = followed.as_mut().filter(|it| !it.is_whole)?;
            if !world.trail.is_at(&it.trail) {
                return None;
            }
            let was_readable = it.list.is_readable();
            while !it.is_whole && it.list.is_readable() == was_readable && clock::precise_ms() < end {
                it.is_whole = !it.list.step(world, &it.care);
            }
            Some((it.is_whole, it.is_whole || it.list.is_readable() != was_readable))
        })
    });
    let Some((is_whole, is_news)) = read.flatten() else {
        return;
    };
    if is_news {
        tell(app, todo);
    }
    if !is_whole {
        after(move || read_on(app, todo), Duration::ZERO);
    }
}

fn tell(app: App, todo: RwSignal<Option<Todo>>) {
    let now = app.session.peek(|world| {
        FOLLOWED.with_borrow(|followed| {
            let it = followed.as_ref()?;
            Some(Todo {
                care: it.care.clone(),
                deeds: Arc::new(deeds(world, &it.care, it.list.tasks())),
                is_whole: it.is_whole,
            })
        })
    });
    if let Some(now) = now.flatten() {
        todo.try_set(Some(now));
    }
}

impl Todo {
    /// The key of something to be done: that of its first task.
    pub fn key(&self, world: &World, deed: &Deed) -> Option<String> {
        Some(deed.lead()?.key(&world.book, &self.care))
    }
}
