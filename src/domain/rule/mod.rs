//! Rules: conditions, the rulebook as data, what can be wrong with one, its compiled plan, evaluation over columns.
//!
//! The rulebook is a set of decision tables with the hit policy "first match wins". It only ever looks at facts.
//!
//! Must never know: what is asked of rules ([`inquiry`](super::inquiry)) and what people do to them
//! ([`authoring`](super::authoring)). Each file uses those before it only:
//! operator, problem, condition, example, rulebook, names, fact, limits, signal, plan, compile, evaluate.

mod compile;
pub mod condition;
pub mod evaluate;
mod example;
pub mod fact;
pub mod limits;
pub mod names;
mod operator;
pub mod plan;
mod problem;
pub mod rulebook;
mod signal;

pub use condition::{Condition, Leaf, Operand};
pub use example::Example;
pub use operator::Operator;
pub use problem::{RuleIssue, RuleProblem};
pub use rulebook::{
    Band, Class, Dimension, Hue, RfmScore, RfmThresholds, Rulebook, Signal, TagRule, Term, Tone, WeightedScore, Weights,
};
pub(in crate::domain) use signal::expanded;
