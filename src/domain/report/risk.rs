//! Risk that can still be acted on, apart from risk that has come true: who is lost already.

use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;

/// The dimensions whose worst class is a risk.
const DIMENSIONS: [&str; 2] = ["health", "risk"];
/// The automatic tags that are one.
const TAGS: [&str; 2] = ["at_risk", "reactivate"];
/// The dimension and the class of those who are lost.
pub const LOST: (&str, &str) = ("stage", "lost");

/// A class or a tag that says risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// The worst class of a dimension: the dimension's id and the class's.
    Class(Text, Text),
    /// An automatic tag, by its id.
    Tag(Text),
}

/// How many are at risk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtRisk {
    /// Not lost yet.
    pub open: usize,
    /// Lost already.
    pub lost: usize,
}

/// Everything that says risk in a plan.
pub fn risks(plan: &Plan) -> Vec<Risk> {
    let worst = |id: &&str| {
        let dimension = plan.dimension_of(id)?;
        let worst = dimension.rank.last()?;
        Some(Risk::Class(dimension.id.clone(), worst.clone()))
    };
    let tags = plan.tags.iter().filter(|tag| TAGS.contains(&&*tag.id));
    let tags = tags.map(|tag| Risk::Tag(tag.id.clone()));
    DIMENSIONS.iter().filter_map(worst).chain(tags).collect()
}

/// Whether a customer is lost already.
pub fn is_lost(evaluation: &Evaluation, slot: u32) -> bool {
    evaluation.class_in(slot, LOST.0) == Some(LOST.1)
}

/// Who is lost already; nobody where the rules know no such class.
pub fn lost(evaluation: &Evaluation) -> Bits {
    let mut bits = vec![0; bit_words(evaluation.columns.rows)];
    for slot in 0..evaluation.columns.rows as u32 {
        if is_lost(evaluation, slot) {
            set_bit(&mut bits, slot, true);
        }
    }
    bits
}

/// How many of some customers are lost, and how many are not.
pub fn at_risk(lost: &Bits, of: impl Iterator<Item = u32>) -> AtRisk {
    let mut counts = AtRisk::default();
    for slot in of {
        match has_bit(lost, slot) {
            true => counts.lost += 1,
            false => counts.open += 1,
        }
    }
    counts
}
