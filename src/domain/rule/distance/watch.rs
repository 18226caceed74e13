//! What a label looks at: every number behind its conditions, with the values at which something changes.
//!
//! A class of an earlier dimension stands for the numbers behind its own rules, a score for those of its terms.

use crate::domain::rule::condition::Operator;
use crate::domain::rule::plan::{Node, Plan, PlanTerm};

/// The numbers behind a label, what others are made of before those.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) columns: Vec<Watched>,
    seen: Vec<usize>,
}

/// A number behind a label.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) column: usize,
    /// Whether a score of the plan works it out.
    pub(super) derived: bool,
    pub(super) borders: Vec<Border>,
}

/// A value at which something changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Border {
    pub(super) at: f64,
    pub(super) side: Side,
}

/// Where the change lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    /// Between what is below the value and the value itself.
    Below,
    /// Between the value itself and what is above.
    Above,
    /// A component reaches its cap there: what is made of it goes on at another slope.
    Bend,
}

impl Side {
    /// Whether a number lies on the upper side of the change.
    pub(super) fn holds(self, number: f64, at: f64) -> bool {
        match self {
            Self::Below | Self::Bend => number >= at,
            Self::Above => number > at,
        }
    }
}

impl Watch {
    /// What the class in a dimension looks at.
    pub(super) fn of_dimension(plan: &Plan, dimension: usize) -> Self {
        let mut watch = Self::default();
        watch.dimension(plan, dimension);
        watch
    }

    /// What a condition looks at.
    pub(super) fn of(plan: &Plan, node: &Node) -> Self {
        let mut watch = Self::default();
        watch.node(plan, node);
        watch
    }

    fn dimension(&mut self, plan: &Plan, dimension: usize) {
        let Some(found) = plan
            .dimensions
            .get(dimension)
            .filter(|_| !self.seen.contains(&dimension))
        else {
            return;
        };
        self.seen.push(dimension);
        let nodes = found.classes.iter().filter_map(|class| class.node.as_ref());
        nodes.for_each(|node| self.node(plan, node));
    }

    fn node(&mut self, plan: &Plan, node: &Node) {
        use Operator::{GreaterThan, LessThanInclusive};
        match node {
            Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| self.node(plan, part)),
            Node::Not(part) => self.node(plan, part),
            Node::Number(column, operator, at) => {
                let above = matches!(operator, GreaterThan | LessThanInclusive);
                let side = if above { Side::Above } else { Side::Below };
                self.border(plan, *column, *at, side);
            }
            Node::NumberIn(column, values, _) => {
                for at in values {
                    self.border(plan, *column, *at, Side::Below);
                    self.border(plan, *column, *at, Side::Above);
                }
            }
            Node::Class(dimension, ..) => self.dimension(plan, *dimension),
            Node::Word(..) | Node::List(..) | Node::Never | Node::Known(_) => {}
        }
    }

    fn border(&mut self, plan: &Plan, column: usize, at: f64, side: Side) {
        let place = self.column(plan, column);
        let (border, borders) = (Border { at, side }, &mut self.columns[place].borders);
        if at.is_finite() && !borders.contains(&border) {
            borders.push(border);
        }
    }

    /// The place of a column; one that is not yet there comes in behind what it is made of.
    fn column(&mut self, plan: &Plan, column: usize) -> usize {
        if let Some(place) = self.columns.iter().position(|w| w.column == column) {
            return place;
        }
        let terms = || plan.scores.iter().flat_map(|score| &score.terms);
        let own: Vec<&PlanTerm> = match plan.scores.iter().find(|score| score.column == column) {
            Some(score) => score.terms.iter().collect(),
            None => terms().filter(|t| t.column == column && t.factor.is_some()).collect(),
        };
        for term in own.iter().filter(|term| term.of != column) {
            match term.factor {
                Some(factor) => self.border(plan, term.of, 100.0 / factor, Side::Bend),
                None => {
                    self.column(plan, term.of);
                }
            }
        }
        self.columns.push(Watched {
            column,
            derived: !own.is_empty(),
            borders: Vec::new(),
        });
        self.columns.len() - 1
    }
}
