//! All figures of the goals, on the as-of day and the days before it: read in slices, then followed.
//!
//! | what | how it is followed |
//! |---|---|
//! | who stood in the best tier 12 months before, and own goals, on the days before | read anew where what they rest on changed ([`GoalDesk::past_of`]) |
//! | figures of events, tickets, offers | summed anew in slices; what stood is told meanwhile |
//! | own goals on the as-of day | from the evaluation at hand |

mod rows;

use std::sync::Arc;

use super::goal::{Baseline, Goal, GoalOf, Standing, aim, goals, standing};
use super::measure::Measure;
use super::own::OwnMeasure;
use super::plan::{GoalPlan, course};
use super::share::{Point, Share, Sum, costs, of_complaints, of_events, of_offers};
use crate::domain::care::Outcomes;
use crate::domain::columns::{Bits, bit_words, set_bit};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::fnv::Fnv;
use crate::domain::marketing::past::PastDay;
use crate::domain::marketing::together::{Offer, offer_in};
use crate::domain::marketing::value::TIER;
use crate::domain::metric::Metric;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::first_deal::first_deal;
use crate::domain::service::{Deskwork, ServiceDesk};
use crate::domain::world::World;

/// So many customers are summed in one slice.
const ROWS: usize = 500;
/// The measures that follow from the events of a customer.
const OF_EVENTS: [Measure; 5] = [
    Measure::Response,
    Measure::Acquisition,
    Measure::Repurchase,
    Measure::Satisfaction,
    Measure::Lifetime,
];

/// A goal's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalFigure {
    /// The goal.
    pub goal: Goal,
    /// The figure on the as-of day.
    pub value: Option<f64>,
    /// What it is the quotient of.
    pub sum: Sum,
    /// The figures at the ends of the months before and on the as-of day, the oldest first; empty where the book does not tell.
    pub course: Vec<(Day, Option<f64>)>,
    /// The figure that it is compared with.
    pub baseline: Option<f64>,
    /// The figure to reach.
    pub aim: Option<f64>,
    /// How far it is.
    pub standing: Standing,
}

/// The goals of a book on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalReport {
    /// The day.
    pub as_of: Day,
    /// The goals, in their order.
    pub goals: Vec<GoalFigure>,
}

impl GoalReport {
    /// The places of the goals of a standing, rising; of all goals without one.
    pub fn of_standing(&self, only: Option<Standing>) -> Vec<u32> {
        let fits = |it: &GoalFigure| only.is_none_or(|only| only == it.standing);
        let place = |(at, it): (usize, &GoalFigure)| fits(it).then_some(at as u32);
        self.goals.iter().enumerate().filter_map(place).collect()
    }
}

/// What comes next.
#[derive(Debug, Default)]
enum Stage {
    /// Tickets are read.
    #[default]
    Tickets,
    /// The best tier 12 months before the point at this place.
    Tier(usize, Option<Box<PastDay>>),
    /// Own goals on the point at this place.
    Own(usize, Option<Box<PastDay>>),
    /// Sums, from this customer on.
    Sum(usize),
    Done,
}

/// The goals while they are read and followed.
#[derive(Debug, Default)]
pub struct GoalDesk {
    told: Option<Arc<GoalReport>>,
    service: ServiceDesk,
    outcomes: Outcomes,
    points: Vec<Point>,
    /// By point, then by measure.
    sums: Vec<[Sum; Measure::ALL.len()]>,
    /// By point, then by own measure: what they come to.
    own: Vec<Vec<Sum>>,
    /// What the days before rest on, by customer.
    past: Vec<u64>,
    stage: Stage,
}

impl GoalDesk {
    /// Reads a whole book.
    pub fn of(world: &World, plan: &GoalPlan) -> Self {
        let mut desk = Self::begin(plan);
        while desk.step(world, plan) {}
        desk
    }

    /// One of which nothing is read yet.
    pub fn begin(plan: &GoalPlan) -> Self {
        Self {
            points: plan.days.iter().map(|day| point(plan, *day)).collect(),
            ..Self::default()
        }
    }

    /// What was read; of before the last change while [`GoalDesk::is_behind`].
    pub fn told(&self) -> Option<Arc<GoalReport>> {
        self.told.clone()
    }

    /// Whether there is more to read.
    pub fn is_behind(&self) -> bool {
        !matches!(self.stage, Stage::Done)
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, plan: &GoalPlan) -> bool {
        self.stage = match std::mem::take(&mut self.stage) {
            Stage::Tickets if self.service.step(world, &plan.service) => Stage::Tickets,
            Stage::Tickets => self.begin_past(world),
            Stage::Tier(at, past) => self.tier(world, at, past),
            Stage::Own(at, past) => self.own(world, plan, at, past),
            Stage::Sum(from) => self.sum(world, plan, from),
            Stage::Done => Stage::Done,
        };
        self.is_behind()
    }

    /// Follows a change that touched some customers; what it tells until all is summed anew is of before the change.
    pub fn update(&mut self, world: &World, plan: &GoalPlan, touched: &[u32]) {
        if matches!(self.stage, Stage::Tickets) {
            let told = self.told.take();
            *self = Self {
                told,
                ..Self::begin(plan)
            };
            return;
        }
        self.service.update(world, &plan.service, touched);
        let is_past_known = matches!(self.stage, Stage::Sum(_) | Stage::Done);
        let is_same = |slot: &u32| self.past.get(*slot as usize) == Some(&self.past_of(world, plan, *slot));
        self.stage = match is_past_known && touched.iter().all(is_same) {
            true => self.begin_sum(),
            false => self.begin_past(world),
        };
    }

    fn begin_past(&mut self, world: &World) -> Stage {
        self.past.clear();
        self.own = vec![Vec::new(); self.points.len()];
        match world.evaluation.plan.dimension(TIER) {
            Some(_) => Stage::Tier(0, None),
            None => Stage::Own(0, None),
        }
    }

    fn begin_sum(&mut self) -> Stage {
        self.sums = vec![Default::default(); self.points.len()];
        Stage::Sum(0)
    }

    fn tier(&mut self, world: &World, at: usize, past: Option<Box<PastDay>>) -> Stage {
        let Some(point) = self.points.get_mut(at) else {
            return Stage::Own(0, None);
        };
        let mut past = past.unwrap_or_else(|| Box::new(PastDay::begin(world, point.day.minus_months(12))));
        if past.step(world) {
            return Stage::Tier(at, Some(past));
        }
        point.core = best(past.evaluation());
        Stage::Tier(at + 1, None)
    }

    fn own(&mut self, world: &World, plan: &GoalPlan, at: usize, past: Option<Box<PastDay>>) -> Stage {
        // The as-of day is evaluated as it is.
        let point = self.points.get(at).filter(|point| point.day < world.evaluation.as_of);
        let Some(point) = point.filter(|_| !plan.own.is_empty()) else {
            return self.begin_sum();
        };
        let mut past = past.unwrap_or_else(|| Box::new(PastDay::whole(world, point.day)));
        if past.step(world) {
            return Stage::Own(at, Some(past));
        }
        self.own[at] = own_sums(world, past.evaluation(), plan);
        Stage::Own(at + 1, None)
    }

    fn sum(&mut self, world: &World, plan: &GoalPlan, from: usize) -> Stage {
        self.outcomes.follow(&world.book);
        let slots = world.book.customers.slots();
        let to = (from + ROWS).min(slots);
        for slot in from as u32..to as u32 {
            if self.past.len() == slot as usize {
                let past = self.past_of(world, plan, slot);
                self.past.push(past);
            }
            if world.book.customers.at(slot).is_none() {
                continue;
            }
            let (events, first) = (world.ledger.row(slot), first_deal(world, slot));
            let offers = self.offers_of(world, slot);
            for (point, sums) in self.points.iter().zip(&mut self.sums) {
                for measure in OF_EVENTS {
                    let sum = &mut sums[measure as usize];
                    of_events(measure, (slot, events), first, point, &mut |share| sum.add(share));
                }
                let sum = &mut sums[Measure::CrossSelling as usize];
                of_offers(&offers, point, &mut |share| sum.add(share));
            }
        }
        if to < slots {
            return Stage::Sum(to);
        }
        self.finish(world, plan);
        Stage::Done
    }

    fn finish(&mut self, world: &World, plan: &GoalPlan) {
        let works = self.service.works();
        for (point, sums) in self.points.iter().zip(&mut self.sums) {
            let sum = &mut sums[Measure::InTime as usize];
            of_complaints(works, point, &mut |share| sum.add(share));
            sums[Measure::Acquisition as usize].part = spent(world, point.day);
        }
        if let Some(sums) = self.sums.last_mut() {
            let sum = &mut sums[Measure::Completeness as usize];
            each_completeness(world, &mut |share| sum.add(share));
        }
        if let Some(own) = self.own.last_mut() {
            *own = own_sums(world, &world.evaluation, plan);
        }
        let goals = goals(&world.book.head.settings);
        let figures = goals.into_iter().map(|goal| self.figure(world, plan, goal));
        self.told = Some(Arc::new(GoalReport {
            as_of: world.evaluation.as_of,
            goals: figures.collect(),
        }));
    }

    /// What a goal comes to at a point.
    fn sum_at(&self, plan: &GoalPlan, goal: &Goal, point: usize) -> (Sum, Option<f64>) {
        match &goal.of {
            GoalOf::Measure(measure) => {
                let sum = self
                    .sums
                    .get(point)
                    .map(|sums| sums[*measure as usize])
                    .unwrap_or_default();
                (sum, sum.value(*measure))
            }
            GoalOf::Own(own) => {
                let at = plan.own.iter().position(|(id, _)| *id == goal.id);
                let sums = self.own.get(point);
                let sum = at.and_then(|at| sums?.get(at).copied()).unwrap_or_default();
                (sum, own.value(sum))
            }
        }
    }

    fn figure(&self, world: &World, plan: &GoalPlan, goal: Goal) -> GoalFigure {
        let as_of = world.evaluation.as_of;
        let on = |day: Day| {
            let point = self.points.iter().position(|point| point.day == day)?;
            self.sum_at(plan, &goal, point).1
        };
        let course: Vec<(Day, Option<f64>)> = match goal.has_history() {
            true => course(as_of).into_iter().map(|day| (day, on(day))).collect(),
            false => Vec::new(),
        };
        let baseline = match goal.baseline {
            Some(Baseline::Typed(value)) => Some(value),
            _ => goal.baseline_day(as_of).and_then(on),
        };
        let (sum, value) = self.sum_at(plan, &goal, self.points.len().saturating_sub(1));
        let aim = aim(&goal, baseline);
        let from = baseline.or_else(|| course.iter().find_map(|(_, value)| *value));
        GoalFigure {
            standing: standing(&goal, value, aim, from),
            goal,
            value,
            sum,
            course,
            baseline,
            aim,
        }
    }

    /// The tickets with what they were promised.
    pub fn works(&self) -> &[Deskwork] {
        self.service.works()
    }

    fn offers_of(&self, world: &World, slot: u32) -> Vec<Offer> {
        let as_of = world.evaluation.as_of;
        let records = self.outcomes.of(&world.book, slot).into_iter();
        records.filter_map(|record| offer_in(0, slot, record, as_of)).collect()
    }

    /// A sum over what the days before rest on of a customer: its orders by the last day that a tier is asked for, and what was set by hand; where
    /// there are own goals, its whole record and all its events by the last day before.
    fn past_of(&self, world: &World, plan: &GoalPlan, slot: u32) -> u64 {
        let as_of = world.evaluation.as_of;
        let Some(customer) = world.book.customers.at(slot) else {
            return 0;
        };
        let (events, is_own) = (world.ledger.row(slot), !plan.own.is_empty());
        let until = if is_own {
            as_of.plus_days(-1)
        } else {
            as_of.minus_months(12)
        };
        let mut all = Fnv::default();
        for order in events.orders.iter().take_while(|order| order.day <= until) {
            let paid = [i64::from(order.due.0), i64::from(order.paid.0)];
            let [due, paid] = paid.map(|figure| if is_own { figure } else { 0 });
            for figure in [i64::from(order.day.0), order.fen, due, paid] {
                all = all.and(&figure.to_le_bytes());
            }
        }
        if is_own {
            for touch in events.touches.iter().take_while(|touch| touch.day <= until) {
                let answered = touch.answered.map_or(2, u8::from);
                all = all.and(&touch.day.0.to_le_bytes()).and(&[answered]);
            }
            for ticket in events.tickets.iter().take_while(|ticket| ticket.day <= until) {
                all = all
                    .and(&ticket.day.0.to_le_bytes())
                    .and(&ticket.resolved.0.to_le_bytes());
                all = all.and(&[u8::from(ticket.complaint), ticket.satisfaction]);
            }
            all = all.and_text(&serde_json::to_string(&**customer).unwrap_or_default());
        } else {
            all = all.and_text(&format!("{:?}", customer.created_on));
            if !customer.overrides.is_empty() {
                all = all.and_text(&serde_json::to_string(&customer.overrides).unwrap_or_default());
            }
        }
        all.sum()
    }
}

/// A day that figures are of; who stood in the best tier is not known yet.
fn point(plan: &GoalPlan, day: Day) -> Point {
    let zone = plan.service.work.zone;
    Point {
        day,
        start: zone.at(day, 0),
        end: zone.at(day.plus_days(1), 0) - 1,
        core: Bits::new(),
    }
}

/// What campaigns for new customers cost by a day, in yuan.
fn spent(world: &World, day: Day) -> f64 {
    Fen(costs(world, day).iter().map(|(_, cost)| cost.0).sum()).yuan()
}

/// Who stands in the best tier.
fn best(evaluation: &Evaluation) -> Bits {
    let mut core = vec![0; bit_words(evaluation.columns.rows)];
    let Some(tier) = evaluation.plan.dimension(TIER) else {
        return core;
    };
    let order = evaluation.plan.dimensions[tier].order();
    let first = order.first().and_then(|place| u8::try_from(*place).ok());
    for (slot, class) in evaluation.classes[tier].iter().enumerate() {
        if Some(*class) == first {
            set_bit(&mut core, slot as u32, true);
        }
    }
    core
}

fn each_completeness(world: &World, see: &mut dyn FnMut(Share)) {
    for slot in 0..world.evaluation.columns.rows as u32 {
        let complete = world.evaluation.number(slot, Metric::InformationCompleteness);
        if let Some(complete) = complete.filter(|_| world.evaluation.exists(slot)) {
            see(Share::of(slot, complete));
        }
    }
}

/// What own measures come to on the day of an evaluation.
fn own_sums(world: &World, evaluation: &Evaluation, plan: &GoalPlan) -> Vec<Sum> {
    let of = |(_, own): &(Text, OwnMeasure)| {
        let mut sum = Sum::default();
        own.each(&world.book, evaluation, &mut |share| sum.add(share));
        sum
    };
    plan.own.iter().map(of).collect()
}
