//! Distances between days: so many days, working days, weeks or months, for everybody or by a fact of the customer.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::domain::calendar::Calendar;
use crate::domain::day::Day;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::schema::Schema;
use crate::domain::text::care as say;
use crate::words;

words! {
    /// What a distance counts.
    pub enum SpanUnit {
        /// Days.
        Days = "days",
        /// Days that are worked.
        WorkingDays = "working_days",
        /// Weeks.
        Weeks = "weeks",
        /// Calendar months, the day clamped at a month's end.
        Months = "months",
    }
}

impl SpanUnit {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Days => say::unit_days(),
            Self::WorkingDays => say::unit_working_days(),
            Self::Weeks => say::unit_weeks(),
            Self::Months => say::unit_months(),
        }
    }
}

/// So many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: SpanUnit,
}

/// The most of any unit: a hundred years of days.
const MOST: u32 = 36_525;

impl Span {
    /// So many of a unit.
    pub const fn new(n: u32, unit: SpanUnit) -> Self {
        Self { n, unit }
    }

    /// None of the same unit.
    pub const fn none(self) -> Self {
        Self::new(0, self.unit)
    }

    /// The day this far behind a start.
    pub fn after(self, start: Day, calendar: &Calendar) -> Day {
        let n = self.n.min(MOST);
        match self.unit {
            SpanUnit::Days => start.plus_days(n as i32),
            SpanUnit::Weeks => start.plus_days(7 * n as i32),
            SpanUnit::Months => start.plus_months(n),
            SpanUnit::WorkingDays => calendar.nth_working_day(start, n),
        }
    }

    /// This span, so many times over, and another one behind it: counted in one where the units are the same, so that a day clamped
    /// at a month's end never carries on.
    pub fn times_and(self, times: u32, then: Self, start: Day, calendar: &Calendar) -> Day {
        let whole = Self::new(self.n.saturating_mul(times), self.unit);
        if self.unit == then.unit {
            Self::new(whole.n.saturating_add(then.n), self.unit).after(start, calendar)
        } else {
            then.after(whole.after(start, calendar), calendar)
        }
    }

    /// How many whole spans lie between a start and a day that is not before it.
    pub fn whole_times(self, start: Day, day: Day, calendar: &Calendar) -> u32 {
        let units = match self.unit {
            SpanUnit::Days => day.days_since(start),
            SpanUnit::Weeks => day.days_since(start) / 7,
            SpanUnit::Months => day.months_since(start),
            SpanUnit::WorkingDays => calendar.working_days_between(start, day),
        };
        u32::try_from(units).unwrap_or_default() / self.n.max(1)
    }
}

/// A distance in words.
pub fn span_said(span: Span) -> Label {
    match (span.unit, span.n) {
        (SpanUnit::Days, 1) => say::one_day(),
        (SpanUnit::Days, n) => say::days(n),
        (SpanUnit::WorkingDays, 1) => say::one_working_day(),
        (SpanUnit::WorkingDays, n) => say::working_days(n),
        (SpanUnit::Weeks, 1) => say::one_week(),
        (SpanUnit::Weeks, n) => say::weeks(n),
        (SpanUnit::Months, 1) => say::one_month(),
        (SpanUnit::Months, n) => say::months(n),
    }
}

/// A distance: the same for everybody, or by a fact's value. In JSON `{"n": 3, "unit": "days"}`, or
/// `{"by": "intent", "A": {"n": 3, "unit": "days"}, …}`, where `otherwise` stands for every other value and for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Distance {
    /// For everybody.
    Fixed(Span),
    /// By a fact.
    By {
        /// The fact: a word of the customer, or a dimension.
        fact: Text,
        /// The distance of each value.
        values: Vec<(Text, Span)>,
        /// That of everybody else; nothing where the step is none for them.
        otherwise: Option<Span>,
    },
}

/// The key of the fact's name.
const BY: &str = "by";
/// The key of everybody else.
const OTHERWISE: &str = "otherwise";

impl Serialize for Distance {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Fixed(span) => span.serialize(to),
            Self::By {
                fact,
                values,
                otherwise,
            } => {
                let mut map = Map::new();
                map.insert(BY.into(), json!(fact));
                map.extend(values.iter().map(|(value, span)| (value.to_string(), json!(span))));
                map.extend(otherwise.map(|span| (OTHERWISE.to_owned(), json!(span))));
                map.serialize(to)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Distance {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = Value::deserialize(from)?;
        let span = |value: &Value| Span::deserialize(value).map_err(D::Error::custom);
        let Some(fact) = value.get(BY) else {
            return span(&value).map(Self::Fixed);
        };
        let fact = fact.as_str().ok_or_else(|| D::Error::custom("\"by\" names a fact"))?;
        let (mut values, mut otherwise) = (Vec::new(), None);
        for (key, value) in value.as_object().into_iter().flatten() {
            match key.as_str() {
                BY => {}
                OTHERWISE => otherwise = Some(span(value)?),
                _ => values.push((key.as_str().into(), span(value)?)),
            }
        }
        Ok(Self::By {
            fact: fact.into(),
            values,
            otherwise,
        })
    }
}

impl Schema for Span {
    fn schema() -> Value {
        json!({
            "type": "object",
            "properties": {"n": u32::schema(), "unit": SpanUnit::schema()},
            "required": ["n", "unit"]
        })
    }
}

impl Schema for Distance {
    fn schema() -> Value {
        let span = Span::schema();
        let by = json!({
            "type": "object",
            "properties": {BY: {"type": "string"}},
            "required": [BY],
            "additionalProperties": span.clone()
        });
        json!({"anyOf": [span, by]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn months_clamp_and_never_drift() {
        let (month, calendar) = (Span::new(1, SpanUnit::Months), Calendar::published());
        let none = Span::new(0, SpanUnit::Months);
        let steps: Vec<String> = (1..=5)
            .map(|times| month.times_and(times, none, day("2026-01-31"), calendar).to_string())
            .collect();
        assert_eq!(
            steps,
            ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]
        );
        assert_eq!(
            Span::new(1, SpanUnit::Months).after(day("2024-01-31"), calendar),
            day("2024-02-29")
        );
        assert_eq!(
            Span::new(12, SpanUnit::Months).after(day("2024-02-29"), calendar),
            day("2025-02-28")
        );
    }

    #[test]
    fn whole_periods_are_counted_as_months_are() {
        let calendar = Calendar::published();
        let table = [
            (Span::new(1, SpanUnit::Months), "2026-01-31", "2026-02-27", 0),
            (Span::new(1, SpanUnit::Months), "2026-01-31", "2026-02-28", 1),
            (Span::new(3, SpanUnit::Months), "2026-01-31", "2026-10-30", 2),
            (Span::new(2, SpanUnit::Weeks), "2026-01-01", "2026-01-28", 1),
            (Span::new(5, SpanUnit::WorkingDays), "2026-09-30", "2026-10-13", 1),
        ];
        for (span, from, to, times) in table {
            assert_eq!(
                span.whole_times(day(from), day(to), calendar),
                times,
                "{span:?} {from} {to}"
            );
        }
    }

    #[test]
    fn a_distance_is_read_as_it_is_written() {
        for text in [
            r#"{"n":3,"unit":"working_days"}"#,
            r#"{"by":"intent","A":{"n":1,"unit":"weeks"},"otherwise":{"n":1,"unit":"months"}}"#,
        ] {
            let distance: Distance = serde_json::from_str(text).unwrap();
            assert_eq!(
                serde_json::to_value(&distance).unwrap(),
                serde_json::from_str::<Value>(text).unwrap()
            );
        }
        for text in [
            r#"{"n":3}"#,
            r#"{"by":3}"#,
            r#"{"by":"intent","A":3}"#,
            r#"{"n":-1,"unit":"days"}"#,
        ] {
            assert!(serde_json::from_str::<Distance>(text).is_err(), "{text}");
        }
    }
}
