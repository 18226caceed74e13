//! The complaints of a month, for the monthly review (S1): by cause, product and severity, the most frequent first, with deadlines met.
//!
//! A complaint belongs to the month that it was opened in. A month that is not over yet has its days up to the as-of day, and is compared with
//! as many days of the month before; one that is over with the whole month before. What nobody wrote down (no cause, no product) is a row of
//! its own, never left out.

use super::share::in_time_now;
use crate::domain::day::Day;
use crate::domain::kind::{Severity, TicketKind};
use crate::domain::record::Text;
use crate::domain::report::months::first_of_month;
use crate::domain::service::Deskwork;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// A complaint.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// The ticket's slot.
    pub ticket: u32,
    /// The customer's slot.
    pub customer: u32,
    /// The day it was opened.
    pub opened: Day,
    /// How grave; nothing where nobody said.
    pub severity: Option<Severity>,
    /// Why it happened.
    pub cause: Option<Text>,
    /// Which product.
    pub product: Option<Text>,
    /// Whether it was solved in time; nothing while that is open, or was not promised.
    pub in_time: Option<bool>,
    /// 1–5.
    pub satisfaction: Option<u8>,
}

/// How many complaints have something in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<K> {
    /// What; nothing where nobody said.
    pub of: Option<K>,
    /// How many.
    pub now: usize,
    /// How many of the days before.
    pub before: usize,
    /// How many up to and with this one, the most frequent first.
    pub so_far: usize,
}

/// A month.
#[derive(Clone, Debug, PartialEq)]
pub struct ComplaintMonth {
    /// Its first day.
    pub from: Day,
    /// Its last day that counts.
    pub until: Day,
    /// The days that it is compared with, both included.
    pub before: (Day, Day),
    /// Its complaints, the latest first.
    pub all: Vec<Complaint>,
    /// How many there were in the days before.
    pub all_before: usize,
    /// By cause.
    pub causes: Vec<Bar<Text>>,
    /// By product.
    pub products: Vec<Bar<Text>>,
    /// By severity.
    pub severities: Vec<Bar<Severity>>,
}

impl ComplaintMonth {
    /// The month that a day lies in.
    pub fn of(world: &World, works: &[Deskwork], start: i64, month: Day) -> Self {
        let as_of = world.evaluation.as_of;
        let from = first_of_month(month.min(as_of));
        let last = from.plus_months(1).plus_days(-1);
        let until = last.min(as_of);
        let from_before = from.minus_months(1);
        // A month of 31 days has none before it in a month of 30.
        let until_before = match until == last {
            true => from.plus_days(-1),
            false => from_before.plus_days(until.days_since(from)).min(from.plus_days(-1)),
        };
        let within = |first: Day, last: Day| {
            let is_meant = move |work: &&Deskwork| {
                work.kind == TicketKind::Complaint && first <= work.opened && work.opened <= last
            };
            let read = |work: &Deskwork| complaint(world, work, start);
            let mut all: Vec<Complaint> = works.iter().filter(is_meant).filter_map(read).collect();
            sort_by(&mut all, |one, other| {
                (other.opened, other.ticket).cmp(&(one.opened, one.ticket))
            });
            all
        };
        let (all, earlier) = (within(from, until), within(from_before, until_before));
        Self {
            from,
            until,
            before: (from_before, until_before),
            causes: bars(&all, &earlier, |it| it.cause.clone()),
            products: bars(&all, &earlier, |it| it.product.clone()),
            severities: bars(&all, &earlier, |it| it.severity),
            all_before: earlier.len(),
            all,
        }
    }

    /// How many were solved in time and how many late, of those that is decided of.
    pub fn in_time(&self) -> (usize, usize) {
        let count = |what: bool| self.all.iter().filter(|it| it.in_time == Some(what)).count();
        (count(true), count(false))
    }
}

fn complaint(world: &World, work: &Deskwork, start: i64) -> Option<Complaint> {
    let record = world.book.tickets.at(work.ticket)?;
    let said = |text: &Option<Text>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(Text::from)
    };
    record.look(|record| {
        Some(Complaint {
            ticket: work.ticket,
            customer: work.customer,
            opened: work.opened,
            severity: work.severity,
            cause: said(&record.cause),
            product: said(&record.product),
            in_time: in_time_now(work, start),
            satisfaction: record.satisfaction,
        })
    })
}

/// The most frequent first, then what was more frequent before, then by name; what nobody said last.
fn bars<K: Clone + Ord>(now: &[Complaint], before: &[Complaint], of: impl Fn(&Complaint) -> Option<K>) -> Vec<Bar<K>> {
    let mut all: Vec<Bar<K>> = Vec::new();
    let mut count = |of: Option<K>, add: fn(&mut Bar<K>)| {
        let place = all.iter().position(|bar| bar.of == of).unwrap_or_else(|| {
            all.push(Bar {
                of,
                now: 0,
                before: 0,
                so_far: 0,
            });
            all.len() - 1
        });
        if let Some(bar) = all.get_mut(place) {
            add(bar);
        }
    };
    now.iter().for_each(|it| count(of(it), |bar| bar.now += 1));
    before.iter().for_each(|it| count(of(it), |bar| bar.before += 1));
    sort_by(&mut all, |one, other| {
        let frequent = (one.of.is_none(), other.now, other.before).cmp(&(other.of.is_none(), one.now, one.before));
        frequent.then_with(|| one.of.cmp(&other.of))
    });
    let mut so_far = 0;
    for bar in &mut all {
        so_far += bar.now;
        bar.so_far = so_far;
    }
    all
}
