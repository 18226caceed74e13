//! Customers of a hand-over that the book does not have by their number, and has all the same: taken in they would stand there twice.

use std::collections::{HashMap, HashSet};

use crate::domain::book::Book;
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::twin::{code, merged_into};

/// Whom of the book a customer of the file seems to be, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The number in the book.
    pub id: String,
    /// The name in the book.
    pub name: Text,
    /// The credit code is the same; else the number is one that was merged into it.
    pub by_code: bool,
}

/// By the numbers of the file's customers: whom each that is new to the book seems to be.
pub fn alike(file: &Book, current: &Book) -> HashMap<String, Like> {
    let new = || {
        let all = file.customers.iter().map(|(_, customer)| customer);
        all.filter(|customer| current.customers.get(customer.key()).is_none())
    };
    let code_of = |customer: &Customer| customer.uscc.as_deref().and_then(code);
    let like = |customer: &Customer, by_code| Like {
        id: customer.id.to_string(),
        name: customer.name.clone(),
        by_code,
    };
    let codes: HashSet<String> = new().filter_map(|customer| code_of(customer)).collect();
    let mut ours: HashMap<String, Like> = HashMap::new();
    // The book is looked through only where there is something to look for.
    for (_, customer) in current.customers.iter().filter(|_| !codes.is_empty()) {
        if let Some(code) = code_of(customer).filter(|code| codes.contains(code)) {
            ours.entry(code).or_insert_with(|| like(customer, true));
        }
    }
    let find = |customer: &Customer| {
        let merged = merged_into(&current.customers, customer.id.as_str()).map(|stays| like(stays, false));
        merged.or_else(|| ours.get(&code_of(customer)?).cloned())
    };
    let pair = |customer: &Customer| Some((customer.id.to_string(), find(customer)?));
    new().filter_map(|customer| pair(customer)).collect()
}
