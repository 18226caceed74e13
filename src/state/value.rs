//! The value map, who moved between two days, and what portraits are made of, followed beside the book while a page shows them.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::files::{Slices, file_name, offer};
use super::followed::{self, Followed, Follows};
use super::reread::{Reread, Rereads, Shared, reread};
use crate::domain::day::Day;
use crate::domain::marketing::past::PastDay;
use crate::domain::marketing::portrait::PortraitReading;
use crate::domain::marketing::shift::{Shifts, shifts};
use crate::domain::marketing::value::{ValueMap, ValueReading};
use crate::domain::world::World;

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
    static MAP: RefCell<Option<Followed<Reread<ValueReading>>>> = const { RefCell::new(None) };
    static SHIFTS: RefCell<Option<Followed<ShiftDesk>>> = const { RefCell::new(None) };
    static SKETCHES: RefCell<Option<Followed<SketchDesk>>> = const { RefCell::new(None) };
    /// The earlier of the two days.
    static SINCE: Cell<Day> = const { Cell::new(Day(0)) };
}

impl Rereads for ValueReading {
    type Plan = ();
    type Read = ValueMap;

    fn plan(_: &World) {}

    fn begin(world: &World, (): &()) -> Self {
        Self::begin(world)
    }

    fn step(&mut self, world: &World) -> bool {
        self.step(world)
    }

    fn finish(self, world: &World) -> ValueMap {
        self.finish(world)
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Reread<Self>>>>> {
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
            shifts: Shared::new(Shifts::default()),
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
        self.shifts = Shared::new(shifts(self.past.evaluation(), &world.evaluation));
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
    reread::<ValueReading>(app)
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
