//! Giving: whose customers there are, and the part of a book that goes along.

use std::collections::{HashMap, HashSet};

use super::mark::whose;
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::Kind;
use crate::domain::check::Check;
use crate::domain::fold::{alike, folded};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::*;
use crate::domain::record::Text;
use crate::domain::table::Table;

/// Somebody who has customers, sells to them or serves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// As most customers write it first.
    pub name: Text,
    /// How many customers.
    pub customers: usize,
}

fn names(customer: &Customer) -> impl Iterator<Item = &Text> {
    customer.owner.iter().chain(&customer.service_owner)
}

/// Everybody who has customers, most customers first. Names that look alike are one.
pub fn owners(book: &Book) -> Vec<Owner> {
    let (mut all, mut at): (Vec<Owner>, HashMap<String, usize>) = Default::default();
    for (_, customer) in book.customers.iter() {
        let mut of_this: Vec<usize> = Vec::new();
        for name in names(customer) {
            let place = *at.entry(folded(name).into_owned()).or_insert_with(|| {
                let (name, customers) = (name.clone(), 0);
                all.push(Owner { name, customers });
                all.len() - 1
            });
            if !of_this.contains(&place) {
                of_this.push(place);
                all[place].customers += 1;
            }
        }
    }
    all.sort_by_key(|owner| std::cmp::Reverse(owner.customers));
    all
}

/// The customers that one of these sells to or serves.
pub fn customers_of(book: &Book, owners: &[Text]) -> Vec<CustomerId> {
    let is_theirs = |customer: &Customer| names(customer).any(|name| owners.iter().any(|owner| alike(owner, name)));
    let those = book.customers.iter().filter(|(_, customer)| is_theirs(customer));
    those.map(|(_, customer)| customer.id.clone()).collect()
}

/// Who owned customers, and who does from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// Whose customers they were; with nobody named they all get the new owner.
    pub from: Vec<Text>,
    /// Whose they are.
    pub to: Text,
}

impl Passing {
    /// The customer under its new owner.
    pub fn passed(&self, customer: &Customer) -> Customer {
        let mut after = customer.clone();
        let was_theirs = |name: &Option<Text>| {
            let name = name.as_ref();
            name.is_some_and(|name| self.from.iter().any(|from| alike(from, name)))
        };
        if self.from.is_empty() || was_theirs(&after.owner) {
            after.owner = Some(self.to.clone());
        }
        if was_theirs(&after.service_owner) {
            after.service_owner = Some(self.to.clone());
        }
        after
    }
}

/// Those customers with all that belongs to them, as a book of their own: their events, what became of their tasks, the campaigns that these
/// name. It has neither settings nor rules.
pub fn package(book: &Book, ids: &HashSet<&str>, passing: Option<&Passing>) -> Book {
    let mut out = Book::default();
    let passed = |customer: &Held<Customer>| match passing {
        Some(passing) => Held::new(passing.passed(customer)),
        None => customer.clone(),
    };
    let those = book
        .customers
        .iter()
        .filter(|(_, customer)| ids.contains(customer.key()));
    out.customers = table(those.map(|(_, customer)| passed(customer)));
    out.orders = of_those(&book.orders, ids);
    out.interactions = of_those(&book.interactions, ids);
    out.tickets = of_those(&book.tickets, ids);
    out.points = of_those(&book.points, ids);
    out.task_outcomes = of_those(&book.task_outcomes, ids);
    out.reviews = of_those(&book.reviews, ids);
    let of_orders = out
        .orders
        .iter()
        .filter_map(|(_, order)| order.look(|order| order.campaign.clone()));
    let of_talks = out
        .interactions
        .iter()
        .filter_map(|(_, talk)| talk.look(|talk| talk.campaign.clone()));
    let named: HashSet<Text> = of_orders.chain(of_talks).collect();
    let campaigns = book
        .campaigns
        .iter()
        .filter(|(_, campaign)| named.contains(campaign.key()));
    out.campaigns = table(campaigns.map(|(_, campaign)| campaign.clone()));
    out
}

fn table<R: BookRecord>(records: impl Iterator<Item = Held<R>>) -> Table<R> {
    let mut table = Table::default();
    for record in records {
        table.put(record);
    }
    table
}

fn of_those<R: BookRecord + Check>(all: &Table<R>, ids: &HashSet<&str>) -> Table<R> {
    let those = all
        .iter()
        .filter(|(_, record)| whose(record).is_some_and(|id| ids.contains(id)));
    table(those.map(|(_, record)| record.clone()))
}

/// Something that goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenPart {
    /// Records of a kind.
    Records(Kind),
    /// Contacts of the customers.
    Contacts,
    /// Classes that were set by hand.
    ByHand,
}

/// How much of what goes along, in the order of the book; what there is none of is left out.
pub fn counts(package: &Book) -> Vec<(GivenPart, usize)> {
    let of_customers =
        |count: fn(&Customer) -> usize| package.customers.iter().map(|(_, customer)| count(customer)).sum();
    let mut all = Vec::new();
    for kind in Kind::ALL {
        all.push((GivenPart::Records(*kind), package.count(*kind)));
        if *kind == Kind::Customer {
            all.push((GivenPart::Contacts, of_customers(|customer| customer.contacts.len())));
            all.push((GivenPart::ByHand, of_customers(|customer| customer.overrides.len())));
        }
    }
    all.retain(|(_, n)| *n > 0);
    all
}

/// What the giver's book remembers of these customers since they were last taken in: the common ground with whoever gave them.
pub fn common_ground(book: &Book, ids: &HashSet<&str>) -> Vec<Seen> {
    let taken = TakenOver::all(&book.head.handovers);
    let mut latest: HashMap<&str, &Seen> = HashMap::new();
    for seen in taken.iter().flat_map(|taken| &taken.seen) {
        latest.insert(seen.customer.as_str(), seen);
    }
    let those = book
        .customers
        .iter()
        .filter(|(_, customer)| ids.contains(customer.key()));
    those
        .filter_map(|(_, customer)| latest.get(customer.key()).map(|seen| (*seen).clone()))
        .collect()
}
