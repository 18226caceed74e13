//! A contact is recorded; what it told of the customer's preferences is the customer's own in the same step (S4 step 3).

use super::{Applied, put_event};
use crate::domain::book::Book;
use crate::domain::change::{Change, Delta};
use crate::domain::command::Edit;
use crate::domain::held::Held;
use crate::domain::kind::interaction::PREFERENCE;
use crate::domain::kind::{Customer, Interaction, Preferences};

/// The contact, new or as it is to be, and what it changes of the customer.
pub(super) fn put(book: &Book, edit: Edit<Interaction>) -> Applied {
    let learned = learned(book, &edit.after);
    let mut set = put_event(book, edit)?;
    // Where the contact itself is as it was, nothing was learned.
    if !set.changes.is_empty() {
        set.changes.extend(learned);
    }
    Ok(set)
}

/// The customer with what a contact tells as a line of its preferences, in place of what the contact said before; nothing where it says
/// nothing else than before, or stands there already.
fn learned(book: &Book, contact: &Interaction) -> Option<Change> {
    let before = book.interactions.get(contact.id.as_str());
    let (was, is) = (
        before.and_then(|before| before.told(PREFERENCE)),
        contact.told(PREFERENCE)?,
    );
    let customer = book.customers.get(contact.customer.as_str())?;
    let known = customer.preferences.as_ref();
    let note = known.and_then(|known| known.note.as_deref()).unwrap_or_default();
    if was == Some(is) || note.lines().any(|line| line.trim() == is) {
        return None;
    }
    let kept = note.lines().map(str::trim).filter(|line| !line.is_empty());
    let kept = kept.filter(|line| Some(*line) != was);
    let lines: Vec<&str> = kept.chain([is]).collect();
    let after = Customer {
        preferences: Some(Preferences {
            note: Some(lines.join("\n").into()),
            ..known.cloned().unwrap_or_default()
        }),
        ..(**customer).clone()
    };
    let delta = Delta {
        before: Some(customer.clone()),
        after: Some(Held::new(after)),
    };
    Some(delta.into())
}
