//! A hand-over: customers of one owner that go to a colleague in a file of their own, and what a book remembers of those it took in.

use serde_json::Value;

use crate::domain::day::{Day, Moment};
use crate::domain::id::CustomerId;
use crate::domain::record::Text;
use crate::record;

record! {
    /// What the file of a hand-over says of itself, under its key `handover`.
    pub struct Handover {
        /// Tells hand-overs apart, however often a file is copied.
        id: Text = required,
        /// Whose customers they were.
        from: Option<Text>,
        /// Who takes them on.
        to: Option<Text>,
        /// From which day on.
        on: Option<Day>,
        /// When the file was made.
        made: Option<Moment>,
        /// Who made it.
        by: Option<Text>,
        /// What the receiver should know.
        note: Option<Text>,
        /// What the giver had once taken in of these customers: the common ground of both books.
        seen: Vec<Seen>,
    }
}

record! {
    /// What was handed over of one customer, as marks ([`crate::domain::handover::mark`]) that tell no name and no number.
    pub struct Seen {
        /// Whose.
        customer: CustomerId = required,
        /// Eight hexadecimal digits a value.
        marks: Text = required,
    }
}

record! {
    /// A hand-over that a book has taken in.
    pub struct TakenOver {
        /// That of the file.
        id: Text = required,
        /// Whose customers they were.
        from: Option<Text>,
        /// Who took them on.
        to: Option<Text>,
        /// When the file was made.
        made: Option<Moment>,
        /// When it was taken in first.
        taken: Option<Moment>,
        /// How many records of it were taken in, its customers not counted.
        records: Option<u32>,
        /// Its customers that were taken in, as the file had them.
        seen: Vec<Seen>,
    }
}

impl TakenOver {
    /// Those that a book remembers, from what its head keeps. It keeps them unread: only who gives or takes a hand-over needs them, and the
    /// code that reads them is not in what everybody downloads first.
    pub fn all(kept: &[Value]) -> Vec<Self> {
        let read = |kept: &Value| serde_json::from_value(kept.clone()).ok();
        kept.iter().filter_map(read).collect()
    }

    /// As the head keeps them.
    pub fn kept(all: &[Self]) -> Vec<Value> {
        let kept = |one: &Self| serde_json::to_value(one).ok();
        all.iter().filter_map(kept).collect()
    }
}
