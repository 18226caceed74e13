//! Tickets of which the file does not say what kind they are: one question about all of them.

use super::column::ReadColumn;
use super::read::Said;
use super::work::Work;
use super::{Mode, Outcome, Wanted};
use crate::exchange::columns::Subject;
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Question, UnknownWord};
use crate::exchange::words::ticket_kind_in;

/// The key of the field.
pub(super) const KIND: &str = "kind";
/// So many rows stand with the question.
const EXAMPLES: usize = 5;
/// So many cells of a row.
const CELLS: usize = 3;

/// New tickets without a kind: how many, and some of them.
#[derive(Default)]
pub(super) struct Kindless {
    column: usize,
    rows: usize,
    examples: Vec<(u32, String)>,
}

impl Kindless {
    /// The question stands at the column of the kinds; where there is none, at the one that says what the tickets are about.
    pub fn of(columns: &[ReadColumn]) -> Self {
        let of = |key: &str| columns.iter().find(|read| read.is_of(key)).map(|read| read.column);
        let column = [KIND, "subject", "progress", "customer"].into_iter().find_map(of);
        Self {
            column: column.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Makes a ticket what the person said that those without a kind are; until then it waits.
    pub fn settle(&mut self, ticket: &mut dyn FnMut(&str) -> bool, row: &TableRow, wanted: &Wanted, said: &mut Said) {
        // A word that is no kind is asked about as if nobody had said it.
        if !told(wanted).is_some_and(ticket) {
            self.ask(row, said);
        }
    }

    fn ask(&mut self, row: &TableRow, said: &mut Said) {
        self.rows += 1;
        if self.examples.len() < EXAMPLES {
            let cells = row.cells.iter().map(Cell::shown).filter(|text| !text.is_empty());
            self.examples
                .push((row.at, cells.take(CELLS).collect::<Vec<_>>().join(" ")));
        }
        said.ask(Some(self.column), say::asked_first());
    }

    /// The one question about all of them, with what stands above the table or in its headings that speaks for a kind.
    pub fn question(self, table: &Table) -> Option<Question> {
        if self.rows == 0 {
            return None;
        }
        let headings: Vec<&str> = table.columns.iter().map(|column| &*column.heading).collect();
        let said = ticket_kind_in(&table.title.join(" ")).or_else(|| ticket_kind_in(&headings.join(" ")));
        let unknown = said.map(|(kind, word)| UnknownWord {
            word: word.to_owned(),
            rows: self.rows,
            like: Some(kind.word().to_owned()),
        });
        Some(Question {
            unknown: unknown.into_iter().collect(),
            ..Question::new(self.column, Ask::TicketKind, self.examples)
        })
    }
}

/// The kind that tickets without one are, if that was said.
fn told(wanted: &Wanted) -> Option<&str> {
    wanted.answers.iter().find_map(|(_, answer)| match answer {
        Answer::TicketKind(kind) => Some(&**kind),
        _ => None,
    })
}

impl Work<'_> {
    /// What becomes of a new ticket whose customer is still asked about, or missing: of which kind it is, is asked together with that.
    pub fn with_its_kind(&mut self, outcome: Outcome, row: &TableRow, said: &mut Said) -> Outcome {
        let comes = !matches!(outcome, Outcome::LeftOut(_)) && self.wanted.mode != Mode::Update;
        let is_said = said.get(KIND).is_some() || said.is_wrong(said.columns.get(KIND).copied());
        let is_ticket = self.wanted.mapping.subject == Subject::Tickets;
        if comes && is_ticket && !is_said && told(self.wanted).is_none() {
            self.kindless.ask(row, said);
        }
        outcome
    }
}
