//! What looks wrong in the draft, in words.

use crate::domain::authoring::finding::{FindingKind, Severity, findings};
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::rules::workshop::Workshop;
use crate::ui::text::finding;

/// The most customers named under a finding.
const SHOWN: usize = 50;

/// A finding in words.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingSaid {
    /// Where, as the compiler writes places.
    pub place: String,
    pub words: String,
    /// It is more than a remark.
    pub grave: bool,
    /// The customers it is about, some of them: id and name.
    pub customers: Vec<(String, String)>,
}

/// Everything found under the draft.
pub fn found(shop: Workshop, lang: Lang) -> Vec<FindingSaid> {
    let all = shop.rehearsed(|world, then| {
        let said = |found: &crate::domain::authoring::finding::Finding| FindingSaid {
            place: found.place.to_string(),
            words: finding::say(lang, &then.plan, found),
            grave: found.kind.severity() == Severity::Warning,
            customers: customers(world, &found.kind),
        };
        findings(&world.book, then).iter().map(said).collect()
    });
    all.unwrap_or_default()
}

fn customers(world: &World, kind: &FindingKind) -> Vec<(String, String)> {
    let slots = match kind {
        FindingKind::Overlap { slots, .. } | FindingKind::Hole { slots } => slots,
        _ => return Vec::new(),
    };
    let named = slots
        .iter()
        .take(SHOWN)
        .filter_map(|slot| world.book.customers.at(*slot));
    named.map(|c| (c.id.to_string(), c.name.to_string())).collect()
}
