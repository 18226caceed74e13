//! When customers first dealt, as the dashboard counts new deals.

use crate::domain::day::Day;
use crate::domain::world::World;

/// The day of a customer's first deal, by the as-of date: the earliest of its first order that is no return, the signing of its
/// contract, and the beginning of the cooperation; nothing for who has only returns, or nothing at all.
///
/// The metric `days_since_first_deal`, which rules read, takes a return for an order, as the format of the book says.
pub fn first_deal(world: &World, slot: u32) -> Option<Day> {
    let orders = &world.ledger.row(slot).orders;
    let order = orders.iter().find(|order| !order.is_return()).map(|order| order.day);
    let first = order.into_iter().chain(agreed(world, slot)).min()?;
    (first <= world.evaluation.as_of).then_some(first)
}

/// The day that a customer dealt first as its sheet says: the signing of its contract or the beginning of the cooperation, whichever was
/// earlier. A day to come is told as well.
pub fn agreed(world: &World, slot: u32) -> Option<Day> {
    let customer = world.book.customers.at(slot)?;
    let signed = customer.contract.as_ref().and_then(|contract| contract.signed_on);
    [signed, customer.cooperation_since].into_iter().flatten().min()
}
