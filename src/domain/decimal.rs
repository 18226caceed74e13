//! A number that keeps the digits it was written with, where neither fen nor whole numbers fit (shares, quantities).

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

use crate::domain::from_text::{FromText, read_text};

/// A finite decimal number, digit by digit as in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(Number);

impl Decimal {
    /// The number a text writes, or nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The nearest binary number.
    pub fn value(&self) -> f64 {
        self.0.as_f64().unwrap_or(f64::NAN)
    }
}

impl From<f64> for Decimal {
    fn from(value: f64) -> Self {
        Self(Number::from_f64(value).unwrap_or_else(|| Number::from(0)))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            self.0.serialize(to)
        } else {
            to.collect_str(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            return read_number(from);
        }
        read_text(from)
    }
}

impl FromText for Decimal {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        text.parse().map(Self).map_err(E::custom)
    }
}

impl FromNumber for Decimal {
    fn from_digits<E: Error>(digits: &str) -> Result<Self, E> {
        Self::from_text(digits)
    }

    fn from_number<E: Error>(number: Number) -> Result<Self, E> {
        Ok(Self(number))
    }
}

/// The name by which a reader that can is asked for a number's digits as they stand; any other hands over the number.
pub const DIGITS: &str = "guanxi::digits";

/// A value that stands in a file as a number whose digits count.
pub trait FromNumber: Sized {
    /// The value that these digits of a JSON number say.
    fn from_digits<E: Error>(digits: &str) -> Result<Self, E>;

    /// The value of a number.
    fn from_number<E: Error>(number: Number) -> Result<Self, E> {
        Self::from_digits(number.as_str())
    }
}

/// Reads a value from a number's digits.
pub fn read_number<'de, T: FromNumber, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    struct Reader<T>(PhantomData<T>);
    impl<'de, T: FromNumber> Visitor<'de> for Reader<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number")
        }

        fn visit_str<E: Error>(self, digits: &str) -> Result<T, E> {
            T::from_digits(digits)
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
            T::from_number(Number::deserialize(from)?)
        }
    }
    from.deserialize_newtype_struct(DIGITS, Reader(PhantomData))
}
