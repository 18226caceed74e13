//! Who gets a lead, by the regions and industries of the staff (S4 step 1).

use std::collections::HashMap;

use crate::domain::fold::alike;
use crate::domain::kind::{Customer, Settings, Staff};
use crate::domain::record::Text;
use crate::domain::world::World;

/// Why somebody gets a lead: the entry of the staff's that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssignedBy {
    /// The region.
    Region(Text),
    /// The industry.
    Industry(Text),
    /// Both, which goes before either.
    Both(Text, Text),
}

/// Who gets a lead, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The name, as `owner` uses it.
    pub owner: Text,
    /// What of theirs fits.
    pub by: AssignedBy,
}

/// How well somebody fits: region and industry before the region alone before the industry alone.
fn fit(person: &Staff, customer: &Customer) -> Option<(u8, AssignedBy)> {
    let of = |entries: &[Text], said: Option<&Text>, fits: fn(&str, &str) -> bool| {
        let said = said.map(|said| said.trim()).filter(|said| !said.is_empty())?;
        entries.iter().find(|entry| fits(entry.trim(), said)).cloned()
    };
    // 江苏 takes 江苏省苏州市.
    let lies_in = |entry: &str, region: &str| !entry.is_empty() && (alike(entry, region) || region.starts_with(entry));
    let region = of(&person.regions, customer.region.as_ref(), lies_in);
    let industry = of(&person.industries, customer.industry.as_ref(), alike);
    match (region, industry) {
        (Some(region), Some(industry)) => Some((0, AssignedBy::Both(region, industry))),
        (Some(region), None) => Some((1, AssignedBy::Region(region))),
        (None, Some(industry)) => Some((2, AssignedBy::Industry(industry))),
        (None, None) => None,
    }
}

/// Who gets a lead: the best fit, of several the one who has the fewest leads (`has`), then the first in the list. Nobody where nothing fits.
pub fn assign(settings: &Settings, customer: &Customer, has: &HashMap<Text, usize>) -> Option<Assigned> {
    let fits = settings.staff.iter().enumerate().filter_map(|(place, person)| {
        let (rank, by) = fit(person, customer)?;
        let load = has.get(&person.name).copied().unwrap_or(0);
        Some(((rank, load, place), person, by))
    });
    let (_, person, by) = fits.min_by_key(|(rank, ..)| *rank)?;
    Some(Assigned {
        owner: person.name.clone(),
        by,
    })
}

/// Who gets each of some leads, one after the other in the order given; what one gets counts for the next. `has`: how many leads each has.
pub fn assignments(world: &World, leads: &[u32], mut has: HashMap<Text, usize>) -> Vec<(u32, Assigned)> {
    let settings = &world.book.head.settings;
    let mut given = Vec::new();
    for slot in leads {
        let Some(customer) = world.book.customers.at(*slot) else {
            continue;
        };
        if let Some(assigned) = assign(settings, customer, &has) {
            *has.entry(assigned.owner.clone()).or_default() += 1;
            given.push((*slot, assigned));
        }
    }
    given
}

/// Whether a customer's industry is one that we serve; nothing where either is not said.
pub fn is_served(settings: &Settings, customer: &Customer) -> Option<bool> {
    let industry = customer.industry.as_ref().filter(|said| !said.trim().is_empty())?;
    let served = &settings.served_industries;
    (!served.is_empty()).then(|| served.iter().any(|one| alike(one, industry)))
}
