//! A field's value on its way between record and form.

use crate::domain::day::Day;
use crate::domain::kind::{Contact, ProductShare};
use crate::domain::label::Label;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::text::field as say;

/// What a field holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FieldValue {
    /// Nothing: unknown.
    #[default]
    Empty,
    /// Text, a code, or the word of a choice.
    Text(Text),
    /// A civil day.
    Date(Day),
    /// An amount.
    Money(Fen),
    /// A whole number.
    Count(u32),
    /// Several words.
    Tags(Vec<Text>),
    /// Yes or no.
    Flag(bool),
    /// Products with their shares.
    Shares(Vec<ProductShare>),
    /// Contacts.
    Contacts(Vec<Contact>),
}

/// Why a text or value cannot become a field's value, for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The reason, and what to write instead.
    pub message: Label,
}

impl FieldError {
    /// For this reason.
    pub const fn new(message: Label) -> Self {
        Self { message }
    }
}

/// A value of another kind than the field's: a mistake of the caller, said rather than swallowed.
const WRONG_KIND: FieldError = FieldError::new(say::wrong_kind());

macro_rules! takes {
    ($($(#[$doc:meta])* $name:ident: $variant:ident => $ty:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(self) -> Result<Option<$ty>, FieldError> {
            match self {
                Self::Empty => Ok(None),
                Self::$variant(value) => Ok(Some(value)),
                _ => Err(WRONG_KIND),
            }
        }
    )*};
}

impl FieldValue {
    takes! {
        /// As text.
        text: Text => Text;
        /// As a day.
        date: Date => Day;
        /// As an amount.
        money: Money => Fen;
        /// As a whole number.
        count: Count => u32;
        /// As words.
        tags: Tags => Vec<Text>;
        /// As yes or no.
        flag: Flag => bool;
        /// As products with shares.
        shares: Shares => Vec<ProductShare>;
        /// As contacts.
        contacts: Contacts => Vec<Contact>;
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

impl From<&Option<Text>> for FieldValue {
    fn from(value: &Option<Text>) -> Self {
        value.clone().map_or(Self::Empty, Self::Text)
    }
}

impl From<&Text> for FieldValue {
    fn from(value: &Text) -> Self {
        Self::Text(value.clone())
    }
}

impl From<&Option<Day>> for FieldValue {
    fn from(value: &Option<Day>) -> Self {
        value.map_or(Self::Empty, Self::Date)
    }
}

impl From<&Option<Fen>> for FieldValue {
    fn from(value: &Option<Fen>) -> Self {
        value.map_or(Self::Empty, Self::Money)
    }
}

impl From<&Option<u32>> for FieldValue {
    fn from(value: &Option<u32>) -> Self {
        value.map_or(Self::Empty, Self::Count)
    }
}

impl From<&Option<u8>> for FieldValue {
    fn from(value: &Option<u8>) -> Self {
        value.map_or(Self::Empty, |n| Self::Count(n.into()))
    }
}

impl From<&Option<bool>> for FieldValue {
    fn from(value: &Option<bool>) -> Self {
        value.map_or(Self::Empty, Self::Flag)
    }
}

impl From<&Vec<Text>> for FieldValue {
    fn from(value: &Vec<Text>) -> Self {
        if value.is_empty() {
            Self::Empty
        } else {
            Self::Tags(value.clone())
        }
    }
}
