//! What an import of a table would do to a book, row by row in the user's own order, and the one list of changes that does it.
//!
//! The plan is made in slices, against a book that stays as it is meanwhile. Planning the same file again after it was applied changes
//! nothing.

mod answered;
mod asks;
mod column;
mod company;
mod disputed;
mod event;
mod in_book;
mod kinds;
mod lines;
mod lunar;
mod masks;
mod named_phones;
mod numbering;
mod people;
mod phones;
mod pieces;
mod priced;
mod raise;
mod read;
mod refund;
mod reread;
mod said;
mod same;
mod settle;
mod solved;
mod understood;
mod unpaid;
mod unwanted;
mod who;
mod whose;
mod work;
mod write;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::columns::Mapping;
use super::grid::Cell;
use super::layout::{Table, TableColumn, TableRow};
use super::text as say;
use super::values::{Answer, Disagreeing, Numbered, Question};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::day::Day;
use crate::domain::field::Level;
use crate::domain::fold::folded;
use crate::domain::label::Label;

pub use answered::with_choices;
pub use raise::questions;
pub use reread::SaidOfTable;
pub use settle::Names;
pub use understood::{Understood, understood};
pub use who::MatchKey;

use work::Work;

/// Which rows are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// Only what the book does not have.
    Create,
    /// Only what it has.
    Update,
    /// Both.
    #[default]
    Both,
}

/// What the person wants of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// What the columns are.
    pub mapping: Mapping,
    /// What was answered, by column.
    pub answers: Vec<(usize, Answer)>,
    /// Those of them that were given of an earlier file: one that this file contradicts is asked again.
    pub kept: Vec<(usize, Answer)>,
    /// Which rows are taken.
    pub mode: Mode,
    /// By what a customer is known again, the surest first.
    pub keys: Vec<MatchKey>,
    /// Whether an empty cell empties the field.
    pub clears: bool,
    /// Whether hidden rows are taken; nothing while that is asked.
    pub takes_hidden: Option<bool>,
    /// Whether orders and tickets are taken that were cancelled by their state.
    pub takes_cancelled: bool,
    /// Cells corrected in the preview: row in the file, column of the table, text.
    pub corrected: Vec<(u32, usize, String)>,
    /// Rows of which the person said whose they are.
    pub chosen: Vec<(u32, Whom)>,
    /// Those of them that were answered all at once, as it was proposed.
    pub suggested: Vec<u32>,
    /// Rows that say something else than an earlier one of the same record: whether theirs counts.
    pub overruling: Vec<(u32, bool)>,
    /// What was said of names before.
    pub known_as: Vec<KnownAs>,
    /// Fields that every row gets where its own cell says nothing.
    pub constants: Vec<(String, String)>,
    /// The day it is.
    pub today: Day,
    /// How far local time is from UTC (`+08:00`).
    pub offset: String,
}

impl Wanted {
    /// What a cell was corrected to.
    pub(super) fn corrected_at(&self, at: u32, column: usize) -> Option<&str> {
        let is_it = |(row, cell, _): &&(u32, usize, String)| (*row, *cell) == (at, column);
        self.corrected.iter().find(is_it).map(|(_, _, text)| &**text)
    }

    /// The cell of a row in a column, as it was corrected.
    pub(super) fn cell<'r>(&self, row: &'r TableRow, column: usize) -> Cow<'r, Cell> {
        match self.corrected_at(row.at, column) {
            Some(text) => Cow::Owned(Cell::text(text)),
            None => row.cells.get(column).map_or(Cow::Owned(Cell::Blank), Cow::Borrowed),
        }
    }

    /// What was said of all rows whose number is another customer's in the book.
    pub(super) fn numbered(&self) -> Option<Numbered> {
        self.answers.iter().find_map(|(_, answer)| match answer {
            Answer::Numbers(said) => Some(*said),
            _ => None,
        })
    }

    /// What was said of all rows whose number was that of a customer who was merged into another one.
    pub(super) fn of_merged(&self) -> Option<Numbered> {
        self.answers.iter().find_map(|(_, answer)| match answer {
            Answer::MergedNumbers(said) => Some(*said),
            _ => None,
        })
    }

    /// What was said of all rows whose number is one customer of the book and whose name is another.
    pub(super) fn disputed(&self) -> Option<Disagreeing> {
        self.answers.iter().find_map(|(_, answer)| match answer {
            Answer::Disputed(said) => Some(*said),
            _ => None,
        })
    }

    /// Whether events of customers that the book does not have bring them along; nothing while that is asked.
    pub(super) fn brings(&self) -> Option<bool> {
        self.answers.iter().find_map(|(_, answer)| match answer {
            Answer::Brings(is) => Some(*is),
            _ => None,
        })
    }

    /// What is wanted unless something else is said.
    pub fn of(mapping: Mapping, today: Day, offset: &str) -> Self {
        Self {
            mapping,
            answers: Vec::new(),
            kept: Vec::new(),
            mode: Mode::Both,
            keys: vec![MatchKey::Id, MatchKey::Code, MatchKey::Name],
            clears: false,
            takes_hidden: None,
            takes_cancelled: false,
            corrected: Vec::new(),
            chosen: Vec::new(),
            suggested: Vec::new(),
            overruling: Vec::new(),
            known_as: Vec::new(),
            constants: Vec::new(),
            today,
            offset: offset.to_owned(),
        }
    }
}

/// Which customer a row is, as the person says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whom {
    /// One of its own, which the book does not have.
    New,
    /// The one of this number in the book.
    Known(String),
    /// The one of this row of the file: its number is not settled before the import.
    Row(u32),
    /// None: the row stays out.
    Nobody,
}

/// A name of the file that the person said is a customer of another name. It holds as long as that customer is called so: another
/// book may have another one under the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAs {
    /// The name in the file.
    pub name: String,
    /// The customer's number.
    pub id: String,
    /// What the book calls it.
    pub called: String,
    /// Whether such a row counts where an earlier one says otherwise, if that was said.
    pub overrules: Option<bool>,
}

/// A customer that a row may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its number; of one that the file brings, the number for now.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The row of the file that brings it, where the book does not have it.
    pub row: Option<u32>,
    /// What both have in common, and what speaks against it, where a row only looks like it: a phrase each.
    pub why: Vec<Label>,
}

impl Candidate {
    /// What a row is told to be that means this one.
    pub fn whom(&self) -> Whom {
        self.row.map_or_else(|| Whom::Known(self.id.clone()), Whom::Row)
    }
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub label: Label,
    /// As an input showed it before; empty for nothing.
    pub before: String,
    /// As an input shows it after.
    pub after: String,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// The column of the table, where it is one cell's.
    pub column: Option<usize>,
    /// How bad: with an error the row is not taken.
    pub level: Level,
    /// What is wrong.
    pub message: Label,
}

impl RowProblem {
    /// Whether it is none once a question is answered that is open about its column.
    pub fn waits(&self, is_asked: impl Fn(usize) -> bool) -> bool {
        self.level == Level::Question && self.column.is_some_and(is_asked)
    }

    /// What is wrong, behind the heading of the column where it is one cell's.
    pub fn said(&self, columns: &[TableColumn]) -> Label {
        let column = self.column.and_then(|column| columns.get(column));
        match column
            .map(|column| &column.heading)
            .filter(|heading| !heading.is_empty())
        {
            Some(heading) => {
                let own = say::problem_of(heading, self.message.clone());
                let names = |message: &str| names(message, heading);
                Label {
                    zh: if names(&self.message.zh) {
                        self.message.zh.clone()
                    } else {
                        own.zh
                    },
                    en: if names(&self.message.en) {
                        self.message.en.clone()
                    } else {
                        own.en
                    },
                }
            }
            None => self.message.clone(),
        }
    }
}

/// Whether what is said of a cell begins with the name of its column.
fn names(message: &str, heading: &str) -> bool {
    folded(message).starts_with(&*folded(heading))
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// A record that the book does not have.
    New,
    /// A record that the book has, with these fields changed.
    Changed(Vec<FieldChange>),
    /// A record that the book has as it is.
    Same,
    /// It is not wanted: why.
    LeftOut(Label),
    /// Several customers fit, or one that may be another; or it says something else than an earlier row.
    Asked,
    /// It is not taken: see its problems.
    Wrong,
}

/// A row of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlan {
    /// Its number in the file.
    pub at: u32,
    /// The id of its record, where it has one.
    pub id: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What is wrong with it.
    pub problems: Vec<RowProblem>,
    /// Those that it may mean where that is not plain: several that fit, or those that are like a new one.
    pub candidates: Vec<Candidate>,
    /// Which of them the person said it is.
    pub whom: Option<Whom>,
    /// The customer of the book that it is like, where that is one alone, nothing speaks against it and nobody said so far.
    pub suggested: Option<String>,
    /// The earlier row of the same record that says something else.
    pub clash: Option<u32>,
    /// Which of the two rows counts, if the person said so: whether it is this one.
    pub overrules: Option<bool>,
    /// Whether it says the very same as that row: it is that row once more, or a line of its own.
    pub is_double: bool,
}

impl RowPlan {
    /// Whether a new customer may be a known one, and nobody said so far.
    pub fn may_be_known(&self) -> bool {
        self.outcome == Outcome::New && self.whom.is_none() && !self.candidates.is_empty()
    }
}

/// How many records and rows do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records that the book does not have.
    pub new: usize,
    /// Records that change.
    pub changed: usize,
    /// Records that stay as they are.
    pub same: usize,
    /// Rows that are not taken.
    pub wrong: usize,
    /// Rows that wait for an answer.
    pub asked: usize,
    /// Rows that are not wanted.
    pub left_out: usize,
    /// Customers that events bring along.
    pub brought: usize,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetPlan {
    /// A row each, in the file's order.
    pub rows: Vec<RowPlan>,
    /// How many do what.
    pub counts: Counts,
    /// What is still to be answered; rows that hang on it are wrong until then.
    pub questions: Vec<Question>,
    /// How many numbers of customers are others' in the book, so that their rows were taken for those of their names: the file counts
    /// otherwise than the book does.
    pub by_name: usize,
    /// What the answers add to the choices of the book.
    pub new_choices: Vec<String>,
    /// Names that the person said are customers of other names.
    pub known_as: Vec<KnownAs>,
    /// Some names of what is new.
    pub new_names: Names,
    /// Some names of what changes.
    pub changed_names: Names,
    /// The changes of all rows that are taken, for [`crate::domain::command::Command::Import`].
    pub changes: Vec<Change>,
}

/// What a table would do to a book.
pub fn plan(book: &Book, table: &Table, wanted: &Wanted) -> SheetPlan {
    let mut planning = Planning::begin(book, table, wanted);
    while planning.step(book, usize::MAX) {}
    planning.finish(book)
}

/// A plan that is made in slices. The book must stay as it is meanwhile.
pub struct Planning<'a> {
    work: Work<'a>,
    at: usize,
}

impl<'a> Planning<'a> {
    /// Begins: asks what is to be asked, and learns by what the book's customers are known.
    pub fn begin(book: &Book, table: &'a Table, wanted: &'a Wanted) -> Self {
        Self {
            work: Work::new(book, table, wanted),
            at: 0,
        }
    }

    /// How far it is: rows done, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.work.table.rows.len())
    }

    /// Looks at so many rows more; tells whether any are left.
    pub fn step(&mut self, book: &Book, most: usize) -> bool {
        let end = self.at.saturating_add(most).min(self.work.table.rows.len());
        for row in &self.work.table.rows[self.at..end] {
            self.work.take(book, row);
        }
        self.at = end;
        end < self.work.table.rows.len()
    }

    /// The plan.
    pub fn finish(self, book: &Book) -> SheetPlan {
        self.work.finish(book)
    }
}
