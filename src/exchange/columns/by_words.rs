//! What the columns are by their headings and what stands below them, where no layout is known.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::content::{Content, shown_by_content, with_content};
use super::people::{Persons, numbered_by_name};
use super::several::{
    amounts_of_lines, birthdays_of_contacts, is_several, names_one_of_several, receivers_of_customers, yield_to_surer,
};
use super::states::states_of;
use super::{
    Importable, Mapped, Mapping, SURE_ENOUGH, Subject, Use, are_refunds, by_heading, called, compared, is_of_item,
    round,
};
use crate::domain::field::{FieldKind, Reach};
use crate::exchange::words::{
    CALLED_TOO, FAXES, NEXT, NOT_AMOUNTS, NOT_NAMES, NOT_PEOPLE, OFFERED, OWN_PEOPLE, PEOPLE_END, TO_COME,
};

/// What the columns are where the rows are this.
pub(super) fn by_words(subject: Subject, headings: &[Vec<String>], contents: &[Content]) -> Mapping {
    let fields = subject.fields();
    let all = all_called(subject, &fields);
    let numbered = match subject {
        Subject::Customers => numbered_by_name(&fields, all, headings),
        _ => None,
    };
    let headings = numbered.as_deref().unwrap_or(headings);
    let persons = Persons::of(&fields, all, headings).filter(|_| subject == Subject::Customers);
    const OUT: Mapped = Mapped {
        used: Use::Out,
        sure: 0.0,
    };
    let mut columns = vec![OUT; headings.len()];
    for (column, (names, content)) in headings.iter().zip(contents).enumerate() {
        let own = persons
            .as_ref()
            .map(|persons| (persons.column(names, content), persons.bare(names)));
        let (further, bare) = own.unwrap_or_default();
        if let Some(further) = further {
            columns[column] = further;
            continue;
        }
        let names = bare.as_ref().unwrap_or(names);
        let score =
            |(field, called): (&Importable, &Vec<String>)| fits(field, called, names, content, persons.is_some());
        let best = fields
            .iter()
            .zip(all)
            .map(|pair| (score(pair), pair.0.key))
            .fold((0.0, ""), |a, b| if b.0 > a.0 { b } else { a });
        let reaches = !are_faxes(names) && !are_of_us(names);
        let by_content = shown_by_content(content, subject).filter(|_| best.0 < SURE_ENOUGH && reaches);
        let (sure, key) = by_content.map_or(best, |(key, sure)| (sure, key));
        if sure >= SURE_ENOUGH {
            columns[column] = Mapped {
                used: Use::Field(key.to_owned()),
                sure: round(sure),
            };
        }
    }
    birthdays_of_contacts(&mut columns);
    receivers_of_customers(subject, headings, &mut columns);
    amounts_of_lines(headings, &mut columns);
    yield_to_surer(&mut columns);
    let states = states_of(subject, headings, contents, &columns);
    Mapping {
        subject,
        known: None,
        columns,
        only: None,
        states,
    }
}

/// What each field of a subject is called, as it is compared: hundreds of words, folded once.
fn all_called(subject: Subject, fields: &[Importable]) -> &'static [Vec<String>] {
    static ALL: [OnceLock<Vec<Vec<String>>>; Subject::ALL.len()] = [const { OnceLock::new() }; Subject::ALL.len()];
    ALL[subject as usize].get_or_init(|| {
        let words: HashMap<&str, &[&str]> = subject.words().iter().copied().collect();
        let names_of = |field: &Importable| called(field, words.get(field.key).copied().unwrap_or_default());
        fields.iter().map(names_of).collect()
    })
}

/// How well a column is a field that is called so, 0–1. Beside a second person a second phone is that one's.
fn fits(field: &Importable, called: &[String], names: &[String], content: &Content, has_second: bool) -> f64 {
    let is_own = |key: &str| !key.contains('.') || (key == "contact.phone" && !has_second);
    let numbered = names_one_of_several(names).filter(|_| is_several(field.key) && is_own(field.key));
    let named = by_heading(names, called).max(numbered.map_or(0.0, |name| by_heading(&[name], called)));
    // Most headings name most fields not at all.
    if named == 0.0 {
        return 0.0;
    }
    // Names of people are no places, whatever the heading says, and what was given back is no amount of an order. Nobody speaks at a fax, or
    // reaches the customer by the numbers of our own people. What is said of a next contact without a day is what is to be done.
    let is_other = match (field.key, field.kind) {
        (_, FieldKind::Reach(_)) if are_of_us(names) => true,
        (_, FieldKind::Reach(Reach::Phone)) => are_faxes(names),
        ("region", _) => content.are_people(),
        // What is in stock, or was sent back, is another number.
        (key, _) if is_of_item(key) => !names.iter().any(|name| called.contains(name)),
        ("amount", _) => are_refunds(names) || are_of_offers(names) || are_beside(called, names),
        ("id", _) => are_of_offers(names),
        ("date", _) => are_of_offers(names) || is_to_come(names),
        ("next_due", _) => names_next(names) && !content.tell_days(),
        ("at" | "opened_at" | "resolved_at" | "revisited_at", _) => is_to_come(names),
        ("name" | "customer", _) => says_more(called, names),
        ("owner" | "service_owner" | "by" | "handler" | "contact" | "contact.name" | "customer.contact", _) => {
            says_more_of_person(called, names)
        }
        _ => false,
    };
    if is_other {
        return 0.0;
    }
    with_content(named, content, field)
}

/// Whether a day is still to come, by its heading.
pub(super) fn is_to_come(names: &[String]) -> bool {
    let is_it = |name: &String| TO_COME.iter().any(|word| name.starts_with(word));
    !names.is_empty() && names.iter().all(is_it)
}

/// Whether headings say something else of a customer than what it is called, and none is exactly one of its names.
fn says_more(called: &[String], names: &[String]) -> bool {
    let is_other = |name: &String| NOT_NAMES.iter().any(|word| name.contains(word));
    names.iter().all(|name| is_other(name) && !called.contains(name))
}

/// Whether headings say something else of a person than the name: 业务员备注.
fn says_more_of_person(called: &[String], names: &[String]) -> bool {
    let says = |name: &String| NOT_NAMES.iter().chain(NOT_PEOPLE).any(|word| name.contains(word));
    let is_name = |name: &String| called.contains(name) || PEOPLE_END.iter().any(|end| name.ends_with(end));
    names.iter().all(|name| says(name) && !is_name(name))
}

/// Whether a column is of offers, which are no orders yet.
fn are_of_offers(names: &[String]) -> bool {
    let is_it = |name: &String| OFFERED.iter().any(|word| name.starts_with(word));
    !names.is_empty() && names.iter().all(is_it)
}

/// Whether an amount stands beside that of an order, and none of the names is one of its own.
fn are_beside(called: &[String], names: &[String]) -> bool {
    let is_beside = |name: &String| NOT_AMOUNTS.iter().any(|word| name.contains(word));
    names.iter().all(|name| is_beside(name) && !called.contains(name))
}

fn names_next(names: &[String]) -> bool {
    NEXT.iter().any(|word| names.contains(&compared(word)))
}

fn are_of_us(names: &[String]) -> bool {
    let is_of_us = |name: &String| OWN_PEOPLE.iter().any(|word| name.starts_with(word));
    names.iter().any(is_of_us)
}

fn are_faxes(names: &[String]) -> bool {
    // A number for both is one to call.
    let is_fax = |name: &String| FAXES.iter().any(|word| name.contains(word)) && !name.contains(CALLED_TOO);
    names.iter().any(is_fax)
}
