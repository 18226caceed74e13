//! Days in a file that cannot be meant (`0024-03-05`, `2206-11-20`): what becomes of them, and a book without them.

use serde_json::Value;

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::Kind;
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
        let mut emptying = Emptying::begin(self);
        while emptying.step(self, usize::MAX) {}
        emptying.book
    }
}

/// [`Book::without_asked`] in steps, for a page that stays alive.
pub struct Emptying {
    /// The book as far as it is gone through.
    pub book: Book,
    kind: usize,
    slot: u32,
}

impl Emptying {
    /// Nothing is emptied yet.
    pub fn begin(from: &Book) -> Self {
        let (book, kind, slot) = (from.clone(), 0, 0);
        Self { book, kind, slot }
    }

    /// Looks at up to `most` records more; tells whether any are left.
    pub fn step(&mut self, from: &Book, most: usize) -> bool {
        let Some(kind) = Kind::ALL.get(self.kind) else {
            return false;
        };
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        macro_rules! empty {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
                match kind { $(Kind::$variant => self.step_kind::<$ty>(from, most),)* }
            };
        }
        crate::for_each_kind!(empty);
        true
    }

    fn step_kind<R: BookRecord + Check>(&mut self, from: &Book, most: u32) {
        let table = R::table(from);
        let end = self.slot.saturating_add(most).min(table.slots() as u32);
        let records = (self.slot..end).filter_map(|slot| table.at(slot));
        records.for_each(|record| empty_asked::<R>(record, &mut self.book));
        (self.kind, self.slot) = match end as usize == table.slots() {
            true => (self.kind + 1, 0),
            false => (self.kind, end),
        };
    }
}

fn empty_asked<R: BookRecord + Check>(record: &R, to: &mut Book) {
    let problems = record.problems();
    let asked: Vec<&str> = problems
        .iter()
        .filter(|problem| problem.level == Level::Question)
        .map(|problem| &*problem.field)
        .collect();
    if asked.is_empty() {
        return;
    }
    match emptied(record, &asked) {
        Some(record) => {
            R::table_mut(to).put(record.into());
        }
        None => {
            R::table_mut(to).remove(Record::key(record));
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
