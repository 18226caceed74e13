//! How a column is read by what was answered.

use std::collections::HashSet;

use super::question::{Answer, Dayless, Instead, ShortOrder, Yearless};
use super::{number, other_name, partly};
use crate::domain::day::Day;
use crate::domain::field::{Choice, Choices, FieldKind, Tense, Unit};
use crate::domain::fold::{alike, folded};
use crate::exchange::grid::Cell;
use crate::exchange::words::UNKNOWN;

/// How a column is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Whether serial numbers of days count from 1904.
    pub is_1904: bool,
    /// The unit that the heading names, or a line above the head, as a power of ten.
    pub written_power: Option<i32>,
    /// For days: whether a cell of the column counts its year as the republic does.
    pub says_republic: bool,
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
    /// The day it is.
    pub today: Option<Day>,
    /// For days: whether they are of what has happened, or of what is to come.
    pub tense: Option<Tense>,
    /// Whether every row must have one.
    pub is_needed: bool,
    /// Whether a day that is not said whole is one as of the row's own.
    pub counts_from_row: bool,
    /// Whether a 0 at the end of a number is a part of what it says: 3.10 is another version than 3.1.
    pub keeps_zeros: bool,
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

    /// What stands first where the year has two figures.
    pub fn short_order(&self) -> Option<ShortOrder> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Short(order) => Some(*order),
            _ => None,
        })
    }

    /// Whether years of two figures may be of the republic.
    pub fn counts_republic(&self) -> bool {
        self.says_republic || self.short_order() == Some(ShortOrder::Republic)
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

    pub(super) fn yearless(&self) -> Option<Yearless> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Yearless(said) => Some(*said),
            _ => None,
        })
    }

    pub(super) fn dayless(&self) -> Option<Dayless> {
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
        match (self.yearless(), self.dayless()) {
            // Asked of every day.
            (None, None) => None,
            (told, _) if partly::lacks_year(cell, text) => told.map(Into::into),
            (_, told) if partly::is_vague(cell, text) => told.map(Into::into),
            _ => None,
        }
    }

    pub(super) fn rounded(&self) -> Option<bool> {
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

    /// Whether a number of a sheet may have lost a 0 that says something.
    pub fn may_lack_zero(&self, cell: &Cell, text: &str, kind: FieldKind) -> bool {
        match kind {
            // What becomes of it where it is no day anyway was said.
            FieldKind::Date(_) | FieldKind::Moment(_) => {
                partly::may_lack_zero(cell, text) && self.instead(cell, text).is_none_or(|told| told == Instead::Day)
            }
            _ => self.keeps_zeros && number::may_lack_zero(cell, text) && !self.as_in_book.contains(text),
        }
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
    pub(super) fn asks_word(&self, text: &str) -> bool {
        let is_asked_list = self.is_closed || (self.list == Some(Choices::Industry) && !self.offered.is_empty());
        is_asked_list
            && self.mapped(text).is_none()
            && self.known(text).is_none()
            && !UNKNOWN.contains(&&*folded(text))
            && !self.in_use.contains(&*folded(text))
    }
}
