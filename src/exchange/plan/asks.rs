//! The questions that rows raise, and the customers to choose from.

use std::collections::BTreeSet;

use super::read::Said;
use super::who::Named;
use super::work::Work;
use super::{Candidate, Outcome};
use crate::domain::book::Book;
use crate::domain::twin::{Known, Likeness, Strength, likeness};
use crate::exchange::grid::Cell;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::values::{Ask, Question};

impl Work<'_> {
    /// The questions that rows raise and no column by itself.
    pub fn ask_of_rows(&mut self) {
        self.ask_of_numbers();
        self.ask_of_missing();
        self.ask_of_masked();
        let ways = std::mem::take(&mut self.masked_ways).into_iter();
        let ways = ways.map(|(column, rows)| Question::new(column, Ask::MaskedWays, rows));
        self.plan.questions.extend(ways);
    }

    /// The one question about all rows whose number is another customer's here, the one about those of who was merged, and the one about
    /// those whose number and name are two customers of the book.
    fn ask_of_numbers(&mut self) {
        for (asks, rows) in [
            (Ask::OtherCustomer, std::mem::take(&mut self.strangers)),
            (Ask::MergedNumber, std::mem::take(&mut self.merged)),
            (Ask::NumberOrName, std::mem::take(&mut self.disputed)),
        ] {
            self.ask_about(asks, &rows);
        }
    }

    fn ask_about(&mut self, asks: Ask, rows: &[u32]) {
        let Some(column) = self.number_column.filter(|_| !rows.is_empty()) else {
            return;
        };
        let shown = |row: &TableRow| {
            let said = row.cells.iter().map(Cell::shown).filter(|text| !text.is_empty());
            said.take(3).collect::<Vec<_>>().join(" ")
        };
        let rows = self.table.rows.iter().filter(|row| rows.contains(&row.at));
        let examples = rows.take(5).map(|row| (row.at, shown(row))).collect();
        let question = Question::new(column, asks, examples);
        self.plan.questions.push(question);
    }

    /// The one question about all rows that name a customer whom the book does not have; no name twice among the examples.
    fn ask_of_missing(&mut self) {
        let Some((column, mut rows)) = self.missing.take() else {
            return;
        };
        let mut names = BTreeSet::new();
        rows.retain(|(_, name)| names.len() < 5 && names.insert(name.clone()));
        self.plan.questions.push(Question::new(column, Ask::NoCustomer, rows));
    }

    /// The one question about all rows of masked names, no name twice among the examples.
    fn ask_of_masked(&mut self) {
        let Some((column, _)) = self.masked.first() else { return };
        let mut names = BTreeSet::new();
        let some = self.masked.iter().map(|(_, said)| said);
        let some = some.filter(|(_, name)| names.len() < 5 && names.insert(name.clone()));
        let question = Question::new(*column, Ask::Masked, some.cloned().collect());
        self.plan.questions.push(question);
    }

    /// Those that a new customer may be, the surest first.
    pub(super) fn twins(&self, book: &Book, named: &Named) -> Vec<Candidate> {
        if self.wanted.mapping.subject != crate::exchange::columns::Subject::Customers {
            return self.like_known(book, named);
        }
        let known = named.known();
        let like = |id: String| Some((likeness(&known, &Known::of(self.current(book, &id)?))?, id));
        self.alike(book, self.who.twins(&known).into_iter().filter_map(like).collect())
    }

    /// Customers to choose from, the surest first, each with why it may be the one.
    fn alike(&self, book: &Book, mut found: Vec<(Likeness, String)>) -> Vec<Candidate> {
        found.sort_by(|(one, own), (two, other)| (one.strength, own).cmp(&(two.strength, other)));
        let why = |(like, id): (Likeness, String)| {
            let candidates = self.candidates(book, &[id]).into_iter();
            candidates.map(move |candidate| Candidate {
                why: like.reasons(),
                ..candidate
            })
        };
        found.into_iter().flat_map(why).collect()
    }

    /// The one customer of the book that a row is like.
    fn suggested(&self, book: &Book, named: &Named, candidates: &[Candidate]) -> Option<String> {
        let [only] = candidates else { return None };
        let is_it = only.row.is_none() && !self.has_other_code(book, &only.id, named);
        is_it.then(|| only.id.clone())
    }

    /// A row is a new customer, beside those that it may be. Where it can hardly be another one than that of an earlier row, it is asked about.
    pub(super) fn is_new(&self, book: &Book, named: &Named, said: &mut Said) -> Result<Option<String>, Outcome> {
        said.candidates = self.twins(book, named);
        said.suggested = self.suggested(book, named, &said.candidates);
        match self.twin_in_file(book, named, &said.candidates) {
            Some(twin) => {
                said.ask(None, say::like_row(twin));
                Err(Outcome::Asked)
            }
            None => Ok(None),
        }
    }

    /// The earlier row of the file that brings a customer which a row can hardly be another one than.
    fn twin_in_file(&self, book: &Book, named: &Named, candidates: &[Candidate]) -> Option<u32> {
        let known = named.known();
        let likeness = |id: &str| likeness(&known, &Known::of(self.current(book, id)?));
        let is_one = |id: &str| likeness(id).is_some_and(|like| like.strength == Strength::Strong);
        let mut of_file = candidates.iter().filter(|candidate| candidate.row.is_some());
        of_file.find(|candidate| is_one(&candidate.id))?.row
    }

    /// Customers of the book that whoever a row of events names may be.
    fn like_known(&self, book: &Book, named: &Named) -> Vec<Candidate> {
        let known = named.known();
        let of_book = |id: String| Some((likeness(&known, &Known::of(book.customers.get(&id)?))?, id));
        self.alike(book, self.who.twins(&known).into_iter().filter_map(of_book).collect())
    }

    /// Customers to choose from.
    pub fn candidates(&self, book: &Book, ids: &[String]) -> Vec<Candidate> {
        let candidate = |id: &String| {
            let name = self.current(book, id)?.name.to_string();
            let row = self.makers.get(id).copied();
            Some(Candidate {
                id: id.clone(),
                name,
                row,
                why: Vec::new(),
            })
        };
        ids.iter().filter_map(candidate).collect()
    }
}
