//! What was offered, and what was said to it.

use crate::domain::day::Day;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{OFFER, OFFER_BESIDE, OFFER_RESULT, OfferResult};
use crate::domain::record::Text;

/// The success that S1 asks for: 15 % of the offers are accepted.
pub const GOAL: f64 = 0.15;
/// Fewer answers say nothing of the success.
pub const TOO_FEW: usize = 20;
/// The success is that of so many days.
pub const SUCCESS_DAYS: i32 = 365;

/// An offer, as its record says.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The slot of its record.
    pub slot: u32,
    /// The customer's slot.
    pub customer: u32,
    /// What was offered.
    pub product: Text,
    /// Beside what.
    pub beside: Option<Text>,
    /// The day of the answer.
    pub on: Option<Day>,
    /// What was said; nothing where nobody said.
    pub result: Option<OfferResult>,
}

/// The offer in a record as it stood on a day; nothing where it is none, or was made later.
pub fn offer_in(slot: u32, customer: u32, task: &TaskOutcome, as_of: Day) -> Option<Offer> {
    let product = task.extra.text(OFFER)?.trim();
    let on = task.at.as_ref().map(|at| at.day);
    let is_later = on.is_some_and(|day| day > as_of);
    (!is_later).then(|| Offer {
        slot,
        customer,
        product: product.into(),
        beside: task.extra.text(OFFER_BESIDE).map(Text::from),
        on,
        result: task.extra.text(OFFER_RESULT).and_then(OfferResult::from_word),
    })
}

/// How many offers were accepted and how many were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Success {
    /// Accepted.
    pub accepted: usize,
    /// Not.
    pub declined: usize,
}

impl Success {
    /// The offers that were answered.
    pub fn answered(self) -> usize {
        self.accepted + self.declined
    }

    /// The share that was accepted; nothing where too few were answered.
    pub fn rate(self) -> Option<f64> {
        let answered = self.answered();
        (answered >= TOO_FEW).then(|| self.accepted as f64 / answered as f64)
    }
}

/// The success of the [`SUCCESS_DAYS`] up to a day.
pub fn success(offers: &[Offer], as_of: Day) -> Success {
    let is_recent = |offer: &&Offer| offer.on.is_some_and(|on| as_of.days_since(on) < SUCCESS_DAYS);
    let results = offers.iter().filter(is_recent).filter_map(|offer| offer.result);
    results.fold(Success::default(), |sum, result| match result {
        OfferResult::Accepted => Success {
            accepted: sum.accepted + 1,
            ..sum
        },
        OfferResult::Declined => Success {
            declined: sum.declined + 1,
            ..sum
        },
    })
}
