//! What became of the leads of a period (S4 steps 1 and 2): how many were spoken to, show intent, have dealt; by source or by owner.

use std::collections::BTreeMap;

use super::desk::last_contact;
use crate::domain::day::Day;
use crate::domain::kind::Intent;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::world::World;

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

    fn add(&mut self, far: &Far) {
        self.leads += 1;
        self.contacted += usize::from(far.is_contacted);
        self.intending += usize::from(far.is_intending);
        if let Some(days) = far.dealt {
            self.dealt += 1;
            self.days.push(days);
        }
    }
}

/// How far one came.
struct Far {
    is_contacted: bool,
    is_intending: bool,
    /// The days from the lead to the deal.
    dealt: Option<i32>,
}

/// The leads created since a day, the largest group first, those of which nothing is said last; and all together. Who had dealt before was no lead.
pub fn funnel(world: &World, since: Day, by: FunnelBy) -> (Vec<FunnelRow>, FunnelRow) {
    let mut rows: BTreeMap<Option<Text>, FunnelRow> = BTreeMap::new();
    let mut all = FunnelRow::default();
    for (slot, customer) in world.book.customers.iter() {
        let Some(created) = customer
            .created_on
            .filter(|day| (since..=world.evaluation.as_of).contains(day))
        else {
            continue;
        };
        let Some(far) = far(world, slot, created, customer.intent) else {
            continue;
        };
        let of = match by {
            FunnelBy::Source => &customer.source,
            FunnelBy::Owner => &customer.owner,
        };
        let of = of.clone().filter(|text| !text.trim().is_empty());
        rows.entry(of).or_default().add(&far);
        all.add(&far);
    }
    let mut rows: Vec<FunnelRow> = rows.into_iter().map(|(of, row)| FunnelRow { of, ..row }).collect();
    rows.sort_by(|a, b| (a.of.is_none(), b.leads, &a.of).cmp(&(b.of.is_none(), a.leads, &b.of)));
    for row in rows.iter_mut().chain([&mut all]) {
        row.days.sort_unstable();
    }
    (rows, all)
}

fn far(world: &World, slot: u32, created: Day, intent: Option<Intent>) -> Option<Far> {
    let evaluation = &world.evaluation;
    let is = |metric| evaluation.number(slot, metric) == Some(1.0);
    let first_deal = evaluation.number(slot, Metric::DaysSinceFirstDeal);
    let dealt = first_deal.map(|days| evaluation.as_of.days_since(created) - days as i32);
    if dealt.is_some_and(|days| days < 0) {
        return None;
    }
    let is_contacted = dealt.is_some() || last_contact(world, slot, evaluation.as_of).is_some();
    let means_it = matches!(intent, Some(Intent::A | Intent::B)) || is(Metric::HasNeed);
    Some(Far {
        is_contacted,
        is_intending: dealt.is_some() || (is_contacted && means_it),
        dealt,
    })
}
