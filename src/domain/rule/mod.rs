//! Rules: conditions, the rulebook as data, its compiled plan, evaluation over columns, explanation.
//!
//! The rulebook is a set of decision tables with the hit policy "first match wins". It only ever looks at facts.

mod compile;
pub mod condition;
pub mod evaluate;
pub mod explain;
pub mod fact;
pub mod finding;
pub mod ladder;
pub mod plan;
pub mod rulebook;

pub use condition::{Condition, Leaf, Operand, Operator};
pub use rulebook::{Band, Class, Dimension, RfmScore, RuleIssue, Rulebook, TagRule, Term, WeightedScore, Weights};
