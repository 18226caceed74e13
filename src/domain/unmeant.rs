//! Days that cannot be meant (`0024-03-05`, `2206-11-20`): the year that was probably meant, and a book without them.

use serde_json::Value;

use crate::domain::book::{Book, BookRecord};
use crate::domain::check::{Check, Level};
use crate::domain::kind::*;
use crate::domain::table::Record;

/// What becomes of days in a file that cannot be meant, as the person who imports it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unmeant {
    /// They are taken as they are.
    Keep,
    /// Their fields stay empty; a record that cannot be without is left out.
    LeaveOut,
}

/// The years that are guessed at: those of people who do business now.
const GUESSED: std::ops::RangeInclusive<i32> = 1980..=2049;

/// The year that was probably meant by one that cannot be: two digits that changed places (2206 for 2026), two digits alone (0024 for
/// 2024), or a single wrong one (3026 for 2026). Nothing where no year, or more than one, comes of it.
pub fn probable_year(year: i32) -> Option<i32> {
    let digits: Vec<i32> = [1000, 100, 10, 1].map(|unit| year / unit % 10).to_vec();
    if !(0..=9999).contains(&year) {
        return None;
    }
    let number = |digits: &[i32]| digits.iter().fold(0, |year, digit| year * 10 + digit);
    let swapped = (0..3).map(|place| {
        let mut digits = digits.clone();
        digits.swap(place, place + 1);
        number(&digits)
    });
    let one_wrong = (0..4).flat_map(|place| {
        let digits = &digits;
        (0..10).map(move |digit| {
            let mut digits = digits.clone();
            digits[place] = digit;
            number(&digits)
        })
    });
    let of_now = |year: &i32| *year >= 2000;
    let short = [2000, 1900]
        .map(|century| century + year)
        .into_iter()
        .filter(|_| year < 100);
    only(swapped)
        .or_else(|| only(short))
        .or_else(|| only(one_wrong.filter(of_now)))
}

/// The one year among these that may be guessed at.
fn only(years: impl Iterator<Item = i32>) -> Option<i32> {
    let mut found: Vec<i32> = years.filter(|year| GUESSED.contains(year)).collect();
    found.dedup();
    match found[..] {
        [year] => Some(year),
        _ => None,
    }
}

impl Book {
    /// The same book with the fields empty that are asked about. A record that cannot be without the field is left out, and a part of a
    /// record likewise.
    #[must_use]
    pub fn without_asked(&self) -> Self {
        let mut book = self.clone();
        macro_rules! empty {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
                $(empty_asked::<$ty>(self, &mut book);)*
            };
        }
        crate::for_each_kind!(empty);
        book
    }
}

fn empty_asked<R: BookRecord + Check>(from: &Book, to: &mut Book) {
    for (_, record) in R::table(from).iter() {
        let problems = record.problems();
        let asked: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.level == Level::Question)
            .map(|problem| &*problem.field)
            .collect();
        if asked.is_empty() {
            continue;
        }
        match emptied(&**record, &asked) {
            Some(record) => {
                R::table_mut(to).put(record.into());
            }
            None => {
                R::table_mut(to).remove(Record::key(&**record));
            }
        }
    }
}

/// The record without the fields at these paths; nothing where it cannot be without one of them.
fn emptied<R: BookRecord>(record: &R, paths: &[&str]) -> Option<R> {
    let mut value = serde_json::to_value(record).ok()?;
    // The last first: a part that goes moves those behind it.
    for path in paths.iter().rev() {
        let mut without = value.clone();
        remove(&mut without, path);
        if serde_json::from_value::<R>(without.clone()).is_err() {
            without = value.clone();
            let (part, _) = path.rsplit_once("].")?;
            remove(&mut without, &format!("{part}]"));
        }
        value = without;
    }
    serde_json::from_value(value).ok()
}

/// Takes what stands at a path (`contract.signed_on`, `contacts[0].birthday`, `overrides[1]`) out of a value.
fn remove(value: &mut Value, path: &str) {
    let path = path.replace('[', ".").replace(']', "");
    let (within, last) = path.rsplit_once('.').unwrap_or(("", &path));
    let steps = within.split('.').filter(|step| !step.is_empty());
    let place = steps.fold(Some(value), |at, step| match at? {
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        object => object.get_mut(step),
    });
    match place {
        Some(Value::Object(fields)) => {
            fields.remove(last);
        }
        Some(Value::Array(items)) => {
            if let Some(at) = last.parse().ok().filter(|at| *at < items.len()) {
                items.remove(at);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_read_as_the_year_that_was_meant() {
        let table = [
            (2206, Some(2026)),
            (219, Some(2019)),
            (24, Some(2024)),
            (99, Some(1999)),
            (224, Some(2024)),
            (3026, Some(2026)),
            (2926, Some(2026)),
            (1600, None),
            (9999, None),
            (5678, None),
            (-5, None),
            (12026, None),
        ];
        for (written, meant) in table {
            assert_eq!(probable_year(written), meant, "{written}");
        }
    }
}
