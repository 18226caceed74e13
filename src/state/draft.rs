//! What was typed into a customer's form and is not saved yet: pure, so that reading it back is tested natively.
//!
//! A draft keeps only what differs from the record it started from. So it can be put onto a newer state of the same record,
//! and a value that this page never touched goes out as it came in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::check::{Check, Level};
use crate::domain::day::Day;
use crate::domain::field::{Field, changed, find, format, parse};
use crate::domain::kind::{Contact, Customer};
use crate::domain::label::Label;

/// Contacts that the form adds are numbered from here; those of the record have their place there.
const FIRST_NEW_ROW: u32 = 1 << 16;

/// An input of the form: a field's key, and the contact it belongs to (0 for the customer's own fields).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The key in the field registry.
    pub key: &'static str,
    /// The contact's row.
    pub row: u32,
}

impl Place {
    /// A field of the customer itself.
    pub fn own(key: &'static str) -> Self {
        Self { key, row: 0 }
    }

    /// Its row of the registry.
    pub fn field(self) -> Option<&'static Field> {
        find(self.key)
    }

    fn of_contact(self) -> bool {
        self.key.starts_with("contact.")
    }
}

/// Something to say about an input.
pub type Remark = (Place, Label);

/// A form's content as a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Built {
    /// The record.
    pub customer: Customer,
    /// What looks wrong and is kept.
    pub warnings: Vec<Remark>,
}

/// Unsaved input.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The record as it was when the editing began.
    pub base: Arc<Customer>,
    texts: BTreeMap<Place, String>,
    rows: Vec<u32>,
}

impl Draft {
    /// A draft that changes nothing yet.
    pub fn new(base: Arc<Customer>) -> Self {
        // The form always offers one contact.
        let rows = (0..base.contacts.len().max(1) as u32).collect();
        Self {
            base,
            texts: BTreeMap::new(),
            rows,
        }
    }

    /// The text of an input.
    pub fn text(&self, place: Place) -> String {
        match self.texts.get(&place) {
            Some(text) => text.clone(),
            None => self.base_text(place),
        }
    }

    /// Takes a typed text; one that says what the record says is no change.
    pub fn set(&mut self, place: Place, text: String) {
        if text == self.base_text(place) {
            self.texts.remove(&place);
        } else {
            self.texts.insert(place, text);
        }
    }

    /// The contacts' rows, in order.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Offers one contact more, and tells its row.
    pub fn add_contact(&mut self) -> u32 {
        let last = self.rows.iter().copied().max().unwrap_or_default();
        let row = last.saturating_add(1).max(FIRST_NEW_ROW);
        self.rows.push(row);
        row
    }

    /// Takes a contact out.
    pub fn remove_contact(&mut self, row: u32) {
        self.rows.retain(|r| *r != row);
        self.texts.retain(|place, _| !(place.of_contact() && place.row == row));
    }

    /// How many inputs differ from the record.
    pub fn changes(&self) -> usize {
        let known = self.base.contacts.len();
        let stay = self.rows.iter().filter(|row| (**row as usize) < known).count();
        self.texts.len() + known - stay
    }

    /// Whether the record changed under the draft, and in which fields.
    pub fn moved(&self, now: &Customer) -> Option<Vec<&'static Field>> {
        (*self.base != *now).then(|| changed(&*self.base, now))
    }

    /// Puts what was typed onto a newer state of the record.
    pub fn rebase(&mut self, now: Arc<Customer>) {
        let known = self.base.contacts.len() as u32;
        let gone = |row: &u32| *row < known && !self.rows.contains(row);
        let mut rows: Vec<u32> = (0..now.contacts.len() as u32).filter(|row| !gone(row)).collect();
        rows.extend(self.rows.iter().filter(|row| **row >= FIRST_NEW_ROW));
        if rows.is_empty() {
            rows.push(FIRST_NEW_ROW);
        }
        self.base = now;
        self.rows = rows;
        let texts = std::mem::take(&mut self.texts);
        for (place, text) in texts {
            if !place.of_contact() || self.rows.contains(&place.row) {
                self.set(place, text);
            }
        }
    }

    /// What is wrong with a text as it stands, if anything; else how it reads once understood.
    pub fn read(place: Place, text: &str, today: Day) -> Result<String, Label> {
        let Some(field) = place.field() else {
            return Ok(text.to_owned());
        };
        match parse(field.kind, text, today) {
            Ok(value) => Ok(format(field.kind, &value)),
            Err(error) => Err(error.message),
        }
    }

    /// The record with everything typed in it, or what is wrong.
    pub fn build(&self, today: Day) -> Result<Built, Vec<Remark>> {
        let (built, wrong) = self.judge(today);
        if wrong.is_empty() { Ok(built) } else { Err(wrong) }
    }

    /// What looks wrong and is kept, whatever else is wrong.
    pub fn warnings(&self, today: Day) -> Vec<Remark> {
        self.judge(today).0.warnings
    }

    fn judge(&self, today: Day) -> (Built, Vec<Remark>) {
        let mut wrong = Vec::new();
        let mut customer = (*self.base).clone();
        for (place, text) in self.texts.iter().filter(|(place, _)| !place.of_contact()) {
            write(&mut customer, *place, text, today, &mut wrong);
        }
        let mut kept = Vec::new();
        let mut contacts = Vec::new();
        for row in &self.rows {
            let mut holder = self.holder(*row);
            let texts = self.texts.iter();
            for (place, text) in texts.filter(|(place, _)| place.of_contact() && place.row == *row) {
                write(&mut holder, *place, text, today, &mut wrong);
            }
            // A contact that says nothing is none.
            if let Some(contact) = holder.contacts.pop().filter(|contact| *contact != Contact::blank()) {
                kept.push(*row);
                contacts.push(contact);
            }
        }
        customer.contacts = contacts;
        let mut warnings = Vec::new();
        for problem in customer.problems() {
            let Some(place) = place_of(&problem.field, &kept) else {
                continue;
            };
            match problem.level {
                // What cannot be read was said already.
                Level::Error if wrong.iter().any(|(known, _)| *known == place) => {}
                Level::Error => wrong.push((place, problem.problem)),
                Level::Warning => warnings.push((place, problem.problem)),
            }
        }
        wrong.sort_by_key(|(place, _)| order(*place, &self.rows));
        (Built { customer, warnings }, wrong)
    }

    fn base_text(&self, place: Place) -> String {
        let Some(field) = place.field() else {
            return String::new();
        };
        let value = if place.of_contact() {
            (field.get)(&self.holder(place.row))
        } else {
            (field.get)(&self.base)
        };
        format(field.kind, &value)
    }

    /// A record that holds one contact alone: the registry reads and writes the first one.
    fn holder(&self, row: u32) -> Customer {
        let mut holder = Customer::new(self.base.id.clone(), "");
        holder.contacts = self.base.contacts.get(row as usize).cloned().into_iter().collect();
        holder
    }
}

fn write(record: &mut Customer, place: Place, text: &str, today: Day, wrong: &mut Vec<Remark>) {
    let Some(field) = place.field() else { return };
    let done = parse(field.kind, text, today).and_then(|value| (field.set)(record, value));
    if let Err(error) = done {
        wrong.push((place, error.message));
    }
}

/// The input that a path in the record (`contacts[1].phone`, `products[0].share`) belongs to.
fn place_of(path: &str, rows: &[u32]) -> Option<Place> {
    if let Some(rest) = path.strip_prefix("contacts[") {
        let (index, key) = rest.split_once("].")?;
        let row = *rows.get(index.parse::<usize>().ok()?)?;
        let key = find(&format!("contact.{key}"))?.key;
        return Some(Place { key, row });
    }
    let key = path.split('[').next().unwrap_or(path);
    find(key).map(|field| Place::own(field.key))
}

/// Where an input stands in the form: what errors are sorted by.
pub fn order(place: Place, rows: &[u32]) -> (usize, usize) {
    let fields = crate::domain::field::FIELDS;
    let at = fields
        .iter()
        .position(|field| field.key == place.key)
        .unwrap_or(fields.len());
    let first = fields
        .iter()
        .position(|field| field.key.starts_with("contact."))
        .unwrap_or(at);
    if place.of_contact() {
        let row = rows.iter().position(|row| *row == place.row).unwrap_or_default();
        (first, row * fields.len() + at)
    } else {
        (at, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::CustomerId;

    fn today() -> Day {
        Day::from_ymd(2026, 11, 19).unwrap()
    }

    fn customer() -> Customer {
        let mut customer = Customer::new(CustomerId::new("c1").unwrap(), "甲");
        for name in ["一", "二"] {
            customer.contacts.push(Contact {
                name: Some(name.into()),
                ..Contact::blank()
            });
        }
        customer
    }

    fn at(key: &'static str, row: u32) -> Place {
        Place { key, row }
    }

    #[test]
    fn an_untouched_draft_changes_nothing() {
        for record in [customer(), Customer::new(CustomerId::new("c").unwrap(), "乙")] {
            let mut draft = Draft::new(Arc::new(record.clone()));
            draft.set(Place::own("name"), record.name.to_string());
            assert_eq!((draft.changes(), draft.build(today()).unwrap().customer), (0, record));
        }
    }

    #[test]
    fn what_is_typed_is_read_as_people_write_it() {
        let mut draft = Draft::new(Arc::new(customer()));
        draft.set(Place::own("annual_revenue"), "1.8亿".into());
        draft.set(Place::own("cooperation_since"), "0516".into());
        draft.set(at("contact.phone", 1), "154 0000 6142".into());
        let built = draft.build(today()).unwrap().customer;
        assert_eq!(built.annual_revenue.map(|fen| fen.0), Some(18_000_000_000));
        assert_eq!(
            built.cooperation_since.map(|d| d.to_string()).as_deref(),
            Some("2026-05-16")
        );
        assert_eq!(built.contacts[1].phone.as_deref(), Some("154 0000 6142"));
        assert_eq!((draft.changes(), built.contacts.len()), (3, 2));
    }

    #[test]
    fn contacts_come_and_go() {
        let mut draft = Draft::new(Arc::new(customer()));
        draft.remove_contact(0);
        let row = draft.add_contact();
        draft.set(at("contact.name", row), "三".into());
        let blank = draft.add_contact();
        assert_ne!(row, blank);
        let built = draft.build(today()).unwrap().customer;
        let names: Vec<_> = built.contacts.iter().filter_map(|c| c.name.as_deref()).collect();
        assert_eq!((names, draft.changes()), (vec!["二", "三"], 2));
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place_in_the_order_of_the_form() {
        let mut draft = Draft::new(Arc::new(customer()));
        draft.set(at("contact.birthday", 1), "13-40".into());
        draft.set(Place::own("budget_min"), "很多".into());
        draft.set(Place::own("name"), " ".into());
        let wrong = draft.build(today()).unwrap_err();
        let places: Vec<Place> = wrong.into_iter().map(|(place, _)| place).collect();
        assert_eq!(
            places,
            [Place::own("name"), at("contact.birthday", 1), Place::own("budget_min")]
        );
        let nameless = Draft::new(Arc::new(Customer::new(CustomerId::new("c").unwrap(), "")));
        assert_eq!(nameless.build(today()).unwrap_err()[0].0, Place::own("name"));
    }

    #[test]
    fn a_wrong_code_warns_and_is_kept() {
        let mut draft = Draft::new(Arc::new(customer()));
        draft.set(Place::own("uscc"), "9133-0206".into());
        let built = draft.build(today()).unwrap();
        assert_eq!(built.customer.uscc.as_deref(), Some("91330206"));
        assert_eq!(built.warnings[0].0, Place::own("uscc"));
    }

    #[test]
    fn a_draft_moves_onto_a_newer_record() {
        let mut draft = Draft::new(Arc::new(customer()));
        draft.set(Place::own("notes"), "好".into());
        draft.set(at("contact.title", 1), "厂长".into());
        draft.remove_contact(0);
        let mut now = customer();
        now.region = Some("浙江".into());
        now.contacts.push(Contact {
            name: Some("四".into()),
            ..Contact::blank()
        });
        assert_eq!(draft.moved(&now).unwrap().len(), 2);
        draft.rebase(Arc::new(now.clone()));
        assert!(draft.moved(&now).is_none());
        let built = draft.build(today()).unwrap().customer;
        assert_eq!(built.region.as_deref(), Some("浙江"));
        assert_eq!(built.notes.as_deref(), Some("好"));
        let people: Vec<_> = built
            .contacts
            .iter()
            .map(|c| (c.name.as_deref(), c.title.as_deref()))
            .collect();
        assert_eq!(people, [(Some("二"), Some("厂长")), (Some("四"), None)]);
    }
}
