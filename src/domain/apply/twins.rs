//! Commands about customers that may be one: putting two together, and saying that they are not.

use hashbrown::HashMap;

use super::{Applied, Event, campaigns, customer, edits, head_change, named, refuse, removal};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::command::Edit;
use crate::domain::fold::alike;
use crate::domain::held::Held;
use crate::domain::id::{CustomerId, TaskOutcomeId};
use crate::domain::kind::*;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::domain::text::change as say;

/// Who goes, who stays, and how both were and are called.
struct Merging<'a> {
    stays: &'a Customer,
    goes: &'a Customer,
    after: &'a Customer,
}

pub(super) fn merge(book: &Book, stays: Edit<Customer>, goes: &Held<Customer>) -> Applied {
    named(&stays.after)?;
    let (Some(stays_now), Some(goes_now)) = (
        book.customers.get(stays.after.id.as_str()),
        book.customers.get(goes.id.as_str()),
    ) else {
        return refuse(say::merge_gone(&stays.after.name, &goes.name));
    };
    let is_seen = stays.before.as_ref().is_none_or(|before| before == stays_now) && goes == goes_now;
    if !is_seen || stays.after.id == goes.id {
        return refuse(say::merge_moved(&stays.after.name, &goes.name));
    }
    let merging = Merging {
        stays: stays_now,
        goes: goes_now,
        after: &stays.after,
    };
    let mut changes = edits(std::iter::once((stays_now, (*stays.after).clone())));
    merging.customers(book, &mut changes);
    merging.take_over::<Order>(book, &mut changes, |order, id| order.customer = id);
    merging.interactions(book, &mut changes);
    merging.take_over::<Ticket>(book, &mut changes, |ticket, id| ticket.customer = id);
    merging.take_over::<PointsEntry>(book, &mut changes, |entry, id| entry.customer = id);
    merging.take_over::<Review>(book, &mut changes, |review, id| review.customer = id);
    merging.tasks(book, &mut changes);
    changes.extend(campaigns::merged_lists(book, goes.id.as_str(), stays_now.id.as_str()));
    merging.rules(book, &mut changes);
    // The customer last: the way back then puts it before what belongs to it.
    changes.push(removal(goes_now).into());
    Ok(ChangeSet {
        label: match alike(&merging.goes.name, &merging.stays.name) {
            true => say::customers_merged_alike(&merging.stays.name, &merging.goes.id, &merging.stays.id),
            false => say::customers_merged(&merging.goes.name, &merging.stays.name),
        },
        changes,
    })
}

impl Merging<'_> {
    fn id(&self) -> CustomerId {
        self.stays.id.clone()
    }

    fn goes(&self, id: &str) -> bool {
        id == self.goes.id.as_str()
    }

    /// Other customers that name the one that goes, or either of them by a name that nobody else has.
    fn customers(&self, book: &Book, changes: &mut Vec<Change>) {
        let is_either = |id: &CustomerId| *id == self.stays.id || *id == self.goes.id;
        let is_free = |name: &str| {
            !book
                .customers
                .iter()
                .any(|(_, other)| !is_either(&other.id) && alike(&other.name, name))
        };
        let names: Vec<&str> = [&self.goes.name, &self.stays.name]
            .into_iter()
            .map(|name| &**name)
            .collect();
        let names: Vec<&str> = names
            .into_iter()
            .filter(|name| **name != *self.after.name && is_free(name))
            .collect();
        let others = book.customers.iter().filter(|(_, other)| !is_either(&other.id));
        let edited = others.filter_map(|(_, other)| {
            let by = other.referred_by.as_deref();
            let referred_by = match by {
                Some(by) if self.goes(by) => Some(self.stays.id.as_str()),
                Some(by) if names.iter().any(|name| alike(name, by)) => Some(&*self.after.name),
                by => by,
            };
            let says = other.not_same_as.iter().any(|id| self.goes(id));
            (says || referred_by != by).then(|| {
                let mut after = (**other).clone();
                after.referred_by = referred_by.map(Text::from);
                after
                    .not_same_as
                    .retain(|id| !self.goes(id) && **id != *self.stays.id.as_str());
                if says {
                    after.not_same_as.push(self.stays.id.as_str().into());
                }
                (other, after)
            })
        });
        changes.extend(edits(edited));
    }

    fn take_over<R: Event + Clone>(&self, book: &Book, changes: &mut Vec<Change>, give: fn(&mut R, CustomerId))
    where
        Change: From<Delta<R>>,
    {
        let is_its = |event: &Held<R>| match event.packed_owner() {
            Some(id) => self.goes(id),
            None => self.goes(event.customer().as_str()),
        };
        let given = |event: &Held<R>| {
            let mut after = (**event).clone();
            give(&mut after, self.id());
            after
        };
        let theirs = R::table(book).iter().filter(|(_, event)| is_its(event));
        changes.extend(edits(theirs.map(|(_, event)| (event, given(event)))));
    }

    /// Interactions name the task that they settled besides.
    fn interactions(&self, book: &Book, changes: &mut Vec<Change>) {
        let edited = book.interactions.iter().filter_map(|(_, event)| {
            let is_its = match event.packed_owner() {
                Some(id) => self.goes(id),
                None => self.goes(event.customer.as_str()),
            };
            let task = event.look(|event| event.task.as_deref().and_then(|task| self.task(task)));
            (is_its || task.is_some()).then(|| {
                let mut after = (**event).clone();
                if is_its {
                    after.customer = self.id();
                }
                after.task = task.map(Text::from).or(after.task);
                (event, after)
            })
        });
        changes.extend(edits(edited));
    }

    /// The key of a task of the customer that goes (`playbook/step/customer/start`) as it is from now on.
    fn task(&self, key: &str) -> Option<String> {
        let mut words = key.splitn(3, '/');
        let (playbook, step, rest) = (words.next()?, words.next()?, words.next()?);
        let (customer, start) = rest.rsplit_once('/')?;
        self.goes(customer)
            .then(|| format!("{playbook}/{step}/{}/{start}", self.stays.id))
    }

    /// What became of tasks. One that was decided for both is decided once: the later decision counts, both remarks stay.
    fn tasks(&self, book: &Book, changes: &mut Vec<Change>) {
        for (_, outcome) in book.task_outcomes.iter() {
            let Some(id) = self
                .task(outcome.id.as_str())
                .and_then(|key| TaskOutcomeId::new(&key).ok())
            else {
                continue;
            };
            let known = book.task_outcomes.get(id.as_str());
            let after = match known {
                Some(known) => one_outcome(known, outcome),
                None => TaskOutcome {
                    id,
                    ..(**outcome).clone()
                },
            };
            changes.push(removal(outcome).into());
            changes.push(
                Delta {
                    before: known.cloned(),
                    after: Some(Held::new(after)),
                }
                .into(),
            );
        }
    }

    /// Examples of the rules in force, and of those that were.
    fn rules(&self, book: &Book, changes: &mut Vec<Change>) {
        let mut head = book.head.clone();
        if self.examples(&mut head.rulebook) {
            changes.extend(head_change(book, head));
        }
        let edited = book.rule_versions.iter().filter_map(|(_, version)| {
            let mut rules = (*version.rulebook.0).clone();
            let after = |rulebook| RuleVersion {
                rulebook,
                ..(**version).clone()
            };
            self.examples(&mut rules).then(|| (version, after(Rules(rules.into()))))
        });
        changes.extend(edits(edited));
    }

    fn examples(&self, rules: &mut Rulebook) -> bool {
        let mut is_other = false;
        for example in &mut rules.examples {
            if example.customer.as_deref().is_some_and(|id| self.goes(id)) {
                example.customer = Some(self.stays.id.as_str().into());
                is_other = true;
            }
        }
        is_other
    }
}

fn one_outcome(known: &TaskOutcome, other: &TaskOutcome) -> TaskOutcome {
    let when = |outcome: &TaskOutcome| outcome.at.as_ref().map(|at| (at.day, at.unix_ms()));
    let (last, first) = match when(other) > when(known) {
        true => (other, known),
        false => (known, other),
    };
    let notes = [&last.note, &first.note].into_iter().flatten().map(|note| &**note);
    let notes = notes.collect::<Vec<_>>().join("\n");
    TaskOutcome {
        id: known.id.clone(),
        note: Some(notes).filter(|notes| !notes.is_empty()).map(Into::into),
        ..last.clone()
    }
}

/// Says of pairs of customers that they are not the same, or takes that back.
pub(super) fn set_not_same(book: &Book, pairs: &[(CustomerId, CustomerId)], is_so: bool) -> Applied {
    let mut edited: HashMap<&str, (&Held<Customer>, Customer)> = HashMap::new();
    let mut names = Vec::new();
    for (one, other) in pairs {
        let (first, second) = (customer(book, one)?, customer(book, other)?);
        names.push((&first.name, &second.name));
        for (holder, of) in [(first, second), (second, first)] {
            let (_, after) = edited
                .entry(holder.id.as_str())
                .or_insert_with(|| (holder, (**holder).clone()));
            after.not_same_as.retain(|id| **id != *of.id.as_str());
        }
        if let Some((_, after)) = edited
            .get_mut(first.id.as_str())
            .filter(|_| is_so && first.id != second.id)
        {
            after.not_same_as.push(second.id.as_str().into());
        }
    }
    let label = match (&names[..], is_so) {
        ([(one, other)], true) => say::not_same(one, other),
        ([(one, other)], false) => say::maybe_same(one, other),
        (several, true) => say::not_same_several(several.len()),
        (several, false) => say::maybe_same_several(several.len()),
    };
    let mut edited: Vec<_> = edited.into_values().collect();
    edited.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    Ok(ChangeSet {
        label,
        changes: edits(edited.into_iter()),
    })
}

/// Customers that said of those who go that they are not the same: a number may be given again.
pub(super) fn forget(book: &Book, gone: &hashbrown::HashSet<&str>) -> Vec<Change> {
    let stay = book
        .customers
        .iter()
        .filter(|(_, other)| !gone.contains(other.id.as_str()));
    let says = stay.filter(|(_, other)| other.not_same_as.iter().any(|id| gone.contains(&**id)));
    edits(says.map(|(_, other)| {
        let mut after = (**other).clone();
        after.not_same_as.retain(|id| !gone.contains(&**id));
        (other, after)
    }))
}
