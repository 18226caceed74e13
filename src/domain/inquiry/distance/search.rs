//! The search: single steps first, then combinations of two, then of three.

use super::lever::{Act, Grid, Lever, MOST_DAYS, Mover, mover};
use super::watch::{Watch, Watched};
use super::{Distances, Goal, MOST_TRIES, MOST_TURNS, Move, RELATION, Want};

/// A kind of single step.
#[derive(Clone, Copy)]
enum LeverKind {
    Wait,
    Buy,
    Touch,
    Places,
    Figure,
}

/// The kinds in the order in which they are preferred.
fn order(want: Want) -> [LeverKind; 5] {
    use LeverKind::*;
    match want {
        Want::Before(_) => [Buy, Touch, Places, Figure, Wait],
        Want::After(_) => [Wait, Buy, Touch, Places, Figure],
        Want::Other(_) => [Buy, Touch, Wait, Places, Figure],
    }
}

/// A lever with the number that it is pulled by.
type Pull = (Lever, i64);
/// A lever with the numbers at which something changes sides.
type Numbered = (Lever, Vec<i64>);
/// A wait with the levers of the day waited for.
type Waited = (Pull, Vec<Numbered>);

fn acts(pulls: &[Pull]) -> Vec<Act> {
    pulls.iter().map(|(lever, by)| lever.act(*by)).collect()
}

impl Distances<'_> {
    /// The change to prefer among those that reach what is wanted.
    pub(super) fn find(&mut self, goal: Goal) -> Option<Move> {
        for kind in order(goal.want) {
            let found = match kind {
                LeverKind::Wait => self.wait(goal),
                LeverKind::Buy => self.single(&[Lever::Buy], goal),
                LeverKind::Touch => self.single(&[Lever::Touch], goal),
                LeverKind::Places => self.single(&self.places(goal.watch), goal),
                LeverKind::Figure => self.figure(self.figures(goal.watch), goal),
            };
            if found.is_some() {
                return found;
            }
        }
        let together = self.combination(goal);
        together.or_else(|| self.figure(self.last_figures(goal), goal))
    }

    /// The places that can be gained and lost, where the label looks at the ranking.
    fn places(&self, watch: &Watch) -> Vec<Lever> {
        let looks = watch.columns.iter().any(|w| mover(w.column) == Mover::Ranking);
        let rank = if looks { self.explainer.rfm_rank() } else { None };
        let levers = rank.map(|(place, of)| {
            let (place, of) = (place as i64, of as i64);
            [true, false].map(|ahead| Lever::Places { place, of, ahead })
        });
        levers.into_iter().flatten().collect()
    }

    /// The figures that nothing else moves.
    fn figures<'w>(&self, watch: &'w Watch) -> Vec<&'w Watched> {
        let columns = watch.columns.iter();
        columns
            .filter(|w| !w.derived && mover(w.column) == Mover::Figure)
            .collect()
    }

    /// The figures that are changed as such only where nothing behind them leads to the goal.
    fn last_figures<'w>(&self, goal: Goal<'w>) -> Vec<&'w Watched> {
        let may = |w: &&Watched| match mover(w.column) {
            Mover::Figure => w.derived,
            Mover::Events => !matches!(goal.want, Want::Before(_)),
            Mover::Time | Mover::Ranking | Mover::Nothing => false,
        };
        goal.watch.columns.iter().filter(may).collect()
    }

    /// The two ways of a figure.
    fn ways(&self, watched: &Watched) -> Vec<Lever> {
        let grids = [true, false]
            .into_iter()
            .filter_map(|up| Grid::of(&self.origin, watched, up));
        grids.map(Lever::Figure).collect()
    }

    /// The smallest pull of a lever that reaches the goal beside other changes.
    fn smallest(&mut self, others: &[Act], lever: Lever, goal: Goal) -> Option<i64> {
        let numbers = match lever {
            // Days are counted: figures come and go with them.
            Lever::Wait => (1..=lever.last()).collect(),
            _ => self.trial.turns(others, lever, goal.watch),
        };
        let mut acts = others.to_vec();
        numbers.into_iter().find(|by| {
            acts.truncate(others.len());
            acts.push(lever.act(*by));
            self.trial.reaches(&acts, goal)
        })
    }

    /// The smallest single pull of one of some levers.
    fn single(&mut self, levers: &[Lever], goal: Goal) -> Option<Move> {
        let mut best: Option<(Pull, f64)> = None;
        for lever in levers {
            if let Some(by) = self.smallest(&[], *lever, goal) {
                let length = self.length(*lever, by);
                best = best
                    .filter(|(_, least)| *least <= length)
                    .or(Some(((*lever, by), length)));
            }
        }
        best.map(|(pull, _)| self.settled(&[pull], goal))
    }

    /// How much a pull changes. A figure need not start from a clean value.
    fn length(&self, lever: Lever, by: i64) -> f64 {
        match lever.act(by) {
            Act::Figure(column, to) => (to - self.origin.number(column).unwrap_or(to)).abs(),
            _ => by as f64,
        }
    }

    /// The first figure that reaches the goal alone, by the shorter of its two ways.
    fn figure(&mut self, figures: Vec<&Watched>, goal: Goal) -> Option<Move> {
        figures
            .into_iter()
            .find_map(|watched| self.single(&self.ways(watched), goal))
    }

    fn settled(&mut self, pulls: &[Pull], goal: Goal) -> Move {
        let acts = acts(pulls);
        self.trial.reaches(&acts, goal);
        self.told(&acts, goal.subject, goal.subject.code(&self.trial.solo))
    }

    /// Two or three changes together.
    fn combination(&mut self, goal: Goal) -> Option<Move> {
        let levers = self.levers(&[], goal.watch);
        let mut later: Option<Vec<Waited>> = None;
        for size in [2, 3] {
            let mut found = self.together(&[], &levers, size, goal, &mut { MOST_TRIES });
            if found.is_none() {
                let (later, tries) = (later.get_or_insert_with(|| self.later(goal)), &mut { MOST_TRIES });
                let mut days = later.iter();
                found = days.find_map(|(wait, levers)| self.together(&[*wait], levers, size - 1, goal, tries));
            }
            if let Some(pulls) = found {
                let pulls = self.tightened(pulls, goal);
                return Some(self.settled(&pulls, goal));
            }
        }
        None
    }

    /// Every lever with the numbers at which something changes sides.
    fn levers(&mut self, others: &[Act], watch: &Watch) -> Vec<Numbered> {
        let mut levers = vec![Lever::Buy, Lever::Touch];
        if others.is_empty() {
            levers.extend(self.places(watch));
            let figures = self.figures(watch);
            levers.extend(figures.into_iter().flat_map(|w| self.ways(w)));
        }
        let mut all = Vec::new();
        for lever in levers {
            let mut turns = self.trial.turns(others, lever, watch);
            turns.truncate(MOST_TURNS);
            if !turns.is_empty() {
                all.push((lever, turns));
            }
        }
        all
    }

    /// The days on which the time of a relation crosses a border, each with the levers of that day. To drop, nobody waits for one.
    fn later(&mut self, goal: Goal) -> Vec<Waited> {
        let looks = |w: &&Watched| RELATION.iter().any(|metric| *metric as usize == w.column);
        let watched: Vec<&Watched> = goal.watch.columns.iter().filter(looks).collect();
        if matches!(goal.want, Want::After(_)) || watched.is_empty() {
            return Vec::new();
        }
        let mut before: Vec<f64> = watched.iter().map(|w| self.origin.raw(w.column)).collect();
        let mut later = Vec::new();
        for days in 1..=MOST_DAYS {
            let relation = self.day(days).relation;
            let number = |w: &&Watched| relation[usize::from(w.column != RELATION[0] as usize)];
            let now: Vec<f64> = watched.iter().map(number).collect();
            let mut pairs = watched.iter().zip(before.iter().zip(&now));
            if later.len() < MOST_TURNS && pairs.any(|(w, (before, now))| w.differ(*before, *now)) {
                let levers = self.levers(&[Act::Wait(days)], goal.watch);
                later.push(((Lever::Wait, days), levers));
            }
            before = now;
        }
        later
    }

    /// The first combination of so many levers that reaches the goal beside what is pulled already.
    fn together(
        &mut self,
        before: &[Pull],
        levers: &[Numbered],
        size: usize,
        goal: Goal,
        tries: &mut usize,
    ) -> Option<Vec<Pull>> {
        for some in subsets(levers.len(), size) {
            let some: Vec<&Numbered> = some.into_iter().map(|i| &levers[i]).collect();
            let twice = |i: usize| some[..i].iter().any(|(lever, _)| lever.excludes(some[i].0));
            if (0..some.len()).any(twice) {
                continue;
            }
            let mut pulls = before.to_vec();
            if self.pulled(&mut pulls, &some, goal, tries) {
                return Some(pulls);
            }
        }
        None
    }

    /// Tries every number of the first lever with every number of the next, the smallest first.
    fn pulled(&mut self, pulls: &mut Vec<Pull>, levers: &[&Numbered], goal: Goal, tries: &mut usize) -> bool {
        let Some(((lever, numbers), rest)) = levers.split_first() else {
            *tries = tries.saturating_sub(1);
            return self.trial.reaches(&acts(pulls), goal);
        };
        for by in numbers {
            if *tries == 0 {
                return false;
            }
            pulls.push((*lever, *by));
            if self.pulled(pulls, rest, goal, tries) {
                return true;
            }
            pulls.pop();
        }
        false
    }

    /// Makes every step as small as it can be while the others stay, and leaves out what need not be.
    fn tightened(&mut self, mut pulls: Vec<Pull>, goal: Goal) -> Vec<Pull> {
        loop {
            let before = pulls.clone();
            for (lever, by) in &before {
                let others: Vec<Pull> = pulls.iter().copied().filter(|(other, _)| other != lever).collect();
                let others_alone = acts(&others);
                if self.trial.reaches(&others_alone, goal) {
                    pulls = others;
                } else if let Some(least) = self.smallest(&others_alone, *lever, goal) {
                    let pull = pulls.iter_mut().find(|(other, _)| other == lever);
                    pull.into_iter().for_each(|pull| pull.1 = least.min(*by));
                }
            }
            if pulls == before {
                return pulls;
            }
        }
    }
}

/// Every choice of 1, 2 or 3 out of so many, in order.
fn subsets(count: usize, size: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = |some: &Vec<usize>| {
            let first = some.last().map_or(0, |last| last + 1);
            let some = some.clone();
            (first..count).map(move |i| [some.clone(), vec![i]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}
