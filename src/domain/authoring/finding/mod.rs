//! Findings: what looks wrong beside a rule although the rulebook compiles, each at its place.
//!
//! Two kinds of reasoning. What rules say of themselves (a class that none can reach, a comparison that always holds) is shown by
//! going through every combination of facts that the rules can tell apart, and holds for every book. What they say of these
//! customers (overlaps, holes, facts without data) is counted on the columns of the evaluation. A finding is never a guess: where
//! there are too many combinations to go through, nothing is said.

mod bits;
mod classes;
mod condition;
mod facts;
mod place;
mod reach;
mod score;
mod situations;
#[cfg(test)]
mod tests;

pub use place::{FindingPlace, Part, Step};
pub use reach::{Reach, reaches};

use self::facts::Facts;
use crate::domain::book::Book;
use crate::domain::columns::WordColumn;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::METRICS;
use crate::domain::record::Text;
use crate::domain::rule::evaluate::Ground;
use crate::domain::rule::fact::FactRef;
use crate::domain::rule::plan::Plan;

/// The most customers that an overlap names; it counts them all.
pub const SHOWN: usize = 50;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; often meant so.
    Note,
    /// Hardly meant so.
    Warning,
}

/// Something that looks wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where.
    pub place: FindingPlace,
    /// What.
    pub kind: FindingKind,
}

/// What looks wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// No rule ever leads to this class: its condition can hold, but only where these classes, tried earlier, take the customer.
    Unreachable {
        /// The ids of the classes before it; one alone where one alone suffices.
        by: Vec<Text>,
    },
    /// The class has no condition, and the dimension neither names it in `otherwise` nor lets people set it.
    NoCondition,
    /// The condition, or this part of it, can never hold.
    NeverHolds,
    /// The condition, or this part of it, always holds.
    AlwaysHolds {
        /// Always where the fact is known; a missing one makes it false.
        where_known: bool,
    },
    /// Customers that an earlier class took fit here too. Not told where everybody whom the earlier class takes fits here by the
    /// rules themselves: a special case before the general one is how ladders are written.
    Overlap {
        /// The id of the class that took them.
        with: Text,
        /// How many.
        customers: usize,
        /// The slots of the first [`SHOWN`].
        slots: Vec<u32>,
    },
    /// Customers whom no class takes although every fact of the dimension is known.
    Hole {
        /// Their slots.
        slots: Vec<u32>,
    },
    /// Customers whom no class takes and of whom a fact of the dimension is missing.
    Unknown {
        /// How many.
        customers: usize,
        /// The facts, and how many of these customers lack each; the most wanted first.
        facts: Vec<(Text, usize)>,
    },
    /// No customer has a value for this fact.
    NoData {
        /// The fact.
        fact: Text,
    },
    /// An `all` or `any` without parts: it holds for everybody.
    EmptyGroup,
    /// This fact cannot be compared with such a value in such a way.
    CannotCompare {
        /// The fact.
        fact: Text,
    },
    /// A comparison with a class that the dimension does not have.
    UnknownClass {
        /// The dimension's id.
        dimension: Text,
        /// The class id that is not there.
        id: Text,
    },
    /// The weights of a score do not add up to 1.
    WeightsSum {
        /// What they add up to.
        sum: f64,
        /// What the score can be.
        reach: Reach,
    },
    /// A band of a score in which no score can lie.
    BandUnreachable {
        /// The band's id.
        id: Text,
        /// What the score can be.
        reach: Reach,
    },
    /// The weights of the RFM total are all zero, so that it ranks nobody.
    NoRfmWeight,
    /// A weight of the RFM total is negative, so that a better score ranks lower.
    NegativeRfmWeight {
        /// The score it weighs: `r_score`, `f_score` or `m_score`.
        fact: &'static str,
    },
    /// An earlier class of the dimension has the same name.
    DuplicateName {
        /// The id of the earlier class.
        with: Text,
    },
    /// A dimension without classes.
    NoClasses,
    /// The rank of a dimension leaves classes out: a move from or to them is neither better nor worse.
    Unranked {
        /// The ids of the classes.
        classes: Vec<Text>,
    },
    /// The rank of a dimension names classes more than once; their first place counts.
    RankedTwice {
        /// The ids of the classes.
        classes: Vec<Text>,
    },
    /// The rank of a dimension names classes that it does not have.
    RankedUnknown {
        /// The ids.
        ids: Vec<Text>,
    },
}

impl FindingKind {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::AlwaysHolds { .. } | Self::Overlap { .. } | Self::Unknown { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// Everything that looks wrong with the rulebook of an evaluation: dimensions in order (each with its classes), tags, scores.
pub fn findings(book: &Book, evaluation: &Evaluation) -> Vec<Finding> {
    let mut look = Look {
        book,
        evaluation,
        plan: &evaluation.plan,
        facts: Facts::new(&evaluation.plan),
        found: Vec::new(),
        known: Vec::new(),
    };
    for dimension in 0..look.plan.dimensions.len() {
        look.dimension(dimension);
    }
    look.tags();
    look.scores();
    look.found
}

/// The looking: what is looked at, and what was found so far.
struct Look<'a> {
    book: &'a Book,
    evaluation: &'a Evaluation,
    plan: &'a Plan,
    facts: Facts<'a>,
    found: Vec<Finding>,
    /// Facts asked about so far, and whether somebody has a value.
    known: Vec<(FactRef, bool)>,
}

impl<'a> Look<'a> {
    fn say(&mut self, part: &Part, path: Option<&[Step]>, kind: FindingKind) {
        let place = FindingPlace {
            part: part.clone(),
            path: path.map(<[Step]>::to_vec),
        };
        self.found.push(Finding { place, kind });
    }

    fn ground(&self) -> Ground<'a> {
        Ground {
            customers: &self.book.customers,
            columns: &self.evaluation.columns,
            classes: &self.evaluation.classes,
        }
    }

    fn tags(&mut self) {
        let plan = self.plan;
        for tag in &plan.tags {
            let part = Part::Tag { tag: tag.id.clone() };
            let rule = plan.rulebook.tags.iter().find(|rule| rule.id == tag.id);
            let always = rule.and_then(|rule| self.condition(&part, &rule.when, &tag.node));
            if always == Some(false) {
                self.say(&part, None, FindingKind::NeverHolds);
            }
        }
    }

    /// Whether no customer has a value of a fact; a book without customers says nothing of its facts.
    fn has_no_data(&mut self, fact: FactRef) -> bool {
        if self.book.customers.is_empty() {
            return false;
        }
        if let Some((_, known)) = self.known.iter().find(|(asked, _)| *asked == fact) {
            return !known;
        }
        let columns = &self.evaluation.columns;
        let known = match fact {
            FactRef::Number(column) => columns.numbers[column].iter().any(|value| !value.is_nan()),
            FactRef::Word(column) => columns.words[column].codes.iter().any(|c| *c != WordColumn::MISSING),
            FactRef::List(list) => self.book.customers.iter().any(|(_, c)| !list.of(c).is_empty()),
            FactRef::Class(dimension) => {
                (0..columns.rows as u32).any(|slot| self.evaluation.class(slot, dimension).is_some())
            }
        };
        self.known.push((fact, known));
        !known
    }
}

/// The name of a number column in rules.
fn number_name(plan: &Plan, column: usize) -> Option<&str> {
    match METRICS.get(column) {
        Some(metric) => Some(metric.id),
        None => plan.extra_columns.get(column - METRICS.len()).map(|name| &**name),
    }
}
