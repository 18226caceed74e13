//! Numbers that two books gave to two customers. Each book counts its own, so a colleague's `KH-0001` may be somebody else here: taken for
//! one, their orders would be mixed. Such a customer comes under a number that names whose it was, the same each time; and so does an event
//! whose number another customer's has here.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::mark::{said, whose};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, Delta, Kind};
use crate::domain::check::Check;
use crate::domain::fold::is_blank;
use crate::domain::held::Held;
use crate::domain::kind::*;
use crate::domain::merge::Incoming;
use crate::domain::record::Text;
use crate::domain::twin::{Known, likeness};

/// The longest id.
const LONGEST: usize = 64;

/// What stands behind the number of a customer of another book that does not say whose it is.
const ANOTHER: &str = "2";

/// Two customers of one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The number.
    pub id: Text,
    /// The name of the book's.
    pub ours: Text,
    /// The name of the other's.
    pub theirs: Text,
}

impl Stranger {
    fn of(mine: &Held<Customer>, theirs: &Held<Customer>) -> Self {
        Self {
            id: mine.key().into(),
            ours: mine.name.clone(),
            theirs: theirs.name.clone(),
        }
    }
}

/// Who of the book would become somebody else by these changes.
pub fn turned(changes: &[Change]) -> Vec<Stranger> {
    let one = |change: &Change| match change {
        Change::Customer(Delta { before, after }) => {
            let (mine, theirs) = before.as_ref().zip(after.as_ref())?;
            (mine.name != theirs.name && is_stranger(mine, theirs)).then(|| Stranger::of(mine, theirs))
        }
        _ => None,
    };
    changes.iter().filter_map(one).collect()
}

/// How a hand-over names those of its giver.
pub fn giver(handover: &Handover) -> &str {
    let giver = handover.from.as_deref().filter(|from| !is_blank(from));
    giver.unwrap_or_else(|| handover.id.get(..6).unwrap_or(&handover.id))
}

/// New numbers by those of the file, a kind each.
#[derive(Debug, Default)]
pub struct Renumbered(HashMap<(Kind, String), String>);

impl Renumbered {
    /// Finds the customers of a file whose numbers are other customers' in a book, and the events with other customers' numbers. `is_met`: both
    /// books have had this customer in common, so that the number is no accident.
    pub fn of(file: &Book, current: &Book, giver: &str, is_met: impl Fn(&str) -> bool) -> Self {
        let mut new = Self::default();
        for (_, theirs) in file.customers.iter() {
            let is_other = |id: &str| current.customers.get(id).is_some_and(|mine| is_stranger(mine, theirs));
            if is_other(theirs.key()) && !is_met(theirs.key()) {
                let free = free(theirs.key(), giver, is_other);
                new.0.insert((Kind::Customer, theirs.key().to_owned()), free);
            }
        }
        macro_rules! events {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => { $(new.events::<$ty>(file, current, giver);)* };
        }
        crate::for_each_kind!(events);
        new
    }

    /// The same for another book, whose customers are named by its company.
    pub fn of_book(file: &Book, current: &Book) -> Self {
        let company = file
            .head
            .settings
            .company
            .as_deref()
            .filter(|company| !is_blank(company));
        Self::of(file, current, company.unwrap_or(ANOTHER), |_| false)
    }

    /// Whose numbers are others'.
    pub fn strangers(&self, file: &Book, current: &Book) -> Vec<Stranger> {
        let mut all: Vec<&str> = self.customers().into_values().collect();
        all.sort_unstable();
        let one = |id| Some(Stranger::of(current.customers.get(id)?, file.customers.get(id)?));
        all.into_iter().filter_map(one).collect()
    }

    /// Whether nothing is renumbered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The customers' numbers in the file, by those they come under.
    pub fn customers(&self) -> HashMap<&str, &str> {
        let those = self.0.iter().filter(|((kind, _), _)| *kind == Kind::Customer);
        those.map(|((_, old), new)| (&**new, &**old)).collect()
    }

    fn customer(&self, id: &str) -> Option<&str> {
        self.0.get(&(Kind::Customer, id.to_owned())).map(String::as_str)
    }

    fn events<R: BookRecord + Check>(&mut self, file: &Book, current: &Book, giver: &str) {
        if matches!(R::KIND, Kind::Customer | Kind::TaskOutcome) {
            return;
        }
        for (_, theirs) in R::table(file).iter() {
            let Some(owner) = whose(theirs) else { continue };
            let owner = self.customer(owner).unwrap_or(owner).to_owned();
            let is_other = |id: &str| {
                let mine = R::table(current).get(id);
                mine.and_then(whose).is_some_and(|mine| mine != owner)
            };
            if is_other(theirs.key()) {
                let free = free(theirs.key(), giver, is_other);
                self.0.insert((R::KIND, theirs.key().to_owned()), free);
            }
        }
    }

    /// The file with those numbers, and with whatever names them.
    pub fn applied(&self, file: &Incoming) -> Incoming {
        let mut incoming = Incoming {
            book: Book {
                head: file.book.head.clone(),
                ..Book::default()
            },
            ..file.clone()
        };
        macro_rules! records {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {$(
                for (_, record) in file.book.$table.iter() {
                    incoming.book.$table.put(self.renamed(record));
                }
            )*};
        }
        crate::for_each_kind!(records);
        incoming
    }

    fn renamed<R: BookRecord>(&self, record: &Held<R>) -> Held<R> {
        let Value::Object(mut map) = record.look(|record| said(record)) else {
            return record.clone();
        };
        if !self.rename(R::KIND, &mut map) {
            return record.clone();
        }
        // What cannot be read again stays as it came.
        serde_json::from_value::<R>(Value::Object(map)).map_or_else(|_| record.clone(), Held::new)
    }

    /// Puts new numbers for old ones; whether there were any.
    fn rename(&self, kind: Kind, map: &mut Map<String, Value>) -> bool {
        let mut is_changed = false;
        let mut put = |value: Option<&mut Value>, new: &dyn Fn(&str) -> Option<String>| {
            if let Some(value) = value
                && let Some(new) = value.as_str().and_then(new)
            {
                *value = new.into();
                is_changed = true;
            }
        };
        let customer = |id: &str| self.customer(id).map(str::to_owned);
        let task = |key: &str| self.task(key);
        let own = |id: &str| self.0.get(&(kind, id.to_owned())).cloned();
        match kind {
            Kind::TaskOutcome => put(map.get_mut("id"), &task),
            _ => put(map.get_mut("id"), &own),
        }
        for key in ["customer", "referred_by"] {
            put(map.get_mut(key), &customer);
        }
        put(map.get_mut("task"), &task);
        put(map.get_mut("interaction"), &|id| {
            self.0.get(&(Kind::Interaction, id.to_owned())).cloned()
        });
        if let Some(Value::Array(list)) = map.get_mut("not_same_as") {
            list.iter_mut().for_each(|id| put(Some(id), &customer));
        }
        is_changed
    }

    /// A task's key with its customer's new number.
    fn task(&self, key: &str) -> Option<String> {
        let old = task_outcome::customer_of_task(key)?;
        let new = self.customer(old)?;
        let (before, behind) = key.split_once(&format!("/{old}/"))?;
        Some(format!("{before}/{new}/{behind}"))
    }
}

/// Whether two customers of one number are two: neither code nor name nor phone speaks for one.
fn is_stranger(mine: &Held<Customer>, theirs: &Held<Customer>) -> bool {
    mine != theirs && likeness(&Known::of(mine), &Known::of(theirs)).is_none()
}

/// The number that names whose it was; another one where that is somebody else's again.
fn free(id: &str, giver: &str, is_other: impl Fn(&str) -> bool) -> String {
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let giver = cut(giver.trim(), LONGEST / 4);
    let room = LONGEST - giver.chars().count() - 4;
    let named = format!("{}-{giver}", cut(id, room));
    let numbered = (2..100).map(|n| format!("{named}{n}"));
    let mut all = std::iter::once(named.clone()).chain(numbered);
    all.find(|id| !is_other(id)).unwrap_or(named)
}
