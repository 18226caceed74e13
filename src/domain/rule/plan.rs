//! The plan: a rulebook checked and compiled, its facts resolved to columns.

use super::condition::Condition;
use super::fact::{FactRef, TextList};
use super::operator::Operator;
use super::rulebook::{Hue, Rulebook, Tone};
use crate::domain::metric::METRICS;
use crate::domain::metric::rfm::RANKED;
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

    /// Whether the condition itself looks at a number in one of these columns.
    pub fn looks_at_number(&self, columns: &[bool]) -> bool {
        let marked = |i: &usize| columns.get(*i) == Some(&true);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.looks_at_number(columns)),
            Self::Not(part) => part.looks_at_number(columns),
            Self::Number(column, ..) | Self::NumberIn(column, ..) => marked(column),
            Self::Known(FactRef::Number(column)) => marked(column),
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
    /// The ids of its classes from best to worst; empty where it has no better and worse.
    pub rank: Vec<Text>,
}

impl PlanDimension {
    /// The places of its classes as they are shown, the same everywhere: from best to worst, as they are tried where it has no rank.
    pub fn order(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.classes.len()).collect();
        all.sort_by_key(|place| self.stand(u8::try_from(*place).unwrap_or(NONE)));
        all
    }

    /// How well a class stands, by its place: 0 is the best. As it is tried where the dimension has no better and worse; a class that
    /// the rank leaves out stands behind those it has, and unclassified behind all.
    pub fn stand(&self, class: u8) -> u8 {
        let Some(known) = self.classes.get(usize::from(class)) else {
            return NONE;
        };
        match self.rank.iter().position(|id| *id == known.id) {
            Some(place) => place.min(MAX_CLASSES) as u8,
            None => class.saturating_add(self.rank.len().min(MAX_CLASSES) as u8),
        }
    }
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
    /// The columns of numbers that move with other customers: the ranking's, and the scores that are worked out from them.
    pub fn ranked_columns(&self) -> Vec<bool> {
        let mut all = vec![false; METRICS.len() + self.extra_columns.len()];
        RANKED.iter().for_each(|metric| all[*metric as usize] = true);
        for score in &self.scores {
            let is_ranked = score.terms.iter().any(|term| all.get(term.of) == Some(&true));
            if let Some(own) = all.get_mut(score.column) {
                *own |= is_ranked;
            }
        }
        all
    }

    /// The places of the dimensions that a condition looks at, and of those that these look at, in order.
    pub fn looked_at(&self, node: &Node) -> Vec<usize> {
        let mut wanted: Vec<usize> = Vec::new();
        for place in (0..self.dimensions.len()).rev() {
            let mut only = vec![false; self.dimensions.len()];
            only[place] = true;
            let looks = |dimension: &usize| {
                let classes = self.dimensions.get(*dimension).map_or(&[][..], |known| &known.classes);
                classes
                    .iter()
                    .filter_map(|class| class.node.as_ref())
                    .any(|node| node.looks_at(&only))
            };
            if node.looks_at(&only) || wanted.iter().any(looks) {
                wanted.insert(0, place);
            }
        }
        wanted
    }

    /// The place of a dimension in the order.
    pub fn dimension(&self, id: &str) -> Option<usize> {
        self.dimensions.iter().position(|d| &*d.id == id)
    }

    /// A dimension.
    pub fn dimension_of(&self, id: &str) -> Option<&PlanDimension> {
        self.dimensions.iter().find(|d| &*d.id == id)
    }
}
