//! What a goal's figure rests on, and what it was on any day.

use super::{GoalDesk, each_completeness, point, spent};
use crate::domain::day::Day;
use crate::domain::report::first_deal::first_deal;
use crate::domain::steering::goal::{Goal, GoalOf};
use crate::domain::steering::measure::Measure;
use crate::domain::steering::plan::GoalPlan;
use crate::domain::steering::share::{Point, Share, Sum, of_complaints, of_events, of_offers};
use crate::domain::world::World;

impl GoalDesk {
    /// The shares behind a goal's figure on the as-of day, by customer.
    pub fn rows(&self, world: &World, goal: &Goal) -> Vec<Share> {
        let mut rows = Vec::new();
        let mut see = |share| rows.push(share);
        match (&goal.of, self.points.last()) {
            (_, None) => {}
            (GoalOf::Own(own), _) => own.each(&world.book, &world.evaluation, &mut see),
            (GoalOf::Measure(measure), Some(point)) => self.each_at(world, *measure, point, &mut see),
        }
        rows
    }

    /// What a goal's figure was on a day, where that can be summed at once: nothing where it takes the days before it (the best tier of the year
    /// before, a goal of one's own), or while the book is being read. The figure itself is nothing where the book tells none.
    pub fn value_on(&self, world: &World, plan: &GoalPlan, goal: &Goal, day: Day) -> Option<Option<f64>> {
        let GoalOf::Measure(measure) = goal.of else {
            return None;
        };
        if self.is_behind() || !goal.has_history() {
            return None;
        }
        if let Some(at) = self.points.iter().position(|point| point.day == day) {
            return Some(self.sum_at(plan, goal, at).1);
        }
        if measure == Measure::Repurchase {
            return None;
        }
        let mut sum = Sum::default();
        self.each_at(world, measure, &point(plan, day), &mut |share| sum.add(share));
        if measure == Measure::Acquisition {
            sum.part = spent(world, day);
        }
        Some(sum.value(measure))
    }

    /// Calls `see` with the shares of a measure at a point, by customer; those of the sheets are of the as-of day.
    fn each_at(&self, world: &World, measure: Measure, point: &Point, see: &mut dyn FnMut(Share)) {
        let there = |slot: &u32| world.book.customers.at(*slot).is_some();
        let slots = (0..world.book.customers.slots() as u32).filter(there);
        match measure {
            Measure::Completeness => each_completeness(world, see),
            Measure::InTime => of_complaints(self.service.works(), point, see),
            Measure::CrossSelling => slots.for_each(|slot| of_offers(&self.offers_of(world, slot), point, see)),
            _ => slots.for_each(|slot| {
                let events = (slot, world.ledger.row(slot));
                of_events(measure, events, first_deal(world, slot), point, see);
            }),
        }
    }
}
