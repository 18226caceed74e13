//! The tickets with what they were promised, followed beside the book while a page shows them, and the instant that they are seen at.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;
use std::thread::LocalKey;
use std::time::Duration;

use crate::state::live::*;

use super::followed::{self, Followed, Follows};
use super::{App, clock};
use crate::domain::service::{Deskwork, ServiceDesk, ServicePlan};
use crate::domain::world::World;

/// So often a page looks at the clock.
const TICK: Duration = Duration::from_secs(30);

/// The tickets.
#[derive(Clone, Debug)]
pub struct Queue {
    /// What it was made by.
    pub plan: Arc<ServicePlan>,
    /// Those due first stand first, the last opened before the others of those that are due at no time.
    pub works: Arc<Vec<Deskwork>>,
}

impl PartialEq for Queue {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.works, &other.works) || (*self.plan == *other.plan && *self.works == *other.works)
    }
}

/// The tickets as they were read, and in the order of the page once somebody asked for it.
pub struct TicketDesk {
    desk: ServiceDesk,
    queue: OnceCell<Arc<Vec<Deskwork>>>,
}

thread_local! {
    /// There is one book; who opens the page again finds its tickets.
    static FOLLOWED: RefCell<Option<Followed<TicketDesk>>> = const { RefCell::new(None) };
}

impl Follows for TicketDesk {
    type Plan = ServicePlan;
    type Told = Queue;

    fn plan(world: &World) -> ServicePlan {
        ServicePlan::of(&world.book, &world.evaluation.plan)
    }

    fn begin(_: &World, _: &ServicePlan) -> Self {
        Self {
            desk: ServiceDesk::default(),
            queue: OnceCell::new(),
        }
    }

    fn step(&mut self, world: &World, plan: &ServicePlan) -> bool {
        self.desk.step(world, plan)
    }

    fn update(&mut self, world: &World, plan: &ServicePlan, touched: &[u32]) {
        self.desk.update(world, plan, touched);
        self.queue.take();
    }

    fn told(&self, _: &World, plan: &Arc<ServicePlan>, _: bool) -> Queue {
        let queue = self.queue.get_or_init(|| Arc::new(self.desk.queue()));
        Queue {
            plan: plan.clone(),
            works: queue.clone(),
        }
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &FOLLOWED
    }
}

/// The tickets, while the page that asks for them is there; nothing while they are read first.
pub fn follow(app: App) -> RwSignal<Option<Queue>> {
    followed::follow::<TicketDesk>(app)
}

/// The instant that promises are seen at: now, or the end of a day that is gone; tracked. It goes on while the page that asks is there.
pub fn seen_at(app: App, queue: RwSignal<Option<Queue>>) -> Memo<i64> {
    let now = RwSignal::new(now());
    tick(now);
    Memo::new(move |_| {
        let as_of = app.as_of.get();
        let end = queue.with(|queue| {
            queue
                .as_ref()
                .map(|queue| queue.plan.work.zone.at(as_of.plus_days(1), 0))
        });
        match end.filter(|_| as_of != app.today.get()) {
            Some(end) => end,
            None => now.get(),
        }
    })
}

fn now() -> i64 {
    i64::try_from(clock::unix_ms()).unwrap_or_default()
}

fn tick(at: RwSignal<i64>) {
    // The part that asked is gone when its signal is.
    let again = move || {
        if at.try_set(now()).is_none() {
            tick(at);
        }
    };
    after(again, TICK);
}
