//! How a column is read by what was answered, and the first question that it raises.

use std::collections::HashSet;

use chrono::Datelike;

use super::alike::like;
use super::day::{self, Told};
use super::question::{Answer, Ask, Dayless, Instead, Question, UnknownWord, Yearless};
use super::{keeps_digits, number, other_name, unguarded};
use crate::domain::day::Day;
use crate::domain::field::{Choice, Choices, FieldKind, Unit, hangs_on_today};
use crate::domain::fold::{alike, folded, is_blank};
use crate::exchange::grid::Cell;
use crate::exchange::words::UNKNOWN;

/// So many examples stand with a question.
const EXAMPLES: usize = 5;
/// An open list with more unknown words than this is taken as it stands.
const MOST_UNKNOWN: usize = 60;

/// How a column is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Whether serial numbers of days count from 1904.
    pub is_1904: bool,
    /// The unit that the heading names, or a line above the head, as a power of ten.
    pub written_power: Option<i32>,
    /// What the list of a choice field offers; whether only that.
    pub offered: Vec<Choice>,
    /// Whether only words of the list are taken.
    pub is_closed: bool,
    /// The list.
    pub list: Option<Choices>,
    /// Other words that the book has in use, as they are compared.
    pub in_use: HashSet<String>,
    /// What seems to have lost digits and stands so in the book.
    pub as_in_book: HashSet<String>,
    /// For days that every row must have, which are of what has happened: the day it is.
    pub today: Option<Day>,
    /// For days of what is to come: the day it is.
    pub ahead_of: Option<Day>,
    /// Whether it says by which calendar a birthday is kept: 公历 and 农历 are its no and yes.
    pub is_of_calendar: bool,
    /// Whether its words are asked about.
    pub is_asked: bool,
    /// What the person said.
    pub answers: Vec<Answer>,
}

impl Reading {
    /// The power of ten of bare amounts; nothing where it must be asked.
    pub fn power(&self, unit: Unit) -> Option<i32> {
        let told = self.answers.iter().find_map(|answer| match answer {
            Answer::Power(power) => Some(*power),
            _ => None,
        });
        let by_field = (unit == Unit::Yuan).then_some(0);
        told.or(self.written_power).or(by_field)
    }

    /// The power of ten of amounts with the sign of the currency; nothing where a heading says another unit than the sign and it must be
    /// asked which counts. What was answered of those that say no unit is another matter.
    pub fn signed_power(&self) -> Option<i32> {
        let told = self.answers.iter().find_map(|answer| match answer {
            Answer::SignPower(power) => Some(*power),
            _ => None,
        });
        let by_sign = matches!(self.written_power, None | Some(0)).then_some(0);
        told.or(by_sign)
    }

    pub fn is_day_first(&self) -> Option<bool> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::DayFirst(is) => Some(*is),
            _ => None,
        })
    }

    pub fn takes_serials(&self) -> Option<bool> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Serials(takes) => Some(*takes),
            _ => None,
        })
    }

    pub fn takes_day_words(&self) -> Option<bool> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::DayWords(takes) => Some(*takes),
            _ => None,
        })
    }

    fn yearless(&self) -> Option<Yearless> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Yearless(said) => Some(*said),
            _ => None,
        })
    }

    fn dayless(&self) -> Option<Dayless> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Dayless(said) => Some(*said),
            _ => None,
        })
    }

    /// The year that days without one are of, if that was said.
    pub fn year(&self) -> Option<i32> {
        match self.yearless() {
            Some(Yearless::Of(year)) => Some(year),
            _ => None,
        }
    }

    /// What becomes of a cell that is no whole day; nothing where it is one, or nobody said so far.
    pub fn instead(&self, cell: &Cell, text: &str) -> Option<Instead> {
        match cell {
            _ if day::lacks_year(cell, text) => self.yearless().map(Into::into),
            _ if day::has_no_day(cell, text) => self.dayless().map(Into::into),
            _ => None,
        }
    }

    fn rounded(&self) -> Option<bool> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::KeepRounded(keep) => Some(*keep),
            _ => None,
        })
    }

    pub fn keeps_rounded(&self) -> bool {
        self.rounded() == Some(true)
    }

    pub fn leaves_rounded_out(&self) -> bool {
        self.rounded() == Some(false)
    }

    fn mapped(&self, text: &str) -> Option<&Option<String>> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Words(words) => words.iter().find(|(word, _)| alike(word, text)).map(|(_, ours)| ours),
            _ => None,
        })
    }

    /// The word of the list that a text means; the text itself where it means none.
    pub fn choice(&self, text: &str) -> Option<String> {
        if let Some(ours) = self.mapped(text) {
            return ours.clone();
        }
        Some(self.known(text).unwrap_or_else(|| text.to_owned()))
    }

    /// Whether each name of a cell is a contact of its own, if that was said.
    pub fn parts_people(&self) -> Option<bool> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::EachPerson(is) => Some(*is),
            _ => None,
        })
    }

    /// Whether a cell waits for what its word means.
    pub fn waits_for(&self, text: &str) -> bool {
        self.is_asked && self.asks_word(text)
    }

    /// The words that were answered to be choices of their own.
    pub fn new_choices(&self) -> impl Iterator<Item = &str> {
        let words = self.answers.iter().filter_map(|answer| match answer {
            Answer::Words(words) => Some(words),
            _ => None,
        });
        let own = |(word, ours): (&String, &Option<String>)| ours.as_ref().is_some_and(|ours| ours == word);
        words
            .flatten()
            .filter(move |pair| own(*pair))
            .map(|(word, _)| word.as_str())
    }

    fn known(&self, text: &str) -> Option<String> {
        let fits = |choice: &&Choice, said: &str| {
            alike(&choice.word, said) || alike(&choice.label.zh, said) || alike(&choice.label.en, said)
        };
        let of = |said: &str| self.offered.iter().find(|choice| fits(choice, said));
        let own = of(text).or_else(|| other_name(text).find_map(of));
        own.map(|choice| choice.word.to_string())
    }

    /// Whether a word must be asked about.
    fn asks_word(&self, text: &str) -> bool {
        let is_asked_list = self.is_closed || (self.list == Some(Choices::Industry) && !self.offered.is_empty());
        is_asked_list
            && self.mapped(text).is_none()
            && self.known(text).is_none()
            && !UNKNOWN.contains(&&*folded(text))
            && !self.in_use.contains(&*folded(text))
    }
}

/// The first question that a column raises, if any.
pub(crate) fn first_question<'a>(
    column: usize,
    kind: FieldKind,
    reading: &Reading,
    cells: impl Iterator<Item = (u32, &'a Cell)>,
) -> Option<Question> {
    let mut found = Found::default();
    for (at, cell) in cells.filter(|(_, cell)| !cell.is_blank()) {
        let shown = cell.shown();
        let text = unguarded(&shown);
        if is_blank(text) || super::is_nothing(text, kind) {
            continue;
        }
        found.look(at, text, cell, kind, reading);
    }
    found.question(column, reading)
}

#[derive(Default)]
struct Found {
    either: Vec<(u32, String)>,
    day_first: usize,
    month_first: usize,
    bare: Vec<(u32, String)>,
    signed: Vec<(u32, String)>,
    lost: Vec<(u32, String)>,
    serials: Vec<(u32, String)>,
    spoken: Vec<(u32, String)>,
    yearless: Vec<(u32, String)>,
    dayless: Vec<(u32, String)>,
    unknown: Vec<UnknownWord>,
    by_word: std::collections::HashMap<String, usize>,
    unknown_at: Vec<(u32, String)>,
}

impl Found {
    fn look(&mut self, at: u32, text: &str, cell: &Cell, kind: FieldKind, reading: &Reading) {
        let lost_in_amount = matches!(kind, FieldKind::Money(_) | FieldKind::SignedMoney(_))
            && !matches!(cell, Cell::Number(_))
            && folded(text).contains('e');
        let may_be_lost = (keeps_digits(kind) || lost_in_amount) && !reading.as_in_book.contains(text);
        if may_be_lost && number::has_lost_digits(text) {
            note(&mut self.lost, at, text);
        }
        match kind {
            FieldKind::Date(_) | FieldKind::Moment(_) if day::has_no_day(cell, text) => {
                note(&mut self.dayless, at, text);
            }
            FieldKind::Date(_) | FieldKind::Moment(_)
                if matches!(cell, Cell::Number(_)) && day::lacks_year(cell, text) =>
            {
                note(&mut self.yearless, at, text);
            }
            FieldKind::Date(_) | FieldKind::Moment(_) if matches!(cell, Cell::Text(_)) => match day::read(text) {
                Some(Told::Either(..)) => note(&mut self.either, at, text),
                Some(Told::Sure(day, _)) => self.look_at_order(text, day),
                None if day::is_serial(text) => note(&mut self.serials, at, text),
                None if hangs_on_today(text) => note(&mut self.spoken, at, text),
                None if day::has_no_year(text) => note(&mut self.yearless, at, text),
                None => {}
            },
            FieldKind::Money(_) | FieldKind::SignedMoney(_)
                if reading.signed_power().is_none()
                    && number::has_sign_alone(text)
                    && plainly_not_zero(&folded(text)) =>
            {
                note(&mut self.signed, at, text);
            }
            FieldKind::Money(unit)
                if reading.power(unit).is_none() && number::lacks_unit(text) && plainly_not_zero(&folded(text)) =>
            {
                note(&mut self.bare, at, text);
            }
            FieldKind::Choice(_) if reading.asks_word(text) => {
                let next = self.unknown.len();
                let place = *self.by_word.entry(folded(text).into_owned()).or_insert(next);
                if place == next {
                    self.unknown.push(UnknownWord {
                        word: text.to_owned(),
                        rows: 0,
                        like: like(text, &reading.offered),
                    });
                    note(&mut self.unknown_at, at, text);
                }
                self.unknown[place].rows += 1;
            }
            _ => {}
        }
    }

    fn look_at_order(&mut self, text: &str, day: Day) {
        let first: u32 = text
            .split(['/', '-', '.'])
            .next()
            .and_then(|part| part.trim().parse().ok())
            .unwrap_or(0);
        let date = day.date();
        if first < 1000 && first == date.day() && first > 12 {
            self.day_first += 1;
        } else if first < 1000 && first == date.month() && date.day() > 12 {
            self.month_first += 1;
        }
    }

    fn question(self, column: usize, reading: &Reading) -> Option<Question> {
        let day_first = match (self.day_first, self.month_first) {
            (1.., 0) => Some(true),
            (0, 1..) => Some(false),
            _ => None,
        };
        // What was written is of this year, or of the one before; what is to come, of the one that comes, or of this one.
        let years = |reason| match (reading.today, reading.ahead_of) {
            _ if reason != Ask::Yearless => Vec::new(),
            (Some(today), _) => vec![today.date().year(), today.date().year() - 1],
            (None, Some(today)) => vec![today.date().year() + 1, today.date().year()],
            (None, None) => Vec::new(),
        };
        let ask = |reason, examples, unknown| {
            Some(Question {
                unknown,
                day_first: day_first.filter(|_| reason == Ask::DateOrder),
                years: years(reason),
                is_needed: reading.today.is_some() && matches!(reason, Ask::Yearless | Ask::Dayless),
                ..Question::new(column, reason, examples)
            })
        };
        if !self.lost.is_empty() && reading.rounded().is_none() {
            ask(Ask::LostDigits, self.lost, Vec::new())
        } else if !self.either.is_empty() && reading.is_day_first().is_none() {
            ask(Ask::DateOrder, self.either, Vec::new())
        } else if !self.serials.is_empty() && reading.takes_serials().is_none() {
            ask(Ask::Serial, self.serials, Vec::new())
        } else if !self.spoken.is_empty() && reading.takes_day_words().is_none() {
            ask(Ask::DayWords, self.spoken, Vec::new())
        } else if !self.yearless.is_empty() && reading.yearless().is_none() {
            ask(Ask::Yearless, self.yearless, Vec::new())
        } else if !self.dayless.is_empty() && reading.dayless().is_none() {
            ask(Ask::Dayless, self.dayless, Vec::new())
        } else if !self.bare.is_empty() {
            ask(Ask::Unit, self.bare, Vec::new())
        } else if !self.signed.is_empty() {
            ask(Ask::Sign, self.signed, Vec::new())
        } else if !self.unknown.is_empty() && (reading.is_closed || self.unknown.len() <= MOST_UNKNOWN) {
            ask(Ask::Choices, self.unknown_at, self.unknown)
        } else {
            None
        }
    }
}

fn note(examples: &mut Vec<(u32, String)>, at: u32, text: &str) {
    if examples.len() < EXAMPLES {
        examples.push((at, text.to_owned()));
    }
}

fn plainly_not_zero(text: &str) -> bool {
    text.bytes().any(|b| (b'1'..=b'9').contains(&b))
}
