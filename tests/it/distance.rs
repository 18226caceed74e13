//! The stated change does change the label, and nothing smaller does: carried out for real where a person or time could.

use std::collections::BTreeMap;
use std::time::Instant;

use guanxi::domain::inquiry::distance::{Distances, Move, Step};
use guanxi::domain::inquiry::explain::Decided;
use guanxi::domain::inquiry::solo::Solo;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::plan::NONE;
use guanxi::domain::world::World;
use serde_json::json;

use crate::carried::rules;
use crate::distance_lab::{Lab, Label, add_order, add_touch, less, wide};
use crate::generate::Maker;
use crate::scoring::*;

/// Which way a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Up,
    Down,
    Other,
}

fn wants(way: Way, now: u8, code: u8) -> bool {
    match way {
        Way::Up => code < now,
        Way::Down => code > now,
        Way::Other => code != now,
    }
}

/// What has been looked at.
#[derive(Default)]
struct Tally {
    moves: BTreeMap<&'static str, usize>,
    smaller: usize,
    none: usize,
}

fn kind(found: &Move) -> &'static str {
    let name = |step: &Step| match step {
        Step::Wait { .. } => 0,
        Step::Buy { .. } => 1,
        Step::Touch { .. } => 2,
        Step::Places { .. } => 3,
        Step::Fact { .. } => 4,
    };
    match found.changes.as_slice() {
        [one] => ["wait", "buy", "touch", "places", "figure"][name(one)],
        [_, _] => "two",
        [_, _, _] => "three",
        _ => "other",
    }
}

/// One label of one customer, looked at one way.
struct Case<'a> {
    world: &'a World,
    /// The same, to try things in.
    lab: &'a mut Lab,
    /// Every label of every customer on the days to come, by the whole evaluation.
    days: &'a [Vec<Vec<u8>>],
    slot: u32,
    label: Label,
    /// Whether the ranking has a say in it.
    ranked: bool,
    way: Way,
    now: u8,
}

impl Case<'_> {
    fn place(&self) -> String {
        let Self { slot, label, way, .. } = self;
        format!("{} {label:?} {way:?}", self.world.book.customers.at(*slot).unwrap().id)
    }

    fn leads(&mut self, steps: &[Step]) -> bool {
        let code = self.lab.after(self.slot, self.label, self.ranked, steps);
        self.wants(code)
    }

    fn wants(&self, code: u8) -> bool {
        wants(self.way, self.stand(self.now), self.stand(code))
    }

    /// The place of a label from the best on: as ranked, and as tried where nothing is. By waiting any other one counts.
    fn stand(&self, code: u8) -> u8 {
        let Label::Class(dimension) = self.label else {
            return code;
        };
        let plan = &self.world.evaluation.plan;
        let dimension = &plan.dimensions[dimension];
        let rank = plan.rulebook.rank(&dimension.id);
        match dimension.classes.get(usize::from(code)) {
            Some(class) if !rank.is_empty() => rank.iter().position(|id| *id == class.id).unwrap() as u8,
            _ => code,
        }
    }

    /// Whether so many days lead there, and nothing else.
    fn waits(&mut self, days: u32) -> bool {
        if self.ranked {
            return self.leads(&[Step::Wait { days }]);
        }
        let label = match self.label {
            Label::Class(d) => d,
            Label::Tag(t) => self.world.evaluation.plan.dimensions.len() + t,
        };
        self.wants(self.days[days as usize - 1][self.slot as usize][label])
    }

    fn check(&mut self, found: &Move, tally: &mut Tally) {
        let place = format!("{}: {found:?}", self.place());
        let code = self.lab.after(self.slot, self.label, self.ranked, &found.changes);
        assert!(self.wants(code), "leads to {code}: {place}");
        let to = matches!(self.label, Label::Class(_))
            .then_some(code)
            .filter(|c| *c != NONE);
        assert_eq!(found.to, to.map(usize::from), "{place}");
        *tally.moves.entry(kind(found)).or_default() += 1;
        for i in 0..found.changes.len() {
            let Some(less) = less(&found.changes[i]) else { continue };
            let mut steps = found.changes.clone();
            steps[i] = less;
            assert!(!self.leads(&steps), "{steps:?} leads there already: {place}");
            tally.smaller += 1;
        }
        if let [only] = found.changes.as_slice() {
            self.nothing_below(only, &place);
        }
    }

    /// No smaller number of days or interactions, and none of a sample of smaller amounts, leads there.
    fn nothing_below(&mut self, step: &Step, place: &str) {
        match *step {
            Step::Wait { days } => assert!(!(1..days).any(|days| self.waits(days)), "{place}"),
            Step::Touch { times } => assert!(!(1..times).any(|times| self.leads(&[Step::Touch { times }])), "{place}"),
            Step::Buy { fen } => {
                let some = (1..10).map(|part| fen / 10 * part).chain([1, 2]);
                let mut some = some.filter(|some| (1..fen).contains(some));
                assert!(!some.any(|fen| self.leads(&[Step::Buy { fen }])), "{place}");
            }
            Step::Places { .. } | Step::Fact { .. } => {}
        }
    }

    /// Where a move is not the first choice, or there is none, the choices before it lead nowhere.
    fn nothing_before(&mut self, found: Option<&Move>, tally: &mut Tally) {
        let order: &[&str] = match self.way {
            Way::Up => &["buy", "touch", "places", "figure", "wait"],
            Way::Down => &["wait", "buy", "touch", "places", "figure"],
            Way::Other => &["buy", "touch", "wait", "places", "figure"],
        };
        tally.none += usize::from(found.is_none());
        let chosen = found.map_or("none", kind);
        let solo = &mut Solo::of(&self.world.evaluation, &self.world.book, self.slot).unwrap();
        for kind in order.iter().take_while(|kind| **kind != chosen) {
            let leads = match *kind {
                "wait" => (1..=730)
                    .step_by(if self.ranked { 61 } else { 1 })
                    .any(|days| self.waits(days)),
                "buy" => (0..44).any(|n| self.tried(solo, &[(1.9f64.powi(n) + f64::from(n)) as i64], 0)),
                "touch" => (1..30).any(|times| self.tried(solo, &[], times)),
                _ => false,
            };
            assert!(!leads, "{kind} leads there as well: {}: {found:?}", self.place());
        }
    }

    /// Whether these orders and so many interactions lead there, on the customer alone.
    fn tried(&self, solo: &mut Solo, orders: &[i64], touches: u32) -> bool {
        let (mut events, as_of) = (self.world.ledger.row(self.slot).clone(), self.world.evaluation.as_of);
        orders.iter().for_each(|fen| add_order(&mut events, as_of, *fen));
        (0..touches).for_each(|_| add_touch(&mut events, as_of));
        solo.with_activity(&events, as_of);
        solo.classify();
        self.wants(self.label.alone(solo))
    }
}

fn days_to_come(world: &World) -> Vec<Vec<Vec<u8>>> {
    let (mut world, labels) = (world.clone(), Label::all(&world.evaluation.plan));
    let as_of = world.evaluation.as_of;
    (1..=730)
        .map(|days| {
            world.set_as_of(as_of.plus_days(days));
            let row = |slot: u32| labels.iter().map(|label| label.real(&world, slot)).collect();
            (0..world.book.customers.slots() as u32).map(row).collect()
        })
        .collect()
}

fn look_at(world: &World, tally: &mut Tally) {
    let (days, mut lab, plan) = (days_to_come(world), Lab(world.clone()), &world.evaluation.plan);
    let labels: Vec<(Label, bool)> = Label::all(plan).iter().map(|l| (*l, l.is_ranked(plan))).collect();
    for (slot, _) in world.book.customers.iter() {
        let mut all = Distances::of(world.explainer(slot)).unwrap();
        for (label, ranked) in &labels {
            let now = label.real(world, slot);
            let (days, lab, way) = (days.as_slice(), &mut lab, Way::Other);
            let (label, ranked) = (*label, *ranked);
            let mut case = Case {
                world,
                lab,
                days,
                slot,
                label,
                ranked,
                way,
                now,
            };
            let ways = match label {
                Label::Class(d) => {
                    let (found, alone) = (all.class(d), all.by_waiting(d));
                    let by_hand = world.explainer(slot).class(d).unwrap().decided == Decided::ByHand;
                    if by_hand || plan.dimensions[d].text_of.is_some() {
                        assert_eq!((found.up, found.down, alone), (None, None, None));
                        continue;
                    }
                    alone.iter().for_each(|found| case.check(found, tally));
                    let idle = alone.is_none() && !ranked;
                    assert!(!idle || !(1..=730).any(|days| case.waits(days)), "{}", case.place());
                    vec![(Way::Up, found.up), (Way::Down, found.down)]
                }
                Label::Tag(t) => vec![(Way::Other, all.tag(t))],
            };
            for (way, found) in ways {
                case.way = way;
                found.iter().for_each(|found| case.check(found, tally));
                case.nothing_before(found.as_ref(), tally);
            }
        }
    }
}

#[test]
fn the_stated_change_does_change_the_label() {
    let mut tally = Tally::default();
    for seed in 500..508u64 {
        let days = pivots(seed);
        let mut maker = Maker::new(seed, &days);
        let mut book = maker.book(24);
        let rules = match seed % 4 {
            0 => json!({}),
            1 => rules(&mut maker.dice),
            _ => wide(&mut maker.dice),
        };
        book.head.rulebook = Rulebook::from_json(&rules).unwrap();
        let (world, issues) = World::new(book, days[0]);
        assert_eq!(issues, []);
        look_at(&world, &mut tally);
    }
    println!("{:?}, {} smaller, {} none", tally.moves, tally.smaller, tally.none);
    for kind in ["wait", "buy", "touch", "places", "figure", "two", "three"] {
        assert!(
            tally.moves.get(kind).is_some_and(|n| *n >= 10),
            "{kind}: {:?}",
            tally.moves
        );
    }
}

#[test]
#[ignore = "a measurement: cargo test --release --no-default-features --test it how_long -- --ignored --nocapture"]
fn how_long_the_distances_of_a_customer_take() {
    let book = guanxi::sample::large(7, 10_000, 10);
    let (world, _) = World::new(book, guanxi::sample::LARGE_DAY);
    let mut times: Vec<(f64, u32)> = Vec::new();
    for slot in (0..10_000).step_by(10) {
        let start = Instant::now();
        let mut all = Distances::of(world.explainer(slot)).unwrap();
        for d in 0..world.evaluation.plan.dimensions.len() {
            std::hint::black_box(all.class(d));
        }
        let classes = start.elapsed().as_secs_f64() * 1e3;
        times.push((classes, slot));
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "all dimensions: median {:.3} ms, 95 % {:.3} ms, worst {:?}",
        at(0.5).0,
        at(0.95).0,
        at(1.0)
    );
}
