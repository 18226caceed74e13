//! Measures that the user makes: any metric of the registry, summed, averaged, or as the share of customers that have so much of it.

use serde_json::{Map, Value};

use super::share::{Share, Sum};
use crate::domain::book::Book;
use crate::domain::columns::has_bit;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::{METRICS, MetricInfo, Unit, index_of};
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::words;

words! {
    /// How a metric of many customers becomes one figure. Customers of whom it is not known do not count.
    pub enum How {
        /// The mean.
        Average = "average",
        /// The sum.
        Sum = "sum",
        /// The share of those with at least so much.
        Share = "share",
    }
}

/// Between which figures a metric can lie. Growth and other changes can lie anywhere, totals of weighted scores have no upper end.
pub fn range_of(metric: &MetricInfo) -> (Option<f64>, Option<f64>) {
    match (metric.unit, metric.id) {
        (_, "frequency_change_60d" | "purchase_growth_12m") => (None, None),
        (Unit::Share | Unit::Flag, _) => (Some(0.0), Some(1.0)),
        (Unit::Points, _) => (Some(0.0), Some(100.0)),
        (Unit::Score, "rfm_total") => (Some(0.0), None),
        (Unit::Score, _) => (Some(1.0), Some(5.0)),
        (Unit::Yuan | Unit::Count | Unit::Days | Unit::Months, _) => (Some(0.0), None),
    }
}

/// A measure of one's own: `{"name", "metric", "how", "from", "when", "falls"}`.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnMeasure {
    /// What it is called.
    pub name: Text,
    /// The place of the metric in the registry.
    pub metric: usize,
    /// How it becomes one figure.
    pub how: How,
    /// For a share: at least so much, in the metric's unit.
    pub from: f64,
    /// Of which customers, as rules write it; of all where there is none.
    pub when: Option<Condition>,
    /// Less is better.
    pub falls: bool,
}

impl OwnMeasure {
    /// Reads one; nothing where it has no name, no known metric, or a condition that is none.
    pub(super) fn read(map: &Map<String, Value>) -> Option<Self> {
        let text = |key: &str| map.get(key).and_then(Value::as_str);
        let name = text("name").map(str::trim).filter(|name| !name.is_empty())?;
        let when = match map.get("when").filter(|when| !when.is_null()) {
            Some(when) => Some(Condition::from_json(when, "").ok()?),
            None => None,
        };
        Some(Self {
            name: name.into(),
            metric: index_of(text("metric")?)?,
            how: How::from_word(text("how")?)?,
            from: map.get("from").and_then(Value::as_f64).unwrap_or(0.0),
            when,
            falls: map.get("falls").and_then(Value::as_bool).unwrap_or(false),
        })
    }

    /// Writes what [`OwnMeasure::read`] reads back; what else stood there stays.
    pub(super) fn write(&self, map: &mut Map<String, Value>) {
        let condition = self.when.as_ref().and_then(|when| serde_json::to_value(when).ok());
        let all = [
            ("name", Some((&*self.name).into())),
            ("metric", Some(self.info().id.into())),
            ("how", Some(self.how.word().into())),
            ("from", (self.how == How::Share).then(|| self.from.into())),
            ("when", condition),
            ("falls", self.falls.then(|| true.into())),
        ];
        for (key, value) in all {
            match value {
                Some(value) => map.insert(key.to_owned(), value),
                None => map.remove(key),
            };
        }
    }

    /// What the registry says of the metric.
    pub fn info(&self) -> &'static MetricInfo {
        METRICS.get(self.metric).unwrap_or(&METRICS[0])
    }

    /// The unit of the figure.
    pub fn unit(&self) -> Unit {
        match self.how {
            How::Share => Unit::Share,
            How::Average | How::Sum => self.info().unit,
        }
    }

    /// Between which figures it can lie: of shares and grades both ends, of amounts the lower one.
    pub fn range(&self) -> (Option<f64>, Option<f64>) {
        match self.how {
            How::Share => (Some(0.0), Some(1.0)),
            How::Average => range_of(self.info()),
            // Sums have no upper end.
            How::Sum => (range_of(self.info()).0, None),
        }
    }

    /// Calls `see` with each customer of an evaluation that counts. A condition that the rules cannot read counts nobody.
    pub fn each(&self, book: &Book, evaluation: &Evaluation, see: &mut dyn FnMut(Share)) {
        let node = match self.when.as_ref().map(|when| evaluation.plan.node(when, "")) {
            Some(Err(_)) => return,
            Some(Ok(node)) => Some(node),
            None => None,
        };
        let ground = evaluation.ground(book);
        let mask = node.map(|node| ground.mask(&node));
        for slot in 0..evaluation.columns.rows as u32 {
            let fits = evaluation.exists(slot) && mask.as_ref().is_none_or(|mask| has_bit(mask, slot));
            let Some(value) = evaluation.column(slot, self.metric).filter(|_| fits) else {
                continue;
            };
            let part = match self.how {
                How::Share => f64::from(u8::from(value >= self.from)),
                How::Average | How::Sum => value,
            };
            see(Share::of(slot, part));
        }
    }

    /// What a sum of such shares comes to; nothing where nobody counts.
    pub fn value(&self, sum: Sum) -> Option<f64> {
        match self.how {
            How::Sum => (sum.whole > 0.0).then_some(sum.part),
            How::Average | How::Share => sum.ratio(),
        }
    }
}
