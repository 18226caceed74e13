//! Days in a file that cannot be meant (`0024-03-05`, `2206-11-20`): what becomes of them, and a book without them.

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
    let mut steps = within.split('.').filter(|step| !step.is_empty());
    let place = steps.try_fold(value, |at, step| match at {
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
