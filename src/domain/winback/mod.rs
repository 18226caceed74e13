//! Health over time, who is in danger of leaving, and what is done about it (S4 3.4): a plan with its cause, its measure, who sees to it
//! and a deadline, followed until the customer is won back or lost.
//!
//! A plan is a task that somebody wrote, with three further fields ([`crate::domain::kind::task_outcome::WIN_BACK`]): 今日 asks for it on
//! its days. Nothing of the past is stored: health on a day is worked out from what had happened by then, by the rules in force.
//!
//! Each file uses those before it only: plan, trend, desk, newly, signal, judge.

mod desk;
mod judge;
mod newly;
mod plan;
mod signal;
mod trend;

pub use desk::{BEFORE_DAYS, Endangered, Standing, WinBackDesk, WinBackRules, plans_of_one};
pub use judge::{Judgement, Look, SETTLED_DAYS, WarningDesk, WarningPlan};
pub use newly::{Newly, newly};
pub use plan::{WinBack, ended, plan_in};
pub use signal::{Fate, SIGNALS, Signal, TOO_FEW, Told, Tried, Warning};
pub use trend::{Component, HealthOn, health_on, trend};
