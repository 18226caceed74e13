//! When customers first dealt, as the dashboard counts new deals.

use crate::domain::day::Day;
use crate::domain::world::World;

/// The day of a customer's first deal, by the as-of date: the earliest of its first order that is no return, the signing of its
/// contract, and the beginning of the cooperation; nothing for who has only returns, or nothing at all.
///
/// The metric `days_since_first_deal`, which rules read, takes a return for an order, as the format of the book says.
pub fn first_deal(world: &World, slot: u32) -> Option<Day> {
    let customer = world.book.customers.at(slot)?;
    let orders = &world.ledger.row(slot).orders;
    let order = orders.iter().find(|order| order.fen >= 0).map(|order| order.day);
    let signed = customer.contract.as_ref().and_then(|contract| contract.signed_on);
    let first = [order, signed, customer.cooperation_since]
        .into_iter()
        .flatten()
        .min()?;
    (first <= world.evaluation.as_of).then_some(first)
}
