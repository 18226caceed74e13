//! What is to be done, followed beside the book while a page shows it.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;
use gloo_storage::{LocalStorage, Storage};

use super::files::{file_name, offer};
use super::followed::{self, Followed, Follows};
use super::{App, prefs};
use crate::domain::care::{self, CarePlan, Deed, TaskList, deeds};
use crate::domain::day::Day;
use crate::domain::world::World;

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

thread_local! {
    /// There is one book; who opens the page again finds its tasks.
    static FOLLOWED: RefCell<Option<Followed<TaskList>>> = const { RefCell::new(None) };
}

impl Follows for TaskList {
    type Plan = CarePlan;
    type Told = Todo;

    fn plan(world: &World) -> CarePlan {
        CarePlan::of(&world.book, &world.evaluation.plan)
    }

    fn begin(world: &World, care: &CarePlan) -> Self {
        Self::begin(world, care)
    }

    fn step(&mut self, world: &World, care: &CarePlan) -> bool {
        self.step(world, care)
    }

    fn update(&mut self, world: &World, care: &CarePlan, touched: &[u32]) {
        self.update(world, care, touched);
    }

    fn is_readable(&self) -> bool {
        self.is_readable()
    }

    fn told(&self, world: &World, care: &Arc<CarePlan>, is_whole: bool) -> Todo {
        Todo {
            care: care.clone(),
            deeds: Arc::new(deeds(world, care, self.tasks())),
            is_whole,
        }
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &FOLLOWED
    }
}

/// What is to be done, while the page that asks for it is there; nothing while it is read first.
pub fn follow(app: App) -> RwSignal<Option<Todo>> {
    followed::follow::<TaskList>(app)
}

/// The name under which it is kept that one's own tasks are wanted.
const MINE: &str = "guanxi.today_mine";

/// Whether one's own tasks were wanted last.
pub fn remembers_mine() -> bool {
    prefs::available() && LocalStorage::get::<bool>(MINE).unwrap_or_default()
}

/// Remembers whether one's own tasks are wanted; a full storage forgets it.
pub fn remember_mine(is_wanted: bool) {
    if prefs::available() && is_wanted != remembers_mine() {
        let _ = LocalStorage::set(MINE, is_wanted);
    }
}

/// Hands a calendar file over.
pub fn offer_calendar(app: App, title: &str, text: &str) {
    let day = app.as_of.get_untracked().to_string();
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(text.as_bytes()));
    offer(
        app,
        &parts,
        "text/calendar;charset=utf-8",
        &file_name(&[title, &day], "ics"),
    );
}

/// What is to be done until a day, in order; what is read of it so far.
pub fn planned(world: &World, until: Day) -> Vec<Deed> {
    FOLLOWED.with_borrow(|followed| {
        let read = |(list, care): (&TaskList, &CarePlan)| care::planned(world, care, list.tasks(), until);
        followed.as_ref().map(Followed::parts).map(read).unwrap_or_default()
    })
}

impl Todo {
    /// The key of something to be done: that of its first task.
    pub fn key(&self, world: &World, deed: &Deed) -> Option<String> {
        Some(deed.lead()?.key(&world.book, &self.care))
    }
}
