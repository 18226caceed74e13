//! The comparisons that a condition may make.

use crate::words;

words! {
    /// How a leaf compares a fact with its value.
    pub enum Operator {
        /// The same.
        Equal = "equal",
        /// Known, and not the same.
        NotEqual = "notEqual",
        /// Smaller.
        LessThan = "lessThan",
        /// Smaller or the same.
        LessThanInclusive = "lessThanInclusive",
        /// Greater.
        GreaterThan = "greaterThan",
        /// Greater or the same.
        GreaterThanInclusive = "greaterThanInclusive",
        /// One of a list.
        In = "in",
        /// Known, and none of a list.
        NotIn = "notIn",
        /// The fact is a list that holds the value.
        Contains = "contains",
        /// The fact is a list that does not hold the value.
        DoesNotContain = "doesNotContain",
    }
}

impl Operator {
    /// Whether it compares sizes.
    pub fn is_order(self) -> bool {
        matches!(
            self,
            Self::LessThan | Self::LessThanInclusive | Self::GreaterThan | Self::GreaterThanInclusive
        )
    }

    /// Whether its value is a list.
    pub fn takes_list(self) -> bool {
        matches!(self, Self::In | Self::NotIn)
    }
}
