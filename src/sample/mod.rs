//! The demo book: deterministic from a seed, every name invented. Must never know: storage, transfer, screens, the clock.
//!
//! [`book`] makes 428 customers of an invented automation company in Suzhou, with three years of orders, interactions and tickets
//! up to the as-of day. Plans come first (who is large, who slips away, who is new), records are made to add up to them: so every
//! class of every dimension and every tag has customers, whatever the day. [`large`] makes plain books of any size.

mod campaigns;
mod code;
mod company;
mod customer;
mod event;
mod example;
mod improvements;
mod judgement;
mod large;
mod offers;
mod plan;
mod rng;
mod whole;
#[rustfmt::skip]
mod winback;
mod words;

#[cfg(test)]
mod tests;

pub use large::{LARGE_DAY, large};

use std::sync::Arc;

use crate::domain::book::Book;
use crate::domain::day::Day;

/// The seed of the demo book. Another one gives other customers of the same sorts.
const SEED: u64 = 20_261_119;

/// The demo book as of a day. The same day always gives the same book.
pub fn book(today: Day) -> Book {
    let mut rng = rng::Rng::new(SEED);
    let mut book = Book::default();
    book.head.sample = true;
    book.head.settings = company::settings();
    // As if it had been kept for some days: a few things are overdue.
    book.head.settings.tasks_from = Some(today.plus_days(-3));
    let plans = plan::plans(&mut rng, today);
    let mut names = customer::Names::new(&mut rng);
    let Some(mut events) = event::Events::new() else {
        return book;
    };
    for (n, plan) in plans.iter().enumerate() {
        if let Some(customer) = customer::customer(&mut rng, &mut names, n + 1, plan, today) {
            events.add(&mut rng, &customer, plan, today);
            book.customers.put(Arc::new(customer));
        }
    }
    events.settle(&mut book);
    company::campaigns(&mut rng, &mut book, today);
    campaigns::carry(&mut book, today);
    campaigns::earn(&mut book, today);
    campaigns::needs(&mut book);
    judgement::judge(&mut book, today);
    winback::plan(&mut book, today);
    offers::offer(&mut book, today);
    improvements::improve(&mut book, today);
    book.head.rulebook.examples = example::examples(&book, today);
    book
}
