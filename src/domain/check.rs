//! What a record's values must satisfy beyond their types, and what merely looks wrong.
//!
//! An error breaks the contract of the book (`book.md`: a share is 0–1, familiarity 1–5): a form does not save it, an import
//! leaves the record out. A warning is kept: people have wrong codes and crossed dates in their sheets, and losing the
//! customer with all its orders over that would be worse.

use crate::domain::day::{Day, Moment};
use crate::domain::decimal::Decimal;
use crate::domain::id::CustomerId;
use crate::domain::kind::*;
use crate::domain::label::Label;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::text::{self, check as say};
use crate::domain::uscc;

/// The most characters a text field may have.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// More employees than any company has: a phone number or a revenue slipped into the column.
const MOST_EMPLOYEES: u32 = 10_000_000;

/// Shares come rounded from sheets; their sum may pass 1 by this much.
const SHARE_TOLERANCE: f64 = 0.0005;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Kept, to be looked at.
    Warning,
    /// Not taken.
    Error,
}

/// A problem of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field as a path in the record (`contacts[0].familiarity`).
    pub field: String,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, in words.
    pub problem: Label,
}

/// A record that can be checked. A record without problems costs no allocation, since a book has a million of them.
pub trait Check {
    /// What is wrong with the record, in the order of its fields.
    fn problems(&self) -> Vec<FieldProblem>;

    /// The customer the record belongs to, where its kind has one.
    fn customer(&self) -> Option<&CustomerId> {
        None
    }
}

/// Collects problems.
#[derive(Default)]
struct Findings(Vec<FieldProblem>);

impl Findings {
    fn add(&mut self, level: Level, field: impl Into<String>, problem: Label) {
        let field = field.into();
        self.0.push(FieldProblem { field, level, problem });
    }

    /// Texts of a record, each under its name.
    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = (&'static str, &'a Option<Text>)>) {
        for (field, text) in texts {
            self.length(text.as_deref().unwrap_or_default(), || field.to_owned());
        }
    }

    fn list(&mut self, field: &str, texts: &[Text]) {
        for (i, text) in texts.iter().enumerate() {
            self.length(text, || format!("{field}[{i}]"));
        }
    }

    fn length(&mut self, text: &str, field: impl FnOnce() -> String) {
        // Bytes first: a text of few bytes cannot have many characters, and counting is slow.
        if text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some() {
            self.add(Level::Error, field(), say::text_too_long());
        }
    }

    fn named(&mut self, field: &str, name: &str) {
        self.length(name, || field.to_owned());
        if name.trim().is_empty() {
            self.add(Level::Error, field, say::name_blank());
        }
    }

    fn one_to_five(&mut self, value: Option<u8>, field: impl FnOnce() -> String) {
        if value.is_some_and(|value| !(1..=5).contains(&value)) {
            self.add(Level::Error, field(), say::one_to_five());
        }
    }

    fn finite(&mut self, value: Option<&Decimal>, field: impl FnOnce() -> String) {
        if value.is_some_and(|value| !value.value().is_finite()) {
            self.add(Level::Error, field(), text::too_large());
        }
    }

    fn not_negative(&mut self, field: &str, value: Option<Fen>) {
        if value.is_some_and(|value| value.0 < 0) {
            self.add(Level::Warning, field, say::amount_negative());
        }
    }

    fn days_in_order(&mut self, first: Option<Day>, field: &str, later: Option<Day>, problem: Label) {
        if let (Some(first), Some(later)) = (first, later)
            && later < first
        {
            self.add(Level::Warning, field, problem);
        }
    }
}

impl Check for Customer {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.named("name", &self.name);
        if let Some(problem) = self
            .uscc
            .as_deref()
            .filter(|code| !code.trim().is_empty())
            .and_then(uscc::problem)
        {
            found.add(Level::Warning, "uscc", problem.label());
        }
        if self.employees.is_some_and(|n| n > MOST_EMPLOYEES) {
            found.add(Level::Warning, "employees", say::many_employees());
        }
        found.not_negative("annual_revenue", self.annual_revenue);
        found.not_negative("declared_annual_purchase", self.declared_annual_purchase);
        if let (Some(min), Some(max)) = (self.budget_min, self.budget_max)
            && min > max
        {
            found.add(Level::Warning, "budget_max", say::budget_crossed());
        }
        self.check_parts(&mut found);
        self.check_texts(&mut found);
        found.0
    }
}

impl Customer {
    fn check_parts(&self, found: &mut Findings) {
        if let Some(contract) = &self.contract {
            let (signed, ends) = (contract.signed_on, contract.ends_on);
            found.days_in_order(signed, "contract.ends_on", ends, say::contract_crossed());
            found.not_negative("contract.amount", contract.amount);
            found.texts([("contract.service_terms", &contract.service_terms)]);
        }
        check_shares(&self.products, found);
        for (i, contact) in self.contacts.iter().enumerate() {
            found.one_to_five(contact.familiarity, || format!("contacts[{i}].familiarity"));
            check_contact_texts(i, contact, found);
        }
        if let Some(preferences) = &self.preferences {
            found.list("preferences.channels", &preferences.channels);
            found.list("preferences.avoid", &preferences.avoid);
            found.texts([("preferences.note", &preferences.note)]);
        }
    }

    fn check_texts(&self, found: &mut Findings) {
        found.texts([
            ("uscc", &self.uscc),
            ("industry", &self.industry),
            ("region", &self.region),
            ("source", &self.source),
            ("source_note", &self.source_note),
            ("owner", &self.owner),
            ("service_owner", &self.service_owner),
            ("needs", &self.needs),
            ("pain_points", &self.pain_points),
            ("decision_process", &self.decision_process),
            ("stage_override", &self.stage_override),
            ("referred_by", &self.referred_by),
            ("notes", &self.notes),
        ]);
        found.list("tags", &self.tags);
        found.list("need_tags", &self.need_tags);
        for (i, given) in self.overrides.iter().enumerate() {
            found.length(&given.dimension, || format!("overrides[{i}].dimension"));
            found.length(&given.class, || format!("overrides[{i}].class"));
            if let Some(reason) = &given.reason {
                found.length(reason, || format!("overrides[{i}].reason"));
            }
            if given.until.is_some_and(|until| until < given.set_on) {
                let problem = text::ends_before_it_begins();
                found.add(Level::Warning, format!("overrides[{i}].until"), problem);
            }
        }
    }
}

fn check_shares(products: &[ProductShare], found: &mut Findings) {
    let mut sum = 0.0;
    for (i, product) in products.iter().enumerate() {
        found.length(&product.name, || format!("products[{i}].name"));
        let Some(share) = product.value() else { continue };
        // A number too large for a binary one reads as NaN, which no range contains.
        if (0.0..=1.0).contains(&share) {
            sum += share;
        } else {
            found.add(Level::Error, format!("products[{i}].share"), say::share_outside());
        }
    }
    if sum > 1.0 + SHARE_TOLERANCE {
        let percent = (sum * 1000.0).round() / 10.0;
        found.add(Level::Error, "products", text::shares_above_whole(percent));
    }
}

fn check_contact_texts(i: usize, contact: &Contact, found: &mut Findings) {
    let texts = [
        ("name", &contact.name),
        ("title", &contact.title),
        ("phone", &contact.phone),
        ("email", &contact.email),
        ("wechat", &contact.wechat),
        ("preferred_channel", &contact.preferred_channel),
        ("note", &contact.note),
    ];
    for (field, text) in texts {
        found.length(text.as_deref().unwrap_or_default(), || format!("contacts[{i}].{field}"));
    }
}

impl Check for Order {
    fn customer(&self) -> Option<&CustomerId> {
        Some(&self.customer)
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        for (i, item) in self.items.iter().enumerate() {
            found.finite(item.quantity.as_ref(), || format!("items[{i}].quantity"));
            found.length(item.product.as_deref().unwrap_or_default(), || {
                format!("items[{i}].product")
            });
        }
        found.texts([("campaign", &self.campaign), ("note", &self.note)]);
        found.0
    }
}

impl Check for Interaction {
    fn customer(&self) -> Option<&CustomerId> {
        Some(&self.customer)
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.texts([
            ("by", &self.by),
            ("contact", &self.contact),
            ("content", &self.content),
            ("feedback", &self.feedback),
            ("next_step", &self.next_step),
            ("campaign", &self.campaign),
            ("task", &self.task),
        ]);
        found.0
    }
}

impl Check for Ticket {
    fn customer(&self) -> Option<&CustomerId> {
        Some(&self.customer)
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
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
        if let (Some(resolved), Some(revisited)) = (&self.resolved_at, &self.revisited_at)
            && is_before(revisited, resolved)
            && !is_before(revisited, &self.opened_at)
        {
            found.add(Level::Warning, "revisited_at", say::revisited_early());
        }
        found.one_to_five(self.satisfaction, || "satisfaction".into());
        found.texts([
            ("handler", &self.handler),
            ("subject", &self.subject),
            ("progress", &self.progress),
            ("resolution", &self.resolution),
            ("cause", &self.cause),
            ("product", &self.product),
            ("escalated_to", &self.escalated_to),
        ]);
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
        let mut found = Findings::default();
        found.named("name", &self.name);
        found.not_negative("cost", self.cost);
        found.days_in_order(self.starts_on, "ends_on", self.ends_on, say::campaign_crossed());
        found.texts([
            ("channel", &self.channel),
            ("audience", &self.audience),
            ("offer", &self.offer),
        ]);
        found.0
    }
}

impl Check for PointsEntry {
    fn customer(&self) -> Option<&CustomerId> {
        Some(&self.customer)
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.finite(Some(&self.delta), || "delta".into());
        found.texts([("reason", &self.reason)]);
        found.0
    }
}

impl Check for TaskOutcome {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.texts([
            ("by", &self.by),
            ("note", &self.note),
            ("interaction", &self.interaction),
        ]);
        found.0
    }
}

impl Check for Review {
    fn customer(&self) -> Option<&CustomerId> {
        Some(&self.customer)
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.length(&self.dimension, || "dimension".into());
        found.texts([
            ("from", &self.from),
            ("to", &self.to),
            ("reason", &self.reason),
            ("action", &self.action),
            ("by", &self.by),
        ]);
        found.0
    }
}

impl Check for AuditEntry {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.length(&self.what, || "what".into());
        found.texts([("what_en", &self.what_en), ("by", &self.by)]);
        found.0
    }
}

impl Check for RuleVersion {
    fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Findings::default();
        found.texts([("name", &self.name), ("by", &self.by), ("note", &self.note)]);
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
