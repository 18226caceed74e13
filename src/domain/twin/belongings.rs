//! How much belongs to a customer: what a merge moves, and what must be the same after it.

use crate::domain::book::{Book, BookRecord};
use crate::domain::held::Held;
use crate::domain::kind::{Order, PointsEntry, Review};
use crate::domain::ledger::Ledger;
use crate::domain::money::Fen;

/// How many records of each kind belong to a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Belongings {
    /// Orders.
    pub orders: usize,
    /// The sum of their amounts.
    pub amount: Fen,
    /// Interactions.
    pub interactions: usize,
    /// Tickets.
    pub tickets: usize,
    /// Entries of points.
    pub points: usize,
    /// Decisions on moves.
    pub reviews: usize,
}

impl std::ops::Add for Belongings {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            orders: self.orders + other.orders,
            amount: Fen(self.amount.0.saturating_add(other.amount.0)),
            interactions: self.interactions + other.interactions,
            tickets: self.tickets + other.tickets,
            points: self.points + other.points,
            reviews: self.reviews + other.reviews,
        }
    }
}

/// What belongs to the customer of a slot.
pub fn belongings(book: &Book, ledger: &Ledger, slot: u32) -> Belongings {
    let Some(id) = book.customers.key_at(slot) else {
        return Belongings::default();
    };
    let row = ledger.row(slot);
    let amounts = row.orders.iter().filter_map(|fact| book.orders.at(fact.slot));
    Belongings {
        orders: row.orders.len(),
        amount: Fen(amounts.fold(0, |sum, order: &Held<Order>| {
            sum.saturating_add(order.look(|order| order.amount.0))
        })),
        interactions: row.touches.len(),
        tickets: row.tickets.len(),
        points: count::<PointsEntry>(book, id, |entry| entry.customer.as_str()),
        reviews: count::<Review>(book, id, |review| review.customer.as_str()),
    }
}

fn count<R: BookRecord>(book: &Book, id: &str, owner: fn(&R) -> &str) -> usize {
    let is_its = |record: &Held<R>| match record.packed_owner() {
        Some(own) => own == id,
        None => owner(record) == id,
    };
    R::table(book).iter().filter(|(_, record)| is_its(record)).count()
}
