//! What input a field takes.

use super::Choices;
use crate::domain::change::Kind;
use crate::domain::label::Label;

/// What input a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The record's id: shown, never edited.
    Id,
    /// The id of a record of another kind.
    Link(Kind),
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// One of a list.
    Choice(Choices),
    /// A civil day.
    Date(Tense),
    /// A day, with a time where it is known.
    Moment(Tense),
    /// An amount; the unit is the one a bare number is read in.
    Money(Unit),
    /// An amount that may be negative: a return.
    SignedMoney(Unit),
    /// A whole number.
    Count,
    /// A number, its digits kept as written.
    Number,
    /// 1 to 5.
    Grade,
    /// A unified social credit code (GB 32100).
    Code,
    /// A way to reach a person; masked unless the user chooses otherwise (S2).
    Reach(Reach),
    /// Several words.
    Tags,
    /// Yes or no.
    Flag,
    /// Products with their shares.
    Shares,
    /// Products with how many.
    Items,
    /// Further contacts: edited in a form of their own.
    Contacts,
    /// The people who work with the book: edited in a form of their own.
    Staff,
    /// What the company sells: edited in a form of its own.
    Products,
}

/// Which day a date without a year means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// The last one: what an order's day is.
    Past,
    /// The next one: what a promise or a due date is.
    Future,
    /// The one in the year of today.
    Either,
    /// None: a birthday or a founding day is of a year long ago that nobody can guess, and must say it.
    Born,
}

/// The unit that an amount is entered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 万元.
    Wan,
}

impl Unit {
    /// The word inside the input.
    pub fn label(self) -> Label {
        match self {
            Self::Yuan => Label::fixed("元", "CNY"),
            Self::Wan => Label::fixed("万元", "10k CNY"),
        }
    }
}

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Telephone, mostly mobile.
    Phone,
    /// E-mail.
    Email,
    /// WeChat.
    Wechat,
}
