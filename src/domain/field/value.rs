//! A field's value on its way between record and form.

use crate::domain::day::{Day, Moment};
use crate::domain::decimal::Decimal;
use crate::domain::kind::{Contact, OrderItem, Product, ProductShare, Staff};
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
    /// A day, or an instant.
    Moment(Moment),
    /// An amount.
    Money(Fen),
    /// A whole number.
    Count(u32),
    /// A number, its digits kept.
    Number(Decimal),
    /// Several words.
    Tags(Vec<Text>),
    /// Yes or no.
    Flag(bool),
    /// Products with their shares.
    Shares(Vec<ProductShare>),
    /// Products with how many.
    Items(Vec<OrderItem>),
    /// Contacts.
    Contacts(Vec<Contact>),
    /// Members of staff.
    Staff(Vec<Staff>),
    /// Products of ours.
    Products(Vec<Product>),
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

/// Nothing where something must be.
pub(in crate::domain) const MISSING: FieldError = FieldError::new(say::fill_in());

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
        /// As a day or an instant.
        moment: Moment => Moment;
        /// As an amount.
        money: Money => Fen;
        /// As a whole number.
        count: Count => u32;
        /// As a number.
        number: Number => Decimal;
        /// As words.
        tags: Tags => Vec<Text>;
        /// As yes or no.
        flag: Flag => bool;
        /// As products with shares.
        shares: Shares => Vec<ProductShare>;
        /// As products with how many.
        items: Items => Vec<OrderItem>;
        /// As contacts.
        contacts: Contacts => Vec<Contact>;
        /// As members of staff.
        staff: Staff => Vec<Staff>;
        /// As products of ours.
        products: Products => Vec<Product>;
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

macro_rules! from {
    ($($ty:ty => $variant:ident;)*) => {$(
        impl From<&$ty> for FieldValue {
            fn from(value: &$ty) -> Self {
                Self::$variant(value.clone())
            }
        }

        impl From<&Option<$ty>> for FieldValue {
            fn from(value: &Option<$ty>) -> Self {
                value.clone().map_or(Self::Empty, Self::$variant)
            }
        }
    )*};
}

from! {
    Text => Text;
    Day => Date;
    Moment => Moment;
    Fen => Money;
    u32 => Count;
    Decimal => Number;
    bool => Flag;
}

impl From<&Option<u8>> for FieldValue {
    fn from(value: &Option<u8>) -> Self {
        value.map_or(Self::Empty, |n| Self::Count(n.into()))
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
