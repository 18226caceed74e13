//! What reading a file found, whole but for one answer: whether the book that it may be merged into has the customers whom it only mentions.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::issue::{Issue, Issues, issue};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Head, Kind};
use crate::domain::check::{Check, FieldProblem, Level};
use crate::domain::day::Day;
use crate::domain::kind::*;
use crate::domain::merge::Incoming;
use crate::transfer::text as say;

/// What a file holds, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Found {
    /// What it holds.
    pub incoming: Incoming,
    pub(super) complaints: Complaints,
}

/// What is wrong with a file, before a book is looked at.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Complaints {
    pub issues: Issues,
    /// Ids of customers that are in the file but were left out: their orders are no strangers.
    pub refused: HashSet<String>,
    /// Records whose customer the file lacks.
    pub orphans: Vec<Orphan>,
}

/// A record whose customer the file lacks, and where it stands.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Orphan {
    pub kind: Kind,
    pub slot: u32,
    /// Its place in its array.
    pub row: usize,
    /// Its first byte.
    pub offset: usize,
    pub line: usize,
    pub column: usize,
}

/// All of [`Found`] but the records.
#[derive(Serialize, Deserialize)]
struct Rest {
    /// As JSON: a rulebook has no other form.
    head: String,
    has_settings: bool,
    has_rulebook: bool,
    as_of: Option<Day>,
    exported_at: Option<String>,
    app: Option<String>,
    /// As JSON, since it keeps what this version does not know.
    handover: Option<String>,
    complaints: Complaints,
}

/// Records that are left out, with how many questions they had, and whether they are so only in a replace.
type LeftOut = HashMap<(Kind, usize), (usize, bool)>;

impl Found {
    /// What the file holds and what is wrong with it. `current` is the book it may be merged into: it may have customers
    /// whom the file only mentions.
    pub fn finish(mut self, current: &Book) -> (Incoming, Issues) {
        self.report_orphans(current);
        let mut issues = self.complaints.issues;
        issues
            .kept
            .sort_by_key(|issue| (issue.level != Level::Question, issue.offset));
        (self.incoming, issues)
    }

    /// Everything but the records, to be handed over; nothing where a head cannot be written down.
    pub fn rest(self) -> Option<Vec<u8>> {
        let Incoming {
            book,
            has_settings,
            has_rulebook,
            as_of,
            exported_at,
            app,
            handover,
        } = self.incoming;
        let rest = Rest {
            head: serde_json::to_string(&book.head).ok()?,
            has_settings,
            has_rulebook,
            as_of,
            exported_at,
            app,
            handover: handover.and_then(|handover| serde_json::to_string(&handover).ok()),
            complaints: self.complaints,
        };
        postcard::to_allocvec(&rest).ok()
    }

    /// What was handed over; nothing where it makes no sense. `book` has the records.
    pub fn join(mut book: Book, rest: &[u8]) -> Option<Self> {
        let rest: Rest = postcard::from_bytes(rest).ok()?;
        book.head = serde_json::from_str::<Head>(&rest.head).ok()?;
        let incoming = Incoming {
            book,
            has_settings: rest.has_settings,
            has_rulebook: rest.has_rulebook,
            as_of: rest.as_of,
            exported_at: rest.exported_at,
            app: rest.app,
            handover: rest.handover.and_then(|handover| serde_json::from_str(&handover).ok()),
        };
        Some(Self {
            incoming,
            complaints: rest.complaints,
        })
    }

    fn report_orphan<R: BookRecord + Check>(&mut self, orphan: &Orphan, current: &Book, left_out: &mut LeftOut) {
        let Some((record, customer)) = R::table(&self.incoming.book)
            .at(orphan.slot)
            .and_then(|record| Some((record.clone(), record.customer()?.clone())))
        else {
            return;
        };
        let complaints = &mut self.complaints;
        let replace_only = current.customers.get(customer.as_str()).is_some();
        let label = match (complaints.refused.contains(customer.as_str()), replace_only) {
            (true, _) => say::customer_refused(&customer),
            (false, true) => say::customer_in_book_only(&customer),
            (false, false) => say::customer_unknown(&customer),
        };
        let questions = |problems: Vec<FieldProblem>| problems.iter().filter(|p| p.level == Level::Question).count();
        let asked = questions(record.look(R::problems));
        if asked > 0 {
            left_out.insert((R::KIND, orphan.row), (asked, replace_only));
        }
        complaints.issues.orphans += usize::from(!replace_only);
        complaints.issues.add(Level::Error, replace_only, || Issue {
            orphan: true,
            row: Some(orphan.row),
            id: Some(record.key().to_owned()),
            field: Some("customer".into()),
            found: Some(customer.to_string()),
            replace_only,
            line: orphan.line,
            column: orphan.column,
            ..issue(Level::Error, Some(R::KIND), orphan.offset, label)
        });
    }
}

macro_rules! define_report {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        impl Found {
            /// Reports the records whose customer the file lacks.
            fn report_orphans(&mut self, current: &Book) {
                let mut left_out = LeftOut::new();
                for orphan in std::mem::take(&mut self.complaints.orphans) {
                    match orphan.kind { $(Kind::$variant => self.report_orphan::<$ty>(&orphan, current, &mut left_out),)* }
                }
                // Nobody is asked about a record that is left out in any case.
                self.complaints.issues.unask(&left_out);
            }
        }
    };
}
crate::for_each_kind!(define_report);
