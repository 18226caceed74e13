//! The rulebook as data: dimensions, scores, tags. What a book leaves out keeps its default (`book.md`).

mod json;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use std::sync::LazyLock;

use self::json::{How, Placed, Plain, entries, entry, merged, place_of};
use super::condition::Condition;
use super::example::Example;
use super::problem::{RuleIssue, RuleProblem};
use crate::domain::record::Text;
use crate::{record, words};

/// The default rulebook (`book.md`, "The default rulebook, precisely"), as the JSON a user could have written.
const DEFAULT_JSON: &str = include_str!("default.json");

/// The keys that this version evaluates.
const KNOWN: [&str; 5] = ["dimensions", "scores", "tags", "signals", "examples"];

static DEFAULT: LazyLock<Rulebook> = LazyLock::new(|| {
    let value: Value = serde_json::from_str(DEFAULT_JSON).unwrap_or_default();
    Rulebook::read::<Plain>(&value).unwrap_or_else(|_| Rulebook::empty())
});

record! {
    /// A decision table: ordered classes, first match wins.
    pub struct Dimension {
        /// The stable id; a fact of that name holds the class for later dimensions.
        id: Text = required,
        /// Its name.
        name: Text = required,
        /// Its classes, in the order they are tried.
        classes: Vec<Class>,
        /// The class of whoever matches none; nothing means unclassified.
        otherwise: Option<Text>,
        /// Takes its classes from the bands of this score instead.
        bands_of: Option<Text>,
        /// Takes the text of this fact as the class instead (industry).
        text_of: Option<Text>,
        /// A fact that, where it names a class, decides before the rules (a class set by hand).
        override_by: Option<Text>,
        /// The colour of its classes; without one that of a default dimension, else indigo.
        hue: Option<Hue>,
        /// Out of use: not evaluated, kept for later.
        retired: Option<bool>,
        /// The ids of its classes from best to worst, apart from the order in which they are tried; null for a dimension that has no
        /// better and worse. A default dimension that leaves it out keeps that of the defaults, where the classes are theirs.
        rank: Option<Vec<Text>> = written,
    }
}

words! {
    /// The colour of a dimension: its classes wear ordered tones of it.
    pub enum Hue {
        /// 靛青.
        Indigo = "indigo",
        /// 青绿.
        Teal = "teal",
        /// 梅紫.
        Plum = "plum",
        /// 茶褐.
        Tea = "tea",
        /// Green, amber, red: good, warning, bad.
        Signal = "signal",
    }
    /// The tone of a class within its dimension's colour.
    pub enum Tone {
        /// The strongest.
        Strong = "strong",
        /// Between.
        Middle = "middle",
        /// The weakest.
        Weak = "weak",
        /// Drawn as a hatch: what has gone.
        Hatch = "hatch",
    }
}

record! {
    /// A row of a decision table. In a dimension that takes its classes from a score's bands, the strategy and tone of a band.
    pub struct Class {
        /// The stable id.
        id: Text = required,
        /// Its name.
        name: Text = required,
        /// Who belongs to it; without a condition nobody but by `otherwise`.
        when: Option<Condition>,
        /// What to do with these customers.
        strategy: Option<Text>,
        /// Its tone; without one by its place among the classes.
        tone: Option<Tone>,
        /// Out of use: nobody gets it, and its name is kept for the decisions that name it.
        retired: Option<bool>,
    }
}

record! {
    /// How RFM scores are made (S1, with the letters put right).
    pub struct RfmScore {
        /// Always `rfm`.
        id: Text = required,
        /// Months that frequency and money count; null means all time.
        window_months: Option<u32> = required,
        /// The R package's rule: cut = quantile + 1, score = 1 + cuts that are ≤ the value.
        cut_plus_one: bool = required,
        /// How the three scores add up to the total.
        weights: Weights = required,
        /// Fixed borders of the scores in place of quintiles (S1).
        thresholds: Option<RfmThresholds>,
    }
}

record! {
    /// Four rising borders for each of the RFM scores, of a user's own.
    pub struct RfmThresholds {
        /// Days since the last order: up to the first border scores 5, beyond the last one 1.
        r: Vec<f64>,
        /// Orders in the window: below the first border scores 1, from the last one up 5.
        f: Vec<f64>,
        /// Yuan in the window, likewise.
        m: Vec<f64>,
    }
}

record! {
    /// The weights of the RFM total.
    pub struct Weights {
        /// Recency.
        r: f64 = required,
        /// Frequency.
        f: f64 = required,
        /// Money.
        m: f64 = required,
    }
}

record! {
    /// A weighted score with bands, such as health.
    pub struct WeightedScore {
        /// The stable id; the fact is `ID_score`.
        id: Text = required,
        /// Its name.
        name: Option<Text>,
        /// What it adds up.
        terms: Vec<Term>,
        /// Its bands, best first.
        bands: Vec<Band>,
        /// Whether it is missing for customers who have not dealt.
        dealt_only: Option<bool>,
    }
}

record! {
    /// A term of a score: weight × min(cap, factor × fact), or that counted down from 100.
    pub struct Term {
        /// The component's name; it is a fact of its own.
        metric: Text = required,
        /// Its weight.
        weight: f64 = required,
        /// Counts 100 − component.
        invert: Option<bool>,
        /// The fact it scales; without one the metric itself is the component.
        of: Option<Text>,
        /// What the fact is multiplied with.
        factor: Option<f64>,
        /// The component where the fact is missing.
        missing: Option<f64>,
    }
}

record! {
    /// A band of a score: from this value up.
    pub struct Band {
        /// The class id.
        id: Text = required,
        /// Its name.
        name: Text = required,
        /// The lowest score in it.
        from: f64 = required,
    }
}

record! {
    /// A tag that a rule puts on customers.
    pub struct TagRule {
        /// The stable id.
        id: Text = required,
        /// Its name.
        name: Text = required,
        /// Who gets it.
        when: Condition = required,
        /// Out of use: nobody gets it.
        retired: Option<bool>,
    }
}

record! {
    /// A risk signal (S3 5): a named condition. Rules look at it as at a fact that is true or false; wherever they do, its condition
    /// stands in its place.
    pub struct Signal {
        /// The stable id; the name of the fact.
        id: Text = required,
        /// Its name.
        name: Text = required,
        /// When it is on.
        when: Condition = required,
        /// Out of use: a rule that looks at it is refused.
        retired: Option<bool>,
    }
}

impl Dimension {
    /// Takes out the classes that are out of use, from the rank too.
    fn drop_retired(&mut self) {
        let is_retired = |c: &Class| c.retired == Some(true);
        if let Some(rank) = &mut self.rank {
            rank.retain(|id| !self.classes.iter().any(|c| c.id == *id && is_retired(c)));
        }
        self.classes.retain(|c| !is_retired(c));
    }
}

/// A whole rulebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Rulebook {
    /// The dimensions, in the order they are evaluated.
    pub dimensions: Vec<Dimension>,
    /// How RFM scores are made.
    pub rfm: RfmScore,
    /// The weighted scores.
    pub scores: Vec<WeightedScore>,
    /// The automatic tags.
    pub tags: Vec<TagRule>,
    /// The risk signals that rules may look at.
    pub signals: Vec<Signal>,
    /// The rules' own tests: customers and made-up figures with the class that they must get.
    pub examples: Vec<Example>,
    /// Keys that this version does not evaluate (playbooks, service levels, unknown ones), kept as they came.
    pub rest: Map<String, Value>,
}

impl Default for RfmScore {
    fn default() -> Self {
        DEFAULT.rfm.clone()
    }
}

impl Default for Rulebook {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Rulebook {
    /// The default rulebook, to look at.
    pub fn standard() -> &'static Self {
        &DEFAULT
    }

    fn empty() -> Self {
        let weights = Weights {
            r: 1.0,
            f: 1.0,
            m: 1.0,
            extra: Default::default(),
        };
        let rfm = RfmScore {
            id: "rfm".into(),
            window_months: Some(12),
            cut_plus_one: false,
            weights,
            thresholds: None,
            extra: Default::default(),
        };
        Self {
            dimensions: Vec::new(),
            rfm,
            scores: Vec::new(),
            tags: Vec::new(),
            signals: Vec::new(),
            examples: Vec::new(),
            rest: Map::new(),
        }
    }

    /// Whether two rulebooks are the same but for their examples, which classify nobody.
    pub fn same_rules(&self, other: &Self) -> bool {
        let Self {
            dimensions,
            rfm,
            scores,
            tags,
            signals,
            examples: _,
            rest,
        } = self;
        *dimensions == other.dimensions
            && *rfm == other.rfm
            && *scores == other.scores
            && *tags == other.tags
            && *signals == other.signals
            && *rest == other.rest
    }

    /// These rules with other examples.
    #[must_use]
    pub fn with_examples(mut self, examples: Vec<Example>) -> Self {
        self.examples = examples;
        self
    }

    /// The rulebook without what is out of use and without its examples: what is evaluated.
    pub fn in_use(&self) -> Self {
        let mut book = self.clone().with_examples(Vec::new());
        book.dimensions.retain(|d| d.retired != Some(true));
        book.dimensions.iter_mut().for_each(Dimension::drop_retired);
        book.tags.retain(|t| t.retired != Some(true));
        book.signals.retain(|s| s.retired != Some(true));
        book
    }

    /// The rank of a dimension's classes, best first; empty where it has no better and worse.
    pub fn rank(&self, dimension: &str) -> &[Text] {
        let rank = self.dimension(dimension).and_then(|d| d.rank.as_ref());
        rank.map_or(&[], |rank| rank)
    }

    /// Reads a rulebook over the defaults: what it names is replaced, what it leaves out stays.
    pub fn from_json(value: &Value) -> Result<Self, Vec<RuleIssue>> {
        Self::over_defaults::<Placed>(value)
    }

    fn over_defaults<H: How>(value: &Value) -> Result<Self, Vec<RuleIssue>> {
        let default: Value = serde_json::from_str(DEFAULT_JSON).unwrap_or_default();
        Self::read::<H>(&merged(&default, value))
    }

    /// Reads a complete rulebook.
    fn read<H: How>(value: &Value) -> Result<Self, Vec<RuleIssue>> {
        let mut issues = Vec::new();
        let Value::Object(map) = value else {
            return Err(vec![RuleIssue {
                place: "rulebook".into(),
                problem: RuleProblem::NoObject,
            }]);
        };
        let mut book = Self::empty();
        book.dimensions = entries::<_, H>(map, "dimensions", &mut issues);
        book.tags = entries::<_, H>(map, "tags", &mut issues);
        book.signals = entries::<_, H>(map, "signals", &mut issues);
        book.examples = entries::<_, H>(map, "examples", &mut issues);
        let scores: Vec<Value> = entries::<_, H>(map, "scores", &mut issues);
        for (i, score) in scores.iter().enumerate() {
            let place = place_of("scores", i, score);
            if score.get("id").and_then(Value::as_str) == Some("rfm") {
                book.rfm = entry::<_, H>(score, &place, &mut issues).unwrap_or(book.rfm);
            } else {
                book.scores
                    .extend(entry::<WeightedScore, H>(score, &place, &mut issues));
            }
        }
        for (key, value) in map.iter().filter(|(key, _)| !KNOWN.contains(&key.as_str())) {
            book.rest.insert(key.clone(), value.clone());
        }
        if issues.is_empty() { Ok(book) } else { Err(issues) }
    }

    /// The whole rulebook as JSON, defaults included.
    pub fn to_json(&self) -> Value {
        let json = |value: Result<Value, serde_json::Error>| value.unwrap_or(Value::Null);
        let mut map = Map::new();
        map.insert("dimensions".into(), json(serde_json::to_value(&self.dimensions)));
        let mut scores = vec![json(serde_json::to_value(&self.rfm))];
        scores.extend(self.scores.iter().map(|score| json(serde_json::to_value(score))));
        map.insert("scores".into(), Value::Array(scores));
        map.insert("tags".into(), json(serde_json::to_value(&self.tags)));
        map.insert("signals".into(), json(serde_json::to_value(&self.signals)));
        if !self.examples.is_empty() {
            map.insert("examples".into(), json(serde_json::to_value(&self.examples)));
        }
        map.extend(self.rest.clone());
        Value::Object(map)
    }

    /// The dimension of an id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|d| &*d.id == id)
    }

    /// The classes of a dimension, those taken from a score's bands included.
    pub fn classes<'a>(&'a self, dimension: &'a Dimension) -> Vec<(&'a str, &'a str)> {
        let bands = dimension
            .bands_of
            .as_ref()
            .and_then(|id| self.scores.iter().find(|s| s.id == *id));
        match bands {
            Some(score) => score.bands.iter().map(|b| (&*b.id, &*b.name)).collect(),
            None => dimension.classes.iter().map(|c| (&*c.id, &*c.name)).collect(),
        }
    }
}

impl Serialize for Rulebook {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Rulebook {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        Self::over_defaults::<Plain>(&value).map_err(|issues| {
            let first = issues.first().map(RuleIssue::to_string);
            serde::de::Error::custom(first.unwrap_or_default())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_default_rulebook_reads_and_survives_json() {
        let value: Value = serde_json::from_str(DEFAULT_JSON).unwrap();
        let book = Rulebook::read::<Placed>(&value).unwrap();
        let ids: Vec<&str> = book.dimensions.iter().map(|d| &*d.id).collect();
        assert_eq!(
            ids,
            [
                "value",
                "stage",
                "closeness",
                "rfm_tier",
                "health",
                "abc",
                "risk",
                "industry"
            ]
        );
        assert_eq!((book.tags.len(), book.signals.len()), (6, 2));
        assert_eq!(Rulebook::from_json(&book.to_json()).unwrap(), book);
    }

    #[test]
    fn what_a_book_leaves_out_keeps_its_default() {
        let book = Rulebook::from_json(&json!({
            "scores": [{"id": "rfm", "window_months": null, "cut_plus_one": true, "weights": {"m": 2}}],
            "dimensions": [{"id": "size", "name": "规模", "classes": []}],
            "signals": {}, "tags": null, "unknown": [1], "playbooks": {}
        }))
        .unwrap();
        assert_eq!((book.rfm.window_months, book.rfm.cut_plus_one), (None, true));
        assert_eq!((book.rfm.weights.r, book.rfm.weights.m), (1.0, 2.0));
        assert_eq!((book.dimensions.len(), &*book.dimensions[8].id), (9, "size"));
        assert_eq!((book.scores.len(), book.tags.len()), (1, 6));
        assert_eq!(
            (&book.rest["unknown"], &book.rest["playbooks"]),
            (&json!([1]), &json!({}))
        );
        assert_eq!(book.signals.len(), 2);
        assert_eq!(Rulebook::from_json(&book.to_json()).unwrap(), book);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        let issues = Rulebook::from_json(&json!({"dimensions": [{"id": "value", "name": "x", "classes": [
            {"id": "a", "name": "A", "when": {"fact": "x", "operator": "like", "value": 1}}]}], "tags": 5}))
        .unwrap_err();
        let places: Vec<&str> = issues.iter().map(|i| i.place.as_str()).collect();
        assert_eq!(places, ["dimensions[value].classes[a].when.operator", "tags"]);
    }

    #[test]
    fn a_rank_that_is_left_out_is_that_of_the_defaults_where_the_classes_are_theirs() {
        let rank = |dimension: Value| {
            let id = dimension["id"].as_str().unwrap_or_default().to_owned();
            let book = Rulebook::from_json(&json!({"dimensions": [dimension]})).unwrap();
            let again = Rulebook::from_json(&book.to_json()).unwrap();
            assert_eq!(again, book, "it is read as it was written");
            book.dimension(&id).unwrap().rank.as_ref().map(|rank| rank.join(" "))
        };
        let classes = |ids: &[&str]| ids.iter().map(|id| json!({"id": id, "name": id})).collect::<Vec<_>>();
        let risk = classes(&["medium", "low", "high"]);
        let table = [
            (
                json!({"id": "risk", "name": "r", "classes": risk}),
                Some("low medium high"),
            ),
            (json!({"id": "risk", "name": "r", "classes": risk, "rank": null}), None),
            (
                json!({"id": "risk", "name": "r", "classes": risk, "rank": ["high", "low"]}),
                Some("high low"),
            ),
            (
                json!({"id": "risk", "name": "r", "classes": classes(&["low", "high"])}),
                None,
            ),
            (json!({"id": "size", "name": "s", "classes": risk}), None),
            (
                json!({"id": "health", "name": "h", "bands_of": "health"}),
                Some("healthy sub_healthy at_risk"),
            ),
            (json!({"id": "industry", "name": "i", "text_of": "industry"}), None),
        ];
        for (dimension, expected) in table {
            assert_eq!(rank(dimension.clone()).as_deref(), expected, "{dimension}");
        }
        let shipped: Vec<_> = Rulebook::default()
            .dimensions
            .iter()
            .map(|d| d.rank.is_some())
            .collect();
        assert_eq!(shipped, [true, true, true, true, true, true, true, false]);
    }
}
