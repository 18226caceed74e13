//! Steering: what was promised to be reached, and how far it is (S1 15). A goal is a figure of the book with a baseline, an aim, and its course
//! over twelve months; nothing of it is stored but the aims and baselines that people set, in the settings.
//!
//! Each file uses those before it only: goal, share, own, desk.

mod desk;
mod goal;
mod own;
mod share;

pub use desk::{GoalDesk, GoalFigure, GoalPlan, GoalReport};
pub use goal::{Baseline, Goal, GoalOf, MOST_OWN, Measure, Standing, Target, aim, change, goals, standing};
pub use own::{How, OwnMeasure};
pub use share::{Share, Sum, costs};
