//! The goals, followed beside the book while a page shows them, and how they are changed.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::day::Day;
use crate::domain::steering::{Goal, GoalDesk, GoalPlan, GoalReport, Share};
use crate::domain::world::World;

thread_local! {
    /// There is one book; who opens the page again finds them.
    static FOLLOWED: RefCell<Option<Followed<GoalDesk>>> = const { RefCell::new(None) };
}

/// What was worked out last, and whether it is being worked out anew.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalsTold {
    /// What was worked out last; nothing while that is the first time.
    pub of: Option<Arc<GoalReport>>,
    /// It is being worked out anew.
    pub is_behind: bool,
}

impl Follows for GoalDesk {
    type Plan = GoalPlan;
    type Told = GoalsTold;

    fn plan(world: &World) -> GoalPlan {
        GoalPlan::of(world)
    }

    fn begin(_: &World, plan: &GoalPlan) -> Self {
        Self::begin(plan)
    }

    fn step(&mut self, world: &World, plan: &GoalPlan) -> bool {
        self.step(world, plan)
    }

    fn update(&mut self, world: &World, plan: &GoalPlan, touched: &[u32]) {
        self.update(world, plan, touched);
    }

    fn is_behind(&self) -> bool {
        self.is_behind()
    }

    fn is_readable(&self) -> bool {
        self.told().is_some()
    }

    fn told(&self, _: &World, _: &Arc<GoalPlan>, is_whole: bool) -> GoalsTold {
        GoalsTold {
            of: self.told(),
            is_behind: !is_whole,
        }
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &FOLLOWED
    }
}

/// The goals, while the page that asks for them is there; nothing while they are read first.
pub fn follow(app: App) -> RwSignal<Option<GoalsTold>> {
    followed::follow::<GoalDesk>(app)
}

/// What a goal's figure was on a day, where that can be told at once ([`GoalDesk::value_on`]).
pub fn value_on(app: App, goal: &Goal, day: Day) -> Option<Option<f64>> {
    let read = |world: &World| {
        FOLLOWED.with_borrow(|kept| {
            let (desk, plan) = kept.as_ref()?.parts();
            desk.value_on(world, plan, goal, day)
        })
    };
    app.session.peek(read).flatten()
}

/// The shares behind a goal's figure, as they were read last.
pub fn rows(app: App, goal: &Goal) -> Vec<Share> {
    let read = |world: &World| FOLLOWED.with_borrow(|kept| kept.as_ref().map(|it| it.parts().0.rows(world, goal)));
    app.session.peek(read).flatten().unwrap_or_default()
}
