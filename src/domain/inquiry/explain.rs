//! Explanation: why a customer has a class — the conditions in order with the customer's figures, which one decided, and the
//! records that the figures come from. A missing fact is said to be missing, never shown as zero.

mod trace;

pub(super) use trace::traced;
pub use trace::{Actual, LeafTrace, Trace};

use crate::domain::book::Book;
use crate::domain::day::{Day, Window};
use crate::domain::evaluation::{Evaluation, by_hand};
use crate::domain::ledger::Ledger;
use crate::domain::metric::{Evidence, METRICS, Metric, Span, index_of};
use crate::domain::record::Text;
use crate::domain::rule::condition::Condition;
use crate::domain::rule::expanded;
use crate::domain::rule::fact::{self, FactRef};
use crate::domain::rule::plan::{PlanClass, PlanDimension, PlanScore};

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
pub struct RuleStep {
    /// The class it leads to.
    pub class: Text,
    /// The class's name.
    pub name: Text,
    /// Whether it was tried before the decision fell.
    pub tried: bool,
    /// Its condition with the customer's figures; nothing for a class without a condition.
    pub trace: Option<Trace>,
}

/// Why a customer has its class in a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The class, nothing when unclassified.
    pub class: Option<Text>,
    /// What decided.
    pub decided: Decided,
    /// The rules in order.
    pub steps: Vec<RuleStep>,
    /// The facts of the tried rules, in the order they were met, each once.
    pub facts: Vec<(Text, Actual)>,
}

impl Explanation {
    /// The class of the first rule that holds, whatever was set by hand.
    pub fn first_rule(&self) -> Option<&str> {
        let holds = |step: &&RuleStep| step.trace.as_ref().is_some_and(Trace::holds);
        self.steps.iter().find(holds).map(|step| &*step.class)
    }

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
            Decided::Field => 0,
            // What the rules say of it all the same, and with which records.
            Decided::ByHand => self.first_rule(plan).map_or(plan.classes.len(), |i| i + 1),
            _ => plan.classes.len(),
        };
        let steps: Vec<RuleStep> = plan
            .classes
            .iter()
            .enumerate()
            .map(|(i, c)| RuleStep {
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

    /// A condition that may look at all classes and signals, with the customer's figures; signals are written out.
    pub fn condition(&self, condition: &Condition) -> Trace {
        let plan = &self.evaluation.plan;
        self.trace(&expanded(condition, &plan.rulebook.signals), plan.dimensions.len())
    }

    fn decided(&self, plan: &PlanDimension, class: Option<&str>) -> Decided {
        if plan.text_of.is_some() {
            return if class.is_some() {
                Decided::Field
            } else {
                Decided::Nothing
            };
        }
        if !self.evaluation.exists(self.slot) {
            return Decided::Nothing;
        }
        let ground = self.evaluation.ground(self.book);
        if by_hand(&ground, plan, self.evaluation.as_of, self.slot).is_some() {
            return Decided::ByHand;
        }
        match self.first_rule(plan) {
            Some(i) => Decided::Rule(i),
            None if class.is_some() => Decided::Otherwise,
            None => Decided::Nothing,
        }
    }

    /// The first rule that holds.
    fn first_rule(&self, plan: &PlanDimension) -> Option<usize> {
        let ground = self.evaluation.ground(self.book);
        let holds = |class: &PlanClass| class.node.as_ref().is_some_and(|node| ground.holds(node, self.slot));
        plan.classes.iter().position(holds)
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
        self.evidence_on(name, self.evaluation.as_of)
    }

    /// The records by which a fact's figure of a day may be another than that of a day before: those that came to count, and those that
    /// count no longer.
    pub fn between(&self, name: &str, before: Day, day: Day) -> [Vec<RecordRef>; 2] {
        let (was, is) = (self.evidence_on(name, before), self.evidence_on(name, day));
        let only = |those: &[RecordRef], others: &[RecordRef]| -> Vec<RecordRef> {
            those
                .iter()
                .filter(|record| !others.contains(record))
                .copied()
                .collect()
        };
        [only(&is, &was), only(&was, &is)]
    }

    /// The records that a fact's figure came from on a day.
    fn evidence_on(&self, name: &str, as_of: Day) -> Vec<RecordRef> {
        let Some(metric) = index_of(name).map(|i| &METRICS[i]) else {
            return Vec::new();
        };
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
                for record in facts.iter().flat_map(|fact| self.evidence_on(fact, as_of)) {
                    if !all.contains(&record) {
                        all.push(record);
                    }
                }
                all
            }
        };
        // A customer without orders has its declared figure: that field is the evidence.
        let ordered = self
            .evaluation
            .number(self.slot, Metric::OrderCount)
            .is_some_and(|n| n > 0.0);
        if !ordered && name == METRICS[Metric::AnnualPurchase as usize].id {
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
        let term = |(rule, term): (
            &crate::domain::rule::rulebook::Term,
            &crate::domain::rule::plan::PlanTerm,
        )| {
            let component = self.evaluation.column(self.slot, term.column)?;
            let counted = if term.invert { 100.0 - component } else { component };
            let (metric, of, weight) = (rule.metric.clone(), rule.of.clone(), term.weight);
            let is_missing = self.evaluation.column(self.slot, term.of).is_none();
            Some(ScoreTerm {
                by_default: term.missing.filter(|_| is_missing),
                is_unrecorded: rule.of.as_deref().is_some_and(|of| self.is_unrecorded(of)),
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

    /// Whether the book has no interaction, order or ticket of the customer by the day: a figure made of them says nothing.
    pub fn nothing_is_recorded(&self) -> bool {
        self.ledger.row(self.slot).is_blank(self.evaluation.as_of)
    }

    fn is_unrecorded(&self, of: &str) -> bool {
        self.ledger.row(self.slot).is_unrecorded(of, self.evaluation.as_of)
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
    /// The component that the rule takes because the fact is missing.
    pub by_default: Option<f64>,
    /// No record of its kind says anything: what it counts is none for want of records.
    pub is_unrecorded: bool,
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
