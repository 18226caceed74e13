//! Explanation: why a customer has a class — the conditions in order with the customer's figures, which one decided, and the
//! records that the figures come from. A missing fact is said to be missing, never shown as zero.

use super::condition::{Condition, Leaf, Operand, Operator};
use super::fact::{self, FactRef};
use super::plan::{PlanDimension, PlanScore};
use crate::domain::book::Book;
use crate::domain::day::{Day, Window};
use crate::domain::evaluation::{Evaluation, by_hand};
use crate::domain::ledger::Ledger;
use crate::domain::metric::{Evidence, METRICS, Metric, Span, index_of};
use crate::domain::record::Text;

/// What decided a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// A person, by the field that sets the class.
    ByHand,
    /// The rule of this class (its place in the dimension).
    Rule(usize),
    /// No rule matched; the dimension says what then.
    Otherwise,
    /// The class is the text of a field.
    Field,
    /// Nothing: the customer is unclassified.
    Nothing,
}

/// A rule, tried or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The class it leads to.
    pub class: Text,
    /// The class's name.
    pub name: Text,
    /// Whether it was tried before the decision fell.
    pub tried: bool,
    /// Its condition with the customer's figures; nothing for a class without a condition.
    pub trace: Option<Trace>,
}

/// A condition with the customer's figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Trace {
    /// Every part must hold.
    All(bool, Vec<Trace>),
    /// Some part must hold.
    Any(bool, Vec<Trace>),
    /// The part must not hold.
    Not(bool, Box<Trace>),
    /// A comparison.
    Leaf(LeafTrace),
}

/// A comparison with the customer's figure.
#[derive(Clone, Debug, PartialEq)]
pub struct LeafTrace {
    /// The fact.
    pub fact: Text,
    /// The comparison.
    pub operator: Operator,
    /// What it is compared with.
    pub value: Operand,
    /// What the customer has.
    pub actual: Actual,
    /// Whether the comparison holds.
    pub holds: bool,
}

/// What a customer has of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Actual {
    /// Nothing is known; the comparison is false.
    Missing,
    /// A number.
    Number(f64),
    /// A word, or a class.
    Word(Text),
    /// A list of texts.
    List(Vec<Text>),
}

/// Why a customer has its class in a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The class, nothing when unclassified.
    pub class: Option<Text>,
    /// What decided.
    pub decided: Decided,
    /// The rules in order.
    pub steps: Vec<Step>,
    /// The facts of the tried rules, in the order they were met, each once.
    pub facts: Vec<(Text, Actual)>,
}

impl Explanation {
    /// How many of the facts are known, and of how many.
    pub fn coverage(&self) -> (usize, usize) {
        (
            self.facts
                .iter()
                .filter(|(_, actual)| *actual != Actual::Missing)
                .count(),
            self.facts.len(),
        )
    }
}

impl Trace {
    /// Whether the condition holds.
    pub fn holds(&self) -> bool {
        match self {
            Self::All(holds, _) | Self::Any(holds, _) | Self::Not(holds, _) => *holds,
            Self::Leaf(leaf) => leaf.holds,
        }
    }

    /// The comparison that makes it hold, or fail: the first one of those that do. Nothing for an empty list.
    pub fn decisive(&self) -> Option<&LeafTrace> {
        match self {
            Self::All(holds, parts) | Self::Any(holds, parts) => {
                let same = parts.iter().filter(|part| part.holds() == *holds);
                same.filter_map(Self::decisive).next()
            }
            Self::Not(_, part) => part.decisive(),
            Self::Leaf(leaf) => Some(leaf),
        }
    }

    /// Every comparison, in reading order.
    pub fn leaves(&self) -> Vec<&LeafTrace> {
        match self {
            Self::All(_, parts) | Self::Any(_, parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(_, part) => part.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }
}

/// The evaluated book around one customer.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    /// The records.
    pub book: &'a Book,
    /// The events.
    pub ledger: &'a Ledger,
    /// Metrics and classes.
    pub evaluation: &'a Evaluation,
    /// The customer.
    pub slot: u32,
}

impl Explainer<'_> {
    /// Why the customer has its class in a dimension of the plan.
    pub fn class(&self, dimension: usize) -> Option<Explanation> {
        let plan = self.evaluation.plan.dimensions.get(dimension)?;
        let class = self.evaluation.class(self.slot, dimension).map(Text::from);
        let decided = self.decided(plan, class.as_deref());
        let last = match decided {
            Decided::Rule(i) => i + 1,
            Decided::ByHand | Decided::Field => 0,
            _ => plan.classes.len(),
        };
        let steps: Vec<Step> = plan
            .classes
            .iter()
            .enumerate()
            .map(|(i, c)| Step {
                class: c.id.clone(),
                name: c.name.clone(),
                tried: i < last && c.when.is_some(),
                trace: c.when.as_ref().map(|when| self.trace(when, dimension)),
            })
            .collect();
        let mut facts: Vec<(Text, Actual)> = Vec::new();
        for leaf in steps
            .iter()
            .filter(|s| s.tried)
            .filter_map(|s| s.trace.as_ref())
            .flat_map(Trace::leaves)
        {
            if !facts.iter().any(|(fact, _)| *fact == leaf.fact) {
                facts.push((leaf.fact.clone(), leaf.actual.clone()));
            }
        }
        if let Some(word) = plan.text_of {
            let id = fact::WORDS[word].id;
            facts.push((id.into(), self.actual(id, dimension)));
        }
        Some(Explanation {
            class,
            decided,
            steps,
            facts,
        })
    }

    /// An automatic tag's condition with the customer's figures.
    pub fn tag(&self, id: &str) -> Option<Trace> {
        let tag = self.evaluation.plan.tags.iter().find(|t| &*t.id == id)?;
        Some(self.trace(&tag.when, self.evaluation.plan.dimensions.len()))
    }

    fn decided(&self, plan: &PlanDimension, class: Option<&str>) -> Decided {
        if plan.text_of.is_some() {
            return if class.is_some() {
                Decided::Field
            } else {
                Decided::Nothing
            };
        }
        let ground = self.evaluation.ground(self.book);
        if by_hand(&ground, plan, self.evaluation.as_of, self.slot).is_some() {
            return Decided::ByHand;
        }
        match plan
            .classes
            .iter()
            .position(|c| c.node.as_ref().is_some_and(|n| ground.holds(n, self.slot)))
        {
            Some(i) => Decided::Rule(i),
            None if class.is_some() => Decided::Otherwise,
            None => Decided::Nothing,
        }
    }

    fn trace(&self, condition: &Condition, dimensions: usize) -> Trace {
        traced(condition, &|fact| self.actual(fact, dimensions))
    }

    /// What the customer has of a fact.
    pub fn actual(&self, name: &str, dimensions: usize) -> Actual {
        let (evaluation, row) = (self.evaluation, self.slot as usize);
        let word = |text: Option<&str>| text.map_or(Actual::Missing, |text| Actual::Word(text.into()));
        match fact::resolve(
            name,
            &evaluation.plan.rulebook,
            &evaluation.plan.extra_columns,
            dimensions,
        ) {
            Ok(FactRef::Number(column)) => evaluation
                .column(self.slot, column)
                .map_or(Actual::Missing, Actual::Number),
            Ok(FactRef::Word(column)) => word(evaluation.columns.words[column].word(row)),
            Ok(FactRef::List(list)) => {
                let customer = self.book.customers.at(self.slot);
                customer.map_or(Actual::Missing, |c| Actual::List(list.of(c).to_vec()))
            }
            Ok(FactRef::Class(dimension)) => word(evaluation.class(self.slot, dimension)),
            Err(_) => Actual::Missing,
        }
    }

    /// The records that a fact's figure comes from, the latest first. Facts made of other facts rest on those facts' records.
    pub fn evidence(&self, name: &str) -> Vec<RecordRef> {
        let Some(metric) = index_of(name).map(|i| &METRICS[i]) else {
            return Vec::new();
        };
        let as_of = self.evaluation.as_of;
        let window = |span: Span| span.window(as_of, self.evaluation.plan.rulebook.rfm.window_months);
        let mut found = match metric.evidence {
            Evidence::Orders(span) => self.orders(|day, _| window(span).contains(day)),
            Evidence::DueOrders => self.orders(|day, due| day <= as_of && due <= as_of),
            Evidence::Interactions(span) => self.touches(window(span), false),
            Evidence::Answers(span) => self.touches(window(span), true),
            Evidence::Complaints(span) => self.tickets(|t| t.complaint && window(span).contains(t.day)),
            Evidence::OpenTickets => self.tickets(|t| t.day <= as_of && t.resolved > as_of),
            Evidence::Rated => self.tickets(|t| t.day <= as_of && t.satisfaction > 0),
            Evidence::Frequency => {
                let both = window(Span::Days(120));
                let mut all = self.orders(|day, _| both.contains(day));
                all.extend(self.touches(both, false));
                all
            }
            Evidence::Fields(keys) => keys.iter().map(|key| RecordRef::Field(key)).collect(),
            Evidence::Facts(facts) => {
                let mut all = Vec::new();
                for record in facts.iter().flat_map(|fact| self.evidence(fact)) {
                    if !all.contains(&record) {
                        all.push(record);
                    }
                }
                all
            }
        };
        // A customer without orders has its declared figure: that field is the evidence.
        if found.is_empty() && name == METRICS[Metric::AnnualPurchase as usize].id {
            found.push(RecordRef::Field("declared_annual_purchase"));
        }
        found
    }

    fn orders(&self, test: impl Fn(Day, Day) -> bool) -> Vec<RecordRef> {
        let orders = self.ledger.row(self.slot).orders.iter().rev();
        orders
            .filter(|o| test(o.day, o.due))
            .map(|o| RecordRef::Order(o.slot))
            .collect()
    }

    fn touches(&self, window: Window, answers: bool) -> Vec<RecordRef> {
        let touches = self.ledger.row(self.slot).touches.iter().rev();
        let counts = touches.filter(|t| window.contains(t.day) && (!answers || t.answered.is_some()));
        counts.map(|t| RecordRef::Interaction(t.slot)).collect()
    }

    fn tickets(&self, test: impl Fn(&crate::domain::ledger::TicketFact) -> bool) -> Vec<RecordRef> {
        let tickets = self.ledger.row(self.slot).tickets.iter().rev();
        tickets.filter(|t| test(t)).map(|t| RecordRef::Ticket(t.slot)).collect()
    }

    /// How a weighted score adds up: (component's name, component, weight, what it adds). Nothing when the score is missing.
    pub fn score_terms(&self, id: &str) -> Vec<ScoreTerm> {
        let rules = &self.evaluation.plan.rulebook.scores;
        let Some(i) = rules.iter().position(|s| &*s.id == id) else {
            return Vec::new();
        };
        let plan: &PlanScore = &self.evaluation.plan.scores[i];
        let term = |(rule, term): (&super::rulebook::Term, &super::plan::PlanTerm)| {
            let component = self.evaluation.column(self.slot, term.column)?;
            let counted = if term.invert { 100.0 - component } else { component };
            let (metric, of, weight) = (rule.metric.clone(), rule.of.clone(), term.weight);
            Some(ScoreTerm {
                metric,
                of,
                component,
                weight,
                inverted: term.invert,
                adds: weight * counted,
            })
        };
        rules[i].terms.iter().zip(&plan.terms).filter_map(term).collect()
    }

    /// The customer's place in the RFM ranking, and how many are ranked.
    pub fn rfm_rank(&self) -> Option<(usize, usize)> {
        let above = self.evaluation.number(self.slot, Metric::RfmShareAbove)?;
        let ranked = self.evaluation.columns.numbers[Metric::RfmShareAbove as usize]
            .iter()
            .filter(|v| !v.is_nan())
            .count();
        Some(((above * ranked as f64).round() as usize + 1, ranked))
    }
}

/// A term of a score with the customer's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreTerm {
    /// The component's name.
    pub metric: Text,
    /// The fact it scales.
    pub of: Option<Text>,
    /// The component, 0–100.
    pub component: f64,
    /// Its weight.
    pub weight: f64,
    /// Counted as 100 − component.
    pub inverted: bool,
    /// What it adds to the score.
    pub adds: f64,
}

/// A record that a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRef {
    /// An order, by slot.
    Order(u32),
    /// An interaction, by slot.
    Interaction(u32),
    /// A ticket, by slot.
    Ticket(u32),
    /// A field of the customer's record.
    Field(&'static str),
}

/// A condition with the figures that somebody has.
pub(super) fn traced(condition: &Condition, actual: &dyn Fn(&str) -> Actual) -> Trace {
    let all = |parts: &[Condition]| -> Vec<Trace> { parts.iter().map(|part| traced(part, actual)).collect() };
    match condition {
        Condition::All(parts) => {
            let parts = all(parts);
            Trace::All(parts.iter().all(Trace::holds), parts)
        }
        Condition::Any(parts) => {
            let parts = all(parts);
            Trace::Any(parts.is_empty() || parts.iter().any(Trace::holds), parts)
        }
        Condition::Not(part) => {
            let part = traced(part, actual);
            Trace::Not(!part.holds(), Box::new(part))
        }
        Condition::Leaf(leaf) => {
            let actual = actual(&leaf.fact);
            let holds = holds(leaf, &actual);
            let Leaf {
                fact, operator, value, ..
            } = leaf.clone();
            Trace::Leaf(LeafTrace {
                fact,
                operator,
                value,
                actual,
                holds,
            })
        }
    }
}

/// The comparison as the trace shows it. That it agrees with the compiled rules is what the property tests check.
fn holds(leaf: &Leaf, actual: &Actual) -> bool {
    use Operator::*;
    let same = |value: &Operand| match (value, actual) {
        (Operand::Number(v), Actual::Number(a)) => v == a && !is_flag(&leaf.fact),
        (Operand::Flag(v), Actual::Number(a)) => is_flag(&leaf.fact) && f64::from(u8::from(*v)) == *a,
        (Operand::Text(v), Actual::Word(a)) => v == a,
        _ => false,
    };
    let any = || match &leaf.value {
        Operand::List(values) => values.iter().any(same),
        value => same(value),
    };
    let list_holds = || match (&leaf.value, actual) {
        (Operand::Text(text), Actual::List(list)) => list.contains(text),
        _ => false,
    };
    match (leaf.operator, actual) {
        (_, Actual::Missing) => false,
        (Equal | In, _) => any(),
        (NotEqual | NotIn, _) => !any(),
        (Contains, _) => list_holds(),
        (DoesNotContain, Actual::List(_)) => !list_holds(),
        (DoesNotContain, _) => false,
        (operator, Actual::Number(a)) if !is_flag(&leaf.fact) => match leaf.value {
            Operand::Number(value) => super::evaluate::compare(operator, *a, value),
            _ => false,
        },
        _ => false,
    }
}

fn is_flag(fact: &str) -> bool {
    index_of(fact).is_some_and(|i| METRICS[i].unit == crate::domain::metric::Unit::Flag)
}
