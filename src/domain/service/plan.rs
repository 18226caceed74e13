//! The service levels in use, compiled against the rules: conditions on the ticket, and on its customer.

use super::hours::WorkTime;
use super::level::{MOST, Measure, ServiceLevel};
use super::shipped::{KEY, service_levels};
use crate::domain::begun::asked_from;
use crate::domain::book::Book;
use crate::domain::columns::Bits;
use crate::domain::day::Day;
use crate::domain::kind::{Severity, Ticket, TicketKind};
use crate::domain::record::Text;
use crate::domain::rule::evaluate::Ground;
use crate::domain::rule::plan::{Node, Plan};
use crate::domain::rule::{Condition, Leaf, Operand, Operator, RuleIssue, RuleProblem};

/// The most levels that are taken.
const MOST_LEVELS: usize = 500;
/// What stands before the name of a fact of the customer.
const OF_CUSTOMER: &str = "customer.";

/// A condition on a ticket, compiled.
#[derive(Clone, Debug, PartialEq)]
enum TicketNode {
    All(Vec<TicketNode>),
    Any(Vec<TicketNode>),
    Not(Box<TicketNode>),
    /// It is (or, known, is not) one of these words.
    Kind(Vec<Text>, bool),
    Severity(Vec<Text>, bool),
    Customer(Node),
    Never,
}

/// A level in use.
#[derive(Clone, Debug, PartialEq)]
struct PlanLevel {
    /// Its place among all levels.
    place: usize,
    measure: Measure,
    when: Option<TicketNode>,
}

/// What a level looks at of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TicketFacts {
    pub kind: TicketKind,
    pub severity: Option<Severity>,
    /// The customer's slot.
    pub customer: u32,
}

impl TicketFacts {
    pub fn of(ticket: &Ticket, customer: u32) -> Self {
        let Ticket { kind, severity, .. } = *ticket;
        Self {
            kind,
            severity,
            customer,
        }
    }
}

/// What clocks are made by, beside the ticket: the levels in use, the hours that are worked.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicePlan {
    /// All levels, those that are switched off as well.
    pub levels: Vec<ServiceLevel>,
    /// What cannot be used, each at its place.
    pub issues: Vec<RuleIssue>,
    /// When is worked.
    pub work: WorkTime,
    /// The first day on which something may fall due and still be asked.
    pub from: Day,
    in_use: Vec<PlanLevel>,
}

impl ServicePlan {
    /// Reads the levels of a rulebook and compiles them by the rules in force.
    pub fn of(book: &Book, plan: &Plan) -> Self {
        let (levels, mut issues) = service_levels(&plan.rulebook);
        let (work, faults) = WorkTime::of(&book.head.settings);
        issues.extend(faults);
        let mut in_use = Vec::new();
        let on = levels
            .iter()
            .enumerate()
            .filter(|(_, level)| level.retired != Some(true));
        for (place, level) in on.take(MOST_LEVELS) {
            let before = issues.len();
            let at = format!("{KEY}[{}]", level.id);
            if level.id.is_empty() {
                issues.push(RuleIssue::new(format!("{at}.id"), RuleProblem::NoId));
            }
            if levels[..place].iter().any(|known| known.id == level.id) {
                issues.push(RuleIssue::new(format!("{at}.id"), RuleProblem::Twice(level.id.clone())));
            }
            if !(0.0..=MOST).contains(&level.within.n) {
                let (value, most) = (level.within.n, MOST);
                issues.push(RuleIssue::new(
                    format!("{at}.within"),
                    RuleProblem::Absurd { value, most },
                ));
            }
            let mut compiler = TicketCompiler {
                plan,
                issues: &mut issues,
            };
            let when = level
                .when
                .as_ref()
                .map(|when| compiler.node(when, &format!("{at}.when")));
            // A level that has a fault asks nothing: it would be another's clock.
            if issues.len() == before {
                let measure = level.measure;
                in_use.push(PlanLevel { place, measure, when });
            }
        }
        Self {
            levels,
            issues,
            work,
            from: asked_from(book),
            in_use,
        }
    }

    /// Whether what is due at an instant is still asked.
    pub fn asks_at(&self, due: Option<i64>) -> bool {
        due.is_none_or(|due| self.work.zone.day_of(due).0 >= self.from)
    }

    /// Who meets each of the conditions on customers that levels look at, in their order.
    pub fn served(&self, ground: &Ground<'_>) -> Vec<Bits> {
        let mut nodes = Vec::new();
        let whens = self.in_use.iter().filter_map(|level| level.when.as_ref());
        whens.for_each(|when| when.of_customers(&mut nodes));
        nodes.into_iter().map(|node| ground.mask(node)).collect()
    }

    /// The level that a measure of a ticket is held to, by its place: the first that fits.
    pub(super) fn level_of(&self, ground: &Ground<'_>, ticket: TicketFacts, measure: Measure) -> Option<usize> {
        let mut of_measure = self.in_use.iter().filter(|level| level.measure == measure);
        let fits = |level: &&PlanLevel| level.when.as_ref().is_none_or(|when| when.holds(ground, ticket));
        of_measure.find(fits).map(|level| level.place)
    }
}

impl TicketNode {
    /// Adds the conditions on customers.
    fn of_customers<'a>(&'a self, nodes: &mut Vec<&'a Node>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.of_customers(nodes)),
            Self::Not(part) => part.of_customers(nodes),
            Self::Customer(node) => nodes.push(node),
            Self::Kind(..) | Self::Severity(..) | Self::Never => {}
        }
    }

    fn holds(&self, ground: &Ground<'_>, ticket: TicketFacts) -> bool {
        let holds = |part: &Self| part.holds(ground, ticket);
        match self {
            Self::All(parts) => parts.iter().all(holds),
            Self::Any(parts) => parts.is_empty() || parts.iter().any(holds),
            Self::Not(part) => !holds(part),
            Self::Kind(words, negated) => is_among(Some(ticket.kind.word()), words, *negated),
            Self::Severity(words, negated) => is_among(ticket.severity.map(Severity::word), words, *negated),
            Self::Customer(node) => ground.holds(node, ticket.customer),
            Self::Never => false,
        }
    }
}

/// What is missing is neither one of some words nor none of them.
fn is_among(word: Option<&str>, words: &[Text], negated: bool) -> bool {
    word.is_some_and(|word| words.iter().any(|known| **known == *word) != negated)
}

struct TicketCompiler<'a> {
    plan: &'a Plan,
    issues: &'a mut Vec<RuleIssue>,
}

impl TicketCompiler<'_> {
    fn node(&mut self, when: &Condition, place: &str) -> TicketNode {
        let mut parts = |parts: &[Condition], word: &str| -> Vec<TicketNode> {
            let part = |(i, part): (usize, &Condition)| self.node(part, &format!("{place}.{word}[{i}]"));
            parts.iter().enumerate().map(part).collect()
        };
        match when {
            Condition::All(list) => TicketNode::All(parts(list, "all")),
            Condition::Any(list) => TicketNode::Any(parts(list, "any")),
            Condition::Not(part) => TicketNode::Not(Box::new(self.node(part, &format!("{place}.not")))),
            Condition::Leaf(leaf) => self.leaf(leaf, place),
        }
    }

    fn leaf(&mut self, leaf: &Leaf, place: &str) -> TicketNode {
        if let Some(fact) = leaf.fact.strip_prefix(OF_CUSTOMER) {
            let of_customer = Condition::Leaf(Leaf {
                fact: fact.into(),
                ..leaf.clone()
            });
            return match self.plan.node(&of_customer, place) {
                Ok(node) => TicketNode::Customer(node),
                Err(issues) => {
                    self.issues.extend(issues);
                    TicketNode::Never
                }
            };
        }
        let negated = matches!(leaf.operator, Operator::NotEqual | Operator::NotIn);
        let compares = negated || matches!(leaf.operator, Operator::Equal | Operator::In);
        match &*leaf.fact {
            // Words have no order, and no list to look into.
            "kind" | "severity" if !compares => TicketNode::Never,
            "kind" => TicketNode::Kind(words(&leaf.value), negated),
            "severity" => TicketNode::Severity(words(&leaf.value), negated),
            unknown => {
                let problem = RuleProblem::UnknownFact(unknown.into());
                self.issues.push(RuleIssue::new(format!("{place}.fact"), problem));
                TicketNode::Never
            }
        }
    }
}

fn words(value: &Operand) -> Vec<Text> {
    match value {
        Operand::Text(word) => vec![word.clone()],
        Operand::List(all) => all.iter().flat_map(words).collect(),
        Operand::Number(_) | Operand::Flag(_) => Vec::new(),
    }
}
