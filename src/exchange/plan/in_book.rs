//! Texts that would be read as something else, or look as if digits of theirs were lost, and stand so in the book: a table that was exported
//! here comes back as it went.

use std::collections::HashSet;

use crate::domain::book::{Book, BookRecord};
use crate::domain::field::{FieldKind, HasFields};
use crate::domain::kind::{Contact, Customer, Interaction, Order, Ticket};
use crate::exchange::columns::{Subject, of_first_person};
use crate::exchange::layout::Table;
use crate::exchange::values::may_be_known;

/// The texts of a column that seem to be another one, or to have lost digits, and are what a record of the book says in the column's field. Where no
/// cell seems so, nothing of the book is looked at.
pub(super) fn as_in_book(
    book: &Book,
    table: &Table,
    column: usize,
    (subject, key, kind): (Subject, &str, FieldKind),
) -> HashSet<String> {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let open: HashSet<String> = cells.flat_map(|cell| may_be_known(cell, kind)).collect();
    if open.is_empty() {
        return open;
    }
    let mut known = HashSet::new();
    let mut see = |text: String| {
        if open.contains(&text) {
            known.insert(text);
        }
    };
    let of_customer = match (subject, key) {
        (Subject::Customers, key) => Some(of_first_person(key)),
        (_, "customer") => Some("name"),
        (_, "customer.phone") => Some("contact.phone"),
        (_, "customer.contact") => Some("contact.name"),
        (_, key) => key.strip_prefix("customer."),
    };
    match (of_customer, subject) {
        (Some(key), _) => each_of_customer(book, key, &mut see),
        (None, Subject::Interactions) => each::<Interaction>(book, key, &mut see),
        (None, Subject::Tickets) => each::<Ticket>(book, key, &mut see),
        (None, _) => each::<Order>(book, key, &mut see),
    }
    known
}

/// What each customer says in a field, or each of its contacts.
fn each_of_customer(book: &Book, key: &str, see: &mut dyn FnMut(String)) {
    match key.strip_prefix("contact.").and_then(Contact::field) {
        Some(field) => {
            for (_, customer) in book.customers.iter() {
                customer.contacts.iter().for_each(|contact| see(field.text(contact)));
            }
        }
        None => each::<Customer>(book, key, see),
    }
}

fn each<R: BookRecord + HasFields>(book: &Book, key: &str, see: &mut dyn FnMut(String)) {
    if let Some(field) = R::field(key) {
        R::table(book).iter().for_each(|(_, record)| see(field.text(&**record)));
    }
}
