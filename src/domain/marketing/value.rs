//! The value map: who is ranked, with which scores, in which tier and segment, and what that adds up to.
//!
//! | what | its unit | where it comes from |
//! |---|---|---|
//! | scores R, F, M | 1 to 5 | `r_score`, `f_score`, `m_score` of the evaluation |
//! | amount | fen | `rfm_monetary`: the orders of the RFM window by D, returns taken off |
//! | tier | the class of [`TIER`] | the rules; by hand where somebody said so |
//! | segment | its place | [`super::segment`] |
//! | group | who meets its condition, ranked or not | [`super::group`] |
//!
//! Ranked is who has an order by D. Nothing here divides: shares are made where they are shown, and an empty whole has none.

use std::sync::Arc;

use super::group::{Group, groups, meets};
use super::segment::{ValueSegment, place, segments};
use crate::domain::columns::{Bits, has_bit, set_bit};
use crate::domain::metric::Metric;
use crate::domain::metric::rfm::quintiles;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::rule::plan::NONE;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// The dimension of the tiers.
pub const TIER: &str = "rfm_tier";
/// Fewer ranked customers than this: a fifth of them is a handful, and one order moves the borders.
pub const FEW: usize = 20;
/// More ties than this are not told one by one.
const MOST_TIES: usize = 8;

/// Some customers and what they bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueSum {
    /// How many.
    pub customers: usize,
    /// The amount in the window.
    pub amount: Fen,
}

impl ValueSum {
    fn add(&mut self, amount: Fen) {
        self.customers += 1;
        self.amount.0 += amount.0;
    }
}

/// A customer of the ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The customer's slot.
    pub slot: u32,
    /// R, F and M.
    pub scores: [u8; 3],
    /// The weighted total.
    pub total: f64,
    /// Days since the last order.
    pub recency: f64,
    /// Orders in the window.
    pub orders: f64,
    /// The amount in the window.
    pub amount: Fen,
    /// The place of its tier among [`ValueMap::tiers`], the last of which is of those without one.
    pub tier: usize,
    /// The place of its segment; nothing where none holds it.
    pub segment: Option<usize>,
}

/// What told two customers apart at a border between tiers whose totals are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieBreak {
    /// The amount.
    Amount,
    /// The last order.
    Recency,
    /// Nothing but the number of the customer.
    Id,
}

/// A border between two tiers that goes through customers with the same total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// So many stand above the border.
    pub above: usize,
    /// The total that they share.
    pub total: f64,
    /// How many have it.
    pub customers: usize,
    /// How many of these stand above the border.
    pub better: usize,
    /// What told the two at the border apart.
    pub by: TieBreak,
}

impl Tie {
    /// The places in the ranking of who has the total: of all, or only of those above the border, or of those below it.
    pub fn places(&self, is_above: Option<bool>) -> std::ops::Range<usize> {
        let first = self.above - self.better.min(self.above);
        match is_above {
            None => first..first + self.customers,
            Some(true) => first..self.above,
            Some(false) => self.above..first + self.customers,
        }
    }
}

/// A group that people named, with who is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOf {
    /// The group.
    pub group: Group,
    /// Who is in it by their slots: those ranked in the order of the ranking, then the others; nothing where the rules cannot read it.
    pub members: Option<Vec<u32>>,
    /// What they add up to; who is not ranked bought nothing in the window.
    pub sum: ValueSum,
}

impl GroupOf {
    fn read(world: &World, ranked: &[Ranked], group: Group) -> Self {
        let found = meets(world, Some(&group.when));
        let (mut members, mut sum) = (Vec::new(), ValueSum::default());
        if let Some(mut rest) = found.clone() {
            for one in ranked.iter().filter(|one| has_bit(&rest, one.slot)) {
                members.push(one.slot);
                sum.add(one.amount);
            }
            members.iter().for_each(|slot| set_bit(&mut rest, *slot, false));
            let others = (0..world.book.customers.slots() as u32).filter(|slot| has_bit(&rest, *slot));
            let first = members.len();
            members.extend(others);
            sum.customers += members.len() - first;
        }
        Self {
            group,
            members: found.map(|_: Bits| members),
            sum,
        }
    }
}

/// The map.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueMap {
    /// The segments that it was made with.
    pub segments: Arc<Vec<ValueSegment>>,
    /// The customers of the ranking, the first first.
    pub ranked: Vec<Ranked>,
    /// How many customers have no order yet.
    pub without: usize,
    /// All that are ranked.
    pub all: ValueSum,
    /// By score of recency less one and of frequency less one.
    pub cells: [[ValueSum; 5]; 5],
    /// The tiers in the order of the rules, by id; the last has none and is of those without a tier.
    pub tiers: Vec<(Option<Text>, ValueSum)>,
    /// In the order of the segments; the last is of those that none holds.
    pub by_segment: Vec<ValueSum>,
    /// The four borders of days, orders and yuan between the scores; nothing where nobody is ranked.
    pub borders: Option<[[f64; 4]; 3]>,
    /// How many have each score, of R, F and M.
    pub spread: [[usize; 5]; 3],
    /// Borders between tiers that go through equal totals, the first ones.
    pub ties: Vec<Tie>,
    /// The groups that people named, in their order.
    pub groups: Vec<GroupOf>,
}

impl ValueMap {
    /// Reads a whole book.
    pub fn of(world: &World) -> Self {
        let mut begun = ValueReading::begin(world);
        while begun.step(world) {}
        begun.finish(world)
    }

    /// The scores that nobody has, of R, F and M: many equal values leave some out.
    pub fn unused(&self) -> [Vec<u8>; 3] {
        let unused = |spread: &[usize; 5]| {
            (1..=5)
                .zip(spread)
                .filter(|(_, n)| **n == 0)
                .map(|(score, _)| score)
                .collect()
        };
        self.spread.each_ref().map(unused)
    }

    /// Whether there are too few for the tiers to mean much.
    pub fn is_few(&self) -> bool {
        self.all.customers < FEW
    }
}

/// So many customers are read in one slice.
const ROWS: usize = 5_000;

/// A map that is being read.
#[derive(Debug)]
pub struct ValueReading {
    segments: Arc<Vec<ValueSegment>>,
    ranked: Vec<(f64, Ranked)>,
    without: usize,
    next: usize,
    /// The tiers' places among those shown, by the place in the plan.
    order: Vec<usize>,
    tier: Option<usize>,
}

impl ValueReading {
    /// Of which nothing is read yet.
    pub fn begin(world: &World) -> Self {
        let plan = &world.evaluation.plan;
        let tier = plan.dimension(TIER);
        let dimension = tier.and_then(|place| plan.dimensions.get(place));
        Self {
            segments: Arc::new(segments(&world.book.head.settings)),
            ranked: Vec::new(),
            without: 0,
            next: 0,
            order: dimension.map(|dimension| dimension.order()).unwrap_or_default(),
            tier,
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots();
        let to = (self.next + ROWS).min(slots);
        for slot in self.next as u32..to as u32 {
            match self.read(world, slot) {
                Some(ranked) => self.ranked.push(ranked),
                None => self.without += usize::from(world.evaluation.exists(slot)),
            }
        }
        self.next = to;
        to < slots
    }

    fn read(&self, world: &World, slot: u32) -> Option<(f64, Ranked)> {
        let number = |metric| world.evaluation.number(slot, metric);
        let above = number(Metric::RfmShareAbove)?;
        let score = |metric| number(metric).map(|score| score.clamp(1.0, 5.0) as u8);
        let scores = [score(Metric::RScore)?, score(Metric::FScore)?, score(Metric::MScore)?];
        let class = self
            .tier
            .and_then(|tier| world.evaluation.classes.get(tier)?.get(slot as usize).copied());
        let shown = |class: &u8| self.order.iter().position(|place| *place == usize::from(*class));
        let ranked = Ranked {
            slot,
            scores,
            total: number(Metric::RfmTotal)?,
            recency: number(Metric::DaysSinceLastOrder)?,
            orders: number(Metric::RfmFrequency)?,
            amount: fen(number(Metric::RfmMonetary)?),
            tier: class
                .filter(|class| *class != NONE)
                .as_ref()
                .and_then(shown)
                .unwrap_or(self.order.len()),
            segment: place(&self.segments, scores),
        };
        Some((above, ranked))
    }

    /// The map, once all is read.
    pub fn finish(self, world: &World) -> ValueMap {
        let Self {
            segments,
            ranked,
            without,
            order,
            ..
        } = self;
        let ranked = in_rank(ranked);
        let dimension = world.evaluation.plan.dimension_of(TIER);
        let id = |place: &usize| {
            dimension
                .and_then(|dimension| dimension.classes.get(*place))
                .map(|class| class.id.clone())
        };
        let none = (None, ValueSum::default());
        let mut map = ValueMap {
            without,
            all: ValueSum::default(),
            cells: Default::default(),
            tiers: order
                .iter()
                .map(|place| (id(place), ValueSum::default()))
                .chain([none])
                .collect(),
            by_segment: vec![ValueSum::default(); segments.len() + 1],
            borders: borders(world, &ranked),
            spread: Default::default(),
            ties: ties(&ranked),
            groups: groups(&world.book.head.settings)
                .into_iter()
                .map(|group| GroupOf::read(world, &ranked, group))
                .collect(),
            segments,
            ranked: Vec::new(),
        };
        for one in &ranked {
            map.count(one);
        }
        map.ranked = ranked;
        map
    }
}

impl ValueMap {
    fn count(&mut self, one: &Ranked) {
        let [r, f, _] = one.scores.map(|score| usize::from(score) - 1);
        let segment = one.segment.unwrap_or(self.segments.len());
        let sums = [
            Some(&mut self.all),
            self.cells.get_mut(r).and_then(|row| row.get_mut(f)),
            self.tiers.get_mut(one.tier).map(|(_, sum)| sum),
            self.by_segment.get_mut(segment),
        ];
        for sum in sums.into_iter().flatten() {
            sum.add(one.amount);
        }
        for (spread, score) in self.spread.iter_mut().zip(one.scores) {
            spread[usize::from(score) - 1] += 1;
        }
    }
}

/// In the order of the shares that stand above. These are places over a whole, so that nothing needs to be sorted, unless a score of the
/// rules stands in their stead.
fn in_rank(mut ranked: Vec<(f64, Ranked)>) -> Vec<Ranked> {
    let whole = ranked.len() as f64;
    let mut places = vec![usize::MAX; ranked.len()];
    for (at, (above, _)) in ranked.iter().enumerate() {
        if let Some(place) = places.get_mut((above * whole).round() as usize) {
            *place = at;
        }
    }
    let placed: Vec<Ranked> = places
        .iter()
        .filter_map(|at| ranked.get(*at))
        .map(|(_, one)| *one)
        .collect();
    if placed.len() == ranked.len() {
        return placed;
    }
    sort_by(&mut ranked, |one, other| one.0.total_cmp(&other.0));
    ranked.into_iter().map(|(_, one)| one).collect()
}

/// Yuan of a column as fen; the column holds a hundredth of whole fen.
pub(super) fn fen(yuan: f64) -> Fen {
    Fen((yuan * 100.0).round() as i64)
}

/// The borders between the scores: the user's own, or the quintiles of those ranked.
fn borders(world: &World, ranked: &[Ranked]) -> Option<[[f64; 4]; 3]> {
    if ranked.is_empty() {
        return None;
    }
    let four = |list: &[f64]| <[f64; 4]>::try_from(list).ok();
    if let Some(own) = &world.evaluation.plan.rulebook.rfm.thresholds {
        return Some([four(&own.r)?, four(&own.f)?, four(&own.m)?]);
    }
    let cuts = |value: fn(&Ranked) -> f64| quintiles(&mut ranked.iter().map(value).collect::<Vec<f64>>());
    Some([
        cuts(|one| one.recency)?,
        cuts(|one| one.orders)?,
        cuts(|one| one.amount.yuan())?,
    ])
}

/// Neighbours of the ranking that stand in two tiers and have the same total.
fn ties(ranked: &[Ranked]) -> Vec<Tie> {
    let pairs = ranked.iter().zip(ranked.iter().skip(1)).enumerate();
    let at_borders = pairs.filter(|(_, (one, next))| one.tier != next.tier && one.total == next.total);
    let tie = |(at, (one, next)): (usize, (&Ranked, &Ranked))| {
        let has_it = |other: &&Ranked| other.total == one.total;
        let better = ranked.iter().take(at + 1).rev().take_while(has_it).count();
        let worse = ranked.iter().skip(at + 1).take_while(has_it).count();
        let by = match () {
            () if one.amount != next.amount => TieBreak::Amount,
            () if one.recency != next.recency => TieBreak::Recency,
            () => TieBreak::Id,
        };
        Tie {
            above: at + 1,
            total: one.total,
            customers: better + worse,
            better,
            by,
        }
    };
    at_borders.take(MOST_TIES).map(tie).collect()
}
