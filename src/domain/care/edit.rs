//! Edits of the playbooks of a rulebook as pure functions. The rulebook holds what differs from those that ship: an entry that is made equal to
//! its shipped one again goes, and what of the book's own cannot be read stays as it came.

use serde_json::{Value, json};

use super::limits;
use super::playbook::{Playbook, Step, Trigger, TriggerEvent};
use super::shipped::{KEY, playbooks, shipped};
use super::span::{Distance, Span, SpanUnit};
use crate::domain::day::Day;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;

/// Whether a playbook ships: it can be put back to what it was, but not removed.
pub fn is_shipped(id: &str) -> bool {
    shipped(id).is_some()
}

/// Whether the rulebook says something of a playbook, be it one of its own or one that ships.
pub fn is_said(rules: &Rulebook, id: &str) -> bool {
    own(rules).iter().any(|value| has_id(value, id))
}

/// Changes a playbook; one that is not there stays so.
pub fn with_playbook(rules: &mut Rulebook, id: &str, change: impl FnOnce(&mut Playbook)) {
    let (all, _) = playbooks(rules);
    if let Some(mut playbook) = all.into_iter().find(|known| *known.id == *id) {
        change(&mut playbook);
        put(rules, id, Some(&playbook));
    }
}

/// Takes away what the rulebook says of a playbook: its own goes, one that ships is as it was shipped.
pub fn unsay_playbook(rules: &mut Rulebook, id: &str) {
    put(rules, id, None);
}

/// Switches a playbook on or off. What fell due before the day on which it is switched on is not asked; one that is in force already goes on as
/// it was.
pub fn switch_playbook(rules: &mut Rulebook, in_force: &Rulebook, id: &str, is_on: bool, today: Day) {
    let (before, _) = playbooks(in_force);
    let before = before
        .into_iter()
        .find(|known| *known.id == *id && known.is_on() == is_on);
    with_playbook(rules, id, |playbook| {
        (playbook.retired, playbook.since) = match before {
            Some(before) => (before.retired, before.since),
            None if is_on => (None, Some(today)),
            None => (Some(true), playbook.since),
        };
    });
}

/// Copies a playbook under another name, and says the copy's id. It is switched off: nobody is to be asked twice.
pub fn copy_playbook(rules: &mut Rulebook, id: &str, name: &str) -> Option<Text> {
    let (all, _) = playbooks(rules);
    let copied = all.iter().find(|known| *known.id == *id)?;
    let copy = Playbook {
        id: free("own", all.iter().map(|known| &known.id)),
        name: name.into(),
        name_en: None,
        since: None,
        retired: Some(true),
        ..copied.clone()
    };
    put(rules, &copy.id, Some(&copy));
    Some(copy.id)
}

/// A new playbook with one step, switched off until somebody has said whom it is for.
pub fn add_playbook(rules: &mut Rulebook, name: &str, step: &str) -> Text {
    let (all, _) = playbooks(rules);
    let id = free("own", all.iter().map(|known| &known.id));
    let mut new = Playbook {
        id: id.clone(),
        name: name.into(),
        name_en: None,
        audience: None,
        trigger: Trigger {
            event: TriggerEvent::Created,
            dates: Vec::new(),
            milestones: Vec::new(),
            lead_days: None,
            before: None,
            extra: Default::default(),
        },
        steps: Vec::new(),
        source: None,
        since: None,
        retired: Some(true),
        extra: Default::default(),
    };
    add_step(&mut new, step);
    put(rules, &id, Some(&new));
    id
}

/// Adds a step behind the others, within three working days, and says its id.
pub fn add_step(playbook: &mut Playbook, name: &str) -> Text {
    let id = free("step", playbook.steps.iter().map(|step| &step.id));
    playbook.steps.push(Step {
        id: id.clone(),
        name: name.into(),
        name_en: None,
        kind: None,
        when: None,
        trigger: None,
        from: None,
        earliest: None,
        ideal: None,
        latest: Distance::Fixed(Span::new(3, SpanUnit::WorkingDays)),
        channels: Vec::new(),
        desk: None,
        script: None,
        script_en: None,
        hand_over: None,
        hand_over_en: None,
        record: None,
        record_en: None,
        repeat: None,
        every: None,
        source: None,
        retired: None,
        extra: Default::default(),
    });
    id
}

/// Changes a step.
pub fn with_step(playbook: &mut Playbook, id: &str, change: impl FnOnce(&mut Step)) {
    if let Some(step) = playbook.steps.iter_mut().find(|step| *step.id == *id) {
        change(step);
    }
}

/// Moves a step by places; up is negative.
pub fn move_step(playbook: &mut Playbook, id: &str, by: i32) {
    let Some(from) = playbook.steps.iter().position(|step| *step.id == *id) else {
        return;
    };
    let last = playbook.steps.len() - 1;
    let to = from.saturating_add_signed(by as isize).min(last);
    let step = playbook.steps.remove(from);
    playbook.steps.insert(to, step);
}

/// Whether two rulebooks differ in more than their playbooks and how much is asked.
pub fn changes_more(before: &Rulebook, after: &Rulebook) -> bool {
    let others = |rules: &Rulebook| {
        let mut rules = rules.clone();
        rules.rest.remove(KEY);
        rules.rest.remove(limits::KEY);
        rules
    };
    !others(before).same_rules(&others(after))
}

fn own(rules: &Rulebook) -> &[Value] {
    rules.rest.get(KEY).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn has_id(value: &Value, id: &str) -> bool {
    value.get("id").and_then(Value::as_str) == Some(id)
}

/// Says something else of a playbook, or nothing.
fn put(rules: &mut Rulebook, id: &str, playbook: Option<&Playbook>) {
    let mut own = own(rules).to_vec();
    let value = playbook
        .filter(|playbook| shipped(id) != Some(*playbook))
        .map(|it| json!(it));
    match (own.iter().position(|known| has_id(known, id)), value) {
        (Some(place), Some(value)) => own[place] = value,
        (Some(place), None) => drop(own.remove(place)),
        (None, Some(value)) => own.push(value),
        (None, None) => {}
    }
    if own.is_empty() {
        rules.rest.remove(KEY);
    } else {
        rules.rest.insert(KEY.into(), Value::Array(own));
    }
}

/// The first id of this stem that is not taken.
fn free<'a>(stem: &str, taken: impl Iterator<Item = &'a Text> + Clone) -> Text {
    let mut ids = (1..).map(|n| format!("{stem}_{n}"));
    let id = ids.find(|id| !taken.clone().any(|known| **known == **id));
    id.unwrap_or_default().as_str().into()
}
