//! A number that keeps the digits it was written with, where neither fen nor whole numbers fit (shares, quantities).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

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
            return Number::deserialize(from).map(Self);
        }
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}
