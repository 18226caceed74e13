//! Offers of related products in the sample, with what was said to them.

use std::sync::Arc;

use super::words::PRODUCTS;
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{OFFER, OFFER_BESIDE, OFFER_RESULT, OfferResult, TaskStatus, key_of_own};

/// So many were answered.
const ANSWERED: usize = 26;
/// Every so manieth was accepted.
const ACCEPTED: usize = 5;

/// Adds them to the book: to customers with products, spread over the last eleven months.
pub(super) fn offer(book: &mut Book, today: Day) {
    let has_products = book
        .customers
        .iter()
        .filter(|(_, customer)| !customer.products.is_empty());
    let slots: Vec<u32> = has_products.map(|(slot, _)| slot).collect();
    for n in 0..ANSWERED {
        let customer = slots
            .get(n * 7 % slots.len().max(1))
            .and_then(|slot| book.customers.at(*slot));
        let Some(customer) = customer else {
            continue;
        };
        let has = |name: &str| customer.products.iter().any(|product| *product.name == *name);
        let fitting = PRODUCTS.iter().filter(|product| has(product.0)).find_map(|product| {
            let new = product.3.iter().find(|related| !has(related))?;
            Some((product.0, *new))
        });
        let Some((beside, product)) = fitting else {
            continue;
        };
        let key = key_of_own(&format!("offer-{}", n + 1), customer.id.as_str());
        let Ok(id) = TaskOutcomeId::new(&key) else {
            continue;
        };
        let on = Moment::on(today.plus_days(-(n as i32) * 13 - 2));
        let mut record = TaskOutcome {
            id,
            status: Some(TaskStatus::Done),
            at: Some(on.clone()),
            by: customer.owner.clone(),
            until: None,
            note: None,
            interaction: None,
            name: Some(format!("推荐{product}").into()),
            due: Some(on),
            repeat: None,
            extra: Default::default(),
        };
        let result = match n % ACCEPTED {
            0 => OfferResult::Accepted,
            _ => OfferResult::Declined,
        };
        record.extra.set(OFFER, Some(product.into()));
        record.extra.set(OFFER_BESIDE, Some(beside.into()));
        record.extra.set(OFFER_RESULT, Some(result.word().into()));
        book.task_outcomes.put(Arc::new(record));
    }
}
