//! Records as rows of a table: every field that an import takes back, in words of the page's language. What is written here and
//! imported again changes nothing.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Look, OutColumn};
use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::day::Moment;
use crate::domain::field::{
    Choices, Field, FieldKind, FieldValue, HasFields, Unit, format, format_moment, mask::mask, options,
};
use crate::domain::held::Held;
use crate::domain::kind::{Contact, Customer, Interaction, Order, Ticket};
use crate::domain::label::{Label, Lang};
use crate::domain::money::Fen;
use crate::domain::service::is_solved_sometime;
use crate::exchange::columns::Subject;
use crate::exchange::grid::Cell;
use crate::exchange::text as say;
use crate::exchange::values::{guarded_id, keeps_zeros};

/// Fields that no table has: contacts have a table of their own, and a task is what the page itself settles.
const LEFT_OUT: [&str; 2] = ["contacts", "task"];

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RowKind {
    /// Customers, each with its first contact.
    #[default]
    Customers,
    /// Contacts, each with its customer.
    Contacts,
    /// Orders.
    Orders,
    /// Interactions.
    Interactions,
    /// Tickets.
    Tickets,
}

impl RowKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Customers,
        Self::Contacts,
        Self::Orders,
        Self::Interactions,
        Self::Tickets,
    ];

    /// What an import takes them for.
    pub fn subject(self) -> Subject {
        match self {
            Self::Customers | Self::Contacts => Subject::Customers,
            Self::Orders => Subject::Orders,
            Self::Interactions => Subject::Interactions,
            Self::Tickets => Subject::Tickets,
        }
    }

    /// The kind of records that rows are made of.
    pub fn of_records(self) -> Kind {
        match self {
            Self::Customers | Self::Contacts => Kind::Customer,
            Self::Orders => Kind::Order,
            Self::Interactions => Kind::Interaction,
            Self::Tickets => Kind::Ticket,
        }
    }

    /// Its word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Contacts => "contacts",
            Self::Orders => "orders",
            Self::Interactions => "interactions",
            Self::Tickets => "tickets",
        }
    }

    /// Its name.
    pub fn label(self) -> Label {
        match self {
            Self::Customers => say::rows_of_customers(),
            Self::Contacts => say::rows_of_contacts(),
            Self::Orders => say::rows_of_orders(),
            Self::Interactions => say::rows_of_interactions(),
            Self::Tickets => say::rows_of_tickets(),
        }
    }

    /// Whether rows say how people are reached.
    pub fn has_contacts(self) -> bool {
        matches!(self, Self::Customers | Self::Contacts)
    }

    /// The columns in order.
    pub fn columns(self) -> Vec<RowColumn> {
        let customer = |keys: &[&str]| {
            let fields = keys.iter().filter_map(|key| Customer::field(key));
            fields.map(|field| of_field(field, field.key)).collect::<Vec<_>>()
        };
        match self {
            Self::Customers => own::<Customer>(),
            Self::Contacts => {
                let of_contact = |column: &RowColumn| column.key.starts_with("contact.");
                let mut all = customer(&["id", "name"]);
                all.extend(own::<Customer>().into_iter().filter(of_contact));
                all
            }
            Self::Orders => of_events::<Order>(),
            Self::Interactions => of_events::<Interaction>(),
            Self::Tickets => of_events::<Ticket>(),
        }
    }
}

/// A column of a table of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowColumn {
    /// The key of its field, as an import knows it.
    pub key: &'static str,
    /// What people call it.
    pub label: Label,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a record needs it.
    pub required: bool,
}

fn of_field<R: HasFields>(field: &'static Field<R>, key: &'static str) -> RowColumn {
    RowColumn {
        key,
        label: field.label.clone(),
        kind: field.kind,
        required: field.required,
    }
}

fn own<R: HasFields>() -> Vec<RowColumn> {
    let fields = R::FIELDS.iter().filter(|field| !LEFT_OUT.contains(&field.key));
    fields.map(|field| of_field(field, field.key)).collect()
}

/// The columns of what belongs to a customer: its number stands before its name.
fn of_events<R: HasFields>() -> Vec<RowColumn> {
    let mut all = own::<R>();
    let number = Customer::field("id").map(|field| RowColumn {
        required: false,
        ..of_field(field, "customer.id")
    });
    let place = all.iter().position(|column| column.key == "customer").unwrap_or(0);
    all.splice(place..place, number);
    all
}

impl RowColumn {
    /// Its heading, which names the unit of amounts.
    pub fn head(&self, lang: Lang) -> String {
        let head = match self.kind {
            FieldKind::Money(unit) | FieldKind::SignedMoney(unit) => say::with_unit(self.label.clone(), unit.label()),
            _ => self.label.clone(),
        };
        head.get(lang).to_owned()
    }

    /// What its cells look like.
    pub fn look(&self) -> Look {
        match self.kind {
            FieldKind::Money(Unit::Wan) | FieldKind::SignedMoney(Unit::Wan) => Look::Wan,
            FieldKind::Money(Unit::Yuan) | FieldKind::SignedMoney(Unit::Yuan) => Look::Money,
            FieldKind::Count => Look::Whole,
            FieldKind::Date(_) => Look::Day,
            FieldKind::Moment(_) => Look::Time,
            FieldKind::LongText => Look::Wrapped,
            FieldKind::Reach(_) => Look::Text,
            kind if keeps_zeros(kind) => Look::Text,
            _ => Look::General,
        }
    }

    /// The column as it is written.
    pub fn out(&self, lang: Lang) -> OutColumn {
        OutColumn::new(self.head(lang), self.look())
    }
}

/// Makes rows of records, in a language, with how people are reached masked or not.
pub struct RowWriter {
    kind: RowKind,
    columns: Vec<RowColumn>,
    lang: Lang,
    is_masked: bool,
    /// What people call the words of choices, a column each.
    words: Vec<HashMap<String, String>>,
}

impl RowWriter {
    /// For a book as it is.
    pub fn new(book: &Book, kind: RowKind, lang: Lang, is_masked: bool) -> Self {
        let columns = kind.columns();
        let words = columns.iter().map(|column| words(book, column.kind, lang)).collect();
        Self {
            kind,
            columns,
            lang,
            is_masked,
            words,
        }
    }

    /// The columns.
    pub fn columns(&self) -> Vec<OutColumn> {
        self.columns.iter().map(|column| column.out(self.lang)).collect()
    }

    /// How many slots the rows come from.
    pub fn slots(&self, book: &Book) -> u32 {
        slots(book, self.kind.of_records())
    }

    /// How many rows there are, in all or of those in these slots.
    pub fn count(&self, book: &Book, slots: Option<&[u32]>) -> usize {
        let contacts = |slot: u32| book.customers.at(slot).map_or(0, |customer| said(customer).count());
        match (self.kind, slots) {
            (RowKind::Contacts, None) => (0..self.slots(book)).map(contacts).sum(),
            (RowKind::Contacts, Some(slots)) => slots.iter().map(|slot| contacts(*slot)).sum(),
            (_, None) => book.count(self.kind.of_records()),
            (_, Some(slots)) => slots.len(),
        }
    }

    /// Adds the rows of the record in a slot: one, or one a contact; none where the slot is empty.
    pub fn rows(&self, book: &Book, slot: u32, to: &mut Vec<Vec<Cell>>) {
        match self.kind {
            RowKind::Customers => to.extend(book.customers.at(slot).map(|customer| self.of(&**customer, |_| None))),
            RowKind::Contacts => {
                let Some(customer) = book.customers.at(slot) else {
                    return;
                };
                for contact in said(customer) {
                    to.push(self.cells(|column| match column.key.strip_prefix("contact.") {
                        Some(key) => value(contact, key),
                        None => value(&**customer, column.key),
                    }));
                }
            }
            RowKind::Orders => to.extend(
                book.orders
                    .at(slot)
                    .map(|r| self.of(&**r, whose(book, r.customer.as_str()))),
            ),
            RowKind::Interactions => {
                to.extend(
                    book.interactions
                        .at(slot)
                        .map(|r| self.of(&**r, whose(book, r.customer.as_str()))),
                );
            }
            RowKind::Tickets => {
                // A day that nobody wrote is none.
                let row = |r: &Held<Ticket>| {
                    let is_sometime = is_solved_sometime(r);
                    let of = whose(book, r.customer.as_str());
                    self.of(&**r, |key| {
                        if is_sometime && key == "resolved_at" {
                            Some(FieldValue::Empty)
                        } else {
                            of(key)
                        }
                    })
                };
                to.extend(book.tickets.at(slot).map(row));
            }
        }
    }

    /// The row of a record; what is not its own is said by `beside`.
    fn of<R: HasFields>(&self, record: &R, beside: impl Fn(&str) -> Option<FieldValue>) -> Vec<Cell> {
        self.cells(|column| beside(column.key).unwrap_or_else(|| value(record, column.key)))
    }

    fn cells(&self, value: impl Fn(&RowColumn) -> FieldValue) -> Vec<Cell> {
        let columns = self.columns.iter().zip(&self.words);
        columns
            .map(|(column, words)| self.cell(column, words, &value(column)))
            .collect()
    }

    fn cell(&self, column: &RowColumn, words: &HashMap<String, String>, value: &FieldValue) -> Cell {
        match value {
            FieldValue::Text(text) => match column.kind {
                FieldKind::Reach(reach) if self.is_masked => Cell::text(&mask(reach, text)),
                FieldKind::Id => Cell::text(&guarded_id(text)),
                _ => Cell::text(words.get(&**text).map_or(text, |word| word)),
            },
            FieldValue::Date(day) => Cell::Date(*day, 0),
            FieldValue::Moment(moment) => of_moment(moment),
            FieldValue::Money(amount) => of_money(*amount, column.kind),
            FieldValue::Count(number) => Cell::Number(f64::from(*number)),
            FieldValue::Flag(yes) => Cell::text(if *yes { say::yes() } else { say::no() }.get(self.lang)),
            value => Cell::text(format(column.kind, value).trim_end_matches('\n')),
        }
    }
}

/// The contacts of whom something is said.
fn said(customer: &Customer) -> impl Iterator<Item = &Contact> {
    let blank = Contact::blank();
    customer.contacts.iter().filter(move |contact| **contact != blank)
}

fn slots(book: &Book, kind: Kind) -> u32 {
    let slots = match kind {
        Kind::Order => book.orders.slots(),
        Kind::Interaction => book.interactions.slots(),
        Kind::Ticket => book.tickets.slots(),
        _ => book.customers.slots(),
    };
    slots as u32
}

fn value<R: HasFields>(record: &R, key: &str) -> FieldValue {
    R::field(key).map_or(FieldValue::Empty, |field| (field.get)(record))
}

/// Whose a record is: by number and name.
fn whose<'a>(book: &'a Book, id: &'a str) -> impl Fn(&str) -> Option<FieldValue> + 'a {
    move |key| match key {
        "customer.id" => Some(FieldValue::Text(id.into())),
        "customer" => {
            let name = book.customers.get(id).map(|customer| customer.name.clone());
            Some(name.map_or(FieldValue::Empty, FieldValue::Text))
        }
        _ => None,
    }
}

/// What people call the words of a choice; a name that several share says less than the word.
fn words(book: &Book, kind: FieldKind, lang: Lang) -> HashMap<String, String> {
    let named: Vec<(String, String)> = match kind {
        FieldKind::Choice(list) => options(list, &book.head.settings, &book.head.rulebook)
            .into_iter()
            .map(|choice| (choice.word.to_string(), choice.label.get(lang).to_owned()))
            .collect(),
        FieldKind::Link(Kind::Campaign) => campaigns(book),
        _ => Vec::new(),
    };
    let is_alone = |name: &str| named.iter().filter(|(_, other)| other == name).count() == 1;
    let alone = named.iter().filter(|(_, name)| is_alone(name));
    alone.cloned().collect()
}

/// The campaigns: id and name.
fn campaigns(book: &Book) -> Vec<(String, String)> {
    let all = book.campaigns.iter().map(|(_, campaign)| campaign);
    all.map(|campaign| (campaign.id.to_string(), campaign.name.to_string()))
        .collect()
}

/// What a cell may be chosen from, in words; nothing where anything may stand.
pub(super) fn choices(book: &Book, kind: FieldKind, lang: Lang) -> Vec<String> {
    match kind {
        FieldKind::Choice(Choices::Contact) => Vec::new(),
        FieldKind::Choice(list) => options(list, &book.head.settings, &book.head.rulebook)
            .into_iter()
            .map(|choice| choice.label.get(lang).to_owned())
            .collect(),
        FieldKind::Link(Kind::Campaign) => campaigns(book).into_iter().map(|(_, name)| name).collect(),
        FieldKind::Flag => [say::yes(), say::no()].map(|word| word.get(lang).to_owned()).to_vec(),
        FieldKind::Grade => (1..=5).map(|grade| grade.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// To the minute, on the clock it was written on; midnight as a text, since a day of a spreadsheet does not tell it from no time.
fn of_moment(moment: &Moment) -> Cell {
    let minutes = moment.clock().map(|clock| {
        let mut parts = clock.split(':').map(|part| part.parse::<u32>().unwrap_or(0));
        parts.next().unwrap_or(0) * 60 + parts.next().unwrap_or(0)
    });
    match minutes {
        Some(0) => Cell::text(&format_moment(moment)),
        minutes => Cell::Date(moment.day, minutes.unwrap_or(0) * 60),
    }
}

/// The largest amount has fewer digits than a number of a spreadsheet keeps.
fn of_money(amount: Fen, kind: FieldKind) -> Cell {
    let unit = match kind {
        FieldKind::Money(unit) | FieldKind::SignedMoney(unit) => unit,
        _ => Unit::Yuan,
    };
    let in_unit = if unit == Unit::Wan { 1e6 } else { 100.0 };
    Cell::Number(amount.0 as f64 / in_unit)
}
