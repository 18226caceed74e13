//! The timeline: everything that happened with one customer, the latest first.

use crate::domain::day::Day;
use crate::domain::world::World;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An order, by slot.
    Order(u32),
    /// An interaction, by slot.
    Interaction(u32),
    /// A ticket that was opened, by slot.
    Ticket(u32),
    /// A review decision, by slot.
    Review(u32),
}

/// An entry of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub day: Day,
    /// What.
    pub what: What,
}

/// The entries of a customer, the latest day first; what came later into the book stands first within a day.
pub fn timeline(world: &World, slot: u32) -> Vec<TimelineEntry> {
    let row = world.ledger.row(slot);
    let entry = |day, what| TimelineEntry { day, what };
    let mut all: Vec<TimelineEntry> = row.orders.iter().map(|o| entry(o.day, What::Order(o.slot))).collect();
    all.extend(row.touches.iter().map(|t| entry(t.day, What::Interaction(t.slot))));
    all.extend(row.tickets.iter().map(|t| entry(t.day, What::Ticket(t.slot))));
    if let Some(customer) = world.book.customers.at(slot) {
        let reviews = world.book.reviews.iter().filter(|(_, r)| r.customer == customer.id);
        all.extend(reviews.map(|(slot, r)| entry(r.at.day, What::Review(slot))));
    }
    // Stable, from the end: within a day the later record of a kind comes first.
    all.reverse();
    all.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_told_from_the_latest_day_back() {
        let day = Day::parse("2026-11-19").unwrap();
        let (world, _) = World::new(crate::sample::book(day), day);
        let sums = |slot: u32| {
            let row = world.ledger.row(slot);
            row.orders.len() + row.touches.len() + row.tickets.len()
        };
        for slot in 0..world.book.customers.slots() as u32 {
            let all = timeline(&world, slot);
            assert!(all.is_sorted_by(|a, b| a.day >= b.day));
            assert!(all.len() >= sums(slot));
        }
    }
}
