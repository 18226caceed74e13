//! The rules in order: what each wants, what the customer has, and how far the two are apart.

use super::Ground;
use super::held::fact_value;
use crate::domain::inquiry::explain::{Actual, Decided, Explanation, LeafTrace, RuleStep, Trace};
use crate::domain::inquiry::ladder::Ladder;
use crate::domain::report::change::no_rate;
use crate::domain::rule::plan::PlanDimension;
use crate::ui::text::names;

/// How a rule or a part of it came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It does not, because nothing is known.
    Missing,
    /// An earlier one had decided.
    Untried,
}

/// A part of a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct RulePart {
    /// How deep it stands.
    pub depth: usize,
    /// How it came out.
    pub hit: Hit,
    /// What it wants.
    pub text: String,
    /// What the customer has; empty for a list of parts.
    pub actual: String,
    /// How far the two are apart; empty where there is no distance.
    pub apart: String,
    /// The dimension whose class it looks at: that has a slip of its own.
    pub goes: Option<usize>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// How it came out.
    pub hit: Hit,
    /// Whether it decided the class.
    pub decides: bool,
    /// The class it leads to, or the tag.
    pub class: String,
    /// What it wants, where that is one comparison or was not tried.
    pub text: String,
    /// Distance or outcome.
    pub note: String,
    /// Its parts, where it has more than one.
    pub parts: Vec<RulePart>,
}

impl Ground<'_> {
    /// What the customer has of a fact in words; of a change that no percentage tells, why.
    pub(super) fn actual(&self, fact: &str, actual: &Actual) -> String {
        let row = self.world.ledger.row(self.slot);
        match no_rate(row, self.world.evaluation.as_of, fact) {
            Some(why) => self.t().label(&why.label()),
            None => self.with_figure(fact, self.words.actual(fact, actual)),
        }
    }

    /// The class of an earlier dimension with the figure that it comes from: `风险（健康分47.5分）`.
    fn with_figure(&self, fact: &str, class: String) -> String {
        let plan = self.words.plan;
        let ladder = plan.dimension(fact).and_then(|at| Some((at, Ladder::of(plan, at)?)));
        let figure = ladder.and_then(|(at, ladder)| match self.explainer.actual(&ladder.fact, at) {
            Actual::Number(value) => Some(fact_value(self.words, &ladder.fact, value)),
            _ => None,
        });
        figure.map_or(class.clone(), |figure| self.t().in_brackets_after(class, figure))
    }

    pub(super) fn rules(&self, dim: &PlanDimension, explained: &Explanation) -> Vec<Rule> {
        let rule = |(i, step): (usize, &RuleStep)| {
            let class = names::short_class(self.lang(), dim, &step.class);
            match (&step.trace, step.tried) {
                (Some(trace), true) => Rule {
                    decides: explained.decided == Decided::Rule(i),
                    ..self.tried(class, trace)
                },
                (Some(_), false) => self.untried(class, self.wanted(dim, i)),
                (None, _) => {
                    let takes = explained.class.as_deref() == Some(&*step.class);
                    let decides = takes && explained.decided == Decided::Otherwise;
                    let is_reached = |step: &RuleStep| step.trace.as_ref().is_some_and(Trace::holds);
                    let by_hand = explained.decided == Decided::ByHand && !explained.steps.iter().any(is_reached);
                    self.rest(class, decides, decides || by_hand)
                }
            }
        };
        explained.steps.iter().enumerate().map(rule).collect()
    }

    pub(super) fn tag_rule(&self, name: &str, trace: &Trace) -> Rule {
        Rule {
            decides: trace.holds(),
            ..self.tried(name.to_owned(), trace)
        }
    }

    fn tried(&self, class: String, trace: &Trace) -> Rule {
        let t = self.t();
        let hit = outcome(trace);
        let outcome = match hit {
            Hit::Holds => t.rule_holds(),
            Hit::Missing => t.no_data(),
            _ => t.rule_fails(),
        };
        let (text, note, parts) = match trace {
            Trace::Leaf(leaf) => {
                let text = self.words.short_leaf(&leaf.fact, leaf.operator, &leaf.value);
                let note = match self.apart(leaf) {
                    Some(apart) => apart,
                    None => self.actual(&leaf.fact, &leaf.actual),
                };
                // A word or a class is a part of its own: it shows what the customer has, and leads to its slip.
                let parts = self.goes(leaf).map(|_| self.parts(trace, 0)).unwrap_or_default();
                if parts.is_empty() {
                    (text, note, parts)
                } else {
                    (String::new(), outcome.to_owned(), parts)
                }
            }
            _ => (String::new(), outcome.to_owned(), self.parts(trace, 0)),
        };
        Rule {
            hit,
            decides: false,
            class,
            text,
            note,
            parts,
        }
    }

    fn untried(&self, class: String, text: String) -> Rule {
        Rule {
            hit: Hit::Untried,
            decides: false,
            class,
            text,
            note: self.t().not_tried().to_owned(),
            parts: Vec::new(),
        }
    }

    fn rest(&self, class: String, decides: bool, holds: bool) -> Rule {
        let rest = self.untried(class, self.t().rest().to_owned());
        match holds {
            true => Rule {
                hit: Hit::Holds,
                decides,
                note: self.t().rule_holds().to_owned(),
                ..rest
            },
            false => Rule { decides, ..rest },
        }
    }

    fn wanted(&self, dim: &PlanDimension, class: usize) -> String {
        use crate::domain::rule::Condition;
        match dim.classes.get(class).and_then(|c| c.when.as_ref()) {
            Some(Condition::Leaf(leaf)) => self.words.short_leaf(&leaf.fact, leaf.operator, &leaf.value),
            Some(when) => self.words.condition(when),
            None => self.t().rest().to_owned(),
        }
    }

    /// The parts of a condition as an indented list.
    fn parts(&self, trace: &Trace, depth: usize) -> Vec<RulePart> {
        let t = self.t();
        let head = |text: &str| RulePart {
            depth,
            hit: outcome(trace),
            text: text.to_owned(),
            actual: String::new(),
            apart: String::new(),
            goes: None,
        };
        let under = |head: RulePart, parts: &[Trace]| {
            let below = parts.iter().flat_map(|p| self.parts(p, depth + 1));
            std::iter::once(head).chain(below).collect()
        };
        match trace {
            // A list of one is its part.
            Trace::All(_, parts) | Trace::Any(_, parts) if parts.len() == 1 => {
                parts.iter().flat_map(|part| self.parts(part, depth)).collect()
            }
            Trace::All(_, parts) => under(head(t.all_of()), parts),
            Trace::Any(_, parts) => under(head(t.any_of()), parts),
            Trace::Not(_, part) => under(head(t.none_of()), std::slice::from_ref(&**part)),
            Trace::Leaf(leaf) => vec![self.leaf(leaf, depth)],
        }
    }

    fn leaf(&self, leaf: &LeafTrace, depth: usize) -> RulePart {
        RulePart {
            depth,
            hit: hit(leaf),
            text: self.words.leaf(&leaf.fact, leaf.operator, &leaf.value),
            actual: self.actual(&leaf.fact, &leaf.actual),
            apart: self.apart(leaf).unwrap_or_default(),
            goes: self.goes(leaf),
        }
    }

    /// How far the customer is from a line, where that can be told.
    fn apart(&self, leaf: &LeafTrace) -> Option<String> {
        let row = self.world.ledger.row(self.slot);
        if no_rate(row, self.world.evaluation.as_of, &leaf.fact).is_some() {
            return None;
        }
        let distance = self.words.distance(leaf)?;
        Some(distance.words(self.lang()) + self.as_declared(&leaf.fact))
    }

    /// The dimension that a fact is the class or the score of.
    fn goes(&self, leaf: &LeafTrace) -> Option<usize> {
        self.words
            .plan
            .dimensions
            .iter()
            .position(|d| d.id == leaf.fact && d.text_of.is_none())
    }
}

fn hit(leaf: &LeafTrace) -> Hit {
    match (leaf.holds, &leaf.actual) {
        (true, _) => Hit::Holds,
        (false, Actual::Missing) => Hit::Missing,
        (false, _) => Hit::Fails,
    }
}

/// A condition that fails is missing something only where nothing of it is known.
fn outcome(trace: &Trace) -> Hit {
    if trace.holds() {
        return Hit::Holds;
    }
    let leaves = trace.leaves();
    let blind = !leaves.is_empty() && leaves.iter().all(|leaf| leaf.actual == Actual::Missing);
    if blind { Hit::Missing } else { Hit::Fails }
}
