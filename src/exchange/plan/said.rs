//! What a row says, before it is known what that changes.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Candidate, RowProblem, Whom};
use crate::domain::field::Level;
use crate::domain::id::CustomerId;
use crate::domain::kind::OrderItem;
use crate::domain::label::Label;
use crate::domain::money::Fen;
use crate::exchange::columns::of_first_person;

/// What a row says, field by field.
#[derive(Clone, Default)]
pub(super) struct Said {
    /// The text of each field; nothing where the cell is blank.
    pub fields: BTreeMap<&'static str, Option<String>>,
    /// Where each text stands.
    pub columns: HashMap<&'static str, usize>,
    /// Fields of several columns of which one is blank.
    pub partly: HashSet<&'static str>,
    /// Tags and lines of the remark from columns that are no field.
    pub tags: Vec<String>,
    pub notes: Vec<String>,
    /// Times of days that other columns say.
    pub times: Vec<(&'static str, String)>,
    /// Birthdays that are said by the lunar calendar.
    pub lunar: Vec<&'static str>,
    pub problems: Vec<RowProblem>,
    /// What phone numbers say besides, each with its field: numbers under which a person is on WeChat too, accounts, addresses.
    pub on_wechat: Vec<(&'static str, String)>,
    /// Lines that are added to the remark of a contact, each with the field that this is: what a cell says that no other field holds.
    pub lines: Vec<(&'static str, String)>,
    /// Lines of the remark of the contact at hand: what was masked, and no number.
    pub of_masked: Vec<String>,
    /// The remark of an order is made of what no field of it holds, and is added to what is known.
    pub adds_note: bool,
    /// It stays out by what was said of one of its cells.
    pub is_unwanted: bool,
    /// Those that it may mean, and which of them the person said.
    pub candidates: Vec<Candidate>,
    pub whom: Option<Whom>,
    /// The only one of the book among them, where nobody said so far.
    pub suggested: Option<String>,
    /// The earlier row of the same record that says something else, in how many cells, and which of the two counts.
    pub clash: Option<u32>,
    pub clashes: usize,
    pub overrules: Option<bool>,
    /// Whether it is a line of an order that other rows began, and its amount is added; whether it says the very same as one of them.
    pub is_line: Option<bool>,
    /// The one product that it names of an order, with what that comes to, where the row says so.
    pub line: Option<OrderItem>,
    /// What its price times its quantity comes to, and these two as they were written.
    pub priced: Option<(Fen, String)>,
    /// Whether its day is that of such an order, where its lines are of several.
    pub says_day: Option<bool>,
    pub is_double: bool,
    /// Whether it says something of a person.
    pub is_of_person: bool,
    /// Whether its number is one customer of the book, and its name another.
    pub is_disputed: bool,
    /// Whose the record of its own number is, in the book or by an earlier row; and whether it has a number of its own.
    pub was_of: Option<CustomerId>,
    pub is_numbered: bool,
}

impl Said {
    /// The text of a field, where it says something.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.fields.get(key)?.as_deref()
    }

    /// Takes the text of a field out.
    pub fn take(&mut self, key: &str) -> Option<String> {
        self.fields.remove(key).flatten()
    }

    /// Adds a line to the remark of a contact.
    pub fn add_line(&mut self, note: &'static str, line: String) {
        self.lines.push((note, line));
    }

    /// Takes out the lines of the remark of a contact.
    pub fn lines_of(&mut self, note: &str) -> Vec<String> {
        let all = std::mem::take(&mut self.lines).into_iter();
        let (own, others): (Vec<_>, Vec<_>) = all.partition(|(of, _)| *of == note);
        self.lines = others;
        own.into_iter().map(|(_, line)| line).collect()
    }

    pub fn wrong(&mut self, column: Option<usize>, message: Label) {
        self.problems.push(RowProblem {
            column,
            level: Level::Error,
            message,
        });
    }

    /// Only a person knows.
    pub fn ask(&mut self, column: Option<usize>, message: Label) {
        self.problems.push(RowProblem {
            column,
            level: Level::Question,
            message,
        });
    }

    /// Whether something is wrong with the cell of a column already.
    pub fn is_wrong(&self, column: Option<usize>) -> bool {
        column.is_some() && self.problems.iter().any(|problem| problem.column == column)
    }

    /// Tells a field of a second or third person as that of the first: there it is written, and what is wrong with it is told at its own column.
    pub fn as_of_first(&mut self, key: &'static str) -> &'static str {
        let first = of_first_person(key);
        match self.columns.get(key).copied() {
            Some(column) => self.columns.insert(first, column),
            None => self.columns.remove(first),
        };
        match self.partly.contains(key) {
            true => self.partly.insert(first),
            false => self.partly.remove(first),
        };
        first
    }

    /// Says something to know of a cell; the row is taken.
    pub fn warn(&mut self, column: usize, message: Label) {
        self.problems.push(RowProblem {
            column: Some(column),
            level: Level::Warning,
            message,
        });
    }

    /// Another row says something else here.
    pub fn clashes_with(&mut self, column: Option<usize>, message: Label) {
        self.clashes += 1;
        self.problems.push(RowProblem {
            column,
            level: Level::Question,
            message,
        });
    }

    pub fn says_nothing(&self) -> bool {
        self.fields.values().all(Option::is_none)
            && self.tags.is_empty()
            && self.notes.is_empty()
            && self.lines.is_empty()
            && self.problems.is_empty()
    }
}
