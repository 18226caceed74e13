//! What is to be done, followed beside the book while a page shows it.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;
use gloo_storage::{LocalStorage, Storage};
use leptos::task::spawn_local;

use super::files::{file_name, offer};
use super::followed::{self, Followed, Follows};
use super::part::split_point;
use super::{App, for_good, prefs};
use crate::domain::care::{self, CarePlan, Deed, NOBODY, Task, TaskDesk, When};
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
        let is_same = Arc::ptr_eq(&self.deeds, &other.deeds) || *self.deeds == *other.deeds;
        self.is_whole == other.is_whole && *self.care == *other.care && is_same
    }
}

thread_local! {
    /// There is one book; who opens the page again finds its tasks.
    static FOLLOWED: RefCell<Option<Followed<TaskDesk>>> = const { RefCell::new(None) };
    /// What every page is told of it.
    static TOLD: Cell<Option<RwSignal<Option<Todo>>>> = const { Cell::new(None) };
    /// It was asked for before any page did.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

impl Follows for TaskDesk {
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

    fn told(&self, _: &World, care: &Arc<CarePlan>, is_whole: bool) -> Todo {
        Todo {
            care: care.clone(),
            deeds: self.deeds().clone(),
            is_whole,
        }
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &FOLLOWED
    }
}

/// What is to be done; nothing while it is read first. It is followed as long as the app is there, with its number in the navigation.
pub fn follow(app: App) -> RwSignal<Option<Todo>> {
    TOLD.get().unwrap_or_else(|| {
        let told = for_good(|| {
            let told = followed::follow::<TaskDesk>(app);
            Effect::new(move |_| {
                // Until all is read, the number would grow under people's eyes.
                let number = told.with(|todo| todo.as_ref().filter(|todo| todo.is_whole).map(Todo::due_now));
                if number.is_some() {
                    app.due_now.set(number);
                }
            });
            told
        });
        TOLD.set(Some(told));
        told
    })
}

split_point! {
    fn following() in today -> fn(App) -> RwSignal<Option<Todo>> { follow }
}

/// Begins to follow what is to be done before a page asks for it: once the book is there and the page is drawn. For an empty book it waits.
pub fn follow_early(app: App) {
    if WANTED.get() || app.session.peek(|world| world.book.is_blank()) != Some(false) {
        return;
    }
    WANTED.set(true);
    spawn_local(async move {
        match following().await {
            Ok(follow) => drop(follow(app)),
            // The next deed asks again.
            Err(_) => WANTED.set(false),
        }
    });
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
        let read = |(desk, care): (&TaskDesk, &CarePlan)| {
            let read = (desk.list().tasks(), desk.waiting());
            care::planned(world, care, read, until)
        };
        followed.as_ref().map(Followed::parts).map(read).unwrap_or_default()
    })
}

/// Whether a task of a customer is asked, now or in time, by its key.
pub fn is_asked(world: &World, customer: &str, key: &str) -> bool {
    let Some(slot) = world.book.customers.slot(customer) else {
        return false;
    };
    FOLLOWED.with_borrow(|followed| {
        let parts = followed.as_ref().map(Followed::parts);
        parts.is_some_and(|(desk, care)| {
            let mut tasks = desk.list().of_customer(slot).iter();
            tasks.any(|task| task.key(&world.book, care) == key)
        })
    })
}

impl Todo {
    /// How much is overdue or to be done today.
    fn due_now(&self) -> usize {
        let is_now = |deed: &&Deed| matches!(deed.when, When::Overdue | When::Today);
        self.deeds.iter().filter(is_now).count()
    }

    /// Whether something to be done has a key. Of hundreds of thousands a few are of a customer whom the key may name.
    pub fn has_key<'a>(&'a self, world: &'a World, key: &'a str) -> impl Fn(&Deed) -> bool + 'a {
        let ends = || key.match_indices('/').map(|(at, _)| at);
        let between = ends().flat_map(|from| ends().filter_map(move |to| key.get(from + 1..to)));
        let named: Vec<u32> = between.filter_map(|id| world.book.customers.slot(id)).collect();
        move |deed| {
            let may_be = |task: &Task| task.customer == NOBODY || named.contains(&task.customer);
            deed.lead().is_some_and(may_be) && self.key(world, deed).as_deref() == Some(key)
        }
    }

    /// The key of something to be done: that of its first task.
    pub fn key(&self, world: &World, deed: &Deed) -> Option<String> {
        Some(deed.lead()?.key(&world.book, &self.care))
    }
}
