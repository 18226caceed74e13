//! Facts by name: what a rule may look at, and where its value stands in the columns.

use super::rulebook::{Rulebook, WeightedScore};
use crate::domain::kind::Customer;
use crate::domain::label::Label;
use crate::domain::metric::{self, METRICS, Unit};
use crate::domain::record::Text;
use crate::domain::sort::sort_by;

/// Where a fact's value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactRef {
    /// A column of numbers.
    Number(usize),
    /// A column of words.
    Word(usize),
    /// A list of texts of the customer's record.
    List(TextList),
    /// The class in an earlier dimension.
    Class(usize),
}

/// The lists of texts that a rule may look into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextList {
    /// Tags that a person put there.
    Tags,
    /// Need tags.
    NeedTags,
}

impl TextList {
    /// The texts of a customer.
    pub fn of(self, customer: &Customer) -> &[Text] {
        match self {
            Self::Tags => &customer.tags,
            Self::NeedTags => &customer.need_tags,
        }
    }
}

/// A fact that is a word of the customer's record.
pub struct WordFact {
    /// Its name in rules.
    pub id: &'static str,
    /// Its name for people.
    pub label: Label,
    /// Reads it.
    pub get: fn(&Customer) -> Option<&str>,
}

macro_rules! word_facts {
    ($($id:literal, $zh:literal / $en:literal, $get:expr;)*) => {
        /// The word facts, one row each.
        pub const WORDS: &[WordFact] = &[$(WordFact { id: $id, label: Label::fixed($zh, $en), get: $get }),*];
    };
}

word_facts! {
    "kind", "客户类型" / "Kind", |c| c.kind.map(|k| k.word());
    "industry", "行业属性" / "Industry", |c| c.industry.as_deref();
    "region", "地区" / "Region", |c| c.region.as_deref();
    "source", "来源" / "Source", |c| c.source.as_deref();
    "owner", "负责人" / "Owner", |c| c.owner.as_deref();
    "intent", "意向等级" / "Intent", |c| c.intent.map(|i| i.word());
    "stage_override", "人工指定阶段" / "Stage set by hand", |c| c.stage_override.as_deref();
}

/// The list facts: name, label, list.
pub const LISTS: &[(&str, Label, TextList)] = &[
    ("tags", Label::fixed("人工标签", "Tags by hand"), TextList::Tags),
    ("need_tags", Label::fixed("需求标签", "Need tags"), TextList::NeedTags),
];

/// Whose columns stand behind the metrics': names that scores add.
pub fn score_columns(scores: &[WeightedScore]) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    for score in scores {
        let own = std::iter::once(score_fact(score)).chain(score.terms.iter().map(|t| t.metric.clone()));
        names.extend(own.filter(|name| metric::index_of(name).is_none()));
    }
    sort_by(&mut names, Text::cmp);
    names.dedup();
    names
}

/// The fact that holds a score.
pub fn score_fact(score: &WeightedScore) -> Text {
    format!("{}_score", score.id).into()
}

/// Finds a fact by name. `known_dimensions` says how many dimensions are evaluated before the one that asks.
pub fn resolve(name: &str, rulebook: &Rulebook, extra: &[Text], known_dimensions: usize) -> Result<FactRef, FactError> {
    if let Some(column) = number_column(name, extra) {
        return Ok(FactRef::Number(column));
    }
    if let Some(column) = WORDS.iter().position(|w| w.id == name) {
        return Ok(FactRef::Word(column));
    }
    if let Some((_, _, list)) = LISTS.iter().find(|(id, _, _)| *id == name) {
        return Ok(FactRef::List(*list));
    }
    match rulebook.dimensions.iter().position(|d| &*d.id == name) {
        Some(dimension) if dimension < known_dimensions => Ok(FactRef::Class(dimension)),
        Some(_) => Err(FactError::Later),
        None => Err(FactError::Unknown),
    }
}

/// The column of a number's name.
pub fn number_column(name: &str, extra: &[Text]) -> Option<usize> {
    metric::index_of(name).or_else(|| extra.iter().position(|e| &**e == name).map(|i| METRICS.len() + i))
}

/// The unit of a number column.
pub fn unit(column: usize) -> Unit {
    METRICS.get(column).map_or(Unit::Points, |m| m.unit)
}

/// Why a name is no fact here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactError {
    /// There is no such fact.
    Unknown,
    /// It is a dimension that is evaluated later (or the same one): a circle.
    Later,
}
