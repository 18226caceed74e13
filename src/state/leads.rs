//! The leads of the book, followed beside it while a page shows them.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::lead::{Lead, LeadDesk, LeadPlan};
use crate::domain::world::World;

/// The leads, the most urgent first.
pub type Leads = Arc<Vec<Lead>>;

thread_local! {
    /// There is one book; who opens the page again finds its leads.
    static FOLLOWED: RefCell<Option<Followed<LeadDesk>>> = const { RefCell::new(None) };
}

impl Follows for LeadDesk {
    type Plan = LeadPlan;
    type Told = Leads;

    fn plan(world: &World) -> LeadPlan {
        LeadPlan::of(&world.book, &world.evaluation.plan)
    }

    fn begin(world: &World, plan: &LeadPlan) -> Self {
        Self::begin(world, plan)
    }

    fn step(&mut self, world: &World, plan: &LeadPlan) -> bool {
        self.step(world, plan)
    }

    fn update(&mut self, world: &World, plan: &LeadPlan, touched: &[u32]) {
        self.update(world, plan, touched);
    }

    fn told(&self, _: &World, _: &Arc<LeadPlan>, _: bool) -> Leads {
        Arc::new(self.leads().to_vec())
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &FOLLOWED
    }
}

/// The leads, while the page that asks for them is there; nothing while they are read first.
pub fn follow(app: App) -> RwSignal<Option<Leads>> {
    followed::follow::<LeadDesk>(app)
}
