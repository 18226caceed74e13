//! The registries of stored fields, one a kind of record and one row a field: read by forms, table columns, import mapping,
//! export, problems and command labels.
//!
//! A row knows its key, its label, what kind of input it takes, how to read and write it, and what is wrong with its value.
//! What rules compute (value, stage, closeness, risk, automatic tags) is no field: those are dimensions.
//!
//! ```
//! use guanxi::domain::{day::Day, field::{self, HasFields, Typing}, id::CustomerId, kind::{Customer, Ticket}};
//!
//! let mut customer = Customer::new(CustomerId::new("KH-0137")?, "宁波恒拓");
//! let row = field::find("declared_annual_purchase").ok_or("no such field")?;
//! let today = Day::from_ymd(2026, 11, 19).ok_or("no such day")?;
//! row.write(&mut customer, "87.6", today).map_err(|e| e.message.en)?;
//! assert_eq!(customer.declared_annual_purchase.map(|fen| fen.0), Some(87_600_000));
//!
//! let mut ticket: Ticket =
//!     serde_json::from_str(r#"{"id": "t", "customer": "KH-0137", "kind": "complaint", "opened_at": "2026-11-18"}"#)?;
//! let row = Ticket::field("first_response_at").ok_or("no such field")?;
//! row.write(&mut ticket, "昨天 9:05", Typing { today, offset: "+08:00", clock: "" }).map_err(|e| e.message.en)?;
//! assert_eq!((row.text(&ticket), row.problems(&ticket).len()), ("2026-11-18 09:05".to_owned(), 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[macro_use]
mod row;
#[macro_use]
mod contact;

mod campaign;
mod choice;
mod complete;
mod customer;
mod day_words;
mod format;
mod interaction;
mod items;
mod kind;
mod log;
pub mod mask;
mod moment;
mod order;
mod parse;
mod path;
mod points;
mod problem;
mod review;
mod settings;
mod task_outcome;
mod ticket;
mod value;
mod words;
mod year;

#[cfg(test)]
mod tests;

pub use choice::{Choice, Choices, contacts, options};
pub use complete::{CompletenessItem, ITEMS, completeness, gaps};
pub use customer::{Block, SheetPlace};
pub use day_words::{hangs_on_today, is_spoken_day};
pub use format::{format, format_money, format_share};
pub use kind::{FieldKind, Reach, Tense, Unit};
pub use moment::{Typing, format_moment, parse_moment};
pub use parse::{is_plausible, parse, parse_date, parse_money, parse_share};
pub use path::label_at;
pub use problem::{FieldProblem, Findings, Level, MAX_TEXT_CHARS};
pub use value::{FieldError, FieldValue};
pub(crate) use words::half_width;

pub(in crate::domain) use value::MISSING;

use crate::domain::kind::Customer;
use crate::domain::label::Label;

/// A kind of record, or a part of one, whose stored fields have rows.
pub trait HasFields: Sized + 'static {
    /// Where a row stands beside the order of the rows; nothing for most kinds.
    type Place: 'static;

    /// The rows, in the order forms show them.
    const FIELDS: &'static [Field<Self>];

    /// The row of a key.
    fn field(key: &str) -> Option<&'static Field<Self>> {
        Self::FIELDS.iter().find(|field| field.key == key)
    }
}

/// One stored field of a record.
pub struct Field<R: HasFields = Customer> {
    /// The name in the book; a dot leads into a nested record (`contract.amount`, `contact.phone` of the first contact).
    pub key: &'static str,
    /// What people call it.
    pub label: Label,
    /// What input it takes.
    pub kind: FieldKind,
    /// Whether it must be filled.
    pub required: bool,
    /// Where it stands.
    pub place: R::Place,
    /// Reads it.
    pub get: fn(&R) -> FieldValue,
    /// Writes it; a value of the wrong kind is refused and changes nothing.
    pub set: fn(&mut R, FieldValue) -> Result<(), FieldError>,
    /// Looks for what is wrong with it alone; problems between fields are [`crate::domain::check`]'s.
    pub check: fn(&R, &mut Findings),
    unit: Option<Label>,
}

impl<R: HasFields> Field<R> {
    /// The unit shown inside the input, where there is one.
    pub fn unit(&self) -> Option<Label> {
        match self.kind {
            FieldKind::Money(unit) | FieldKind::SignedMoney(unit) => Some(unit.label()),
            _ => self.unit.clone(),
        }
    }

    /// What its input shows.
    pub fn text(&self, record: &R) -> String {
        format(self.kind, &(self.get)(record))
    }

    /// Writes what was typed. A text that says what the record says leaves it as it is, to the seconds and digits not shown.
    pub fn write<'a>(&self, record: &mut R, text: &str, typing: impl Into<Typing<'a>>) -> Result<(), FieldError> {
        if text == self.text(record) {
            return Ok(());
        }
        (self.set)(record, parse(self.kind, text, typing)?)
    }

    /// What is wrong with its value.
    pub fn problems(&self, record: &R) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        (self.check)(record, &mut found);
        found.0
    }
}

impl Field {
    /// Whether it counts for information completeness of this customer.
    pub fn counts(&self, customer: &Customer) -> bool {
        ITEMS
            .iter()
            .any(|item| item.keys.contains(&self.key) && item.applies(customer))
    }
}

/// Every stored field of a customer.
pub static FIELDS: &[Field] = Customer::FIELDS;

/// The row of a customer's key.
pub fn find(key: &str) -> Option<&'static Field> {
    Customer::field(key)
}

/// The fields in which two states of a record differ, in the order of the registry.
pub fn changed<R: HasFields>(before: &R, after: &R) -> Vec<&'static Field<R>> {
    R::FIELDS
        .iter()
        .filter(|field| (field.get)(before) != (field.get)(after))
        .collect()
}
