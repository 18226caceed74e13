//! What is asked of rules in force or in draft: why a customer has a class, how far it is from another, where a dimension's borders lie
//! for one number, what becomes of a customer on its own or made up, whether an example comes out as expected.
//!
//! Answers are plain values. Must never know: how rules are edited, compared or found wanting ([`authoring`](super::authoring)).
//! Nothing here changes a rulebook.

pub mod distance;
pub mod example;
pub mod explain;
pub mod ladder;
pub mod made_up;
pub mod solo;
pub mod ties;
