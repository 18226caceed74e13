//! What a label looks at: every number behind its conditions, with the values at which something changes.
//!
//! A class of an earlier dimension stands for the numbers behind its own rules, a score for those of its terms.

use crate::domain::rule::Operator;
use crate::domain::rule::plan::{Node, Plan, PlanTerm};

/// The numbers behind a label, what others are made of before those.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) columns: Vec<Watched>,
    /// The dimensions that have a say in it, in their order.
    pub(super) dimensions: Vec<usize>,
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

impl Border {
    /// Whether a number lies on the upper side of the change; nothing for one that is missing.
    pub(super) fn side(&self, number: f64) -> Option<bool> {
        (!number.is_nan()).then_some(match self.side {
            Side::Below | Side::Bend => number >= self.at,
            Side::Above => number > self.at,
        })
    }
}

impl Watched {
    /// Whether two numbers of the column may make a difference. What a score gains may be what another step lacks.
    pub(super) fn differ(&self, one: f64, other: f64) -> bool {
        let crossed = |border: &Border| border.side(one) != border.side(other);
        one.is_nan() != other.is_nan() || (self.derived && one != other) || self.borders.iter().any(crossed)
    }
}

impl Watch {
    /// What the class in a dimension looks at.
    pub(super) fn of_dimension(plan: &Plan, dimension: usize) -> Self {
        let mut watch = Self::default();
        watch.dimension(plan, dimension);
        watch.dimensions.sort_unstable();
        watch
    }

    /// What a condition looks at.
    pub(super) fn of(plan: &Plan, node: &Node) -> Self {
        let mut watch = Self::default();
        watch.node(plan, node);
        watch.dimensions.sort_unstable();
        watch
    }

    fn dimension(&mut self, plan: &Plan, dimension: usize) {
        let seen = self.dimensions.contains(&dimension);
        let Some(found) = plan.dimensions.get(dimension).filter(|_| !seen) else {
            return;
        };
        self.dimensions.push(dimension);
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
                self.column(plan, *column);
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
