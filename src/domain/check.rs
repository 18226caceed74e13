//! What a record's values must satisfy beyond their types, and what merely looks wrong. The rows of `domain::field` say it of
//! one field alone; what holds between fields stands here.
//!
//! An error breaks the contract of the book (`book.md`: a share is 0–1, familiarity 1–5): a form does not save it, an import
//! leaves the record out. A warning is kept: people have wrong codes and crossed dates in their sheets, and losing the
//! customer with all its orders over that would be worse.

use crate::domain::day::{Day, Moment};
use crate::domain::field::{Findings, HasFields, is_plausible};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::*;
use crate::domain::label::Label;
use crate::domain::rule::plan::Plan;
use crate::domain::text::{self, check as say};

pub use crate::domain::field::{FieldProblem, Level, MAX_TEXT_CHARS};

/// A record that can be checked. A record without problems costs no allocation, since a book has a million of them.
pub trait Check {
    /// What is wrong with the record, in the order of its fields.
    fn problems(&self) -> Vec<FieldProblem>;

    /// The customer the record belongs to, where its kind has one.
    fn customer(&self) -> Option<&CustomerId> {
        None
    }
}

/// The customer that a record of a book belongs to, where its kind has one.
pub fn owner_of<R: Check>(record: &Held<R>) -> Option<&str> {
    let packed = record.packed_owner();
    packed.or_else(|| record.customer().map(CustomerId::as_str))
}

/// What the rows of the registry find, one field at a time.
fn by_rows<R: HasFields>(record: &R) -> Findings {
    let mut found = Findings::default();
    found.rows(record);
    found
}

/// A day that lies before another one which it should follow.
fn days_in_order(found: &mut Findings, first: Option<Day>, field: &str, later: Option<Day>, problem: Label) {
    if let (Some(first), Some(later)) = (first, later)
        && later < first
    {
        found.add(Level::Warning, field, problem);
    }
}

impl Check for Customer {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = by_rows(self);
        if let (Some(min), Some(max)) = (self.budget_min, self.budget_max)
            && min > max
        {
            found.add(Level::Warning, "budget_max", say::budget_crossed());
        }
        if let Some(contract) = &self.contract {
            let (signed, ends) = (contract.signed_on, contract.ends_on);
            days_in_order(&mut found, signed, "contract.ends_on", ends, say::contract_crossed());
        }
        for (i, given) in self.overrides.iter().enumerate() {
            check_override(given, &mut found, i);
        }
        for (i, id) in self.not_same_as.iter().enumerate() {
            found.text(Some(id), || format!("not_same_as[{i}]"));
        }
        for (i, id) in self.merged_ids.iter().enumerate() {
            found.text(Some(id), || format!("merged_ids[{i}]"));
        }
        found.0
    }
}

fn check_override(given: &ClassOverride, found: &mut Findings, i: usize) {
    let texts = [
        ("dimension", Some(&*given.dimension)),
        ("class", Some(&*given.class)),
        ("reason", given.reason.as_deref()),
        ("by", given.by.as_deref()),
    ];
    for (field, text) in texts {
        found.text(text, || format!("overrides[{i}].{field}"));
    }
    for (field, day) in [("set_on", Some(given.set_on)), ("until", given.until)] {
        if let Some(day) = day.filter(|day| !is_plausible(*day)) {
            found.asked_day(format!("overrides[{i}].{field}"), day);
        }
    }
    if given.until.is_some_and(|until| until < given.set_on) {
        let problem = text::ends_before_it_begins();
        found.add(Level::Warning, format!("overrides[{i}].until"), problem);
    }
}

/// Kinds whose fields are checked one at a time only; those with a customer say so.
macro_rules! checked_by_rows {
    ($($ty:ident $(of $customer:ident)?),*) => {$(
        impl Check for $ty {
            fn problems(&self) -> Vec<FieldProblem> {
                by_rows(self).0
            }

            $(fn customer(&self) -> Option<&CustomerId> {
                Some(&self.$customer)
            })?
        }
    )*};
}

checked_by_rows!(Order of customer, Interaction of customer, PointsEntry of customer, TaskOutcome, Review of customer, AuditEntry, Staff, Settings);

impl Check for Ticket {
    fn customer(&self) -> Option<&CustomerId> {
        Some(&self.customer)
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = by_rows(self);
        let later = [
            ("first_response_at", &self.first_response_at),
            ("resolved_at", &self.resolved_at),
            ("revisited_at", &self.revisited_at),
        ];
        for (field, moment) in later {
            if moment.as_ref().is_some_and(|moment| is_before(moment, &self.opened_at)) {
                found.add(Level::Warning, field, say::before_opened());
            }
        }
        // An import of years of tickets may lack their solutions; a form asks.
        if self.resolved_at.is_none() && self.revisited_at.is_some() {
            found.add(Level::Warning, "revisited_at", say::revisited_unsolved());
        }
        if let (Some(resolved), Some(revisited)) = (&self.resolved_at, &self.revisited_at)
            && is_before(revisited, resolved)
            && !is_before(revisited, &self.opened_at)
        {
            found.add(Level::Warning, "revisited_at", say::revisited_early());
        }
        found.0
    }
}

/// Whether one moment is surely before the other: by the clock where both have one, else by the day.
fn is_before(one: &Moment, other: &Moment) -> bool {
    // Time zones move a moment by a day at most; reading clocks is slow and rarely decides.
    if one.day.days_since(other.day).abs() > 2 {
        return one.day < other.day;
    }
    match (one.unix_ms(), other.unix_ms()) {
        (Some(one), Some(other)) => one < other,
        _ => one.day < other.day,
    }
}

impl Check for Campaign {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = by_rows(self);
        let crossed = say::campaign_crossed();
        days_in_order(&mut found, self.starts_on, "ends_on", self.ends_on, crossed);
        found.0
    }
}

impl Check for RuleVersion {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = by_rows(self);
        if let Some(issue) = Plan::compile(&self.rulebook.0)
            .err()
            .and_then(|issues| issues.into_iter().next())
        {
            found.add(Level::Warning, "rulebook", say::version_wrong(issue.label()));
        }
        found.0
    }
}

#[cfg(test)]
mod tests;
