//! Changes: what a command does to the book, with the images before and after.
//!
//! Undo, the audit trail, the store's journal and merging another book all hang on this one value.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::held::Held;
use crate::domain::kind::Settings;
use crate::domain::label::Label;
use crate::domain::rule::Rulebook;

/// A record before and after: put (no before), changed, or removed (no after).
#[derive(Clone, Debug, PartialEq)]
pub struct Delta<R> {
    /// The record before, unless it is new.
    pub before: Option<Held<R>>,
    /// The record after, unless it is removed.
    pub after: Option<Held<R>>,
}

impl<R> Delta<R> {
    /// A record that was not there.
    pub fn put(after: R) -> Self {
        Self {
            before: None,
            after: Some(Held::new(after)),
        }
    }

    /// The way back.
    pub fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }

    /// The record that names this delta: the later one where there is one.
    pub fn any(&self) -> Option<&Held<R>> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// What a book has once: settings, rulebook, and the top-level keys of the file that this version does not know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Who we are and how we work.
    #[serde(default)]
    pub settings: Settings,
    /// How we classify.
    #[serde(default)]
    pub rulebook: Rulebook,
    /// The hand-overs that were taken in, the earliest first: [`TakenOver::all`](crate::domain::kind::TakenOver::all) reads them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handovers: Vec<Value>,
    /// Unknown top-level keys of the book file.
    #[serde(default)]
    pub unknown: Map<String, Value>,
    /// Whether this is the sample book.
    #[serde(default)]
    pub sample: bool,
}

/// Calls a macro with every record kind: `Variant(Type) in table = "kind"`. A kind is added here and in `domain::kind`.
#[macro_export]
macro_rules! for_each_kind {
    ($use:ident) => {
        $use! {
            Customer(Customer) in customers = "customers";
            Order(Order) in orders = "orders";
            Interaction(Interaction) in interactions = "interactions";
            Ticket(Ticket) in tickets = "tickets";
            Campaign(Campaign) in campaigns = "campaigns";
            Points(PointsEntry) in points = "points";
            TaskOutcome(TaskOutcome) in task_outcomes = "task_outcomes";
            Review(Review) in reviews = "reviews";
            Audit(AuditEntry) in audit = "audit";
            RuleVersion(RuleVersion) in rule_versions = "rule_versions";
        }
    };
}

macro_rules! define_changes {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Kind { $(#[doc = concat!("`", $word, "` of the book.")] $variant,)* }

        impl Kind {
            /// Every kind, in the order of the book file.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key of the kind's array in the book file.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        /// One record's change, or the head's.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Change {
            $(#[doc = concat!("A record of `", $word, "`.")] $variant(Delta<$crate::domain::kind::$ty>),)*
            /// Settings, rulebook or unknown keys.
            Head {
                /// The head before.
                before: Box<Head>,
                /// The head after.
                after: Box<Head>,
            },
        }

        impl Change {
            /// The way back.
            pub fn inverse(self) -> Self {
                match self {
                    $(Self::$variant(delta) => Self::$variant(delta.inverse()),)*
                    Self::Head { before, after } => Self::Head { before: after, after: before },
                }
            }

            /// Whether it changes nothing.
            pub fn is_idle(&self) -> bool {
                match self {
                    $(Self::$variant(delta) => delta.before == delta.after,)*
                    Self::Head { before, after } => before == after,
                }
            }
        }

        $(impl From<Delta<$crate::domain::kind::$ty>> for Change {
            fn from(delta: Delta<$crate::domain::kind::$ty>) -> Self {
                Self::$variant(delta)
            }
        })*
    };
}
for_each_kind!(define_changes);

impl Change {
    /// The customer that an event belongs to after this change.
    pub fn owner_after(&self) -> Option<&str> {
        macro_rules! owner {
            ($delta:ident) => {
                $delta
                    .after
                    .as_ref()
                    .map(|r| r.packed_owner().unwrap_or_else(|| r.customer.as_str()))
            };
        }
        match self {
            Self::Order(d) => owner!(d),
            Self::Interaction(d) => owner!(d),
            Self::Ticket(d) => owner!(d),
            Self::Points(d) => owner!(d),
            Self::Review(d) => owner!(d),
            _ => None,
        }
    }
}

/// What one command does, under the name that undo and the audit trail show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeSet {
    /// The command in words.
    pub label: Label,
    /// What changes, at most once a record.
    pub changes: Vec<Change>,
}

impl ChangeSet {
    /// The way back, under the same name.
    pub fn inverse(self) -> Self {
        Self {
            label: self.label,
            changes: self.changes.into_iter().rev().map(Change::inverse).collect(),
        }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
