//! Steps of undo and redo carried over changes that came from elsewhere.
//!
//! A step holds records as they were before and after. When another tab changes one of them, the step's images no longer fit. Each
//! step is therefore brought onto what the record is by then, field by field ([`crate::domain::rebase`]): undoing one's own change of
//! a phone number leaves the owner that somebody else has set since. Where that cannot be (the same field was changed, a removed
//! record has been edited, an order would be left without its customer) the whole step is dropped: what it did is then part of what
//! came from elsewhere, and earlier steps are carried over that as well. A step is never done by halves.

use hashbrown::HashMap;

use crate::domain::book::BookRecord;
use crate::domain::change::{Change, ChangeSet, Delta, Head, Kind};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::rebase::three_way;

/// What a change is about: a record, or the head.
type Subject = (Option<Kind>, Box<str>);

/// What came from elsewhere, as one of the steps sees it: each thing from the state that the step expects to the one it finds.
pub(super) struct Elsewhere(HashMap<Subject, Change>);

impl Elsewhere {
    pub(super) fn new(set: &ChangeSet) -> Self {
        let mut moved = Self(HashMap::new());
        for change in &set.changes {
            moved.put(change.clone());
        }
        moved
    }

    fn put(&mut self, change: Change) {
        let Some(subject) = change.subject() else { return };
        if change.is_idle() {
            self.0.remove(&subject);
        } else {
            self.0.insert(subject, change);
        }
    }

    /// Carries a step, seen in the direction in which it would be carried out next, over what came from elsewhere; nothing where
    /// it must be dropped. Afterwards `self` is what the step behind it sees.
    pub(super) fn carry(&mut self, step: ChangeSet) -> Option<ChangeSet> {
        let touched = || step.changes.iter().filter_map(|change| self.0.get(&change.subject()?));
        if touched().next().is_none() && !self.orphans(&step) {
            return Some(step);
        }
        let carried: Option<Vec<Change>> = match self.orphans(&step) {
            true => None,
            false => step.changes.iter().map(|change| self.carried(change)).collect(),
        };
        for (at, change) in step.changes.into_iter().enumerate() {
            // Behind the step its records are as it leaves them; where it is dropped, as it finds them.
            let found = match (&carried, change.subject().and_then(|subject| self.0.get(&subject))) {
                (Some(carried), _) => change.clone().inverse().then(&carried[at]),
                (None, Some(moved)) => change.clone().inverse().then(moved),
                (None, None) => Some(change.inverse()),
            };
            found.into_iter().for_each(|change| self.put(change));
        }
        let mut changes = carried?;
        changes.retain(|change| !change.is_idle());
        (!changes.is_empty()).then_some(ChangeSet {
            label: step.label,
            changes,
        })
    }

    fn carried(&self, change: &Change) -> Option<Change> {
        match change.subject().and_then(|subject| self.0.get(&subject)) {
            None => Some(change.clone()),
            Some(moved) => change.over(moved),
        }
    }

    /// Whether a step would leave an event without its customer: one that came from elsewhere when the step removes the customer,
    /// or one of the step when the customer was removed elsewhere.
    fn orphans(&self, step: &ChangeSet) -> bool {
        let goes =
            |set: &mut dyn Iterator<Item = &Change>| -> Vec<CustomerId> { set.filter_map(removed_customer).collect() };
        let comes = |all: &mut dyn Iterator<Item = &Change>, gone: &[CustomerId]| {
            !gone.is_empty()
                && all
                    .filter_map(Change::owner_after)
                    .any(|owner| gone.iter().any(|id| id.as_str() == owner))
        };
        let gone_elsewhere = goes(&mut self.0.values());
        let gone_here = goes(&mut step.changes.iter());
        comes(&mut self.0.values(), &gone_here) || comes(&mut step.changes.iter(), &gone_elsewhere)
    }
}

fn removed_customer(change: &Change) -> Option<CustomerId> {
    match change {
        Change::Customer(Delta {
            before: Some(gone),
            after: None,
        }) => Some(gone.id.clone()),
        _ => None,
    }
}

/// The state of a thing that both sides changed; nothing where it cannot be said.
fn merged<R: BookRecord>(
    base: &Option<Held<R>>,
    mine: &Option<Held<R>>,
    now: &Option<Held<R>>,
) -> Option<Option<Held<R>>> {
    if mine == now || base == now {
        return Some(mine.clone());
    }
    if base == mine {
        return Some(now.clone());
    }
    match (base, mine, now) {
        (Some(base), Some(mine), Some(now)) => {
            three_way(&**base, &**mine, &**now).map(|record| Some(Held::new(record)))
        }
        _ => None,
    }
}

fn merged_head(base: &Head, mine: &Head, now: &Head) -> Option<Head> {
    fn whole<T: Clone + PartialEq>(base: &T, mine: &T, now: &T) -> Option<T> {
        match (mine == now || base == now, base == mine) {
            (true, _) => Some(mine.clone()),
            (_, true) => Some(now.clone()),
            _ => None,
        }
    }
    Some(Head {
        settings: three_way(&base.settings, &mine.settings, &now.settings)?,
        // Rules make sense as a whole only: half of one rulebook and half of another is none that anybody adopted.
        rulebook: whole(&base.rulebook, &mine.rulebook, &now.rulebook)?,
        handovers: three_way(&base.handovers, &mine.handovers, &now.handovers)?,
        unknown: three_way(&base.unknown, &mine.unknown, &now.unknown)?,
        sample: whole(&base.sample, &mine.sample, &now.sample)?,
    })
}

macro_rules! by_kind {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        impl Change {
            fn subject(&self) -> Option<Subject> {
                match self {
                    $(Self::$variant(delta) => Some((Some(Kind::$variant), delta.any()?.id.as_str().into())),)*
                    Self::Head { .. } => Some((None, Box::default())),
                }
            }

            /// The same change over what came from elsewhere.
            fn over(&self, moved: &Self) -> Option<Self> {
                match (self, moved) {
                    $((Self::$variant(own), Self::$variant(moved)) => {
                        let after = merged(&own.before, &own.after, &moved.after)?;
                        Some(Delta { before: moved.after.clone(), after }.into())
                    })*
                    (Self::Head { before, after }, Self::Head { after: now, .. }) => Some(Self::Head {
                        before: now.clone(),
                        after: Box::new(merged_head(before, after, now)?),
                    }),
                    _ => None,
                }
            }

            /// This change's beginning with another one's end.
            fn then(self, other: &Self) -> Option<Self> {
                match (self, other) {
                    $((Self::$variant(own), Self::$variant(other)) => {
                        Some(Delta { before: own.before, after: other.after.clone() }.into())
                    })*
                    (Self::Head { before, .. }, Self::Head { after, .. }) => Some(Self::Head {
                        before,
                        after: after.clone(),
                    }),
                    _ => None,
                }
            }
        }
    };
}
crate::for_each_kind!(by_kind);
