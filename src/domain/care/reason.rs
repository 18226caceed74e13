//! Why a task is there, as data and in words; whose it is; how its days were counted.

use std::borrow::Cow;

use super::keydate::coming;
use super::own::written_of;
use super::plan::CarePlan;
use super::playbook::{StepFrom, Trigger, TriggerEvent};
use super::promise::promise_of;
use super::source::{NOBODY, Previous, Task, TaskSource};
use super::span::{Span, SpanUnit, span_said};
use super::start::before_the_end;
use super::ticket::{promised, ticket_name, ticket_why};
use crate::domain::book::Book;
use crate::domain::calendar::Counted;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::fold::is_blank;
use crate::domain::kind::task_outcome::{
    IMPROVEMENT, IMPROVEMENT_OWNER, TaskRepeat, WIN_BACK, WIN_BACK_OWNER, WinBackCause,
};
use crate::domain::kind::{Customer, TaskOutcome};
use crate::domain::label::Label;
use crate::domain::text::{care as say, change};
use crate::domain::world::World;

/// Whose the task is: who serves the customer once it was handed over, else the owner.
pub fn owner_of(customer: &Customer, as_of: Day) -> Option<&str> {
    let is_handed_over = customer.handed_over_on.is_some_and(|day| day <= as_of);
    let service = customer.service_owner.as_deref().filter(|_| is_handed_over);
    service.or(customer.owner.as_deref())
}

/// Whose a task is: of what somebody wrote who sees to it, as a plan or an improvement says, else who wrote it; else who looks after the customer.
pub fn whose<'a>(world: &'a World, task: &Task) -> Option<&'a str> {
    whose_in(&world.book, world.evaluation.as_of, task)
}

/// Who sees to a task: who has a ticket's, for what was promised to it; else whose it is.
pub fn sees_to<'a>(world: &'a World, task: &Task) -> Option<Cow<'a, str>> {
    let handler = match task.source {
        TaskSource::Ticket { ticket, .. } => world.book.tickets.at(ticket)?.look(|ticket| ticket.handler.clone()),
        _ => None,
    };
    let handler = handler
        .filter(|name| !is_blank(name))
        .map(|name| Cow::Owned(name.to_string()));
    handler.or_else(|| whose(world, task).map(Cow::Borrowed))
}

pub(super) fn whose_in<'a>(book: &'a Book, as_of: Day, task: &Task) -> Option<&'a str> {
    let named = |written: &'a TaskOutcome| {
        let further = |key: &&str| written.extra.text(key).filter(|name| !is_blank(name));
        let owner = [WIN_BACK_OWNER, IMPROVEMENT_OWNER].iter().find_map(further);
        owner.or(written.by.as_deref())
    };
    let customer = || book.customers.at(task.customer);
    let written = written_of(book, task).and_then(|written| named(written));
    written.or_else(|| owner_of(customer()?, as_of))
}

/// What is to be done: the step's name, or the words of the promise.
pub fn name_of(book: &Book, care: &CarePlan, task: &Task) -> Label {
    match task.source {
        TaskSource::Step { playbook, step, .. } => {
            let found = care.step(playbook.into(), step.into());
            found.map_or_else(Label::default, |(_, step)| step.label())
        }
        TaskSource::Promise(_) => promise_of(book, task).map_or_else(say::promise, |words| Label::same(&words)),
        TaskSource::Own { .. } => {
            let name = written_of(book, task).and_then(|written| written.name.as_deref());
            Label::same(name.unwrap_or_default())
        }
        TaskSource::Ticket { ticket, measure } => ticket_name(book, ticket, measure).unwrap_or_default(),
        TaskSource::Review { .. } => say::quarterly_review(),
    }
}

/// The instant at which the time of a promise to a ticket is used up; nothing for any other task.
pub fn due_at(world: &World, care: &CarePlan, task: &Task) -> Option<i64> {
    let TaskSource::Ticket { ticket, measure } = task.source else {
        return None;
    };
    let seen = (&world.book, &world.evaluation);
    promised(seen, care, task.customer, (ticket, measure)).map(|(_, due)| due)
}

/// What a command calls tasks: one by its name and its customer's, several by their number.
pub fn called(book: &Book, care: &CarePlan, tasks: &[Task]) -> Label {
    match tasks {
        [task] if task.customer == NOBODY => name_of(book, care, task),
        [task] => {
            let name = book.customers.at(task.customer).map_or("", |customer| &customer.name);
            change::task_of(name_of(book, care, task), name)
        }
        several => change::several_tasks(several.len()),
    }
}

/// The sum of a task's days: counts of working days, the ideal and the latest one, where they are counted so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// To the ideal day.
    pub ideal: Option<Counted>,
    /// To the latest day.
    pub latest: Option<Counted>,
}

/// How the days of a task were counted, where working days were.
pub fn sum_of(world: &World, care: &CarePlan, task: &Task) -> Sum {
    sum_by(&world.evaluation, care, task)
}

/// The same under another evaluation.
pub(super) fn sum_by(evaluation: &Evaluation, care: &CarePlan, task: &Task) -> Sum {
    let TaskSource::Step { start, .. } = task.source else {
        return Sum::default();
    };
    let Some((ideal, latest)) = spans(evaluation, care, task) else {
        return Sum::default();
    };
    let counted = |span: Span| {
        let in_working_days = span.unit == SpanUnit::WorkingDays;
        in_working_days.then(|| care.calendar.working_day_after(start, span.n))
    };
    Sum {
        ideal: counted(ideal).filter(|_| ideal != latest),
        latest: counted(latest),
    }
}

/// The distances of a task's step for its customer: the ideal and the latest one.
fn spans(evaluation: &Evaluation, care: &CarePlan, task: &Task) -> Option<(Span, Span)> {
    let TaskSource::Step { playbook, step, .. } = task.source else {
        return None;
    };
    let (playbook, step) = (usize::from(playbook), usize::from(step));
    let found = care.in_use.iter().find(|known| known.place == playbook)?;
    let mut steps = found.threads.iter().flat_map(|thread| &thread.steps);
    let found = steps.find(|known| known.place == step)?;
    let of = |distance: &super::plan::PlanDistance| distance.of(evaluation, task.customer);
    Some((of(&found.ideal)?, of(&found.latest)?))
}

/// Why a task is there.
pub fn why(world: &World, care: &CarePlan, task: &Task) -> Label {
    why_by((&world.book, &world.evaluation), care, task)
}

/// The same under another evaluation.
pub(super) fn why_by((book, evaluation): (&Book, &Evaluation), care: &CarePlan, task: &Task) -> Label {
    let (playbook, step, start) = match task.source {
        TaskSource::Step { playbook, step, start } => (playbook, step, start),
        TaskSource::Promise(slot) => {
            let made = book.interactions.at(slot).map(|record| record.look(|made| made.at.day));
            return made.map_or_else(Label::default, say::promised);
        }
        TaskSource::Own { .. } => return written_of(book, task).map_or_else(Label::default, |it| written(it)),
        TaskSource::Ticket { ticket, measure } => {
            let why = ticket_why((book, evaluation), care, task.customer, (ticket, measure));
            return why.unwrap_or_default();
        }
        TaskSource::Review { start } => return say::review_due(start),
    };
    let Some((playbook, step)) = care.step(playbook.into(), step.into()) else {
        return Label::default();
    };
    let trigger = step.trigger.as_ref().unwrap_or(&playbook.trigger);
    let event = trigger.event;
    let customer = book.customers.at(task.customer);
    let from = match event {
        _ if step.every.is_some() => say::period(start),
        // What comes again is counted from the time before it.
        _ if task.previous == Previous::Contact => say::last_contact(start),
        _ if step.from == Some(StepFrom::Previous) => match task.previous {
            Previous::Done | Previous::Contact | Previous::Said => say::previous(start),
            Previous::LeftOut => say::previous_left_out(start),
            Previous::Ahead => say::previous_ahead(start),
        },
        _ if task.previous == Previous::LeftOut => say::left_out(start),
        _ if task.previous == Previous::Said && step.desk == Some(true) => say::done_last(start),
        _ if task.previous == Previous::Said => say::only_said(start),
        TriggerEvent::KeyDate => customer.map_or_else(
            || say::key_date(start),
            |customer| key_date(care, trigger, customer, start),
        ),
        TriggerEvent::ContractEnds => say::contract_ends(start.plus_days(before_the_end(trigger))),
        _ => started(event, start),
    };
    match spans(evaluation, care, task) {
        Some((_, latest)) if latest.n == 0 => say::on_the_day(from),
        Some((ideal, latest)) if ideal == latest || ideal.n == 0 => say::within(from, span_said(latest)),
        Some((ideal, latest)) => say::between(from, span_said(ideal), span_said(latest)),
        None => from,
    }
}

/// What somebody wrote of a task: when in the day, how often, the remark; by whom where nothing else is said.
fn written(it: &TaskOutcome) -> Label {
    let clock = it.due.as_ref().and_then(|due| due.clock()).map(Label::same);
    let repeat = it.repeat.map(TaskRepeat::label);
    let note = it.note.as_deref().map(Label::same);
    let cause = it.extra.text(WIN_BACK).and_then(WinBackCause::from_word);
    let win_back = cause.map(|cause| say::win_back(cause.label()));
    let improved = it
        .extra
        .text(IMPROVEMENT)
        .map(str::trim)
        .filter(|cause| !cause.is_empty());
    let improvement = improved.map(|cause| say::improvement(Label::same(cause)));
    let parts = [win_back, improvement, clock, repeat, note].into_iter().flatten();
    parts.reduce(say::and).unwrap_or_else(|| match it.by.as_deref() {
        Some(by) => say::written_by(by),
        None => say::written(),
    })
}

fn started(event: TriggerEvent, day: Day) -> Label {
    match event {
        TriggerEvent::Created => say::created(day),
        TriggerEvent::FirstPayment => say::first_payment(day),
        TriggerEvent::Signed => say::signed(day),
        TriggerEvent::LastContact => say::last_contact(day),
        TriggerEvent::OrderUnpaid => say::order_unpaid(day),
        TriggerEvent::ComplaintResolved => say::complaint_resolved(day),
        TriggerEvent::KeyDate => say::key_date(day),
        TriggerEvent::Enters | TriggerEvent::ContractEnds => say::enters(day),
    }
}

/// What comes on a day, all of it.
fn key_date(care: &CarePlan, trigger: &Trigger, customer: &Customer, day: Day) -> Label {
    let mut said: Vec<Label> = Vec::new();
    for coming in coming(trigger, customer, &care.holidays, day, day) {
        if !said.contains(&coming.said) {
            said.push(coming.said);
        }
    }
    said.into_iter().reduce(say::and).unwrap_or_else(|| say::key_date(day))
}

/// Whose step a task is: the playbook's name and the step's; nothing where it is no playbook's.
pub fn step_said(care: &CarePlan, task: &Task) -> Option<Label> {
    let TaskSource::Step { playbook, step, .. } = task.source else {
        return None;
    };
    let (playbook, step) = care.step(playbook.into(), step.into())?;
    Some(say::step_of(playbook.label(), step.label()))
}

/// Where a playbook or a step is from: a source that ships, by its section, or what somebody wrote.
pub fn source_said(source: &str) -> Label {
    let (from, section) = source.split_once(' ').unwrap_or((source, ""));
    let title = match from {
        "S1" => say::source_1(),
        "S2" => say::source_2(),
        "S3" => say::source_3(),
        "S4" => say::source_4(),
        _ => return say::source(Label::same(source)),
    };
    match section.parse::<u8>() {
        Ok(section) => say::source_section(title, section),
        Err(_) if section.is_empty() => say::source(title),
        Err(_) => say::source(Label::same(source)),
    }
}
