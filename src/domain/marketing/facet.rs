//! The rows behind the figures of a portrait: as many as these say.

use std::collections::HashSet;

use super::portrait::{GroupKey, PortraitReading, Sketch, Trait, TraitKind};
use super::sketch::{asked, rated};
use super::value::ValueMap;
use crate::domain::day::Day;
use crate::domain::kind::InteractionKind;
use crate::domain::world::World;

/// A figure of a portrait that rests on rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The customers with a trait.
    Having(Trait),
    /// Those of whom anything of a kind is known.
    Known(TraitKind),
    /// Those with a rhythm.
    Rhythm,
    /// The tickets with a satisfaction.
    Rated,
    /// The contacts by a channel whose answer is known; only those that were answered, or all.
    Asked(InteractionKind, bool),
}

/// A row behind such a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FacetRow {
    /// The customer's slot.
    pub customer: u32,
    /// The slot of the ticket or contact that it is, and its day.
    pub record: Option<(u32, Day)>,
    /// The days of the rhythm, the grade, or 1 for an answer and 0 for none.
    pub figure: Option<f64>,
}

impl PortraitReading {
    /// Those that a group is compared with: who else is ranked, or every other customer.
    pub fn rest(&self, map: &ValueMap, group: GroupKey) -> Vec<u32> {
        let members: HashSet<u32> = group.members(map).into_iter().collect();
        let is_other = |slot: &u32| !members.contains(slot);
        match group {
            GroupKey::Named(_) => (0..self.sketches.len() as u32).filter(is_other).collect(),
            _ => map.ranked.iter().map(|one| one.slot).filter(is_other).collect(),
        }
    }

    /// The rows behind a figure of some customers.
    pub fn behind(&self, world: &World, some: &[u32], facet: &Facet) -> Vec<FacetRow> {
        let of_customer = |customer: u32, figure: Option<f64>| FacetRow {
            customer,
            record: None,
            figure,
        };
        let is_known = |slot: &u32, kind: TraitKind| {
            let known = |sketch: &Sketch| self.kinds_of(sketch)[kind as usize];
            self.sketches.get(*slot as usize).is_some_and(known)
        };
        let slots = some.iter().copied();
        match facet {
            Facet::Having(one) => self.having(some, one).map(|slot| of_customer(slot, None)).collect(),
            Facet::Known(kind) => {
                let known = slots.filter(|slot| is_known(slot, *kind));
                known.map(|slot| of_customer(slot, None)).collect()
            }
            Facet::Rhythm => {
                let rhythm = |slot: u32| Some(of_customer(slot, Some(self.sketches.get(slot as usize)?.rhythm?)));
                slots.filter_map(rhythm).collect()
            }
            Facet::Rated => {
                let of = |customer: u32| {
                    rated(world, customer).map(move |(slot, day, grade)| FacetRow {
                        customer,
                        record: Some((slot, day)),
                        figure: Some(f64::from(grade)),
                    })
                };
                slots.flat_map(of).collect()
            }
            Facet::Asked(channel, is_answered) => {
                let (channel, is_answered) = (*channel, *is_answered);
                let of = |customer: u32| {
                    let all = asked(world, customer);
                    let meant = all.filter(move |(_, _, by, answer)| *by == channel && (*answer || !is_answered));
                    meant.map(move |(slot, day, _, answer)| FacetRow {
                        customer,
                        record: Some((slot, day)),
                        figure: Some(f64::from(u8::from(answer))),
                    })
                };
                slots.flat_map(of).collect()
            }
        }
    }
}
