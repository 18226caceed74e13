//! What the model of purchases says of a customer: whether it still buys, how often it will, for how much.
//!
//! The model stands in the rulebook, so that these figures follow from book, rulebook and day as all others do. Its formulas
//! (`domain::marketing::lifetime`) are not in the first load: whoever has them hands them over, and until then the figures are missing.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::{Input, Metric, MetricRow};
use crate::domain::day::Day;
use crate::domain::ledger::Activity;

/// The key of the rulebook under which the model stands.
pub const MODEL: &str = "lifetime";
/// The facts that it gives.
pub const FORESEEN: [Metric; 3] = [Metric::PAlive, Metric::ExpectedOrders52w, Metric::ExpectedOrderValue];

/// Writes the figures that a model gives for these events on a day.
pub type Foresee = fn(&Value, &Activity, Day, &mut MetricRow);

static FORESEE: OnceLock<Foresee> = OnceLock::new();

/// The formulas are here; tells whether they were not before.
pub fn foresee_by(formulas: Foresee) -> bool {
    FORESEE.set(formulas).is_ok()
}

/// Writes the figures of a customer by what a rulebook says beside its rules.
pub fn fill(said: &Map<String, Value>, input: Input, row: &mut MetricRow) {
    if let (Some(foresee), Some(model)) = (FORESEE.get(), said.get(MODEL)) {
        foresee(model, input.activity, input.windows.as_of, row);
    }
}

/// Whether a fact is one of those that wait for a model.
pub fn is_foreseen(fact: &str) -> bool {
    FORESEEN.iter().any(|metric| metric.info().id == fact)
}
