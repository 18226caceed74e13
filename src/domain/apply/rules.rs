//! Commands about classification: adopting a rulebook, classes set by hand, decisions on moves.

use super::{Applied, customer, customers, edits, merged, refuse, set_head, whom};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::columns::in_force;
use crate::domain::command::{CommandError, Conflict, Decided, Edit};
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::{ClassOverride, Customer, Decision, Review, RuleVersion};
use crate::domain::label::Label;
use crate::domain::rebase::{Clash, three_way};
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Dimension, Example, Rulebook, names as rule_names};
use crate::domain::text::{self, change as say};
use crate::domain::versions::{self, Adoption};

pub(super) fn adopt(book: &Book, seen: Option<&Rulebook>, mut rulebook: Rulebook, adoption: Adoption) -> Applied {
    let now = &book.head.rulebook;
    if let Some(seen) = seen {
        if !seen.same_rules(now) {
            return refuse(say::rules_moved());
        }
        rulebook.examples = examples(&seen.examples, rulebook.examples, &now.examples)?;
    }
    if let Some(issue) = Plan::compile(&rulebook)
        .err()
        .and_then(|issues| issues.into_iter().next())
    {
        return refuse(say::not_adopted(issue.label()));
    }
    // They are stored as JSON: what could not be read again is not written.
    if let Err(issues) = Rulebook::from_json(&rulebook.to_json()) {
        let why = issues.first().map(|issue| issue.label()).unwrap_or_default();
        return refuse(say::not_adopted(why));
    }
    if book.head.rulebook.same_rules(&rulebook) {
        return Ok(with_examples(book, rulebook.examples));
    }
    let number = versions::next_number(book);
    let label = match &adoption.name {
        Some(name) => say::adopted_as(number, name),
        None => say::adopted(number),
    };
    Ok(ChangeSet {
        label,
        changes: versions::adopt(book, rulebook, adoption),
    })
}

pub(super) fn set_examples(book: &Book, before: &[Example], after: Vec<Example>) -> Applied {
    let after = examples(before, after, &book.head.rulebook.examples)?;
    Ok(with_examples(book, after))
}

/// The examples with what both sides did to them.
fn examples(before: &[Example], mine: Vec<Example>, now: &[Example]) -> Result<Vec<Example>, CommandError> {
    three_way(&before.to_vec(), &mine, &now.to_vec()).ok_or(CommandError::Refused(say::examples_moved()))
}

fn with_examples(book: &Book, examples: Vec<Example>) -> ChangeSet {
    set_head(book, say::examples_saved(), |head| {
        head.rulebook.examples = examples;
    })
}

pub(super) fn name_version(book: &Book, edit: Edit<RuleVersion>) -> Applied {
    let id = &edit.after.id;
    let Some(before) = book.rule_versions.get(id.as_str()) else {
        return refuse(say::unknown(say::rule_version(), id));
    };
    let wanted = merged(|_| say::rule_version(), &edit, before)?;
    let said = |text: Option<Text>| text.filter(|text| !text.trim().is_empty());
    let after = RuleVersion {
        name: said(wanted.name),
        note: said(wanted.note),
        ..(**before).clone()
    };
    Ok(ChangeSet {
        label: say::version_described(before.number),
        changes: edits(std::iter::once((before, after))),
    })
}

pub(super) fn set_override(
    book: &Book,
    ids: &[crate::domain::id::CustomerId],
    seen: &[Held<Customer>],
    given: &ClassOverride,
) -> Applied {
    let (dimension, class) = sound(&book.head.rulebook, given)?;
    let found = customers(book, ids)?;
    for now in &found {
        still_so(seen, now, (&given.dimension, given.set_on), Some(given), &dimension)?;
    }
    let label = say::set_by_hand(whom(&found), dimension, class);
    let changes = edits(found.into_iter().map(|before| (before, overridden(before, given))));
    Ok(ChangeSet { label, changes })
}

pub(super) fn end_override(
    book: &Book,
    ids: &[crate::domain::id::CustomerId],
    seen: &[Held<Customer>],
    dimension: &str,
    on: Day,
) -> Applied {
    let found = customers(book, ids)?;
    let name = book.head.rulebook.dimension(dimension).map_or(dimension, |d| &d.name);
    let name = rule_names::dimension(dimension, name);
    for now in &found {
        still_so(seen, now, (dimension, on), None, &name)?;
    }
    let label = say::hand_ended(whom(&found), name);
    let freed = |before: &Held<Customer>| {
        let mut after = (**before).clone();
        end(&mut after, dimension, on);
        // The stage has a field of its own without days (`book.md`).
        if dimension == "stage" {
            after.stage_override = None;
        }
        after
    };
    let changes = edits(found.into_iter().map(|before| (before, freed(before))));
    Ok(ChangeSet { label, changes })
}

pub(super) fn review(book: &Book, decided: Vec<Decided>, seen: &[Held<Customer>]) -> Applied {
    let count = decided.len();
    let decided: Vec<Decided> = decided.into_iter().filter(|it| !is_decided(book, it)).collect();
    if count > 0 && decided.is_empty() {
        return refuse(say::decided_elsewhere());
    }
    let is_held = decided.iter().all(|one| one.review.decision == Some(Decision::Hold));
    let label = match (&decided[..], is_held) {
        ([one], true) => say::held(&customer(book, &one.review.customer)?.name),
        ([one], false) => say::confirmed(&customer(book, &one.review.customer)?.name),
        (several, true) => say::held_several(several.len()),
        (several, false) => say::confirmed_several(several.len()),
    };
    let mut kept: Vec<Held<Customer>> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    for Decided { review, hold } in decided {
        let known = customer(book, &review.customer)?;
        if let Some(given) = hold {
            let (dimension, _) = sound(&book.head.rulebook, &given)?;
            still_so(seen, known, (&given.dimension, given.set_on), Some(&given), &dimension)?;
            let place = kept.iter().position(|c| c.id == known.id);
            let after = Held::new(overridden(place.map_or(known, |i| &kept[i]), &given));
            match place {
                Some(i) => kept[i] = after,
                None => kept.push(after),
            }
        }
        let before = book.reviews.get(review.id.as_str()).cloned();
        let after = Some(Held::new(review));
        changes.push(Delta { before, after }.into());
    }
    for after in kept {
        let before = book.customers.get(after.id.as_str()).cloned();
        let after = Some(after);
        changes.push(Delta { before, after }.into());
    }
    Ok(ChangeSet { label, changes })
}

/// Whether the same move was decided on that day already, by another record.
fn is_decided(book: &Book, Decided { review, .. }: &Decided) -> bool {
    let what = |review: &Review| (review.customer.clone(), review.dimension.clone(), review.at.day);
    let way = |review: &Review| (review.from.clone(), review.to.clone());
    let same = |known: &Review| known.id != review.id && what(known) == what(review) && way(known) == way(review);
    book.reviews.iter().any(|(_, known)| same(known))
}

/// The names of the dimension and class that an override gives; refuses one that the rules do not know or that says nothing.
fn sound(rulebook: &Rulebook, given: &ClassOverride) -> Result<(Label, Label), CommandError> {
    let used = rulebook.in_use();
    let called = |dimension: &Dimension| rule_names::dimension(&dimension.id, &dimension.name);
    let Some(dimension) = used.dimension(&given.dimension).filter(|d| d.text_of.is_none()) else {
        return refuse(say::no_dimension_to_set(&given.dimension));
    };
    let classes = used.classes(dimension);
    let Some((_, class)) = classes.iter().find(|(id, _)| *id == &*given.class) else {
        return refuse(say::no_class(called(dimension), &given.class));
    };
    if given.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
        return refuse(text::reason_needed());
    }
    if given.until.is_some_and(|until| until < given.set_on) {
        return refuse(text::ends_before_it_begins());
    }
    let class = rule_names::class(&dimension.id, &given.class, class);
    Ok((called(dimension), class))
}

/// Whether a customer's dimension still has by hand what it had when the person looked, or has by now what is wanted: a class, or
/// nothing.
fn still_so(
    seen: &[Held<Customer>],
    now: &Customer,
    (dimension, on): (&str, Day),
    wanted: Option<&ClassOverride>,
    name: &Label,
) -> Result<(), CommandError> {
    let Some(seen) = seen.iter().find(|seen| seen.id == now.id) else {
        return Ok(());
    };
    let held = |customer: &Customer| in_force(&customer.overrides, dimension, on).cloned();
    // The stage has a field of its own besides.
    let stage = |customer: &Customer| customer.stage_override.clone().filter(|_| dimension == "stage");
    let (held_now, stage_now) = (held(now), stage(now));
    let is_wanted = held_now.as_ref() == wanted && (wanted.is_some() || stage_now.is_none());
    if is_wanted || (&held_now, &stage_now) == (&held(seen), &stage(seen)) {
        return Ok(());
    }
    let theirs = held_now
        .map(|o| o.class.to_string())
        .or(stage_now.map(|class| class.to_string()));
    let clash = Clash {
        key: "overrides".to_owned(),
        label: name.clone(),
        theirs: theirs.unwrap_or_default(),
        mine: wanted.map(|o| o.class.to_string()).unwrap_or_default(),
    };
    Err(CommandError::Conflict(Conflict {
        label: say::one_customer(&now.name),
        clashes: vec![clash],
    }))
}

fn overridden(before: &Customer, given: &ClassOverride) -> Customer {
    let mut after = before.clone();
    let held = |o: &&ClassOverride| o.holds_on(given.set_on);
    let same = after.overrides.iter().filter(|o| o.dimension == given.dimension);
    // Saying the same again changes nothing.
    if same.filter(held).any(|o| o == given) {
        return after;
    }
    end(&mut after, &given.dimension, given.set_on);
    after.overrides.push(given.clone());
    after
}

/// Ends what holds in a dimension on a day, the day before it; what began that day or later goes.
fn end(customer: &mut Customer, dimension: &str, on: Day) {
    customer
        .overrides
        .retain(|o| *o.dimension != *dimension || o.set_on < on);
    let held = |o: &&mut ClassOverride| *o.dimension == *dimension && o.holds_on(on);
    customer
        .overrides
        .iter_mut()
        .filter(held)
        .for_each(|o| o.until = Some(on.plus_days(-1)));
}
