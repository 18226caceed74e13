//! What a file has that can hardly be meant, days (`0024-03-05`, `2206-11-20`) and unseen characters in texts: what becomes of it, and a
//! book without it.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::Kind;
use crate::domain::check::{Check, Level};
use crate::domain::kind::*;
use crate::domain::unseen::{count_unseen, without_unseen};

/// What becomes of what can hardly be meant in a file, as the person who imports it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unmeant {
    /// They are taken as they are.
    Keep,
    /// The fields of such days stay empty, and texts lose their unseen characters; a record that cannot be without is left out.
    LeaveOut,
}

impl Book {
    /// The same book with the fields empty that are asked about. A record that cannot be without the field is left out, and a part of a
    /// record likewise.
    #[must_use]
    pub fn without_asked(&self) -> Self {
        let mut leaving = Leaving::begin(self);
        while leaving.step(self, usize::MAX) {}
        leaving.book
    }
}

/// Making [`Book::without_asked`], a slice at a time.
#[derive(Debug)]
pub struct Leaving {
    /// What is made so far.
    pub book: Book,
    kind: usize,
    slot: usize,
}

impl Leaving {
    /// Begins.
    pub fn begin(from: &Book) -> Self {
        let head = from.head.clone();
        Self {
            book: Book {
                head,
                ..Book::default()
            },
            kind: 0,
            slot: 0,
        }
    }

    /// Looks at up to `most` records more, of one kind. Tells whether there may be others.
    pub fn step(&mut self, from: &Book, most: usize) -> bool {
        let Some(kind) = Kind::ALL.get(self.kind) else {
            return false;
        };
        macro_rules! leave {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
                match kind { $(Kind::$variant => leave_asked::<$ty>(from, &mut self.book, self.slot, most),)* }
            };
        }
        let slots = crate::for_each_kind!(leave);
        self.slot = self.slot.saturating_add(most);
        if self.slot >= slots {
            (self.kind, self.slot) = (self.kind + 1, 0);
        }
        true
    }
}

/// Takes records over from some slots on, and tells how many slots there are.
fn leave_asked<R: BookRecord + Check>(from: &Book, to: &mut Book, slot: usize, most: usize) -> usize {
    let slots = R::table(from).slots();
    let some = slot..slot.saturating_add(most).min(slots);
    for record in some.filter_map(|slot| R::table(from).at(slot as u32)) {
        let problems = record.problems();
        let asked: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.level == Level::Question)
            .map(|problem| &*problem.field)
            .collect();
        let left = match asked.is_empty() {
            true => Some(record.clone()),
            false => emptied(&**record, &asked).map(Arc::new),
        };
        if let Some(left) = left {
            R::table_mut(to).put(left);
        }
    }
    slots
}

/// The record without the fields at these paths; nothing where it cannot be without one of them.
fn emptied<R: BookRecord + Check>(record: &R, paths: &[&str]) -> Option<R> {
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
    let record: R = serde_json::from_value(value).ok()?;
    // A name of nothing else is none.
    let is_wrong = record.problems().iter().any(|problem| problem.level == Level::Error);
    (!is_wrong).then_some(record)
}

/// What is left of a text that has unseen characters; nothing of any other value.
fn seen(value: &Value) -> Option<Value> {
    let text = value.as_str().filter(|text| count_unseen(text) > 0)?;
    let seen = without_unseen(text.to_owned());
    (!seen.trim().is_empty()).then_some(Value::String(seen))
}

/// Takes what stands at a path (`contract.signed_on`, `contacts[0].birthday`, `overrides[1]`) out of a value; of a text, what is unseen.
fn remove(value: &mut Value, path: &str) {
    let path = path.replace('[', ".").replace(']', "");
    let (within, last) = path.rsplit_once('.').unwrap_or(("", &path));
    let mut steps = within.split('.').filter(|step| !step.is_empty());
    let place = steps.try_fold(value, |at, step| match at {
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        object => object.get_mut(step),
    });
    match place {
        Some(Value::Object(fields)) => match fields.get(last).and_then(seen) {
            Some(seen) => drop(fields.insert(last.to_owned(), seen)),
            None => drop(fields.remove(last)),
        },
        Some(Value::Array(items)) => {
            let Some(at) = last.parse::<usize>().ok().filter(|at| *at < items.len()) else {
                return;
            };
            match seen(&items[at]) {
                Some(seen) => items[at] = seen,
                None => drop(items.remove(at)),
            }
        }
        _ => {}
    }
}
