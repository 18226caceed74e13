//! The registry of stored customer fields: one row a field, read by forms, table columns, import mapping, export and command labels.
//!
//! A row knows its key, its label, what kind of input it takes, where it stands on the classification sheet, and how to read and
//! write it. What rules compute (value, stage, closeness, risk, automatic tags) is no field: those are dimensions.
//!
//! ```
//! use guanxi::domain::{day::Day, field, id::CustomerId, kind::Customer};
//!
//! let mut customer = Customer::new(CustomerId::new("KH-0137")?, "宁波恒拓");
//! let row = field::find("declared_annual_purchase").ok_or("no such field")?;
//! let today = Day::from_ymd(2026, 11, 19).ok_or("no such day")?;
//! (row.set)(&mut customer, field::parse(row.kind, "87.6", today).map_err(|e| e.message.en)?).map_err(|e| e.message.en)?;
//! assert_eq!(customer.declared_annual_purchase.map(|fen| fen.0), Some(87_600_000));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod choice;
mod complete;
mod format;
pub mod mask;
mod parse;
mod registry;
mod value;

#[cfg(test)]
mod tests;

pub use choice::{Choice, Choices, options};
pub use complete::{CompletenessItem, ITEMS, completeness, gaps};
pub use format::{format, format_money, format_share};
pub use parse::{parse, parse_date, parse_money, parse_share};
pub use registry::FIELDS;
pub use value::{FieldError, FieldValue};

use crate::domain::kind::Customer;
use crate::domain::label::Label;

/// One stored field of a customer.
pub struct Field {
    /// The name in the book; a dot leads into a nested record (`contract.amount`, `contact.phone` of the first contact).
    pub key: &'static str,
    /// What people call it.
    pub label: Label,
    /// What input it takes.
    pub kind: FieldKind,
    /// Where it stands.
    pub block: Block,
    /// Whether the S2 sheet shows it.
    pub on_sheet: bool,
    /// Reads it.
    pub get: fn(&Customer) -> FieldValue,
    /// Writes it; a value of the wrong kind is refused and changes nothing.
    pub set: fn(&mut Customer, FieldValue) -> Result<(), FieldError>,
}

/// What input a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The record's id: shown, never edited.
    Id,
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// One of a list.
    Choice(Choices),
    /// A civil day.
    Date,
    /// An amount; the unit is the one a bare number is read in.
    Money(Unit),
    /// A whole number.
    Count,
    /// 1 to 5.
    Grade,
    /// A unified social credit code (GB 32100).
    Code,
    /// A way to reach a person; masked unless the user chooses otherwise (S2).
    Reach(Reach),
    /// Several words.
    Tags,
    /// Yes or no.
    Flag,
    /// Products with their shares.
    Shares,
    /// Further contacts: edited in a form of their own.
    Contacts,
}

/// The unit that an amount is entered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 万元.
    Wan,
}

impl Unit {
    /// The word inside the input.
    pub fn label(self) -> Label {
        match self {
            Self::Yuan => Label::fixed("元", "CNY"),
            Self::Wan => Label::fixed("万元", "10k CNY"),
        }
    }
}

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Telephone, mostly mobile.
    Phone,
    /// E-mail.
    Email,
    /// WeChat.
    Wechat,
}

/// The blocks of the classification sheet (S2), and what stands outside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    /// 客户基础信息.
    Basic,
    /// 客户属性分类.
    Attributes,
    /// 关系状态跟踪.
    Status,
    /// 关键联系人.
    Contact,
    /// 互动与需求记录.
    Interaction,
    /// Not on the sheet.
    More,
}

impl Block {
    /// Every block, in the order of the sheet.
    pub const ALL: [Self; 6] = [
        Self::Basic,
        Self::Attributes,
        Self::Status,
        Self::Contact,
        Self::Interaction,
        Self::More,
    ];

    /// The block's title.
    pub fn label(self) -> Label {
        match self {
            Self::Basic => Label::fixed("客户基础信息", "Basics"),
            Self::Attributes => Label::fixed("客户属性分类", "Classification"),
            Self::Status => Label::fixed("关系状态跟踪", "Relationship status"),
            Self::Contact => Label::fixed("关键联系人", "Key contact"),
            Self::Interaction => Label::fixed("互动与需求记录", "Interactions and needs"),
            Self::More => Label::fixed("更多", "More"),
        }
    }
}

impl Field {
    /// The unit shown inside the input, where there is one.
    pub fn unit(&self) -> Option<Label> {
        match (self.kind, self.key) {
            (FieldKind::Money(unit), _) => Some(unit.label()),
            (FieldKind::Count, "employees") => Some(Label::fixed("人", "people")),
            _ => None,
        }
    }

    /// Whether it must be filled (the sheet marks it with a star).
    pub fn required(&self) -> bool {
        matches!(self.key, "id" | "name")
    }

    /// Whether it counts for information completeness of this customer.
    pub fn counts(&self, customer: &Customer) -> bool {
        ITEMS
            .iter()
            .any(|item| item.keys.contains(&self.key) && item.applies(customer))
    }
}

/// The row of a key.
pub fn find(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.key == key)
}

/// The fields in which two states of a customer differ, in the order of the registry.
pub fn changed(before: &Customer, after: &Customer) -> Vec<&'static Field> {
    FIELDS
        .iter()
        .filter(|field| (field.get)(before) != (field.get)(after))
        .collect()
}
