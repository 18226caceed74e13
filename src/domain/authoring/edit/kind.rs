//! Facts as a rule may look at them from a place: which ones, of which kind, with which comparisons.

use super::{List, Place};
use crate::domain::metric::{self, Evidence, METRICS, Span, Unit, foreseen};
use crate::domain::record::Text;
use crate::domain::rule::fact::{self, LISTS, WORDS};
use crate::domain::rule::rulebook::{Dimension, Rulebook};
use crate::domain::rule::{Condition, Leaf, Operand, Operator};

/// What a fact's value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number(Unit),
    /// Yes or no.
    Flag,
    /// A word of the customer's record, by the fact that holds it.
    Word(Text),
    /// A list of texts.
    List,
    /// A class of this dimension.
    Class(Text),
}

/// A group of facts, for choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactGroup {
    /// Purchases and payments.
    Purchase,
    /// Interactions.
    Contact,
    /// Tickets, complaints, satisfaction.
    Service,
    /// What the record says of the relation.
    Relation,
    /// RFM.
    Rfm,
    /// Scores and their components.
    Scores,
    /// Words of the record.
    Record,
    /// Lists of texts.
    Lists,
    /// Classes in earlier dimensions.
    Dimensions,
    /// Risk signals.
    Signals,
}

/// What kind of fact a name is; nothing where it is none in these rules.
pub fn kind_of(rules: &Rulebook, name: &str) -> Option<Kind> {
    if let Some(column) = fact::number_column(name, &fact::score_columns(&rules.scores)) {
        return Some(match fact::unit(column) {
            Unit::Flag => Kind::Flag,
            unit => Kind::Number(unit),
        });
    }
    // A stage set by hand names a class of the stage.
    if name == "stage_override" && rules.dimension("stage").is_some() {
        return Some(Kind::Class("stage".into()));
    }
    if WORDS.iter().any(|w| w.id == name) {
        return Some(Kind::Word(name.into()));
    }
    if LISTS.iter().any(|(id, ..)| *id == name) {
        return Some(Kind::List);
    }
    if let Some(dimension) = rules.dimension(name) {
        let word = dimension.text_of.clone().map(Kind::Word);
        return Some(word.unwrap_or_else(|| Kind::Class(name.into())));
    }
    rules.signals.iter().any(|s| *s.id == *name).then_some(Kind::Flag)
}

/// The comparisons that suit a kind.
pub fn operators(kind: &Kind) -> &'static [Operator] {
    use Operator::*;
    match kind {
        Kind::Number(_) => &[
            GreaterThanInclusive,
            GreaterThan,
            LessThan,
            LessThanInclusive,
            Equal,
            NotEqual,
        ],
        Kind::Flag => &[Equal],
        Kind::Word(_) | Kind::Class(_) => &[Equal, NotEqual, In, NotIn],
        Kind::List => &[Contains, DoesNotContain],
    }
}

/// The facts that a condition at a place may look at, by group.
pub fn facts_at(rules: &Rulebook, place: &Place) -> Vec<(FactGroup, Vec<Text>)> {
    let mut groups: Vec<(FactGroup, Vec<Text>)> = Vec::new();
    let mut put = |group: FactGroup, fact: &str| match groups.iter_mut().find(|(g, _)| *g == group) {
        Some((_, facts)) => facts.push(fact.into()),
        None => groups.push((group, vec![fact.into()])),
    };
    METRICS.iter().for_each(|m| put(group_of(m), m.id));
    fact::score_columns(&rules.scores)
        .iter()
        .for_each(|name| put(FactGroup::Scores, name));
    WORDS.iter().for_each(|w| put(FactGroup::Record, w.id));
    LISTS.iter().for_each(|(id, ..)| put(FactGroup::Lists, id));
    let earlier = earlier(rules, place);
    let classed = earlier.iter().filter(|d| !WORDS.iter().any(|w| *w.id == *d.id));
    classed.for_each(|d| put(FactGroup::Dimensions, &d.id));
    if !matches!(place, Place::Named(List::Signals, _)) {
        let used = rules
            .signals
            .iter()
            .filter(|s| s.retired != Some(true) && reaches(rules, &s.when, &earlier));
        used.for_each(|s| put(FactGroup::Signals, &s.id));
    }
    groups.sort_by_key(|(group, _)| *group);
    groups
}

/// The dimensions that are evaluated before a place.
fn earlier<'a>(rules: &'a Rulebook, place: &Place) -> Vec<&'a Dimension> {
    let before = match place {
        Place::Class { dimension, .. } => rules.dimensions.iter().position(|d| d.id == *dimension),
        Place::Named(..) => None,
    };
    let all = rules.dimensions.iter().take(before.unwrap_or(usize::MAX));
    all.filter(|d| d.retired != Some(true)).collect()
}

/// Whether a signal's condition looks at no dimension beyond these.
fn reaches(rules: &Rulebook, when: &Condition, dimensions: &[&Dimension]) -> bool {
    let mut all = true;
    when.each_leaf(&mut |leaf| {
        let is_class = metric::index_of(&leaf.fact).is_none() && rules.dimension(&leaf.fact).is_some();
        all &= !is_class || dimensions.iter().any(|d| *d.id == *leaf.fact);
    });
    all
}

fn group_of(metric: &metric::MetricInfo) -> FactGroup {
    match metric.evidence {
        _ if foreseen::is_foreseen(metric.id) => FactGroup::Purchase,
        Evidence::Orders(Span::Rfm) => FactGroup::Rfm,
        Evidence::Orders(_) | Evidence::DueOrders => FactGroup::Purchase,
        Evidence::Interactions(_) | Evidence::Answers(_) | Evidence::Frequency => FactGroup::Contact,
        Evidence::Complaints(_) | Evidence::OpenTickets | Evidence::Rated => FactGroup::Service,
        Evidence::Facts(_) if metric.unit == Unit::Points => FactGroup::Scores,
        Evidence::Facts(_) if metric.unit != Unit::Flag => FactGroup::Rfm,
        Evidence::Facts(_) | Evidence::Fields(_) => FactGroup::Relation,
    }
}

/// A comparison about another fact: operator and value stay where they still fit, else they begin anew. `word` is the value that a
/// comparison of words begins with.
pub fn fitting(rules: &Rulebook, leaf: &Leaf, fact: &str, word: Option<&str>) -> Leaf {
    let (old, new) = (kind_of(rules, &leaf.fact), kind_of(rules, fact));
    let mut next = Leaf {
        fact: fact.into(),
        ..leaf.clone()
    };
    let Some(kind) = new else { return next };
    if !operators(&kind).contains(&leaf.operator) {
        next.operator = operators(&kind)[0];
    }
    if old.as_ref() != Some(&kind) {
        next.value = first_value(rules, &kind, word);
    }
    let operator = next.operator;
    operated(next, operator)
}

/// The value that a comparison of a kind begins with.
fn first_value(rules: &Rulebook, kind: &Kind, word: Option<&str>) -> Operand {
    let text = |text: &str| Operand::Text(text.into());
    match kind {
        Kind::Flag => Operand::Flag(true),
        Kind::Number(unit) => Operand::Number(match unit {
            Unit::Yuan => 100_000.0,
            Unit::Count | Unit::Flag => 1.0,
            Unit::Days => 30.0,
            Unit::Months => 12.0,
            Unit::Share => 0.5,
            Unit::Score => 3.0,
            Unit::Points => 60.0,
        }),
        Kind::Class(id) => {
            let first = rules
                .dimension(id)
                .and_then(|d| rules.classes(d).first().map(|(id, _)| *id));
            text(first.unwrap_or_default())
        }
        Kind::Word(_) | Kind::List => text(word.unwrap_or_default()),
    }
}

/// The comparison with another operator: a single value becomes a list of one, a list its first value.
pub fn operated(leaf: Leaf, operator: Operator) -> Leaf {
    let value = match (operator.takes_list(), leaf.value) {
        (true, Operand::List(list)) => Operand::List(list),
        (true, single) => Operand::List(vec![single]),
        (false, Operand::List(list)) => list.into_iter().next().unwrap_or(Operand::Text("".into())),
        (false, single) => single,
    };
    Leaf {
        operator,
        value,
        ..leaf
    }
}
