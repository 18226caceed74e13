//! The playbooks in use, compiled against the rules: conditions to nodes, facts to columns, channels to bits.

use super::contradiction::doubts;
use super::limits::{Limits, limits};
use super::playbook::{Playbook, Step, StepFrom, TaskKind, Trigger, TriggerEvent};
use super::shipped::{KEY, place_of_step, playbooks};
use super::span::{Distance, Span};
use crate::domain::book::Book;
use crate::domain::calendar::{Calendar, PublicHoliday, public_holidays};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::kind::InteractionKind;
use crate::domain::metric::{METRICS, Metric};
use crate::domain::record::Text;
use crate::domain::rule::fact::FactRef;
use crate::domain::rule::plan::{Node, Plan};
use crate::domain::rule::{Condition, Operand, Operator, RuleIssue, RuleProblem};
use crate::domain::service::ServicePlan;
use crate::domain::sort::sort_by_key;

/// The most playbooks and steps of one that are taken.
const MOST: usize = 500;

/// The dimension that deeds are ordered by: what customers are worth.
pub(super) const VALUE: &str = "value";
/// The one that puts wishes first: who may leave.
pub(super) const RISK: &str = "risk";

/// A distance with its fact resolved.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PlanDistance {
    Fixed(Span),
    By(FactRef, Vec<(Text, Span)>, Option<Span>),
}

impl PlanDistance {
    /// The distance for a customer; nothing where the step is none for it.
    pub fn of(&self, evaluation: &Evaluation, slot: u32) -> Option<Span> {
        let (fact, values, otherwise) = match self {
            Self::Fixed(span) => return Some(*span),
            Self::By(fact, values, otherwise) => (fact, values, otherwise),
        };
        let word = match fact {
            FactRef::Word(column) => evaluation.columns.words.get(*column)?.word(slot as usize),
            FactRef::Class(dimension) => evaluation.class(slot, *dimension),
            FactRef::Number(_) | FactRef::List(_) => None,
        };
        let found = word.and_then(|word| values.iter().find(|(value, _)| **value == *word));
        found.map(|(_, span)| *span).or(*otherwise)
    }
}

/// A step, compiled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlanStep {
    /// Its place among the steps of the playbook.
    pub place: usize,
    pub id: Text,
    /// For whom of the audience, by the place among [`CarePlan::conditions`]; nothing for all.
    pub when: Option<usize>,
    /// Whether it is counted from what fulfilled the step before, in the same thread.
    pub from_previous: bool,
    pub earliest: Option<PlanDistance>,
    pub ideal: PlanDistance,
    pub latest: PlanDistance,
    /// A bit a channel, by its place in the list of kinds.
    pub channels: u16,
    pub desk: bool,
    /// A wish for a day: what was sent for one does for no step that wants more.
    pub is_wish: bool,
    /// A warning: who did not answer has not told what is the matter.
    pub is_warning: bool,
    pub repeat: bool,
    pub every: Option<Span>,
}

/// Steps that begin with one trigger.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thread {
    pub trigger: Trigger,
    /// What must have been so before the audience's condition was met, by the place among [`CarePlan::conditions`].
    pub before: Option<usize>,
    /// So many days after it was solved each complaint is followed, where the audience says so of the last one.
    pub within: Option<i32>,
    pub steps: Vec<PlanStep>,
}

/// How a step is done.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Way {
    /// A bit a channel; none stands for any.
    pub channels: u16,
    /// No contact does it.
    pub desk: bool,
    /// A contact may be too early for it.
    pub waits: bool,
}

/// A playbook, compiled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlanBook {
    /// Its place among all playbooks.
    pub place: usize,
    pub id: Text,
    /// By the place among [`CarePlan::conditions`]; nothing for everybody.
    pub audience: Option<usize>,
    pub since: Day,
    /// The playbook's own thread first; each step with a trigger of its own begins another.
    pub threads: Vec<Thread>,
}

impl PlanBook {
    /// Whether it begins when somebody comes to meet its condition: the days before are looked at for that.
    pub fn looks_back(&self) -> bool {
        let mut threads = self.threads.iter();
        threads.any(|thread| thread.trigger.event == TriggerEvent::Enters && !thread.steps.is_empty())
    }
}

/// What tasks are made by, beside the book: the playbooks in use, the calendar, the day from which on tasks are asked.
#[derive(Clone, Debug, PartialEq)]
pub struct CarePlan {
    /// All playbooks, those that are switched off as well.
    pub playbooks: Vec<Playbook>,
    /// What cannot be used, each at its place.
    pub issues: Vec<RuleIssue>,
    /// What contradicts itself and is counted as far as it can be.
    pub doubts: Vec<RuleIssue>,
    /// Which days are worked.
    pub calendar: Calendar,
    /// What fell due before this day is not asked.
    pub from: Day,
    /// The public holidays of the years that are known.
    pub holidays: Vec<PublicHoliday>,
    /// How much is asked.
    pub limits: Limits,
    /// What is promised to tickets.
    pub service: ServicePlan,
    /// Those that look at the days before come last.
    pub(super) in_use: Vec<PlanBook>,
    /// The conditions of playbooks and steps.
    pub(super) conditions: Vec<PlanCondition>,
}

/// A condition, compiled, with the dimensions that it looks at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlanCondition {
    pub node: Node,
    pub dimensions: Vec<usize>,
}

impl PlanCondition {
    /// Whether it looks at a number in one of these columns, be it by way of classes.
    pub fn looks_at_number(&self, plan: &Plan, columns: &[bool]) -> bool {
        let behind = self.dimensions.iter().filter_map(|place| plan.dimensions.get(*place));
        let nodes = behind.flat_map(|known| known.classes.iter().filter_map(|class| class.node.as_ref()));
        nodes.chain([&self.node]).any(|node| node.looks_at_number(columns))
    }
}

/// The bit of a channel.
pub(super) fn channel_bit(kind: InteractionKind) -> u16 {
    1 << kind as u16
}

impl CarePlan {
    /// Reads the playbooks of a book's rulebook and compiles them by the rules in force.
    pub fn of(book: &Book, plan: &Plan) -> Self {
        let (playbooks, mut issues) = playbooks(&plan.rulebook);
        issues.extend(limits(&plan.rulebook).1);
        Self::with(book, plan, playbooks, issues)
    }

    /// Whether no playbook is in use.
    pub fn is_off(&self) -> bool {
        self.in_use.is_empty()
    }

    /// The same with other playbooks.
    pub fn with(book: &Book, plan: &Plan, playbooks: Vec<Playbook>, issues: Vec<RuleIssue>) -> Self {
        let conditions = Vec::new();
        let mut compiler = CareCompiler {
            plan,
            issues,
            conditions,
        };
        let on = playbooks.iter().enumerate().filter(|(_, playbook)| playbook.is_on());
        let mut in_use: Vec<PlanBook> = on
            .take(MOST)
            .filter_map(|(place, playbook)| compiler.playbook(place, playbook))
            .collect();
        sort_by_key(&mut in_use, |playbook| (playbook.looks_back(), playbook.place));
        let CareCompiler { issues, conditions, .. } = compiler;
        let calendar = Calendar::of(&book.head.settings);
        let service = ServicePlan::of(book, plan);
        Self {
            doubts: doubts(&playbooks),
            playbooks,
            issues,
            conditions,
            holidays: public_holidays(&book.head.settings, &calendar),
            calendar,
            limits: limits(&plan.rulebook).0,
            from: service.from,
            service,
            in_use,
        }
    }

    /// Since when a playbook in use asks, by its place, where it was switched on behind the day from which on tasks are asked.
    pub(in crate::domain) fn switched_on(&self, playbook: usize) -> Option<Day> {
        let known = self.in_use.iter().find(|known| known.place == playbook)?;
        Some(known.since).filter(|since| *since > self.from)
    }

    /// The step of a playbook, by their places.
    pub fn step(&self, playbook: usize, step: usize) -> Option<(&Playbook, &Step)> {
        let playbook = self.playbooks.get(playbook)?;
        Some((playbook, playbook.steps.get(step)?))
    }

    /// Whether a task is a wish for a day, by its key.
    pub(super) fn is_wish(&self, key: &str) -> bool {
        let mut parts = key.split('/');
        let (Some(playbook), Some(step)) = (parts.next(), parts.next()) else {
            return false;
        };
        let playbook = self.playbooks.iter().find(|known| *known.id == *playbook);
        let step = playbook.and_then(|playbook| playbook.steps.iter().find(|known| *known.id == *step));
        step.is_some_and(|step| step.kind() == TaskKind::KeyDate)
    }

    /// The playbooks in use: those that the day's figures are enough for, and those that look at the days before.
    pub(super) fn rounds(&self) -> (&[PlanBook], &[PlanBook]) {
        let first = self.in_use.partition_point(|playbook| !playbook.looks_back());
        self.in_use.split_at(first)
    }

    /// How a step of a playbook is done.
    pub(super) fn way(&self, playbook: usize, step: usize) -> Way {
        let found = self.in_use.iter().find(|known| known.place == playbook);
        let mut steps = found
            .into_iter()
            .flat_map(|known| &known.threads)
            .flat_map(|thread| &thread.steps);
        let found = steps.find(|known| known.place == step);
        found.map_or_else(Way::default, |step| Way {
            channels: step.channels,
            desk: step.desk,
            waits: step.earliest.is_some(),
        })
    }

    /// The dimensions whose class a distance depends on.
    pub(super) fn watched(&self) -> Vec<usize> {
        let distance = |distance: &PlanDistance| match distance {
            PlanDistance::By(FactRef::Class(dimension), ..) => Some(*dimension),
            _ => None,
        };
        let threads = self.in_use.iter().flat_map(|playbook| &playbook.threads);
        let steps = threads.flat_map(|thread| &thread.steps);
        let mut all: Vec<usize> = steps
            .flat_map(|step| [Some(&step.ideal), Some(&step.latest), step.earliest.as_ref()])
            .filter_map(|of| distance(of?))
            .collect();
        sort_by_key(&mut all, |dimension| *dimension);
        all.dedup();
        all
    }
}

/// For how many days after the last complaint was solved somebody belongs to an audience, where its condition says so. An earlier complaint
/// of the same customer is followed no longer than that either: a new one does not wake it.
fn days_of_complaint(audience: &Condition) -> Option<i32> {
    let is_it = |fact: &str| {
        let metric = METRICS.get(Metric::DaysSinceComplaintResolved as usize);
        metric.is_some_and(|metric| metric.id == fact)
    };
    match audience {
        Condition::All(parts) => parts.iter().find_map(days_of_complaint),
        Condition::Leaf(leaf) if is_it(&leaf.fact) => {
            let Operand::Number(days) = leaf.value else {
                return None;
            };
            match leaf.operator {
                Operator::LessThanInclusive => Some(days.floor() as i32),
                Operator::LessThan => Some(days.ceil() as i32 - 1),
                _ => None,
            }
        }
        _ => None,
    }
}

struct CareCompiler<'a> {
    plan: &'a Plan,
    issues: Vec<RuleIssue>,
    conditions: Vec<PlanCondition>,
}

impl CareCompiler<'_> {
    fn issue(&mut self, place: String, problem: RuleProblem) {
        self.issues.push(RuleIssue { place, problem });
    }

    /// A playbook that has a fault asks nothing: it would ask the wrong people.
    fn playbook(&mut self, place: usize, playbook: &Playbook) -> Option<PlanBook> {
        let before = self.issues.len();
        let at = format!("{KEY}[{}]", playbook.id);
        if playbook.id.is_empty() || playbook.id.contains('/') {
            self.issue(format!("{at}.id"), RuleProblem::NoId);
        }
        if playbook.steps.len() > MOST {
            let (found, most) = (playbook.steps.len(), MOST);
            self.issue(format!("{at}.steps"), RuleProblem::TooMany { found, most });
        }
        let audience = self.condition(playbook.audience.as_ref(), &format!("{at}.audience"));
        let within = playbook.audience.as_ref().and_then(days_of_complaint);
        let first = self.thread(&playbook.trigger, within, &at);
        let (mut threads, mut at_thread) = (vec![first], 0);
        for (i, step) in playbook.steps.iter().enumerate().take(MOST) {
            if playbook.steps[..i].iter().any(|known| known.id == step.id) {
                self.issue(format!("{at}.steps[{i}].id"), RuleProblem::Twice(step.id.clone()));
            }
            // One that is switched off is passed over: the next one counts from the one before it.
            let Some(compiled) = self.step(i, &playbook.id, step).filter(|_| step.retired != Some(true)) else {
                continue;
            };
            if let Some(trigger) = step.trigger.as_ref().filter(|_| !compiled.from_previous) {
                at_thread = threads.len();
                threads.push(self.thread(trigger, within, &place_of_step(&playbook.id, &step.id)));
            } else if !compiled.from_previous {
                at_thread = 0;
            }
            threads[at_thread].steps.push(compiled);
        }
        (self.issues.len() == before).then(|| PlanBook {
            place,
            id: playbook.id.clone(),
            audience,
            since: playbook.since.unwrap_or(Day::MIN),
            threads,
        })
    }

    /// One without steps.
    fn thread(&mut self, trigger: &Trigger, within: Option<i32>, at: &str) -> Thread {
        Thread {
            trigger: trigger.clone(),
            before: self.condition(trigger.before.as_ref(), &format!("{at}.trigger.before")),
            within,
            steps: Vec::new(),
        }
    }

    fn step(&mut self, place: usize, playbook: &Text, step: &Step) -> Option<PlanStep> {
        let at = place_of_step(playbook, &step.id);
        if step.id.is_empty() || step.id.contains('/') {
            self.issue(format!("{at}.id"), RuleProblem::NoId);
        }
        let latest = self.distance(&step.latest, &format!("{at}.latest"))?;
        let ideal = step
            .ideal
            .as_ref()
            .map(|ideal| self.distance(ideal, &format!("{at}.ideal")));
        let earliest = step.earliest.as_ref();
        let earliest = earliest.map(|earliest| self.distance(earliest, &format!("{at}.earliest")));
        Some(PlanStep {
            place,
            id: step.id.clone(),
            when: self.condition(step.when.as_ref(), &format!("{at}.when")),
            from_previous: step.from == Some(StepFrom::Previous) && place > 0,
            earliest: earliest.flatten(),
            ideal: ideal.flatten().unwrap_or_else(|| latest.clone()),
            latest,
            channels: step.channels.iter().fold(0, |bits, kind| bits | channel_bit(*kind)),
            desk: step.desk == Some(true),
            is_wish: step.kind() == TaskKind::KeyDate,
            is_warning: step.kind() == TaskKind::Warning,
            repeat: step.repeat == Some(true),
            every: step.every.filter(|every| every.n > 0),
        })
    }

    fn condition(&mut self, when: Option<&Condition>, place: &str) -> Option<usize> {
        match self.plan.node(when?, place) {
            Ok(node) => {
                let dimensions = self.plan.looked_at(&node);
                self.conditions.push(PlanCondition { node, dimensions });
                Some(self.conditions.len() - 1)
            }
            Err(issues) => {
                self.issues.extend(issues);
                None
            }
        }
    }

    fn distance(&mut self, distance: &Distance, place: &str) -> Option<PlanDistance> {
        let (fact, values, otherwise) = match distance {
            Distance::Fixed(span) => return Some(PlanDistance::Fixed(*span)),
            Distance::By {
                fact,
                values,
                otherwise,
            } => (fact, values, otherwise),
        };
        match self.plan.fact(fact) {
            Some(found @ (FactRef::Word(_) | FactRef::Class(_))) => {
                Some(PlanDistance::By(found, values.clone(), *otherwise))
            }
            _ => {
                self.issue(format!("{place}.by"), RuleProblem::NoWord(fact.clone()));
                None
            }
        }
    }
}
