//! Orders of which a part was given back, by a column of such amounts or by the words of their states, and returns whose amounts stand without
//! a sign: whether the file's full amount counts, only the person knows.

use std::collections::{BTreeMap, HashSet};

use super::Wanted;
use super::read::Said;
use crate::domain::book::Book;
use crate::domain::field::{FieldKind, FieldValue, Typing, Unit, parse};
use crate::domain::fold::folded;
use crate::domain::label::Label;
use crate::domain::money::Fen;
use crate::exchange::columns::{Mapped, Subject, Use, heading_power, says_refunds, title_power};
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableColumn, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Lines, Question, Reading, RefundSums, Refunded, said};
use crate::exchange::words::{AMOUNT_ENDS, OF_REFUNDS, StateWords, money_suffix, state_words};

/// How an amount that was given back is read.
const KIND: FieldKind = FieldKind::SignedMoney(Unit::Yuan);
/// So many rows stand with a question.
const EXAMPLES: usize = 5;

/// What the rows say of amounts that were given back.
#[derive(Default)]
pub(super) struct Refunds {
    /// The columns of such amounts.
    amounts: Vec<(usize, Reading)>,
    /// The columns of states: whether each says of which kind its rows are.
    states: Vec<(usize, bool)>,
    /// What is to be asked, by column.
    open: BTreeMap<usize, Open>,
    /// What all orders come to so far.
    total: Fen,
    /// Orders that are in it, and returns by their numbers: a shop repeats the amount in each row of an order.
    counted: HashSet<(String, bool)>,
    /// Whether each row's amount is its own.
    are_lines: bool,
}

#[derive(Default)]
struct Open {
    examples: Vec<(u32, String)>,
    /// The amounts of its orders, what of them was given back, and those of which nobody says how much.
    full: Fen,
    back: Fen,
    unknown: Fen,
    /// The amounts of those that are returns.
    returned: Fen,
}

/// What a row says.
struct Back {
    column: usize,
    shown: String,
    amount: Option<Fen>,
    /// Whether the row is itself a return.
    is_return: bool,
}

impl Refunds {
    pub fn of(table: &Table, wanted: &Wanted) -> Self {
        if wanted.mapping.subject != Subject::Orders {
            return Self::default();
        }
        let above = title_power(&table.title);
        let columns = table.columns.iter().zip(&wanted.mapping.columns).enumerate();
        let amounts = columns.filter(|(_, (own, mapped))| mapped.used == Use::Out && says_refunds(own));
        let read = |(column, (own, _)): (usize, (&TableColumn, &Mapped))| {
            let written_power = heading_power(own).or(above);
            let reading = Reading {
                written_power,
                answers: written_power.map(Answer::SignPower).into_iter().collect(),
                ..Reading::default()
            };
            (column, reading)
        };
        // In a statement of a platform a refund may be what one's own shopping brought back.
        let are_kinds = |column: &usize| {
            let heading = table.columns.get(*column).map_or("", |own| &own.heading);
            (
                *column,
                wanted.mapping.known.is_none() && StateWords::are_kinds(heading),
            )
        };
        let is_sum = |(_, answer): &(usize, Answer)| *answer == Answer::Lines(Lines::Sum);
        Self {
            amounts: amounts.map(read).collect(),
            states: wanted.mapping.states.iter().map(are_kinds).collect(),
            are_lines: wanted.answers.iter().any(is_sum),
            ..Self::default()
        }
    }

    /// What the first column says that says anything: one of amounts before one of states.
    fn said(&self, row: &TableRow, wanted: &Wanted) -> Option<Back> {
        let cell = |column: usize| wanted.cell(row, column);
        let mut amounts = self.amounts.iter().filter_map(|(column, reading)| {
            let cell = cell(*column);
            let shown = cell.shown();
            let says = shown.chars().any(|c| c.is_numeric() && c != '0' && c != '０');
            let back = |amount| Back {
                column: *column,
                shown: shown.clone(),
                amount,
                is_return: false,
            };
            says.then(|| back(read(&cell, reading, wanted)))
        });
        amounts.next().or_else(|| {
            let mut states = self.states.iter().filter_map(|(column, is_of_kinds)| {
                let shown = cell(*column).shown();
                let words = folded(&shown);
                let is_return = StateWords::says_return(&shown, *is_of_kinds);
                let is_it = is_return || state_words().says_given_back(&shown);
                let amount = words.find(|c: char| c.is_ascii_digit()).and_then(|at| {
                    let figures = words[at..].split(AMOUNT_ENDS).next()?;
                    read(&Cell::text(figures), &Reading::default(), wanted)
                });
                is_it.then_some(Back {
                    column: *column,
                    shown,
                    amount,
                    is_return,
                })
            });
            states.next()
        })
    }

    /// Whether a word says that an order was given back of which a column says that only a part was.
    pub fn is_in_part(&self, word: &str, row: &TableRow, said: &Said, wanted: &Wanted) -> bool {
        let is_of_refunds = || OF_REFUNDS.iter().any(|of| folded(word).contains(of));
        if self.amounts.is_empty() || !is_of_refunds() {
            return false;
        }
        let back = self.said(row, wanted).and_then(|back| back.amount);
        back.zip(amount_of(said, wanted))
            .is_some_and(|(back, full)| back < full)
    }

    /// What counts of the full amount of a row where the person said that it is not all of it.
    pub fn left(&self, row: &TableRow, wanted: &Wanted, full: Fen, amount_at: usize) -> Option<Fen> {
        let back = self.said(row, wanted)?;
        let told = told(wanted, back.column).filter(|_| wanted.corrected_at(row.at, amount_at).is_none())?;
        match told {
            Refunded::Negative if back.is_return => Some(-full),
            Refunded::Negative | Refunded::Less => Some(full - back.amount?),
            Refunded::Full | Refunded::Out => None,
        }
    }

    /// Makes of the amount of an order what the person said; tells why it stays out, where it does.
    pub fn settle(&mut self, book: &Book, row: &TableRow, wanted: &Wanted, said: &mut Said) -> Option<Label> {
        if self.amounts.is_empty() && self.states.is_empty() {
            return None;
        }
        let full = amount_of(said, wanted).filter(|full| full.0 > 0)?;
        let own = said.columns.get("amount").copied();
        // Who writes an amount into the preview has thought of it.
        let is_corrected = own.is_some_and(|own| wanted.corrected_at(row.at, own).is_some());
        let back = self.said(row, wanted).filter(|_| !is_corrected);
        let is_return = back.as_ref().is_some_and(|back| back.is_return);
        let is_first = |id: &str| self.counted.insert((id.to_owned(), is_return));
        let counts = self.are_lines || said.get("id").is_none_or(is_first);
        let counted = |amount: Fen| if counts { amount } else { Fen(0) };
        let Some(back) = back else {
            self.total += counted(full);
            return None;
        };
        let told = told(wanted, back.column);
        match (told, back.amount) {
            (None | Some(Refunded::Negative), _) if is_return && (told.is_some() || stands(book, said, -full)) => {
                self.total += counted(-full);
                said.fields
                    .insert("amount", Some(format!("{}{}", -full, money_suffix(0))));
            }
            (None, amount) => {
                self.total += counted(full);
                let open = self.open.entry(back.column).or_default();
                if open.examples.len() < EXAMPLES {
                    open.examples.push((row.at, format!("{full} | {}", back.shown)));
                }
                open.full += counted(full);
                match amount {
                    _ if is_return => open.returned += counted(full),
                    Some(amount) => open.back += counted(amount.min(full)),
                    None => open.unknown += counted(full),
                }
                said.ask(Some(back.column), say::asked_first());
            }
            (Some(Refunded::Full), _) => self.total += counted(full),
            (Some(Refunded::Out), _) => return Some(say::refund_left_out()),
            (Some(Refunded::Less | Refunded::Negative), None) => said.wrong(own, say::refund_unknown(back.shown)),
            (Some(_), Some(amount)) if amount >= full => return Some(say::all_given_back()),
            (Some(Refunded::Less | Refunded::Negative), Some(amount)) => {
                self.total += counted(full - amount);
                let left = format!("{}{}", full - amount, money_suffix(0));
                said.fields.insert("amount", Some(left));
            }
        }
        None
    }

    /// A question each for the columns that say so and were not answered.
    pub fn questions(self) -> impl Iterator<Item = Question> {
        let total = self.total;
        self.open.into_iter().map(move |(column, open)| Question {
            refunds: Some(RefundSums {
                full: total,
                less: (open.back.0 > 0).then_some(total - open.back - open.unknown - open.returned),
                negative: (open.returned.0 > 0)
                    .then_some(total - open.back - open.unknown - open.returned - open.returned),
                out: total - open.full,
            }),
            ..Question::new(column, Ask::Refunds, open.examples)
        })
    }
}

fn told(wanted: &Wanted, column: usize) -> Option<Refunded> {
    wanted.answers.iter().find_map(|(of, answer)| match answer {
        Answer::Refunds(said) if *of == column => Some(*said),
        _ => None,
    })
}

/// Whether the book has the order of a row with this amount: it was told before what the row means.
fn stands(book: &Book, said: &Said, amount: Fen) -> bool {
    let known = said.get("id").and_then(|id| book.orders.get(id));
    known.is_some_and(|order| order.amount == amount)
}

fn amount_of(said: &Said, wanted: &Wanted) -> Option<Fen> {
    fen(said.get("amount")?, wanted)
}

/// How much was given back, whichever sign it has.
fn read(cell: &Cell, reading: &Reading, wanted: &Wanted) -> Option<Fen> {
    let text = said(cell, KIND, reading).ok().flatten()?;
    fen(&text, wanted)
        .map(|amount| Fen(amount.0.abs()))
        .filter(|amount| amount.0 > 0)
}

fn fen(text: &str, wanted: &Wanted) -> Option<Fen> {
    let typing = Typing {
        today: wanted.today,
        offset: &wanted.offset,
        clock: "",
    };
    match parse(KIND, text, typing) {
        Ok(FieldValue::Money(amount)) => Some(amount),
        _ => None,
    }
}
