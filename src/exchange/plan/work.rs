//! The rows of a table laid on a book, one after the other: customers as they become, and the rows that made them so.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::event::{self, Events};
use super::read::{self, ReadColumn, Said};
use super::who::{Meant, Named, Who};
use super::{Candidate, FieldChange, Mode, Outcome, RowPlan, RowProblem, SheetPlan, Wanted};
use crate::domain::book::Book;
use crate::domain::change::{Change, Delta};
use crate::domain::check::Check;
use crate::domain::field::{Field, HasFields, Level, Typing, changed};
use crate::domain::fold::{alike, folded};
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Customer, CustomerKind};
use crate::domain::label::Label;
use crate::domain::number::next_number;
use crate::domain::text as domain_text;
use crate::domain::uscc;
use crate::exchange::columns::Subject;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;

/// A record as it was and as it becomes.
pub(super) struct Becoming<R> {
    pub before: Option<Arc<R>>,
    pub after: R,
}

/// The work on a table.
pub(super) struct Work<'a> {
    pub table: &'a Table,
    pub wanted: &'a Wanted,
    columns: Vec<ReadColumn>,
    pub who: Who,
    /// Customers that rows are about, in the order they came.
    pub customers: HashMap<String, Becoming<Customer>>,
    order: Vec<String>,
    brought: HashSet<String>,
    pub events: Events,
    /// What the rows said of a record's field, so that no other row says otherwise.
    said: HashMap<(String, String), (u32, String)>,
    /// What the row at hand says; it counts once the row is taken.
    saying: Vec<((String, String), (u32, String))>,
    /// Rows without a name, by their places: whom they mean is known when all rows that name customers were looked at.
    nameless: Vec<usize>,
    is_last_round: bool,
    /// Numbers that the file gives, which no new customer may get.
    given: HashSet<String>,
    next: Option<String>,
    plan: SheetPlan,
}

impl<'a> Work<'a> {
    pub fn new(book: &Book, table: &'a Table, wanted: &'a Wanted) -> Self {
        let columns = read::columns(book, table, wanted);
        let id = columns.iter().find(|read| {
            let key = if wanted.mapping.subject == Subject::Customers {
                "id"
            } else {
                "customer.id"
            };
            read.field.as_ref().is_some_and(|field| field.key == key)
        });
        let given = |row: &TableRow| Some(row.cells.get(id?.column)?.shown());
        Self {
            table,
            wanted,
            who: Who::of(book),
            customers: HashMap::new(),
            order: Vec::new(),
            brought: HashSet::new(),
            events: Events::default(),
            said: HashMap::new(),
            saying: Vec::new(),
            nameless: Vec::new(),
            is_last_round: false,
            given: table.rows.iter().filter_map(given).collect(),
            next: next_number(&book.customers).map(|id| id.to_string()),
            plan: SheetPlan {
                questions: read::questions(book, table, wanted),
                ..SheetPlan::default()
            },
            columns,
        }
    }

    pub fn typing(&self) -> Typing<'a> {
        Typing {
            today: self.wanted.today,
            offset: &self.wanted.offset,
        }
    }

    /// Lays a row on the book.
    pub fn take(&mut self, book: &Book, row: &TableRow) {
        let planned = self.planned(book, row);
        self.plan.rows.push(planned);
    }

    fn planned(&mut self, book: &Book, row: &TableRow) -> RowPlan {
        self.saying.clear();
        let mut said = read::row(&self.columns, row, self.wanted);
        let (id, outcome, twins) = match self.not_wanted(row, &said) {
            Some(why) => (None, Outcome::LeftOut(why), Vec::new()),
            None if self.wanted.mapping.subject == Subject::Customers => self.take_customer(book, row, &mut said),
            None => {
                let (id, outcome) = event::take(self, book, row, &mut said);
                (id, outcome, Vec::new())
            }
        };
        let problems = match outcome {
            Outcome::LeftOut(_) => Vec::new(),
            _ => said.problems,
        };
        if outcome == Outcome::New {
            self.said.extend(self.saying.drain(..));
        }
        RowPlan {
            at: row.at,
            id,
            outcome,
            problems,
            twins,
        }
    }

    /// Rows without a name are looked at again once all rows that name customers were.
    fn look_again(&mut self, book: &Book) {
        self.is_last_round = true;
        let table = self.table;
        for place in std::mem::take(&mut self.nameless) {
            let row = &table.rows[place];
            self.plan.rows[place] = self.planned(book, row);
        }
    }

    fn not_wanted(&self, row: &TableRow, said: &Said) -> Option<Label> {
        if row.is_hidden && !self.wanted.takes_hidden {
            return Some(say::hidden_row());
        }
        if let Some((column, words)) = &self.wanted.mapping.only {
            let own = row
                .cells
                .get(*column)
                .map(|cell| cell.shown().trim().to_owned())
                .unwrap_or_default();
            if !words.iter().any(|word| alike(word, &own)) {
                return Some(say::other_sort(own));
            }
        }
        said.says_nothing().then(say::says_nothing)
    }

    fn take_customer(
        &mut self,
        book: &Book,
        row: &TableRow,
        said: &mut Said,
    ) -> (Option<String>, Outcome, Vec<Candidate>) {
        if !self.is_last_round && said.get("name").or(said.get("contact.name")).is_none() {
            self.nameless.push(self.plan.rows.len());
            return (None, Outcome::Wrong, Vec::new());
        }
        // A person without a company is the customer.
        let person = said
            .get("name")
            .is_none()
            .then(|| said.get("contact.name").map(str::to_owned))
            .flatten();
        let named = Named {
            id: said.take("id"),
            code: said.get("uscc").map(str::to_owned),
            phones: said.get("contact.phone").map(str::to_owned).into_iter().collect(),
            name: said.get("name").map(str::to_owned).or(person.clone()),
        };
        let id = match self.resolve(book, row, &named, said) {
            Ok(id) => id,
            Err(outcome) => return (None, outcome, Vec::new()),
        };
        let is_known = id.is_some();
        if let Some(why) = self.mode_refuses(book, id.as_deref()) {
            return (id, Outcome::LeftOut(why), Vec::new());
        }
        let twins = if is_known {
            Vec::new()
        } else {
            self.candidates(book, &self.who.alike(&named))
        };
        let Some(name) = named
            .name
            .clone()
            .or_else(|| Some(self.current(book, id.as_deref()?)?.name.to_string()))
        else {
            said.wrong(said.columns.get("name").copied(), domain_text::customer_name_needed());
            return (id, Outcome::Wrong, twins);
        };
        let mut after = match id.as_deref().and_then(|id| self.current(book, id)) {
            Some(known) => known.clone(),
            None => match self.new_customer(book, &named, &name) {
                Ok(new) => new,
                Err(message) => {
                    said.wrong(None, message);
                    return (None, Outcome::Wrong, twins);
                }
            },
        };
        if !is_known && person.is_some() {
            after.kind = Some(CustomerKind::Person);
        }
        let own = after.id.to_string();
        self.write_customer(&mut after, row, said);
        check(&after, said);
        if said.problems.iter().any(|problem| problem.level != Level::Warning) {
            return (Some(own).filter(|_| is_known), Outcome::Wrong, twins);
        }
        self.who.add(&after);
        if !is_known && self.next.as_ref() == Some(&own) {
            self.next = following(&own);
        }
        self.keep(book, after);
        (Some(own), Outcome::New, twins)
    }

    /// The customer that a row means; nothing for a new one.
    pub fn resolve(
        &self,
        book: &Book,
        row: &TableRow,
        named: &Named,
        said: &mut Said,
    ) -> Result<Option<String>, Outcome> {
        if let Some((_, chosen)) = self.wanted.chosen.iter().find(|(at, _)| *at == row.at) {
            return Ok(chosen.clone());
        }
        let ask = |said: &mut Said, why: Label, ids: &[String]| {
            said.problems.push(RowProblem {
                column: None,
                level: Level::Question,
                message: why,
            });
            Err(Outcome::Asked(self.candidates(book, ids)))
        };
        match self.who.meant(&self.wanted.keys, named) {
            Meant::Nobody => Ok(None),
            Meant::Several(ids) => ask(said, say::several_fit(), &ids),
            Meant::One(id) => {
                let known = self.current(book, &id).and_then(|customer| customer.uscc.clone());
                let differs = |code: &String| {
                    known
                        .as_ref()
                        .is_some_and(|known| uscc::normal(known) != uscc::normal(code))
                };
                let by_id = named.id.as_ref() == Some(&id);
                if !by_id && named.code.as_ref().is_some_and(differs) {
                    return ask(said, say::other_code(), &[id]);
                }
                Ok(Some(id))
            }
        }
    }

    pub fn candidates(&self, book: &Book, ids: &[String]) -> Vec<Candidate> {
        let candidate = |id: &String| {
            let name = self.current(book, id)?.name.to_string();
            Some(Candidate { id: id.clone(), name })
        };
        ids.iter().filter_map(candidate).collect()
    }

    fn mode_refuses(&self, book: &Book, id: Option<&str>) -> Option<Label> {
        let is_there = id.is_some_and(|id| book.customers.get(id).is_some());
        let is_own = id.is_some_and(|id| self.customers.contains_key(id));
        match self.wanted.mode {
            Mode::Create if is_there => Some(say::there_already()),
            Mode::Update if !is_there && !is_own => Some(say::not_there()),
            _ => None,
        }
    }

    /// A customer as it is by now.
    pub fn current<'b>(&'b self, book: &'b Book, id: &str) -> Option<&'b Customer> {
        match self.customers.get(id) {
            Some(becoming) => Some(&becoming.after),
            None => book.customers.get(id).map(|known| &**known),
        }
    }

    pub fn new_customer(&mut self, book: &Book, named: &Named, name: &str) -> Result<Customer, Label> {
        let id = match &named.id {
            Some(id) => id.clone(),
            None => self.free_number(book).ok_or_else(say::no_number_left)?,
        };
        let id = CustomerId::new(&id).map_err(|_| crate::domain::text::field::id_too_long())?;
        Ok(Customer::new(id, name))
    }

    fn free_number(&mut self, book: &Book) -> Option<String> {
        loop {
            let id = self.next.clone()?;
            if !self.given.contains(&id) && !self.customers.contains_key(&id) && book.customers.slot(&id).is_none() {
                return Some(id);
            }
            self.next = following(&id);
        }
    }

    /// Keeps a customer as it becomes.
    pub fn keep(&mut self, book: &Book, after: Customer) {
        let id = after.id.to_string();
        match self.customers.get_mut(&id) {
            Some(becoming) => becoming.after = after,
            None => {
                let before = book.customers.get(&id).cloned();
                self.order.push(id.clone());
                self.customers.insert(id, Becoming { before, after });
            }
        }
    }

    /// Keeps a customer that an event brings along.
    pub fn bring(&mut self, book: &Book, customer: Customer) {
        let id = customer.id.to_string();
        if self.next.as_ref() == Some(&id) {
            self.next = following(&id);
        }
        self.who.add(&customer);
        self.brought.insert(id);
        self.keep(book, customer);
    }

    fn write_customer(&mut self, after: &mut Customer, row: &TableRow, said: &mut Said) {
        let of_contact: Vec<(&'static str, Option<String>)> = take_where(said, |key| key.starts_with("contact."));
        let own: Vec<(&'static str, Option<String>)> = take_where(said, |_| true);
        let id = after.id.to_string();
        for (key, text) in own {
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
            let known = after.notes.as_deref().unwrap_or_default();
            if !known.lines().any(|known| known == line) {
                let all = if known.is_empty() {
                    line
                } else {
                    format!("{known}\n{line}")
                };
                after.notes = Some(all.into());
            }
        }
        self.write_contact(after, of_contact, row, said);
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
        let place = (id.to_owned(), field.key.to_owned());
        match self.said.get(&place) {
            Some((at, known)) if folded(known) != folded(&text) && *at != row.at => {
                return said.wrong(column, say::said_otherwise(at));
            }
            _ => {}
        }
        match field.write(record, &text, self.typing()) {
            Ok(()) => {
                self.saying.push((place, (row.at, text)));
            }
            Err(error) => said.wrong(column, error.message),
        }
    }

    /// Finds the contact that a row is about, and writes it.
    fn write_contact(
        &mut self,
        customer: &mut Customer,
        fields: Vec<(&'static str, Option<String>)>,
        row: &TableRow,
        said: &mut Said,
    ) {
        if fields.iter().all(|(_, text)| text.is_none()) {
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
        let place = contact_place(customer, name.as_deref(), phone.as_deref(), is_named);
        let is_new = place == customer.contacts.len();
        let mut contact = customer.contacts.get(place).cloned().unwrap_or_else(Contact::blank);
        let id = format!("{}/{place}", customer.id);
        for (key, text) in fields {
            let own = key.trim_start_matches("contact.");
            if let Some(field) = Contact::field(own) {
                if let Some(column) = said.columns.get(key).copied() {
                    said.columns.insert(field.key, column);
                }
                self.write(field, &mut contact, &id, text, row, said);
            }
        }
        if is_new {
            customer.contacts.push(contact);
        } else {
            customer.contacts[place] = contact;
        }
    }

    /// The plan: what became of the records, told at their rows.
    pub fn finish(mut self, book: &Book) -> SheetPlan {
        self.look_again(book);
        let mut outcomes: HashMap<String, Outcome> = HashMap::new();
        let mut plan = std::mem::take(&mut self.plan);
        let is_subject = self.wanted.mapping.subject == Subject::Customers;
        for id in &self.order {
            let Some(becoming) = self.customers.remove(id) else {
                continue;
            };
            let outcome = settle(becoming, &mut plan.changes);
            match &outcome {
                _ if !is_subject => plan.counts.brought += usize::from(self.brought.contains(id)),
                outcome => count(&mut plan, outcome),
            }
            if is_subject {
                outcomes.insert(id.clone(), outcome);
            }
        }
        self.events.finish(book, &mut plan, &mut outcomes);
        for row in &mut plan.rows {
            match &row.outcome {
                Outcome::New => {
                    if let Some(outcome) = row.id.as_ref().and_then(|id| outcomes.get(id)) {
                        row.outcome = outcome.clone();
                    }
                }
                Outcome::LeftOut(_) => plan.counts.left_out += 1,
                Outcome::Asked(_) => plan.counts.asked += 1,
                Outcome::Wrong => plan.counts.wrong += 1,
                _ => {}
            }
        }
        plan
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
    let digits: Vec<String> = phone
        .map(|phone| super::who::phones(phone).collect())
        .unwrap_or_default();
    let has = |known: &Contact| {
        known
            .phone
            .as_deref()
            .is_some_and(|own| super::who::phones(own).any(|own| digits.contains(&own)))
    };
    // A number that another person of the customer has too is no proof that it is the same person.
    let by_phone = || {
        contacts
            .iter()
            .position(|known| has(known) && (name.is_none() || known.name.is_none()))
    };
    let nameless = || (!is_named && !contacts.is_empty()).then_some(0);
    by_name.or_else(by_phone).or_else(nameless).unwrap_or(contacts.len())
}

fn take_where(said: &mut Said, fits: impl Fn(&str) -> bool) -> Vec<(&'static str, Option<String>)> {
    let keys: Vec<&'static str> = said.fields.keys().copied().filter(|key| fits(key)).collect();
    keys.into_iter()
        .filter_map(|key| said.fields.remove_entry(key))
        .collect()
}

/// Adds tags to those that are there.
fn add_tags(field: &Field, after: &mut Customer, text: &str, typing: Typing<'_>, said: &mut Said) {
    use crate::domain::field::{FieldValue, parse};
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

/// The number behind this one.
fn following(id: &str) -> Option<String> {
    let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &id[prefix.len()..];
    let next = digits.parse::<u64>().ok()?.checked_add(1)?;
    Some(format!("{prefix}{next:0width$}", width = digits.len()))
}

/// What a record became, its change added.
pub(super) fn settle<R: HasFields + PartialEq + Clone>(becoming: Becoming<R>, changes: &mut Vec<Change>) -> Outcome
where
    Change: From<Delta<R>>,
{
    let Becoming { before, after } = becoming;
    let outcome = match &before {
        None => Outcome::New,
        Some(before) if **before == after => return Outcome::Same,
        Some(before) => Outcome::Changed(differences(&**before, &after)),
    };
    changes.push(
        Delta {
            before,
            after: Some(Arc::new(after)),
        }
        .into(),
    );
    outcome
}

fn differences<R: HasFields>(before: &R, after: &R) -> Vec<FieldChange> {
    let change = |field: &'static Field<R>| FieldChange {
        key: field.key.to_owned(),
        label: field.label.clone(),
        before: field.text(before),
        after: field.text(after),
    };
    changed(before, after).into_iter().map(change).collect()
}

pub(super) fn count(plan: &mut SheetPlan, outcome: &Outcome) {
    match outcome {
        Outcome::New => plan.counts.new += 1,
        Outcome::Changed(_) => plan.counts.changed += 1,
        Outcome::Same => plan.counts.same += 1,
        _ => {}
    }
}
