//! The columns of a table that are used, and how each is read.

use std::collections::{HashMap, HashSet};

use super::in_book::as_in_book;
use super::{Wanted, lunar};
use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::day::Day;
use crate::domain::field::{Choice, Choices, FieldKind, Tense, Unit, options};
use crate::domain::fold::folded;
use crate::domain::kind::customer::BIRTHDAY_LUNAR;
use crate::domain::label::Label;
use crate::exchange::columns::{Importable, Mapped, Mapping, PRICE, Use, heading_power, of_first_person, title_power};
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableColumn, TableRow};
use crate::exchange::values::{
    Answer, Reading, RowDay, counts_republic, is_contradicted, keeps_zeros, said, said_in, time_alone,
};
use crate::exchange::words::{COUNTRIES, DOTTED};

/// A column that is used, and how it is read.
pub(super) struct ReadColumn {
    pub column: usize,
    pub heading: String,
    pub used: Use,
    pub field: Option<Importable>,
    pub reading: Reading,
    /// Whether it is asked which of two columns counts.
    pub is_second: bool,
    /// It says the country, and another column the place.
    pub is_country: bool,
    /// Its times alone are those of the day that another column says.
    pub has_times: bool,
    /// Of a birthday: the column that says by which calendar it is kept.
    pub calendar: Option<lunar::Beside>,
}

/// The industries that customers of the book have, as they are compared: no question is about a word that is in use.
fn industries(book: &Book, mapping: &Mapping) -> HashSet<String> {
    let is_it = |mapped: &Mapped| matches!(&mapped.used, Use::Field(key) if key == "industry");
    if !mapping.columns.iter().any(is_it) {
        return HashSet::new();
    }
    let all = book
        .customers
        .iter()
        .filter_map(|(_, customer)| customer.industry.as_deref());
    all.map(|word| folded(word).into_owned()).collect()
}

/// The columns that are used.
pub(super) fn columns(book: &Book, table: &Table, wanted: &Wanted) -> Vec<ReadColumn> {
    let in_use = industries(book, &wanted.mapping);
    let all = wanted.mapping.subject.fields().into_iter();
    let fields: HashMap<&str, Importable> = all.map(|field| (field.key, field)).collect();
    let region = Use::Field("region".to_owned());
    let columns = &wanted.mapping.columns;
    let places = columns.iter().filter(|mapped| mapped.used == region).count();
    let of = |(column, (mapped, own)): (usize, (&Mapped, &TableColumn))| {
        let field = match &mapped.used {
            Use::Field(key) => Some(fields.get(&**key)?.clone()),
            Use::Tag | Use::Note => None,
            Use::Out => return None,
        };
        let mut reading = match &field {
            Some(field) => of_field(book, table, column, field, wanted),
            None => Reading::default(),
        };
        if reading.list == Some(Choices::Industry) {
            reading.in_use.clone_from(&in_use);
        }
        let written_power = heading_power(own).or_else(|| title_power(&table.title));
        let is_of_other_unit = |field: &Importable| matches!(field.kind, FieldKind::Money(unit) if unit != Unit::Yuan);
        let hangs_on_unit = written_power.is_none() && field.as_ref().is_some_and(is_of_other_unit);
        let reading = Reading {
            is_1904: table.is_1904,
            written_power,
            says_republic: field.as_ref().is_some_and(|field| is_day(field.kind))
                && says_republic(table, wanted, column),
            today: Some(wanted.today),
            keeps_zeros: match &field {
                // What a product costs is a number, though it is read as a text: 3.2 is 3.20.
                Some(field) => field.key != PRICE && keeps_zeros(field.kind),
                None => numbers_something(&own.heading),
            },
            answers: holding(table, wanted, column, hangs_on_unit),
            ..reading
        };
        Some(ReadColumn {
            column,
            heading: own.heading.clone(),
            used: mapped.used.clone(),
            field,
            reading,
            is_second: false,
            is_country: is_country(own) && mapped.used == region && places > 1,
            has_times: false,
            calendar: None,
        })
    };
    let mut all: Vec<ReadColumn> = columns.iter().zip(&table.columns).enumerate().filter_map(of).collect();
    for place in 0..all.len() {
        all[place].calendar = lunar::beside(&all, &all[place]);
        all[place].has_times =
            all[place].is_of_moments() && all.iter().filter(|read| read.is_like(&all[place])).count() > 1;
    }
    all
}

fn is_day(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Date(_) | FieldKind::Moment(_))
}

/// Whether a cell of a column of days counts its year as the republic does.
fn says_republic(table: &Table, wanted: &Wanted, column: usize) -> bool {
    table.rows.iter().any(|row| counts_republic(&wanted.cell(row, column)))
}

/// What was said of a column: of an earlier file's answers those that the cells of this one do not contradict.
fn holding(table: &Table, wanted: &Wanted, column: usize, hangs_on_unit: bool) -> Vec<Answer> {
    let cells = || table.rows.iter().map(|row| wanted.cell(row, column));
    let holds =
        |told: &&(usize, Answer)| !wanted.kept.contains(told) || !is_contradicted(&told.1, hangs_on_unit, cells());
    let answers = wanted.answers.iter().filter(|(of, _)| *of == column);
    answers.filter(holds).map(|(_, answer)| answer.clone()).collect()
}

/// How a column is read that is this field, its own words and answers aside.
fn of_field(book: &Book, table: &Table, column: usize, field: &Importable, wanted: &Wanted) -> Reading {
    let list = match field.kind {
        FieldKind::Choice(list) => Some(list),
        _ => None,
    };
    let kind = (wanted.mapping.subject, field.key, field.kind);
    Reading {
        offered: match (list, field.kind) {
            (Some(list), _) => options(list, &book.head.settings, &book.head.rulebook),
            (None, FieldKind::Link(Kind::Campaign)) => campaigns(book),
            _ => Vec::new(),
        },
        is_closed: list.is_some_and(|list| list.closed() || list == Choices::Stage),
        list,
        as_in_book: as_in_book(book, table, column, kind),
        tense: tense(field.kind),
        is_needed: is_day_of_row(field),
        counts_from_row: COUNTING.contains(&field.key),
        is_of_calendar: is_of_calendar(field.key),
        ..Reading::default()
    }
}

fn is_country(column: &TableColumn) -> bool {
    let heading = folded(&column.last_level);
    COUNTRIES.iter().any(|word| heading.starts_with(word))
}

/// Whether a field says by which calendar a birthday is kept.
pub(super) fn is_of_calendar(key: &str) -> bool {
    of_first_person(key).trim_start_matches("contact.") == BIRTHDAY_LUNAR
}

/// The fields whose days follow that of their row: what comes of a contact, of an order, of a ticket. When an order was paid does not, as some are before.
const COUNTING: [&str; 5] = ["next_due", "due_on", "first_response_at", "resolved_at", "revisited_at"];

/// Whether a field is the day that every row must have, of something that has happened.
fn is_day_of_row(field: &Importable) -> bool {
    matches!(field.key, "date" | "at" | "opened_at")
}

fn tense(kind: FieldKind) -> Option<Tense> {
    match kind {
        FieldKind::Date(tense) | FieldKind::Moment(tense) => Some(tense),
        _ => None,
    }
}

/// Whether a heading is of numbers and names that are no amounts, as versions are.
fn numbers_something(heading: &str) -> bool {
    let heading = folded(heading);
    DOTTED.iter().any(|word| heading.contains(word))
}

/// What is known of the day that a row is of, where that matters to any column.
pub(super) fn day_of(columns: &[ReadColumn], row: &TableRow, wanted: &Wanted) -> RowDay {
    if !columns.iter().any(|read| read.reading.counts_from_row) {
        return RowDay::Unsaid;
    }
    let said = |read: &ReadColumn| {
        let field = read.field.as_ref().filter(|field| is_day_of_row(field))?;
        let cell = wanted.cell(row, read.column);
        match said(&cell, field.kind, &read.reading) {
            Ok(None) => None,
            // What is no day is told, and the row waits for one.
            Ok(Some(text)) => Some(text.get(..10).and_then(Day::parse).map_or(RowDay::Waits, RowDay::Is)),
            Err(_) => Some(RowDay::Waits),
        }
    };
    columns.iter().find_map(said).unwrap_or(RowDay::Unsaid)
}

/// The campaigns, each by its name; one whose name another has, too, by its id.
fn campaigns(book: &Book) -> Vec<Choice> {
    let named = |name: &str| book.campaigns.iter().filter(|(_, other)| *other.name == *name).count();
    let all = book.campaigns.iter().map(|(_, campaign)| campaign);
    all.map(|campaign| Choice {
        word: campaign.id.as_str().into(),
        label: Label::same(if named(&campaign.name) == 1 {
            &campaign.name
        } else {
            campaign.id.as_str()
        }),
    })
    .collect()
}

impl ReadColumn {
    /// Whether it is this field.
    pub fn is_of(&self, key: &str) -> bool {
        self.field.as_ref().is_some_and(|field| field.key == key)
    }

    /// Whether it says this of some person.
    pub fn is_reach(&self, key: &str) -> bool {
        let own = self.field.as_ref().map(|field| of_first_person(field.key));
        own.and_then(|own| own.strip_prefix("contact.")) == Some(key)
    }

    /// The words that were answered to be choices of their own.
    pub fn new_choices(&self) -> impl Iterator<Item = &str> {
        let is_list = self.reading.list == Some(Choices::Industry);
        self.reading.new_choices().filter(move |_| is_list)
    }

    /// The text that a cell of a row of this day says for the field; nothing where it is blank or cannot be read.
    pub fn said(&self, cell: &Cell, of: RowDay) -> Option<String> {
        said_in(cell, self.field.as_ref()?.kind, &self.reading, of)
            .ok()
            .flatten()
    }

    fn is_of_moments(&self) -> bool {
        let kind = self.field.as_ref().map(|field| field.kind);
        matches!(kind, Some(FieldKind::Moment(_)))
    }

    fn is_like(&self, other: &Self) -> bool {
        other.field.as_ref().is_some_and(|field| self.is_of(field.key))
    }

    /// The time that a cell says of the day of another column.
    pub fn time_of_day(&self, cell: &Cell) -> Option<String> {
        self.has_times.then(|| time_alone(cell))?
    }

    /// What is known of the day of a row, where this column's days count from it.
    pub fn row_day(&self, columns: &[Self], row: &TableRow, wanted: &Wanted) -> RowDay {
        match self.reading.counts_from_row {
            true => day_of(columns, row, wanted),
            false => RowDay::Unsaid,
        }
    }

    /// What the list of a choice offers.
    pub fn offered(&self) -> &[Choice] {
        &self.reading.offered
    }

    /// Whether each name of a cell is a contact, if that was said.
    pub fn parts_people(&self) -> Option<bool> {
        self.reading.parts_people()
    }

    pub fn is_answered(&self, answer: &Answer) -> bool {
        self.reading.answers.contains(answer)
    }

    /// Whether it was said which of the columns for its field counts.
    pub fn is_told_apart(&self) -> bool {
        [Answer::FirstOf, Answer::LastOf, Answer::Joined]
            .iter()
            .any(|answer| self.is_answered(answer))
    }
}
