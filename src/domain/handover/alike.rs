//! Customers of a hand-over that the book does not have by their number, and has all the same: taken in they would stand there twice.

use std::collections::{HashMap, HashSet};

use crate::domain::book::Book;
use crate::domain::fold::folded;
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
    /// By what.
    pub by: LikeBy,
}

/// By what a customer of the file seems to be one of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikeBy {
    /// The number is one that was merged into it.
    Merged,
    /// The credit code is the same.
    Code,
    /// The name is, and no credit code says otherwise.
    Name,
}

/// By the numbers of the file's customers: whom each that is new to the book seems to be.
pub fn alike(file: &Book, current: &Book) -> HashMap<String, Like> {
    let new = || {
        let all = file.customers.iter().map(|(_, customer)| customer);
        all.filter(|customer| current.customers.get(customer.key()).is_none())
    };
    let code_of = |customer: &Customer| customer.uscc.as_deref().and_then(code);
    let like = |customer: &Customer, by| Like {
        id: customer.id.to_string(),
        name: customer.name.clone(),
        by,
    };
    let codes: HashSet<String> = new().filter_map(|customer| code_of(customer)).collect();
    let names: HashSet<String> = new().map(|customer| folded(&customer.name).into_owned()).collect();
    let (mut by_code, mut by_name) = (HashMap::new(), HashMap::new());
    // The book is looked through only where there is something to look for.
    for (_, customer) in current.customers.iter().filter(|_| !names.is_empty()) {
        if let Some(code) = code_of(customer).filter(|code| codes.contains(code)) {
            by_code.entry(code).or_insert_with(|| like(customer, LikeBy::Code));
        }
        if let Some(name) = names.get(&*folded(&customer.name)) {
            let own = (code_of(customer), like(customer, LikeBy::Name));
            by_name.entry(name.clone()).or_insert(own);
        }
    }
    let find = |customer: &Customer| {
        let code = code_of(customer);
        let is_other = |known: &Option<String>| known.is_some() && code.is_some() && *known != code;
        let merged = merged_into(&current.customers, customer.id.as_str()).map(|stays| like(stays, LikeBy::Merged));
        let coded = || by_code.get(code.as_ref()?).cloned();
        let named = || {
            let (known, like) = by_name.get(&*folded(&customer.name))?;
            (!is_other(known)).then(|| like.clone())
        };
        merged.or_else(coded).or_else(named)
    };
    let pair = |customer: &Customer| Some((customer.id.to_string(), find(customer)?));
    new().filter_map(|customer| pair(customer)).collect()
}
