//! Care: playbooks as data, and the tasks that follow from them.
//!
//! Tasks are derived: a pure function of book, rulebook and as-of date, with stable keys (`book.md`, "Playbooks and tasks"). Stored are
//! outcomes alone. A [`Playbook`] has an audience (a condition), what starts it, and steps; [`CarePlan`] is what was read and compiled of
//! it; [`TaskList`] holds the tasks of a book and follows it customer by customer.
//!
//! A step stands open from its start until it is fulfilled: by an interaction on or after the start over one of its channels, by an
//! interaction that names the task, or by an outcome. An interaction that names a wish for a day (kind `key_date`) fulfils wishes alone. One that
//! we began and that went unanswered fulfils no warning, unless it names it. Where it is fulfilled, the next step may count from that day. A step with `repeat`
//! comes again, counted from what fulfilled it; one with `every` has one place in each period since the start, so that a late contact
//! never moves the rhythm and a period that went by is not asked for any more.
//!
//! What somebody wrote down to do is a record beside the outcomes, with an id for the step and none for the day; each of its times is a
//! task like the others, for a customer or for nobody.
//!
//! Each file uses those before it only: span, playbook, shipped, contradiction, limits, edit, plan, source, keydate, start, walk, next, promise, own, outcomes, list,
//! reason, figures, dates, deed, level, arrange, desk, moved, script.

mod arrange;
mod beside;
mod contradiction;
mod dates;
mod deed;
mod desk;
mod edit;
mod figures;
mod keydate;
mod level;
mod limits;
mod list;
mod moved;
mod next;
mod outcomes;
mod own;
mod plan;
mod playbook;
mod promise;
mod reason;
mod script;
mod shipped;
mod source;
mod span;
mod start;
mod ticket;
mod walk;

pub use arrange::{contacts_in_month, deeds, planned, spread_late};
pub use contradiction::{Contradiction, StepDay, contradictions, doubts, fault_said};
pub use dates::{CustomerDates, DateState, StepDates, audience_count, audience_of, dates_of, next_of};
pub use deed::{Deed, Shift, When};
pub use desk::TaskDesk;
pub use edit::{
    add_playbook, add_step, changes_more, copy_playbook, is_said, is_shipped, move_step, switch_playbook,
    unsay_playbook, with_playbook, with_step,
};
pub use figures::{figures_of, warned_by};
pub use level::{Load, levelled, spread};
pub use limits::{Limits, MOST_CONTACTS, limits, limits_schema, set_limits};
pub use list::TaskList;
pub use moved::{Moved, MovedTask, TaskMoves, TaskRehearsal};
pub use outcomes::Outcomes;
pub use own::written_of;
pub use plan::CarePlan;
pub use playbook::{KeyDate, Milestone, MilestoneKind, Playbook, Step, StepFrom, TaskKind, Trigger, TriggerEvent};
pub use promise::promise_of;
pub use reason::{Sum, called, due_at, name_of, owner_of, sees_to, source_said, step_said, sum_of, whose, why};
pub use script::{Piece, filled, unknown_fields};
pub use shipped::playbooks;
pub(in crate::domain) use source::step_key;
pub use source::{NOBODY, PROMISE, Previous, Task, TaskSource};
pub use span::{Distance, Span, SpanUnit, span_said};
pub use start::year_without_holidays;
pub use walk::SettledBy;
pub(in crate::domain) use walk::closed_on;
