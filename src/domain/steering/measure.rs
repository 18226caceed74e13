//! What S1 asks to be measured, and what it asks for.

use crate::domain::metric::Unit;
use crate::words;

words! {
    /// What S1 asks to be measured.
    pub enum Measure {
        /// How complete the sheets are.
        Completeness = "information_completeness",
        /// How many contacts are answered.
        Response = "response_rate",
        /// What a new customer costs.
        Acquisition = "acquisition_cost",
        /// How many core customers order again.
        Repurchase = "repurchase_rate",
        /// How many complaints are solved in time.
        InTime = "complaints_in_time",
        /// How satisfied customers are.
        Satisfaction = "satisfaction",
        /// What a customer has bought.
        Lifetime = "lifetime_value",
        /// How many offers are accepted.
        CrossSelling = "cross_selling",
    }
}

impl Measure {
    /// What its figure counts.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Acquisition | Self::Lifetime => Unit::Yuan,
            Self::Satisfaction => Unit::Points,
            _ => Unit::Share,
        }
    }

    /// What S1 asks for.
    pub const fn target(self) -> Target {
        match self {
            Self::Completeness => Target::Value(0.95),
            Self::Response => Target::Change(0.2),
            Self::Acquisition => Target::Change(-0.3),
            Self::Repurchase => Target::Change(0.25),
            Self::InTime => Target::Value(1.0),
            Self::Satisfaction => Target::Value(85.0),
            Self::Lifetime => Target::Change(0.35),
            Self::CrossSelling => Target::Value(0.15),
        }
    }

    /// Whether the book tells what it was on an earlier day. Records have no history: how complete a sheet was nobody knows later.
    pub const fn has_history(self) -> bool {
        !matches!(self, Self::Completeness)
    }

    /// Whether less is better.
    pub const fn falls(self) -> bool {
        matches!(self, Self::Acquisition)
    }
}

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A figure.
    Value(f64),
    /// The baseline and so much of it more, or less.
    Change(f64),
}
