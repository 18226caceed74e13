//! The account of a customer: a pure function of orders, entries, rules and the day.

use std::collections::{BTreeMap, VecDeque};

use super::rules::PointsRules;
use super::sum;
use crate::domain::day::Day;
use crate::domain::sort::sort_by_key;

/// An order, as points see it; those of a customer stand in the order of their days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    /// Its slot.
    pub slot: u32,
    /// Its day.
    pub day: Day,
    /// Its amount; below nought for a return.
    pub fen: i64,
}

/// An entry that people wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its slot.
    pub slot: u32,
    /// Its day.
    pub day: Day,
    /// In thousandths of a point.
    pub delta: i64,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StepKind {
    /// Of an order, by its slot, so many times.
    Earned(u32, f64),
    /// Of a return, by its slot.
    TakenBack(u32),
    /// Of an entry, by its slot.
    Written(u32),
    /// What is left of what was gained on a day.
    Expired(Day),
}

/// A step of an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Its day.
    pub day: Day,
    /// What it is.
    pub kind: StepKind,
    /// By how many thousandths.
    pub delta: i64,
    /// The sum of all steps up to it.
    pub balance: i64,
}

/// What is left of what was gained at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// When it was gained.
    pub day: Day,
    /// The first day on which it is gone; nothing for one that lasts.
    pub expires: Option<Day>,
    /// In thousandths.
    pub left: i64,
    /// The order that earned it.
    order: Option<u32>,
}

/// An account as it stands on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The steps, in their order.
    pub steps: Vec<Step>,
    /// What is there to be spent, the oldest first.
    pub lots: VecDeque<Lot>,
    /// In thousandths; below nought where more was spent than was there.
    pub balance: i64,
    /// What expired of that which an order earned, and was not sent back since: a return does not take it once more.
    gone: BTreeMap<u32, i64>,
}

/// An account below nought: on which day, and what is there then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Below {
    /// In thousandths.
    pub balance: i64,
    /// The first day on which it is so little.
    pub day: Day,
}

impl Account {
    /// What is there at the end of a day, in thousandths; nought before the first step.
    pub fn on(&self, day: Day) -> i64 {
        let to = self.steps.partition_point(|step| step.day <= day);
        to.checked_sub(1)
            .and_then(|last| self.steps.get(last))
            .map_or(0, |step| step.balance)
    }

    /// Where this account is lowest, of the days on which it is below nought and lower than one that it would take the place of. Both are
    /// those of all days: what is written for a day to come counts then.
    pub fn below(&self, before: &Self) -> Option<Below> {
        let days = self.steps.iter().chain(&before.steps).map(|step| step.day);
        let lower = |day| {
            let balance = self.on(day);
            (balance < 0 && balance < before.on(day)).then_some(Below { balance, day })
        };
        days.filter_map(lower).min_by_key(|it| (it.balance, it.day))
    }

    /// What expires up to and with a day, if nothing is spent; in thousandths.
    pub fn expiring(&self, until: Day) -> i64 {
        let soon = self
            .lots
            .iter()
            .filter(|lot| lot.expires.is_some_and(|day| day <= until));
        sum(soon.map(|lot| lot.left))
    }

    fn step(&mut self, day: Day, kind: StepKind, delta: i64) {
        self.balance = self.balance.saturating_add(delta);
        let balance = self.balance;
        self.steps.push(Step {
            day,
            kind,
            delta,
            balance,
        });
    }

    fn gain(&mut self, day: Day, kind: StepKind, delta: i64, rules: &PointsRules) {
        let owed = self.balance.saturating_neg().max(0);
        self.step(day, kind, delta);
        let order = match kind {
            StepKind::Earned(order, _) => Some(order),
            _ => None,
        };
        let left = delta - owed.min(delta);
        if left > 0 {
            self.lots.push_back(Lot {
                day,
                expires: rules.months.map(|months| day.plus_months(months)),
                left,
                order,
            });
        }
    }

    /// Takes points away: what the order in question earned first, then the oldest.
    fn lose(&mut self, day: Day, kind: StepKind, mut many: i64, of: Option<u32>) {
        self.step(day, kind, -many);
        let own = self.lots.iter_mut().filter(|lot| of.is_some() && lot.order == of);
        for lot in own {
            let part = lot.left.min(many);
            lot.left -= part;
            many -= part;
        }
        for lot in &mut self.lots {
            let part = lot.left.min(many);
            lot.left -= part;
            many -= part;
        }
        self.lots.retain(|lot| lot.left > 0);
    }

    /// What of so many points of an order a return takes: not those that have expired.
    fn still(&mut self, order: u32, many: i64) -> i64 {
        let Some(gone) = self.gone.get_mut(&order) else {
            return many;
        };
        let spared = many.min(*gone);
        *gone -= spared;
        many - spared
    }

    /// What is over by a day goes, each at its own.
    fn expire(&mut self, by: Day) {
        // Lots are gained in the order of their days, and each lasts as long as the others.
        while let Some(lot) = self.lots.front().copied()
            && let Some(day) = lot.expires.filter(|day| *day <= by)
        {
            self.lots.pop_front();
            self.step(day, StepKind::Expired(lot.day), -lot.left);
            if let Some(order) = lot.order {
                let gone = self.gone.entry(order).or_default();
                *gone = gone.saturating_add(lot.left);
            }
        }
    }
}

/// An order of which something is left that was not sent back.
struct Open {
    slot: u32,
    fen: i64,
    times: f64,
    earns: bool,
}

/// What happens on a day, in its order: orders, then what was written.
enum Event {
    Order(Bought),
    Written(Written),
}

/// The account of a customer on a day. `orders` stand in the order of their days.
pub fn account(rules: &PointsRules, orders: &[Bought], written: &[Written], as_of: Day) -> Account {
    let orders = orders.iter().take_while(|order| order.day <= as_of);
    let mut events: Vec<(Day, bool, Event)> = orders.map(|it| (it.day, false, Event::Order(*it))).collect();
    let first = events.len();
    let written = written.iter().filter(|it| it.day <= as_of);
    events.extend(written.map(|it| (it.day, true, Event::Written(*it))));
    if events.len() > first {
        sort_by_key(&mut events, |(day, is_written, _)| (*day, *is_written));
    }
    let (mut told, mut open, mut spent) = (Account::default(), Vec::new(), Spent::default());
    for (day, _, event) in events {
        told.expire(day);
        match event {
            Event::Order(order) if order.fen > 0 => {
                let times = rules.times(spent.before(day));
                let earns = rules.per_yuan > 0.0 && rules.from.is_none_or(|from| day >= from);
                let many = if earns { rules.earned(order.fen, times) } else { 0 };
                if many > 0 {
                    told.gain(day, StepKind::Earned(order.slot, times), many, rules);
                }
                open.push(Open {
                    slot: order.slot,
                    fen: order.fen,
                    times,
                    earns,
                });
                spent.add(day, order.fen);
            }
            Event::Order(back) => {
                send_back(&mut told, &mut open, rules, back);
                spent.add(day, back.fen);
            }
            Event::Written(it) if it.delta >= 0 => told.gain(day, StepKind::Written(it.slot), it.delta, rules),
            Event::Written(it) => told.lose(day, StepKind::Written(it.slot), -it.delta, None),
        }
    }
    told.expire(as_of);
    told
}

/// A return eats up the orders before it, the last first.
fn send_back(told: &mut Account, open: &mut Vec<Open>, rules: &PointsRules, back: Bought) {
    let mut left = -back.fen;
    while left > 0
        && let Some(order) = open.last_mut()
    {
        let part = order.fen.min(left);
        let (before, after) = (order.fen, order.fen - part);
        if order.earns {
            let earned = rules.earned(before, order.times) - rules.earned(after, order.times);
            let many = told.still(order.slot, earned);
            if many > 0 {
                told.lose(back.day, StepKind::TakenBack(back.slot), many, Some(order.slot));
            }
        }
        left -= part;
        order.fen = after;
        if order.fen == 0 {
            open.pop();
        }
    }
}

/// What was spent in the 12 months before a day.
#[derive(Default)]
struct Spent {
    all: VecDeque<(Day, i64)>,
    sum: i64,
}

impl Spent {
    fn add(&mut self, day: Day, fen: i64) {
        self.all.push_back((day, fen));
        self.sum += fen;
    }

    /// Without that of the day itself.
    fn before(&mut self, day: Day) -> i64 {
        let after = day.minus_months(12);
        while let Some((old, fen)) = self.all.front().copied()
            && old <= after
        {
            self.all.pop_front();
            self.sum -= fen;
        }
        let today = self.all.iter().rev().take_while(|(known, _)| *known == day);
        self.sum - today.map(|(_, fen)| fen).sum::<i64>()
    }
}
