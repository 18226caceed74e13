//! What was promised: the next step of an interaction, with its day. It is kept by an outcome, or by an interaction that names it; no
//! other contact makes it forgotten. One that was taken as the playbook proposed it is asked for by the playbook alone.

use super::next::following;
use super::plan::CarePlan;
use super::source::{Previous, Task, TaskSource};
use super::start::Subject;
use super::walk::{closed_on, names_task, put_off};
use crate::domain::book::Book;
use crate::domain::columns::{Bits, has_bit};
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::{Interaction, TaskOutcome};
use crate::domain::ledger::TouchFact;

/// The words of a promise; nothing for tasks of other kinds, or where no words were written.
pub fn promise_of(book: &Book, task: &Task) -> Option<String> {
    let TaskSource::Promise(slot) = task.source else {
        return None;
    };
    let words = book
        .interactions
        .at(slot)?
        .look(|interaction| interaction.next_step.clone());
    words.map(String::from).filter(|words| !words.trim().is_empty())
}

/// Adds what was promised to a customer and not kept.
pub(super) fn promises(
    care: &CarePlan,
    subject: &Subject<'_>,
    met: &[Bits],
    touches: &[TouchFact],
    outcomes: &[&Held<TaskOutcome>],
    tasks: &mut Vec<Task>,
) {
    let (book, as_of) = (subject.book, subject.evaluation.as_of);
    for (place, touch) in touches.iter().enumerate().filter(|(_, touch)| touch.promises) {
        let due = book
            .interactions
            .at(touch.slot)
            .and_then(|record| record.look(|made| made.next_due));
        let Some(due) = due.filter(|due| *due >= care.from) else {
            continue;
        };
        let mut task = Task {
            customer: subject.slot,
            source: TaskSource::Promise(touch.slot),
            ideal: due,
            latest: due,
            until: None,
            previous: Previous::Done,
        };
        let key = task.key(book, care);
        let outcome = outcomes.iter().find(|outcome| outcome.id.as_str() == key);
        let mut later = touches.iter().skip(place + 1);
        let is_named = later.any(|touch| touch.names_task && names_task(subject, touch, &key));
        if is_named || outcome.is_some_and(|outcome| closed_on(outcome, as_of).is_some()) {
            continue;
        }
        if outcomes
            .iter()
            .any(|done| is_asked_anyway(care, subject, met, touch, done))
        {
            continue;
        }
        task.until = outcome.and_then(|outcome| put_off(outcome, as_of));
        tasks.push(task);
    }
}

/// Whether a promise says no more than what the playbook asks behind the step that the same contact did: its words and its day.
fn is_asked_anyway(
    care: &CarePlan,
    subject: &Subject<'_>,
    met: &[Bits],
    touch: &TouchFact,
    done: &TaskOutcome,
) -> bool {
    let Subject {
        book, evaluation, slot, ..
    } = *subject;
    let came_with = done.interaction.as_deref().and_then(|id| book.interactions.slot(id));
    if came_with != Some(touch.slot) {
        return false;
    }
    let meets = |place: usize| met.get(place).is_some_and(|bits| has_bit(bits, slot));
    let is_proposed = |on: Day| {
        let Some((name, day)) = following(care, (evaluation, slot), done.id.as_str(), on, meets) else {
            return false;
        };
        let is_it = |made: &Interaction| {
            let words = made.next_step.as_deref().map(str::trim);
            made.next_due == Some(day) && (words == Some(&*name.zh) || words == Some(&*name.en))
        };
        book.interactions
            .at(touch.slot)
            .is_some_and(|record| record.look(is_it))
    };
    // It was proposed from the day of the contact, by earlier versions from the day on which that was written down.
    let written = done.at.as_ref().map(|at| at.day);
    is_proposed(touch.day) || written.is_some_and(|written| written != touch.day && is_proposed(written))
}
