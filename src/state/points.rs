//! Who has how many points, followed beside the book while a page shows it.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::marketing::points::{CustomerPoints, PointsDesk, PointsRules, points_rules};
use crate::domain::world::World;

thread_local! {
    /// There is one book; who opens the page again finds it read.
    static POINTS: RefCell<Option<Followed<PointsDesk>>> = const { RefCell::new(None) };
}

impl Follows for PointsDesk {
    type Plan = PointsRules;
    type Told = Arc<Vec<CustomerPoints>>;

    fn plan(world: &World) -> PointsRules {
        points_rules(&world.book.head.settings)
    }

    fn begin(_: &World, _: &PointsRules) -> Self {
        Self::begin()
    }

    fn step(&mut self, world: &World, rules: &PointsRules) -> bool {
        self.step(world, rules)
    }

    fn update(&mut self, world: &World, rules: &PointsRules, touched: &[u32]) {
        self.update(world, rules, touched);
    }

    fn is_behind(&self) -> bool {
        self.is_behind()
    }

    fn is_readable(&self) -> bool {
        self.told().is_some()
    }

    fn told(&self, _: &World, _: &Arc<PointsRules>, _: bool) -> Self::Told {
        self.told().unwrap_or_default()
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &POINTS
    }
}

/// Who has how many points, while the page that asks for it is there; nothing while they are counted first.
pub fn points(app: App) -> RwSignal<Option<Arc<Vec<CustomerPoints>>>> {
    followed::follow::<PointsDesk>(app)
}
