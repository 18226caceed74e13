//! A range of a metric's values, as lists and reports count them: one text, so that a number on a board opens exactly its rows.

use std::fmt;

/// From a value up, below another; an open end is written as nothing: `0.5..0.7`, `1..`, `..0.95`. Missing values are never in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The lowest value in it.
    pub from: Option<f64>,
    /// The lowest value above it.
    pub below: Option<f64>,
}

impl Range {
    /// This value and everything above.
    pub fn from(value: f64) -> Self {
        Self {
            from: Some(value),
            below: None,
        }
    }

    /// Everything below this value.
    pub fn below(value: f64) -> Self {
        Self {
            from: None,
            below: Some(value),
        }
    }

    /// From a value up, below another.
    pub fn between(from: f64, below: f64) -> Self {
        Self {
            from: Some(from),
            below: Some(below),
        }
    }

    /// Whether a value lies in it; NaN, which stands for missing, never does.
    pub fn holds(self, value: f64) -> bool {
        !value.is_nan() && self.from.is_none_or(|from| value >= from) && self.below.is_none_or(|below| value < below)
    }

    /// Reads what `Display` writes; nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, below) = text.split_once("..")?;
        let end = |text: &str| match text {
            "" => Some(None),
            text => text.parse().ok().filter(|v: &f64| v.is_finite()).map(Some),
        };
        Some(Self {
            from: end(from)?,
            below: end(below)?,
        })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Rust writes the shortest decimals that read back as the same number.
        let end = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
        write!(f, "{}..{}", end(self.from), end(self.below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_survives_its_text() {
        let ranges = [
            Range::default(),
            Range::from(1.0),
            Range::below(0.95),
            Range::between(0.1 + 0.2, -0.0),
            Range::between(-50.5, 51.0),
        ];
        for range in ranges {
            assert_eq!(Range::parse(&range.to_string()), Some(range), "{range}");
        }
        for text in ["", "1", "a..b", "1..x", "NaN..", "inf.."] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_lower_end_is_in_and_the_upper_out() {
        let half = Range::between(0.5, 0.7);
        assert_eq!(
            [0.5, 0.69, 0.7, 0.49].map(|v| half.holds(v)),
            [true, true, false, false]
        );
        assert!(Range::default().holds(-1.0) && !Range::default().holds(f64::NAN));
    }
}
