//! What became of the leads of a period (S4 steps 1 and 2): how many were spoken to, show intent, have dealt; by source or by owner.

use std::collections::BTreeMap;

use super::desk::last_contact;
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::{Customer, Intent};
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::words;

/// What a funnel is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunnelBy {
    /// Where they came from.
    Source,
    /// Who sees to them.
    Owner,
}

/// How far the leads of a source or an owner came. Who has dealt counts as spoken to and as showing intent, so no stage is larger than the one before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunnelRow {
    /// The source, or the owner; nothing where none is said.
    pub of: Option<Text>,
    /// All of them.
    pub leads: usize,
    /// Those with a contact, or further.
    pub contacted: usize,
    /// Those of them with intent A or B or a need, or further.
    pub intending: usize,
    /// Those who have dealt.
    pub dealt: usize,
    /// The days from the lead to the deal of each, in order.
    pub days: Vec<i32>,
}

impl FunnelRow {
    /// The share that has dealt; nothing of nobody.
    pub fn conversion(&self) -> Option<f64> {
        (self.leads > 0).then(|| self.dealt as f64 / self.leads as f64)
    }

    /// The median of the days to the deal: of an even number the mean of the two in the middle.
    pub fn median_days(&self) -> Option<f64> {
        let middle = self.days.len() / 2;
        let at = |i: usize| self.days.get(i).map(|days| f64::from(*days));
        match self.days.len() % 2 {
            1 => at(middle),
            _ => Some((at(middle.checked_sub(1)?)? + at(middle)?) / 2.0),
        }
    }

    fn add(&mut self, far: &FunnelLead) {
        for step in FunnelStep::ALL.iter().filter(|step| far.is_at(**step)) {
            *match step {
                FunnelStep::Lead => &mut self.leads,
                FunnelStep::Contacted => &mut self.contacted,
                FunnelStep::Intending => &mut self.intending,
                FunnelStep::Dealt => &mut self.dealt,
            } += 1;
        }
        self.days.extend(far.dealt);
    }
}

words! {
    /// The steps of a funnel, each a part of the one before.
    pub enum FunnelStep {
        /// It was a lead.
        Lead = "lead",
        /// It was spoken to.
        Contacted = "contacted",
        /// It shows intent.
        Intending = "intending",
        /// It has dealt.
        Dealt = "dealt",
    }
}

/// A lead of a period, and how far it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelLead {
    /// The customer's slot.
    pub customer: u32,
    /// The source, or the owner; nothing where none is said.
    pub of: Option<Text>,
    /// The day it was written down.
    pub created: Day,
    /// Whether it was spoken to, or further.
    pub is_contacted: bool,
    /// Whether it shows intent, or further.
    pub is_intending: bool,
    /// The days from the lead to the deal, where it dealt.
    pub dealt: Option<i32>,
}

impl FunnelLead {
    /// Whether it came to a step.
    pub fn is_at(&self, step: FunnelStep) -> bool {
        match step {
            FunnelStep::Lead => true,
            FunnelStep::Contacted => self.is_contacted,
            FunnelStep::Intending => self.is_intending,
            FunnelStep::Dealt => self.dealt.is_some(),
        }
    }

    /// The last step that it came to.
    pub fn step(&self) -> FunnelStep {
        let all = FunnelStep::ALL.iter().rev().copied();
        all.into_iter()
            .find(|step| self.is_at(*step))
            .unwrap_or(FunnelStep::Lead)
    }
}

/// The leads created since a day, in the order of the book. Who had dealt before was no lead.
pub fn funnel_leads(world: &World, since: Day, by: FunnelBy) -> Vec<FunnelLead> {
    let lead = |(slot, customer): (u32, &Held<Customer>)| {
        let is_in = |day: &Day| (since..=world.evaluation.as_of).contains(day);
        let created = customer.created_on.filter(is_in)?;
        let of = match by {
            FunnelBy::Source => &customer.source,
            FunnelBy::Owner => &customer.owner,
        };
        far(world, slot, created, customer.intent).map(|far| FunnelLead {
            of: of.clone().filter(|text| !text.trim().is_empty()),
            ..far
        })
    };
    world.book.customers.iter().filter_map(lead).collect()
}

/// The leads created since a day ([`funnel_leads`]), the largest group first, those of which nothing is said last; and all together.
pub fn funnel(world: &World, since: Day, by: FunnelBy) -> (Vec<FunnelRow>, FunnelRow) {
    let mut rows: BTreeMap<Option<Text>, FunnelRow> = BTreeMap::new();
    let mut all = FunnelRow::default();
    for lead in funnel_leads(world, since, by) {
        all.add(&lead);
        rows.entry(lead.of.clone()).or_default().add(&lead);
    }
    let mut rows: Vec<FunnelRow> = rows.into_iter().map(|(of, row)| FunnelRow { of, ..row }).collect();
    rows.sort_by(|a, b| (a.of.is_none(), b.leads, &a.of).cmp(&(b.of.is_none(), a.leads, &b.of)));
    for row in rows.iter_mut().chain([&mut all]) {
        row.days.sort_unstable();
    }
    (rows, all)
}

fn far(world: &World, slot: u32, created: Day, intent: Option<Intent>) -> Option<FunnelLead> {
    let evaluation = &world.evaluation;
    let is = |metric| evaluation.number(slot, metric) == Some(1.0);
    let first_deal = evaluation.number(slot, Metric::DaysSinceFirstDeal);
    let dealt = first_deal.map(|days| evaluation.as_of.days_since(created) - days as i32);
    if dealt.is_some_and(|days| days < 0) {
        return None;
    }
    let is_contacted = dealt.is_some() || last_contact(world, slot, evaluation.as_of).is_some();
    let means_it = matches!(intent, Some(Intent::A | Intent::B)) || is(Metric::HasNeed);
    Some(FunnelLead {
        customer: slot,
        of: None,
        created,
        is_contacted,
        is_intending: dealt.is_some() || (is_contacted && means_it),
        dealt,
    })
}
