//! The plan: a rulebook checked and compiled, its facts resolved to columns.

use super::condition::{Condition, Operator};
use super::fact::{FactRef, TextList};
use super::rulebook::{Hue, RuleIssue, Rulebook, Tone};
use crate::domain::record::Text;

/// The most classes a dimension may have; the class column is a byte.
pub const MAX_CLASSES: usize = 250;
/// No class.
pub const NONE: u8 = u8::MAX;

/// A compiled condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Every part.
    All(Vec<Node>),
    /// Some part.
    Any(Vec<Node>),
    /// Not the part.
    Not(Box<Node>),
    /// A number compared with one.
    Number(usize, Operator, f64),
    /// A number that is (or, known, is not) one of a list.
    NumberIn(usize, Vec<f64>, bool),
    /// A word that is (or, known, is not) one of a list.
    Word(usize, Vec<Text>, bool),
    /// A class that is (or, known, is not) one of these.
    Class(usize, Box<[bool; 256]>, bool),
    /// A list that holds (or does not hold) a text.
    List(TextList, Text, bool),
    /// A comparison that can never hold for this kind of fact.
    Never,
    /// A comparison that holds wherever the fact is known.
    Known(FactRef),
}

impl Node {
    /// Whether the condition looks at the class in one of these dimensions (by place).
    pub fn looks_at(&self, dimensions: &[bool]) -> bool {
        let marked = |i: &usize| dimensions.get(*i) == Some(&true);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.looks_at(dimensions)),
            Self::Not(part) => part.looks_at(dimensions),
            Self::Class(dimension, ..) => marked(dimension),
            Self::Known(FactRef::Class(dimension)) => marked(dimension),
            _ => false,
        }
    }
}

/// A class as the plan has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanClass {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its condition with the signals written out; nothing for a class reached only by `otherwise`.
    pub when: Option<Condition>,
    /// The condition compiled.
    pub node: Option<Node>,
    /// What to do with its customers.
    pub strategy: Option<Text>,
    /// Its tone, where the user chose one.
    pub tone: Option<Tone>,
}

/// A dimension as the plan has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDimension {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its classes in the order they are tried.
    pub classes: Vec<PlanClass>,
    /// The class of whoever matches none.
    pub otherwise: u8,
    /// The word fact that may set the class by hand.
    pub override_by: Option<usize>,
    /// The word fact that is the class.
    pub text_of: Option<usize>,
    /// Its colour, where the user chose one.
    pub hue: Option<Hue>,
}

/// A term of a score, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTerm {
    /// The column of the component.
    pub column: usize,
    /// The column it scales; the component itself when nothing is scaled.
    pub of: usize,
    /// The factor; nothing when the component is taken as it is.
    pub factor: Option<f64>,
    /// The component where the fact is missing.
    pub missing: Option<f64>,
    /// The weight.
    pub weight: f64,
    /// Counts 100 − component.
    pub invert: bool,
}

/// A score, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanScore {
    /// The column of the score.
    pub column: usize,
    /// Its terms.
    pub terms: Vec<PlanTerm>,
    /// Whether it is missing for who has not dealt.
    pub dealt_only: bool,
}

/// A tag or a signal, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTag {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Who gets it, with the signals written out.
    pub when: Condition,
    /// The condition compiled.
    pub node: Node,
}

/// A checked and compiled rulebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The rulebook it was made from, without its examples and what is out of use.
    pub rulebook: Rulebook,
    /// Names of the number columns behind the metrics'.
    pub extra_columns: Vec<Text>,
    /// Dimensions in order.
    pub dimensions: Vec<PlanDimension>,
    /// Scores in order.
    pub scores: Vec<PlanScore>,
    /// Tags in order.
    pub tags: Vec<PlanTag>,
    /// Signals in order.
    pub signals: Vec<PlanTag>,
}

impl Plan {
    /// Checks and compiles; every problem is named at its place.
    pub fn compile(rulebook: &Rulebook) -> Result<Self, Vec<RuleIssue>> {
        super::compile::compile(rulebook)
    }

    /// The plan of a draft that may have problems, what is out of use included: to name its facts and classes by. It must not
    /// classify anybody.
    pub fn sketch(rulebook: &Rulebook) -> Self {
        super::compile::sketch(rulebook)
    }

    /// The default rulebook compiled. That it compiles is tested.
    pub fn default_rules() -> Self {
        let rulebook = Rulebook::default();
        Self::compile(&rulebook).unwrap_or(Self {
            rulebook,
            extra_columns: Vec::new(),
            dimensions: Vec::new(),
            scores: Vec::new(),
            tags: Vec::new(),
            signals: Vec::new(),
        })
    }

    /// The place of a dimension in the order.
    pub fn dimension(&self, id: &str) -> Option<usize> {
        self.dimensions.iter().position(|d| &*d.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_default_rulebook_compiles() {
        assert_eq!(Plan::default_rules().dimensions.len(), 8);
    }

    #[test]
    fn what_is_out_of_use_is_not_evaluated_and_cannot_be_looked_at() {
        let mut book = Rulebook::default();
        book.tags[0].retired = Some(true);
        book.dimensions[0].classes[1].retired = Some(true);
        book.dimensions[7].retired = Some(true);
        let plan = Plan::compile(&book).unwrap();
        assert_eq!(
            (plan.tags.len(), plan.dimensions.len(), plan.dimensions[0].classes.len()),
            (5, 7, 2)
        );
        book.dimensions[1].retired = Some(true);
        book.signals[0].retired = Some(true);
        let issues = Plan::compile(&book).unwrap_err();
        let told: Vec<(&str, &str)> = issues.iter().map(|i| (&*i.place, &*i.problem)).collect();
        assert_eq!(
            told[..2],
            [
                (
                    "dimensions[risk].classes[high].when.all[1].any[0].fact",
                    "\"stage\" is out of use"
                ),
                (
                    "dimensions[risk].classes[medium].when.all[1].any[1].fact",
                    "\"frequency_drop\" is out of use"
                ),
            ]
        );
    }

    #[test]
    fn a_signal_stands_for_its_condition() {
        let leaf = |value: bool| json!({"fact": "low_response", "operator": "equal", "value": value});
        let book = Rulebook::from_json(&json!({"tags": [
            {"id": "on", "name": "on", "when": {"all": [leaf(true)]}},
            {"id": "off", "name": "off", "when": leaf(false)}
        ]}))
        .unwrap();
        let plan = Plan::compile(&book).unwrap();
        let written = json!({"fact": "response_rate_60d", "operator": "lessThan", "value": 0.2});
        let when = |id: &str| serde_json::to_value(&plan.tags.iter().find(|t| &*t.id == id).unwrap().when).unwrap();
        assert_eq!(when("on"), json!({"all": [written]}));
        assert_eq!(when("off"), json!({"not": written}));
    }

    #[test]
    fn unknown_facts_circles_and_doubles_are_named_at_their_place() {
        let leaf = |fact: &str| json!({"fact": fact, "operator": "equal", "value": "x"});
        let dimension = |id: &str, fact: &str| json!({"id": id, "name": id, "classes": [{"id": "a", "name": "A", "when": {"all": [leaf(fact)]}}]});
        let table = [
            (
                json!({"dimensions": [dimension("new", "no_such")]}),
                "dimensions[new].classes[a].when.all[0].fact",
            ),
            (
                json!({"dimensions": [dimension("new", "new")]}),
                "dimensions[new].classes[a].when.all[0].fact",
            ),
            (
                json!({"dimensions": [dimension("value", "risk")]}),
                "dimensions[value].classes[a].when.all[0].fact",
            ),
            (
                json!({"tags": [{"id": "t", "name": "T", "when": leaf("nothing")}]}),
                "tags[t].when.fact",
            ),
            (
                json!({"scores": [{"id": "s", "terms": [{"metric": "x", "weight": 1, "of": "y"}]}]}),
                "scores[s].terms[0]",
            ),
            (
                json!({"dimensions": [{"id": "d", "name": "d", "bands_of": "none"}]}),
                "dimensions[d].bands_of",
            ),
            (
                json!({"signals": [{"id": "s", "name": "s", "when": leaf("low_response")}]}),
                "signals[s].when.fact",
            ),
            (
                json!({"signals": [{"id": "value", "name": "s", "when": leaf("intent")}]}),
                "signals[value].id",
            ),
            (
                json!({"tags": [{"id": "t", "name": "t", "when": {"fact": "order_count", "operator": "lessThan", "value": 1e14}}]}),
                "tags[t].when.value",
            ),
            (
                json!({"scores": [{"id": "rfm", "window_months": 0}]}),
                "scores[rfm].window_months",
            ),
            (
                json!({"scores": [{"id": "rfm", "thresholds": {"r": [1, 2, 3, 4], "f": [1, 2, 3], "m": [4, 3, 2, 1]}}]}),
                "scores[rfm].thresholds.f",
            ),
        ];
        for (json, place) in table {
            let issues = Plan::compile(&Rulebook::from_json(&json).unwrap()).unwrap_err();
            assert_eq!(issues[0].place, place, "{json}");
        }
    }
}
