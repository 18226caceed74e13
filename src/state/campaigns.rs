//! What carries a campaign, followed beside the book while a page shows it.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::marketing::campaign::{Carried, CarriedDesk};
use crate::domain::world::World;

thread_local! {
    /// There is one book; who opens the page again finds it read.
    static CARRIED: RefCell<Option<Followed<CarriedDesk>>> = const { RefCell::new(None) };
}

impl Follows for CarriedDesk {
    type Plan = ();
    type Told = Arc<Vec<Carried>>;

    fn plan(_: &World) {}

    fn begin(_: &World, (): &()) -> Self {
        Self::default()
    }

    fn step(&mut self, world: &World, (): &()) -> bool {
        self.step(world)
    }

    fn update(&mut self, world: &World, (): &(), touched: &[u32]) {
        self.update(world, touched);
    }

    fn told(&self, _: &World, _: &Arc<()>, _: bool) -> Self::Told {
        self.told()
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &CARRIED
    }
}

/// What carries a campaign, while the page that asks for it is there; nothing while it is read first.
pub fn carried(app: App) -> RwSignal<Option<Arc<Vec<Carried>>>> {
    followed::follow::<CarriedDesk>(app)
}
