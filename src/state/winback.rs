//! Who is in danger of leaving, and what the warnings of the past were worth, followed beside the book while a page shows them.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::day::Day;
use crate::domain::winback::{Endangered, Judgement, Look, Told, WarningDesk, WarningPlan, WinBackDesk, WinBackRules};
use crate::domain::world::World;

/// Those in danger, the most urgent first.
pub type InDanger = Arc<Vec<Endangered>>;

thread_local! {
    /// There is one book; who opens the page again finds them.
    static FOLLOWED: RefCell<Option<Followed<WinBackDesk>>> = const { RefCell::new(None) };
    static JUDGED: RefCell<Option<Followed<WarningDesk>>> = const { RefCell::new(None) };
}

impl Follows for WinBackDesk {
    type Plan = WinBackRules;
    type Told = InDanger;

    fn plan(world: &World) -> WinBackRules {
        WinBackRules::of(&world.evaluation.plan)
    }

    fn begin(_: &World, _: &WinBackRules) -> Self {
        Self::default()
    }

    fn step(&mut self, world: &World, rules: &WinBackRules) -> bool {
        self.step(world, *rules)
    }

    fn update(&mut self, world: &World, rules: &WinBackRules, touched: &[u32]) {
        self.update(world, *rules, touched);
    }

    fn told(&self, _: &World, _: &Arc<WinBackRules>, _: bool) -> InDanger {
        Arc::new(self.all())
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &FOLLOWED
    }
}

impl Follows for WarningDesk {
    type Plan = WarningPlan;
    type Told = Judgement;

    fn plan(world: &World) -> WarningPlan {
        WarningPlan::of(world)
    }

    fn begin(world: &World, _: &WarningPlan) -> Self {
        Self::begin(world)
    }

    fn step(&mut self, world: &World, _: &WarningPlan) -> bool {
        self.step(world)
    }

    fn update(&mut self, world: &World, _: &WarningPlan, touched: &[u32]) {
        self.update(world, touched);
    }

    fn told(&self, world: &World, _: &Arc<WarningPlan>, _: bool) -> Judgement {
        self.judgement(world.evaluation.as_of)
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &JUDGED
    }
}

/// Those in danger, while the page that asks for them is there; nothing while they are read first.
pub fn follow(app: App) -> RwSignal<Option<InDanger>> {
    followed::follow::<WinBackDesk>(app)
}

/// How many customers were looked at for the warnings so far, and how many there are; nothing before it began.
pub fn judged_so_far() -> Option<(usize, usize)> {
    JUDGED.with_borrow(|judged| judged.as_ref().map(|judged| judged.parts().0.so_far()))
}

/// What the warnings were worth, while the page that asks for it is there; nothing while they are read first.
pub fn judge(app: App) -> RwSignal<Option<Judgement>> {
    followed::follow::<WarningDesk>(app)
}

/// The warnings of a signal, by its place, and whom it missed, each with the customer's slot, as they were read last.
pub fn told_by(signal: usize) -> Vec<(u32, Told)> {
    JUDGED.with_borrow(|judged| {
        judged
            .as_ref()
            .map(|judged| judged.parts().0.told_by(signal))
            .unwrap_or_default()
    })
}

/// Looks at a customer as it stood at the end of a month, as the warnings were read last (see [`WarningDesk::look`]).
pub fn look<R>(world: &World, at: (u32, Day, bool), read: Look<'_, R>) -> Option<R> {
    JUDGED.with_borrow(|judged| judged.as_ref()?.parts().0.look(world, at, read))
}

/// Who stopped ordering, by slot, and at which end of a month, as it was read last.
pub fn stopped() -> Vec<(u32, Day)> {
    JUDGED.with_borrow(|judged| {
        judged
            .as_ref()
            .map(|judged| judged.parts().0.stopped())
            .unwrap_or_default()
    })
}
