//! Scripts (话术): templates with fields in braces, filled for a customer. A field that is not known is shown as missing.

use crate::domain::fold::folded;
use crate::domain::kind::order::OrderItem;
use crate::domain::kind::{Customer, CustomerKind, Order};
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

/// What a customer buys most, else what it bought last and kept.
fn product(world: &World, slot: u32, _: &str) -> Option<String> {
    let shares = &customer(world, slot)?.products;
    if let Some(first) = shares.first() {
        return Some(first.name.to_string());
    }
    let orders = &world.ledger.row(slot).orders;
    let by_now = orders.iter().rev().filter(|order| order.day <= world.evaluation.as_of);
    let mut records = by_now.filter_map(|order| world.book.orders.at(order.slot));
    let mut returned = Vec::new();
    records.find_map(|record| record.look(|order| kept(order, &mut returned)))
}

/// What was given back of a product and is of no purchase yet.
struct Returned {
    product: String,
    quantity: Option<f64>,
    fen: Option<i64>,
}

impl Returned {
    /// Whether a purchase was given back whole with it, by the quantity where both say one, else by the worth, else in any case.
    fn is_all_of(&self, quantity: Option<f64>, fen: Option<i64>) -> bool {
        match (self.quantity.zip(quantity), self.fen.zip(fen)) {
            (Some((back, bought)), _) => back >= bought,
            (None, Some((back, bought))) => back >= bought,
            (None, None) => true,
        }
    }
}

/// The first product of an order that was not given back later. Orders come from the last one on, and what they gave back is kept in mind.
fn kept(order: &Order, returned: &mut Vec<Returned>) -> Option<String> {
    let is_back = |item: &OrderItem| item.amount.unwrap_or(order.amount).0 < 0;
    let named = |item: &OrderItem| {
        let product = item.product.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
        let quantity = item.quantity.as_ref().map(|n| n.value().abs());
        Some((product.to_owned(), quantity, item.amount.map(|amount| amount.0.abs())))
    };
    let back = order.items.iter().filter(|item| is_back(item)).filter_map(named);
    returned.extend(back.map(|(product, quantity, fen)| Returned {
        product: folded(&product).into_owned(),
        quantity,
        fen,
    }));
    let mut bought = order.items.iter().filter(|item| !is_back(item)).filter_map(named);
    bought.find_map(|(product, quantity, fen)| {
        let same = folded(&product);
        let place = returned
            .iter()
            .position(|it| it.product == *same && it.is_all_of(quantity, fen));
        let Some(place) = place else { return Some(product) };
        // What is left of it is of a purchase before.
        let it = &mut returned[place];
        let rest = (
            it.quantity.zip(quantity).map(|(back, bought)| back - bought),
            it.fen.zip(fen).map(|(back, bought)| back - bought),
        );
        (it.quantity, it.fen) = rest;
        let is_left = match rest {
            (Some(quantity), _) => quantity > 0.0,
            (None, Some(fen)) => fen > 0,
            (None, None) => false,
        };
        if !is_left {
            returned.remove(place);
        }
        None
    })
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

/// So many characters of what stands behind a brace are told; what is longer is cut.
const LONGEST_TOLD: usize = 20;

/// What begins with a brace and is no field: it would be said as it stands. Each once, with its braces: whole where it closes, else as far as
/// its line goes or the next brace; what is long is cut, and a line break told as a blank.
pub fn unknown_fields(script: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = script;
    while let Some(at) = rest.find(is_brace) {
        let (said, after, is_known) = braced(&rest[at..]);
        if !is_known {
            let told = told(said);
            if !found.contains(&told) {
                found.push(told);
            }
        }
        rest = after;
    }
    found
}

fn opens(c: char) -> bool {
    matches!(c, '{' | '｛')
}

fn is_brace(c: char) -> bool {
    opens(c) || matches!(c, '}' | '｝')
}

/// What a text begins with, from its first brace: that, what stands behind it, and whether [`filled`] puts a field there.
fn braced(text: &str) -> (&str, &str, bool) {
    let lone = text.find(|c| !is_brace(c)).unwrap_or(text.len());
    let first = text.chars().next().map_or(0, char::len_utf8);
    if !text.starts_with(opens) {
        // One that closes what nobody opened, with those that follow it.
        let end = text.find(|c| !matches!(c, '}' | '｝')).unwrap_or(text.len());
        let (said, after) = text.split_at(end);
        return (said, after, false);
    }
    if let Some((name, after)) = text.strip_prefix('{').and_then(|behind| behind.split_once('}'))
        && field(name.trim()).is_some()
    {
        return (&text[..text.len() - after.len()], after, true);
    }
    // Braces in braces are told with all of them, as they were written.
    let is_doubled = lone > first && text[..lone].chars().all(opens);
    let from = if is_doubled { lone } else { first };
    let Some(at) = text[from..].find(is_brace).map(|at| from + at) else {
        let line = text.find('\n').unwrap_or(text.len());
        let (said, after) = text.split_at(line);
        return (said.trim_end(), after, false);
    };
    let end = match text[at..].starts_with(opens) {
        // The next one opens: this one is told up to there.
        true => at,
        false if is_doubled => {
            let closing = &text[at..];
            at + closing.find(|c| !matches!(c, '}' | '｝')).unwrap_or(closing.len())
        }
        false => at + text[at..].chars().next().map_or(0, char::len_utf8),
    };
    let (said, after) = text.split_at(end);
    (said.trim_end(), after, false)
}

/// What was found, on one line and short.
fn told(said: &str) -> String {
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let (from, n) = (line.chars(), line.chars().count());
    match n > LONGEST_TOLD + 2 {
        true => from.take(LONGEST_TOLD + 1).chain(['…']).collect(),
        false => line,
    }
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
        let table: [(&str, &[&str]); 14] = [
            ("{称呼}您好，{ 公司 }的{name}", &[]),
            ("{姓名}您好，{姓名}", &["{姓名}"]),
            ("{称呼", &["{称呼"]),
            ("{称呼您好\n{公司}", &["{称呼您好"]),
            ("您好{", &["{"]),
            ("｛称呼｝和{公司｝", &["｛称呼｝", "{公司｝"]),
            ("{}", &["{}"]),
            ("{外{公司}", &["{外"]),
            ("{称呼\n您好}", &["{称呼 您好}"]),
            ("{\n称呼\n}", &[]),
            ("{{称呼}}您好{{称呼}}", &["{{称呼}}"]),
            ("称呼}您好", &["}"]),
            ("{称呼}}您好", &["}"]),
            (
                "{这一段很长，超过了二十个字，所以不会是一个字段的名字}",
                &["{这一段很长，超过了二十个字，所以不会是一…"],
            ),
        ];
        for (script, expected) in table {
            assert_eq!(unknown_fields(script), expected, "{script}");
        }
    }
}
