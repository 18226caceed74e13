//! What is wrong with the value of a field, beyond its type.

use super::parse::is_plausible;
use super::year::probable_year;
use super::{FieldKind, FieldValue, HasFields};
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::fold::is_blank;
use crate::domain::kind::MOST_POINTS;
use crate::domain::label::Label;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::text::json_error::shortened;
use crate::domain::text::{self, check as say};
use crate::domain::unseen::{count_unseen, with_unseen_shown};

/// The most characters a text field may have.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// The most characters of a text that is asked about that are shown.
const MOST_SHOWN: usize = 64;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Level {
    /// Kept, to be looked at.
    Warning,
    /// Hardly meant: an import asks what becomes of it, a form keeps it once it is saved again.
    Question,
    /// Not taken.
    Error,
}

/// A problem of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field as a path in the record (`contacts[0].familiarity`).
    pub field: String,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, in words.
    pub problem: Label,
    /// What is asked about, of a question: a day that cannot be meant, or a text, its unseen characters as numbers.
    pub found: Option<String>,
}

/// Collects problems. Nothing is allocated for a value without one, since a book has a million records.
#[derive(Default)]
pub struct Findings(pub(in crate::domain) Vec<FieldProblem>);

impl Findings {
    /// One problem.
    pub(in crate::domain) fn add(&mut self, level: Level, field: impl Into<String>, problem: Label) {
        let field = field.into();
        self.0.push(FieldProblem {
            field,
            level,
            problem,
            found: None,
        });
    }

    /// What the rows of a record's kind find in it, one field at a time.
    pub(in crate::domain) fn rows<R: HasFields>(&mut self, record: &R) {
        for row in R::FIELDS {
            (row.check)(record, self);
            if matches!(row.kind, FieldKind::Date(_) | FieldKind::Moment(_)) {
                self.day(&(row.get)(record), row.key);
            }
        }
    }

    /// What the rows find in the parts of a list, from a place on, under `name[i].`.
    pub(super) fn parts<P: HasFields>(&mut self, name: &str, parts: &[P], from: usize) {
        for (i, part) in parts.iter().enumerate().skip(from) {
            self.within(|found| found.rows(part), || format!("{name}[{i}]."));
        }
    }

    /// Problems of a part of the record, their paths led there by `prefix`.
    pub(super) fn within(&mut self, find: impl FnOnce(&mut Self), prefix: impl Fn() -> String) {
        let known = self.0.len();
        find(self);
        for problem in &mut self.0[known..] {
            problem.field.insert_str(0, &prefix());
        }
    }

    /// A day that cannot be meant, with the year that probably was.
    pub(in crate::domain) fn asked_day(&mut self, field: impl Into<String>, day: Day) {
        let year = probable_year(chrono::Datelike::year(&day.date()));
        let problem = year.map_or_else(|| say::absurd_day(day), |year| say::absurd_day_of(day, year));
        self.0.push(FieldProblem {
            field: field.into(),
            level: Level::Question,
            problem,
            found: Some(day.to_string()),
        });
    }

    /// A day that cannot be meant.
    fn day(&mut self, value: &FieldValue, key: &str) {
        let day = match value {
            FieldValue::Date(day) => *day,
            FieldValue::Moment(moment) => moment.day,
            _ => return,
        };
        if !is_plausible(day) {
            let field = key
                .strip_prefix("contact.")
                .map_or_else(|| key.to_owned(), |key| format!("contacts[0].{key}"));
            self.asked_day(field, day);
        }
    }

    /// A text that is too long, or has characters that nobody sees.
    pub(in crate::domain) fn text(&mut self, text: Option<&str>, field: impl FnOnce() -> String) {
        let text = text.unwrap_or_default();
        // Bytes first: a text of few bytes cannot have many characters, and counting is slow.
        if text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some() {
            self.add(Level::Error, field(), say::text_too_long());
        } else if count_unseen(text) > 0 {
            self.0.push(FieldProblem {
                field: field(),
                level: Level::Question,
                problem: say::unseen(count_unseen(text)),
                found: Some(shortened(&with_unseen_shown(text), MOST_SHOWN)),
            });
        }
    }

    /// An id with characters that nobody sees. Others know the record by it: it is kept.
    pub(super) fn own_id(&mut self, id: &str) {
        if count_unseen(id) > 0 {
            self.add(Level::Warning, "id", say::unseen_in_id(count_unseen(id)));
        }
    }

    /// Texts of a list, each under its number.
    pub(super) fn list(&mut self, texts: &[Text], field: &str) {
        for (i, text) in texts.iter().enumerate() {
            self.text(Some(text), || format!("{field}[{i}]"));
        }
    }

    /// A name, which must not be blank.
    pub(super) fn name(&mut self, name: &str, field: &str) {
        self.text(Some(name), || field.to_owned());
        if is_blank(name) {
            self.add(Level::Error, field, say::name_blank());
        }
    }

    /// A grade, which is 1 to 5.
    pub(super) fn grade(&mut self, value: Option<u8>, field: &str) {
        if value.is_some_and(|value| !(1..=5).contains(&value)) {
            self.add(Level::Error, field, say::one_to_five());
        }
    }

    /// A number that no binary one can hold.
    pub(super) fn finite(&mut self, value: Option<&Decimal>, field: &str) {
        if value.is_some_and(|value| !value.value().is_finite()) {
            self.add(Level::Error, field, text::too_large());
        }
    }

    /// Points that nobody means: beyond this their sums would say nothing.
    pub(super) fn points(&mut self, value: &Decimal, field: &str) {
        if !value.value().abs().le(&(MOST_POINTS as f64)) {
            self.add(Level::Error, field, say::points_beyond());
        }
    }

    /// An amount that is rarely meant to be negative.
    pub(super) fn not_negative(&mut self, value: Option<Fen>, field: &str) {
        if value.is_some_and(|value| value.0 < 0) {
            self.add(Level::Warning, field, say::amount_negative());
        }
    }
}
