//! What a warning rests on: the condition of its playbook, and the figures that this looks at, itself and through signals.

use super::plan::CarePlan;
use super::playbook::{TaskKind, TriggerEvent};
use super::source::{Task, TaskSource};
use crate::domain::metric::{METRICS, MetricInfo};
use crate::domain::rule::{Condition, Rulebook};
use crate::domain::world::World;

/// The condition of the playbook of a task, where it begins when somebody comes to meet that or the task is a warning.
pub fn warned_by<'a>(care: &'a CarePlan, task: &Task) -> Option<&'a Condition> {
    let TaskSource::Step { playbook, step, .. } = task.source else {
        return None;
    };
    let (playbook, step) = care.step(playbook.into(), step.into())?;
    let event = step.trigger.as_ref().unwrap_or(&playbook.trigger).event;
    let is_warning = event == TriggerEvent::Enters || step.kind() == TaskKind::Warning;
    playbook.audience.as_ref().filter(|_| is_warning)
}

/// The metrics that the playbook of a task looks at, where it begins when somebody comes to meet its condition or the task is a warning, in
/// its order and each once; with the customer's figures, nothing where one is unknown.
pub fn figures_of(world: &World, care: &CarePlan, task: &Task) -> Vec<(&'static MetricInfo, Option<f64>)> {
    let mut places = Vec::new();
    if let Some(audience) = warned_by(care, task) {
        looked_at(audience, &world.evaluation.plan.rulebook, true, &mut places);
    }
    let figure = |place: usize| Some((METRICS.get(place)?, world.evaluation.column(task.customer, place)));
    places.into_iter().filter_map(figure).collect()
}

/// Adds the columns of the metrics that a condition names; those of the signals that it names as well, which name none themselves.
fn looked_at(condition: &Condition, rules: &Rulebook, takes_signals: bool, places: &mut Vec<usize>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts
                .iter()
                .for_each(|part| looked_at(part, rules, takes_signals, places));
        }
        Condition::Not(part) => looked_at(part, rules, takes_signals, places),
        Condition::Leaf(leaf) => {
            if let Some(place) = METRICS.iter().position(|metric| *metric.id == *leaf.fact) {
                if !places.contains(&place) {
                    places.push(place);
                }
            } else if let Some(signal) = rules.signals.iter().find(|it| takes_signals && *it.id == *leaf.fact) {
                looked_at(&signal.when, rules, false, places);
            }
        }
    }
}
