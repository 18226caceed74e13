//! An order: what was bought, when it was due and when it was paid.

use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::record;

record! {
    /// An order of a customer.
    pub struct Order {
        /// The stable id, usually the order number.
        id: OrderId = required,
        /// Whose order it is.
        customer: CustomerId = required,
        /// The day of the order.
        date: Day = required,
        /// What it is worth; negative for a return.
        amount: Fen = required,
        /// The lines, where known.
        items: Vec<OrderItem>,
        /// The day payment falls due.
        due_on: Option<Day>,
        /// The day it was paid.
        paid_on: Option<Day>,
        /// The campaign it came from.
        campaign: Option<Text>,
        /// What else to know.
        note: Option<Text>,
    }
}

record! {
    /// A line of an order.
    pub struct OrderItem {
        /// The product.
        product: Option<Text>,
        /// How many; the unit is the product's.
        quantity: Option<Decimal>,
        /// What the line is worth.
        amount: Option<Fen>,
    }
}
