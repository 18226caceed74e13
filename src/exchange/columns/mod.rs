//! What each column is: by its heading, by the unit in it, by what stands below, and how sure that is.

mod by_words;
mod content;
mod names;
mod own;
mod people;
mod several;
mod states;
mod subject;
mod unit;

use serde::{Deserialize, Serialize};

use by_words::{by_words, is_to_come};
use content::{Content, content};
pub(crate) use content::{is_company, is_person};
use names::names;
use own::{by_own_list, by_own_report};
use people::further_people;
pub(crate) use people::{note_of_person, of_first_person};
use several::birthdays_of_contacts;
pub(crate) use several::is_several;
pub(crate) use states::StateOf;
use subject::{of_records, own_words};
use unit::bare_heading;
pub use unit::{heading_power, title_power};

use crate::domain::field::{Field, FieldKind, HasFields};
use crate::domain::fold::folded;
use crate::domain::kind::{Customer, Interaction, Order, OrderItem, Ticket};
use crate::domain::label::Label;
use crate::exchange::layout::{Table, TableColumn};
use crate::exchange::text as say;
use crate::exchange::words::{CUSTOMERS, INTERACTIONS, KNOWN, KnownLayout, ORDERS, REFUNDS, TICKETS, simplified};

/// How sure a name is that may mean something else as well: it is shown as to be looked at.
const DOUBTFUL: f64 = 0.6;
/// How many of the product of its row an order is of: a column of its own in tables, a part of the products in the book.
pub(crate) const QUANTITY: &str = "items.quantity";
/// What one of it costs, and what its product comes to: parts of the products as well.
pub(crate) const PRICE: &str = "items.price";
pub(crate) const WORTH: &str = "items.amount";
/// A column is taken for a field from here on.
const SURE_ENOUGH: f64 = 0.5;

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// Customers, with or without their contacts; several rows of one customer are several contacts.
    Customers,
    /// Orders.
    Orders,
    /// Interactions.
    Interactions,
    /// Tickets.
    Tickets,
}

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Use {
    /// The field of this key.
    Field(String),
    /// A tag of the customer: the cell, or the heading where the cell says yes.
    Tag,
    /// A line of the remark, behind the heading.
    Note,
    /// Nothing.
    Out,
}

/// A column with what it is taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapped {
    /// What for.
    pub used: Use,
    /// How sure that is, 0–1.
    pub sure: f64,
}

/// What a sheet is taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// What its rows are.
    pub subject: Subject,
    /// The program it comes from, where its layout is known.
    pub known: Option<Label>,
    /// A column each.
    pub columns: Vec<Mapped>,
    /// Only rows whose cell in this column is one of these words are records.
    pub only: Option<(usize, Vec<String>)>,
    /// The columns that say of orders whether they came about, the one that says of tickets whether they are solved or were called off.
    pub states: Vec<usize>,
}

/// A field as an import knows it: those of the registry, and ways to name a customer or a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importable {
    /// Its key.
    pub key: &'static str,
    /// What people call it.
    pub label: Label,
    /// How its text is read.
    pub kind: FieldKind,
    /// What its numbers count.
    pub unit: Option<Label>,
}

impl Mapping {
    /// Whether it is of a report or a form that was exported here and nobody said that a column of it is something: it has no records.
    pub fn is_of_report(&self) -> bool {
        let is_it = |known: &Label| *known == say::own_report() || *known == say::own_form();
        self.known.as_ref().is_some_and(is_it) && self.columns.iter().all(|mapped| mapped.used == Use::Out)
    }

    /// Whether it is of a form.
    pub fn is_of_form(&self) -> bool {
        self.is_of_report() && self.known.as_ref() == Some(&say::own_form())
    }

    /// Whether it is of a list that was worked out and exported here, and nothing but whose its rows are is taken of it: it makes no customer.
    pub fn makes_nobody(&self) -> bool {
        let says_whose = |used: &Use| match used {
            Use::Field(key) => matches!(&**key, "id" | "name"),
            used => *used == Use::Out,
        };
        self.known.as_ref() == Some(&say::own_rows()) && self.columns.iter().all(|mapped| says_whose(&mapped.used))
    }
}

impl Subject {
    /// All subjects.
    pub const ALL: [Self; 4] = [Self::Customers, Self::Orders, Self::Interactions, Self::Tickets];

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Customers => CUSTOMERS,
            Self::Orders => ORDERS,
            Self::Interactions => INTERACTIONS,
            Self::Tickets => TICKETS,
        }
    }

    /// Every field that a column can be.
    pub fn fields(self) -> Vec<Importable> {
        let customer = |key: &'static str, own: &str| {
            let field = Customer::field(own)?;
            Some(importable(key, field))
        };
        let mut all = match self {
            Self::Customers => of::<Customer>(&["contacts"]),
            Self::Orders => of::<Order>(&[]),
            Self::Interactions => of::<Interaction>(&["task"]),
            Self::Tickets => of::<Ticket>(&[]),
        };
        let more = match self {
            Self::Customers => [
                ("contact.first_name", "contact.name"),
                ("contact.last_name", "contact.name"),
                ("contact.company", "name"),
                ("kind.is_company", "kind"),
            ]
            .to_vec(),
            _ => [
                ("customer.id", "id"),
                ("customer.uscc", "uscc"),
                ("customer.phone", "contact.phone"),
            ]
            .to_vec(),
        };
        // Who takes the goods is whom one speaks to.
        let contact = (self == Self::Orders).then_some(("customer.contact", "contact.name"));
        let more = more.into_iter().chain(contact);
        all.extend(more.filter_map(|(key, own)| customer(key, own)));
        if self == Self::Orders {
            all.extend(of_items());
        }
        if self == Self::Customers {
            all.extend(further_people());
        }
        all
    }

    /// Whether its records have a remark, where what is in no field can stand.
    pub fn takes_notes(self) -> bool {
        matches!(self, Self::Customers | Self::Orders)
    }

    /// The field of a key.
    pub fn field(self, key: &str) -> Option<Importable> {
        self.fields().into_iter().find(|field| field.key == key)
    }
}

fn importable<R: HasFields>(key: &'static str, field: &Field<R>) -> Importable {
    Importable {
        key,
        label: field.label.clone(),
        // Which of two kinds a customer is, other programs say by yes and no.
        kind: if key == "kind.is_company" {
            FieldKind::Flag
        } else {
            field.kind
        },
        unit: field.unit(),
    }
}

fn of<R: HasFields>(but: &[&str]) -> Vec<Importable> {
    let fields = R::FIELDS.iter().filter(|field| !but.contains(&field.key));
    fields.map(|field| importable(field.key, field)).collect()
}

/// What columns say of the product of their row. A price that is no number stands in the remark, so it is read as a text.
fn of_items() -> impl Iterator<Item = Importable> {
    let own = [
        (QUANTITY, "quantity", None, None),
        (PRICE, "amount", Some(say::item_price()), Some(FieldKind::Text)),
        (WORTH, "amount", Some(say::item_amount()), None),
    ];
    own.into_iter().filter_map(|(key, field, label, kind)| {
        let own = importable(key, OrderItem::field(field)?);
        let (label, kind) = (label.unwrap_or(own.label), kind.unwrap_or(own.kind));
        Some(Importable { label, kind, ..own })
    })
}

/// Whether a field is of the product of a row.
fn is_of_item(key: &str) -> bool {
    matches!(key, QUANTITY | PRICE | WORTH)
}

fn compared(text: &str) -> String {
    folded(text).replace(['_', '-', ' '], "")
}

/// The same of a heading: people write it in simplified or traditional characters.
fn heard(text: &str) -> String {
    compared(text).chars().map(simplified).collect()
}

/// All that a field is called, as it is compared: its labels first.
fn called(field: &Importable, words: &[&str]) -> Vec<String> {
    // A name of a person heads a sheet of customers; of orders only known layouts say whose it is. Elsewhere a related company is an
    // affiliate and no employer.
    // Whose a field of a second person is, a number in the heading says.
    let is_further = of_first_person(field.key) != field.key;
    if is_further || matches!(field.key, "customer.contact" | "contact.company" | "kind.is_company") {
        return Vec::new();
    }
    let names = [&*field.label.zh, &*field.label.en, field.key].into_iter();
    names.chain(words.iter().copied()).map(compared).collect()
}

/// Whether a word stands in a heading. Hundreds are looked for in each: what a search through a long text prepares would cost more than the search.
fn stands_in(word: &str, heading: &str) -> bool {
    let (word, heading) = (word.as_bytes(), heading.as_bytes());
    let ends = |part: &&[u8]| part.last() == word.last();
    !word.is_empty() && heading.windows(word.len()).filter(ends).any(|part| part == word)
}

/// How well a heading names a field that is called so, 0–1.
fn by_heading(headings: &[String], all: &[String]) -> f64 {
    let one = |heading: &String, all: &[String]| {
        if heading.is_empty() {
            return 0.0;
        }
        if let Some(place) = all.iter().position(|name| name == heading) {
            return if place < 2 { 1.0 } else { 0.95 };
        }
        // What may be called so, and may not.
        if all.iter().any(|name| name.strip_prefix('?') == Some(heading)) {
            return DOUBTFUL;
        }
        // English words mean another thing beside others; Chinese ones mostly say more of the same.
        let long = |name: &&String| name.chars().count() >= 2 && !name.is_ascii();
        let within = all.iter().filter(|name| stands_in(name, heading)).filter(long);
        let longest = within.map(|name| name.chars().count()).max().unwrap_or(0);
        match longest {
            0 => 0.0,
            n => 0.45 + 0.24 * n as f64 / heading.chars().count() as f64,
        }
    };
    headings.iter().map(|heading| one(heading, all)).fold(0.0, f64::max)
}

/// What a table is taken for.
pub fn mapping(table: &Table) -> Mapping {
    let contents: Vec<Content> = (0..table.columns.len()).map(|column| content(table, column)).collect();
    let headings: Vec<Vec<String>> = table.columns.iter().map(names).collect();
    let known = KNOWN.iter().find(|layout| is_known(layout, &headings));
    if let Some(layout) = known {
        return by_layout(layout, &headings, &contents);
    }
    if let Some(own) = by_own_list(&headings).or_else(|| by_own_report(table, &headings)) {
        return own;
    }
    let all = Subject::ALL.map(|subject| by_words(subject, &headings, &contents));
    // Ties go to the first: customers.
    let score = |mapping: &Mapping| {
        let sum: f64 = mapping
            .columns
            .iter()
            // How many there are of what, and what one costs, other sheets say as well.
            .filter(|column| matches!(&column.used, Use::Field(key) if !is_of_item(key)))
            .map(|column| column.sure)
            .sum();
        (sum * 1000.0) as i64 + own_words(mapping) + of_records(mapping, &all[0])
    };
    let best = all.iter().rev().max_by_key(|mapping| score(mapping)).cloned();
    let best = best.unwrap_or_else(|| by_words(Subject::Customers, &headings, &contents));
    with_its_day(best, &headings, &contents)
}

/// What the columns are when the rows are this, as the person says.
pub fn mapping_as(table: &Table, subject: Subject) -> Mapping {
    let contents: Vec<Content> = (0..table.columns.len()).map(|column| content(table, column)).collect();
    let headings: Vec<Vec<String>> = table.columns.iter().map(names).collect();
    with_its_day(by_words(subject, &headings, &contents), &headings, &contents)
}

/// What cannot be without a day takes the only column of days that is left, whatever that is called; where none is left, the only one there is: an
/// order of which the file says nothing but when it was paid is of that day.
fn with_its_day(mut mapping: Mapping, headings: &[Vec<String>], contents: &[Content]) -> Mapping {
    let key = match mapping.subject {
        Subject::Customers => return mapping,
        Subject::Orders => "date",
        Subject::Interactions => "at",
        Subject::Tickets => "opened_at",
    };
    let used = Use::Field(key.to_owned());
    if mapping.columns.iter().all(|column| column.used != used) {
        let only = |fits: &dyn Fn(&Use) -> bool| {
            let columns = mapping.columns.iter().zip(contents).enumerate();
            let mut days = columns.filter(|(place, (column, content))| {
                let has_been = !headings.get(*place).is_some_and(|names| is_to_come(names));
                has_been && fits(&column.used) && content.are_days()
            });
            let first = days.next().map(|(place, _)| place);
            first.filter(|_| days.next().is_none())
        };
        // What is still to come has not happened.
        let has_been = |used: &Use| matches!(used, Use::Field(key) if !matches!(&**key, "next_due" | "due_on"));
        let place = only(&|used| *used == Use::Out).or_else(|| only(&has_been));
        if let Some(column) = place.and_then(|place| mapping.columns.get_mut(place)) {
            let sure = SURE_ENOUGH;
            *column = Mapped { used, sure };
        }
    }
    mapping
}

/// Whether a column says how much of each order was given back.
pub(super) fn says_refunds(column: &TableColumn) -> bool {
    are_refunds(&names(column))
}

fn are_refunds(names: &[String]) -> bool {
    REFUNDS.iter().any(|word| names.contains(&compared(word)))
}

/// Whether the texts of a row are the head of a layout that is known.
pub(crate) fn is_known_head(said: &[String]) -> bool {
    let headings: Vec<Vec<String>> = said.iter().map(|text| vec![heard(text)]).collect();
    headings.len() > 2 && KNOWN.iter().any(|layout| is_known(layout, &headings))
}

fn is_known(layout: &KnownLayout, headings: &[Vec<String>]) -> bool {
    let has = |word: &&str| {
        let word = compared(word);
        headings.iter().any(|names| names.contains(&word))
    };
    layout.needs.iter().all(has)
}

fn by_layout(layout: &KnownLayout, headings: &[Vec<String>], contents: &[Content]) -> Mapping {
    let mut mapping = by_words(layout.subject, headings, contents);
    mapping.known = Some(Label::fixed(layout.name.0, layout.name.1));
    let mut taken: Vec<&str> = Vec::new();
    let place = |word: &str| headings.iter().position(|names| names.contains(&compared(word)));
    let places = |word: &str| match word.strip_suffix('*') {
        Some(begin) => {
            let begins = |names: &Vec<String>| names.iter().any(|name| name.starts_with(&*compared(begin)));
            (0..headings.len()).filter(|at| begins(&headings[*at])).collect()
        }
        None => Vec::from_iter(place(word)),
    };
    for (heading, key) in layout.columns {
        for place in places(heading) {
            let is_free = is_several(key) || !taken.contains(key);
            mapping.columns[place] = match *key {
                "" => Mapped {
                    used: Use::Out,
                    sure: 1.0,
                },
                key if is_free => Mapped {
                    used: Use::Field(key.to_owned()),
                    sure: 1.0,
                },
                _ => Mapped {
                    used: Use::Out,
                    sure: 0.5,
                },
            };
            taken.push(key);
        }
    }
    // What the layout itself names is not found a second time by words.
    for mapped in &mut mapping.columns {
        if mapped.sure < 1.0 && matches!(&mapped.used, Use::Field(key) if taken.contains(&&**key) && !is_several(key)) {
            *mapped = Mapped {
                used: Use::Out,
                sure: 0.5,
            };
        }
    }
    birthdays_of_contacts(&mut mapping.columns);
    mapping.only = layout.only.and_then(|(heading, words)| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Some((place(heading)?, words))
    });
    mapping
}

fn round(sure: f64) -> f64 {
    (sure * 100.0).round() / 100.0
}
