//! The value map, who moved between two days, and what portraits are made of, followed beside the book while a page shows them.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::files::{Slices, file_name, offer};
use super::followed::{self, Followed, Follows};
use crate::domain::day::Day;
use crate::domain::marketing::past::PastDay;
use crate::domain::marketing::portrait::PortraitReading;
use crate::domain::marketing::shift::{Shifts, shifts};
use crate::domain::marketing::value::{ValueMap, ValueReading};
use crate::domain::world::World;

/// Something large that is made anew or stays: two are the same where they are one.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The map, read or being read.
pub struct MapDesk {
    reading: Option<ValueReading>,
    map: Option<Shared<ValueMap>>,
}

/// Who moved since a day, read or being read.
pub struct ShiftDesk {
    past: PastDay,
    shifts: Shared<Shifts>,
}

/// What portraits are made of, and how often it changed.
#[derive(Default)]
pub struct SketchDesk {
    reading: PortraitReading,
    changes: u32,
}

thread_local! {
    /// There is one book; who opens the page again finds what was read of it.
    static MAP: RefCell<Option<Followed<MapDesk>>> = const { RefCell::new(None) };
    static SHIFTS: RefCell<Option<Followed<ShiftDesk>>> = const { RefCell::new(None) };
    static SKETCHES: RefCell<Option<Followed<SketchDesk>>> = const { RefCell::new(None) };
    /// The earlier of the two days.
    static SINCE: Cell<Day> = const { Cell::new(Day(0)) };
}

impl Follows for MapDesk {
    type Plan = ();
    type Told = Shared<ValueMap>;

    fn plan(_: &World) {}

    fn begin(world: &World, (): &()) -> Self {
        Self {
            reading: Some(ValueReading::begin(world)),
            map: None,
        }
    }

    fn step(&mut self, world: &World, (): &()) -> bool {
        let more = self.reading.as_mut().is_some_and(|reading| reading.step(world));
        if !more && let Some(reading) = self.reading.take() {
            self.map = Some(Shared(Arc::new(reading.finish(world))));
        }
        more
    }

    fn update(&mut self, world: &World, (): &(), _: &[u32]) {
        // One customer's order moves the ranks of all; what stood before it is shown while they are read.
        self.reading = Some(ValueReading::begin(world));
    }

    fn is_behind(&self) -> bool {
        self.reading.is_some()
    }

    fn is_readable(&self) -> bool {
        self.map.is_some()
    }

    fn told(&self, world: &World, _: &Arc<()>, _: bool) -> Shared<ValueMap> {
        let made = || Shared(Arc::new(ValueMap::of(world)));
        self.map.clone().unwrap_or_else(made)
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &MAP
    }
}

impl Follows for ShiftDesk {
    type Plan = Day;
    type Told = Shared<Shifts>;

    fn plan(_: &World) -> Day {
        SINCE.get()
    }

    fn begin(world: &World, since: &Day) -> Self {
        Self {
            past: PastDay::begin(world, *since),
            shifts: Shared(Arc::default()),
        }
    }

    fn step(&mut self, world: &World, _: &Day) -> bool {
        let more = self.past.step(world);
        if !more {
            self.compare(world);
        }
        more
    }

    fn update(&mut self, world: &World, _: &Day, touched: &[u32]) {
        self.past.update(world, touched);
        self.compare(world);
    }

    fn told(&self, _: &World, _: &Arc<Day>, _: bool) -> Shared<Shifts> {
        self.shifts.clone()
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &SHIFTS
    }
}

impl ShiftDesk {
    fn compare(&mut self, world: &World) {
        self.shifts = Shared(Arc::new(shifts(self.past.evaluation(), &world.evaluation)));
    }
}

impl Follows for SketchDesk {
    type Plan = ();
    type Told = u32;

    fn plan(_: &World) {}

    fn begin(_: &World, (): &()) -> Self {
        Self::default()
    }

    fn step(&mut self, world: &World, (): &()) -> bool {
        self.changes = 1;
        self.reading.step(world)
    }

    fn update(&mut self, world: &World, (): &(), touched: &[u32]) {
        self.changes += 1;
        self.reading.update(world, touched);
    }

    fn told(&self, _: &World, _: &Arc<()>, _: bool) -> u32 {
        self.changes
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &SKETCHES
    }
}

/// The map, while the page that asks for it is there; nothing while it is read first.
pub fn follow_map(app: App) -> RwSignal<Option<Shared<ValueMap>>> {
    followed::follow::<MapDesk>(app)
}

/// Who moved since a day, while the page that asks for it is there; nothing while it is read first.
pub fn follow_shifts(app: App, since: Day) -> RwSignal<Option<Shared<Shifts>>> {
    SINCE.set(since);
    followed::follow::<ShiftDesk>(app)
}

/// Follows what portraits are made of, while the page that asks for it is there; nothing while it is read first. What is told changes with
/// it; [`sketches`] has it.
pub fn follow_sketches(app: App) -> RwSignal<Option<u32>> {
    followed::follow::<SketchDesk>(app)
}

/// Reads what portraits are made of, where it was read.
pub fn sketches<R>(read: impl FnOnce(&PortraitReading) -> R) -> Option<R> {
    SKETCHES.with_borrow(|kept| kept.as_ref().map(|it| read(&it.parts().0.reading)))
}

/// Makes something piece by piece with the page alive in between: `piece` is given the places until it says that there is none.
pub async fn piece_by_piece(mut piece: impl FnMut(usize) -> bool) {
    let slices = Slices::begin();
    for at in 0.. {
        if !piece(at) {
            break;
        }
        if slices.is_over() {
            slices.turn().await;
        }
    }
}

/// Hands a page of HTML to the browser, made piece by piece. `piece` gives the pieces until there is none.
/// Tells whether nothing changed until the last one; else nothing is handed out.
pub async fn hand_out(
    app: App,
    name: &[&str],
    piece: impl Fn(usize) -> Option<String>,
    is_same: impl Fn() -> bool,
) -> bool {
    let parts = js_sys::Array::new();
    let add = |at| {
        let text = piece(at);
        if let Some(text) = &text {
            parts.push(&js_sys::Uint8Array::from(text.as_bytes()));
        }
        text.is_some()
    };
    piece_by_piece(add).await;
    let is_whole = is_same();
    if is_whole {
        offer(app, &parts, "text/html;charset=utf-8", &file_name(name, "html"));
    }
    is_whole
}
