//! Portraits: what the customers of a tier, a segment or a group that people named are like, and what sets them apart: those of tiers and segments
//! from the rest of those ranked, those of a group from all other customers.
//!
//! | what | of whom | unit |
//! |---|---|---|
//! | a trait ([`TraitKind`]) | customers that have it, of those of whom anything of its kind is known | customers |
//! | rhythm | customers with orders on two days or more in the RFM window: the median of each one's days between them, and the median of these | days |
//! | satisfaction | tickets opened in the RFM window that a satisfaction was given for | 1 to 5 |
//! | channel | contacts that we began in the last 12 months of which it is known whether they were answered | contacts |
//!
//! Events are those by D. Records (tags, industry, region, what is preferred) have no history: they are as they stand.
//! What is not known counts nowhere, and a comparison of fewer than [`TOO_FEW`] on either side is not made.

use std::collections::HashMap;

pub use super::sketch::{LONGER, Trait, TraitKind};
use super::sketch::{Seen, median, seen};
use super::value::{Ranked, ValueMap, ValueSum};
use crate::domain::kind::InteractionKind;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// Shares of fewer customers are not compared.
pub const TOO_FEW: usize = 20;
/// Shares that differ by less than this say nothing.
const LEAST: f64 = 0.05;
/// So many differences are told.
const MOST_DIFFERENCES: usize = 6;
/// So many customers are read in one slice.
const ROWS: usize = 200;

/// What was read of a customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sketch {
    /// The numbers of its traits, rising.
    traits: Box<[u32]>,
    pub(super) rhythm: Option<f64>,
    /// The sum of its satisfactions, and how many.
    rated: (u32, u32),
    /// By channel: how often we began, and how often it answered.
    channels: Vec<(InteractionKind, u32, u32)>,
}

/// A group of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKey {
    /// A tier, by its place in the map.
    Tier(usize),
    /// A segment, by its place in the map.
    Segment(usize),
    /// A group that people named, by its place in the map.
    Named(usize),
}

impl GroupKey {
    /// The slots of its customers, those ranked first in the order of the ranking.
    pub fn members(self, map: &ValueMap) -> Vec<u32> {
        let ranked = |is_in: &dyn Fn(&Ranked) -> bool| {
            let those = map.ranked.iter().filter(|one| is_in(one));
            those.map(|one| one.slot).collect()
        };
        match self {
            Self::Tier(place) => ranked(&|one| one.tier == place),
            Self::Segment(place) => ranked(&|one| one.segment == Some(place)),
            Self::Named(place) => map
                .groups
                .get(place)
                .and_then(|of| of.members.clone())
                .unwrap_or_default(),
        }
    }

    /// What its customers add up to.
    pub fn sum(self, map: &ValueMap) -> ValueSum {
        let sum = match self {
            Self::Tier(place) => map.tiers.get(place).map(|(_, sum)| *sum),
            Self::Segment(place) => map.by_segment.get(place).copied(),
            Self::Named(place) => map.groups.get(place).map(|of| of.sum),
        };
        sum.unwrap_or_default()
    }

    /// What it is a part of: those ranked, or all customers.
    pub fn whole(self, map: &ValueMap) -> ValueSum {
        match self {
            Self::Tier(_) | Self::Segment(_) => map.all,
            Self::Named(_) => ValueSum {
                customers: map.all.customers + map.without,
                ..map.all
            },
        }
    }
}

/// Traits of a kind in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct TraitTable {
    /// The kind.
    pub kind: TraitKind,
    /// Of so many customers of the group anything of the kind is known.
    pub known: usize,
    /// The words, the most frequent first, with how many customers have each; all of them.
    pub words: Vec<(Text, usize)>,
}

/// A trait whose shares differ between a group and the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The trait.
    pub of: Trait,
    /// How many of the group have it, of how many of whom the kind is known.
    pub here: (usize, usize),
    /// The same of the rest.
    pub there: (usize, usize),
}

impl Apart {
    /// The share in the group less that of the rest.
    pub fn difference(&self) -> f64 {
        let share = |(some, all): (usize, usize)| some as f64 / all as f64;
        share(self.here) - share(self.there)
    }
}

/// The portrait of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// Which one.
    pub of: GroupKey,
    /// How many.
    pub customers: usize,
    /// What they bought in the window.
    pub amount: Fen,
    /// The median of days between orders, and of how many customers.
    pub rhythm: Option<(f64, usize)>,
    /// The average satisfaction, and of how many tickets.
    pub satisfaction: Option<(f64, usize)>,
    /// By channel: contacts that we began with a known answer, and how many were answered; the most answered share first.
    pub channels: Vec<(InteractionKind, usize, usize)>,
    /// The traits by kind.
    pub traits: Vec<TraitTable>,
    /// What sets it apart, the largest difference first; nothing where no kind is known of [`TOO_FEW`] on both sides.
    pub apart: Option<Vec<Apart>>,
}

/// All that is read of a book for its portraits.
#[derive(Debug, Default)]
pub struct PortraitReading {
    names: Vec<Trait>,
    index: HashMap<Trait, u32>,
    pub(super) sketches: Vec<Sketch>,
}

impl PortraitReading {
    /// Reads a whole book.
    pub fn of(world: &World) -> Self {
        let mut reading = Self::default();
        while reading.step(world) {}
        reading
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots();
        let to = (self.sketches.len() + ROWS).min(slots);
        for slot in self.sketches.len() as u32..to as u32 {
            let sketch = self.sketch(world, slot);
            self.sketches.push(sketch);
        }
        to < slots
    }

    /// Follows a change that touched some customers.
    pub fn update(&mut self, world: &World, touched: &[u32]) {
        while self.step(world) {}
        for slot in touched {
            let sketch = self.sketch(world, *slot);
            if let Some(place) = self.sketches.get_mut(*slot as usize) {
                *place = sketch;
            }
        }
    }

    fn sketch(&mut self, world: &World, slot: u32) -> Sketch {
        let Some(customer) = world.book.customers.at(slot).filter(|_| world.evaluation.exists(slot)) else {
            return Sketch::default();
        };
        let Seen {
            traits,
            rhythm,
            rated,
            channels,
        } = seen(world, slot, customer);
        let mut numbers: Vec<u32> = traits.into_iter().map(|one| self.number(one)).collect();
        numbers.sort_unstable();
        Sketch {
            traits: numbers.into(),
            rhythm,
            rated,
            channels,
        }
    }

    fn number(&mut self, one: Trait) -> u32 {
        let next = self.names.len() as u32;
        *self.index.entry(one).or_insert_with_key(|one| {
            self.names.push(one.clone());
            next
        })
    }

    /// The portraits of some groups of the map.
    pub fn portraits(&self, map: &ValueMap, groups: &[GroupKey]) -> Vec<Portrait> {
        let mut wholes = Wholes::default();
        let portrait = |group: &GroupKey| {
            while wholes.step(self, map, *group) {}
            let mut making = PortraitMaking::begin(self, map, *group);
            while making.step(self) {}
            making.finish(self, map, &wholes).0
        };
        groups.iter().map(portrait).collect()
    }

    /// The customers of some that have a trait, in their order.
    pub fn having<'a>(&'a self, members: &'a [u32], one: &Trait) -> impl Iterator<Item = u32> + use<'a> {
        let number = self.index.get(one).copied();
        let has = move |slot: &u32| {
            let sketch = self.sketches.get(*slot as usize);
            sketch
                .zip(number)
                .is_some_and(|(sketch, number)| sketch.traits.binary_search(&number).is_ok())
        };
        members.iter().copied().filter(has)
    }

    /// Of which kinds anything is known of a customer. Who was asked and never answered is known not to.
    pub(super) fn kinds_of(&self, sketch: &Sketch) -> [bool; TraitKind::ALL.len()] {
        let mut kinds = [false; TraitKind::ALL.len()];
        for number in sketch.traits.iter() {
            kinds[self.names[*number as usize].0 as usize] = true;
        }
        kinds[TraitKind::Answers as usize] = !sketch.channels.is_empty();
        kinds
    }

    fn tables(&self, counted: &Counted) -> Vec<TraitTable> {
        let table = |kind: &TraitKind| {
            let named = self.names.iter().zip(&counted.words);
            let of_kind = named.filter(|((known, _), n)| known == kind && **n > 0);
            let mut words: Vec<(Text, usize)> = of_kind.map(|((_, word), n)| (word.clone(), *n)).collect();
            // The sum of the longer texts is no word of them: it stands last.
            sort_by(&mut words, |(one, n), (other, m)| {
                (&**one == LONGER, m, one).cmp(&(&**other == LONGER, n, other))
            });
            TraitTable {
                kind: *kind,
                known: counted.known[*kind as usize],
                words,
            }
        };
        TraitKind::ALL.iter().map(table).collect()
    }

    fn apart(&self, here: &Counted, all: &Counted) -> Option<Vec<Apart>> {
        let known = |kind: TraitKind| {
            let here = here.known[kind as usize];
            (here, all.known[kind as usize] - here)
        };
        let is_comparable = |kind: TraitKind| known(kind).0.min(known(kind).1) >= TOO_FEW;
        if !TraitKind::ALL.iter().any(|kind| is_comparable(*kind)) {
            return None;
        }
        let one = |(place, of): (usize, &Trait)| {
            let (known_here, known_there) = known(of.0);
            let (n, whole) = (here.word(place), all.word(place));
            Apart {
                of: of.clone(),
                here: (n, known_here),
                there: (whole - n, known_there),
            }
        };
        let comparable = self
            .names
            .iter()
            .enumerate()
            .filter(|(_, (kind, word))| **word != *LONGER && is_comparable(*kind));
        let mut found: Vec<Apart> = comparable
            .map(one)
            .filter(|one| one.difference().abs() >= LEAST)
            .collect();
        sort_by(&mut found, |one, other| {
            let by = other.difference().abs().total_cmp(&one.difference().abs());
            by.then_with(|| one.of.cmp(&other.of))
        });
        found.truncate(MOST_DIFFERENCES);
        Some(found)
    }
}

/// So many customers are counted in one slice.
const COUNTED: usize = 4_000;

/// What groups are parts of, each counted in slices when it is asked for first; of the same reading and map each time.
#[derive(Clone, Debug, Default)]
pub struct Wholes {
    ranked: (Counted, usize),
    everybody: (Counted, usize),
}

impl Wholes {
    /// Counts a slice of that of a group. Tells whether there was anything to do.
    pub fn step(&mut self, reading: &PortraitReading, map: &ValueMap, group: GroupKey) -> bool {
        match group {
            GroupKey::Named(_) => {
                // Of who is not there nothing was read.
                let (counted, next) = &mut self.everybody;
                let some = reading.sketches.iter().skip(*next).take(COUNTED);
                let before = std::mem::replace(next, (*next + COUNTED).min(reading.sketches.len()));
                some.for_each(|sketch| counted.add(reading, sketch));
                before < *next
            }
            GroupKey::Tier(_) | GroupKey::Segment(_) => {
                let (counted, next) = &mut self.ranked;
                let some = map.ranked.iter().skip(*next).take(COUNTED).map(|one| one.slot);
                let before = std::mem::replace(next, (*next + COUNTED).min(map.ranked.len()));
                let sketches = some.filter_map(|slot| reading.sketches.get(slot as usize));
                sketches.for_each(|sketch| counted.add(reading, sketch));
                before < *next
            }
        }
    }

    fn of(&self, group: GroupKey) -> &Counted {
        match group {
            GroupKey::Named(_) => &self.everybody.0,
            GroupKey::Tier(_) | GroupKey::Segment(_) => &self.ranked.0,
        }
    }
}

/// The portrait of a group while it is made, in slices of its members.
#[derive(Debug)]
pub struct PortraitMaking {
    of: GroupKey,
    members: Vec<u32>,
    next: usize,
    here: Counted,
    days: Vec<f64>,
    rated: (u64, usize),
    channels: Channels,
}

impl PortraitMaking {
    /// Of which nobody is counted yet.
    pub fn begin(reading: &PortraitReading, map: &ValueMap, of: GroupKey) -> Self {
        let mut here = Counted::default();
        here.words.resize(reading.names.len(), 0);
        Self {
            of,
            members: of.members(map),
            next: 0,
            here,
            days: Vec::new(),
            rated: (0, 0),
            channels: Channels::default(),
        }
    }

    /// One slice. Tells whether there is more to do.
    pub fn step(&mut self, reading: &PortraitReading) -> bool {
        let to = (self.next + COUNTED).min(self.members.len());
        let some = self.members.get(self.next..to).unwrap_or_default();
        for sketch in some.iter().filter_map(|slot| reading.sketches.get(*slot as usize)) {
            self.here.add(reading, sketch);
            self.days.extend(sketch.rhythm);
            self.rated.0 += u64::from(sketch.rated.0);
            self.rated.1 += sketch.rated.1 as usize;
            add_channels(&mut self.channels, sketch);
        }
        self.next = to;
        to < self.members.len()
    }

    /// The portrait once all are counted, with the members; what they are a part of was counted before.
    pub fn finish(mut self, reading: &PortraitReading, map: &ValueMap, wholes: &Wholes) -> (Portrait, Vec<u32>) {
        let (sum, rated) = self.rated;
        let portrait = Portrait {
            of: self.of,
            customers: self.members.len(),
            amount: self.of.sum(map).amount,
            rhythm: median(&mut self.days).map(|median| (median, self.days.len())),
            satisfaction: (rated > 0).then(|| (sum as f64 / rated as f64, rated)),
            channels: channels_of(self.channels),
            traits: reading.tables(&self.here),
            apart: reading.apart(&self.here, wholes.of(self.of)),
        };
        (portrait, self.members)
    }
}

/// How many of some customers have each trait, and of how many each kind is known.
#[derive(Clone, Debug, Default)]
struct Counted {
    words: Vec<usize>,
    known: [usize; TraitKind::ALL.len()],
}

impl Counted {
    fn add(&mut self, reading: &PortraitReading, sketch: &Sketch) {
        self.words.resize(reading.names.len(), 0);
        for number in sketch.traits.iter() {
            self.words[*number as usize] += 1;
        }
        let kinds = reading.kinds_of(sketch);
        for (known, is_known) in self.known.iter_mut().zip(kinds) {
            *known += usize::from(is_known);
        }
    }

    fn word(&self, place: usize) -> usize {
        self.words.get(place).copied().unwrap_or_default()
    }
}

/// By kind: how often we began, and how often there was an answer.
type Channels = [(usize, usize); InteractionKind::ALL.len()];

fn add_channels(sums: &mut Channels, sketch: &Sketch) {
    for (channel, asked, answered) in &sketch.channels {
        let sum = &mut sums[*channel as usize];
        *sum = (sum.0 + *asked as usize, sum.1 + *answered as usize);
    }
}

/// The channels of some customers together, the largest share of answers first.
fn channels_of(sums: Channels) -> Vec<(InteractionKind, usize, usize)> {
    let named = InteractionKind::ALL.iter().zip(sums);
    let mut all: Vec<_> = named
        .filter(|(_, sum)| sum.0 > 0)
        .map(|(kind, sum)| (*kind, sum.0, sum.1))
        .collect();
    let share = |(_, asked, answered): &(InteractionKind, usize, usize)| *answered as f64 / *asked as f64;
    sort_by(&mut all, |one, other| {
        share(other).total_cmp(&share(one)).then(other.1.cmp(&one.1))
    });
    all
}
