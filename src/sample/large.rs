//! Large plain books for benchmarks and tests: the shape of real data without its stories, made fast.

use std::sync::Arc;

use super::rng::Rng;
use super::words::{PLACES, STAFF, TRADES};
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::id::{CustomerId, InteractionId, OrderId, TicketId};
use crate::domain::kind::*;
use crate::domain::money::Fen;

/// The day that [`large`] books end on: 2026-11-19.
pub const LARGE_DAY: Day = Day(20_776);

/// A book of so many customers, each with about so many events (four in ten orders, half interactions, the rest tickets),
/// spread over the three years before [`LARGE_DAY`]. Every fifth customer is a lead and has no order.
pub fn large(seed: u64, customers: usize, events_per_customer: usize) -> Book {
    let mut rng = Rng::new(seed);
    let mut book = Book::default();
    let mut number = 0;
    for n in 0..customers {
        let Some(customer) = customer(&mut rng, n) else {
            continue;
        };
        let lead = n % 5 == 4;
        let events = events_per_customer / 2 + rng.below(events_per_customer + 1);
        for _ in 0..events {
            number += 1;
            let day = LARGE_DAY.plus_days(-(rng.below(1096) as i32));
            match rng.below(10) {
                0..=3 if !lead => put_order(&mut rng, &mut book, number, &customer.id, day),
                9 if !lead => put_ticket(&mut rng, &mut book, number, &customer.id, day),
                _ => put_interaction(&mut rng, &mut book, number, &customer.id, day),
            }
        }
        book.customers.put(Arc::new(customer));
    }
    book
}

fn customer(rng: &mut Rng, n: usize) -> Option<Customer> {
    let (city, province, _) = rng.pick(&PLACES);
    let (trade, industry) = rng.pick(&TRADES);
    let id = CustomerId::new(&format!("C{n:06}")).ok()?;
    let mut customer = Customer::new(id, &format!("{city}{n}号{trade}有限公司"));
    customer.kind = Some(CustomerKind::Enterprise);
    customer.industry = Some(industry.into());
    customer.region = Some(province.into());
    customer.owner = Some(rng.pick(&STAFF).0.into());
    customer.intent = rng.percent(20).then(|| rng.pick(Intent::ALL));
    customer.needs = rng.percent(30).then(|| "扩线".into());
    customer.employees = rng.percent(80).then(|| rng.between(5, 2000) as u32);
    customer.cooperation_since = (n % 5 != 4).then(|| LARGE_DAY.plus_days(-(rng.below(2000) as i32)));
    let mut contact = Contact::blank();
    contact.name = Some("沈立群".into());
    contact.phone = Some(format!("154{:08}", rng.below(100_000_000)).into());
    contact.familiarity = Some(rng.between(1, 5) as u8);
    customer.contacts.push(contact);
    Some(customer)
}

fn put_order(rng: &mut Rng, book: &mut Book, number: usize, customer: &CustomerId, date: Day) {
    let Ok(id) = OrderId::new(&format!("O{number:07}")) else {
        return;
    };
    // Many small, a few large: the product of two evenly spread numbers.
    let amount = Fen(rng.between(1, 1000) * rng.between(1, 1000) * 60);
    let due = date.plus_days(30);
    book.orders.put(Arc::new(Order {
        id,
        customer: customer.clone(),
        date,
        amount,
        items: Vec::new(),
        due_on: Some(due),
        paid_on: rng
            .percent(90)
            .then(|| due.plus_days(rng.between(-20, 8) as i32))
            .filter(|day| *day <= LARGE_DAY),
        campaign: None,
        note: None,
        extra: Default::default(),
    }));
}

fn put_interaction(rng: &mut Rng, book: &mut Book, number: usize, customer: &CustomerId, day: Day) {
    let Ok(id) = InteractionId::new(&format!("I{number:07}")) else {
        return;
    };
    let outbound = rng.percent(70);
    book.interactions.put(Arc::new(Interaction {
        id,
        customer: customer.clone(),
        at: Moment::on(day),
        kind: Some(rng.pick(InteractionKind::ALL)),
        direction: Some(if outbound {
            Direction::Outbound
        } else {
            Direction::Inbound
        }),
        by: Some(rng.pick(&STAFF).0.into()),
        contact: None,
        content: Some("回访使用情况".into()),
        feedback: None,
        responded: outbound.then(|| rng.percent(60)),
        next_step: None,
        next_due: None,
        campaign: None,
        task: None,
        extra: Default::default(),
    }));
}

fn put_ticket(rng: &mut Rng, book: &mut Book, number: usize, customer: &CustomerId, day: Day) {
    let Ok(id) = TicketId::new(&format!("T{number:07}")) else {
        return;
    };
    let solved = rng
        .percent(90)
        .then(|| Moment::on(day.plus_days(1)))
        .filter(|at| at.day <= LARGE_DAY);
    book.tickets.put(Arc::new(Ticket {
        id,
        customer: customer.clone(),
        kind: rng.pick(TicketKind::ALL),
        severity: None,
        opened_at: Moment::on(day),
        first_response_at: None,
        satisfaction: solved.as_ref().map(|_| rng.between(1, 5) as u8),
        resolved_at: solved,
        revisited_at: None,
        handler: None,
        subject: Some("备件".into()),
        progress: None,
        resolution: None,
        cause: None,
        product: None,
        escalated_to: None,
        extra: Default::default(),
    }));
}
