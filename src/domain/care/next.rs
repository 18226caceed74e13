//! What follows a step once it is done: proposed when its contact is recorded, and no promise of its own where it was taken as proposed.

use super::plan::{CarePlan, PlanDistance};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::label::Label;

/// The contact that is counted from a step done on a day, and its ideal day; nothing where the step comes again itself, or none follows
/// for the customer. `key` is that of the step's task, `meets` knows who meets the conditions of the plan.
pub(super) fn following(
    care: &CarePlan,
    (evaluation, slot): (&Evaluation, u32),
    key: &str,
    on: Day,
    meets: impl Fn(usize) -> bool,
) -> Option<(Label, Day)> {
    let mut parts = key.split('/');
    let (playbook, step) = (parts.next()?, parts.next()?);
    // What was done early counts from the day on which it begins.
    let on = parts.next_back().and_then(Day::parse).map_or(on, |start| start.max(on));
    let playbook = care.in_use.iter().find(|known| *known.id == *playbook)?;
    let (done, next) = playbook.threads.iter().find_map(|thread| {
        let place = thread.steps.iter().position(|known| *known.id == *step)?;
        Some((thread.steps.get(place)?, thread.steps.get(place + 1)?))
    })?;
    if done.repeat || next.desk || !next.from_previous || !next.when.is_none_or(meets) {
        return None;
    }
    let day = |distance: &PlanDistance| Some(distance.of(evaluation, slot)?.after(on, &care.calendar));
    let day = day(&next.ideal)?.min(day(&next.latest)?);
    let (_, step) = care.step(playbook.place, next.place)?;
    Some((step.label(), day))
}
