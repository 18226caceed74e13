//! Customers with whom we deal so shortly that what a score counts can hardly have happened yet.

use super::desk::{Standing, WinBackRules, danger};
use crate::domain::metric::Metric;
use crate::domain::world::World;

/// A customer is new for so many days: as long as the contacts of a score look back.
const NEW_DAYS: i32 = 90;

/// What happened since the first deal with a new customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newly {
    /// How many days ago that was.
    pub days: usize,
    /// Contacts since, of that day too.
    pub contacts: usize,
    /// Orders since, that are no returns.
    pub orders: usize,
}

/// What happened since the first deal, where a customer is in danger by the rules and new: the score is low for want of time.
pub fn newly(world: &World, slot: u32) -> Option<Newly> {
    let as_of = world.evaluation.as_of;
    let days = world.evaluation.number(slot, Metric::DaysSinceFirstDeal)? as i32;
    let is_new = (0..NEW_DAYS).contains(&days);
    let rules = WinBackRules::of(&world.evaluation.plan);
    if !is_new || danger(world, rules, slot) != Some(Standing::Open) {
        return None;
    }
    let since = as_of.plus_days(-days)..=as_of;
    let activity = world.ledger.row(slot);
    let orders = activity.orders.iter().filter(|order| order.fen > 0);
    Some(Newly {
        days: days.unsigned_abs() as usize,
        contacts: activity
            .touches
            .iter()
            .filter(|touch| since.contains(&touch.day))
            .count(),
        orders: orders.filter(|order| since.contains(&order.day)).count(),
    })
}
