//! The whole: a book's buyers are read, both models fitted, the picture of how good they would have been made, and each customer told. In
//! slices, so that a page stays answering, and given up by being dropped.

use std::sync::Arc;

use super::amounts::{AmountLikelihood, Amounts};
use super::buyer::{Bought, Buyer, buyer_of, first_purchase};
use super::calibration::{CALIBRATED_DAYS, Calibration, HeldOut, Uncalibrated};
use super::expected::{Expected, expected};
use super::fit::{Fit, FitEnd, Unfit};
use super::frequency::{Frequency, FrequencyLikelihood};
use crate::domain::day::Day;
use crate::domain::fnv::Fnv;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// So many customers are read in one slice.
const ROWS: usize = 500;
/// The last third of the time is held out for the picture, at most twelve months.
const MOST_HELD_OUT: i32 = 365;

/// The models of some buyers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Models {
    /// How often they buy.
    pub frequency: FitEnd<Frequency>,
    /// How much they spend.
    pub amounts: FitEnd<Amounts>,
    /// How often with how much: the model takes it as nought.
    pub correlation: Option<f64>,
    /// How often they bought, as it was known by the earlier day.
    pub early: Result<Frequency, Uncalibrated>,
}

/// Models, and what they were made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remembered {
    of: u64,
    models: Models,
}

/// What is expected of the customers of a book.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifetime {
    /// The day that is looked at.
    pub as_of: Day,
    /// How many customers bought.
    pub buyers: usize,
    /// How many of them bought again.
    pub repeaters: usize,
    /// The models.
    pub models: Models,
    /// Each customer, who spends most first; nobody without a model.
    pub all: Arc<Vec<Expected>>,
    /// How good the model would have been.
    pub calibration: Result<Calibration, Uncalibrated>,
}

impl Lifetime {
    /// What a customer is to the picture of how good the model would have been; nothing where there is none, or where the customer is not of
    /// it.
    pub fn held_out(&self, world: &World, slot: u32) -> Option<HeldOut> {
        let picture = self.calibration.as_ref().ok()?;
        let cut = self.as_of.plus_days(-(picture.days as i32));
        HeldOut::of(&read(world, slot, (cut, self.as_of))?)
    }

    /// When a customer bought; nothing for who bought nothing. There need be no model.
    pub fn bought(&self, world: &World, slot: u32) -> Option<Bought> {
        Some(read(world, slot, (self.as_of, self.as_of))?.bought)
    }
}

/// Where a reading is.
#[derive(Clone, Debug, Default)]
enum Stage {
    /// Who bought first, for the days that are looked at.
    #[default]
    First,
    Buyers,
    Frequency(Fit<FrequencyLikelihood>),
    Amounts(Fit<AmountLikelihood>),
    Early(Fit<FrequencyLikelihood>),
    Customers,
    Done,
}

/// What is expected of a book's customers on its day.
#[derive(Clone, Debug, Default)]
pub struct LifetimeDesk {
    /// What was worked out last, also while it is worked out anew.
    told: Option<Arc<Lifetime>>,
    remembered: Option<Remembered>,
    stage: Stage,
    /// The first slot, or buyer, that was not looked at yet.
    next: usize,
    first: Option<Day>,
    buyers: Vec<Buyer>,
    of: u64,
    models: Option<Models>,
    all: Vec<Expected>,
    calibration: Option<Calibration>,
}

impl LifetimeDesk {
    /// One that knows what was fitted before: the same buyers are not fitted again, others are begun from there.
    pub fn knowing(remembered: Option<Remembered>) -> Self {
        Self {
            remembered,
            ..Self::default()
        }
    }

    /// Works out a whole book.
    pub fn of(world: &World) -> Self {
        let mut desk = Self::default();
        while desk.step(world) {}
        desk
    }

    /// What was worked out; of before the last change while [`LifetimeDesk::is_behind`].
    pub fn told(&self) -> Option<Arc<Lifetime>> {
        self.told.clone()
    }

    /// What was fitted, once it was.
    pub fn remembered(&self) -> Option<Remembered> {
        self.remembered
    }

    /// Whether it is to be worked out anew.
    pub fn is_behind(&self) -> bool {
        !matches!(self.stage, Stage::Done)
    }

    /// Follows a change of the book: where one of these customers bought otherwise than was read, all is worked out anew.
    pub fn update(&mut self, world: &World, touched: &[u32]) {
        let days = self.days(world);
        let is_known = |slot: &u32| {
            let known = self.buyers.binary_search_by_key(slot, |buyer| buyer.customer);
            known.ok().and_then(|at| self.buyers.get(at)).copied() == read(world, *slot, days)
        };
        if self.is_behind() || !touched.iter().all(is_known) {
            *self = Self {
                told: self.told.take(),
                remembered: self.remembered,
                ..Self::default()
            };
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots();
        match &mut self.stage {
            Stage::First => {
                let to = (self.next + ROWS).min(slots);
                let first = |slot: u32| {
                    let orders = &world.ledger.row(slot).orders;
                    world
                        .evaluation
                        .exists(slot)
                        .then(|| first_purchase(orders, world.evaluation.as_of))
                };
                let read = (self.next as u32..to as u32).filter_map(first).flatten();
                self.first = read.chain(self.first).min();
                self.go_on(to, slots, Stage::Buyers);
            }
            Stage::Buyers => {
                let (to, days) = ((self.next + ROWS).min(slots), self.days(world));
                let read = (self.next as u32..to as u32).filter_map(|slot| read(world, slot, days));
                self.buyers.extend(read);
                self.next = to;
                if to == slots {
                    self.begin_fit();
                }
            }
            Stage::Frequency(fit) => {
                if !fit.step() {
                    let end = fit.end();
                    self.begin_amounts(end);
                }
            }
            Stage::Amounts(fit) => {
                if !fit.step() {
                    let end = fit.end();
                    self.begin_early(end, world);
                }
            }
            Stage::Early(fit) => {
                if !fit.step() {
                    let end = fit.end().map(|(model, _)| model).map_err(Uncalibrated::Unfit);
                    self.has_models(|models| models.early = end);
                }
            }
            Stage::Customers => self.tell_some(world),
            Stage::Done => {}
        }
        self.is_behind()
    }

    /// Moves to a place; behind the last one the next stage begins.
    fn go_on(&mut self, to: usize, end: usize, stage: Stage) {
        self.next = to;
        if to == end {
            (self.next, self.stage) = (0, stage);
        }
    }

    /// The earlier day, and the one that is looked at.
    fn days(&self, world: &World) -> (Day, Day) {
        let until = world.evaluation.as_of;
        let whole = self.first.map_or(0, |first| until.days_since(first));
        (until.plus_days(-(whole / 3).min(MOST_HELD_OUT)), until)
    }

    fn begin_fit(&mut self) {
        self.of = fingerprint(&self.buyers);
        let known = self.remembered.filter(|known| known.of == self.of);
        if let Some(known) = known {
            self.models = Some(known.models);
            (self.next, self.stage) = (0, Stage::Customers);
            return;
        }
        let start = self.remembered.and_then(|known| known.models.frequency.ok());
        let start = start.map_or(Frequency::START, |(model, _)| model);
        let all = FrequencyLikelihood::of(self.buyers.iter().map(|buyer| buyer.bought));
        self.stage = Stage::Frequency(Fit::frequency(all, start));
    }

    fn begin_amounts(&mut self, frequency: FitEnd<Frequency>) {
        let unfit = frequency.err().unwrap_or(Unfit::NotFound);
        self.models = Some(Models {
            frequency,
            amounts: Err(unfit),
            correlation: None,
            early: Err(Uncalibrated::Unfit(unfit)),
        });
        if frequency.is_err() {
            return self.has_models(|_| {});
        }
        let all = self.buyers.iter().map(|buyer| (buyer.bought.repeats, buyer.mean));
        self.stage = Stage::Amounts(Fit::amounts(AmountLikelihood::of(all)));
    }

    fn begin_early(&mut self, amounts: FitEnd<Amounts>, world: &World) {
        let correlation = match &self.stage {
            Stage::Amounts(fit) => fit.likelihood().correlation(),
            _ => None,
        };
        if let Some(models) = &mut self.models {
            (models.amounts, models.correlation) = (amounts, correlation);
        }
        let (early, until) = self.days(world);
        if until.days_since(early).unsigned_abs() < CALIBRATED_DAYS {
            return self.has_models(|models| models.early = Err(Uncalibrated::TooShort));
        }
        let start = self.models.and_then(|models| models.frequency.ok());
        let start = start.map_or(Frequency::START, |(model, _)| model);
        let known: Vec<Bought> = self.buyers.iter().filter_map(|buyer| buyer.early).collect();
        self.stage = Stage::Early(Fit::frequency(FrequencyLikelihood::of(known.into_iter()), start));
    }

    /// The models are there, but for the last of them.
    fn has_models(&mut self, last: impl FnOnce(&mut Models)) {
        if let Some(models) = &mut self.models {
            last(models);
            self.remembered = Some(Remembered {
                of: self.of,
                models: *models,
            });
        }
        (self.next, self.stage) = (0, Stage::Customers);
    }

    fn tell_some(&mut self, world: &World) {
        let Some(models) = self.models else {
            return;
        };
        let to = (self.next + ROWS).min(self.buyers.len());
        let days = self.days(world);
        let held_out = days.1.days_since(days.0).unsigned_abs();
        let calibration = self.calibration.get_or_insert_with(|| Calibration::over(held_out));
        let amounts = models.amounts.ok().map(|(model, _)| model);
        for buyer in &self.buyers[self.next..to] {
            if let Ok((frequency, _)) = models.frequency {
                self.all.push(expected(buyer, frequency, amounts));
            }
            if let Ok(early) = models.early {
                calibration.add(early, buyer);
            }
        }
        self.next = to;
        if to == self.buyers.len() {
            self.finish(world, models);
        }
    }

    fn finish(&mut self, world: &World, models: Models) {
        let mut all = std::mem::take(&mut self.all);
        let rank = |it: &Expected| (it.spend().unwrap_or_default(), it.purchases);
        sort_by(&mut all, |a, b| {
            let ((a, a_often), (b, b_often)) = (rank(a), rank(b));
            b.total_cmp(&a).then(b_often.total_cmp(&a_often))
        });
        let picture = self.calibration.take().ok_or(Uncalibrated::TooShort);
        self.told = Some(Arc::new(Lifetime {
            as_of: world.evaluation.as_of,
            buyers: self.buyers.len(),
            repeaters: self.buyers.iter().filter(|buyer| buyer.bought.repeats > 0).count(),
            models,
            all: Arc::new(all),
            calibration: models.early.and(picture),
        }));
        self.stage = Stage::Done;
    }
}

fn read(world: &World, slot: u32, days: (Day, Day)) -> Option<Buyer> {
    let is_there = world.evaluation.exists(slot);
    is_there.then(|| buyer_of(slot, &world.ledger.row(slot).orders, days))?
}

/// What tells buyers apart: who they are does not matter.
fn fingerprint(buyers: &[Buyer]) -> u64 {
    let figures = |sum: Fnv, bought: Bought| {
        let of = [bought.repeats, bought.last, bought.age];
        of.iter().fold(sum, |sum, figure| sum.and(&figure.to_le_bytes()))
    };
    let one = |sum: Fnv, buyer: &Buyer| {
        let sum = figures(sum, buyer.bought).and(&buyer.mean.to_le_bytes());
        figures(
            sum.and(&[u8::from(buyer.early.is_some())]),
            buyer.early.unwrap_or_default(),
        )
    };
    buyers.iter().fold(Fnv::default(), one).sum()
}
