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

/// So many characters in braces are taken for a field that somebody meant.
const LONGEST_FIELD: usize = 20;

/// What stands in braces and is no field: it would be said as it stands. Each once, with its braces.
pub fn unknown_fields(script: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut rest, is_open) = (script, |c: char| matches!(c, '{' | '｛'));
    while let Some(at) = rest.find(is_open) {
        let (from, behind) = (
            &rest[at..],
            &rest[at + rest[at..].chars().next().map_or(0, char::len_utf8)..],
        );
        let end = behind.find(['}', '｝', '{', '｛', '\n']);
        let closes = end.and_then(|end| {
            behind[end..]
                .chars()
                .next()
                .filter(|c| matches!(c, '}' | '｝'))
                .map(|c| (end, c))
        });
        if let Some((end, c)) = closes {
            let (name, whole) = (&behind[..end], &from[..from.len() - behind.len() + end + c.len_utf8()]);
            let is_plain = whole.starts_with('{') && c == '}';
            let is_known = is_plain && field(name.trim()).is_some();
            if !is_known && name.chars().count() <= LONGEST_FIELD && !found.iter().any(|known| known == whole) {
                found.push(whole.to_owned());
            }
        }
        rest = behind;
    }
    found
}

fn push_words(pieces: &mut Vec<Piece>, words: &str) {
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(Piece::Words(before)) => before.push_str(words),
        _ => pieces.push(Piece::Words(words.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_field_is_told_with_its_braces() {
        let table: [(&str, &[&str]); 7] = [
            ("{称呼}您好，{ 公司 }的{name}", &[]),
            ("{姓名}您好，{姓名}", &["{姓名}"]),
            ("{称呼您好", &[]),
            ("｛称呼｝和{公司｝", &["｛称呼｝", "{公司｝"]),
            ("{}", &["{}"]),
            ("{外{公司}", &[]),
            ("{这一段很长，超过了二十个字，所以不会是一个字段的名字}", &[]),
        ];
        for (script, expected) in table {
            assert_eq!(unknown_fields(script), expected, "{script}");
        }
    }
}
