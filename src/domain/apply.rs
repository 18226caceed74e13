//! From a command to its change set: a pure function of the book. It refuses what is wrong, leaves out what would change nothing,
//! and never touches the book itself.

mod campaigns;
mod contact;
mod rules;
mod settings;
mod several;
mod tasks;
mod twins;
mod whole;

pub use whole::Importing;
pub(crate) use whole::replacement;

use hashbrown::{HashMap, HashSet};

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Head};
use crate::domain::command::{Command, CommandError, Conflict, Edit};
use crate::domain::day::Moment;
use crate::domain::field::changed;
use crate::domain::fold::{alike, folded, is_blank};
use crate::domain::handover::give::Passing;
use crate::domain::held::Held;
use crate::domain::id::{AuditId, CustomerId};
use crate::domain::kind::*;
use crate::domain::label::Label;
use crate::domain::number::next_number;
use crate::domain::rebase::{Editable, rebase};
use crate::domain::record::Text;
use crate::domain::text::{self, change as say};

type Applied = Result<ChangeSet, CommandError>;

/// What a command does to the book. The set is empty when the book is already as wanted.
pub fn apply(book: &Book, command: Command) -> Applied {
    match command {
        Command::AddCustomer(customer) => add_customer(book, *customer),
        Command::EditCustomer(edit) => edit_customer(book, edit),
        Command::RemoveCustomers(ids) => remove_customers(book, &ids),
        Command::SetOwner { ids, owner } => set_owner(book, &ids, owner),
        Command::AssignLeads(given) => assign_leads(book, given),
        Command::SetIntent { ids, intent } => several::set_intent(book, &ids, intent),
        Command::HandOver { ids, passing } => hand_over(book, &ids, &passing),
        Command::AddTag { ids, tag } => tag_customers(book, &ids, &tag, true),
        Command::RemoveTag { ids, tag } => tag_customers(book, &ids, &tag, false),
        Command::SetNeedTag { ids, tag, is_so } => campaigns::set_need(book, &ids, &tag, is_so),
        Command::PutOrder(edit) => put_event(book, edit),
        Command::RemoveOrder(id) => remove_event::<Order>(book, id.as_str()),
        Command::PutInteraction(edit) => contact::put(book, edit),
        Command::PutInteractions { what, edits } => campaigns::put_all(book, what, edits),
        Command::RemoveInteraction(id) => remove_event::<Interaction>(book, id.as_str()),
        Command::PutTicket(edit) => several::put_tickets(book, vec![edit]),
        Command::PutTickets(all) => several::put_tickets(book, all),
        Command::RemoveTicket(id) => remove_event::<Ticket>(book, id.as_str()),
        Command::PutCampaign(edit) => campaigns::put(book, edit),
        Command::RemoveCampaign(id) => campaigns::remove(book, id.as_str()),
        Command::PutPoints(edit) => put_event(book, edit),
        Command::RemovePoints(id) => remove_event::<PointsEntry>(book, id.as_str()),
        Command::SetSettings(edit) => settings::set(book, edit),
        Command::AdoptRulebook {
            seen,
            rulebook,
            adoption,
        } => rules::adopt(book, seen.as_deref(), *rulebook, *adoption),
        Command::SetExamples { before, after } => rules::set_examples(book, &before, after),
        Command::NameVersion(edit) => rules::name_version(book, edit),
        Command::SetOverride { ids, seen, given } => rules::set_override(book, &ids, &seen, &given),
        Command::EndOverride {
            ids,
            seen,
            dimension,
            on,
        } => rules::end_override(book, &ids, &seen, &dimension, on),
        Command::MergeCustomers { stays, goes } => twins::merge(book, stays, &goes),
        Command::SetNotSame { pairs, is_so } => twins::set_not_same(book, &pairs, is_so),
        Command::SettleTasks {
            what,
            outcomes,
            contacts,
        } => tasks::settle(book, what, outcomes, contacts),
        Command::EscalateTicket { ticket, plan } => several::escalate(book, ticket, plan),
        Command::WriteTask(edit) => tasks::write(book, edit),
        Command::WriteTasks(all) => several::write_tasks(book, all),
        Command::RemoveTask(id) => tasks::remove(book, id.as_str()),
        Command::Review { decided, seen } => rules::review(book, decided, &seen),
        Command::Import { source, changes, .. } => whole::carried(book, Importing::new(&source, &changes)),
        Command::TakeBack { what, changes, .. } => whole::carried(book, Importing::taking_back(&what, &changes)),
        Command::LoadSample { book: sample, replace } => whole::load_sample(book, *sample, replace),
        Command::EraseAll => Ok(ChangeSet {
            label: say::erased(),
            changes: whole::replacement(book, Book::default()),
        }),
    }
}

/// The entry that the audit trail keeps of a command carried out.
pub fn audit_entry(id: AuditId, at: Moment, by: Option<Text>, set: &ChangeSet) -> AuditEntry {
    AuditEntry {
        id,
        at,
        what: (&*set.label.zh).into(),
        what_en: Some((&*set.label.en).into()),
        by,
        records: u32::try_from(set.changes.len()).ok(),
        extra: Default::default(),
    }
}

fn refuse<T>(why: Label) -> Result<T, CommandError> {
    Err(CommandError::Refused(why))
}

fn customer<'a>(book: &'a Book, id: &CustomerId) -> Result<&'a Held<Customer>, CommandError> {
    match book.customers.get(id.as_str()) {
        Some(customer) => Ok(customer),
        None => refuse(say::unknown(say::customer(), id)),
    }
}

fn named(customer: &Customer) -> Result<(), CommandError> {
    if is_blank(&customer.name) {
        return refuse(text::customer_name_needed());
    }
    Ok(())
}

fn add_customer(book: &Book, mut customer: Customer) -> Applied {
    named(&customer)?;
    match book.customers.get(customer.id.as_str()) {
        Some(known) if **known == customer => return Ok(ChangeSet::default()),
        Some(_) => match next_number(&book.customers) {
            Some(number) => customer.id = number,
            None => return refuse(say::customer_known(&customer.id)),
        },
        None => {}
    }
    Ok(ChangeSet {
        label: say::customer_added(&customer.name),
        changes: vec![Delta::put(customer).into()],
    })
}

/// What the book's record becomes by an edit that was made from an earlier state of it, or what clashes.
fn merged<R: Editable>(label: impl FnOnce(&R) -> Label, edit: &Edit<R>, now: &R) -> Result<R, CommandError> {
    let rebased = rebase(edit.before.as_deref().unwrap_or(now), &edit.after, now);
    if rebased.clashes.is_empty() {
        return Ok(rebased.record);
    }
    Err(CommandError::Conflict(Conflict {
        label: label(now),
        clashes: rebased.clashes,
    }))
}

fn edit_customer(book: &Book, edit: Edit<Customer>) -> Applied {
    named(&edit.after)?;
    let before = customer(book, &edit.after.id)?;
    let after = merged(|now| say::one_customer(&now.name), &edit, before)?;
    let whom = say::one_customer(&after.name);
    let label = match is_signed(before) || !is_signed(&after) {
        true => say::changed(whom, changed_names(before, &after)),
        false => say::customer_signed(whom),
    };
    let changes = edits(std::iter::once((before, after)));
    Ok(ChangeSet { label, changes })
}

/// Whether the day of a contract is known.
fn is_signed(customer: &Customer) -> bool {
    let contract = customer.contract.as_ref();
    contract.is_some_and(|contract| contract.signed_on.is_some())
}

/// The changed fields in words: all up to three, else the first three and how many there are.
fn changed_names(before: &Customer, after: &Customer) -> Label {
    let fields = changed(before, after);
    let first = fields.iter().take(3).map(|field| field.label.clone());
    match (first.reduce(say::fields_and), fields.len()) {
        // Only what the registry does not know: the unknown fields of a newer file.
        (None, _) => say::other_content(),
        (Some(some), n) if n > 3 => say::fields_and_more(some, n - 3),
        (Some(all), _) => all,
    }
}

fn edits<'a, R: BookRecord>(pairs: impl Iterator<Item = (&'a Held<R>, R)>) -> Vec<Change>
where
    Change: From<Delta<R>>,
{
    let delta = |(before, after): (&Held<R>, R)| Delta {
        before: Some(before.clone()),
        after: Some(Held::new(after)),
    };
    pairs
        .filter(|(before, after)| ***before != *after)
        .map(|pair| delta(pair).into())
        .collect()
}

/// The customers of these ids, each once; an unknown one refuses the whole command.
fn customers<'a>(book: &'a Book, ids: &[CustomerId]) -> Result<Vec<&'a Held<Customer>>, CommandError> {
    let mut seen = HashSet::new();
    ids.iter()
        .filter(|id| seen.insert(id.as_str()))
        .map(|id| customer(book, id))
        .collect()
}

/// Whom a command is about: the name of one, the number of several.
fn whom(customers: &[&Held<Customer>]) -> Label {
    match customers {
        [one] => say::one_customer(&one.name),
        several => say::several_customers(several.len()),
    }
}

fn set_owner(book: &Book, ids: &[CustomerId], owner: Option<Text>) -> Applied {
    let owner = owner.filter(|owner| !owner.trim().is_empty());
    let found = customers(book, ids)?;
    let what = owner.as_ref().map_or(say::owner_cleared(), say::owner_becomes);
    let label = say::changed(whom(&found), what);
    let owned = |before: &Held<Customer>| Customer {
        owner: owner.clone(),
        ..(**before).clone()
    };
    let changes = edits(found.into_iter().map(|before| (before, owned(before))));
    Ok(ChangeSet { label, changes })
}

fn assign_leads(book: &Book, given: Vec<(CustomerId, Text)>) -> Applied {
    let ids: Vec<CustomerId> = given.iter().map(|(id, _)| id.clone()).collect();
    let found = customers(book, &ids)?;
    let label = say::leads_assigned(whom(&found));
    let owners: HashMap<CustomerId, Text> = given.into_iter().collect();
    let owned = |before: &Held<Customer>| Customer {
        owner: owners.get(&before.id).cloned().or_else(|| before.owner.clone()),
        ..(**before).clone()
    };
    let changes = edits(found.into_iter().map(|before| (before, owned(before))));
    Ok(ChangeSet { label, changes })
}

fn hand_over(book: &Book, ids: &[CustomerId], passing: &Passing) -> Applied {
    let found = customers(book, ids)?;
    let label = say::handed_over(whom(&found), &passing.to);
    let changes = edits(found.into_iter().map(|before| (before, passing.passed(before))));
    Ok(ChangeSet { label, changes })
}

fn tag_customers(book: &Book, ids: &[CustomerId], tag: &str, add: bool) -> Applied {
    let tag = tag.trim();
    if is_blank(tag) {
        return refuse(say::tag_name_needed());
    }
    let spelling = as_known(book, tag);
    let tag = spelling.as_deref().filter(|_| add).unwrap_or(tag);
    let found = customers(book, ids)?;
    let what = if add {
        say::tag_added(tag)
    } else {
        say::tag_removed(tag)
    };
    let label = say::changed(whom(&found), what);
    let tagged = |before: &Held<Customer>| {
        let mut after = (**before).clone();
        if !add {
            after.tags.retain(|known| !alike(known, tag));
        } else if !after.tags.iter().any(|known| alike(known, tag)) {
            after.tags.push(tag.into());
        }
        after
    };
    let changes = edits(found.into_iter().map(|before| (before, tagged(before))));
    Ok(ChangeSet { label, changes })
}

/// A tag that looks like this one and that most customers have, so that the book gets no twin of it; nothing where there is none, or
/// where the spelling itself is known.
fn as_known(book: &Book, tag: &str) -> Option<Text> {
    let folded_tag = folded(tag);
    let mut spellings: HashMap<&Text, usize> = HashMap::new();
    let tags = book.customers.iter().flat_map(|(_, customer)| &customer.tags);
    for known in tags.filter(|known| folded(known) == folded_tag) {
        *spellings.entry(known).or_default() += 1;
    }
    let most = spellings
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    most.map(|(known, _)| known.clone())
}

fn removal<R>(record: &Held<R>) -> Delta<R> {
    Delta {
        before: Some(record.clone()),
        after: None,
    }
}

fn remove_customers(book: &Book, ids: &[CustomerId]) -> Applied {
    let found = customers(book, ids)?;
    let label = say::removed(whom(&found));
    let gone: HashSet<&str> = found.iter().map(|customer| customer.id.as_str()).collect();
    let mut changes = twins::forget(book, &gone);
    events_of::<Order>(book, &gone, &mut changes);
    events_of::<Interaction>(book, &gone, &mut changes);
    events_of::<Ticket>(book, &gone, &mut changes);
    events_of::<PointsEntry>(book, &gone, &mut changes);
    events_of::<Review>(book, &gone, &mut changes);
    changes.extend(tasks::outcomes_of(book, &gone));
    // The customers last: the way back then puts them before what belongs to them.
    changes.extend(found.into_iter().map(|customer| Change::from(removal(customer))));
    Ok(ChangeSet { label, changes })
}

fn events_of<R: Event>(book: &Book, gone: &HashSet<&str>, changes: &mut Vec<Change>)
where
    Change: From<Delta<R>>,
{
    let whose = |event: &Held<R>| match event.packed_owner() {
        Some(id) => gone.contains(id),
        None => gone.contains(event.customer().as_str()),
    };
    let theirs = R::table(book).iter().filter(|(_, event)| whose(event));
    changes.extend(theirs.map(|(_, event)| Change::from(removal(event))));
}

/// A record that belongs to a customer.
trait Event: BookRecord {
    /// What people call one of its kind.
    const NOUN: Label;
    /// What people call it: an order of a negative amount is a return.
    fn noun(&self) -> Label {
        Self::NOUN
    }
    /// Whose it is.
    fn customer(&self) -> &CustomerId;
}

macro_rules! events {
    ($($ty:ident $noun:ident $(, $called:expr)?;)*) => {$(
        impl Event for $ty {
            const NOUN: Label = say::$noun();
            $(
                fn noun(&self) -> Label {
                    $called(self)
                }
            )?

            fn customer(&self) -> &CustomerId {
                &self.customer
            }
        }
    )*};
}

events! {
    Order order, |order: &Self| if order.amount.0 < 0 { say::return_order() } else { Self::NOUN };
    Interaction interaction;
    Ticket ticket;
    PointsEntry points;
    Review review;
}

fn put_event<R: Event + Editable>(book: &Book, edit: Edit<R>) -> Applied
where
    Change: From<Delta<R>>,
{
    let name = &customer(book, edit.after.customer())?.name;
    let id = edit.after.key();
    let (label, changes) = match (R::table(book).get(id), &edit.before) {
        (None, None) => (
            say::event_added(name, edit.after.noun()),
            vec![Delta::put(*edit.after).into()],
        ),
        (None, Some(_)) => return refuse(say::event_gone(edit.after.noun(), id)),
        (Some(now), None) if **now != *edit.after => return refuse(say::event_known(now.noun(), id)),
        (Some(now), _) => {
            let after = merged(|_| say::event_of(name, now.noun()), &edit, now)?;
            (
                say::event_changed(name, after.noun()),
                edits(std::iter::once((now, after))),
            )
        }
    };
    Ok(ChangeSet { label, changes })
}

fn remove_event<R: Event>(book: &Book, key: &str) -> Applied
where
    Change: From<Delta<R>>,
{
    let Some(event) = R::table(book).get(key) else {
        return refuse(say::unknown(R::NOUN, key));
    };
    let whose = book.customers.get(event.customer().as_str());
    let name = whose.map_or(event.customer().as_str(), |customer| &customer.name);
    Ok(ChangeSet {
        label: say::event_removed(name, event.noun()),
        changes: vec![removal(event).into()],
    })
}

fn set_head(book: &Book, label: Label, change: impl FnOnce(&mut Head)) -> ChangeSet {
    let mut after = book.head.clone();
    change(&mut after);
    let changes = head_change(book, after).into_iter().collect();
    ChangeSet { label, changes }
}

fn head_change(book: &Book, after: Head) -> Option<Change> {
    (book.head != after).then(|| Change::Head {
        before: Box::new(book.head.clone()),
        after: Box::new(after),
    })
}

#[cfg(test)]
mod tests;
