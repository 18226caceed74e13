//! What the models need of a customer.

use crate::domain::day::Day;
use crate::domain::ledger::OrderFact;

/// When a customer bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bought {
    /// x: the purchases after the first.
    pub repeats: u32,
    /// t_x: days from the first purchase to the latest.
    pub last: u32,
    /// T: days from the first purchase to the day that is looked at.
    pub age: u32,
}

/// A customer who bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Buyer {
    /// The customer's slot.
    pub customer: u32,
    /// When, by the day that is looked at.
    pub bought: Bought,
    /// z̄: what a purchase after the first was worth on average, in yuan; 0 without one.
    pub mean: f64,
    /// When by an earlier day, for who had bought by then.
    pub early: Option<Bought>,
}

impl Buyer {
    /// The purchases after the earlier day.
    pub fn later(&self) -> u32 {
        self.early.map_or(0, |early| self.bought.repeats - early.repeats)
    }
}

/// The days on which something was bought up to a day, with what they were worth: the orders of a day are added up, and where its returns
/// outweigh them it is left out. The orders stand in the order of their days.
fn purchases(orders: &[OrderFact], until: Day) -> impl Iterator<Item = (Day, i64)> {
    let days = orders.chunk_by(|a, b| a.day == b.day);
    let worth = |day: &[OrderFact]| Some((day.first()?.day, day.iter().map(|order| order.fen).sum()));
    days.filter_map(worth)
        .take_while(move |(day, _)| *day <= until)
        .filter(|(_, fen): &(Day, i64)| *fen > 0)
}

/// The day of the first purchase.
pub fn first_purchase(orders: &[OrderFact], until: Day) -> Option<Day> {
    purchases(orders, until).next().map(|(day, _)| day)
}

/// What a customer's orders say by a day and by an earlier one; nothing for who bought nothing.
pub fn buyer_of(customer: u32, orders: &[OrderFact], (early, until): (Day, Day)) -> Option<Buyer> {
    let mut days = purchases(orders, until);
    let (first, _) = days.next()?;
    let since = |day: Day| day.days_since(first).unsigned_abs();
    let begun = |day: Day| Bought {
        repeats: 0,
        last: 0,
        age: since(day),
    };
    let (mut bought, mut worth) = (begun(until), 0);
    let mut before = (first <= early).then(|| begun(early));
    for (day, fen) in days {
        worth += fen;
        for bought in [Some(&mut bought), before.as_mut().filter(|_| day <= early)]
            .into_iter()
            .flatten()
        {
            bought.repeats += 1;
            bought.last = since(day);
        }
    }
    Some(Buyer {
        customer,
        bought,
        mean: match bought.repeats {
            0 => 0.0,
            repeats => worth as f64 / 100.0 / f64::from(repeats),
        },
        early: before,
    })
}
