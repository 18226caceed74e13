//! Customers of a hand-over that the book does not have by their number, and has all the same: taken in they would stand there twice.

use std::collections::{HashMap, HashSet};

use crate::domain::book::Book;
use crate::domain::fold::folded;
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::twin::{code, merged_into, merged_names};

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
    /// The name is that of one who was merged into it, and no credit code says otherwise.
    MergedName,
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
    let (mut by_code, mut by_name, mut by_former) = (HashMap::new(), HashMap::new(), HashMap::new());
    // The book is looked through only where there is something to look for.
    for (_, customer) in current.customers.iter().filter(|_| !names.is_empty()) {
        if let Some(code) = code_of(customer).filter(|code| codes.contains(code)) {
            by_code.entry(code).or_insert_with(|| like(customer, LikeBy::Code));
        }
        if let Some(name) = names.get(&*folded(&customer.name)) {
            let own = (code_of(customer), like(customer, LikeBy::Name));
            by_name.entry(name.clone()).or_insert(own);
        }
        for former in merged_names(customer) {
            if let Some(name) = names.get(&*folded(former)) {
                let own = (code_of(customer), like(customer, LikeBy::MergedName));
                by_former.entry(name.clone()).or_insert(own);
            }
        }
    }
    let find = |customer: &Customer| {
        let code = code_of(customer);
        let is_other = |known: &Option<String>| known.is_some() && code.is_some() && *known != code;
        let merged = merged_into(&current.customers, customer.id.as_str()).map(|stays| like(stays, LikeBy::Merged));
        let coded = || by_code.get(code.as_ref()?).cloned();
        let named = || {
            let name = folded(&customer.name);
            // Who is called so now goes before who was.
            let (known, like) = by_name.get(&*name).or_else(|| by_former.get(&*name))?;
            (!is_other(known)).then(|| like.clone())
        };
        merged.or_else(coded).or_else(named)
    };
    let pair = |customer: &Customer| Some((customer.id.to_string(), find(customer)?));
    new().filter_map(|customer| pair(customer)).collect()
}
