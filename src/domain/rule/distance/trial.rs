//! Trials: a customer with changes, and the numbers of a lever at which something changes sides.

use super::Goal;
use super::lever::{Act, Lever};
use super::watch::{Side, Watch, Watched};
use crate::domain::day::Day;
use crate::domain::ledger::{Activity, NEVER, OrderFact, TouchFact};
use crate::domain::metric::Metric;
use crate::domain::metric::rfm::RANKED;
use crate::domain::rule::solo::Solo;

/// A customer that changes are tried on.
#[derive(Debug)]
pub(super) struct Trial<'a> {
    /// The customer with the changes tried last.
    pub(super) solo: Solo<'a>,
    ranks: [f64; RANKED.len()],
    as_of: Day,
    events: Activity,
    changed: Activity,
}

impl<'a> Trial<'a> {
    /// A customer as it is, with its events.
    pub(super) fn new(solo: Solo<'a>, events: &Activity, as_of: Day) -> Self {
        Self {
            ranks: solo.ranks(),
            as_of,
            events: events.clone(),
            changed: events.clone(),
            solo,
        }
    }

    /// Makes the changes, and nothing of what was tried before. What is done is done on the day waited for.
    fn take(&mut self, acts: &[Act]) {
        let days = acts.iter().find_map(|act| match act {
            Act::Wait(days) => Some(*days as i32),
            _ => None,
        });
        let day = self.as_of.plus_days(days.unwrap_or(0));
        self.changed.orders.clone_from(&self.events.orders);
        self.changed.touches.clone_from(&self.events.touches);
        for act in acts {
            match act {
                Act::Buy(fen) => self.buy(*fen, day),
                Act::Touch(times) => self.touch(*times as usize, day),
                Act::Wait(_) | Act::Place { .. } | Act::Figure(..) => {}
            }
        }
        self.solo.set_ranks(self.ranks);
        self.solo.with_activity(&self.changed, day);
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
    }

    fn buy(&mut self, fen: i64, day: Day) {
        let orders = &mut self.changed.orders;
        let order = OrderFact {
            slot: u32::MAX,
            day,
            fen,
            due: NEVER,
            paid: NEVER,
        };
        orders.insert(orders.partition_point(|o| o.day <= day), order);
    }

    fn touch(&mut self, times: usize, day: Day) {
        let touches = &mut self.changed.touches;
        let touch = TouchFact {
            slot: u32::MAX,
            day,
            answered: None,
        };
        let place = touches.partition_point(|t| t.day <= day);
        touches.splice(place..place, std::iter::repeat_n(touch, times));
    }

    /// Whether the changes reach the goal.
    pub(super) fn reaches(&mut self, acts: &[Act], goal: Goal) -> bool {
        self.take(acts);
        self.solo.classify();
        goal.is_reached(&self.solo)
    }

    fn figure(&mut self, others: &[Act], act: Act, column: usize) -> f64 {
        let mut acts = others.to_vec();
        acts.push(act);
        self.take(&acts);
        self.solo.score();
        self.solo.number(column).unwrap_or(f64::NAN)
    }

    /// The numbers of a lever, ascending from 1, at which something that is watched changes sides. Between two of them nothing
    /// that the label looks at does, so the smallest number that reaches a goal is one of them.
    ///
    /// A figure goes one way as a lever is pulled, and a score does so between the bends of its components: each change of sides
    /// is found by halving.
    pub(super) fn turns(&mut self, others: &[Act], lever: Lever, watch: &Watch) -> Vec<i64> {
        self.turns_of(others, lever, watch, |_| true)
    }

    /// The same for some of what is watched.
    pub(super) fn turns_of(
        &mut self,
        others: &[Act],
        lever: Lever,
        watch: &Watch,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<i64> {
        let last = lever.last();
        if last < 1 {
            return Vec::new();
        }
        let mut turns = vec![1];
        for watched in watch.columns.iter().filter(|w| wanted(w.column)) {
            let mut ends = if watched.derived { turns.clone() } else { vec![1] };
            ends.push(last);
            ends.sort_unstable();
            ends.dedup();
            for ends in ends.windows(2) {
                self.between(others, lever, watched, (ends[0], ends[1]), &mut turns);
            }
        }
        turns.sort_unstable();
        turns.dedup();
        turns
    }

    fn between(&mut self, others: &[Act], lever: Lever, watched: &Watched, ends: (i64, i64), turns: &mut Vec<i64>) {
        let mut figure = |by: i64| self.figure(others, lever.act(by), watched.column);
        let (first, last) = (figure(ends.0), figure(ends.1));
        for border in &watched.borders {
            let holds = |number: f64| border.side.holds(number, border.at);
            if holds(first) == holds(last) {
                continue;
            }
            let (mut before, mut behind) = ends;
            while behind - before > 1 {
                let middle = before + (behind - before) / 2;
                if holds(figure(middle)) == holds(last) {
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
