//! Lists of those at risk: who can still be acted on stands first and is counted apart.

use super::slots;
use crate::domain::columns::{Bits, has_bit};
use crate::domain::record::Text;
use crate::domain::report::risk::{AtRisk, LOST, Risk, at_risk, lost, risks};
use crate::domain::world::World;
use crate::state::query::{Query, TAG};

impl Query {
    /// The list of those at a risk.
    pub fn at_risk(risk: &Risk) -> Self {
        match risk {
            Risk::Class(dimension, class) => Self::of(dimension, [&**class]),
            Risk::Tag(id) => Self::of(TAG, [&**id]),
        }
    }

    /// The same, of those who are lost already or of the others.
    #[must_use]
    pub fn lost_already(self, lost: bool) -> Self {
        match lost {
            true => self.with(LOST.0, [LOST.1]),
            false => self.without(LOST.0, [LOST.1]),
        }
    }
}

/// Who is lost already, where a query asks for a risk and not for the stage.
pub fn lost_at_risk(world: &World, query: &Query) -> Option<Bits> {
    let asks = |key: &str, value: &Text| query.wanted(key).contains(value);
    let is_asked = |risk: &Risk| match risk {
        Risk::Class(dimension, class) => asks(dimension, class),
        Risk::Tag(id) => asks(TAG, id),
    };
    let stage = query.filters.iter().any(|filter| *filter.key == *LOST.0);
    let asks_risk = !stage && risks(&world.evaluation.plan).iter().any(is_asked);
    asks_risk.then(|| lost(&world.evaluation))
}

/// How many of those found are lost already.
pub fn count_at_risk(lost: &Bits, found: &Bits) -> AtRisk {
    at_risk(lost, slots(found))
}

/// The rows with those who are lost already at the end.
pub fn lost_last(rows: Vec<u32>, lost: &Bits) -> Vec<u32> {
    let (gone, mut open): (Vec<u32>, Vec<u32>) = rows.into_iter().partition(|slot| has_bit(lost, *slot));
    open.extend(gone);
    open
}
