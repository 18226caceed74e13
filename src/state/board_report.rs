//! What the boards tell, followed beside the book while a page shows them: the report, and the end of the month before.

use std::cell::RefCell;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::Followed;
use super::reread::{Reread, Rereads, Shared, reread};
use crate::domain::report::before::{Before, BeforeReading};
use crate::domain::report::dashboard::{Dashboard, DashboardReading};
use crate::domain::world::World;

thread_local! {
    /// There is one book; who opens a board again finds what was read of it.
    static REPORT: RefCell<Option<Followed<Reread<DashboardReading>>>> = const { RefCell::new(None) };
    static BEFORE: RefCell<Option<Followed<Reread<BeforeReading>>>> = const { RefCell::new(None) };
}

impl Rereads for DashboardReading {
    type Plan = ();
    type Read = Dashboard;

    fn plan(_: &World) {}

    fn begin(world: &World, (): &()) -> Self {
        Self::begin(world)
    }

    fn step(&mut self, world: &World) -> bool {
        self.step(world)
    }

    fn finish(self, world: &World) -> Dashboard {
        self.finish(world)
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Reread<Self>>>>> {
        &REPORT
    }
}

impl Rereads for BeforeReading {
    type Plan = ();
    type Read = Before;

    fn plan(_: &World) {}

    fn begin(world: &World, (): &()) -> Self {
        Self::begin(world)
    }

    fn step(&mut self, world: &World) -> bool {
        self.step(world)
    }

    fn finish(self, _: &World) -> Before {
        self.finish()
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Reread<Self>>>>> {
        &BEFORE
    }
}

/// The report, while the page that asks for it is there; nothing while it is read first.
pub fn follow_report(app: App) -> RwSignal<Option<Shared<Dashboard>>> {
    reread::<DashboardReading>(app)
}

/// The end of the month before, while the page that asks for it is there; nothing while it is read first.
pub fn month_before(app: App) -> RwSignal<Option<Shared<Before>>> {
    reread::<BeforeReading>(app)
}
