//! The dashboard: how do we stand? Every number is a count of customers that a filter can open.

use crate::domain::book::Book;
use crate::domain::columns::{Bits, count_bits, has_bit};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::rule::plan::NONE;

/// How many customers, and what they bought in 12 months.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Customers.
    pub customers: usize,
    /// Their purchases in 12 months, yuan; unknown ones count nothing.
    pub purchase: f64,
}

/// The customers of each class of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// The dimension's id.
    pub dimension: Text,
    /// The classes in order: id, name, tally.
    pub classes: Vec<(Text, Text, Tally)>,
    /// Who is unclassified.
    pub unclassified: Tally,
}

/// Purchases of a month and of the same month a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthBar {
    /// The month's first day.
    pub month: Day,
    /// The days of it that count; fewer than the whole month at the ends of the 12 months.
    pub from: Day,
    /// See `from`.
    pub to: Day,
    /// Purchases in those days.
    pub amount: Fen,
    /// Purchases in the same days a year before.
    pub year_before: Fen,
}

/// The dashboard's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// All customers.
    pub all: Tally,
    /// Purchases of all customers in the 12 months before, yuan.
    pub purchase_year_before: f64,
    /// How many have a health score.
    pub health_scored: usize,
    /// Mean information completeness, 0–1.
    pub completeness: Option<f64>,
    /// A distribution a dimension.
    pub distributions: Vec<Distribution>,
    /// Customers by value class (rows, unclassified last) and stage class (columns, unclassified last).
    pub matrix: Vec<Vec<Tally>>,
    /// Customers with each automatic tag: id, name, count.
    pub tags: Vec<(Text, Text, usize)>,
    /// The 13 calendar months that the last 12 months touch.
    pub months: Vec<MonthBar>,
}

/// Works out the dashboard.
pub fn dashboard(book: &Book, evaluation: &Evaluation) -> Dashboard {
    let purchase = &evaluation.columns.numbers[Metric::AnnualPurchase as usize];
    let live = &evaluation.columns.live;
    let slots = || (0..evaluation.columns.rows as u32).filter(|slot| has_bit(live, *slot));
    let amount = |slot: u32| Some(purchase[slot as usize]).filter(|v| !v.is_nan()).unwrap_or(0.0);
    let mut all = Tally::default();
    slots().for_each(|slot| all.add(amount(slot)));
    let distributions: Vec<Distribution> = (0..evaluation.plan.dimensions.len())
        .map(|d| distribution(evaluation, d, slots(), amount))
        .collect();
    let health = &evaluation.columns.numbers[Metric::HealthScore as usize];
    let known: Vec<f64> = slots()
        .map(|slot| evaluation.columns.numbers[Metric::InformationCompleteness as usize][slot as usize])
        .filter(|v| !v.is_nan())
        .collect();
    let months = months(book, evaluation.as_of);
    Dashboard {
        all,
        purchase_year_before: months.iter().map(|m| m.year_before).sum::<Fen>().yuan(),
        health_scored: slots().filter(|slot| !health[*slot as usize].is_nan()).count(),
        completeness: (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64),
        matrix: matrix(evaluation, slots(), amount),
        distributions,
        tags: evaluation
            .plan
            .tags
            .iter()
            .zip(&evaluation.tags)
            .map(|(tag, bits): (_, &Bits)| (tag.id.clone(), tag.name.clone(), count_bits(bits)))
            .collect(),
        months,
    }
}

impl Tally {
    fn add(&mut self, purchase: f64) {
        self.customers += 1;
        self.purchase += purchase;
    }
}

fn distribution(
    evaluation: &Evaluation,
    dimension: usize,
    slots: impl Iterator<Item = u32>,
    amount: impl Fn(u32) -> f64,
) -> Distribution {
    let plan = &evaluation.plan.dimensions[dimension];
    let mut classes: Vec<(Text, Text, Tally)> = match plan.text_of {
        Some(word) => evaluation.columns.words[word]
            .words()
            .iter()
            .map(|w| (w.clone(), w.clone()))
            .collect(),
        None => plan
            .classes
            .iter()
            .map(|c| (c.id.clone(), c.name.clone()))
            .collect::<Vec<_>>(),
    }
    .into_iter()
    .map(|(id, name)| (id, name, Tally::default()))
    .collect();
    let mut unclassified = Tally::default();
    for slot in slots {
        let class = match plan.text_of {
            Some(word) => evaluation.columns.words[word].codes[slot as usize] as usize,
            None if evaluation.classes[dimension][slot as usize] == NONE => usize::MAX,
            None => usize::from(evaluation.classes[dimension][slot as usize]),
        };
        classes
            .get_mut(class)
            .map_or(&mut unclassified, |c| &mut c.2)
            .add(amount(slot));
    }
    if plan.text_of.is_some() {
        classes.retain(|(_, _, tally)| tally.customers > 0);
        classes.sort_by(|a, b| b.2.customers.cmp(&a.2.customers).then_with(|| a.0.cmp(&b.0)));
    }
    Distribution {
        dimension: plan.id.clone(),
        classes,
        unclassified,
    }
}

fn matrix(evaluation: &Evaluation, slots: impl Iterator<Item = u32>, amount: impl Fn(u32) -> f64) -> Vec<Vec<Tally>> {
    let plan = &evaluation.plan;
    let (Some(value), Some(stage)) = (plan.dimension("value"), plan.dimension("stage")) else {
        return Vec::new();
    };
    let size = |d: usize| plan.dimensions[d].classes.len();
    let mut cells = vec![vec![Tally::default(); size(stage) + 1]; size(value) + 1];
    for slot in slots {
        let place = |d: usize| usize::from(evaluation.classes[d][slot as usize]).min(size(d));
        cells[place(value)][place(stage)].add(amount(slot));
    }
    cells
}

/// The months of (D − 12 months, D], the first and the last one partial, with the same days a year before.
fn months(book: &Book, as_of: Day) -> Vec<MonthBar> {
    use chrono::Datelike;
    let start = as_of.minus_months(12).plus_days(1);
    let first_of = |day: Day| Day::from_date(day.date().with_day(1).unwrap_or_default());
    let mut bars = Vec::new();
    let mut month = first_of(start);
    while month <= as_of {
        let next = first_of(month.plus_days(32));
        let (from, to) = (month.max(start), next.plus_days(-1).min(as_of));
        bars.push(MonthBar {
            month,
            from,
            to,
            amount: Fen(0),
            year_before: Fen(0),
        });
        month = next;
    }
    let earliest = start.minus_months(12);
    for (_, order) in book
        .orders
        .iter()
        .filter(|(_, o)| o.date >= earliest && o.date <= as_of)
    {
        for bar in &mut bars {
            if bar.from <= order.date && order.date <= bar.to {
                bar.amount += order.amount;
            } else if bar.from.minus_months(12) <= order.date && order.date <= bar.to.minus_months(12) {
                bar.year_before += order.amount;
            }
        }
    }
    bars
}
