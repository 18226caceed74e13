//! What a customer looked like when it was handed over, as marks: thirty-two bits a value and its place. They answer whether a value is the
//! one that went over, and tell nothing else: who is removed from a book leaves no name behind.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::Kind;
use crate::domain::check::{Check, owner_of};
use crate::domain::fnv::Fnv;
use crate::domain::held::Held;
use crate::domain::kind::task_outcome::customer_of_task;
use crate::domain::kind::*;
use crate::domain::record::Text;

use super::difference::{element, field, named};

/// The marks of a customer and of what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(HashSet<u32>);

impl Marks {
    /// Reads what [`seen`] wrote; what is no mark is passed over.
    pub fn read(text: &str) -> Self {
        let digits = |at: usize| u32::from_str_radix(text.get(at..at + 8)?, 16).ok();
        Self((0..text.len() / 8).filter_map(|i| digits(i * 8)).collect())
    }

    /// Adds those of another time.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether this value was at this place.
    pub fn has(&self, place: &str, value: &Value) -> bool {
        self.0.contains(&mark(place, value))
    }

    fn written(self) -> Text {
        let mut all: Vec<u32> = self.0.into_iter().collect();
        all.sort_unstable();
        all.iter().map(|mark| format!("{mark:08x}")).collect::<String>().into()
    }

    /// Marks a value and all that it is made of.
    fn put(&mut self, place: &str, value: &Value) {
        self.0.insert(mark(place, value));
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| self.put(&field(place, key), value)),
            Value::Array(list) => {
                for value in list {
                    if let Some(name) = named(value) {
                        self.put(&element(place, name), value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The place of a whole record.
pub fn place_of(kind: Kind, id: &str) -> String {
    format!("{}/{id}", kind.word())
}

/// A record as the book's file says it.
pub fn said<R: Serialize>(record: &R) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// What tells a value at its place from others, in 32 bits.
fn mark(place: &str, value: &Value) -> u32 {
    let sum = Fnv::default().and_text(place).and(value.to_string().as_bytes()).sum();
    (sum ^ (sum >> 32)) as u32
}

/// The customer that a record belongs to: an event's, or the one in a task's key (`playbook/step/customer/start`).
pub fn whose<R: BookRecord + Check>(record: &Held<R>) -> Option<&str> {
    match R::KIND {
        Kind::Customer => Some(record.key()),
        Kind::TaskOutcome => customer_of_task(record.key()),
        _ => owner_of(record),
    }
}

/// The marks of those customers of a book, each with its records, in the order of the book.
pub fn seen(book: &Book, is_one: impl Fn(&str) -> bool) -> Vec<Seen> {
    let those = || {
        book.customers
            .iter()
            .map(|(_, customer)| customer)
            .filter(|customer| is_one(customer.key()))
    };
    let mut all: HashMap<&str, Marks> = HashMap::new();
    for customer in those() {
        all.entry(customer.key()).or_default().put("", &said(&**customer));
    }
    macro_rules! events {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {$(
            for (_, record) in book.$table.iter().filter(|_| Kind::$variant != Kind::Customer) {
                if let Some(marks) = whose(record).and_then(|id| all.get_mut(id)) {
                    let value = record.look(|record| said(record));
                    marks.0.insert(mark(&place_of(Kind::$variant, record.key()), &value));
                }
            }
        )*};
    }
    crate::for_each_kind!(events);
    let seen = |customer: &Held<Customer>| Seen {
        customer: customer.id.clone(),
        marks: all.remove(customer.key()).unwrap_or_default().written(),
        extra: Default::default(),
    };
    those().map(seen).collect()
}
