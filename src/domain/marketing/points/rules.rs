//! How points are earned and how long they last, in the settings:
//! `{"per_yuan": 0.01, "from": "2026-01-01", "months": 12, "levels": [{"spent": 100000, "times": 1.5}]}`.

use serde_json::{Value, json};

use crate::domain::day::Day;
use crate::domain::kind::{MOST_POINTS, Settings};
use crate::domain::money::Fen;
use crate::domain::sort::sort_by_key;

/// The key among the further fields of the settings.
pub const POINTS_RULES: &str = "points_rules";
/// More levels than this nobody tells apart.
pub const MOST_LEVELS: usize = 9;
/// The most points a yuan.
pub const MOST_PER_YUAN: f64 = 10_000.0;
/// The most times of a level.
pub const MOST_TIMES: f64 = 1_000.0;
/// The most months that points last.
pub const MOST_MONTHS: f64 = 1_200.0;
/// The most yuan of a level.
pub const MOST_SPENT: f64 = 1e12;

/// Who spent so much earns so many times as much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Spent in the 12 months before an order.
    pub spent: Fen,
    /// So many times.
    pub times: f64,
}

/// The rules. As they begin no order earns, and nothing expires.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointsRules {
    /// Points a yuan.
    pub per_yuan: f64,
    /// Orders from this day on earn.
    pub from: Option<Day>,
    /// Points last for so many months; nothing stands for ever.
    pub months: Option<u32>,
    /// The levels, the lowest first; below them once.
    pub levels: Vec<Level>,
}

impl PointsRules {
    /// How many times as much somebody earns who spent so much.
    pub fn times(&self, spent: i64) -> f64 {
        let reached = self.levels.iter().rev().find(|level| level.spent.0 <= spent);
        reached.map_or(1.0, |level| level.times)
    }

    /// What an amount in fen earns, in thousandths: whole points.
    pub fn earned(&self, fen: i64, times: f64) -> i64 {
        // What is a whole number but for the error of its factors counts as that.
        let points = fen as f64 / 100.0 * self.per_yuan * times + 1e-9;
        points.floor().clamp(0.0, MOST_POINTS as f64) as i64 * 1_000
    }
}

fn positive(value: Option<&Value>) -> Option<f64> {
    value.and_then(Value::as_f64).filter(|n| n.is_finite() && *n > 0.0)
}

/// The rules of a book. What cannot be read is as if it were not said.
pub fn points_rules(settings: &Settings) -> PointsRules {
    let said = settings.extra.iter().find(|(key, _)| *key == POINTS_RULES);
    let Some(said) = said.and_then(|(_, value)| value.as_object()) else {
        return PointsRules::default();
    };
    let level = |value: &Value| {
        Some(Level {
            spent: Fen((positive(value.get("spent"))?.min(MOST_SPENT) * 100.0).round() as i64),
            times: positive(value.get("times"))?.min(MOST_TIMES),
        })
    };
    let levels = said.get("levels").and_then(Value::as_array).map(Vec::as_slice);
    let levels = levels.unwrap_or_default().iter().filter_map(level);
    let mut levels: Vec<Level> = levels.take(MOST_LEVELS).collect();
    sort_by_key(&mut levels, |level| level.spent);
    PointsRules {
        per_yuan: positive(said.get("per_yuan")).unwrap_or_default().min(MOST_PER_YUAN),
        from: said.get("from").and_then(Value::as_str).and_then(Day::parse),
        months: positive(said.get("months"))
            .map(|months| months.min(MOST_MONTHS) as u32)
            .filter(|months| *months > 0),
        levels,
    }
}

/// A number of the rules that is beyond its limit, which counts in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Beyond {
    /// Where in the rules: `per_yuan`, `months`, `levels`, `levels[2].times`.
    pub place: String,
    /// What is said; of levels how many.
    pub said: f64,
    /// The limit; of levels the first ones count.
    pub most: f64,
}

/// What the rules of a book say beyond their limits: [`points_rules`] takes it down to these without a word.
pub fn beyond_limits(settings: &Settings) -> Vec<Beyond> {
    let said = settings.extra.iter().find(|(key, _)| *key == POINTS_RULES);
    let Some(said) = said.and_then(|(_, value)| value.as_object()) else {
        return Vec::new();
    };
    let levels = said
        .get("levels")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let own = |key: &str, most| (key.to_owned(), positive(said.get(key)), most);
    let of_level = |(place, level): (usize, &Value)| {
        let of = |key: &str, most| (format!("levels[{place}].{key}"), positive(level.get(key)), most);
        [of("spent", MOST_SPENT), of("times", MOST_TIMES)]
    };
    let all = [own("per_yuan", MOST_PER_YUAN), own("months", MOST_MONTHS)].into_iter();
    let is_one = |level: &&Value| positive(level.get("spent")).and(positive(level.get("times"))).is_some();
    let many = levels.iter().filter(is_one).count();
    let all = all.chain([("levels".to_owned(), Some(many as f64), MOST_LEVELS as f64)]);
    let all = all.chain(levels.iter().enumerate().flat_map(of_level));
    let beyond = |(place, said, most): (String, Option<f64>, f64)| {
        let said = said.filter(|said| *said > most)?;
        Some(Beyond { place, said, most })
    };
    all.filter_map(beyond).collect()
}

/// Writes them into the settings; the ones that every book begins with need no place there. What else stands beside them stays.
pub fn keep(settings: &mut Settings, rules: &PointsRules) {
    let level = |level: &Level| json!({"spent": level.spent.yuan(), "times": level.times});
    let levels: Vec<Value> = rules.levels.iter().map(level).collect();
    let own = [
        ("per_yuan", json!(rules.per_yuan)),
        ("from", json!(rules.from.map(|day| day.to_string()))),
        ("months", json!(rules.months)),
        ("levels", json!(levels)),
    ];
    let known = settings.extra.iter().find(|(key, _)| *key == POINTS_RULES);
    let mut said = known
        .and_then(|(_, value)| value.as_object().cloned())
        .unwrap_or_default();
    said.retain(|key, _| own.iter().all(|(name, _)| name != key));
    let is_said = *rules != PointsRules::default() || !said.is_empty();
    said.extend(own.map(|(key, value)| (key.to_owned(), value)));
    settings.extra.set(POINTS_RULES, is_said.then_some(Value::Object(said)));
}
