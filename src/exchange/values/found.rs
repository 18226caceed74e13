//! What the cells of a column raise: a question for each reason, with examples.

use std::borrow::Cow;

use chrono::Datelike;

use super::alike::like;
use super::as_of::RowDay;
use super::asked::Reading;
use super::day::{self, Told};
use super::partly;
use super::question::{Answer, Ask, Question, ShortOrder, UnknownWord};
use super::short::{counts_republic, has_three_figures};
use super::{is_as_of_row, is_nothing, keeps_digits, narrow, number, unguarded};
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, Tense};
use crate::domain::fold::{folded, is_blank};
use crate::exchange::grid::Cell;

/// So many examples stand with a question.
const EXAMPLES: usize = 5;
/// An open list with more unknown words than this is taken as it stands.
const MOST_UNKNOWN: usize = 60;

/// The questions that a column raises, all at once: what one answer settles, no other asks again.
pub(crate) fn raised<'a>(
    column: usize,
    kind: FieldKind,
    reading: &Reading,
    cells: impl Iterator<Item = (u32, Cow<'a, Cell>, RowDay)>,
) -> Vec<Question> {
    let mut found = Found::default();
    for (at, cell, of) in cells.filter(|(_, cell, _)| !cell.is_blank()) {
        let shown = cell.shown();
        let own = unguarded(&shown);
        let (at, text) = ((at, own), &*narrow(own, kind));
        if is_blank(text) || is_nothing(text, kind) {
            continue;
        }
        found.look_at_digits(at, text, &cell, kind, reading);
        if !is_as_of_row(&cell, text, reading, of) {
            found.look(at, text, &cell, kind, reading);
        }
    }
    found.questions(column, reading)
}

/// More yuan than anybody's amount is: where an earlier file's unit makes that of one, it is another unit here.
const MOST_YUAN: f64 = 1e10;
/// No more yuan than this is nobody's figure of a year: where an earlier file's unit leaves all that small, it is another unit here.
const SMALL_YUAN: f64 = 1e4;

/// Whether the cells of a column cannot be meant as an answer says that was given of another file: days of the other order, amounts that
/// its unit makes absurd. Small ones are so only where the unit hangs on the answer alone: an order may well be of 80 yuan.
pub(crate) fn is_contradicted<'a>(
    answer: &Answer,
    hangs_on_unit: bool,
    mut cells: impl Iterator<Item = Cow<'a, Cell>>,
) -> bool {
    let says = |cell: &Cell, is_other: &dyn Fn(&str) -> bool| {
        let shown = cell.shown();
        is_other(unguarded(&shown).trim())
    };
    match answer {
        Answer::DayFirst(day_first) => cells.any(|cell| {
            says(&cell, &|text| match day::read(text) {
                Some(Told::Sure(day, _)) => order_of(text, day).is_some_and(|first| first != *day_first),
                _ => false,
            })
        }),
        Answer::Short(order) => cells.any(|cell| {
            let is_other = |text: &str| match day::read(text) {
                Some(Told::Short(day, _)) => !day.is_marked && day.day(*order).is_none(),
                _ => false,
            };
            says(&cell, &is_other) || *order != ShortOrder::Republic && counts_republic(&cell)
        }),
        Answer::Power(power) => {
            let yuan = |cell: Cow<'a, Cell>| {
                let shown = cell.shown();
                let text = unguarded(&shown).trim();
                let bare = number::plain(&folded(text)).parse::<f64>();
                bare.ok().filter(|_| number::lacks_unit(text))
            };
            let most = cells.filter_map(yuan).map(f64::abs).fold(0.0, f64::max) * 10f64.powi(*power);
            most > MOST_YUAN || hangs_on_unit && most > 0.0 && most <= SMALL_YUAN
        }
        _ => false,
    }
}

/// Whether a plain day that is written in figures has the day first, or the month; nothing where that does not show.
fn order_of(text: &str, day: Day) -> Option<bool> {
    let first: u32 = text.split(['/', '-', '.']).next()?.trim().parse().ok()?;
    let date = day.date();
    match () {
        () if first >= 1000 => None,
        () if first == date.day() && first > 12 => Some(true),
        () if first == date.month() && date.day() > 12 => Some(false),
        () => None,
    }
}

#[derive(Default)]
struct Found {
    either: Vec<(u32, String)>,
    short: Vec<(u32, String)>,
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
    fn look_at_digits(&mut self, at: (u32, &str), text: &str, cell: &Cell, kind: FieldKind, reading: &Reading) {
        let lost_in_amount = matches!(kind, FieldKind::Money(_) | FieldKind::SignedMoney(_))
            && !matches!(cell, Cell::Number(_))
            && folded(text).contains('e');
        let may_be_lost = (keeps_digits(kind) || lost_in_amount) && !reading.as_in_book.contains(text);
        if may_be_lost && number::has_lost_digits(text) || reading.may_lack_zero(cell, text, kind) {
            note(&mut self.lost, at);
        }
    }

    fn look(&mut self, at: (u32, &str), text: &str, cell: &Cell, kind: FieldKind, reading: &Reading) {
        match kind {
            FieldKind::Date(_) | FieldKind::Moment(_) if matches!(cell, Cell::Number(_)) => {
                if has_three_figures(text) {
                    note(&mut self.short, at);
                } else if partly::is_vague(cell, text) {
                    note(&mut self.dayless, at);
                } else if partly::lacks_year(cell, text) {
                    note(&mut self.yearless, at);
                }
            }
            FieldKind::Date(_) | FieldKind::Moment(_) if matches!(cell, Cell::Text(_)) => match day::read(text) {
                Some(Told::Either(..)) => note(&mut self.either, at),
                Some(Told::Short(day, _)) if day.only(reading.counts_republic()).is_none() => note(&mut self.short, at),
                Some(Told::Short(..)) => {}
                Some(Told::Sure(day, _)) => self.look_at_order(text, day),
                None if day::is_serial(text) => note(&mut self.serials, at),
                None if partly::is_vague(cell, text) => note(&mut self.dayless, at),
                None if partly::hangs_on(text) => note(&mut self.spoken, at),
                None if partly::has_no_year(text) => note(&mut self.yearless, at),
                None => {}
            },
            FieldKind::Money(_) | FieldKind::SignedMoney(_)
                if reading.signed_power().is_none()
                    && number::has_sign_alone(text)
                    && plainly_not_zero(&folded(text)) =>
            {
                note(&mut self.signed, at);
            }
            FieldKind::Money(unit)
                if reading.power(unit).is_none() && number::lacks_unit(text) && plainly_not_zero(&folded(text)) =>
            {
                note(&mut self.bare, at);
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
                    note(&mut self.unknown_at, at);
                }
                self.unknown[place].rows += 1;
            }
            _ => {}
        }
    }

    fn look_at_order(&mut self, text: &str, day: Day) {
        match order_of(text, day) {
            Some(true) => self.day_first += 1,
            Some(false) => self.month_first += 1,
            None => {}
        }
    }

    fn questions(self, column: usize, reading: &Reading) -> Vec<Question> {
        let day_first = match (self.day_first, self.month_first) {
            (1.., 0) => Some(true),
            (0, 1..) => Some(false),
            _ => None,
        };
        let ask = |reason, examples| Question {
            day_first: day_first.filter(|_| reason == Ask::DateOrder),
            years: if reason == Ask::Yearless {
                years(reading)
            } else {
                Vec::new()
            },
            is_past: reading.tense == Some(Tense::Past),
            is_needed: reading.is_needed && matches!(reason, Ask::Yearless | Ask::Dayless),
            ..Question::new(column, reason, examples)
        };
        let short = match reading.says_republic {
            true => Ask::Republic,
            false => Ask::ShortYear,
        };
        let of_cells = [
            (Ask::LostDigits, self.lost, reading.rounded().is_some()),
            (Ask::DateOrder, self.either, reading.is_day_first().is_some()),
            (short, self.short, reading.short_order().is_some()),
            (Ask::Serial, self.serials, reading.takes_serials().is_some()),
            (Ask::DayWords, self.spoken, reading.takes_day_words().is_some()),
            (Ask::Yearless, self.yearless, reading.yearless().is_some()),
            (Ask::Dayless, self.dayless, reading.dayless().is_some()),
            // Of these none stands here that was answered.
            (Ask::Unit, self.bare, false),
            (Ask::Sign, self.signed, false),
        ];
        let open = of_cells
            .into_iter()
            .filter(|(_, examples, is_told)| !examples.is_empty() && !is_told);
        let mut all: Vec<Question> = open.map(|(reason, examples, _)| ask(reason, examples)).collect();
        if !self.unknown.is_empty() && (reading.is_closed || self.unknown.len() <= MOST_UNKNOWN) {
            all.push(Question {
                unknown: self.unknown,
                ..ask(Ask::Choices, self.unknown_at)
            });
        }
        all
    }
}

/// The years that days without one may be of, the likeliest first: what was written is of this year, or of the one before; what is to come, of the one
/// that comes, or of this one. Of a birthday none is likelier than another.
fn years(reading: &Reading) -> Vec<i32> {
    let this = reading.today.map(|today| today.date().year());
    match (reading.tense, this) {
        (Some(Tense::Past), Some(this)) => vec![this, this - 1],
        (Some(Tense::Future), Some(this)) => vec![this + 1, this],
        _ => Vec::new(),
    }
}

fn note(examples: &mut Vec<(u32, String)>, (at, text): (u32, &str)) {
    if examples.len() < EXAMPLES {
        examples.push((at, text.to_owned()));
    }
}

fn plainly_not_zero(text: &str) -> bool {
    text.bytes().any(|b| (b'1'..=b'9').contains(&b))
}
