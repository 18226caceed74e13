//! One record of the file: taken, taken with a warning, or left out with a reason.

use std::ops::Range;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::explain::{explain, id_of};
use super::issue::{Issue, issue};
use super::quick::quick;
use super::reader::{BookReader, Place};
use crate::domain::book::BookRecord;
use crate::domain::change::Kind;
use crate::domain::check::{Check, FieldProblem, Level};
use crate::domain::kind::*;
use crate::domain::text::json_error::shortened;
use crate::transfer::text as say;

macro_rules! define_dispatch {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        impl BookReader<'_> {
            /// Reads one record.
            pub(super) fn read_record(&mut self, kind: Kind, row: usize, raw: &RawValue) {
                match kind { $(Kind::$variant => self.take::<$ty>(row, raw),)* }
            }

            /// Makes room for so many records.
            pub(super) fn make_room(&mut self, kind: Kind, records: usize) {
                self.places[kind as usize].reserve(records);
                match kind { $(Kind::$variant => self.incoming.book.$table.grow(records),)* }
            }

            /// Looks up the customers of the records in some slots.
            pub(super) fn link_records(&mut self, kind: Kind, slots: Range<u32>) {
                match kind { $(Kind::$variant => self.link::<$ty>(slots),)* }
            }
        }
    };
}
crate::for_each_kind!(define_dispatch);

impl BookReader<'_> {
    fn take<R: BookRecord + Check>(&mut self, row: usize, raw: &RawValue) {
        let offset = self.offset(raw);
        let quick = if self.is_careful { None } else { quick::<R>(raw.get()) };
        let record = match quick.map_or_else(|| serde_json::from_str::<R>(raw.get()), Ok) {
            Ok(record) => Arc::new(record),
            Err(error) => return self.refuse::<R>(row, raw, &error),
        };
        let problems = record.problems();
        let refused = problems.iter().any(|problem| problem.level == Level::Error);
        // Nobody is asked about a record that is left out in any case.
        let told = |problem: &FieldProblem| !refused || problem.level != Level::Question;
        for problem in problems.into_iter().filter(told) {
            self.issues.add(problem.level, false, || Issue {
                row: Some(row),
                id: Some(record.key().to_owned()),
                found: problem.found,
                field: Some(problem.field),
                ..issue(problem.level, Some(R::KIND), offset, problem.problem)
            });
        }
        if refused {
            if R::KIND == Kind::Customer {
                self.refused.insert(record.key().to_owned());
            }
            return;
        }
        match R::table_mut(&mut self.incoming.book).put_new(&record) {
            Err(slot) => self.report_twice(slot, &*record, row, offset),
            Ok(_) => self.places[R::KIND as usize].push(Place {
                row: row as u32,
                offset: offset as u32,
            }),
        }
    }

    fn refuse<R: BookRecord>(&mut self, row: usize, raw: &RawValue, error: &serde_json::Error) {
        if R::KIND == Kind::Customer
            && let Some(id) = id_of(raw.get())
        {
            self.refused.insert(id);
        }
        let offset = self.offset(raw);
        // Finding the exact place reads the record again, so it is done only for the issues that are kept.
        self.issues.add(Level::Error, false, || {
            let why = explain::<R>(raw.get(), error);
            Issue {
                row: Some(row),
                id: id_of(raw.get()).map(|id| shortened(&id, 64)),
                field: (!why.field.is_empty()).then_some(why.field),
                found: why.found,
                ..issue(Level::Error, Some(R::KIND), offset + why.offset, why.message)
            }
        });
    }

    /// A second record of an id: harmless when it says the same, else the file contradicts itself.
    fn report_twice<R: BookRecord>(&mut self, slot: u32, record: &R, row: usize, offset: usize) {
        let table = R::table(&self.incoming.book);
        let same = table.at(slot).is_some_and(|first| **first == *record);
        let first = self.place::<R>(slot).row + 1;
        let level = if same { Level::Warning } else { Level::Error };
        self.issues.add(level, false, || {
            let label = if same {
                say::same_twice(first)
            } else {
                say::id_twice(first)
            };
            Issue {
                row: Some(row),
                id: Some(record.key().to_owned()),
                field: Some("id".into()),
                found: Some(shortened(record.key(), 64)),
                ..issue(level, Some(R::KIND), offset, label)
            }
        });
    }

    fn place<R: BookRecord>(&self, slot: u32) -> Place {
        let places = &self.places[R::KIND as usize];
        places.get(slot as usize).copied().unwrap_or_default()
    }

    /// Remembers the records of some slots whose customer the file lacks.
    fn link<R: BookRecord + Check>(&mut self, slots: Range<u32>) {
        let book = &self.incoming.book;
        // The records of a customer mostly stand beside each other.
        let mut known = None;
        let orphans = slots.filter(|slot| {
            let customer = R::table(book).at(*slot).and_then(|record| record.customer());
            let is_orphan = customer != known && customer.is_some_and(|id| book.customers.get(id.as_str()).is_none());
            if !is_orphan {
                known = customer;
            }
            is_orphan
        });
        self.orphans.extend(orphans.map(|slot| (R::KIND, slot)));
    }
}
