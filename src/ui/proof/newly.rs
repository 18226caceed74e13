//! What is said of a customer whose score is low for want of time.

use super::Ground;
use crate::domain::label::Lang;
use crate::domain::rule::plan::PlanDimension;
use crate::domain::winback::newly;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::T;

/// Since when a new customer in danger deals with us, and what happened since; nothing of others.
pub fn newly_said(world: &World, slot: u32, lang: Lang) -> Option<String> {
    let (t, it) = (T(lang), newly(world, slot)?);
    let or = |n: usize, some: fn(T, usize) -> String, none: &str| match n {
        0 => none.to_owned(),
        n => some(t, n),
    };
    let parts = [
        or(it.days, |t, n| t.newly_days(n), t.newly_today()),
        or(it.contacts, |t, n| t.newly_contacts(n), t.newly_no_contact()),
        or(it.orders, |t, n| t.newly_orders(n), t.newly_no_order()),
    ];
    Some(format::clauses(parts, lang))
}

impl Ground<'_> {
    /// The same with what follows from it for the score, where the question is one of health or risk.
    pub(super) fn newly(&self, dimension: &PlanDimension) -> Option<String> {
        let rests_on_score = matches!(&*dimension.id, "health" | "risk");
        let said = newly_said(self.world, self.slot, self.lang()).filter(|_| rests_on_score)?;
        Some(self.t().newly_low(said))
    }
}
