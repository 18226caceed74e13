//! Health on a day of the past, worked out from what had happened by then.

use chrono::Datelike;

use crate::domain::day::Day;
use crate::domain::inquiry::solo::Solo;
use crate::domain::ledger::Activity;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::rule::plan::{Plan, PlanScore};
use crate::domain::world::World;

/// So many months before the as-of day are shown.
const MONTHS: u32 = 11;
/// The dimension of the bands.
pub(super) const HEALTH: &str = "health";

/// A part of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The component's fact (`activity`).
    pub id: Text,
    /// The fact that it scales (`interactions_90d`); the component itself where nothing is scaled.
    pub of: Text,
    /// That fact; nothing where there are no data.
    pub fact: Option<f64>,
    /// Nothing of what it counts is recorded by the day: it counts none for want of records.
    pub is_unrecorded: bool,
    /// The component, 0–100: what the rules put there where the fact is missing.
    pub value: f64,
    /// The points that it gives: weight × component, or × what is left to 100.
    pub points: f64,
    /// The most that it can give.
    pub most: f64,
}

/// The health of a customer on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthOn {
    /// The day.
    pub day: Day,
    /// The score; nothing for who had not dealt by then, and where nothing was recorded by then: what the rules make of blanks is no health.
    pub score: Option<f64>,
    /// The class of the score's band.
    pub band: Option<Text>,
    /// Its parts, in the order of the rules.
    pub parts: Vec<Component>,
}

/// The score that is a customer's health; nothing where the rules have none.
fn health_of(plan: &Plan) -> Option<(usize, &PlanScore)> {
    let column = Metric::HealthScore as usize;
    plan.scores.iter().enumerate().find(|(_, score)| score.column == column)
}

/// The health at the ends of the eleven months before, and on the as-of day, the oldest first; days before the first record are left
/// out.
pub fn trend(world: &World, slot: u32) -> Vec<HealthOn> {
    let Some(mut solo) = Solo::of(&world.evaluation, &world.book, slot) else {
        return Vec::new();
    };
    let activity = world.ledger.row(slot);
    let as_of = world.evaluation.as_of;
    let mut all: Vec<HealthOn> = month_ends(as_of, MONTHS)
        .into_iter()
        .chain([as_of])
        .filter_map(|day| health_at(&mut solo, activity, day))
        .collect();
    let known = all.iter().position(|on| on.score.is_some()).unwrap_or(all.len());
    all.drain(..known);
    all
}

/// The health on one day; nothing for who was not there by then.
pub fn health_on(world: &World, slot: u32, day: Day) -> Option<HealthOn> {
    let mut solo = Solo::of(&world.evaluation, &world.book, slot)?;
    health_at(&mut solo, world.ledger.row(slot), day)
}

/// The last days of so many months before a day, the oldest first.
pub(super) fn month_ends(as_of: Day, months: u32) -> Vec<Day> {
    let first = as_of.plus_days(1 - as_of.date().day() as i32);
    (0..months).rev().map(|n| first.minus_months(n).plus_days(-1)).collect()
}

fn health_at(solo: &mut Solo<'_>, activity: &Activity, day: Day) -> Option<HealthOn> {
    let plan = solo.plan();
    // The bands of a score look at nothing but the score.
    let of_health = plan.dimension(HEALTH);
    if !solo.stand_on(day, activity, of_health.as_slice()) {
        return None;
    }
    let (place, score) = health_of(plan)?;
    let said = plan.rulebook.scores.get(place)?;
    let parts = said.terms.iter().zip(&score.terms).map(|(said, term)| {
        let fact = solo.number(term.of);
        let value = match term.factor {
            Some(_) => solo.number(term.column),
            None => fact,
        };
        let value = value.or(term.missing).unwrap_or_default();
        let kept = if term.invert { 100.0 - value } else { value };
        Component {
            is_unrecorded: said.of.as_deref().is_some_and(|of| activity.is_unrecorded(of, day)),
            id: said.metric.clone(),
            of: said.of.clone().unwrap_or_else(|| said.metric.clone()),
            fact,
            value,
            points: term.weight * kept,
            most: term.weight * 100.0,
        }
    });
    let parts = parts.collect();
    let band = of_health.and_then(|dimension| solo.class(dimension));
    let (number, band) = match activity.is_blank(day) {
        true => (None, None),
        false => (solo.number(score.column), band),
    };
    Some(HealthOn {
        day,
        score: number,
        band: band.map(Text::from),
        parts,
    })
}
