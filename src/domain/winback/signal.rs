//! What warnings are given by, and what becomes of them.

use crate::domain::day::Day;
use crate::domain::record::Text;
use crate::words;

/// So many settled warnings are too few to tell how good they are.
pub const TOO_FEW: usize = 20;
words! {
    /// What became of a warning.
    pub enum Fate {
        /// No order in the 90 days after it.
        Lost = "lost",
        /// An order in those days.
        Kept = "kept",
        /// The same, and a plan to win the customer back ran.
        WonBack = "won_back",
        /// The 90 days are not over.
        Open = "open",
    }
}

/// What a warning may be given by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The rules in force on that day: health or risk worse than the best class.
    Rules,
    /// The rules in force now, as if they had been all along.
    Now,
    /// Contacts of 60 days fewer than in the 60 before, by more than so many per cent.
    Drop(u8),
    /// No order for more than so many days.
    Quiet(u16),
}

/// The signals that are compared.
pub const SIGNALS: [Signal; 12] = [
    Signal::Rules,
    Signal::Now,
    Signal::Drop(10),
    Signal::Drop(20),
    Signal::Drop(30),
    Signal::Drop(40),
    Signal::Drop(50),
    Signal::Quiet(30),
    Signal::Quiet(60),
    Signal::Quiet(90),
    Signal::Quiet(120),
    Signal::Quiet(180),
];

/// How often a signal warned, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Settled warnings whose customer was lost.
    pub lost: usize,
    /// Whose customer stayed.
    pub kept: usize,
    /// Whose customer was won back.
    pub won_back: usize,
    /// Customers who stopped ordering, and of whom it said nothing at the end of that month, nor of the next.
    pub missed: usize,
}

impl Tried {
    /// All settled warnings.
    pub fn warned(self) -> usize {
        self.lost + self.kept + self.won_back
    }

    pub(super) fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.kept += other.kept;
        self.won_back += other.won_back;
        self.missed += other.missed;
    }
}

/// A warning of any signal, or that there was none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The place of the signal among [`SIGNALS`].
    pub signal: u8,
    /// The end of a month that it is of.
    pub on: Day,
    /// What became of it; nothing where the signal missed who stopped then.
    pub fate: Option<Fate>,
}

/// A warning that the rules of its day give.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The customer's slot.
    pub customer: u32,
    /// The day that it is of.
    pub on: Day,
    /// What became of it.
    pub fate: Fate,
    /// What was done, where a plan ran.
    pub measure: Option<Text>,
}
