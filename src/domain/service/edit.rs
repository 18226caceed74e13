//! Edits of the service levels of a rulebook. Their order says which counts where several fit, so that the whole list is written; one that
//! is as shipped again goes. What of the book's own cannot be read stays behind the others as it came.

use serde::Deserialize;
use serde_json::{Value, json};

use super::level::ServiceLevel;
use super::shipped::{KEY, SHIPPED};
use crate::domain::kind::{Severity, TicketKind};
use crate::domain::record::Text;
use crate::domain::rule::{Condition, Leaf, Operand, Operator, Rulebook};

/// For which tickets a level is, as a form asks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForTickets {
    /// Of one kind; nothing for all.
    pub kind: Option<TicketKind>,
    /// Of one grade; nothing for all.
    pub severity: Option<Severity>,
    /// Whatever else is asked: it is kept, and edited elsewhere.
    pub rest: Vec<Condition>,
}

impl ForTickets {
    /// What a condition asks.
    pub fn of(when: Option<&Condition>) -> Self {
        let mut it = Self::default();
        let parts = match when {
            None => return it,
            Some(Condition::All(parts)) => parts.clone(),
            Some(other) => vec![other.clone()],
        };
        for part in parts {
            let word = match &part {
                Condition::Leaf(leaf) => word_of(leaf),
                _ => None,
            };
            match word {
                Some(("kind", word)) if it.kind.is_none() => it.kind = TicketKind::from_word(&word),
                Some(("severity", word)) if it.severity.is_none() => it.severity = Severity::from_word(&word),
                _ => it.rest.push(part),
            }
        }
        it
    }

    /// The condition; nothing where nothing is asked.
    pub fn condition(&self) -> Option<Condition> {
        let is = |fact, word: &'static str| Condition::leaf(fact, Operator::Equal, Operand::Text(word.into()));
        let kind = self.kind.map(|kind| is("kind", kind.word()));
        let severity = self.severity.map(|severity| is("severity", severity.word()));
        let mut parts: Vec<Condition> = kind
            .into_iter()
            .chain(severity)
            .chain(self.rest.iter().cloned())
            .collect();
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Condition::All(parts)),
        }
    }
}

/// The fact and the one word that a leaf asks for, where it asks for no more and the word is one that we know.
fn word_of(leaf: &Leaf) -> Option<(&'static str, Text)> {
    let Operand::Text(word) = &leaf.value else { return None };
    if leaf.operator != Operator::Equal || !leaf.extra.is_empty() {
        return None;
    }
    match &*leaf.fact {
        "kind" => TicketKind::from_word(word).map(|_| ("kind", word.clone())),
        "severity" => Severity::from_word(word).map(|_| ("severity", word.clone())),
        _ => None,
    }
}

/// Whether a level ships.
pub fn is_shipped_level(id: &str) -> bool {
    SHIPPED.iter().any(|level| *level.id == *id)
}

/// Writes the levels of a rulebook, in their order.
pub fn set_levels(rules: &mut Rulebook, levels: &[ServiceLevel]) {
    let own = rules.rest.get(KEY).and_then(Value::as_array);
    let unread = own
        .into_iter()
        .flatten()
        .filter(|value| ServiceLevel::deserialize(*value).is_err());
    let unread: Vec<Value> = unread.cloned().collect();
    if unread.is_empty() && *levels == **SHIPPED {
        rules.rest.remove(KEY);
        return;
    }
    let all = levels.iter().map(|level| json!(level)).chain(unread);
    rules.rest.insert(KEY.into(), all.collect());
}

/// The levels that ship.
pub fn shipped_levels() -> Vec<ServiceLevel> {
    SHIPPED.clone()
}

/// The first id for a level of one's own that is not taken.
pub fn free_level_id(levels: &[ServiceLevel]) -> Text {
    let mut ids = (1..).map(|n| format!("own_{n}"));
    let id = ids.find(|id| !levels.iter().any(|level| *level.id == **id));
    id.unwrap_or_default().into()
}
