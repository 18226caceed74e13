//! Lists in which companies and the people in them are rows alike: whose company a person is with, and what a row without one is.

use std::collections::HashSet;

use super::Wanted;
use super::read::Said;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, FieldValue, parse};
use crate::domain::fold::{alike, folded};
use crate::exchange::columns::{Subject, Use, is_company};
use crate::exchange::layout::Table;
use crate::exchange::words::{NO, YES};

/// The names that stand in a list of companies and people, and those that the book has, as they are compared; none where the list is of one
/// sort.
#[derive(Default)]
pub(super) struct Listed {
    names: Option<HashSet<String>>,
    known: HashSet<String>,
    /// Where the list is of records, the field of whom one speaks to there.
    contact: Option<&'static str>,
}

impl Listed {
    pub(super) fn of(book: &Book, table: &Table, wanted: &Wanted) -> Self {
        let mapping = &wanted.mapping;
        let place = |key: &str| {
            let is_it = |used: &Use| matches!(used, Use::Field(own) if own == key);
            mapping.columns.iter().position(|mapped| is_it(&mapped.used))
        };
        let column = match mapping.subject {
            Subject::Customers => place("name").filter(|_| mapping.known.is_some() && place("contact.name").is_none()),
            _ => place("customer"),
        };
        let Some(column) = column else {
            return Self::default();
        };
        let contact = match mapping.subject {
            Subject::Customers => None,
            Subject::Interactions => Some("contact"),
            Subject::Orders | Subject::Tickets => Some("customer.contact"),
        };
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        // Lists of records are long, and hardly any names people so.
        if contact.is_some() && !cells.clone().any(|cell| cell.shown().contains([',', '，'])) {
            return Self::default();
        }
        let listed = cells.map(|cell| folded(&cell.shown()).into_owned());
        let known = book
            .customers
            .iter()
            .map(|(_, customer)| folded(&customer.name).into_owned());
        Self {
            names: Some(listed.collect()),
            known: known.collect(),
            contact,
        }
    }

    /// Whether a row is of a company, or of a person, as a column of its own says; in such a list that is no kind of customer.
    fn is_company(&self, said: &mut Said) -> Option<bool> {
        if let Some(text) = said.take("kind.is_company") {
            return is_yes(&text);
        }
        match said.get("kind").filter(|_| self.names.is_some())? {
            "enterprise" => Some(true),
            "person" => said.take("kind").map(|_| false),
            _ => None,
        }
    }

    /// The company and the person that a name says, as programs write a person's name in full: `Azure Interior, Brandon Freeman`.
    fn parted<'a>(&self, name: &'a str) -> Option<(&'a str, &'a str)> {
        let (company, person) = name.rsplit_once([',', '，'])?;
        let (company, person) = (company.trim(), person.trim());
        let called = folded(company);
        let is_named = self.names.as_ref()?.contains(&*called) || self.known.contains(&*called);
        let is_known = is_named || self.contact.is_none() && is_company(company);
        (is_known && !person.is_empty()).then_some((company, person))
    }

    /// Makes of the name of a person with a company that a record says the company, and whom one speaks to there.
    fn settle_record(&self, key: &'static str, said: &mut Said) {
        let name = said.get("customer").filter(|name| !self.known.contains(&*folded(name)));
        let Some((company, person)) = name.and_then(|name| self.parted(name)) else {
            return;
        };
        let (company, person) = (company.to_owned(), person.to_owned());
        said.fields.insert("customer", Some(company));
        said.fields.entry(key).or_insert(Some(person));
    }

    /// Makes of a row of a person with a company a contact of that one, of one without a customer who is a person.
    pub(super) fn settle(&self, said: &mut Said) {
        if let Some(key) = self.contact {
            return self.settle_record(key, said);
        }
        let is_company = self.is_company(said);
        let company = said.take("contact.company");
        let Some(name) = said.get("name").map(str::to_owned) else {
            return;
        };
        let (company, person) = match (company, self.parted(&name)) {
            (Some(company), _) if alike(&company, &name) || is_company == Some(true) => (None, name),
            (Some(company), _) => {
                let parted = name.rsplit_once([',', '，']);
                let own = parted.filter(|(of, _)| alike(of, &company));
                let own = own.map(|(_, person)| person.trim().to_owned());
                (Some(company), own.unwrap_or(name))
            }
            (None, Some((company, person))) if is_company != Some(true) => {
                (Some(company.to_owned()), person.to_owned())
            }
            (None, _) => (None, name),
        };
        match (company, is_company) {
            (None, None) => {}
            (None, Some(true)) => {
                said.fields
                    .entry("kind")
                    .or_insert_with(|| Some("enterprise".to_owned()));
            }
            (company, _) => {
                said.fields.insert("name", company);
                said.columns.remove("name");
                said.fields.insert("contact.name", Some(person));
            }
        }
    }
}

/// Whether a word says yes or no.
fn is_yes(text: &str) -> Option<bool> {
    let said = folded(text);
    match parse(FieldKind::Flag, text, Day(0)) {
        Ok(FieldValue::Flag(is)) => Some(is),
        _ if YES.contains(&&*said) => Some(true),
        _ if NO.contains(&&*said) => Some(false),
        _ => None,
    }
}
