//! Steering: what was promised to be reached, and how far it is (S1 15). A goal is a figure of the book with a baseline, an aim, and its course
//! over twelve months; nothing of it is stored but the aims and baselines that people set, in the settings.
//!
//! The monthly review of complaints counts what the goal of complaints counts.
//!
//! Each file uses those before it only: measure, share, own, goal, plan, desk, complaint, improvement.

mod complaint;
mod desk;
mod goal;
mod improvement;
mod measure;
mod own;
mod plan;
mod share;

pub use complaint::{Bar, Complaint, ComplaintMonth};
pub use desk::{GoalDesk, GoalFigure, GoalReport};
pub use goal::{Baseline, Goal, GoalOf, MOST_OWN, Standing, aim, aims_beyond, change, goals, standing};
pub use improvement::{Improvement, ended_improvement, improvements, later_improvements};
pub use measure::{Measure, Target};
pub use own::{How, OwnMeasure, range_of};
pub use plan::GoalPlan;
pub use share::{Share, Sum, costs};
