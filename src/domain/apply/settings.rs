//! The settings change: the step is called by what of them does.

use serde_json::Value;

use super::{Applied, merged, set_head};
use crate::domain::book::Book;
use crate::domain::command::Edit;
use crate::domain::kind::Settings;
use crate::domain::label::Label;
use crate::domain::marketing::group::GROUPS;
use crate::domain::marketing::needs::NEED_VOCABULARY;
use crate::domain::marketing::points::POINTS_RULES;
use crate::domain::marketing::report::REPORTS;
use crate::domain::marketing::segment::VALUE_SEGMENTS;
use crate::domain::service::{TIME_ZONE, WORK_HOURS};
use crate::domain::text::change as say;

/// What a step is called.
type StepName = fn() -> Label;

/// What people call a part of the settings that stands among the further fields; those of one name change in one step.
const NAMED: &[(&str, StepName)] = &[
    (GROUPS, say::groups_changed),
    (NEED_VOCABULARY, say::needs_changed),
    (POINTS_RULES, say::points_rules_changed),
    (VALUE_SEGMENTS, say::segments_changed),
    (WORK_HOURS, say::hours_changed),
    (TIME_ZONE, say::hours_changed),
];

pub(super) fn set(book: &Book, edit: Edit<Settings>) -> Applied {
    let now = &book.head.settings;
    let settings = merged(|_| say::settings(), &edit, now)?;
    let label = named(now, &settings);
    Ok(set_head(book, label, |head| head.settings = settings))
}

/// The name of the step; where several parts change, that settings do.
fn named(now: &Settings, then: &Settings) -> Label {
    let typed = [
        (now.tasks_from != then.tasks_from, say::tasks_from_changed as StepName),
        (
            (&now.calendar, &now.calendar_years) != (&then.calendar, &then.calendar_years),
            say::calendar_changed,
        ),
        (
            (&now.goals, &now.baselines) != (&then.goals, &then.baselines),
            say::goals_changed,
        ),
        (
            (&now.staff, &now.served_industries) != (&then.staff, &then.served_industries),
            say::staff_changed,
        ),
    ];
    let typed = typed
        .into_iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, name)| name());
    let keys = NAMED.iter().filter(|(key, _)| further(now, key) != further(then, key));
    let mut all: Vec<Label> = typed.chain(keys.map(|(_, name)| name())).collect();
    all.extend(frozen(further(now, REPORTS), further(then, REPORTS)));
    all.dedup();
    match &mut all[..] {
        [one] => std::mem::take(one),
        _ => say::settings_changed(),
    }
}

fn further<'a>(settings: &'a Settings, key: &str) -> Option<&'a Value> {
    settings
        .extra
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, value)| value)
}

/// The report of a day left.
fn frozen(now: Option<&Value>, then: Option<&Value>) -> Option<Label> {
    let (now, then) = (now.and_then(Value::as_array), then.and_then(Value::as_array)?);
    let is_new = |report: &&Value| now.is_none_or(|now| !now.contains(report));
    let day = then.iter().find(is_new)?.get("day")?.as_str()?;
    Some(say::portrait_frozen(day))
}
