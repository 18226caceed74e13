//! Leads (S4): who has not dealt with us yet, how far each is, who sees to it, and what became of those of a period.
//!
//! A lead is a customer that has not dealt by the as-of day. Its deadlines are the tasks of the playbook `lead` (first contact and
//! follow-up by intent), so that what is edited there counts here. Who gets a lead follows from the regions and industries of the staff in
//! the settings, with the reason.
//!
//! Each file uses those before it only: assign, desk, funnel, objection.

mod assign;
mod desk;
mod funnel;
mod objection;

pub use assign::{Assigned, AssignedBy, assign, assignments, is_served};
pub use desk::{Lead, LeadColumn, LeadDesk, LeadIdle, LeadNext, LeadPlan};
pub use funnel::{FunnelBy, FunnelLead, FunnelRow, FunnelStep, funnel, funnel_leads};
pub use objection::{later_answer, open_objection};
