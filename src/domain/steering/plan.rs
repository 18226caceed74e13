//! What the figures of goals are made by, and the days that they are of.

use std::collections::BTreeSet;

use super::goal::{GoalOf, goals};
use super::own::OwnMeasure;
use crate::domain::day::Day;
use crate::domain::record::Text;
use crate::domain::report::months::first_of_month;
use crate::domain::service::ServicePlan;
use crate::domain::world::World;

/// So many ends of months before the as-of day are shown.
const MONTHS: u32 = 11;

/// What the figures are made by, beside the book. What is to be reached is not among it: another aim needs no figure anew.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalPlan {
    /// The days that figures are of, rising; the as-of day is the last.
    pub(super) days: Vec<Day>,
    /// The user's own measures, by the key of their goal.
    pub(super) own: Vec<(Text, OwnMeasure)>,
    /// What tickets were promised.
    pub(super) service: ServicePlan,
}

impl GoalPlan {
    /// That of a world.
    pub fn of(world: &World) -> Self {
        let as_of = world.evaluation.as_of;
        let goals = goals(&world.book.head.settings);
        let mut days: BTreeSet<Day> = course(as_of).into_iter().collect();
        days.extend(goals.iter().filter_map(|goal| goal.baseline_day(as_of)));
        let own = goals.into_iter().filter_map(|goal| match goal.of {
            GoalOf::Own(own) => Some((goal.id, own)),
            GoalOf::Measure(_) => None,
        });
        Self {
            days: days.into_iter().collect(),
            own: own.collect(),
            service: ServicePlan::of(&world.book, &world.evaluation.plan),
        }
    }
}

/// The days of a course: the ends of the eleven months before, and the as-of day.
pub(super) fn course(as_of: Day) -> Vec<Day> {
    let first = first_of_month(as_of);
    let ends = (0..MONTHS).rev().map(|back| first.minus_months(back).plus_days(-1));
    ends.chain([as_of]).collect()
}
