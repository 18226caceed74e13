//! The tickets of a book with what each was promised: read in slices, then followed customer by customer.

use guanxi_hot::rank::{self, Keyed};

use super::level::Measure;
use super::pause::pauses_of;
use super::plan::{ServicePlan, TicketFacts};
use super::promise::{Kept, Promise, promises_of};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::fold::is_blank;
use crate::domain::kind::{Severity, Ticket, TicketKind};
use crate::domain::record::Text;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;
use crate::words;

/// So many customers are read in one slice.
const ROWS: usize = 1_000;

words! {
    /// How far a ticket is.
    pub enum Phase {
        /// It waits for us.
        Open = "open",
        /// It waits for somebody else.
        Paused = "paused",
        /// It is solved, and is to be asked about.
        Revisit = "revisit",
        /// Nothing is left to do.
        Done = "done",
    }
}

/// A ticket as the queue has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deskwork {
    /// The ticket's slot.
    pub ticket: u32,
    /// The customer's slot.
    pub customer: u32,
    /// What it is.
    pub kind: TicketKind,
    /// How grave.
    pub severity: Option<Severity>,
    /// The day it was opened.
    pub opened: Day,
    /// The instant, in milliseconds since 1970; of a day without a time its beginning.
    pub opened_at: i64,
    /// Who handles it, where somebody does.
    pub handler: Option<Text>,
    /// How far it is.
    pub phase: Phase,
    /// What it was promised.
    pub promises: Vec<Promise>,
}

impl Deskwork {
    /// The ticket in a slot; nothing where it was not opened by the day of the evaluation.
    fn of(book: &Book, evaluation: &Evaluation, plan: &ServicePlan, (ticket, customer): (u32, u32)) -> Option<Self> {
        let as_of = evaluation.as_of;
        let made = |record: &Ticket| {
            let promises = promises_of(plan, (book, evaluation), record, customer);
            Self {
                ticket,
                customer,
                kind: record.kind,
                severity: record.severity,
                opened: record.opened_at.day,
                opened_at: plan.work.zone.span_of(&record.opened_at).0,
                handler: record.handler.clone().filter(|name| !is_blank(name)),
                phase: phase(plan, record, &promises, as_of),
                promises,
            }
        };
        let record = book.tickets.at(ticket)?;
        record.look(|record| (record.opened_at.day <= as_of).then(|| made(record)))
    }

    /// The tickets of a customer that the day knows, in the order of their slots.
    pub fn of_customer(world: &World, plan: &ServicePlan, customer: u32) -> Vec<Self> {
        Self::on(world, &world.evaluation, plan, customer)
    }

    /// The same on the day of another evaluation of the book.
    pub fn on(world: &World, evaluation: &Evaluation, plan: &ServicePlan, customer: u32) -> Vec<Self> {
        let mut slots: Vec<u32> = world
            .ledger
            .row(customer)
            .tickets
            .iter()
            .map(|fact| fact.slot)
            .collect();
        slots.sort_unstable();
        let of = |slot| Self::of(&world.book, evaluation, plan, (slot, customer));
        slots.into_iter().filter_map(of).collect()
    }

    fn facts(&self) -> TicketFacts {
        TicketFacts {
            kind: self.kind,
            severity: self.severity,
            customer: self.customer,
        }
    }

    /// The promise that is due first of those still waited for, where its time can be told.
    pub fn next(&self) -> Option<&Promise> {
        let waited = self.promises.iter().filter(|promise| promise.is_waited_for());
        waited.min_by_key(|promise| promise.clock.due.unwrap_or(i64::MAX))
    }

    /// The same, of those that fall due since tasks are asked: what fell due before a book was begun is nobody's task.
    pub fn next_from(&self, plan: &ServicePlan) -> Option<&Promise> {
        let waited = self.promises.iter().filter(|promise| promise.is_waited_for());
        let asked = waited.filter(|promise| plan.asks_at(promise.clock.due));
        asked.min_by_key(|promise| promise.clock.due.unwrap_or(i64::MAX))
    }

    /// Whether something is still to be done for it and a time that it was promised is up.
    pub fn is_late(&self, at: i64) -> bool {
        self.phase != Phase::Done && self.breached(at).next().is_some()
    }

    /// The promises that were not kept by an instant.
    pub fn breached(&self, at: i64) -> impl Iterator<Item = &Promise> {
        self.promises
            .iter()
            .filter(move |promise| promise.kept(at) == Kept::Breached)
    }
}

fn phase(plan: &ServicePlan, ticket: &Ticket, promises: &[Promise], as_of: Day) -> Phase {
    let seen = |moment: &crate::domain::day::Moment| moment.day <= as_of;
    // Whoever should have been asked before the book was begun is not asked any more.
    let is_revisited = || {
        let mut revisits = promises.iter().filter(|promise| promise.measure == Measure::Revisit);
        revisits.all(|promise| promise.done.is_some() || !plan.asks_at(promise.clock.due))
    };
    let mut pauses = pauses_of(ticket).into_iter().filter(|pause| seen(&pause.from));
    match ticket.resolved_at.as_ref().is_some_and(seen) {
        true if is_revisited() => Phase::Done,
        true => Phase::Revisit,
        false if pauses.any(|pause| !pause.until.as_ref().is_some_and(seen)) => Phase::Paused,
        false => Phase::Open,
    }
}

/// The tickets of a book on its day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceDesk {
    /// By customer, in the order of their slots.
    works: Vec<Deskwork>,
    /// The first customer's slot that was not read yet.
    next: usize,
}

impl ServiceDesk {
    /// Reads a whole book.
    pub fn of(world: &World, plan: &ServicePlan) -> Self {
        let mut desk = Self::default();
        while desk.step(world, plan) {}
        desk
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, plan: &ServicePlan) -> bool {
        let to = (self.next + ROWS).min(world.book.customers.slots());
        for slot in self.next as u32..to as u32 {
            self.read(world, plan, slot);
        }
        self.next = to;
        to < world.book.customers.slots()
    }

    /// Follows a change of the book: `touched` are the customers that it is about. Tickets of others are looked at where another level
    /// fits by now.
    pub fn update(&mut self, world: &World, plan: &ServicePlan, touched: &[u32]) {
        let ground = world.evaluation.ground(&world.book);
        let fits = |work: &Deskwork| {
            Measure::ALL.iter().all(|measure| {
                let promised = work.promises.iter().find(|promise| promise.measure == *measure);
                promised.map(|promise| promise.level) == plan.level_of(&ground, work.facts(), *measure)
            })
        };
        let others = self.works.iter().filter(|work| !fits(work)).map(|work| work.customer);
        let mut affected: Vec<u32> = others.chain(touched.iter().copied()).collect();
        affected.extend(self.next as u32..world.book.customers.slots() as u32);
        sort_by_key(&mut affected, |slot| *slot);
        affected.dedup();
        self.works
            .retain(|work| affected.binary_search(&work.customer).is_err());
        for slot in affected {
            self.read(world, plan, slot);
        }
        sort_by_key(&mut self.works, |work| (work.customer, work.ticket));
        self.next = world.book.customers.slots();
    }

    /// All tickets, by customer.
    pub fn works(&self) -> &[Deskwork] {
        &self.works
    }

    /// All tickets as they come first: those with the earliest deadline, then the last opened.
    pub fn queue(&self) -> Vec<Deskwork> {
        let key = |(work, at): (&Deskwork, u32)| {
            let due = work.next().and_then(|promise| promise.clock.due).unwrap_or(i64::MAX);
            let opened = rank::whole(i64::from(work.opened.0));
            ([rank::whole(due), !opened, u64::from(work.ticket)], at)
        };
        let mut keyed: Vec<Keyed> = self.works.iter().zip(0..).map(key).collect();
        rank::sort(&mut keyed);
        let work = |(_, at): Keyed| self.works.get(at as usize).cloned();
        keyed.into_iter().filter_map(work).collect()
    }

    fn read(&mut self, world: &World, plan: &ServicePlan, customer: u32) {
        if !world.evaluation.exists(customer) {
            return;
        }
        self.works.extend(Deskwork::of_customer(world, plan, customer));
    }
}
