//! The dashboard: how do we stand? Every number is a count of customers that a filter can open, or says what it sums.

use std::collections::HashMap;

use chrono::Datelike;

use super::change::NoRate;
use super::first_deal::first_deal;
use super::months::{MonthBar, Months, first_of_month};
use super::purchases::Purchases;
use super::risk::{AtRisk, Risk, is_lost, risks};
use crate::domain::columns::{Bits, count_bits, has_bit};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::field::{ITEMS, gaps};
use crate::domain::fold::folded;
use crate::domain::kind::Customer;
use crate::domain::metric::range::Range;
use crate::domain::metric::{Metric, Span, exists_on};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::rule::plan::NONE;
use crate::domain::world::World;

/// The information completeness to reach.
pub const COMPLETENESS_GOAL: f64 = 0.95;

/// The borders of the bands of information completeness; the last one is the goal.
const COMPLETENESS_BORDERS: [f64; 4] = [0.5, 0.7, 0.85, COMPLETENESS_GOAL];

/// How many quarters the course of first deals shows.
const QUARTERS: u32 = 6;

/// How many customers, and what they buy in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Customers.
    pub customers: usize,
    /// Their annual purchase.
    pub purchase: Purchases,
}

/// The customers in a range of a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// The metric.
    pub metric: Metric,
    /// Its values.
    pub range: Range,
    /// How many customers.
    pub customers: usize,
}

/// The customers whose first deal lies in some days (see [`first_deal`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstDeals {
    /// The first of the days.
    pub from: Day,
    /// The last of the days.
    pub to: Day,
    /// How many customers.
    pub customers: usize,
}

/// A class and its customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassTally {
    /// The class's id.
    pub id: Text,
    /// Its name in the rulebook.
    pub name: Text,
    /// Who is in it.
    pub tally: Tally,
}

/// The customers of each class of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// The dimension's id.
    pub dimension: Text,
    /// Whether the classes are the texts of a field, most customers first; else they stand in the rulebook's order.
    pub of_text: bool,
    /// The classes.
    pub classes: Vec<ClassTally>,
    /// Who is unclassified.
    pub unclassified: Tally,
}

/// How many customers lack an item of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The item's place in [`ITEMS`].
    pub item: usize,
    /// Who lacks it.
    pub missing: usize,
    /// For how many it counts.
    pub of: usize,
}

/// The dashboard's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// The as-of date.
    pub as_of: Day,
    /// All customers.
    pub all: Tally,
    /// The end of the month before, and how many customers there were then.
    pub before: (Day, usize),
    /// Who has ever dealt.
    pub dealt: Counted,
    /// Who ordered in the last 12 months.
    pub buyers: Counted,
    /// Orders of the last 12 months.
    pub purchase: Fen,
    /// Orders of the 12 months before.
    pub purchase_before: Fen,
    /// Why the change between the two has no percentage.
    pub no_rate: Option<NoRate>,
    /// The first day of the quarter.
    pub quarter: Day,
    /// First deals of the last quarters, each counted from its first day to the day as far into it as D is; this one last.
    pub first_deals: Vec<FirstDeals>,
    /// Mean information completeness, 0–1.
    pub completeness: Option<f64>,
    /// Who is below the goal.
    pub incomplete: Counted,
    /// Customers by information completeness, lowest first.
    pub completeness_bands: Vec<Counted>,
    /// What the sheets lack, most frequent first; only what somebody lacks.
    pub gaps: Vec<Gap>,
    /// A distribution a dimension.
    pub distributions: Vec<Distribution>,
    /// Customers by value class (rows, unclassified last) and stage class (columns, unclassified last).
    pub matrix: Vec<Vec<Tally>>,
    /// Customers with each automatic tag: id and count.
    pub tags: Vec<(Text, usize)>,
    /// What says risk, and how many of those are lost already.
    pub risks: Vec<(Risk, AtRisk)>,
    /// The calendar months that the last 12 months touch.
    pub months: Vec<MonthBar>,
}

impl Dashboard {
    /// The distribution of a dimension.
    pub fn distribution(&self, dimension: &str) -> Option<&Distribution> {
        self.distributions.iter().find(|d| *d.dimension == *dimension)
    }
}

impl Distribution {
    /// How many are classified.
    pub fn classified(&self) -> usize {
        self.classes.iter().map(|c| c.tally.customers).sum()
    }
}

impl Tally {
    fn add(&mut self, purchase: Purchases) {
        self.customers += 1;
        self.purchase += purchase;
    }
}

/// So many customers are looked at in a slice.
const ROWS: usize = 1_000;

/// The numbers, being worked out. What costs most is read a slice of the customers at a time; the rest follows from columns.
#[derive(Debug)]
pub struct DashboardReading {
    /// The first customer that was not looked at yet.
    next: usize,
    slots: Vec<u32>,
    /// The end of the month before, and who was there.
    before: (Day, usize),
    months: Months,
    orders_before: usize,
    first_deals: Vec<Day>,
    gaps: Vec<Gap>,
    risks: Vec<(Risk, AtRisk)>,
}

/// Works out the dashboard of a whole book.
pub fn dashboard(world: &World) -> Dashboard {
    let mut reading = DashboardReading::begin(world);
    while reading.step(world) {}
    reading.finish(world)
}

impl DashboardReading {
    /// Of which nothing is read yet.
    pub fn begin(world: &World) -> Self {
        let Evaluation { as_of, plan, .. } = &world.evaluation;
        let none = |item| Gap {
            item,
            missing: 0,
            of: 0,
        };
        Self {
            next: 0,
            slots: Vec::new(),
            before: (first_of_month(*as_of).plus_days(-1), 0),
            months: Months::new(*as_of),
            orders_before: 0,
            first_deals: Vec::new(),
            gaps: (0..ITEMS.len()).map(none).collect(),
            risks: risks(plan).into_iter().map(|risk| (risk, AtRisk::default())).collect(),
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let all = world.book.customers.slots();
        let to = (self.next + ROWS).min(all);
        for slot in self.next as u32..to as u32 {
            self.read(world, slot);
        }
        self.next = to;
        to < all
    }

    fn read(&mut self, world: &World, slot: u32) {
        let Some(customer) = world.book.customers.at(slot) else {
            return;
        };
        let (evaluation, row) = (&world.evaluation, world.ledger.row(slot));
        self.before.1 += usize::from(exists_on(customer, row, self.before.0));
        if !has_bit(&evaluation.columns.live, slot) {
            return;
        }
        self.slots.push(slot);
        let (after, earlier) = (
            self.months.after(),
            Span::MonthsBefore(12).window(evaluation.as_of, None),
        );
        // Orders stand in the order of their days: from the last one back until they are too old.
        for order in row.orders.iter().rev().take_while(|order| order.day > after) {
            self.months.add(order.day, Fen(order.fen));
        }
        self.orders_before += row.orders.iter().filter(|order| earlier.contains(order.day)).count();
        self.first_deals.extend(first_deal(world, slot));
        let met = row.touches.first().is_some_and(|touch| touch.day <= evaluation.as_of);
        lack(&mut self.gaps, customer, met);
        let is_lost = is_lost(evaluation, slot);
        for (risk, counts) in &mut self.risks {
            let has = match risk {
                Risk::Class(dimension, class) => evaluation.class_in(slot, dimension) == Some(class),
                Risk::Tag(id) => evaluation.tags_of(slot).any(|tag| *tag == **id),
            };
            match is_lost {
                _ if !has => {}
                true => counts.lost += 1,
                false => counts.open += 1,
            }
        }
    }

    /// The numbers, once all is read.
    pub fn finish(self, world: &World) -> Dashboard {
        let (evaluation, slots) = (&world.evaluation, self.slots);
        let purchases: Vec<Purchases> = slots.iter().map(|slot| Purchases::of(evaluation, *slot)).collect();
        let count = |metric, range| counted(evaluation, &slots, metric, range);
        let mut all = Tally::default();
        purchases.iter().for_each(|purchase| all.add(*purchase));
        let months = self.months.bars();
        let purchase_before = months.iter().map(|m| m.year_before).sum();
        let mut gaps = self.gaps;
        gaps.retain(|gap| gap.missing > 0);
        gaps.sort_by_key(|gap| (std::cmp::Reverse(gap.missing), gap.item));
        Dashboard {
            as_of: evaluation.as_of,
            all,
            before: self.before,
            dealt: count(Metric::HasDealt, Range::from(1.0)),
            buyers: count(Metric::OrderCount12m, Range::from(1.0)),
            purchase: months.iter().map(|m| m.amount).sum(),
            purchase_before,
            no_rate: NoRate::of(self.orders_before, purchase_before),
            quarter: quarter(evaluation.as_of),
            first_deals: first_deals(evaluation.as_of, &self.first_deals),
            completeness: mean(evaluation, &slots, Metric::InformationCompleteness),
            incomplete: count(Metric::InformationCompleteness, Range::below(COMPLETENESS_GOAL)),
            completeness_bands: bands(&COMPLETENESS_BORDERS)
                .map(|range| count(Metric::InformationCompleteness, range))
                .collect(),
            gaps,
            distributions: each_distribution(evaluation, &slots, &purchases),
            matrix: matrix(evaluation, &slots, &purchases),
            tags: tags(evaluation),
            risks: self.risks,
            months,
        }
    }
}

fn live(evaluation: &Evaluation) -> Vec<u32> {
    (0..evaluation.columns.rows as u32)
        .filter(|slot| has_bit(&evaluation.columns.live, *slot))
        .collect()
}

fn column(evaluation: &Evaluation, metric: Metric) -> &[f64] {
    &evaluation.columns.numbers[metric as usize]
}

fn counted(evaluation: &Evaluation, slots: &[u32], metric: Metric, range: Range) -> Counted {
    let values = column(evaluation, metric);
    Counted {
        metric,
        range,
        customers: slots.iter().filter(|slot| range.holds(values[**slot as usize])).count(),
    }
}

fn mean(evaluation: &Evaluation, slots: &[u32], metric: Metric) -> Option<f64> {
    let values = column(evaluation, metric);
    let known = slots.iter().map(|slot| values[*slot as usize]).filter(|v| !v.is_nan());
    let (sum, n) = known.fold((0.0, 0usize), |(sum, n), v| (sum + v, n + 1));
    (n > 0).then(|| sum / n as f64)
}

/// The ranges between borders, open at both ends.
fn bands(borders: &[f64]) -> impl Iterator<Item = Range> + '_ {
    (0..=borders.len()).map(|i| Range {
        from: i.checked_sub(1).map(|before| borders[before]),
        below: borders.get(i).copied(),
    })
}

/// The first day of a day's quarter.
fn quarter(day: Day) -> Day {
    let month = first_of_month(day);
    month.minus_months(month.date().month0() % 3)
}

/// First deals of the last quarters, oldest first.
fn first_deals(as_of: Day, days: &[Day]) -> Vec<FirstDeals> {
    let start = quarter(as_of);
    let counted = |back: u32| {
        let (from, to) = (start.minus_months(3 * back), as_of.minus_months(3 * back));
        let customers = days.iter().filter(|day| from <= **day && **day <= to).count();
        FirstDeals { from, to, customers }
    };
    (0..QUARTERS).rev().map(counted).collect()
}

/// How many customers each class has, a distribution a dimension; of what they buy nothing is told.
pub fn distributions(evaluation: &Evaluation) -> Vec<Distribution> {
    let slots = live(evaluation);
    each_distribution(evaluation, &slots, &vec![Purchases::default(); slots.len()])
}

fn each_distribution(evaluation: &Evaluation, slots: &[u32], purchases: &[Purchases]) -> Vec<Distribution> {
    let dimensions = 0..evaluation.plan.dimensions.len();
    dimensions
        .map(|d| distribution(evaluation, d, slots, purchases))
        .collect()
}

fn distribution(evaluation: &Evaluation, dimension: usize, slots: &[u32], purchases: &[Purchases]) -> Distribution {
    let plan = &evaluation.plan.dimensions[dimension];
    let words = plan.text_of.map(|word| &evaluation.columns.words[word]);
    let empty = |id: &Text, name: &Text| ClassTally {
        id: id.clone(),
        name: name.clone(),
        tally: Tally::default(),
    };
    let mut classes: Vec<ClassTally> = match words {
        Some(words) => words.words().iter().map(|w| empty(w, w)).collect(),
        None => plan.classes.iter().map(|c| empty(&c.id, &c.name)).collect(),
    };
    let mut unclassified = Tally::default();
    for (slot, purchase) in slots.iter().zip(purchases) {
        // What is no class (no word, NONE) lies behind the last one.
        let class = match words {
            Some(words) => words.codes[*slot as usize] as usize,
            None => usize::from(evaluation.classes[dimension][*slot as usize]),
        };
        classes
            .get_mut(class)
            .map_or(&mut unclassified, |c| &mut c.tally)
            .add(*purchase);
    }
    if words.is_some() {
        classes.retain(|class| class.tally.customers > 0);
        let by_size = |a: &ClassTally, b: &ClassTally| {
            let larger = b.tally.customers.cmp(&a.tally.customers);
            larger.then_with(|| a.id.cmp(&b.id))
        };
        classes.sort_by(by_size);
        classes = alike_as_one(classes);
        classes.sort_by(by_size);
    }
    Distribution {
        dimension: plan.id.clone(),
        of_text: words.is_some(),
        classes,
        unclassified,
    }
}

/// Words that look alike are one, under the first spelling.
fn alike_as_one(words: Vec<ClassTally>) -> Vec<ClassTally> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<ClassTally> = Vec::new();
    for word in words {
        let place = *places.entry(folded(&word.id).into_owned()).or_insert(all.len());
        match all.get_mut(place) {
            Some(known) => {
                known.tally.customers += word.tally.customers;
                known.tally.purchase += word.tally.purchase;
            }
            None => all.push(word),
        }
    }
    all
}

fn matrix(evaluation: &Evaluation, slots: &[u32], purchases: &[Purchases]) -> Vec<Vec<Tally>> {
    let plan = &evaluation.plan;
    let of_rules = |id: &str| plan.dimension(id).filter(|d| plan.dimensions[*d].text_of.is_none());
    let (Some(value), Some(stage)) = (of_rules("value"), of_rules("stage")) else {
        return Vec::new();
    };
    let size = |d: usize| plan.dimensions[d].classes.len();
    let mut cells = vec![vec![Tally::default(); size(stage) + 1]; size(value) + 1];
    for (slot, purchase) in slots.iter().zip(purchases) {
        let place = |d: usize| match evaluation.classes[d][*slot as usize] {
            NONE => size(d),
            class => usize::from(class),
        };
        cells[place(value)][place(stage)].add(*purchase);
    }
    cells
}

fn tags(evaluation: &Evaluation) -> Vec<(Text, usize)> {
    let count = |(tag, bits): (&crate::domain::rule::plan::PlanTag, &Bits)| (tag.id.clone(), count_bits(bits));
    evaluation.plan.tags.iter().zip(&evaluation.tags).map(count).collect()
}

/// Adds what the sheet of a customer lacks.
fn lack(all: &mut [Gap], customer: &Customer, met: bool) {
    let mut lacking = gaps(customer, met).peekable();
    // The gaps come in the order of the items.
    for (gap, item) in all.iter_mut().zip(&ITEMS) {
        gap.of += usize::from(item.applies(customer));
        gap.missing += usize::from(lacking.next_if(|lacks| std::ptr::eq(*lacks, item)).is_some());
    }
}
