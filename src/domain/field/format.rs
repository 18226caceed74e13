//! From a field's value to what its input shows. [`super::parse`] reads it back to the same value.

use super::parse::{is_asked, share_entry, shifted};
use super::words::{UNKNOWN, joined};
use super::{FieldKind, FieldValue, Unit, format_moment, items};
use crate::domain::decimal::Decimal;
use crate::domain::kind::ProductShare;
use crate::domain::money::Fen;

/// The text of a value for editing. Lists that have a form of their own show their names here.
pub fn format(kind: FieldKind, value: &FieldValue) -> String {
    match value {
        FieldValue::Empty => String::new(),
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Date(day) => day.to_string(),
        FieldValue::Moment(moment) => format_moment(moment),
        FieldValue::Money(amount) => match kind {
            FieldKind::Money(unit) | FieldKind::SignedMoney(unit) => format_money(*amount, unit),
            _ => format_money(*amount, Unit::Yuan),
        },
        FieldValue::Count(number) => number.to_string(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Tags(tags) => joined(tags.iter().map(|tag| tag.to_string()).collect(), "、"),
        FieldValue::Flag(yes) => if *yes { "是" } else { "否" }.to_owned(),
        FieldValue::Shares(products) => joined(products.iter().map(share).collect(), "，"),
        FieldValue::Items(lines) => items::format(lines),
        FieldValue::Contacts(contacts) => names(contacts.iter().filter_map(|contact| contact.name.as_deref())),
        FieldValue::Staff(staff) => names(staff.iter().map(|person| &*person.name)),
        FieldValue::Products(products) => names(products.iter().map(|product| &*product.name)),
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("、")
}

/// An amount in its unit, without a rounding: `87.6` 万元, `128000.5` 元.
pub fn format_money(amount: Fen, unit: Unit) -> String {
    let yuan = amount.to_string();
    let unit_said = if is_asked(amount) { "万" } else { "" };
    match unit {
        Unit::Yuan => yuan,
        Unit::Wan => match yuan.strip_prefix('-') {
            Some(digits) => format!("-{}{unit_said}", shifted(digits, 4)),
            None => format!("{}{unit_said}", shifted(&yuan, 4)),
        },
    }
}

/// A share in percent: `46.5%`.
pub fn format_share(share: &Decimal) -> String {
    let digits = share.to_string();
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        // Written with an exponent: rounded to what a person would type.
        return format!("{}%", (share.value() * 1e8).round() / 1e6);
    }
    // × 100: the point moves two places to the right.
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let padded = format!("{fraction:0<2}");
    let (head, tail) = padded.split_at(2);
    format!("{}%", shifted(&format!("{whole}{head}.{tail}"), 0))
}

fn share(product: &ProductShare) -> String {
    match &product.share {
        Some(share) => format!("{} {}", product.name, format_share(share)),
        // A name that ends like a share says that it has none.
        None if share_entry(&product.name).is_ok_and(|read| read.share.is_none() && read.name == product.name) => {
            product.name.to_string()
        }
        None => format!("{} {UNKNOWN}", product.name),
    }
}
