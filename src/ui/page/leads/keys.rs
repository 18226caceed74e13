//! What conditions ask of a lead itself, and the figures that its list is ordered by.

use crate::domain::day::Day;
use crate::domain::lead::{Lead, LeadNext};
use crate::domain::metric::Unit;
use crate::domain::world::World;
use crate::ui::list::{Figures, FilterKind, OwnKey, OwnValue};
use crate::ui::text::T;

/// The figures that heads order the list by.
pub const FIGURES: Figures<Lead> = (&["intent", "age", "last"], |lead, key| {
    let day = |day: Option<Day>| day.map(|day| f64::from(day.0));
    match key {
        "intent" => Some(f64::from(lead.column as u8)),
        // The older it is the smaller its day.
        "age" => day(lead.created).map(|day| -day),
        _ => day(lead.last_contact),
    }
});

/// What conditions ask of a lead itself.
pub const KEYS: &[OwnKey] = &[
    days("row.age", T::leads_key_age),
    days("row.silent", T::leads_key_silent),
    days("row.late", T::leads_key_late),
    choice("row.next", T::leads_col_next),
    choice(IDLE, T::leads_key_idle),
];

/// The key of why a lead is not asked for.
pub const IDLE: &str = "row.idle";

const fn choice(key: &'static str, label: fn(T) -> &'static str) -> OwnKey {
    let kind = FilterKind::Choice;
    OwnKey { key, label, kind }
}

const fn days(key: &'static str, label: fn(T) -> &'static str) -> OwnKey {
    let kind = FilterKind::Number(Unit::Days);
    OwnKey { key, label, kind }
}

/// What a lead says to one of these.
pub fn own(world: &World, lead: &Lead, key: &str) -> OwnValue {
    let as_of = world.evaluation.as_of;
    let days = |days: Option<i32>| OwnValue::Figure(days.map(f64::from));
    let next = lead.next.as_ref();
    match key {
        "row.age" => days(lead.age(as_of)),
        "row.silent" => days(lead.last_contact.map(|day| as_of.days_since(day))),
        "row.late" => days(
            next.map(|(_, task)| as_of.days_since(task.last()))
                .filter(|late| *late > 0),
        ),
        IDLE => OwnValue::Word(lead.idle.as_ref().map(|idle| idle.word().into())),
        _ => OwnValue::Word(next.map(|(next, _)| next.word().into())),
    }
}

/// What a word that a lead says is called: what is to be done next, or why nothing is; none where it says nothing.
pub fn word_name(value: &str, t: T) -> &str {
    if value.is_empty() {
        return t.none();
    }
    let next = LeadNext::from_word(value).map(|next| next_name(next, t));
    next.or_else(|| idle_name(value, t)).unwrap_or(value)
}

/// What is to be done next, without its day.
fn next_name(next: LeadNext, t: T) -> &'static str {
    match next {
        LeadNext::First => t.leads_next_first(),
        LeadNext::FollowUp => t.leads_next_follow_up(),
        LeadNext::Promise => t.leads_next_promise(),
        LeadNext::Own => t.leads_next_own(),
    }
}

/// Why a lead is not asked for, by the word of addresses, without its day.
fn idle_name(word: &str, t: T) -> Option<&'static str> {
    Some(match word {
        "no_contact" => t.leads_idle_no_contact(),
        "only_said" => t.leads_idle_only_said(),
        "left_out" => t.leads_idle_left_out(),
        "no_start" => t.leads_idle_no_start(),
        "off" => t.leads_idle_off(),
        "early" => t.leads_idle_early(),
        "before_on" => t.leads_idle_before_on(),
        "not_meant" => t.leads_idle_not_meant(),
        _ => return None,
    })
}
