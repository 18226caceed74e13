//! Warnings of the past, and what became of each: how often a warning was right, and what another border would have given.
//!
//! Health is looked at once a month (S4 3.3), so a warning is of the last day of a month: in danger then, and not a month before. It is
//! settled 90 days later, by what happened and not by what anybody thought: who ordered in those days stayed, or was won back where a plan
//! ran; who did not is lost. It is given by the rules that were in force on its day, so that rules adopted later leave it as it was; only the
//! ranking among all customers is that of today.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::desk::{WinBackRules, in_danger, is_lost, plans_of};
use super::plan::WinBack;
use super::signal::{Fate, SIGNALS, Signal, Told, Tried, Warning};
use super::trend::month_ends;
use crate::domain::care::Outcomes;
use crate::domain::day::Day;
use crate::domain::id::RuleVersionId;
use crate::domain::inquiry::solo::{Solo, SoloRoom};
use crate::domain::ledger::OrderFact;
use crate::domain::metric::{Metric, Windows};
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::sort::sort_by_key;
use crate::domain::versions::{classify_alike, rulebook_on, versions};
use crate::domain::world::World;

/// A warning is settled after so many days.
pub const SETTLED_DAYS: i32 = 90;
/// So many months are looked at, and one more to compare the first with.
const MONTHS: u32 = 15;
/// So many customers are read in one slice.
const ROWS: usize = 200;

/// What the warnings of a book were worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// Each of [`SIGNALS`], in their order.
    pub tried: [Tried; SIGNALS.len()],
    /// The warnings of the rules of their days, the latest first.
    pub warnings: Vec<Warning>,
    /// How many customers stopped ordering: something in the 90 days before a month's end, and nothing in the 90 after.
    pub stopped: usize,
    /// The first and the last day that a settled warning may be of.
    pub period: Option<(Day, Day)>,
    /// Whether other rules than those in force now stood on some of the days.
    pub had_others: bool,
}

/// What one customer adds.
#[derive(Clone, Debug, Default, PartialEq)]
struct OfCustomer {
    tried: [Tried; SIGNALS.len()],
    warnings: Vec<Warning>,
    /// The settled warnings of all signals, and what these missed.
    told: Vec<Told>,
    /// The end of the month in which it stopped ordering.
    stopped: Option<Day>,
}

/// The warnings of a book: read in slices, then followed customer by customer.
#[derive(Clone, Debug, Default)]
pub struct WarningDesk {
    of: BTreeMap<u32, OfCustomer>,
    outcomes: Outcomes,
    rules: RulesOfDays,
    next: usize,
    /// How many there are to read.
    all: usize,
}

/// Rules, and where they look.
#[derive(Clone, Debug)]
struct Asked {
    /// Nothing for those that the evaluation is of.
    plan: Option<Arc<Plan>>,
    rules: WinBackRules,
    /// The places of the dimensions that are asked, and of those behind them.
    places: Vec<usize>,
    /// The windows of the ends of months.
    windows: Vec<Windows>,
}

/// The rules that stood at the ends of months.
#[derive(Clone, Debug, Default)]
struct RulesOfDays {
    /// Those in force now, then the others.
    asked: Vec<Asked>,
    /// The ends of months, the oldest first, each with the place of its rules.
    days: Vec<(Day, usize)>,
}

impl RulesOfDays {
    fn of(world: &World) -> Self {
        let now = &world.evaluation.plan;
        let ends = month_ends(world.evaluation.as_of, MONTHS + 1);
        let mut asked = vec![Asked::of(now, &ends, None)];
        let mut known = vec![&now.rulebook];
        let days = ends.iter().map(|end| {
            let day = *end;
            let rulebook = rulebook_on(&world.book, day);
            let place = known.iter().position(|known| classify_alike(known, rulebook));
            let place = place.unwrap_or_else(|| match Plan::compile(rulebook) {
                Ok(plan) => {
                    let plan = Arc::new(plan);
                    asked.push(Asked::of(&plan, &ends, Some(plan.clone())));
                    known.push(rulebook);
                    known.len() - 1
                }
                // Rules that cannot be evaluated gave no warning that could be kept: those of now are asked.
                Err(_) => 0,
            });
            (day, place)
        });
        let days = days.collect();
        Self { asked, days }
    }
}

impl Asked {
    fn of(plan: &Plan, ends: &[Day], own: Option<Arc<Plan>>) -> Self {
        let rules = WinBackRules::of(plan);
        let months = plan.rulebook.rfm.window_months;
        Self {
            places: rules.looked_at(plan),
            windows: ends.iter().map(|day| Windows::at(*day, months)).collect(),
            plan: own,
            rules,
        }
    }

    /// A customer as these rules see it.
    fn solo<'a>(&'a self, world: &'a World, slot: u32, room: SoloRoom) -> Option<Solo<'a>> {
        let plan = self.plan.as_deref().unwrap_or(&world.evaluation.plan);
        Solo::under(plan, (&world.evaluation, &world.book), slot, room)
    }

    /// Whether they said on the day that the customer stands on that it is lost, and that it is in danger.
    fn said(&self, solo: &Solo<'_>) -> (bool, bool) {
        let class = |dimension| solo.class(dimension);
        let is_lost = is_lost(self.rules, class);
        (is_lost, !is_lost && in_danger(solo.plan(), self.rules, class))
    }
}

/// What is read of a customer that stands on a day: by which rules, and how long after its last order.
pub type Look<'a, R> = &'a dyn Fn(&Solo<'_>, WinBackRules, Option<i32>) -> R;

/// By what warnings are made, beside the book: the rules' days. Who adopts others makes them anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningPlan {
    rules: WinBackRules,
    adopted: Vec<(Option<Day>, RuleVersionId)>,
}

impl WarningPlan {
    /// Those of a book.
    pub fn of(world: &World) -> Self {
        let all = versions(&world.book).into_iter();
        Self {
            rules: WinBackRules::of(&world.evaluation.plan),
            adopted: all.map(|version| (version.adopted_on, version.id.clone())).collect(),
        }
    }
}

/// How a customer stood at the end of a month.
struct Point {
    day: Day,
    /// Whether it had dealt and was not lost.
    counts: bool,
    /// What warned of it; of who does not count, nothing.
    signals: [bool; SIGNALS.len()],
    /// Whether it ordered in the 90 days before, and after.
    before: bool,
    after: bool,
}

impl WarningDesk {
    /// One of which nothing is read yet.
    pub fn begin(world: &World) -> Self {
        Self {
            rules: RulesOfDays::of(world),
            all: world.book.customers.slots(),
            ..Self::default()
        }
    }

    /// Reads a whole book.
    pub fn of(world: &World) -> Self {
        let mut desk = Self::begin(world);
        while desk.step(world) {}
        desk
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let all = world.book.customers.slots();
        let to = (self.next + ROWS).min(all);
        self.read(world, self.next as u32..to as u32);
        self.next = to;
        to < all
    }

    /// How many customers were read, and how many there are.
    pub fn so_far(&self) -> (usize, usize) {
        (self.next, self.all)
    }

    /// Follows a change of the book under the same rules: `touched` are the customers that it is about.
    pub fn update(&mut self, world: &World, touched: &[u32]) {
        let all = world.book.customers.slots();
        self.read(world, touched.iter().copied().chain(self.next as u32..all as u32));
        (self.next, self.all) = (all, all);
    }

    /// All together.
    pub fn judgement(&self, as_of: Day) -> Judgement {
        let days = month_ends(as_of, MONTHS);
        let settled = days.iter().copied().filter(|day| is_settled(*day, as_of));
        let mut all = Judgement {
            period: settled.clone().min().zip(settled.max()),
            had_others: self.rules.asked.len() > 1,
            ..Judgement::default()
        };
        for one in self.of.values() {
            all.tried
                .iter_mut()
                .zip(one.tried)
                .for_each(|(sum, tried)| sum.add(tried));
            all.stopped += usize::from(one.stopped.is_some());
            all.warnings.extend(one.warnings.iter().cloned());
        }
        sort_by_key(&mut all.warnings, |warning| (-warning.on.0, warning.customer));
        all
    }

    /// The settled warnings of a signal, by its place, and whom it missed, each with the customer's slot.
    pub fn told_by(&self, signal: usize) -> Vec<(u32, Told)> {
        let of = |(slot, one): (&u32, &OfCustomer)| {
            let slot = *slot;
            let told = one.told.iter().filter(|told| usize::from(told.signal) == signal);
            told.map(|told| (slot, *told)).collect::<Vec<_>>()
        };
        self.of.iter().flat_map(of).collect()
    }

    /// Looks at a customer as it stood at the end of a month that is looked back to, by the rules of that day or by those in force now.
    pub fn look<R>(&self, world: &World, (slot, on, is_now): (u32, Day, bool), read: Look<'_, R>) -> Option<R> {
        let n = self.rules.days.iter().position(|(day, _)| *day == on)?;
        let place = self
            .rules
            .days
            .get(n)
            .filter(|_| !is_now)
            .map_or(0, |(_, place)| *place);
        let asked = self.rules.asked.get(place)?;
        let mut solo = asked.solo(world, slot, SoloRoom::default())?;
        let activity = world.ledger.row(slot);
        let is_there = solo.stand_in(asked.windows.get(n)?, activity, &asked.places);
        let quiet = last_order(&activity.orders, on).map(|last| on.days_since(last));
        is_there.then(|| read(&solo, asked.rules, quiet))
    }

    /// Who stopped ordering, by slot, and at which end of a month.
    pub fn stopped(&self) -> Vec<(u32, Day)> {
        let all = self.of.iter().filter_map(|(slot, one)| Some((*slot, one.stopped?)));
        all.collect()
    }

    fn read(&mut self, world: &World, slots: impl Iterator<Item = u32>) {
        self.outcomes.follow(&world.book);
        let mut rooms: Vec<SoloRoom> = self.rules.asked.iter().map(|_| SoloRoom::default()).collect();
        for slot in slots {
            self.of.remove(&slot);
            let plans = || plans_of(world, &self.outcomes, slot);
            let of =
                points(world, &self.rules, slot, &mut rooms).map(|points| of_points(world, slot, &points, &plans()));
            if let Some(of) = of.filter(|of| *of != OfCustomer::default()) {
                self.of.insert(slot, of);
            }
        }
    }
}

/// What a customer adds that stood so at the ends of months.
fn of_points(world: &World, slot: u32, points: &[Point], plans: &[WinBack]) -> OfCustomer {
    let as_of = world.evaluation.as_of;
    let mut of = OfCustomer::default();
    // The first end of a month is there to compare the second with.
    let stops = |point: &Point| point.counts && point.before && !point.after && is_settled(point.day, as_of);
    let stop = points.iter().skip(1).position(stops).map(|place| place + 1);
    of.stopped = stop.and_then(|place| Some(points.get(place)?.day));
    for (n, tried) in of.tried.iter_mut().enumerate() {
        for pair in points.windows(2) {
            let [before, point] = pair else { continue };
            if !point.signals[n] || before.signals[n] {
                continue;
            }
            let (fate, measure) = fate(point, plans, as_of);
            match fate {
                Fate::Lost => tried.lost += 1,
                Fate::Kept => tried.kept += 1,
                Fate::WonBack => tried.won_back += 1,
                Fate::Open => {}
            }
            if fate != Fate::Open {
                of.told.push(Told {
                    signal: n as u8,
                    on: point.day,
                    fate: Some(fate),
                });
            }
            if SIGNALS[n] == Signal::Rules {
                of.warnings.push(Warning {
                    customer: slot,
                    on: point.day,
                    fate,
                    measure,
                });
            }
        }
        // The month in which a customer stops, and the next: later it helps nobody.
        let said = |place: usize| points.get(place).is_some_and(|point| point.signals[n]);
        let missed = of
            .stopped
            .filter(|_| stop.is_some_and(|stop| !said(stop) && !said(stop + 1)));
        tried.missed = usize::from(missed.is_some());
        of.told.extend(missed.map(|on| Told {
            signal: n as u8,
            on,
            fate: None,
        }));
    }
    of
}

fn is_settled(day: Day, as_of: Day) -> bool {
    day.plus_days(SETTLED_DAYS) <= as_of
}

/// What became of a warning, and what was done about it.
fn fate(point: &Point, plans: &[WinBack], as_of: Day) -> (Fate, Option<Text>) {
    let end = point.day.plus_days(SETTLED_DAYS);
    let ran = |plan: &&WinBack| {
        let is_begun = plan.opened.is_none_or(|day| day <= end);
        is_begun && plan.ended.is_none_or(|(day, _)| day > point.day)
    };
    let plan = plans.iter().find(ran);
    let measure = plan.map(|plan| plan.measure.clone());
    let fate = match (is_settled(point.day, as_of), point.after) {
        (false, _) => Fate::Open,
        (true, true) if plan.is_some() => Fate::WonBack,
        (true, true) => Fate::Kept,
        (true, false) => Fate::Lost,
    };
    (fate, measure)
}

/// How a customer stood at the ends of months; nothing for who ordered nothing in all that time, and a year before it.
fn points(world: &World, of_days: &RulesOfDays, slot: u32, rooms: &mut [SoloRoom]) -> Option<Vec<Point>> {
    let activity = world.ledger.row(slot);
    let begin = of_days.days.first()?.0.minus_months(12);
    activity.orders.last().filter(|order| order.day > begin)?;
    let solos = of_days.asked.iter().zip(rooms.iter_mut());
    let solos = solos.map(|(asked, room)| asked.solo(world, slot, std::mem::take(room)));
    let mut solos: Vec<Solo<'_>> = solos.collect::<Option<_>>()?;
    let mut stand = |place: usize, n: usize| {
        let (asked, solo) = (of_days.asked.get(place)?, solos.get_mut(place)?);
        let is_there = solo.stand_in(asked.windows.get(n)?, activity, &asked.places);
        let change = solo.number(Metric::FrequencyChange60d as usize);
        is_there.then(|| (asked.said(solo), change))
    };
    let point = |(n, (day, place)): (usize, &(Day, usize))| {
        let (day, quiet) = (
            *day,
            last_order(&activity.orders, *day).map(|last| day.days_since(last)),
        );
        let told = stand(*place, n).filter(|_| quiet.is_some());
        let now = match place {
            0 => told,
            _ => stand(0, n).filter(|_| quiet.is_some()),
        };
        let counts = told.is_some_and(|((is_lost, _), _)| !is_lost);
        let change = told.and_then(|(_, change)| change);
        let signal = |signal: &Signal| match signal {
            Signal::Rules => told.is_some_and(|((_, warns), _)| warns),
            Signal::Now => now.is_some_and(|((_, warns), _)| warns),
            Signal::Drop(percent) => counts && change.is_some_and(|change| change < -f64::from(*percent) / 100.0),
            Signal::Quiet(days) => counts && quiet.is_some_and(|quiet| quiet > i32::from(*days)),
        };
        Point {
            day,
            counts,
            signals: SIGNALS.each_ref().map(signal),
            before: has_order(&activity.orders, day.plus_days(-SETTLED_DAYS), day),
            after: has_order(&activity.orders, day, day.plus_days(SETTLED_DAYS)),
        }
    };
    let points = of_days.days.iter().enumerate().map(point).collect();
    solos
        .into_iter()
        .zip(rooms)
        .for_each(|(solo, room)| *room = solo.leave());
    Some(points)
}

/// The day of the last order that is no return, up to a day; the orders stand in the order of their days.
fn last_order(orders: &[OrderFact], day: Day) -> Option<Day> {
    let until = orders.partition_point(|order| order.day <= day);
    let bought = orders.get(..until)?.iter().rev().find(|order| !order.is_return());
    bought.map(|order| order.day)
}

/// Whether something was bought behind one day, up to another.
fn has_order(orders: &[OrderFact], behind: Day, until: Day) -> bool {
    last_order(orders, until).is_some_and(|day| day > behind)
}
