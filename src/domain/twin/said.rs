//! What people said of pairs of customers: that they are not the same.

use crate::domain::kind::Customer;
use crate::domain::table::Table;

/// Whether a person said that two customers are not the same; either of them may remember it.
pub fn is_said(one: &Customer, other: &Customer) -> bool {
    let says = |one: &Customer, other: &Customer| one.not_same_as.iter().any(|id| **id == *other.id.as_str());
    says(one, other) || says(other, one)
}

/// The pairs of slots of which a person said that they are not the same, the lower first.
pub fn said(customers: &Table<Customer>) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for (slot, customer) in customers.iter() {
        for id in &customer.not_same_as {
            let other = customers
                .slot(id)
                .filter(|other| *other != slot && customers.at(*other).is_some());
            all.extend(other.map(|other| (slot.min(other), slot.max(other))));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
