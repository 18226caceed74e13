//! What each customer gives to a measure on a day: a part and a whole. The figure is the sum of the parts over the sum of the wholes, and the
//! rows behind it are the shares themselves, so that the two cannot part.
//!
//! With P the day and W = (P − 12 months, P]:
//!
//! | measure | a share is of | part | whole |
//! |---|---|---|---|
//! | completeness | a customer that exists on the as-of day | its information completeness, 0–1 | 1 |
//! | response | a contact in W that we began and whose answer is known | 1 where it was answered | 1 |
//! | acquisition | a customer whose first deal lies in W; campaigns for new customers that began in W give their cost alone | yuan | 1 |
//! | repurchase | a customer in the best value tier on the day 12 months before P | 1 where it ordered in W | 1 |
//! | complaints in time | a complaint opened in W whose solving was promised by a time, once that is decided | 1 where it was solved in time | 1 |
//! | satisfaction | a ticket opened in W that was rated, 1–5 | 20 points a grade | 1 |
//! | lifetime value | a customer that ordered by P | yuan ordered by P, returns taken off | 1 |
//! | cross-selling | an offer answered in the 365 days up to P | 1 where it was accepted | 1 |
//!
//! Orders of amounts below zero are returns: they are taken off amounts and are no order. What happened after P is not known on P.

use super::measure::Measure;
use crate::domain::columns::{Bits, has_bit};
use crate::domain::day::{Day, Window};
use crate::domain::kind::TicketKind;
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::kind::task_outcome::OfferResult;
use crate::domain::ledger::{Activity, OrderFact};
use crate::domain::marketing::together::{Offer, SUCCESS_DAYS};
use crate::domain::money::Fen;
use crate::domain::service::{Deskwork, Kept, Measure as Promised, Promise};
use crate::domain::world::World;

/// Points a grade of 1–5 stands for, of 100.
const POINTS_A_GRADE: f64 = 20.0;

/// What something of a customer gives to a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The customer's slot.
    pub customer: u32,
    /// The day that it counts by: of the contact, ticket or offer that it is, of the customer's first deal, of its last order in the days that
    /// are meant; nothing where no day says more than another.
    pub on: Option<Day>,
    /// What it adds above the line.
    pub part: f64,
    /// What it adds below.
    pub whole: f64,
}

impl Share {
    /// One of a customer that counts once.
    pub fn of(customer: u32, part: f64) -> Self {
        Self {
            customer,
            on: None,
            part,
            whole: 1.0,
        }
    }
}

/// Shares together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// The parts.
    pub part: f64,
    /// The wholes.
    pub whole: f64,
}

impl Sum {
    /// Adds a share.
    pub fn add(&mut self, share: Share) {
        self.part += share.part;
        self.whole += share.whole;
    }

    /// The parts over the wholes; nothing of nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0.0).then(|| self.part / self.whole)
    }

    /// What it comes to for a measure. Without a known cost there is no cost of a customer, and few answers say nothing of an offer's success.
    pub fn value(self, measure: Measure) -> Option<f64> {
        let is_enough = match measure {
            Measure::Acquisition => self.part > 0.0,
            Measure::CrossSelling => self.whole >= crate::domain::marketing::together::TOO_FEW as f64,
            _ => true,
        };
        self.ratio().filter(|_| is_enough)
    }
}

/// A day that figures are of.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// Its first instant: what was due before it and is not done is late.
    pub start: i64,
    /// Its last instant: what was done later is not known.
    pub end: i64,
    /// Who stood in the best tier 12 months before.
    pub core: Bits,
}

impl Point {
    fn window(&self) -> Window {
        Window::months(self.day, 12)
    }
}

/// The events of one list that lie in a window; they stand in the order of their days.
fn within<F>(facts: &[F], window: Window, day: impl Fn(&F) -> Day) -> &[F] {
    let from = facts.partition_point(|fact| day(fact) <= window.after);
    let to = facts.partition_point(|fact| day(fact) <= window.until);
    facts.get(from..to).unwrap_or_default()
}

/// The day of the last that is no return.
fn last_order(orders: &[OrderFact]) -> Option<Day> {
    let mut latest = orders.iter().rev();
    latest.find(|order| !order.is_return()).map(|order| order.day)
}

/// Calls `see` with what the events of a customer give to a measure on a day; `first` is the day of its first deal.
pub fn of_events(
    measure: Measure,
    (customer, activity): (u32, &Activity),
    first: Option<Day>,
    point: &Point,
    see: &mut dyn FnMut(Share),
) {
    let window = point.window();
    match measure {
        Measure::Response => {
            let touches = within(&activity.touches, window, |touch| touch.day);
            for (day, answered) in touches.iter().filter_map(|touch| Some((touch.day, touch.answered?))) {
                see(Share {
                    on: Some(day),
                    ..Share::of(customer, f64::from(u8::from(answered)))
                });
            }
        }
        Measure::Acquisition => {
            if let Some(first) = first.filter(|first| window.contains(*first)) {
                see(Share {
                    on: Some(first),
                    ..Share::of(customer, 0.0)
                });
            }
        }
        Measure::Repurchase if has_bit(&point.core, customer) => {
            let orders = within(&activity.orders, window, |order| order.day);
            let last = last_order(orders);
            see(Share {
                on: last,
                ..Share::of(customer, f64::from(u8::from(last.is_some())))
            });
        }
        Measure::Satisfaction => {
            let tickets = within(&activity.tickets, window, |ticket| ticket.day);
            for ticket in tickets.iter().filter(|ticket| ticket.satisfaction > 0) {
                see(Share {
                    on: Some(ticket.day),
                    ..Share::of(customer, f64::from(ticket.satisfaction) * POINTS_A_GRADE)
                });
            }
        }
        Measure::Lifetime => {
            let by = activity.orders.partition_point(|order| order.day <= point.day);
            let orders = activity.orders.get(..by).unwrap_or_default();
            let last = last_order(orders);
            if last.is_some() {
                let fen: i64 = orders.iter().map(|order| order.fen).sum();
                see(Share {
                    on: last,
                    ..Share::of(customer, Fen(fen).yuan())
                });
            }
        }
        _ => {}
    }
}

/// Whether a promise was kept, as it was known at the end of a day.
fn kept(promise: &Promise, point: &Point) -> Kept {
    let is_later = promise.done.is_some_and(|(first, _)| first > point.end);
    match promise.clock.due {
        Some(due) if is_later && due < point.start => Kept::Breached,
        _ if is_later => Kept::Open,
        _ => promise.kept(point.start),
    }
}

/// Whether a complaint was solved in time, as it was known at the end of a day; nothing while that is open, cannot be told, or was not
/// promised.
pub fn in_time(work: &Deskwork, point: &Point) -> Option<bool> {
    if work.kind != TicketKind::Complaint {
        return None;
    }
    let solve = work
        .promises
        .iter()
        .find(|promise| promise.measure == Promised::Solve)?;
    match kept(solve, point) {
        Kept::Met => Some(true),
        Kept::Breached => Some(false),
        Kept::Open | Kept::Undetermined => None,
    }
}

/// The same as it is known on the as-of day, whose first instant this is.
pub fn in_time_now(work: &Deskwork, start: i64) -> Option<bool> {
    let point = Point {
        start,
        end: i64::MAX,
        ..Point::default()
    };
    in_time(work, &point)
}

/// Calls `see` with the complaints that were to be solved.
pub fn of_complaints(works: &[Deskwork], point: &Point, see: &mut dyn FnMut(Share)) {
    let window = point.window();
    for work in works.iter().filter(|work| window.contains(work.opened)) {
        if let Some(kept) = in_time(work, point) {
            see(Share {
                on: Some(work.opened),
                ..Share::of(work.customer, f64::from(u8::from(kept)))
            });
        }
    }
}

/// Calls `see` with the offers that were answered.
pub fn of_offers(offers: &[Offer], point: &Point, see: &mut dyn FnMut(Share)) {
    for offer in offers {
        let is_recent = |on: &Day| *on <= point.day && point.day.days_since(*on) < SUCCESS_DAYS;
        if let (Some(on), Some(result)) = (offer.on.filter(is_recent), offer.result) {
            see(Share {
                on: Some(on),
                ..Share::of(offer.customer, f64::from(u8::from(result == OfferResult::Accepted)))
            });
        }
    }
}

/// The campaigns for new customers that began in the 12 months up to a day, by slot, with their cost.
pub fn costs(world: &World, day: Day) -> Vec<(u32, Fen)> {
    let window = Window::months(day, 12);
    let of = |slot: u32| {
        let campaign = world.book.campaigns.at(slot)?;
        let is_meant = campaign.kind == Some(CampaignKind::Acquisition);
        let began = campaign.starts_on.is_some_and(|day| window.contains(day));
        Some((slot, campaign.cost.filter(|_| is_meant && began)?))
    };
    (0..world.book.campaigns.slots() as u32).filter_map(of).collect()
}
