//! The record kinds of `book.md`, one file a kind.
//!
//! Every record is a [`crate::record!`] struct: new fields go to its end (see `domain::record`). What links the kinds to
//! tables, changes and the store is the one list in [`crate::for_each_kind`].

pub mod audit;
pub mod campaign;
pub mod customer;
pub mod handover;
pub mod interaction;
mod label;
pub mod order;
pub mod points;
pub mod review;
pub mod rule_version;
pub mod settings;
pub mod task_outcome;
pub mod ticket;

pub use audit::AuditEntry;
pub use campaign::Campaign;
pub use customer::{ClassOverride, Contact, Contract, Customer, CustomerKind, Intent, Preferences, ProductShare};
pub use handover::{Handover, Seen, TakenOver};
pub use interaction::{Direction, Interaction, InteractionKind};
pub use order::{Order, OrderItem};
pub use points::{MOST_POINTS, PointsEntry};
pub use review::{Decision, Review};
pub use rule_version::{RuleVersion, Rules};
pub use settings::{CalendarDay, Product, Settings, Staff};
pub use task_outcome::TaskOutcome;
pub use ticket::{Severity, Ticket, TicketKind};
