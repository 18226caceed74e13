//! A review decision: a person confirms or holds a customer's move between classes (S2 step 4).

use crate::domain::day::Moment;
use crate::domain::id::{CustomerId, ReviewId};
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// What was decided of a move.
    pub enum Decision {
        /// The move is right.
        Confirm = "confirm",
        /// The customer stays where it was.
        Hold = "hold",
    }
}

record! {
    /// A decision on one move.
    pub struct Review {
        /// The stable id.
        id: ReviewId = required,
        /// Who moved.
        customer: CustomerId = required,
        /// In which dimension.
        dimension: Text = required,
        /// When it was decided.
        at: Moment = required,
        /// The class before.
        from: Option<Text>,
        /// The class after.
        to: Option<Text>,
        /// What was decided.
        decision: Option<Decision>,
        /// Why.
        reason: Option<Text>,
        /// What will be done.
        action: Option<Text>,
        /// Who decided.
        by: Option<Text>,
    }
}
