//! Money: whole fen, never binary fractions. `book.md` writes yuan with at most two decimals.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::decimal::{FromNumber, read_number};

/// An amount in fen (1/100 yuan). In JSON it is a number of yuan with at most two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// The largest amount the product takes: 999,999,999,999.99 yuan. Ninety thousand such still sum without overflow.
pub const MAX_FEN: i64 = 99_999_999_999_999;

impl Fen {
    /// The amount in yuan, for metrics and rules (exact up to 2^53 fen).
    pub fn yuan(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Reads a plain decimal number of yuan, an exponent allowed (`1.2e3`). More than two decimals are refused, not rounded.
    pub fn parse_yuan(text: &str) -> Result<Self, MoneyError> {
        plain_yuan(text).map_or_else(|| Self::parse_any(text), Ok)
    }

    fn parse_any(text: &str) -> Result<Self, MoneyError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| MoneyError::NotANumber)?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(MoneyError::NotANumber);
        }
        let mut all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if !all.iter().all(u8::is_ascii_digit) {
            return Err(MoneyError::NotANumber);
        }
        // The value is `all` × 10^(scale), in fen 10^(scale + 2).
        let mut scale = i64::from(exponent) - fraction.len() as i64 + 2;
        while scale < 0 && all.last() == Some(&b'0') {
            all.pop();
            scale += 1;
        }
        if all.iter().all(|d| *d == b'0') {
            return Ok(Self(0));
        }
        if scale < 0 {
            return Err(MoneyError::TooManyDecimals);
        }
        let fen = all
            .iter()
            .map(|d| i64::from(d - b'0'))
            .chain(std::iter::repeat_n(0, scale.min(40) as usize))
            .try_fold(0i64, |sum, d| {
                sum.checked_mul(10)?.checked_add(d).filter(|s| *s <= MAX_FEN)
            })
            .ok_or(MoneyError::TooLarge)?;
        Ok(Self(if negative { -fen } else { fen }))
    }
}

/// The usual spelling: up to twelve digits, then at most two decimals. Nothing for any other.
fn plain_yuan(text: &str) -> Option<Fen> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |text: &str| {
        text.bytes().try_fold(0i64, |sum, d| {
            d.is_ascii_digit().then(|| sum * 10 + i64::from(d - b'0'))
        })
    };
    let cents = match fraction.len() {
        1 => digits(fraction)? * 10,
        2 => digits(fraction)?,
        _ => return None,
    };
    (1..=12).contains(&whole.len()).then_some(())?;
    Some(Fen(digits(whole)? * 100 + cents))
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Not a decimal number.
    NotANumber,
    /// More than two decimals.
    TooManyDecimals,
    /// More than 999,999,999,999.99 yuan.
    TooLarge,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not an amount in yuan",
            Self::TooManyDecimals => "an amount has at most two decimals",
            Self::TooLarge => "an amount is at most 999,999,999,999.99 yuan",
        })
    }
}

/// Yuan with as few decimals as it needs: `128000`, `0.5`, `36.80` is written `36.8`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (yuan, fen) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (fen, fen % 10) {
            (0, _) => write!(f, "{sign}{yuan}"),
            (_, 0) => write!(f, "{sign}{yuan}.{}", fen / 10),
            _ => write!(f, "{sign}{yuan}.{fen:02}"),
        }
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if !to.is_human_readable() {
            return to.serialize_i64(self.0);
        }
        // A `Number` from text keeps the digits as they are: no detour over binary fractions.
        let number: serde_json::Number = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        number.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return i64::deserialize(from).map(Self);
        }
        read_number(from)
    }
}

impl FromNumber for Fen {
    fn from_digits<E: Error>(digits: &str) -> Result<Self, E> {
        Self::parse_yuan(digits).map_err(|e| E::custom(format_args!("{digits}: {e}")))
    }
}

impl Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Fen {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Fen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let table: [(&str, Result<i64, MoneyError>); 14] = [
            ("0", Ok(0)),
            ("-0.00", Ok(0)),
            ("1", Ok(100)),
            ("0.1", Ok(10)),
            ("1.005", Err(MoneyError::TooManyDecimals)),
            ("1.000", Ok(100)),
            ("77183.6", Ok(7_718_360)),
            ("1.2e3", Ok(120_000)),
            ("1e-2", Ok(1)),
            ("1e-3", Err(MoneyError::TooManyDecimals)),
            ("-12.34", Ok(-1234)),
            ("999999999999.99", Ok(MAX_FEN)),
            ("1000000000000", Err(MoneyError::TooLarge)),
            ("1e400", Err(MoneyError::TooLarge)),
        ];
        for (text, expected) in table {
            assert_eq!(Fen::parse_yuan(text).map(|m| m.0), expected, "{text}");
        }
        for text in ["", "-", ".", "NaN", "1,000", "1.2.3", "e5", "１"] {
            assert_eq!(Fen::parse_yuan(text), Err(MoneyError::NotANumber), "{text}");
        }
    }

    #[test]
    fn every_amount_up_to_ten_yuan_survives_json() {
        for fen in -1000..=1000 {
            let json = serde_json::to_string(&Fen(fen)).unwrap();
            assert_eq!(serde_json::from_str::<Fen>(&json).unwrap(), Fen(fen), "{json}");
        }
        assert_eq!(serde_json::to_string(&Fen(7_718_360)).unwrap(), "77183.6");
    }
}
