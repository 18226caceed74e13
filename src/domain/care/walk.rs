//! Walking through the steps of a playbook for a customer: what is fulfilled by what, and what is open.

use super::plan::{CarePlan, PlanBook, PlanStep, Thread, channel_bit};
use super::playbook::TriggerEvent;
use super::source::{Previous, Task, TaskSource, step_key};
use super::span::Span;
use super::start::Subject;
use crate::domain::columns::{Bits, has_bit};
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::task_outcome::TaskStatus;
use crate::domain::kind::{InteractionKind, TaskOutcome};
use crate::domain::ledger::TouchFact;

/// Where a step begins, or what fulfilled it: a day, and the place of the first contact behind it.
#[derive(Clone, Copy)]
struct Mark {
    day: Day,
    next_touch: usize,
    /// What became of the step that it stands behind.
    previous: Previous,
}

/// A customer's walk.
pub(super) struct Walk<'a> {
    pub care: &'a CarePlan,
    pub subject: Subject<'a>,
    /// Who meets each condition of the plan.
    pub met: &'a [Bits],
    /// The customer's contacts by the day.
    pub touches: &'a [TouchFact],
    /// What became of the customer's tasks.
    pub outcomes: &'a [&'a Held<TaskOutcome>],
    pub tasks: &'a mut Vec<Task>,
    /// What was seen on the way, for who asks: then the walk goes on behind a step that is open.
    pub seen: Option<&'a mut Vec<Seen>>,
    /// The step at hand comes behind one that is open.
    pub is_ahead: bool,
}

/// A step that was seen on a walk.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// Its place in the playbook.
    pub step: usize,
    pub start: Day,
    pub previous: Previous,
    pub ideal: Day,
    pub latest: Day,
    pub state: SeenState,
}

/// By what a step was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledBy {
    /// A contact, over a channel where that is known.
    Contact(Option<InteractionKind>),
    /// Somebody said that it was done.
    Said,
    /// Somebody left it out.
    LeftOut,
}

/// How a step stands.
#[derive(Clone, Copy)]
pub(super) enum SeenState {
    Settled(Day, SettledBy),
    Open,
    NotAsked,
    Ahead,
}

/// The days of a step that begins at a mark.
struct Days {
    earliest: Day,
    ideal: Day,
    latest: Day,
}

impl Walk<'_> {
    fn as_of(&self) -> Day {
        self.subject.evaluation.as_of
    }

    /// Whether the customer meets a condition of the plan; nothing is met by all.
    pub fn meets(&self, condition: Option<usize>) -> bool {
        let is_met = |place: usize| self.met.get(place).is_some_and(|bits| has_bit(bits, self.subject.slot));
        condition.is_none_or(is_met)
    }

    /// The tasks of a playbook, where the customer belongs to its audience.
    pub fn playbook(&mut self, playbook: &PlanBook) {
        if !self.meets(playbook.audience) {
            return;
        }
        let condition = |place: Option<usize>| self.care.conditions.get(place?);
        let audience = condition(playbook.audience);
        // Most playbooks have steps for a few of their customers only: what they are counted from is not looked for in vain.
        let is_for = |thread: &&Thread| thread.steps.iter().any(|step| self.meets(step.when));
        let wanted: Vec<&Thread> = playbook.threads.iter().filter(is_for).collect();
        for thread in wanted {
            for start in self.subject.starts(thread, audience, condition(thread.before)) {
                self.thread(playbook, thread, start);
            }
        }
    }

    fn thread(&mut self, playbook: &PlanBook, thread: &Thread, start: Day) {
        let next_touch = match thread.trigger.event {
            // The contact that starts it is no contact behind it.
            TriggerEvent::LastContact => self.touches.len(),
            _ => self.first_touch(start),
        };
        let previous = Previous::Done;
        let begun = Mark {
            day: start,
            next_touch,
            previous,
        };
        let mut passed = None;
        for step in &thread.steps {
            let begins = if step.from_previous { passed } else { Some(begun) };
            self.is_ahead &= step.from_previous;
            passed = match begins.filter(|_| self.meets(step.when)) {
                Some(begins) => self.step(playbook, step, begins).or_else(|| self.ahead(step.place)),
                None => None,
            };
        }
        self.is_ahead = false;
    }

    /// For who asks what would come: the step that is open is done on its ideal day, at the earliest today.
    fn ahead(&mut self, step: usize) -> Option<Mark> {
        let open = self.seen.as_ref()?.last().filter(|seen| seen.step == step)?;
        let day = open.ideal.max(self.as_of());
        self.is_ahead = true;
        Some(Mark {
            day,
            next_touch: self.touches.len(),
            previous: Previous::Ahead,
        })
    }

    /// The place of the first contact on a day or behind it.
    fn first_touch(&self, day: Day) -> usize {
        self.touches.partition_point(|touch| touch.day < day)
    }

    /// A step from where it begins: its task where it is open, else what fulfilled it.
    fn step(&mut self, playbook: &PlanBook, step: &PlanStep, mut begun: Mark) -> Option<Mark> {
        if let Some(every) = step.every {
            return self.period(playbook, step, every, begun);
        }
        loop {
            let days = self.days(step, |span| span.after(begun.day, &self.care.calendar), begun.day)?;
            let passed = self.asked(playbook, step, begun, &days)?;
            // What settled it on the day it began would settle its repetition as well.
            let is_behind = passed.day > begun.day || passed.next_touch > begun.next_touch;
            if !(step.repeat && is_behind) {
                return Some(passed);
            }
            begun = passed;
            if begun.previous == Previous::Done {
                begun.previous = Previous::Contact;
            }
        }
    }

    /// The place of a step in the period that runs, counted from the first start.
    fn period(&mut self, playbook: &PlanBook, step: &PlanStep, every: Span, first: Mark) -> Option<Mark> {
        let calendar = &self.care.calendar;
        let times = every.whole_times(first.day, self.as_of().max(first.day), calendar);
        let day = every.times_and(times, every.none(), first.day, calendar);
        let next_touch = self.first_touch(day).max(first.next_touch);
        let days = self.days(step, |span| every.times_and(times, span, first.day, calendar), day)?;
        let begun = Mark {
            day,
            next_touch,
            previous: Previous::Done,
        };
        self.asked(playbook, step, begun, &days)
    }

    /// The days of a step; nothing where it is none for the customer.
    fn days(&self, step: &PlanStep, after: impl Fn(Span) -> Day, start: Day) -> Option<Days> {
        let of = |distance: &super::plan::PlanDistance| distance.of(self.subject.evaluation, self.subject.slot);
        let latest = after(of(&step.latest)?);
        Some(Days {
            earliest: step.earliest.as_ref().and_then(of).map_or(start, &after),
            ideal: after(of(&step.ideal)?).min(latest),
            latest,
        })
    }

    /// What fulfilled a step that begins here; where nothing did, its task stands open.
    fn asked(&mut self, playbook: &PlanBook, step: &PlanStep, begun: Mark, days: &Days) -> Option<Mark> {
        let key = || step_key(&playbook.id, &step.id, self.subject.customer.id.as_str(), begun.day);
        let outcome = self.outcome(key);
        let contact = self.contact(step, begun, days.earliest, key);
        let settled = outcome.and_then(|outcome| self.settled(outcome, begun));
        let is_said = matches!((contact, settled), (Some(contact), Some(settled)) if settled.day < contact.day);
        let (first, by_contact) = match is_said {
            true => (settled, None),
            false => (contact.or(settled), contact),
        };
        let until = outcome.and_then(|outcome| put_off(outcome, self.as_of()));
        let is_asked = days.latest >= self.care.from && days.latest >= playbook.since;
        let by = match (by_contact, outcome) {
            (Some(contact), _) => {
                SettledBy::Contact(self.touches.get(contact.next_touch - 1).and_then(|it| it.channel))
            }
            (None, Some(outcome)) if outcome.status == Some(TaskStatus::Skipped) => SettledBy::LeftOut,
            (None, _) => SettledBy::Said,
        };
        if let Some(seen) = &mut self.seen {
            seen.push(Seen {
                step: step.place,
                start: begun.day,
                previous: begun.previous,
                ideal: days.ideal,
                latest: days.latest,
                state: match first {
                    Some(mark) => SeenState::Settled(mark.day, by),
                    None if self.is_ahead => SeenState::Ahead,
                    None if is_asked => SeenState::Open,
                    None => SeenState::NotAsked,
                },
            });
        }
        if first.is_none() && is_asked {
            self.tasks.push(Task {
                customer: self.subject.slot,
                source: TaskSource::Step {
                    playbook: u16::try_from(playbook.place).unwrap_or_default(),
                    step: u16::try_from(step.place).unwrap_or_default(),
                    start: begun.day,
                },
                ideal: days.ideal,
                latest: days.latest,
                until,
                previous: begun.previous,
            });
        }
        first
    }

    /// The first contact behind the start that fulfils a step, or names its task.
    fn contact(&self, step: &PlanStep, begun: Mark, earliest: Day, key: impl Fn() -> String) -> Option<Mark> {
        let is_of = |kind| step.channels & channel_bit(kind) != 0;
        let counts = |touch: &TouchFact| {
            let fits = step.channels == 0 || touch.channel.is_some_and(is_of);
            // A call that nobody took may raise a warning, and must not answer it.
            let is_answer = !step.is_warning || touch.answered != Some(false);
            let fulfils = fits && !step.desk && touch.day >= earliest && is_answer;
            (fulfils && (step.is_wish || !self.is_wish(touch)))
                || (touch.names_task && names_task(&self.subject, touch, &key()))
        };
        let from = self.touches.get(begun.next_touch..)?;
        let place = begun.next_touch + from.iter().position(counts)?;
        let day = self.touches.get(place)?.day;
        Some(Mark {
            day,
            next_touch: place + 1,
            previous: Previous::Done,
        })
    }

    /// Whether a contact was made to wish something for a day. Then it is no more than that: a greeting is neither the call nor the visit
    /// that is asked behind it.
    fn is_wish(&self, touch: &TouchFact) -> bool {
        let record = touch.names_task.then(|| self.subject.book.interactions.at(touch.slot));
        record
            .flatten()
            .is_some_and(|record| record.look(|made| made.task.as_deref().is_some_and(|task| self.care.is_wish(task))))
    }

    fn outcome(&self, key: impl Fn() -> String) -> Option<&Held<TaskOutcome>> {
        if self.outcomes.is_empty() {
            return None;
        }
        let key = key();
        self.outcomes.iter().copied().find(|outcome| outcome.id.as_str() == key)
    }

    /// The mark of an outcome that settled a task, on the day of the contact that it came with, else on the day that it says. One that came with
    /// a contact of the day it begins, from before the start, settled an earlier task of the same day; what was done on a day before was
    /// done early.
    fn settled(&self, outcome: &TaskOutcome, begun: Mark) -> Option<Mark> {
        let said = closed_on(outcome, self.as_of())?;
        let came_with = outcome
            .interaction
            .as_deref()
            .and_then(|id| self.subject.book.interactions.slot(id));
        let place = came_with.and_then(|slot| self.touches.iter().position(|touch| touch.slot == slot));
        let was_contact = place.is_some();
        let contact = place.and_then(|place| Some(self.touches.get(place)?.day));
        let day = contact.or(said).unwrap_or(begun.day).max(begun.day);
        let place = place.filter(|place| self.touches.get(*place).is_some_and(|touch| touch.day >= begun.day));
        if place.is_some_and(|place| place < begun.next_touch) {
            return None;
        }
        let next_touch = place.map_or_else(|| self.first_touch(day), |place| place + 1);
        Some(Mark {
            day,
            next_touch: next_touch.max(begun.next_touch),
            previous: match outcome.status {
                Some(TaskStatus::Skipped) => Previous::LeftOut,
                _ if !was_contact => Previous::Said,
                _ => Previous::Done,
            },
        })
    }
}

/// Whether a contact's record names a task.
pub(super) fn names_task(subject: &Subject<'_>, touch: &TouchFact, key: &str) -> bool {
    let record = subject.book.interactions.at(touch.slot);
    record.is_some_and(|record| record.look(|interaction| interaction.task.as_deref() == Some(key)))
}

/// The day on which an outcome closed its task, as seen on a day: nothing where it did not, or not yet. The inner one is nothing where
/// nobody wrote it down.
pub(in crate::domain) fn closed_on(outcome: &TaskOutcome, as_of: Day) -> Option<Option<Day>> {
    let day = outcome.at.as_ref().map(|at| at.day);
    let is_closed = matches!(outcome.status, Some(TaskStatus::Done | TaskStatus::Skipped));
    (is_closed && day.is_none_or(|day| day <= as_of)).then_some(day)
}

/// The day that a task was put off to, as seen on a day.
pub(super) fn put_off(outcome: &TaskOutcome, as_of: Day) -> Option<Day> {
    let is_known = outcome.at.as_ref().is_none_or(|at| at.day <= as_of);
    outcome
        .until
        .filter(|_| is_known && outcome.status == Some(TaskStatus::Snoozed))
}
