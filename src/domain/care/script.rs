//! Scripts (话术): templates with fields in braces, filled for a customer. A field that is not known is shown as missing.

use crate::domain::kind::{Customer, CustomerKind};
use crate::domain::label::Label;
use crate::domain::metric::Metric;
use crate::domain::text::care as say;
use crate::domain::world::World;

/// A piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// What a field says for the customer.
    Field(String),
    /// A field that is not known, by its name.
    Missing(Label),
}

/// Reads a field: (the world, the customer's slot, who of us speaks).
type Read = fn(&World, u32, &str) -> Option<String>;

/// The fields of scripts by the words in braces, either language in any script.
static FIELDS: [(Label, Read); 6] = [
    (say::field_name(), |world, slot, _| named(customer(world, slot)?)),
    (say::field_company(), |world, slot, _| {
        Some(customer(world, slot)?.name.to_string())
    }),
    (say::field_product(), product),
    (say::field_years(), |world, slot, _| {
        let months = world.evaluation.number(slot, Metric::TenureMonths)?;
        Some((months / 12.0).floor())
            .filter(|years| *years >= 1.0)
            .map(|years| years.to_string())
    }),
    (say::field_us(), |world, _, _| {
        world.book.head.settings.company.as_deref().map(str::to_owned)
    }),
    (say::field_me(), |_, _, me| Some(me.to_owned())),
];

fn customer(world: &World, slot: u32) -> Option<&Customer> {
    world.book.customers.at(slot).map(|customer| &**customer)
}

/// How a customer is called: a person by the own name, else the one who decides, or the first contact.
fn named(customer: &Customer) -> Option<String> {
    if customer.kind == Some(CustomerKind::Person) {
        return Some(customer.name.to_string());
    }
    let mut contacts = customer.contacts.iter();
    let decides = contacts.clone().find(|contact| contact.decision_maker == Some(true));
    decides.or_else(|| contacts.next())?.name.as_deref().map(str::to_owned)
}

/// What a customer buys most, else what it bought last.
fn product(world: &World, slot: u32, _: &str) -> Option<String> {
    let shares = &customer(world, slot)?.products;
    if let Some(first) = shares.first() {
        return Some(first.name.to_string());
    }
    let orders = &world.ledger.row(slot).orders;
    let by_now = orders.iter().rev().filter(|order| order.day <= world.evaluation.as_of);
    let mut records = by_now.filter_map(|order| world.book.orders.at(order.slot));
    let product =
        records.find_map(|record| record.look(|order| order.items.iter().find_map(|item| item.product.clone())));
    product.map(String::from)
}

/// A script for a customer, as one of us (`me`) says it.
pub fn filled(script: &str, world: &World, slot: u32, me: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = script;
    while let Some((before, behind)) = rest.split_once('{') {
        push_words(&mut pieces, before);
        let found = behind
            .split_once('}')
            .and_then(|(name, after)| Some((field(name.trim())?, after)));
        match found {
            Some(((label, read), after)) => {
                let said = read(world, slot, me).filter(|said| !said.trim().is_empty());
                pieces.push(said.map_or_else(|| Piece::Missing(label.clone()), Piece::Field));
                rest = after;
            }
            // A brace that begins no field is a sign like others.
            None => {
                push_words(&mut pieces, "{");
                rest = behind;
            }
        }
    }
    push_words(&mut pieces, rest);
    pieces
}

fn field(name: &str) -> Option<&'static (Label, Read)> {
    FIELDS.iter().find(|(label, _)| label.zh == name || label.en == name)
}

fn push_words(pieces: &mut Vec<Piece>, words: &str) {
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(Piece::Words(before)) => before.push_str(words),
        _ => pieces.push(Piece::Words(words.to_owned())),
    }
}
