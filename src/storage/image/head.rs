//! What an image has of the head: choices, hand-overs, and the examples of the rules.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::mark;
use crate::domain::change::Head;
use crate::domain::record::Text;
use crate::domain::rule::Example;

/// An example of the rules that was of one customer and became one of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passed {
    id: Text,
    before: Text,
    after: Text,
}

/// A hand-over that an import noted in the head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    /// The mark of the note as it became.
    mark: u64,
    /// The note as it was, as JSON; nothing where there was none.
    before: Option<String>,
}

/// The industries that a change of the head added.
pub(super) fn added_choices(before: &Head, after: &Head) -> Vec<Text> {
    let known = &before.settings.industries;
    let new = after.settings.industries.iter().filter(|word| !known.contains(word));
    // A list of one's own begins as a copy of the shipped one.
    let shipped = before.settings.industry_list();
    new.filter(|word| !shipped.contains(word)).cloned().collect()
}

/// The hand-overs that a change of the head notes, each by its id.
pub(super) fn noted(before: &Head, after: &Head) -> Vec<Noted> {
    let new = after.handovers.iter().filter(|note| !before.handovers.contains(note));
    let one = |note: &Value| {
        let former = before.handovers.iter().find(|known| known.get("id") == note.get("id"));
        Noted {
            mark: note_mark(note),
            before: former.map(ToString::to_string),
        }
    };
    new.map(one).collect()
}

fn note_mark(note: &Value) -> u64 {
    mark(note.to_string().as_bytes())
}

/// Takes back what an import noted of hand-overs, so that their files bring again what they brought. What was noted anew since stands.
pub(super) fn forget_handovers(head: &mut Head, noted: &[Noted]) {
    for own in noted {
        let Some(at) = head.handovers.iter().position(|note| note_mark(note) == own.mark) else {
            continue;
        };
        match own
            .before
            .as_deref()
            .and_then(|before| serde_json::from_str(before).ok())
        {
            Some(before) => head.handovers[at] = before,
            None => drop(head.handovers.remove(at)),
        }
    }
}

/// The examples that became ones of another customer, where nothing else of the rules changes.
pub(super) fn passed(before: &Head, after: &Head) -> Vec<Passed> {
    let (old, new) = (&before.rulebook.examples, &after.rulebook.examples);
    let mut bare = before.rulebook.clone();
    for (example, now) in bare.examples.iter_mut().zip(new) {
        example.customer.clone_from(&now.customer);
    }
    if before.rulebook == after.rulebook || bare != after.rulebook {
        return Vec::new();
    }
    let one = |(old, new): (&Example, &Example)| {
        let (before, after) = (old.customer.clone()?, new.customer.clone()?);
        let id = old.id.clone();
        (before != after).then_some(Passed { id, before, after })
    };
    old.iter().zip(new).filter_map(one).collect()
}

/// Gives examples back to whom they were of. One that somebody changed since stays as it is.
pub(super) fn pass_back(head: &mut Head, passed: &[Passed]) {
    for own in passed {
        let mut examples = head.rulebook.examples.iter_mut();
        let is_it = |example: &&mut Example| example.id == own.id && example.customer.as_ref() == Some(&own.after);
        if let Some(example) = examples.find(is_it) {
            example.customer = Some(own.before.clone());
        }
    }
}
