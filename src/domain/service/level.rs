//! Service levels as data: for which tickets, what is measured, within how long.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::field::half_width;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::domain::schema::Schema;
use crate::{record, words};

words! {
    /// What is measured.
    pub enum Measure {
        /// From the opening to the first answer.
        Response = "response",
        /// From the opening to the solution.
        Solve = "solve",
        /// From the solution to the revisit.
        Revisit = "revisit",
    }
    /// What a clock counts.
    pub enum LevelUnit {
        /// Every hour.
        Hours = "hours",
        /// The hours that are worked.
        WorkingHours = "working_hours",
        /// 24 hours each.
        Days = "days",
        /// As many working hours as a working day has.
        WorkingDays = "working_days",
        /// 7 days each.
        Weeks = "weeks",
    }
}

impl LevelUnit {
    /// Whether only the hours that are worked count.
    pub fn is_worked(self) -> bool {
        matches!(self, Self::WorkingHours | Self::WorkingDays)
    }
}

/// The least of any unit that a level may have: of hours six minutes. What is less is a slip of the hand.
pub const LEAST: f64 = 0.1;
/// So many days a clock is looked at; a level may want two of three, since only some are worked.
const MOST_DAYS: f64 = 4_000.0;

impl LevelUnit {
    /// The most that a level may have, so that its clock finds an end: that looks at 6,000 days, of which in a year of many feasts two of
    /// three are worked, and a day of work may be as short as an hour.
    pub fn most(self) -> f64 {
        match self {
            Self::Hours => MOST,
            Self::WorkingHours | Self::Days | Self::WorkingDays => MOST_DAYS,
            Self::Weeks => (MOST_DAYS / 7.0).floor(),
        }
    }
}

/// So many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Within {
    /// How many; parts of one as well.
    pub n: f64,
    /// Of what.
    pub unit: LevelUnit,
}

impl Within {
    /// What somebody typed, in digits of any width; nothing where it is no number, or one that no clock keeps.
    pub fn typed(text: &str, unit: LevelUnit) -> Option<Self> {
        let n = half_width(text).parse::<f64>().ok()?;
        (LEAST..=unit.most()).contains(&n).then_some(Self { n, unit })
    }
}

/// The most of any unit.
pub(super) const MOST: f64 = 10_000.0;

impl Schema for Within {
    fn schema() -> Value {
        let n = json!({"type": "number", "minimum": 0, "maximum": MOST});
        json!({"type": "object", "properties": {"n": n, "unit": LevelUnit::schema()}, "required": ["n", "unit"]})
    }
}

record! {
    /// A service level. Of several for one measure the first that fits counts.
    pub struct ServiceLevel {
        /// The stable id.
        id: Text = required,
        /// Its name; without one it is called by what it measures.
        name: Option<Text>,
        /// The same in English, where it has one.
        name_en: Option<Text>,
        /// For which tickets: `kind`, `severity`, and any fact of the customer as `customer.NAME`; without a condition for all.
        when: Option<Condition>,
        /// What is measured.
        measure: Measure = required,
        /// Within how long.
        within: Within = required,
        /// Where it is from: S1 to S4, or a person.
        source: Option<Text>,
        /// Switched off.
        retired: Option<bool>,
    }
}

impl ServiceLevel {
    /// Its name in both languages.
    pub fn label(&self) -> Label {
        let name = self.name.as_deref().unwrap_or(&self.id);
        Label::made(name.to_owned(), self.name_en.as_deref().unwrap_or(name).to_owned())
    }
}
