//! The end of the month before, for what stands beside it on the boards: how many customers each class had by the rules in force, and
//! the tickets that were not done. Nothing of the past is stored: it is read from what had happened by then, in slices.

use super::dashboard::{Distribution, distributions};
use super::months::first_of_month;
use crate::domain::day::Day;
use crate::domain::marketing::past::PastDay;
use crate::domain::service::{Deskwork, Phase, ServicePlan};
use crate::domain::world::World;

/// The tickets of so many customers are looked at in one slice.
const ROWS: usize = 500;

/// The tickets that are not done on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenTickets {
    /// We are to do something.
    pub open: usize,
    /// Others are.
    pub paused: usize,
    /// They are solved, and nobody asked how it went.
    pub revisit: usize,
    /// Of all these, those that a promise was not kept for.
    pub late: usize,
}

impl OpenTickets {
    /// Counts these as they are seen at an instant.
    pub fn of<'a>(works: impl IntoIterator<Item = &'a Deskwork>, at: i64) -> Self {
        let mut all = Self::default();
        for work in works {
            match work.phase {
                Phase::Open => all.open += 1,
                Phase::Paused => all.paused += 1,
                Phase::Revisit => all.revisit += 1,
                Phase::Done => {}
            }
            all.late += usize::from(work.is_late(at));
        }
        all
    }

    fn add(&mut self, other: Self) {
        self.open += other.open;
        self.paused += other.paused;
        self.revisit += other.revisit;
        self.late += other.late;
    }
}

/// The end of the month before.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// The day.
    pub day: Day,
    /// A distribution a dimension.
    pub distributions: Vec<Distribution>,
    /// The tickets at its end.
    pub tickets: OpenTickets,
}

impl Before {
    /// The distribution of a dimension.
    pub fn distribution(&self, dimension: &str) -> Option<&Distribution> {
        self.distributions.iter().find(|d| *d.dimension == *dimension)
    }
}

/// It, being read.
#[derive(Debug)]
pub struct BeforeReading {
    past: PastDay,
    day: Day,
    /// What tickets were promised.
    plan: ServicePlan,
    tickets: OpenTickets,
    /// The first customer whose tickets were not looked at yet; nothing while the customers themselves are read.
    next: Option<usize>,
}

impl BeforeReading {
    /// Of which nothing is read yet.
    pub fn begin(world: &World) -> Self {
        let day = first_of_month(world.evaluation.as_of).plus_days(-1);
        Self {
            past: PastDay::whole(world, day),
            day,
            plan: ServicePlan::of(&world.book, &world.evaluation.plan),
            tickets: OpenTickets::default(),
            next: None,
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let Some(from) = self.next else {
            self.next = (!self.past.step(world)).then_some(0);
            return true;
        };
        let slots = world.book.customers.slots();
        let to = (from + ROWS).min(slots);
        let at = self.plan.work.zone.at(self.day.plus_days(1), 0);
        let evaluation = self.past.evaluation();
        for slot in (from as u32..to as u32).filter(|slot| evaluation.exists(*slot)) {
            let works = Deskwork::on(world, evaluation, &self.plan, slot);
            self.tickets.add(OpenTickets::of(&works, at));
        }
        self.next = Some(to);
        to < slots
    }

    /// The end of the month before, once all is read.
    pub fn finish(self) -> Before {
        Before {
            day: self.day,
            distributions: distributions(self.past.evaluation()),
            tickets: self.tickets,
        }
    }

    /// Reads a whole book.
    pub fn of(world: &World) -> Before {
        let mut reading = Self::begin(world);
        while reading.step(world) {}
        reading.finish()
    }
}
