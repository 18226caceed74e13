//! What a ticket was promised: for each measure that a level asks for its clock, what happened, and whether that kept it.

use super::clock::{ClockRun, Stretch, run};
use super::deed::is_solved_sometime;
use super::level::Measure;
use super::pause::{Pause, pauses_of};
use super::plan::{ServicePlan, TicketFacts};
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::evaluation::Evaluation;
use crate::domain::kind::Ticket;
use crate::words;

words! {
    /// Whether a promise is kept.
    pub enum Kept {
        /// Nothing happened yet, and there is time.
        Open = "open",
        /// It was kept.
        Met = "met",
        /// It was not.
        Breached = "breached",
        /// That cannot be told: a time is missing, or the work was done while its clock stood.
        Undetermined = "undetermined",
    }
}

/// A measure of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What is measured.
    pub measure: Measure,
    /// The level, by its place among [`ServicePlan::levels`].
    pub level: usize,
    /// When its clock began; nothing before that.
    pub start: Option<i64>,
    /// What becomes of the clock.
    pub clock: ClockRun,
    /// When what was promised happened: the first instant that may be meant, and the last.
    pub done: Option<(i64, i64)>,
    /// The ticket was solved inside of a pause that nobody ended.
    in_doubt: bool,
    /// The ticket is solved: nobody waits for a first answer any more.
    is_over: bool,
}

impl Promise {
    /// Whether it is kept at an instant.
    pub fn kept(&self, at: i64) -> Kept {
        match (self.done, self.clock.due) {
            (Some((_, last)), Some(due)) if last <= due => Kept::Met,
            (Some((first, _)), Some(due)) if first > due => Kept::Breached,
            (Some(_), Some(_)) => Kept::Undetermined,
            (None, Some(due)) if due < at => Kept::Breached,
            (None, Some(_)) => Kept::Open,
            // The clock stands. What happened before it did was in time, whenever it will go on.
            (Some((_, last)), None) if self.clock.stands.is_none_or(|stands| last <= stands) => Kept::Met,
            (_, None) if self.in_doubt => Kept::Undetermined,
            (Some(_), None) => Kept::Met,
            (None, None) => Kept::Open,
        }
    }

    /// Whether something is still to be done for it.
    pub fn is_waited_for(&self) -> bool {
        self.done.is_none() && self.start.is_some() && !self.is_over
    }
}

/// A ticket as it is seen on a day: what is dated behind it has not happened.
struct Seen<'a> {
    plan: &'a ServicePlan,
    ticket: &'a Ticket,
    pauses: Vec<(i64, Option<i64>)>,
    as_of: Day,
}

impl<'a> Seen<'a> {
    fn new(plan: &'a ServicePlan, ticket: &'a Ticket, as_of: Day) -> Self {
        let first = |moment: &Moment| plan.work.zone.span_of(moment).0;
        let all = pauses_of(ticket).into_iter().filter(|pause| pause.from.day <= as_of);
        let pair = |pause: Pause| {
            let until = pause.until.filter(|until| until.day <= as_of);
            (first(&pause.from), until.as_ref().map(first))
        };
        Self {
            plan,
            ticket,
            pauses: all.map(pair).collect(),
            as_of,
        }
    }

    fn event(&self, measure: Measure) -> Option<(i64, i64)> {
        let moment = match measure {
            Measure::Response => &self.ticket.first_response_at,
            Measure::Solve => &self.ticket.resolved_at,
            Measure::Revisit => &self.ticket.revisited_at,
        };
        let seen = moment.as_ref().filter(|moment| moment.day <= self.as_of)?;
        Some(self.plan.work.zone.span_of(seen))
    }

    fn start(&self, measure: Measure) -> Option<i64> {
        match measure {
            Measure::Revisit => self.event(Measure::Solve).map(|(first, _)| first),
            Measure::Response | Measure::Solve => Some(self.plan.work.zone.span_of(&self.ticket.opened_at).0),
        }
    }

    fn promise(&self, measure: Measure, level: usize) -> Option<Promise> {
        let (start, clock) = self.run(measure, level, &mut |_| {})?;
        let open = self
            .pauses
            .iter()
            .filter(|(_, until)| until.is_none())
            .map(|(from, _)| *from)
            .min();
        let solved = self.event(Measure::Solve);
        Some(Promise {
            measure,
            level,
            start,
            clock,
            done: self.event(measure),
            is_over: measure == Measure::Response && solved.is_some(),
            in_doubt: solved.zip(open).is_some_and(|((_, solved), open)| open <= solved),
        })
    }

    fn run(&self, measure: Measure, level: usize, see: &mut dyn FnMut(Stretch)) -> Option<(Option<i64>, ClockRun)> {
        let within = self.plan.levels.get(level)?.within;
        let start = self.start(measure);
        let none = ClockRun {
            due: None,
            stands: None,
        };
        let clock = start.map_or(none, |start| run(&self.plan.work, start, within, &self.pauses, see));
        Some((start, clock))
    }
}

/// The promises of a ticket of the customer in a slot, those that a level asks for.
pub fn promises_of(
    plan: &ServicePlan,
    (book, evaluation): (&Book, &Evaluation),
    ticket: &Ticket,
    customer: u32,
) -> Vec<Promise> {
    let (seen, ground) = (Seen::new(plan, ticket, evaluation.as_of), evaluation.ground(book));
    let facts = TicketFacts::of(ticket, customer);
    // Whom nobody remembers to have helped nobody asks again.
    let is_over = is_solved_sometime(ticket);
    let measures = Measure::ALL
        .iter()
        .filter(|measure| !is_over || **measure != Measure::Revisit);
    let of = |measure: &Measure| seen.promise(*measure, plan.level_of(&ground, facts, *measure)?);
    measures.filter_map(of).collect()
}

/// Goes over the time that the clock of a promise ran.
pub(super) fn each_stretch(
    plan: &ServicePlan,
    as_of: Day,
    ticket: &Ticket,
    promise: &Promise,
    see: &mut dyn FnMut(Stretch),
) {
    Seen::new(plan, ticket, as_of).run(promise.measure, promise.level, see);
}
