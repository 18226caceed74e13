//! What carries a campaign, and what channels bring and cost, followed beside the book while a page shows them.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use super::reread::{Reread, Rereads, Shared, reread};
use crate::domain::marketing::campaign::{Carried, CarriedDesk, Channels, ChannelsReading};
use crate::domain::world::World;

thread_local! {
    /// There is one book; who opens the page again finds it read.
    static CARRIED: RefCell<Option<Followed<CarriedDesk>>> = const { RefCell::new(None) };
    static CHANNELS: RefCell<Option<Followed<Reread<ChannelsReading>>>> = const { RefCell::new(None) };
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

impl Rereads for ChannelsReading {
    type Plan = ();
    type Read = Channels;

    fn plan(_: &World) {}

    fn begin(world: &World, (): &()) -> Self {
        Self::begin(world)
    }

    fn step(&mut self, world: &World) -> bool {
        self.step(world)
    }

    fn finish(self, world: &World) -> Channels {
        self.finish(world)
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Reread<Self>>>>> {
        &CHANNELS
    }
}

/// The channels, while the page that asks for them is there; nothing while they are read first.
pub fn channels(app: App) -> RwSignal<Option<Shared<Channels>>> {
    reread::<ChannelsReading>(app)
}

/// What carries a campaign, while the page that asks for it is there; nothing while it is read first.
pub fn carried(app: App) -> RwSignal<Option<Arc<Vec<Carried>>>> {
    followed::follow::<CarriedDesk>(app)
}
