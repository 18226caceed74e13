//! The name of a field by its path in a record (`contacts[1].phone`), for whatever names fields so: problems, differences.

use super::{Field, HasFields};
use crate::domain::change::Kind;
use crate::domain::kind::*;
use crate::domain::label::Label;

/// A kind of record whose lists have rows of their own.
trait Parts: HasFields {
    /// The name of a field of a part: of which list, in which place, which field.
    fn part(_list: &str, _key: &str) -> Option<&'static Label> {
        None
    }
}

macro_rules! parts {
    ($($ty:ident { $($list:literal: $part:ident),* })*) => {$(
        impl Parts for $ty {
            fn part(_list: &str, _key: &str) -> Option<&'static Label> {
                match _list {
                    $($list => <$part as HasFields>::field(_key).map(|row| &row.label),)*
                    _ => None,
                }
            }
        }
    )*};
}

parts! {
    Customer { "contacts": Contact }
    Order { "items": OrderItem }
    Interaction {}
    Ticket {}
    Campaign {}
    PointsEntry {}
    TaskOutcome {}
    Review {}
    AuditEntry {}
    RuleVersion {}
}

macro_rules! define_label_at {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// The name of the field at a path in a record of a kind; from the second part of a list on, with its number.
        pub fn label_at(kind: Kind, path: &str) -> Option<Label> {
            match kind { $(Kind::$variant => label_in::<$ty>(path),)* }
        }
    };
}
crate::for_each_kind!(define_label_at);

fn label_in<R: Parts>(path: &str) -> Option<Label> {
    if let Some((list, number, key)) = step(path)
        && let Some(label) = R::part(list, key)
    {
        return Some(match number {
            0 => label.clone(),
            n => Label::made(format!("{} {}", label.zh, n + 1), format!("{} {}", label.en, n + 1)),
        });
    }
    let first = path.split(['.', '[']).next().unwrap_or_default();
    let row: Option<&Field<R>> = R::field(path).or_else(|| R::field(first));
    row.map(|row| row.label.clone())
}

/// `contacts[1].phone` as (`contacts`, 1, `phone`).
fn step(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (number, key) = rest.split_once("].")?;
    Some((list, number.parse().ok()?, key))
}
