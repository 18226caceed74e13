//! Writes what a row says into a customer and its contacts, and what the checks of records say of it.

use super::RowProblem;
use super::masks::{fits_mask, has_mask, is_part_of};
use super::people;
use super::read::{Said, between};
use super::work::Work;
use crate::domain::check::Check;
use crate::domain::day::Day;
use crate::domain::field::mask::{is_masked, mask};
use crate::domain::field::{Field, FieldKind, FieldValue, HasFields, Typing, parse};
use crate::domain::fold::{alike, folded, phone_numbers};
use crate::domain::kind::{Contact, Customer};
use crate::domain::label::Label;
use crate::domain::twin::phones;
use crate::exchange::columns::note_of_person;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::values::{one_line, unguarded};

/// Stands between a record and a part of it, where what rows said is kept: no number of a record has it.
pub(super) const OF: char = '\u{1f}';
/// The day on which a customer was written down.
const BEGUN: &str = "created_on";
/// What lists of people say of each of them, and a firm has once: who sees to it, and how it came. What the first person's row says stays, and a
/// further person is taken all the same.
const OF_PEOPLE: [&str; 5] = ["owner", "service_owner", "source", "source_note", "intent"];

impl Work<'_> {
    pub(super) fn write_customer(&mut self, after: &mut Customer, row: &TableRow, said: &mut Said) {
        let of_contact: Vec<(&'static str, Option<String>)> = take_where(said, |key| key.starts_with("contact."));
        let own: Vec<(&'static str, Option<String>)> = take_where(said, |_| true);
        said.is_of_person = of_contact.iter().any(|(_, text)| text.is_some());
        let id = after.id.to_string();
        for (key, text) in own.clone() {
            let tags = matches!(key, "tags" | "need_tags" | "preferences.channels" | "preferences.avoid");
            match (Customer::field(key), text) {
                (Some(field), Some(text)) if tags => add_tags(field, after, &text, self.typing(), said),
                (Some(field), text) => self.write(field, after, &id, text, row, said),
                (None, _) => {}
            }
        }
        for tag in std::mem::take(&mut said.tags) {
            if !after.tags.iter().any(|known| alike(known, &tag)) {
                after.tags.push((*tag).into());
            }
        }
        for line in std::mem::take(&mut said.notes) {
            after.notes = Some(with_lines(after.notes.as_deref().unwrap_or_default(), &line).into());
        }
        let parts_people = self.columns.iter().any(|read| read.parts_people() == Some(true));
        let mut lines = said.lines_of(note_of_person("contact.name"));
        let several = if parts_people {
            people::parted(&of_contact)
        } else {
            Vec::new()
        };
        let one = if several.is_empty() { vec![of_contact] } else { several };
        for fields in one {
            self.write_contact(after, (fields, std::mem::take(&mut lines)), row, said);
        }
        for (of_person, name) in [("contact2.", "contact2.name"), ("contact3.", "contact3.name")] {
            let fields = own
                .iter()
                .filter(|(key, _)| key.starts_with(of_person))
                .map(|(key, text)| (said.as_of_first(key), text.clone()));
            let fields = fields.collect();
            let lines = said.lines_of(note_of_person(name));
            self.write_contact(after, (fields, lines), row, said);
        }
    }

    /// Writes one field, unless another row said otherwise.
    pub fn write<R: HasFields>(
        &mut self,
        field: &Field<R>,
        record: &mut R,
        id: &str,
        text: Option<String>,
        row: &TableRow,
        said: &mut Said,
    ) {
        let column = said.columns.get(field.key).copied();
        let Some(text) = text.or_else(|| self.wanted.clears.then(String::new)) else {
            return;
        };
        if text.is_empty() && field.required {
            return;
        }
        if self.keeps_whole(field, record, &text, column, said) {
            return;
        }
        let text = match field.kind {
            FieldKind::Reach(reach) if is_masked(&text) => {
                match self.without_masked((reach, &field.text(record)), text, (row.at, column), said) {
                    Some(text) => text,
                    None => return,
                }
            }
            _ => text,
        };
        let place = (id.to_owned(), field.key.to_owned());
        let text = self.beside(field, record, text, &place, said);
        if !self.counts_here(field, (&place, &text), column, row, said) {
            return;
        }
        let written = if says_the_same(field, record, &text) {
            Ok(())
        } else {
            field.write(record, &text, self.typing())
        };
        match written {
            Ok(()) => {
                self.saying.push((place, (row.at, text)));
            }
            Err(error) => said.wrong(column, error.message),
        }
    }

    /// Whether what a row says of a field is written: unless an earlier row said otherwise, and counts.
    fn counts_here<R: HasFields>(
        &self,
        field: &Field<R>,
        (place, text): (&(String, String), &str),
        column: Option<usize>,
        row: &TableRow,
        said: &mut Said,
    ) -> bool {
        let Some((at, known)) = self.said.get(place).filter(|(at, _)| *at != row.at) else {
            return true;
        };
        if folded(known) == folded(text) || is_remark_on_person(field.key, said) {
            return true;
        }
        if field.key == BEGUN {
            // Each person of a firm was written down on a day of their own: the firm is there since the first of these.
            let is_later = Day::parse(known)
                .zip(Day::parse(text))
                .is_some_and(|(known, own)| known < own);
            return !(is_later || text.is_empty());
        }
        said.clash = Some(*at);
        match (said.overrules, column) {
            (Some(is_own), _) => return is_own,
            (None, Some(column)) if said.is_of_person && OF_PEOPLE.contains(&field.key) => {
                said.warn(
                    column,
                    say::earlier_stays(at, self.in_words(field.kind, Some(column), known)),
                );
            }
            (None, column) => said.clashes_with(
                column,
                say::said_otherwise(at, self.in_words(field.kind, column, known)),
            ),
        }
        false
    }

    /// A text beside what the record has, where it is but a part of what the row says, or is said of a person whom the row names twice, under
    /// equal heads.
    fn beside<R: HasFields>(
        &self,
        field: &Field<R>,
        record: &R,
        text: String,
        place: &(String, String),
        said: &Said,
    ) -> String {
        let is_remark = is_remark_on_person(field.key, said) && self.said.contains_key(place);
        let is_several = self.is_of_several(field.key, &field.text(record), &text);
        let is_partly = is_remark || is_several || said.partly.contains(field.key);
        let is_partly = is_partly && !self.wanted.clears;
        let text = match is_partly {
            true => beside_known(field.key, &field.text(record), text),
            false => text,
        };
        let mut saying = self.saying.iter().rev();
        let twice = saying.find(|(known, _)| known == place && field.key == "phone");
        match twice.map(|(_, (_, first))| first) {
            Some(first) => beside_known(field.key, &text, first.clone()),
            None => text,
        }
    }

    /// Whether a record, or its row, has several values in a field, and the row says them in one cell: those that it does not name stay.
    fn is_of_several(&self, key: &str, known: &str, text: &str) -> bool {
        let columns = || self.columns.iter().filter(|read| read.is_reach(key)).count();
        let is_any = parts(key, known).len() > 1 || !known.is_empty() && parts(key, text).len() > 1;
        matches!(key, "phone" | "email" | "wechat") && is_any && columns() < 2
    }

    /// What a text says that a field was given, in the words of who reads it: the lists' own words are nobody's.
    fn in_words(&self, kind: FieldKind, column: Option<usize>, text: &str) -> Label {
        let offered = self.columns.iter().find(|read| Some(read.column) == column);
        let mut offered = offered.into_iter().flat_map(|read| read.offered());
        match (kind, text) {
            (FieldKind::Flag, "yes") => say::yes(),
            (FieldKind::Flag, "no") => say::no(),
            _ => offered
                .find(|choice| *choice.word == *text)
                .map_or_else(|| Label::same(text), |choice| choice.label.clone()),
        }
    }

    /// Finds the contact that a row is about, and writes it, with what stands in its remark besides.
    fn write_contact(
        &mut self,
        customer: &mut Customer,
        (fields, mut lines): (Vec<(&'static str, Option<String>)>, Vec<String>),
        row: &TableRow,
        said: &mut Said,
    ) {
        if lines.is_empty() && fields.iter().all(|(_, text)| text.is_none()) {
            return;
        }
        let get = |key: &str| {
            fields
                .iter()
                .find(|(own, _)| *own == key)
                .and_then(|(_, text)| text.clone())
        };
        let (name, phone) = (get("contact.name"), get("contact.phone"));
        let is_named = fields.iter().any(|(key, _)| *key == "contact.name");
        let is_meant = |contact: &Contact| {
            let same =
                |key: &str, text: &str| Contact::field(key).is_some_and(|field| says_the_same(field, contact, text));
            let said = fields.iter().filter_map(|(key, text)| Some((*key, text.as_deref()?)));
            let mut said = said.map(|(key, text)| same(key.trim_start_matches("contact."), text));
            said.all(|same| same)
        };
        let known = customer.contacts.iter().position(is_meant);
        let place = known.unwrap_or_else(|| contact_place(customer, name.as_deref(), phone.as_deref(), is_named));
        let is_new = place == customer.contacts.len();
        let mut contact = customer.contacts.get(place).cloned().unwrap_or_else(Contact::blank);
        let id = format!("{}{OF}{place}", customer.id);
        for (key, text) in fields {
            let own = key.trim_start_matches("contact.");
            if let Some(field) = Contact::field(own) {
                if let Some(column) = said.columns.get(key).copied() {
                    said.columns.insert(field.key, column);
                }
                if said.partly.contains(key) {
                    said.partly.insert(field.key);
                }
                self.write(field, &mut contact, &id, text, row, said);
            }
        }
        lines.append(&mut said.of_masked);
        add_lines(customer, &mut contact, lines, is_new);
        if is_new && contact == Contact::blank() {
            // Nothing was said of it, or what was stands in the remark of another one.
        } else if is_new {
            customer.contacts.push(contact);
        } else {
            customer.contacts[place] = contact;
        }
    }
}

/// Whether a remark is one on a person of a firm: it stands beside those on the others.
fn is_remark_on_person(key: &str, said: &Said) -> bool {
    said.is_of_person && key == "notes"
}

/// Adds lines to the remark of a contact, where it does not have them. A new one of nothing else is not known again by them.
fn add_lines(customer: &Customer, contact: &mut Contact, lines: Vec<String>, is_new: bool) {
    let has_line = |note: &str, line: &str| note.lines().any(|known| known == line);
    for line in lines {
        let mut others = customer.contacts.iter().filter_map(|other| other.note.as_deref());
        if !(is_new && others.any(|note| has_line(note, &line))) {
            contact.note = Some(with_lines(contact.note.as_deref().unwrap_or_default(), &line).into());
        }
    }
}

/// A remark with lines behind it that it does not have.
fn with_lines(known: &str, lines: &str) -> String {
    let new = lines.lines().filter(|line| !known.lines().any(|known| known == *line));
    known.lines().chain(new).collect::<Vec<_>>().join("\n")
}

/// Adds lines to the remark of an order: what a row says that no field holds, beside what is known.
pub(super) fn add_note<R: HasFields>(work: &Work<'_>, field: &Field<R>, after: &mut R, lines: &str, said: &mut Said) {
    let all = with_lines(&field.text(after), lines);
    let written = match said.overrules {
        Some(false) => Ok(()),
        _ => field.write(after, &all, work.typing()),
    };
    if let Err(error) = written {
        said.wrong(None, error.message);
    }
}

/// What some of the columns of a field say, beside what is known and may be of the others, whose cells are blank: a blank cell takes nothing away.
fn beside_known(key: &str, known: &str, text: String) -> String {
    let same = |one: &str, other: &str| match key {
        "phone" => phones(one).eq(phones(other)),
        _ => alike(one, other),
    };
    let (old, new) = (parts(key, known), parts(key, &text));
    let missing = |from: &[String], part: &String| !from.iter().any(|other| same(other, part));
    if !new.is_empty() && !new.iter().any(|part| missing(&old, part)) {
        return known.to_owned();
    }
    let kept = old.into_iter().filter(|part| missing(&new, part));
    let mark = match key {
        "phone" | "email" | "wechat" => between("contact.phone"),
        _ => between(key),
    };
    std::iter::once(text).chain(kept).collect::<Vec<_>>().join(mark)
}

/// The values of a field that holds several.
fn parts(key: &str, text: &str) -> Vec<String> {
    match key {
        "phone" => phone_numbers(text).map(str::to_owned).collect(),
        "notes" | "note" | "needs" | "content" => text.lines().map(str::to_owned).collect(),
        "email" | "wechat" => {
            let all = text.split(|c: char| c.is_whitespace() || BETWEEN_ACCOUNTS.contains(&c));
            all.filter(|one| !one.is_empty()).map(str::to_owned).collect()
        }
        // Of a place, or an address, the parts belong together.
        _ => Vec::new(),
    }
}

/// What stands between addresses and accounts.
const BETWEEN_ACCOUNTS: [char; 7] = ['/', '、', ',', '，', ';', '；', '|'];

/// Whether a cell says what the record says, as cells are read: to the minute, without blanks around, or masked. Then the record stays
/// as it is.
fn says_the_same<R: HasFields>(field: &Field<R>, record: &R, text: &str) -> bool {
    let own = field.text(record);
    if own.is_empty() {
        return text.is_empty();
    }
    match field.kind {
        _ if own == text || unguarded(&own) == text => true,
        FieldKind::Text => one_line(unguarded(&own)) == text,
        FieldKind::Moment(_) => text.strip_suffix(":00") == Some(&*own),
        FieldKind::Reach(reach) => text.contains('*') && mask(reach, &own) == text,
        _ => false,
    }
}

/// Which contact of a customer a row is about; behind the last one for a new one.
fn contact_place(customer: &Customer, name: Option<&str>, phone: Option<&str>, is_named: bool) -> usize {
    let contacts = &customer.contacts;
    let by_name = name.and_then(|name| {
        contacts
            .iter()
            .position(|known| known.name.as_deref().is_some_and(|own| alike(own, name)))
    });
    let digits: Vec<String> = phone.map(|phone| phones(phone).collect()).unwrap_or_default();
    let has = |known: &Contact| {
        known
            .phone
            .as_deref()
            .is_some_and(|own| phones(own).any(|own| digits.contains(&own)))
    };
    // A masked name is that of the only one who may be called so and has the number, as far as that is said.
    let by_mask = || {
        let name = name.filter(|name| has_mask(name))?;
        let is_it = |known: &Contact| {
            let may_have = |own: &str| phone.is_none_or(|phone| is_masked(phone) && is_part_of(own, phone));
            let is_called = known.name.as_deref().is_some_and(|own| fits_mask(own, name));
            is_called && (has(known) || may_have(known.phone.as_deref().unwrap_or_default()))
        };
        let mut all = contacts.iter().enumerate().filter(|(_, known)| is_it(known));
        let first = all.next().map(|(place, _)| place);
        first.filter(|_| all.next().is_none())
    };
    // A number that another person of the customer has too is no proof that it is the same person.
    let by_phone = || {
        contacts
            .iter()
            .position(|known| has(known) && (name.is_none() || known.name.is_none()))
    };
    let nameless = || (!is_named && !contacts.is_empty()).then_some(0);
    by_name
        .or_else(by_mask)
        .or_else(by_phone)
        .or_else(nameless)
        .unwrap_or(contacts.len())
}

fn take_where(said: &mut Said, fits: impl Fn(&str) -> bool) -> Vec<(&'static str, Option<String>)> {
    let keys: Vec<&'static str> = said.fields.keys().copied().filter(|key| fits(key)).collect();
    keys.into_iter()
        .filter_map(|key| said.fields.remove_entry(key))
        .collect()
}

/// Adds tags to those that are there.
fn add_tags(field: &Field, after: &mut Customer, text: &str, typing: Typing<'_>, said: &mut Said) {
    if says_the_same(field, after, text) {
        return;
    }
    let known = match (field.get)(after) {
        FieldValue::Tags(known) => known,
        _ => Vec::new(),
    };
    let written = parse(field.kind, text, typing).and_then(|value| {
        let mut all = known;
        for tag in value.tags()?.unwrap_or_default() {
            if !all.iter().any(|known| alike(known, &tag)) {
                all.push(tag);
            }
        }
        (field.set)(after, FieldValue::Tags(all))
    });
    if let Err(error) = written {
        said.wrong(said.columns.get(field.key).copied(), error.message);
    }
}

/// What the record's own checks find.
pub(super) fn check<R: Check>(record: &R, said: &mut Said) {
    for problem in record.problems() {
        let key = problem.field.replace("contacts[0]", "contact");
        let column = said
            .columns
            .iter()
            .find(|(own, _)| **own == key)
            .map(|(_, column)| *column);
        said.problems.push(RowProblem {
            column,
            level: problem.level,
            message: problem.problem,
        });
    }
}
