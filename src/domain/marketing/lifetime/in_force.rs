//! The model that rules look at. It stands in the rulebook under [`MODEL`], so that the facts `p_alive`, `expected_orders_52w` and
//! `expected_order_value` follow from book, rulebook and day, and what classified a customer on a day is known later too:
//! `{"fitted_on": "2026-11-28", "buyers": 312, "r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "p": 6.25, "q": 3.74, "v": 15.44}`, v in yuan;
//! p, q and v are left out where there is no model of amounts. What cannot be read gives no figure.

use serde_json::{Map, Value, json};

use super::amounts::Amounts;
use super::buyer::buyer_of;
use super::desk::Lifetime;
use super::frequency::Frequency;
use crate::domain::day::Day;
use crate::domain::ledger::Activity;
use crate::domain::metric::foreseen::{MODEL, foresee_by};
use crate::domain::metric::{Metric, MetricRow};
use crate::domain::rule::Rulebook;

/// 52 weeks.
const AHEAD_DAYS: u32 = 364;
/// Parameters that differ by no more than this share are the same: searches end where they end.
const NEAR: f64 = 1e-3;

/// A model that rules look at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleModel {
    /// The day whose orders it was fitted to.
    pub fitted_on: Option<Day>,
    /// How many customers had bought by then.
    pub buyers: Option<u64>,
    /// How often they buy.
    frequency: Frequency,
    /// How much they spend.
    amounts: Option<Amounts>,
}

impl RuleModel {
    /// What was fitted; nothing where no model was.
    pub fn of(told: &Lifetime) -> Option<Self> {
        Some(Self {
            fitted_on: Some(told.as_of),
            buyers: Some(told.buyers as u64),
            frequency: told.models.frequency.ok()?.0,
            amounts: told.models.amounts.ok().map(|(model, _)| model),
        })
    }

    /// Whether another one says the same but for what a search leaves open.
    pub fn is_like(&self, other: &Self) -> bool {
        let (own, others) = (self.parameters(), other.parameters());
        let near = |(a, b): (&(&str, f64), &(&str, f64))| (a.1 - b.1).abs() <= NEAR * b.1;
        own.len() == others.len() && own.iter().zip(&others).all(near)
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        let Frequency { r, alpha, a, b } = self.frequency;
        let mut all = vec![("r", r), ("alpha", alpha), ("a", a), ("b", b)];
        if let Some(Amounts { p, q, v }) = self.amounts {
            all.extend([("p", p), ("q", q), ("v", v)]);
        }
        all
    }

    fn read(said: &Value) -> Option<Self> {
        let number = |key: &str| said.get(key).and_then(Value::as_f64);
        let amounts = || {
            Some(Amounts {
                p: number("p")?,
                q: number("q")?,
                v: number("v")?,
            })
        };
        let it = Self {
            fitted_on: said.get("fitted_on").and_then(Value::as_str).and_then(Day::parse),
            buyers: said.get("buyers").and_then(Value::as_u64),
            frequency: Frequency {
                r: number("r")?,
                alpha: number("alpha")?,
                a: number("a")?,
                b: number("b")?,
            },
            amounts: amounts(),
        };
        let is_sound = it.frequency.is_sound() && it.amounts.is_none_or(Amounts::is_sound);
        is_sound.then_some(it)
    }

    fn written(&self) -> Value {
        let mut map = Map::new();
        let mut put = |key: &str, value: Value| drop(map.insert(key.into(), value));
        if let Some(day) = self.fitted_on {
            put("fitted_on", day.to_string().into());
        }
        if let Some(buyers) = self.buyers {
            put("buyers", buyers.into());
        }
        // So many digits are read again as they were written, whoever reads them.
        let short = |value: f64| format!("{value:.8e}").parse().unwrap_or(value);
        let parameters = self.parameters();
        parameters
            .into_iter()
            .for_each(|(key, value)| put(key, short(value).into()));
        Value::Object(map)
    }
}

/// A rulebook has a model, and it cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// The model that a rulebook has.
pub fn model_of(rules: &Rulebook) -> Result<Option<RuleModel>, Unread> {
    let said = rules.rest.get(MODEL);
    said.map(|said| RuleModel::read(said).ok_or(Unread)).transpose()
}

/// Puts a model into a rulebook, or takes it out.
pub fn keep_model(rules: &mut Rulebook, model: Option<&RuleModel>) {
    match model {
        Some(model) => rules.rest.insert(MODEL.into(), model.written()),
        None => rules.rest.remove(MODEL),
    };
}

/// Hands the formulas to the metrics; tells whether they were not there before.
pub fn bring_formulas() -> bool {
    foresee_by(foresee)
}

fn foresee(model: &Value, activity: &Activity, as_of: Day, row: &mut MetricRow) {
    let Some(model) = RuleModel::read(model) else { return };
    let Some(buyer) = buyer_of(0, &activity.orders, (as_of, as_of)) else {
        return;
    };
    let bought = buyer.bought;
    // Of who bought once the model says 1 in any case, which tells nothing.
    let alive = (bought.repeats > 0).then(|| model.frequency.alive(bought));
    let mean = model.amounts.map(|amounts| amounts.mean_of(bought.repeats, buyer.mean));
    let orders = Some(model.frequency.purchases(bought, AHEAD_DAYS));
    let figures = [
        (Metric::PAlive, alive),
        (Metric::ExpectedOrders52w, orders),
        (Metric::ExpectedOrderValue, mean),
    ];
    for (metric, figure) in figures {
        row[metric] = figure.filter(|figure| figure.is_finite()).unwrap_or(f64::NAN);
    }
}

/// The schema of the key.
pub fn model_schema() -> Value {
    let above = json!({"type": "number", "exclusiveMinimum": 0});
    json!({
        "type": "object",
        "properties": {
            "fitted_on": {"type": ["string", "null"], "format": "date"},
            "buyers": {"type": ["integer", "null"], "minimum": 0},
            "r": above, "alpha": above, "a": above, "b": above, "p": above,
            "q": {"type": "number", "exclusiveMinimum": 1},
            "v": above,
        },
        "required": ["r", "alpha", "a", "b"],
    })
}
