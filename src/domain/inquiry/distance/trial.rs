//! Trials: a customer with changes, and the numbers of a lever at which something changes sides.

use hashbrown::HashMap;

use super::lever::{Act, Lever};
use super::watch::{Side, Watch, Watched};
use super::{Goal, Subject};
use crate::domain::day::Day;
use crate::domain::inquiry::solo::Solo;
use crate::domain::ledger::{Activity, NEVER, OrderFact, TouchFact};
use crate::domain::metric::rfm::RANKED;
use crate::domain::metric::{Metric, MetricRow};

/// A customer that changes are tried on.
#[derive(Debug)]
pub(super) struct Trial<'a> {
    /// The customer with the changes tried last.
    pub(super) solo: Solo<'a>,
    ranks: [f64; RANKED.len()],
    as_of: Day,
    events: Activity,
    changed: Activity,
    /// What has come to the events, and the metrics then: changes of figures need not count the events again.
    counted: Option<(Come, MetricRow)>,
}

/// What comes to the events: days, an order of so many fen, interactions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Come {
    days: i64,
    fen: Option<i64>,
    touches: i64,
}

impl Come {
    fn of(acts: &[Act]) -> Self {
        let mut come = Self::default();
        for act in acts {
            match *act {
                Act::Wait(days) => come.days = days,
                Act::Buy(fen) => come.fen = Some(fen),
                Act::Touch(times) => come.touches = times,
                Act::Place { .. } | Act::Figure(..) => {}
            }
        }
        come
    }
}

impl<'a> Trial<'a> {
    /// A customer as it is, with its events.
    pub(super) fn new(solo: Solo<'a>, events: &Activity, as_of: Day) -> Self {
        Self {
            ranks: RANKED.map(|metric| solo.raw(metric as usize)),
            as_of,
            events: events.clone(),
            changed: events.clone(),
            counted: None,
            solo,
        }
    }

    /// Makes the changes, and nothing of what was tried before. What is done is done on the day waited for.
    pub(super) fn take(&mut self, acts: &[Act]) {
        let come = Come::of(acts);
        match &self.counted {
            Some((last, row)) if *last == come => self.solo.put(row),
            _ => self.count(come),
        }
        for act in acts {
            match *act {
                Act::Figure(column, value) => self.solo.set_number(column, Some(value)),
                Act::Place { place, of, .. } => {
                    let share = |places: i64| Some(places as f64 / of as f64);
                    self.solo.set_number(Metric::RfmShareAbove as usize, share(place - 1));
                    self.solo.set_number(Metric::RfmShareBelow as usize, share(of - place));
                }
                Act::Wait(_) | Act::Buy(_) | Act::Touch(_) => {}
            }
        }
        self.solo.score();
    }

    fn count(&mut self, come: Come) {
        let day = self.as_of.plus_days(come.days as i32);
        self.changed.orders.clone_from(&self.events.orders);
        self.changed.touches.clone_from(&self.events.touches);
        if let Some(fen) = come.fen {
            let (slot, due, paid) = (u32::MAX, NEVER, NEVER);
            let place = self.changed.orders.partition_point(|o| o.day <= day);
            let order = OrderFact {
                slot,
                day,
                fen,
                due,
                paid,
            };
            self.changed.orders.insert(place, order);
        }
        if come.touches > 0 {
            let (slot, answered) = (u32::MAX, None);
            let place = self.changed.touches.partition_point(|t| t.day <= day);
            let touches = std::iter::repeat_n(TouchFact::plain(slot, day, answered), come.touches as usize);
            self.changed.touches.splice(place..place, touches);
        }
        if let Some(mut row) = self.solo.metrics(&self.changed, day) {
            for (metric, value) in RANKED.into_iter().zip(self.ranks) {
                row[metric] = value;
            }
            self.solo.put(&row);
            self.counted = Some((come, row));
        }
    }

    /// Whether the changes reach the goal. Of the labels only this one is worked out.
    pub(super) fn reaches(&mut self, acts: &[Act], goal: Goal) -> bool {
        self.take(acts);
        goal.watch
            .dimensions
            .iter()
            .for_each(|dimension| self.solo.run_dimension(*dimension));
        if let Subject::Tag(tag) = goal.subject {
            self.solo.run_tag(tag);
        }
        goal.wants(goal.subject.code(&self.solo))
    }

    /// The numbers of a lever, ascending from 1, at which something that is watched changes sides. Between two of them nothing
    /// that the label looks at does, so the smallest number that reaches a goal is one of them.
    ///
    /// A figure goes one way as a lever is pulled, and a score does so between the bends of its components: each change of sides
    /// is found by halving.
    pub(super) fn turns(&mut self, others: &[Act], lever: Lever, watch: &Watch) -> Vec<i64> {
        let (last, count) = (lever.last(), others.len());
        if last < 1 {
            return Vec::new();
        }
        let mut acts = others.to_vec();
        acts.push(lever.act(1));
        let mut sweep = Sweep {
            trial: self,
            acts,
            count,
            lever,
            watch,
            known: HashMap::new(),
        };
        let columns = || watch.columns.iter().enumerate();
        let mut turns = Vec::new();
        if columns().any(|(i, watched)| watched.differ(sweep.figure(0, i), sweep.figure(1, i))) {
            turns.push(1);
        }
        for (i, watched) in columns() {
            let mut ends = vec![1, last];
            ends.extend(turns.iter().filter(|_| watched.derived));
            ends.sort_unstable();
            ends.dedup();
            for ends in ends.windows(2) {
                sweep.between(i, watched, (ends[0], ends[1]), &mut turns);
            }
        }
        turns.sort_unstable();
        turns.dedup();
        turns
    }
}

/// A lever pulled through its numbers beside other changes, with the figures seen on the way.
struct Sweep<'t, 'a> {
    trial: &'t mut Trial<'a>,
    acts: Vec<Act>,
    count: usize,
    lever: Lever,
    watch: &'t Watch,
    known: HashMap<i64, Vec<f64>>,
}

impl Sweep<'_, '_> {
    /// What a watched column is when the lever is pulled so far; without it for 0.
    fn figure(&mut self, by: i64, watched: usize) -> f64 {
        if let Some(figures) = self.known.get(&by) {
            return figures[watched];
        }
        self.acts.truncate(self.count);
        if by > 0 {
            self.acts.push(self.lever.act(by));
        }
        self.trial.take(&self.acts);
        let figure = |w: &Watched| self.trial.solo.raw(w.column);
        let figures: Vec<f64> = self.watch.columns.iter().map(figure).collect();
        let found = figures[watched];
        self.known.insert(by, figures);
        found
    }

    fn between(&mut self, i: usize, watched: &Watched, ends: (i64, i64), turns: &mut Vec<i64>) {
        let (first, last) = (self.figure(ends.0, i), self.figure(ends.1, i));
        for border in &watched.borders {
            let target = border.side(last);
            if border.side(first) == target {
                continue;
            }
            let (mut before, mut behind) = ends;
            while behind - before > 1 {
                let middle = before + (behind - before) / 2;
                if border.side(self.figure(middle, i)) == target {
                    behind = middle;
                } else {
                    before = middle;
                }
            }
            turns.push(behind);
            if border.side == Side::Bend {
                // The bend lies between the two: on either side of them the slope is one.
                turns.push(before);
            }
        }
    }
}
