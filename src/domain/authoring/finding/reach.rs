//! What a number can be at all: a count is whole and never negative, a score is what its terms allow.
//!
//! Reaches may be wider than the truth, never narrower; what is said to be impossible rests on that. Sums and products are taken
//! as the evaluation takes them, in the same order: rounding never turns an order around, so the ends are its ends to the bit.

use crate::domain::metric::{METRICS, Metric, Unit};
use crate::domain::rule::plan::{Plan, PlanScore, PlanTerm};

/// The values that a number can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The lowest; −∞ where nothing bounds it.
    pub lowest: f64,
    /// The highest; ∞ where nothing bounds it.
    pub highest: f64,
    /// Whether it is always a whole number.
    pub whole: bool,
    /// Whether it can be missing.
    pub missing: bool,
}

impl Reach {
    /// Nothing is known of it.
    const ANY: Self = Self::real(f64::NEG_INFINITY, f64::INFINITY);
    /// It is always missing.
    const NEVER: Self = Self::real(f64::INFINITY, f64::NEG_INFINITY);

    const fn real(lowest: f64, highest: f64) -> Self {
        Self {
            lowest,
            highest,
            whole: false,
            missing: true,
        }
    }

    const fn whole(lowest: f64, highest: f64) -> Self {
        Self {
            whole: true,
            ..Self::real(lowest, highest)
        }
    }

    const fn known(self) -> Self {
        Self { missing: false, ..self }
    }

    /// Whether a value lies in it.
    pub fn holds(self, value: f64) -> bool {
        if value.is_nan() {
            return self.missing;
        }
        value >= self.lowest && value <= self.highest && (!self.whole || value.fract() == 0.0)
    }

    /// Whether it is always missing.
    pub fn is_never(self) -> bool {
        self.lowest > self.highest
    }

    /// A value of every stretch that these borders leave, and every border that it can be; a missing value is not among them.
    pub(super) fn samples(self, borders: &[f64]) -> Vec<f64> {
        // A stretch of whole numbers begins just above a border or with the lowest, one of others ends just below a border or
        // with the highest.
        let beside = |v: &f64| [v.next_down(), *v, v.floor() + 1.0];
        let mut values: Vec<f64> = borders.iter().flat_map(beside).collect();
        values.extend([self.lowest, self.highest, 0.0]);
        values.retain(|value| self.holds(*value));
        values
    }

    fn or(self, other: Self) -> Self {
        Self {
            lowest: self.lowest.min(other.lowest),
            highest: self.highest.max(other.highest),
            whole: self.whole && other.whole,
            missing: self.missing || other.missing,
        }
    }

    fn times(self, factor: f64) -> Self {
        if factor == 0.0 && !self.is_never() {
            return Self::real(0.0, 0.0);
        }
        let (a, b) = (self.lowest * factor, self.highest * factor);
        if self.is_never() {
            Self::NEVER
        } else {
            Self::real(a.min(b), a.max(b))
        }
    }

    fn plus(self, other: Self) -> Self {
        if self.is_never() || other.is_never() {
            return Self::NEVER;
        }
        Self::real(self.lowest + other.lowest, self.highest + other.highest)
    }
}

/// What a metric can be before scores write to its column.
fn metric_reach(plan: &Plan, column: usize) -> Reach {
    use Metric::*;
    let is = |metrics: &[Metric]| metrics.iter().any(|m| *m as usize == column);
    let up = f64::INFINITY;
    let Some(metric) = METRICS.get(column) else {
        return Reach::NEVER;
    };
    match metric.unit {
        Unit::Yuan if is(&[LifetimeAmount]) => Reach::ANY.known(),
        Unit::Yuan => Reach::ANY,
        Unit::Count if is(&[ExpectedOrders52w]) => Reach::real(0.0, up),
        Unit::Count if is(&[RfmFrequency]) => Reach::whole(0.0, up),
        Unit::Count => Reach::whole(0.0, up).known(),
        Unit::Days | Unit::Months => Reach::whole(0.0, up),
        Unit::Share if is(&[FrequencyChange60d]) => Reach::real(-1.0, up),
        Unit::Share if is(&[PurchaseGrowth12m]) => Reach::ANY,
        Unit::Share => Reach::real(0.0, 1.0),
        Unit::Score if is(&[SatisfactionAverage]) => Reach::real(1.0, 5.0),
        Unit::Score if is(&[RfmTotal]) => rfm_total(plan),
        Unit::Score => Reach::whole(1.0, 5.0),
        Unit::Flag => Reach::whole(0.0, 1.0).known(),
        // Only scores write them.
        Unit::Points => Reach::NEVER,
    }
}

fn rfm_total(plan: &Plan) -> Reach {
    let weights = &plan.rulebook.rfm.weights;
    let each = [weights.r, weights.f, weights.m];
    let score = Reach::real(1.0, 5.0);
    let [r, f, m] = each.map(|weight| score.times(weight));
    Reach {
        whole: each.iter().all(|weight| weight.fract() == 0.0 && weight.abs() < 1e9),
        ..r.plus(f).plus(m)
    }
}

/// What every number column of a plan can hold for a customer.
///
/// A column that scores write to is known once all who write to it are; a term that reads it before (a score that rests on
/// itself, or on a later one) may find anything there.
pub fn reaches(plan: &Plan) -> Vec<Reach> {
    let columns = METRICS.len() + plan.extra_columns.len();
    let mut reaches: Vec<Reach> = (0..columns).map(|column| metric_reach(plan, column)).collect();
    let mut writers = vec![0usize; columns];
    plan.scores
        .iter()
        .flat_map(written)
        .for_each(|column| writers[column] += 1);
    for score in &plan.scores {
        let mut sum = Reach::real(0.0, 0.0);
        for term in &score.terms {
            let fact = if writers[term.of] == 0 {
                reaches[term.of]
            } else {
                Reach::ANY
            };
            let component = component(term, fact);
            sum = sum.plus(counted(term, component).times(term.weight));
            if term.factor.is_some() {
                reaches[term.column] = reaches[term.column].or(component);
                writers[term.column] -= 1;
            }
        }
        reaches[score.column] = reaches[score.column].or(sum);
        writers[score.column] -= 1;
    }
    reaches
}

/// The columns that a score writes to.
fn written(score: &PlanScore) -> impl Iterator<Item = usize> {
    let terms = score.terms.iter().filter(|term| term.factor.is_some());
    terms.map(|term| term.column).chain([score.column])
}

/// What a term's component can be, from what its fact can be.
fn component(term: &PlanTerm, fact: Reach) -> Reach {
    let component = match term.factor {
        Some(factor) if !fact.is_never() => {
            let scaled = fact.times(factor);
            Reach::real(scaled.lowest.min(100.0), scaled.highest.min(100.0))
        }
        _ => fact,
    };
    match term.missing.filter(|_| fact.missing) {
        Some(instead) => component.or(Reach::real(instead, instead)),
        None => component,
    }
}

fn counted(term: &PlanTerm, component: Reach) -> Reach {
    if term.invert {
        component.times(-1.0).plus(Reach::real(100.0, 100.0))
    } else {
        component
    }
}
