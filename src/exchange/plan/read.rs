//! From the cells of a row to a text for each field.

use std::collections::{HashMap, HashSet};

use super::in_book::as_in_book;
use super::phones::without_accounts;
use super::pieces::{join_name, several_in_json, tag};
pub(super) use super::said::Said;
use super::{Wanted, people};
use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::field::{Choice, Choices, FieldKind, FieldValue, Reach, Tense, options, parse};
use crate::domain::fold::folded;
use crate::domain::kind::customer::BIRTHDAY_LUNAR;
use crate::domain::label::Label;
use crate::exchange::columns::{
    Importable, Mapped, Mapping, QUANTITY, Subject, Use, heading_power, is_several, note_of_person, of_first_person,
    title_power,
};
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableColumn, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Instead, Question, Reading, first_question, said, unguarded};
use crate::exchange::words::{AREAS, COUNTRIES, HOME, NO_OWNER, PROVINCES, UNKNOWN};

/// A column that is used, and how it is read.
pub(super) struct ReadColumn {
    pub column: usize,
    pub heading: String,
    pub used: Use,
    pub field: Option<Importable>,
    reading: Reading,
    /// Whether it is asked which of two columns counts.
    is_second: bool,
    /// It says the country, and another column the place.
    is_country: bool,
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
    let subject = wanted.mapping.subject;
    let in_use = industries(book, &wanted.mapping);
    let fields: HashMap<&str, Importable> = subject.fields().into_iter().map(|field| (field.key, field)).collect();
    let above = title_power(&table.title);
    let region = Use::Field("region".to_owned());
    let columns = &wanted.mapping.columns;
    let places = columns.iter().filter(|mapped| mapped.used == region).count();
    let of = |(column, (mapped, own)): (usize, (&Mapped, &TableColumn))| {
        let field = match &mapped.used {
            Use::Field(key) => Some(fields.get(&**key)?.clone()),
            Use::Tag | Use::Note => None,
            Use::Out => return None,
        };
        let answers = wanted.answers.iter().filter(|(of, _)| *of == column);
        let list = field.as_ref().and_then(|field| match field.kind {
            FieldKind::Choice(list) => Some(list),
            _ => None,
        });
        let reading = Reading {
            is_1904: table.is_1904,
            written_power: heading_power(own).or(above),
            offered: match (list, field.as_ref().map(|field| field.kind)) {
                (Some(list), _) => options(list, &book.head.settings, &book.head.rulebook),
                (None, Some(FieldKind::Link(Kind::Campaign))) => campaigns(book),
                _ => Vec::new(),
            },
            is_closed: list.is_some_and(|list| list.closed() || list == Choices::Stage),
            list,
            in_use: if list == Some(Choices::Industry) {
                in_use.clone()
            } else {
                HashSet::new()
            },
            as_in_book: field
                .as_ref()
                .map(|field| as_in_book(book, table, column, (subject, field.key, field.kind)))
                .unwrap_or_default(),
            today: field.as_ref().filter(|field| has_happened(field)).map(|_| wanted.today),
            ahead_of: field.as_ref().filter(|field| is_to_come(field)).map(|_| wanted.today),
            is_of_calendar: field.as_ref().is_some_and(|field| is_of_calendar(field.key)),
            is_asked: false,
            answers: answers.map(|(_, answer)| answer.clone()).collect(),
        };
        Some(ReadColumn {
            column,
            heading: own.heading.clone(),
            used: mapped.used.clone(),
            field,
            reading,
            is_second: false,
            is_country: is_country(own) && mapped.used == region && places > 1,
        })
    };
    columns.iter().zip(&table.columns).enumerate().filter_map(of).collect()
}

fn is_country(column: &TableColumn) -> bool {
    let heading = folded(&column.last_level);
    COUNTRIES.iter().any(|word| heading.starts_with(word))
}

/// Whether a field says by which calendar a birthday is kept.
fn is_of_calendar(key: &str) -> bool {
    of_first_person(key).trim_start_matches("contact.") == BIRTHDAY_LUNAR
}

/// Whether a field is the day that every row must have, of something that has happened.
fn has_happened(field: &Importable) -> bool {
    matches!(field.key, "date" | "at" | "opened_at")
}

/// Whether a field is a day of what is to come: of a next step, of a payment that is due.
fn is_to_come(field: &Importable) -> bool {
    field.kind == FieldKind::Date(Tense::Future)
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

/// What is still to be answered, in the order of the columns, one question a column.
pub fn questions(book: &Book, table: &Table, wanted: &Wanted) -> Vec<Question> {
    questions_of(&columns(book, table, wanted), table)
}

/// Words that are asked about are not taken as they stand meanwhile.
pub(super) fn wait_for(columns: &mut [ReadColumn], questions: &[Question]) {
    for read in columns {
        let asks = |reason: Ask| questions.iter().any(|q| (q.column, q.reason) == (read.column, reason));
        read.reading.is_asked = asks(Ask::Choices);
        read.is_second = asks(Ask::SameField);
    }
}

/// See [`questions`].
pub(super) fn questions_of(columns: &[ReadColumn], table: &Table) -> Vec<Question> {
    let ask = |read: &ReadColumn| {
        let cells = table
            .rows
            .iter()
            .filter_map(|row| Some((row.at, row.cells.get(read.column)?)));
        let field = read.field.as_ref()?;
        same_field(columns, read, table)
            .or_else(|| people::question(read, table))
            .or_else(|| first_question(read.column, field.kind, &read.reading, cells))
    };
    columns.iter().filter_map(ask).collect()
}

/// Whether an earlier column is the same field, and both say something else in a row.
fn same_field(columns: &[ReadColumn], read: &ReadColumn, table: &Table) -> Option<Question> {
    let key = read.field.as_ref()?.key;
    // What a place is made of stands in several columns (省, 市); two of one name are two places, and of a sales area and a city
    // one may be what the book calls the region.
    let is_area = |read: &ReadColumn| {
        let says = |words: &[&str]| words.iter().any(|word| folded(&read.heading).contains(word));
        says(&AREAS) && !says(&PROVINCES)
    };
    let is_place = |other: &ReadColumn| other.heading != read.heading && is_area(other) == is_area(read);
    let may_be_joined = |other: &ReadColumn| is_several(key) && (key != "region" || is_place(other));
    let is_other = |other: &&ReadColumn| {
        let is_same = other.field.as_ref().is_some_and(|field| field.key == key);
        other.column < read.column && is_same && !may_be_joined(other)
    };
    let other = columns.iter().find(is_other).filter(|_| !read.is_told_apart())?;
    let differ = table.rows.iter().filter_map(|row| {
        let (one, two) = (
            row.cells.get(other.column)?.shown(),
            row.cells.get(read.column)?.shown(),
        );
        let differs = !one.is_empty() && !two.is_empty() && folded(&one) != folded(&two);
        differs.then(|| (row.at, format!("{one} | {two}")))
    });
    let examples: Vec<(u32, String)> = differ.take(5).collect();
    (!examples.is_empty()).then(|| Question {
        other: Some(other.column),
        can_be_joined: is_several(key),
        ..Question::new(read.column, Ask::SameField, examples)
    })
}

impl ReadColumn {
    /// Whether it is this field.
    pub fn is_of(&self, key: &str) -> bool {
        self.field.as_ref().is_some_and(|field| field.key == key)
    }

    /// The words that were answered to be choices of their own.
    pub fn new_choices(&self) -> impl Iterator<Item = &str> {
        let is_list = self.reading.list == Some(Choices::Industry);
        self.reading.new_choices().filter(move |_| is_list)
    }

    /// The text that a cell says for the field; nothing where it is blank or cannot be read.
    pub fn said(&self, cell: &Cell) -> Option<String> {
        said(cell, self.field.as_ref()?.kind, &self.reading).ok().flatten()
    }

    /// What the list of a choice offers.
    pub fn offered(&self) -> &[Choice] {
        &self.reading.offered
    }

    /// Whether each name of a cell is a contact, if that was said.
    pub fn parts_people(&self) -> Option<bool> {
        self.reading.parts_people()
    }

    fn is_answered(&self, answer: &Answer) -> bool {
        self.reading.answers.contains(answer)
    }

    /// Whether it was said which of the columns for its field counts.
    fn is_told_apart(&self) -> bool {
        [Answer::FirstOf, Answer::LastOf, Answer::Joined]
            .iter()
            .any(|answer| self.is_answered(answer))
    }

    /// Reads its cell into what the row says.
    fn read(&self, cell: &Cell, into: &mut Said) {
        let kind = self.field.as_ref().map_or(FieldKind::LongText, |field| field.kind);
        // Of several people each line is one.
        let parted = (self.parts_people() == Some(true)).then(|| Cell::text(&cell.shown().replace('\n', "/")));
        let text = match said(parted.as_ref().unwrap_or(cell), kind, &self.reading) {
            Ok(_) if people::waits(self, cell) => return into.wrong(Some(self.column), say::asked_first()),
            Ok(_) if self.settles_day(cell, kind, into) => return,
            Ok(text) => text.map(|text| several_in_json(&text).unwrap_or(text)),
            Err(message) => {
                if let Some(field) = &self.field {
                    into.columns.entry(field.key).or_insert(self.column);
                }
                return into.wrong(Some(self.column), message);
            }
        };
        match (&self.field, text) {
            (Some(field), Some(text)) if is_yearless(field.key, &text) => self.note_of_contact(&text, into),
            (Some(field), Some(text)) if self.says_nothing(field.key, &text) => self.put(field.key, None, into),
            (Some(field), Some(text)) if is_listed_by_google(&text) => self.put_listed(field.key, &text, into),
            (Some(field), Some(text)) if kind == FieldKind::Reach(Reach::Phone) => {
                let text = without_accounts(text, field.key, self.column, into);
                self.put(field.key, text, into);
            }
            (Some(field), text) => self.put(field.key, text, into),
            (None, Some(text)) if self.used == Use::Tag => into.tags.extend(tag(&self.heading, &text)),
            (None, Some(text)) => into.notes.push(format!("{}：{text}", self.heading)),
            (None, None) => {}
        }
    }

    /// Whether a text stands for nothing in this field: nobody as an owner, our own country beside a place in it.
    fn says_nothing(&self, key: &str, text: &str) -> bool {
        let is_of = |words: &[&str]| words.contains(&&*folded(text));
        match key {
            "owner" | "service_owner" | "by" | "handler" => is_of(&NO_OWNER) || is_of(UNKNOWN),
            "region" => self.is_country && is_of(&HOME) || is_of(UNKNOWN),
            "source" | "contact.name" | "need_tags" | "name" | "customer" => is_of(UNKNOWN),
            key if is_of_calendar(key) => is_of(UNKNOWN),
            "industry" | "kind" | "intent" => is_of(UNKNOWN) && !self.offered().iter().any(|own| *own.word == *text),
            _ => false,
        }
    }

    /// Several values of one cell; Google's own groups (`* myContacts`) are no tags of anybody.
    fn put_listed(&self, key: &'static str, text: &str, into: &mut Said) {
        let all = text.split(BETWEEN_OF_GOOGLE).map(str::trim);
        let all: Vec<&str> = all
            .filter(|one| !one.is_empty() && !one.starts_with(GROUP_OF_GOOGLE))
            .collect();
        match key {
            // One address is used: each by itself.
            "contact.email" => all
                .into_iter()
                .for_each(|one| self.put(key, Some(one.to_owned()), into)),
            _ if all.is_empty() => self.put(key, None, into),
            _ => self.put(key, Some(all.join(between(key))), into),
        }
    }

    /// Makes of a day that is not whole what was said of them, where it is no day of the field.
    fn settles_day(&self, cell: &Cell, kind: FieldKind, into: &mut Said) -> bool {
        let is_day = matches!(kind, FieldKind::Date(_) | FieldKind::Moment(_));
        let shown = cell.shown();
        let text = unguarded(&shown);
        let told = self.reading.instead(cell, text).filter(|_| is_day);
        match (told, &self.field) {
            (Some(Instead::Out), _) => into.is_unwanted = true,
            (Some(Instead::Note), Some(field)) if field.key.starts_with("contact") => self.note_of_contact(text, into),
            (Some(Instead::Note), _) => into.notes.push(format!("{}：{text}", self.heading)),
            // It is no day, and the cell is as good as blank.
            _ => {}
        }
        matches!(told, Some(Instead::Out | Instead::Note))
    }

    /// Tells a text beside the contact, behind the heading, as no field of it can.
    fn note_of_contact(&self, text: &str, into: &mut Said) {
        let note = note_of_person(self.field.as_ref().map_or("", |field| field.key));
        into.add_line(note, &format!("{}：{text}", self.heading));
    }

    fn put(&self, key: &'static str, text: Option<String>, into: &mut Said) {
        if text.is_none() {
            into.partly.insert(key);
        }
        let joined = match (into.get(key), text) {
            (Some(known), None) => Some(known.to_owned()),
            (None, text) => text,
            (Some(known), Some(text)) if folded(known) == folded(&text) || self.is_answered(&Answer::FirstOf) => {
                Some(known.to_owned())
            }
            (Some(_), Some(text)) if self.is_answered(&Answer::LastOf) => Some(text),
            // One address is used; the others are told beside it.
            (Some(_), Some(text)) if of_first_person(key) == "contact.email" => {
                return self.note_of_contact(&text, into);
            }
            (Some(known), Some(text)) if is_several(key) && !self.is_second => {
                Some(format!("{known}{}{text}", between(key)))
            }
            (Some(_), Some(_)) => return into.wrong(Some(self.column), say::asked_first()),
        };
        into.fields.insert(key, joined);
        into.columns.entry(key).or_insert(self.column);
    }
}

/// What Google's address book writes between the values of a cell.
const BETWEEN_OF_GOOGLE: &str = ":::";
/// How it begins the name of a group of its own.
const GROUP_OF_GOOGLE: &str = "* ";

fn is_listed_by_google(text: &str) -> bool {
    text.contains(BETWEEN_OF_GOOGLE) || text.starts_with(GROUP_OF_GOOGLE) && !text.contains('\n')
}

/// Whether a birthday is one without a year, as address books write it: `--03-05`. A day has one.
fn is_yearless(key: &str, text: &str) -> bool {
    key == "contact.birthday" && text.starts_with("--")
}

/// What stands between the texts of several columns for one field.
pub(super) fn between(key: &str) -> &'static str {
    match of_first_person(key) {
        "notes" | "note" | "needs" | "contact.note" | "content" => "\n",
        "contact.phone" | "contact.email" => " / ",
        "region" => " ",
        _ => "、",
    }
}

/// What a row says.
pub(super) fn row(columns: &[ReadColumn], row: &TableRow, wanted: &Wanted) -> Said {
    let mut into = Said::default();
    for read in columns {
        match wanted.corrected_at(row.at, read.column) {
            Some(text) => read.read(&Cell::text(text), &mut into),
            None => read.read(row.cells.get(read.column).unwrap_or(&Cell::Blank), &mut into),
        }
    }
    for (key, text) in &wanted.constants {
        if let Some(field) = wanted.mapping.subject.field(key)
            && into.get(field.key).is_none()
        {
            into.fields.insert(field.key, Some(text.clone()));
        }
    }
    for (wechat, name) in std::mem::take(&mut into.on_wechat) {
        let is_phone = name.bytes().all(|byte| byte.is_ascii_digit());
        match into.get(wechat).map(|known| folded(known) == folded(&name)) {
            None => _ = into.fields.insert(wechat, Some(name)),
            Some(false) if wechat.ends_with("email") => into.add_line(note_of_person(wechat), &name),
            // One account is used; another one is told beside it.
            Some(false) if !is_phone => into.add_line(note_of_person(wechat), &say::on_wechat(&name).zh),
            Some(_) => {}
        }
    }
    join_name(&mut into);
    if wanted.mapping.subject == Subject::Orders {
        with_quantity(columns, &mut into);
        notes_of_order(&mut into);
    }
    into
}

/// How many of its product a row says, as its one item says it. What is no number of one product stands in the remark.
fn with_quantity(columns: &[ReadColumn], into: &mut Said) {
    let column = into.columns.remove(QUANTITY);
    let Some(text) = into.take(QUANTITY) else {
        return;
    };
    let items = into.get("items").map(str::to_owned);
    let item = items
        .as_deref()
        .and_then(|items| match parse(FieldKind::Items, items, Day(0)) {
            Ok(FieldValue::Items(all)) if all.len() == 1 => all.into_iter().next(),
            _ => None,
        });
    match (Decimal::parse(&folded(&text).replace(',', "")), item, items) {
        // The product says as many itself.
        (Some(number), Some(item), _) if item.quantity.as_ref() == Some(&number) => {}
        (Some(number), Some(_), Some(product)) => {
            into.fields.insert("items", Some(format!("{product} ×{number}")));
            if let Some(column) = column {
                into.columns.entry("items").or_insert(column);
            }
        }
        _ => {
            let heading = columns
                .iter()
                .find(|read| read.is_of(QUANTITY))
                .map(|read| &*read.heading);
            into.notes.push(format!("{}：{text}", heading.unwrap_or_default()));
        }
    }
}

/// What a row of an order says that is in no field of it, in its remark.
fn notes_of_order(into: &mut Said) {
    let lines = std::mem::take(&mut into.notes);
    if !lines.is_empty() {
        let all: Vec<String> = into.take("note").into_iter().chain(lines).collect();
        into.fields.insert("note", Some(all.join("\n")));
    }
}
