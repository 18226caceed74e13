//! Rules: conditions, the rulebook as data, its compiled plan, evaluation over columns, explanation.
//!
//! The rulebook is a set of decision tables with the hit policy "first match wins". It only ever looks at facts.

pub mod border;
mod compile;
pub mod condition;
pub mod difference;
pub mod distance;
pub mod edit;
pub mod evaluate;
pub mod example;
pub mod explain;
pub mod fact;
pub mod finding;
pub mod ladder;
pub mod limits;
pub mod made_up;
pub mod plan;
pub mod rulebook;
mod signal;
pub mod solo;

pub use condition::{Condition, Leaf, Operand, Operator};
pub use example::Example;
pub use rulebook::{
    Band, Class, Dimension, Hue, RfmScore, RfmThresholds, RuleIssue, Rulebook, Signal, TagRule, Term, Tone,
    WeightedScore, Weights,
};
