//! Who is in danger of leaving, who has left, and what is done about it: read in slices, then followed customer by customer.

use std::collections::BTreeMap;

use super::plan::{WinBack, plan_in};
use super::trend::{HEALTH, health_on};
use crate::domain::care::Outcomes;
use crate::domain::day::Day;
use crate::domain::kind::task_outcome::{WinBackResult, customer_of_task};
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::report::risk::LOST;
use crate::domain::rule::plan::{NONE, Plan};
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;
use crate::words;

/// So many customers are read in one slice.
const ROWS: usize = 500;
/// The dimension that says how great the danger is.
const RISK: &str = "risk";
/// The score is compared with that of so many days before.
pub const BEFORE_DAYS: i32 = 90;

/// Who was won back is left in peace for so many days, as the figures of their window still tell of the time before.
const REST_DAYS: i32 = 90;

words! {
    /// Where a customer stands. Who is lost does not stand among those whom one can still save.
    pub enum Standing {
        /// In danger, and nothing is done yet.
        Open = "open",
        /// A plan runs.
        Planned = "planned",
        /// Lost, by the rules or by how the last plan ended, and no plan runs.
        Lost = "lost",
        /// The last plan ended: in no danger any more, or won back in the last 90 days.
        Ended = "ended",
    }
}

/// A customer in danger, lost, or of whom a plan tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Endangered {
    /// The customer's slot.
    pub customer: u32,
    /// Where it stands.
    pub standing: Standing,
    /// The health score.
    pub score: Option<f64>,
    /// That of 90 days before.
    pub before: Option<f64>,
    /// The class of its health.
    pub health: Option<Text>,
    /// The class of its risk.
    pub risk: Option<Text>,
    /// What it bought in twelve months, in yuan.
    pub purchases: Option<f64>,
    /// Its plans, the latest first.
    pub plans: Vec<WinBack>,
}

impl Endangered {
    /// How much the score rose, or fell where it is negative.
    pub fn change(&self) -> Option<f64> {
        // As it is shown: a fall of 10 points is one, however fractions of thirds are kept.
        let by = self.score? - self.before?;
        Some((by * 100.0).round() / 100.0)
    }

    /// The plan that runs.
    pub fn running(&self) -> Option<&WinBack> {
        self.plans.iter().find(|plan| plan.ended.is_none())
    }

    /// Whether the deadline of the plan that runs has gone by.
    pub fn is_late(&self, as_of: Day) -> bool {
        self.running().and_then(|plan| plan.due).is_some_and(|due| due < as_of)
    }
}

/// The places of the dimensions in the rules that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WinBackRules {
    health: Option<usize>,
    risk: Option<usize>,
    stage: Option<usize>,
}

impl WinBackRules {
    /// The places of a customer's classes in these dimensions.
    fn places(self, world: &World, slot: u32) -> [u8; 3] {
        let place = |dimension: Option<usize>| {
            let column = world.evaluation.classes.get(dimension?)?;
            column.get(slot as usize).copied()
        };
        [self.health, self.risk, self.stage].map(|dimension| place(dimension).unwrap_or(NONE))
    }

    /// The places of these dimensions, and of those that their rules look at, in order.
    pub(super) fn looked_at(self, plan: &Plan) -> Vec<usize> {
        let own = [self.health, self.risk, self.stage].into_iter().flatten();
        let behind = own.clone().filter_map(|place| plan.dimensions.get(place));
        let nodes = behind.flat_map(|dimension| dimension.classes.iter().filter_map(|class| class.node.as_ref()));
        let mut all: Vec<usize> = nodes.flat_map(|node| plan.looked_at(node)).chain(own).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The places of the dimensions that warn, the one that says more first.
    pub fn warning(self) -> [Option<usize>; 2] {
        [self.risk, self.health]
    }

    /// Those of a plan.
    pub fn of(plan: &Plan) -> Self {
        Self {
            health: plan.dimension(HEALTH),
            risk: plan.dimension(RISK),
            stage: plan.dimension(LOST.0),
        }
    }
}

/// Those in danger in a book on its day.
#[derive(Clone, Debug, Default)]
pub struct WinBackDesk {
    rows: BTreeMap<u32, Endangered>,
    /// The places of the classes that each customer was read by.
    classes: Vec<[u8; 3]>,
    outcomes: Outcomes,
    /// The first customer's slot that was not read yet.
    next: usize,
}

impl WinBackDesk {
    /// Reads a whole book.
    pub fn of(world: &World, rules: WinBackRules) -> Self {
        let mut desk = Self::default();
        while desk.step(world, rules) {}
        desk
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, rules: WinBackRules) -> bool {
        self.outcomes.follow(&world.book);
        let to = (self.next + ROWS).min(world.book.customers.slots());
        for slot in self.next as u32..to as u32 {
            self.read(world, rules, slot);
        }
        self.next = to;
        to < world.book.customers.slots()
    }

    /// Follows a change of the book: `touched` are the customers that it is about. Others are read anew where their classes are not what
    /// they were: rules may look at a rank among all.
    pub fn update(&mut self, world: &World, rules: WinBackRules, touched: &[u32]) {
        self.outcomes.follow(&world.book);
        let moved =
            (0..self.next as u32).filter(|slot| self.classes.get(*slot as usize) != Some(&rules.places(world, *slot)));
        let new = self.next as u32..world.book.customers.slots() as u32;
        let mut affected: Vec<u32> = moved.chain(new).chain(touched.iter().copied()).collect();
        affected.sort_unstable();
        affected.dedup();
        for slot in affected {
            self.read(world, rules, slot);
        }
        self.next = world.book.customers.slots();
    }

    /// All: those whose plan has a deadline first, by it; then those who bought most.
    pub fn all(&self) -> Vec<Endangered> {
        let mut all: Vec<Endangered> = self.rows.values().cloned().collect();
        sort_by_key(&mut all, |row| {
            let due = row.running().and_then(|plan| plan.due);
            let worth = row.purchases.unwrap_or_default();
            (due.map_or(i32::MAX, |day| day.0), -(worth as i64), row.customer)
        });
        all
    }

    fn read(&mut self, world: &World, rules: WinBackRules, slot: u32) {
        self.rows.remove(&slot);
        let at = slot as usize;
        if self.classes.len() <= at {
            self.classes.resize(at + 1, [NONE; 3]);
        }
        self.classes[at] = rules.places(world, slot);
        if !world.evaluation.exists(slot) {
            return;
        }
        let as_of = world.evaluation.as_of;
        let plans = plans_of(world, &self.outcomes, slot);
        let danger = danger(world, rules, slot);
        let standing = match (plans.first().map(|plan| plan.ended), danger) {
            (Some(None), _) => Standing::Planned,
            // Who has ordered since is lost no more.
            (Some(Some((day, WinBackResult::Lost))), Some(_)) if !has_bought_since(world, slot, day) => Standing::Lost,
            (Some(Some((day, WinBackResult::WonBack))), Some(_)) if as_of.days_since(day) <= REST_DAYS => {
                Standing::Ended
            }
            (_, Some(standing)) => standing,
            (Some(_), None) => Standing::Ended,
            (None, None) => return,
        };
        let score = score(world, slot);
        let before = health_on(world, slot, as_of.plus_days(-BEFORE_DAYS)).and_then(|on| on.score);
        let row = Endangered {
            customer: slot,
            standing,
            score,
            before,
            health: class(world, slot, rules.health).map(Text::from),
            risk: class(world, slot, rules.risk).map(Text::from),
            purchases: world.evaluation.number(slot, Metric::AnnualPurchase),
            plans,
        };
        self.rows.insert(slot, row);
    }
}

fn has_bought_since(world: &World, slot: u32, day: Day) -> bool {
    let as_of = world.evaluation.as_of;
    let mut orders = world.ledger.row(slot).orders.iter();
    orders.any(|order| !order.is_return() && day < order.day && order.day <= as_of)
}

fn score(world: &World, slot: u32) -> Option<f64> {
    world.evaluation.number(slot, Metric::HealthScore)
}

fn class(world: &World, slot: u32, dimension: Option<usize>) -> Option<&str> {
    world.evaluation.class(slot, dimension?)
}

/// The plans of a customer: the one that runs first, then the latest.
pub(super) fn plans_of(world: &World, outcomes: &Outcomes, slot: u32) -> Vec<WinBack> {
    let plans = outcomes.of(&world.book, slot).into_iter().filter_map(|record| {
        let place = world.book.task_outcomes.slot(record.id.as_str())?;
        plan_in(place, record, world.evaluation.as_of)
    });
    in_order(plans.collect())
}

/// The same for one customer alone, as every outcome is asked whose it is.
pub fn plans_of_one(world: &World, slot: u32) -> Vec<WinBack> {
    let customer = world.book.customers.key_at(slot);
    let is_theirs = |key: &str| customer.is_some() && customer_of_task(key) == customer;
    let theirs = world
        .book
        .task_outcomes
        .iter()
        .filter(|(_, record)| is_theirs(record.id.as_str()));
    let plans = theirs.filter_map(|(place, record)| plan_in(place, record, world.evaluation.as_of));
    in_order(plans.collect())
}

fn in_order(mut plans: Vec<WinBack>) -> Vec<WinBack> {
    let day = |plan: &WinBack| plan.ended.as_ref().map_or(i32::MAX, |(day, _)| day.0);
    sort_by_key(&mut plans, |plan| {
        (-day(plan), -plan.opened.map_or(i32::MIN + 1, |day| day.0))
    });
    plans
}

/// Whether a customer is in danger, or lost.
pub(super) fn danger(world: &World, rules: WinBackRules, slot: u32) -> Option<Standing> {
    let class = |dimension| world.evaluation.class(slot, dimension);
    match is_lost(rules, class) {
        true => Some(Standing::Lost),
        false => in_danger(&world.evaluation.plan, rules, class).then_some(Standing::Open),
    }
}

/// Whether the rules say of a customer with these classes, by the places of the dimensions, that it is lost.
pub(super) fn is_lost<'a>(rules: WinBackRules, class: impl Fn(usize) -> Option<&'a str>) -> bool {
    rules.stage.and_then(class) == Some(LOST.1)
}

/// Whether such a customer is in danger: of health and of risk, any class but the best is one.
pub(super) fn in_danger<'a>(plan: &Plan, rules: WinBackRules, class: impl Fn(usize) -> Option<&'a str>) -> bool {
    let is_worse = |dimension: usize| {
        let ranks = plan.dimensions.get(dimension).map_or(&[][..], |known| &known.rank);
        class(dimension).is_some_and(|class| ranks.iter().skip(1).any(|worse| **worse == *class))
    };
    [rules.health, rules.risk].into_iter().flatten().any(is_worse)
}
