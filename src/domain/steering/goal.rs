//! Goals as the settings have them: `goals` by key, `baselines` by key.
//!
//! | stands under a key | means |
//! |---|---|
//! | `goals`: a number | the figure to reach: 0–1 for shares, points of 100, yuan |
//! | `goals`: `{"change": 0.2}` | 20 % above the baseline |
//! | `goals`: null | no goal |
//! | `goals`: `own-…`: `{"name", "metric", "how", "from", "when", "falls", "value" or "change"}` | a goal of one's own ([`OwnMeasure`]) |
//! | `baselines`: a number | the figure that was measured elsewhere |
//! | `baselines`: `{"on": "2025-01-01"}` | the figure of the book on that day |
//! | `baselines`: null | no baseline |
//!
//! What is left out is what S1 asks for ([`Measure::target`]), compared with the book 12 months before the as-of day.

use serde_json::{Map, Value, json};

use super::measure::{Measure, Target};
use super::own::OwnMeasure;
use crate::domain::day::Day;
use crate::domain::kind::Settings;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::words;

/// More goals of one's own nobody steers by.
pub const MOST_OWN: usize = 20;

/// What a goal is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Baseline {
    /// A figure that was typed in.
    Typed(f64),
    /// The figure of the book on a day.
    On(Day),
    /// The figure of the book 12 months before the as-of day.
    YearBefore,
}

/// What a goal is of.
#[derive(Clone, Debug, PartialEq)]
pub enum GoalOf {
    /// A figure that S1 names.
    Measure(Measure),
    /// One of the user's own.
    Own(OwnMeasure),
}

/// A goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its key in the settings.
    pub id: Text,
    /// What it is of.
    pub of: GoalOf,
    /// What is to be reached; nothing where nobody asks.
    pub target: Option<Target>,
    /// What it is compared with.
    pub baseline: Option<Baseline>,
}

impl Goal {
    /// What its figure counts.
    pub fn unit(&self) -> Unit {
        match &self.of {
            GoalOf::Measure(measure) => measure.unit(),
            GoalOf::Own(own) => own.unit(),
        }
    }

    /// Between which figures its own can lie: nothing lies beyond.
    pub fn range(&self) -> (Option<f64>, Option<f64>) {
        match &self.of {
            GoalOf::Own(own) => own.range(),
            GoalOf::Measure(measure) => match measure.unit() {
                Unit::Share => (Some(0.0), Some(1.0)),
                // A grade of 1 is 20 points.
                Unit::Points => (Some(0.0), Some(100.0)),
                _ => (Some(0.0), None),
            },
        }
    }

    /// Whether less is better.
    pub fn falls(&self) -> bool {
        match &self.of {
            GoalOf::Measure(measure) => measure.falls(),
            GoalOf::Own(own) => own.falls,
        }
    }

    /// Whether the book tells what its figure was on an earlier day.
    pub fn has_history(&self) -> bool {
        match &self.of {
            GoalOf::Measure(measure) => measure.has_history(),
            GoalOf::Own(own) => own.info().id != "information_completeness",
        }
    }

    /// The day whose figure it is compared with, where it is one.
    pub fn baseline_day(&self, as_of: Day) -> Option<Day> {
        match self.baseline? {
            Baseline::Typed(_) => None,
            Baseline::On(day) => Some(day.min(as_of)),
            Baseline::YearBefore => Some(as_of.minus_months(12)),
        }
        .filter(|_| self.has_history())
    }

    fn read(id: &str, of: GoalOf, settings: &Settings) -> Self {
        let entry = |map: &Option<Map<String, Value>>| map.as_ref().and_then(|map| map.get(id)).cloned();
        let usual = match &of {
            GoalOf::Measure(measure) => Some(measure.target()),
            GoalOf::Own(_) => None,
        };
        let target = match entry(&settings.goals) {
            None => usual,
            Some(Value::Null) => None,
            Some(Value::Number(n)) => n.as_f64().map(Target::Value),
            Some(Value::Object(map)) => {
                let number = |key: &str| map.get(key).and_then(Value::as_f64);
                let change = number("change").map(Target::Change);
                number("value").map(Target::Value).or(change)
            }
            Some(_) => usual,
        };
        let baseline = match entry(&settings.baselines) {
            Some(Value::Null) => None,
            Some(Value::Number(n)) => n.as_f64().map(Baseline::Typed),
            Some(Value::Object(map)) => map
                .get("on")
                .and_then(Value::as_str)
                .and_then(Day::parse)
                .map(Baseline::On),
            _ => Some(Baseline::YearBefore),
        };
        let mut goal = Self {
            id: id.into(),
            of,
            target,
            baseline,
        };
        if !goal.has_history() && !matches!(goal.baseline, Some(Baseline::Typed(_))) {
            goal.baseline = None;
        }
        goal
    }
}

/// The goals of a book: those of S1 in its order, then the user's own. What cannot be read is left out, and stays where it stands.
pub fn goals(settings: &Settings) -> Vec<Goal> {
    let of_s1 = Measure::ALL
        .iter()
        .map(|measure| Goal::read(measure.word(), GoalOf::Measure(*measure), settings));
    let entries = settings.goals.iter().flatten();
    let own = entries.filter_map(|(id, entry)| {
        let of = OwnMeasure::read(entry.as_object().filter(|_| id.starts_with("own-"))?)?;
        Some(Goal::read(id, GoalOf::Own(of), settings))
    });
    of_s1.chain(own.take(MOST_OWN)).collect()
}

/// Writes a goal into the settings; what S1 asks for needs no place there. `None` takes a goal of one's own away and puts one of S1 back to what S1
/// asks for.
pub fn change(settings: &mut Settings, id: &str, goal: Option<&Goal>) {
    let mut aims = settings.goals.take().unwrap_or_default();
    let mut bases = settings.baselines.take().unwrap_or_default();
    let usual = Measure::from_word(id).map(Measure::target);
    let target = goal.and_then(|goal| goal.target);
    match goal.map(|goal| &goal.of) {
        None => drop(aims.remove(id)),
        Some(GoalOf::Own(own)) => {
            let mut map = aims.get(id).and_then(Value::as_object).cloned().unwrap_or_default();
            map.remove("value");
            map.remove("change");
            own.write(&mut map);
            match target {
                Some(Target::Value(value)) => drop(map.insert("value".into(), value.into())),
                Some(Target::Change(by)) => drop(map.insert("change".into(), by.into())),
                None => {}
            }
            aims.insert(id.to_owned(), map.into());
        }
        Some(GoalOf::Measure(_)) if target == usual => drop(aims.remove(id)),
        Some(GoalOf::Measure(_)) => {
            let value = match target {
                Some(Target::Value(value)) => value.into(),
                Some(Target::Change(by)) => json!({"change": by}),
                None => Value::Null,
            };
            aims.insert(id.to_owned(), value);
        }
    }
    match goal.map(|goal| (goal.baseline, goal.has_history())) {
        None | Some((Some(Baseline::YearBefore), _) | (None, false)) => drop(bases.remove(id)),
        Some((Some(Baseline::Typed(value)), _)) => drop(bases.insert(id.to_owned(), value.into())),
        Some((Some(Baseline::On(day)), _)) => drop(bases.insert(id.to_owned(), json!({"on": day.to_string()}))),
        Some((None, true)) => drop(bases.insert(id.to_owned(), Value::Null)),
    }
    settings.goals = (!aims.is_empty()).then_some(aims);
    settings.baselines = (!bases.is_empty()).then_some(bases);
}

words! {
    /// How far a goal is.
    pub enum Standing {
        /// Not reached, and no better than what it is compared with.
        Behind = "behind",
        /// Not reached, but better than that.
        OnTheWay = "way",
        /// Reached.
        Reached = "reached",
        /// The figure is not known.
        NoData = "no_data",
        /// The figure is, but the baseline that the aim rests on is not, or is nothing.
        NoAim = "no_aim",
        /// Nothing is to be reached.
        NoGoal = "no_goal",
    }
}

/// The figure to reach: nothing where it rests on a baseline that is not known, or that is nothing. A change reaches no further than the
/// figure can come to: who was at 100 % keeps that.
pub fn aim(goal: &Goal, baseline: Option<f64>) -> Option<f64> {
    let most = goal.range().1.unwrap_or(f64::INFINITY);
    match goal.target? {
        Target::Value(value) => Some(value),
        Target::Change(by) => changed(baseline, by).map(|aim| aim.min(most.max(baseline.unwrap_or(most)))),
    }
}

fn changed(baseline: Option<f64>, by: f64) -> Option<f64> {
    baseline.filter(|base| *base > 0.0).map(|base| base * (1.0 + by))
}

/// Whether a change aims at a figure that cannot be: `baseline` changed so lies beyond what the goal's figure can come to.
pub fn aims_beyond(goal: &Goal, baseline: Option<f64>) -> Option<f64> {
    let (_, most) = goal.range();
    let Some(Target::Change(by)) = goal.target else {
        return None;
    };
    let aim = changed(baseline, by)?;
    most.filter(|most| aim > most + 1e-9).map(|_| aim)
}

/// How far a figure is. `from` is the baseline or, without one, the oldest figure of the course.
pub fn standing(goal: &Goal, value: Option<f64>, aim: Option<f64>, from: Option<f64>) -> Standing {
    if goal.target.is_none() {
        return Standing::NoGoal;
    }
    let Some(value) = value else {
        return Standing::NoData;
    };
    let Some(aim) = aim else {
        return Standing::NoAim;
    };
    // Figures are quotients: what is written as 0.85 need not be the same bits.
    let slack = 1e-9 * aim.abs().max(1.0);
    let better = |one: f64, other: f64| if goal.falls() { other - one } else { one - other };
    match from {
        _ if better(value, aim) >= -slack => Standing::Reached,
        Some(from) if better(value, from) > slack => Standing::OnTheWay,
        _ => Standing::Behind,
    }
}
